//===- Memory.cpp - Copies, globals, objects ------------------------------===//

#include "importer/Function.h"

#include "mlir/Dialect/Arith/IR/Arith.h"

using namespace mlir;
using namespace vo::importer;
namespace bc = vo::bc;
namespace ssa = vo::bc::ssa;
using bc::Opcode;
using typing::TermKind;

//===----------------------------------------------------------------------===//
// Frame and globals
//===----------------------------------------------------------------------===//

/// Copies between slots that are not memory are no instructions at all.
LogicalResult FunctionImporter::importCopy() {
  uint32_t count = inst.opcode() == Opcode::Copy ? 1 : inst.c;
  if (moveInFrame(count))
    return success();
  SmallVector<std::pair<uint32_t, Value>> moved;
  for (uint32_t i = 0; i < count; ++i) {
    ValueId to = ssa.written(pc, inst.a + i);
    if (to == ssa::noValue || isSecondHalf(inst.a + i) || fn.isZero(to))
      continue;
    moved.push_back({inst.a + i, valueOf(idOf(inst.b + i), fn.type(to))});
  }
  for (auto [slot, value] : moved)
    write(slot, value);
  return success();
}

LogicalResult FunctionImporter::importIndexed() {
  const bc::Layout &layout = meta<bc::MetaSlotLayout>().elemLayout;
  bool isGet =
      inst.opcode() == Opcode::SlotGet || inst.opcode() == Opcode::SlotGetN;
  ValueId some = ssa.indexed(pc);
  if (some == ssa::noValue) {
    // An array without elements: the check of the index did not let it pass.
    for (uint32_t i = 0; isGet && i < layout.size(); ++i)
      if (!isSecondHalf(inst.a + i))
        write(inst.a + i, ir::zeroOf(b, loc, registerOf(written(inst.a + i))));
    return success();
  }
  const Area &area = areas.find(ssa.web(some))->second;
  bc::ssa::IndexedRun run = ssa.run(pc);
  uint32_t indexSlot = isGet ? inst.c : inst.b;
  typing::Offset offset{int64_t(run.base) - area.begin,
                        {{idOf(indexSlot), int64_t(run.width), run.length}}};
  auto path = types.pathTo(area.memory, std::move(offset), layout.size());
  if (!path)
    return notSupported("an element of a frame array");
  SmallVector<Value> indices = indicesOf(*path);
  if (isGet) {
    auto get =
        ir::FrameGetOp::create(b, loc, typesOfSlots(inst.a, layout.size()),
                               area.frame, path->text, indices);
    writeLeaves(inst.a, get.getValues());
    return success();
  }
  // Elements have one type; a zero takes that of the memory.
  SmallVector<Value> list;
  for (uint32_t i = 0; i < layout.size(); ++i)
    if (!isSecondHalf(inst.c + i))
      list.push_back(valueOf(idOf(inst.c + i), areaTerm(some, run.base + i)));
  ir::FrameSetOp::create(b, loc, area.frame, path->text, indices, list);
  return success();
}

LogicalResult FunctionImporter::importGlobal() {
  bool isGet =
      inst.opcode() == Opcode::GlobalGet || inst.opcode() == Opcode::GlobalGetN;
  bool isOne =
      inst.opcode() == Opcode::GlobalGet || inst.opcode() == Opcode::GlobalSet;
  uint32_t count = isOne ? 1 : inst.flags;
  uint32_t first = isGet ? inst.b : inst.a, local = isGet ? inst.a : inst.b;
  for (uint32_t i = 0; i < count; ++i) {
    // The second half goes with the first.
    if (!program.isGlobalStart(first + i))
      continue;
    const Program::Global &global = program.globalAt(first + i);
    if (isGet) {
      write(local + i,
            ir::GlobalGetOp::create(b, loc, global.type, global.symbol));
      continue;
    }
    ir::GlobalSetOp::create(
        b, loc, global.symbol,
        read(local + i, program.typing.globals()[first + i]));
  }
  return success();
}

//===----------------------------------------------------------------------===//
// Objects
//===----------------------------------------------------------------------===//

SmallVector<Type> FunctionImporter::typesOfSlots(uint32_t slot, size_t count) {
  SmallVector<Type> list;
  for (uint32_t i = 0; i < count; ++i)
    if (!isSecondHalf(slot + i))
      list.push_back(registerOf(written(slot + i)));
  return list;
}

SmallVector<Value> FunctionImporter::indicesOf(const Path &path) {
  SmallVector<Value> out;
  for (const Path::Sum &sum : path.indices) {
    Value total;
    for (auto [id, factor] : sum.terms) {
      Value term = valueOf(id, typing::Universe::value);
      if (factor != 1)
        term = arith::MulIOp::create(b, loc, term, constant(factor));
      total =
          total ? arith::AddIOp::create(b, loc, total, term).getResult() : term;
    }
    if (sum.constant)
      total = arith::AddIOp::create(b, loc, total, constant(sum.constant));
    out.push_back(total);
  }
  return out;
}

/// The object behind additions to a pointer, and what was added.
FunctionImporter::Access FunctionImporter::resolve(ValueId pointer,
                                                   int64_t offset) const {
  Access access{pointer, {offset, {}}};
  for (;;) {
    const ssa::Value &value = ssa.value(access.base);
    if (value.kind != ssa::Value::Def || isInArea(access.base) ||
        def.code[value.at].opcode() != Opcode::PtrAdd)
      return access;
    const typing::Offset *added = fn.offset(value.at);
    if (!added)
      return access;
    access.base = ssa.read(value.at, def.code[value.at].b);
    access.offset.constant += added->constant;
    llvm::append_range(access.offset.indices, added->indices);
  }
}

LogicalResult FunctionImporter::importPtrNew() {
  writeObject(ir::NewOp::create(b, loc, registerOf(written(inst.a))));
  return success();
}

/// A new object. The box of a named result is known as that from here on:
/// deferred calls may change what it holds. Compilers make it in its slot, or
/// move it there at once.
void FunctionImporter::writeObject(Value object) {
  write(inst.a, object);
  auto isResultBox = [&](uint32_t slot) {
    return def.hasDefer && slot >= def.heapRetGcrefStart &&
           slot - def.heapRetGcrefStart < def.heapRetGcrefCount;
  };
  uint32_t slot = inst.a;
  if (pc + 1 < def.code.size() && !isResultBox(slot)) {
    const bc::Instruction &next = def.code[pc + 1];
    if (next.opcode() == Opcode::Copy && next.b == slot)
      slot = next.a;
  }
  if (!isResultBox(slot))
    return;
  uint32_t index = slot - def.heapRetGcrefStart;
  ir::ResultBoxOp::create(b, loc, index, object);
  resultBoxes.insert(index);
  boxTypes[index] = written(inst.a);
}

/// Words of an array object: elements, whole or in part.
LogicalResult FunctionImporter::arrayWords(const Access &access, uint32_t slot,
                                           size_t count, bool isSet) {
  static constexpr int64_t kHeader = 2;
  typing::TermId term = fn.type(access.base);
  Leaves leaves = terms.rowOf(terms.term(term).rows[0]).closed;
  int64_t at = access.offset.constant - kHeader;
  bool isWhole = !leaves.empty() && access.offset.indices.empty() && at >= 0 &&
                 at % leaves.size() == 0 && count % leaves.size() == 0;
  if (!isWhole)
    return notSupported("part of an element of an array object");
  Value array = valueOf(access.base, term);
  size_t first = at / leaves.size(), elements = count / leaves.size();
  LeafRun all{array, {std::to_string(first), {}}, {}};
  for (size_t i = 0; i < elements; ++i)
    llvm::append_range(all.leaves, types.registersOf(leaves));
  if (moveSlots(all, slot, count, isSet))
    return success();
  for (size_t i = 0; i < count; i += leaves.size()) {
    Value index = constant((at + i) / leaves.size());
    if (isSet)
      ir::ArraySetOp::create(b, loc, array, index,
                             readLeaves(slot + i, leaves));
    else
      writeLeaves(slot + i, leaves,
                  ir::ArrayGetOp::create(b, loc, types.registersOf(leaves),
                                         array, index)
                      ->getResults());
  }
  return success();
}

/// The instruction moves the half of an interface value that belongs to what
/// the one before it moved.
bool FunctionImporter::isHalfOf(uint32_t at, int64_t offset,
                                ValueId base) const {
  const bc::Instruction &next = def.code[at];
  bool isGet = next.opcode() == Opcode::PtrGet;
  if (!isGet && next.opcode() != Opcode::PtrSet)
    return false;
  uint32_t slot = isGet ? next.a : next.c;
  return def.slotTypes[slot] == bc::SlotType::Interface1 &&
         ssa.read(at, isGet ? next.b : next.a) == base &&
         (isGet ? next.c : next.b) == offset;
}

LogicalResult FunctionImporter::importPtrGet() {
  size_t count = meta<bc::MetaPtrLayout>().valueLayout.size();
  if (count == 1 && isSecondHalf(inst.a)) {
    // Came with the first half.
    if (pc > 0 && def.code[pc - 1].opcode() == Opcode::PtrGet &&
        isHalfOf(pc, def.code[pc - 1].c + 1,
                 ssa.read(pc - 1, def.code[pc - 1].b)))
      return success();
    return notSupported("half of an interface value");
  }
  Access access = resolve(idOf(inst.b), inst.c);
  if (isNil(access.base)) {
    accessNil(inst.a, count);
    return success();
  }
  if (terms.kind(fn.type(access.base)) == TermKind::Array)
    return arrayWords(access, inst.a, count, false);
  if (count == 1 && def.slotTypes[inst.a] == bc::SlotType::Interface0)
    count = 2;
  std::optional<Moved> moved = movedAt(access, count);
  if (!moved)
    return notSupported("no member of an object begins there");
  SmallVector<Type> want = types.registersOf(moved->leaves);
  if (moveSlots({moved->pointer, moved->path, want}, inst.a, count, false))
    return success();
  auto load = ir::LoadOp::create(b, loc, want, moved->pointer, moved->path.text,
                                 indicesOf(moved->path));
  writeLeaves(inst.a, moved->leaves, load.getValues());
  return success();
}

LogicalResult FunctionImporter::importPtrSet() {
  size_t count = meta<bc::MetaPtrLayout>().valueLayout.size();
  bool isHeader =
      count == 1 && def.slotTypes[inst.c] == bc::SlotType::Interface0;
  Access access = resolve(idOf(inst.a), inst.b);
  if (count == 1 && isSecondHalf(inst.c))
    return notSupported("half of an interface value");
  if (isHeader) {
    // The other half follows.
    if (pc + 1 >= def.code.size() ||
        !isHalfOf(pc + 1, inst.b + 1, idOf(inst.a)) ||
        !isPair(idOf(inst.c), ssa.read(pc + 1, def.code[pc + 1].c)))
      return notSupported("half of an interface value");
    skipTo = pc + 2;
    count = 2;
  }
  if (isNil(access.base)) {
    accessNil(0, 0);
    return success();
  }
  if (terms.kind(fn.type(access.base)) == TermKind::Array)
    return arrayWords(access, inst.c, count, true);
  if (storeRun(access))
    return success();
  std::optional<Moved> moved = movedAt(access, count);
  if (!moved)
    return notSupported("no member of an object begins there");
  SmallVector<Value> list;
  for (uint32_t i = 0; i < (isHeader ? 1 : count); ++i)
    if (!isSecondHalf(inst.c + i) && !types.isNothing(moved->leaves[i]))
      list.push_back(valueOf(idOf(inst.c + i), moved->leaves[i]));
  ir::StoreOp::create(b, loc, moved->pointer, moved->path.text,
                      indicesOf(moved->path), list);
  return success();
}

/// An access through what is always nil: it panics. Zeros stand for what it
/// would read.
void FunctionImporter::accessNil(uint32_t slot, size_t count) {
  Type pointer = ir::PtrType::get(
      context(), ir::FlatType::get(context(), 0, b.getI64Type()));
  ir::LoadOp::create(b, loc, TypeRange(), ir::zeroOf(b, loc, pointer), "",
                     ValueRange());
  for (uint32_t i = 0; i < count; ++i)
    if (!isSecondHalf(slot + i))
      write(slot + i, ir::zeroOf(b, loc, registerOf(written(slot + i))));
}

/// `count` slots of an object; nothing when no member begins there. Where all
/// take no space, the path is that of the object: only nil matters.
std::optional<FunctionImporter::Moved>
FunctionImporter::movedAt(const Access &access, size_t count) {
  typing::TermId base = fn.type(access.base);
  Moved moved;
  moved.pointer = valueOf(access.base, base);
  moved.leaves = leavesAt(base, access.offset, count);
  // The members that take space decide where it is.
  auto isThere = [&](typing::TermId leaf) { return !types.isNothing(leaf); };
  auto first = llvm::find_if(moved.leaves, isThere);
  if (first == moved.leaves.end())
    return moved;
  auto last = std::find_if(moved.leaves.rbegin(), moved.leaves.rend(), isThere);
  typing::Offset offset = access.offset;
  offset.constant += first - moved.leaves.begin();
  auto path = types.pathTo(memoryOf(moved.pointer), std::move(offset),
                           last.base() - first);
  if (!path)
    return std::nullopt;
  moved.path = std::move(*path);
  return moved;
}

/// What is stored at an offset of what a pointer points to.
FunctionImporter::Leaves
FunctionImporter::leavesAt(typing::TermId base, const typing::Offset &offset,
                           size_t count) {
  Leaves out;
  typing::RowId row = terms.term(base).rows[0];
  typing::RowId elements = terms.rowOf(row).elements;
  for (size_t i = 0; i < count; ++i) {
    typing::TermId leaf =
        elements == typing::none
            ? terms.leafAt(row, uint32_t(offset.constant + i))
            : terms.leafAt(elements, uint32_t(offset.constant + i) %
                                         terms.extent(elements));
    out.push_back(leaf == typing::none ? typing::Universe::value : leaf);
  }
  return out;
}

Type FunctionImporter::memoryOf(Value pointer) {
  if (isa<ir::BoxType>(pointer.getType()))
    return pointer.getType();
  return ir::pointeeOf(pointer.getType());
}

/// The address as a value; most are only used in accesses, which take the path
/// from the object.
LogicalResult FunctionImporter::importPtrAdd() {
  Access access = resolve(ssa.written(pc, inst.a), 0);
  typing::TermId base = fn.type(access.base);
  Type type = registerOf(written(inst.a));
  const Leaves &run = terms.rowOf(terms.term(written(inst.a)).rows[0]).closed;
  if (isNil(access.base)) {
    write(inst.a, ir::zeroOf(b, loc, type));
    return success();
  }
  bool hasGaps = llvm::any_of(run, [&](typing::TermId leaf) {
    return terms.kind(leaf) == TermKind::Gap;
  });
  if (terms.kind(base) != TermKind::Pointer || hasGaps)
    return success();
  Value pointer = valueOf(access.base, base);
  // Where what takes no space lies is nobody's business.
  if (!run.empty() && llvm::all_of(run, [&](typing::TermId leaf) {
        return types.isNothing(leaf);
      })) {
    write(inst.a, ir::CastOp::create(b, loc, type, pointer));
    return success();
  }
  auto pointee = cast<ir::PtrType>(type).getPointee();
  auto path =
      types.pathTo(memoryOf(pointer), access.offset, types.slotsOf(pointee));
  if (path)
    write(inst.a, ir::AddrOp::create(b, loc, type, pointer, path->text,
                                     indicesOf(*path)));
  return success();
}
