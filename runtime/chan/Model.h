//===- Model.h - What programs with channels do, told plainly ---*- C++ -*-===//
//
// For tests. Random programs of operations on channels, and an interpreter that
// says in which order their operations end and with what.
//
//===----------------------------------------------------------------------===//
#pragma once

#include <algorithm>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace vo::rt::test {

struct Operation {
  enum Kind { Send, Receive, Close, Select, Go } kind;
  unsigned channel = 0; // kNil: nil
  int64_t value = 0;
  unsigned goroutine = 0; // to start
  unsigned depth = 0;     // frames below which it happens
  bool hasDefault = false;
  std::vector<Operation> cases = {};

  static constexpr unsigned kNil = ~0U;
};

struct ModelProgram {
  std::vector<unsigned> capacities;
  std::vector<std::vector<Operation>> goroutines; // the first is main
};

/// The lines of a trace are "<goroutine>.<operation> <result>".
struct ModelResult {
  std::vector<std::string> trace;
  std::string error; // first line on standard error

  bool operator==(const ModelResult &) const = default;
};

inline std::string traceLine(unsigned goroutine, size_t operation,
                             const std::string &result) {
  return std::to_string(goroutine) + "." + std::to_string(operation) + " " +
         result;
}
inline std::string receivedText(int64_t value, bool ok) {
  return ok ? std::to_string(value) : "closed";
}

class Model {
public:
  explicit Model(const ModelProgram &program)
      : program(program), channels(program.capacities.size()),
        goroutines(program.goroutines.size()) {
    for (size_t i = 0; i < channels.size(); ++i)
      channels[i].capacity = program.capacities[i];
  }

  ModelResult run() {
    start(0);
    while (!ready.empty() && result.error.empty()) {
      unsigned next = ready.front();
      ready.pop_front();
      step(next);
    }
    if (result.error.empty() && alive != 0)
      result.error = "vm deadlock: all fibers blocked";
    return result;
  }

private:
  struct Waiter {
    unsigned goroutine;
    int64_t value;     // to send
    int selected = -1; // number of the case
  };
  struct Queue {
    size_t capacity = 0;
    bool closed = false;
    std::deque<int64_t> buffer;
    std::deque<Waiter> receivers, senders;
  };
  struct State {
    size_t at = 0;
    std::optional<std::string> done; // of an operation that let others run
    bool trap = false;
    bool parked = false;
  };

  void start(unsigned goroutine) {
    ++alive;
    ready.push_back(goroutine);
  }

  void finish(unsigned goroutine, const std::string &text) {
    result.trace.push_back(
        traceLine(goroutine, goroutines[goroutine].at++, text));
  }

  /// Runs a goroutine until another is to run.
  void step(unsigned goroutine) {
    State &state = goroutines[goroutine];
    if (state.trap)
      return trap("send on closed channel");
    if (state.done)
      finish(goroutine, *std::exchange(state.done, {}));
    const auto &operations = program.goroutines[goroutine];
    while (state.at < operations.size()) {
      std::string text;
      switch (perform(goroutine, operations[state.at], text)) {
      case Next::Continue:
        finish(goroutine, text);
        break;
      case Next::Yield:
        state.done = text;
        ready.push_back(goroutine);
        return;
      case Next::Stop:
        return;
      }
    }
    --alive;
  }

  enum class Next { Continue, Yield, Stop };

  Next trapped(const char *text) {
    trap(text);
    return Next::Stop;
  }
  void trap(const char *text) {
    result.error = std::string("runtime error: ") + text;
  }

  Next perform(unsigned goroutine, const Operation &operation,
               std::string &text) {
    if (operation.kind == Operation::Go) {
      start(operation.goroutine);
      text = "go";
      return Next::Yield;
    }
    if (operation.kind == Operation::Select)
      return select(goroutine, operation, text);
    if (operation.channel == Operation::kNil)
      return operation.kind == Operation::Close
                 ? trapped("close of nil channel")
                 : Next::Stop;
    Queue &queue = channels[operation.channel];
    if (operation.kind == Operation::Close)
      return close(queue, text);
    if (operation.kind == Operation::Send) {
      if (canSend(queue))
        return send(queue, operation.value, text);
      queue.senders.push_back({goroutine, operation.value});
      goroutines[goroutine].done = "sent";
      return Next::Stop;
    }
    if (canReceive(queue))
      return receive(queue, text);
    queue.receivers.push_back({goroutine, 0}); // comes again
    return Next::Stop;
  }

  static bool canSend(const Queue &queue) {
    return queue.closed || !queue.receivers.empty() ||
           queue.buffer.size() < queue.capacity;
  }
  static bool canReceive(const Queue &queue) {
    return !queue.buffer.empty() || !queue.senders.empty() || queue.closed;
  }

  Next send(Queue &queue, int64_t value, std::string &text) {
    text = "sent";
    if (queue.closed)
      return trapped("send on closed channel");
    if (queue.receivers.empty()) {
      queue.buffer.push_back(value);
      return Next::Continue;
    }
    Waiter receiver = take(queue.receivers);
    if (receiver.selected < 0)
      queue.buffer.push_back(value);
    wake(receiver, receivedText(value, true));
    return Next::Yield;
  }

  Next receive(Queue &queue, std::string &text) {
    if (queue.buffer.empty() && queue.senders.empty()) {
      text = receivedText(0, false);
      return Next::Continue;
    }
    bool fromBuffer = !queue.buffer.empty();
    if (fromBuffer) {
      text = receivedText(queue.buffer.front(), true);
      queue.buffer.pop_front();
    }
    if (queue.senders.empty())
      return Next::Continue;
    Waiter sender = take(queue.senders);
    if (fromBuffer)
      queue.buffer.push_back(sender.value);
    else
      text = receivedText(sender.value, true);
    wake(sender, "sent");
    return Next::Yield;
  }

  Next close(Queue &queue, std::string &text) {
    if (queue.closed)
      return trapped("close of closed channel");
    queue.closed = true;
    text = "close";
    bool anybody = !queue.receivers.empty() || !queue.senders.empty();
    while (!queue.receivers.empty())
      wake(take(queue.receivers), receivedText(0, false));
    while (!queue.senders.empty()) {
      Waiter sender = take(queue.senders);
      goroutines[sender.goroutine].trap = true;
      wake(sender, "");
    }
    return anybody ? Next::Yield : Next::Continue;
  }

  static Waiter take(std::deque<Waiter> &waiters) {
    Waiter first = waiters.front();
    waiters.pop_front();
    return first;
  }

  /// A waiter that has been taken out of its queue.
  void wake(const Waiter &waiter, const std::string &text) {
    if (waiter.selected >= 0) {
      goroutines[waiter.goroutine].done =
          std::to_string(waiter.selected) + ": " + text;
      auto isSame = [&](const Waiter &other) {
        return other.goroutine == waiter.goroutine;
      };
      for (Queue &queue : channels) {
        std::erase_if(queue.receivers, isSame);
        std::erase_if(queue.senders, isSame);
      }
    }
    ready.push_back(waiter.goroutine);
  }

  Next select(unsigned goroutine, const Operation &operation,
              std::string &text) {
    std::vector<size_t> possible;
    for (size_t i = 0; i < operation.cases.size(); ++i) {
      const Operation &one = operation.cases[i];
      if (one.channel == Operation::kNil)
        continue;
      const Queue &queue = channels[one.channel];
      if (one.kind == Operation::Send ? canSend(queue) : canReceive(queue))
        possible.push_back(i);
    }
    if (!possible.empty()) {
      size_t number =
          possible[possible.size() == 1 ? 0
                                        : random(uint32_t(possible.size()))];
      const Operation &one = operation.cases[number];
      Next next = one.kind == Operation::Send
                      ? send(channels[one.channel], one.value, text)
                      : receive(channels[one.channel], text);
      text = std::to_string(number) + ": " + text;
      return next;
    }
    if (operation.hasDefault) {
      text = "default";
      return Next::Continue;
    }
    for (size_t i = 0; i < operation.cases.size(); ++i) {
      const Operation &one = operation.cases[i];
      if (one.channel == Operation::kNil)
        continue;
      Queue &queue = channels[one.channel];
      (one.kind == Operation::Send ? queue.senders : queue.receivers)
          .push_back({goroutine, one.value, int(i)});
    }
    return Next::Stop;
  }

  /// The runtime's own sequence (Scheduler::random).
  uint32_t random(uint32_t bound) {
    seed ^= seed >> 12;
    seed ^= seed << 25;
    seed ^= seed >> 27;
    return uint32_t((seed * 0x2545F4914F6CDD1D >> 32) * bound >> 32);
  }

  const ModelProgram &program;
  std::vector<Queue> channels;
  std::vector<State> goroutines;
  std::deque<unsigned> ready;
  unsigned alive = 0;
  uint64_t seed = 0x9E3779B97F4A7C15;
  ModelResult result;
};

} // namespace vo::rt::test
