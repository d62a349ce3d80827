//===- DeferFrames.cpp - The context's chain of deferring functions -------===//
//
// How functions that run their deferred calls themselves (runtime/abi/Defer.h)
// tell panics of them. Panics look at memory where LLVM does not expect it: a
// function that computes and recurses has no effects to LLVM but may overflow
// the stack. Hence the fences.
//
//===----------------------------------------------------------------------===//

#include "dialect/vort/Vort.h"
#include "lowering/vort/Patterns.h"
#include "runtime/abi/Context.h"
#include "runtime/abi/Defer.h"

using namespace mlir;
using namespace vo::ir::vort;

namespace vo::lowering {
namespace {

/// A fence for this thread alone orders what the compiler does and nothing
/// else.
void settle(OpBuilder &builder, Location loc) {
  LLVM::FenceOp::create(builder, loc, LLVM::AtomicOrdering::seq_cst,
                        "singlethread");
}

/// Where the context's chain of frames with deferred calls begins.
Value chainOf(Operation *op, OpBuilder &builder) {
  return byteAddress(builder, op->getLoc(), contextOf(op),
                     abi::kContextDeferFrame);
}

/// Where a frame has the next one of the chain.
Value outerOf(Value frame, OpBuilder &builder, Location loc) {
  return byteAddress(builder, loc, frame, offsetof(abi::DeferFrame, outer));
}

struct SettleLowering : Pattern<SettleOp> {
  using Pattern::Pattern;

  LogicalResult
  matchAndRewrite(SettleOp op, OpAdaptor,
                  ConversionPatternRewriter &rewriter) const override {
    settle(rewriter, op.getLoc());
    rewriter.eraseOp(op);
    return success();
  }
};

struct DeferLinkLowering : Pattern<DeferLinkOp> {
  using Pattern::Pattern;

  LogicalResult
  matchAndRewrite(DeferLinkOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Location loc = op.getLoc();
    Value innermost = chainOf(op, rewriter);
    Value outer =
        LLVM::LoadOp::create(rewriter, loc, rewriter.getI64Type(), innermost);
    LLVM::StoreOp::create(rewriter, loc, outer,
                          outerOf(adaptor.getFrame(), rewriter, loc));
    rewriter.replaceOpWithNewOp<LLVM::StoreOp>(op, adaptor.getFrame(),
                                               innermost);
    return success();
  }
};

struct DeferUnlinkLowering : Pattern<DeferUnlinkOp> {
  using Pattern::Pattern;

  LogicalResult
  matchAndRewrite(DeferUnlinkOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Location loc = op.getLoc();
    Value outer =
        LLVM::LoadOp::create(rewriter, loc, rewriter.getI64Type(),
                             outerOf(adaptor.getFrame(), rewriter, loc));
    rewriter.replaceOpWithNewOp<LLVM::StoreOp>(op, outer,
                                               chainOf(op, rewriter));
    settle(rewriter, loc);
    return success();
  }
};

} // namespace

void populateDeferFramePatterns(RewritePatternSet &patterns,
                                const LLVMTypeConverter &types) {
  patterns.add<SettleLowering, DeferLinkLowering, DeferUnlinkLowering>(types);
}

} // namespace vo::lowering
