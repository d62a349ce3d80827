//===- PassOptions.h - Options of single passes -----------------*- C++ -*-===//
//
// The pipelines set the options of their passes; for bisecting and experiments
// each can be set from outside, as PASS.OPTION=VALUE
// (vo-local-facts.max-marks=3). A pass that stands in a pipeline several times
// gets the option each time.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "mlir/Pass/PassManager.h"
#include "llvm/Support/Error.h"

namespace vo::driver {

/// Sets the options in a pipeline, which is rebuilt from its text. Notes in
/// `found` which of them named a pass of the pipeline. Errors: not of the form,
/// an option that the pass does not have, a value that it does not take.
llvm::Error setPassOptions(mlir::OpPassManager &pipeline,
                           llvm::ArrayRef<std::string> options,
                           llvm::MutableArrayRef<bool> found);

} // namespace vo::driver
