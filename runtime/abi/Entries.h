//===- Entries.h - The table of runtime entries as data ---------*- C++ -*-===//
//
// Compile-time view of Entries.def and of the library's native functions
// (Natives.inc) for the compiler's side: what each entry is called, takes,
// returns and does. The runtime's prototypes are in runtime/Entries.h and
// runtime/std/Natives.h, made from the same rows.
//
//===----------------------------------------------------------------------===//
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string_view>

namespace vo::abi {

/// Kind of an argument or result of a runtime entry.
enum class EntryValue : uint8_t {
  Void,
  I64,
  F32,
  F64,
  Ref,
  Raw,
  Str,
  Slice,
  Iface,
  I64x2
};

/// The machine scalars of a value, a letter each: `i` integer, `s` float of 32
/// bits, `f` of 64, `r` reference, `p` address outside of the heap.
constexpr std::string_view scalarsOf(EntryValue value) {
  constexpr std::string_view scalars[] = {"",  "i",   "s",    "f",   "r",
                                          "p", "rii", "riii", "iir", "ii"};
  return scalars[static_cast<unsigned>(value)];
}

/// Effects of a runtime entry; a bit set.
enum EntryEffects : uint32_t {
  Leaf = 1,      // never collects, never panics, never switches goroutines
  Safepoint = 2, // may collect: references must be reported
  Allocates = 4,
  Reads = 8,
  Writes = 16,
  Panics = 32,
  NoReturn = 64,
  Parks = 256, // may run other goroutines before it returns
  // Of native functions only:
  Calls = 128,  // may call functions of the program
  Io = 512,     // sees or changes what lies outside of the heap
  Exits = 1024, // may end the program
  // The results are more than C++ functions return in registers: they go where
  // the first argument points to, an address outside of the heap that the list
  // of arguments leaves out. A word for each scalar, in order.
  ResultsInMemory = 2048,
  Reflects = 4096, // looks into values of any type: the module describes them
};

/// Where references of arguments may go.
enum class EntryCaptures : uint8_t { None, Result, Any };

/// Leaves that a native may return; runtime/mem.ReadStats has most.
inline constexpr size_t kMaxResults = 35;

struct Entry {
  std::string_view name;
  // Void ends both lists.
  std::array<EntryValue, kMaxResults + 1> results;
  std::array<EntryValue, 8> arguments;
  uint32_t effects;
  EntryCaptures captures;
  std::string_view notes;
};

namespace detail {
inline constexpr auto Void = EntryValue::Void;
inline constexpr auto I64 = EntryValue::I64;
inline constexpr auto F32 = EntryValue::F32;
inline constexpr auto F64 = EntryValue::F64;
inline constexpr auto Ref = EntryValue::Ref;
inline constexpr auto Raw = EntryValue::Raw;
inline constexpr auto Str = EntryValue::Str;
inline constexpr auto Slice = EntryValue::Slice;
inline constexpr auto Iface = EntryValue::Iface;
inline constexpr auto I64x2 = EntryValue::I64x2;

/// An initializer list of at most Size values; more do not compile.
template <size_t Size> struct List : std::array<EntryValue, Size> {
  constexpr List(std::initializer_list<EntryValue> values)
      : std::array<EntryValue, Size>{} {
    size_t i = 0;
    for (EntryValue value : values)
      this->at(i++) = value;
  }
};

/// What the destinations of all arguments have in common: "none, result 1".
constexpr EntryCaptures capturesOf(std::string_view flows) {
  auto captures = EntryCaptures::None;
  while (!flows.empty()) {
    std::string_view flow = flows.substr(0, flows.find(", "));
    flows.remove_prefix(flow.size());
    flows.remove_prefix(flows.empty() ? 0 : 2);
    if (flow == "none")
      continue;
    if (!flow.starts_with("result"))
      return EntryCaptures::Any;
    captures = EntryCaptures::Result;
  }
  return captures;
}

#define VO_ENTRY_LIST(...) {__VA_ARGS__}
inline constexpr Entry kEntries[] = {
#define VO_ENTRY(name, result, arguments, effects, captures, notes)            \
  {#name,                                                                      \
   List<kMaxResults + 1>{result},                                              \
   List<8>                                                                     \
       VO_ENTRY_LIST arguments,                                                \
   uint32_t(effects),                                                          \
   EntryCaptures::captures,                                                    \
   notes},
#include "runtime/abi/Entries.def"
#define VO_NATIVE(wire, name, results, arguments, effects, flows, types,       \
                  notes)                                                       \
  {#name,                                                                      \
   List<kMaxResults + 1>                                                       \
       VO_ENTRY_LIST results,                                                  \
   List<8>                                                                     \
       VO_ENTRY_LIST arguments,                                                \
   uint32_t(effects),                                                          \
   capturesOf(flows),                                                          \
   notes},
#define VO_NATIVE_LATER(...)
#include "runtime/abi/Natives.inc"
};
#undef VO_ENTRY_LIST
} // namespace detail

using detail::kEntries;

/// Number of machine scalars of a list of values.
template <size_t Size>
constexpr size_t scalarCount(const std::array<EntryValue, Size> &values) {
  size_t count = 0;
  for (EntryValue value : values) {
    if (value == EntryValue::Void)
      break;
    count += scalarsOf(value).size();
  }
  return count;
}

namespace detail {
constexpr bool haveRegistersForResults() {
  for (const Entry &entry : kEntries)
    if (!(entry.effects & ResultsInMemory) && scalarCount(entry.results) > 4)
      return false;
  return true;
}
static_assert(haveRegistersForResults());
} // namespace detail

/// Row number of each entry in kEntries.
enum class EntryId : uint32_t {
#define VO_ENTRY(name, result, arguments, effects, captures, notes) name,
#include "runtime/abi/Entries.def"
#define VO_NATIVE(wire, name, ...) name,
#define VO_NATIVE_LATER(...)
#include "runtime/abi/Natives.inc"
};

inline constexpr const Entry &entry(EntryId id) {
  return kEntries[static_cast<uint32_t>(id)];
}

/// A native function of the standard library as its declaration describes it.
struct Native {
  std::string_view wire; // name in bytecode
  /// What the runtime has for it; nothing if it is yet to come.
  std::optional<EntryId> entry;
  uint32_t effects;
  /// Where references of each leaf argument go, separated by ", ": `none`,
  /// `heap`, `result` (all of them), or leaves, `result 0|result 1`,
  /// `parameter 2`.
  std::string_view flows;
};

namespace detail {
inline constexpr Native kNatives[] = {
#define VO_NATIVE(wire, name, results, arguments, effects, flows, types,       \
                  notes)                                                       \
  {wire, EntryId::name, uint32_t(effects), flows},
#define VO_NATIVE_LATER(wire, name, results, arguments, effects, flows, types, \
                        notes)                                                 \
  {wire, std::nullopt, uint32_t(effects), flows},
#include "runtime/abi/Natives.inc"
};
} // namespace detail

/// The native of that name in bytecode; null if the library declares none.
constexpr const Native *findNative(std::string_view wire) {
  for (const Native &native : detail::kNatives)
    if (native.wire == wire)
      return &native;
  return nullptr;
}

/// Trap kinds, in the order of Traps.def.
enum class Trap : uint64_t {
#define VO_TRAP(kind, text) kind,
#include "runtime/abi/Traps.def"
};

} // namespace vo::abi
