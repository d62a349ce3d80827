; RUN: vo-llvm-opt %s --to=optimized | FileCheck %s --check-prefixes=CHECK,TWO
; RUN: vo-llvm-opt %s --to=optimized --inline-recursion=1 | FileCheck %s --check-prefixes=CHECK,ONE
; RUN: vo-llvm-opt %s --to=optimized --inline-recursion=0 | FileCheck %s --check-prefixes=CHECK,NONE
; RUN: vo-llvm-opt %s --emit=asm | FileCheck %s --check-prefix=ASM

declare void @vo.stack_check(ptr)
declare swiftcc void @vo_rt_stack_overflow(ptr)
declare swiftcc ptr addrspace(1) @vo_rt_alloc(i64, i64, ptr)
declare void @vo.card_mark(ptr addrspace(1), ptr)

; Two calls of itself become four at one level, eight at two.
; CHECK-LABEL: define {{.*}} @build(
; NONE-COUNT-2:  call swiftcc {{.*}} @build(
; ONE-COUNT-4:   call swiftcc {{.*}} @build(
; TWO-COUNT-8:   call swiftcc {{.*}} @build(
; CHECK-NOT:     call swiftcc {{.*}} @build(
; CHECK:       }
;
; The copies' checks of the stack fold into the first.
; ASM-LABEL: build:
; ASM:         cmpq 16(%r13), %rbp
; ASM-NOT:     16(%r13)
; ASM:         .size build
define swiftcc ptr addrspace(1) @build(ptr %ctx, i64 %depth) gc "statepoint-example" {
  call void @vo.stack_check(ptr %ctx)
  %node = call swiftcc ptr addrspace(1) @vo_rt_alloc(i64 1, i64 16, ptr %ctx)
  %leaf = icmp eq i64 %depth, 0
  br i1 %leaf, label %end, label %inner
inner:
  %less = sub i64 %depth, 1
  %left = call swiftcc ptr addrspace(1) @build(ptr %ctx, i64 %less)
  store ptr addrspace(1) %left, ptr addrspace(1) %node
  call void @vo.card_mark(ptr addrspace(1) %node, ptr %ctx)
  %right = call swiftcc ptr addrspace(1) @build(ptr %ctx, i64 %less)
  %field = getelementptr i8, ptr addrspace(1) %node, i64 8
  store ptr addrspace(1) %right, ptr addrspace(1) %field
  call void @vo.card_mark(ptr addrspace(1) %field, ptr %ctx)
  br label %end
end:
  ret ptr addrspace(1) %node
}

; A call with an operand bundle stays: the copy's calls would not have it.
; CHECK-LABEL: define {{.*}} @framed(
; CHECK-COUNT-1: call swiftcc i64 @framed({{.*}}"deopt"
; CHECK-NOT:     call swiftcc i64 @framed(
; CHECK:       }
define swiftcc i64 @framed(ptr %ctx, i64 %n) gc "statepoint-example" {
  %object = alloca [1 x i64]
  call void @vo.stack_check(ptr %ctx)
  %done = icmp eq i64 %n, 0
  br i1 %done, label %end, label %more
more:
  store volatile i64 %n, ptr %object
  %less = sub i64 %n, 1
  %r = call swiftcc i64 @framed(ptr %ctx, i64 %less) [ "deopt"(ptr %object, i32 32) ]
  %here = load volatile i64, ptr %object
  %all = xor i64 %r, %here
  ret i64 %all
end:
  ret i64 0
}

; Not a function of the program.
; CHECK-LABEL: define {{.*}} @plain(
; CHECK-COUNT-1: call swiftcc i64 @plain(
; CHECK-NOT:     call swiftcc i64 @plain(
; CHECK:       }
define swiftcc i64 @plain(ptr %ctx, i64 %n) {
  %done = icmp eq i64 %n, 0
  br i1 %done, label %end, label %more
more:
  %less = sub i64 %n, 1
  %r = call swiftcc i64 @plain(ptr %ctx, i64 %less)
  %all = xor i64 %r, %n
  %odd = mul i64 %all, 3
  ret i64 %odd
end:
  ret i64 0
}
