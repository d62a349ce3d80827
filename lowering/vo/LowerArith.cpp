//===- LowerArith.cpp - Checked arithmetic --------------------------------===//
//
// `arith` leaves undefined what the language defines: the smallest integer
// divided by -1 (the divisor becomes 1 and the quotient is negated) and shifts
// by 64 and more (counts are masked or clamped, and the result selected). The
// machine's shifts mask as well, so that the mask costs nothing.
//
//===----------------------------------------------------------------------===//

#include "lowering/vo/Patterns.h"

#include "mlir/Dialect/LLVMIR/LLVMDialect.h"

using namespace mlir;
using arith::CmpIPredicate;

namespace vo::lowering {
namespace {

/// Unsigned quotient and remainder: only 0 is special.
template <typename Op, typename Plain> struct UnsignedLowering : VoPattern<Op> {
  using VoPattern<Op>::VoPattern;

  LogicalResult lower(Op op, typename VoPattern<Op>::Operands operands,
                      const Emitter &emit) const override {
    Value lhs = operands.getLhs().front(), rhs = operands.getRhs().front();
    emit.trapIf(emit.compare(CmpIPredicate::eq, rhs, emit.constant(0)),
                abi::Trap::DivisionByZero);
    return this->replace(op, emit.make<Plain>(lhs, rhs).getResult(), emit);
  }
};

/// Traps on 0 and makes the divisor one that `arith` can divide by: 1 instead
/// of -1. Gives the divisor and whether it was -1.
std::pair<Value, Value> safeDivisor(const Emitter &emit, Value divisor) {
  emit.trapIf(emit.compare(CmpIPredicate::eq, divisor, emit.constant(0)),
              abi::Trap::DivisionByZero);
  Value minusOne =
      emit.compare(CmpIPredicate::eq, divisor, emit.constant(~uint64_t{0}));
  return {emit.select(minusOne, emit.constant(1), divisor), minusOne};
}

struct DivSLowering : VoPattern<ir::DivSOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(ir::DivSOp op, Operands operands,
                      const Emitter &emit) const override {
    Value dividend = operands.getLhs().front();
    auto [divisor, minusOne] = safeDivisor(emit, operands.getRhs().front());
    Value quotient = emit.make<arith::DivSIOp>(dividend, divisor);
    Value negated = emit.sub(emit.constant(0), dividend);
    return replace(op, emit.select(minusOne, negated, quotient), emit);
  }
};

/// The remainder by -1 is that by 1.
struct RemSLowering : VoPattern<ir::RemSOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(ir::RemSOp op, Operands operands,
                      const Emitter &emit) const override {
    Value divisor = safeDivisor(emit, operands.getRhs().front()).first;
    Value remainder =
        emit.make<arith::RemSIOp>(operands.getLhs().front(), divisor);
    return replace(op, remainder, emit);
  }
};

/// With a signed count, a negative one traps.
template <typename Op>
void checkCount(Op op, Value count, const Emitter &emit) {
  if (op.getSignedCount())
    emit.trapIf(emit.compare(CmpIPredicate::slt, count, emit.constant(0)),
                abi::Trap::NegativeShift);
}

template <typename Op, typename Plain> struct ShiftLowering : VoPattern<Op> {
  using VoPattern<Op>::VoPattern;

  LogicalResult lower(Op op, typename VoPattern<Op>::Operands operands,
                      const Emitter &emit) const override {
    Value value = operands.getValue().front();
    Value count = operands.getCount().front();
    checkCount(op, count, emit);
    Value shifted =
        emit.make<Plain>(value, emit.bitAnd(count, emit.constant(63)));
    Value inside = emit.compare(CmpIPredicate::ult, count, emit.constant(64));
    return this->replace(op, emit.select(inside, shifted, emit.constant(0)),
                         emit);
  }
};

/// Shifting out everything leaves the sign, as a shift by 63 does.
struct ShrSLowering : VoPattern<ir::ShrSOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(ir::ShrSOp op, Operands operands,
                      const Emitter &emit) const override {
    Value count = operands.getCount().front();
    checkCount(op, count, emit);
    Value clamped = emit.make<arith::MinUIOp>(count, emit.constant(63));
    Value shifted =
        emit.make<arith::ShRSIOp>(operands.getValue().front(), clamped);
    return replace(op, shifted, emit);
  }
};

/// LLVM's saturating conversion, which MLIR has no operation for.
struct FloatToIntLowering : VoPattern<ir::FloatToIntOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(ir::FloatToIntOp op, Operands operands,
                      const Emitter &emit) const override {
    unsigned width = op.getWidth();
    bool isUnsigned = op.getIsUnsigned();
    std::string intrinsic =
        (isUnsigned ? "llvm.fptoui.sat.i" : "llvm.fptosi.sat.i") +
        std::to_string(width) + ".f64";
    Value narrow =
        emit.make<LLVM::CallIntrinsicOp>(emit.rewriter.getIntegerType(width),
                                         emit.rewriter.getStringAttr(intrinsic),
                                         operands.getValue())
            .getResult(0);
    if (width == 64)
      return replace(op, narrow, emit);
    Value wide =
        isUnsigned ? emit.make<arith::ExtUIOp>(emit.i64(), narrow).getResult()
                   : emit.make<arith::ExtSIOp>(emit.i64(), narrow).getResult();
    return replace(op, wide, emit);
  }
};

struct CheckIndexLowering : VoPattern<ir::CheckIndexOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(ir::CheckIndexOp op, Operands operands,
                      const Emitter &emit) const override {
    emit.checkIndex(operands.getIndex().front(), operands.getLength().front());
    return erase(op, emit);
  }
};

} // namespace

void populateArithPatterns(const MachineTypes &types, Program &program,
                           RewritePatternSet &patterns) {
  patterns.add<UnsignedLowering<ir::DivUOp, arith::DivUIOp>,
               UnsignedLowering<ir::RemUOp, arith::RemUIOp>, DivSLowering,
               RemSLowering, ShiftLowering<ir::ShlOp, arith::ShLIOp>,
               ShiftLowering<ir::ShrUOp, arith::ShRUIOp>, ShrSLowering,
               FloatToIntLowering, CheckIndexLowering>(types, program,
                                                       patterns.getContext());
}

} // namespace vo::lowering
