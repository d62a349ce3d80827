#include "runtime/std/Call.h"

#include "runtime/panic/Panic.h"

#include <cstddef>

using namespace vo;
using namespace vo::rt;

// void vo_std_invoke(Invocation *): loads the registers and the stack, calls,
// stores the results. Keeps a frame pointer, like everything that the collector
// walks over.
static_assert(offsetof(Invocation, code) == 0);
static_assert(offsetof(Invocation, context) == 8);
static_assert(offsetof(Invocation, stack) == 16);
static_assert(offsetof(Invocation, stackCount) == 24);
static_assert(offsetof(Invocation, words) == 32);
static_assert(offsetof(Invocation, floats) == 80);
static_assert(offsetof(Invocation, wordResults) == 144);
static_assert(offsetof(Invocation, floatResults) == 176);
asm(R"(
  .text
  .p2align 4
  .hidden vo_std_invoke
  .globl vo_std_invoke
  .type vo_std_invoke, @function
vo_std_invoke:
  pushq %rbp
  movq %rsp, %rbp
  pushq %rbx
  pushq %r13
  movq %rdi, %rbx
  # Room for the arguments, so that the stack stays aligned.
  movq 24(%rbx), %rcx
  leaq 1(%rcx), %rax
  andq $-2, %rax
  shlq $3, %rax
  subq %rax, %rsp
  movq 16(%rbx), %rsi
  movq %rsp, %rdi
  rep movsq
  movsd 80(%rbx), %xmm0
  movsd 88(%rbx), %xmm1
  movsd 96(%rbx), %xmm2
  movsd 104(%rbx), %xmm3
  movsd 112(%rbx), %xmm4
  movsd 120(%rbx), %xmm5
  movsd 128(%rbx), %xmm6
  movsd 136(%rbx), %xmm7
  movq 8(%rbx), %r13
  movq 32(%rbx), %rdi
  movq 40(%rbx), %rsi
  movq 48(%rbx), %rdx
  movq 56(%rbx), %rcx
  movq 64(%rbx), %r8
  movq 72(%rbx), %r9
  callq *(%rbx)
  movq %rax, 144(%rbx)
  movq %rdx, 152(%rbx)
  movq %rcx, 160(%rbx)
  movq %r8, 168(%rbx)
  movsd %xmm0, 176(%rbx)
  movsd %xmm1, 184(%rbx)
  movsd %xmm2, 192(%rbx)
  movsd %xmm3, 200(%rbx)
  leaq -16(%rbp), %rsp
  popq %r13
  popq %rbx
  popq %rbp
  retq
  .size vo_std_invoke, .-vo_std_invoke
)");
extern "C" void vo_std_invoke(Invocation *invocation);

void vo::rt::detail::invoke(Invocation &invocation) {
  Context &context = *invocation.context;
  auto frame = reinterpret_cast<uint64_t>(__builtin_frame_address(0));
  if (frame < context.stackLimit)
    raiseTrap(context, abi::Trap::StackOverflow);
  vo_std_invoke(&invocation);
}

const void *vo::rt::detail::codeOf(Context &context, Ref closure) {
  if (!closure)
    raiseTrap(context, abi::Trap::NilFuncCall);
  return reinterpret_cast<const void *>(
      reinterpret_cast<const abi::ClosureObject *>(closure)->code);
}
