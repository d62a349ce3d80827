//===- Layouts.h - Object sizes and reference slots -------------*- C++ -*-===//
//
// Everything the collector knows about the inside of objects: how large an
// object is and which of its words are references. Nothing here collects.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/Entries.h"
#include "runtime/abi/Module.h"

#include <algorithm>
#include <array>
#include <bit>
#include <numeric>
#include <vector>

namespace vo::rt {

inline uint64_t addressOf(Ref reference) {
  return reinterpret_cast<uint64_t>(reference);
}
inline Ref refAt(uint64_t address) { return reinterpret_cast<Ref>(address); }

/// Header word of the object that starts at `object`.
inline uint64_t &headerOf(Ref object) {
  return reinterpret_cast<uint64_t *>(object)[-1];
}

/// Data bytes of an object with this header, rounded up to words.
inline uint64_t dataBytesOf(Ref object, uint64_t header) {
  if (uint32_t words = abi::wordsOf(header))
    return words * abi::kWordBytes;
  auto *array = reinterpret_cast<const abi::ArrayObject *>(object);
  uint64_t elements = array->length * array->elemBytes;
  return abi::kArrayDataOffset + (elements + 7) / 8 * 8;
}

/// The same for an object that has not been moved away.
inline uint64_t dataBytesOf(Ref object) {
  return dataBytesOf(object, headerOf(object));
}

/// Numbers of objects by layout.
class ObjectCounts {
public:
#define VO_LAYOUT(id, name, kind, slots, refs, interfaces, note) +1
  static constexpr uint32_t kReservedRows = 0
#include "runtime/abi/Layouts.def"
      ;

  /// Row of a layout: its id if it is reserved, one for all of the module's.
  static constexpr uint32_t rowOf(uint32_t layout) {
    return std::min(layout, kReservedRows);
  }

  void add(uint32_t layout, uint64_t objects = 1) {
    rows[rowOf(layout)] += objects;
  }
  void add(const ObjectCounts &more) {
    for (uint32_t row = 0; row < rows.size(); ++row)
      rows[row] += more.rows[row];
  }
  /// What was counted in a part of the objects, as if in all of them.
  void scale(double factor) {
    for (uint64_t &row : rows)
      row = uint64_t(row * factor);
  }
  uint64_t of(uint32_t layout) const { return rows[rowOf(layout)]; }
  uint64_t total() const {
    return std::accumulate(rows.begin(), rows.end(), uint64_t{0});
  }

private:
  std::array<uint64_t, kReservedRows + 1> rows{};
};

/// The program's layouts: the reserved ones and those of its module.
class LayoutTable {
public:
  LayoutTable();

  /// Adds the module's rows; its slot-type pool must outlive the table.
  void addModule(const abi::ModuleDescriptor &module);

  bool isValid(uint32_t id) const {
    return id < rows.size() && id != abi::kLayoutNone &&
           (id >= abi::kFirstModuleLayout || id < reservedCount);
  }
  const abi::Layout &operator[](uint32_t id) const { return rows[id]; }

  /// True if an object (or element) of this layout may hold references.
  static bool hasReferences(const abi::Layout &layout) {
    return layout.slots <= kBitSlots ? (layout.refs | layout.interfaces) != 0
                                     : layout.slotTypes != abi::kNoSlotTypes;
  }

  /// Calls visit(uint64_t *slot) for the reference slots of `slots` slots that
  /// repeat the layout's pattern (globals and frame objects).
  template <typename Visit>
  void traceSlots(const abi::Layout &layout, uint64_t *address, uint64_t slots,
                  Visit &&visit) const {
    if (layout.slots == 0 || !hasReferences(layout))
      return;
    for (uint64_t i = 0; i + layout.slots <= slots; i += layout.slots)
      tracePattern(layout, address + i, 0, ~uint64_t{0}, visit);
  }

  /// Calls visit for each reference slot of an object. `object` need not have
  /// a header.
  template <typename Visit>
  void trace(const abi::Layout &layout, Ref object, Visit &&visit) const {
    traceRange(layout, object, 0, ~uint64_t{0}, visit);
  }

  /// The same for at least the slots that overlap the addresses [low, high);
  /// cost follows the range, not the object.
  template <typename Visit>
  void traceRange(const abi::Layout &layout, Ref object, uint64_t low,
                  uint64_t high, Visit &&visit) const {
    if (!hasReferences(layout))
      return;
    if (layout.kind == abi::LayoutKind::Fixed)
      return tracePattern(layout, reinterpret_cast<uint64_t *>(object), low,
                          high, visit);
    auto *array = reinterpret_cast<const abi::ArrayObject *>(object);
    uint64_t stride = array->elemBytes;
    if (stride == 0 || array->length == 0)
      return;
    uint64_t data = addressOf(object) + abi::kArrayDataOffset;
    uint64_t first = low <= data ? 0 : (low - data) / stride;
    uint64_t last = array->length;
    if (high <= data)
      return;
    last = std::min(last, (high - data - 1) / stride + 1);
    if (layout.slots == 1 && layout.refs == 1) {
      auto *slot = reinterpret_cast<uint64_t *>(data);
      for (uint64_t i = first; i < last; ++i)
        visit(slot + i);
      return;
    }
    for (uint64_t i = first; i < last; ++i)
      tracePattern(layout, reinterpret_cast<uint64_t *>(data + i * stride), low,
                   high, visit);
  }

private:
  /// Layouts up to this many slots are described by bit sets.
  static constexpr uint32_t kBitSlots = 64;

  template <typename Visit>
  void tracePattern(const abi::Layout &layout, uint64_t *slots, uint64_t low,
                    uint64_t high, Visit &visit) const {
    if (layout.slots > kBitSlots)
      return traceLongPattern(layout, slots, low, high, visit);
    for (uint64_t set = layout.refs; set; set &= set - 1)
      visit(slots + std::countr_zero(set));
    for (uint64_t set = layout.interfaces; set; set &= set - 1)
      visitInterface(slots + std::countr_zero(set), visit);
  }

  /// Clips to the range; the header of a pair may lie just below it.
  template <typename Visit>
  void traceLongPattern(const abi::Layout &layout, uint64_t *slots,
                        uint64_t low, uint64_t high, Visit &visit) const {
    uint64_t start = reinterpret_cast<uint64_t>(slots);
    uint64_t first = low <= start + 8 ? 0 : (low - start) / 8 - 1;
    uint64_t last = layout.slots;
    if (high <= start)
      return;
    last = std::min(last, (high - start - 1) / 8 + 1);
    const uint8_t *types = pool + layout.slotTypes;
    for (uint64_t i = first; i < last; ++i) {
      if (types[i] == uint8_t(abi::SlotType::Ref))
        visit(slots + i);
      else if (types[i] == uint8_t(abi::SlotType::Interface0))
        visitInterface(slots + i, visit);
    }
  }

  template <typename Visit>
  static void visitInterface(uint64_t *pair, Visit &visit) {
    if ((pair[0] & 0xFF) >= abi::kFirstReferenceKind)
      visit(pair + 1);
  }

  std::vector<abi::Layout> rows;
  uint32_t reservedCount = 0;
  const uint8_t *pool = nullptr;
};

} // namespace vo::rt
