//===- Switch.h - Leaving one stack for another -----------------*- C++ -*-===//
//
// A stack is left in a call and continued by the return of that call, always by
// the same code: callee-saved registers lie on the stack, the rest of a switch
// is two words. Returns of continued calls are indirect jumps and not `ret`,
// which the processor would predict to go to where the other stack's call came
// from: a wrong guess per switch, as expensive as all the rest.
//
// Floating-point modes belong to the thread.
//
// Sanitizers are told of each switch (gc/Sanitizers.h). For the one of threads,
// switches order what is done before and after.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/gc/Mutator.h"

namespace vo::rt {

static_assert(offsetof(SwitchPoint, stackPointer) == 0 &&
              offsetof(SwitchPoint, framePointer) == 8 &&
              offsetof(SwitchPoint, then) == 16 &&
              offsetof(SwitchPoint, results) == 24 &&
              offsetof(SwitchPoint, owner) == 40);

/// Leaves the caller's stack and continues `to`; returns when `from` is
/// continued.
extern "C" __attribute__((visibility("hidden"))) void
vo_switch_stacks(SwitchPoint *from, SwitchPoint *to);

/// A stack that begins with the call function(argument), which must not return.
/// Its memory lies from `bottom` to `top`.
void startStack(SwitchPoint &point, const void *bottom, void *top,
                void (*function)(void *), void *argument);

/// Defines the runtime entry `name` by the C function
///
///   extern "C" Switch inner(arguments..., Context *)
///
/// that says, when everything is done, which stack goes on. The entry returns
/// the results that the point of its own stack then has, without having
/// anything left to do between the switch and its return. `context` is the
/// register of the C function's last argument.
#define VO_RT_SWITCHING_ENTRY(name, inner, context)                            \
  asm(".text\n"                                                                \
      ".globl " #name "\n"                                                     \
      ".p2align 4\n"                                                           \
      ".type " #name ", @function\n" #name ":\n"                               \
      "  pushq %rbp\n"                                                         \
      "  movq %rsp, %rbp\n"                                                    \
      "  movq %r13, %" #context "\n"                                           \
      "  callq " #inner "\n"                                                   \
      "  testq %rax, %rax\n"                                                   \
      "  jne vo_leave_stack\n"                                                 \
      "  movq 24(%rdx), %rax\n"                                                \
      "  movq 32(%rdx), %rdx\n"                                                \
      "  popq %rbp\n"                                                          \
      "  retq\n"                                                               \
      ".size " #name ", .-" #name "\n")

/// Attributes of the C function.
#define VO_RT_SWITCHING_INNER                                                  \
  extern "C" __attribute__((visibility("hidden"), used)) ::vo::rt::Switch

} // namespace vo::rt
