//===- Code.cpp - Instructions of the function being made -------------------===//

#include "frontend/codegen/Code.h"

#include "bytecode/LoopNest.h"

#include "llvm/ADT/STLExtras.h"

using namespace vo;
using namespace vo::fe;
using bc::Opcode;

/// Instructions that can trap, call, block or start something.
static bool hasPosition(Opcode op) {
  switch (op) {
  case Opcode::PtrNew:
  case Opcode::PtrGet:
  case Opcode::PtrSet:
  case Opcode::PtrGetN:
  case Opcode::PtrSetN:
  case Opcode::DivI:
  case Opcode::DivU:
  case Opcode::ModI:
  case Opcode::ModU:
  case Opcode::Shl:
  case Opcode::ShrS:
  case Opcode::ShrU:
  case Opcode::Call:
  case Opcode::CallExtern:
  case Opcode::CallClosure:
  case Opcode::CallIface:
  case Opcode::StrIndex:
  case Opcode::StrConcat:
  case Opcode::StrSlice:
  case Opcode::ArrayNew:
  case Opcode::ArrayGet:
  case Opcode::ArraySet:
  case Opcode::ArrayAddr:
  case Opcode::SliceNew:
  case Opcode::SliceGet:
  case Opcode::SliceSet:
  case Opcode::SliceSlice:
  case Opcode::SliceAppend:
  case Opcode::SliceAddr:
  case Opcode::MapNew:
  case Opcode::MapGet:
  case Opcode::MapSet:
  case Opcode::MapDelete:
  case Opcode::QueueNew:
  case Opcode::QueueSend:
  case Opcode::QueueRecv:
  case Opcode::QueueClose:
  case Opcode::SelectExec:
  case Opcode::ClosureNew:
  case Opcode::GoStart:
  case Opcode::DeferPush:
  case Opcode::ErrDeferPush:
  case Opcode::Panic:
  case Opcode::IfaceAssign:
  case Opcode::IfaceAssert:
  case Opcode::IfaceEq:
  case Opcode::IndexCheck:
  case Opcode::IslandNew:
  case Opcode::GoIsland:
    return true;
  default:
    return false;
  }
}

void Code::notePosition(Opcode op) {
  if (!position.begin.isValid() || !hasPosition(op))
    return;
  // A stack walk wants an entry at the call itself; for the rest the last one
  // before it serves.
  bool isCall = op == Op::Call || op == Op::CallExtern ||
                op == Op::CallClosure || op == Op::CallIface;
  if (!isCall && !debug.empty() && debug.back().range.begin == position.begin &&
      debug.back().range.end == position.end)
    return;
  debug.push_back({pc(), position});
}

void Code::bind(Label label) {
  LabelInfo &info = labels[label.id];
  info.pc = pc();
  if (info.used)
    dead = false;
}

void Code::jump(Label target) {
  fixups.push_back({pc(), target});
  labels[target.id].used = true;
  emit(Op::Jump);
  dead = true;
}

void Code::jumpIf(bool condition, Slot slot, Label target) {
  fixups.push_back({pc(), target});
  labels[target.id].used = true;
  emit(condition ? Op::JumpIf : Op::JumpIfNot, slot);
}

bool Code::forLoop(Slot counter, Slot limit, Label top, uint8_t flags) {
  int64_t distance = int64_t(labels[top.id].pc) - (int64_t(pc()) + 1);
  if (distance < INT16_MIN)
    return false;
  emit(Op::ForLoop, counter, limit, uint16_t(int16_t(distance)), flags);
  return true;
}

void Code::closeLoop(uint32_t hint, std::optional<uint32_t> backEdge,
                     std::optional<Label> exit, uint8_t loopFlags) {
  Word &word = code[hint];
  bc::InstrMeta &data = llvm::partition_point(meta, [&](const Meta &m) {
                          return m.pc < hint;
                        })->data;
  if (!backEdge) {
    word.flags = 0;
    data = bc::MetaNone{};
    return;
  }
  data = bc::MetaLoopEnd{*backEdge};
  word.a = loopFlags;
  if (exit)
    fixups.push_back({hint, *exit});
}

void Code::finish(const Frame &frame, bc::FunctionDef &function) {
  for (const Fixup &fixup : fixups) {
    Word &word = code[fixup.pc];
    uint32_t target = labels[fixup.target.id].pc;
    uint32_t value = word.op == Op::Hint ? target : target - fixup.pc;
    word.b = value & 0xFFFF;
    word.c = value >> 16;
  }
  function.code.reserve(code.size());
  auto place = [&](uint32_t operand) -> uint16_t {
    return operand >= Frame::windowBase ? frame.place(operand)
                                        : uint16_t(operand);
  };
  for (const Word &word : code)
    function.code.push_back({uint8_t(word.op), word.flags, place(word.a),
                             place(word.b), place(word.c)});
  function.meta.resize(code.size());
  for (Meta &entry : meta)
    function.meta[entry.pc] = std::move(entry.data);
  bc::setLoopDepths(function);
}
