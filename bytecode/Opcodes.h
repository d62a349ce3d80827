//===- Opcodes.h - Opcodes and what their operands mean ----------*- C++
//-*-===//
//
// Opcodes.def as C++ data: for every opcode the role of each operand field, of
// the flags byte, and of the per-instruction metadata.
//
//===----------------------------------------------------------------------===//

#ifndef VO_BYTECODE_OPCODES_H
#define VO_BYTECODE_OPCODES_H

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace vo::bc {

enum class Opcode : uint8_t {
#define VO_OPCODE(number, name, a, b, c, flags, meta) name = number,
#include "bytecode/Opcodes.def"
  /// What Instruction::opcode() says for every byte that is no opcode.
  Invalid = 255,
};

inline constexpr unsigned numOpcodes = 125;

/// What an operand field holds.
enum class OperandKind : uint8_t {
  None,          ///< unused
  Dst,           ///< first slot of a window that is written
  Src,           ///< first slot of a window that is read
  SrcDst,        ///< first slot of a window that is read and written
  SlotBase,      ///< first slot of an indexable run of frame slots
  ImmLo,         ///< low half of a signed 32-bit immediate; the next is ImmHi
  ImmHi,         ///<
  JumpLo,        ///< low half of a signed jump distance from this pc
  JumpHi,        ///<
  PcLo,          ///< low half of an absolute pc
  PcHi,          ///<
  LoopJump,      ///< signed 16-bit jump distance from the next pc
  Count,         ///< number of slots, cases, captures, results
  SlotOffset,    ///< slot offset inside a heap object
  GlobalSlot,    ///< first flat global slot; accessed like the other operand
  ConstId,       ///< index of Module::constants
  ExternId,      ///< index of Module::externs
  FuncLo,        ///< function id bits 0..15, the rest is in the flags
  FuncOrClosure, ///< FuncLo, or a Ref slot when flags bit 0 is set
  CaptureSlot,   ///< slot offset in the running closure object, header counted
  CaseIndex,     ///< source index of a select case
  LoopInfo,      ///< loop flags, depth and end offset of a loop hint
  CallShape,     ///< mirror: args << 8 | rets, or 0
  MapWidths,     ///< mirror: key slots << 8 | value slots, or 0
  TargetMirror,  ///< mirror: assertion target id, or 0xFFFF
};

/// What the slots of a window must hold.
enum class SlotClass : uint8_t {
  None,         ///< the operand is no slot
  Any,          ///< anything; where two operands are copied, the same
  Value,        ///< Value
  Ref,          ///< GcRef
  Number,       ///< Value or Float
  Iface,        ///< an Interface0, Interface1 pair
  Loadable,     ///< depends on the constant loaded
  Meta,         ///< as the metadata's layout says (an ok slot is a Value)
  Callee,       ///< as the called function or the metadata says
  Elem,         ///< as ElemLayout says, or as the flags say without it
  MetaThenElem, ///< Value [, Value when flags = 0], then the element
  MetaThenKey,  ///< Value, then the key layout
  MapIter,      ///< the fixed iterator layout
  SliceSource,  ///< GcRef, or the six slots of an inline array view
  ByKind,       ///< as the ValueKind in the flags says
};

/// How many slots a window has.
enum class Span : uint8_t {
  None,            ///< the operand is no slot
  One,             ///<
  Two,             ///<
  Seven,           ///<
  CountB,          ///< operand b
  CountC,          ///< operand c
  CountFlags,      ///< the flags byte
  MetaSlots,       ///< length of the one layout in SlotLayout or QueueLayout
  ElemSlots,       ///< length of the element's layout
  OneAndBytes,     ///< 1, and 1 more when flags = 0
  TwoAndBytes,     ///< 2, and 1 more when flags = 0
  MetaThenElem,    ///< meta, [bytes when flags = 0], element
  MetaThenKey,     ///< meta, key
  MapValue,        ///<
  MapValueAndOk,   ///< value, and 1 more with hasOk
  MapKeyThenValue, ///<
  QueueElemAndOk,  ///< element, and 1 more when flags bit 0 is set
  CallArgs,        ///<
  CallRets,        ///<
  ArgsThenRets,    ///<
  SliceSource,     ///< 6 when flags bit 2 is set, else 1
  SliceBounds,     ///< 3 when flags bit 1 is set, else 2
  IfaceSource,     ///< 2 when the flags say Interface, else 1
  AssertResult,    ///< result, and 1 more when flags bit 2 is set
};

/// What the flags byte holds.
enum class FlagsKind : uint8_t {
  None,            ///< unused
  Hint,            ///< 0 nothing, 1 loop
  Return,          ///< flag::errorReturn, flag::heapReturns
  Shift,           ///< flag::unsignedCount
  ConvI2F,         ///< flag::unsignedSource, flag::toFloat32
  ConvF2I,         ///< flag::unsignedTarget, width code in bits 1..2
  Trunc,           ///< flag::truncSigned, byte width
  ForLoop,         ///< flag::loopUnsigned, loopDecrement, loopInclusive
  SliceSlice,      ///< flag::sliceArray, sliceMax, sliceInline
  QueueNew,        ///< flag::queuePort, legacy width
  QueueWidth,      ///< legacy width
  QueueRecv,       ///< flag::recvOk, legacy width
  SelectBegin,     ///< flag::selectDefault
  FuncHi,          ///< function id bits 16..23
  FuncOrClosure,   ///< flag::closureForm, else bits 1..7 are function id 16..22
  MethodMirror,    ///< mirror of the method index
  ArgMirror,       ///< mirror of the number of argument slots
  CountMirror,     ///< mirror of operand c
  MetaWidthMirror, ///< mirror of the layout's length
  MapIterWidths,   ///< mirror: key slots | value slots << 4
  ValueKind,       ///< kind of the source
  IfaceAssert,     ///< assert kind, flag::assertOk, width mirror << 3
  Barrier,         ///< flag::barrier
  Count,           ///< number of slots
  Elem,            ///< element code: bit 7 sign, bit 6 float, bytes; 0 dynamic
};

/// Which metadata an opcode takes, and when it must be there.
enum class MetaRule : uint8_t {
  None,
  LoopEndOptional,
  ElemLayoutIfDynamic, ///< required when flags = 0, optional otherwise
  MapGet,
  MapSet,
  MapDelete,
  PtrLayout,
  SlotLayout,
  CallLayout,
  CallLayoutIfClosure, ///< required in the closure form, else not consulted
  CallExternLayout,
  QueueLayout,
  MapIterNext,
  IfaceAssertLayout,
  MapNew,
  CallIfaceLayout,
};

/// Bits of Instruction::flags by FlagsKind.
namespace flag {
inline constexpr uint8_t loopHint = 0x01;
inline constexpr uint8_t errorReturn = 0x01;
inline constexpr uint8_t heapReturns = 0x02;
inline constexpr uint8_t unsignedCount = 0x01;
inline constexpr uint8_t unsignedSource = 0x01;
inline constexpr uint8_t toFloat32 = 0x08;
inline constexpr uint8_t unsignedTarget = 0x01;
inline constexpr uint8_t truncSigned = 0x80;
inline constexpr uint8_t loopUnsigned = 0x01;
inline constexpr uint8_t loopDecrement = 0x02;
inline constexpr uint8_t loopInclusive = 0x04;
inline constexpr uint8_t sliceArray = 0x01;
inline constexpr uint8_t sliceMax = 0x02;
inline constexpr uint8_t sliceInline = 0x04;
inline constexpr uint8_t queuePort = 0x80;
inline constexpr uint8_t recvOk = 0x01;
inline constexpr uint8_t selectDefault = 0x01;
inline constexpr uint8_t closureForm = 0x01;
inline constexpr uint8_t assertOk = 0x04;
inline constexpr uint8_t barrier = 0x01;
inline constexpr uint8_t elemSigned = 0x80;
inline constexpr uint8_t elemFloat = 0x40;
} // namespace flag

struct OperandSpec {
  OperandKind kind = OperandKind::None;
  SlotClass type = SlotClass::None;
  Span span = Span::None;

  constexpr bool isSlot() const { return type != SlotClass::None; }
  constexpr bool reads() const {
    return kind == OperandKind::Src || kind == OperandKind::SrcDst;
  }
  constexpr bool writes() const {
    return kind == OperandKind::Dst || kind == OperandKind::SrcDst;
  }
};

/// One row of Opcodes.def.
struct OpcodeInfo {
  Opcode opcode;
  std::string_view name;
  /// a, b, c.
  std::array<OperandSpec, 3> operands;
  FlagsKind flags;
  MetaRule meta;
};

/// The row of a valid opcode, nullptr for Invalid.
const OpcodeInfo *info(Opcode opcode);

/// "PtrGet"; "Invalid" for Invalid.
std::string_view name(Opcode opcode);

/// The opcode of that exact name.
std::optional<Opcode> opcodeFromName(std::string_view name);

} // namespace vo::bc

#endif // VO_BYTECODE_OPCODES_H
