//===- Symbols.cpp - The runtime's entries by name ------------------------===//
//
// A file of its own: it refers to every entry, and executables should carry
// only those that they call.
//
//===----------------------------------------------------------------------===//
#include "runtime/Runtime.h"
#include "runtime/std/Natives.h"

#include <iterator>

using namespace vo::rt;

static const Symbol kSymbols[] = {
#define VO_ENTRY(name, result, arguments, effects, captures, notes)            \
  {#name, reinterpret_cast<void *>(&name)},
#include "runtime/abi/Entries.def"
#define VO_NATIVE(wire, name, results, arguments, effects, flows, types,       \
                  notes)                                                       \
  {#name, reinterpret_cast<void *>(&name)},
#define VO_NATIVE_LATER(...)
#include "runtime/abi/Natives.inc"
    {"vo_rt_main", reinterpret_cast<void *>(&vo_rt_main)},
};

const Symbol *vo_rt_symbols(size_t *count) {
  *count = std::size(kSymbols);
  return kSymbols;
}
