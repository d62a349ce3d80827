//===- Place.cpp - Groups of slots into the frame -------------------------===//

#include "exporter/Code.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/Sequence.h"

using namespace vo::exporter;
namespace bc = vo::bc;
using bc::Opcode;

static constexpr uint32_t kFrameLimit = 65535;

/// Merges source and destination of copies that are not live together.
void Code::mergeCopies() {
  for (const Step &step : steps) {
    if (step.kind != Step::Plain ||
        (step.op != Opcode::Copy && step.op != Opcode::CopyN))
      continue;
    uint32_t to = find(step.operands[0].value);
    uint32_t from = find(step.operands[1].value);
    auto mergeable = [&](uint32_t group, const Operand &operand) {
      Role role = groups[group].role;
      return (role == Role::Value || role == Role::Parameter) &&
             isWhole(operand);
    };
    if (to == from || !mergeable(to, step.operands[0]) ||
        !mergeable(from, step.operands[1]) ||
        groups[to].letters != groups[from].letters ||
        groups[to].conflicts.contains(from))
      continue;
    if (groups[from].role == Role::Parameter)
      std::swap(to, from);
    if (groups[from].role == Role::Parameter)
      continue; // two parameters
    for (uint32_t conflict : groups[from].conflicts) {
      uint32_t other = find(conflict);
      groups[to].conflicts.insert(other);
      groups[other].conflicts.insert(to);
    }
    groups[from].merged = to;
  }
}

/// Puts a group at the first place from `lowest` on where the slots have its
/// types, or are new, and hold nothing that is live together with it.
bool Code::placeGroup(uint32_t index, uint32_t lowest) {
  Group &group = groups[index];
  std::vector<bool> taken(frame.size());
  for (uint32_t other : group.conflicts) {
    const Group &placed = groups[find(other)];
    if (placed.slot < 0 || find(other) == index)
      continue;
    for (size_t i = 0; i < placed.letters.size(); ++i)
      taken[placed.slot + i] = true;
  }
  std::fill(taken.begin() + areasBegin, taken.begin() + areasEnd, true);
  for (uint32_t base = lowest; base + group.letters.size() <= kFrameLimit;
       ++base) {
    auto fits = [&](size_t i) {
      size_t slot = base + i;
      return slot >= frame.size() ||
             (!taken[slot] && frame[slot] == group.letters[i]);
    };
    if (!llvm::all_of(llvm::seq<size_t>(0, group.letters.size()), fits))
      continue;
    group.slot = base;
    if (frame.size() < base + group.letters.size())
      frame.replace(base, std::string::npos, group.letters);
    return true;
  }
  return false;
}

bool Code::place() {
  for (const Group &group : groups) {
    if (group.role != Role::Parameter)
      continue;
    if (frame.size() < group.slot + group.letters.size())
      frame.resize(group.slot + group.letters.size(), 'v');
    frame.replace(group.slot, group.letters.size(), group.letters);
  }
  areasBegin = areasEnd = frame.size();
  for (auto [i, group] : llvm::enumerate(groups)) {
    if (group.role == Role::Area && !placeGroup(i, areasEnd))
      return false;
    areasEnd = frame.size();
  }
  // Everything in order of its first use, call windows last.
  for (bool calls : {false, true}) {
    for (const Step &step : steps) {
      for (const Operand &operand : step.operands) {
        if (operand.kind != Operand::Slots)
          continue;
        uint32_t index = find(operand.value);
        const Group &group = groups[index];
        if (group.slot < 0 && (group.role == Role::Call) == calls &&
            !placeGroup(index, calls ? firstSlotBehind(group) : 0))
          return false;
      }
    }
  }
  return true;
}

/// The first slot behind everything that is live across the call.
uint32_t Code::firstSlotBehind(const Group &window) const {
  uint32_t behind = areasEnd;
  for (uint32_t group : window.across) {
    const Group &live = groups[find(group)];
    behind = std::max<uint32_t>(behind, live.slot + live.letters.size());
  }
  return behind;
}

uint16_t Code::slotOf(const Operand &operand) const {
  return groups[find(operand.value)].slot + operand.offset;
}

/// Steps that make no instruction.
bool Code::vanishes(const Step &step) const {
  if (step.kind != Step::Plain)
    return true;
  return (step.op == Opcode::Copy || step.op == Opcode::CopyN) &&
         slotOf(step.operands[0]) == slotOf(step.operands[1]);
}

std::optional<std::vector<Placed>> Code::finish(bc::FunctionDef &def) {
  dropDead();
  makeBlocks();
  solveLiveness();
  findConflicts();
  mergeCopies();
  if (!place())
    return std::nullopt;
  def.slotTypes = layoutOf(frame);
  def.localSlots = frame.size();

  simplifyJumps();
  std::vector<uint32_t> pcOf(labelCount);
  uint32_t pc = 0;
  for (const Step &step : steps) {
    if (step.kind == Step::Label)
      pcOf[step.label] = pc;
    else
      ++pc;
  }
  std::vector<Placed> placed;
  for (Step &step : steps) {
    if (step.kind == Step::Label)
      continue;
    bc::Instruction inst;
    inst.op = static_cast<uint8_t>(step.op);
    inst.flags = step.flags;
    uint16_t fields[3] = {};
    for (auto [field, operand] : llvm::zip_equal(fields, step.operands))
      if (operand.kind != Operand::None)
        field =
            operand.kind == Operand::Slots ? slotOf(operand) : operand.value;
    inst.a = fields[0], inst.b = fields[1], inst.c = fields[2];
    pc = def.code.size();
    if (step.isJump())
      inst.setImm32(static_cast<int32_t>(pcOf[step.label]) -
                    static_cast<int32_t>(pc));
    placed.push_back({pc, step.loc});
    def.code.push_back(inst);
    def.meta.push_back(std::move(step.meta));
  }
  return placed;
}
