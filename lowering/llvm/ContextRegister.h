//===- ContextRegister.h - Put the context into its register ----*- C++ -*-===//
//
// MLIR's LLVM dialect has no `swiftself`, so modules arrive with the context
// as a plain pointer argument: first for Vo functions, last for runtime
// entries. This pass adds the attribute to parameters and call sites; the
// context then lives in r13 on x86-64, through calls and statepoints, for
// free. It also gives every Vo function what all of them share: nounwind
// (panics never unwind, they leave by the runtime), frame pointers (the
// collector walks them), the target's CPU, and hidden visibility, so that calls
// and addresses need no global offset table.
//
// Runs first. Idempotent. Reports an internal error when a Vo function or a
// call has no context pointer where it must be.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/IR/PassManager.h"

#include <string>

namespace vo::lowering {

class ContextRegisterPass : public llvm::PassInfoMixin<ContextRegisterPass> {
public:
  explicit ContextRegisterPass(std::string cpu = "x86-64")
      : cpu(std::move(cpu)) {}
  llvm::PreservedAnalyses run(llvm::Module &module,
                              llvm::ModuleAnalysisManager &);
  static bool isRequired() { return true; }

private:
  std::string cpu;
};

} // namespace vo::lowering
