//===- IslandEntries.cpp - Islands of compiled code -----------------------===//
#include "runtime/island/Image.h"
#include "runtime/sched/Program.h"

using namespace vo;
using namespace vo::rt;

VO_RT_ENTRY Ref vo_rt_island_new(VO_RT_CONTEXT) {
  Goroutine &self = Goroutine::of(*context);
  Program &program = Program::makeIsland(self);
  Ref island = self.heap->allocate(
      self, abi::headerWord(abi::kLayoutIsland, abi::kIslandWords),
      sizeof(abi::IslandObject));
  *reinterpret_cast<abi::IslandObject *>(island) = {
      program.number(), reinterpret_cast<uint64_t>(&program)};
  return island;
}

namespace {
/// A go statement of another island.
class Start final : public Message {
public:
  Start(abi::GoFunction function, int64_t word)
      : function(function), word(word) {}

  void deliver(Goroutine &self) override {
    const uint64_t *record = image.give(self);
    self.scheduler->add(function, refAt(*record), word);
  }

  Image image;

private:
  abi::GoFunction function;
  int64_t word;
};
} // namespace

VO_RT_SWITCHING_INNER vo_island_go(Ref island, void *code, Ref record,
                                   int64_t word, Context *context) {
  Goroutine &self = Goroutine::of(*context);
  auto function = reinterpret_cast<abi::GoFunction>(code);
  auto &program = *reinterpret_cast<Program *>(
      reinterpret_cast<abi::IslandObject *>(island)->program);
  Scheduler &scheduler = *self.scheduler;
  if (&program == &scheduler.program)
    return scheduler.spawnSwitch(self, function, record, word);
  record = safepoint(self, record);
  auto *start = new Start(function, word);
  start->image.take(self, record);
  program.inbox().post(start);
  scheduler.tick(self);
  return Scheduler::stay(self);
}
VO_RT_SWITCHING_ENTRY(vo_rt_island_go, vo_island_go, r8);
