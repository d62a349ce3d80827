//===- BasePointers.h - Which references are starts of objects --*- C++ -*-===//
//
// The collector finds an object by a pointer to its start. Arguments, results
// of calls, and loaded values are such base pointers; `getelementptr` makes
// derived pointers. A phi or select of base pointers is one; a phi or select
// that may be derived is accompanied by a second one, of the bases of what it
// merges.
//
// Both questions are answered for all references at once: first every merge is
// taken for a base, and the mistaken ones are dropped from the non-bases on.
// Cost: linear in the uses of references.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/IR/ValueHandle.h"

namespace llvm {
class Function;
class Instruction;
} // namespace llvm

namespace vo::lowering {

class BasePointers {
public:
  explicit BasePointers(llvm::Function &function);

  /// True for constants, too: they are no objects of the heap.
  bool isBase(const llvm::Value &reference) const;

  /// Makes the merges that bases of the `derived` need. Calls `added` with each
  /// new instruction and the one that it accompanies.
  void makeMerges(llvm::ArrayRef<llvm::Value *> derived,
                  llvm::function_ref<void(llvm::Instruction &added,
                                          llvm::Instruction &merge)>
                      added);

  /// The base of a reference, which is a base itself or among those that
  /// makeMerges was given; a constant for what is no object.
  llvm::Value *baseOf(llvm::Value &reference);

private:
  llvm::Value *rootOf(llvm::Value &reference);
  llvm::Value *baseOfRoot(llvm::Value &root);
  void simplify();

  llvm::DenseSet<const llvm::Value *> derivedMerges;
  llvm::DenseMap<llvm::Value *, llvm::Value *> roots;         // of addresses
  llvm::MapVector<llvm::Value *, llvm::WeakTrackingVH> bases; // of merges
};

} // namespace vo::lowering
