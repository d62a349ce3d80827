//===- Report.h - Errors that end the program -------------------*- C++ -*-===//
#pragma once

#include "runtime/Entries.h"

#include <string_view>

namespace vo::rt {

/// Flushes standard output and writes one line to standard error: the message
/// (malformed UTF-8 as \xNN) after "<file>:<line>: " when the compiled call
/// that the context is in has a known line.
void reportError(Context &context, std::string_view message);

/// Reports the error and ends the program with status 1.
[[noreturn]] void endWithError(Context &context, std::string_view message);

} // namespace vo::rt
