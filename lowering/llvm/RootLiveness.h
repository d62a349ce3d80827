//===- RootLiveness.h - References live over safepoints ---------*- C++ -*-===//
#pragma once

#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallVector.h"

#include <cstdint>

namespace llvm {
class BasicBlock;
class Function;
class Instruction;
class TargetLibraryInfo;
class Value;
} // namespace llvm

namespace vo::lowering {

/// Counts over how many safepoints each reference of a function is live: uses
/// behind the safepoint count, its own operands and result do not. Safepoints
/// that never return have nothing behind them.
class RootLiveness {
public:
  RootLiveness(llvm::Function &function,
               const llvm::TargetLibraryInfo &libraryInfo);

  /// Sum of the counts, or a bound of it where that is at most `enough`.
  uint64_t cost(uint64_t enough);

  /// References that are live over more than `few` safepoints, in the order of
  /// their definitions. After cost, if that gave more than `enough`.
  llvm::SmallVector<llvm::Value *> liveOverMoreThan(unsigned few) const;

private:
  void addUses(const llvm::Instruction &user, llvm::BitVector &live) const;
  void addPhiUses(const llvm::BasicBlock &block, llvm::BitVector &live) const;
  void propagate();
  void count();

  llvm::Function &function;
  const llvm::TargetLibraryInfo &libraryInfo;
  llvm::SmallVector<llvm::Value *> references;
  llvm::DenseMap<const llvm::Value *, unsigned> numbers;
  llvm::DenseMap<const llvm::BasicBlock *, llvm::BitVector> liveIn;
  llvm::SmallVector<unsigned> counts; // by number
  uint64_t safepoints = 0;
};

} // namespace vo::lowering
