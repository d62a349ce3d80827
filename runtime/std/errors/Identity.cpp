//===- Identity.cpp - Numbers of errors -----------------------------------===//
//
// Objects move, so an address is no identity. An error gets a number when it is
// first asked for, and has it for as long as it is among the last that were:
// those are kept in an array, which keeps them alive. Later it gets another
// one, which whoever asks has to stand; no two errors ever have the same.
//
// Cost: a search in a short array.
//
//===----------------------------------------------------------------------===//

#include "runtime/gc/Heap.h"
#include "runtime/gc/Roots.h"
#include "runtime/object/ValueKind.h"
#include "runtime/std/Natives.h"

using namespace vo;
using namespace vo::rt;

namespace {
constexpr unsigned kKept = 64;

/// An array of interface pairs. The first holds how many numbers have been
/// given; the others have a number above the kind in the header.
struct Kept {
  abi::ArrayObject array;
  uint64_t kind, given;
  struct {
    uint64_t header;
    uint64_t reference;
  } entries[kKept];
};
} // namespace

static Kept &kept(Context &context) {
  Heap &heap = heapOf(context);
  Ref &own = heap.own(Heap::Own::Identities);
  if (!own) {
    Ref array =
        heap.allocateArray(context, abi::kLayoutIfaceArray, 16, 0, kKept + 1);
    own = array;
    reinterpret_cast<Kept *>(own)->kind = uint64_t(ValueKind::Int);
  }
  return *reinterpret_cast<Kept *>(own);
}

VO_RT_ENTRY int64_t vo_std_errors_identity(Iface error, VO_RT_CONTEXT) {
  if (!holdsReference(kindOf(uint64_t(error.header))) || !error.reference)
    return 0;
  Rooted<Iface> rooted(*context, error);
  heapOf(*context).safepoint(*context);
  Kept &all = kept(*context);
  auto address = reinterpret_cast<uint64_t>(rooted->reference);
  for (const auto &entry : all.entries)
    if (entry.reference == address)
      return int64_t(entry.header >> 8);
  auto &entry = all.entries[all.given % kKept];
  entry = {++all.given << 8 | uint64_t(ValueKind::Pointer), address};
  heapOf(*context).recordWrite(&entry, sizeof entry);
  return int64_t(all.given);
}
