#include "runtime/sched/Scheduler.h"

#include "runtime/sched/Program.h"

#include <cstdio>
#include <cstdlib>

namespace vo::rt {

Scheduler::Scheduler(Program &program, Heap &heap)
    : program(program), heap(heap), ticker(current, switches) {}

Scheduler::~Scheduler() {
  for (uint32_t id = 0; id < made; ++id) {
    std::free(at(id).selectWaiters);
    stacks.abandon(at(id));
  }
}

//===----------------------------------------------------------------------===//
// The program
//===----------------------------------------------------------------------===//

int Scheduler::run(abi::GoFunction main) {
  Goroutine &first = make(main, nullptr, 0);
  current = hopping = &first;
  while (hopping) {
    Goroutine &goroutine = *std::exchange(hopping, nullptr);
    if (!stacks.place(goroutine)) {
      std::fputs("vo: out of memory\n", stderr);
      status = 1;
      break;
    }
    vo_switch_stacks(&thread, &goroutine.stopped);
  }
  ticker.stop();
  heap.closeWindow(*current);
  current = nullptr;
  return status;
}

void Scheduler::end(int exitStatus) {
  status = exitStatus;
  hopping = nullptr;
  SwitchPoint abandoned;
  vo_switch_stacks(&abandoned, &thread);
  __builtin_unreachable(); // nobody resumes a goroutine after the end
}

//===----------------------------------------------------------------------===//
// Beginning and end of a goroutine
//===----------------------------------------------------------------------===//

void Goroutine::begin(void *top) {
  startStack(stopped, top, Scheduler::start, this);
}

void Scheduler::start(void *goroutine) {
  auto &self = *static_cast<Goroutine *>(goroutine);
  self.baseFrame = __builtin_frame_address(0);
  self.function(std::exchange(self.own.record, nullptr), self.word, &self);
  self.scheduler->finish(self);
}

Goroutine &Scheduler::make(abi::GoFunction function, Ref record, int64_t word) {
  Goroutine *goroutine = ended;
  if (goroutine) {
    ended = goroutine->next;
  } else {
    if (made % kChunk == 0)
      chunks.push_back(std::make_unique<Goroutine[]>(kChunk));
    goroutine = &at(made);
    goroutine->id = made++;
    goroutine->scheduler = this;
    goroutine->region = &StackPool::nowhere();
    goroutine->goroutine = goroutine;
    goroutine->module = &program.descriptor();
    goroutine->handles = &goroutine->ownHandle;
    goroutine->waiter.goroutine = goroutine;
    heap.attach(*goroutine);
  }
  ++alive;
  goroutine->isAlive = true;
  goroutine->pollWord &= ~uint64_t{abi::kPollYield};
  goroutine->unwind = {};
  goroutine->deferFrame = nullptr;
  goroutine->function = function;
  goroutine->word = word;
  heap.activate(*goroutine);
  goroutine->own.record = record;
  return *goroutine;
}

Switch Scheduler::spawnSwitch(Goroutine &self, abi::GoFunction function,
                              Ref record, int64_t word) {
  ticker.start();
  self.own.channel = record; // until the new one has it
  heap.safepoint(self);
  record = std::exchange(self.own.channel, nullptr);
  ready(make(function, record, word));
  return yieldSwitch(self);
}

void Scheduler::finish(Goroutine &self) {
  self.baseFrame = nullptr;
  self.handles = &self.ownHandle;
  self.own = {};
  self.isAlive = false;
  --alive;
  stacks.release(self);
  self.next = ended;
  ended = &self;
  Goroutine *to = next();
  if (!to)
    to = idle(self);
  perform(switchTo(self, *to));
  __builtin_unreachable(); // its stack is gone
}

//===----------------------------------------------------------------------===//
// Switches
//===----------------------------------------------------------------------===//

/// Waits until somebody is ready. On the stack of a goroutine that has nothing
/// to do any more.
Goroutine *Scheduler::idle(Goroutine &self) {
  while (!firstReady && events.any()) {
    program.handlers().waiting();
    events.collect(true);
  }
  if (firstReady)
    return next();
  if (alive == 0)
    end(0);
  program.handlers().deadlock(self);
  __builtin_unreachable(); // it ends the run
}

void Scheduler::lookForEvents() {
  if (events.any())
    events.collect(false);
}

__attribute__((noinline)) void Scheduler::endSlice(Goroutine &self) {
  budget = kSlice;
  lookForEvents();
  if (firstReady)
    yield(self);
}

uint32_t Scheduler::random(uint32_t bound) {
  // xorshift64*, as in Vigna, "An experimental exploration of Marsaglia's
  // xorshift generators, scrambled".
  randomState ^= randomState >> 12;
  randomState ^= randomState << 25;
  randomState ^= randomState >> 27;
  uint64_t number = randomState * 0x2545F4914F6CDD1D >> 32;
  return uint32_t(number * bound >> 32);
}

} // namespace vo::rt
