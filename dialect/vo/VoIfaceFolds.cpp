//===- VoIfaceFolds.cpp - Conversions of values whose type is in sight ----===//

#include "dialect/vo/InterfaceHeader.h"
#include "dialect/vo/Vo.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/Matchers.h"
#include "mlir/IR/PatternMatch.h"

using namespace mlir;
using namespace vo::ir;

/// Number of the method table that `rttid` gets by the conversion, if known.
static std::optional<uint32_t> itabFor(IfaceToAnyOp, uint32_t) { return 0; }
static std::optional<uint32_t> itabFor(IfaceConvertOp op, uint32_t rttid) {
  auto interface = SymbolTable::lookupNearestSymbolFrom<InterfaceOp>(
      op, op.getInterfaceAttr());
  return interface ? interface.getImplementers().itabOf(rttid) : std::nullopt;
}

/// The data word of the converted value: a copy of the array or struct that
/// `word` refers to, else `word`. Null when the reference is out of sight.
static Value ownWord(PatternRewriter &rewriter, Location loc, Value word,
                     InterfaceHeader header) {
  if (!header.isBoxed())
    return word;
  auto boxed = word.getDefiningOp<WordOfRefOp>();
  if (!boxed)
    return {};
  Value copy = CloneOp::create(rewriter, loc, boxed.getRef());
  return WordOfRefOp::create(rewriter, loc, copy);
}

namespace {
/// Converts a value that is made in sight with a constant type.
template <typename Op> struct KnownType : OpRewritePattern<Op> {
  using OpRewritePattern<Op>::OpRewritePattern;
  LogicalResult matchAndRewrite(Op op,
                                PatternRewriter &rewriter) const override {
    auto make = op.getIface().template getDefiningOp<IfaceMakeOp>();
    APInt constant;
    if (!make || !matchPattern(make.getHeader(), m_ConstantInt(&constant)))
      return failure();
    auto header = InterfaceHeader::of(constant.getZExtValue());
    if (header.isNil()) {
      rewriter.replaceOpWithNewOp<ZeroOp>(op, op.getType());
      return success();
    }
    std::optional<uint32_t> itab = itabFor(op, header.rttid);
    if (!itab)
      return failure();
    Value word = ownWord(rewriter, op.getLoc(), make.getWord(), header);
    if (!word)
      return failure();
    header.itab = *itab;
    Value newHeader = arith::ConstantIntOp::create(
        rewriter, op.getLoc(), static_cast<int64_t>(header.word()), 64);
    rewriter.replaceOpWithNewOp<IfaceMakeOp>(op, newHeader, word);
    return success();
  }
};

/// Converts the nil constant.
template <typename Op> struct Nil : OpRewritePattern<Op> {
  using OpRewritePattern<Op>::OpRewritePattern;
  LogicalResult matchAndRewrite(Op op,
                                PatternRewriter &rewriter) const override {
    if (!op.getIface().template getDefiningOp<ZeroOp>())
      return failure();
    rewriter.replaceOp(op, op.getIface());
    return success();
  }
};
} // namespace

void IfaceToAnyOp::getCanonicalizationPatterns(RewritePatternSet &set,
                                               MLIRContext *context) {
  set.add<KnownType<IfaceToAnyOp>, Nil<IfaceToAnyOp>>(context);
}
void IfaceConvertOp::getCanonicalizationPatterns(RewritePatternSet &set,
                                                 MLIRContext *context) {
  set.add<KnownType<IfaceConvertOp>, Nil<IfaceConvertOp>>(context);
}
