#include "runtime/object/Format.h"

#include "runtime/object/FloatText.h"
#include "runtime/object/Slice.h"
#include "runtime/object/String.h"
#include "runtime/object/Utf8.h"

#include <algorithm>
#include <bit>
#include <charconv>

namespace vo::rt {

FormatTypes FormatTypes::of(const abi::ModuleDescriptor *module) {
  if (!module)
    return {};
  return {{module->types, module->typeCount}, module->errorPtrRttid};
}

template <typename Integer>
static void appendInteger(TextSink &sink, Integer value, int base = 10) {
  char text[24];
  char *end = std::to_chars(text, text + sizeof text, value, base).ptr;
  sink.append({text, size_t(end - text)});
}

static void appendAddress(TextSink &sink, uint64_t address) {
  sink.append("0x");
  appendInteger(sink, address, 16);
}

template <typename Float> static void appendFloat(TextSink &sink, Float value) {
  FloatText room; // NOLINT(*-member-init): written before it is read
  sink.append(formatFloat(value, room));
}

//===--- Slices -----------------------------------------------------------===//

/// Bytes of a []byte that are written out.
static constexpr uint64_t kShownBytes = 8;

static bool isByteSlice(uint32_t rttid, const FormatTypes &types) {
  return rttid < types.types.size() &&
         kindOf(types.types[rttid].elemKind) == ValueKind::Uint8;
}

static void appendSlice(TextSink &sink, uint32_t rttid, const Slice &slice,
                        const FormatTypes &types) {
  uint64_t length = uint64_t(slice.length);
  if (length == 0)
    return sink.append("[]");
  if (!isByteSlice(rttid, types)) {
    sink.append("[len=");
    appendInteger(sink, length);
    return sink.append("]");
  }
  uint64_t shown = std::min(length, kShownBytes);
  for (uint64_t i = 0; i < shown; ++i) {
    sink.append(i == 0 ? "[" : ", ");
    appendInteger(sink, unsigned{byteAt(slice, i)});
  }
  sink.append(shown == length ? "]" : "]...");
}

//===--- Errors -----------------------------------------------------------===//

using abi::ErrorObject;

static abi::InterfaceWords causeOf(const ErrorObject &error) {
  bool reference = holdsReference(kindOf(error.causeHeader));
  return {error.causeHeader, reference ? 0 : error.causeData,
          reference ? error.causeData : 0};
}

/// The error that `value` points to, if it is a *errors.Error and not nil.
static const ErrorObject *errorOf(const abi::InterfaceWords &value,
                                  const FormatTypes &types) {
  bool isError = kindOf(value.header) == ValueKind::Pointer &&
                 rttidOf(value.header) == types.errorPtrRttid;
  return isError ? reinterpret_cast<const ErrorObject *>(value.ref) : nullptr;
}

/// Number of different errors in the chain that starts at `first` (Brent's
/// cycle search: constant space, linear time).
static uint64_t chainLength(const ErrorObject *first,
                            const FormatTypes &types) {
  auto next = [&](const ErrorObject *error) {
    return errorOf(causeOf(*error), types);
  };
  uint64_t steps = 1, power = 1, cycle = 1;
  const ErrorObject *slow = first, *fast = next(first);
  for (; fast && fast != slow; fast = next(fast), ++steps, ++cycle)
    if (cycle == power) {
      slow = fast;
      power *= 2;
      cycle = 0;
    }
  if (!fast)
    return steps;
  // The cycle is `cycle` long. Two walkers that far apart meet at its start.
  const ErrorObject *ahead = first;
  for (uint64_t i = 0; i < cycle; ++i)
    ahead = next(ahead);
  uint64_t lead = 0;
  for (const ErrorObject *at = first; at != ahead; ++lead) {
    at = next(at);
    ahead = next(ahead);
  }
  return lead + cycle;
}

static void appendErrorChain(TextSink &sink, const ErrorObject *error,
                             const FormatTypes &types) {
  uint64_t left = chainLength(error, types);
  for (;;) {
    sink.append(viewOf(unboxString(&error->message)));
    abi::InterfaceWords cause = causeOf(*error);
    error = errorOf(cause, types);
    if (--left != 0) {
      sink.append(": ");
      continue;
    }
    if (error)
      return sink.append(": <cycle>");
    if (cause.header == 0)
      return;
    // A cause of another type, which no longer leads into a chain.
    TextBuffer text;
    formatValue(text, cause, types);
    if (text.size() == 0 || text.text() == "<nil>")
      return;
    sink.append(": ");
    return sink.append(text.text());
  }
}

//===--- All kinds --------------------------------------------------------===//

static void appendReference(TextSink &sink, const abi::InterfaceWords &value,
                            const FormatTypes &types) {
  const void *object = reinterpret_cast<const void *>(value.ref);
  switch (kindOf(value.header)) {
  case ValueKind::String:
    return sink.append(viewOf(unboxString(object)));
  case ValueKind::Slice:
    return appendSlice(sink, rttidOf(value.header), unboxSlice(object), types);
  case ValueKind::Array:
    return sink.append("[...]");
  case ValueKind::Struct:
    return sink.append("{...}");
  case ValueKind::Map:
    return sink.append("map[...]");
  case ValueKind::Island:
    return sink.append("<island>");
  case ValueKind::Pointer:
    if (const ErrorObject *error = errorOf(value, types))
      return appendErrorChain(sink, error, types);
    return appendAddress(sink, value.ref);
  case ValueKind::Interface:
  case ValueKind::Channel:
  case ValueKind::Closure:
  case ValueKind::Port:
    return appendAddress(sink, value.ref);
  default:
    sink.append("<invalid-interface-kind:");
    appendInteger(sink, value.header & 0xFF);
    return sink.append(">");
  }
}

void formatValue(TextSink &sink, const abi::InterfaceWords &value,
                 const FormatTypes &types) {
  uint64_t bits = value.bits;
  switch (kindOf(value.header)) {
  case ValueKind::Void:
    return sink.append("<nil>");
  case ValueKind::Bool:
    return sink.append(bits ? "true" : "false");
  case ValueKind::Int:
  case ValueKind::Int64:
    return appendInteger(sink, int64_t(bits));
  case ValueKind::Int8:
    return appendInteger(sink, int(int8_t(bits)));
  case ValueKind::Int16:
    return appendInteger(sink, int(int16_t(bits)));
  case ValueKind::Int32:
    return appendInteger(sink, int32_t(bits));
  case ValueKind::Uint:
  case ValueKind::Uint64:
    return appendInteger(sink, bits);
  case ValueKind::Uint8:
    return appendInteger(sink, unsigned(uint8_t(bits)));
  case ValueKind::Uint16:
    return appendInteger(sink, unsigned(uint16_t(bits)));
  case ValueKind::Uint32:
    return appendInteger(sink, uint32_t(bits));
  case ValueKind::Float32:
    return appendFloat(sink, std::bit_cast<float>(uint32_t(bits)));
  case ValueKind::Float64:
    return appendFloat(sink, std::bit_cast<double>(bits));
  default:
    return appendReference(sink, value, types);
  }
}

void formatJoined(TextSink &sink, std::span<const abi::InterfaceWords> values,
                  const FormatTypes &types) {
  uint64_t start = sink.size();
  for (const abi::InterfaceWords &value : values) {
    if (sink.size() != start)
      sink.append(" ");
    formatValue(sink, value, types);
  }
}

void appendReadable(TextSink &sink, std::string_view text) {
  const auto *bytes = reinterpret_cast<const uint8_t *>(text.data());
  uint64_t good = 0, at = 0; // [good, at) is well-formed and not yet written
  while (at < text.size()) {
    utf8::Decoded decoded = utf8::decode(bytes + at, text.size() - at);
    if (decoded.rune != utf8::kReplacement || decoded.width != 1) {
      at += decoded.width;
      continue;
    }
    constexpr char kHex[] = "0123456789abcdef";
    const char escape[] = {'\\', 'x', kHex[bytes[at] >> 4],
                           kHex[bytes[at] & 15]};
    sink.append(text.substr(good, at - good));
    sink.append({escape, sizeof escape});
    good = ++at;
  }
  sink.append(text.substr(good));
}

} // namespace vo::rt
