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

/// The context's chain of frames with deferred calls.
struct DeferLinkLowering : Pattern<DeferLinkOp> {
  using Pattern::Pattern;

  LogicalResult
  matchAndRewrite(DeferLinkOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Location loc = op.getLoc();
    Value innermost =
        byteAddress(rewriter, loc, contextOf(op), abi::kContextDeferFrame);
    Value outer =
        LLVM::LoadOp::create(rewriter, loc, rewriter.getI64Type(), innermost);
    LLVM::StoreOp::create(rewriter, loc, outer,
                          byteAddress(rewriter, loc, adaptor.getFrame(),
                                      offsetof(abi::DeferFrame, outer)));
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
                             byteAddress(rewriter, loc, adaptor.getFrame(),
                                         offsetof(abi::DeferFrame, outer)));
    rewriter.replaceOpWithNewOp<LLVM::StoreOp>(
        op, outer,
        byteAddress(rewriter, loc, contextOf(op), abi::kContextDeferFrame));
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
