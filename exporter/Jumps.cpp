//===- Jumps.cpp - What is left of control flow ---------------------------===//
//
// Once copies between blocks have vanished, many blocks are empty. Jumps skip
// them here, so that code that was made from blocks has the jumps of code that
// was written by hand, and a second trip through the IR adds none.
//
//===----------------------------------------------------------------------===//

#include "exporter/Code.h"

using namespace vo::exporter;
using vo::bc::Opcode;

bool Step::isJump() const {
  return kind == Plain && (op == Opcode::Jump || op == Opcode::JumpIf ||
                           op == Opcode::JumpIfNot);
}

bool Step::endsFlow() const {
  return kind == Plain &&
         (op == Opcode::Jump || op == Opcode::Return || op == Opcode::Panic);
}

/// Removes the steps that are not kept.
template <typename Kept>
static bool keepOnly(std::vector<Step> &steps, Kept kept) {
  size_t count = 0;
  for (size_t i = 0; i < steps.size(); ++i)
    if (kept(i) && count++ != i)
      steps[count - 1] = std::move(steps[i]);
  bool removed = count != steps.size();
  steps.erase(steps.begin() + count, steps.end());
  return removed;
}

/// By label, the first instruction behind it.
std::vector<size_t> Code::labelTargets() const {
  std::vector<size_t> targets(labelCount, steps.size());
  size_t next = steps.size();
  for (size_t i = steps.size(); i-- > 0;) {
    if (steps[i].kind == Step::Label)
      targets[steps[i].label] = next;
    else
      next = i;
  }
  return targets;
}

/// Jumps to jumps go where these go. (Each is followed once per round, so that
/// empty loops end.)
bool Code::followJumps() {
  std::vector<size_t> targets = labelTargets();
  bool changed = false;
  for (size_t i = 0; i < steps.size(); ++i) {
    if (!steps[i].isJump())
      continue;
    size_t target = targets[steps[i].label];
    if (target == i || target >= steps.size() ||
        steps[target].op != Opcode::Jump ||
        targets[steps[target].label] == target ||
        targets[steps[target].label] == targets[steps[i].label])
      continue;
    steps[i].label = steps[target].label;
    changed = true;
  }
  return changed;
}

/// A conditional jump over a jump becomes the opposite one.
bool Code::invertJumps() {
  std::vector<bool> dropped(steps.size());
  std::vector<size_t> targets = labelTargets();
  for (size_t i = 0; i + 1 < steps.size(); ++i) {
    Step &branch = steps[i];
    const Step &jump = steps[i + 1];
    bool conditional = branch.isJump() && branch.op != Opcode::Jump;
    if (!conditional || !jump.isJump() || jump.op != Opcode::Jump)
      continue;
    size_t behind = i + 2;
    while (behind < steps.size() && steps[behind].kind == Step::Label)
      ++behind;
    if (targets[branch.label] != behind)
      continue;
    branch.op =
        branch.op == Opcode::JumpIf ? Opcode::JumpIfNot : Opcode::JumpIf;
    branch.label = jump.label;
    dropped[i + 1] = true;
  }
  return keepOnly(steps, [&](size_t i) { return !dropped[i]; });
}

/// Removes code that is not reached, jumps to what follows, unused labels.
bool Code::dropUnreached() {
  std::vector<size_t> targets = labelTargets();
  std::vector<bool> reached(steps.size());
  std::vector<size_t> worklist = {0};
  while (!worklist.empty()) {
    size_t i = worklist.back();
    worklist.pop_back();
    for (; i < steps.size() && !reached[i]; ++i) {
      reached[i] = true;
      if (steps[i].isJump())
        worklist.push_back(targets[steps[i].label]);
      if (steps[i].endsFlow())
        break;
    }
  }
  std::vector<bool> used(labelCount);
  for (size_t i = 0; i < steps.size(); ++i) {
    if (!reached[i] || !steps[i].isJump())
      continue;
    size_t next = i + 1;
    while (next < steps.size() && steps[next].kind == Step::Label)
      ++next;
    if (targets[steps[i].label] == next)
      reached[i] = false; // goes on there anyway
    else
      used[steps[i].label] = true;
  }
  return keepOnly(steps, [&](size_t i) {
    return steps[i].kind == Step::Label ? used[steps[i].label] : reached[i];
  });
}

void Code::simplifyJumps() {
  keepOnly(steps, [&](size_t i) {
    return steps[i].kind == Step::Label || !vanishes(steps[i]);
  });
  // Every round but the last removes or shortens something; the bound is for
  // loops of jumps.
  for (size_t round = 0; round < steps.size() + 1; ++round) {
    bool changed = dropUnreached();
    changed |= invertJumps();
    changed |= followJumps();
    if (!changed)
      return;
  }
}
