//===- Function.cpp - Blocks, edges, dispatch -----------------------------===//

#include "importer/Function.h"

#include "importer/Refusals.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"

using namespace mlir;
using namespace vo::importer;
namespace bc = vo::bc;
namespace ssa = vo::bc::ssa;
using bc::Opcode;

FunctionImporter::FunctionImporter(Program &program, uint32_t id)
    : program(program), module(program.module), id(id),
      def(module.functions[id]), fn(*program.typing.function(id)),
      ssa(fn.ssa()), terms(program.typing.terms()), types(program.types()),
      func(program.functionOp(id)), b(func.getContext()),
      values(ssa.numValues()), loc(func.getLoc()) {}

LogicalResult FunctionImporter::notSupported(const Twine &detail) {
  const bc::DebugEntry *entry = nearestEntry(module.debug, id, pc);
  Location where = positionOf(context(), module, id,
                              entry ? std::max(pc, uint32_t(entry->pc)) : pc);
  InFlightDiagnostic diag = emitError(where)
                            << refusalText(module, inst, detail);
  // A module without lines: at least the function is named.
  if (!entry)
    diag << " in function '" << def.name << "'";
  return diag;
}

Value FunctionImporter::constant(int64_t value) {
  return arith::ConstantIntOp::create(b, loc, value, 64);
}

//===----------------------------------------------------------------------===//
// Blocks
//===----------------------------------------------------------------------===//

void FunctionImporter::makeBlocks() {
  for (uint32_t i = 0; i < ssa.cfg().blocks.size(); ++i) {
    blocks.push_back(nullptr);
    if (!fn.isReached(i))
      continue;
    Block *made = new Block();
    func.getBody().push_back(made);
    blocks.back() = made;
    for (const ssa::Phi &phi : ssa.phis(i)) {
      const ssa::Value &value = ssa.value(phi.value);
      if (isSecondHalf(value.slot) || isInArea(phi.value))
        continue;
      Location at =
          positionOf(context(), module, id, ssa.cfg().blocks[i].begin);
      values[phi.value] = made->addArgument(registerOf(fn.type(phi.value)), at);
    }
  }
}

uint32_t FunctionImporter::blockAt(uint32_t pc) const {
  const auto &list = ssa.cfg().blocks;
  auto it = llvm::upper_bound(
      list, pc, [](uint32_t pc, const auto &each) { return pc < each.begin; });
  return static_cast<uint32_t>(it - list.begin() - 1);
}

/// The entry block has the parameters and the frame's memory; the first block
/// of the code may be one that is jumped to.
void FunctionImporter::importEntry() {
  Block *entry = &func.getBody().front();
  unsigned argument = 0;
  for (typing::TermId capture : fn.captures())
    if (registerOf(capture))
      captures.push_back(entry->getArgument(argument++));
  std::vector<Value> params(def.paramSlots);
  for (uint32_t slot = def.isClosure ? 1 : 0; slot < def.paramSlots; ++slot)
    if (!isSecondHalf(slot))
      params[slot] = entry->getArgument(argument++);
  for (ValueId v = 0; v < ssa.numValues(); ++v) {
    const ssa::Value &value = ssa.value(v);
    if (value.kind != ssa::Value::Initial || value.slot >= def.paramSlots ||
        !params[value.slot])
      continue;
    if (isInArea(v))
      writeArea(v, params[value.slot]);
    else
      values[v] = params[value.slot];
  }
}

SmallVector<Value> FunctionImporter::edgeTo(uint32_t successor) {
  std::span<const uint32_t> to = ssa.dominators().successors(block);
  std::span<const uint32_t> index = ssa.dominators().edgeIndices(block);
  size_t edge = std::find(to.begin(), to.end(), successor) - to.begin();
  SmallVector<Value> arguments;
  for (const ssa::Phi &phi : ssa.phis(successor)) {
    if (isSecondHalf(ssa.value(phi.value).slot) || isInArea(phi.value))
      continue;
    arguments.push_back(valueOf(phi.operands[index[edge]], fn.type(phi.value)));
  }
  return arguments;
}

LogicalResult FunctionImporter::run() {
  Block *entry = func.addEntryBlock();
  b.setInsertionPointToEnd(entry);
  if (failed(makeAreas()))
    return failure();
  makeBlocks();
  if (!types.failure().empty())
    return notSupported(types.failure());
  importEntry();
  if (blocks.empty())
    return notSupported("a function without code");
  // Phis of the first block have the function's entry as last operand.
  SmallVector<Value> arguments;
  for (const ssa::Phi &phi : ssa.phis(0)) {
    if (isSecondHalf(ssa.value(phi.value).slot) || isInArea(phi.value))
      continue;
    arguments.push_back(valueOf(phi.operands.back(), fn.type(phi.value)));
  }
  cf::BranchOp::create(b, loc, blocks.front(), arguments);

  for (uint32_t next : ssa.dominators().preorder())
    if (fn.isReached(next) && failed(importBlock(next)))
      return failure();
  if (!types.failure().empty())
    return notSupported(types.failure());
  markHollowResults();
  return success(!isBroken);
}

LogicalResult FunctionImporter::importBlock(uint32_t which) {
  block = which;
  b.setInsertionPointToEnd(blocks[which]);
  const auto &range = ssa.cfg().blocks[which];
  skipTo = range.begin;
  for (pc = range.begin; pc < fn.end(which); ++pc) {
    if (pc < skipTo)
      continue;
    loc = positionOf(context(), module, id, pc);
    inst = def.code[pc];
    if (failed(importInstruction()))
      return failure();
  }
  pc = range.end - 1;
  // Copies of many slots split the block.
  Block *last = b.getInsertionBlock();
  if (!last->empty() && last->back().hasTrait<OpTrait::IsTerminator>())
    return success();
  if (fn.stops(which)) {
    // A check that fails: nobody comes here.
    SmallVector<Value> results;
    for (Type type : func.getResultTypes())
      results.push_back(ir::zeroOf(b, loc, type));
    ir::ReturnOp::create(b, loc, results, /*fail=*/false);
    return success();
  }
  return fallThrough(blockAt(range.end));
}

LogicalResult FunctionImporter::fallThrough(uint32_t successor) {
  cf::BranchOp::create(b, loc, blocks[successor], edgeTo(successor));
  return success();
}

/// ForLoop: step, then compare with the limit.
static Value stepLoop(OpBuilder &b, Location loc, const bc::Instruction &inst,
                      Value stepped, Value limit) {
  bool isUnsigned = inst.flags & bc::flag::loopUnsigned;
  bool down = inst.flags & bc::flag::loopDecrement;
  bool inclusive = inst.flags & bc::flag::loopInclusive;
  using P = arith::CmpIPredicate;
  static constexpr P kPredicates[2][2][2] = {
      // signed: up {<, <=}, down {>, >=}
      {{P::slt, P::sle}, {P::sgt, P::sge}},
      {{P::ult, P::ule}, {P::ugt, P::uge}}};
  return arith::CmpIOp::create(b, loc, kPredicates[isUnsigned][down][inclusive],
                               stepped, limit);
}

LogicalResult FunctionImporter::importBranch() {
  uint32_t target = blockAt(static_cast<uint32_t>(*bc::jumpTarget(inst, pc)));
  if (inst.opcode() == Opcode::Jump)
    return fallThrough(target);
  Value condition;
  if (inst.opcode() == Opcode::ForLoop) {
    Value limit = readInt(inst.b), one = constant(1), at = readInt(inst.a);
    Value stepped = inst.flags & bc::flag::loopDecrement
                        ? arith::SubIOp::create(b, loc, at, one).getResult()
                        : arith::AddIOp::create(b, loc, at, one).getResult();
    // The counter may be its own limit.
    if (inst.a == inst.b)
      limit = stepped;
    write(inst.a, stepped);
    condition = stepLoop(b, loc, inst, stepped, limit);
  } else {
    auto predicate = inst.opcode() == Opcode::JumpIf ? arith::CmpIPredicate::ne
                                                     : arith::CmpIPredicate::eq;
    condition =
        arith::CmpIOp::create(b, loc, predicate, readInt(inst.a), constant(0));
  }
  uint32_t next = blockAt(pc + 1);
  if (target == next)
    return fallThrough(next);
  auto taken = edgeTo(target), other = edgeTo(next);
  cf::CondBranchOp::create(b, loc, condition, blocks[target], taken,
                           blocks[next], other);
  return success();
}

//===----------------------------------------------------------------------===//
// Regular opcodes
//===----------------------------------------------------------------------===//

FailureOr<bool> FunctionImporter::importRegular() {
  auto integers = [&]<class Op>() {
    Value lhs = readInt(inst.b), rhs = readInt(inst.c);
    write(inst.a, Op::create(b, loc, b.getI64Type(), lhs, rhs)->getResult(0));
    return true;
  };
  auto shift = [&]<class Op>() {
    Value value = readInt(inst.b), count = readInt(inst.c);
    bool isSigned = !(inst.flags & bc::flag::unsignedCount);
    write(inst.a, Op::create(b, loc, b.getI64Type(), value, count, isSigned));
    return true;
  };
  auto floats = [&]<class Op>() {
    Value lhs = readFloat(inst.b), rhs = readFloat(inst.c);
    write(inst.a, Op::create(b, loc, lhs, rhs));
    return true;
  };
  auto compareIntegers = [&](arith::CmpIPredicate predicate) {
    Value lhs = readInt(inst.b), rhs = readInt(inst.c);
    writeBool(inst.a, arith::CmpIOp::create(b, loc, predicate, lhs, rhs));
    return true;
  };
  auto compareFloats = [&](arith::CmpFPredicate predicate) {
    Value lhs = readFloat(inst.b), rhs = readFloat(inst.c);
    writeBool(inst.a, arith::CmpFOp::create(b, loc, predicate, lhs, rhs));
    return true;
  };
  auto compareStrings = [&](ir::StringPredicate predicate) {
    Value lhs = read(inst.b, typing::Universe::string);
    Value rhs = read(inst.c, typing::Universe::string);
    writeBool(inst.a, ir::StringCmpOp::create(b, loc, b.getI1Type(), predicate,
                                              lhs, rhs));
    return true;
  };
#define VO_FORM_integers(op) integers.template operator()<op>()
#define VO_FORM_shift(op) shift.template operator()<op>()
#define VO_FORM_floats(op) floats.template operator()<op>()
#define VO_FORM_compareIntegers(p) compareIntegers(arith::CmpIPredicate::p)
#define VO_FORM_compareFloats(p) compareFloats(arith::CmpFPredicate::p)
#define VO_FORM_compareStrings(p) compareStrings(ir::StringPredicate::p)
  // Bits of references mean nothing to a moving collector.
  auto isBits = [&](uint32_t slot) {
    return def.slotTypes[slot] == bc::SlotType::Value ||
           def.slotTypes[slot] == bc::SlotType::Float;
  };
  if (inst.opcode() == Opcode::And)
    if (FailureOr<bool> done = importHeaderBits(); failed(done) || *done)
      return done;
  switch (inst.opcode()) {
  case Opcode::And:
  case Opcode::Or:
  case Opcode::Xor:
    if (!isBits(inst.b) || !isBits(inst.c))
      return notSupported("bits of a reference");
    break;
  default:
    break;
  }
  switch (inst.opcode()) {
#define VO_REGULAR(opcode, form, what)                                         \
  case Opcode::opcode:                                                         \
    return VO_FORM_##form(what);
#include "importer/Regular.def"
  default:
    return false;
  }
}

//===----------------------------------------------------------------------===//
// Dispatch
//===----------------------------------------------------------------------===//

// NOLINTNEXTLINE(readability-function-size): a table of irregular opcodes.
LogicalResult FunctionImporter::importInstruction() {
  FailureOr<bool> regular = importRegular();
  if (failed(regular) || *regular)
    return success(succeeded(regular));
  switch (inst.opcode()) {
  case Opcode::Hint:
    return success();
  case Opcode::LoadInt:
  case Opcode::LoadConst:
    return importLoad();
  case Opcode::Copy:
  case Opcode::CopyN:
    return importCopy();
  case Opcode::SlotGet:
  case Opcode::SlotGetN:
  case Opcode::SlotSet:
  case Opcode::SlotSetN:
    return importIndexed();
  case Opcode::GlobalGet:
  case Opcode::GlobalGetN:
  case Opcode::GlobalSet:
  case Opcode::GlobalSetN:
    return importGlobal();
  case Opcode::PtrNew:
    return importPtrNew();
  case Opcode::PtrGet:
  case Opcode::PtrGetN:
    return importPtrGet();
  case Opcode::PtrSet:
  case Opcode::PtrSetN:
    return importPtrSet();
  case Opcode::PtrAdd:
    return importPtrAdd();
  case Opcode::NegI:
  case Opcode::NegF:
  case Opcode::AndNot:
  case Opcode::Not:
  case Opcode::BoolNot:
  case Opcode::ConvI2F:
  case Opcode::ConvF2I:
  case Opcode::ConvF64F32:
  case Opcode::ConvF32F64:
  case Opcode::Trunc:
  case Opcode::IndexCheck:
    return importNumber();
  case Opcode::EqI:
  case Opcode::NeI:
    return importEquality();
  case Opcode::Jump:
  case Opcode::JumpIf:
  case Opcode::JumpIfNot:
  case Opcode::ForLoop:
    return importBranch();
  case Opcode::Call:
    return importCall();
  case Opcode::CallExtern:
    return importExtern();
  case Opcode::CallClosure:
    return importClosureCall();
  case Opcode::CallIface:
    return importMethodCall();
  case Opcode::Return:
    return importReturn();
  case Opcode::StrNew:
  case Opcode::StrLen:
  case Opcode::StrIndex:
  case Opcode::StrConcat:
  case Opcode::StrSlice:
  case Opcode::StrDecodeRune:
    return importString();
  case Opcode::ArrayNew:
  case Opcode::ArrayGet:
  case Opcode::ArraySet:
  case Opcode::ArrayAddr:
    return importArray();
  case Opcode::SliceNew:
  case Opcode::SliceGet:
  case Opcode::SliceSet:
  case Opcode::SliceLen:
  case Opcode::SliceCap:
  case Opcode::SliceAppend:
  case Opcode::SliceAddr:
    return importSlice();
  case Opcode::SliceSlice:
    return importSliceSlice();
  case Opcode::MapNew:
  case Opcode::MapGet:
  case Opcode::MapSet:
  case Opcode::MapDelete:
  case Opcode::MapLen:
  case Opcode::MapIterInit:
  case Opcode::MapIterNext:
    return importMap();
  case Opcode::QueueNew:
  case Opcode::QueueSend:
  case Opcode::QueueRecv:
  case Opcode::QueueClose:
  case Opcode::QueueLen:
  case Opcode::QueueCap:
    return importQueue();
  case Opcode::SelectBegin:
    return importSelect();
  case Opcode::ClosureNew:
    return importClosureNew();
  case Opcode::ClosureGet:
    write(inst.a, captures[inst.b]);
    return success();
  case Opcode::GoStart:
  case Opcode::DeferPush:
  case Opcode::ErrDeferPush:
    return importSpawn();
  case Opcode::Panic:
    ir::PanicOp::create(b, loc, readIface(inst.a));
    return success();
  case Opcode::Recover:
    write(inst.a, ir::RecoverOp::create(b, loc, registerOf(written(inst.a))));
    return success();
  case Opcode::IfaceAssign:
    return importIfaceAssign();
  case Opcode::IfaceAssert:
    return importIfaceAssert();
  case Opcode::IfaceEq: {
    Value lhs = readIface(inst.b), rhs = readIface(inst.c);
    writeBool(inst.a, ir::IfaceEqOp::create(b, loc, b.getI1Type(), lhs, rhs));
    return success();
  }
  case Opcode::IslandNew:
  case Opcode::GoIsland:
    return importIsland();
  default:
    return notSupported();
  }
}
