//===- Instruction.h - Instruction words and their metadata ------*- C++
//-*-===//

#ifndef VO_BYTECODE_INSTRUCTION_H
#define VO_BYTECODE_INSTRUCTION_H

#include "bytecode/Opcodes.h"
#include "bytecode/Types.h"

#include <variant>

namespace vo::bc {

/// The 8-byte instruction word. What a, b, c and flags mean is info(opcode()).
struct Instruction {
  uint8_t op = 0;
  uint8_t flags = 0;
  uint16_t a = 0, b = 0, c = 0;

  /// Opcode::Invalid when `op` is none of the 125.
  Opcode opcode() const {
    return op < numOpcodes ? Opcode(op) : Opcode::Invalid;
  }
  /// b | c << 16: LoadInt's value, a jump's distance, a loop hint's exit pc.
  int32_t imm32() const { return int32_t(uint32_t(b) | uint32_t(c) << 16); }
  void setImm32(int32_t value) {
    b = uint16_t(uint32_t(value));
    c = uint16_t(uint32_t(value) >> 16);
  }
  /// The operand field number 0 (a), 1 (b) or 2 (c).
  uint16_t operand(unsigned field) const {
    return field == 0 ? a : field == 1 ? b : c;
  }
  /// Call (low half in a) and ClosureNew (low half in b): the function id.
  uint32_t functionId() const {
    uint16_t low = opcode() == Opcode::ClosureNew ? b : a;
    return uint32_t(low) | uint32_t(flags) << 16;
  }
  /// GoStart, DeferPush, ErrDeferPush without flag::closureForm.
  uint32_t spawnedFunctionId() const {
    return uint32_t(a) | uint32_t(flags >> 1) << 16;
  }

  bool operator==(const Instruction &) const = default;
};

/// Absolute target of Jump, JumpIf, JumpIfNot or ForLoop at `pc`; nullopt for
/// other opcodes. Not checked against the length of the function.
std::optional<int64_t> jumpTarget(const Instruction &instruction, uint32_t pc);

//===----------------------------------------------------------------------===//
// Metadata. `tag` is the byte in the file; the order in InstrMeta is by tag.
//===----------------------------------------------------------------------===//

/// Nothing attached.
struct MetaNone {
  static constexpr uint8_t tag = 0;
  static constexpr std::string_view name = "None";
  bool operator==(const MetaNone &) const = default;
};
/// Element of an array or slice.
struct MetaElemLayout {
  static constexpr uint8_t tag = 1;
  static constexpr std::string_view name = "ElemLayout";
  uint32_t elemBytes = 0;
  bool needsSignExtend = false;
  Layout slotLayout;
  bool operator==(const MetaElemLayout &) const = default;
};
struct MetaMapGet {
  static constexpr uint8_t tag = 2;
  static constexpr std::string_view name = "MapGet";
  Layout key, val;
  bool hasOk = false;
  bool operator==(const MetaMapGet &) const = default;
};
struct MetaMapSet {
  static constexpr uint8_t tag = 3;
  static constexpr std::string_view name = "MapSet";
  Layout key, val;
  bool operator==(const MetaMapSet &) const = default;
};
struct MetaMapDelete {
  static constexpr uint8_t tag = 4;
  static constexpr std::string_view name = "MapDelete";
  Layout key;
  bool operator==(const MetaMapDelete &) const = default;
};
/// On a loop hint: pc of the back-edge instruction.
struct MetaLoopEnd {
  static constexpr uint8_t tag = 5;
  static constexpr std::string_view name = "LoopEnd";
  uint32_t endPc = 0;
  bool operator==(const MetaLoopEnd &) const = default;
};
struct MetaPtrLayout {
  static constexpr uint8_t tag = 9;
  static constexpr std::string_view name = "PtrLayout";
  Layout valueLayout;
  bool operator==(const MetaPtrLayout &) const = default;
};
struct MetaSlotLayout {
  static constexpr uint8_t tag = 10;
  static constexpr std::string_view name = "SlotLayout";
  Layout elemLayout;
  bool operator==(const MetaSlotLayout &) const = default;
};
struct MetaCallLayout {
  static constexpr uint8_t tag = 11;
  static constexpr std::string_view name = "CallLayout";
  Layout args, rets;
  bool operator==(const MetaCallLayout &) const = default;
};
struct MetaCallExternLayout {
  static constexpr uint8_t tag = 12;
  static constexpr std::string_view name = "CallExternLayout";
  Layout args, rets;
  bool operator==(const MetaCallExternLayout &) const = default;
};
struct MetaQueueLayout {
  static constexpr uint8_t tag = 13;
  static constexpr std::string_view name = "QueueLayout";
  Layout elem;
  bool operator==(const MetaQueueLayout &) const = default;
};
struct MetaMapIterNext {
  static constexpr uint8_t tag = 14;
  static constexpr std::string_view name = "MapIterNext";
  Layout key, val;
  bool operator==(const MetaMapIterNext &) const = default;
};
struct MetaIfaceAssertLayout {
  static constexpr uint8_t tag = 15;
  static constexpr std::string_view name = "IfaceAssertLayout";
  AssertKind assertKind = AssertKind::Concrete;
  /// A run-time type id (Concrete) or an interface meta id (Implements).
  uint32_t targetId = 0;
  Layout result;
  bool operator==(const MetaIfaceAssertLayout &) const = default;
};
struct MetaMapNew {
  static constexpr uint8_t tag = 16;
  static constexpr std::string_view name = "MapNew";
  Layout key, val;
  bool operator==(const MetaMapNew &) const = default;
};
struct MetaCallIfaceLayout {
  static constexpr uint8_t tag = 17;
  static constexpr std::string_view name = "CallIfaceLayout";
  uint32_t ifaceMetaId = 0;
  uint32_t methodIdx = 0;
  Layout args, rets;
  bool operator==(const MetaCallIfaceLayout &) const = default;
};

using InstrMeta =
    std::variant<MetaNone, MetaElemLayout, MetaMapGet, MetaMapSet,
                 MetaMapDelete, MetaLoopEnd, MetaPtrLayout, MetaSlotLayout,
                 MetaCallLayout, MetaCallExternLayout, MetaQueueLayout,
                 MetaMapIterNext, MetaIfaceAssertLayout, MetaMapNew,
                 MetaCallIfaceLayout>;

/// "PtrLayout", …
std::string_view name(const InstrMeta &meta);

} // namespace vo::bc

#endif // VO_BYTECODE_INSTRUCTION_H
