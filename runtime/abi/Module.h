//===- Module.h - What a compiled module tells the runtime ------*- C++ -*-===//
//
// A compiled program defines one ModuleDescriptor under the name
// kModuleSymbol; the JIT looks it up, an executable's runtime refers to it.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/abi/Context.h"
#include "runtime/abi/Object.h"
#include "runtime/abi/StackMap.h"

namespace vo::abi {

inline constexpr char kModuleSymbol[] = "vo_module";

/// Changes whenever a layout in this folder or an entry's signature changes.
inline constexpr uint32_t kAbiVersion = 6;

/// Source position of a call; row 0 of the table is "unknown" (line 0).
struct SourceLocation {
  uint32_t file; // index into LocationTable::files
  uint32_t line; // 1-based; 0 = unknown
};

/// Symbol: kLocationSymbol. Rows are named by StackMapRecord::location.
struct LocationTable {
  const SourceLocation *locations;
  const char *const *files;
  uint32_t locationCount;
  uint32_t fileCount;
  /// By row: the row of the call that was inlined, in whose place this one is;
  /// 0 = none. Null where no program asks for its callers.
  const uint32_t *callers;
};
inline constexpr char kLocationSymbol[] = "vo_locations";

/// Global variables holding references: `slots` slots at `address`, traced by
/// `layout`.
struct GlobalRoot {
  uint64_t *address;
  uint32_t layout;
  uint32_t slots;
};

/// What formatting and comparing need of a runtime type (index = rttid).
struct TypeInfo {
  uint8_t kind;     // value kind of the type
  uint8_t elemKind; // value kind of a slice's, array's or pointer's element
  uint16_t reserved;
  uint32_t elemRttid;
  uint32_t
      words; // of a struct or array: position in ModuleDescriptor::typeWords
  uint32_t wordCount;
};
static_assert(sizeof(TypeInfo) == 16);

/// How the words of a struct compare, in order, or those of one element of an
/// array, again and again (of packed elements: of one word).
enum class ComparedWord : char {
  Bits = 'v',         // all 64 bits: integers, also packed ones
  Reference = 'r',    // by identity; the word changes when the object moves
  Float64 = 'f',      // as IEEE says
  Float32 = 'g',      // in the low half
  Float32Pair = 'h',  // two, packed
  String = 's',       // base of a string; offset and length are the next words
  Interface = 'i',    // header; the data is the next word
  Uncomparable = 'n', // slice, map, function
};

inline constexpr uint32_t kNoRttid = 0xFFFFFFFF;

/// The types that implement an interface: the number of rows, then the rows in
/// ascending order, as implementerRow makes them. Compiled code passes its
/// address to vo_rt_iface_convert.
using InterfaceTable = const uint64_t *;

/// Row of a runtime type and its method table for the interface.
constexpr uint64_t implementerRow(uint32_t rttid, uint32_t itab) {
  return uint64_t{rttid} << 32 | itab;
}

struct DynamicTables; // Dynamic.h

struct ModuleDescriptor {
  uint32_t abiVersion;
  uint32_t flags; // ModuleFlags
  const char *name;
  /// Compiled `__entry__`: swiftcc, context in swiftself, nothing else.
  void *entry;
  const Layout *layouts; // ids kFirstModuleLayout ...
  const uint8_t *slotTypePool;
  const GlobalRoot *globals;
  const TypeInfo *types;
  const char *typeWords; // of all types, one ComparedWord each
  const StackMapTable *stackMaps;
  const LocationTable *locations;
  const DynamicTables *dynamic; // null: no dynamic access
  uint32_t layoutCount;
  uint32_t globalCount;
  uint32_t typeCount;
  uint32_t errorPtrRttid; // rttid of *errors.Error, or kNoRttid
  uint32_t errorItab;     // how it is an error; 0 = no native makes errors
  uint32_t reserved;
  /// Of programs that make islands, else null: compiled `__island_init__`, as
  /// `entry`, and the memory of all global variables, which the main island
  /// uses in place and others have a zeroed copy of. Compiled code finds a
  /// variable by its distance from Context::globals. Addresses in `globals` are
  /// those of the main island.
  void *islandInit;
  uint64_t *globalBlock;
  uint64_t globalBytes;
};
static_assert(sizeof(ModuleDescriptor) == 136);

enum ModuleFlags : uint32_t {
  /// The program makes field or element addresses, so references may point
  /// into objects. Without it the collector need not look for object starts.
  kModuleHasInteriorPointers = 1,
};

} // namespace vo::abi
