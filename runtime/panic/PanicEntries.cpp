//===- PanicEntries.cpp - Traps and panics from compiled code -------------===//
//
// Arguments are numbers or become part of the panic value at once; nothing
// returns to the compiled caller.
//
//===----------------------------------------------------------------------===//
#include "runtime/object/Box.h"
#include "runtime/object/Format.h"
#include "runtime/panic/Panic.h"

using namespace vo;
using namespace vo::rt;

VO_RT_ENTRY void vo_rt_trap(int64_t kind, VO_RT_CONTEXT) {
  raiseTrap(*context, static_cast<abi::Trap>(kind));
}

VO_RT_ENTRY void vo_rt_trap_index(int64_t index, int64_t length,
                                  VO_RT_CONTEXT) {
  raiseTrap(*context, abi::Trap::IndexOutOfBounds, index, length);
}

VO_RT_ENTRY void vo_rt_trap_slice(int64_t low, int64_t high, VO_RT_CONTEXT) {
  raiseTrap(*context, abi::Trap::SliceBoundsOutOfRange, low, high);
}

VO_RT_ENTRY void vo_rt_panic(int64_t header, int64_t bits, Ref reference,
                             VO_RT_CONTEXT) {
  raisePanic(*context, {uint64_t(header), uint64_t(bits),
                        reinterpret_cast<uint64_t>(reference)});
}

/// Text that the panic's message has copied: nothing of C++ survives a panic.
static Str errorText(Context &context, const Iface &error) {
  TextBuffer buffer;
  buffer.append("panic: ");
  formatValue(buffer,
              {uint64_t(error.header), uint64_t(error.bits),
               reinterpret_cast<uint64_t>(error.reference)},
              FormatTypes::of(context.module));
  return makeString(context, buffer.text());
}

VO_RT_ENTRY void vo_rt_panic_error(Iface error, VO_RT_CONTEXT) {
  raiseMessage(*context, errorText(*context, error));
}

VO_RT_ENTRY void vo_rt_stack_overflow(VO_RT_CONTEXT) {
  raiseTrap(*context, abi::Trap::StackOverflow);
}
