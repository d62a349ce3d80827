//===- VoFolds.cpp - Folds and canonicalizations --------------------------===//

#include "dialect/vo/Vo.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/Matchers.h"
#include "mlir/IR/PatternMatch.h"

using namespace mlir;
using namespace vo::ir;

static IntegerAttr i64(MLIRContext *context, uint64_t value) {
  return IntegerAttr::get(IntegerType::get(context, 64),
                          static_cast<int64_t>(value));
}

OpFoldResult ZeroOp::fold(FoldAdaptor) { return UnitAttr::get(getContext()); }
OpFoldResult StringConstOp::fold(FoldAdaptor) { return getValueAttr(); }

/// The constant string that an attribute of string type stands for.
static std::optional<StringRef> constantString(Attribute attr) {
  if (auto string = dyn_cast_or_null<StringAttr>(attr))
    return string.getValue();
  if (isa_and_nonnull<UnitAttr>(attr))
    return StringRef();
  return std::nullopt;
}

//===----------------------------------------------------------------------===//
// Boxes and interface values
//===----------------------------------------------------------------------===//

OpFoldResult BoxOp::fold(FoldAdaptor adaptor) {
  if (auto unbox = getValue().getDefiningOp<UnboxOp>())
    return unbox.getBox();
  if (isa_and_nonnull<UnitAttr>(adaptor.getValue()))
    return adaptor.getValue();
  return {};
}

OpFoldResult UnboxOp::fold(FoldAdaptor adaptor) {
  auto box = getBox().getDefiningOp<BoxOp>();
  if (box && box.getValue().getType() == getType())
    return box.getValue();
  if (isa_and_nonnull<UnitAttr>(adaptor.getBox()))
    return adaptor.getBox();
  return {};
}

OpFoldResult IfaceMakeOp::fold(FoldAdaptor) {
  auto header = getHeader().getDefiningOp<IfaceHeaderOp>();
  auto word = getWord().getDefiningOp<IfaceWordOp>();
  if (header && word && header.getIface() == word.getIface())
    return header.getIface();
  return {};
}

OpFoldResult IfaceHeaderOp::fold(FoldAdaptor adaptor) {
  if (auto make = getIface().getDefiningOp<IfaceMakeOp>())
    return make.getHeader();
  if (isa_and_nonnull<UnitAttr>(adaptor.getIface()))
    return i64(getContext(), 0);
  return {};
}

OpFoldResult IfaceWordOp::fold(FoldAdaptor adaptor) {
  if (auto make = getIface().getDefiningOp<IfaceMakeOp>())
    return make.getWord();
  return isa_and_nonnull<UnitAttr>(adaptor.getIface()) ? adaptor.getIface()
                                                       : Attribute();
}

OpFoldResult WordToBitsOp::fold(FoldAdaptor adaptor) {
  if (auto word = getWord().getDefiningOp<WordOfBitsOp>())
    return word.getBits();
  return isa_and_nonnull<UnitAttr>(adaptor.getWord()) ? i64(getContext(), 0)
                                                      : Attribute();
}

OpFoldResult RefEqOp::fold(FoldAdaptor) {
  if (getLhs() == getRhs())
    return BoolAttr::get(getContext(), true);
  return {};
}

OpFoldResult RefIsNullOp::fold(FoldAdaptor adaptor) {
  if (isa_and_nonnull<UnitAttr>(adaptor.getRef()))
    return BoolAttr::get(getContext(), true);
  Operation *source = getRef().getDefiningOp();
  if (source && isa<AllocationOpInterface>(source))
    return BoolAttr::get(getContext(), false);
  return {};
}

namespace {
/// A box is null when its value is empty or nil: no need to make it.
struct NullBox : OpRewritePattern<RefIsNullOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(RefIsNullOp op,
                                PatternRewriter &rewriter) const override {
    auto box = op.getRef().getDefiningOp<BoxOp>();
    if (!box)
      return failure();
    if (isa<SliceType>(box.getValue().getType())) {
      rewriter.replaceOpWithNewOp<SliceIsNilOp>(op, box.getValue());
      return success();
    }
    Value length = StringLenOp::create(rewriter, op.getLoc(), box.getValue());
    Value zero = arith::ConstantIntOp::create(rewriter, op.getLoc(), 0, 64);
    rewriter.replaceOpWithNewOp<arith::CmpIOp>(op, arith::CmpIPredicate::eq,
                                               length, zero);
    return success();
  }
};
} // namespace

void RefIsNullOp::getCanonicalizationPatterns(RewritePatternSet &set,
                                              MLIRContext *context) {
  set.add<NullBox>(context);
}

OpFoldResult SliceIsNilOp::fold(FoldAdaptor adaptor) {
  if (isa_and_nonnull<UnitAttr>(adaptor.getSlice()))
    return BoolAttr::get(getContext(), true);
  if (getSlice().getDefiningOp<SliceNewOp>())
    return BoolAttr::get(getContext(), false);
  return {};
}

OpFoldResult AddrOp::fold(FoldAdaptor adaptor) {
  if (isa_and_nonnull<UnitAttr>(adaptor.getPointer()))
    return adaptor.getPointer();
  auto slots = dyn_cast_or_null<IntegerAttr>(adaptor.getSlots());
  return slots && slots.getValue().isZero() ? getPointer() : OpFoldResult();
}

//===----------------------------------------------------------------------===//
// Accesses through null
//===----------------------------------------------------------------------===//

static bool isNull(Value pointer) {
  return pointer.getDefiningOp<ZeroOp>() != nullptr;
}

namespace {
/// Always panics: only the check is left, and what is read is anything. No
/// address is made that would be no reference.
struct NullLoad : OpRewritePattern<LoadOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(LoadOp op,
                                PatternRewriter &rewriter) const override {
    if (!isNull(op.getPointer()) || op.getValues().empty())
      return failure();
    LoadOp::create(rewriter, op.getLoc(), TypeRange(), op.getPointer(),
                   op.getSlotAttr());
    SmallVector<Value> values;
    for (Type type : op.getResultTypes())
      values.push_back(zeroOf(rewriter, op.getLoc(), type));
    rewriter.replaceOp(op, values);
    return success();
  }
};

struct NullStore : OpRewritePattern<StoreOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(StoreOp op,
                                PatternRewriter &rewriter) const override {
    if (!isNull(op.getPointer()) || op.getValues().empty())
      return failure();
    rewriter.modifyOpInPlace(op, [&] {
      op.getValuesMutable().clear();
      op.setHeader(false);
    });
    return success();
  }
};
} // namespace

void LoadOp::getCanonicalizationPatterns(RewritePatternSet &set,
                                         MLIRContext *context) {
  set.add<NullLoad>(context);
}
void StoreOp::getCanonicalizationPatterns(RewritePatternSet &set,
                                          MLIRContext *context) {
  set.add<NullStore>(context);
}

//===----------------------------------------------------------------------===//
// Allocations
//===----------------------------------------------------------------------===//

bool vo::ir::surelyAllocates(ArrayNewOp op) {
  return op.getConstantSize().value_or(~uint64_t{0}) <= kSureArrayBytes;
}
bool vo::ir::surelyAllocates(SliceNewOp op) {
  APInt length, capacity;
  return op.getConstantSize().value_or(~uint64_t{0}) <= kSureArrayBytes &&
         matchPattern(op.getLength(), m_ConstantInt(&length)) &&
         matchPattern(op.getCapacity(), m_ConstantInt(&capacity)) &&
         length.ule(capacity);
}

namespace {
/// Memory that nobody uses. (Operations that never panic go by themselves.)
template <typename Op> struct DeadAllocation : OpRewritePattern<Op> {
  using OpRewritePattern<Op>::OpRewritePattern;
  LogicalResult matchAndRewrite(Op op,
                                PatternRewriter &rewriter) const override {
    if (!op->use_empty() || !surelyAllocates(op))
      return failure();
    rewriter.eraseOp(op);
    return success();
  }
};
} // namespace

void ArrayNewOp::getCanonicalizationPatterns(RewritePatternSet &set,
                                             MLIRContext *context) {
  set.add<DeadAllocation<ArrayNewOp>>(context);
}
void SliceNewOp::getCanonicalizationPatterns(RewritePatternSet &set,
                                             MLIRContext *context) {
  set.add<DeadAllocation<SliceNewOp>>(context);
}

//===----------------------------------------------------------------------===//
// Strings and slices
//===----------------------------------------------------------------------===//

OpFoldResult StringLenOp::fold(FoldAdaptor adaptor) {
  if (auto string = constantString(adaptor.getString()))
    return i64(getContext(), string->size());
  return {};
}

OpFoldResult StringConcatOp::fold(FoldAdaptor adaptor) {
  auto lhs = constantString(adaptor.getLhs());
  auto rhs = constantString(adaptor.getRhs());
  if (lhs && lhs->empty())
    return getRhs();
  if (rhs && rhs->empty())
    return getLhs();
  if (lhs && rhs)
    return StringAttr::get(getContext(), *lhs + *rhs);
  return {};
}

/// Whether `predicate` holds for strings that compare as `order`.
static bool holds(StringPredicate predicate, int order) {
  switch (predicate) {
  case StringPredicate::eq:
    return order == 0;
  case StringPredicate::ne:
    return order != 0;
  case StringPredicate::lt:
    return order < 0;
  case StringPredicate::le:
    return order <= 0;
  case StringPredicate::gt:
    return order > 0;
  case StringPredicate::ge:
    return order >= 0;
  }
  llvm_unreachable("string predicate");
}

OpFoldResult StringCmpOp::fold(FoldAdaptor adaptor) {
  auto lhs = constantString(adaptor.getLhs());
  auto rhs = constantString(adaptor.getRhs());
  int order = 0;
  if (lhs && rhs)
    order = lhs->compare(*rhs);
  else if (getLhs() != getRhs())
    return {};
  return BoolAttr::get(getContext(), holds(getPredicate(), order));
}

OpFoldResult SliceLenOp::fold(FoldAdaptor adaptor) {
  if (isa_and_nonnull<UnitAttr>(adaptor.getSlice()))
    return i64(getContext(), 0);
  return {};
}

namespace {
/// Looks through a box made only to be passed to the operation.
template <typename Op> struct SourceOfBox : OpRewritePattern<Op> {
  using OpRewritePattern<Op>::OpRewritePattern;
  LogicalResult matchAndRewrite(Op op,
                                PatternRewriter &rewriter) const override {
    auto box = op.getSource().template getDefiningOp<BoxOp>();
    if (!box)
      return failure();
    rewriter.modifyOpInPlace(
        op, [&] { op.getSourceMutable().assign(box.getValue()); });
    return success();
  }
};
} // namespace

/// The element type that the operation making `slice` states of its result.
/// (What reads the slice out of memory states its container's.)
static ElemAttr statedElem(Value slice) {
  Operation *source = slice.getDefiningOp();
  if (!isa_and_nonnull<SliceNewOp, SliceAppendOp, SliceAppendSliceOp,
                       SliceSliceOp>(source))
    return {};
  return source->getAttrOfType<ElemAttr>("elem");
}

namespace {
/// Takes the element type from the source slice or from a use of the result:
/// all of them agree.
struct InferElem : OpRewritePattern<SliceSliceOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(SliceSliceOp op,
                                PatternRewriter &rewriter) const override {
    if (op.getElemAttr())
      return failure();
    ElemAttr elem = statedElem(op.getSlice());
    for (Value slice : {op.getSlice(), op.getResult()})
      for (OpOperand &use : slice.getUses())
        if (!elem && use.getOperandNumber() == 0 &&
            use.getOwner() != op.getOperation())
          elem = use.getOwner()->getAttrOfType<ElemAttr>("elem");
    if (!elem)
      return failure();
    rewriter.modifyOpInPlace(op, [&] { op.setElemAttr(elem); });
    return success();
  }
};
} // namespace

void SliceSliceOp::getCanonicalizationPatterns(RewritePatternSet &set,
                                               MLIRContext *context) {
  set.add<InferElem>(context);
}

void SliceAppendSliceOp::getCanonicalizationPatterns(RewritePatternSet &set,
                                                     MLIRContext *context) {
  set.add<SourceOfBox<SliceAppendSliceOp>>(context);
}
void SliceCopyOp::getCanonicalizationPatterns(RewritePatternSet &set,
                                              MLIRContext *context) {
  set.add<SourceOfBox<SliceCopyOp>>(context);
}

//===----------------------------------------------------------------------===//
// Checked arithmetic
//===----------------------------------------------------------------------===//

namespace {
/// Division by a constant that cannot panic and does not overflow.
template <typename Op, typename Plain>
struct PlainDivision : OpRewritePattern<Op> {
  using OpRewritePattern<Op>::OpRewritePattern;
  LogicalResult matchAndRewrite(Op op,
                                PatternRewriter &rewriter) const override {
    APInt divisor;
    if (!matchPattern(op.getRhs(), m_ConstantInt(&divisor)) ||
        divisor.isZero() || divisor.isAllOnes())
      return failure();
    rewriter.replaceOpWithNewOp<Plain>(op, op.getLhs(), op.getRhs());
    return success();
  }
};

/// Shift by a constant below 64.
template <typename Op, typename Plain>
struct PlainShift : OpRewritePattern<Op> {
  using OpRewritePattern<Op>::OpRewritePattern;
  LogicalResult matchAndRewrite(Op op,
                                PatternRewriter &rewriter) const override {
    APInt count;
    if (!matchPattern(op.getCount(), m_ConstantInt(&count)) || count.uge(64))
      return failure();
    rewriter.replaceOpWithNewOp<Plain>(op, op.getValue(), op.getCount());
    return success();
  }
};

/// A check of constants that holds.
struct PassedCheck : OpRewritePattern<CheckIndexOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(CheckIndexOp op,
                                PatternRewriter &rewriter) const override {
    APInt index, length;
    if (!matchPattern(op.getIndex(), m_ConstantInt(&index)) ||
        !matchPattern(op.getLength(), m_ConstantInt(&length)) ||
        index.uge(length))
      return failure();
    rewriter.eraseOp(op);
    return success();
  }
};

/// An assertion of a constant that is true.
struct TrueAssertion : OpRewritePattern<AssertOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(AssertOp op,
                                PatternRewriter &rewriter) const override {
    APInt condition;
    if (!matchPattern(op.getCondition(), m_ConstantInt(&condition)) ||
        condition.isZero())
      return failure();
    rewriter.eraseOp(op);
    return success();
  }
};
} // namespace

void DivSOp::getCanonicalizationPatterns(RewritePatternSet &set,
                                         MLIRContext *context) {
  set.add<PlainDivision<DivSOp, arith::DivSIOp>>(context);
}
void DivUOp::getCanonicalizationPatterns(RewritePatternSet &set,
                                         MLIRContext *context) {
  set.add<PlainDivision<DivUOp, arith::DivUIOp>>(context);
}
void RemSOp::getCanonicalizationPatterns(RewritePatternSet &set,
                                         MLIRContext *context) {
  set.add<PlainDivision<RemSOp, arith::RemSIOp>>(context);
}
void RemUOp::getCanonicalizationPatterns(RewritePatternSet &set,
                                         MLIRContext *context) {
  set.add<PlainDivision<RemUOp, arith::RemUIOp>>(context);
}
void ShlOp::getCanonicalizationPatterns(RewritePatternSet &set,
                                        MLIRContext *context) {
  set.add<PlainShift<ShlOp, arith::ShLIOp>>(context);
}
void ShrSOp::getCanonicalizationPatterns(RewritePatternSet &set,
                                         MLIRContext *context) {
  set.add<PlainShift<ShrSOp, arith::ShRSIOp>>(context);
}
void ShrUOp::getCanonicalizationPatterns(RewritePatternSet &set,
                                         MLIRContext *context) {
  set.add<PlainShift<ShrUOp, arith::ShRUIOp>>(context);
}
void CheckIndexOp::getCanonicalizationPatterns(RewritePatternSet &set,
                                               MLIRContext *context) {
  set.add<PassedCheck>(context);
}
void AssertOp::getCanonicalizationPatterns(RewritePatternSet &set,
                                           MLIRContext *context) {
  set.add<TrueAssertion>(context);
}
