//===- ElideCopies.cpp - Copies of objects that nobody else has -----------===//
//
// `vo.clone` of an object that is not used afterwards is the object itself:
//
//   %p = vo.new : !vo.ptr<@Point>
//   vo.store %p, %x, %y : …
//   %c = vo.clone %p : …                      goes: %p stands for it
//   %s = vo.iface.make %c as @Point.Shape : …
//
// That is what converting a struct literal to an interface looks like. Sound:
// the object is made in the same block, so that each copy has one of its own;
// all its other uses are accesses of its members in front of the copy, so
// nobody else has a reference, or sees that it is not another object.
//
// `[]byte(s)` of which only elements and the length are read is the string:
//
//   for _, c := range []byte(s) { … }
//
// Sound: strings do not change, and whoever reads an element of the one out of
// range gets the message that the other gives.
//
// Cost: the uses of each copied object. Not handled: objects that are made in
// another block or by a call, copies of results, bytes that are sliced.
//
//===----------------------------------------------------------------------===//

#include "passes/Passes.h"
#include "passes/Rewrites.h"

using namespace mlir;

namespace vo::passes {

#define GEN_PASS_DEF_ELIDECOPIES
#include "passes/Passes.h.inc"

namespace {
class ElideCopies : public impl::ElideCopiesBase<ElideCopies> {
  using ElideCopiesBase::ElideCopiesBase;

  void runOnOperation() override {
    elideObjects();
    elideBytes();
  }

  void elideObjects() {
    SmallVector<ir::CloneOp> copies;
    getOperation().walk([&](ir::CloneOp op) { copies.push_back(op); });
    for (ir::CloneOp copy : copies) {
      auto object = copy.getObject().getDefiningOp<ir::NewOp>();
      if (!object || !isLastUse(copy, object))
        continue;
      if (!mayRewrite(*this, copy, maxCopies, numElided))
        continue;
      copy.getCopy().replaceAllUsesWith(object.getObject());
      copy.erase();
      ++numElided;
    }
  }

  void elideBytes() {
    SmallVector<ir::StringToBytesOp> copies;
    getOperation().walk([&](ir::StringToBytesOp op) { copies.push_back(op); });
    for (ir::StringToBytesOp copy : copies)
      if (llvm::all_of(copy->getUsers(),
                       llvm::IsaPred<ir::SliceGetOp, ir::SliceLenOp>) &&
          mayRewrite(*this, copy, maxCopies, numElided, "bytes")) {
        readString(copy);
        ++numElided;
      }
  }

  /// The users read the string instead.
  static void readString(ir::StringToBytesOp copy) {
    Value string = copy.getValue();
    for (Operation *user : llvm::make_early_inc_range(copy->getUsers())) {
      OpBuilder builder(user);
      Value read;
      if (auto element = dyn_cast<ir::SliceGetOp>(user))
        read =
            ir::StringGetOp::create(builder, user->getLoc(), string,
                                    element.getIndex(), element.getInbounds());
      else
        read = ir::StringLenOp::create(builder, user->getLoc(), string);
      user->getResult(0).replaceAllUsesWith(read);
      user->erase();
    }
    copy.erase();
  }

  static bool isLastUse(ir::CloneOp copy, ir::NewOp object) {
    if (object->getBlock() != copy->getBlock())
      return false;
    return llvm::all_of(object->getUsers(), [&](Operation *user) {
      if (user == copy)
        return true;
      if (user->getBlock() != copy->getBlock() || !user->isBeforeInBlock(copy))
        return false;
      if (auto store = dyn_cast<ir::StoreOp>(user))
        return !llvm::is_contained(store.getValues(), object.getObject());
      return isa<ir::LoadOp>(user);
    });
  }
};
} // namespace

} // namespace vo::passes
