//===- LowerIface.cpp - Interface values ----------------------------------===//
//
// An interface value is header, bits and reference. Making one costs nothing:
// the header is a constant, the data is where it belongs.
//
//===----------------------------------------------------------------------===//

#include "dialect/vo/InterfaceHeader.h"
#include "lowering/vo/Memory.h"
#include "lowering/vo/Patterns.h"

using namespace mlir;
using arith::CmpIPredicate;
using vo::abi::EntryId;

namespace vo::lowering {
namespace {

struct InterfaceLowering : VoPattern<ir::InterfaceOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(ir::InterfaceOp op, Operands,
                      const Emitter &emit) const override {
    auto interface = emit.make<ir::vort::InterfaceOp>(
        op.getSymNameAttr(), program.implementers(op),
        op.getSymVisibilityAttr());
    interface->setDiscardableAttrs(op->getDiscardableAttrDictionary());
    return erase(op, emit);
  }
};

/// Declarations that only other operations ask about.
template <typename Op> struct EraseLowering : VoPattern<Op> {
  using VoPattern<Op>::VoPattern;

  LogicalResult lower(Op op, typename VoPattern<Op>::Operands,
                      const Emitter &emit) const override {
    return this->erase(op, emit);
  }
};

struct IfaceMakeLowering : VoPattern<ir::IfaceMakeOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(ir::IfaceMakeOp op, Operands operands,
                      const Emitter &emit) const override {
    Value header = emit.constant(program.headerOf(op.getTypeAttr()));
    Value data = operands.getData().front();
    if (isa<ir::vort::RefType>(data.getType()))
      return replace(op, {header, emit.constant(0), data}, emit);
    return replace(op, {header, emit.toWord(data), emit.null()}, emit);
  }
};

/// Reference of the interface value's copy. A boxed array or struct is copied,
/// behind a test of the kind; other values are shared.
Value copiedContent(const Emitter &emit, const IfaceScalars &iface) {
  Value kind = emit.bitAnd(iface.header, emit.constant(ir::kHeaderKindMask));
  Value boxed = emit.compare(
      CmpIPredicate::ule,
      emit.sub(kind, emit.constant(abi::kFirstReferenceKind)),
      emit.constant(abi::kLastBoxedKind - abi::kFirstReferenceKind));
  return emit.branch(
      boxed, [&] { return emit.call(EntryId::vo_rt_object_clone, iface.ref); },
      {iface.ref})[0];
}

/// The header of the same dynamic type for another interface (null: the empty
/// one).
Value convertedHeader(const Emitter &emit, Value header,
                      FlatSymbolRefAttr interface) {
  if (!interface)
    return emit.bitAnd(header, emit.constant(ir::kHeaderTypeMask));
  Value table = emit.make<ir::vort::InterfaceAddrOp>(interface);
  return emit.call(EntryId::vo_rt_iface_convert, {header, table})[0];
}

struct IfaceConvertLowering : VoPattern<ir::IfaceConvertOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(ir::IfaceConvertOp op, Operands operands,
                      const Emitter &emit) const override {
    IfaceScalars iface(operands.getIface());
    Value header = convertedHeader(emit, iface.header,
                                   op.getResult().getType().getInterface());
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
    return replace(
        op, emit.compare(CmpIPredicate::eq, result, emit.constant(1)), emit);
  }
};

} // namespace

void populateIfacePatterns(const MachineTypes &types, Program &program,
                           RewritePatternSet &patterns) {
  patterns.add<InterfaceLowering, EraseLowering<ir::StructOp>,
               EraseLowering<ir::TypeOp>, EraseLowering<ir::ItabOp>,
               IfaceMakeLowering, IfaceConvertLowering, IfaceEqLowering>(
      types, program, patterns.getContext());
}

} // namespace vo::lowering
