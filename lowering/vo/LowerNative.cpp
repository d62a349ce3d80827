//===- LowerNative.cpp - Functions of the standard library ----------------===//
//
// A call becomes one of the runtime entry that the table names. IR may be
// written by hand, so names and types are checked.
//
//===----------------------------------------------------------------------===//

#include "lowering/vo/Patterns.h"

using namespace mlir;
using vo::abi::EntryValue;

namespace vo::lowering {

/// Whether a value of the type is what an entry takes or returns as `kind`.
static bool fits(Type type, EntryValue kind) {
  switch (kind) {
  case EntryValue::I64:
    return type.isInteger(64);
  case EntryValue::F64:
    return type.isF64();
  case EntryValue::Ref:
    return isa<ir::RefType>(type);
  case EntryValue::Str:
    return isa<ir::StringType>(type);
  case EntryValue::Slice:
    return isa<ir::SliceType>(type);
  case EntryValue::Void:
  case EntryValue::Raw:
  case EntryValue::I64x2:
    return false;
  }
  return false;
}

static bool fits(ir::NativeOp op, const abi::Entry &entry) {
  size_t count =
      llvm::find(entry.arguments, EntryValue::Void) - entry.arguments.begin();
  if (op.getOperands().size() != count ||
      op.getNumResults() != (entry.result != EntryValue::Void))
    return false;
  for (auto [type, kind] :
       llvm::zip(op.getOperands().getTypes(), entry.arguments))
    if (!fits(type, kind))
      return false;
  return op.getNumResults() == 0 ||
         fits(op.getResult(0).getType(), entry.result);
}

namespace {

struct NativeLowering : VoPattern<ir::NativeOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(ir::NativeOp op, Operands operands,
                      const Emitter &emit) const override {
    std::optional<abi::EntryId> id = abi::nativeEntry(op.getFunction());
    if (!id)
      return op.emitError("calls of ")
             << op.getFunction() << " are not supported yet (vo.native)";
    if (!fits(op, abi::entry(*id)))
      return op.emitError("operands or results are not those of the native "
                          "function");
    Scalars result = emit.call(*id, flatten(operands.getOperands()));
    if (op.getNumResults() == 0)
      return erase(op, emit);
    return replace(op, SmallVector<Scalars>{result}, emit);
  }
};

} // namespace

void populateNativePatterns(const MachineTypes &types, const ModuleFacts &facts,
                            RewritePatternSet &patterns) {
  patterns.add<NativeLowering>(types, facts, patterns.getContext());
}

} // namespace vo::lowering
