#include "runtime/sched/TestProgram.h"

#include "runtime/sched/Program.h"

#include <algorithm>
#include <atomic>
#include <ctime>
#include <fstream>
#include <malloc.h>
#include <sys/resource.h>
#include <unistd.h>

namespace vo::rt::test {
namespace {

Scheduler &schedulerOf(Context &context) {
  return *Goroutine::of(context).scheduler;
}
void yield(Context &context) {
  schedulerOf(context).yield(Goroutine::of(context));
}
void sleepFor(Context &context, uint64_t milliseconds) {
  schedulerOf(context).events.sleepUntil(
      Goroutine::of(context), Events::now() + milliseconds * 1'000'000);
}

std::string trace;
void note(const std::string &what) { trace += what + " "; }

class SchedulerTest : public testing::Test {
protected:
  SchedulerTest() { trace.clear(); }
};

const Outcome kGood{0, ""};

//===----------------------------------------------------------------------===//
// Order
//===----------------------------------------------------------------------===//

TEST_F(SchedulerTest, aNewGoroutineRunsBeforeItsStarterGoesOn) {
  EXPECT_EQ(runProgram([](Context &context) {
              for (int i = 0; i < 3; ++i) {
                go(context, [i](Context &) { note("g" + std::to_string(i)); });
                note("m");
              }
            }),
            kGood);
  EXPECT_EQ(trace, "g0 m g1 m g2 m ");
}

TEST_F(SchedulerTest, readyGoroutinesRunFirstComeFirstServed) {
  EXPECT_EQ(runProgram([](Context &context) {
              for (int i = 0; i < 3; ++i)
                go(context, [i](Context &inner) {
                  for (int round = 0; round < 2; ++round) {
                    note(std::to_string(i) + std::to_string(round));
                    yield(inner);
                  }
                });
            }),
            kGood);
  EXPECT_EQ(trace, "00 01 10 11 20 21 ");
}

TEST_F(SchedulerTest, theProgramEndsWithItsLastGoroutine) {
  EXPECT_EQ(runProgram([](Context &context) {
              go(context, [](Context &inner) {
                sleepFor(inner, 5);
                note("late");
              });
              note("main");
            }),
            kGood);
  EXPECT_EQ(trace, "main late ");
}

TEST_F(SchedulerTest, numbersOfEndedGoroutinesAreUsedAgainLastFirst) {
  std::vector<uint32_t> numbers;
  auto start = [&](Context &context, uint64_t milliseconds) {
    go(context, [&, milliseconds](Context &inner) {
      numbers.push_back(Goroutine::of(inner).id);
      sleepFor(inner, milliseconds);
    });
  };
  EXPECT_EQ(runProgram([&](Context &context) {
              start(context, 1); // 1 ends first
              start(context, 3); // then 2
              sleepFor(context, 10);
              start(context, 0);
              start(context, 1);
              start(context, 1);
            }),
            kGood);
  EXPECT_EQ(numbers, (std::vector<uint32_t>{1, 2, 2, 1, 3}));
}

uint64_t seenWord, seenValue;
__attribute__((swiftcall)) void look(void *record, int64_t number,
                                     VO_RT_CONTEXT) {
  (void)context;
  seenWord = number;
  seenValue = word(Ref(record), 1);
}

void goLook(Context &context, Ref record) {
  vo_rt_go(reinterpret_cast<const void *>(&look), record, 7, &context);
}

Ref makeRecord(Context &context, uint64_t value) {
  Ref record = vo_rt_alloc(abi::headerWord(kPair, kPairWords), 16, &context);
  word(record, 1) = value;
  return record;
}

TEST_F(SchedulerTest, recordAndWordReachTheFunction) {
  for (const char *stress : {"0", "1"}) {
    Setting setting("VO_GC_STRESS", stress), verify("VO_GC_VERIFY", stress);
    seenWord = seenValue = 0;
    EXPECT_EQ(runProgram([&](Context &context) {
                goLook(context, makeRecord(context, 100));
              }),
              kGood);
    EXPECT_EQ(seenWord, 7u);
    EXPECT_EQ(seenValue, 100u);
  }
}

TEST_F(SchedulerTest, aRecordIsKeptUntilItsGoroutineStarts) {
  Setting verify("VO_GC_VERIFY", "1");
  EXPECT_EQ(runProgram([&](Context &context) {
              go(context, [](Context &inner) {
                yield(inner); // runs again before the second one starts
                heapOf(inner).collectMajor(inner);
              });
              goLook(context, makeRecord(context, 55));
            }),
            kGood);
  EXPECT_EQ(seenValue, 55u);
}

//===----------------------------------------------------------------------===//
// Ends
//===----------------------------------------------------------------------===//

TEST_F(SchedulerTest, deadlockNamesAllGoroutines) {
  Outcome outcome = runProgram([](Context &context) {
    go(context, [](Context &inner) { receive(inner, nullptr); });
    go(context, [](Context &) {});
    receive(context, nullptr);
  });
  EXPECT_EQ(outcome, (Outcome{1, "vm deadlock: all fibers blocked\n"
                                 "  fiber=0 state=Blocked(Queue)\n"
                                 "  fiber=1 state=Blocked(Queue)\n\n"}));
}

TEST_F(SchedulerTest, deadlockIsSeenByTheOneThatEnds) {
  Outcome outcome = runProgram([](Context &context) {
    go(context, [](Context &inner) { send(inner, nullptr, 1); });
  });
  EXPECT_EQ(outcome, (Outcome{1, "vm deadlock: all fibers blocked\n"
                                 "  fiber=1 state=Blocked(Queue)\n\n"}));
}

TEST_F(SchedulerTest, longReportsAreCut) {
  Outcome outcome = runProgram([](Context &context) {
    for (int i = 0; i < 2000; ++i)
      go(context, [](Context &inner) { receive(inner, nullptr); });
  });
  EXPECT_EQ(outcome.status, 1);
  EXPECT_NE(outcome.error.find("fiber=1000 "), std::string::npos);
  EXPECT_EQ(outcome.error.find("fiber=1001 "), std::string::npos);
  EXPECT_NE(outcome.error.find("  and 1000 more\n\n"), std::string::npos);
}

TEST_F(SchedulerTest, aPanicAnywhereEndsTheProgram) {
  for (int i = 0; i < 3; ++i) // again and again in one process
    EXPECT_EQ(runProgram([](Context &context) {
                go(context, [](Context &inner) { receive(inner, nullptr); });
                go(context, [](Context &inner) {
                  atDepth(20, [&] {
                    vo_rt_trap(int64_t(abi::Trap::DivisionByZero), &inner);
                  });
                });
                note("never");
              }),
              (Outcome{1, "runtime error: integer divide by zero\n"}));
  EXPECT_EQ(trace, "");
}

TEST_F(SchedulerTest, exitStatusFromAnyGoroutine) {
  EXPECT_EQ(runProgram([](Context &context) {
              go(context, [](Context &inner) { Program::end(inner, 7); });
              note("never");
            }),
            (Outcome{7, ""}));
  EXPECT_EQ(trace, "");
}

size_t mappings() {
  std::ifstream file("/proc/self/maps");
  return std::count(std::istreambuf_iterator<char>(file), {}, '\n');
}

TEST_F(SchedulerTest, anEndedProgramLeavesNothingBehind) {
  auto program = [](Context &context) {
    for (int i = 0; i < 300; ++i)
      go(context,
         [](Context &inner) { atDepth(10, [&] { receive(inner, nullptr); }); });
    Program::end(context, 0);
  };
  runProgram(program);
  size_t before = mappings(), bytes = mallinfo2().uordblks;
  for (int i = 0; i < 5; ++i)
    runProgram(program);
  EXPECT_LE(mappings(), before + 2); // of malloc
  EXPECT_LE(mallinfo2().uordblks, bytes + (64u << 10));
}

//===----------------------------------------------------------------------===//
// Stacks
//===----------------------------------------------------------------------===//

TEST_F(SchedulerTest, stacksKeepWhatTheyHoldHoweverManyThereAre) {
  constexpr int kGoroutines = 500;
  int done = 0;
  EXPECT_EQ(runProgram([&](Context &context) {
              for (int i = 0; i < kGoroutines; ++i)
                go(context, [&, i](Context &inner) {
                  for (int round = 0; round < 4; ++round)
                    atDepth((i + round) % 40, [&] { yield(inner); });
                  ++done;
                });
            }),
            kGood);
  EXPECT_EQ(done, kGoroutines);
}

__attribute__((noinline)) uint64_t descend(Context &context, uint64_t depth) {
  volatile char frame[30000]; // touches few of its pages
  frame[depth % sizeof frame] = 1;
  if (reinterpret_cast<uint64_t>(__builtin_frame_address(0)) <
      context.stackLimit)
    return depth;
  return descend(context, depth + 1) + 1 - frame[depth % sizeof frame];
}

TEST_F(SchedulerTest, everyGoroutineMayRecurseDeeply) {
  uint64_t least = ~uint64_t{0};
  EXPECT_EQ(runProgram([&](Context &context) {
              least = descend(context, 0);
              for (int i = 0; i < 70; ++i)
                go(context, [&, i](Context &inner) {
                  if (i == 0 || i == 69) // one has a region, one shares
                    least = std::min(least, descend(inner, 0));
                  yield(inner);
                });
            }),
            kGood);
  EXPECT_GT(least, abi::kStackBytes / 32768); // 2 KiB a frame for the rest
}

TEST_F(SchedulerTest, overflowOfAGoroutinesStackIsSeen) {
  EXPECT_EQ(runProgram([](Context &context) {
              go(context, [](Context &inner) {
                descend(inner, 0);
                vo_rt_stack_overflow(&inner);
              });
            }),
            (Outcome{1, "runtime error: stack overflow\n"}));
}

__attribute__((noinline)) uint64_t fall(uint64_t depth) {
  volatile char frame[4000] = {};
  frame[depth % sizeof frame] = 1;
  return depth == ~uint64_t{0} ? 0 : fall(depth + 1) + frame[0];
}

TEST_F(SchedulerTest, theGuardOfAGoroutinesStackIsSeen) {
  if (VO_RT_TSAN)
    GTEST_SKIP() << "the sanitizer keeps fewer frames than it takes";
  EXPECT_EXIT(startProgram([](Context &context) {
                go(context, [](Context &) { fall(0); });
              }),
              testing::ExitedWithCode(1), "^runtime error: stack overflow\n$");
}

/// A hundred goroutines where a few regions of stacks have room; exits with 7
/// when all come to their ends.
[[noreturn]] void shareFewStacks() {
  rlimit limit{};
  limit.rlim_cur = limit.rlim_max = rlim_t{3} << 30;
  setrlimit(RLIMIT_AS, &limit);
  static int done = 0;
  int status = startProgram([](Context &context) {
    for (int i = 0; i < 100; ++i)
      go(context, [i](Context &inner) {
        for (int round = 0; round < 3; ++round)
          atDepth((i + round) % 20, [&] { yield(inner); });
        ++done;
      });
  });
  std::_Exit(status == 0 && done == 100 ? 7 : 1);
}

TEST_F(SchedulerTest, stacksShareWhatAddressesThereAre) {
  if (!kAddressesCanBeLimited)
    GTEST_SKIP() << "the sanitizer has no addresses to spare";
  EXPECT_EXIT(shareFewStacks(), testing::ExitedWithCode(7), "^$");
}

TEST_F(SchedulerTest, exhaustedMemoryInAGoroutineEndsTheProgram) {
  Setting limit("VO_MEMORY_LIMIT", "16M");
  EXPECT_EQ(runProgram([](Context &context) {
              go(context, [](Context &inner) {
                Rooted<Ref> list(inner);
                for (;;) {
                  Ref next = makeRecord(inner, 1);
                  word(next, 0) = addressOf(list.get());
                  list.set(next);
                }
              });
            }),
            (Outcome{1, "vo: out of memory\n"}));
}

/// An attachment of the heap with a mutator, as that of kept errors; says at
/// its end whether the heap has others.
class Attached final : public HeapAttachment {
public:
  Attached(Heap &heap, bool &isAlone) : heap(heap), isAlone(isAlone) {
    heap.attach(holder);
  }
  ~Attached() override {
    isAlone = holder.nextMutator == holder.previousMutator;
    heap.detach(holder);
  }

private:
  Heap &heap;
  Mutator holder{};
  bool &isAlone;
};

TEST_F(SchedulerTest, attachmentsOfTheHeapOutliveTheGoroutines) {
  bool isAlone = false;
  EXPECT_EQ(runProgram([&](Context &context) {
              go(context, [](Context &inner) { yield(inner); });
              Heap &heap = heapOf(context);
              heap.attachment(&isAlone) =
                  std::make_unique<Attached>(heap, isAlone);
            }),
            kGood);
  EXPECT_TRUE(isAlone);
}

uint64_t residentBytes() {
  std::ifstream file("/proc/self/statm");
  uint64_t all = 0, resident = 0;
  file >> all >> resident;
  return resident * 4096;
}

__attribute__((swiftcall)) void member(void *record, int64_t, VO_RT_CONTEXT) {
  receive(*context, Ref(record));
}

TEST_F(SchedulerTest, parkedGoroutinesAreSmall) {
  if (VO_RT_TSAN)
    GTEST_SKIP() << "the sanitizer has room for 8,000 stacks";
  constexpr uint64_t kGoroutines = 100000;
  uint64_t bytes = 0;
  EXPECT_EQ(runProgram([&](Context &context) {
              Ref channel = makeChannel(context, 0);
              uint64_t before = residentBytes();
              for (uint64_t i = 0; i < kGoroutines; ++i)
                vo_rt_go(reinterpret_cast<const void *>(&member), channel, 0,
                         &context);
              bytes = residentBytes() - before;
              vo_rt_chan_close(channel, &context);
            }),
            kGood);
  EXPECT_LE(bytes / kGoroutines, 1024u);
}

TEST_F(SchedulerTest, memoryOfDeepStacksIsGivenBack) {
  uint64_t before = 0, after = 0;
  EXPECT_EQ(runProgram([&](Context &context) {
              before = residentBytes();
              for (int i = 0; i < 40; ++i)
                go(context, [](Context &inner) {
                  atDepth(2000, [&] { yield(inner); });
                });
              for (int i = 0; i < 100; ++i) // most have ended
                yield(context);
              after = residentBytes();
            }),
            kGood);
  EXPECT_LE(after - before, uint64_t{48} << 20); // of 80 MB
}

//===----------------------------------------------------------------------===//
// Time and descriptors
//===----------------------------------------------------------------------===//

double processorSeconds() {
  timespec time{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return double(time.tv_sec) + double(time.tv_nsec) * 1e-9;
}

TEST_F(SchedulerTest, sleepersWakeInTheOrderOfTheirTimes) {
  double begin = processorSeconds();
  EXPECT_EQ(runProgram([](Context &context) {
              for (uint64_t time : {60, 20, 40, 20})
                go(context, [time](Context &inner) {
                  sleepFor(inner, time);
                  note(std::to_string(time));
                });
            }),
            kGood);
  EXPECT_EQ(trace, "20 20 40 60 ");
  EXPECT_LT(processorSeconds() - begin, 0.03); // nobody spins
}

TEST_F(SchedulerTest, sleepersWakeWhileOthersRun) {
  EXPECT_EQ(runProgram([](Context &context) {
              bool woken = false;
              go(context, [&](Context &inner) {
                sleepFor(inner, 5);
                woken = true;
              });
              while (!woken)
                schedulerOf(context).tick(Goroutine::of(context));
            }),
            kGood);
}

TEST_F(SchedulerTest, descriptorsWakeThoseWhoWaitForThem) {
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  auto wait = [&](Context &context, Events::Direction direction,
                  uint64_t time) {
    return schedulerOf(context).events.waitFor(
        Goroutine::of(context), ends[direction == Events::Direction::Write],
        direction, time);
  };
  constexpr auto kRead = Events::Direction::Read;
  EXPECT_EQ(runProgram([&](Context &context) {
              go(context, [&](Context &inner) {
                EXPECT_EQ(wait(inner, kRead, Events::kNever),
                          Events::Outcome::Ready);
                char byte = 0;
                EXPECT_EQ(read(ends[0], &byte, 1), 1);
                note("read");
              });
              go(context, [&](Context &inner) {
                EXPECT_EQ(wait(inner, kRead, Events::now() + 1'000'000),
                          Events::Outcome::TimedOut);
                note("timeout");
              });
              EXPECT_EQ(wait(context, Events::Direction::Write, Events::kNever),
                        Events::Outcome::Ready);
              sleepFor(context, 10);
              EXPECT_EQ(write(ends[1], "x", 1), 1);
              note("written");
            }),
            kGood);
  EXPECT_EQ(trace, "timeout written read ");
  close(ends[0]);
  close(ends[1]);
}

TEST_F(SchedulerTest, closingWakesAndFilesAreAlwaysReady) {
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  EXPECT_EQ(runProgram([&](Context &context) {
              Events &events = schedulerOf(context).events;
              go(context, [&](Context &inner) {
                EXPECT_EQ(events.waitFor(Goroutine::of(inner), ends[0],
                                         Events::Direction::Read),
                          Events::Outcome::Closed);
              });
              events.closing(ends[0]);
              std::FILE *file = std::tmpfile();
              EXPECT_EQ(events.waitFor(Goroutine::of(context), fileno(file),
                                       Events::Direction::Read),
                        Events::Outcome::Ready);
              std::fclose(file);
            }),
            kGood);
  close(ends[0]);
  close(ends[1]);
}

TEST_F(SchedulerTest, waitsThatEndEarlyLeaveNoTimersBehind) {
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  double begin = processorSeconds();
  EXPECT_EQ(runProgram([&](Context &context) {
              for (int i = 0; i < 2000; ++i)
                EXPECT_EQ(schedulerOf(context).events.waitFor(
                              Goroutine::of(context), ends[1],
                              Events::Direction::Write,
                              Events::now() + 3'600'000'000'000),
                          Events::Outcome::Ready);
            }),
            kGood); // and not in an hour
  EXPECT_LT(processorSeconds() - begin, 2.0);
  close(ends[0]);
  close(ends[1]);
}

//===----------------------------------------------------------------------===//
// Time slices
//===----------------------------------------------------------------------===//

TEST_F(SchedulerTest, aLoopThatWaitsForAnotherGoroutineEnds) {
  Setting slice("VO_TIME_SLICE", "5");
  EXPECT_EQ(runProgram([](Context &context) {
              static std::atomic<bool> done = false;
              go(context, [](Context &inner) {
                while (!done.load()) // as compiled code polls
                  if (__atomic_load_n(&inner.pollWord, __ATOMIC_RELAXED))
                    schedulerOf(inner).poll(Goroutine::of(inner));
              });
              done = true;
            }),
            kGood);
}

TEST_F(SchedulerTest, operationsThatDoNotSwitchEndASlice) {
  Setting slice("VO_TIME_SLICE", "0");
  EXPECT_EQ(runProgram([](Context &context) {
              static std::atomic<bool> done = false;
              go(context, [](Context &inner) {
                Rooted<Ref> channel(inner, makeChannel(inner, 1));
                while (!done.load()) {
                  send(inner, channel, 1);
                  receive(inner, channel);
                }
              });
              done = true;
            }),
            kGood);
}

} // namespace
} // namespace vo::rt::test
