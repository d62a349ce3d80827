//===- Diagnostics.h - Errors of LLVM passes as llvm::Error -----*- C++ -*-===//
#pragma once

#include "llvm/IR/LLVMContext.h"
#include "llvm/Support/Error.h"

#include <string>

namespace vo::lowering {

/// While alive, collects the errors that passes and code generation report on
/// a context; other diagnostics go to the handler that was there before.
class DiagnosticCollector {
public:
  explicit DiagnosticCollector(llvm::LLVMContext &context);
  ~DiagnosticCollector();
  DiagnosticCollector(const DiagnosticCollector &) = delete;
  DiagnosticCollector &operator=(const DiagnosticCollector &) = delete;

  bool hasErrors() const { return !text.empty(); }

  /// All errors since the last call, one per line, or success.
  llvm::Error take();

private:
  class Handler;
  llvm::LLVMContext &context;
  std::unique_ptr<llvm::DiagnosticHandler> previous;
  std::string text;
};

} // namespace vo::lowering
