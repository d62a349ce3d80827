//===- Lint.cpp - What the collector could not follow ---------------------===//

#include "lowering/llvm/Lint.h"

#include "lowering/llvm/Conventions.h"
#include "lowering/llvm/LintFrames.h"
#include "lowering/llvm/LintWords.h"
#include "lowering/llvm/SafepointLiveness.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/Analysis/TargetLibraryInfo.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/Module.h"
#include "llvm/IR/Operator.h"

using namespace llvm;

namespace vo::lowering {
namespace {

bool isReferenceOrVector(Type *type) {
  return isReference(type->getScalarType());
}

/// True if the integer `value` is computed from addresses outside the heap and
/// constants only.
bool comesFromRawAddress(Value *value, SmallPtrSetImpl<Value *> &visited) {
  if (!visited.insert(value).second)
    return true; // on the way already
  if (auto *cast = dyn_cast<PtrToIntOperator>(value))
    return !isReferenceOrVector(cast->getPointerOperand()->getType());
  if (isa<ConstantInt, UndefValue>(value))
    return true;
  auto *user = dyn_cast<User>(value);
  if (!user || !isa<BinaryOperator, PHINode, SelectInst, FreezeInst>(user))
    return false;
  unsigned first = isa<SelectInst>(user) ? 1 : 0;
  return all_of(drop_begin(user->operands(), first), [&](Use &operand) {
    return comesFromRawAddress(operand, visited);
  });
}

/// The complaint about a cast, or null.
const char *complainAboutCast(Operator &operation) {
  Type *from =
      operation.getNumOperands() ? operation.getOperand(0)->getType() : nullptr;
  switch (operation.getOpcode()) {
  case Instruction::PtrToInt:
  case Instruction::PtrToAddr:
    return isReferenceOrVector(from) ? "reference converted to an integer"
                                     : nullptr;
  case Instruction::IntToPtr: {
    if (!isReferenceOrVector(operation.getType()))
      return nullptr;
    SmallPtrSet<Value *, 8> visited;
    return comesFromRawAddress(operation.getOperand(0), visited)
               ? nullptr
               : "integer converted to a reference";
  }
  case Instruction::AddrSpaceCast:
    return isReferenceOrVector(from) || isReferenceOrVector(operation.getType())
               ? "address space cast of a reference"
               : nullptr;
  default:
    return nullptr;
  }
}

class Linter {
public:
  Linter(Function &function, const TargetLibraryInfo &libraryInfo)
      : function(function), libraryInfo(libraryInfo) {}

  void run() {
    for (Argument &argument : function.args())
      checkAggregate(argument);
    for (Instruction &instruction : instructions(function)) {
      checkAggregate(instruction);
      checkOperation(instruction, instruction);
      checkOperands(instruction, instruction);
      checkControl(instruction);
    }
    lintFrames(function, libraryInfo);
  }

private:
  void checkAggregate(Value &value) {
    if (!value.getType()->isAggregateType() ||
        !containsReference(value.getType()))
      return;
    if (findCrossedSafepoint(value, libraryInfo))
      reportInternalError(
          function, "aggregate with references is live across a safepoint",
          value);
  }

  void checkOperation(Value &value, Instruction &where) {
    auto *operation = dyn_cast<Operator>(&value);
    if (!operation)
      return;
    if (const char *complaint = complainAboutCast(*operation))
      reportInternalError(function, complaint, where);
  }

  /// Constant expressions among the operands, at any depth.
  void checkOperands(User &user, Instruction &where) {
    for (Value *operand : user.operands())
      if (auto *expression = dyn_cast<ConstantExpr>(operand))
        if (visited.insert(expression).second) {
          checkOperation(*expression, where);
          checkOperands(*expression, where);
        }
  }

  void checkControl(Instruction &instruction) {
    if (auto *storage = dyn_cast<AllocaInst>(&instruction))
      if (storage->getAddressSpace() == kReferenceSpace)
        reportInternalError(
            function, "stack object in the heap's address space", instruction);
    if (isa<InvokeInst, CallBrInst>(instruction))
      reportInternalError(function, "call with several successors",
                          instruction);
    if (auto *call = dyn_cast<CallInst>(&instruction))
      if (call->isMustTailCall() && isSafepoint(*call, libraryInfo))
        reportInternalError(function, "musttail call at a safepoint",
                            instruction);
  }

  Function &function;
  const TargetLibraryInfo &libraryInfo;
  SmallPtrSet<ConstantExpr *, 8> visited;
};

} // namespace

PreservedAnalyses LintPass::run(Module &module,
                                ModuleAnalysisManager &analyses) {
  for (GlobalVariable &global : module.globals())
    if (global.getAddressSpace() == kReferenceSpace)
      module.getContext().emitError("internal compiler error: global '" +
                                    global.getName() +
                                    "' is in the heap's address space");
  auto &functionAnalyses =
      analyses.getResult<FunctionAnalysisManagerModuleProxy>(module)
          .getManager();
  for (Function &function : module)
    if (isVoFunction(function) && !function.isDeclaration())
      Linter(function,
             functionAnalyses.getResult<TargetLibraryAnalysis>(function))
          .run();
  lintWords(module);
  return PreservedAnalyses::all();
}

} // namespace vo::lowering
