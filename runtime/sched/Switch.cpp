#include "runtime/sched/Switch.h"

#if VO_RT_ASAN || VO_RT_TSAN
// Not instrumented: the stack that the sanitizers know is another than the one
// that the function runs on, before the one call or after the other.

extern "C" __attribute__((visibility("hidden"), used)) VO_RT_UNSANITIZED void
vo_before_switch(vo::rt::SwitchPoint *to, vo::rt::SwitchPoint *from) {
  if (to != from)
    vo::rt::SanitizedStack::beforeSwitch(from->sanitized, to->sanitized);
}

extern "C" __attribute__((visibility("hidden"), used)) VO_RT_UNSANITIZED void
vo_after_switch(vo::rt::SwitchPoint *to, vo::rt::SwitchPoint *from) {
  if (to != from)
    vo::rt::SanitizedStack::afterSwitch(from->sanitized, to->sanitized);
}

#define VO_TELL_SANITIZERS(function)                                           \
  "  pushq %rax\n"                                                             \
  "  pushq %rdx\n"                                                             \
  "  subq $8, %rsp\n"                                                          \
  "  movq %rax, %rdi\n"                                                        \
  "  movq %rdx, %rsi\n"                                                        \
  "  callq " function "\n"                                                     \
  "  addq $8, %rsp\n"                                                          \
  "  popq %rdx\n"                                                              \
  "  popq %rax\n"
#else
#define VO_TELL_SANITIZERS(function)
#endif

// vo_leave_stack: to the point in rax, from the point in rdx. The stack's top
// is a frame (rbp, return address). Its layout while it is left is
//
//   r15 r14 r13 r12 rbx rbp return address
//
// vo_stack_start: the first return of a new stack, which holds the argument and
// the function behind that.
asm(R"(
  .text
  .globl vo_leave_stack, vo_switch_stacks, vo_stack_start
  .hidden vo_leave_stack, vo_switch_stacks, vo_stack_start
  .type vo_switch_stacks, @function
  .type vo_leave_stack, @function
  .type vo_stack_start, @function

  .p2align 4
vo_switch_stacks:
  pushq %rbp
  movq %rsp, %rbp
  movq %rsi, %rax
  movq %rdi, %rdx
vo_leave_stack:
  pushq %rbx
  pushq %r12
  pushq %r13
  pushq %r14
  pushq %r15
1:
)" VO_TELL_SANITIZERS("vo_before_switch") R"(
  movq %rsp, 0(%rdx)
  movq %rbp, 8(%rdx)
  movq 0(%rax), %rsp
  movq 8(%rax), %rbp
)" VO_TELL_SANITIZERS("vo_after_switch") R"(
  movq $0, 8(%rax)
  movq 16(%rax), %rcx
  testq %rcx, %rcx
  jne 3f
2:
  popq %r15
  popq %r14
  popq %r13
  popq %r12
  popq %rbx
  movq 32(%rax), %rdx
  movq 24(%rax), %rax
  popq %rbp
  popq %rcx
  jmpq *%rcx
3:
  movq $0, 16(%rax)
  movq 40(%rax), %rdi
  subq $8, %rsp
  callq *%rcx
  addq $8, %rsp
  testq %rax, %rax
  jne 1b
  movq %rdx, %rax
  jmp 2b
  .size vo_leave_stack, .-vo_leave_stack
  .size vo_switch_stacks, .-vo_switch_stacks

vo_stack_start:
  popq %rdi
  popq %rax
  callq *%rax
  ud2
  .size vo_stack_start, .-vo_stack_start
)");
extern "C" const char vo_stack_start[] __attribute__((visibility("hidden")));

namespace vo::rt {

void startStack(SwitchPoint &point, const void *bottom, void *top,
                void (*function)(void *), void *argument) {
  constexpr unsigned kRegisters = 6, kWords = kRegisters + 3;
  uint64_t end = reinterpret_cast<uint64_t>(top) & ~uint64_t{15};
  auto *words = reinterpret_cast<uint64_t *>(end) - kWords;
  for (unsigned i = 0; i < kRegisters; ++i)
    words[i] = 0;
  words[kRegisters] = reinterpret_cast<uint64_t>(vo_stack_start);
  words[kRegisters + 1] = reinterpret_cast<uint64_t>(argument);
  words[kRegisters + 2] = reinterpret_cast<uint64_t>(function);
  point.stackPointer = words;
  point.framePointer = nullptr;
  point.then = nullptr;
  point.sanitized.begin(bottom, top);
}

} // namespace vo::rt
