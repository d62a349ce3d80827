//===- StackLimits.cpp - Which functions check the stack, for what --------===//

#include "lowering/llvm/StackLimits.h"

#include "lowering/llvm/Conventions.h"
#include "lowering/llvm/FrameSizes.h"
#include "lowering/llvm/LargeFrames.h"
#include "lowering/llvm/Locations.h"
#include "runtime/abi/Context.h"
#include "runtime/abi/Module.h"
#include "runtime/abi/Stack.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SCCIterator.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/IR/DebugInfoMetadata.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/MDBuilder.h"
#include "llvm/IR/Module.h"
#include "llvm/IR/Statepoint.h"
#include "llvm/Transforms/Utils/BasicBlockUtils.h"

#include <deque>

using namespace llvm;

namespace vo::lowering {
namespace {

/// A function of the program; or, without one, what an indirect call may reach.
struct Node {
  Function *function = nullptr;
  SmallVector<Node *, 4> callees;
  uint64_t own = 0;
  uint64_t below = 0;
  bool checks = false;

  bool isLargeHalf() const {
    return function && function->hasFnAttribute(kLargeFrameAttr);
  }
  bool canCheck() const {
    return function && !isLargeHalf() && function->arg_size() != 0 &&
           function->hasParamAttribute(0, Attribute::SwiftSelf);
  }
  /// What a call of it may need before another check has passed.
  uint64_t asCallee() const {
    return checks ? own + abi::kEntryStackBytes : below;
  }
};

} // namespace
} // namespace vo::lowering

namespace llvm {
template <> struct GraphTraits<vo::lowering::Node *> {
  using NodeRef = vo::lowering::Node *;
  using ChildIteratorType = SmallVectorImpl<NodeRef>::iterator;
  static NodeRef getEntryNode(NodeRef node) { return node; }
  static ChildIteratorType child_begin(NodeRef node) {
    return node->callees.begin();
  }
  static ChildIteratorType child_end(NodeRef node) {
    return node->callees.end();
  }
};
} // namespace llvm

namespace vo::lowering {
namespace {

Value &calleeOf(CallBase &call) {
  if (auto *statepoint = dyn_cast<GCStatepointInst>(&call))
    return *statepoint->getActualCalledOperand();
  return *call.getCalledOperand();
}

bool isCallee(const CallBase &call, const Use &use) {
  return isa<GCStatepointInst>(call)
             ? use.getOperandNo() == GCStatepointInst::CalledFunctionPos
             : call.isCallee(&use);
}

/// Whether some call may reach the function without naming it. The module
/// descriptor's use does not count: that is where a stack begins.
bool isReachedIndirectly(const Function &function) {
  SmallVector<const Use *> pending(make_pointer_range(function.uses()));
  SmallPtrSet<const User *, 8> visited;
  while (!pending.empty()) {
    const Use &use = *pending.pop_back_val();
    const User *user = use.getUser();
    if (auto *call = dyn_cast<CallBase>(user)) {
      if (!isCallee(*call, use))
        return true;
      continue;
    }
    auto *variable = dyn_cast<GlobalVariable>(user);
    if (variable && variable->getName() == abi::kModuleSymbol)
      continue;
    if (variable || !isa<Constant>(user))
      return true;
    if (visited.insert(user).second)
      for (const Use &outer : user->uses())
        pending.push_back(&outer);
  }
  return false;
}

/// The program's calls.
class Graph {
public:
  explicit Graph(Module &module) {
    for (Function &function : module)
      if (isVoFunction(function) && !function.isDeclaration())
        nodes[&function] = &storage.emplace_back(Node{&function});
    for (Node &node : storage) {
      node.own = frameBytesBound(*node.function);
      root.callees.push_back(&node);
      if (isReachedIndirectly(*node.function))
        indirect.callees.push_back(&node);
      addCalls(node);
    }
  }

  /// Decides what checks, callees first.
  void solve() {
    for (auto scc = scc_begin(&root); !scc.isAtEnd(); ++scc) {
      SmallVector<Node *> members(scc->begin(), scc->end());
      if (scc.hasCycle())
        for (Node *node : members)
          checkOnCycle(*node);
      // What does not check is a callee of what does.
      for (bool large : {true, false})
        for (Node *node : members)
          if (node->isLargeHalf() == large)
            measure(*node);
    }
  }

  std::deque<Node> storage;

private:
  void addCalls(Node &node) {
    SmallPtrSet<Node *, 8> added;
    for (Instruction &instruction : instructions(*node.function)) {
      auto *call = dyn_cast<CallBase>(&instruction);
      if (!call || (isa<IntrinsicInst>(call) && !isa<GCStatepointInst>(call)))
        continue;
      auto *callee = dyn_cast<Function>(&calleeOf(*call));
      Node *target = callee ? nodes.lookup(callee) : &indirect;
      if (target && added.insert(target).second)
        node.callees.push_back(target);
    }
  }

  static void checkOnCycle(Node &node) {
    node.checks = node.canCheck();
    if (node.function && !node.checks && !node.isLargeHalf())
      reportInternalError(*node.function, "recursion without a context");
  }

  static void measure(Node &node) {
    uint64_t calls = abi::kEntryStackBytes;
    for (const Node *callee : node.callees)
      calls = std::max(calls, callee->asCallee());
    node.below = node.own + calls;
    if (node.below > abi::kStackSlackBytes && node.canCheck())
      node.checks = true;
  }

  DenseMap<Function *, Node *> nodes;
  Node indirect, root;
};

/// Puts the check into one function.
class Emitter {
public:
  explicit Emitter(Function &function)
      : function(function), builder(placeAfterObjects()) {
    if (DISubprogram *subprogram = function.getSubprogram())
      builder.SetCurrentDebugLocation(DILocation::get(
          function.getContext(), subprogram->getLine(), 0, subprogram));
  }

  void check(uint64_t excess) {
    Type *word = builder.getInt64Ty();
    Value *frame = builder.CreateIntrinsic(
        Intrinsic::frameaddress, {builder.getPtrTy()}, {builder.getInt32(0)});
    Value *depth = builder.CreatePtrToInt(frame, word, "depth");
    if (excess != 0)
      depth = builder.CreateSub(depth, builder.getInt64(excess), "deepest");
    Value *limit = builder.CreateAlignedLoad(
        word,
        builder.CreateConstInBoundsGEP1_64(
            builder.getInt8Ty(), function.getArg(0), abi::kContextStackLimit),
        Align(8), "limit");
    Value *isBelow = builder.CreateICmpULT(depth, limit, "below");
    Instruction *end = SplitBlockAndInsertIfThen(
        isBelow, builder.GetInsertPoint(), /*Unreachable=*/true,
        MDBuilder(function.getContext()).createUnlikelyBranchWeights());
    end->getParent()->setName("overflow");
    DebugLoc where = builder.getCurrentDebugLocation();
    builder.SetInsertPoint(end);
    builder.SetCurrentDebugLocation(where);
    callOverflow();
  }

private:
  /// Stack objects stay in the entry block.
  Instruction *placeAfterObjects() {
    BasicBlock &entry = function.getEntryBlock();
    BasicBlock::iterator place = entry.begin();
    while (isa<AllocaInst>(*place))
      ++place;
    for (Instruction &instruction :
         make_early_inc_range(make_range(place, entry.end())))
      if (isa<AllocaInst>(instruction))
        instruction.moveBefore(place);
    return &*place;
  }

  void callOverflow() {
    auto *type = FunctionType::get(builder.getVoidTy(), {builder.getPtrTy()},
                                   /*isVarArg=*/false);
    FunctionCallee entry = function.getParent()->getOrInsertFunction(
        abi::entry(abi::EntryId::vo_rt_stack_overflow).name, type);
    cast<Function>(entry.getCallee())->setCallingConv(CallingConv::Swift);
    CallInst *call = builder.CreateGCStatepointCall(
        function.getFnAttributeAsParsedInteger(kEntryLocationAttr),
        /*NumPatchBytes=*/0, entry, {function.getArg(0)}, std::nullopt, {});
    call->setCallingConv(CallingConv::Swift);
    call->addParamAttr(GCStatepointInst::CallArgsBeginPos,
                       Attribute::SwiftSelf);
  }

  Function &function;
  IRBuilder<> builder;
};

void eraseMarkers(Module &module) {
  Function *marker = module.getFunction(kStackCheckName);
  if (!marker)
    return;
  for (User *user : make_early_inc_range(marker->users()))
    if (auto *call = dyn_cast<CallInst>(user))
      call->eraseFromParent();
  if (marker->use_empty())
    marker->eraseFromParent();
}

} // namespace

PreservedAnalyses StackLimitsPass::run(Module &module,
                                       ModuleAnalysisManager &) {
  eraseMarkers(module);
  Graph graph(module);
  graph.solve();
  for (Node &node : graph.storage) {
    if (node.checks)
      Emitter(*node.function)
          .check(node.below - std::min(node.below, abi::kStackSlackBytes));
    node.function->addFnAttr(kFrameBytesAttr, Twine(node.own).str());
  }
  return PreservedAnalyses::none();
}

} // namespace vo::lowering
