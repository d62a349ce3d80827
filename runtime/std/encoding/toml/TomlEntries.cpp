// The native functions of package encoding/toml. None of them calls functions
// of the program or panics, so their frames may own memory.

#include "runtime/gc/Heap.h"
#include "runtime/object/Box.h"
#include "runtime/std/Errors.h"
#include "runtime/std/Natives.h"
#include "runtime/std/Values.h"
#include "runtime/std/encoding/Decode.h"
#include "runtime/std/encoding/Encode.h"
#include "runtime/std/encoding/Numbers.h"
#include "runtime/std/encoding/toml/Text.h"

#include <cmath>

using namespace vo;
using namespace vo::rt;
using encoding::TokenKind;

static constexpr encoding::Format kFormat = {"toml", true, "encoding/toml"};

/// A package's texts of errors are constants.
static Iface errorOf(Context &context, const char *text) {
  return newError(context, std::string_view(text));
}

//===----------------------------------------------------------------------===//
// Writing
//===----------------------------------------------------------------------===//

namespace {

/// Writes the outermost table a member a line, and all others in braces.
class TomlSink final : public encoding::Sink {
public:
  explicit TomlSink(std::string &out) : Sink(kFormat), out(out) {}

  const char *null() override { return "TOML does not support null values"; }
  void boolean(bool value) override { out += value ? "true" : "false"; }
  const char *integer(int64_t value) override {
    out += std::to_string(value);
    return nullptr;
  }
  const char *integer(uint64_t value) override {
    if (value > uint64_t(INT64_MAX))
      return "unsigned integer exceeds TOML's signed 64-bit range";
    out += std::to_string(value);
    return nullptr;
  }
  const char *number(float value) override { return floating(value); }
  const char *number(double value) override { return floating(value); }

  const char *string(std::string_view value, TokenKind kind) override {
    if (!encoding::isUtf8(value))
      return kNoUtf8;
    if (kind == TokenKind::String) {
      toml::appendString(out, value);
      return nullptr;
    }
    TokenKind given{};
    size_t length = 0;
    if (const char *why = toml::readTime(value, given, length))
      return why;
    if (given != kind || length != value.size())
      return "invalid TOML date/time value or category";
    out += value;
    return nullptr;
  }

  void beginObject() override {
    if (depth++ > 0)
      out += '{';
  }
  const char *beginMember(std::string_view name, bool isFirst) override {
    if (!encoding::isUtf8(name))
      return kNoUtf8;
    if (depth > 1)
      beginElement(isFirst);
    toml::appendKey(out, name);
    out += " = ";
    return nullptr;
  }
  void endMember() override {
    if (depth == 1)
      out += '\n';
  }
  void endObject() override {
    if (--depth > 0)
      out += '}';
  }
  void beginArray() override { out += '['; }
  void beginElement(bool isFirst) override {
    if (!isFirst)
      out += ", ";
  }
  void endArray() override { out += ']'; }

private:
  static constexpr char kNoUtf8[] =
      "TOML strings and keys must contain valid UTF-8";

  template <typename Float> const char *floating(Float value) {
    if (std::isnan(value))
      out += "nan";
    else if (std::isinf(value))
      out += value > 0 ? "inf" : "-inf";
    else
      encoding::appendNumber(out, value);
    return nullptr;
  }

  std::string &out;
  unsigned depth = 0; // open tables
};

} // namespace

/// Only a table is a document.
static const char *checkRoot(const Iface &value) {
  switch (rt::kindOf(uint64_t(value.header))) {
  case ValueKind::Struct:
    return value.reference ? nullptr : "cannot marshal a nil TOML root struct";
  case ValueKind::Pointer:
  case ValueKind::Map:
    return nullptr;
  default:
    return "TOML root value must be a struct or map";
  }
}

VO_RT_ENTRY void
vo_std_encoding_toml_marshalAny(vo_std_encoding_toml_marshalAny_result *results,
                                Iface v, VO_RT_CONTEXT) {
  std::string text;
  TomlSink sink(text);
  const char *why = checkRoot(v);
  if (!why)
    why = encoding::encode(*context, v, sink);
  if (why) {
    Iface error = errorOf(*context, why);
    *results = {{}, error};
    return;
  }
  Slice bytes = newByteSlice(*context, text);
  *results = {bytes, kNoError};
}

//===----------------------------------------------------------------------===//
// Reading
//===----------------------------------------------------------------------===//

static const char *unmarshal(Context &context, std::string_view source,
                             const Rooted<Iface> &target) {
  if (!encoding::isUtf8(source))
    return "invalid UTF-8";
  if (const char *why = encoding::checkTarget(target))
    return why;
  toml::Text text;
  if (const char *why = text.parse(source))
    return why;
  return encoding::decode(context, text, kFormat, target);
}

VO_RT_ENTRY Iface vo_std_encoding_toml_unmarshalAny(Slice data, Iface v,
                                                    VO_RT_CONTEXT) {
  // A copy: what is written may hold the text.
  std::string text(viewOf(data));
  Rooted<Iface> target(*context, v);
  heapOf(*context).safepoint(*context);
  const char *why = unmarshal(*context, text, target);
  return why ? errorOf(*context, why) : kNoError;
}
