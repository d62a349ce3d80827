//===- Function.cpp - Control flow of one function ------------------------===//

#include "importer/Function.h"

#include "importer/Refusals.h"
#include "importer/Types.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"

using namespace mlir;
using namespace vo::importer;
namespace bc = vo::bc;
namespace ir = vo::ir;
using bc::Opcode;

Location vo::importer::positionOf(MLIRContext *context,
                                  const bc::Module &module, uint32_t function,
                                  uint32_t pc) {
  const bc::DebugInfo &debug = module.debug;
  if (const bc::DebugEntry *entry = debug.lookup(function, pc))
    return FileLineColLoc::get(context, debug.files[entry->fileId], entry->line,
                               entry->column);
  std::string file = debug.files.empty() ? "<unknown>" : debug.files.front();
  if (function < debug.funcs.size() && !debug.funcs[function].empty())
    file = debug.files[debug.funcs[function].front().fileId];
  return FileLineColLoc::get(context, file, 0, 0);
}

FunctionImporter::FunctionImporter(const bc::Module &module,
                                   bc::verify::ProofContext &proofs,
                                   const ModuleNames &names, uint32_t id,
                                   ir::FuncOp func)
    : module(module), names(names), id(id), def(module.functions[id]),
      func(func), b(func.getContext()), facts(proofs, id),
      frame(def, facts, OpBuilder::atBlockBegin(func.addEntryBlock()),
            func.getLoc()),
      loc(func.getLoc()) {}

LogicalResult FunctionImporter::notSupported(const Twine &detail) {
  const bc::DebugEntry *entry = nearestEntry(module.debug, id, pc);
  Location where = entry ? locationOf(std::max(pc, uint32_t(entry->pc))) : loc;
  InFlightDiagnostic diag = emitError(where)
                            << refusalText(module, inst, detail);
  // A module without lines: at least the function is named.
  if (!entry)
    diag << " in function '" << def.name << "'";
  return diag;
}

Location FunctionImporter::locationOf(uint32_t pc) {
  return positionOf(func.getContext(), module, id, pc);
}

Value FunctionImporter::constant(int64_t value) {
  return arith::ConstantIntOp::create(b, loc, value, 64);
}

void FunctionImporter::setBool(uint16_t slot, Value i1) {
  set(slot, arith::ExtUIOp::create(b, loc, b.getI64Type(), i1));
}

IntegerAttr FunctionImporter::metaIn(uint16_t slot) {
  int64_t word = facts.constant(pc, slot).value_or(0);
  return IntegerAttr::get(IntegerType::get(func.getContext(), 32),
                          static_cast<int32_t>(word));
}

//===----------------------------------------------------------------------===//
// Blocks
//===----------------------------------------------------------------------===//

void FunctionImporter::findReachable() {
  reachable.assign(def.code.size(), false);
  SmallVector<uint32_t> worklist = {0};
  while (!worklist.empty()) {
    uint32_t at = worklist.pop_back_val();
    while (at < def.code.size() && !reachable[at]) {
      reachable[at] = true;
      const bc::Instruction &inst = def.code[at];
      if (auto target = bc::jumpTarget(inst, at))
        worklist.push_back(static_cast<uint32_t>(*target));
      if (inst.opcode() == Opcode::Jump || inst.opcode() == Opcode::Return ||
          inst.opcode() == Opcode::Panic)
        break;
      ++at;
    }
  }
}

void FunctionImporter::makeBlocks() {
  llvm::SmallSetVector<uint32_t, 16> leaders;
  leaders.insert(0);
  for (uint32_t at = 0; at < def.code.size(); ++at) {
    if (!reachable[at])
      continue;
    if (auto target = bc::jumpTarget(def.code[at], at)) {
      leaders.insert(static_cast<uint32_t>(*target));
      if (at + 1 < def.code.size() && reachable[at + 1])
        leaders.insert(at + 1);
    }
  }
  SmallVector<uint32_t> sorted(leaders.getArrayRef());
  llvm::sort(sorted);
  for (uint32_t leader : sorted)
    blocks[leader] = b.createBlock(&func.getBody(), func.getBody().end());
}

LogicalResult FunctionImporter::run() {
  findReachable();
  makeBlocks();
  if (auto unknown = frame.findAreas(reachable)) {
    pc = *unknown;
    inst = def.code[pc];
    loc = locationOf(pc);
    return notSupported("frame array of unknown length");
  }

  // The entry block holds the frame, which grows while the body is imported;
  // its branch comes last.
  Block *entry = &func.getBody().front();
  Block *start =
      b.createBlock(&func.getBody(), std::next(func.getBody().begin()));
  for (auto [parameter, argument] :
       llvm::zip_equal(parametersOf(context(), def), entry->getArguments()))
    frame.setRegisters(b, loc, parameter.slot, argument);
  branchTo(0);

  for (pc = 0; pc < def.code.size(); ++pc) {
    if (!reachable[pc])
      continue;
    loc = locationOf(pc);
    if (Block *block = blockAt(pc)) {
      if (Block *before = b.getInsertionBlock();
          before->empty() || !before->back().hasTrait<OpTrait::IsTerminator>())
        cf::BranchOp::create(b, loc, block);
      b.setInsertionPointToEnd(block);
    }
    inst = def.code[pc];
    if (failed(importInstruction()))
      return failure();
  }
  b.setInsertionPointToEnd(entry);
  cf::BranchOp::create(b, func.getLoc(), start);
  return success();
}

void FunctionImporter::branchTo(uint32_t target) {
  cf::BranchOp::create(b, loc, blockAt(target));
}

LogicalResult FunctionImporter::importBranch() {
  uint32_t target = static_cast<uint32_t>(*bc::jumpTarget(inst, pc));
  switch (inst.opcode()) {
  case Opcode::Jump:
    branchTo(target);
    return success();
  case Opcode::JumpIf:
  case Opcode::JumpIfNot: {
    Value set = arith::CmpIOp::create(b, loc, arith::CmpIPredicate::ne,
                                      getInt(inst.a), constant(0));
    bool onSet = inst.opcode() == Opcode::JumpIf;
    cf::CondBranchOp::create(b, loc, set, blockAt(onSet ? target : pc + 1),
                             blockAt(onSet ? pc + 1 : target));
    return success();
  }
  default:
    break;
  }
  // ForLoop: step, then compare with the limit.
  bool isUnsigned = inst.flags & 1, down = inst.flags & 2,
       inclusive = inst.flags & 4;
  Value stepped = getInt(inst.a);
  stepped =
      down ? arith::SubIOp::create(b, loc, stepped, constant(1)).getResult()
           : arith::AddIOp::create(b, loc, stepped, constant(1)).getResult();
  set(inst.a, stepped);
  using P = arith::CmpIPredicate;
  static constexpr P kPredicates[2][2][2] = {
      // signed: up {<, <=}, down {>, >=}
      {{P::slt, P::sle}, {P::sgt, P::sge}},
      {{P::ult, P::ule}, {P::ugt, P::uge}}};
  Value more =
      arith::CmpIOp::create(b, loc, kPredicates[isUnsigned][down][inclusive],
                            stepped, getInt(inst.b));
  cf::CondBranchOp::create(b, loc, more, blockAt(target), blockAt(pc + 1));
  return success();
}

//===----------------------------------------------------------------------===//
// Dispatch
//===----------------------------------------------------------------------===//

LogicalResult FunctionImporter::importInstruction() {
  switch (inst.opcode()) {
  case Opcode::Hint:
    return success();
  case Opcode::Jump:
  case Opcode::JumpIf:
  case Opcode::JumpIfNot:
  case Opcode::ForLoop:
    if (inst.opcode() != Opcode::Jump && !blockAt(pc + 1))
      return notSupported("control falls off the end");
    return importBranch();
  case Opcode::Call:
    return importCall();
  case Opcode::CallExtern:
    return importExtern();
  case Opcode::Return:
    return importReturn();
  default:
    break;
  }
  if (importLoad() || importArithmetic() || importFloat() ||
      importComparison() || importLogic() || importShift() ||
      importConversion() || importPointer() || importGlobal() ||
      importString() || importArray() || importSlice() || importFrameArea() ||
      importClosureNew() || importIfaceEq() || importIfaceAssign())
    return success();
  return notSupported();
}
