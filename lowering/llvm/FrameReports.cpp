//===- FrameReports.cpp - Objects that safepoints report ------------------===//

#include "lowering/llvm/FrameReports.h"

#include "llvm/IR/Instructions.h"

using namespace llvm;

namespace vo::lowering {

CallInst *reportObjects(CallInst &call, ArrayRef<Value *> pairs) {
  SmallVector<OperandBundleDef> bundles;
  call.getOperandBundlesAsDefs(bundles);
  SmallVector<Value *> inputs;
  if (auto deopt = call.getOperandBundle(LLVMContext::OB_deopt))
    inputs.append(deopt->Inputs.begin(), deopt->Inputs.end());
  erase_if(bundles, [](const OperandBundleDef &bundle) {
    return bundle.getTag() == "deopt";
  });
  append_range(inputs, pairs);
  bundles.emplace_back("deopt", inputs);
  CallInst *reporting = CallInst::Create(&call, bundles, call.getIterator());
  reporting->takeName(&call);
  reporting->copyMetadata(call);
  reporting->setTailCallKind(CallInst::TCK_None); // it sees the frame
  call.replaceAllUsesWith(reporting);
  call.eraseFromParent();
  return reporting;
}

} // namespace vo::lowering
