//===- TestProgram.h - Runs of made-up programs for tests -------*- C++ -*-===//
#pragma once

#include "runtime/Entries.h"
#include "runtime/abi/Map.h"
#include "runtime/abi/Stack.h"
#include "runtime/gc/TestHeap.h"

#include <functional>
#include <ostream>
#include <string>
#include <string_view>

namespace vo::rt::test {

/// What the program does, called by a function that stands for compiled code.
using Body = std::function<void(Context &)>;

struct Result {
  int status = 0;
  std::string out, error;

  bool operator==(const Result &) const = default;
};

std::ostream &operator<<(std::ostream &stream, const Result &result);

/// Runs the body as the program; at line 7 of a.vo when `location` is 1. Gives
/// the status. `base` has the program's layouts and types, the test module's
/// when it is null.
int start(Body program, uint32_t location,
          const abi::ModuleDescriptor *base = nullptr);

/// The same, and catches what is written.
Result run(Body program, uint32_t location = 0,
           const abi::ModuleDescriptor *module = nullptr);

/// Prints a number and a line feed, as compiled code does.
void print(Context &context, int64_t number);

/// A new string object. May collect.
Ref stringObject(Context &context, std::string_view text);

/// What compiled code leaves of the stack above the guard.
inline constexpr uint64_t kAboveGuard =
    abi::kStackReserveBytes + abi::kStackSlackBytes;

/// Calls `then` when `bytes` of the stack are left above the guard. The pages
/// between stay untouched.
void withStackLeft(Context &context, uint64_t bytes,
                   const std::function<void()> &then);

/// A map with keys of this pattern (abi/Map.h) and scalars as values.
constexpr abi::MapType mapType(std::string_view pattern) {
  return {abi::kLayoutScalarArray,
          uint32_t(pattern.size()),
          /*valueWords=*/1,
          abi::mapKeyClass(pattern),
          abi::mapKeyFlags(pattern),
          0,
          pattern.data()};
}
inline constexpr abi::MapType kAnyMap = mapType("iv"); // of scalars only

} // namespace vo::rt::test
