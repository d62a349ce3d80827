//===- Entries.h - The table of runtime entries as data ---------*- C++ -*-===//
//
// Compile-time view of Entries.def for the compiler's side: what each entry is
// called, takes, returns and does. The runtime's prototypes are in
// runtime/Entries.h, made from the same rows.
//
//===----------------------------------------------------------------------===//
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string_view>

namespace vo::abi {

/// Kind of an argument or result of a runtime entry.
enum class EntryValue : uint8_t { Void, I64, F64, Ref, Raw, Str, Slice, I64x2 };

/// Effects of a runtime entry; a bit set.
enum EntryEffects : uint32_t {
  Leaf = 1,      // never collects, never panics, never switches goroutines
  Safepoint = 2, // may collect: references must be reported
  Allocates = 4,
  Reads = 8,
  Writes = 16,
  Panics = 32,
  NoReturn = 64,
};

enum class EntryCaptures : uint8_t { None, Result };

struct Entry {
  std::string_view name;
  EntryValue result;
  std::array<EntryValue, 8> arguments; // Void ends the list
  uint32_t effects;
  EntryCaptures captures;
  std::string_view notes;
};

namespace detail {
inline constexpr auto Void = EntryValue::Void;
inline constexpr auto I64 = EntryValue::I64;
inline constexpr auto F64 = EntryValue::F64;
inline constexpr auto Ref = EntryValue::Ref;
inline constexpr auto Raw = EntryValue::Raw;
inline constexpr auto Str = EntryValue::Str;
inline constexpr auto Slice = EntryValue::Slice;
inline constexpr auto I64x2 = EntryValue::I64x2;

constexpr std::array<EntryValue, 8>
list(std::initializer_list<EntryValue> values) {
  std::array<EntryValue, 8> result{};
  unsigned i = 0;
  for (EntryValue value : values)
    result[i++] = value;
  return result;
}

#define VO_ENTRY_LIST(...) list({__VA_ARGS__})
inline constexpr Entry kEntries[] = {
#define VO_ENTRY(name, result, arguments, effects, captures, notes)            \
  {#name,                                                                      \
   result,                                                                     \
   VO_ENTRY_LIST arguments,                                                    \
   uint32_t(effects),                                                          \
   EntryCaptures::captures,                                                    \
   notes},
#include "runtime/abi/Entries.def"
};
#undef VO_ENTRY_LIST
} // namespace detail

using detail::kEntries;

/// Row number of each entry in kEntries.
enum class EntryId : uint32_t {
#define VO_ENTRY(name, result, arguments, effects, captures, notes) name,
#include "runtime/abi/Entries.def"
};

inline constexpr const Entry &entry(EntryId id) {
  return kEntries[static_cast<uint32_t>(id)];
}

/// The entry behind a function of the standard library, by its name in
/// bytecode; nothing if the runtime has none.
constexpr std::optional<EntryId> nativeEntry(std::string_view externName) {
  struct Native {
    std::string_view externName;
    EntryId entry;
  };
  constexpr Native natives[] = {
#define VO_NATIVE(externName, name, result, arguments, effects, captures,      \
                  notes)                                                       \
  {externName, EntryId::name},
#include "runtime/abi/Natives.def"
  };
  for (const Native &native : natives)
    if (native.externName == externName)
      return native.entry;
  return std::nullopt;
}

/// Trap kinds, in the order of Traps.def.
enum class Trap : uint64_t {
#define VO_TRAP(kind, text) kind,
#include "runtime/abi/Traps.def"
};

} // namespace vo::abi
