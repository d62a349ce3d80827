//===- Types.h - Kinds, layouts and packed words of VOB -----------*- C++
//-*-===//
//
// The small vocabulary every record of a module is written in.
//
//===----------------------------------------------------------------------===//

#ifndef VO_BYTECODE_TYPES_H
#define VO_BYTECODE_TYPES_H

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace vo::bc {

/// Physical kind of a value.
enum class ValueKind : uint8_t {
#define VO_VALUE_KIND(number, name) name = number,
#include "bytecode/Enums.def"
};

/// What a frame, global or heap slot holds, as collector and register
/// allocator see it.
enum class SlotType : uint8_t {
#define VO_SLOT_TYPE(number, name, abbreviation) name = number,
#include "bytecode/Enums.def"
};

enum class ChanDir : uint8_t {
#define VO_CHAN_DIR(number, name) name = number,
#include "bytecode/Enums.def"
};

/// What IfaceAssert compares: the exact run-time type, or a method set.
enum class AssertKind : uint8_t {
#define VO_ASSERT_KIND(number, name) name = number,
#include "bytecode/Enums.def"
};

/// How an extern's host bridge transfers one slot.
enum class ExtSlotKind : uint8_t {
#define VO_EXT_SLOT_KIND(number, name) name = number,
#include "bytecode/Enums.def"
};

/// Whether the number of argument slots of an extern is fixed.
enum class ParamShapeKind : uint8_t {
#define VO_PARAM_SHAPE(number, name) name = number,
#include "bytecode/Enums.def"
};

/// Bits of ExternDef::allowedEffects.
enum class ExternEffect : uint64_t {
#define VO_EXTERN_EFFECT(bit, name) name = uint64_t(1) << bit,
#include "bytecode/Enums.def"
};

/// All bits that ExternEffect names.
inline constexpr uint64_t knownExternEffects = 0
#define VO_EXTERN_EFFECT(bit, name) | (uint64_t(1) << bit)
#include "bytecode/Enums.def"
    ;

inline constexpr unsigned numValueKinds = 25;
inline constexpr unsigned numSlotTypes = 5;
inline constexpr unsigned numChanDirs = 3;
inline constexpr unsigned numAssertKinds = 2;
inline constexpr unsigned numExtSlotKinds = 2;
inline constexpr unsigned numParamShapes = 2;
inline constexpr unsigned numExternEffects = 8;

/// The spelling of an enumerator; "?" for a number outside the enumeration.
std::string_view name(ValueKind kind);
std::string_view name(SlotType type);
std::string_view name(ChanDir dir);
std::string_view name(AssertKind kind);
std::string_view name(ExtSlotKind kind);
std::string_view name(ParamShapeKind kind);
std::string_view name(ExternEffect effect);
/// "V", "R", "I0", "I1", "F".
std::string_view abbreviation(SlotType type);

/// The enumerator of that exact spelling.
template <class Enum> std::optional<Enum> fromName(std::string_view name);
template <> std::optional<ValueKind> fromName(std::string_view name);
template <> std::optional<SlotType> fromName(std::string_view name);
template <> std::optional<ChanDir> fromName(std::string_view name);
template <> std::optional<AssertKind> fromName(std::string_view name);
template <> std::optional<ExtSlotKind> fromName(std::string_view name);
template <> std::optional<ParamShapeKind> fromName(std::string_view name);
template <> std::optional<ExternEffect> fromName(std::string_view name);

/// Slot types of consecutive slots.
using Layout = std::vector<SlotType>;

/// Value kinds whose values may be or contain heap references.
constexpr bool mayHoldReferences(ValueKind kind) {
  return kind >= ValueKind::Array;
}
/// Kinds that RuntimeType::Basic may name.
constexpr bool isBasic(ValueKind kind) {
  return kind <= ValueKind::Float64 || kind == ValueKind::String;
}
constexpr bool isQueue(ValueKind kind) {
  return kind == ValueKind::Channel || kind == ValueKind::Port;
}

namespace detail {
/// `id << 8 | kind`, the shared shape of ValueMeta and ValueRttid.
template <class Tag> struct PackedWord {
  uint32_t raw = 0;

  /// The id that no table may use.
  static constexpr uint32_t invalidId = 0xFFFFFF;

  PackedWord() = default;
  constexpr explicit PackedWord(uint32_t raw) : raw(raw) {}
  constexpr PackedWord(ValueKind kind, uint32_t id)
      : raw(id << 8 | uint32_t(kind)) {}

  constexpr ValueKind kind() const { return ValueKind(raw & 0xFF); }
  constexpr uint32_t id() const { return raw >> 8; }
  /// The kind exists and the id is not the reserved one. Words read by
  /// readModule always are valid in this sense.
  constexpr bool valid() const {
    return (raw & 0xFF) < numValueKinds && id() != invalidId;
  }
  bool operator==(const PackedWord &) const = default;
};
struct ValueMetaTag;
struct ValueRttidTag;
} // namespace detail

/// Kind plus the physical description of a value. The id means: Struct and
/// Pointer: struct meta (of the pointee) · Interface: interface meta ·
/// Array: run-time type id of the array · any other kind: 0.
using ValueMeta = detail::PackedWord<detail::ValueMetaTag>;

/// Kind plus an index into Module::runtimeTypes.
using ValueRttid = detail::PackedWord<detail::ValueRttidTag>;

/// How many leading slots of a frame the collector has to scan: one past the
/// last GcRef or Interface1 half, 0 when there is none. May exceed the length
/// of a layout that ends in a lone Interface0.
uint32_t gcScanSlots(const Layout &layout);

} // namespace vo::bc

#endif // VO_BYTECODE_TYPES_H
