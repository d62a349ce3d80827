#include "runtime/sched/StackFault.h"

#include <sys/mman.h>
#include <ucontext.h>

namespace vo::rt {

static thread_local Goroutine *current = nullptr;
static thread_local StackFaultGuard *active = nullptr;

void StackFaultGuard::setCurrent(Goroutine *goroutine) { current = goroutine; }
Goroutine *StackFaultGuard::running() { return current; }

StackFaultGuard::StackFaultGuard(void (*handler)(Context &context))
    : handler(handler), outer(active), outerGoroutine(current) {
  active = this;
  void *stacks = mmap(nullptr, 2 * kStackBytes, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (stacks == MAP_FAILED)
    return;
  memory = static_cast<char *>(stacks);
  stack_t signalStack{};
  signalStack.ss_sp = memory;
  signalStack.ss_size = kStackBytes;
  sigaltstack(&signalStack, &previousStack);
  struct sigaction action{};
  action.sa_sigaction = onSignal;
  action.sa_flags = SA_SIGINFO | SA_ONSTACK;
  sigemptyset(&action.sa_mask);
  sigaction(SIGSEGV, &action, &previousSegv);
  sigaction(SIGBUS, &action, &previousBus);
}

StackFaultGuard::~StackFaultGuard() {
  active = outer;
  current = outerGoroutine;
  if (!memory)
    return;
  sigaction(SIGSEGV, &previousSegv, nullptr);
  sigaction(SIGBUS, &previousBus, nullptr);
  sigaltstack(&previousStack, nullptr);
  munmap(memory, 2 * kStackBytes);
}

/// Leaves the signal handler for `recover` on the emergency stack, where
/// ordinary code may run: the fault was the program's own, not an
/// interruption.
void StackFaultGuard::onSignal(int signal, siginfo_t *info, void *context) {
  StackFaultGuard *guard = active;
  if (!guard || !current || !current->stack.isGuard(info->si_addr)) {
    // Not ours. The instruction faults again under the old action.
    if (guard)
      sigaction(signal,
                signal == SIGBUS ? &guard->previousBus : &guard->previousSegv,
                nullptr);
    else
      std::signal(signal, SIG_DFL);
    return;
  }
  greg_t *registers = static_cast<ucontext_t *>(context)->uc_mcontext.gregs;
  uint64_t top = reinterpret_cast<uint64_t>(guard->memory + 2 * kStackBytes);
  registers[REG_RIP] = reinterpret_cast<greg_t>(&recover);
  registers[REG_RDI] = reinterpret_cast<greg_t>(current);
  registers[REG_RSI] = registers[REG_RBP];
  registers[REG_RSP] = top - 24; // as after a call: 8 below a multiple of 16
  registers[REG_EFL] &= ~greg_t{0x400}; // direction flag
}

void StackFaultGuard::recover(Goroutine &goroutine, const void *frame) {
  // The fault may have come before its function had set up a frame; then this
  // is the caller's, and the walk starts one frame further out.
  if (goroutine.stack.contains(frame))
    goroutine.topFrame = frame;
  else
    goroutine.baseFrame = nullptr;
  active->handler(goroutine);
  __builtin_trap();
}

} // namespace vo::rt
