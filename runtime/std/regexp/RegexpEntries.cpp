// The native functions of package regexp. Those that get a pattern which is
// none find nothing.

#include "runtime/gc/Heap.h"
#include "runtime/gc/Roots.h"
#include "runtime/object/Box.h"
#include "runtime/std/Natives.h"
#include "runtime/std/Values.h"
#include "runtime/std/regexp/Regexp.h"

using namespace vo;
using namespace vo::rt;
using regexp::Expression;
using regexp::Match;
using regexp::Span;

static std::shared_ptr<const Expression> expressionOf(const Str &pattern) {
  return Expression::of(viewOf(pattern));
}

/// Nil, from a native that is a safepoint.
static Slice nilSlice(Context &context) {
  heapOf(context).safepoint(context);
  return {};
}

//===----------------------------------------------------------------------===//
// Matches of one text
//===----------------------------------------------------------------------===//

VO_RT_ENTRY vo_std_regexp_matchString_result
vo_std_regexp_matchString(Str pattern, Str s, VO_RT_CONTEXT) {
  (void)context;
  auto expression = expressionOf(pattern);
  return {expression && expression->matches(viewOf(s)), expression != nullptr};
}

VO_RT_ENTRY vo_std_regexp_matchBytes_result
vo_std_regexp_matchBytes(Str pattern, Slice b, VO_RT_CONTEXT) {
  (void)context;
  auto expression = expressionOf(pattern);
  return {expression && expression->matches(viewOf(b)), expression != nullptr};
}

/// The first match in the text; empty when there is none.
static Match firstMatch(const Str &pattern, std::string_view text) {
  auto expression = expressionOf(pattern);
  return expression ? expression->find(text).value_or(Match()) : Match();
}

/// What a span covers of a text. Strings share bytes.
static Str partOf(const Str &s, Span span) {
  if (span.start == span.end)
    return {};
  return {s.base, s.offset + span.start, span.end - span.start};
}

VO_RT_ENTRY Str vo_std_regexp_findString(Str pattern, Str s, VO_RT_CONTEXT) {
  Match match = firstMatch(pattern, viewOf(s));
  Rooted<Str> text(*context, s);
  heapOf(*context).safepoint(*context);
  return match.empty() ? Str{} : partOf(text, match[0]);
}

VO_RT_ENTRY vo_std_regexp_findStringIndex_result
vo_std_regexp_findStringIndex(Str pattern, Str s, VO_RT_CONTEXT) {
  (void)context;
  Match match = firstMatch(pattern, viewOf(s));
  if (match.empty())
    return {-1, -1};
  return {match[0].start, match[0].end};
}

//===----------------------------------------------------------------------===//
// Lists
//===----------------------------------------------------------------------===//

/// New []string of parts of a string, nil if there are none. May collect.
static Slice newParts(Context &context, const Str &s,
                      const std::vector<Span> &spans) {
  if (spans.empty())
    return nilSlice(context);
  Rooted<Str> text(context, s);
  Ref array = heapOf(context).allocateArray(
      context, abi::kLayoutStringArray, sizeof(Str),
      uint32_t(ValueKind::String), spans.size());
  auto count = int64_t(spans.size());
  Slice slice = sliceOfArray(array, count, count);
  auto *out = reinterpret_cast<Str *>(dataOf(slice));
  for (Span span : spans)
    *out++ = partOf(text, span);
  return slice;
}

/// New []int of positions, nil if there are none. May collect.
static Slice newPositions(Context &context, const std::vector<Span> &spans) {
  if (spans.empty())
    return nilSlice(context);
  std::vector<int64_t> numbers;
  for (Span span : spans)
    numbers.insert(numbers.end(), {span.start, span.end});
  return newIntSlice(context, numbers);
}

namespace {
/// The matches of a text, all groups or only the whole, one after the other.
struct FlatMatches {
  std::vector<Span> spans;
  int64_t width = 0; // spans of a match
};
} // namespace

static FlatMatches allMatches(const Str &pattern, std::string_view text,
                              int64_t limit, bool withGroups) {
  FlatMatches flat;
  auto expression = expressionOf(pattern);
  if (!expression)
    return flat;
  flat.width = withGroups ? int64_t(expression->groups()) : 1;
  for (const Match &match : expression->findAll(text, limit))
    flat.spans.insert(flat.spans.end(), match.begin(),
                      match.begin() + flat.width);
  return flat;
}

VO_RT_ENTRY Slice vo_std_regexp_findAllString(Str pattern, Str s, int64_t n,
                                              VO_RT_CONTEXT) {
  return newParts(*context, s, allMatches(pattern, viewOf(s), n, false).spans);
}

VO_RT_ENTRY Slice vo_std_regexp_findAllStringIndexFlat(Str pattern, Str s,
                                                       int64_t n,
                                                       VO_RT_CONTEXT) {
  return newPositions(*context, allMatches(pattern, viewOf(s), n, false).spans);
}

VO_RT_ENTRY Slice vo_std_regexp_findAllBytesIndexFlat(Str pattern, Slice b,
                                                      int64_t n,
                                                      VO_RT_CONTEXT) {
  return newPositions(*context, allMatches(pattern, viewOf(b), n, false).spans);
}

VO_RT_ENTRY Slice vo_std_regexp_findStringSubmatch(Str pattern, Str s,
                                                   VO_RT_CONTEXT) {
  return newParts(*context, s, firstMatch(pattern, viewOf(s)));
}

VO_RT_ENTRY Slice vo_std_regexp_findBytesSubmatchIndex(Str pattern, Slice b,
                                                       VO_RT_CONTEXT) {
  return newPositions(*context, firstMatch(pattern, viewOf(b)));
}

VO_RT_ENTRY void vo_std_regexp_findAllStringSubmatchFlat(
    vo_std_regexp_findAllStringSubmatchFlat_result *results, Str pattern, Str s,
    int64_t n, VO_RT_CONTEXT) {
  FlatMatches flat = allMatches(pattern, viewOf(s), n, true);
  *results = {newParts(*context, s, flat.spans), flat.width};
}

VO_RT_ENTRY void vo_std_regexp_findAllStringSubmatchIndexFlat(
    vo_std_regexp_findAllStringSubmatchIndexFlat_result *results, Str pattern,
    Str s, int64_t n, VO_RT_CONTEXT) {
  FlatMatches flat = allMatches(pattern, viewOf(s), n, true);
  *results = {newPositions(*context, flat.spans), flat.width};
}

VO_RT_ENTRY Slice vo_std_regexp_splitString(Str pattern, Str s, int64_t n,
                                            VO_RT_CONTEXT) {
  auto expression = expressionOf(pattern);
  if (!expression || n == 0)
    return nilSlice(*context);
  return newStringSlice(*context, expression->split(viewOf(s), n));
}

VO_RT_ENTRY Slice vo_std_regexp_subexpNames(Str pattern, VO_RT_CONTEXT) {
  auto expression = expressionOf(pattern);
  if (!expression)
    return nilSlice(*context);
  return newStringSlice(*context, expression->names());
}

//===----------------------------------------------------------------------===//
// Replacing
//===----------------------------------------------------------------------===//

static std::string replaced(const Str &pattern, std::string_view text,
                            std::string_view with, bool expand) {
  auto expression = expressionOf(pattern);
  return expression ? expression->replaceAll(text, with, expand)
                    : std::string(text);
}

VO_RT_ENTRY Str vo_std_regexp_replaceAllString(Str pattern, Str src, Str repl,
                                               VO_RT_CONTEXT) {
  return makeString(*context,
                    replaced(pattern, viewOf(src), viewOf(repl), true));
}

VO_RT_ENTRY Str vo_std_regexp_replaceAllLiteralString(Str pattern, Str src,
                                                      Str repl, VO_RT_CONTEXT) {
  return makeString(*context,
                    replaced(pattern, viewOf(src), viewOf(repl), false));
}

VO_RT_ENTRY Slice vo_std_regexp_replaceAllBytes(Str pattern, Slice src,
                                                Slice repl, VO_RT_CONTEXT) {
  return newByteSlice(*context,
                      replaced(pattern, viewOf(src), viewOf(repl), true));
}

VO_RT_ENTRY Slice vo_std_regexp_replaceAllLiteralBytes(Str pattern, Slice src,
                                                       Slice repl,
                                                       VO_RT_CONTEXT) {
  return newByteSlice(*context,
                      replaced(pattern, viewOf(src), viewOf(repl), false));
}

VO_RT_ENTRY Str vo_std_regexp_quoteMeta(Str s, VO_RT_CONTEXT) {
  return makeString(*context, regexp::quoteMeta(viewOf(s)));
}
