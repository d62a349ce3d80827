//===- ExportMemory.cpp - Globals, objects, arrays, slices, strings -------===//

#include "exporter/FunctionExporter.h"

#include "dialect/vo/ModuleAttributes.h"

#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace vo::exporter;
namespace bc = vo::bc;
namespace ir = vo::ir;
using bc::Opcode;

/// Most slots that one instruction moves.
static constexpr size_t kMostSlots = 255;

//===----------------------------------------------------------------------===//
// Slots of objects
//===----------------------------------------------------------------------===//

/// Reads results from consecutive slots. A null pointer panics even when there
/// is nothing to read.
void FunctionExporter::loadSlots(const Operand &pointer, int64_t slot,
                                 ValueRange results) {
  auto load = [&](const Operand &to, StringRef letters, int64_t from) {
    bc::MetaPtrLayout meta{layoutOf(letters)};
    if (letters.size() == 1)
      return emit(Opcode::PtrGet, to, pointer, Operand::number(from), 0, meta);
    Operand window = to;
    window.width = letters.size();
    emit(Opcode::PtrGetN, window, pointer, Operand::number(from),
         letters.size(), meta);
  };
  // Half of an interface value is read with its other half.
  if (results.size() == 1 && lettersFor(results.front()) == "hw") {
    bool isWord = isa<ir::WordType>(results.front().getType());
    return load(define(results.front()), "hw", slot - isWord);
  }
  if (llvm::any_of(results.getTypes(), llvm::IsaPred<ir::WordType>))
    return refuse("a data word that is read together with other slots");
  std::string letters = lettersOfTypes(results.getTypes());
  Operand group = defineAll(results, letters);
  if (letters.empty())
    return load(group, "", slot);
  StringRef rest = letters;
  while (!rest.empty()) {
    StringRef part = rest.take_front(kMostSlots);
    if (part.ends_with("h"))
      part = part.drop_back();
    if (part.size() < letters.size() && rest.size() == letters.size())
      code.begin(group, loc);
    size_t done = letters.size() - rest.size();
    load(group.at(done), part, slot + done);
    rest = rest.drop_front(part.size());
  }
}

/// Writes one slot, with the barrier that references need.
void FunctionExporter::storeSlot(const Operand &pointer, int64_t slot,
                                 const Operand &value) {
  char letter = code.letter(value);
  bool barrier = letter == 'r' || letter == 'w';
  emit(Opcode::PtrSet, pointer, Operand::number(slot), value,
       barrier ? bc::flag::barrier : 0,
       bc::MetaPtrLayout{layoutOf(StringRef(&letter, 1))});
}

/// Writes consecutive slots; several at once where there are no references.
void FunctionExporter::storeSlots(const Operand &pointer, int64_t slot,
                                  ValueRange values) {
  if (values.empty())
    return emit(Opcode::PtrGetN, temporary("v"), pointer, Operand::number(slot),
                0, bc::MetaPtrLayout{});
  bool scalars = llvm::all_of(values, [](Value value) {
    return isa<IntegerType, FloatType>(value.getType());
  });
  if (scalars && values.size() > 1 && values.size() <= kMostSlots) {
    std::string letters = lettersOfTypes(values.getTypes());
    return emit(Opcode::PtrSetN, pointer, Operand::number(slot),
                window(letters, values), letters.size(),
                bc::MetaPtrLayout{layoutOf(letters)});
  }
  for (Value value : values) {
    Type type = value.getType();
    if (isa<ir::IfaceType>(type)) {
      Operand pair = read(value, 'h');
      storeSlot(pointer, slot++, pair.at(0));
      storeSlot(pointer, slot++, pair.at(1));
    } else if (isa<ir::WordType>(type)) {
      storeSlot(pointer, slot++, read(value, 'h').at(1));
    } else {
      // A header that comes from an interface value stays one.
      char letter = isa<FloatType>(type)     ? 'f'
                    : isa<IntegerType>(type) ? 'i'
                                             : 'r';
      storeSlot(pointer, slot++, read(value, letter));
    }
  }
}

/// The store of the data word that belongs to the store of a header: behind it
/// with nothing that looks at memory between.
static ir::GlobalSetOp wordBehind(ir::GlobalSetOp header) {
  for (Operation *op = header->getNextNode(); op; op = op->getNextNode()) {
    auto set = dyn_cast<ir::GlobalSetOp>(op);
    if (set && set.getGlobalAttr() == header.getGlobalAttr())
      return set.getSlot() == header.getSlot() + 1 ? set : ir::GlobalSetOp();
    if (!set && !isMemoryEffectFree(op))
      return {};
  }
  return {};
}

/// Writes half of an interface variable. Instructions write whole ones: a
/// header together with the word that is set behind it, else with what is
/// there.
void FunctionExporter::setGlobalHalf(ir::GlobalSetOp set, bool isHeader) {
  Operand slot = Operand::number(tables.globalSlots.lookup(set.getGlobal()) +
                                 set.getSlot() - !isHeader);
  Operand pair = temporary("hw");
  if (isHeader) {
    if (ir::GlobalSetOp word = wordBehind(set)) {
      headerBefore[word] = set.getValue();
      return;
    }
  }
  if (Value header = headerBefore.lookup(set)) {
    makeInterface(pair, header, set.getValue());
  } else {
    unsigned half = isHeader ? 0 : 1;
    Operand value = temporary("hw");
    fillPair(value, set.getValue());
    emit(Opcode::GlobalGetN, pair, slot, {}, 2);
    emit(Opcode::Copy, pair.at(half), value.at(half));
  }
  emit(Opcode::GlobalSetN, slot, pair, {}, 2);
}

bool FunctionExporter::exportMemory(Operation &op) {
  if (auto object = dyn_cast<ir::NewOp>(op)) {
    StringRef letters = object.getLayout().getSlots();
    if (letters.empty())
      letters = "v"; // objects have at least one slot
    uint32_t meta = tables.structMeta(letters);
    Operand word = constantSlot(
        static_cast<int64_t>(bc::ValueMeta(bc::ValueKind::Struct, meta).raw));
    emit(Opcode::PtrNew, define(object.getObject()), word,
         Operand::number(letters.size()), 0,
         bc::MetaPtrLayout{layoutOf(letters)});
    return true;
  }
  if (auto load = dyn_cast<ir::LoadOp>(op)) {
    loadSlots(read(load.getPointer(), 'r'), load.getSlot(), load.getValues());
    return true;
  }
  if (auto store = dyn_cast<ir::StoreOp>(op)) {
    storeSlots(read(store.getPointer(), 'r'), store.getSlot(),
               store.getValues());
    return true;
  }
  if (auto address = dyn_cast<ir::AddrOp>(op)) {
    Operand pointer = read(address.getPointer(), 'r');
    Operand slots = readInt(address.getSlots());
    emit(Opcode::PtrAdd, define(address.getAddress()), pointer, slots);
    return true;
  }
  auto flat = [&](FlatSymbolRefAttr global, uint64_t slot) {
    return Operand::number(tables.globalSlots.lookup(global.getValue()) + slot);
  };
  if (auto get = dyn_cast<ir::GlobalGetOp>(op)) {
    Operand value = define(get.getValue());
    bool isWord = isa<ir::WordType>(get.getValue().getType());
    Operand slot = flat(get.getGlobalAttr(), get.getSlot() - isWord);
    if (code.letter(value) == 'h')
      emit(Opcode::GlobalGetN, value, slot, {}, 2);
    else
      emit(Opcode::GlobalGet, value, slot);
    return true;
  }
  if (auto set = dyn_cast<ir::GlobalSetOp>(op)) {
    Type type = set.getValue().getType();
    Operand slot = flat(set.getGlobalAttr(), set.getSlot());
    bool isHeader = isHeaderSlot(&op, set.getGlobalAttr(), set.getSlot()) &&
                    !isa<ir::IfaceType>(type);
    if (isa<ir::IfaceType>(type))
      emit(Opcode::GlobalSetN, slot, read(set.getValue(), 'h'), {}, 2);
    else if (isHeader || isa<ir::WordType>(type))
      setGlobalHalf(set, isHeader);
    else
      emit(Opcode::GlobalSet, slot,
           read(set.getValue(), lettersOfTypes(type).front()));
    return true;
  }
  return false;
}

//===----------------------------------------------------------------------===//
// Elements of arrays and slices
//===----------------------------------------------------------------------===//

namespace {
/// How an instruction says what its elements are.
struct ElementCode {
  uint8_t flags;
  bc::MetaElemLayout meta;

  bool isDynamic() const { return flags == 0; }
};
} // namespace

/// `meta` is the element type word, where there is one.
static ElementCode codeOf(ir::ElemAttr elem, uint32_t meta = 0) {
  static constexpr uint8_t kFlags[] = {0,
                                       0x01,
                                       0x02,
                                       0x04,
                                       bc::flag::elemSigned | 1,
                                       bc::flag::elemSigned | 2,
                                       bc::flag::elemSigned | 4,
                                       bc::flag::elemFloat | 4};
  ElementCode result;
  result.meta.elemBytes = elem.bytes();
  result.meta.slotLayout = layoutOf(elem.letters());
  result.flags = kFlags[static_cast<unsigned>(elem.getKind())];
  if (elem.getKind() == ir::ElemKind::Slots && elem.bytes() < 64)
    result.flags = elem.bytes();
  result.meta.needsSignExtend = result.flags & bc::flag::elemSigned;
  // A struct without size has one slot in its layout.
  if (elem.bytes() == 0 && bc::ValueMeta(meta).kind() == bc::ValueKind::Struct)
    result.meta.slotLayout = layoutOf("v");
  return result;
}

/// The element type word of a new array or slice. What it says of structs must
/// agree with the slots; IR that was not made from bytecode need not know.
static uint32_t elementMeta(Tables &tables, ir::ElemAttr elem, uint32_t word) {
  bc::ValueMeta meta(word);
  if (meta.kind() != bc::ValueKind::Struct || elem.bytes() == 0)
    return word;
  const auto &structs = tables.module.structMetas;
  if (meta.id() < structs.size() &&
      lettersOf(structs[meta.id()].slotTypes) == elem.letters())
    return word;
  return bc::ValueMeta(bc::ValueKind::Struct, tables.structMeta(elem.letters()))
      .raw;
}

/// An index, with the size of an element behind it where the flags do not tell.
Operand FunctionExporter::elementIndex(Value index, ir::ElemAttr elem) {
  if (!codeOf(elem).isDynamic())
    return readInt(index);
  Operand pair = temporary("vv");
  code.begin(pair, loc);
  fill(pair.at(0), index);
  loadInt(pair.at(1), elem.bytes());
  return pair;
}

Operand FunctionExporter::elementValues(ir::ElemAttr elem, ValueRange values) {
  return window(elem.letters(), values);
}

bool FunctionExporter::exportArray(Operation &op) {
  if (auto array = dyn_cast<ir::ArrayNewOp>(op)) {
    ElementCode element = codeOf(array.getElem(), array.getMeta());
    Operand meta =
        constantSlot(elementMeta(tables, array.getElem(), array.getMeta()));
    Operand length = elementIndex(array.getLength(), array.getElem());
    emit(Opcode::ArrayNew, define(array.getArray()), meta, length,
         element.flags, element.meta);
    return true;
  }
  auto get = [&](Opcode opcode, Value container, Value index, ir::ElemAttr elem,
                 ValueRange results) {
    Operand object = read(container, 'r');
    Operand at = elementIndex(index, elem);
    ElementCode element = codeOf(elem);
    emit(opcode, defineAll(results, elem.letters()), object, at, element.flags,
         element.meta);
    return true;
  };
  auto set = [&](Opcode opcode, Value container, Value index, ir::ElemAttr elem,
                 ValueRange values) {
    Operand object = read(container, 'r');
    Operand at = elementIndex(index, elem);
    ElementCode element = codeOf(elem);
    emit(opcode, object, at, elementValues(elem, values), element.flags,
         element.meta);
    return true;
  };
  auto address = [&](Opcode opcode, Value container, Value index,
                     ir::ElemAttr elem, Value result) {
    Operand object = read(container, 'r');
    Operand at = elementIndex(index, elem);
    ElementCode element = codeOf(elem);
    emit(opcode, define(result), object, at, element.flags, element.meta);
    return true;
  };
  return llvm::TypeSwitch<Operation *, bool>(&op)
      .Case<ir::ArrayGetOp>([&](auto op) {
        return get(Opcode::ArrayGet, op.getArray(), op.getIndex(), op.getElem(),
                   op.getValues());
      })
      .Case<ir::SliceGetOp>([&](auto op) {
        return get(Opcode::SliceGet, op.getSlice(), op.getIndex(), op.getElem(),
                   op.getValues());
      })
      .Case<ir::ArraySetOp>([&](auto op) {
        return set(Opcode::ArraySet, op.getArray(), op.getIndex(), op.getElem(),
                   op.getValues());
      })
      .Case<ir::SliceSetOp>([&](auto op) {
        return set(Opcode::SliceSet, op.getSlice(), op.getIndex(), op.getElem(),
                   op.getValues());
      })
      .Case<ir::ArrayAddrOp>([&](auto op) {
        return address(Opcode::ArrayAddr, op.getArray(), op.getIndex(),
                       op.getElem(), op.getAddress());
      })
      .Case<ir::SliceAddrOp>([&](auto op) {
        return address(Opcode::SliceAddr, op.getSlice(), op.getIndex(),
                       op.getElem(), op.getAddress());
      })
      .Default([](Operation *) { return false; });
}

//===----------------------------------------------------------------------===//
// Slices
//===----------------------------------------------------------------------===//

void FunctionExporter::sliceBounds(Value low, Value high, Value max,
                                   Value result, const Operand &source,
                                   uint8_t flags) {
  SmallVector<Value> values = {low, high};
  if (max)
    values.push_back(max);
  Operand bounds = window(std::string(values.size(), 'v'), values);
  emit(Opcode::SliceSlice, define(result), source, bounds,
       flags | (max ? bc::flag::sliceMax : 0));
}

bool FunctionExporter::exportSlice(Operation &op) {
  if (auto slice = dyn_cast<ir::SliceNewOp>(op)) {
    ElementCode element = codeOf(slice.getElem(), slice.getMeta());
    Operand meta =
        constantSlot(elementMeta(tables, slice.getElem(), slice.getMeta()));
    Operand sizes = temporary(element.isDynamic() ? "vvv" : "vv");
    code.begin(sizes, loc);
    fill(sizes.at(0), slice.getLength());
    fill(sizes.at(1), slice.getCapacity());
    if (element.isDynamic())
      loadInt(sizes.at(2), slice.getElem().bytes());
    emit(Opcode::SliceNew, define(slice.getSlice()), meta, sizes, element.flags,
         element.meta);
    return true;
  }
  if (auto append = dyn_cast<ir::SliceAppendOp>(op)) {
    ElementCode element = codeOf(append.getElem(), append.getMeta());
    Operand slice = read(append.getSlice(), 'r');
    std::string head = element.isDynamic() ? "vv" : "v";
    std::string letters = lettersOf(element.meta.slotLayout);
    Operand window = temporary(head + letters);
    code.begin(window, loc);
    loadInt(window.at(0),
            elementMeta(tables, append.getElem(), append.getMeta()));
    if (element.isDynamic())
      loadInt(window.at(1), append.getElem().bytes());
    fillWindow(window.at(head.size()), letters, append.getValues());
    emit(Opcode::SliceAppend, define(append.getResult()), slice, window,
         element.flags, element.meta);
    return true;
  }
  if (isa<ir::SliceLenOp, ir::SliceCapOp>(op)) {
    Operand slice = read(op.getOperand(0), 'r');
    emit(isa<ir::SliceLenOp>(op) ? Opcode::SliceLen : Opcode::SliceCap,
         define(op.getResult(0)), slice);
    return true;
  }
  if (auto part = dyn_cast<ir::SliceSliceOp>(op)) {
    sliceBounds(part.getLow(), part.getHigh(), part.getMax(), part.getResult(),
                read(part.getSlice(), 'r'), 0);
    return true;
  }
  if (auto part = dyn_cast<ir::SliceOfArrayOp>(op)) {
    sliceBounds(part.getLow(), part.getHigh(), part.getMax(), part.getResult(),
                read(part.getArray(), 'r'), bc::flag::sliceArray);
    return true;
  }
  if (auto part = dyn_cast<ir::SliceOfInlineOp>(op)) {
    auto meta = op.getAttrOfType<IntegerAttr>(ir::kElemMetaAttr);
    auto bytes = op.getAttrOfType<IntegerAttr>(ir::kElemBytesAttr);
    if (!meta || !bytes) {
      refuse("a slice of an array inside an object without the attributes '" +
             ir::kElemMetaAttr + "' and '" + ir::kElemBytesAttr + "'");
      return true;
    }
    // Owner, data, element type, element bytes, stride, length.
    Operand view = temporary("rrvvvv");
    code.begin(view, loc);
    fill(view.at(0), part.getData());
    fill(view.at(1), part.getData());
    loadInt(view.at(2), static_cast<uint32_t>(meta.getInt()));
    loadInt(view.at(3), bytes.getInt());
    fill(view.at(4), part.getStride());
    fill(view.at(5), part.getLength());
    sliceBounds(part.getLow(), part.getHigh(), part.getMax(), part.getResult(),
                view, bc::flag::sliceArray | bc::flag::sliceInline);
    return true;
  }
  return false;
}

//===----------------------------------------------------------------------===//
// Strings
//===----------------------------------------------------------------------===//

bool FunctionExporter::exportString(Operation &op) {
  if (auto length = dyn_cast<ir::StringLenOp>(op)) {
    Operand text = read(length.getString(), 'r');
    emit(Opcode::StrLen, define(length.getLength()), text);
    return true;
  }
  if (auto get = dyn_cast<ir::StringGetOp>(op)) {
    Operand text = read(get.getString(), 'r'), index = readInt(get.getIndex());
    emit(Opcode::StrIndex, define(get.getByte()), text, index);
    return true;
  }
  if (auto concat = dyn_cast<ir::StringConcatOp>(op)) {
    Operand lhs = read(concat.getLhs(), 'r'), rhs = read(concat.getRhs(), 'r');
    emit(Opcode::StrConcat, define(concat.getResult()), lhs, rhs);
    return true;
  }
  if (auto part = dyn_cast<ir::StringSliceOp>(op)) {
    Operand text = read(part.getString(), 'r');
    Operand bounds = window("vv", {part.getLow(), part.getHigh()});
    emit(Opcode::StrSlice, define(part.getResult()), text, bounds);
    return true;
  }
  if (auto compare = dyn_cast<ir::StringCmpOp>(op)) {
    static constexpr Opcode kOpcodes[] = {Opcode::StrEq, Opcode::StrNe,
                                          Opcode::StrLt, Opcode::StrLe,
                                          Opcode::StrGt, Opcode::StrGe};
    Operand lhs = read(compare.getLhs(), 'r');
    Operand rhs = read(compare.getRhs(), 'r');
    emit(kOpcodes[static_cast<unsigned>(compare.getPredicate())],
         define(compare.getResult()), lhs, rhs);
    return true;
  }
  if (auto decode = dyn_cast<ir::StringDecodeOp>(op)) {
    Operand text = read(decode.getString(), 'r');
    Operand index = readInt(decode.getIndex());
    emit(Opcode::StrDecodeRune, defineAll(decode.getResults(), "vv"), text,
         index);
    return true;
  }
  return false;
}
