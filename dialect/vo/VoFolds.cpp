//===- VoFolds.cpp - Folds and canonicalizations --------------------------===//

#include "dialect/vo/Leaves.h"
#include "dialect/vo/Vo.h"
#include "runtime/abi/Object.h"

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

/// Whether an operand is the constant zero of its type.
static bool isZero(Attribute constant) {
  return isa_and_nonnull<UnitAttr>(constant);
}

/// The constant string that an attribute of string type stands for.
static std::optional<StringRef> constantString(Attribute attr) {
  if (auto string = dyn_cast_or_null<StringAttr>(attr))
    return string.getValue();
  if (isZero(attr))
    return StringRef();
  return std::nullopt;
}

//===----------------------------------------------------------------------===//
// References and interface values
//===----------------------------------------------------------------------===//

/// Whether the value is a new object, and so not nil and not any other.
static bool isNew(Value value) {
  auto source = value.getDefiningOp<AllocationOpInterface>();
  return source && source.alwaysAllocates() && source.getAllocated() == value;
}

/// Whether the value is surely not nil.
static bool isNotNil(Value value) {
  return isNew(value) || value.getDefiningOp<ClosureNewOp>() ||
         value.getDefiningOp<IfaceMakeOp>();
}

OpFoldResult IsNilOp::fold(FoldAdaptor adaptor) {
  if (isZero(adaptor.getValue()))
    return BoolAttr::get(getContext(), true);
  if (isNotNil(getValue()))
    return BoolAttr::get(getContext(), false);
  return {};
}

OpFoldResult EqOp::fold(FoldAdaptor adaptor) {
  if (getLhs() == getRhs() ||
      (isZero(adaptor.getLhs()) && isZero(adaptor.getRhs())))
    return BoolAttr::get(getContext(), true);
  if ((isNotNil(getLhs()) && isZero(adaptor.getRhs())) ||
      (isZero(adaptor.getLhs()) && isNotNil(getRhs())))
    return BoolAttr::get(getContext(), false);
  return {};
}

OpFoldResult CastOp::fold(FoldAdaptor adaptor) {
  if (getPointer().getType() == getType())
    return getPointer();
  if (isZero(adaptor.getPointer()))
    return adaptor.getPointer();
  if (auto cast = getPointer().getDefiningOp<CastOp>();
      cast && cast.getPointer().getType() == getType())
    return cast.getPointer();
  return {};
}

OpFoldResult AddrOp::fold(FoldAdaptor adaptor) {
  return isZero(adaptor.getPointer()) ? adaptor.getPointer() : OpFoldResult();
}

namespace {
/// The nil value of one interface is that of any other.
struct ConvertNil : OpRewritePattern<IfaceConvertOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(IfaceConvertOp op,
                                PatternRewriter &rewriter) const override {
    if (!op.getIface().getDefiningOp<ZeroOp>())
      return failure();
    rewriter.replaceOpWithNewOp<ZeroOp>(op, op.getType());
    return success();
  }
};

/// To the empty interface, the type of a value that is made in sight is known.
/// A struct or array in it is not copied again: nobody writes it.
struct ConvertMade : OpRewritePattern<IfaceConvertOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(IfaceConvertOp op,
                                PatternRewriter &rewriter) const override {
    auto make = op.getIface().getDefiningOp<IfaceMakeOp>();
    if (!make || op.getResult().getType().getInterface())
      return failure();
    FlatSymbolRefAttr type = make.getTypeAttr();
    if (make.getIface().getType().getInterface()) {
      auto itab = SymbolTable::lookupNearestSymbolFrom<ItabOp>(op, type);
      if (!itab)
        return failure();
      type = itab.getTypeAttr();
    }
    rewriter.replaceOpWithNewOp<IfaceMakeOp>(op, op.getType(), make.getData(),
                                             type);
    return success();
  }
};
} // namespace

void IfaceConvertOp::getCanonicalizationPatterns(RewritePatternSet &results,
                                                 MLIRContext *context) {
  results.add<ConvertNil, ConvertMade>(context);
}

//===----------------------------------------------------------------------===//
// Accesses through nil
//===----------------------------------------------------------------------===//

namespace {
/// Always panics: only the check is left, and what is read is anything. No
/// address is made that would be no reference.
struct NilLoad : OpRewritePattern<LoadOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(LoadOp op,
                                PatternRewriter &rewriter) const override {
    if (!op.getPointer().getDefiningOp<ZeroOp>() || op.getValues().empty())
      return failure();
    LoadOp::create(rewriter, op.getLoc(), TypeRange(), op.getPointer(), "",
                   ValueRange());
    SmallVector<Value> values;
    for (Type type : op.getResultTypes())
      values.push_back(zeroOf(rewriter, op.getLoc(), type));
    rewriter.replaceOp(op, values);
    return success();
  }
};

struct NilStore : OpRewritePattern<StoreOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(StoreOp op,
                                PatternRewriter &rewriter) const override {
    if (!op.getPointer().getDefiningOp<ZeroOp>() || op.getValues().empty())
      return failure();
    StoreOp::create(rewriter, op.getLoc(), op.getPointer(), "", ValueRange(),
                    ValueRange());
    rewriter.eraseOp(op);
    return success();
  }
};
} // namespace

void LoadOp::getCanonicalizationPatterns(RewritePatternSet &results,
                                         MLIRContext *context) {
  results.add<NilLoad>(context);
}
void StoreOp::getCanonicalizationPatterns(RewritePatternSet &results,
                                          MLIRContext *context) {
  results.add<NilStore>(context);
}

//===----------------------------------------------------------------------===//
// Allocations
//===----------------------------------------------------------------------===//

/// Arrays of at most so many leaves can always be had, so that making one never
/// panics (abi::kSureArrayBytes; no leaf takes more than four words). The check
/// of a larger one is never left out, used or not, because a program can
/// observe it.
static constexpr uint64_t kSureElements =
    vo::abi::kSureArrayBytes / (4 * vo::abi::kWordBytes) - 1;

static bool surelyAllocates(ArrayNewOp op) {
  vo::ir::ArrayType type = op.getArray().getType();
  return isLeaf(type.getElem()) &&
         static_cast<uint64_t>(type.getCount()) <= kSureElements;
}
static bool surelyAllocates(SliceNewOp op) {
  APInt length, capacity;
  return isLeaf(op.getSlice().getType().getElem()) &&
         matchPattern(op.getLength(), m_ConstantInt(&length)) &&
         matchPattern(op.getCapacity(), m_ConstantInt(&capacity)) &&
         capacity.ule(kSureElements) && length.ule(capacity);
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

void ArrayNewOp::getCanonicalizationPatterns(RewritePatternSet &results,
                                             MLIRContext *context) {
  results.add<DeadAllocation<ArrayNewOp>>(context);
}
void SliceNewOp::getCanonicalizationPatterns(RewritePatternSet &results,
                                             MLIRContext *context) {
  results.add<DeadAllocation<SliceNewOp>>(context);
}

//===----------------------------------------------------------------------===//
// Strings and slices
//===----------------------------------------------------------------------===//

OpFoldResult StringLenOp::fold(FoldAdaptor adaptor) {
  if (auto string = constantString(adaptor.getString()))
    return i64(getContext(), string->size());
  return {};
}

/// A string that is not made when all but it are empty, or all are constants.
OpFoldResult StringConcatOp::fold(FoldAdaptor adaptor) {
  std::string text;
  Value only;
  bool allConstant = true;
  for (auto [part, attribute] : llvm::zip(getParts(), adaptor.getParts())) {
    auto constant = constantString(attribute);
    if (constant && constant->empty())
      continue;
    allConstant &= constant.has_value();
    if (allConstant)
      text += *constant;
    else if (only)
      return {};
    only = part;
  }
  if (allConstant)
    return StringAttr::get(getContext(), text);
  return text.empty() ? OpFoldResult(only) : OpFoldResult();
}

namespace {

/// Joins chains of concatenations, and constants side by side; leaves empty
/// strings out.
struct JoinConcat : OpRewritePattern<StringConcatOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(StringConcatOp op,
                                PatternRewriter &rewriter) const override {
    SmallVector<Value> parts;
    for (auto [i, part] : llvm::enumerate(op.getParts())) {
      auto inner = part.getDefiningOp<StringConcatOp>();
      size_t rest = op.getParts().size() - i - 1;
      if (inner && inner->hasOneUse() && inner->getBlock() == op->getBlock() &&
          parts.size() + inner.getParts().size() + rest <=
              StringConcatOp::kMaxParts)
        llvm::append_range(parts, inner.getParts());
      else
        parts.push_back(part);
    }
    joinConstants(op.getLoc(), parts, rewriter);
    if (llvm::equal(parts, op.getParts()))
      return failure();
    if (parts.empty())
      rewriter.replaceOpWithNewOp<StringConstOp>(op, "");
    else if (parts.size() == 1)
      rewriter.replaceOp(op, parts.front());
    else
      rewriter.replaceOpWithNewOp<StringConcatOp>(op, parts);
    return success();
  }

  static std::optional<StringRef> textOf(Value part) {
    if (auto constant = part.getDefiningOp<StringConstOp>())
      return constant.getValue();
    return matchPattern(part, m_Constant()) ? std::optional<StringRef>("")
                                            : std::nullopt;
  }

  static void joinConstants(Location loc, SmallVectorImpl<Value> &parts,
                            PatternRewriter &rewriter) {
    SmallVector<Value> joined;
    for (Value part : parts) {
      std::optional<StringRef> text = textOf(part);
      if (text && text->empty())
        continue;
      auto last = joined.empty() ? std::nullopt : textOf(joined.back());
      if (text && last)
        joined.back() = StringConstOp::create(
            rewriter, loc, rewriter.getStringAttr(*last + *text));
      else
        joined.push_back(part);
    }
    parts.assign(joined.begin(), joined.end());
  }
};

} // namespace

void StringConcatOp::getCanonicalizationPatterns(RewritePatternSet &results,
                                                 MLIRContext *context) {
  results.add<JoinConcat>(context);
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
  return isZero(adaptor.getSlice()) ? i64(getContext(), 0) : OpFoldResult();
}
OpFoldResult SliceCapOp::fold(FoldAdaptor adaptor) {
  return isZero(adaptor.getSlice()) ? i64(getContext(), 0) : OpFoldResult();
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

void DivSOp::getCanonicalizationPatterns(RewritePatternSet &results,
                                         MLIRContext *context) {
  results.add<PlainDivision<DivSOp, arith::DivSIOp>>(context);
}
void DivUOp::getCanonicalizationPatterns(RewritePatternSet &results,
                                         MLIRContext *context) {
  results.add<PlainDivision<DivUOp, arith::DivUIOp>>(context);
}
void RemSOp::getCanonicalizationPatterns(RewritePatternSet &results,
                                         MLIRContext *context) {
  results.add<PlainDivision<RemSOp, arith::RemSIOp>>(context);
}
void RemUOp::getCanonicalizationPatterns(RewritePatternSet &results,
                                         MLIRContext *context) {
  results.add<PlainDivision<RemUOp, arith::RemUIOp>>(context);
}
void ShlOp::getCanonicalizationPatterns(RewritePatternSet &results,
                                        MLIRContext *context) {
  results.add<PlainShift<ShlOp, arith::ShLIOp>>(context);
}
void ShrSOp::getCanonicalizationPatterns(RewritePatternSet &results,
                                         MLIRContext *context) {
  results.add<PlainShift<ShrSOp, arith::ShRSIOp>>(context);
}
void ShrUOp::getCanonicalizationPatterns(RewritePatternSet &results,
                                         MLIRContext *context) {
  results.add<PlainShift<ShrUOp, arith::ShRUIOp>>(context);
}
void CheckIndexOp::getCanonicalizationPatterns(RewritePatternSet &results,
                                               MLIRContext *context) {
  results.add<PassedCheck>(context);
}
void AssertOp::getCanonicalizationPatterns(RewritePatternSet &results,
                                           MLIRContext *context) {
  results.add<TrueAssertion>(context);
}
