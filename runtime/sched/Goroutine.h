//===- Goroutine.h - A stack with a context ---------------------*- C++ -*-===//
#pragma once

#include "runtime/gc/Mutator.h"
#include "runtime/sched/Stack.h"
#include "runtime/sched/UnwindState.h"

namespace vo::rt {

class Program;

/// One goroutine: the context that compiled code sees, what the collector
/// needs, and the stack. abi::Context::goroutine leads here.
class Goroutine : public Mutator {
public:
  explicit Goroutine(Program &program) : program(program) {
    static_cast<abi::Context &>(*this) = {};
  }
  Goroutine(const Goroutine &) = delete;
  Goroutine &operator=(const Goroutine &) = delete;

  static Goroutine &of(abi::Context &context) { return *context.goroutine; }

  Program &program;
  Stack stack;
  UnwindState unwind;
};

} // namespace vo::rt
