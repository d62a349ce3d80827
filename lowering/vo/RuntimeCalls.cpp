//===- RuntimeCalls.cpp - Calls against the table of entries --------------===//

#include "lowering/vo/RuntimeCalls.h"

#include "dialect/vort/Vort.h"
#include "runtime/abi/Entries.h"

using namespace mlir;

namespace vo::lowering {

/// Appends the scalar types of a value of the table.
static void appendScalars(abi::EntryValue value, MLIRContext *context,
                          SmallVectorImpl<Type> &types) {
  Type i64 = IntegerType::get(context, 64);
  Type ref = ir::vort::RefType::get(context);
  switch (value) {
  case abi::EntryValue::Void:
    return;
  case abi::EntryValue::I64:
    return types.push_back(i64);
  case abi::EntryValue::F64:
    return types.push_back(Float64Type::get(context));
  case abi::EntryValue::Ref:
    return types.push_back(ref);
  case abi::EntryValue::Raw:
    return types.push_back(ir::vort::RawType::get(context));
  case abi::EntryValue::Str:
    return types.append({ref, i64, i64});
  case abi::EntryValue::Slice:
    return types.append({ref, i64, i64, i64});
  case abi::EntryValue::I64x2:
    return types.append({i64, i64});
  }
}

static LogicalResult checkRuntimeCall(ir::vort::CallRuntimeOp call) {
  const abi::Entry *entry =
      llvm::find_if(abi::kEntries, [&](const abi::Entry &entry) {
        return call.getEntry() == StringRef(entry.name);
      });
  if (entry == std::end(abi::kEntries))
    return call.emitOpError("internal compiler error: no runtime entry '")
           << call.getEntry() << "'";
  SmallVector<Type> arguments, results;
  for (abi::EntryValue argument : entry->arguments)
    appendScalars(argument, call.getContext(), arguments);
  appendScalars(entry->result, call.getContext(), results);
  auto expected = FunctionType::get(call.getContext(), arguments, results);
  auto actual = FunctionType::get(call.getContext(), call.getOperandTypes(),
                                  call.getResultTypes());
  if (actual != expected)
    return call.emitOpError("internal compiler error: runtime entry '")
           << call.getEntry() << "' is of type " << expected
           << " and called with " << actual;
  return success();
}

LogicalResult checkRuntimeCalls(ModuleOp module) {
  bool ok = true;
  module.walk([&](ir::vort::CallRuntimeOp call) {
    ok &= succeeded(checkRuntimeCall(call));
  });
  return success(ok);
}

} // namespace vo::lowering
