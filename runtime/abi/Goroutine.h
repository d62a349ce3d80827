//===- Goroutine.h - How a goroutine starts ---------------------*- C++ -*-===//
//
// A go statement calls vo_rt_go(function, record, word). `function` is a thunk
// that the compiler makes for the statement; on the new goroutine's stack the
// runtime calls
//
//   swiftcc void function(ref record, i64 word, swiftself context)
//
// and the goroutine ends when it returns. What the two values mean is between
// the statement and its thunk; between the two, the collector knows `record` as
// a reference, and `word` as a number. So a call without arguments needs
// neither, `go f(c)` passes the channel itself, `go f(c, n)` both, `go g()` of
// a function value the closure. Everything else is stored into a heap object
// with a layout (Object.h), which the thunk loads the arguments from.
//
// The thunk is an ordinary function: its calls have stack maps. It should call
// the started function without keeping `record`, so that the record can die.
//
// A nil function value is a trap (NilFuncCall) before the call of vo_rt_go.
//
// Islands. `go @(island)` calls vo_rt_island_go with the same; the record, and
// all that can be reached from it, is copied to the other island's heap, so
// that `word` must be no address. Function values are copied like other
// objects: code is the same on all islands.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/abi/Context.h"

namespace vo::abi {

using GoFunction = __attribute__((swiftcall)) void (*)(
    void *record, int64_t word,
    __attribute__((swift_context)) Context *context);

/// What a value of type island refers to (layout kLayoutIsland).
struct IslandObject {
  uint64_t number;  // 1, 2, ...
  uint64_t program; // the runtime's
};
inline constexpr uint32_t kIslandWords = 2;
static_assert(sizeof(IslandObject) == kIslandWords * 8);

} // namespace vo::abi
