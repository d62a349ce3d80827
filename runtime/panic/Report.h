//===- Report.h - Errors that end the program -------------------*- C++ -*-===//
#pragma once

#include "runtime/Entries.h"

#include "runtime/sched/Program.h"

#include <string_view>

namespace vo::rt {

/// Flushes standard output and writes one line to standard error: the message
/// (malformed UTF-8 as \xNN) after "<file>:<line>: " when the compiled call
/// that the context is in has a known line.
void reportError(Context &context, std::string_view message);
/// The same of an error somewhere else.
void reportError(const Heap::Location &where, std::string_view message);

/// Reports that all goroutines of the context's program wait for each other,
/// and where, and ends the program with status 1.
[[noreturn]] void endWithDeadlock(Context &context);

/// Reports the error and ends the program with status 1.
[[noreturn]] void endWithError(Context &context, std::string_view message);
[[noreturn]] void endWithError(Context &context, const Heap::Location &where,
                               std::string_view message);

/// Reports a stack overflow that the guard of the stack caught, and ends the
/// process with status 1. Async-signal-safe; waits for no lock that the stopped
/// code may hold. With an unknown place: the bare line, without touching
/// anything that the first attempt may have failed on.
[[noreturn]] void reportStackFault(Context &context, const StackFault &fault);

} // namespace vo::rt
