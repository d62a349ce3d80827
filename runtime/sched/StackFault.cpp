#include "runtime/sched/StackFault.h"

#include <algorithm>
#include <mutex>
#include <sys/mman.h>
#include <ucontext.h>
#include <unistd.h>

namespace vo::rt {

// Of the thread. Touched before a fault can come, so that the handler does not
// make the thread's storage.
static thread_local StackFaultGuard *active = nullptr;

// Of the process.
static std::mutex installing;
static unsigned installed = 0;
static struct sigaction previousSegv, previousBus;

Goroutine *StackFaultGuard::running() {
  return active ? active->current.load(std::memory_order_relaxed) : nullptr;
}

void StackFaultGuard::installHandler() {
  std::lock_guard<std::mutex> lock(installing);
  if (installed++ != 0)
    return;
  struct sigaction action{};
  action.sa_sigaction = onSignal;
  // Not deferred: a fault in the handler comes back to it.
  action.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER;
  sigemptyset(&action.sa_mask);
  sigaction(SIGSEGV, &action, &previousSegv);
  sigaction(SIGBUS, &action, &previousBus);
}

void StackFaultGuard::removeHandler() {
  std::lock_guard<std::mutex> lock(installing);
  if (--installed != 0)
    return;
  sigaction(SIGSEGV, &previousSegv, nullptr);
  sigaction(SIGBUS, &previousBus, nullptr);
}

StackFaultGuard::StackFaultGuard(Handler handler,
                                 const std::atomic<Goroutine *> &running)
    : handler(handler), outer(active), current(running) {
  active = this;
  void *stack = mmap(nullptr, kStackBytes, PROT_READ | PROT_WRITE,
                     MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (stack == MAP_FAILED)
    return;
  memory = static_cast<char *>(stack);
  stack_t signalStack{};
  signalStack.ss_sp = memory;
  signalStack.ss_size = kStackBytes;
  sigaltstack(&signalStack, &previousStack);
  installHandler();
}

StackFaultGuard::~StackFaultGuard() {
  active = outer;
  if (!memory)
    return;
  removeHandler();
  sigaltstack(&previousStack, nullptr);
  munmap(memory, kStackBytes);
}

void StackFaultGuard::onSignal(int signal, siginfo_t *info, void *context) {
  StackFaultGuard *guard = active;
  Goroutine *goroutine = running();
  bool isOurs = goroutine && (guard->faults != 0 ||
                              goroutine->region->isGuard(info->si_addr));
  if (!isOurs) {
    // The instruction faults again under the old action.
    sigaction(signal, signal == SIGBUS ? &previousBus : &previousSegv, nullptr);
    return;
  }
  guard->faults = guard->faults + 1;
  const greg_t *registers =
      static_cast<ucontext_t *>(context)->uc_mcontext.gregs;
  auto *stackPointer = reinterpret_cast<const void *>(registers[REG_RSP]);
  auto *framePointer = reinterpret_cast<const void *>(registers[REG_RBP]);
  if (guard->faults == 1)
    guard->handler(
        *goroutine,
        {std::max(stackPointer, goroutine->region->bottom()), framePointer});
  else if (guard->faults == 2)
    guard->handler(*goroutine, {});
  _exit(1);
}

} // namespace vo::rt
