// The native functions of package fmt that read.

#include "runtime/gc/Heap.h"
#include "runtime/object/Box.h"
#include "runtime/object/Output.h"
#include "runtime/sched/Scheduler.h"
#include "runtime/std/Errors.h"
#include "runtime/std/Natives.h"
#include "runtime/std/Values.h"
#include "runtime/std/fmt/Scan.h"

#include <cerrno>
#include <cstring>
#include <unistd.h>

using namespace vo;
using namespace vo::rt;

/// New []any of scanned values; `text` is what their parts lie in. May collect.
static Slice newValues(Context &context, Str text, const char *start,
                       const std::vector<fmt::Scanned> &values) {
  struct Element {
    uint64_t header, data;
  };
  Heap &heap = heapOf(context);
  Rooted<Str> whole(context, text);
  auto count = int64_t(values.size());
  Rooted<Ref> array(context, heap.allocateArray(context, abi::kLayoutIfaceArray,
                                                sizeof(Element),
                                                uint32_t(ValueKind::Interface),
                                                values.size()));
  for (size_t i = 0; i < values.size(); ++i) {
    const fmt::Scanned &value = values[i];
    // A type without a name of its own has its kind for its number.
    auto kind = uint64_t(value.kind);
    Element element = {kind << 8 | kind, value.bits};
    if (value.kind == ValueKind::String) {
      int64_t from = whole->offset + (value.text.data() - start);
      Str part = {whole->base, from, int64_t(value.text.size())};
      element.data = reinterpret_cast<uint64_t>(boxString(context, part));
    }
    auto *place =
        reinterpret_cast<Element *>(array.get() + abi::kArrayDataOffset) + i;
    *place = element;
    heap.recordWrite(place, sizeof *place);
  }
  return sliceOfArray(array, count, count);
}

VO_RT_ENTRY Slice vo_std_fmt_nativeSscan(Str str, VO_RT_CONTEXT) {
  std::string_view text = viewOf(str);
  return newValues(*context, str, text.data(), fmt::scanWords(text));
}

VO_RT_ENTRY void
vo_std_fmt_nativeSscanf(vo_std_fmt_nativeSscanf_result *results, Str str,
                        Str format, VO_RT_CONTEXT) {
  std::string_view text = viewOf(str);
  std::string mistake;
  std::vector<fmt::Scanned> values =
      fmt::scanFormat(text, viewOf(format), mistake);
  if (mistake.empty())
    *results = {newValues(*context, str, text.data(), values), kNoError};
  else
    *results = {{}, newErrorOf(*context, mistake)};
}

/// Reads byte by byte, so that whoever reads the standard input otherwise finds
/// what comes behind the line.
VO_RT_ENTRY void
vo_std_fmt_nativeReadLine(vo_std_fmt_nativeReadLine_result *results,
                          VO_RT_CONTEXT) {
  Goroutine &self = Goroutine::of(*context);
  standardOutput().flush();
  std::string line;
  for (char byte = 0; byte != '\n';) {
    self.scheduler->events.waitFor(self, STDIN_FILENO, Events::Direction::Read);
    ssize_t count = ::read(STDIN_FILENO, &byte, 1);
    if (count < 0 && (errno == EINTR || errno == EAGAIN))
      continue;
    if (count <= 0 && line.empty()) {
      std::string_view text = count == 0 ? "EOF" : strerrordesc_np(errno);
      *results = {{}, newError(*context, text)};
      return;
    }
    if (count <= 0)
      break;
    line += byte;
  }
  if (line.ends_with('\n'))
    line.pop_back();
  if (line.ends_with('\r'))
    line.pop_back();
  *results = {makeString(*context, line), kNoError};
}
