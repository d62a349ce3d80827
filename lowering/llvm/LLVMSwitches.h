//===- LLVMSwitches.h - LLVM's own command line options ---------*- C++ -*-===//
#pragma once

#include "llvm/Support/CommandLine.h"

namespace vo::lowering {

/// Sets one of LLVM's own switches, which hold for the process. Unknown ones
/// are left alone.
inline void setLLVMSwitch(llvm::StringRef name, bool value) {
  if (llvm::cl::Option *option = llvm::cl::getRegisteredOptions().lookup(name))
    static_cast<llvm::cl::opt<bool> *>(option)->setValue(value);
}

} // namespace vo::lowering
