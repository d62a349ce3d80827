#include "runtime/object/String.h"

#include "runtime/gc/Heap.h"
#include "runtime/gc/Roots.h"
#include "runtime/object/Utf8.h"

#include <algorithm>
#include <cstring>
#include <span>

using namespace vo;
using namespace vo::rt;

/// `string` as the result of an entry that did not need to allocate.
static Str unchanged(Context &context, Str string) {
  Rooted<Str> rooted(context, string);
  heapOf(context).safepoint(context);
  return rooted.get();
}

VO_RT_ENTRY Str vo_rt_string_concat(Str a, Str b, VO_RT_CONTEXT) {
  if (a.length == 0)
    return unchanged(*context, b);
  if (b.length == 0)
    return unchanged(*context, a);
  Rooted<Str> left(*context, a), right(*context, b);
  uint64_t length = uint64_t(a.length) + uint64_t(b.length);
  Ref array = heapOf(*context).allocateBytes(*context, length);
  std::byte *bytes = array + abi::kArrayDataOffset;
  std::memcpy(bytes, viewOf(left).data(), size_t(a.length));
  std::memcpy(bytes + a.length, viewOf(right).data(), size_t(b.length));
  return stringOfArray(array, length);
}

/// The list is in the caller's frame, where the collector finds it.
VO_RT_ENTRY Str vo_rt_string_concat_list(Ref list, int64_t count,
                                         VO_RT_CONTEXT) {
  std::span<const Str> parts(reinterpret_cast<const Str *>(list),
                             size_t(count));
  uint64_t length = 0;
  const Str *longest = parts.data();
  for (const Str &part : parts) {
    length += uint64_t(part.length);
    if (part.length > longest->length)
      longest = &part;
  }
  if (length == uint64_t(longest->length))
    return unchanged(*context, *longest);
  Ref array = heapOf(*context).allocateBytes(*context, length);
  std::byte *bytes = array + abi::kArrayDataOffset;
  for (const Str &part : parts) {
    std::string_view text = viewOf(part);
    // An empty one may have any address, which memcpy must not see.
    if (!text.empty())
      std::memcpy(bytes, text.data(), text.size());
    bytes += text.size();
  }
  return stringOfArray(array, length);
}

VO_RT_ENTRY int64_t vo_rt_string_compare(Str a, Str b, VO_RT_CONTEXT) {
  (void)context;
  // Empty strings may have any address, which memcmp must not see.
  if (int64_t common = std::min(a.length, b.length))
    if (int order =
            std::memcmp(viewOf(a).data(), viewOf(b).data(), size_t(common)))
      return order;
  return a.length < b.length ? -1 : a.length > b.length;
}

VO_RT_ENTRY int64_t vo_rt_string_equal(Str a, Str b, VO_RT_CONTEXT) {
  (void)context;
  return sameText(viewOf(a), viewOf(b));
}

VO_RT_ENTRY I64x2 vo_rt_string_decode_rune(Str string, int64_t position,
                                           VO_RT_CONTEXT) {
  (void)context;
  std::string_view bytes = viewOf(string);
  if (uint64_t(position) >= bytes.size())
    return {utf8::kReplacement, 0};
  utf8::Decoded decoded =
      utf8::decode(reinterpret_cast<const uint8_t *>(bytes.data()) + position,
                   bytes.size() - uint64_t(position));
  return {int64_t(decoded.rune), int64_t(decoded.width)};
}
