//===- OutOfMemory.h - voc without memory -----------------------*- C++ -*-===//
//
// No memory, wherever that is noticed, ends voc with
//
//   voc: error: out of memory
//
// and status 1. Unfinished files are removed: everything that voc and LLVM
// write before it has its final name is registered with LLVM's list of files to
// remove. There is nothing to be done on the way out, so nothing is unwound.
//
// Memory is missed by operator new and LLVM's malloc (also in the constructors
// of LLVM's libraries), when a thread is made, and when the main thread's stack
// grows. The last cannot be told from an error of ours, so a limit on addresses
// is asked for beforehand. System calls that fail are ordinary errors of those
// who make them.
//
// Not handled: limits under which the system cannot load the program.
//
//===----------------------------------------------------------------------===//
#pragma once

namespace vo::driver::cli {

/// To be called first in main, before LLVM's initialization.
void installOutOfMemoryHandlers();

/// To be called behind LLVM's initialization, which has handlers of its own.
void keepOutOfMemoryHandlers();

} // namespace vo::driver::cli
