//===- Json.h - Reports as JSON ---------------------------------*- C++ -*-===//
//
// The form that `voc build --report` writes and `voc report` reads;
// docs/report.md describes it.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "report/Report.h"

#include "llvm/Support/Error.h"

namespace vo::report {

/// Ends with a newline. Bytes that are no UTF-8 are replaced.
std::string toJson(const Report &report);

/// Reads a report; `file` is what messages call it. Fails with
/// "file:line:column: message" on bad text, on another version, and when two
/// sites have one id.
llvm::Expected<Report> parseReport(llvm::StringRef file, llvm::StringRef text);

} // namespace vo::report
