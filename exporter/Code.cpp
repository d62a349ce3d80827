//===- Code.cpp - Building steps, liveness, what can be dropped -----------===//

#include "exporter/Code.h"

using namespace vo::exporter;
namespace bc = vo::bc;
using bc::Opcode;

bc::Layout vo::exporter::layoutOf(llvm::StringRef letters) {
  bc::Layout layout;
  for (char letter : letters)
    layout.push_back(
        static_cast<bc::SlotType>(llvm::StringRef("vrhwf").find(letter)));
  return layout;
}

std::string vo::exporter::lettersOf(const bc::Layout &layout) {
  std::string letters;
  for (bc::SlotType type : layout)
    letters += "vrhwf"[static_cast<unsigned>(type)];
  return letters;
}

//===----------------------------------------------------------------------===//
// Building
//===----------------------------------------------------------------------===//

Operand Code::group(llvm::StringRef letters, Role role) {
  uint32_t index = groups.size();
  groups.push_back({letters.str(), role, -1, index, {}});
  return {Operand::Slots, 0, static_cast<uint16_t>(letters.size()), index};
}

Operand Code::parameter(llvm::StringRef letters, uint16_t slot) {
  Operand operand = group(letters, Role::Parameter);
  groups[operand.value].slot = slot;
  return operand;
}

void Code::placeLabel(uint32_t label, mlir::Location loc) {
  Step step{.kind = Step::Label, .loc = loc};
  step.label = label;
  steps.push_back(step);
}

void Code::begin(const Operand &operand, mlir::Location loc) {
  Step step{.kind = Step::Begin, .loc = loc};
  step.operands[0] = operand;
  steps.push_back(step);
}

void Code::emit(mlir::Location loc, Opcode op, std::array<Operand, 3> operands,
                uint8_t flags, bc::InstrMeta meta) {
  Step step{.kind = Step::Plain, .loc = loc};
  step.op = op;
  step.flags = flags;
  step.operands = operands;
  step.meta = std::move(meta);
  steps.push_back(std::move(step));
}

void Code::jump(mlir::Location loc, Opcode op, const Operand &condition,
                uint32_t label) {
  emit(loc, op, {condition, {}, {}});
  steps.back().label = label;
}

//===----------------------------------------------------------------------===//
// What steps read and write
//===----------------------------------------------------------------------===//

bool Code::isWhole(const Operand &operand) const {
  return operand.offset == 0 &&
         operand.width == groups[operand.value].letters.size();
}

uint32_t Code::find(uint32_t group) const {
  while (groups[group].merged != group)
    group = groups[group].merged;
  return group;
}

template <typename Visit>
void Code::forReads(const Step &step, Visit visit) const {
  if (step.kind != Step::Plain)
    return;
  const bc::OpcodeInfo *info = bc::info(step.op);
  for (auto [operand, spec] : llvm::zip(step.operands, info->operands))
    if (operand.kind == Operand::Slots && spec.reads())
      visit(find(operand.value));
}

/// Visits group and whether the step writes all of it.
template <typename Visit>
void Code::forWrites(const Step &step, Visit visit) const {
  if (step.kind == Step::Begin)
    return visit(find(step.operands[0].value), true);
  if (step.kind != Step::Plain)
    return;
  const bc::OpcodeInfo *info = bc::info(step.op);
  for (auto [operand, spec] : llvm::zip(step.operands, info->operands)) {
    if (operand.kind != Operand::Slots || !spec.writes())
      continue;
    uint32_t group = find(operand.value);
    visit(group,
          !spec.reads() && operand.width >= groups[group].letters.size());
  }
}

/// Whether an instruction does nothing but write its destination.
static bool isPure(const Step &step) {
  if (step.kind != Step::Plain)
    return step.kind == Step::Begin;
  switch (step.op) {
  case Opcode::DivI:
  case Opcode::DivU:
  case Opcode::ModI:
  case Opcode::ModU:
  case Opcode::Shl:
  case Opcode::ShrS:
  case Opcode::ShrU:
    return false; // may panic
  case Opcode::LoadInt:
  case Opcode::LoadConst:
  case Opcode::Copy:
  case Opcode::CopyN:
  case Opcode::SlotGet:
  case Opcode::SlotGetN:
  case Opcode::GlobalGet:
  case Opcode::GlobalGetN:
  case Opcode::PtrNew:
  case Opcode::PtrAdd:
  case Opcode::StrNew:
  case Opcode::StrLen:
  case Opcode::StrConcat:
  case Opcode::StrEq:
  case Opcode::StrNe:
  case Opcode::StrLt:
  case Opcode::StrLe:
  case Opcode::StrGt:
  case Opcode::StrGe:
  case Opcode::StrDecodeRune:
  case Opcode::SliceLen:
  case Opcode::SliceCap:
  case Opcode::IfaceAssign:
  case Opcode::ConvI2F:
  case Opcode::ConvF2I:
  case Opcode::ConvF64F32:
  case Opcode::ConvF32F64:
  case Opcode::Trunc:
    return true;
  default:
    return step.op >= Opcode::AddI && step.op <= Opcode::BoolNot;
  }
}

void Code::dropDead() {
  std::vector<llvm::SmallVector<uint32_t, 2>> writers(groups.size());
  std::vector<bool> needed(steps.size());
  std::vector<uint32_t> worklist;
  auto need = [&](uint32_t step) {
    if (needed[step])
      return;
    needed[step] = true;
    worklist.push_back(step);
  };
  for (auto [i, step] : llvm::enumerate(steps)) {
    bool effect = !isPure(step);
    forWrites(step, [&](uint32_t group, bool) {
      writers[group].push_back(i);
      effect |= groups[group].role == Role::Area;
    });
    if (effect)
      need(i);
  }
  while (!worklist.empty()) {
    const Step &step = steps[worklist.back()];
    worklist.pop_back();
    forReads(step, [&](uint32_t group) {
      for (uint32_t writer : writers[group])
        need(writer);
    });
    // A window that a needed step fills has to begin somewhere.
    forWrites(step, [&](uint32_t group, bool) {
      for (uint32_t writer : writers[group])
        if (steps[writer].kind == Step::Begin)
          need(writer);
    });
  }
  size_t kept = 0;
  for (size_t i = 0; i < steps.size(); ++i)
    if (needed[i] && kept++ != i)
      steps[kept - 1] = std::move(steps[i]);
  steps.erase(steps.begin() + kept, steps.end());
}

//===----------------------------------------------------------------------===//
// Liveness
//===----------------------------------------------------------------------===//

void Code::makeBlocks() {
  std::vector<uint32_t> blockOfLabel(labelCount);
  for (uint32_t i = 0; i < steps.size(); ++i) {
    bool starts = i == 0 || steps[i].kind == Step::Label ||
                  steps[i - 1].isJump() || steps[i - 1].endsFlow();
    if (starts)
      blocks.push_back({i, i, {}, {}, {}});
    blocks.back().end = i + 1;
    if (steps[i].kind == Step::Label)
      blockOfLabel[steps[i].label] = blocks.size() - 1;
  }
  for (auto [i, block] : llvm::enumerate(blocks)) {
    const Step &last = steps[block.end - 1];
    if (last.isJump())
      block.successors.push_back(blockOfLabel[last.label]);
    if (!last.endsFlow() && i + 1 < blocks.size())
      block.successors.push_back(i + 1);
    block.liveIn.resize(groups.size());
    block.liveOut.resize(groups.size());
  }
}

void Code::stepBack(const Step &step, llvm::BitVector &live) const {
  forWrites(step, [&](uint32_t group, bool whole) {
    if (whole)
      live.reset(group);
  });
  forReads(step, [&](uint32_t group) { live.set(group); });
}

void Code::solveLiveness() {
  bool changed = true;
  while (changed) {
    changed = false;
    for (Block &block : llvm::reverse(blocks)) {
      for (uint32_t successor : block.successors)
        block.liveOut |= blocks[successor].liveIn;
      llvm::BitVector live = block.liveOut;
      for (uint32_t i = block.end; i-- > block.begin;)
        stepBack(steps[i], live);
      if (live != block.liveIn) {
        block.liveIn = std::move(live);
        changed = true;
      }
    }
  }
}

void Code::addConflicts(uint32_t defined, const llvm::BitVector &live,
                        std::optional<uint32_t> spared) {
  for (unsigned other : live.set_bits()) {
    if (other == defined || other == spared)
      continue;
    groups[defined].conflicts.insert(other);
    groups[other].conflicts.insert(defined);
  }
}

void Code::findConflicts() {
  for (Block &block : blocks) {
    llvm::BitVector live = block.liveOut;
    for (uint32_t i = block.end; i-- > block.begin;) {
      const Step &step = steps[i];
      bool isCopy = step.kind == Step::Plain &&
                    (step.op == Opcode::Copy || step.op == Opcode::CopyN);
      std::optional<uint32_t> spared;
      if (isCopy && isWhole(step.operands[0]) && isWhole(step.operands[1]))
        spared = find(step.operands[1].value);
      // Wide results must not share slots with what the step still reads.
      llvm::BitVector during = live;
      if (!isCopy && step.kind == Step::Plain && step.operands[0].width > 1)
        forReads(step, [&](uint32_t group) { during.set(group); });
      forWrites(step, [&](uint32_t group, bool) {
        addConflicts(group, during, spared);
      });
      if (step.kind == Step::Plain && step.op == Opcode::Call) {
        std::vector<uint32_t> across;
        uint32_t window = find(step.operands[1].value);
        for (unsigned group : live.set_bits())
          if (group != window)
            across.push_back(group);
        groups[window].across = std::move(across);
      }
      stepBack(step, live);
    }
  }
  // Parameters that are read are there from the start.
  if (blocks.empty())
    return;
  for (auto [i, group] : llvm::enumerate(groups))
    if (group.role == Role::Parameter && blocks.front().liveIn.test(i))
      addConflicts(i, blocks.front().liveIn, std::nullopt);
}
