#include "runtime/sched/Exports.h"

#include "runtime/sched/Program.h"

#include <utility>

namespace vo::rt {

Exports::~Exports() = default;

Export &Exports::add(Ref object, uint64_t about) {
  if (!freeExports) {
    chunks.push_back(std::make_unique<Chunk>());
    Chunk &chunk = *chunks.back();
    heap.addRoots(chunk.words, kChunk);
    for (uint32_t i = kChunk; i-- > 0;) {
      Export &one = chunk.exports[i];
      one.owner = &home;
      one.word = &chunk.words[i];
      one.nextFree = std::exchange(freeExports, &one);
    }
  }
  Export &one = *freeExports;
  freeExports = one.nextFree;
  *one.word = addressOf(object);
  one.description = about;
  ++count;
  return one;
}

Ref Exports::forget(Export &one) {
  // Only home raises the number from 0.
  if (*one.word == 0 || one.holders.load(std::memory_order_acquire) != 0)
    return nullptr;
  one.nextFree = std::exchange(freeExports, &one);
  --count;
  return refAt(std::exchange(*one.word, 0));
}

namespace {
/// Nobody holds an export any more, or nobody did for a while.
class Released final : public Message {
public:
  explicit Released(Export &one) : one(one) {}
  void deliver(Goroutine &) override {
    Exports &exports = one.home().exports;
    if (Ref object = exports.forget(one))
      exports.forgotten(object);
  }

private:
  Export &one;
};
} // namespace

void Export::release() {
  Program &program = home(); // one that nobody holds may be used again
  if (holders.fetch_sub(1, std::memory_order_acq_rel) == 1)
    program.inbox().post(new Released(*this));
}

} // namespace vo::rt
