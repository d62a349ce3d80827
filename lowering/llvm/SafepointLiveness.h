//===- SafepointLiveness.h - Which safepoints a value crosses ---*- C++ -*-===//
#pragma once

namespace llvm {
class CallBase;
class TargetLibraryInfo;
class Value;
} // namespace llvm

namespace vo::lowering {

/// A safepoint over which `value` (an instruction or argument) is live, or
/// null. Operands of the safepoint itself do not count, neither does a
/// safepoint that defines the value. Linear in the blocks that the value
/// reaches.
const llvm::CallBase *
findCrossedSafepoint(const llvm::Value &value,
                     const llvm::TargetLibraryInfo &libraryInfo);

} // namespace vo::lowering
