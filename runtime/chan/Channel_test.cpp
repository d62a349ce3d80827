//===- Channel_test.cpp - Operations on channels, one by one --------------===//
#include "runtime/sched/TestProgram.h"

#include <algorithm>

namespace vo::rt::test {
namespace {

std::string trace;
void note(const std::string &what) { trace += what + "; "; }
std::string number(int64_t value) { return std::to_string(value); }

class ChannelTest : public testing::Test {
protected:
  ChannelTest() { trace.clear(); }
};

const Outcome kGood{0, ""};

Outcome trapped(const char *text) {
  return {1, std::string("runtime error: ") + text + "\n"};
}

TEST_F(ChannelTest, unbufferedValuesPassInTheLanguagesOrder) {
  EXPECT_EQ(runProgram([](Context &context) {
              Ref channel = makeChannel(context, 0);
              go(context, [channel](Context &inner) {
                for (int i = 0; i < 3; ++i) {
                  note("send " + number(i));
                  send(inner, channel, i);
                  note("sent " + number(i));
                }
                vo_rt_chan_close(channel, &inner);
              });
              for (;;) {
                Received received = receive(context, channel);
                if (!received.ok)
                  break;
                note("recv " + number(received.value));
              }
            }),
            kGood);
  EXPECT_EQ(trace, "send 0; sent 0; send 1; recv 0; sent 1; send 2; recv 1; "
                   "sent 2; recv 2; ");
}

TEST_F(ChannelTest, bufferedOperationsDoNotSwitch) {
  EXPECT_EQ(runProgram([](Context &context) {
              Ref channel = makeChannel(context, 2);
              go(context, [channel](Context &inner) {
                send(inner, channel, 1);
                send(inner, channel, 2);
                note("sent");
                EXPECT_EQ(length(inner, channel), 2);
                send(inner, channel, 3); // waits
                note("sent 3");
              });
              note("main");
              EXPECT_EQ(vo_rt_chan_cap(channel, &context), 2);
              EXPECT_EQ(receive(context, channel).value, 1);
              note("received"); // after the sender has been woken
              EXPECT_EQ(receive(context, channel).value, 2);
              EXPECT_EQ(receive(context, channel).value, 3);
              EXPECT_EQ(length(context, channel), 0);
            }),
            kGood);
  EXPECT_EQ(trace, "sent; main; sent 3; received; ");
}

TEST_F(ChannelTest, aValueOnItsWayCanBeTakenByAnother) {
  EXPECT_EQ(runProgram([](Context &context) {
              Ref channel = makeChannel(context, 0),
                  gate = makeChannel(context, 0);
              go(context, [=](Context &inner) {
                receive(inner, gate); // goes on before the first receiver
                EXPECT_EQ(length(inner, channel), 1);
                note("took " + number(receive(inner, channel).value));
              });
              go(context, [=](Context &inner) {
                note("got " + number(receive(inner, channel).value));
              });
              go(context, [=](Context &inner) { send(inner, gate, 0); });
              send(context, channel, 1);
              send(context, channel, 2);
            }),
            kGood);
  EXPECT_EQ(trace, "took 1; got 2; ");
}

TEST_F(ChannelTest, closedChannelsGiveWhatTheyHoldThenZeros) {
  EXPECT_EQ(runProgram([](Context &context) {
              Ref channel = makeChannel(context, 3);
              send(context, channel, 7);
              vo_rt_chan_close(channel, &context);
              Received first = receive(context, channel);
              EXPECT_TRUE(first.value == 7 && first.ok);
              for (int i = 0; i < 2; ++i) {
                Received more = receive(context, channel);
                EXPECT_TRUE(more.value == 0 && !more.ok);
              }
            }),
            kGood);
}

TEST_F(ChannelTest, closeWakesReceiversInOrder) {
  EXPECT_EQ(runProgram([](Context &context) {
              Ref channel = makeChannel(context, 0);
              for (int i = 0; i < 3; ++i)
                go(context, [=](Context &inner) {
                  EXPECT_FALSE(receive(inner, channel).ok);
                  note(number(i));
                });
              vo_rt_chan_close(channel, &context);
              note("closed");
            }),
            kGood);
  EXPECT_EQ(trace, "0; 1; 2; closed; ");
}

TEST_F(ChannelTest, errorsAreTraps) {
  auto program = [](auto operation) {
    return runProgram([operation](Context &context) {
      Ref channel = makeChannel(context, 1);
      vo_rt_chan_close(channel, &context);
      operation(context, channel);
    });
  };
  EXPECT_EQ(program([](Context &c, Ref channel) { send(c, channel, 1); }),
            trapped("send on closed channel"));
  EXPECT_EQ(
      program([](Context &c, Ref channel) { vo_rt_chan_close(channel, &c); }),
      trapped("close of closed channel"));
  EXPECT_EQ(program([](Context &c, Ref) { vo_rt_chan_close(nullptr, &c); }),
            trapped("close of nil channel"));
  for (int64_t capacity : {int64_t{-1}, INT64_MIN, int64_t{1} << 60})
    EXPECT_EQ(program([=](Context &c, Ref) { makeChannel(c, capacity); }),
              trapped("makechan: size out of range"));
  for (int64_t capacity : {int64_t{0}, int64_t{-1}, INT64_MAX})
    EXPECT_EQ(program([=](Context &c, Ref) {
                vo_rt_port_new(abi::kLayoutScalarArray, int64_t{8} << 32,
                               capacity, &c);
              }),
              trapped("makeport: size out of range"));
}

TEST_F(ChannelTest, aWaitingSenderTrapsWhenTheChannelIsClosed) {
  EXPECT_EQ(runProgram([](Context &context) {
              Ref channel = makeChannel(context, 0);
              go(context, [=](Context &inner) { send(inner, channel, 1); });
              vo_rt_chan_close(channel, &context);
              note("never");
            }),
            trapped("send on closed channel"));
  EXPECT_EQ(trace, "");
}

TEST_F(ChannelTest, sizesOfNilAreZero) {
  EXPECT_EQ(runProgram([](Context &context) {
              EXPECT_EQ(vo_rt_chan_len(nullptr, &context), 0);
              EXPECT_EQ(vo_rt_chan_cap(nullptr, &context), 0);
            }),
            kGood);
}

TEST_F(ChannelTest, compiledCodeCanReadTheSizes) {
  EXPECT_EQ(runProgram([](Context &context) {
              Ref channel = makeChannel(context, 5);
              send(context, channel, 1);
              EXPECT_EQ(word(channel, abi::kChannelLengthOffset / 8), 1u);
              EXPECT_EQ(word(channel, abi::kChannelCapacityOffset / 8), 5u);
            }),
            kGood);
}

TEST_F(ChannelTest, elementsWithoutWords) {
  EXPECT_EQ(
      runProgram([](Context &context) {
        Ref channel = vo_rt_chan_new(abi::kLayoutScalarArray, 0, 0, &context);
        go(context, [=](Context &inner) {
          vo_rt_chan_send(channel, inFrame(nullptr), &inner);
          vo_rt_chan_close(channel, &inner);
        });
        EXPECT_EQ(vo_rt_chan_recv(channel, inFrame(nullptr), &context), 1);
        EXPECT_EQ(vo_rt_chan_recv(channel, inFrame(nullptr), &context), 0);
      }),
      kGood);
}

TEST_F(ChannelTest, moreValuesOnTheirWayThanTheBufferHas) {
  // Ten receivers are woken before the first of them runs.
  EXPECT_EQ(runProgram([](Context &context) {
              Ref channel = makeChannel(context, 0),
                  gate = makeChannel(context, 0);
              for (int i = 0; i < 10; ++i)
                go(context, [=](Context &inner) {
                  note(number(receive(inner, channel).value));
                });
              for (int i = 0; i < 12; ++i)
                go(context, [=](Context &inner) {
                  receive(inner, gate);
                  send(inner, channel, i);
                });
              vo_rt_chan_close(gate, &context); // all senders run at once
              note("closed");
              note(number(receive(context, channel).value));
              note(number(receive(context, channel).value));
            }),
            kGood);
  // Main takes 0 and the first receiver 1, but each lets a sender go on first.
  EXPECT_EQ(trace, "closed; 2; 3; 4; 5; 6; 7; 8; 9; 10; 0; 11; 1; ");
}

//===----------------------------------------------------------------------===//
// Select
//===----------------------------------------------------------------------===//

struct Selected {
  int64_t chosen;
  bool ok;
  bool operator==(const Selected &) const = default;
};

/// The cases lie in the frame, as in compiled code.
template <typename Cases = std::initializer_list<abi::SelectCase>>
Selected select(Context &context, const Cases &cases,
                abi::SelectMode mode = abi::SelectMode::Wait) {
  abi::SelectCase frame[4];
  std::copy(cases.begin(), cases.end(), frame);
  I64x2 result = vo_rt_select(inFrame(frame), int64_t(cases.size()),
                              int64_t(mode), &context);
  return {result.first, result.second != 0};
}

abi::SelectCase sending(Ref channel, int64_t &value) {
  return {addressOf(channel), &value, 1};
}
abi::SelectCase receiving(Ref channel, int64_t &value) {
  return {addressOf(channel), &value, 0};
}

constexpr Selected kDefault{-1, false};

TEST_F(ChannelTest, selectTakesTheCaseThatIsReady) {
  EXPECT_EQ(
      runProgram([](Context &context) {
        Ref empty = makeChannel(context, 0), full = makeChannel(context, 1);
        int64_t none = 0, value = 0;
        send(context, full, 5);
        auto cases = [&] {
          return std::vector{receiving(nullptr, none), receiving(empty, none),
                             receiving(full, value)};
        };
        EXPECT_EQ(select(context, cases()), (Selected{2, true}));
        EXPECT_EQ(value, 5);
        EXPECT_EQ(select(context, cases(), abi::SelectMode::Default), kDefault);
        EXPECT_EQ(select(context, {}, abi::SelectMode::Default), kDefault);
        vo_rt_chan_close(empty, &context);
        EXPECT_EQ(select(context, cases()), (Selected{1, false}));
        EXPECT_EQ(none, 0);
        value = 9;
        EXPECT_EQ(select(context, {sending(full, value)}),
                  (Selected{0, false}));
        EXPECT_EQ(receive(context, full).value, 9);
      }),
      kGood);
}

TEST_F(ChannelTest, selectIsFair) {
  EXPECT_EQ(runProgram([](Context &context) {
              Ref channels[3];
              int counts[3] = {};
              for (Ref &channel : channels)
                vo_rt_chan_close(channel = makeChannel(context, 0), &context);
              for (int i = 0; i < 3000; ++i) {
                int64_t value = 0;
                ++counts[select(context, {receiving(channels[0], value),
                                          receiving(channels[1], value),
                                          receiving(channels[2], value)})
                             .chosen];
              }
              for (int count : counts)
                EXPECT_NEAR(count, 1000, 150);
            }),
            kGood);
}

TEST_F(ChannelTest, aSelectThatWaitsIsOutOfAllQueuesAfterwards) {
  EXPECT_EQ(
      runProgram([](Context &context) {
        Ref a = makeChannel(context, 0), b = makeChannel(context, 0);
        go(context, [=](Context &inner) {
          int64_t first = 0, second = 0, third = 3;
          EXPECT_EQ(
              select(inner, {receiving(a, first), receiving(b, second),
                             sending(a, third), receiving(nullptr, first)}),
              (Selected{1, true}));
          EXPECT_EQ(first, 0);
          EXPECT_EQ(second, 22);
          note("selected");
        });
        send(context, b, 22);
        note("sent");
        int64_t value = 1;
        EXPECT_EQ(select(context,
                         {sending(a, value), receiving(a, value),
                          sending(b, value), receiving(b, value)},
                         abi::SelectMode::Default),
                  kDefault);
      }),
      kGood);
  EXPECT_EQ(trace, "selected; sent; ");
}

TEST_F(ChannelTest, selectsWhoseStacksLieElsewhereLeaveTheirQueues) {
  int selected = 0;
  EXPECT_EQ(runProgram([&](Context &context) {
              Ref a = makeChannel(context, 0), b = makeChannel(context, 0);
              Ref gate = makeChannel(context, 0);
              for (int i = 0; i < 100; ++i)
                go(context, [&, a, b](Context &inner) {
                  int64_t first = 0, second = 0;
                  Selected one = select(
                      inner, {receiving(a, first), receiving(b, second)});
                  selected += one == Selected{1, true} && second == 5;
                });
              for (int i = 0; i < 100; ++i) // take the places
                go(context, [&, gate](Context &inner) {
                  atDepth(3, [&] { receive(inner, gate); });
                });
              for (int i = 0; i < 100; ++i)
                send(context, b, 5);
              int64_t value = 1;
              EXPECT_EQ(select(context, {sending(a, value)},
                               abi::SelectMode::Default),
                        kDefault);
              vo_rt_chan_close(gate, &context);
            }),
            kGood);
  EXPECT_EQ(selected, 100);
}

TEST_F(ChannelTest, aSelectedSendIsTakenByAReceiver) {
  EXPECT_EQ(runProgram([](Context &context) {
              Ref channel = makeChannel(context, 0);
              go(context, [=](Context &inner) {
                int64_t value = 31, other = 0;
                EXPECT_EQ(select(inner, {receiving(nullptr, other),
                                         sending(channel, value)}),
                          (Selected{1, false}));
                note("sent");
              });
              note(number(receive(context, channel).value));
            }),
            kGood);
  EXPECT_EQ(trace, "sent; 31; ");
}

TEST_F(ChannelTest, closeEndsSelectsThatWait) {
  EXPECT_EQ(runProgram([](Context &context) {
              Ref channel = makeChannel(context, 0);
              go(context, [=](Context &inner) {
                int64_t value = 0;
                EXPECT_EQ(select(inner, {receiving(channel, value)}),
                          (Selected{0, false}));
                note("received");
              });
              vo_rt_chan_close(channel, &context);
              note("closed");
            }),
            kGood);
  EXPECT_EQ(trace, "received; closed; ");
  EXPECT_EQ(runProgram([](Context &context) {
              Ref channel = makeChannel(context, 0);
              go(context, [=](Context &inner) {
                int64_t value = 0;
                select(inner, {sending(channel, value)});
              });
              vo_rt_chan_close(channel, &context);
            }),
            trapped("send on closed channel"));
}

TEST_F(ChannelTest, aSendOnAClosedChannelIsReadyInASelect) {
  EXPECT_EQ(runProgram([](Context &context) {
              Ref channel = makeChannel(context, 1);
              vo_rt_chan_close(channel, &context);
              int64_t value = 0;
              select(context, {sending(channel, value)},
                     abi::SelectMode::Default);
            }),
            trapped("send on closed channel"));
}

TEST_F(ChannelTest, selectWithoutCasesWaitsForever) {
  EXPECT_EQ(runProgram([](Context &context) { select(context, {}); }).error,
            "vm deadlock: all fibers blocked\n  fiber=0 state=Blocked(Queue)"
            "\n\n");
}

} // namespace
} // namespace vo::rt::test
