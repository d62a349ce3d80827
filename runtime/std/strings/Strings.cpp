// The native functions of package strings.

#include "runtime/gc/Heap.h"
#include "runtime/gc/Roots.h"
#include "runtime/object/Slice.h"
#include "runtime/object/String.h"
#include "runtime/panic/Panic.h"
#include "runtime/std/Natives.h"
#include "runtime/std/strings/Case.h"
#include "runtime/std/strings/Search.h"
#include "runtime/std/unicode/Unicode.h"

using namespace vo;
using namespace vo::rt;
using text::kNowhere;

VO_RT_ENTRY int64_t vo_std_strings_Index(Str s, Str substr, VO_RT_CONTEXT) {
  (void)context;
  return text::positionOf(text::find(viewOf(s), viewOf(substr)));
}

VO_RT_ENTRY int64_t vo_std_strings_LastIndex(Str s, Str substr, VO_RT_CONTEXT) {
  (void)context;
  return text::positionOf(text::findLast(viewOf(s), viewOf(substr)));
}

VO_RT_ENTRY int64_t vo_std_strings_Count(Str s, Str substr, VO_RT_CONTEXT) {
  (void)context;
  return int64_t(text::count(viewOf(s), viewOf(substr)));
}

//===----------------------------------------------------------------------===//
// Parts
//===----------------------------------------------------------------------===//

namespace {

/// A []string that is filled in order; its strings share the bytes of one.
class Parts {
public:
  /// Room for `count` parts of `whole`. May collect; nothing may until the last
  /// part is added.
  Parts(Context &context, Str whole, size_t count) {
    Rooted<Str> rooted(context, whole);
    Ref array = heapOf(context).allocateArray(
        context, abi::kLayoutStringArray, sizeof(Str),
        uint32_t(ValueKind::String), count);
    slice = sliceOfArray(array, int64_t(count), int64_t(count));
    string = rooted;
    next = reinterpret_cast<Str *>(dataOf(slice));
  }

  std::string_view whole() const { return viewOf(string); }

  /// Bytes [from, from + length) of the whole. An empty part keeps nothing
  /// alive.
  void add(size_t from, size_t length) {
    *next++ = length == 0 ? Str{}
                          : Str{string.base, string.offset + int64_t(from),
                                int64_t(length)};
  }

  Slice slice;

private:
  Str string;
  Str *next;
};

} // namespace

/// One part per rune, the last of `limit` with all that is left.
static Slice explode(Context &context, Str s, size_t limit) {
  size_t count = std::min(limit, text::runeCount(viewOf(s)));
  Parts parts(context, s, count);
  std::string_view rest = parts.whole();
  size_t at = 0;
  for (size_t i = 1; i < count; ++i) {
    size_t width = text::runeWidth(rest.substr(at));
    parts.add(at, width);
    at += width;
  }
  if (count != 0)
    parts.add(at, rest.size() - at);
  return parts.slice;
}

/// At most `n` parts between separators, all when negative; each with the
/// separator behind it if `keep`. None for 0, which is nil.
static Slice split(Context &context, Str s, Str separator, int64_t n,
                   bool keep) {
  if (n == 0) {
    heapOf(context).safepoint(context);
    return {};
  }
  size_t limit = text::limitOf(n);
  if (separator.length == 0)
    return explode(context, s, limit);
  size_t cuts = text::count(viewOf(s), viewOf(separator), limit - 1);
  Rooted<Str> rooted(context, separator);
  Parts parts(context, s, cuts + 1);
  std::string_view whole = parts.whole(), between = viewOf(rooted);
  size_t from = 0;
  for (size_t i = 0; i < cuts; ++i) {
    size_t length = text::find(whole.substr(from), between);
    parts.add(from, length + (keep ? between.size() : 0));
    from += length + between.size();
  }
  parts.add(from, whole.size() - from);
  return parts.slice;
}

VO_RT_ENTRY Slice vo_std_strings_Split(Str s, Str sep, VO_RT_CONTEXT) {
  return split(*context, s, sep, -1, /*keep=*/false);
}

VO_RT_ENTRY Slice vo_std_strings_SplitN(Str s, Str sep, int64_t n,
                                        VO_RT_CONTEXT) {
  return split(*context, s, sep, n, /*keep=*/false);
}

VO_RT_ENTRY Slice vo_std_strings_SplitAfter(Str s, Str sep, VO_RT_CONTEXT) {
  return split(*context, s, sep, -1, /*keep=*/true);
}

VO_RT_ENTRY Slice vo_std_strings_SplitAfterN(Str s, Str sep, int64_t n,
                                             VO_RT_CONTEXT) {
  return split(*context, s, sep, n, /*keep=*/true);
}

/// Calls add(from, length) for each run without white space.
template <typename Add> static void forEachField(std::string_view s, Add add) {
  size_t start = kNowhere;
  for (size_t at = 0; at < s.size();) {
    utf8::Decoded decoded = utf8::decode(
        reinterpret_cast<const uint8_t *>(s.data()) + at, s.size() - at);
    if (!unicode::isSpace(decoded.rune)) {
      start = std::min(start, at);
    } else if (start != kNowhere) {
      add(start, at - start);
      start = kNowhere;
    }
    at += decoded.width;
  }
  if (start != kNowhere)
    add(start, s.size() - start);
}

VO_RT_ENTRY Slice vo_std_strings_Fields(Str s, VO_RT_CONTEXT) {
  size_t count = 0;
  forEachField(viewOf(s), [&](size_t, size_t) { ++count; });
  Parts parts(*context, s, count);
  forEachField(parts.whole(),
               [&](size_t from, size_t length) { parts.add(from, length); });
  return parts.slice;
}

//===----------------------------------------------------------------------===//
// Replace
//===----------------------------------------------------------------------===//

VO_RT_ENTRY Str vo_std_strings_Replace(Str s, Str old, Str with, int64_t n,
                                       VO_RT_CONTEXT) {
  Heap &heap = heapOf(*context);
  size_t count = text::count(viewOf(s), viewOf(old), text::limitOf(n));
  Rooted<Str> whole(*context, s);
  if (count == 0) {
    heap.safepoint(*context);
    return whole;
  }
  size_t size = 0;
  if (!text::replacedSize(viewOf(s), viewOf(old), viewOf(with), count, size) ||
      !heap.canHold(size))
    raiseTrap(*context, abi::Trap::ArraySize);
  if (size == 0) {
    heap.safepoint(*context);
    return {};
  }
  Rooted<Str> oldRooted(*context, old), withRooted(*context, with);
  Ref bytes = heap.allocateBytes(*context, size);
  text::replace(viewOf(whole), viewOf(oldRooted), viewOf(withRooted), count,
                reinterpret_cast<char *>(bytes + abi::kArrayDataOffset));
  return stringOfArray(bytes, size);
}

//===----------------------------------------------------------------------===//
// Case
//===----------------------------------------------------------------------===//

/// The string itself when nothing changes.
static Str mapped(Context &context, Str s, text::RuneMap map) {
  Heap &heap = heapOf(context);
  text::MappedSize size = text::mappedSize(viewOf(s), map);
  Rooted<Str> rooted(context, s);
  if (size.isSame) {
    heap.safepoint(context);
    return rooted;
  }
  if (!heap.canHold(size.bytes))
    raiseTrap(context, abi::Trap::ArraySize);
  Ref bytes = heap.allocateBytes(context, size.bytes);
  text::writeMapped(viewOf(rooted), map,
                    reinterpret_cast<char *>(bytes + abi::kArrayDataOffset));
  return stringOfArray(bytes, size.bytes);
}

VO_RT_ENTRY Str vo_std_strings_ToLower(Str s, VO_RT_CONTEXT) {
  return mapped(*context, s, unicode::toLower);
}

VO_RT_ENTRY Str vo_std_strings_ToUpper(Str s, VO_RT_CONTEXT) {
  return mapped(*context, s, unicode::toUpper);
}

VO_RT_ENTRY Str vo_std_strings_ToTitle(Str s, VO_RT_CONTEXT) {
  return mapped(*context, s, unicode::toTitle);
}

VO_RT_ENTRY int64_t vo_std_strings_EqualFold(Str s, Str t, VO_RT_CONTEXT) {
  (void)context;
  return text::equalFold(viewOf(s), viewOf(t));
}
