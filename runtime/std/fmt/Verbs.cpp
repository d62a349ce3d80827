// Choice of the verb, and the verbs that are not of one family.

#include "runtime/std/fmt/Verbs.h"

#include "runtime/object/String.h"

#include <charconv>

namespace vo::rt::fmt {

std::string_view kindName(ValueKind kind) {
  static constexpr std::string_view kNames[] = {
      "<nil>",       "bool",        "int",     "int8",     "int16",
      "int32",       "int64",       "uint",    "uint8",    "uint16",
      "uint32",      "uint64",      "float32", "float64",  "[...]...",
      "struct{...}", "interface{}", "string",  "[]...",    "map[...]...",
      "chan ...",    "func(...)",   "*...",    "port ...", "island"};
  auto number = static_cast<size_t>(kind);
  return number < std::size(kNames) ? kNames[number] : "<invalid>";
}

static bool isInteger(ValueKind kind) {
  return kind >= ValueKind::Int && kind <= ValueKind::Uint64;
}

static bool isFloat(ValueKind kind) {
  return kind == ValueKind::Float32 || kind == ValueKind::Float64;
}

/// %v and %s.
static void appendDefault(TextSink &sink, const Spec &spec,
                          const abi::InterfaceWords &value,
                          const FormatTypes &types) {
  if (!spec.width && !spec.precision)
    return formatValue(sink, value, types);
  TextBuffer text;
  formatValue(text, value, types);
  appendPadded(sink, truncated(text.text(), spec), spec);
}

/// %p: the data word, whatever it means.
static void appendDataWord(TextSink &sink, const Spec &spec,
                           const abi::InterfaceWords &value) {
  bool reference = holdsReference(kindOf(value.header));
  char text[2 + 16] = {'0', 'x'};
  char *end = std::to_chars(text + 2, text + sizeof text,
                            reference ? value.ref : value.bits, 16)
                  .ptr;
  appendPadded(sink, {text, size_t(end - text)}, spec);
}

/// The verbs that only some kinds have; false when this one has not.
static bool appendOfKind(TextSink &sink, const Spec &spec,
                         const abi::InterfaceWords &value) {
  ValueKind kind = kindOf(value.header);
  if (kind == ValueKind::String)
    return appendString(
        sink, spec,
        viewOf(unboxString(reinterpret_cast<const void *>(value.ref))));
  if (spec.verb == 'p') {
    appendDataWord(sink, spec, value);
    return true;
  }
  if (kind == ValueKind::Bool && spec.verb == 't') {
    appendPadded(sink, value.bits ? "true" : "false", spec);
    return true;
  }
  if (isInteger(kind))
    return appendInteger(sink, spec, value);
  return isFloat(kind) && appendFloat(sink, spec, value);
}

/// A value that does not have the verb. Errors show their messages only when
/// the verb is no ASCII character at all.
static void appendWrongVerb(TextSink &sink, const Spec &spec,
                            const abi::InterfaceWords &value,
                            const FormatTypes &types) {
  FormatTypes shown = types;
  if (uint8_t(spec.verb) < 0x80)
    shown.errorPtrRttid = abi::kNoRttid;
  sink.append("%!");
  sink.append({&spec.verb, 1});
  sink.append("(");
  formatValue(sink, value, shown);
  sink.append(")");
}

void appendVerb(TextSink &sink, const Spec &spec,
                const abi::InterfaceWords &value, const FormatTypes &types) {
  if (spec.verb == 'v' || spec.verb == 's')
    return appendDefault(sink, spec, value, types);
  if (spec.verb == 'T')
    return appendPadded(sink, kindName(kindOf(value.header)), spec);
  if (!appendOfKind(sink, spec, value))
    appendWrongVerb(sink, spec, value, types);
}

} // namespace vo::rt::fmt
