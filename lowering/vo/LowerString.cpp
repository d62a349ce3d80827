//===- LowerString.cpp - Strings ------------------------------------------===//
//
// A string is three scalars. Constants lie outside the heap: their base is null
// and the offset is the address. Slicing is arithmetic; a byte is an invariant
// load behind a bounds check, since bytes of strings never change.
//
// Equality compares the lengths first and calls the runtime only when they are
// equal and not 0. The other orders are calls. Decoding handles ASCII inline.
//
//===----------------------------------------------------------------------===//

#include "lowering/vo/Emitter.h"
#include "lowering/vo/Memory.h"
#include "lowering/vo/Patterns.h"

using namespace mlir;
using arith::CmpIPredicate;
using vo::abi::EntryId;
using vo::ir::StringPredicate;
using vo::ir::vort::MemKind;

namespace vo::lowering {

/// Byte `index`, which has been checked.
static Value loadByte(const Emitter &emit, const StringScalars &string,
                      Value index) {
  Value data = emit.address(string.base, string.offset, 1, 0);
  return emit.load(emit.address(data, index, 1, 0), MemKind::U8,
                   /*invariant=*/true);
}

/// Whether two strings are equal, as an i1.
static Value equal(const Emitter &emit, ValueRange lhs, ValueRange rhs) {
  Value length = StringScalars(lhs).length;
  Value sameLength =
      emit.compare(CmpIPredicate::eq, length, StringScalars(rhs).length);
  Value hasBytes = emit.compare(CmpIPredicate::ne, length, emit.constant(0));
  auto compareBytes = [&]() -> Scalars {
    Value same =
        emit.call(EntryId::vo_rt_string_equal, flatten({lhs, rhs})).front();
    return {emit.compare(CmpIPredicate::ne, same, emit.constant(0))};
  };
  return emit
      .branch(emit.bitAnd(sameLength, hasBytes), compareBytes, {sameLength})
      .front();
}

static CmpIPredicate signedPredicate(StringPredicate predicate) {
  switch (predicate) {
  case StringPredicate::lt:
    return CmpIPredicate::slt;
  case StringPredicate::le:
    return CmpIPredicate::sle;
  case StringPredicate::gt:
    return CmpIPredicate::sgt;
  case StringPredicate::ge:
    return CmpIPredicate::sge;
  case StringPredicate::eq:
  case StringPredicate::ne:
    break;
  }
  llvm_unreachable("equality has no order");
}

namespace {

struct StringConstLowering : VoPattern<ir::StringConstOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(ir::StringConstOp op, Operands,
                      const Emitter &emit) const override {
    StringRef bytes = op.getValue();
    Value offset =
        bytes.empty() ? emit.constant(0) : emit.make<ir::vort::DataOp>(bytes);
    return replace(op, {emit.null(), offset, emit.constant(bytes.size())},
                   emit);
  }
};

struct StringLenLowering : VoPattern<ir::StringLenOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(ir::StringLenOp op, Operands operands,
                      const Emitter &emit) const override {
    return replace(op, StringScalars(operands.getString()).length, emit);
  }
};

struct StringGetLowering : VoPattern<ir::StringGetOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(ir::StringGetOp op, Operands operands,
                      const Emitter &emit) const override {
    StringScalars string(operands.getString());
    Value index = operands.getIndex().front();
    if (!op.getInbounds())
      emit.checkIndex(index, string.length);
    return replace(op, loadByte(emit, string, index), emit);
  }
};

struct StringSliceLowering : VoPattern<ir::StringSliceOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(ir::StringSliceOp op, Operands operands,
                      const Emitter &emit) const override {
    StringScalars string(operands.getString());
    Value low = operands.getLow().front(), high = operands.getHigh().front();
    emit.checkBounds(low, high, /*max=*/Value(), string.length);
    return replace(
        op, {string.base, emit.add(string.offset, low), emit.sub(high, low)},
        emit);
  }
};

struct StringCmpLowering : VoPattern<ir::StringCmpOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(ir::StringCmpOp op, Operands operands,
                      const Emitter &emit) const override {
    ValueRange lhs = operands.getLhs(), rhs = operands.getRhs();
    if (op.getPredicate() == StringPredicate::eq)
      return replace(op, equal(emit, lhs, rhs), emit);
    if (op.getPredicate() == StringPredicate::ne)
      return replace(op, emit.logicalNot(equal(emit, lhs, rhs)), emit);
    Value order =
        emit.call(EntryId::vo_rt_string_compare, flatten({lhs, rhs})).front();
    return replace(op,
                   emit.compare(signedPredicate(op.getPredicate()), order,
                                emit.constant(0)),
                   emit);
  }
};

struct StringDecodeLowering : VoPattern<ir::StringDecodeOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(ir::StringDecodeOp op, Operands operands,
                      const Emitter &emit) const override {
    StringScalars string(operands.getString());
    Value index = operands.getIndex().front();
    // A position past the end counts as a byte that is not ASCII.
    Value inside = emit.compare(CmpIPredicate::ult, index, string.length);
    Value byte = emit.branch(
        inside, [&]() -> Scalars { return {loadByte(emit, string, index)}; },
        {emit.constant(0x80)})[0];
    auto decode = [&] {
      return emit.call(EntryId::vo_rt_string_decode_rune,
                       flatten({operands.getString(), operands.getIndex()}));
    };
    Value beyond = emit.compare(CmpIPredicate::uge, byte, emit.constant(0x80));
    Scalars rune = emit.branch(beyond, decode, {byte, emit.constant(1)});
    return replace(op, SmallVector<Scalars>{{rune[0]}, {rune[1]}}, emit);
  }
};

/// Two strings are arguments; of more, a list in the frame is.
struct StringConcatLowering : VoPattern<ir::StringConcatOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(ir::StringConcatOp op, Operands operands,
                      const Emitter &emit) const override {
    ArrayRef<ValueRange> parts = operands.getParts();
    if (parts.size() == 2)
      return replace(
          op, emit.call(EntryId::vo_rt_string_concat, flatten(parts)), emit);
    SmallVector<Type> types(op.getParts().getTypes());
    Fields fields = program.layouts.fields("", types);
    Value list = emit.make<ir::vort::StackObjectOp>(
        ir::LayoutAttr::get(op.getContext(), fields.letters),
        /*reserved=*/StringAttr(), /*header=*/false);
    storeFields(emit, fields, parts, list);
    Scalars joined = emit.call(EntryId::vo_rt_string_concat_list,
                               {list, emit.constant(uint64_t{parts.size()})});
    emit.make<ir::vort::StackEndOp>(list);
    return replace(op, joined, emit);
  }
};

/// The string lies where the bytes do, if nobody uses those any more.
struct StringFromBytesLowering : VoPattern<ir::StringFromBytesOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(ir::StringFromBytesOp op, Operands operands,
                      const Emitter &emit) const override {
    SliceScalars bytes(operands.getValue());
    if (op.getShares())
      return replace(op, {bytes.base, bytes.offset, bytes.length}, emit);
    return replace(
        op, emit.call(EntryId::vo_rt_string_from_bytes, bytes.values()), emit);
  }
};

/// An operation that is a runtime entry.
template <typename Op, EntryId entry> struct EntryLowering : VoPattern<Op> {
  using VoPattern<Op>::VoPattern;

  LogicalResult lower(Op op, typename VoPattern<Op>::Operands operands,
                      const Emitter &emit) const override {
    return this->replace(op, emit.call(entry, flatten(operands.getOperands())),
                         emit);
  }
};

} // namespace

void populateStringPatterns(const MachineTypes &types, Program &program,
                            RewritePatternSet &patterns) {
  patterns.add<
      StringConstLowering, StringLenLowering, StringGetLowering,
      StringSliceLowering, StringCmpLowering, StringDecodeLowering,
      StringConcatLowering, StringFromBytesLowering,
      EntryLowering<ir::StringFromIntOp, EntryId::vo_rt_string_from_int>,
      EntryLowering<ir::StringFromRunesOp, EntryId::vo_rt_string_from_runes>,
      EntryLowering<ir::StringToBytesOp, EntryId::vo_rt_string_to_bytes>,
      EntryLowering<ir::StringToRunesOp, EntryId::vo_rt_string_to_runes>>(
      types, program, patterns.getContext());
}

} // namespace vo::lowering
