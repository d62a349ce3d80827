//===- BasePointers.cpp - Which references are starts of objects ----------===//

#include "lowering/llvm/BasePointers.h"

#include "lowering/llvm/Conventions.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"

using namespace llvm;

namespace vo::lowering {

/// An instruction whose result is one of its operands. `freeze` counts, since
/// it is what its operand is.
static bool isMerge(const Value &value) {
  return isa<PHINode, SelectInst, FreezeInst>(value) &&
         isReference(value.getType());
}

BasePointers::BasePointers(Function &function) {
  SmallVector<const Value *> pending;
  for (Instruction &instruction : instructions(function))
    if (isReference(instruction.getType()) && !isMerge(instruction) &&
        !isBase(instruction))
      pending.push_back(&instruction);
  while (!pending.empty())
    for (const User *user : pending.pop_back_val()->users())
      if (isMerge(*user) && derivedMerges.insert(user).second)
        pending.push_back(user);
}

bool BasePointers::isBase(const Value &reference) const {
  if (isMerge(reference))
    return !derivedMerges.contains(&reference);
  return isa<Argument, Constant, CallBase, LoadInst, ExtractValueInst,
             IntToPtrInst>(reference);
}

/// What an address was computed from: a base, or a merge.
Value *BasePointers::rootOf(Value &reference) {
  SmallVector<Value *> path;
  Value *root = &reference;
  while (!isBase(*root) && isa<GetElementPtrInst, FreezeInst>(root)) {
    if (Value *known = roots.lookup(root)) {
      root = known;
      break;
    }
    path.push_back(root);
    root = cast<Instruction>(root)->getOperand(0);
  }
  for (Value *address : path)
    roots[address] = root;
  return root;
}

/// Operands of a phi or select that are merged.
static auto mergedOperands(Instruction &merge) {
  return drop_begin(merge.operands(), isa<SelectInst>(merge) ? 1 : 0);
}

void BasePointers::makeMerges(
    ArrayRef<Value *> derived,
    function_ref<void(Instruction &added, Instruction &merge)> added) {
  SmallVector<Instruction *> merges;
  auto need = [&](Value &reference) {
    Value *root = rootOf(reference);
    if (!isBase(*root) && bases.insert({root, WeakTrackingVH()}).second)
      merges.push_back(cast<Instruction>(root));
  };
  for (Value *reference : derived)
    need(*reference);
  for (size_t i = 0; i != merges.size(); ++i)
    for (Use &operand : mergedOperands(*merges[i]))
      need(*operand);

  for (Instruction *merge : merges) {
    Instruction *base = merge->clone();
    base->setName(merge->hasName() ? merge->getName() + ".base" : Twine());
    base->insertBefore(merge->getIterator());
    bases[merge] = base;
    added(*base, *merge);
  }
  for (Instruction *merge : merges) {
    auto *base = cast<Instruction>(bases[merge]);
    for (Use &operand : mergedOperands(*base))
      operand.set(baseOf(*operand));
  }
  simplify();
}

/// The one value that a merge has besides itself, or null.
static Value *onlyOperand(Instruction &merge) {
  Value *only = nullptr;
  for (Use &operand : mergedOperands(merge)) {
    if (operand == &merge || operand == only)
      continue;
    if (only)
      return nullptr;
    only = operand;
  }
  return only;
}

/// Removes those of the new merges that have one value only.
void BasePointers::simplify() {
  SmallSetVector<Instruction *, 16> pending;
  for (auto &[merge, base] : bases)
    pending.insert(cast<Instruction>(base));
  DenseSet<Value *> made(pending.begin(), pending.end());
  while (!pending.empty()) {
    Instruction *base = pending.pop_back_val();
    Value *only = onlyOperand(*base);
    if (!only)
      continue;
    for (User *user : base->users())
      if (user != base && made.contains(user))
        pending.insert(cast<Instruction>(user));
    base->replaceAllUsesWith(only);
    made.erase(base);
    base->eraseFromParent();
  }
}

Value *BasePointers::baseOf(Value &reference) {
  return baseOfRoot(*rootOf(reference));
}

Value *BasePointers::baseOfRoot(Value &root) {
  if (isa<Constant>(root))
    return ConstantPointerNull::get(cast<PointerType>(root.getType()));
  if (isBase(root))
    return &root;
  return bases.lookup(&root);
}

} // namespace vo::lowering
