//===- Prototypes_test.cpp - Every declaration has a prototype ------------===//
//
// Of all natives, also those that the runtime has yet to implement: the C++
// prototype takes and returns the very scalars that the compiler's table says.
//
//===----------------------------------------------------------------------===//

#include "runtime/abi/Entries.h"
#include "runtime/std/AllNatives.h"
#include "runtime/std/Call.h"

#include <gtest/gtest.h>

#include <type_traits>

namespace vo::rt {
namespace {

template <typename Result, typename... Args>
using Native = __attribute__((swiftcall))
Result (*)(Args..., __attribute__((swift_context)) abi::Context *);

/// How a prototype with these arguments returns its results.
template <typename... Args> struct Taking {
  struct Returns {
    size_t bytes;
    bool throughMemory;
  };
  template <typename Results>
  static constexpr Returns returns(Native<void, Results *, Args...>) {
    return {sizeof(Results), true};
  }
  template <typename Result>
  static constexpr Returns returns(Native<Result, Args...>) {
    return {sizeof(Result), false};
  }
  static constexpr Returns returns(Native<void, Args...>) { return {0, false}; }
};

/// One row with its prototype; the lists are those of the two function types.
/// A prototype with other arguments does not compile.
template <typename... Args, typename... Results, typename Prototype>
constexpr void check(std::type_identity<void(Args...)>,
                     std::type_identity<void(Results...)>, uint32_t effects,
                     Prototype prototype, const char *notes) {
  auto returns = Taking<Args...>::returns(prototype);
  constexpr size_t kScalars = detail::Letters<Results...>::count;
  EXPECT_EQ((returns.bytes + 7) / 8, kScalars) << notes;
  EXPECT_EQ(returns.throughMemory, kScalars > 4) << notes;
  EXPECT_EQ((effects & abi::ResultsInMemory) != 0, kScalars > 4) << notes;
}

using namespace entry_types;
using namespace abi; // effects

TEST(Prototypes, AreThoseOfTheTable) {
  size_t rows = 0;
#define VO_NATIVE(wire, name, results, arguments, effects, flows, types,       \
                  notes)                                                       \
  check(std::type_identity<void arguments>(),                                  \
        std::type_identity<void results>(), uint32_t(effects), &natives::name, \
        notes);                                                                \
  ++rows;
#define VO_NATIVE_LATER(...) VO_NATIVE(__VA_ARGS__)
#include "runtime/abi/Natives.inc"
  EXPECT_GE(rows, 207u);
}

} // namespace
} // namespace vo::rt
