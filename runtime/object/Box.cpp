#include "runtime/object/Box.h"

#include "runtime/gc/Heap.h"
#include "runtime/gc/Roots.h"
#include "runtime/object/String.h"

#include <cstring>

using namespace vo;
using namespace vo::rt;

Str vo::rt::makeString(Context &context, std::string_view bytes) {
  if (bytes.empty())
    return {};
  Ref array = heapOf(context).allocateBytes(context, bytes.size());
  std::memcpy(array + abi::kArrayDataOffset, bytes.data(), bytes.size());
  return stringOfArray(array, bytes.size());
}

Ref vo::rt::boxString(Context &context, Str string) {
  if (string.length == 0)
    return nullptr;
  Rooted<Str> rooted(context, string);
  constexpr uint64_t kBytes = sizeof(abi::StringObject);
  Ref object = heapOf(context).allocate(
      context, abi::headerWord(abi::kLayoutString, kBytes / abi::kWordBytes),
      kBytes);
  *reinterpret_cast<abi::StringObject *>(object) = {
      reinterpret_cast<uint64_t>(rooted->base), rooted->offset, rooted->length};
  return object;
}

Ref vo::rt::boxSlice(Context &context, Slice slice) {
  if (!slice.base)
    return nullptr;
  Rooted<Slice> rooted(context, slice);
  constexpr uint64_t kBytes = sizeof(abi::SliceObject);
  Ref object = heapOf(context).allocate(
      context, abi::headerWord(abi::kLayoutSlice, kBytes / abi::kWordBytes),
      kBytes);
  *reinterpret_cast<abi::SliceObject *>(object) = {
      reinterpret_cast<uint64_t>(rooted->base), rooted->offset, rooted->length,
      rooted->capacity};
  return object;
}
