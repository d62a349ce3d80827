//===- FrameReports.h - Objects that safepoints report ----------*- C++ -*-===//
//
// An object of the frame that holds references is reported by each safepoint
// over which it is alive, in the call's "deopt" bundle: pairs of the alloca
// itself and an i32, the id of its layout. StackMapPrinter makes frame objects
// of abi/StackMap.h from them.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/ADT/ArrayRef.h"

#include <cstdint>

namespace llvm {
class CallInst;
class Value;
} // namespace llvm

namespace vo::lowering {

/// Added to a layout id: the memory begins with a header, and the object lies
/// behind it. The sum is a small constant to code generation.
inline constexpr uint32_t kBehindHeader = uint32_t{1} << 30;

/// Adds pairs of memory and layout to the bundle of a call, which is replaced.
/// Returns the new call.
llvm::CallInst *reportObjects(llvm::CallInst &call,
                              llvm::ArrayRef<llvm::Value *> pairs);

} // namespace vo::lowering
