//===- MemoryLayouts.cpp - How storage types lie in memory ----------------===//

#include "lowering/vo/MemoryLayouts.h"

#include "runtime/abi/Object.h"

#include "llvm/ADT/TypeSwitch.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;
using llvm::SaturatingAdd;
using llvm::SaturatingMultiply;

namespace vo::lowering {

static constexpr uint64_t kWord = abi::kWordBytes;

// What the runtime reads as these structs is what compiled code writes: the
// words of the value, base first, in a box as anywhere else.
static_assert(sizeof(abi::StringObject) == 3 * kWord &&
              offsetof(abi::StringObject, base) == 0 &&
              offsetof(abi::StringObject, offset) == kWord &&
              offsetof(abi::StringObject, length) == 2 * kWord);
static_assert(sizeof(abi::SliceObject) == 4 * kWord &&
              offsetof(abi::SliceObject, base) == 0 &&
              offsetof(abi::SliceObject, offset) == kWord &&
              offsetof(abi::SliceObject, length) == 2 * kWord &&
              offsetof(abi::SliceObject, capacity) == 3 * kWord);

/// Letters of a leaf in an object.
static StringRef lettersOf(Type leaf) {
  return llvm::TypeSwitch<Type, StringRef>(leaf)
      .Case([](ir::StringType) { return "rvv"; })
      .Case([](ir::SliceType) { return "rvvv"; })
      .Case([](ir::IfaceType) { return "hw"; })
      .Case([](FloatType type) { return type.isF64() ? "f" : "v"; })
      .Case([](IntegerType) { return "v"; })
      .Default([](Type) { return "r"; });
}

MemoryLayouts::MemoryLayouts(ModuleOp module) : module(module) {
  tables.getSymbolTable(module);
}

uint64_t MemoryLayouts::stride(Type elem) {
  uint64_t narrow = ir::narrowBytes(elem);
  return narrow ? narrow : bytes(elem);
}

uint64_t MemoryLayouts::bytes(Type storage) {
  if (auto type = dyn_cast<ir::StructType>(storage))
    return structLayout(type).offsets.back();
  if (auto flat = dyn_cast<ir::FlatType>(storage)) {
    uint64_t packed = SaturatingMultiply(static_cast<uint64_t>(flat.getCount()),
                                         stride(flat.getElem()));
    return SaturatingAdd(packed, kWord - 1) / kWord * kWord;
  }
  if (auto tuple = dyn_cast<TupleType>(storage))
    return offsetIn(tuple, tuple.size());
  return lettersOf(storage).size() * kWord;
}

uint64_t MemoryLayouts::offsetIn(Type container, uint64_t index) {
  if (auto type = dyn_cast<ir::StructType>(container))
    return structLayout(type).offsets[index];
  if (auto flat = dyn_cast<ir::FlatType>(container))
    return SaturatingMultiply(index, stride(flat.getElem()));
  uint64_t offset = 0;
  for (Type member : cast<TupleType>(container).getTypes().take_front(index))
    offset = SaturatingAdd(offset, bytes(member));
  return offset;
}

const MemoryLayouts::Struct &MemoryLayouts::structLayout(ir::StructType type) {
  if (auto known = structs.find(type); known != structs.end())
    return known->second;
  auto op =
      tables.lookupNearestSymbolFrom<ir::StructOp>(module, type.getName());
  Struct layout;
  uint64_t offset = 0;
  for (unsigned i = 0, count = op ? op.getTypes().size() : 0; i < count; ++i) {
    layout.offsets.push_back(offset);
    offset = SaturatingAdd(offset, bytes(op.memberType(i)));
  }
  layout.offsets.push_back(offset);
  if (offset / kWord <= kMaxSlots)
    for (unsigned i = 0, count = op ? op.getTypes().size() : 0; i < count; ++i)
      appendLetters(op.memberType(i), layout.letters);
  return structs[type] = std::move(layout);
}

/// Only for types that are not too large.
void MemoryLayouts::appendLetters(Type storage, std::string &letters) {
  if (auto type = dyn_cast<ir::StructType>(storage)) {
    letters += structLayout(type).letters;
  } else if (auto flat = dyn_cast<ir::FlatType>(storage)) {
    if (ir::narrowBytes(flat.getElem())) {
      letters.append(bytes(flat) / kWord, 'v');
      return;
    }
    std::string elem;
    appendLetters(flat.getElem(), elem);
    for (int64_t i = 0; i < flat.getCount(); ++i)
      letters += elem;
  } else if (auto tuple = dyn_cast<TupleType>(storage)) {
    for (Type member : tuple.getTypes())
      appendLetters(member, letters);
  } else {
    letters += lettersOf(storage);
  }
}

ir::LayoutAttr MemoryLayouts::object(Type storage) {
  if (bytes(storage) / kWord > kMaxSlots)
    return {};
  std::string letters;
  appendLetters(storage, letters);
  return ir::LayoutAttr::get(module.getContext(), letters);
}

Fields MemoryLayouts::fields(StringRef header, TypeRange types) {
  Fields fields{SmallVector<Type>(types), {}, header.str()};
  for (Type type : types) {
    fields.offsets.push_back(
        static_cast<int64_t>(fields.letters.size() * kWord));
    appendLetters(type, fields.letters);
  }
  return fields;
}

ir::ElemAttr MemoryLayouts::element(Type storage) {
  MLIRContext *context = module.getContext();
  auto narrow = [&](ir::ElemKind kind) {
    return ir::ElemAttr::get(context, kind, StringAttr());
  };
  if (storage.isF32())
    return narrow(ir::ElemKind::F32);
  if (uint64_t bytes = ir::narrowBytes(storage)) {
    bool isSigned = cast<IntegerType>(storage).isSigned();
    if (bytes == 1)
      return narrow(isSigned ? ir::ElemKind::I8 : ir::ElemKind::U8);
    if (bytes == 2)
      return narrow(isSigned ? ir::ElemKind::I16 : ir::ElemKind::U16);
    return narrow(isSigned ? ir::ElemKind::I32 : ir::ElemKind::U32);
  }
  ir::LayoutAttr slots = object(storage);
  return slots ? ir::ElemAttr::get(context, ir::ElemKind::Slots,
                                   StringAttr::get(context, slots.getSlots()))
               : ir::ElemAttr();
}

uint64_t MemoryLayouts::offset(const ir::LeafCursor &cursor) {
  uint64_t offset = 0;
  cursor.forEachStep([&](Type container, uint64_t index) {
    offset = SaturatingAdd(offset, offsetIn(container, index));
  });
  return offset;
}

} // namespace vo::lowering
