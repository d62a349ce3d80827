//===- ContextRegister.cpp - Put the context into its register ------------===//

#include "lowering/llvm/ContextRegister.h"

#include "lowering/llvm/Conventions.h"
#include "runtime/abi/Stack.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Module.h"

using namespace llvm;

namespace vo::lowering {
namespace {

/// Whether argument `index` of a function of this type can be the context.
bool takesContext(const FunctionType &type, unsigned index) {
  return index < type.getNumParams() &&
         type.getParamType(index)->isPointerTy() &&
         type.getParamType(index)->getPointerAddressSpace() == 0;
}

void markFunction(Function &function) {
  FunctionType *type = function.getFunctionType();
  unsigned index =
      contextIndex(findEntry(function.getName()), type->getNumParams());
  if (!takesContext(*type, index))
    return reportInternalError(function, "has no context parameter");
  function.addParamAttr(index, Attribute::SwiftSelf);
}

void markCall(CallBase &call) {
  FunctionType *type = call.getFunctionType();
  unsigned index = contextIndex(calledEntry(call), type->getNumParams());
  if (!takesContext(*type, index))
    return reportInternalError(*call.getFunction(), "call without a context",
                               call);
  call.addParamAttr(index, Attribute::SwiftSelf);
}

void addCommonAttributes(Function &function, StringRef cpu) {
  function.setDoesNotThrow();
  if (!function.hasLocalLinkage()) {
    function.setVisibility(GlobalValue::HiddenVisibility);
    function.setDSOLocal(true);
  }
  function.addFnAttr("frame-pointer", "all");
  // Frames are touched from the top down, and have a size (FrameSizes.h).
  function.addFnAttr("probe-stack", "inline-asm");
  function.addFnAttr("stack-probe-size", Twine(abi::kStackProbeBytes).str());
  function.addFnAttr("no-realign-stack");
  if (!function.hasFnAttribute("target-cpu"))
    function.addFnAttr("target-cpu", cpu);
}

} // namespace

PreservedAnalyses ContextRegisterPass::run(Module &module,
                                           ModuleAnalysisManager &) {
  for (Function &function : module) {
    if (isVoFunction(function) && !function.isDeclaration())
      addCommonAttributes(function, cpu);
    if (function.getCallingConv() == CallingConv::Swift)
      markFunction(function);
    for (Instruction &instruction : instructions(function))
      if (auto *call = dyn_cast<CallBase>(&instruction))
        if (call->getCallingConv() == CallingConv::Swift)
          markCall(*call);
  }
  return PreservedAnalyses::none();
}

} // namespace vo::lowering
