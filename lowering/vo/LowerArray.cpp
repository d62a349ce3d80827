//===- LowerArray.cpp - Array objects -------------------------------------===//
//
// How many elements an array has tells its type; nil has none. So an index is
// compared with a constant, and a nil array traps as an index out of range 0:
// a trap of its own, which goes away in LLVM behind an earlier one of the same
// array.
//
//===----------------------------------------------------------------------===//

#include "lowering/vo/Memory.h"
#include "lowering/vo/Patterns.h"

using namespace mlir;
using vo::abi::EntryId;

namespace vo::lowering {

/// Address of the element that an operation accesses, checked unless it is
/// marked `inbounds`.
template <typename Op, typename Operands>
static Value elementAddress(Op op, Operands operands, MemoryLayouts &layouts,
                            const Emitter &emit) {
  ir::ArrayType type = op.getContainer().getType();
  Value array = operands.getContainer().front();
  Value index = operands.getIndex().front();
  if (!op.getInbounds()) {
    emit.trapIf(emit.isNull(array), abi::Trap::IndexOutOfBounds,
                {index, emit.constant(0)});
    emit.checkIndex(index,
                    emit.constant(static_cast<uint64_t>(type.getCount())));
  }
  uint64_t stride = layouts.stride(type.getElem());
  // An element without storage is anywhere in the object.
  return stride == 0
             ? array
             : emit.address(array, index, stride, abi::kArrayDataOffset);
}

namespace {

struct ArrayNewLowering : VoPattern<ir::ArrayNewOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(ir::ArrayNewOp op, Operands,
                      const Emitter &emit) const override {
    ir::ArrayType type = op.getArray().getType();
    ir::ElemAttr elem = program.layouts.element(type.getElem());
    if (!elem)
      return op.emitError("array element is too large");
    Scalars arguments = elementType(emit, elem);
    arguments.push_back(emit.constant(static_cast<uint64_t>(type.getCount())));
    return replace(op, emit.call(EntryId::vo_rt_new_array, arguments), emit);
  }
};

struct ArrayGetLowering : VoPattern<ir::ArrayGetOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(ir::ArrayGetOp op, Operands operands,
                      const Emitter &emit) const override {
    Place place{elementAddress(op, operands, program.layouts, emit),
                op.getContainer().getType().getElem()};
    return replace(
        op, loadLeaves(emit, program.layouts, place, op.getValues().size()),
        emit);
  }
};

struct ArraySetLowering : VoPattern<ir::ArraySetOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(ir::ArraySetOp op, Operands operands,
                      const Emitter &emit) const override {
    Place place{elementAddress(op, operands, program.layouts, emit),
                op.getContainer().getType().getElem()};
    storeLeaves(emit, program.layouts, place, operands.getValues(),
                op.getNobarrier() ? Barrier::NotNeeded : Barrier::Needed);
    return erase(op, emit);
  }
};

struct ArrayAddrLowering : VoPattern<ir::ArrayAddrOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(ir::ArrayAddrOp op, Operands operands,
                      const Emitter &emit) const override {
    return replace(op, elementAddress(op, operands, program.layouts, emit),
                   emit);
  }
};

} // namespace

void populateArrayPatterns(const MachineTypes &types, Program &program,
                           RewritePatternSet &patterns) {
  patterns.add<ArrayNewLowering, ArrayGetLowering, ArraySetLowering,
               ArrayAddrLowering>(types, program, patterns.getContext());
}

} // namespace vo::lowering
