//===- RewriteStatepoints.cpp - Calls into statepoints --------------------===//

#include "lowering/llvm/RewriteStatepoints.h"

#include "lowering/llvm/BasePointers.h"
#include "lowering/llvm/Conventions.h"
#include "lowering/llvm/DropHeapFacts.h"
#include "lowering/llvm/ProgramPoints.h"
#include "lowering/llvm/Relocations.h"
#include "lowering/llvm/SinkAddresses.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/Analysis/TargetLibraryInfo.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/Module.h"
#include "llvm/IR/Statepoint.h"
#include "llvm/Transforms/Scalar/RewriteStatepointsForGC.h"
#include "llvm/Transforms/Utils/BasicBlockUtils.h"
#include "llvm/Transforms/Utils/Local.h"

using namespace llvm;

namespace vo::lowering {
namespace {

/// True if this pass knows how the instruction makes or keeps references.
bool isHandled(const Instruction &instruction) {
  Type *type = instruction.getType();
  if (isReference(type))
    return isa<PHINode, SelectInst, FreezeInst, GetElementPtrInst, LoadInst,
               CallInst, ExtractValueInst, IntToPtrInst>(instruction);
  if (type->isVectorTy() && containsReference(type))
    return false;
  auto *call = dyn_cast<CallBase>(&instruction);
  if (!call)
    return true;
  auto deopt = call->getOperandBundle(LLVMContext::OB_deopt);
  return isa<CallInst>(call) &&
         (!deopt || none_of(deopt->Inputs, [](const Use &input) {
           return containsReference(input->getType());
         }));
}

bool isHandled(const Function &function) {
  auto isVector = [](const Argument &argument) {
    return argument.getType()->isVectorTy() &&
           containsReference(argument.getType());
  };
  return none_of(function.args(), isVector) &&
         all_of(instructions(function), [](const Instruction &instruction) {
           return isHandled(instruction);
         });
}

/// Attributes of the statepoint of a call: those of the function that can be
/// true of it, and those of the arguments, which lie behind its own.
AttributeList statepointAttributes(const CallInst &call, AttributeList own) {
  LLVMContext &context = call.getContext();
  AttributeList given = call.getAttributes();
  AttrBuilder function(context, given.getFnAttrs());
  for (Attribute::AttrKind kind :
       {Attribute::Memory, Attribute::NoSync, Attribute::NoFree})
    function.removeAttribute(kind);
  for (Attribute attribute : given.getFnAttrs())
    if (isStatepointDirectiveAttr(attribute))
      function.removeAttribute(attribute);
  own = own.addFnAttributes(context, function);
  for (unsigned i = 0; i != call.arg_size(); ++i)
    own =
        own.addParamAttributes(context, GCStatepointInst::CallArgsBeginPos + i,
                               AttrBuilder(context, given.getParamAttrs(i)));
  return own;
}

/// Puts the statepoint of a call in front of it, with `live` listed.
CallInst *makeStatepoint(CallInst &call, ArrayRef<Value *> live) {
  IRBuilder<> builder(&call);
  StatepointDirectives directives =
      parseStatepointDirectivesFromAttrs(call.getAttributes());
  std::optional<ArrayRef<Use>> deopt;
  if (auto bundle = call.getOperandBundle(LLVMContext::OB_deopt))
    deopt = bundle->Inputs;
  SmallVector<Value *> arguments(call.args());
  CallInst *statepoint = builder.CreateGCStatepointCall(
      directives.StatepointID.value_or(
          StatepointDirectives::DefaultStatepointID),
      directives.NumPatchBytes.value_or(0),
      FunctionCallee(call.getFunctionType(), call.getCalledOperand()),
      static_cast<uint32_t>(StatepointFlags::None), arguments,
      /*TransitionArgs=*/std::nullopt, deopt, live, "statepoint");
  statepoint->setTailCallKind(call.getTailCallKind());
  statepoint->setCallingConv(call.getCallingConv());
  statepoint->setAttributes(
      statepointAttributes(call, statepoint->getAttributes()));
  return statepoint;
}

/// A reference that lives over safepoints.
struct Root {
  Value *value;
  unsigned base; // its number
  SmallVector<LiveRange, 2> ranges;
  SmallVector<Relocation, 2> relocations;
};

class Rewriter {
public:
  Rewriter(Function &function, const TargetLibraryInfo &libraryInfo)
      : function(function), points(function, libraryInfo), ranges(points) {}

  void run() {
    if (points.safepoints().empty())
      return;
    sinkAddresses(points, /*few=*/0);
    findRoots();
    listRoots();
    for (auto [i, call] : enumerate(points.safepoints()))
      rewriteCall(cast<CallInst>(*call), lists[i]);
    Relocations relocations(points);
    for (Root &root : roots)
      relocations.rewrite(*root.value, root.ranges, root.relocations);
    removeUnused();
  }

private:
  SmallVector<Value *> references();
  void findRoots();
  void addRoot(Value &value, ArrayRef<Value *> derived = {});
  void listRoots();
  void rewriteCall(CallInst &call, ArrayRef<unsigned> live);
  void relocate(CallInst &statepoint, IRBuilder<> &builder,
                ArrayRef<unsigned> live, unsigned point);
  void removeUnused();

  Function &function;
  ProgramPoints points;
  LiveRanges ranges;
  SmallVector<Root, 0> roots;
  DenseMap<const Value *, unsigned> numbers;      // of roots
  SmallVector<SmallVector<unsigned, 4>, 0> lists; // roots, by safepoint
};

/// Arguments and instructions in order of their definition.
SmallVector<Value *> Rewriter::references() {
  SmallVector<Value *> found;
  for (Argument &argument : function.args())
    if (isReference(argument.getType()))
      found.push_back(&argument);
  for (unsigned i = 0; i != points.numBlocks(); ++i)
    for (Instruction &instruction : points.block(i))
      if (isReference(instruction.getType()))
        found.push_back(&instruction);
  return found;
}

void Rewriter::findRoots() {
  BasePointers bases(function);
  SmallVector<Value *> derived;
  for (Value *reference : references())
    if (!bases.isBase(*reference) && ranges.crossings(*reference) != 0)
      derived.push_back(reference);
  bases.makeMerges(derived, [&](Instruction &added, Instruction &merge) {
    points.set(added, points.of(merge));
  });
  // What lives over safepoints because something derived from it does.
  MapVector<Value *, SmallVector<Value *, 2>> derivedFrom;
  for (Value *reference : derived)
    derivedFrom[bases.baseOf(*reference)].push_back(reference);
  for (auto &[base, users] : derivedFrom)
    if (!isa<Constant>(base))
      addRoot(*base, users);
  for (Value *reference : derived)
    if (Value *base = bases.baseOf(*reference); !isa<Constant>(base)) {
      addRoot(*reference);
      roots.back().base = numbers.at(base);
    }
  for (Value *reference : references())
    if (bases.isBase(*reference) && !numbers.contains(reference))
      addRoot(*reference);
}

/// Makes a root of a base pointer, if it lives over safepoints.
void Rewriter::addRoot(Value &value, ArrayRef<Value *> derived) {
  ArrayRef<LiveRange> found = ranges.of(value, derived);
  if (ranges.numCrossed() == 0)
    return;
  unsigned number = roots.size();
  numbers[&value] = number;
  roots.push_back({&value, number, {found.begin(), found.end()}, {}});
}

void Rewriter::listRoots() {
  lists.resize(points.safepoints().size());
  for (auto [number, root] : enumerate(roots))
    for (const LiveRange &range : root.ranges)
      for (auto [i, last] = points.crossed(range); i < last; ++i)
        lists[i].push_back(number);
}

void Rewriter::rewriteCall(CallInst &call, ArrayRef<unsigned> live) {
  SmallVector<Value *> values;
  for (unsigned number : live)
    values.push_back(roots[number].value);
  unsigned point = points.of(call);
  CallInst *statepoint = makeStatepoint(call, values);
  points.set(*statepoint, point);

  IRBuilder<> builder(call.getNextNode());
  if (!call.use_empty()) {
    CallInst *result = builder.CreateGCResult(statepoint, call.getType());
    result->takeName(&call);
    AttrBuilder facts(call.getContext(), call.getAttributes().getRetAttrs());
    result->setAttributes(AttributeList::get(
        call.getContext(), AttributeList::ReturnIndex, facts));
    points.set(*result, point);
    if (auto found = numbers.find(&call); found != numbers.end())
      roots[found->second].value = result;
    call.replaceAllUsesWith(result);
  }
  relocate(*statepoint, builder, live, point);
  call.eraseFromParent();
}

void Rewriter::relocate(CallInst &statepoint, IRBuilder<> &builder,
                        ArrayRef<unsigned> live, unsigned point) {
  unsigned block = points.indexOf(*statepoint.getParent());
  for (auto [place, number] : enumerate(live)) {
    Root &root = roots[number];
    unsigned base = lower_bound(live, root.base) - live.begin();
    CallInst *moved = builder.CreateGCRelocate(
        &statepoint, base, place, root.value->getType(),
        root.value->hasName() ? root.value->getName() + ".relocated" : Twine());
    // Code generation must not think that it clobbers registers.
    moved->setCallingConv(CallingConv::Cold);
    root.relocations.push_back({point, block, moved});
  }
}

/// A base that lives for what is derived from it only has no uses of its own.
void Rewriter::removeUnused() {
  for (Root &root : roots)
    for (const Relocation &relocation : root.relocations)
      if (relocation.value->use_empty())
        relocation.value->eraseFromParent();
}

/// Compares sit at their branches, behind the safepoints between: else both
/// the old and the new value of a reference would be needed.
void moveCompares(Function &function) {
  for (BasicBlock &block : function) {
    auto *branch = dyn_cast<BranchInst>(block.getTerminator());
    if (!branch || !branch->isConditional())
      continue;
    auto *compare = dyn_cast<ICmpInst>(branch->getCondition());
    if (compare && compare->hasOneUse())
      compare->moveBefore(branch->getIterator());
  }
}

void rewrite(Function &function, const TargetLibraryInfo &libraryInfo) {
  removeUnreachableBlocks(function);
  for (BasicBlock &block : function)
    if (block.getUniquePredecessor())
      FoldSingleEntryPHINodes(&block);
  moveCompares(function);
  Rewriter(function, libraryInfo).run();
}

} // namespace

PreservedAnalyses RewriteStatepointsPass::run(Module &module,
                                              ModuleAnalysisManager &analyses) {
  auto &functions =
      analyses.getResult<FunctionAnalysisManagerModuleProxy>(module)
          .getManager();
  bool isWhole = linear;
  for (Function &function : module) {
    if (!isVoFunction(function) || function.isDeclaration())
      continue;
    if (!linear || !isHandled(function)) {
      isWhole = false;
      continue;
    }
    rewrite(function, functions.getResult<TargetLibraryAnalysis>(function));
    functions.invalidate(function, PreservedAnalyses::none());
  }
  // It takes a function without safepoints for done.
  if (!isWhole)
    RewriteStatepointsForGC().run(module, analyses);
  dropHeapFacts(module);
  return PreservedAnalyses::none();
}

} // namespace vo::lowering
