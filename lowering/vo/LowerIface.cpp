//===- LowerIface.cpp - Boxes, interfaces, identity -----------------------===//
//
// Making and taking apart interface values costs nothing: they are their
// scalars. Boxing a constant string is the address of a header in the program.
//
//===----------------------------------------------------------------------===//

#include "lowering/vo/Memory.h"
#include "lowering/vo/Patterns.h"

using namespace mlir;
using arith::CmpIPredicate;
using vo::abi::EntryId;

namespace vo::lowering {

/// Whether a string or slice is surely neither empty nor nil.
static Empty emptinessOf(Value value) {
  Operation *source = value.getDefiningOp();
  return isa_and_nonnull<ir::StringFromIntOp, ir::SliceNewOp, ir::SliceAppendOp,
                         ir::SliceOfArrayOp, ir::StringToBytesOp,
                         ir::StringToRunesOp>(source)
             ? Empty::Never
             : Empty::Possible;
}

namespace {

//===----------------------------------------------------------------------===//
// Boxes
//===----------------------------------------------------------------------===//

struct BoxLowering : VoPattern<ir::BoxOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(ir::BoxOp op, Operands operands,
                      const Emitter &emit) const override {
    auto constant = op.getValue().getDefiningOp<ir::StringConstOp>();
    if (constant && constant.getValue().empty())
      return replace(op, emit.null(), emit);
    if (constant)
      return replace(
          op,
          emit.make<ir::vort::StaticStringOp>(constant.getValueAttr())
              .getResult(),
          emit);
    return replace(op,
                   box(emit, op.getValue().getType(), operands.getValue(),
                       emptinessOf(op.getValue())),
                   emit);
  }
};

struct UnboxLowering : VoPattern<ir::UnboxOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(ir::UnboxOp op, Operands operands,
                      const Emitter &emit) const override {
    return replace(op, unbox(emit, op.getType(), operands.getBox().front()),
                   emit);
  }
};

//===----------------------------------------------------------------------===//
// Interfaces and data words
//===----------------------------------------------------------------------===//

struct IfaceMakeLowering : VoPattern<ir::IfaceMakeOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(ir::IfaceMakeOp op, Operands operands,
                      const Emitter &emit) const override {
    return replace(op, flatten(operands.getOperands()), emit);
  }
};

struct IfaceHeaderLowering : VoPattern<ir::IfaceHeaderOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(ir::IfaceHeaderOp op, Operands operands,
                      const Emitter &emit) const override {
    return replace(op, IfaceScalars(operands.getIface()).header, emit);
  }
};

struct IfaceWordLowering : VoPattern<ir::IfaceWordOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(ir::IfaceWordOp op, Operands operands,
                      const Emitter &emit) const override {
    return replace(op, operands.getIface().drop_front(), emit);
  }
};

struct WordOfBitsLowering : VoPattern<ir::WordOfBitsOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(ir::WordOfBitsOp op, Operands operands,
                      const Emitter &emit) const override {
    return replace(op, {operands.getBits().front(), emit.null()}, emit);
  }
};

struct WordOfRefLowering : VoPattern<ir::WordOfRefOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(ir::WordOfRefOp op, Operands operands,
                      const Emitter &emit) const override {
    return replace(op, {emit.constant(0), operands.getRef().front()}, emit);
  }
};

struct WordToBitsLowering : VoPattern<ir::WordToBitsOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(ir::WordToBitsOp op, Operands operands,
                      const Emitter &emit) const override {
    return replace(op, operands.getWord().front(), emit);
  }
};

/// Reference of the interface value's copy. A boxed array or struct is copied,
/// behind a test of the kind; other values are shared.
Value copiedContent(const Emitter &emit, const IfaceScalars &iface) {
  Value kind = emit.bitAnd(iface.header, emit.constant(0xFF));
  Value boxed = emit.compare(
      CmpIPredicate::ule,
      emit.sub(kind, emit.constant(abi::kFirstReferenceKind)),
      emit.constant(abi::kLastBoxedKind - abi::kFirstReferenceKind));
  return emit.branch(
      boxed, [&] { return emit.call(EntryId::vo_rt_object_clone, iface.ref); },
      {iface.ref})[0];
}

struct IfaceToAnyLowering : VoPattern<ir::IfaceToAnyOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(ir::IfaceToAnyOp op, Operands operands,
                      const Emitter &emit) const override {
    IfaceScalars iface(operands.getIface());
    Value ref = copiedContent(emit, iface);
    Value header = emit.bitAnd(iface.header, emit.constant(0xFFFFFFFF));
    return replace(op, {header, iface.bits, ref}, emit);
  }
};

struct InterfaceLowering : VoPattern<ir::InterfaceOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(ir::InterfaceOp op, Operands,
                      const Emitter &emit) const override {
    auto interface = emit.make<ir::vort::InterfaceOp>(
        op.getSymNameAttr(), op.getImplementersAttr(),
        op.getSymVisibilityAttr());
    interface->setDiscardableAttrs(op->getDiscardableAttrDictionary());
    return erase(op, emit);
  }
};

struct IfaceConvertLowering : VoPattern<ir::IfaceConvertOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(ir::IfaceConvertOp op, Operands operands,
                      const Emitter &emit) const override {
    IfaceScalars iface(operands.getIface());
    Value table = emit.make<ir::vort::InterfaceAddrOp>(op.getInterfaceAttr());
    Value header =
        emit.call(EntryId::vo_rt_iface_convert, {iface.header, table})[0];
    Value ref = copiedContent(emit, iface);
    return replace(op, {header, iface.bits, ref}, emit);
  }
};

struct IfaceEqLowering : VoPattern<ir::IfaceEqOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(ir::IfaceEqOp op, Operands operands,
                      const Emitter &emit) const override {
    Value result = emit.call(EntryId::vo_rt_iface_equal,
                             flatten(operands.getOperands()))[0];
    emit.trapIf(emit.compare(CmpIPredicate::eq, result, emit.constant(2)),
                abi::Trap::UncomparableType);
    return replace(op, result, emit);
  }
};

/// References decide where there is one; the bits beside a reference mean
/// nothing (they are whatever lay in memory when the word was read).
struct WordEqLowering : VoPattern<ir::WordEqOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(ir::WordEqOp op, Operands operands,
                      const Emitter &emit) const override {
    ValueRange lhs = operands.getLhs(), rhs = operands.getRhs();
    Value sameBits = emit.compare(CmpIPredicate::eq, lhs[0], rhs[0]);
    Value sameRef = emit.make<ir::vort::RefEqOp>(lhs[1], rhs[1]);
    Value yes = emit.make<arith::ConstantIntOp>(/*value=*/1, /*width=*/1);
    Value same = emit.select(emit.isNull(lhs[1]), sameBits, yes);
    return replace(op, emit.bitAnd(sameRef, same), emit);
  }
};

//===----------------------------------------------------------------------===//
// References
//===----------------------------------------------------------------------===//

struct RefEqLowering : VoPattern<ir::RefEqOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(ir::RefEqOp op, Operands operands,
                      const Emitter &emit) const override {
    Value same = emit.make<ir::vort::RefEqOp>(operands.getLhs().front(),
                                              operands.getRhs().front());
    return replace(op, same, emit);
  }
};

struct RefIsNullLowering : VoPattern<ir::RefIsNullOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(ir::RefIsNullOp op, Operands operands,
                      const Emitter &emit) const override {
    return replace(op, emit.isNull(operands.getRef().front()), emit);
  }
};

struct CloneLowering : VoPattern<ir::CloneOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(ir::CloneOp op, Operands operands,
                      const Emitter &emit) const override {
    return replace(
        op, emit.call(EntryId::vo_rt_object_clone, operands.getObject()), emit);
  }
};

} // namespace

void populateIfacePatterns(const MachineTypes &types, const ModuleFacts &facts,
                           RewritePatternSet &patterns) {
  patterns.add<BoxLowering, UnboxLowering, IfaceMakeLowering,
               IfaceHeaderLowering, IfaceWordLowering, WordOfBitsLowering,
               WordOfRefLowering, WordToBitsLowering, IfaceToAnyLowering,
               InterfaceLowering, IfaceConvertLowering, IfaceEqLowering,
               WordEqLowering, RefEqLowering, RefIsNullLowering, CloneLowering>(
      types, facts, patterns.getContext());
}

} // namespace vo::lowering
