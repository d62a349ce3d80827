#include "runtime/sched/Scheduler.h"

#include "runtime/sched/Program.h"

#include <cstdio>
#include <cstdlib>

namespace vo::rt {

Scheduler::Scheduler(Program &program, Heap &heap)
    : program(program), heap(heap), ticker(current, switches), mail(current) {}

Scheduler::~Scheduler() {
  for (uint32_t id = 0; id < made; ++id) {
    std::free(at(id).selectWaiters);
    delete at(id).request;
    at(id).stopped.sanitized.end();
    // The heap's attachments, which end later, have mutators in the same ring.
    heap.detach(at(id));
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
  // Its predecessor never returned from its last calls.
  forgetFrames(static_cast<char *>(top) - abi::kEntryStackBytes, top);
  startStack(stopped, region->bottom(), top, Scheduler::start, this);
}

VO_RT_CALLS_COMPILED void Scheduler::start(void *goroutine) {
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
    goroutine->globals = reinterpret_cast<uint64_t>(program.globals());
    goroutine->handles = &goroutine->ownHandle;
    goroutine->waiter.goroutine = goroutine;
    heap.attach(*goroutine);
  }
  ++alive;
  goroutine->isAlive = true;
  if (__atomic_load_n(&goroutine->pollWord, __ATOMIC_RELAXED) & abi::kPollYield)
    __atomic_fetch_and(&goroutine->pollWord, ~uint64_t{abi::kPollYield},
                       __ATOMIC_RELAXED);
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
  record = safepoint(self, record);
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
  readMail(self);
  Goroutine *to = next();
  if (!to)
    to = idle(self);
  if (to != &self)
    perform(switchTo(self, *to));
  // Used again, by a message; its new stack is not in place.
  hopping = to;
  perform({&thread, &self.stopped});
  __builtin_unreachable(); // its stack is gone
}

//===----------------------------------------------------------------------===//
// Switches
//===----------------------------------------------------------------------===//

/// Waits until somebody is ready. On the stack of a goroutine that has nothing
/// to do any more.
Goroutine *Scheduler::idle(Goroutine &self) {
  for (;;) {
    readMail(self);
    if (Goroutine *to = next())
      return to;
    if (events.any()) {
      sleep();
      continue;
    }
    if (alive == 0 && program.isMain())
      end(0);
    if (!program.expectsMail() || program.isDeadlocked()) {
      program.handlers().deadlock(self);
      __builtin_unreachable(); // it ends the run
    }
    rest(self);
  }
}

/// Until an event, or mail.
void Scheduler::sleep() {
  program.handlers().waiting();
  if (!hasInbox)
    return events.collect(true);
  events.listen(mail.bellDescriptor());
  if (!mail.prepareToSleep())
    return;
  events.collect(true);
  mail.wakeUp();
}

/// Until mail.
__attribute__((noinline)) void Scheduler::rest(Goroutine &self) {
  program.handlers().waiting();
  // A report of other islands' goroutines walks the stack from here.
  self.stopped.framePointer = __builtin_frame_address(0);
  bool isLast = false;
  if (mail.prepareToRest(isLast)) {
    if (isLast)
      program.reportRest();
    mail.waitForBell();
    mail.wakeUp();
  }
  self.stopped.framePointer = nullptr;
}

/// Inbox.h tells how messages are not missed.
void Scheduler::setRunningForMail(Goroutine &to) {
  current.store(&to, std::memory_order_seq_cst);
  if (mail.hasMail())
    __atomic_fetch_or(&to.pollWord, abi::kPollYield, __ATOMIC_RELAXED);
}

void Scheduler::lookForEvents() {
  if (events.any())
    events.collect(false);
}

__attribute__((noinline)) void Scheduler::endSlice(Goroutine &self) {
  budget = kSlice;
  lookForEvents();
  readMail(self);
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
