#include "runtime/panic/Panic.h"

#include "runtime/gc/Heap.h"
#include "runtime/gc/Roots.h"
#include "runtime/object/String.h"
#include "runtime/object/ValueKind.h"
#include "runtime/panic/Report.h"

#include <cstdio>
#include <cstring>
#include <iterator>

namespace vo::rt {

static constexpr const char *kTrapTexts[] = {
#define VO_TRAP(kind, text) text,
#include "runtime/abi/Traps.def"
};

/// Interface value of a message: kind string, but runtime type 0, so that it
/// prints as text and yet is no `string` to the program.
static abi::InterfaceWords messageValue(Context &context, Str text) {
  Rooted<Str> rooted(context, text);
  constexpr uint32_t words = sizeof(abi::StringObject) / abi::kWordBytes;
  Ref object = heapOf(context).allocate(
      context, abi::headerWord(abi::kLayoutString, words),
      sizeof(abi::StringObject));
  auto *string = reinterpret_cast<abi::StringObject *>(object);
  string->base = reinterpret_cast<uint64_t>(rooted->base);
  string->offset = rooted->offset;
  string->length = rooted->length;
  return {uint64_t(ValueKind::String), 0, reinterpret_cast<uint64_t>(object)};
}

/// String object with a copy of bytes outside the heap. Not empty.
static Str copyText(Context &context, std::string_view text) {
  Ref bytes = heapOf(context).allocateBytes(context, text.size());
  std::memcpy(bytes + abi::kArrayDataOffset, text.data(), text.size());
  return stringOfArray(bytes, text.size());
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
  Str copy = text.empty() ? Str{} : copyText(context, text);
  unwind(context, messageValue(context, copy));
}

void raisePanic(Context &context, abi::InterfaceWords value) {
  unwind(context, value);
}

} // namespace vo::rt
