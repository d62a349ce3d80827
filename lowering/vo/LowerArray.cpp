//===- LowerArray.cpp - Array objects -------------------------------------===//
//
// An array object holds its length in its first word (abi::ArrayObject). A null
// array has length 0, so any index traps: the check for null is a trap of its
// own, in front of the read of the length, and goes away in LLVM behind an
// earlier one of the same array.
//
//===----------------------------------------------------------------------===//

#include "lowering/vo/Elements.h"
#include "lowering/vo/Patterns.h"

using namespace mlir;
using vo::ir::vort::MemKind;

namespace vo::lowering {
namespace {

/// Traps unless `index` is one of the array's. `original` is the array before
/// conversion.
void checkArrayIndex(const Emitter &emit, Value original, Value array,
                     Value index) {
  if (!isa_and_nonnull<ir::AllocationOpInterface>(original.getDefiningOp()))
    emit.trapIf(emit.isNull(array), abi::Trap::IndexOutOfBounds,
                {index, emit.constant(0)});
  emit.checkIndex(index, emit.load(array, MemKind::I64, /*invariant=*/true));
}

struct ArrayNewLowering : VoPattern<ir::ArrayNewOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(ir::ArrayNewOp op, Operands operands,
                      const Emitter &emit) const override {
    Scalars arguments = elementType(emit, op.getElem(), op.getMeta());
    arguments.push_back(operands.getLength().front());
    return replace(op, emit.call(abi::EntryId::vo_rt_new_array, arguments),
                   emit);
  }
};

struct ArrayGetLowering : VoPattern<ir::ArrayGetOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(ir::ArrayGetOp op, Operands operands,
                      const Emitter &emit) const override {
    Value array = operands.getArray().front();
    Value index = operands.getIndex().front();
    checkArrayIndex(emit, op.getArray(), array, index);
    return replace(op,
                   loadElement(emit, op.getElem(), op.getResultTypes(),
                               placeInArray(emit, array, index, op.getElem())),
                   emit);
  }
};

struct ArraySetLowering : VoPattern<ir::ArraySetOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(ir::ArraySetOp op, Operands operands,
                      const Emitter &emit) const override {
    Value array = operands.getArray().front();
    Value index = operands.getIndex().front();
    checkArrayIndex(emit, op.getArray(), array, index);
    storeElement(emit, op.getElem(), op.getValues().getTypes(),
                 operands.getValues(),
                 placeInArray(emit, array, index, op.getElem()));
    return erase(op, emit);
  }
};

struct ArrayAddrLowering : VoPattern<ir::ArrayAddrOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(ir::ArrayAddrOp op, Operands operands,
                      const Emitter &emit) const override {
    Value array = operands.getArray().front();
    Value index = operands.getIndex().front();
    checkArrayIndex(emit, op.getArray(), array, index);
    return replace(op, placeInArray(emit, array, index, op.getElem()).address,
                   emit);
  }
};

} // namespace

void populateArrayPatterns(const MachineTypes &types, const ModuleFacts &facts,
                           RewritePatternSet &patterns) {
  patterns.add<ArrayNewLowering, ArrayGetLowering, ArraySetLowering,
               ArrayAddrLowering>(types, facts, patterns.getContext());
}

} // namespace vo::lowering
