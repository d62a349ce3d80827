//===- Island_test.cpp - Programs with islands ----------------------------===//
#include "runtime/gc/Roots.h"
#include "runtime/sched/Program.h"
#include "runtime/sched/TestProgram.h"

#include <atomic>

namespace vo::rt::test {
namespace {

const Outcome kGood{0, ""};

/// What goroutines on islands run; made before the program, read by all.
using IslandBody = std::function<void(Context &, Ref record)>;
std::vector<IslandBody> islandBodies;

__attribute__((swiftcall)) void runIslandBody(void *record, int64_t number,
                                              VO_RT_CONTEXT) {
  islandBodies[number](*context, static_cast<Ref>(record));
}

class IslandTest : public testing::Test {
protected:
  IslandTest() {
    islandInit = [](Context &) {};
    islandBodies.clear();
  }
};

Program &programOf(Context &context) {
  return Goroutine::of(context).scheduler->program;
}

void goOn(Context &context, Ref island, int64_t body, Ref record = nullptr) {
  vo_rt_island_go(island, reinterpret_cast<const void *>(&runIslandBody),
                  record, body, &context);
}

Ref makePort(Context &context, int64_t capacity,
             int64_t layout = abi::kLayoutScalarArray) {
  return vo_rt_port_new(layout, int64_t{8} << 32, capacity, &context);
}

void sendRef(Context &context, Ref port, Ref value) {
  RootedSpan root(context, &value, 1);
  vo_rt_chan_send(port, inFrame(static_cast<void *>(&value)), &context);
}
Ref receiveRef(Context &context, Ref port) {
  Ref value = nullptr;
  RootedSpan root(context, &value, 1);
  vo_rt_chan_recv(port, inFrame(static_cast<void *>(&value)), &context);
  return value;
}

/// The element of an array of references.
Ref element(Ref array, uint64_t index) { return refAt(word(array, 2 + index)); }

Ref makeRecord(Context &context, std::initializer_list<Rooted<Ref> *> parts) {
  Ref record = heapOf(context).allocateArray(context, abi::kLayoutRefArray, 8,
                                             0, parts.size());
  uint64_t index = 2;
  for (Rooted<Ref> *part : parts)
    word(record, index++) = addressOf(part->get());
  heapOf(context).recordWrite(record, Heap::arrayBytes(parts.size(), 8));
  return record;
}

/// What compiled loops do.
void poll(Context &context) {
  if (__atomic_load_n(&context.pollWord, __ATOMIC_RELAXED))
    vo_rt_poll(&context);
}

void sleepFor(Context &context, uint64_t milliseconds) {
  programOf(context).scheduler().events.sleepUntil(
      Goroutine::of(context), Events::now() + milliseconds * 1'000'000);
}

//===----------------------------------------------------------------------===//
// Islands
//===----------------------------------------------------------------------===//

TEST_F(IslandTest, eachInitialisesItsOwnGlobalsBeforeItIsThere) {
  std::atomic<int> inits = 0;
  islandInit = [&](Context &context) {
    auto *own = reinterpret_cast<uint64_t *>(context.globals);
    EXPECT_NE(own, globals);
    EXPECT_EQ(own[0], 0u);
    own[0] = addressOf(heapOf(context).allocateBytes(context, 5));
    heapOf(context).collectMinor(context); // it is a root
    EXPECT_FALSE(heapOf(context).isYoung(own[0]));
    ++inits;
  };
  EXPECT_EQ(runProgram([&](Context &context) {
              EXPECT_EQ(reinterpret_cast<uint64_t *>(context.globals), globals);
              for (int i = 1; i <= 3; ++i) {
                Ref island = vo_rt_island_new(&context);
                EXPECT_EQ(word(island, 0), uint64_t(i));
                EXPECT_EQ(inits, i);
              }
              EXPECT_EQ(globals[0], 0u);
            }),
            kGood);
}

TEST_F(IslandTest, othersRunWhileAnIslandIsMade) {
  bool ran = false;
  EXPECT_EQ(runProgram([&](Context &context) {
              islandInit = [](Context &inner) { sleepFor(inner, 20); };
              go(context, [&](Context &inner) {
                programOf(inner).scheduler().yield(Goroutine::of(inner));
                ran = true;
              });
              vo_rt_island_new(&context);
              EXPECT_TRUE(ran);
            }),
            kGood);
}

TEST_F(IslandTest, islandsEndWithTheMainOneWhateverTheyDo) {
  std::atomic<int> started = 0;
  islandBodies = {[&](Context &context, Ref) {
                    ++started;
                    for (;;)
                      poll(context);
                  },
                  [&](Context &context, Ref) {
                    ++started;
                    sleepFor(context, 1'000'000);
                  },
                  [&](Context &context, Ref) {
                    ++started;
                    receive(context, makeChannel(context, 0));
                  },
                  [&](Context &context, Ref) {
                    ++started;
                    for (;;)
                      programOf(context).scheduler().yield(
                          Goroutine::of(context));
                  }};
  EXPECT_EQ(runProgram([&](Context &context) {
              for (size_t i = 0; i < islandBodies.size(); ++i)
                goOn(context, vo_rt_island_new(&context), int64_t(i));
              while (started != 4)
                sleepFor(context, 1);
            }),
            kGood);
}

TEST_F(IslandTest, anErrorOnAnIslandEndsTheRun) {
  islandBodies = {[](Context &context, Ref) {
    vo_rt_trap(int64_t(abi::Trap::NilMapWrite), &context);
  }};
  auto fail = [](Context &context) {
    vo_rt_island_new(&context);
    goOn(context, vo_rt_island_new(&context), 0);
  };
  const Outcome failed{1, "island 2 failed: runtime error: assignment to entry "
                          "in nil map\n"};
  EXPECT_EQ(runProgram([&](Context &context) { // busy
              fail(context);
              for (;;)
                poll(context);
            }),
            failed);
  EXPECT_EQ(runProgram([&](Context &context) { // asleep
              fail(context);
              sleepFor(context, 1'000'000);
            }),
            failed);
  islandInit = [](Context &context) { Program::end(context, 7); };
  EXPECT_EQ(
      runProgram([](Context &context) { vo_rt_island_new(&context); }).status,
      7);
}

//===----------------------------------------------------------------------===//
// Ports
//===----------------------------------------------------------------------===//

/// Sends the numbers [0, count), as objects; record: port.
void sendObjects(Context &context, Ref record, int count) {
  Rooted<Ref> port(context, element(record, 0));
  for (int i = 0; i < count; ++i) {
    Ref bytes = heapOf(context).allocateBytes(context, 8);
    word(bytes, 2) = uint64_t(i);
    sendRef(context, port, bytes);
  }
}

void exchange(int senders, int count) {
  islandBodies = {[=](Context &context, Ref record) {
    sendObjects(context, record, count);
  }};
  EXPECT_EQ(runProgram([=](Context &context) {
              Rooted<Ref> port(context,
                               makePort(context, 3, abi::kLayoutRefArray));
              for (int i = 0; i < senders; ++i) {
                Rooted<Ref> island(context, vo_rt_island_new(&context));
                Ref record = makeRecord(context, {&port});
                goOn(context, island, 0, record);
              }
              std::vector<int> seen(count);
              for (int i = 0; i < senders * count; ++i) {
                EXPECT_LE(vo_rt_chan_len(port, &context), 3);
                ++seen.at(word(receiveRef(context, port), 2));
              }
              EXPECT_EQ(seen, std::vector<int>(count, senders));
            }),
            kGood);
}

TEST_F(IslandTest, allValuesOfManySendersCome) { exchange(3, 400); }

TEST_F(IslandTest, allValuesComeUnderStress) {
  Setting stress("VO_GC_STRESS", "1"), verify("VO_GC_VERIFY", "1");
  exchange(2, 40);
}

TEST_F(IslandTest, aFullPortHoldsItsSendersBackAndCloseWakesThem) {
  std::atomic<int> sent = 0;
  islandBodies = {[&](Context &context, Ref record) {
    Rooted<Ref> port(context, element(record, 0));
    for (;;) {
      send(context, port, sent);
      ++sent;
    }
  }};
  EXPECT_EQ(runProgram([&](Context &context) {
              Rooted<Ref> port(context, makePort(context, 2));
              Rooted<Ref> island(context, vo_rt_island_new(&context));
              Ref record = makeRecord(context, {&port});
              goOn(context, island, 0, record);
              while (sent != 2)
                sleepFor(context, 1);
              sleepFor(context, 20);
              EXPECT_EQ(sent, 2);
              EXPECT_EQ(receive(context, port).value, 0);
              EXPECT_EQ(vo_rt_chan_len(port, &context), 2); // the third
              while (sent != 3)
                sleepFor(context, 1);
              sleepFor(context, 20);
              vo_rt_chan_close(port, &context);
              EXPECT_EQ(receive(context, port).value, 1);
              EXPECT_EQ(receive(context, port).value, 2);
              EXPECT_FALSE(receive(context, port).ok);
              sleepFor(context, 1'000'000); // the end comes
            }),
            (Outcome{1, "island 1 failed: runtime error: send on closed "
                        "channel\n"}));
}

TEST_F(IslandTest, whatAPortElsewhereCannotDo) {
  islandBodies = {
      [](Context &context, Ref record) {
        receive(context, element(record, 0));
      },
      [](Context &context, Ref record) {
        abi::SelectCase one = {addressOf(element(record, 0)), nullptr, 0};
        RootedSpan root(context, reinterpret_cast<Ref *>(&one.channel), 1);
        vo_rt_select(inFrame(&one), 1, 1, &context);
      },
      [](Context &context, Ref record) {
        EXPECT_EQ(vo_rt_chan_len(element(record, 0), &context), 0);
        EXPECT_EQ(vo_rt_chan_cap(element(record, 0), &context), 0);
        Rooted<Ref> port(context, element(record, 0));
        vo_rt_chan_close(port, &context);
        vo_rt_chan_close(port, &context); // it is the owner's to be closed once
      }};
  auto runOn = [](int64_t body) {
    return runProgram([=](Context &context) {
      Rooted<Ref> port(context, makePort(context, 1));
      Rooted<Ref> island(context, vo_rt_island_new(&context));
      Ref record = makeRecord(context, {&port});
      goOn(context, island, body, record);
      EXPECT_FALSE(receive(context, port).ok);
    });
  };
  EXPECT_EQ(runOn(0), (Outcome{1, "island 1 failed: runtime error: receive on "
                                  "cross-island port is not supported\n"}));
  EXPECT_EQ(runOn(1), (Outcome{1, "island 1 failed: runtime error: select on "
                                  "cross-island port is not supported\n"}));
  EXPECT_EQ(runOn(2), kGood);
}

TEST_F(IslandTest, aPortIsOneObjectOnEachIslandAndItselfAtHome) {
  islandBodies = {[](Context &context, Ref record) {
    auto *own = reinterpret_cast<uint64_t *>(context.globals);
    Rooted<Ref> port(context, element(record, 0));
    EXPECT_EQ(port.get(), element(record, 1));
    EXPECT_TRUE(own[0] == 0 || own[0] == addressOf(port));
    own[0] = addressOf(port);
    sendRef(context, port, port);
  }};
  EXPECT_EQ(runProgram([](Context &context) {
              Rooted<Ref> port(context,
                               makePort(context, 1, abi::kLayoutRefArray));
              Rooted<Ref> island(context, vo_rt_island_new(&context));
              for (int i = 0; i < 3; ++i) {
                Ref record = makeRecord(context, {&port, &port});
                goOn(context, island, 0, record);
                Ref back = receiveRef(context, port);
                EXPECT_EQ(back, port.get());
                heapOf(context).collectMinor(context);
              }
            }),
            kGood);
}

TEST_F(IslandTest, portsThatNobodyElsewhereKnowsAreForgotten) {
  islandBodies = {[](Context &context, Ref record) {
    Rooted<Ref> port(context, element(record, 0));
    send(context, port, 1);
    port.set(nullptr);
    heapOf(context).collectMajor(context);
  }};
  EXPECT_EQ(runProgram([](Context &context) {
              Rooted<Ref> island(context, vo_rt_island_new(&context));
              for (int i = 0; i < 100; ++i) {
                Rooted<Ref> port(context, makePort(context, 1));
                Ref record = makeRecord(context, {&port});
                goOn(context, island, 0, record);
                EXPECT_TRUE(programOf(context).exports.any());
                EXPECT_EQ(receive(context, port).value, 1);
              }
              while (programOf(context).exports.any())
                sleepFor(context, 1);
            }),
            kGood);
}

//===----------------------------------------------------------------------===//
// Deadlocks
//===----------------------------------------------------------------------===//

TEST_F(IslandTest, whenAllRestItIsADeadlock) {
  islandBodies = {[](Context &context, Ref record) {
    Rooted<Ref> port(context, element(record, 0));
    send(context, port, 1);
    receive(context, makeChannel(context, 0));
    send(context, port, 1);
  }};
  EXPECT_EQ(runProgram([](Context &context) {
              Rooted<Ref> port(context, makePort(context, 1));
              Rooted<Ref> island(context, vo_rt_island_new(&context));
              Ref record = makeRecord(context, {&port});
              goOn(context, island, 0, record);
              receive(context, port);
              receive(context, port);
            }),
            (Outcome{1, "vm deadlock: all fibers blocked\n"
                        "  fiber=0 state=Blocked(Queue)\n"
                        "  island=1 fiber=0 state=Blocked(Queue)\n\n"}));
}

TEST_F(IslandTest, anIslandThatMayStillSendIsWaitedFor) {
  islandBodies = {[](Context &context, Ref record) {
    Rooted<Ref> port(context, element(record, 0));
    sleepFor(context, 50);
    send(context, port, 1);
  }};
  EXPECT_EQ(runProgram([](Context &context) {
              Rooted<Ref> port(context, makePort(context, 1));
              Rooted<Ref> island(context, vo_rt_island_new(&context));
              Ref record = makeRecord(context, {&port});
              goOn(context, island, 0, record);
              EXPECT_EQ(receive(context, port).value, 1);
            }),
            kGood);
}

TEST_F(IslandTest, whoWaitsForNobodyElsewhereIsInADeadlockAtOnce) {
  islandBodies = {[](Context &context, Ref) {
    for (;;)
      poll(context);
  }};
  EXPECT_EQ(runProgram([](Context &context) {
              goOn(context, vo_rt_island_new(&context), 0);
              receive(context, makePort(context, 1));
            }),
            (Outcome{1, "vm deadlock: all fibers blocked\n"
                        "  fiber=0 state=Blocked(Queue)\n\n"}));
}

} // namespace
} // namespace vo::rt::test
