//===- Calls.h - How compiled functions are called --------------*- C++ -*-===//
//
// The convention of functions of the program, for compiled callers and for C++
// that calls function values (runtime/std/Call.h). It is swiftcc:
//
//   swiftself              the goroutine's context
//   parameter 0            address of the result buffer; only if there are
//                          results that do not fit into registers
//   further parameters     the arguments, scalar by scalar, kDirectArguments
//                          at most
//   behind them            address of a word for each further argument, if
//   there
//                          are more; then address of a word for each result, if
//                          there are more of these than kDirectResults
//
// Those words are memory of the caller's frame, which the collector traces when
// references are among them: then the address is a reference, else a plain
// address. Compiled code only: C++ calls nothing with so many scalars.
//
// The convention has four integer and four float registers for results. What
// is left over, references last, goes to the buffer: a word for each, in order.
// References in it are invisible to the collector: they are written right
// before the return and read right after the call, with no safepoint between.
//
// A function value is a reference to a ClosureObject (Object.h); its code is
// such a function whose first argument is that reference.
//
//===----------------------------------------------------------------------===//
#pragma once

#include <cstddef>
#include <string_view>

namespace vo::abi {

inline constexpr unsigned kResultRegisters = 4; // of each kind
inline constexpr unsigned kDirectArguments = 16, kDirectResults = 16;

/// Whether each scalar of a function's results, in letters of scalarsOf, is
/// returned in a register. inRegister[i] is written for each letter i; results
/// in registers are in registers of their kind in the order of the letters.
constexpr void placeResults(std::string_view scalars, bool *inRegister) {
  unsigned words = 0, floats = 0;
  auto place = [&](size_t i, unsigned &used) {
    inRegister[i] = used < kResultRegisters;
    used += inRegister[i];
  };
  auto isAddress = [&](size_t i) {
    return scalars[i] == 'r' || scalars[i] == 'p';
  };
  for (size_t i = 0; i < scalars.size(); ++i)
    if (isAddress(i))
      place(i, words);
  for (size_t i = 0; i < scalars.size(); ++i)
    if (!isAddress(i))
      place(i, scalars[i] == 'i' ? words : floats);
}

} // namespace vo::abi
