//===- Bisect.h - The command voc bisect ------------------------*- C++ -*-===//
#pragma once

#include "driver/cli/Options.h"

namespace vo::driver::cli {

/// Runs the command with more and fewer rewrites until those are found that
/// make it fail, and prints them. Gives the exit status: 0 if they were found.
int bisectCommand(const Invocation &invocation);

} // namespace vo::driver::cli
