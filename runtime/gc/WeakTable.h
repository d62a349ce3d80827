//===- WeakTable.h - Objects found by name while they live ------*- C++ -*-===//
#pragma once

#include "runtime/Entries.h"

#include <unordered_map>
#include <vector>

namespace vo::rt {

class Nursery;
class OldSpace;

/// Objects by key. Being in the table keeps no object alive: the collection
/// that finds one dead takes it out and says so. Keys are addresses of
/// anything.
///
/// Cost: a minor collection looks at the entries added since the last one, a
/// major one at all. Collections take no memory here.
class WeakTable {
public:
  using Tell = void (*)(void *key);

  /// The object of a key, which lives on if the caller lets it; or null. Valid
  /// until something may collect.
  Ref find(void *key) const;
  /// Adds an object under a key that has none. `tell` is called in the
  /// collection that finds it dead: it may neither allocate in the heap nor use
  /// the table.
  void add(void *key, Ref object, Tell tell);

  /// The nursery has been evacuated and not yet been emptied.
  void afterEvacuation(const Nursery &nursery);
  /// The old space has been marked and not yet been swept.
  void afterMark(const OldSpace &old);

private:
  struct Entry {
    Ref object;
    Tell tell;
  };
  std::unordered_map<void *, Entry> entries;
  std::vector<void *> young; // keys of objects that may lie in the nursery
};

} // namespace vo::rt
