#include "runtime/dynamic/Failure.h"

#include "runtime/gc/Heap.h"
#include "runtime/std/Errors.h"

#include <cstring>

using namespace vo;
using namespace vo::rt;
using namespace vo::rt::dynamic;

static constexpr std::string_view kTexts[] = {
    "dynamic access: unknown error",
    "dynamic access: base value is nil",
    "dynamic access: field does not exist",
    "dynamic access: invalid index type",
    "dynamic access: index out of bounds",
    "dynamic access: cannot call value",
    "dynamic access: signature mismatch",
    "dynamic access: type mismatch",
};
static_assert(std::size(kTexts) == kFailures);

/// An array of interface pairs, one for each failure.
static Ref sentinels(Context &context) {
  Heap &heap = heapOf(context);
  if (Ref known = heap.own(Heap::Own::DynamicErrors))
    return known;
  constexpr uint32_t kPairBytes = 2 * abi::kWordBytes;
  heap.own(Heap::Own::DynamicErrors) = heap.allocateArray(
      context, abi::kLayoutIfaceArray, kPairBytes, 0, kFailures);
  for (unsigned i = 0; i < kFailures; ++i) {
    Iface error = newError(context, kTexts[i]);
    uint64_t pair[] = {uint64_t(error.header),
                       reinterpret_cast<uint64_t>(error.reference)};
    Ref place = heap.own(Heap::Own::DynamicErrors) + abi::kArrayDataOffset +
                size_t{i} * kPairBytes;
    std::memcpy(place, pair, sizeof pair);
    heap.recordWrite(place, sizeof pair);
  }
  return heap.own(Heap::Own::DynamicErrors);
}

Iface vo::rt::dynamic::sentinel(Context &context, Failure failure) {
  auto *pairs = reinterpret_cast<const uint64_t *>(sentinels(context) +
                                                   abi::kArrayDataOffset) +
                2 * size_t(failure);
  return {int64_t(pairs[0]), 0, reinterpret_cast<Ref>(pairs[1])};
}

Iface vo::rt::dynamic::newFailure(Context &context, Failure failure,
                                  Str detail) {
  Rooted<Str> text(context, detail);
  Iface cause = sentinel(context, failure);
  return newError(context, text, cause);
}
