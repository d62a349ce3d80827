//===- Switch.h - Leaving one stack for another -----------------*- C++ -*-===//
#pragma once

#include "runtime/gc/Mutator.h"

namespace vo::rt {

static_assert(offsetof(SwitchPoint, stackPointer) == 0 &&
              offsetof(SwitchPoint, framePointer) == 8 &&
              offsetof(SwitchPoint, resume) == 16);

/// Leaves the calling function's stack and continues at `to`; returns when
/// somebody switches to `from`. The compiler saves around it what it still
/// needs, so the switch itself moves three words. Floating-point modes belong
/// to the thread. In line, because a common function would return to the wrong
/// place by the processor's prediction.
///
/// What lies in the 128 bytes below the stack pointer is part of the stack
/// while it is left.
[[gnu::always_inline]] inline void switchStacks(SwitchPoint &from,
                                                SwitchPoint &to) {
  SwitchPoint *out = &from, *in = &to;
  asm volatile("movq %%rsp, 0(%[out])\n\t"
               "movq %%rbp, 8(%[out])\n\t"
               "leaq 1f(%%rip), %%rax\n\t"
               "movq %%rax, 16(%[out])\n\t"
               "movq 0(%[in]), %%rsp\n\t"
               "movq 8(%[in]), %%rbp\n\t"
               "movq $0, 8(%[in])\n\t"
               "jmpq *16(%[in])\n"
               "1:"
               : [out] "+D"(out), [in] "+S"(in)
               :
               : "rax", "rbx", "rcx", "rdx", "r8", "r9", "r10", "r11", "r12",
                 "r13", "r14", "r15", "xmm0", "xmm1", "xmm2", "xmm3", "xmm4",
                 "xmm5", "xmm6", "xmm7", "xmm8", "xmm9", "xmm10", "xmm11",
                 "xmm12", "xmm13", "xmm14", "xmm15", "cc", "memory");
}

inline constexpr uint64_t kRedZoneBytes = 128;

/// A stack that begins with the call function(argument), which must not return.
/// `top` is the end of its memory.
SwitchPoint newStack(void *top, void (*function)(void *), void *argument);

} // namespace vo::rt
