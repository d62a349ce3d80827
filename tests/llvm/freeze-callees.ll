; RUN: vo-llvm-opt %s --passes=vo-freeze-callees | FileCheck %s
; RUN: vo-llvm-opt %s --emit=asm | FileCheck %s --check-prefix=ASM

; LLVM 22 would call the first member (rax) instead of the second (rdx).

declare swiftcc { ptr addrspace(1), ptr } @closure(ptr)

; CHECK-LABEL: define swiftcc void @f(
; CHECK:         [[CODE:%.*]] = extractvalue { ptr addrspace(1), ptr } {{%.*}}, 1
; CHECK-NEXT:    [[CALLEE:%.*]] = freeze ptr [[CODE]]
; CHECK-NEXT:    call swiftcc void [[CALLEE]](

; ASM-LABEL: f:
; ASM:         callq closure@PLT
; ASM:         movq %rax, %rdi
; ASM-NEXT:    callq *%rdx
define swiftcc void @f(ptr %ctx) gc "statepoint-example" {
  %closure = call swiftcc { ptr addrspace(1), ptr } @closure(ptr %ctx)
  %environment = extractvalue { ptr addrspace(1), ptr } %closure, 0
  %code = extractvalue { ptr addrspace(1), ptr } %closure, 1
  call swiftcc void %code(ptr %ctx, ptr addrspace(1) %environment)
  ret void
}
