//===- FrameRoots.cpp - References of large functions in memory -----------===//

#include "lowering/llvm/FrameRoots.h"

#include "lowering/llvm/BasePointers.h"
#include "lowering/llvm/Conventions.h"
#include "lowering/llvm/FrameReports.h"
#include "lowering/llvm/ProgramPoints.h"
#include "lowering/llvm/SinkAddresses.h"
#include "runtime/abi/Object.h"
#include "llvm/Analysis/TargetLibraryInfo.h"
#include "llvm/IR/CFG.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"

using namespace llvm;

namespace vo::lowering {
namespace {

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
    findPhiUses();
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
        for (Use *use : phiUses.lookup(&block))
          use->set(valueBefore(*use->get(), *instruction));
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

  /// Looked up by block, because a block can have as many successors, and a
  /// phi as many operands, as there are blocks.
  void findPhiUses() {
    for (BasicBlock &block : function)
      for (PHINode &phi : block.phis())
        for (Use &use : phi.incoming_values())
          if (slots.contains(use.get()))
            phiUses[phi.getIncomingBlock(use)].push_back(&use);
  }

  void report(CallInst &call) const {
    reportObjects(call,
                  {object, ConstantInt::get(Type::getInt32Ty(call.getContext()),
                                            abi::kLayoutRefArray)});
  }

  Function &function;
  const TargetLibraryInfo &libraryInfo;
  DenseMap<Value *, unsigned> slots;
  DenseMap<BasicBlock *, SmallVector<Use *, 1>> phiUses; // by incoming block
  AllocaInst *object = nullptr;
  DenseMap<Value *, Value *> present; // in the block, since the last safepoint
};

/// What the references of a function cost at its safepoints.
class Cost {
public:
  Cost(Function &function, const ProgramPoints &points, unsigned limit)
      : points(points), ranges(points), limit(limit) {
    for (Argument &argument : function.args())
      add(argument);
    for (unsigned i = 0; i != points.numBlocks(); ++i)
      for (Instruction &instruction : points.block(i))
        add(instruction);
  }

  bool isTooMuch() {
    uint64_t enough = FrameRootsPass::kBlocks + 8 * points.numBlocks();
    if (points.safepoints().empty() ||
        (references.size() * points.safepoints().size() <= limit &&
         references.size() * points.numBlocks() <= enough))
      return false;
    uint64_t operands = 0, blocks = 0;
    for (Value *reference : references) {
      blocks += ranges.of(*reference, {}, enough - blocks).size();
      operands += ranges.numCrossed();
      if (operands > limit || blocks > enough)
        return true;
    }
    return false;
  }

  /// References that live over more than `few` safepoints, or perhaps do: in
  /// very many blocks. In the order of their definitions.
  SmallVector<Value *> longLived(unsigned few) {
    SmallVector<Value *> found;
    copy_if(references, std::back_inserter(found), [&](Value *reference) {
      return ranges.of(*reference, {}, FrameRootsPass::kFewBlocks).size() >
                 FrameRootsPass::kFewBlocks ||
             ranges.numCrossed() > few;
    });
    return found;
  }

private:
  void add(Value &value) {
    if (isReference(value.getType()))
      references.push_back(&value);
  }

  const ProgramPoints &points;
  LiveRanges ranges;
  uint64_t limit;
  SmallVector<Value *> references;
};

} // namespace

PreservedAnalyses FrameRootsPass::run(Function &function,
                                      FunctionAnalysisManager &analyses) {
  if (!isVoFunction(function))
    return PreservedAnalyses::all();
  auto &libraryInfo = analyses.getResult<TargetLibraryAnalysis>(function);
  unsigned few = std::min(limit, kFew);
  ProgramPoints points(function, libraryInfo);
  if (!Cost(function, points, limit).isTooMuch())
    return PreservedAnalyses::all();
  sinkAddresses(points, few);
  Cost cost(function, points, limit);
  if (!cost.isTooMuch())
    return PreservedAnalyses::none();
  BasePointers bases(function);
  SmallVector<Value *> moved = cost.longLived(few);
  erase_if(moved, [&](Value *reference) { return !bases.isBase(*reference); });
  if (!moved.empty())
    Demotion(function, moved, libraryInfo).run();
  return PreservedAnalyses::none();
}

} // namespace vo::lowering
