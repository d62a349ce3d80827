//===- Function.cpp - Blocks, branches and the function's record ----------===//

#include "exporter/FunctionExporter.h"

using namespace mlir;
using namespace vo::exporter;
namespace bc = vo::bc;
namespace ir = vo::ir;
using bc::Opcode;

std::string vo::exporter::lettersOfTypes(TypeRange types) {
  std::string letters;
  for (Type type : types)
    letters += isa<ir::IfaceType, ir::WordType>(type) ? "hw"
               : isa<FloatType>(type)                 ? "f"
               : isa<IntegerType>(type)               ? "v"
                                                      : "r";
  return letters;
}

//===----------------------------------------------------------------------===//
// Preparation
//===----------------------------------------------------------------------===//

/// Marks an integer, and all that it may be taken from, as a header.
void FunctionExporter::markHeader(Value value) {
  SmallVector<Value> worklist = {value};
  while (!worklist.empty()) {
    Value source = root(worklist.pop_back_val());
    auto argument = dyn_cast<BlockArgument>(source);
    bool carries =
        argument
            ? !argument.getOwner()->isEntryBlock()
            : isa<arith::SelectOp, ir::LoadOp, ir::GlobalGetOp, ir::FrameGetOp>(
                  source.getDefiningOp());
    if (!source.getType().isInteger(64) || !carries ||
        !headers.insert(source).second)
      continue;
    if (auto select = source.getDefiningOp<arith::SelectOp>())
      worklist.append({select.getTrueValue(), select.getFalseValue()});
    if (!argument)
      continue;
    Block *block = argument.getOwner();
    for (auto it = block->pred_begin(); it != block->pred_end(); ++it) {
      auto branch = cast<BranchOpInterface>((*it)->getTerminator());
      worklist.push_back(branch.getSuccessorOperands(
          it.getSuccessorIndex())[argument.getArgNumber()]);
    }
  }
}

bool FunctionExporter::isHeaderSlot(Operation *op, FlatSymbolRefAttr name,
                                    uint64_t slot) {
  auto global = SymbolTable::lookupNearestSymbolFrom<ir::GlobalOp>(op, name);
  return global.getLayout().getSlots()[slot] == 'h';
}

/// Finds the integers that become headers of interface values.
void FunctionExporter::findHeaders() {
  func.walk([&](Operation *op) {
    if (auto make = dyn_cast<ir::IfaceMakeOp>(op))
      markHeader(make.getHeader());
    if (auto get = dyn_cast<ir::GlobalGetOp>(op);
        get && isHeaderSlot(op, get.getGlobalAttr(), get.getSlot()))
      markHeader(get.getValue());
    if (auto set = dyn_cast<ir::GlobalSetOp>(op);
        set && isHeaderSlot(op, set.getGlobalAttr(), set.getSlot()))
      markHeader(set.getValue());
  });
}

void FunctionExporter::declareParameters(bc::FunctionDef &def) {
  uint16_t slot = 0;
  for (BlockArgument argument : func.getArguments()) {
    std::string letters = lettersFor(argument);
    places[argument] = code.parameter(letters, slot);
    slot += letters.size();
  }
  def.paramSlots = slot;
}

void FunctionExporter::declareBlocks() {
  for (Block &block : func.getBody()) {
    labels[&block] = code.newLabel();
    if (!block.isEntryBlock())
      for (BlockArgument argument : block.getArguments())
        define(argument);
  }
}

//===----------------------------------------------------------------------===//
// Branches
//===----------------------------------------------------------------------===//

bool FunctionExporter::isNext(Block *target) {
  return current->getBlock()->getNextNode() == target;
}

void FunctionExporter::jumpTo(Block *target) {
  code.jump(loc, Opcode::Jump, {}, labels[target]);
}

/// Jumps when the condition, an i1, is `wanted`.
void FunctionExporter::jumpIf(Value condition, bool wanted, uint32_t label) {
  // A test against zero is what the instruction does itself.
  auto compare = condition.getDefiningOp<arith::CmpIOp>();
  if (compare && constantOf(compare.getRhs()) == 0 &&
      compare.getLhs().getType().isInteger(64) &&
      !headers.contains(root(compare.getLhs())) &&
      (compare.getPredicate() == arith::CmpIPredicate::eq ||
       compare.getPredicate() == arith::CmpIPredicate::ne)) {
    condition = compare.getLhs();
    wanted ^= compare.getPredicate() == arith::CmpIPredicate::eq;
  }
  code.jump(loc, wanted ? Opcode::JumpIf : Opcode::JumpIfNot,
            readInt(condition), label);
}

/// Writes a block's arguments as if all at once.
void FunctionExporter::copyArguments(Block *target, ValueRange values) {
  struct Move {
    Operand to, from;
  };
  SmallVector<Move> moves;
  SmallVector<std::pair<Operand, Value>> constants;
  for (auto [argument, value] :
       llvm::zip_equal(target->getArguments(), values)) {
    Operand to = places[argument];
    Value source = root(value);
    if (constantOf(source) || source.getDefiningOp<ir::StringConstOp>()) {
      constants.push_back({to, value});
      continue;
    }
    // A header taken from an interface value has a word beside it.
    bool whole = places.contains(source) &&
                 (!headers.contains(argument) || headers.contains(source));
    Operand from =
        whole ? read(value, code.letter(to)) : temporary(lettersFor(argument));
    if (!whole)
      fill(from, value);
    if (from.value != to.value)
      moves.push_back({to, from});
  }
  while (!moves.empty()) {
    // A move may go ahead when no other still reads its destination.
    auto *ready = llvm::find_if(moves, [&](const Move &move) {
      return llvm::none_of(moves, [&](const Move &other) {
        return &other != &move && other.from.value == move.to.value;
      });
    });
    if (ready == moves.end()) {
      // Only cycles are left: one destination is saved first.
      Operand old = moves.front().to;
      Operand saved = temporary(
          code.letter(old) == 'h' ? "hw" : std::string(1, code.letter(old)));
      copy(saved, old);
      for (Move &move : moves)
        if (move.from.value == old.value)
          move.from = saved;
      continue;
    }
    copy(ready->to, ready->from);
    moves.erase(ready);
  }
  for (auto &[to, value] : constants)
    fill(to, value);
}

void FunctionExporter::exportBranch(cf::CondBranchOp op) {
  Block *onTrue = op.getTrueDest(), *onFalse = op.getFalseDest();
  if (auto constant = constantOf(op.getCondition())) {
    bool taken = *constant & 1;
    copyArguments(taken ? onTrue : onFalse,
                  taken ? op.getTrueDestOperands() : op.getFalseDestOperands());
    return jumpTo(taken ? onTrue : onFalse);
  }
  // The side without copies, or the one that is further away, is jumped to.
  bool jumpsOnTrue =
      !needsCopies(onTrue) && (needsCopies(onFalse) || !isNext(onTrue));
  bool needsStub = needsCopies(onTrue) && needsCopies(onFalse);
  Block *jumped = jumpsOnTrue ? onTrue : onFalse;
  uint32_t label = needsStub ? code.newLabel() : labels[jumped];
  jumpIf(op.getCondition(), jumpsOnTrue, label);
  if (jumpsOnTrue) {
    copyArguments(onFalse, op.getFalseDestOperands());
    return jumpTo(onFalse);
  }
  copyArguments(onTrue, op.getTrueDestOperands());
  jumpTo(onTrue);
  if (!needsStub)
    return;
  code.placeLabel(label, loc);
  copyArguments(onFalse, op.getFalseDestOperands());
  jumpTo(onFalse);
}

void FunctionExporter::exportReturn(ir::ReturnOp op) {
  std::string letters = lettersOfTypes(op.getOperandTypes());
  if (letters.empty())
    return emit(Opcode::Return, Operand::number(0), Operand::number(0));
  emit(Opcode::Return, window(letters, op.getOperands()),
       Operand::number(letters.size()));
}

bool FunctionExporter::exportTerminator(Operation &op) {
  if (auto branch = dyn_cast<cf::BranchOp>(op)) {
    copyArguments(branch.getDest(), branch.getDestOperands());
    jumpTo(branch.getDest());
    return true;
  }
  if (auto branch = dyn_cast<cf::CondBranchOp>(op)) {
    exportBranch(branch);
    return true;
  }
  if (auto ret = dyn_cast<ir::ReturnOp>(op)) {
    exportReturn(ret);
    return true;
  }
  return false;
}

//===----------------------------------------------------------------------===//
// The walk
//===----------------------------------------------------------------------===//

LogicalResult FunctionExporter::exportOperation(Operation &op) {
  current = &op;
  loc = op.getLoc();
  bool done =
      exported.contains(&op) ||
      (op.getNumResults() == 1 && isMadeAtUse(op.getResult(0))) ||
      (op.getNumResults() == 1 && root(op.getResult(0)) != op.getResult(0)) ||
      exportTerminator(op) || exportArith(op) || exportFloat(op) ||
      exportConversion(op) || exportChecked(op) || exportIdentity(op) ||
      exportString(op) || exportMemory(op) || exportArray(op) ||
      exportSlice(op) || exportFrame(op) || exportInterface(op) ||
      exportCall(op) || exportExtern(op);
  if (!done)
    refuse("operation '" + op.getName().getStringRef() + "'");
  return failure(refused);
}

/// Sets what the declaration says of the frame, and drops what it says about
/// parameters and results that the IR no longer has.
void FunctionExporter::finishRecord(bc::FunctionDef &def) {
  std::string results = lettersOfTypes(func.getResultTypes());
  if (lettersOf(def.retSlotTypes) != results)
    def.errorRetSlot = -1;
  def.retSlotTypes = layoutOf(results);
  def.retSlots = results.size();
}

void FunctionExporter::addDebugEntries(uint32_t id,
                                       const std::vector<Placed> &placed) {
  auto &funcs = tables.module.debug.funcs;
  if (funcs.size() <= id)
    funcs.resize(id + 1);
  std::vector<bc::DebugEntry> &entries = funcs[id];
  auto add = [&](uint32_t pc, Location where) {
    auto position = where->findInstanceOf<FileLineColLoc>();
    if (!position || position.getLine() == 0)
      return;
    bc::DebugEntry entry{pc, tables.file(position.getFilename()),
                         position.getLine(), position.getColumn(), 1};
    if (!entries.empty() && entries.back().fileId == entry.fileId &&
        entries.back().line == entry.line &&
        entries.back().column == entry.column)
      return;
    entries.push_back(entry);
  };
  for (const Placed &instruction : placed)
    add(instruction.pc, instruction.loc);
}

LogicalResult FunctionExporter::run() {
  uint32_t id = tables.functions.lookup(func.getSymName());
  bc::FunctionDef def = tables.module.functions[id];
  current = func;
  std::string declared = lettersOf(def.slotTypes);
  def.slotTypes.clear();
  findHeaders();
  declareParameters(def);
  if (declared != lettersOfTypes(func.getArgumentTypes())) {
    def.paramTypes.clear();
    def.captureTypes.clear();
    def.captureSlotTypes.clear();
    def.recvSlots = 0;
    def.isClosure = false;
    def.paramCount = func.getNumArguments();
  }
  declareBlocks();
  for (Block &block : func.getBody()) {
    if (!dominance.isReachableFromEntry(&block))
      continue;
    code.placeLabel(labels[&block], block.front().getLoc());
    for (Operation &op : block)
      if (failed(exportOperation(op)))
        return failure();
  }
  finishRecord(def);
  auto placed = code.finish(def);
  if (!placed)
    return func.emitError("not supported in bytecode: a frame of more than "
                          "65535 slots");
  addDebugEntries(id, *placed);
  tables.module.functions[id] = std::move(def);
  return success();
}
