#include "runtime/panic/Report.h"

#include "runtime/gc/Heap.h"
#include "runtime/object/Format.h"
#include "runtime/object/Output.h"
#include "runtime/sched/Program.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <unistd.h>
#include <utility>

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

namespace {
/// Standard error, written in pieces as large as a line usually is. Allocates
/// nothing: it reports that there is no memory as well.
class ErrorText final : public TextSink {
public:
  ~ErrorText() { flush(); }

private:
  void write(std::string_view text) override {
    while (!text.empty()) {
      size_t bytes = std::min(text.size(), buffer.size() - used);
      std::memcpy(buffer.data() + used, text.data(), bytes);
      used += bytes;
      text.remove_prefix(bytes);
      if (used == buffer.size())
        flush();
    }
  }

  void flush() { writeError({buffer.data(), std::exchange(used, 0)}); }

  std::array<char, 4096> buffer = {};
  size_t used = 0;
};
} // namespace

static void appendNumber(TextSink &sink, uint32_t number) {
  std::array<char, 10> digits = {};
  char *end = std::to_chars(digits.begin(), digits.end(), number).ptr;
  sink.append({digits.data(), size_t(end - digits.data())});
}

void reportError(const Heap::Location &location, std::string_view message,
                 uint32_t island) {
  standardOutput().flush();
  ErrorText line;
  if (island != 0) {
    line.append("island ");
    appendNumber(line, island);
    line.append(" failed: ");
  }
  if (location.line != 0) {
    line.append(location.file);
    line.append(":");
    appendNumber(line, location.line);
    line.append(": ");
  }
  appendReadable(line, message);
  line.append("\n");
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

/// How many goroutines a report lists.
static constexpr uint32_t kListedGoroutines = 1000;

namespace {
/// The list of blocked goroutines.
class BlockedList {
public:
  explicit BlockedList(TextSink &text) : text(text) {}

  /// Those of an island that is at rest.
  void add(Program &program) {
    program.scheduler().forEach([&](Goroutine &goroutine) {
      if (number++ < kListedGoroutines)
        add(program, goroutine);
    });
  }

  void finish() {
    if (number > kListedGoroutines) {
      text.append("  and ");
      appendNumber(text, number - kListedGoroutines);
      text.append(" more\n");
    }
    text.append("\n");
  }

private:
  void add(Program &program, Goroutine &goroutine) {
    text.append("  ");
    if (!program.isMain()) {
      text.append("island=");
      appendNumber(text, program.number());
      text.append(" ");
    }
    text.append("fiber=");
    appendNumber(text, goroutine.id);
    text.append(" state=Blocked(Queue)\n");
    Heap::Location place = program.heap().locate(goroutine);
    if (place.line == 0)
      return;
    text.append("    at ");
    text.append(place.file);
    text.append(":");
    appendNumber(text, place.line);
    text.append("\n");
  }

  TextSink &text;
  uint32_t number = 0;
};
} // namespace

void endWithDeadlock(Context &context) {
  if (Program::claimEnd(context, 1)) {
    standardOutput().flush();
    ErrorText text;
    text.append("vm deadlock: all fibers blocked\n");
    BlockedList list(text);
    Program &main = Goroutine::of(context).scheduler->program;
    list.add(main);
    if (main.isDeadlocked()) // else the others go on
      main.islands().forEach([&](Program &island) { list.add(island); });
    list.finish();
  }
  Program::end(context, 1);
}

void endWithError(Context &context, std::string_view message) {
  endWithError(context, heapOf(context).locate(context), message);
}

void endWithError(Context &context, const Heap::Location &where,
                  std::string_view message) {
  if (Program::claimEnd(context, 1))
    reportError(where, message,
                Goroutine::of(context).scheduler->program.number());
  Program::end(context, 1);
}

} // namespace vo::rt
