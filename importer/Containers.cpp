//===- Containers.cpp - Strings, arrays, slices, maps, queues -------------===//

#include "importer/Function.h"

#include "mlir/Dialect/Arith/IR/Arith.h"

using namespace mlir;
using namespace vo::importer;
namespace bc = vo::bc;
using bc::Opcode;
using typing::Universe;

LogicalResult FunctionImporter::importString() {
  auto string = [&](uint32_t slot) { return read(slot, Universe::string); };
  switch (inst.opcode()) {
  case Opcode::StrNew:
    write(inst.a,
          ir::StringConstOp::create(
              b, loc,
              b.getStringAttr(
                  std::get<bc::ConstString>(module.constants[inst.b]).value)));
    return success();
  case Opcode::StrLen:
    write(inst.a, ir::StringLenOp::create(b, loc, string(inst.b)));
    return success();
  case Opcode::StrIndex: {
    Value text = string(inst.b), index = readInt(inst.c);
    write(inst.a, ir::StringGetOp::create(b, loc, text, index));
    return success();
  }
  case Opcode::StrConcat: {
    Value lhs = string(inst.b), rhs = string(inst.c);
    write(inst.a, ir::StringConcatOp::create(b, loc, ValueRange{lhs, rhs}));
    return success();
  }
  case Opcode::StrSlice: {
    Value text = string(inst.b), low = readInt(inst.c),
          high = readInt(inst.c + 1);
    write(inst.a, ir::StringSliceOp::create(b, loc, text, low, high));
    return success();
  }
  case Opcode::StrDecodeRune: {
    Value text = string(inst.b), index = readInt(inst.c);
    auto decode = ir::StringDecodeOp::create(b, loc, text, index);
    write(inst.a, decode.getRune());
    write(inst.a + 1, decode.getWidth());
    return success();
  }
  default:
    return notSupported();
  }
}

//===----------------------------------------------------------------------===//
// Arrays and slices
//===----------------------------------------------------------------------===//

/// The leaves of what a container holds: elements, keys, values.
FunctionImporter::Leaves
FunctionImporter::elementLeaves(typing::TermId container, unsigned which) {
  return terms.rowOf(terms.term(container).rows[which]).closed;
}

/// Elements take no slots in bytecode when they take no space.
static bool movesNothing(const bc::InstrMeta &meta) {
  auto *layout = std::get_if<bc::MetaElemLayout>(&meta);
  return layout && layout->elemBytes == 0;
}

/// The element in slots that an instruction stores.
SmallVector<Value> FunctionImporter::movedValues(uint32_t slot,
                                                 typing::TermId container) {
  Leaves leaves = elementLeaves(container);
  if (!movesNothing(def.meta[pc]))
    return readLeaves(slot, leaves);
  SmallVector<Value> out;
  for (Type type : types.registersOf(leaves))
    out.push_back(ir::zeroOf(b, loc, type));
  return out;
}

void FunctionImporter::writeMoved(uint32_t slot, const Leaves &leaves,
                                  ValueRange list) {
  if (!movesNothing(def.meta[pc]))
    writeLeaves(slot, leaves, list);
}

/// Moves a large element through its address; false when it is not one.
template <class AddrOp>
bool FunctionImporter::moveElement(uint32_t container, uint32_t index,
                                   uint32_t slot, bool isSet) {
  Leaves leaves = elementLeaves(fn.type(idOf(container)));
  if (leaves.size() < kManySlots || movesNothing(def.meta[pc]))
    return false;
  Value whole = read(container), at = readInt(index);
  Type elem;
  if (auto slice = dyn_cast<ir::SliceType>(whole.getType()))
    elem = slice.getElem();
  else
    elem = cast<ir::ArrayType>(whole.getType()).getElem();
  auto address =
      AddrOp::create(b, loc, ir::PtrType::get(context(), elem), whole, at);
  if (moveSlots({address, {}, types.registersOf(leaves)}, slot, leaves.size(),
                isSet, /*isPresent=*/true))
    return true;
  address.erase();
  return false;
}

LogicalResult FunctionImporter::importArray() {
  switch (inst.opcode()) {
  case Opcode::ArrayNew: {
    auto type = cast<ir::ArrayType>(registerOf(written(inst.a)));
    writeObject(ir::ArrayNewOp::create(b, loc, type));
    return success();
  }
  case Opcode::ArrayGet: {
    if (moveElement<ir::ArrayAddrOp>(inst.b, inst.c, inst.a, false))
      return success();
    Leaves leaves = elementLeaves(fn.type(idOf(inst.b)));
    Value array = read(inst.b), index = readInt(inst.c);
    auto get =
        ir::ArrayGetOp::create(b, loc, types.registersOf(leaves), array, index);
    writeMoved(inst.a, leaves, get.getValues());
    return success();
  }
  case Opcode::ArraySet: {
    if (moveElement<ir::ArrayAddrOp>(inst.a, inst.b, inst.c, true))
      return success();
    typing::TermId type = fn.type(idOf(inst.a));
    Value array = read(inst.a), index = readInt(inst.b);
    ir::ArraySetOp::create(b, loc, array, index, movedValues(inst.c, type));
    return success();
  }
  case Opcode::ArrayAddr: {
    Value array = read(inst.b), index = readInt(inst.c);
    write(inst.a, ir::ArrayAddrOp::create(b, loc, registerOf(written(inst.a)),
                                          array, index));
    return success();
  }
  default:
    return notSupported();
  }
}

LogicalResult FunctionImporter::importSlice() {
  switch (inst.opcode()) {
  case Opcode::SliceNew: {
    auto type = cast<ir::SliceType>(registerOf(written(inst.a)));
    Value length = readInt(inst.c), capacity = readInt(inst.c + 1);
    write(inst.a, ir::SliceNewOp::create(b, loc, type, length, capacity,
                                         /*frame=*/false,
                                         /*frame_count=*/IntegerAttr()));
    return success();
  }
  case Opcode::SliceGet: {
    if (moveElement<ir::SliceAddrOp>(inst.b, inst.c, inst.a, false))
      return success();
    Leaves leaves = elementLeaves(fn.type(idOf(inst.b)));
    Value slice = read(inst.b), index = readInt(inst.c);
    auto get =
        ir::SliceGetOp::create(b, loc, types.registersOf(leaves), slice, index);
    writeMoved(inst.a, leaves, get.getValues());
    return success();
  }
  case Opcode::SliceSet: {
    if (moveElement<ir::SliceAddrOp>(inst.a, inst.b, inst.c, true))
      return success();
    typing::TermId type = fn.type(idOf(inst.a));
    Value slice = read(inst.a), index = readInt(inst.b);
    ir::SliceSetOp::create(b, loc, slice, index, movedValues(inst.c, type));
    return success();
  }
  case Opcode::SliceLen:
    write(inst.a, ir::SliceLenOp::create(b, loc, read(inst.b)));
    return success();
  case Opcode::SliceCap:
    write(inst.a, ir::SliceCapOp::create(b, loc, read(inst.b)));
    return success();
  case Opcode::SliceAppend: {
    typing::TermId type = written(inst.a);
    Value slice = read(inst.b, type);
    write(inst.a,
          ir::AppendOp::create(
              b, loc, slice, movedValues(inst.c + (inst.flags ? 1 : 2), type)));
    return success();
  }
  case Opcode::SliceAddr: {
    Value slice = read(inst.b), index = readInt(inst.c);
    write(inst.a, ir::SliceAddrOp::create(b, loc, registerOf(written(inst.a)),
                                          slice, index));
    return success();
  }
  default:
    return notSupported();
  }
}

LogicalResult FunctionImporter::importSliceSlice() {
  Value low = readInt(inst.c), high = readInt(inst.c + 1);
  Value max = inst.flags & bc::flag::sliceMax ? readInt(inst.c + 2) : Value();
  typing::TermId type = written(inst.a);
  if (!(inst.flags & bc::flag::sliceArray)) {
    Value slice = read(inst.b, type);
    write(inst.a, ir::SliceSliceOp::create(b, loc, slice, low, high, max));
    return success();
  }
  if (!(inst.flags & bc::flag::sliceInline)) {
    write(inst.a, ir::SliceOfOp::create(b, loc, registerOf(type), read(inst.b),
                                        low, high, max));
    return success();
  }
  // The array lies in an object: owner, data, element meta, element bytes,
  // stride, length.
  std::optional<int64_t> length = fn.constant(pc, inst.b + 5u);
  if (!length)
    return notSupported("a view of an array of unknown length");
  Access access = resolve(idOf(inst.b + 1u), 0);
  if (isNil(access.base)) {
    accessNil(inst.a, 1);
    return success();
  }
  typing::TermId base = fn.type(access.base);
  if (terms.kind(base) != typing::TermKind::Pointer)
    return notSupported("a view of an array in this object");
  Value pointer = valueOf(access.base, base);
  Type elem = cast<ir::SliceType>(registerOf(type)).getElem();
  Type array = ir::FlatType::get(context(), *length, elem);
  auto path =
      types.pathTo(memoryOf(pointer), access.offset, types.slotsOf(array));
  if (!path)
    return notSupported("no member of an object begins there");
  Value view = ir::AddrOp::create(b, loc, ir::PtrType::get(context(), array),
                                  pointer, path->text, indicesOf(*path));
  write(inst.a,
        ir::SliceOfOp::create(b, loc, registerOf(type), view, low, high, max));
  return success();
}

//===----------------------------------------------------------------------===//
// Maps
//===----------------------------------------------------------------------===//

/// Where a map iterator's seven slots hold the iteration itself.
static constexpr uint32_t kIteratorSlot = 2;

LogicalResult FunctionImporter::importMap() {
  switch (inst.opcode()) {
  case Opcode::MapNew:
    write(inst.a, ir::MapNewOp::create(b, loc, registerOf(written(inst.a))));
    return success();
  case Opcode::MapGet: {
    typing::TermId type = fn.type(idOf(inst.b));
    const auto &layout = meta<bc::MetaMapGet>();
    Value map = read(inst.b);
    auto get = ir::MapGetOp::create(
        b, loc, types.registersOf(elementLeaves(type, 1)), b.getI1Type(), map,
        readLeaves(inst.c + 1, elementLeaves(type, 0)));
    writeLeaves(inst.a, elementLeaves(type, 1), get.getValues());
    if (layout.hasOk)
      writeBool(inst.a + layout.val.size(), get.getFound());
    return success();
  }
  case Opcode::MapSet: {
    typing::TermId type = fn.type(idOf(inst.a));
    Value map = read(inst.a);
    SmallVector<Value> key = readLeaves(inst.b + 1, elementLeaves(type, 0));
    ir::MapSetOp::create(b, loc, map, key,
                         readLeaves(inst.c, elementLeaves(type, 1)));
    return success();
  }
  case Opcode::MapDelete: {
    typing::TermId type = fn.type(idOf(inst.a));
    Value map = read(inst.a);
    ir::MapDeleteOp::create(b, loc, map,
                            readLeaves(inst.b + 1, elementLeaves(type, 0)));
    return success();
  }
  case Opcode::MapLen:
    write(inst.a, ir::MapLenOp::create(b, loc, read(inst.b)));
    return success();
  case Opcode::MapIterInit: {
    Type type = registerOf(written(inst.a + kIteratorSlot));
    write(inst.a + kIteratorSlot,
          ir::MapIterOp::create(b, loc, type, read(inst.b), UnitAttr()));
    return success();
  }
  case Opcode::MapIterNext: {
    typing::TermId type = fn.type(idOf(inst.b + kIteratorSlot));
    Leaves both = elementLeaves(type, 0);
    llvm::append_range(both, elementLeaves(type, 1));
    auto next =
        ir::MapNextOp::create(b, loc, types.registersOf(both), b.getI1Type(),
                              read(inst.b + kIteratorSlot));
    writeLeaves(inst.a, both, next.getValues());
    writeBool(inst.c, next.getMore());
    return success();
  }
  default:
    return notSupported();
  }
}

//===----------------------------------------------------------------------===//
// Queues
//===----------------------------------------------------------------------===//

LogicalResult FunctionImporter::importQueue() {
  switch (inst.opcode()) {
  case Opcode::QueueNew:
    write(inst.a, ir::ChanNewOp::create(b, loc, registerOf(written(inst.a)),
                                        readInt(inst.c)));
    return success();
  case Opcode::QueueSend: {
    typing::TermId type = fn.type(idOf(inst.a));
    Value queue = read(inst.a);
    // What is sent to nil matters to nobody: the send never ends.
    ir::ChanSendOp::create(b, loc, queue,
                           readLeaves(inst.b, elementLeaves(type)));
    return success();
  }
  case Opcode::QueueRecv: {
    Leaves leaves = elementLeaves(fn.type(idOf(inst.b)));
    auto recv = ir::ChanRecvOp::create(b, loc, types.registersOf(leaves),
                                       b.getI1Type(), read(inst.b));
    writeLeaves(inst.a, leaves, recv.getValues());
    if (inst.flags & bc::flag::recvOk)
      writeBool(inst.a + leaves.size(), recv.getOk());
    return success();
  }
  case Opcode::QueueClose:
    ir::ChanCloseOp::create(b, loc, read(inst.a));
    return success();
  case Opcode::QueueLen:
    write(inst.a, ir::ChanLenOp::create(b, loc, read(inst.b)));
    return success();
  case Opcode::QueueCap:
    write(inst.a, ir::ChanCapOp::create(b, loc, read(inst.b)));
    return success();
  default:
    return notSupported();
  }
}

/// SelectBegin and all up to SelectExec are one operation. Only the chosen
/// receive writes its slots; where several write one slot, the choice decides.
LogicalResult FunctionImporter::importSelect() {
  uint32_t begin = pc, cases = inst.a;
  bool hasDefault = inst.flags & bc::flag::selectDefault;
  SmallVector<bool> sends;
  SmallVector<int64_t> counts;
  SmallVector<Value> queues, sent;
  SmallVector<Type> received;
  for (uint32_t i = 0; i < cases; ++i) {
    pc = begin + 1 + i;
    inst = def.code[pc];
    bool isSend = inst.opcode() == Opcode::SelectSend;
    uint32_t slot = isSend ? inst.a : inst.b;
    Leaves elements = elementLeaves(fn.type(idOf(slot)));
    queues.push_back(read(slot));
    sends.push_back(isSend);
    if (isSend) {
      SmallVector<Value> leaves = readLeaves(inst.b, elements);
      counts.push_back(leaves.size());
      llvm::append_range(sent, leaves);
    } else {
      SmallVector<Type> leaves = types.registersOf(elements);
      counts.push_back(leaves.size());
      llvm::append_range(received, leaves);
    }
  }
  uint32_t end = begin + 1 + cases;
  auto select =
      ir::SelectOp::create(b, loc, b.getI64Type(), b.getI1Type(), received,
                           hasDefault, llvm::ArrayRef<bool>(sends),
                           llvm::ArrayRef<int64_t>(counts), queues, sent);

  // Slots so far, and the number of the case for the program.
  std::map<uint32_t, Value> slots;
  bool isNumbered = true;
  for (uint32_t i = 0; i < cases; ++i)
    isNumbered &= def.code[begin + 1 + i].c == i;
  Value source = isNumbered ? select.getChosen() : constant(-1);
  unsigned next = 0;
  for (uint32_t i = 0; i < cases; ++i) {
    pc = begin + 1 + i;
    inst = def.code[pc];
    auto isChosen = [&]() -> Value {
      return arith::CmpIOp::create(b, loc, arith::CmpIPredicate::eq,
                                   select.getChosen(), constant(i));
    };
    if (!isNumbered)
      source =
          arith::SelectOp::create(b, loc, isChosen(), constant(inst.c), source);
    if (sends[i])
      continue;
    Leaves elements = elementLeaves(fn.type(idOf(inst.b)));
    auto put = [&](uint32_t slot, Value value) {
      auto [it, isNew] = slots.try_emplace(slot, value);
      if (!isNew && it->second.getType() == value.getType())
        value = arith::SelectOp::create(b, loc, isChosen(), value, it->second);
      it->second = value;
      write(slot, value);
    };
    for (auto [k, leaf] : llvm::enumerate(elements))
      if (types.isNothing(leaf))
        put(inst.a + k, constant(0));
      else if (terms.kind(leaf) != typing::TermKind::IfaceData)
        put(inst.a + k, select.getReceived()[next++]);
    if (inst.flags & bc::flag::recvOk)
      put(inst.a + elements.size(),
          arith::ExtUIOp::create(b, loc, b.getI64Type(), select.getOk()));
  }
  pc = end;
  inst = def.code[pc];
  write(inst.a, source);
  skipTo = end + 1;
  return success();
}
