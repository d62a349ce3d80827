//===- Calls.cpp - Calls, closures, goroutines, interface values ----------===//

#include "importer/Function.h"

#include "mlir/Dialect/Arith/IR/Arith.h"

using namespace mlir;
using namespace vo::importer;
namespace bc = vo::bc;
namespace ssa = vo::bc::ssa;
using bc::Opcode;

SmallVector<Value> FunctionImporter::argumentsOf(uint32_t callee,
                                                 uint32_t slot) {
  return readLeaves(slot, program.typing.function(callee)->params());
}

LogicalResult FunctionImporter::importCall() {
  uint32_t callee = inst.functionId();
  const typing::FunctionTyping &target = *program.typing.function(callee);
  if (!module.functions[callee].captureSlotTypes.empty() ||
      module.functions[callee].isClosure)
    return notSupported("a direct call of a closure's function");
  auto call = ir::CallOp::create(b, loc, program.function(callee),
                                 types.registersOf(target.results()),
                                 argumentsOf(callee, inst.b));
  writeLeaves(inst.b + target.params().size(), call.getResults());
  return success();
}

LogicalResult FunctionImporter::importClosureCall() {
  const auto &layout = meta<bc::MetaCallLayout>();
  typing::TermId type = fn.type(idOf(inst.a));
  Value closure = read(inst.a);
  SmallVector<Value> arguments = readLeaves(inst.b, elementLeaves(type, 0));
  auto call = ir::ClosureCallOp::create(
      b, loc, types.registersOf(elementLeaves(type, 1)), closure, arguments);
  writeLeaves(inst.b + layout.args.size(), call.getResults());
  return success();
}

LogicalResult FunctionImporter::importMethodCall() {
  const auto &layout = meta<bc::MetaCallIfaceLayout>();
  const bc::InterfaceMethod &method =
      module.interfaceMetas[layout.ifaceMetaId].methods[layout.methodIdx];
  typing::TermId type =
      program.typing.metadata().signature(method.signatureRttid);
  Value iface = readIface(inst.a);
  SmallVector<Value> arguments = readLeaves(inst.b, elementLeaves(type, 0));
  auto call =
      ir::IfaceCallOp::create(b, loc, types.registersOf(elementLeaves(type, 1)),
                              iface, b.getStringAttr(method.name), arguments);
  writeLeaves(inst.b + layout.args.size(), call.getResults());
  return success();
}

LogicalResult FunctionImporter::importReturn() {
  bool fails = inst.flags & bc::flag::errorReturn;
  if (!(inst.flags & bc::flag::heapReturns)) {
    ir::ReturnOp::create(b, loc, readLeaves(inst.a, fn.results()), fails);
    return success();
  }
  SmallVector<Value> boxes;
  for (uint32_t i = 0; i < inst.b; ++i) {
    if (def.hasDefer && !resultBoxes.contains(i))
      return notSupported("a named result whose box comes from elsewhere");
    boxes.push_back(read(inst.a + i));
    boxTypes[i] = fn.type(idOf(inst.a + i));
  }
  ir::ReturnBoxesOp::create(b, loc, boxes, fails);
  return success();
}

/// Tells which results the boxes do not hold, since they take no memory.
void FunctionImporter::markHollowResults() {
  SmallVector<int64_t> hollow;
  int64_t result = 0;
  size_t slot = 0;
  for (auto [index, slots] : llvm::enumerate(def.heapRetSlots)) {
    auto box = boxTypes.find(index);
    Leaves held = box == boxTypes.end() ? Leaves() : elementLeaves(box->second);
    for (size_t i = 0; i < slots && slot < fn.results().size(); ++i, ++slot) {
      if (terms.kind(fn.results()[slot]) == typing::TermKind::IfaceData)
        continue;
      if (!held.empty() && types.isNothing(held[i % held.size()]))
        hollow.push_back(result);
      ++result;
    }
  }
  if (!hollow.empty())
    func.setHollowResults(hollow);
}

//===----------------------------------------------------------------------===//
// Closures
//===----------------------------------------------------------------------===//

/// A closure and the stores that fill its captures right behind it are one
/// operation.
LogicalResult FunctionImporter::importClosureNew() {
  uint32_t callee = inst.functionId(), count = inst.c, slot = inst.a;
  const bc::FunctionDef &target = module.functions[callee];
  const typing::FunctionTyping &typed = *program.typing.function(callee);
  ValueId made = ssa.written(pc, slot);
  Leaves wanted = target.recvSlots
                      ? Leaves(typed.params().begin(),
                               typed.params().begin() + target.recvSlots)
                      : typed.captures();
  wanted.resize(std::min<size_t>(wanted.size(), count));
  uint32_t begin = pc;
  SmallVector<Value> list;
  uint32_t filled = 0;
  while (filled < count) {
    ++pc;
    if (pc >= ssa.cfg().blocks[block].end)
      break;
    inst = def.code[pc];
    loc = positionOf(context(), module, id, pc);
    bool isFill =
        (inst.opcode() == Opcode::PtrSet || inst.opcode() == Opcode::PtrSetN) &&
        ssa.read(pc, inst.a) == made;
    if (!isFill) {
      // What is computed in between does not see the closure.
      for (const ssa::SlotRange &range : ssa.reads(pc))
        if (llvm::is_contained(range.values, made))
          return notSupported("a closure that is used before it is complete");
      if (failed(importInstruction()))
        return failure();
      continue;
    }
    if (inst.b != filled + 1)
      return notSupported("captures in another order");
    size_t width = meta<bc::MetaPtrLayout>().valueLayout.size();
    for (uint32_t i = 0; i < width && filled < wanted.size(); ++i, ++filled)
      if (!isSecondHalf(inst.c + i))
        list.push_back(valueOf(idOf(inst.c + i), wanted[filled]));
  }
  if (filled < count) {
    pc = begin;
    inst = def.code[pc];
    return notSupported("captures are not stored behind it");
  }
  if (target.recvSlots && count) {
    // A method is always bound to the same number of values.
    ir::FuncOp op = program.functionOp(callee);
    op.setCaptures(list.size());
  }
  Type type = registerOf(fn.type(made));
  writeValue(made, ir::ClosureNewOp::create(b, loc, type,
                                            program.function(callee), list));
  skipTo = pc + 1;
  return success();
}

LogicalResult FunctionImporter::importSpawn() {
  bool isGo = inst.opcode() == Opcode::GoStart;
  bool onError = inst.opcode() == Opcode::ErrDeferPush;
  if (inst.flags & bc::flag::closureForm) {
    typing::TermId type = fn.type(idOf(inst.a));
    Value closure = read(inst.a);
    SmallVector<Value> arguments = readLeaves(inst.b, elementLeaves(type, 0));
    if (isGo)
      ir::GoClosureOp::create(b, loc, closure, arguments);
    else
      ir::DeferClosureOp::create(b, loc, closure, arguments, onError);
    return success();
  }
  uint32_t callee = inst.spawnedFunctionId();
  SmallVector<Value> arguments = argumentsOf(callee, inst.b);
  if (isGo)
    ir::GoOp::create(b, loc, program.function(callee), arguments);
  else
    ir::DeferOp::create(b, loc, program.function(callee), arguments,
                        onError ? b.getUnitAttr() : UnitAttr());
  return success();
}

LogicalResult FunctionImporter::importIsland() {
  if (inst.opcode() == Opcode::IslandNew) {
    write(inst.a, ir::IslandNewOp::create(b, loc));
    return success();
  }
  typing::TermId type = fn.type(idOf(inst.b));
  Value island = read(inst.a, typing::Universe::island);
  Value closure = read(inst.b);
  ir::IslandGoOp::create(b, loc, island, closure,
                         readLeaves(inst.c, elementLeaves(type, 0)));
  return success();
}

//===----------------------------------------------------------------------===//
// Interface values
//===----------------------------------------------------------------------===//

/// What an interface value of the type keeps: numbers and references
/// themselves, of others an object that nobody else writes.
Value FunctionImporter::interfaceData(uint32_t rttid, Value value) {
  Type type = value.getType();
  if (isa<ir::StringType, ir::SliceType>(type))
    return ir::NewOp::create(b, loc, ir::BoxType::get(context(), type), value,
                             /*frame=*/UnitAttr(),
                             /*immutable=*/b.getUnitAttr());
  const bc::RuntimeType &resolved = program.typing.metadata().resolved(rttid);
  if (std::holds_alternative<bc::RuntimeStruct>(resolved) ||
      std::holds_alternative<bc::RuntimeArray>(resolved))
    return ir::CloneOp::create(b, loc, value, UnitAttr());
  return value;
}

LogicalResult FunctionImporter::importIfaceAssign() {
  static constexpr uint32_t kNoItab = UINT32_MAX;
  auto kind = static_cast<bc::ValueKind>(inst.flags);
  Type type = registerOf(written(inst.a));
  if (kind == bc::ValueKind::Void) {
    write(inst.a, ir::zeroOf(b, loc, type));
    return success();
  }
  if (kind == bc::ValueKind::Interface) {
    if (fn.isZero(idOf(inst.b)))
      write(inst.a, ir::zeroOf(b, loc, type));
    else
      write(inst.a,
            ir::IfaceConvertOp::create(b, loc, type, readIface(inst.b)));
    return success();
  }
  int64_t packed = std::get<bc::ConstInt>(module.constants[inst.c]).value;
  auto rttid = static_cast<uint32_t>(static_cast<uint64_t>(packed) >> 32);
  auto low = static_cast<uint32_t>(packed);
  typing::Metadata &metadata = program.typing.metadata();
  bool isBoxed = kind == bc::ValueKind::Struct || kind == bc::ValueKind::Array;
  typing::TermId want =
      isBoxed ? fn.type(idOf(inst.b)) : metadata.leaves(rttid).front();
  if (isBoxed && fn.isZero(idOf(inst.b)))
    return notSupported("a nil box as interface value");
  Value data = interfaceData(rttid, read(inst.b, want));
  FlatSymbolRefAttr symbol =
      low == kNoItab ? program.type(rttid)
                     : program.itab(rttid, module.itabs[low].ifaceMetaId,
                                    module.itabs[low].methods);
  if (!symbol)
    return notSupported("an interface value of this type");
  write(inst.a, ir::IfaceMakeOp::create(b, loc, type, data, symbol));
  return success();
}

LogicalResult FunctionImporter::importIfaceAssert() {
  const auto &layout = meta<bc::MetaIfaceAssertLayout>();
  FlatSymbolRefAttr target;
  Leaves leaves;
  if (layout.assertKind == bc::AssertKind::Concrete) {
    target = program.type(layout.targetId);
    if (!target)
      return notSupported("an assertion to this type");
    leaves = program.typing.metadata().leaves(layout.targetId);
  } else {
    target = types.interfaceOf(layout.targetId);
    leaves = {written(inst.a)};
  }
  Value iface = readIface(inst.b);
  SmallVector<Type> results = types.registersOf(leaves);
  if (!(inst.flags & bc::flag::assertOk)) {
    writeLeaves(
        inst.a, leaves,
        ir::IfaceAssertOp::create(b, loc, results, iface, target).getValues());
    return success();
  }
  auto checked = ir::IfaceAssertOkOp::create(b, loc, results, b.getI1Type(),
                                             iface, target);
  writeLeaves(inst.a, leaves, checked.getValues());
  writeBool(inst.a + layout.result.size(), checked.getOk());
  return success();
}
