// print, println and assert.

#include "runtime/object/Format.h"
#include "runtime/object/Output.h"
#include "runtime/panic/Panic.h"

using namespace vo;
using namespace vo::rt;

static std::span<const abi::InterfaceWords> valuesAt(const void *values,
                                                     int64_t count) {
  return {static_cast<const abi::InterfaceWords *>(values), size_t(count)};
}

VO_RT_ENTRY void vo_rt_print(const void *values, int64_t count, int64_t newline,
                             VO_RT_CONTEXT) {
  Output::Session session(standardOutput());
  formatJoined(session, valuesAt(values, count),
               FormatTypes::of(context->module));
  if (newline)
    session.append("\n");
}

VO_RT_ENTRY void vo_rt_assert_failed(const void *values, int64_t count,
                                     VO_RT_CONTEXT) {
  // Both keep their memory: when the panic is recovered, control leaves this
  // frame without running destructors.
  static thread_local TextBuffer arguments, message;
  arguments.clear();
  message.clear();
  formatJoined(arguments, valuesAt(values, count),
               FormatTypes::of(context->module));
  message.append("assertion failed");
  if (!arguments.text().empty()) {
    message.append(": ");
    appendReadable(message, arguments.text());
  }
  raiseText(*context, message.text());
}
