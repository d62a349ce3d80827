//===- Directive.h - What a native declaration promises ---------*- C++ -*-===//
//
// A function without a body in the library's sources is implemented by the
// runtime. The comment right above it says what its type cannot:
//
//   //vo:native leaf reads flow(none)
//   func Index(s, substr string) int
//
// One word says how it runs:
//
//   leaf       neither collects, nor panics, nor switches goroutines
//   safepoint  may collect
//   calls      may call functions of the program; collects and panics, too
//   parks      may park the goroutine; collects, too
//
// Further words, in any order, say what else it does; what is not said does not
// happen:
//
//   allocates  makes objects
//   reads      reads memory that arguments refer to
//   writes     writes memory that arguments refer to
//   panics     may panic
//   io         sees or changes what lies outside of the heap: files, clocks,
//              output, hidden state. Without it, equal calls are equal
//   exits      may end the program
//   reflects   looks into values of any type, so a program that calls it has a
//              description of its types
//   later      the runtime has no implementation yet
//
// `flow(a: result, b: heap)` says where references of a parameter go:
//
//   none       nowhere: no reference to it, or to what it reaches, outlives
//              the call
//   result     into results (any of them)
//   result K   into result K, counted from 0
//   NAME       into memory that parameter NAME refers to
//   heap       anywhere
//
// `flow(none)` says none for all. A parameter that is not mentioned flows into
// the results of a leaf that does not write (it has nowhere else to go), and
// anywhere else it flows to the heap: silence is never a promise.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <optional>
#include <string>
#include <vector>

namespace vo::fe {

/// Where references of one parameter go.
struct NativeFlow {
  enum class To : uint8_t { None, AnyResult, Result, Parameter, Heap };
  To to = To::Heap;
  /// Number of the result or parameter.
  unsigned index = 0;
  bool operator==(const NativeFlow &) const = default;
};

/// A directive, checked against the names of its function's parameters.
struct NativeDirective {
  enum class Runs : uint8_t { Leaf, Safepoint, Calls, Parks };
  Runs runs = Runs::Safepoint;
  bool allocates = false, reads = false, writes = false, panics = false,
       io = false, exits = false, reflects = false, later = false;
  /// One per parameter.
  std::vector<NativeFlow> flows;
};

/// Parses the text behind `//vo:native`. `parameters` are the names in order,
/// empty where there is none. Errors say what is wrong, without a place.
llvm::Expected<NativeDirective>
parseNativeDirective(llvm::StringRef text,
                     llvm::ArrayRef<llvm::StringRef> parameters,
                     unsigned results);

} // namespace vo::fe
