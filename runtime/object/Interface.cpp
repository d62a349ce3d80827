#include "runtime/object/Interface.h"

#include "runtime/gc/Heap.h"
#include "runtime/gc/Layouts.h"
#include "runtime/object/String.h"

#include <bit>
#include <cstring>
#include <type_traits>
#include <vector>

namespace vo::rt {

static Equality sameIf(bool same) {
  return same ? Equality::Same : Equality::Different;
}

//===--- Layouts ----------------------------------------------------------===//

static constexpr abi::Layout kReservedLayouts[] = {
#define VO_LAYOUT(id, name, kind, slots, refs, interfaces, note)               \
  {abi::LayoutKind::kind, {}, slots, refs, interfaces, abi::kNoSlotTypes, 0},
#include "runtime/abi/Layouts.def"
};

static const abi::Layout &layoutOf(const Context &context, uint32_t id) {
  return id < abi::kFirstModuleLayout
             ? kReservedLayouts[id]
             : context.module->layouts[id - abi::kFirstModuleLayout];
}

static abi::SlotType slotTypeOf(const Context &context,
                                const abi::Layout &layout, uint32_t slot) {
  constexpr uint32_t kBitSlots = 64;
  if (layout.slots > kBitSlots)
    return layout.slotTypes == abi::kNoSlotTypes
               ? abi::SlotType::Value
               : abi::SlotType(
                     context.module->slotTypePool[layout.slotTypes + slot]);
  if (layout.refs >> slot & 1)
    return abi::SlotType::Ref;
  return layout.interfaces >> slot & 1 ? abi::SlotType::Interface0
                                       : abi::SlotType::Value;
}

//===--- Values without parts ---------------------------------------------===//

template <typename Float>
static Equality equalFloats(uint64_t left, uint64_t right) {
  using Bits = std::conditional_t<sizeof(Float) == 4, uint32_t, uint64_t>;
  return sameIf(std::bit_cast<Float>(Bits(left)) ==
                std::bit_cast<Float>(Bits(right)));
}

static Equality equalStrings(Ref left, Ref right) {
  return sameIf(left == right ||
                viewOf(unboxString(left)) == viewOf(unboxString(right)));
}

/// Compares values of a kind other than struct, array and interface.
static Equality equalPlain(ValueKind kind, uint64_t left, uint64_t right) {
  switch (kind) {
  case ValueKind::Void:
    return Equality::Same;
  case ValueKind::Float32:
    return equalFloats<float>(left, right);
  case ValueKind::Float64:
    return equalFloats<double>(left, right);
  case ValueKind::String:
    return equalStrings(reinterpret_cast<Ref>(left),
                        reinterpret_cast<Ref>(right));
  case ValueKind::Slice:
  case ValueKind::Map:
  case ValueKind::Closure:
    return Equality::Uncomparable;
  default:
    return sameIf(left == right);
  }
}

/// Kind of the value that a reference slot holds, as far as the object tells:
/// String, Slice, or Pointer for everything else and null. A pointer may lead
/// into an object, where the word before it is no header.
static ValueKind kindOfReference(const Context &context, Ref reference) {
  if (!reference || context.heap->objectBase(reference) != reference)
    return ValueKind::Pointer;
  switch (abi::layoutOf(headerOf(reference))) {
  case abi::kLayoutString:
    return ValueKind::String;
  case abi::kLayoutSlice:
    return ValueKind::Slice;
  default:
    return ValueKind::Pointer;
  }
}

static Equality equalReferences(const Context &context, uint64_t left,
                                uint64_t right) {
  ValueKind kind = kindOfReference(context, reinterpret_cast<Ref>(left));
  if (kind == ValueKind::Pointer)
    kind = kindOfReference(context, reinterpret_cast<Ref>(right));
  return equalPlain(kind, left, right);
}

//===--- Structs and arrays -----------------------------------------------===//

namespace {
/// Slots still to be compared, of an object or of the elements of an array.
struct Part {
  const uint64_t *left;
  const uint64_t *right;
  const abi::Layout *layout; // of each element
  uint32_t slots;            // per element
  uint32_t slot;             // next in its element
  uint64_t elements;         // left to compare, the present one included
  ValueKind kind;            // of reference elements; Void: ask the object
};

/// Depth-first walk in declaration order with a stack of its own: values nest
/// through interfaces as deep as a program likes.
class Comparison {
public:
  explicit Comparison(const Context &context) : context(context) {}

  Equality run(Ref left, Ref right) {
    Equality result = enter(left, right);
    while (result == Equality::Same && !parts.empty())
      result = step();
    return result;
  }

private:
  Equality enter(Ref left, Ref right);
  Equality enterArray(const abi::Layout &layout, Ref left, Ref right);
  Equality step();
  Equality interfaces(const uint64_t *left, const uint64_t *right);

  const Context &context;
  std::vector<Part> parts;
};
} // namespace

/// Compares what can be compared at once and stacks the rest.
Equality Comparison::enter(Ref left, Ref right) {
  if (!left || !right)
    return sameIf(left == right);
  uint64_t header = headerOf(left);
  const abi::Layout &layout = layoutOf(context, abi::layoutOf(header));
  if (layout.kind == abi::LayoutKind::Array)
    return enterArray(layout, left, right);
  parts.push_back({reinterpret_cast<const uint64_t *>(left),
                   reinterpret_cast<const uint64_t *>(right), &layout,
                   layout.slots, 0, 1, ValueKind::Void});
  return Equality::Same;
}

template <typename Float>
static Equality equalFloatArrays(const std::byte *left, const std::byte *right,
                                 uint64_t length) {
  for (uint64_t i = 0; i < length; ++i) {
    Float a, b;
    std::memcpy(&a, left + i * sizeof a, sizeof a);
    std::memcpy(&b, right + i * sizeof b, sizeof b);
    if (!(a == b))
      return Equality::Different;
  }
  return Equality::Same;
}

Equality Comparison::enterArray(const abi::Layout &layout, Ref left,
                                Ref right) {
  const auto &a = *reinterpret_cast<const abi::ArrayObject *>(left);
  const auto &b = *reinterpret_cast<const abi::ArrayObject *>(right);
  if (a.length != b.length)
    return Equality::Different;
  const std::byte *from = left + abi::kArrayDataOffset;
  const std::byte *to = right + abi::kArrayDataOffset;
  ValueKind kind = kindOf(a.elemMeta);
  if (kind == ValueKind::Float32)
    return equalFloatArrays<float>(from, to, a.length);
  if (kind == ValueKind::Float64)
    return equalFloatArrays<double>(from, to, a.length);
  if (layout.slots == 0)
    return sameIf(std::memcmp(from, to, a.length * a.elemBytes) == 0);
  if (a.length != 0)
    parts.push_back({reinterpret_cast<const uint64_t *>(from),
                     reinterpret_cast<const uint64_t *>(to), &layout,
                     layout.slots, 0, a.length,
                     kind == ValueKind::Struct || kind == ValueKind::Array
                         ? ValueKind::Void
                         : kind});
  return Equality::Same;
}

/// Compares the next slot, or pair of slots, of the innermost part.
Equality Comparison::step() {
  Part &part = parts.back();
  if (part.slot == part.slots) {
    part.left += part.slots;
    part.right += part.slots;
    part.slot = 0;
    if (--part.elements == 0)
      parts.pop_back();
    return Equality::Same;
  }
  const uint64_t *left = part.left + part.slot, *right = part.right + part.slot;
  switch (slotTypeOf(context, *part.layout, part.slot)) {
  case abi::SlotType::Interface0:
    part.slot += 2;
    return interfaces(left, right); // may move the parts
  case abi::SlotType::Ref:
    ++part.slot;
    return part.kind == ValueKind::Void
               ? equalReferences(context, *left, *right)
               : equalPlain(part.kind, *left, *right);
  default:
    ++part.slot;
    return sameIf(*left == *right);
  }
}

/// Compares two interface pairs in memory.
Equality Comparison::interfaces(const uint64_t *left, const uint64_t *right) {
  if (uint32_t(left[0]) != uint32_t(right[0]))
    return Equality::Different;
  ValueKind kind = kindOf(left[0]);
  if (kind == ValueKind::Struct || kind == ValueKind::Array)
    return enter(reinterpret_cast<Ref>(left[1]),
                 reinterpret_cast<Ref>(right[1]));
  return equalPlain(kind, left[1], right[1]);
}

Equality equalBoxed(const Context &context, Ref left, Ref right) {
  return Comparison(context).run(left, right);
}

Equality equalInterfaces(const Context &context,
                         const abi::InterfaceWords &left,
                         const abi::InterfaceWords &right) {
  if (uint32_t(left.header) != uint32_t(right.header))
    return Equality::Different;
  ValueKind kind = kindOf(left.header);
  if (kind == ValueKind::Struct || kind == ValueKind::Array)
    return equalBoxed(context, reinterpret_cast<Ref>(left.ref),
                      reinterpret_cast<Ref>(right.ref));
  return holdsReference(kind) ? equalPlain(kind, left.ref, right.ref)
                              : equalPlain(kind, left.bits, right.bits);
}

} // namespace vo::rt

// NOLINTNEXTLINE(readability-function-size): the entry takes six words.
VO_RT_ENTRY int64_t vo_rt_iface_equal(int64_t leftHeader, int64_t leftBits,
                                      vo::rt::Ref leftRef, int64_t rightHeader,
                                      int64_t rightBits, vo::rt::Ref rightRef,
                                      VO_RT_CONTEXT) {
  using namespace vo::rt;
  return int64_t(equalInterfaces(*context,
                                 {uint64_t(leftHeader), uint64_t(leftBits),
                                  reinterpret_cast<uint64_t>(leftRef)},
                                 {uint64_t(rightHeader), uint64_t(rightBits),
                                  reinterpret_cast<uint64_t>(rightRef)}));
}
