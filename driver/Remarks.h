//===- Remarks.h - Remarks of passes for people and reports -----*- C++ -*-===//
//
// MLIR's remark engine is how passes tell what they did and did not do. voc
// prints remarks as diagnostics, with the steps of a way as notes, and gathers
// the verdicts about allocations (passes/escape/Verdict.h) for a report.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "report/Report.h"

#include "mlir/IR/MLIRContext.h"
#include "llvm/Support/Error.h"

namespace vo::driver {

struct RemarkOptions {
  /// A regular expression for the names of passes whose remarks are printed;
  /// empty: none.
  std::string printed;
  /// Gets the sites of each compilation, if not null. Not finished.
  std::shared_ptr<report::Report> report;

  bool areWanted() const { return !printed.empty() || report; }
};

/// Lets the context hear remarks. Fails when the expression is none.
llvm::Error listenForRemarks(mlir::MLIRContext &context,
                             const RemarkOptions &options);

} // namespace vo::driver
