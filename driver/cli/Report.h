//===- Report.h - Reports of allocations, and voc report --------*- C++ -*-===//
#pragma once

#include "driver/cli/Options.h"

namespace vo::driver::cli {

/// The report that a compilation fills, with what the command line tells.
std::shared_ptr<report::Report> newReport(const Invocation &invocation);

/// Writes the report of a compilation that is done, if one was asked for.
llvm::Error writeReport(const Invocation &invocation);

/// Shows a report, or what is different in another; gives the exit status.
int reportCommand(const Invocation &invocation);

} // namespace vo::driver::cli
