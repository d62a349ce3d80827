//===- LargeFrames.cpp - Functions with large stack objects ---------------===//

#include "lowering/llvm/LargeFrames.h"

#include "lowering/llvm/Conventions.h"
#include "lowering/llvm/FrameSizes.h"
#include "runtime/abi/Stack.h"
#include "llvm/IR/DebugInfoMetadata.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/Module.h"

using namespace llvm;

namespace vo::lowering {
namespace {

void reportTooLarge(const Function &function, uint64_t bytes) {
  const DISubprogram *subprogram = function.getSubprogram();
  std::string place, name = function.getName().str();
  if (subprogram) {
    StringRef known = subprogram->getName();
    known.consume_front("vo."); // of the program's symbols
    name = known.str();
    place =
        (subprogram->getFilename() + ":" + Twine(subprogram->getLine()) + ": ")
            .str();
  }
  function.getContext().emitError(
      place + "function '" + name + "' needs " + Twine(bytes) +
      " bytes of stack for its variables; a stack has room for " +
      Twine(abi::kMaxFrameBytes));
}

/// Gives everything but the name and the callers to a new function.
Function &moveBody(Function &function) {
  Function *body =
      Function::Create(function.getFunctionType(), GlobalValue::InternalLinkage,
                       function.getName() + ".body", function.getParent());
  body->copyAttributesFrom(&function);
  body->setVisibility(GlobalValue::DefaultVisibility);
  body->setDSOLocal(true);
  body->splice(body->begin(), &function);
  for (auto [from, to] : zip_equal(function.args(), body->args())) {
    from.replaceAllUsesWith(&to);
    to.setName(from.getName());
  }
  if (DISubprogram *subprogram = function.getSubprogram()) {
    body->setSubprogram(subprogram);
    function.setSubprogram(MDNode::replaceWithDistinct(subprogram->clone()));
  }
  return *body;
}

void callBody(Function &function, Function &body, FunctionCallee check) {
  IRBuilder<> builder(
      BasicBlock::Create(function.getContext(), "entry", &function));
  if (DISubprogram *subprogram = function.getSubprogram())
    builder.SetCurrentDebugLocation(DILocation::get(
        function.getContext(), subprogram->getLine(), 0, subprogram));
  builder.CreateCall(check, {function.getArg(0)});
  SmallVector<Value *> arguments(make_pointer_range(function.args()));
  CallInst *call = builder.CreateCall(&body, arguments);
  call->setCallingConv(body.getCallingConv());
  if (function.getReturnType()->isVoidTy())
    builder.CreateRetVoid();
  else
    builder.CreateRet(call);
}

} // namespace

PreservedAnalyses LargeFramesPass::run(Module &module,
                                       ModuleAnalysisManager &) {
  SmallVector<Function *> large;
  for (Function &function : module) {
    if (!isVoFunction(function) || function.isDeclaration())
      continue;
    uint64_t bytes = stackObjectBytes(function);
    if (bytes > abi::kMaxFrameBytes)
      reportTooLarge(function, bytes);
    else if (bytes >= kLargeBytes)
      large.push_back(&function);
  }
  if (large.empty())
    return PreservedAnalyses::all();
  LLVMContext &context = module.getContext();
  FunctionCallee check = module.getOrInsertFunction(
      kStackCheckName, Type::getVoidTy(context), PointerType::get(context, 0));
  for (Function *function : large) {
    Function &body = moveBody(*function);
    callBody(*function, body, check);
    for (Function *half : {function, &body})
      half->addFnAttr(Attribute::NoInline);
    body.addFnAttr(kLargeFrameAttr);
  }
  return PreservedAnalyses::none();
}

} // namespace vo::lowering
