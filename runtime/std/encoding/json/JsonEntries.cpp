// The native functions of package encoding/json. None of them calls functions
// of the program or panics, so their frames may own memory.

#include "runtime/gc/Heap.h"
#include "runtime/object/Box.h"
#include "runtime/std/Errors.h"
#include "runtime/std/Natives.h"
#include "runtime/std/Values.h"
#include "runtime/std/encoding/json/Marshal.h"
#include "runtime/std/encoding/json/Text.h"
#include "runtime/std/encoding/json/Unmarshal.h"

using namespace vo;
using namespace vo::rt;

/// A package's texts of errors are constants.
static Iface errorOf(Context &context, const char *text) {
  return newError(context, std::string_view(text));
}

VO_RT_ENTRY void
vo_std_encoding_json_marshalAny(vo_std_encoding_json_marshalAny_result *results,
                                Iface v, VO_RT_CONTEXT) {
  std::string text;
  if (const char *why = json::marshal(*context, v, text)) {
    Iface error = errorOf(*context, why);
    *results = {{}, error};
    return;
  }
  Slice bytes = newByteSlice(*context, text);
  *results = {bytes, kNoError};
}

VO_RT_ENTRY Iface vo_std_encoding_json_unmarshalAny(Slice data, Iface v,
                                                    VO_RT_CONTEXT) {
  // A copy: what is written may hold the text.
  std::string text(viewOf(data));
  Rooted<Iface> target(*context, v);
  heapOf(*context).safepoint(*context);
  const char *why = json::unmarshal(*context, text, target);
  return why ? errorOf(*context, why) : kNoError;
}

/// Looks at the string only, so that reading all strings of a text takes time
/// linear in its length.
static const char *parse(std::string_view text, uint64_t &position,
                         std::string &value) {
  uint64_t begin = position;
  const char *why = json::parseString(text, position, value);
  if (!why && !json::isUtf8(text.substr(begin, position - begin)))
    return "invalid UTF-8 in JSON string";
  return why;
}

VO_RT_ENTRY void vo_std_encoding_json_parseJsonString(
    vo_std_encoding_json_parseJsonString_result *results, Slice data,
    int64_t pos, VO_RT_CONTEXT) {
  std::string value;
  auto position = uint64_t(pos);
  const char *why = pos < 0 ? "negative JSON string position"
                            : parse(viewOf(data), position, value);
  if (why) {
    Iface error = errorOf(*context, why);
    *results = {{}, pos, error};
    return;
  }
  Str text = makeString(*context, value);
  *results = {text, int64_t(position), kNoError};
}
