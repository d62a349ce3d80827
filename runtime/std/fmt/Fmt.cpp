#include "runtime/std/fmt/Fmt.h"

#include "runtime/std/fmt/Spec.h"
#include "runtime/std/fmt/Verbs.h"

#include <algorithm>

namespace vo::rt::fmt {

using Values = std::span<const abi::InterfaceWords>;

static bool isString(const abi::InterfaceWords &value) {
  return kindOf(value.header) == ValueKind::String;
}

void print(TextSink &sink, Values values, const FormatTypes &types) {
  for (size_t i = 0; i < values.size(); ++i) {
    if (i != 0 && !isString(values[i - 1]) && !isString(values[i]))
      sink.append(" ");
    formatValue(sink, values[i], types);
  }
}

void println(TextSink &sink, Values values, const FormatTypes &types) {
  for (size_t i = 0; i < values.size(); ++i) {
    if (i != 0)
      sink.append(" ");
    formatValue(sink, values[i], types);
  }
  sink.append("\n");
}

/// One directive; takes the value it shows from the front of `values`.
static void appendDirective(TextSink &sink, const Spec &spec, Values &values,
                            const FormatTypes &types) {
  if (spec.badWidth)
    sink.append("%!(BADWIDTH)");
  if (spec.badPrecision)
    sink.append("%!(BADPREC)");
  if (values.empty()) {
    sink.append("%!");
    sink.append({&spec.verb, 1});
    return sink.append("(MISSING)");
  }
  appendVerb(sink, spec, values.front(), types);
  values = values.subspan(1);
}

/// The values that no directive has shown.
static void appendExtra(TextSink &sink, Values values,
                        const FormatTypes &types) {
  std::string_view before = "%!(EXTRA ";
  for (const abi::InterfaceWords &value : values) {
    sink.append(before);
    before = ", ";
    if (kindOf(value.header) != ValueKind::Void) {
      sink.append(kindName(kindOf(value.header)));
      sink.append("=");
    }
    formatValue(sink, value, types);
  }
  sink.append(")");
}

void printf(TextSink &sink, std::string_view format, Values values,
            const FormatTypes &types) {
  for (size_t at = 0; at < format.size();) {
    size_t percent = std::min(format.find('%', at), format.size());
    sink.append(format.substr(at, percent - at));
    at = percent + 1;
    if (percent == format.size())
      break;
    if (at < format.size() && format[at] == '%') {
      sink.append("%");
      ++at;
      continue;
    }
    std::optional<Spec> spec = parseSpec(format, at);
    if (!spec) {
      sink.append("%!(NOVERB)");
      break;
    }
    appendDirective(sink, *spec, values, types);
  }
  if (!values.empty())
    appendExtra(sink, values, types);
}

} // namespace vo::rt::fmt
