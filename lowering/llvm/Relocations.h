//===- Relocations.h - The present value of a moved reference ---*- C++ -*-===//
//
// A reference that lives over safepoints has several values in turn: the one it
// was defined with, and the relocation of each safepoint. This rewrites its
// uses to the value that reaches them and makes phis where different values
// meet, one reference at a time.
//
// Phis: in reverse postorder each block of the live region takes the value of
// the first block before it; where another block before it brings something
// else, the block gets a phi, and all is done again until no block disagrees.
// Only blocks in which the reference lives are visited, and none gets a phi
// that has one value. Cost: uses, plus the live region for each level of loops
// around it (two rounds as a rule).
//
//===----------------------------------------------------------------------===//
#pragma once

#include "lowering/llvm/ProgramPoints.h"

namespace llvm {
class CallInst;
class PHINode;
} // namespace llvm

namespace vo::lowering {

struct Relocation {
  unsigned point; // of its safepoint
  unsigned block;
  llvm::CallInst *value; // a gc.relocate
};

class Relocations {
public:
  explicit Relocations(const ProgramPoints &points)
      : points(points), states(points.numBlocks()) {}

  /// Rewrites the uses of `reference`, which lives in `ranges` and is relocated
  /// by `relocations`, in the order of their points.
  void rewrite(llvm::Value &reference, llvm::ArrayRef<LiveRange> ranges,
               llvm::ArrayRef<Relocation> relocations);

private:
  /// What the reference is in one block of its region.
  struct State {
    llvm::Value *in = nullptr;
    llvm::Value *out = nullptr;
    llvm::PHINode *phi = nullptr;
    unsigned first = 0, last = 0; // relocations of the block
  };

  void enter(llvm::Value &reference, llvm::ArrayRef<LiveRange> ranges,
             llvm::ArrayRef<Relocation> relocations);
  void placePhis(llvm::Value &reference);
  void flow(unsigned block);
  bool disagrees(unsigned block) const;
  void makePhi(unsigned block, llvm::Value &reference);
  llvm::Value *reaching(unsigned block, unsigned point,
                        llvm::ArrayRef<Relocation> relocations) const;
  void fillPhis();

  const ProgramPoints &points;
  llvm::SmallVector<State, 0> states;    // by block
  llvm::SmallVector<unsigned, 0> region; // blocks in order
  unsigned home = 0;                     // block of the definition
};

} // namespace vo::lowering
