//===- TestProgram.h - Programs with goroutines, for tests ------*- C++ -*-===//
#pragma once

#include "runtime/Runtime.h"
#include "runtime/abi/Channel.h"
#include "runtime/abi/Goroutine.h"
#include "runtime/gc/TestHeap.h"
#include "runtime/sched/Scheduler.h"

#include "gtest/gtest.h"

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace vo::rt::test {

using Body = std::function<void(Context &)>;

struct Outcome {
  int status;
  std::string error;

  bool operator==(const Outcome &) const = default;
};

inline std::ostream &operator<<(std::ostream &stream, const Outcome &outcome) {
  return stream << outcome.status << " [" << outcome.error << "]";
}

/// The bodies of the goroutines that the present run has started.
inline std::vector<std::unique_ptr<Body>> bodies;

__attribute__((swiftcall)) inline void runBody(void *, int64_t number,
                                               VO_RT_CONTEXT) {
  (*bodies[number])(*context);
}

/// A go statement.
inline void go(Context &context, Body body) {
  bodies.push_back(std::make_unique<Body>(std::move(body)));
  vo_rt_go(reinterpret_cast<const void *>(&runBody), nullptr,
           int64_t(bodies.size() - 1), &context);
}

__attribute__((swiftcall)) inline void runMainBody(VO_RT_CONTEXT) {
  (*bodies[0])(*context);
}

/// References of the program.
inline constexpr uint32_t kGlobals = 8;
inline uint64_t globals[kGlobals];

/// What islands but the main one begin with, if there are any: on their own
/// threads.
inline Body islandInit;

__attribute__((swiftcall)) inline void runIslandInit(VO_RT_CONTEXT) {
  islandInit(*context);
}

/// Runs a program whose main function is the body; gives its exit status.
inline int startProgram(Body main) {
  static const abi::GlobalRoot roots[] = {
      {globals, abi::kLayoutRefArray, kGlobals}};
  std::fill(std::begin(globals), std::end(globals), 0);
  abi::ModuleDescriptor module = testModule(abi::kModuleHasInteriorPointers);
  module.globals = roots;
  module.globalCount = 1;
  module.entry = reinterpret_cast<void *>(&runMainBody);
  module.islandInit = reinterpret_cast<void *>(&runIslandInit);
  module.globalBlock = globals;
  module.globalBytes = sizeof globals;
  bodies.clear();
  bodies.push_back(std::make_unique<Body>(std::move(main)));
  return vo_rt_main(0, nullptr, &module);
}

/// The same, and catches what is reported.
inline Outcome runProgram(Body main) {
  testing::internal::CaptureStderr();
  int status = startProgram(std::move(main));
  return {status, testing::internal::GetCapturedStderr()};
}

/// Sets an environment variable while it lives.
class Setting {
public:
  Setting(const char *name, const char *value) : name(name) {
    setenv(name, value, 1);
  }
  ~Setting() { unsetenv(name); }
  Setting(const Setting &) = delete;
  Setting &operator=(const Setting &) = delete;

private:
  const char *name;
};

//===----------------------------------------------------------------------===//
// Channels of numbers
//===----------------------------------------------------------------------===//

inline Ref makeChannel(Context &context, int64_t capacity) {
  return vo_rt_chan_new(abi::kLayoutScalarArray, int64_t{8} << 32, capacity,
                        &context);
}
inline void send(Context &context, Ref channel, int64_t value) {
  vo_rt_chan_send(channel, inFrame(&value), &context);
}
struct Received {
  int64_t value;
  bool ok;
};
inline Received receive(Context &context, Ref channel) {
  int64_t value = -1;
  bool ok = vo_rt_chan_recv(channel, inFrame(&value), &context);
  return {value, ok};
}
inline int64_t length(Context &context, Ref channel) {
  return vo_rt_chan_len(channel, &context);
}

/// Calls `then` below `frames` frames of a kilobyte each, which own nothing:
/// they may be abandoned.
template <typename Function>
__attribute__((noinline)) void atDepth(unsigned frames, const Function &then) {
  volatile char frame[1000];
  frame[0] = char(frames);
  if (frames == 0)
    then();
  else
    atDepth(frames - 1, then);
  if (frame[0] != char(frames)) // what lies in frames is kept
    std::abort();
}

} // namespace vo::rt::test
