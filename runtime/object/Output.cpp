#include "runtime/object/Output.h"

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <new>
#include <poll.h>
#include <unistd.h>

namespace vo::rt {

/// The standard output once it is made, for signal handlers.
static std::atomic<Output *> madeStandardOutput{nullptr};

/// Its address stands for the thread.
static thread_local char threadMark;

Output::Lock::Lock(Output &output) : output(output), guard(output.mutex) {
  output.holder = &threadMark;
}

Output::Lock::~Lock() { output.holder = nullptr; }

// NOLINTNEXTLINE(*-member-init): the buffer is written before it is read.
Output::Output(int descriptor)
    : descriptor(descriptor), isTerminal(isatty(descriptor) == 1) {}

Output::~Output() { flush(); }

void Output::write(std::string_view text) { Session(*this).append(text); }

void Output::flush() {
  Lock lock(*this);
  flushLocked();
}

void Output::redirect(Writer newWriter, void *state) {
  Lock lock(*this);
  flushLocked();
  writer = newWriter;
  writerState = state;
}

void Output::flushLocked() {
  size_t bytes = used;
  used = 0;
  if (bytes != 0)
    deliver(buffer, bytes);
}

void Output::flushAfterFault() {
  Output *output = madeStandardOutput;
  if (!output)
    return;
  constexpr int kTries = 100;
  constexpr timespec kPause{0, 1000000};
  if (output->holder != &threadMark)
    for (int i = 0; i < kTries && !output->mutex.try_lock(); ++i)
      nanosleep(&kPause, nullptr);
  if (!output->writer) // a receiver is no code for signal handlers
    output->flushLocked();
}

void Output::appendLocked(std::string_view text) {
  if (text.size() > kBufferBytes - used)
    flushLocked();
  if (text.size() > kBufferBytes)
    return deliver(text.data(), text.size());
  std::memcpy(buffer + used, text.data(), text.size());
  used += text.size();
}

namespace {
/// While it lives, writing to a pipe that nobody reads is an error (EPIPE) for
/// this thread and no signal; the process's own handling stays as it is.
class PipeSignalBlock {
public:
  PipeSignalBlock() {
    sigset_t pending;
    sigemptyset(&pipeSignal);
    sigaddset(&pipeSignal, SIGPIPE);
    sigpending(&pending);
    wasPending = sigismember(&pending, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &pipeSignal, &previous);
  }
  ~PipeSignalBlock() {
    // Takes away the signal of our own write, if there was one.
    const timespec noWait{};
    if (!wasPending)
      sigtimedwait(&pipeSignal, nullptr, &noWait);
    pthread_sigmask(SIG_SETMASK, &previous, nullptr);
  }
  PipeSignalBlock(const PipeSignalBlock &) = delete;
  PipeSignalBlock &operator=(const PipeSignalBlock &) = delete;

private:
  sigset_t pipeSignal{};
  sigset_t previous{};
  bool wasPending;
};
} // namespace

void Output::deliver(const char *text, size_t bytes) {
  if (writer)
    return writer(writerState, text, bytes);
  PipeSignalBlock block;
  while (bytes != 0) {
    ssize_t done = ::write(descriptor, text, bytes);
    if (done >= 0) {
      text += done;
      bytes -= size_t(done);
      continue;
    }
    if (errno == EAGAIN || errno == EWOULDBLOCK) {
      // Somebody made the descriptor non-blocking: wait until it takes more.
      pollfd ready{descriptor, POLLOUT, 0};
      if (::poll(&ready, 1, -1) < 0 && errno != EINTR)
        return;
    } else if (errno != EINTR) {
      return;
    }
  }
}

Output::Session::Session(Output &output) : output(output), lock(output) {}

Output::Session::~Session() {
  if (output.writer || (sawNewline && output.isTerminal))
    output.flushLocked();
}

void Output::Session::write(std::string_view text) {
  sawNewline |= output.isTerminal &&
                std::memchr(text.data(), '\n', text.size()) != nullptr;
  output.appendLocked(text);
}

Output &standardOutput() {
  // Never destroyed: other threads may still print while the process exits.
  alignas(Output) static char memory[sizeof(Output)];
  static Output *const output = [] {
    auto *made = new (memory) Output(STDOUT_FILENO);
    madeStandardOutput = made;
    std::atexit([] { standardOutput().flush(); });
    return made;
  }();
  return *output;
}

} // namespace vo::rt
