//===- StackObjects.cpp - Objects in frames that references name ----------===//

#include "lowering/llvm/StackObjects.h"

#include "lowering/llvm/Conventions.h"
#include "lowering/llvm/FrameReports.h"
#include "lowering/llvm/FrameRoots.h"
#include "runtime/abi/Object.h"
#include "runtime/abi/StackMap.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/Analysis/TargetLibraryInfo.h"
#include "llvm/IR/CFG.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/Module.h"

using namespace llvm;

namespace vo::lowering {
namespace {

/// One object, and what was found of it.
struct Object {
  AllocaInst *memory;
  uint64_t header, bytes;
  uint32_t layout;
  SmallVector<CallInst *, 1> starts;
  SmallVector<CallInst *, 1> ends;
  bool zeroedAtEntry = false;
  SmallPtrSet<CallInst *, 1> zeroedEnds;

  bool isTraced() const { return layout != 0; }
  uint64_t headerBytes() const { return header ? abi::kHeaderBytes : 0; }

  void zero(IRBuilder<> &builder) const { fill(builder, 0); }
  void fill(IRBuilder<> &builder, uint8_t byte) const {
    builder.CreateMemSet(memory, builder.getInt8(byte), headerBytes() + bytes,
                         Align(abi::kWordBytes), /*isVolatile=*/true);
  }
  /// The object's address as an integer.
  Value *address(IRBuilder<> &builder) const {
    Value *object = memory;
    if (header)
      object = builder.CreateConstInBoundsGEP1_64(builder.getInt8Ty(), memory,
                                                  abi::kHeaderBytes);
    return builder.CreatePtrToInt(object, builder.getInt64Ty());
  }
};

uint64_t constantArgument(const CallInst &call, unsigned index) {
  return cast<ConstantInt>(call.getArgOperand(index))->getZExtValue();
}

/// False where hand-written code does not keep to EntryAttributes.
bool hasConstants(const CallInst &call) {
  return call.arg_size() == 4 &&
         all_of(drop_begin(call.args()), IsaPred<ConstantInt>);
}

/// The function's objects, in the order of their first starts.
class Objects {
public:
  explicit Objects(Function &function) {
    for (Instruction &instruction : instructions(function))
      if (auto *call = dyn_cast<CallInst>(&instruction))
        if (calls(*call, kStackObjectName))
          addStart(*call);
    for (auto &[memory, object] : all)
      for (User *user : memory->users())
        addEnd(object, user);
  }

  MapVector<AllocaInst *, Object> all;
  bool failed = false;

private:
  void addStart(CallInst &call) {
    auto *memory = dyn_cast<AllocaInst>(call.getArgOperand(0));
    if (!memory || !memory->isStaticAlloca() || !hasConstants(call))
      return fail(call,
                  "start of an object that is no static alloca of fixed form");
    Object found{memory, constantArgument(call, 1), constantArgument(call, 2),
                 uint32_t(constantArgument(call, 3))};
    auto size = memory->getAllocationSize(memory->getDataLayout());
    if (!size || size->getFixedValue() < found.headerBytes() + found.bytes ||
        found.bytes % abi::kWordBytes || memory->getAlign() < abi::kWordBytes ||
        found.layout >= kBehindHeader)
      return fail(call, "object does not fit its memory");
    Object &object = all.insert({memory, found}).first->second;
    if (object.header != found.header || object.bytes != found.bytes ||
        object.layout != found.layout)
      return fail(call, "starts of one object differ");
    object.starts.push_back(&call);
  }

  static void addEnd(Object &object, User *user) {
    auto *call = dyn_cast<CallInst>(user);
    if (!call)
      return;
    auto *marker = dyn_cast<LifetimeIntrinsic>(call);
    if (calls(*call, kStackEndName) ||
        (marker && marker->getIntrinsicID() == Intrinsic::lifetime_end))
      object.ends.push_back(call);
  }

  void fail(CallInst &call, const char *text) {
    reportInternalError(*call.getFunction(), text, call);
    failed = true;
  }
};

/// Where objects are alive: at which safepoints, and whether they are zero
/// there whatever way was taken.
class Lives {
public:
  Lives(Function &function, Objects &objects,
        const TargetLibraryInfo &libraryInfo, unsigned limit)
      : limit(limit),
        blockLimit(FrameRootsPass::kBlocks + 8 * function.size()) {
    DenseMap<const CallInst *, const Object *> owners;
    for (auto &[memory, object] : objects.all)
      for (auto *list : {&object.starts, &object.ends})
        for (CallInst *call : *list)
          owners[call] = &object;
    for (Instruction &instruction : instructions(function)) {
      auto *call = dyn_cast<CallInst>(&instruction);
      if (!call)
        continue;
      const Object *owner = owners.lookup(call);
      if (owner)
        places[call] = {events[call->getParent()].size(), owner};
      if (owner || isSafepoint(*call, libraryInfo))
        events[call->getParent()].push_back({call, owner});
    }
  }

  /// The objects that each safepoint reports.
  MapVector<CallInst *, SmallVector<const Object *, 2>> reports;

  /// False: too much to list.
  bool find(Object &object) {
    findReports(object);
    if (!tooMuch)
      findZeroing(object);
    return !tooMuch;
  }

private:
  /// A safepoint (no owner), or a start or an end.
  struct Event {
    CallInst *call;
    const Object *owner;
    const Object *reported = nullptr; // the last one
  };
  struct Place {
    size_t index; // among the events of its block
    const Object *owner;
  };
  using Walk = SmallVector<std::pair<BasicBlock *, size_t>>; // block, event

  static bool isStart(const CallInst &call) {
    return calls(call, kStackObjectName);
  }

  void count(size_t &sum, size_t most) { tooMuch |= ++sum > most; }

  /// Forwards from the starts, up to other starts and ends.
  void findReports(Object &object) {
    marked.clear();
    visited.clear();
    Walk pending;
    for (CallInst *start : object.starts)
      pending.push_back({start->getParent(), places.at(start).index + 1});
    while (!pending.empty() && !tooMuch) {
      auto [block, index] = pending.pop_back_val();
      if (!walkForward(object, *block, index))
        continue;
      for (BasicBlock *next : successors(block))
        if (visited.insert(next).second)
          pending.push_back({next, 0});
    }
  }

  /// True if the life reaches the block's end.
  bool walkForward(Object &object, BasicBlock &block, size_t index) {
    count(blocks, blockLimit);
    MutableArrayRef<Event> all = events[&block];
    for (; index < all.size() && !tooMuch; ++index) {
      if (all[index].owner == &object)
        return false;
      if (all[index].owner)
        continue;
      count(listed, limit);
      reports[all[index].call].push_back(&object);
      all[index].reported = &object;
      marked.push_back({&block, index});
    }
    return true;
  }

  /// Backwards from the safepoints that report the object: an end, or the entry
  /// that is met before a start leaves it zero.
  void findZeroing(Object &object) {
    visited.clear();
    Walk pending(marked);
    while (!pending.empty() && !tooMuch) {
      auto [block, index] = pending.pop_back_val();
      if (!walkBackward(object, *block, index))
        continue;
      object.zeroedAtEntry |= block->isEntryBlock();
      for (BasicBlock *next : predecessors(block))
        if (visited.insert(next).second)
          pending.push_back({next, events[next].size()});
    }
  }

  /// True if nothing of the object lies in the block before the event; other
  /// safepoints that report it are walked back from as well.
  bool walkBackward(Object &object, BasicBlock &block, size_t index) {
    count(blocks, blockLimit);
    ArrayRef<Event> all = events[&block];
    while (index-- != 0) {
      if (all[index].reported == &object)
        return false;
      if (all[index].owner != &object)
        continue;
      if (!isStart(*all[index].call))
        object.zeroedEnds.insert(all[index].call);
      return false;
    }
    return true;
  }

  size_t limit, blockLimit, listed = 0, blocks = 0;
  bool tooMuch = false;
  DenseMap<const BasicBlock *, SmallVector<Event, 2>> events;
  DenseMap<const CallInst *, Place> places; // of starts and ends
  SmallPtrSet<const BasicBlock *, 16> visited;
  Walk marked;
};

/// The rewriting of one function.
class Expansion {
public:
  Expansion(Function &function, Objects &objects,
            const TargetLibraryInfo &libraryInfo, unsigned limit, bool poison)
      : function(function), objects(objects), libraryInfo(libraryInfo),
        poison(poison), lives(function, objects, libraryInfo, limit) {}

  void run() {
    bool listed = all_of(objects.all, [&](auto &entry) {
      return !entry.second.isTraced() || lives.find(entry.second);
    });
    if (!listed)
      createTable();
    for (auto &[memory, object] : objects.all) {
      if (!table && object.zeroedAtEntry) {
        IRBuilder<> builder(memory->getNextNode());
        object.zero(builder);
      }
      for (CallInst *end : object.ends)
        expandEnd(object, *end);
      for (CallInst *start : object.starts)
        expandStart(object, *start);
      dropMarkers(*memory);
    }
    if (poison)
      poisonAtReturns();
    report();
  }

private:
  void createTable() {
    BasicBlock &entry = function.getEntryBlock();
    uint64_t count = count_if(
        objects.all, [](const auto &entry) { return entry.second.isTraced(); });
    uint64_t bytes =
        sizeof(abi::FrameTable) + count * sizeof(abi::FrameTable::Row);
    IRBuilder<> builder(&entry, entry.begin());
    table = builder.CreateAlloca(
        ArrayType::get(builder.getInt64Ty(), bytes / abi::kWordBytes), nullptr,
        "objects");
    table->setAlignment(Align(abi::kWordBytes));
    builder.CreateMemSet(table, builder.getInt8(0), bytes,
                         Align(abi::kWordBytes), /*isVolatile=*/true);
    set(builder, offsetof(abi::FrameTable, count), builder.getInt64(count));
    for (auto &[memory, object] : objects.all) {
      if (!object.isTraced())
        continue;
      uint64_t row =
          sizeof(abi::FrameTable) + rows.size() * sizeof(abi::FrameTable::Row);
      rows[&object] = row;
      set(builder, row + offsetof(abi::FrameTable::Row, layout),
          builder.getInt64(object.layout));
    }
  }

  void set(IRBuilder<> &builder, uint64_t offset, Value *word) {
    Value *to =
        builder.CreateConstInBoundsGEP1_64(builder.getInt8Ty(), table, offset);
    builder.CreateAlignedStore(word, to, Align(abi::kWordBytes),
                               /*isVolatile=*/true);
  }

  /// Enters the object's address in the table, or 0.
  void enter(IRBuilder<> &builder, const Object &object, Value *address) {
    if (table && object.isTraced())
      set(builder, rows.at(&object) + offsetof(abi::FrameTable::Row, object),
          address);
  }

  void expandStart(const Object &object, CallInst &call) {
    IRBuilder<> builder(&call);
    object.zero(builder);
    if (object.header)
      builder.CreateAlignedStore(builder.getInt64(object.header), object.memory,
                                 Align(abi::kWordBytes));
    Value *address = object.address(builder);
    enter(builder, object, address);
    Value *reference = builder.CreateIntToPtr(address, call.getType());
    reference->takeName(&call);
    call.replaceAllUsesWith(reference);
    call.eraseFromParent();
  }

  void poisonAtReturns() const {
    for (BasicBlock &block : function) {
      if (!isa<ReturnInst>(block.getTerminator()))
        continue;
      CallInst *last = block.getTerminatingMustTailCall();
      IRBuilder<> builder(last ? last : block.getTerminator());
      for (const auto &[memory, object] : objects.all)
        object.fill(builder, abi::kDeadFrameByte);
    }
  }

  void expandEnd(const Object &object, CallInst &call) {
    IRBuilder<> builder(&call);
    if (!table && object.zeroedEnds.contains(&call))
      object.zero(builder);
    else if (poison)
      object.fill(builder, abi::kDeadFrameByte);
    enter(builder, object, builder.getInt64(0));
  }

  /// LLVM's markers are gone when code is generated, their ends stay for the
  /// lint.
  void dropMarkers(AllocaInst &memory) const {
    for (User *user : make_early_inc_range(memory.users())) {
      auto *marker = dyn_cast<LifetimeIntrinsic>(user);
      if (!marker)
        continue;
      IRBuilder<> builder(marker);
      if (marker->getIntrinsicID() == Intrinsic::lifetime_end)
        builder.CreateCall(endOperation(), {&memory});
      marker->eraseFromParent();
    }
  }

  FunctionCallee endOperation() const {
    LLVMContext &context = function.getContext();
    FunctionCallee end = function.getParent()->getOrInsertFunction(
        kStackEndName, Type::getVoidTy(context), PointerType::get(context, 0));
    cast<Function>(end.getCallee())->addFnAttr("gc-leaf-function");
    return end;
  }

  void report() {
    Type *id = Type::getInt32Ty(function.getContext());
    if (table) {
      for (Instruction &instruction :
           make_early_inc_range(instructions(function)))
        if (auto *call = dyn_cast<CallInst>(&instruction))
          if (isSafepoint(*call, libraryInfo))
            reportObjects(
                *call, {table, ConstantInt::get(id, abi::kFrameTableLayout)});
      return;
    }
    for (auto &[call, alive] : lives.reports) {
      SmallVector<Value *> pairs;
      for (const Object *object : alive) {
        pairs.push_back(object->memory);
        pairs.push_back(ConstantInt::get(
            id, object->layout + (object->header ? kBehindHeader : 0)));
      }
      reportObjects(*call, pairs);
    }
  }

  Function &function;
  Objects &objects;
  const TargetLibraryInfo &libraryInfo;
  const bool poison;
  Lives lives;
  AllocaInst *table = nullptr;
  DenseMap<const Object *, uint64_t> rows; // offsets in the table
};

} // namespace

PreservedAnalyses StackObjectsPass::run(Function &function,
                                        FunctionAnalysisManager &analyses) {
  if (!isVoFunction(function) ||
      !function.getParent()->getFunction(kStackObjectName))
    return PreservedAnalyses::all();
  Objects objects(function);
  if (objects.failed || objects.all.empty())
    return PreservedAnalyses::all();
  Expansion(function, objects,
            analyses.getResult<TargetLibraryAnalysis>(function), limit, poison)
      .run();
  return PreservedAnalyses::none();
}

PreservedAnalyses DropStackEndsPass::run(Module &module,
                                         ModuleAnalysisManager &) {
  bool changed = false;
  if (Function *end = module.getFunction(kStackEndName)) {
    for (User *user : make_early_inc_range(end->users()))
      if (auto *call = dyn_cast<CallInst>(user))
        if (call->getCalledOperand() == end)
          call->eraseFromParent();
    changed = true;
  }
  for (const char *name : {kStackObjectName, kStackEndName})
    if (Function *operation = module.getFunction(name)) {
      if (operation->use_empty())
        operation->eraseFromParent();
      else
        reportInternalError(*operation, "is used but as an operation");
      changed = true;
    }
  return changed ? PreservedAnalyses::none() : PreservedAnalyses::all();
}

} // namespace vo::lowering
