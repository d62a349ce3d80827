#include "runtime/sched/Program.h"

#include "runtime/sched/StackFault.h"

#include <cstdio>

namespace vo::rt {

using ModuleEntry = __attribute__((swiftcall)) void (*)(VO_RT_CONTEXT);

Program::Program(const abi::ModuleDescriptor &module, const Handlers &handlers,
                 HeapOptions options)
    : module(module), callbacks(handlers), managed([&] {
        options.exhausted = handlers.outOfMemory;
        return options;
      }()),
      goroutines(*this, managed) {}

/// The main goroutine's abi::GoFunction.
__attribute__((swiftcall)) static void runMain(void *, int64_t, VO_RT_CONTEXT) {
  reinterpret_cast<ModuleEntry>(context->module->entry)(context);
}

int Program::run() {
  StackFaultGuard guard(callbacks.stackFault, goroutines.running());
  if (!managed.isValid() || !guard.isArmed()) {
    std::fputs("vo: out of memory\n", stderr);
    return 1;
  }
  managed.registerModule(module);
  return goroutines.run(runMain);
}

void Program::reportOutOfMemory(Context &context) {
  callbacks.outOfMemory(context);
  __builtin_unreachable(); // it ends the run
}

void Program::end(Context &context, int status) {
  Goroutine::of(context).scheduler->end(status);
}

} // namespace vo::rt
