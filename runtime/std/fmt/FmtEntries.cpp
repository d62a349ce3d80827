// The native functions of package fmt.

#include "runtime/gc/Heap.h"
#include "runtime/object/Box.h"
#include "runtime/object/Output.h"
#include "runtime/object/Slice.h"
#include "runtime/object/String.h"
#include "runtime/std/Natives.h"
#include "runtime/std/fmt/Fmt.h"

#include <array>
#include <cstring>
#include <memory>

using namespace vo;
using namespace vo::rt;

namespace {
/// An element of a []any in memory.
struct Element {
  uint64_t header;
  uint64_t data; // bits or a reference, as the kind in the header says
};

/// The elements of a []any as values. Valid until the next call that may
/// collect.
class Operands {
public:
  // NOLINTNEXTLINE(*-member-init): `few` is written before it is read.
  explicit Operands(const Slice &slice) : count(size_t(slice.length)) {
    if (count > few.size())
      many = std::make_unique<abi::InterfaceWords[]>(count);
    for (size_t i = 0; i < count; ++i)
      data()[i] = elementAt(slice, i);
  }

  std::span<const abi::InterfaceWords> values() { return {data(), count}; }

private:
  abi::InterfaceWords *data() { return many ? many.get() : few.data(); }

  static abi::InterfaceWords elementAt(const Slice &slice, uint64_t index) {
    Element element = {};
    std::memcpy(&element, dataOf(slice) + index * sizeof element,
                sizeof element);
    bool reference = holdsReference(kindOf(element.header));
    return {element.header, reference ? 0 : element.data,
            reference ? element.data : 0};
  }

  size_t count;
  std::array<abi::InterfaceWords, 8> few; // without an allocation
  std::unique_ptr<abi::InterfaceWords[]> many;
};
} // namespace

/// The string that an entry returns. May collect.
static Str newString(Context &context, const TextBuffer &buffer) {
  if (buffer.text().empty())
    heapOf(context).safepoint(context);
  return makeString(context, buffer.text());
}

VO_RT_ENTRY Str vo_std_fmt_nativeSprint(Slice values, VO_RT_CONTEXT) {
  TextBuffer buffer;
  fmt::print(buffer, Operands(values).values(),
             FormatTypes::of(context->module));
  return newString(*context, buffer);
}

VO_RT_ENTRY Str vo_std_fmt_nativeSprintln(Slice values, VO_RT_CONTEXT) {
  TextBuffer buffer;
  fmt::println(buffer, Operands(values).values(),
               FormatTypes::of(context->module));
  return newString(*context, buffer);
}

VO_RT_ENTRY Str vo_std_fmt_nativeSprintf(Str format, Slice values,
                                         VO_RT_CONTEXT) {
  TextBuffer buffer;
  fmt::printf(buffer, viewOf(format), Operands(values).values(),
              FormatTypes::of(context->module));
  return newString(*context, buffer);
}

VO_RT_ENTRY void vo_std_fmt_nativeWrite(Str text, VO_RT_CONTEXT) {
  (void)context;
  standardOutput().write(viewOf(text));
}
