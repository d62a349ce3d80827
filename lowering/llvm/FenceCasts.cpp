//===- FenceCasts.cpp - Work around a lost sign of zero -------------------===//

#include "lowering/llvm/FenceCasts.h"

#include "lowering/llvm/Conventions.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/PatternMatch.h"
#include "llvm/Transforms/Utils/Local.h"

using namespace llvm;
using namespace llvm::PatternMatch;

namespace vo::lowering {
namespace {

/// The value of type float that `value` is the widened form of, or null.
Value *narrowForm(Value *value) {
  Value *narrow = nullptr;
  if (match(value, m_FPExt(m_Value(narrow))) && narrow->getType()->isFloatTy())
    return narrow;
  auto *constant = dyn_cast<ConstantFP>(value);
  if (!constant)
    return nullptr;
  bool loses = false;
  APFloat number = constant->getValueAPF();
  number.convert(APFloat::IEEEsingle(), APFloat::rmNearestTiesToEven, &loses);
  return loses ? nullptr : ConstantFP::get(value->getContext(), number);
}

/// Replaces a truncation of arithmetic on widened values.
bool narrow(FPTruncInst &truncation) {
  auto *wide = dyn_cast<BinaryOperator>(truncation.getOperand(0));
  if (!wide || !wide->hasOneUse() || !truncation.getType()->isFloatTy() ||
      wide->getOpcode() == Instruction::FRem)
    return false;
  Value *lhs = narrowForm(wide->getOperand(0));
  Value *rhs = narrowForm(wide->getOperand(1));
  if (!lhs || !rhs)
    return false;
  IRBuilder<> builder(&truncation);
  Value *result = builder.CreateBinOp(wide->getOpcode(), lhs, rhs);
  result->takeName(wide);
  truncation.replaceAllUsesWith(result);
  RecursivelyDeleteTriviallyDeadInstructions(&truncation);
  return true;
}

void fence(CastInst &cast) {
  auto fenced = [](IRBuilder<> &&builder, Value *value) {
    return builder.CreateIntrinsic(Intrinsic::arithmetic_fence,
                                   {value->getType()}, {value});
  };
  if (isa<FPTruncInst>(cast))
    return cast.setOperand(0, fenced(IRBuilder<>(&cast), cast.getOperand(0)));
  auto *result =
      fenced(IRBuilder<>(cast.getNextNode()), UndefValue::get(cast.getType()));
  cast.replaceAllUsesWith(result);
  result->setArgOperand(0, &cast);
}

} // namespace

PreservedAnalyses FenceCastsPass::run(Function &function,
                                      FunctionAnalysisManager &) {
  if (!isVoFunction(function))
    return PreservedAnalyses::all();
  // A truncation may take casts with it that come before.
  SmallVector<WeakTrackingVH> casts;
  for (Instruction &instruction : instructions(function))
    if (isa<FPTruncInst, FPExtInst>(instruction))
      casts.push_back(&instruction);
  if (casts.empty())
    return PreservedAnalyses::all();
  for (const WeakTrackingVH &cast : casts)
    if (auto *truncation = dyn_cast_or_null<FPTruncInst>(cast))
      narrow(*truncation);
  for (const WeakTrackingVH &cast : casts)
    if (auto *left = dyn_cast_or_null<CastInst>(cast))
      fence(*left);
  PreservedAnalyses preserved;
  preserved.preserveSet<CFGAnalyses>();
  return preserved;
}

} // namespace vo::lowering
