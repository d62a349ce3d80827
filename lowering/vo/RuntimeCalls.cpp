//===- RuntimeCalls.cpp - Calls against the table of entries --------------===//

#include "lowering/vo/RuntimeCalls.h"

#include "dialect/vort/Vort.h"
#include "lowering/vort/Signatures.h"

using namespace mlir;

namespace vo::lowering {

static LogicalResult checkRuntimeCall(ir::vort::CallRuntimeOp call) {
  const abi::Entry *entry =
      llvm::find_if(abi::kEntries, [&](const abi::Entry &entry) {
        return call.getEntry() == StringRef(entry.name);
      });
  if (entry == std::end(abi::kEntries))
    return call.emitOpError("internal compiler error: no runtime entry '")
           << call.getEntry() << "'";
  EntrySignature signature = entrySignature(*entry, call.getContext());
  auto expected = FunctionType::get(call.getContext(), signature.parameters,
                                    signature.results);
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
