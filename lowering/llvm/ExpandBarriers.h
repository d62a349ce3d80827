//===- ExpandBarriers.h - Mark cards of stored references -------*- C++ -*-===//
//
// Replaces `call void @vo.card_mark(ptr addrspace(1) %slot, ptr %ctx)`, which
// follows the store of a reference to %slot, by
//   cards[ptrtoint(%slot) >> abi::kCardShift] = 1.
//
// In modules with stack objects (StackObjects.h) the slot may lie in a stack,
// and where the system has no room for cards of all addresses, stacks have
// none. There the address is replaced by abi::Context::cardsFrom, without a
// branch, unless its distance from that is less than cardsBytes.
//
// Runs after RewriteStatepointsForGC: the result of the ptrtoint is an integer
// that no statepoint relocates. Were it made earlier, optimizations could
// compute it once before a safepoint and use it after, when the object has
// moved, and the card of the old place would be marked.
//
// Until then the call is opaque, with these properties (EntryAttributes.cpp):
//  1. It reads and writes inaccessible memory, so that it is neither deleted
//     nor moved across a safepoint (each of them writes that memory too).
//  2. It reads the slot (argmem: read), so that the store before it stays
//     before it. Without this, LLVM could sink the store, for instance out of
//     a loop with an allocation in it: the collector would clean the card
//     between mark and store, and miss the reference.
//  3. It is a leaf and keeps none of its arguments, so that it costs nothing
//     else.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/IR/PassManager.h"

namespace llvm {
class IRBuilderBase;
class Value;
} // namespace llvm

namespace vo::lowering {

/// Marks the card of the slot. Only behind RewriteStatepointsForGC and before
/// DropStackEnds, and with no safepoint between this and the store.
void markCard(llvm::IRBuilderBase &builder, llvm::Value *slot,
              llvm::Value *context);

class ExpandBarriersPass : public llvm::PassInfoMixin<ExpandBarriersPass> {
public:
  llvm::PreservedAnalyses run(llvm::Module &module,
                              llvm::ModuleAnalysisManager &);
  static bool isRequired() { return true; }
};

} // namespace vo::lowering
