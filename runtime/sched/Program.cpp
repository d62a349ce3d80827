#include "runtime/sched/Program.h"

#include "runtime/sched/StackFault.h"

#include <cstdio>
#include <utility>

namespace vo::rt {

using ModuleEntry = __attribute__((swiftcall)) void (*)(VO_RT_CONTEXT);

static Program &programOf(Context &context) {
  return Goroutine::of(context).scheduler->program;
}

//===----------------------------------------------------------------------===//
// Beginning
//===----------------------------------------------------------------------===//

Program::Program(const abi::ModuleDescriptor &module, const Handlers &handlers,
                 const HeapOptions &options, Program *mainIsland)
    : exports(*this, managed), module(module), callbacks(handlers),
      main(mainIsland ? *mainIsland : *this), managed(options),
      goroutines(*this, managed), others(*this), block(module.globalBlock),
      interruption([](Goroutine &self) { self.scheduler->end(0); }),
      rest([](Goroutine &self) { self.scheduler->program.allAtRest = true; }),
      ending([](Goroutine &self) {
        self.scheduler->end(self.scheduler->program.others.endStatus());
      }) {}

static HeapOptions withHandler(HeapOptions options,
                               const Program::Handlers &handlers) {
  options.exhausted = handlers.outOfMemory;
  return options;
}

Program::Program(const abi::ModuleDescriptor &module, const Handlers &handlers,
                 HeapOptions options)
    : Program(module, handlers, withHandler(options, handlers), nullptr) {}

Program::Program(Program &main, Program &creator, Message *created)
    : Program(main.module, main.callbacks, main.managed.options(), &main) {
  this->creator = &creator;
  this->created = created;
  ownBlock =
      std::make_unique<uint64_t[]>(module.globalBytes / sizeof(uint64_t));
  block = ownBlock.get();
}

Program::~Program() {
  if (created)
    created->discard();
}

/// abi::GoFunction of the first goroutines.
__attribute__((swiftcall)) VO_RT_CALLS_COMPILED static void
runMain(void *, int64_t, VO_RT_CONTEXT) {
  reinterpret_cast<ModuleEntry>(context->module->entry)(context);
}

__attribute__((swiftcall)) VO_RT_CALLS_COMPILED void
Program::runInit(void *, int64_t, VO_RT_CONTEXT) {
  reinterpret_cast<ModuleEntry>(context->module->islandInit)(context);
  Program &program = programOf(*context);
  program.creator->inbox().post(std::exchange(program.created, nullptr));
}

int Program::run() {
  StackFaultGuard guard(callbacks.stackFault, goroutines.running());
  if (!managed.isValid() || !guard.isArmed()) {
    std::fputs("vo: out of memory\n", stderr);
    return 1;
  }
  managed.registerModule(module, isMain() ? nullptr : block);
  int status = goroutines.run(isMain() ? runMain : runInit);
  if (!isMain())
    return status;
  if (!others.claimEnd(*this, status))
    status = others.endStatus();
  others.stop();
  return status;
}

//===----------------------------------------------------------------------===//
// End
//===----------------------------------------------------------------------===//

void Program::reportOutOfMemory(Context &context) {
  callbacks.outOfMemory(context);
  __builtin_unreachable(); // it ends the run
}

bool Program::claimEnd(Context &context, int status) {
  Program &program = programOf(context);
  return program.main.others.claimEnd(program, status);
}

void Program::end(Context &context, int status) {
  Program &program = programOf(context);
  if (!program.isMain() && claimEnd(context, status))
    program.main.inbox().post(&program.main.ending);
  program.goroutines.end(status);
}

//===----------------------------------------------------------------------===//
// Islands
//===----------------------------------------------------------------------===//

namespace {
/// The island that a goroutine waits for is there.
class Created final : public Message {
public:
  explicit Created(Goroutine &waiting) : waiting(waiting) {}
  void deliver(Goroutine &self) override {
    --self.scheduler->program.awaited;
    self.scheduler->ready(waiting);
  }

private:
  Goroutine &waiting;
};
} // namespace

Program &Program::makeIsland(Goroutine &self) {
  Program &program = self.scheduler->program;
  ++program.awaited;
  Program *island = program.islands().start(program, new Created(self));
  if (!island)
    program.reportOutOfMemory(self);
  self.scheduler->park(self);
  return *island;
}

} // namespace vo::rt
