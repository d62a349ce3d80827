//===- Entries.h - Prototypes of the runtime entries ------------*- C++ -*-===//
//
// C++ declarations of every row of abi/Entries.def. Compiled code passes each
// member of a Str or Slice as a scalar of its own and receives struct results
// in rax, rdx, rcx, r8; clang's swiftcall expands the structs below in exactly
// that way, in registers and on the stack (EntriesAbi_test.cpp checks it).
//
// The context comes last, in the swiftself register. References that an entry
// takes are raw: its compiled caller keeps them alive and up to date in its
// own frame only. An entry that is a safepoint copies them into Rooted handles
// (gc/Roots.h) before the first call that may collect.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/abi/Context.h"
#include "runtime/abi/Entries.h"
#include "runtime/abi/Object.h"

#include <cstddef>
#include <cstdint>
#include <type_traits>

namespace vo::rt {

using abi::Context;

/// Address of an object's data, of a place inside one, of a constant outside
/// the heap, or null. Valid until the next call that may collect.
using Ref = std::byte *;

/// Memory of a frame as the Ref that compiled code passes for it.
inline Ref inFrame(const void *words) {
  return static_cast<Ref>(const_cast<void *>(words));
}

/// SSA form of a string: `length` bytes at base + offset; a null base makes
/// `offset` an address. Empty: length 0.
struct Str {
  Ref base;
  int64_t offset;
  int64_t length;
};

/// SSA form of a slice; see abi::SliceObject for the members.
struct Slice {
  Ref base;
  int64_t offset;
  int64_t length;
  int64_t capacity;
};

/// SSA form of an interface value; see abi::InterfaceWords for the members.
struct Iface {
  int64_t header;
  int64_t bits;
  Ref reference;
};

struct I64x2 {
  int64_t first;
  int64_t second;
};

/// C++ type of each abi::EntryValue.
namespace entry_types {
using Void = void;
using I64 = int64_t;
using F32 = float;
using F64 = double;
using Ref = rt::Ref;
using Raw = const void *;
using Str = rt::Str;
using Slice = rt::Slice;
using Iface = rt::Iface;
using I64x2 = rt::I64x2;
} // namespace entry_types

} // namespace vo::rt

/// Attributes of the definition of an entry:
///   VO_RT_ENTRY Str vo_rt_string_concat(Str a, Str b, VO_RT_CONTEXT) { ... }
#define VO_RT_ENTRY                                                            \
  extern "C" __attribute__((swiftcall, visibility("default"), used))
/// Attributes of the prototypes of native functions.
#define VO_RT_NATIVE                                                           \
  extern "C" __attribute__((swiftcall, visibility("default")))
#define VO_RT_CONTEXT __attribute__((swift_context)) ::vo::abi::Context *context

namespace vo::rt {
namespace entry_types {

// VO_RT_PROTO(a, b) gives "a, b, <context>", VO_RT_PROTO() "<context>".
#define VO_RT_PROTO(...) (__VA_ARGS__ __VA_OPT__(, ) VO_RT_CONTEXT)
#define VO_ENTRY(name, result, arguments, effects, captures, notes)            \
  extern "C" __attribute__((                                                   \
      swiftcall, visibility("default"))) result name VO_RT_PROTO arguments;
#include "runtime/abi/Entries.def"
#undef VO_RT_PROTO

} // namespace entry_types

// extern "C" functions declared in two namespaces are the same function.
#define VO_ENTRY(name, result, arguments, effects, captures, notes)            \
  using entry_types::name;
#include "runtime/abi/Entries.def"

/// One runtime entry by name, for linkers that run inside the process.
struct Symbol {
  const char *name;
  void *address;
};

} // namespace vo::rt

/// Every entry of Entries.def plus vo_rt_main, in no particular order; stores
/// the number of rows to *count. The table is constant.
extern "C" const vo::rt::Symbol *vo_rt_symbols(size_t *count);
