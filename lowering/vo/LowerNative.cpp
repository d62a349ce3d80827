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
static bool isKind(Type type, EntryValue kind) {
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
  case EntryValue::Iface:
    return isa<ir::IfaceType>(type);
  case EntryValue::Void:
  case EntryValue::Raw:
  case EntryValue::I64x2:
    return false;
  }
  return false;
}

/// Whether these are the kinds of the list, which ends at the first Void.
static bool fit(TypeRange types, ArrayRef<EntryValue> kinds) {
  kinds = kinds.take_until(
      [](EntryValue kind) { return kind == EntryValue::Void; });
  return types.size() == kinds.size() &&
         llvm::all_of(llvm::zip(types, kinds), [](auto pair) {
           return isKind(std::get<0>(pair), std::get<1>(pair));
         });
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
    const abi::Entry &entry = abi::entry(*id);
    if (!fit(op.getOperandTypes(), entry.arguments) ||
        !fit(op.getResultTypes(), entry.results))
      return op.emitError("operands or results are not those of the native "
                          "function");
    Scalars scalars = emit.call(*id, flatten(operands.getOperands()));
    if (op.getNumResults() == 0)
      return erase(op, emit);
    SmallVector<Scalars> results;
    ArrayRef<Value> rest(scalars);
    for (EntryValue kind :
         ArrayRef(entry.results).take_front(op.getNumResults())) {
      size_t count = abi::scalarsOf(kind).size();
      results.emplace_back(rest.take_front(count));
      rest = rest.drop_front(count);
    }
    return replace(op, results, emit);
  }
};

} // namespace

void populateNativePatterns(const MachineTypes &types, const ModuleFacts &facts,
                            RewritePatternSet &patterns) {
  patterns.add<NativeLowering>(types, facts, patterns.getContext());
}

} // namespace vo::lowering
