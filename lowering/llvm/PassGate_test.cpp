#include "lowering/llvm/PassGate.h"

#include "llvm/Analysis/LoopInfo.h"
#include "llvm/IR/Dominators.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/Module.h"
#include "llvm/Transforms/InstCombine/InstCombine.h"
#include "llvm/Transforms/Scalar/LICM.h"
#include "llvm/Transforms/Scalar/LoopRotation.h"
#include "llvm/Transforms/Scalar/LoopUnrollPass.h"
#include "llvm/Transforms/Utils/LoopSimplify.h"
#include "gtest/gtest.h"

using namespace llvm;
using namespace vo;

namespace {

/// A function of `count` loops, one after the other.
Function *makeLoops(Module &module, unsigned count) {
  LLVMContext &context = module.getContext();
  auto *type =
      FunctionType::get(Type::getVoidTy(context), Type::getInt1Ty(context),
                        /*isVarArg=*/false);
  auto *function =
      Function::Create(type, GlobalValue::ExternalLinkage, "loops", module);
  IRBuilder<> builder(BasicBlock::Create(context, "", function));
  for (unsigned i = 0; i < count; ++i) {
    BasicBlock *loop = BasicBlock::Create(context, "", function);
    BasicBlock *next = BasicBlock::Create(context, "", function);
    builder.CreateBr(loop);
    builder.SetInsertPoint(loop);
    builder.CreateCondBr(function->getArg(0), loop, next);
    builder.SetInsertPoint(next);
  }
  builder.CreateRetVoid();
  return function;
}

class PassGateTest : public testing::Test {
protected:
  void make(unsigned loops) {
    function = makeLoops(module, loops);
    tree.recalculate(*function);
    info.analyze(tree);
    gate.registerCallbacks(callbacks);
  }

  template <typename Pass> bool runsOnLoop(const Pass &pass) {
    return PassInstrumentation(&callbacks).runBeforePass(pass, **info.begin());
  }
  template <typename Pass> bool runsOnFunction(const Pass &pass) {
    return PassInstrumentation(&callbacks).runBeforePass(pass, *function);
  }

  LLVMContext context;
  Module module{"test", context};
  Function *function = nullptr;
  DominatorTree tree;
  LoopInfo info;
  PassInstrumentationCallbacks callbacks;
  lowering::PassGate gate;
};

TEST_F(PassGateTest, FewLoops) {
  make(lowering::kManyLoops);
  EXPECT_FALSE(lowering::hasManyLoops(*function));
  EXPECT_TRUE(runsOnLoop(LoopRotatePass()));
  EXPECT_TRUE(runsOnFunction(LoopUnrollPass()));
}

TEST_F(PassGateTest, ManyLoops) {
  make(lowering::kManyLoops + 1);
  EXPECT_TRUE(lowering::hasManyLoops(*function));
  EXPECT_FALSE(runsOnLoop(LoopRotatePass()));
  EXPECT_FALSE(runsOnFunction(LoopUnrollPass()));
  EXPECT_TRUE(runsOnLoop(LICMPass(LICMOptions())));
  EXPECT_TRUE(runsOnFunction(LoopSimplifyPass()));
  EXPECT_TRUE(runsOnFunction(InstCombinePass()));
}

TEST_F(PassGateTest, AsksTheChoice) {
  make(1);
  bisect::Choice none(cantFail(bisect::Pattern::parse("none")), nullptr);
  EXPECT_TRUE(runsOnFunction(InstCombinePass()));
  gate.setChoice(&none);
  EXPECT_FALSE(runsOnFunction(InstCombinePass()));
  EXPECT_FALSE(runsOnLoop(LoopRotatePass()));
  // Others rely on it.
  EXPECT_TRUE(runsOnFunction(LoopSimplifyPass()));
  gate.setChoice(nullptr);
  EXPECT_TRUE(runsOnFunction(InstCombinePass()));
}

} // namespace
