//===- LowerAssert.cpp - Dynamic types of interface values ----------------===//
//
// A dynamic type is the lower half of the header, kind and number of the type;
// the method table beside it does not count. An assertion compares it with a
// constant and takes the data: numbers and references are there, strings and
// slices are read from their box, structs and arrays leaf by leaf from their
// object. A box or object that is null stands for zero. An assertion to an
// interface with methods looks the type up among those that implement it.
//
//===----------------------------------------------------------------------===//

#include "dialect/vo/InterfaceHeader.h"
#include "lowering/vo/Memory.h"
#include "lowering/vo/Patterns.h"
#include "lowering/vo/Unboxing.h"

using namespace mlir;
using arith::CmpIPredicate;

namespace vo::lowering {

namespace {

/// What an assertion asks for.
struct Target {
  ir::TypeOp type;             // a type
  FlatSymbolRefAttr interface; // an interface with methods
  // neither: the empty interface

  bool isInterface() const { return !type; }
};

} // namespace

/// Header of the interface value as one of the target, 0 when it is nil or has
/// another type. Of a type: any number that is not 0.
static Value matchingHeader(const Emitter &emit, Value header,
                            const Target &target) {
  if (!target.interface)
    return emit.bitAnd(header, emit.constant(ir::kHeaderTypeMask));
  Value table = emit.make<ir::vort::InterfaceAddrOp>(target.interface);
  return emit.call(abi::EntryId::vo_rt_iface_find, {header, table})[0];
}

namespace {

/// What assertions share.
template <typename Op> struct AssertPattern : VoPattern<Op> {
  using VoPattern<Op>::VoPattern;

  Target targetOf(Op op) const {
    FlatSymbolRefAttr name = op.getTargetAttr();
    if (!name)
      return {};
    ir::TypeOp type = this->program.typeOf(name);
    return {type, type ? FlatSymbolRefAttr() : name};
  }

  /// Whether the value has the type, or implements the interface; and its
  /// header as one of the interface.
  struct Match {
    Value matches;
    Value header;
  };
  Match match(const Emitter &emit, Value header, Target target) const {
    if (target.isInterface()) {
      Value found = matchingHeader(emit, header, target);
      return {emit.compare(CmpIPredicate::ne, found, emit.constant(0)), found};
    }
    uint64_t wanted = this->program.headerOf(
        FlatSymbolRefAttr::get(target.type.getSymNameAttr()));
    Value type = emit.bitAnd(header, emit.constant(ir::kHeaderTypeMask));
    return {emit.compare(CmpIPredicate::eq, type,
                         emit.constant(wanted & ir::kHeaderTypeMask)),
            header};
  }

  /// Values of the target out of an interface value; zeros unless `matches`.
  Scalars valuesOf(const Emitter &emit, const IfaceScalars &iface,
                   Target target, const Match &found, TypeRange results) const {
    Value matches = found.matches;
    SmallVector<Type> scalars;
    if (failed(this->types.convertTypes(results, scalars)))
      return {};
    if (!target.isInterface())
      return contentsOf(emit, this->program, target.type, {iface, matches},
                        scalars);
    Scalars zeros = zeroScalars(emit, scalars);
    Scalars values = {found.header, iface.bits, iface.ref};
    return selectEach(emit, matches, values, zeros);
  }
};

struct AssertLowering : AssertPattern<ir::IfaceAssertOp> {
  using AssertPattern::AssertPattern;

  LogicalResult lower(ir::IfaceAssertOp op, Operands operands,
                      const Emitter &emit) const override {
    Target target = targetOf(op);
    IfaceScalars iface(operands.getIface());
    Match found = match(emit, iface.header, target);
    Value yes = emit.make<arith::ConstantIntOp>(1, 1);
    emit.trapIf(emit.logicalNot(found.matches), abi::Trap::TypeAssertionFailed);
    Scalars values = valuesOf(emit, iface, target, {yes, found.header},
                              op.getValues().getTypes());
    return replace(op, types.split(op.getValues().getTypes(), values), emit);
  }
};

struct AssertOkLowering : AssertPattern<ir::IfaceAssertOkOp> {
  using AssertPattern::AssertPattern;

  LogicalResult lower(ir::IfaceAssertOkOp op, Operands operands,
                      const Emitter &emit) const override {
    Target target = targetOf(op);
    IfaceScalars iface(operands.getIface());
    Match found = match(emit, iface.header, target);
    Scalars values =
        valuesOf(emit, iface, target, found, op.getValues().getTypes());
    SmallVector<Scalars> groups =
        types.split(op.getValues().getTypes(), values);
    groups.push_back({found.matches});
    return replace(op, groups, emit);
  }
};

struct IsLowering : AssertPattern<ir::IfaceIsOp> {
  using AssertPattern::AssertPattern;

  LogicalResult lower(ir::IfaceIsOp op, Operands operands,
                      const Emitter &emit) const override {
    IfaceScalars iface(operands.getIface());
    return replace(op, match(emit, iface.header, targetOf(op)).matches, emit);
  }
};

} // namespace

void populateAssertPatterns(const MachineTypes &types, Program &program,
                            RewritePatternSet &patterns) {
  patterns.add<AssertLowering, AssertOkLowering, IsLowering>(
      types, program, patterns.getContext());
}

} // namespace vo::lowering
