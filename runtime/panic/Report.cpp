#include "runtime/panic/Report.h"

#include "runtime/gc/Heap.h"
#include "runtime/object/Format.h"
#include "runtime/object/Output.h"
#include "runtime/sched/Program.h"

#include <cerrno>
#include <charconv>
#include <unistd.h>

namespace vo::rt {

/// Writes everything, so that reports of several processes do not mix.
static void writeError(std::string_view text) {
  while (!text.empty()) {
    ssize_t done = write(STDERR_FILENO, text.data(), text.size());
    if (done > 0)
      text.remove_prefix(done);
    else if (done < 0 && errno != EINTR)
      return;
  }
}

void reportError(Context &context, std::string_view message) {
  standardOutput().flush();
  TextBuffer line;
  Heap::Location location = heapOf(context).locate(context);
  if (location.line != 0) {
    line.append(location.file);
    line.append(":");
    line.append(std::to_string(location.line));
    line.append(": ");
  }
  appendReadable(line, message);
  line.append("\n");
  writeError(line.text());
}

/// No memory but its own.
static void writeFaultReport(const Heap::Location &location) {
  if (location.line != 0) {
    char number[16];
    char *end = std::to_chars(number, std::end(number), location.line).ptr;
    writeError(location.file);
    writeError(":");
    writeError({number, size_t(end - number)});
    writeError(": ");
  }
  writeError("runtime error: stack overflow\n");
}

void reportStackFault(Context &context, const StackFault &fault) {
  Heap::Location location;
  if (fault.stackPointer) {
    Output::flushAfterFault();
    location = heapOf(context).locateFault(context, fault.stackPointer,
                                           fault.framePointer);
  }
  writeFaultReport(location);
  _exit(1);
}

void endWithError(Context &context, std::string_view message) {
  reportError(context, message);
  Program::end(context, 1);
}

} // namespace vo::rt
