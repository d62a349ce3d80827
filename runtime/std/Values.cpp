#include "runtime/std/Values.h"

#include "runtime/gc/Heap.h"
#include "runtime/gc/Roots.h"
#include "runtime/object/ValueKind.h"

#include <algorithm>
#include <cstring>

using namespace vo;
using namespace vo::rt;

Slice vo::rt::newByteSlice(Context &context, std::string_view bytes) {
  Ref array = heapOf(context).allocateBytes(context, bytes.size());
  std::copy_n(bytes.data(), bytes.size(),
              reinterpret_cast<char *>(array + abi::kArrayDataOffset));
  auto length = int64_t(bytes.size());
  return sliceOfArray(array, length, length);
}

/// The strings share the bytes of one array behind the slice's own.
Slice vo::rt::newStringSlice(Context &context,
                             std::span<const std::string> texts) {
  Heap &heap = heapOf(context);
  size_t total = 0;
  for (const std::string &text : texts)
    total += text.size();
  Rooted<Ref> bytes(context, heap.allocateBytes(context, total));
  Ref array = heap.allocateArray(context, abi::kLayoutStringArray, sizeof(Str),
                                 uint32_t(ValueKind::String), texts.size());
  auto length = int64_t(texts.size());
  Slice slice = sliceOfArray(array, length, length);
  auto *out = reinterpret_cast<Str *>(dataOf(slice));
  auto offset = int64_t(abi::kArrayDataOffset);
  for (const std::string &text : texts) {
    auto size = int64_t(text.size());
    std::copy_n(text.data(), text.size(),
                reinterpret_cast<char *>(bytes.get() + offset));
    *out++ = size == 0 ? Str{} : Str{bytes.get(), offset, size};
    offset += size;
  }
  return slice;
}

Slice vo::rt::newIntSlice(Context &context, std::span<const int64_t> numbers) {
  Ref array = heapOf(context).allocateArray(
      context, abi::kLayoutScalarArray, sizeof(int64_t),
      uint32_t(ValueKind::Int), numbers.size());
  auto length = int64_t(numbers.size());
  Slice slice = sliceOfArray(array, length, length);
  std::copy_n(numbers.data(), numbers.size(),
              reinterpret_cast<int64_t *>(dataOf(slice)));
  return slice;
}
