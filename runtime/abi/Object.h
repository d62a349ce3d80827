//===- Object.h - Machine form of heap objects ------------------*- C++ -*-===//
//
// Layout of everything the compiler and the runtime both touch in the managed
// heap. This folder is the only one that both sides include; nothing here may
// depend on LLVM or on the rest of the runtime.
//
// A reference is the address of an object's first data word. The object's
// header is the 64-bit word before it:
//
//   bit  0       1 = header, 0 = forwarding address (the object has moved;
//                the word is the new reference itself, which is 8-aligned)
//   bits 1..7    flags, owned by the collector
//   bits 8..31   data size in words, header excluded; 0 = array object, whose
//                size follows from its length and element size words
//   bits 32..63  layout id (index into reserved or module layouts)
//
// References may also point into an object (field and element addresses); the
// collector finds the object they belong to. Null is a legal reference.
//
//===----------------------------------------------------------------------===//
#pragma once

#include <cstddef>
#include <cstdint>

namespace vo::abi {

inline constexpr uint64_t kWordBytes = 8;
inline constexpr uint64_t kHeaderBytes = 8;

/// Offset from a reference to the object's header.
inline constexpr int64_t kHeaderOffset = -8;

/// Largest data size, in bytes, that compiled code allocates by bumping the
/// window in the context; larger objects are allocated by the runtime.
inline constexpr uint64_t kMaxInlineAllocationBytes = 2048;

/// Array objects up to this data size never panic when they are made: without
/// memory for one, the program ends.
inline constexpr uint64_t kSureArrayBytes = uint64_t{64} << 10;

inline constexpr uint64_t headerWord(uint32_t layout, uint32_t words) {
  return uint64_t{layout} << 32 | uint64_t{words & 0xFFFFFF} << 8 | 1;
}
inline constexpr bool isForwarded(uint64_t header) { return !(header & 1); }
inline constexpr uint32_t layoutOf(uint64_t header) { return header >> 32; }
inline constexpr uint32_t wordsOf(uint64_t header) {
  return header >> 8 & 0xFFFFFF;
}

/// Type of one 8-byte slot; the numbers are those of the bytecode.
enum class SlotType : uint8_t {
  Value = 0,      // scalar bits
  Ref = 1,        // reference, interior pointer or null
  Interface0 = 2, // interface header; the next slot is Interface1
  Interface1 = 3, // interface data: a reference iff the header's kind >= 14
  Float = 4,      // float bits
};

/// First value kind (low byte of an interface header) whose data word is a
/// reference; all smaller kinds are scalars.
inline constexpr uint8_t kFirstReferenceKind = 14;

/// Last value kind whose data word refers to a copy of its own, a boxed array
/// or struct; the first such kind is kFirstReferenceKind.
inline constexpr uint8_t kLastBoxedKind = 15;

/// How the data words of an object are traced.
enum class LayoutKind : uint8_t {
  Fixed = 0, // `slots` slots, typed by the bit sets (or the slot-type pool)
  Array = 1, // ArrayObject whose elements are `slots` slots each; 0 = scalars
};

/// One row of a layout table. Bit i of `refs` (`interfaces`) tells that slot i
/// of the object, or of each array element, is a reference (the header of an
/// interface pair). Layouts of more than 64 slots leave both sets zero and
/// name `slots` SlotType bytes at `slotTypes` in the module's pool.
struct Layout {
  LayoutKind kind;
  uint8_t reserved[3];
  uint32_t slots;
  uint64_t refs;
  uint64_t interfaces;
  uint32_t slotTypes; // byte offset into the pool, or kNoSlotTypes
  uint32_t reserved2;
};
static_assert(sizeof(Layout) == 32);
inline constexpr uint32_t kNoSlotTypes = 0xFFFFFFFF;

/// Layouts that exist in every program.
enum ReservedLayout : uint32_t {
#define VO_LAYOUT(id, name, kind, slots, refs, interfaces, note)               \
  kLayout##name = id,
#include "runtime/abi/Layouts.def"
  kFirstModuleLayout = 32, // ids from here index the module's own table
};

/// Array object: length and element description, then packed elements.
struct ArrayObject {
  uint64_t length; // elements
  uint32_t
      elemMeta; // of a map's entries: the map's; else 0, and nobody reads it
  uint32_t elemBytes; // distance between elements in bytes; may be 0
  // elements follow
};
static_assert(sizeof(ArrayObject) == 16);
inline constexpr uint64_t kArrayDataOffset = 16;

/// String header: the boxed form of a string value. Immutable.
/// The bytes are at `base + offset`; a null base makes `offset` an address
/// (string constants live outside the heap). The empty string is null.
struct StringObject {
  uint64_t base; // reference
  int64_t offset;
  int64_t length; // bytes, > 0
};
static_assert(sizeof(StringObject) == 24);

/// Slice header: the boxed form of a slice value. Immutable.
/// Element 0 is at `base + offset`; the elements are packed, in an array object
/// or in an array that lies inside another object. A nil slice has a null base,
/// or is null itself.
struct SliceObject {
  uint64_t base; // reference
  int64_t offset;
  int64_t length;   // elements
  int64_t capacity; // elements
};
static_assert(sizeof(SliceObject) == 32);

/// A function value: the address of its code, then the captures in place, as
/// the object's layout tells. The code is a function of the program whose first
/// argument is the reference to this object (Calls.h). Immutable; nil is null.
struct ClosureObject {
  uint64_t code; // no reference
  // captures follow
};
static_assert(sizeof(ClosureObject) == 8);
inline constexpr uint64_t kClosureCapturesOffset = 8;

/// Interface values in memory handed to leaf runtime entries (print, assert):
/// the three scalars of the SSA form, one after the other.
struct InterfaceWords {
  uint64_t header; // itab << 32 | rttid << 8 | kind; 0 = nil
  uint64_t bits;   // data when the kind is scalar
  uint64_t ref;    // data when the kind is a reference
};
static_assert(sizeof(InterfaceWords) == 24);

/// errors.Error, of which natives make values: a message and a cause. The
/// compiler refuses a module whose errors.Error has other slots.
struct ErrorObject {
  StringObject message;
  uint64_t causeHeader; // an interface pair
  uint64_t causeData;
};
static_assert(sizeof(ErrorObject) == 40);
inline constexpr char kErrorSlots[] = "rvvhw"; // letters of #vo.layout

} // namespace vo::abi
