//===- DropHeapFacts.cpp - Facts that end with moving objects -------------===//

#include "lowering/llvm/DropHeapFacts.h"

#include "llvm/IR/AttributeMask.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/Intrinsics.h"
#include "llvm/IR/MDBuilder.h"
#include "llvm/IR/Module.h"

using namespace llvm;

namespace vo::lowering {
namespace {

/// Metadata of loads and stores that stays true.
constexpr unsigned kKept[] = {
    LLVMContext::MD_tbaa,        LLVMContext::MD_range,
    LLVMContext::MD_alias_scope, LLVMContext::MD_nontemporal,
    LLVMContext::MD_nonnull,     LLVMContext::MD_align,
    LLVMContext::MD_type};

AttributeMask pointerFacts() {
  AttributeMask mask;
  for (Attribute::AttrKind kind :
       {Attribute::Dereferenceable, Attribute::DereferenceableOrNull,
        Attribute::NoAlias, Attribute::ReadNone, Attribute::ReadOnly,
        Attribute::WriteOnly, Attribute::NoFree})
    mask.addAttribute(kind);
  return mask;
}

void dropFromPrototype(Function &function, const AttributeMask &facts) {
  if (Intrinsic::ID id = function.getIntrinsicID()) {
    function.setAttributes(Intrinsic::getAttributes(
        function.getContext(), id, function.getFunctionType()));
    return;
  }
  for (Argument &argument : function.args())
    if (argument.getType()->isPointerTy())
      function.removeParamAttrs(argument.getArgNo(), facts);
  if (function.getReturnType()->isPointerTy())
    function.removeRetAttrs(facts);
  for (Attribute::AttrKind kind :
       {Attribute::Memory, Attribute::NoSync, Attribute::NoFree})
    function.removeFnAttr(kind);
}

void dropFromCall(CallBase &call, const AttributeMask &facts) {
  for (unsigned i = 0; i != call.arg_size(); ++i)
    if (call.getArgOperand(i)->getType()->isPointerTy())
      call.removeParamAttrs(i, facts);
  if (call.getType()->isPointerTy())
    call.removeRetAttrs(facts);
}

void dropFrom(Instruction &instruction, const AttributeMask &facts) {
  if (MDNode *tag = instruction.getMetadata(LLVMContext::MD_tbaa))
    instruction.setMetadata(
        LLVMContext::MD_tbaa,
        MDBuilder(instruction.getContext()).createMutableTBAAAccessTag(tag));
  if (isa<LoadInst, StoreInst>(instruction))
    instruction.dropUnknownNonDebugMetadata(kKept);
  if (auto *call = dyn_cast<CallBase>(&instruction))
    dropFromCall(*call, facts);
}

} // namespace

void dropHeapFacts(Module &module) {
  AttributeMask facts = pointerFacts();
  for (Function &function : module)
    dropFromPrototype(function, facts);
  for (Function &function : module)
    for (Instruction &instruction :
         make_early_inc_range(instructions(function))) {
      if (auto *intrinsic = dyn_cast<IntrinsicInst>(&instruction);
          intrinsic &&
          intrinsic->getIntrinsicID() == Intrinsic::invariant_start) {
        intrinsic->replaceAllUsesWith(PoisonValue::get(intrinsic->getType()));
        intrinsic->eraseFromParent();
        continue;
      }
      dropFrom(instruction, facts);
    }
}

} // namespace vo::lowering
