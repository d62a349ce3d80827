//===- SplitAggregates.cpp - No aggregate of references over calls --------===//

#include "lowering/llvm/SplitAggregates.h"

#include "lowering/llvm/Conventions.h"
#include "lowering/llvm/SafepointLiveness.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/Analysis/TargetLibraryInfo.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/Transforms/Utils/Local.h"

using namespace llvm;

namespace vo::lowering {
namespace {

bool isInteresting(const Value *value) {
  return value->getType()->isAggregateType() &&
         containsReference(value->getType());
}

unsigned elementCount(Type *type) {
  return type->isStructTy() ? type->getStructNumElements()
                            : type->getArrayNumElements();
}

Type *elementType(Type *type, unsigned index) {
  return GetElementPtrInst::getTypeAtIndex(type, index);
}

/// Number of scalars in a value of this type.
unsigned leafCount(Type *type) {
  if (!type->isAggregateType())
    return 1;
  unsigned count = 0;
  for (unsigned i = 0, end = elementCount(type); i != end; ++i)
    count += leafCount(elementType(type, i));
  return count;
}

using Leaves = SmallVector<Value *, 4>;
using Path = SmallVector<unsigned, 4>;

/// Calls `visit(path, scalarType)` for every scalar of `type`, in order.
template <typename Visit>
void forEachLeaf(Type *type, Path &path, const Visit &visit) {
  if (!type->isAggregateType())
    return visit(ArrayRef<unsigned>(path), type);
  for (unsigned i = 0, end = elementCount(type); i != end; ++i) {
    path.push_back(i);
    forEachLeaf(elementType(type, i), path, visit);
    path.pop_back();
  }
}
template <typename Visit> void forEachLeaf(Type *type, const Visit &visit) {
  Path path;
  forEachLeaf(type, path, visit);
}

/// Position among the leaves of `type` of the first leaf at `indices`.
unsigned leafOffset(Type *type, ArrayRef<unsigned> indices) {
  unsigned offset = 0;
  for (unsigned index : indices) {
    for (unsigned i = 0; i != index; ++i)
      offset += leafCount(elementType(type, i));
    type = elementType(type, index);
  }
  return offset;
}

class Splitter {
public:
  explicit Splitter(Function &function) : function(function) {
    for (Instruction &instruction : instructions(function))
      if (isInteresting(&instruction))
        aggregates.push_back(&instruction);
  }

  void run() {
    for (Instruction *aggregate : aggregates)
      if (auto *phi = dyn_cast<PHINode>(aggregate))
        createPhis(*phi);
    for (Instruction *aggregate : aggregates)
      rewriteUses(*aggregate);
    for (Argument &argument : function.args())
      if (isInteresting(&argument))
        rewriteUses(argument);
    for (Instruction *aggregate : aggregates)
      if (auto *phi = dyn_cast<PHINode>(aggregate))
        fillPhis(*phi);
    erase();
  }

private:
  void createPhis(PHINode &phi);
  void fillPhis(PHINode &phi);
  void rewriteUses(Value &aggregate);
  const Leaves &leavesOf(Value *value);
  Leaves computeLeaves(Value *value);
  Leaves extractAll(Value *value);
  Value *resolve(Value *scalar);
  Value *rebuild(Type *type, ArrayRef<Value *> leaves, IRBuilder<> &builder);
  void erase();

  Function &function;
  SmallVector<Instruction *> aggregates;
  DenseMap<Value *, Leaves> known;
};

void Splitter::createPhis(PHINode &phi) {
  IRBuilder<> builder(&phi);
  Leaves leaves;
  forEachLeaf(phi.getType(), [&](ArrayRef<unsigned>, Type *type) {
    leaves.push_back(builder.CreatePHI(type, phi.getNumIncomingValues()));
  });
  known[&phi] = leaves;
}

void Splitter::fillPhis(PHINode &phi) {
  Leaves phis = known[&phi];
  for (unsigned i = 0, end = phi.getNumIncomingValues(); i != end; ++i) {
    Leaves incoming = leavesOf(phi.getIncomingValue(i));
    for (auto [leaf, value] : zip_equal(phis, incoming))
      cast<PHINode>(leaf)->addIncoming(value, phi.getIncomingBlock(i));
  }
}

const Leaves &Splitter::leavesOf(Value *value) {
  auto found = known.find(value);
  if (found != known.end())
    return found->second;
  Leaves leaves = computeLeaves(value); // recursive: may grow the map
  return known[value] = std::move(leaves);
}

Leaves Splitter::extractAll(Value *value) {
  BasicBlock::iterator point =
      isa<Argument>(value)
          ? function.getEntryBlock().getFirstInsertionPt()
          : *cast<Instruction>(value)->getInsertionPointAfterDef();
  IRBuilder<> builder(point->getParent(), point);
  Leaves leaves;
  forEachLeaf(value->getType(), [&](ArrayRef<unsigned> path, Type *) {
    leaves.push_back(builder.CreateExtractValue(value, path));
  });
  return leaves;
}

/// What will stand for a scalar: extractvalues of split values go away.
Value *Splitter::resolve(Value *scalar) {
  auto *extract = dyn_cast<ExtractValueInst>(scalar);
  if (!extract || !isInteresting(extract->getAggregateOperand()))
    return scalar;
  Value *aggregate = extract->getAggregateOperand();
  return leavesOf(
      aggregate)[leafOffset(aggregate->getType(), extract->getIndices())];
}

Leaves Splitter::computeLeaves(Value *value) {
  Leaves leaves;
  if (auto *constant = dyn_cast<Constant>(value)) {
    forEachLeaf(value->getType(), [&](ArrayRef<unsigned> path, Type *) {
      Constant *leaf = constant;
      for (unsigned index : path)
        leaf = leaf->getAggregateElement(index);
      leaves.push_back(leaf);
    });
    return leaves;
  }
  if (auto *insert = dyn_cast<InsertValueInst>(value)) {
    leaves = leavesOf(insert->getAggregateOperand());
    Value *inserted = insert->getInsertedValueOperand();
    unsigned offset = leafOffset(insert->getType(), insert->getIndices());
    if (!inserted->getType()->isAggregateType())
      leaves[offset] = resolve(inserted);
    else
      copy(leavesOf(inserted), leaves.begin() + offset);
    return leaves;
  }
  if (auto *extract = dyn_cast<ExtractValueInst>(value)) {
    const Leaves &all = leavesOf(extract->getAggregateOperand());
    unsigned offset = leafOffset(extract->getAggregateOperand()->getType(),
                                 extract->getIndices());
    leaves.append(all.begin() + offset,
                  all.begin() + offset + leafCount(extract->getType()));
    return leaves;
  }
  if (auto *select = dyn_cast<SelectInst>(value)) {
    Leaves left = leavesOf(select->getTrueValue());
    Leaves right = leavesOf(select->getFalseValue());
    IRBuilder<> builder(select);
    for (auto [a, b] : zip_equal(left, right))
      leaves.push_back(builder.CreateSelect(select->getCondition(), a, b));
    return leaves;
  }
  if (auto *freeze = dyn_cast<FreezeInst>(value)) {
    Leaves operand = leavesOf(freeze->getOperand(0));
    IRBuilder<> builder(freeze);
    for (Value *leaf : operand)
      leaves.push_back(builder.CreateFreeze(leaf));
    return leaves;
  }
  return extractAll(value); // call, load, argument
}

Value *Splitter::rebuild(Type *type, ArrayRef<Value *> leaves,
                         IRBuilder<> &builder) {
  Value *whole = PoisonValue::get(type);
  unsigned next = 0;
  forEachLeaf(type, [&](ArrayRef<unsigned> path, Type *) {
    whole = builder.CreateInsertValue(whole, leaves[next++], path);
  });
  return whole;
}

void Splitter::rewriteUses(Value &aggregate) {
  SmallVector<Use *> uses(make_pointer_range(aggregate.uses()));
  for (Use *use : uses) {
    auto *user = cast<Instruction>(use->getUser());
    if (isInteresting(user) &&
        isa<PHINode, InsertValueInst, ExtractValueInst, SelectInst, FreezeInst>(
            user))
      continue; // split itself
    Leaves leaves = leavesOf(&aggregate);
    auto *extract = dyn_cast<ExtractValueInst>(user);
    if (!extract) {
      IRBuilder<> builder(user);
      use->set(rebuild(aggregate.getType(), leaves, builder));
      continue;
    }
    unsigned offset = leafOffset(aggregate.getType(), extract->getIndices());
    if (is_contained(leaves, extract))
      continue; // made by extractAll
    if (!extract->getType()->isAggregateType()) {
      extract->replaceAllUsesWith(leaves[offset]);
      continue;
    }
    IRBuilder<> builder(extract); // an aggregate without references
    extract->replaceAllUsesWith(
        rebuild(extract->getType(),
                ArrayRef(leaves).slice(offset, leafCount(extract->getType())),
                builder));
  }
}

/// Deletes the whole values that nothing needs any more, cycles included.
void Splitter::erase() {
  SmallVector<WeakTrackingVH> dead;
  for (Instruction *aggregate : aggregates) {
    if (isa<PHINode, InsertValueInst, ExtractValueInst, SelectInst, FreezeInst>(
            aggregate))
      aggregate->replaceAllUsesWith(PoisonValue::get(aggregate->getType()));
    dead.push_back(aggregate);
  }
  for (Instruction &instruction : instructions(function))
    if (isa<ExtractValueInst>(instruction) && instruction.use_empty())
      dead.push_back(&instruction);
  RecursivelyDeleteTriviallyDeadInstructionsPermissive(dead);
}

bool needsSplitting(Function &function, const TargetLibraryInfo &libraryInfo) {
  auto crosses = [&](Value &value) {
    return isInteresting(&value) && findCrossedSafepoint(value, libraryInfo);
  };
  return any_of(function.args(), crosses) ||
         any_of(instructions(function), crosses);
}

} // namespace

PreservedAnalyses SplitAggregatesPass::run(Function &function,
                                           FunctionAnalysisManager &analyses) {
  if (!isVoFunction(function) ||
      !needsSplitting(function,
                      analyses.getResult<TargetLibraryAnalysis>(function)))
    return PreservedAnalyses::all();
  removeUnreachableBlocks(function); // there, values may contain themselves
  Splitter(function).run();
  return PreservedAnalyses::none();
}

} // namespace vo::lowering
