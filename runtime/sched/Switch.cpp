#include "runtime/sched/Switch.h"

// The first words of a new stack: the argument and the function.
asm(R"(
  .text
  .type vo_rt_stack_start, @function
vo_rt_stack_start:
  popq %rdi
  popq %rax
  xorl %ebp, %ebp
  callq *%rax
  ud2
  .size vo_rt_stack_start, .-vo_rt_stack_start
)");
extern "C" const char vo_rt_stack_start[] __attribute__((visibility("hidden")));

namespace vo::rt {

SwitchPoint newStack(void *top, void (*function)(void *), void *argument) {
  uint64_t end = reinterpret_cast<uint64_t>(top) & ~uint64_t{15};
  auto *words = reinterpret_cast<uint64_t *>(end) - 2;
  words[0] = reinterpret_cast<uint64_t>(argument);
  words[1] = reinterpret_cast<uint64_t>(function);
  return {words, nullptr, vo_rt_stack_start};
}

} // namespace vo::rt
