#include "runtime/panic/Panic.h"

#include "runtime/object/Box.h"
#include "runtime/object/String.h"
#include "runtime/object/ValueKind.h"
#include "runtime/panic/Report.h"

#include <cstdio>
#include <iterator>

namespace vo::rt {

static constexpr const char *kTrapTexts[] = {
#define VO_TRAP(kind, text) text,
#include "runtime/abi/Traps.def"
};

/// Interface value of a message: kind string, but runtime type 0, so that it
/// prints as text and yet is no `string` to the program.
static abi::InterfaceWords messageValue(Context &context, Str text) {
  Ref object = boxString(context, text);
  return {uint64_t(ValueKind::String), 0, reinterpret_cast<uint64_t>(object)};
}

/// Nothing recovers yet: every panic is uncaught.
[[noreturn]] static void unwind(Context &context, abi::InterfaceWords value) {
  if (kindOf(value.header) != ValueKind::String)
    endWithError(context, "panic");
  Str text = unboxString(reinterpret_cast<const void *>(value.ref));
  endWithError(context, viewOf(text));
}

void raiseTrap(Context &context, abi::Trap trap, uint64_t first,
               uint64_t second) {
  auto kind = static_cast<uint64_t>(trap);
  if (kind >= std::size(kTrapTexts))
    endWithError(context, "vo: trap of unknown kind");
  std::string_view format = kTrapTexts[kind];
  if (format.find('%') == format.npos)
    unwind(context, messageValue(context, constantString(format)));
  char text[160];
  int length = std::snprintf(text, sizeof text, format.data(),
                             static_cast<unsigned long long>(first),
                             static_cast<unsigned long long>(second));
  raiseText(context, {text, size_t(length)});
}

void raiseText(Context &context, std::string_view text) {
  unwind(context, messageValue(context, makeString(context, text)));
}

void raisePanic(Context &context, abi::InterfaceWords value) {
  unwind(context, value);
}

} // namespace vo::rt
