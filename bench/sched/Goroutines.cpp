//===- Goroutines.cpp - Goroutines and channels, timed --------------------===//
//
// The runtime's entries, called as compiled code calls them. goroutines.go has
// the same programs, sched.py runs both. Prints a name and a figure per line.
//
//===----------------------------------------------------------------------===//
#include "runtime/Runtime.h"
#include "runtime/abi/Channel.h"
#include "runtime/abi/Goroutine.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <fcntl.h>
#include <unistd.h>

using namespace vo;
using namespace vo::rt;

#define VO_BENCH_FUNCTION __attribute__((swiftcall, noinline)) static

static double now() {
  timespec time{};
  clock_gettime(CLOCK_MONOTONIC, &time);
  return double(time.tv_sec) * 1e9 + double(time.tv_nsec);
}

static void report(const char *name, double begin, int64_t count) {
  std::printf("%s %.1f\n", name, (now() - begin) / double(count));
}

static uint64_t residentBytes() {
  char text[64] = "";
  int file = open("/proc/self/statm", O_RDONLY);
  (void)!read(file, text, sizeof text - 1);
  close(file);
  const char *second = std::strchr(text, ' ');
  return std::strtoull(second ? second : "0", nullptr, 10) * 4096;
}

/// No references move here: nothing allocates but the channels, which are few.
static Ref channel(int64_t capacity, Context &context) {
  return vo_rt_chan_new(abi::kLayoutScalarArray, int64_t{8} << 32, capacity,
                        &context);
}

static void go(abi::GoFunction function, Ref record, int64_t word,
               Context &context) {
  vo_rt_go(reinterpret_cast<const void *>(function), record, word, &context);
}

static void send(Ref to, int64_t value, Context &context) {
  vo_rt_chan_send(to, inFrame(&value), &context);
}

static int64_t receive(Ref from, Context &context) {
  int64_t value = 0;
  vo_rt_chan_recv(from, inFrame(&value), &context);
  return value;
}

//===----------------------------------------------------------------------===//
// Programs
//===----------------------------------------------------------------------===//

static Ref answers;

VO_BENCH_FUNCTION void echo(void *record, int64_t rounds, VO_RT_CONTEXT) {
  for (int64_t i = 0; i < rounds; ++i)
    send(answers, receive(static_cast<Ref>(record), *context) + 1, *context);
}

static void roundTrips(Context &context) {
  constexpr int64_t kRounds = 1000000;
  Ref questions = channel(0, context);
  answers = channel(0, context);
  go(echo, questions, kRounds, context);
  double begin = now();
  int64_t sum = 0;
  for (int64_t i = 0; i < kRounds; ++i) {
    send(questions, i, context);
    sum += receive(answers, context);
  }
  report("round_trip", begin, kRounds);
  if (sum != kRounds * (kRounds + 1) / 2)
    std::abort();
}

VO_BENCH_FUNCTION void produce(void *record, int64_t count, VO_RT_CONTEXT) {
  for (int64_t i = 0; i < count; ++i)
    send(static_cast<Ref>(record), i, *context);
  vo_rt_chan_close(static_cast<Ref>(record), context);
}

static void buffered(Context &context) {
  constexpr int64_t kCount = 5000000;
  Ref values = channel(128, context);
  double begin = now();
  go(produce, values, kCount, context);
  int64_t sum = 0;
  for (int64_t value = 0; vo_rt_chan_recv(values, inFrame(&value), &context);)
    sum += value;
  report("buffered", begin, kCount);
  if (sum != kCount * (kCount - 1) / 2)
    std::abort();
}

static void ownBuffer(Context &context) {
  constexpr int64_t kRounds = 50000, kValues = 100;
  Ref values = channel(kValues, context);
  double begin = now();
  for (int64_t i = 0; i < kRounds; ++i) {
    for (int64_t j = 0; j < kValues; ++j)
      send(values, j, context);
    for (int64_t j = 0; j < kValues; ++j)
      receive(values, context);
  }
  report("buffer", begin, kRounds * kValues);
}

VO_BENCH_FUNCTION void sendOne(void *record, int64_t word, VO_RT_CONTEXT) {
  send(static_cast<Ref>(record), word, *context);
}

static void spawns(Context &context) {
  constexpr int64_t kCount = 1000000;
  Ref done = channel(1, context);
  double begin = now();
  for (int64_t i = 0; i < kCount; ++i) {
    go(sendOne, done, i, context);
    receive(done, context);
  }
  report("spawn", begin, kCount);
}

VO_BENCH_FUNCTION void pick(void *record, int64_t rounds, VO_RT_CONTEXT) {
  Ref channels[] = {static_cast<Ref>(record), answers};
  for (int64_t i = 0; i < rounds; ++i)
    send(channels[i % 2], i, *context);
}

static void selects(Context &context) {
  constexpr int64_t kRounds = 1000000;
  Ref first = channel(0, context);
  answers = channel(0, context);
  go(pick, first, kRounds, context);
  double begin = now();
  for (int64_t i = 0; i < kRounds; ++i) {
    int64_t values[2] = {};
    abi::SelectCase cases[2] = {
        {reinterpret_cast<uint64_t>(first), &values[0], 0},
        {reinterpret_cast<uint64_t>(answers), &values[1], 0}};
    vo_rt_select(inFrame(cases), 2, 0, &context);
  }
  report("select", begin, kRounds);
}

//===----------------------------------------------------------------------===//
// Many goroutines
//===----------------------------------------------------------------------===//

/// As a compiled function with some values in its frame.
VO_BENCH_FUNCTION void member(void *record, int64_t rounds, VO_RT_CONTEXT) {
  volatile int64_t values[16] = {rounds};
  for (int64_t i = 0; i < values[0]; ++i)
    values[1] = receive(static_cast<Ref>(record), *context);
}

static void parked(Context &context, int64_t count, const char *name) {
  const int64_t rounds = std::max<int64_t>(2, 200000 / count);
  Ref start = channel(0, context);
  uint64_t before = residentBytes();
  double begin = now();
  for (int64_t i = 0; i < count; ++i)
    go(member, start, rounds, context);
  char line[64];
  std::snprintf(line, sizeof line, "%s_spawn", name);
  report(line, begin, count);
  std::printf("%s_bytes %.1f\n", name,
              double(residentBytes() - before) / double(count));
  begin = now();
  for (int64_t i = 0; i < rounds * count; ++i)
    send(start, i, context);
  std::snprintf(line, sizeof line, "%s_message", name);
  report(line, begin, rounds * count);
}

/// The programs to run; all, if none is named.
static char **names;

static bool isWanted(const char *name) {
  bool isWanted = !*names;
  for (char **one = names; *one; ++one)
    isWanted |= std::strcmp(*one, name) == 0;
  return isWanted;
}

VO_BENCH_FUNCTION void entry(VO_RT_CONTEXT) {
  static constexpr struct {
    const char *name;
    void (*run)(Context &);
  } kPrograms[] = {{"round_trip", roundTrips},
                   {"buffered", buffered},
                   {"buffer", ownBuffer},
                   {"spawn", spawns},
                   {"select", selects}};
  static constexpr struct {
    const char *name;
    int64_t count;
  } kCrowds[] = {
      {"thousand", 1000}, {"hundred_thousand", 100000}, {"million", 1000000}};
  for (auto &program : kPrograms)
    if (isWanted(program.name))
      program.run(*context);
  for (auto &crowd : kCrowds)
    if (isWanted(crowd.name))
      parked(*context, crowd.count, crowd.name);
}

int main(int argc, char **argv) {
  names = argv + 1;
  abi::ModuleDescriptor module{};
  module.abiVersion = abi::kAbiVersion;
  module.entry = reinterpret_cast<void *>(&entry);
  module.errorPtrRttid = abi::kNoRttid;
  return vo_rt_main(argc, argv, &module);
}
