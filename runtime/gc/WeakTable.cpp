#include "runtime/gc/WeakTable.h"

#include "runtime/gc/space/Nursery.h"
#include "runtime/gc/space/OldSpace.h"

namespace vo::rt {

Ref WeakTable::find(void *key) const {
  auto entry = entries.find(key);
  return entry == entries.end() ? nullptr : entry->second.object;
}

void WeakTable::add(void *key, Ref object, Tell tell) {
  entries.insert_or_assign(key, Entry{object, tell});
  young.push_back(key);
}

void WeakTable::afterEvacuation(const Nursery &nursery) {
  for (void *key : young) {
    auto entry = entries.find(key);
    Ref &object = entry->second.object;
    if (!nursery.contains(addressOf(object)))
      continue; // it was born old
    uint64_t header = headerOf(object);
    if (abi::isForwarded(header)) {
      object = refAt(header);
      continue;
    }
    Tell tell = entry->second.tell;
    entries.erase(entry);
    tell(key);
  }
  young.clear();
}

void WeakTable::afterMark(const OldSpace &old) {
  for (auto entry = entries.begin(); entry != entries.end();) {
    if (old.isMarked(addressOf(entry->second.object))) {
      ++entry;
      continue;
    }
    auto [key, dead] = *entry;
    entry = entries.erase(entry);
    dead.tell(key);
  }
}

} // namespace vo::rt
