#include "runtime/sched/Program.h"

#include "runtime/sched/StackFault.h"

#include <boost/context/detail/fcontext.hpp>

#include <cstdio>

namespace vo::rt {

namespace fiber = boost::context::detail;

using ModuleEntry = __attribute__((swiftcall)) void (*)(VO_RT_CONTEXT);

Program::Program(const abi::ModuleDescriptor &module, const Handlers &handlers,
                 HeapOptions options)
    : module(module), handlers(handlers), managed([&] {
        options.exhausted = handlers.outOfMemory;
        return options;
      }()) {}

int Program::run() {
  Goroutine goroutine(*this);
  StackFaultGuard guard(handlers.stackFault);
  if (!managed.isValid() || !guard.isArmed() || !goroutine.stack.allocate()) {
    std::fputs("vo: out of memory\n", stderr);
    return 1;
  }
  managed.registerModule(module);
  managed.attach(goroutine);
  goroutine.goroutine = &goroutine;
  goroutine.module = &module;
  goroutine.stackLimit = goroutine.stack.limit();

  StackFaultGuard::setCurrent(&goroutine);
  auto start = [](fiber::transfer_t transfer) {
    auto &started = *static_cast<Goroutine *>(transfer.data);
    started.program.caller = transfer.fctx;
    goroutineMain(started);
  };
  fiber::fcontext_t entry = fiber::make_fcontext(
      goroutine.stack.top(), goroutine.stack.usableBytes(), start);
  fiber::jump_fcontext(entry, &goroutine);

  goroutine.handles = nullptr; // of abandoned frames
  managed.detach(goroutine);
  return status;
}

/// The base of every stack walk.
__attribute__((noinline)) void Program::goroutineMain(Goroutine &goroutine) {
  goroutine.baseFrame = __builtin_frame_address(0);
  auto entry = reinterpret_cast<ModuleEntry>(goroutine.program.module.entry);
  entry(&goroutine);
  end(goroutine, 0);
}

void Program::reportOutOfMemory(Context &context) {
  handlers.outOfMemory(context);
  __builtin_unreachable(); // it ends the run
}

void Program::end(Context &context, int status) {
  Program &program = Goroutine::of(context).program;
  program.status = status;
  fiber::jump_fcontext(program.caller, nullptr);
  __builtin_unreachable(); // nobody resumes a goroutine after the end
}

} // namespace vo::rt
