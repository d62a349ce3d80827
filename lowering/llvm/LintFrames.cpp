//===- LintFrames.cpp - References in unreported stack objects ------------===//

#include "lowering/llvm/LintFrames.h"

#include "lowering/llvm/Conventions.h"
#include "lowering/llvm/WordStores.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/CFG.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/Module.h"

#include <optional>

using namespace llvm;

namespace vo::lowering {
namespace {

/// Bytes of the alloca that an access touches; no value: unknown.
using Range = std::optional<std::pair<int64_t, int64_t>>; // begin, end

bool overlap(const Range &a, const Range &b) {
  return !a || !b || (a->first < b->second && b->first < a->second);
}
bool covers(const Range &outer, const Range &inner) {
  return outer && inner && outer->first <= inner->first &&
         inner->second <= outer->second;
}

/// One instruction's effect on an alloca.
struct Access {
  enum Kind { Read, Write, End } kind; // End: the contents are dead
  Range range;
  bool isReference; // Write: stores references
};

/// All that is known of one alloca.
class Object {
public:
  explicit Object(AllocaInst &storage) : storage(storage) {
    reporters.insert(&storage);
    follow(storage, 0);
  }

  AllocaInst &storage;
  MapVector<const Instruction *, SmallVector<Access, 1>> accesses;
  bool escapes = false;
  /// What reports the object: itself, or tables that it is in.
  SmallPtrSet<const Value *, 2> reporters;

  bool holdsReferences() const {
    return any_of(accesses, [](const auto &entry) {
      return any_of(entry.second, [](const Access &access) {
        return access.kind == Access::Write && access.isReference;
      });
    });
  }

private:
  void follow(Value &pointer, std::optional<int64_t> offset);
  void addUse(Instruction &user, Use &use, std::optional<int64_t> offset);
  void addNumber(Instruction &number, std::optional<int64_t> offset);
  void addCall(CallBase &call, Use &use, std::optional<int64_t> offset);
  Range rangeOf(std::optional<int64_t> offset, Type *type) const {
    TypeSize size = storage.getDataLayout().getTypeStoreSize(type);
    return sized(offset, size.getKnownMinValue());
  }
  static Range sized(std::optional<int64_t> offset, uint64_t size) {
    return offset ? Range({*offset, *offset + int64_t(size)}) : std::nullopt;
  }

  SmallPtrSet<Value *, 8> visited;
};

void Object::follow(Value &pointer, std::optional<int64_t> offset) {
  if (!visited.insert(&pointer).second)
    return;
  for (Use &use : pointer.uses())
    addUse(*cast<Instruction>(use.getUser()), use, offset);
}

void Object::addUse(Instruction &user, Use &use,
                    std::optional<int64_t> offset) {
  if (auto *load = dyn_cast<LoadInst>(&user)) {
    accesses[load].push_back(
        {Access::Read, rangeOf(offset, load->getType()), false});
  } else if (auto *store = dyn_cast<StoreInst>(&user);
             store &&
             use.getOperandNo() == StoreInst::getPointerOperandIndex()) {
    // The collector moves no constant, so null may stay where it is for ever.
    Value *value = store->getValueOperand();
    accesses[store].push_back(
        {Access::Write, rangeOf(offset, value->getType()),
         containsReference(value->getType()) && !isa<Constant>(value)});
  } else if (auto *gep = dyn_cast<GetElementPtrInst>(&user)) {
    const DataLayout &layout = storage.getDataLayout();
    APInt delta(layout.getIndexTypeSizeInBits(gep->getType()), 0);
    bool constant = offset && gep->accumulateConstantOffset(layout, delta);
    follow(*gep, constant ? std::optional(*offset + delta.getSExtValue())
                          : std::nullopt);
  } else if (isa<PHINode, SelectInst, FreezeInst>(user)) {
    follow(user, std::nullopt);
  } else if (auto *call = dyn_cast<CallBase>(&user)) {
    addCall(*call, use, offset);
  } else if (!isa<ICmpInst>(user)) {
    escapes = true; // ptrtoint, stored, atomic, returned ...
    if (isa<PtrToIntInst>(user))
      addNumber(user, offset);
  }
}

/// The address as an integer becomes a reference, and goes into a table.
void Object::addNumber(Instruction &number, std::optional<int64_t> offset) {
  for (User *user : number.users())
    if (isa<IntToPtrInst>(user))
      follow(*user, offset);
    else if (auto *store = dyn_cast<StoreInst>(user))
      if (auto *table = dyn_cast<AllocaInst>(
              getUnderlyingObject(store->getPointerOperand())))
        reporters.insert(table);
}

void Object::addCall(CallBase &call, Use &use, std::optional<int64_t> offset) {
  if (call.isBundleOperand(&use))
    return; // reported; see reports()
  auto *intrinsic = dyn_cast<IntrinsicInst>(&call);
  if ((intrinsic && intrinsic->isLifetimeStartOrEnd()) ||
      calls(call, kStackEndName)) {
    accesses[&call].push_back({Access::End, std::nullopt, false});
  } else if (auto *set = dyn_cast<MemSetInst>(&call)) {
    auto *length = dyn_cast<ConstantInt>(set->getLength());
    accesses[&call].push_back(
        {Access::Write,
         length ? sized(offset, length->getZExtValue()) : std::nullopt, false});
  } else if (calls(call, kLoadRefIfRawName)) {
    accesses[&call].push_back(
        {Access::Read, rangeOf(offset, call.getType()), false});
  } else if (auto form = WordStore::of(call); form && call.isArgOperand(&use) &&
                                              call.getArgOperandNo(&use) == 0) {
    bool holdsReference = form->letters.find_first_of("rw") != StringRef::npos;
    accesses[&call].push_back(
        {Access::Write, sized(offset, form->size()), holdsReference});
  } else if (!intrinsic || !intrinsic->isAssumeLikeIntrinsic()) {
    accesses[&call].push_back({Access::Read, std::nullopt, false});
  }
}

/// The check of one object: for every stored reference, where it is fresh and
/// where stale, by forward propagation over the blocks.
class Checker {
public:
  Checker(Object &object, Function &function,
          const TargetLibraryInfo &libraryInfo)
      : object(object), function(function), libraryInfo(libraryInfo) {}

  /// Follows the reference stored at `range` by `store`. Where the object
  /// escapes, the first safepoint decides, and one walk does for all stores.
  void check(const Instruction &store, const Range &range) {
    if (!object.escapes)
      visited.clear();
    pending.clear();
    walk(std::next(store.getIterator()), *store.getParent(), range, Fresh);
    while (!pending.empty()) {
      auto [block, state] = pending.pop_back_val();
      walk(block->begin(), *block, range, state);
    }
  }
  bool failed = false;

private:
  enum State : unsigned { Fresh, Stale };

  void walk(BasicBlock::const_iterator begin, const BasicBlock &block,
            const Range &range, State state) {
    for (auto end = block.end(); begin != end && !failed; ++begin)
      if (!step(*begin, range, state))
        return;
    for (const BasicBlock *successor : successors(&block))
      if (visited.insert({successor, state}).second)
        pending.push_back({successor, state});
  }

  /// False if the reference is no longer of interest after the instruction.
  bool step(const Instruction &instruction, const Range &range, State &state) {
    auto found = object.accesses.find(&instruction);
    if (found != object.accesses.end())
      for (const Access &access : found->second) {
        if (access.kind == Access::End)
          return false;
        // Of an escaping object, the walk from the later store goes on.
        if (access.kind == Access::Write &&
            (object.escapes ? access.isReference : covers(access.range, range)))
          return false;
        if (access.kind == Access::Read && state == Stale &&
            overlap(access.range, range))
          return fail(instruction);
      }
    auto *call = dyn_cast<CallBase>(&instruction);
    if (!call || !isSafepoint(*call, libraryInfo) || reports(*call))
      return true;
    if (call->doesNotReturn())
      return false;
    if (object.escapes)
      return fail(instruction);
    state = Stale;
    return true;
  }

  bool reports(const CallBase &call) const {
    auto bundle = call.getOperandBundle(LLVMContext::OB_deopt);
    return bundle && any_of(bundle->Inputs, [&](const Use &input) {
             return object.reporters.contains(input.get());
           });
  }

  bool fail(const Instruction &where) {
    if (!failed)
      reportInternalError(function,
                          "stack object '" + object.storage.getName() +
                              "' holds a reference that the collector does "
                              "not see",
                          where);
    failed = true;
    return false;
  }

  Object &object;
  Function &function;
  const TargetLibraryInfo &libraryInfo;
  DenseSet<std::pair<const BasicBlock *, unsigned>> visited;
  SmallVector<std::pair<const BasicBlock *, State>> pending;
};

/// How many safepoints of a function report each stack object, collected once
/// for all its objects.
class Reports {
public:
  Reports(Function &function, const TargetLibraryInfo &libraryInfo) {
    for (const Instruction &instruction : instructions(function)) {
      auto *call = dyn_cast<CallBase>(&instruction);
      if (!call || call->doesNotReturn() || !isSafepoint(*call, libraryInfo))
        continue;
      ++safepoints;
      SmallPtrSet<const Value *, 4> seen;
      if (auto bundle = call->getOperandBundle(LLVMContext::OB_deopt))
        for (const Use &input : bundle->Inputs)
          if (seen.insert(input.get()).second)
            ++counts[input.get()];
    }
  }

  /// True for objects that are in no need of a walk.
  bool isEverywhere(const Object &object) const {
    return any_of(object.reporters, [&](const Value *reporter) {
      return counts.lookup(reporter) == safepoints;
    });
  }

private:
  uint64_t safepoints = 0;
  DenseMap<const Value *, uint64_t> counts;
};

void checkObject(Object &object, Function &function,
                 const TargetLibraryInfo &libraryInfo) {
  Checker checker(object, function, libraryInfo);
  for (const auto &[instruction, accesses] : object.accesses)
    for (const Access &access : accesses)
      if (access.kind == Access::Write && access.isReference && !checker.failed)
        checker.check(*instruction, access.range);
}

} // namespace

void lintFrames(Function &function, const TargetLibraryInfo &libraryInfo) {
  std::optional<Reports> reports;
  for (Instruction &instruction : instructions(function))
    if (auto *storage = dyn_cast<AllocaInst>(&instruction)) {
      Object object(*storage);
      if (!object.holdsReferences())
        continue;
      if (!reports)
        reports.emplace(function, libraryInfo);
      if (!reports->isEverywhere(object))
        checkObject(object, function, libraryInfo);
    }
}

} // namespace vo::lowering
