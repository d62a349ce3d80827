//===- InteriorPointers.cpp - Do references point into objects? -----------===//

#include "lowering/vort/InteriorPointers.h"

#include "dialect/vo/ModuleAttributes.h"
#include "dialect/vort/Vort.h"

using namespace mlir;
using namespace vo::ir::vort;

namespace vo::lowering {
namespace {

/// Whether the use keeps the address within sight: accesses through it, asks
/// about it, or makes another address that is looked at by itself.
bool isLocal(OpOperand &use) {
  Operation *user = use.getOwner();
  if (auto store = dyn_cast<StoreOp>(user))
    return use.get() == store.getAddress() && use.get() != store.getValue();
  if (auto store = dyn_cast<StoreWordsOp>(user))
    return !llvm::is_contained(store.getValues(), use.get());
  return isa<LoadOp, LoadRefIfOp, CardMarkOp, AddrOp, IsNullOp, RefEqOp>(user);
}

} // namespace

bool makesInteriorPointers(ModuleOp module) {
  WalkResult result = module.walk([](AddrOp op) {
    bool escapes = isa<RefType>(op.getType()) &&
                   !op->hasAttr(ir::kFrameAddressAttr) &&
                   !llvm::all_of(op.getResult().getUses(), isLocal);
    return escapes ? WalkResult::interrupt() : WalkResult::advance();
  });
  return result.wasInterrupted();
}

} // namespace vo::lowering
