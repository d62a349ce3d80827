//===- VortDialect.cpp - Registration, effects, folds ---------------------===//

#include "dialect/vort/Vort.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/DialectImplementation.h"
#include "mlir/IR/Matchers.h"
#include "mlir/IR/PatternMatch.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace vo::ir::vort;

#include "dialect/vort/VortDialect.cpp.inc"
#include "dialect/vort/VortEnums.cpp.inc"

#define GET_TYPEDEF_CLASSES
#include "dialect/vort/VortTypes.cpp.inc"

#define GET_ATTRDEF_CLASSES
#include "dialect/vort/VortAttrs.cpp.inc"

#define GET_OP_CLASSES
#include "dialect/vort/VortOps.cpp.inc"

void VortDialect::initialize() {
  addAttributes<
#define GET_ATTRDEF_LIST
#include "dialect/vort/VortAttrs.cpp.inc"
      >();
  addTypes<
#define GET_TYPEDEF_LIST
#include "dialect/vort/VortTypes.cpp.inc"
      >();
  addOperations<
#define GET_OP_LIST
#include "dialect/vort/VortOps.cpp.inc"
      >();
}

Operation *VortDialect::materializeConstant(OpBuilder &builder, Attribute value,
                                            Type type, Location loc) {
  if (isa<UnitAttr>(value))
    return NullOp::create(builder, loc, type);
  if (auto bytes = dyn_cast<StringAttr>(value))
    return DataOp::create(builder, loc, type, bytes);
  return arith::ConstantOp::materialize(builder, value, type, loc);
}

/// The memory that an address can name.
static SideEffects::Resource *resourceOf(Value address) {
  if (isa<vo::ir::vort::RefType>(address.getType()))
    return vo::ir::HeapResource::get();
  while (auto distance = address.getDefiningOp<AddrOp>())
    address = distance.getBase();
  if (address.getDefiningOp<GlobalAddrOp>())
    return vo::ir::GlobalResource::get();
  return vo::ir::FrameResource::get();
}

void LoadOp::getEffects(
    SmallVectorImpl<SideEffects::EffectInstance<MemoryEffects::Effect>>
        &effects) {
  if (!getInvariant())
    effects.emplace_back(MemoryEffects::Read::get(), &getAddressMutable(),
                         resourceOf(getAddress()));
}

void LoadRefIfOp::getEffects(
    SmallVectorImpl<SideEffects::EffectInstance<MemoryEffects::Effect>>
        &effects) {
  effects.emplace_back(MemoryEffects::Read::get(), &getAddressMutable(),
                       resourceOf(getAddress()));
}

void StoreOp::getEffects(
    SmallVectorImpl<SideEffects::EffectInstance<MemoryEffects::Effect>>
        &effects) {
  effects.emplace_back(MemoryEffects::Write::get(), &getAddressMutable(),
                       resourceOf(getAddress()));
}

void StoreWordsOp::getEffects(
    SmallVectorImpl<SideEffects::EffectInstance<MemoryEffects::Effect>>
        &effects) {
  effects.emplace_back(MemoryEffects::Write::get(), &getAddressMutable(),
                       resourceOf(getAddress()));
}

LogicalResult StoreWordsOp::verify() {
  if (getLetters().empty() ||
      getLetters().find_first_not_of("vrhw") != StringRef::npos)
    return emitOpError("has words '") << getLetters() << "', not v, r, h and w";
  SmallVector<Type> expected;
  Type bits = IntegerType::get(getContext(), 64),
       ref = RefType::get(getContext());
  for (char letter : getLetters()) {
    if (letter != 'r')
      expected.push_back(bits);
    if (letter == 'r' || letter == 'w')
      expected.push_back(ref);
  }
  if (getValues().getTypes() != TypeRange(expected))
    return emitOpError("takes ")
           << expected << " for words '" << getLetters() << "'";
  return success();
}

LogicalResult StackEndOp::verify() {
  if (getObject().getDefiningOp<StackObjectOp>())
    return success();
  return emitOpError("ends something else than a 'vort.stack_object'");
}

OpFoldResult NullOp::fold(FoldAdaptor) { return UnitAttr::get(getContext()); }

OpFoldResult IsNullOp::fold(FoldAdaptor adaptor) {
  if (isa_and_nonnull<UnitAttr>(adaptor.getRef()))
    return BoolAttr::get(getContext(), true);
  Operation *source = getRef().getDefiningOp();
  if (isa_and_nonnull<AllocOp, StackObjectOp, StaticStringOp, ZeroHeaderOp>(
          source))
    return BoolAttr::get(getContext(), false);
  return {};
}

OpFoldResult DataOp::fold(FoldAdaptor) { return getBytesAttr(); }

OpFoldResult AddrOp::fold(FoldAdaptor adaptor) {
  if (!getIndex())
    return getOffset() == 0 ? getBase() : OpFoldResult();
  auto index = dyn_cast_or_null<IntegerAttr>(adaptor.getIndex());
  if (!index)
    return {};
  setOffset(getOffset() + index.getInt() * getScale());
  setScale(1);
  getIndexMutable().clear();
  return getResult();
}

namespace {
/// A trap whose condition is constantly false.
struct NeverTraps : OpRewritePattern<TrapIfOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(TrapIfOp op,
                                PatternRewriter &rewriter) const override {
    if (!matchPattern(op.getCondition(), m_Zero()))
      return failure();
    rewriter.eraseOp(op);
    return success();
  }
};
} // namespace

void TrapIfOp::getCanonicalizationPatterns(RewritePatternSet &results,
                                           MLIRContext *context) {
  results.add<NeverTraps>(context);
}
