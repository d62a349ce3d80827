#include "runtime/panic/Panic.h"

#include "runtime/object/Box.h"
#include "runtime/object/String.h"
#include "runtime/object/ValueKind.h"
#include "runtime/panic/Report.h"
#include "runtime/panic/Unwind.h"

#include <cstdio>
#include <iterator>

namespace vo::rt {

static constexpr const char *kTrapTexts[] = {
#define VO_TRAP(kind, text) text,
#include "runtime/abi/Traps.def"
};

/// Interface value of a message: kind string, but runtime type 0, so that it
/// prints as text and yet is no `string` to the program.
static Iface messageValue(Context &context, Str text) {
  Ref object = boxString(context, text);
  return {int64_t(ValueKind::String), 0, object};
}

[[noreturn]] static void raise(Context &context, Iface value) {
  unwind(context, value, heapOf(context).locate(context));
}

void raiseTrap(Context &context, abi::Trap trap, uint64_t first,
               uint64_t second) {
  auto kind = static_cast<uint64_t>(trap);
  if (kind >= std::size(kTrapTexts))
    endWithError(context, "vo: trap of unknown kind");
  if (trap == abi::Trap::StackOverflow)
    beginOverflow(context);
  std::string_view format = kTrapTexts[kind];
  if (format.find('%') == format.npos)
    raise(context, messageValue(context, constantString(format)));
  char text[160];
  // NOLINTNEXTLINE(bugprone-suspicious-stringview-data-usage): of a literal.
  int length = std::snprintf(text, sizeof text, format.data(),
                             static_cast<unsigned long long>(first),
                             static_cast<unsigned long long>(second));
  raiseText(context, {text, size_t(length)});
}

void raiseText(Context &context, std::string_view text) {
  raiseMessage(context, makeString(context, text));
}

void raiseMessage(Context &context, Str text) {
  raise(context, messageValue(context, text));
}

void raisePanic(Context &context, abi::InterfaceWords value) {
  raise(context, {int64_t(value.header), int64_t(value.bits),
                  reinterpret_cast<Ref>(value.ref)});
}

} // namespace vo::rt
