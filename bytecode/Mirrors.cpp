//===- Mirrors.cpp - Operand fields that repeat what is known
//--------------===//

#include "bytecode/Mirrors.h"

using namespace vo::bc;

/// `value` when it is at most `limit`, else `other`.
static uint32_t bounded(size_t value, uint32_t limit, uint32_t other = 0) {
  return value <= limit ? uint32_t(value) : other;
}

/// high << shift | low when both are at most `limit`, else 0.
static uint32_t packedPair(size_t high, size_t low, uint32_t limit,
                           unsigned shift) {
  return high <= limit && low <= limit ? uint32_t(high << shift | low) : 0;
}

static uint16_t callShape(const Instruction &instruction, const InstrMeta &meta,
                          const std::vector<FunctionDef> &functions) {
  if (instruction.opcode() == Opcode::Call) {
    uint32_t id = instruction.functionId();
    if (id >= functions.size())
      return 0;
    return packedPair(functions[id].paramSlots, functions[id].retSlots, 255, 8);
  }
  if (auto *call = std::get_if<MetaCallLayout>(&meta))
    return packedPair(call->args.size(), call->rets.size(), 255, 8);
  if (auto *call = std::get_if<MetaCallIfaceLayout>(&meta))
    return packedPair(call->args.size(), call->rets.size(), 255, 8);
  return 0;
}

static uint16_t operandMirror(OperandKind kind, const Instruction &instruction,
                              const InstrMeta &meta,
                              const std::vector<FunctionDef> &functions) {
  switch (kind) {
  case OperandKind::CallShape:
    return callShape(instruction, meta, functions);
  case OperandKind::MapWidths:
    if (auto *map = std::get_if<MetaMapNew>(&meta))
      return packedPair(map->key.size(), map->val.size(), 255, 8);
    return 0;
  case OperandKind::TargetMirror:
    if (auto *target = std::get_if<MetaIfaceAssertLayout>(&meta))
      return bounded(target->targetId, 0xFFFE, 0xFFFF);
    return 0;
  default:
    return 0;
  }
}

/// End offset of a loop: distance to the back edge, 0 when it does not fit.
static uint16_t loopInfo(uint16_t info, const InstrMeta &meta, uint32_t pc) {
  uint32_t distance = 0;
  if (auto *end = std::get_if<MetaLoopEnd>(&meta))
    if (end->endPc >= pc)
      distance = bounded(end->endPc - pc, 255);
  return (info & 0xFF) | uint16_t(distance << 8);
}

static size_t argumentSlots(const InstrMeta &meta) {
  if (auto *call = std::get_if<MetaCallExternLayout>(&meta))
    return call->args.size();
  if (auto *call = std::get_if<MetaCallLayout>(&meta))
    return call->args.size();
  return 0;
}

static uint8_t assertFlags(uint8_t flags, const InstrMeta &meta) {
  auto *target = std::get_if<MetaIfaceAssertLayout>(&meta);
  if (!target)
    return flags & flag::assertOk;
  return (flags & flag::assertOk) | uint8_t(target->assertKind) |
         uint8_t(bounded(target->result.size(), 31) << 3);
}

static uint8_t flagsMirror(FlagsKind kind, const Instruction &instruction,
                           const InstrMeta &meta) {
  switch (kind) {
  case FlagsKind::MethodMirror:
    if (auto *call = std::get_if<MetaCallIfaceLayout>(&meta))
      return bounded(call->methodIdx, 255);
    return 0;
  case FlagsKind::ArgMirror:
    return bounded(argumentSlots(meta), 255);
  case FlagsKind::CountMirror:
    return bounded(instruction.c, 255);
  case FlagsKind::MetaWidthMirror:
    if (auto *slots = std::get_if<MetaSlotLayout>(&meta))
      return bounded(slots->elemLayout.size(), 255);
    return 0;
  case FlagsKind::MapIterWidths:
    if (auto *map = std::get_if<MetaMapIterNext>(&meta))
      return packedPair(map->val.size(), map->key.size(), 15, 4);
    return 0;
  case FlagsKind::IfaceAssert:
    return assertFlags(instruction.flags, meta);
  case FlagsKind::Count:
    if (auto *value = std::get_if<MetaPtrLayout>(&meta))
      if (instruction.flags == 0)
        return bounded(value->valueLayout.size(), 255);
    return instruction.flags;
  default:
    return instruction.flags;
  }
}

static bool isMirror(OperandKind kind) {
  return kind == OperandKind::CallShape || kind == OperandKind::MapWidths ||
         kind == OperandKind::TargetMirror;
}

bool vo::bc::hasMirrors(const OpcodeInfo &info) {
  return isMirror(info.operands[2].kind) ||
         info.operands[0].kind == OperandKind::LoopInfo ||
         info.flags == FlagsKind::Count || mirroredFlags(info) != 0;
}

Instruction vo::bc::withMirrors(Instruction instruction, const InstrMeta &meta,
                                const std::vector<FunctionDef> &functions,
                                uint32_t pc) {
  const OpcodeInfo *row = info(instruction.opcode());
  if (!row)
    return instruction;
  OperandKind last = row->operands[2].kind;
  if (isMirror(last))
    instruction.c = operandMirror(last, instruction, meta, functions);
  if (row->operands[0].kind == OperandKind::LoopInfo)
    instruction.a = loopInfo(instruction.a, meta, pc);
  instruction.flags = flagsMirror(row->flags, instruction, meta);
  return instruction;
}

uint8_t vo::bc::mirroredFlags(const OpcodeInfo &info) {
  switch (info.flags) {
  case FlagsKind::MethodMirror:
  case FlagsKind::ArgMirror:
  case FlagsKind::CountMirror:
  case FlagsKind::MetaWidthMirror:
  case FlagsKind::MapIterWidths:
    return 0xFF;
  case FlagsKind::IfaceAssert:
    return uint8_t(~flag::assertOk);
  default:
    return 0;
  }
}
