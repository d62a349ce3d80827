//===- Report.h - Errors that end the program -------------------*- C++ -*-===//
#pragma once

#include "runtime/Entries.h"

#include "runtime/sched/Program.h"

#include <string_view>

namespace vo::rt {

/// Flushes standard output and writes one line to standard error: the message
/// (malformed UTF-8 as \xNN) after "<file>:<line>: " when the line is known;
/// before all that "island <n> failed: " on islands other than the main one.
void reportError(const Heap::Location &location, std::string_view message,
                 uint32_t island = 0);

/// Reports that all goroutines of the context's program wait for each other,
/// and where, and ends the program with status 1. Called on the main island.
[[noreturn]] void endWithDeadlock(Context &context);

/// Reports the error, at the compiled call that the context is in if it has a
/// known line, and ends the program with status 1; says nothing when another
/// island is ending it already.
[[noreturn]] void endWithError(Context &context, std::string_view message);
[[noreturn]] void endWithError(Context &context, const Heap::Location &where,
                               std::string_view message);

/// Reports a stack overflow that the guard of the stack caught, and ends the
/// process with status 1. Async-signal-safe; waits for no lock that the stopped
/// code may hold. With an unknown place: the bare line, without touching
/// anything that the first attempt may have failed on.
[[noreturn]] void reportStackFault(Context &context, const StackFault &fault);

} // namespace vo::rt
