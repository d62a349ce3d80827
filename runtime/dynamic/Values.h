//===- Values.h - Interface values to and from memory -----------*- C++ -*-===//
//
// Dynamic access sees all values as interface values. In memory a value lies in
// words of its own, as members of structs do, or packed, as elements of arrays
// do; the difference is where numbers are narrower than a word.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/dynamic/Types.h"
#include "runtime/gc/Roots.h"

namespace vo::rt::dynamic {

/// Data of an interface value, bits or reference.
inline uint64_t wordOf(const Iface &value) {
  return holdsReference(rt::kindOf(uint64_t(value.header)))
             ? reinterpret_cast<uint64_t>(value.reference)
             : uint64_t(value.bits);
}
inline Iface makeIface(uint64_t header, uint64_t word) {
  if (holdsReference(rt::kindOf(header)))
    return {int64_t(header), 0, reinterpret_cast<Ref>(word)};
  return {int64_t(header), int64_t(word), nullptr};
}
/// The pair of words of an interface value.
inline Iface ifaceAt(const uint64_t *words) {
  return makeIface(words[0], words[1]);
}
inline void putIface(uint64_t *words, const Iface &value) {
  words[0] = uint64_t(value.header);
  words[1] = wordOf(value);
}
/// The same value in an empty interface.
inline Iface anyOf(const Iface &value) {
  return {int64_t(uint32_t(value.header)), value.bits, value.reference};
}

/// A number or bool in the low bytes of memory, extended as in registers; of
/// other kinds the word.
uint64_t scalarAt(ValueKind kind, const std::byte *address);

/// New object for the value of a struct or array type that a reference leads
/// to, of zeros. May collect.
Ref newBox(Context &context, const Types &types, const DynamicType &type);

/// The value of that type at base + offset, as an empty interface value, which
/// has copies of structs and arrays. May collect.
Iface load(Context &context, const Types &types, uint32_t rttid,
           const Rooted<Ref> &base, uint64_t offset);

enum class Form : uint8_t { Words, Packed };

/// Where a value is stored, and how it lies there.
struct Destination {
  Ref address;
  Form form;
};

/// Stores a value of that type, of an interface type as one of that. With the
/// barrier. Never collects.
void store(Context &context, const Types &types, uint32_t rttid,
           const Iface &value, Destination destination);

/// Makes the value one of the target: numbers are cut to the width of an
/// integer type, interfaces get their methods. Null, or why it cannot be. Never
/// collects.
const char *convert(const Types &types, const DynamicType &target,
                    Iface &value);

} // namespace vo::rt::dynamic
