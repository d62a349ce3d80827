//===- Panic.h - Raising run-time errors ------------------------*- C++ -*-===//
//
// Traps (Traps.def) and panics run the deferred calls of the goroutine, one of
// which may recover (Unwind.h). Frames of C++ that raise one, or call code that
// does, are then abandoned: they may own nothing but handles. Uncaught, they
// end the program: standard output is flushed, the report goes to standard
// error as "<file>:<line>: <message>" (without the prefix when the failing call
// has no known line), the exit status is 1.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/Entries.h"

#include <string_view>

namespace vo::rt {

/// Raises a trap. The numbers fill the text's places. Allocates the message,
/// so may collect; never returns to the caller.
[[noreturn]] void raiseTrap(Context &context, abi::Trap trap,
                            uint64_t first = 0, uint64_t second = 0);

/// Raises a run-time error with a text of its own (assert). The text is copied
/// first and may lie anywhere outside the heap.
[[noreturn]] void raiseText(Context &context, std::string_view text);

/// The same with a string.
[[noreturn]] void raiseMessage(Context &context, Str text);

/// Raises panic(value).
[[noreturn]] void raisePanic(Context &context, abi::InterfaceWords value);

} // namespace vo::rt
