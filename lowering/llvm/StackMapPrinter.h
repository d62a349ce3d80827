//===- StackMapPrinter.h - Write our own stack-map table --------*- C++ -*-===//
//
// The GC strategy "vo" is that of "statepoint-example" except that the assembly
// printer writes the table of runtime/abi/StackMap.h into its own section
// instead of LLVM's. Functions are switched to it right before code generation
// (useCompactStackMaps); until then they keep the name that `opt` knows.
//
// Records come in the order of the code: all Vo functions are put into one
// section, so ascending return addresses need no sorting. Return addresses are
// `label - .` expressions, so that no relocation survives linking.
//
// Errors (reported on the module's context, the object is then useless): a
// root in a register, a frame object that is not a static alloca, a base
// register other than the frame and the stack pointer, a frame larger than its
// bound (FrameSizes.h).
//
//===----------------------------------------------------------------------===//
#pragma once

namespace llvm {
class Module;
} // namespace llvm

namespace vo::lowering {

/// Gives all Vo functions of the module the strategy "vo" and one section, and
/// makes sure that the object will define abi::kStackMapSymbol, even without
/// any Vo function.
void useCompactStackMaps(llvm::Module &module);

} // namespace vo::lowering
