#include "runtime/island/Ports.h"

#include "runtime/gc/WeakTable.h"
#include "runtime/sched/Program.h"

namespace vo::rt {

static abi::PortObject &portAt(Ref port) {
  return *reinterpret_cast<abi::PortObject *>(port);
}

static void forget(Ref port) { portAt(port).link = 0; }

Export &exportOf(Goroutine &self, Ref port) {
  abi::PortObject &object = portAt(port);
  if (!object.link) {
    Exports &exports = self.scheduler->program.exports;
    exports.forgotten = forget;
    uint32_t layout = abi::layoutOf(headerOf(refAt(object.ring)));
    object.link = reinterpret_cast<uint64_t>(
        &exports.add(port, uint64_t{object.elemWords} << 32 | layout));
  }
  return *reinterpret_cast<Export *>(object.link);
}

Ref portOf(Goroutine &self, Export &one) {
  if (&one.home() == &self.scheduler->program)
    return Exports::at(one);
  WeakTable &table = self.heap->weakTable();
  if (Ref known = table.find(&one))
    return known;
  Ref port = self.heap->allocate(
      self, abi::headerWord(abi::kLayoutPort, abi::kPortWords),
      sizeof(abi::PortObject));
  portAt(port).link = reinterpret_cast<uint64_t>(&one);
  portAt(port).elemWords = one.about() >> 32;
  one.hold();
  table.add(&one, port,
            [](void *key) { static_cast<Export *>(key)->release(); });
  return port;
}

} // namespace vo::rt
