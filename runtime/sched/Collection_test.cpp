//===- Collection_test.cpp - Collections and goroutines -------------------===//
#include "runtime/sched/TestProgram.h"

#include "runtime/gc/stack/TestTable.h"

// A compiled function with a frame of four words, at rsp and at rbp - 48. They
// are set from the first argument before the call
// of the second, with the third, and stored back behind it.
asm(R"(
  .text
  .globl vo_sched_frame, vo_sched_frame_return
  .type vo_sched_frame, @function
vo_sched_frame:
  pushq %rbp
  movq %rsp, %rbp
  pushq %rbx
  subq $40, %rsp
  movq %rdi, %rbx
  movq %rsi, %rax
  movq %rdi, %rsi
  movq %rsp, %rdi
  movl $4, %ecx
  rep movsq
  movq %rdx, %rdi
  callq *%rax
vo_sched_frame_return:
  movq %rsp, %rsi
  movq %rbx, %rdi
  movl $4, %ecx
  rep movsq
  addq $40, %rsp
  popq %rbx
  popq %rbp
  retq
  .size vo_sched_frame, .-vo_sched_frame
)");
extern "C" void vo_sched_frame(uint64_t *words, void (*function)(void *),
                               void *argument);
extern "C" const char vo_sched_frame_return[];

namespace vo::rt::test {
namespace {

using Action = std::function<void()>;

/// Runs the action in a call from a compiled frame that holds the words.
void runInFrame(uint64_t (&words)[4], Action action) {
  vo_sched_frame(
      words, [](void *it) { (*static_cast<Action *>(it))(); }, &action);
}

/// Waits for the channel of the program below a compiled frame.
void waitBelow(Context &context, uint64_t (&words)[4], unsigned frames) {
  runInFrame(words, [&] {
    atDepth(frames, [&] { receive(context, refAt(globals[0])); });
  });
}

/// Tells the heap of vo_sched_frame: word 0 is a reference, and at word 1 is a
/// pair.
void describeFrame(Context &context) {
  static TestTable table;
  static const abi::StackMapTable &maps =
      (table.add(vo_sched_frame_return, 0,
                 {.bases = {{0, false}}, .objects = {{{-40, true}, kPair}}}),
       table.finish());
  heapOf(context).registerStackMaps(maps);
}

Scheduler &schedulerOf(Context &context) {
  return *Goroutine::of(context).scheduler;
}
void yield(Context &context) {
  schedulerOf(context).yield(Goroutine::of(context));
}

Ref makePair(Context &context, uint64_t value) {
  Ref object = vo_rt_alloc(abi::headerWord(kPair, kPairWords), 16, &context);
  word(object, 1) = value;
  return object;
}

uint64_t *wordOf(Ref &reference) {
  return reinterpret_cast<uint64_t *>(&reference);
}

const Outcome kGood{0, ""};

/// Tells the heap that vo_sched_frame holds a table of one object.
void describeTable(Context &context) {
  static TestTable table;
  static const abi::StackMapTable &maps =
      (table.add(vo_sched_frame_return, 0,
                 {.objects = {{{0, false}, abi::kFrameTableLayout}}}),
       table.finish());
  heapOf(context).registerStackMaps(maps);
}

TEST(CollectionTest, tablesOfFramesAreFollowedWhereverTheirStacksLie) {
  constexpr uint64_t kGoroutines = 200;
  Setting verify("VO_GC_VERIFY", "1"); // what has been left is poisoned
  uint64_t right = 0;
  auto program = [&](Context &context) {
    describeTable(context);
    globals[0] = addressOf(makeChannel(context, 0));
    for (uint64_t i = 0; i < kGoroutines; ++i)
      go(context, [&, i](Context &inner) {
        uint64_t pair[2] = {addressOf(makePair(inner, i)), i};
        uint64_t words[4] = {1, reinterpret_cast<uint64_t>(pair), kPair, 0};
        waitBelow(inner, words, i % 5);
        right += word(refAt(pair[0]), 1) == i && pair[1] == i;
      });
    heapOf(context).collectMinor(context);
    vo_rt_chan_close(refAt(globals[0]), &context);
  };
  EXPECT_EQ(runProgram(program), kGood);
  EXPECT_EQ(right, kGoroutines);
}

TEST(CollectionTest, framesAreUpdatedWhereverTheirStacksLie) {
  constexpr uint64_t kGoroutines = 200;
  Setting verify("VO_GC_VERIFY", "1"); // what has been left is poisoned
  uint64_t right = 0, moved = 0;
  auto program = [&](Context &context) {
    describeFrame(context);
    globals[0] = addressOf(makeChannel(context, 0));
    for (uint64_t i = 0; i < kGoroutines; ++i)
      go(context, [&, i](Context &inner) {
        uint64_t words[4] = {addressOf(makePair(inner, i)), 0, i, i};
        words[1] = addressOf(makePair(inner, i + 1000));
        uint64_t before = words[0];
        waitBelow(inner, words, i % 5);
        moved += words[0] != before;
        right += word(refAt(words[0]), 1) == i &&
                 word(refAt(words[1]), 1) == i + 1000 && words[2] == i &&
                 words[3] == i;
      });
    heapOf(context).collectMinor(context);
    heapOf(context).collectMajor(context);
    vo_rt_chan_close(refAt(globals[0]), &context);
  };
  EXPECT_EQ(runProgram(program), kGood);
  EXPECT_EQ(right, kGoroutines);
  EXPECT_EQ(moved, kGoroutines);
}

/// Frames that minor collections look at while so many goroutines are parked.
uint64_t scannedFrames(uint64_t goroutines) {
  uint64_t scanned = 0;
  runProgram([&](Context &context) {
    Heap &heap = heapOf(context);
    globals[0] = addressOf(makeChannel(context, 0));
    for (uint64_t i = 0; i < goroutines; ++i)
      go(context, [](Context &inner) { receive(inner, refAt(globals[0])); });
    heap.collectMinor(context); // they have run
    uint64_t before = heap.statistics().scannedFrames;
    for (int i = 0; i < 10; ++i) {
      makePair(context, i);
      heap.collectMinor(context);
    }
    scanned = heap.statistics().scannedFrames - before;
    heap.collectMajor(context);
    // The minor part looks at this one, the major part at all.
    EXPECT_GT(heap.statistics().scannedFrames - before, goroutines);
    vo_rt_chan_close(refAt(globals[0]), &context);
  });
  return scanned;
}

TEST(CollectionTest, minorCollectionsCostTheSameHoweverManyGoroutinesRest) {
  uint64_t few = scannedFrames(10);
  EXPECT_EQ(scannedFrames(10000), few);
  EXPECT_GT(few, 0u);
}

TEST(CollectionTest, aValueGivenToARestingGoroutineIsKept) {
  Setting verify("VO_GC_VERIFY", "1");
  uint64_t seen = 0;
  auto give = [&](bool selects) {
    seen = 0;
    EXPECT_EQ(
        runProgram([&](Context &context) {
          globals[0] = addressOf(vo_rt_chan_new(abi::kLayoutRefArray,
                                                int64_t{8} << 32, 0, &context));
          go(context, [&](Context &inner) {
            Ref value = nullptr;
            RootedSpan root(inner, &value, 1);
            abi::SelectCase one = {globals[0], wordOf(value), 0};
            RootedSpan channel(inner, reinterpret_cast<Ref *>(&one.channel), 1);
            if (selects)
              vo_rt_select(inFrame(&one), 1, 0, &inner);
            else
              vo_rt_chan_recv(refAt(globals[0]), inFrame(wordOf(value)),
                              &inner);
            seen = word(value, 1);
          });
          // It rests, and what it is given lies in the nursery.
          heapOf(context).collectMinor(context);
          go(context, [](Context &inner) {
            yield(inner); // runs between the wake-up and the receiver
            heapOf(inner).collectMinor(inner);
          });
          Ref value = makePair(context, 77);
          RootedSpan root(context, &value, 1);
          vo_rt_chan_send(refAt(globals[0]), inFrame(wordOf(value)), &context);
        }),
        kGood);
    EXPECT_EQ(seen, 77u) << selects;
  };
  give(false);
  give(true);
}

TEST(CollectionTest, goroutinesOfUnreachableChannelsLive) {
  Outcome outcome = runProgram([](Context &context) {
    go(context, [](Context &inner) {
      receive(inner, makeChannel(inner, 0)); // nobody else knows it
    });
    heapOf(context).collectMajor(context);
    heapOf(context).collectMajor(context);
  });
  EXPECT_EQ(outcome.error, "vm deadlock: all fibers blocked\n"
                           "  fiber=1 state=Blocked(Queue)\n\n");
}

/// Fills the buffer of five of the program's channel.
void fill(Context &context, uint64_t &sent) {
  for (int i = 0; i < 5; ++i) {
    Ref value = makePair(context, ++sent);
    RootedSpan root(context, &value, 1);
    vo_rt_chan_send(refAt(globals[0]), inFrame(wordOf(value)), &context);
  }
}

void drain(Context &context, uint64_t &received) {
  for (int i = 0; i < 5; ++i) {
    Ref value = nullptr;
    vo_rt_chan_recv(refAt(globals[0]), inFrame(wordOf(value)), &context);
    EXPECT_EQ(word(value, 1), ++received);
  }
  Ref ring = refAt(word(refAt(globals[0]), 0));
  for (int i = 0; i < 5; ++i)
    EXPECT_EQ(word(ring, 2 + i), 0u);
}

TEST(CollectionTest, aBufferKeepsItsValuesAndNoOthers) {
  auto program = [](Context &context) {
    globals[0] = addressOf(
        vo_rt_chan_new(abi::kLayoutRefArray, int64_t{8} << 32, 5, &context));
    uint64_t sent = 0, received = 0;
    for (int round = 0; round < 40; ++round) {
      fill(context, sent);
      heapOf(context).collectMinor(context);
      drain(context, received);
    }
  };
  for (const char *stress : {"0", "1"}) {
    Setting setting("VO_GC_STRESS", stress), verify("VO_GC_VERIFY", "1");
    EXPECT_EQ(runProgram(program), kGood);
  }
}

TEST(CollectionTest, theWindowGoesFromGoroutineToGoroutine) {
  uint64_t bytes = 0;
  EXPECT_EQ(runProgram([&](Context &context) {
              for (int i = 0; i < 1000; ++i)
                go(context, [](Context &inner) {
                  makePair(inner, 1);
                  yield(inner);
                  makePair(inner, 2);
                });
              bytes = heapOf(context).statistics().allocatedBytes;
            }),
            kGood);
  // Not a window for each.
  EXPECT_LE(bytes, 1000 * 2 * 24 + (64u << 10));
}

} // namespace
} // namespace vo::rt::test
