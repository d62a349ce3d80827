//===- SourceCommands.h - voc check and voc fmt -----------------*- C++ -*-===//
#pragma once

#include "driver/cli/Options.h"

namespace vo::driver::cli {

/// Type-checks a program or package; messages go to stderr. Returns the exit
/// status.
int checkSource(const Invocation &invocation);

/// Formats files in place (directories recursively, "-" from standard input to
/// standard output); with --check only names those that would change. Files
/// with syntax errors stay as they are. Returns the exit status.
int formatSources(const Invocation &invocation);

} // namespace vo::driver::cli
