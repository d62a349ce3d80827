//===- Output.h - The program's output sink ---------------------*- C++ -*-===//
//
// print, println and the fmt natives write here. To a terminal, text is
// written out at the end of a write that contained a newline. To anything else
// it is gathered in a large buffer; nobody can tell, provided that whoever does
// one of these calls flush() first:
//
//   - writes to standard error, or to a file descriptor directly;
//   - starts a process that shares the descriptor;
//   - puts the whole program to sleep (the scheduler, when nothing can run);
//   - ends the process other than through exit().
//
// exit() flushes the standard output by itself.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/object/Text.h"

#include <atomic>
#include <cstddef>
#include <mutex>
#include <string_view>

namespace vo::rt {

/// A buffered, thread-safe stream of bytes. Never allocates, never collects,
/// never panics. Text that cannot be delivered (closed
/// pipe, full disk) is dropped.
class Output {
public:
  /// Takes text in place of the descriptor; called with the lock held, so it
  /// must not use the same Output.
  using Writer = void (*)(void *state, const char *text, size_t bytes);

  static constexpr size_t kBufferBytes = size_t{1} << 16;

  /// Writes to `descriptor`, which stays the caller's.
  explicit Output(int descriptor);
  /// Flushes.
  ~Output();
  Output(const Output &) = delete;
  Output &operator=(const Output &) = delete;

  /// Appends `text` as a whole: no other thread's text comes in between.
  void write(std::string_view text);

  /// Delivers everything written so far.
  void flush();

  /// Delivers what the standard output holds for its descriptor. For a signal
  /// handler that ends the process: async-signal-safe, does not wait for a lock
  /// of the thread it stopped, nor long for another thread's, and need not find
  /// the stream in order (a text that was being added or delivered may be
  /// lost). The stream is not to be used afterwards.
  static void flushAfterFault();

  /// Delivers later text to `writer` at once (null: to the descriptor again).
  /// What is still buffered goes to the old receiver.
  void redirect(Writer writer, void *state);

  /// Holds the stream, and says who does.
  class Lock {
  public:
    explicit Lock(Output &output);
    ~Lock();
    Lock(const Lock &) = delete;
    Lock &operator=(const Lock &) = delete;

  private:
    Output &output;
    std::lock_guard<std::mutex> guard;
  };

  /// One uninterrupted write made of pieces: holds the stream's lock while it
  /// lives.
  class Session final : public TextSink {
  public:
    explicit Session(Output &output);
    ~Session();
    Session(const Session &) = delete;
    Session &operator=(const Session &) = delete;

  private:
    void write(std::string_view text) override;

    Output &output;
    Lock lock;
    bool sawNewline = false;
  };

private:
  friend Output &standardOutput();

  void appendLocked(std::string_view text);
  void flushLocked();
  void deliver(const char *text, size_t bytes);

  std::mutex mutex;
  std::atomic<const void *> holder{nullptr}; // an address of its thread's own
  size_t used = 0;
  const int descriptor;
  const bool isTerminal;
  Writer writer = nullptr;
  void *writerState = nullptr;
  char buffer[kBufferBytes]; // a part: writing asks for no memory
};

/// The process's standard output. Made at the first call; flushed by exit().
Output &standardOutput();

} // namespace vo::rt
