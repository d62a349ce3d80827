//===- Islands.h - The other islands of a program ---------------*- C++ -*-===//
//
// The main island starts with the run and ends it; the others are Programs of
// the same module on threads of their own, which end when it does. README.md
// tells what each event does.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/sched/Inbox.h"

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>

namespace vo::rt {

class Program;

/// Owned by the main island's Program.
class Islands {
public:
  explicit Islands(Program &main);
  ~Islands();
  Islands(const Islands &) = delete;
  Islands &operator=(const Islands &) = delete;

  /// Starts one. By any island; `created` is posted to the creator's inbox when
  /// package variables are initialised, or discarded when that never happens.
  /// Null: there is no memory for it.
  Program *start(Program &creator, Message *created);

  /// Only the first to ask decides how the run ends; true for him, also when he
  /// asks again.
  bool claimEnd(Program &program, int wanted);
  /// What he has decided.
  int endStatus();

  /// The main island has ended. Interrupts the others and waits for the ends of
  /// their threads; nobody sends any more.
  void stop();

  /// Calls visit(Program &) for each, by number. All are at rest or ended.
  void forEach(const std::function<void(Program &)> &visit);

  /// The islands that are not at rest (Inbox.h).
  std::atomic<uint32_t> awake = 1;

private:
  struct Island;

  Program &main;
  std::mutex lock; // of what follows; nothing is allocated under it
  std::unique_ptr<Island> first;
  Island *last = nullptr;
  uint32_t count = 0;
  bool isStopping = false;
  Program *ender = nullptr;
  int status = 0;
};

} // namespace vo::rt
