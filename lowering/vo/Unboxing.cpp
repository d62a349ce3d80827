//===- Unboxing.cpp - What interface values hold --------------------------===//

#include "lowering/vo/Unboxing.h"

#include "lowering/vo/Memory.h"

using namespace mlir;

namespace vo::lowering {

Scalars selectEach(const Emitter &emit, Value condition, ArrayRef<Value> values,
                   ArrayRef<Value> zeros) {
  Scalars selected;
  for (auto [value, zero] : llvm::zip_equal(values, zeros))
    selected.push_back(emit.select(condition, value, zero));
  return selected;
}

/// The scalar of a number or reference that is the data itself.
static Value plainData(const Emitter &emit, const IfaceScalars &iface,
                       Type type) {
  return isa<IntegerType, FloatType>(type) ? emit.fromWord(iface.bits, type)
                                           : iface.ref;
}

static Scalars loadObject(const Emitter &emit, Program &program, Value ref,
                          Type storage) {
  bool isArray = isa<ir::FlatType>(storage);
  Place place{emit.address(ref, isArray ? abi::kArrayDataOffset : 0), storage};
  return flatten(
      loadLeaves(emit, program.layouts, place, program.leafCount(storage)));
}

Scalars contentsOf(const Emitter &emit, Program &program, ir::TypeOp type,
                   const Candidate &candidate, TypeRange scalars) {
  const auto &[iface, matches] = candidate;
  Type storage = type.getStorage();
  Scalars zeros = zeroScalars(emit, scalars);
  bool inObject =
      !ir::isLeaf(storage) || isa<ir::StringType, ir::SliceType>(storage);
  if (!inObject)
    return selectEach(emit, matches,
                      {plainData(emit, iface, ir::registerOf(storage))}, zeros);
  Value present = emit.bitAnd(matches, emit.logicalNot(emit.isNull(iface.ref)));
  return emit.branch(
      present,
      [&, ref = iface.ref] { return loadObject(emit, program, ref, storage); },
      zeros);
}

} // namespace vo::lowering
