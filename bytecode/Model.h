//===- Model.h - A VOB v14 module in memory ----------------------*- C++
//-*-===//
//
// Plain data, one struct per record of the file. Nothing derived is stored:
// what a loader computes from these fields is a free function or the business
// of whoever needs it. A Module may hold anything its types allow; readModule
// establishes the decoder's rules (see Reader.h), the verifier the rest.
//
//===----------------------------------------------------------------------===//

#ifndef VO_BYTECODE_MODEL_H
#define VO_BYTECODE_MODEL_H

#include "bytecode/Instruction.h"
#include "bytecode/Types.h"

#include <string>
#include <variant>
#include <vector>

namespace vo::bc {

inline constexpr uint32_t formatVersion = 14;

//===----------------------------------------------------------------------===//
// Types
//===----------------------------------------------------------------------===//

struct FieldMeta {
  std::string name;
  uint16_t offset = 0;
  uint16_t slotCount = 0;
  ValueRttid typeInfo;
  bool embedded = false;
  std::optional<std::string> tag;
  bool operator==(const FieldMeta &) const = default;
};

struct StructMeta {
  Layout slotTypes;
  std::vector<FieldMeta> fields;
  bool operator==(const StructMeta &) const = default;
};

struct InterfaceMethod {
  std::string name;
  /// Index into Module::runtimeTypes of a Func type.
  uint32_t signatureRttid = 0;
  bool operator==(const InterfaceMethod &) const = default;
};

/// Index 0 is the empty interface.
struct InterfaceMeta {
  std::string name;
  /// Method indices of itabs and CallIface count in this list.
  std::vector<std::string> methodNames;
  std::vector<InterfaceMethod> methods;
  bool operator==(const InterfaceMeta &) const = default;
};

struct MethodInfo {
  std::string name;
  uint32_t funcId = 0;
  bool isPointerReceiver = false;
  bool receiverIsIfaceBoxed = false;
  uint32_t signatureRttid = 0;
  bool operator==(const MethodInfo &) const = default;
};

struct NamedTypeMeta {
  std::string name;
  ValueMeta underlyingMeta;
  ValueRttid underlyingRttid;
  /// In ascending byte order of the names; readers and writers see to it.
  std::vector<MethodInfo> methods;
  bool operator==(const NamedTypeMeta &) const = default;
};

struct Itab {
  uint32_t ifaceMetaId = 0;
  /// Function ids, one per entry of the interface's methodNames.
  std::vector<uint32_t> methods;
  bool operator==(const Itab &) const = default;
};

struct RuntimeBasic {
  static constexpr uint8_t tag = 0;
  static constexpr std::string_view name = "Basic";
  ValueKind kind = ValueKind::Void;
  bool operator==(const RuntimeBasic &) const = default;
};
struct RuntimeNamed {
  static constexpr uint8_t tag = 1;
  static constexpr std::string_view name = "Named";
  uint32_t namedTypeId = 0;
  std::optional<uint32_t> structMetaId;
  bool operator==(const RuntimeNamed &) const = default;
};
struct RuntimePointer {
  static constexpr uint8_t tag = 2;
  static constexpr std::string_view name = "Pointer";
  ValueRttid elem;
  bool operator==(const RuntimePointer &) const = default;
};
struct RuntimeArray {
  static constexpr uint8_t tag = 3;
  static constexpr std::string_view name = "Array";
  uint64_t length = 0;
  ValueRttid elem;
  bool operator==(const RuntimeArray &) const = default;
};
struct RuntimeSlice {
  static constexpr uint8_t tag = 4;
  static constexpr std::string_view name = "Slice";
  ValueRttid elem;
  bool operator==(const RuntimeSlice &) const = default;
};
struct RuntimeMap {
  static constexpr uint8_t tag = 5;
  static constexpr std::string_view name = "Map";
  ValueRttid key, value;
  bool operator==(const RuntimeMap &) const = default;
};
struct RuntimeChan {
  static constexpr uint8_t tag = 6;
  static constexpr std::string_view name = "Chan";
  ChanDir dir = ChanDir::Both;
  ValueRttid elem;
  bool operator==(const RuntimeChan &) const = default;
};
struct RuntimeFunc {
  static constexpr uint8_t tag = 7;
  static constexpr std::string_view name = "Func";
  bool variadic = false;
  std::vector<ValueRttid> params, results;
  bool operator==(const RuntimeFunc &) const = default;
};
struct RuntimeField {
  std::string name;
  ValueRttid typ;
  /// Empty: none.
  std::string tag;
  bool embedded = false;
  /// Empty for exported fields.
  std::string pkg;
  bool operator==(const RuntimeField &) const = default;
};
struct RuntimeStruct {
  static constexpr uint8_t tag = 8;
  static constexpr std::string_view name = "Struct";
  uint32_t structMetaId = 0;
  std::vector<RuntimeField> fields;
  bool operator==(const RuntimeStruct &) const = default;
};
struct RuntimeMethod {
  std::string name;
  ValueRttid sig;
  bool operator==(const RuntimeMethod &) const = default;
};
struct RuntimeInterface {
  static constexpr uint8_t tag = 9;
  static constexpr std::string_view name = "Interface";
  uint32_t interfaceMetaId = 0;
  std::vector<RuntimeMethod> methods;
  bool operator==(const RuntimeInterface &) const = default;
};
struct RuntimeTuple {
  static constexpr uint8_t tag = 10;
  static constexpr std::string_view name = "Tuple";
  std::vector<ValueRttid> elems;
  bool operator==(const RuntimeTuple &) const = default;
};
struct RuntimePort {
  static constexpr uint8_t tag = 11;
  static constexpr std::string_view name = "Port";
  ChanDir dir = ChanDir::Both;
  ValueRttid elem;
  bool operator==(const RuntimePort &) const = default;
};
struct RuntimeIsland {
  static constexpr uint8_t tag = 12;
  static constexpr std::string_view name = "Island";
  bool operator==(const RuntimeIsland &) const = default;
};

/// The alternative's index is its tag byte.
using RuntimeType =
    std::variant<RuntimeBasic, RuntimeNamed, RuntimePointer, RuntimeArray,
                 RuntimeSlice, RuntimeMap, RuntimeChan, RuntimeFunc,
                 RuntimeStruct, RuntimeInterface, RuntimeTuple, RuntimePort,
                 RuntimeIsland>;

struct WellKnownErrorOffsets {
  uint16_t msgOffset = 0;
  uint16_t causeOffset = 0;
  bool operator==(const WellKnownErrorOffsets &) const = default;
};

struct WellKnown {
  std::optional<uint32_t> errorNamedTypeId;
  std::optional<uint32_t> errorIfaceMetaId;
  std::optional<uint32_t> errorPtrRttid;
  std::optional<uint32_t> errorStructMetaId;
  std::optional<WellKnownErrorOffsets> offsets;
  std::optional<uint32_t> attrObjectIfaceId;
  std::optional<uint32_t> setAttrObjectIfaceId;
  std::optional<uint32_t> indexObjectIfaceId;
  std::optional<uint32_t> setIndexObjectIfaceId;
  std::optional<uint32_t> callObjectIfaceId;
  bool operator==(const WellKnown &) const = default;
};

//===----------------------------------------------------------------------===//
// Data
//===----------------------------------------------------------------------===//

struct ConstNil {
  static constexpr uint8_t tag = 0;
  static constexpr std::string_view name = "Nil";
  bool operator==(const ConstNil &) const = default;
};
struct ConstBool {
  static constexpr uint8_t tag = 1;
  static constexpr std::string_view name = "Bool";
  bool value = false;
  bool operator==(const ConstBool &) const = default;
};
struct ConstInt {
  static constexpr uint8_t tag = 2;
  static constexpr std::string_view name = "Int";
  int64_t value = 0;
  bool operator==(const ConstInt &) const = default;
};
/// Kept as bits so that NaN payloads survive; compared as bits.
struct ConstFloat {
  static constexpr uint8_t tag = 3;
  static constexpr std::string_view name = "Float";
  uint64_t bits = 0;
  double value() const;
  static ConstFloat of(double value);
  bool operator==(const ConstFloat &) const = default;
};
/// Valid UTF-8.
struct ConstString {
  static constexpr uint8_t tag = 4;
  static constexpr std::string_view name = "String";
  std::string value;
  bool operator==(const ConstString &) const = default;
};

/// The alternative's index is its tag byte.
using Constant =
    std::variant<ConstNil, ConstBool, ConstInt, ConstFloat, ConstString>;

/// Globals lie back to back in one flat array of slots.
struct GlobalDef {
  std::string name;
  uint16_t slots = 0;
  ValueKind valueKind = ValueKind::Void;
  uint32_t metaId = 0;
  Layout slotTypes;
  bool operator==(const GlobalDef &) const = default;
};

//===----------------------------------------------------------------------===//
// Code
//===----------------------------------------------------------------------===//

/// How a capture or parameter travels to another island.
struct TransferType {
  ValueMeta meta;
  ValueRttid rttid;
  uint16_t slots = 0;
  bool operator==(const TransferType &) const = default;
};

struct FunctionDef {
  std::string name;
  /// Logical parameters; the receiver counts, the closure slot does not.
  uint16_t paramCount = 0;
  /// Receiver and closure slot included.
  uint16_t paramSlots = 0;
  uint16_t localSlots = 0;
  uint16_t retSlots = 0;
  Layout retSlotTypes;
  uint16_t recvSlots = 0;
  uint16_t heapRetGcrefCount = 0;
  uint16_t heapRetGcrefStart = 0;
  std::vector<uint16_t> heapRetSlots;
  bool isClosure = false;
  /// Offset of the error pair in the results, or -1.
  int32_t errorRetSlot = -1;
  bool hasDefer = false;
  Layout slotTypes;
  std::vector<Instruction> code;
  /// "jit_metadata" of the format: exactly one entry per instruction.
  std::vector<InstrMeta> meta;
  std::vector<TransferType> captureTypes;
  Layout captureSlotTypes;
  std::vector<TransferType> paramTypes;
  bool operator==(const FunctionDef &) const = default;
};

//===----------------------------------------------------------------------===//
// Externs
//===----------------------------------------------------------------------===//

struct ParamShape {
  ParamShapeKind kind = ParamShapeKind::Exact;
  /// Exact only; 0 otherwise.
  uint16_t slots = 0;
  bool operator==(const ParamShape &) const = default;
};

/// Each list is empty or `slots` long.
struct ReturnShape {
  uint16_t slots = 0;
  std::vector<ExtSlotKind> kinds;
  Layout slotTypes;
  /// Present exactly at Interface0 positions.
  std::vector<std::optional<uint32_t>> interfaceMetas;
  bool operator==(const ReturnShape &) const = default;
};

/// Checks the consistency rules of a ReturnShape; empty when it is fine, else
/// what is wrong.
std::string checkReturnShape(const ReturnShape &shape);

struct ExternDef {
  std::string name;
  ParamShape params;
  ReturnShape returns;
  /// ExternEffect bits.
  uint64_t allowedEffects = 0;
  std::vector<ExtSlotKind> paramKinds;

  bool allows(ExternEffect effect) const {
    return allowedEffects & uint64_t(effect);
  }
  bool operator==(const ExternDef &) const = default;
};

//===----------------------------------------------------------------------===//
// Module
//===----------------------------------------------------------------------===//

struct DebugEntry {
  uint32_t pc = 0;
  uint32_t fileId = 0;
  /// Counted from 1.
  uint32_t line = 0, column = 0;
  uint32_t length = 0;
  bool operator==(const DebugEntry &) const = default;
};

struct DebugInfo {
  std::vector<std::string> files;
  /// By function id, entries by ascending pc; may be shorter than the
  /// function table.
  std::vector<std::vector<DebugEntry>> funcs;

  /// The last entry at or before `pc`, nullptr when there is none.
  const DebugEntry *lookup(uint32_t func, uint32_t pc) const;
  bool operator==(const DebugInfo &) const = default;
};

struct Module {
  std::string name;
  std::vector<StructMeta> structMetas;
  std::vector<InterfaceMeta> interfaceMetas;
  std::vector<NamedTypeMeta> namedTypeMetas;
  std::vector<Itab> itabs;
  std::vector<RuntimeType> runtimeTypes;
  WellKnown wellKnown;
  std::vector<Constant> constants;
  std::vector<GlobalDef> globals;
  std::vector<FunctionDef> functions;
  std::vector<ExternDef> externs;
  uint32_t entryFunc = 0;
  uint32_t islandInitFunc = 0;
  DebugInfo debug;
  bool operator==(const Module &) const = default;
};

} // namespace vo::bc

#endif // VO_BYTECODE_MODEL_H
