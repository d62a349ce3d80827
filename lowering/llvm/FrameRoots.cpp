//===- FrameRoots.cpp - References of large functions in memory -----------===//

#include "lowering/llvm/FrameRoots.h"

#include "lowering/llvm/Conventions.h"
#include "lowering/llvm/RootLiveness.h"
#include "runtime/abi/Object.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/Analysis/TargetLibraryInfo.h"
#include "llvm/IR/CFG.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"

using namespace llvm;

namespace vo::lowering {
namespace {

/// Splits off, of the phis and selects among them, those that may be derived.
class BasePointers {
public:
  explicit BasePointers(Function &function) {
    // Assume that merges are bases, and drop them until nothing changes.
    for (Instruction &instruction : instructions(function))
      if (isReference(instruction.getType()) && isMerge(instruction))
        merges.insert(&instruction);
    SmallVector<Instruction *> dropped;
    do {
      dropped.clear();
      for (Instruction *merge : merges)
        if (!all_of(merge->operands(), [&](Use &operand) {
              return !isReference(operand->getType()) || contains(*operand);
            }))
          dropped.push_back(merge);
      for (Instruction *merge : dropped)
        merges.remove(merge);
    } while (!dropped.empty());
  }

  bool contains(Value &value) const {
    if (auto *instruction = dyn_cast<Instruction>(&value);
        instruction && isMerge(*instruction))
      return merges.contains(instruction);
    return isa<Argument, Constant, CallBase, LoadInst, ExtractValueInst,
               IntToPtrInst>(value);
  }

private:
  static bool isMerge(const Instruction &instruction) {
    return isa<PHINode, SelectInst, FreezeInst>(instruction);
  }

  SmallSetVector<Instruction *, 16> merges;
};

/// Where `use` needs its value: before this instruction.
Instruction *placeOf(Use &use) {
  auto *user = cast<Instruction>(use.getUser());
  if (auto *phi = dyn_cast<PHINode>(user))
    return phi->getIncomingBlock(use)->getTerminator();
  return user;
}

/// Computes the address again before each use. A phi with several edges from
/// one block needs one value for all of them.
void sinkToUses(GetElementPtrInst &address) {
  DenseMap<Instruction *, Instruction *> copies; // by place
  for (Use &use : make_early_inc_range(address.uses())) {
    Instruction *place = placeOf(use);
    Instruction *&copy = copies[place];
    if (!copy) {
      copy = address.clone();
      copy->insertBefore(place->getIterator());
    }
    use.set(copy);
  }
  address.eraseFromParent();
}

/// The frame object and the rewriting of one function.
class Demotion {
public:
  Demotion(Function &function, ArrayRef<Value *> references,
           const TargetLibraryInfo &libraryInfo)
      : function(function), libraryInfo(libraryInfo) {
    for (auto [index, reference] : enumerate(references))
      slots[reference] = index;
  }

  void run() {
    createObject();
    for (BasicBlock &block : function)
      rewrite(block);
    for (Instruction &instruction :
         make_early_inc_range(instructions(function)))
      if (auto *call = dyn_cast<CallInst>(&instruction))
        if (isSafepoint(*call, libraryInfo) && !call->doesNotReturn())
          report(*call);
  }

private:
  void createObject() {
    BasicBlock &entry = function.getEntryBlock();
    IRBuilder<> builder(&entry, entry.begin());
    uint64_t bytes = abi::kArrayDataOffset + slots.size() * abi::kWordBytes;
    object = builder.CreateAlloca(
        ArrayType::get(builder.getInt64Ty(), bytes / abi::kWordBytes), nullptr,
        "roots");
    object->setAlignment(Align(abi::kWordBytes));
    builder.CreateMemSet(object, builder.getInt8(0), bytes,
                         Align(abi::kWordBytes), /*isVolatile=*/true);
    auto set = [&](uint64_t offset, Value *value, uint64_t align) {
      builder.CreateAlignedStore(value, field(builder, offset), Align(align),
                                 /*isVolatile=*/true);
    };
    set(offsetof(abi::ArrayObject, length), builder.getInt64(slots.size()), 8);
    set(offsetof(abi::ArrayObject, elemBytes),
        builder.getInt32(abi::kWordBytes), 4);
    for (Argument &argument : function.args())
      if (slots.contains(&argument))
        store(builder, argument);
  }

  Value *field(IRBuilder<> &builder, uint64_t offset) const {
    return offset ? builder.CreateConstInBoundsGEP1_64(builder.getInt8Ty(),
                                                       object, offset)
                  : object;
  }
  Value *slot(IRBuilder<> &builder, Value &reference) const {
    return field(builder, abi::kArrayDataOffset +
                              slots.at(&reference) * abi::kWordBytes);
  }
  void store(IRBuilder<> &builder, Value &reference) const {
    builder.CreateAlignedStore(&reference, slot(builder, reference),
                               Align(abi::kWordBytes), /*isVolatile=*/true);
  }

  /// The present value of a reference before an instruction of the block.
  Value *valueBefore(Value &reference, Instruction &place) {
    Value *&value = present[&reference];
    if (!value) {
      IRBuilder<> builder(&place);
      value = builder.CreateAlignedLoad(
          reference.getType(), slot(builder, reference), Align(abi::kWordBytes),
          /*isVolatile=*/true, reference.getName());
    }
    return value;
  }

  void define(Instruction &instruction, BasicBlock::iterator after) {
    if (!slots.contains(&instruction))
      return;
    IRBuilder<> builder(instruction.getParent(), after);
    builder.SetCurrentDebugLocation(instruction.getDebugLoc());
    store(builder, instruction);
    present[&instruction] = &instruction;
  }

  void rewrite(BasicBlock &block) {
    present.clear();
    if (block.isEntryBlock())
      for (Argument &argument : function.args())
        present[&argument] = &argument;
    SmallVector<Instruction *> before(
        make_pointer_range(make_range(block.begin(), block.end())));
    for (Instruction *instruction : before) {
      if (isa<PHINode>(instruction)) {
        define(*instruction, block.getFirstInsertionPt());
        continue;
      }
      // Phis of the successors take their values before the terminator.
      if (instruction->isTerminator())
        for (BasicBlock *successor : successors(&block))
          rewritePhis(*successor, block);
      for (Use &use : instruction->operands())
        if (slots.contains(use.get()))
          use.set(valueBefore(*use.get(), *instruction));
      auto *call = dyn_cast<CallBase>(instruction);
      if (call && isSafepoint(*call, libraryInfo))
        present.clear();
      if (!instruction->isTerminator())
        define(*instruction, std::next(instruction->getIterator()));
    }
  }

  void rewritePhis(BasicBlock &successor, BasicBlock &block) {
    for (PHINode &phi : successor.phis())
      for (unsigned i = 0; i != phi.getNumIncomingValues(); ++i)
        if (phi.getIncomingBlock(i) == &block &&
            slots.contains(phi.getIncomingValue(i)))
          phi.setIncomingValue(
              i, valueBefore(*phi.getIncomingValue(i), *block.getTerminator()));
  }

  void report(CallInst &call) const {
    SmallVector<OperandBundleDef> bundles;
    call.getOperandBundlesAsDefs(bundles);
    SmallVector<Value *> inputs;
    if (auto deopt = call.getOperandBundle(LLVMContext::OB_deopt))
      inputs.append(deopt->Inputs.begin(), deopt->Inputs.end());
    erase_if(bundles, [](const OperandBundleDef &bundle) {
      return bundle.getTag() == "deopt";
    });
    inputs.push_back(object);
    inputs.push_back(ConstantInt::get(Type::getInt32Ty(call.getContext()),
                                      abi::kLayoutRefArray));
    bundles.emplace_back("deopt", inputs);
    CallInst *reporting = CallInst::Create(&call, bundles, call.getIterator());
    reporting->takeName(&call);
    reporting->copyMetadata(call);
    reporting->setTailCallKind(CallInst::TCK_None); // it sees the frame
    call.replaceAllUsesWith(reporting);
    call.eraseFromParent();
  }

  Function &function;
  const TargetLibraryInfo &libraryInfo;
  DenseMap<Value *, unsigned> slots;
  AllocaInst *object = nullptr;
  DenseMap<Value *, Value *> present; // in the block, since the last safepoint
};

/// Sinks derived pointers that live over more than `few` safepoints.
bool sinkAddresses(ArrayRef<Value *> references) {
  bool changed = false;
  // From the last one, so that the copies of a chain are taken along.
  for (Value *reference : reverse(references))
    if (auto *address = dyn_cast<GetElementPtrInst>(reference)) {
      sinkToUses(*address);
      changed = true;
    }
  return changed;
}

} // namespace

PreservedAnalyses FrameRootsPass::run(Function &function,
                                      FunctionAnalysisManager &analyses) {
  if (!isVoFunction(function))
    return PreservedAnalyses::all();
  auto &libraryInfo = analyses.getResult<TargetLibraryAnalysis>(function);
  unsigned few = std::min(limit, kFew);
  auto liveness = std::make_unique<RootLiveness>(function, libraryInfo);
  if (liveness->cost(limit) <= limit)
    return PreservedAnalyses::all();
  if (sinkAddresses(liveness->liveOverMoreThan(few))) {
    liveness = std::make_unique<RootLiveness>(function, libraryInfo);
    if (liveness->cost(limit) <= limit)
      return PreservedAnalyses::none();
  }
  BasePointers bases(function);
  SmallVector<Value *> moved = liveness->liveOverMoreThan(few);
  erase_if(moved,
           [&](Value *reference) { return !bases.contains(*reference); });
  if (!moved.empty())
    Demotion(function, moved, libraryInfo).run();
  return PreservedAnalyses::none();
}

} // namespace vo::lowering
