// The native functions of package encoding/json. None of them calls functions
// of the program or panics, so their frames may own memory.

#include "runtime/gc/Heap.h"
#include "runtime/object/Box.h"
#include "runtime/std/Errors.h"
#include "runtime/std/Natives.h"
#include "runtime/std/Values.h"
#include "runtime/std/encoding/Decode.h"
#include "runtime/std/encoding/Encode.h"
#include "runtime/std/encoding/Numbers.h"
#include "runtime/std/encoding/json/Text.h"

#include <cmath>

using namespace vo;
using namespace vo::rt;

static constexpr encoding::Format kFormat = {"json", false, ""};

namespace {

/// Writes compact text, without escapes for HTML.
class JsonSink final : public encoding::Sink {
public:
  explicit JsonSink(std::string &out) : Sink(kFormat), out(out) {}

  const char *null() override { return put("null"); }
  void boolean(bool value) override { put(value ? "true" : "false"); }
  const char *integer(int64_t value) override {
    return put(std::to_string(value));
  }
  const char *integer(uint64_t value) override {
    return put(std::to_string(value));
  }
  const char *number(float value) override { return floating(value); }
  const char *number(double value) override { return floating(value); }
  const char *string(std::string_view value, encoding::TokenKind) override {
    json::appendString(out, value);
    return nullptr;
  }
  void beginObject() override { out += '{'; }
  const char *beginMember(std::string_view name, bool isFirst) override {
    beginElement(isFirst);
    json::appendString(out, name);
    return put(":");
  }
  void endMember() override {}
  void endObject() override { out += '}'; }
  void beginArray() override { out += '['; }
  void beginElement(bool isFirst) override {
    if (!isFirst)
      out += ',';
  }
  void endArray() override { out += ']'; }

private:
  const char *put(std::string_view text) {
    out += text;
    return nullptr;
  }
  template <typename Float> const char *floating(Float value) {
    if (!std::isfinite(value))
      return "NaN/Infinity not supported in JSON";
    encoding::appendNumber(out, value);
    return nullptr;
  }

  std::string &out;
};

} // namespace

/// A package's texts of errors are constants.
static Iface errorOf(Context &context, const char *text) {
  return newError(context, std::string_view(text));
}

VO_RT_ENTRY void
vo_std_encoding_json_marshalAny(vo_std_encoding_json_marshalAny_result *results,
                                Iface v, VO_RT_CONTEXT) {
  std::string text;
  JsonSink sink(text);
  if (const char *why = encoding::encode(*context, v, sink)) {
    Iface error = errorOf(*context, why);
    *results = {{}, error};
    return;
  }
  Slice bytes = newByteSlice(*context, text);
  *results = {bytes, kNoError};
}

static const char *unmarshal(Context &context, std::string_view source,
                             const Rooted<Iface> &target) {
  if (source.empty())
    return "empty JSON";
  if (!json::isUtf8(source))
    return "invalid UTF-8";
  if (const char *why = encoding::checkTarget(target))
    return why;
  json::Text text;
  if (const char *why = text.parse(source))
    return why;
  return encoding::decode(context, text, kFormat, target);
}

VO_RT_ENTRY Iface vo_std_encoding_json_unmarshalAny(Slice data, Iface v,
                                                    VO_RT_CONTEXT) {
  // A copy: what is written may hold the text.
  std::string text(viewOf(data));
  Rooted<Iface> target(*context, v);
  heapOf(*context).safepoint(*context);
  const char *why = unmarshal(*context, text, target);
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
