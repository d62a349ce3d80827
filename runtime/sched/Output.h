//===- Output.h - Buffered standard output ----------------------*- C++ -*-===//
//
// The sink of print and println. Raw bytes, buffered for the process; whoever
// writes to a file descriptor directly or ends the program flushes first.
//
//===----------------------------------------------------------------------===//
#pragma once

#include <cstddef>

namespace vo::rt {

/// Appends bytes to standard output. On a terminal every line that ends is
/// written at once, otherwise when the buffer is full. Write errors are
/// dropped, as the language does. Never collects.
void writeOutput(const char *bytes, size_t count);

/// Writes what is buffered.
void flushOutput();

} // namespace vo::rt
