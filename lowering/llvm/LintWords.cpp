//===- LintWords.cpp - Stores of half an interface ------------------------===//

#include "lowering/llvm/LintWords.h"

#include "lowering/llvm/Conventions.h"
#include "runtime/abi/Module.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/Analysis/ConstantFolding.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/Module.h"

#include <optional>

using namespace llvm;

namespace vo::lowering {
namespace {

/// Byte offsets of the interfaces in an object or a variable, ascending.
using Pairs = SmallVector<uint64_t>;
constexpr uint64_t kPairBytes = 2 * abi::kWordBytes;

/// Reads the module descriptor and what it refers to.
class Tables {
public:
  explicit Tables(const Module &module) : layout(module.getDataLayout()) {
    auto *descriptor = module.getNamedGlobal(abi::kModuleSymbol);
    if (!descriptor || !descriptor->hasInitializer())
      return;
    using Descriptor = abi::ModuleDescriptor;
    rows = pointer(*descriptor, offsetof(Descriptor, layouts));
    pool = pointer(*descriptor, offsetof(Descriptor, slotTypePool));
    auto *roots = pointer(*descriptor, offsetof(Descriptor, globals));
    if (!rows)
      return;
    rowCount = number(*descriptor, offsetof(Descriptor, layoutCount), 4);
    uint64_t count =
        roots ? number(*descriptor, offsetof(Descriptor, globalCount), 4) : 0;
    for (uint64_t row = 0; row != count; ++row)
      addRoot(*roots, row * sizeof(abi::GlobalRoot));
  }

  /// Interfaces of an object with this layout.
  const Pairs &ofLayout(uint32_t id) {
    auto [entry, isNew] = byLayout.try_emplace(id);
    uint64_t index = uint64_t{id} - abi::kFirstModuleLayout;
    if (isNew && id >= abi::kFirstModuleLayout && index < rowCount)
      entry->second = readRow(index * sizeof(abi::Layout));
    return entry->second;
  }

  /// Interfaces of a global variable.
  const Pairs &ofGlobal(const GlobalVariable &global) {
    return byGlobal[&global];
  }

private:
  void addRoot(const GlobalVariable &roots, uint64_t offset) {
    auto *global = pointer(roots, offset + offsetof(abi::GlobalRoot, address));
    uint64_t id = number(roots, offset + offsetof(abi::GlobalRoot, layout), 4);
    if (global)
      byGlobal[global] = ofLayout(id);
  }

  Pairs readRow(uint64_t offset) const {
    Pairs pairs;
    auto field = [&](uint64_t member, unsigned bytes) {
      return number(*rows, offset + member, bytes);
    };
    uint64_t slots = field(offsetof(abi::Layout, slots), 4);
    uint64_t interfaces = field(offsetof(abi::Layout, interfaces), 8);
    uint64_t types = field(offsetof(abi::Layout, slotTypes), 4);
    if (field(offsetof(abi::Layout, kind), 1) !=
        static_cast<uint64_t>(abi::LayoutKind::Fixed))
      return pairs;
    for (uint64_t slot = 0; slot != slots; ++slot) {
      bool isHeader = slot < 64 && (interfaces >> slot & 1);
      if (types != abi::kNoSlotTypes && pool)
        isHeader = number(*pool, types + slot, 1) ==
                   static_cast<uint64_t>(abi::SlotType::Interface0);
      if (isHeader)
        pairs.push_back(slot * abi::kWordBytes);
    }
    return pairs;
  }

  Constant *read(const GlobalVariable &table, uint64_t offset,
                 Type *type) const {
    if (!table.hasInitializer())
      return nullptr;
    return ConstantFoldLoadFromConst(
        const_cast<Constant *>(table.getInitializer()), type, APInt(64, offset),
        layout);
  }
  uint64_t number(const GlobalVariable &table, uint64_t offset,
                  unsigned bytes) const {
    auto *value = dyn_cast_or_null<ConstantInt>(
        read(table, offset, IntegerType::get(table.getContext(), bytes * 8)));
    return value ? value->getZExtValue() : 0;
  }
  GlobalVariable *pointer(const GlobalVariable &table, uint64_t offset) const {
    return dyn_cast_or_null<GlobalVariable>(
        read(table, offset, PointerType::get(table.getContext(), 0)));
  }

  const DataLayout &layout;
  GlobalVariable *rows = nullptr, *pool = nullptr;
  uint64_t rowCount = 0;
  DenseMap<uint32_t, Pairs> byLayout;
  DenseMap<const GlobalVariable *, Pairs> byGlobal;
};

/// Bytes that an instruction writes, from an address that is a value at a
/// constant distance.
struct Range {
  const Value *base;
  int64_t begin, end;
  bool isWhole; // may write a whole pair
};

std::optional<Range> writtenBy(const Instruction &instruction) {
  const DataLayout &layout = instruction.getDataLayout();
  const Value *address = nullptr;
  uint64_t bytes = 0;
  bool isStore = isa<StoreInst>(instruction);
  if (auto *store = dyn_cast<StoreInst>(&instruction)) {
    address = store->getPointerOperand();
    bytes = layout.getTypeStoreSize(store->getValueOperand()->getType())
                .getKnownMinValue();
  } else if (auto *fill = dyn_cast<MemIntrinsic>(&instruction);
             fill && isa<ConstantInt>(fill->getLength())) {
    address = fill->getDest();
    bytes = cast<ConstantInt>(fill->getLength())->getZExtValue();
  } else {
    return std::nullopt;
  }
  APInt offset(layout.getIndexTypeSizeInBits(address->getType()), 0);
  const Value *base = address->stripAndAccumulateConstantOffsets(
      layout, offset, /*AllowNonInbounds=*/true);
  int64_t begin = offset.getSExtValue();
  return Range{base, begin, begin + int64_t(bytes), !isStore};
}

/// The layout of an object that `value` is the reference of, or kLayoutNone. An
/// allocation that has been expanded is a phi with the call as one value.
uint32_t layoutOf(const Value *value) {
  if (auto *phi = dyn_cast<PHINode>(value)) {
    for (const Value *incoming : phi->incoming_values())
      if (isa<CallBase>(incoming))
        return layoutOf(incoming);
    return abi::kLayoutNone;
  }
  auto *call = dyn_cast<CallBase>(value);
  if (!call || !calls(*call, abi::entry(abi::EntryId::vo_rt_alloc).name))
    return abi::kLayoutNone;
  auto *header = dyn_cast<ConstantInt>(call->getArgOperand(0));
  return header ? abi::layoutOf(header->getZExtValue())
                : uint32_t{abi::kLayoutNone};
}

bool splitsPair(const Range &range, const Pairs &pairs) {
  return any_of(pairs, [&](uint64_t offset) {
    int64_t begin = offset, end = offset + kPairBytes;
    bool overlaps = range.begin < end && begin < range.end;
    bool covers = range.begin <= begin && end <= range.end;
    return overlaps && !(covers && range.isWhole);
  });
}

} // namespace

void lintWords(Module &module) {
  Tables tables(module);
  for (Function &function : module) {
    if (!isVoFunction(function))
      continue;
    for (Instruction &instruction : instructions(function)) {
      auto range = writtenBy(instruction);
      if (!range)
        continue;
      auto *global = dyn_cast<GlobalVariable>(range->base);
      const Pairs &pairs = global ? tables.ofGlobal(*global)
                                  : tables.ofLayout(layoutOf(range->base));
      if (splitsPair(*range, pairs))
        reportInternalError(
            function,
            "words that the collector reads together are stored "
            "one by one",
            instruction);
    }
  }
}

} // namespace vo::lowering
