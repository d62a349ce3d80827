; RUN: vo-llvm-opt %s -O0 --emit=asm | FileCheck %s
; RUN: vo-llvm-opt %s -O1 --emit=asm | FileCheck %s
; RUN: vo-llvm-opt %s -O3 --cpu=native --emit=asm | FileCheck %s
; RUN: vo-llvm-opt %s --to=marked -o %t.marked.ll
; RUN: vo-llvm-opt %t.marked.ll --from=marked --to=optimized -o %t.optimized.ll
; RUN: vo-llvm-opt %t.optimized.ll --from=optimized -o %t.lowered.ll
; RUN: vo-llvm-opt %t.lowered.ll --from=lowered --emit=asm | FileCheck %s
; RUN: vo-llvm-opt %t.lowered.ll --from=lowered --emit=asm -o %t.steps.s
; RUN: vo-llvm-opt %s --emit=asm -o %t.whole.s
; RUN: cmp %t.steps.s %t.whole.s
; RUN: FileCheck %s --check-prefix=IR < %t.lowered.ll
; RUN: not vo-llvm-opt %s --cpu=pentium-9 2>&1 | FileCheck %s --check-prefix=CPU

; Every stage's text parses back and goes on to the same code.

; CPU: error: unknown CPU 'pentium-9'

; The IR that users see names a strategy that `opt` knows, and has no helpers of
; the passes left in it.
; IR-NOT: __tmp_use
; IR: gc "statepoint-example"

declare swiftcc i64 @next(ptr, ptr addrspace(1), i64)

; CHECK-LABEL: f:
; CHECK:         pushq %rbp
; CHECK:         movq %rsp, %rbp
; CHECK:         callq next@PLT
; CHECK:         callq next@PLT
; CHECK:         retq
; CHECK:       .section .vo_stackmaps,"a",@progbits
; CHECK:       vo_stack_maps:
; CHECK-NOT:   llvm_stackmaps
define swiftcc i64 @f(ptr %ctx, ptr addrspace(1) %object) gc "statepoint-example" {
  %slot = alloca ptr addrspace(1)
  store ptr addrspace(1) %object, ptr %slot
  %a = call swiftcc i64 @next(ptr %ctx, ptr addrspace(1) %object, i64 1)
  %again = load ptr addrspace(1), ptr %slot
  %b = call swiftcc i64 @next(ptr %ctx, ptr addrspace(1) %again, i64 %a)
  ret i64 %b
}
