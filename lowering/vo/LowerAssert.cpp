//===- LowerAssert.cpp - Dynamic types of interface values ----------------===//
//
// A dynamic type is the lower half of the header, kind and number of the type;
// the method table beside it does not count. An assertion compares it with a
// constant and takes the data: numbers and references are there, strings and
// slices are read from their box, structs and arrays leaf by leaf from their
// object. A box or object that is null stands for zero.
//
// Not handled: assertions to interfaces with methods, which need a look-up that
// may fail.
//
//===----------------------------------------------------------------------===//

#include "lowering/vo/Memory.h"
#include "lowering/vo/Patterns.h"

using namespace mlir;
using arith::CmpIPredicate;

namespace vo::lowering {

/// The part of a header that tells the type.
static constexpr uint64_t kTypeMask = 0xFFFFFFFF;

/// Whether an interface value has the type, or any type when `type` is null.
static Value hasType(const Emitter &emit, const IfaceScalars &iface,
                     ir::TypeOp type, Program &program) {
  if (!type)
    return emit.compare(CmpIPredicate::ne, iface.header, emit.constant(0));
  uint64_t header =
      program.headerOf(FlatSymbolRefAttr::get(type.getSymNameAttr()));
  return emit.compare(CmpIPredicate::eq,
                      emit.bitAnd(iface.header, emit.constant(kTypeMask)),
                      emit.constant(header & kTypeMask));
}

/// The scalar of a number or reference that is the data itself.
static Value plainData(const Emitter &emit, const IfaceScalars &iface,
                       Type type) {
  if (type.isF64())
    return emit.make<arith::BitcastOp>(type, iface.bits);
  if (type.isF32()) {
    Value low =
        emit.make<arith::TruncIOp>(emit.rewriter.getI32Type(), iface.bits);
    return emit.make<arith::BitcastOp>(type, low);
  }
  return isa<IntegerType>(type) ? iface.bits : iface.ref;
}

/// Zero for each scalar.
static Scalars zerosOf(const Emitter &emit, TypeRange types) {
  Scalars zeros;
  for (Type type : types) {
    if (isa<ir::vort::RefType>(type))
      zeros.push_back(emit.null());
    else
      zeros.push_back(
          emit.make<arith::ConstantOp>(emit.rewriter.getZeroAttr(type)));
  }
  return zeros;
}

namespace {

/// What assertions share.
template <typename Op> struct AssertPattern : VoPattern<Op> {
  using VoPattern<Op>::VoPattern;

  /// The type that is asserted; null for the interface without methods. The
  /// pass refused those with methods.
  ir::TypeOp typeOf(Op op) const {
    FlatSymbolRefAttr target = op.getTargetAttr();
    return target ? this->program.typeOf(target) : ir::TypeOp();
  }

  /// Values of the type out of an interface value; zeros unless `matches`.
  Scalars valuesOf(const Emitter &emit, const IfaceScalars &iface,
                   ir::TypeOp type, Value matches, TypeRange results) const {
    SmallVector<Type> scalars;
    if (failed(this->types.convertTypes(results, scalars)))
      return {};
    Scalars zeros = zerosOf(emit, scalars);
    if (!type) { // the value itself, without a method table
      Scalars values = {emit.bitAnd(iface.header, emit.constant(kTypeMask)),
                        iface.bits, iface.ref};
      return selectEach(emit, matches, values, zeros);
    }
    Type storage = type.getStorage();
    bool inObject =
        !ir::isLeaf(storage) || isa<ir::StringType, ir::SliceType>(storage);
    if (!inObject)
      return selectEach(emit, matches,
                        {plainData(emit, iface, ir::registerOf(storage))},
                        zeros);
    Value missing = emit.isNull(iface.ref);
    Value present = emit.bitAnd(
        matches, emit.make<arith::XOrIOp>(
                     missing, emit.make<arith::ConstantIntOp>(1, 1)));
    return emit.branch(
        present, [&] { return loadObject(emit, iface.ref, storage, results); },
        zeros);
  }

private:
  static Scalars selectEach(const Emitter &emit, Value condition,
                            ArrayRef<Value> values, ArrayRef<Value> zeros) {
    Scalars selected;
    for (auto [value, zero] : llvm::zip_equal(values, zeros))
      selected.push_back(emit.select(condition, value, zero));
    return selected;
  }

  Scalars loadObject(const Emitter &emit, Value ref, Type storage,
                     TypeRange results) const {
    bool isArray = isa<ir::FlatType>(storage);
    Place place{emit.address(ref, isArray ? abi::kArrayDataOffset : 0),
                storage};
    Scalars values;
    for (const Scalars &leaf :
         loadLeaves(emit, this->program.layouts, place, results.size()))
      llvm::append_range(values, leaf);
    return values;
  }
};

struct AssertLowering : AssertPattern<ir::IfaceAssertOp> {
  using AssertPattern::AssertPattern;

  LogicalResult lower(ir::IfaceAssertOp op, Operands operands,
                      const Emitter &emit) const override {
    ir::TypeOp type = typeOf(op);
    IfaceScalars iface(operands.getIface());
    Value matches = hasType(emit, iface, type, program);
    Value yes = emit.make<arith::ConstantIntOp>(1, 1);
    emit.trapIf(emit.make<arith::XOrIOp>(matches, yes),
                abi::Trap::TypeAssertionFailed);
    Scalars values =
        valuesOf(emit, iface, type, yes, op.getValues().getTypes());
    return replace(op, types.split(op.getValues().getTypes(), values), emit);
  }
};

struct AssertOkLowering : AssertPattern<ir::IfaceAssertOkOp> {
  using AssertPattern::AssertPattern;

  LogicalResult lower(ir::IfaceAssertOkOp op, Operands operands,
                      const Emitter &emit) const override {
    ir::TypeOp type = typeOf(op);
    IfaceScalars iface(operands.getIface());
    Value matches = hasType(emit, iface, type, program);
    Scalars values =
        valuesOf(emit, iface, type, matches, op.getValues().getTypes());
    SmallVector<Scalars> groups =
        types.split(op.getValues().getTypes(), values);
    groups.push_back({matches});
    return replace(op, groups, emit);
  }
};

struct IsLowering : AssertPattern<ir::IfaceIsOp> {
  using AssertPattern::AssertPattern;

  LogicalResult lower(ir::IfaceIsOp op, Operands operands,
                      const Emitter &emit) const override {
    ir::TypeOp type = typeOf(op);
    return replace(
        op, hasType(emit, IfaceScalars(operands.getIface()), type, program),
        emit);
  }
};

} // namespace

void populateAssertPatterns(const MachineTypes &types, Program &program,
                            RewritePatternSet &patterns) {
  patterns.add<AssertLowering, AssertOkLowering, IsLowering>(
      types, program, patterns.getContext());
}

} // namespace vo::lowering
