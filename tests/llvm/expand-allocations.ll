; RUN: vo-llvm-opt %s --passes=vo-expand-allocations | FileCheck %s
; RUN: vo-llvm-opt %s --emit=asm | FileCheck %s --check-prefix=ASM

declare swiftcc ptr addrspace(1) @vo_rt_alloc(i64, i64, ptr)

; CHECK-LABEL: define swiftcc ptr addrspace(1) @small(
; CHECK-NEXT:    [[REF:%.*]] = load ptr addrspace(1), ptr %ctx, align 8
; CHECK-NEXT:    [[LIMITP:%.*]] = getelementptr inbounds i8, ptr %ctx, i64 8
; CHECK-NEXT:    [[LIMIT:%.*]] = load ptr addrspace(1), ptr [[LIMITP]], align 8
; CHECK-NEXT:    [[END:%.*]] = getelementptr i8, ptr addrspace(1) [[REF]], i64 16
; CHECK-NEXT:    [[FITS:%.*]] = icmp ule ptr addrspace(1) [[END]], [[LIMIT]]
; CHECK-NEXT:    br i1 [[FITS]], label %alloc.fast, label %alloc.slow, !prof
; CHECK:       alloc.fast:
; CHECK-NEXT:    [[HEADER:%.*]] = getelementptr i8, ptr addrspace(1) [[REF]], i64 -8
; CHECK-NEXT:    store i64 %header, ptr addrspace(1) [[HEADER]], align 8
; CHECK-NEXT:    [[NEXT:%.*]] = getelementptr i8, ptr addrspace(1) [[REF]], i64 24
; CHECK-NEXT:    store ptr addrspace(1) [[NEXT]], ptr %ctx, align 8
; CHECK-NEXT:    br label
; CHECK:       alloc.slow:
; CHECK-NEXT:    [[SLOW:%.*]] = call swiftcc ptr addrspace(1) @vo_rt_alloc(i64 %header, i64 16, ptr %ctx) #[[$COLD:[0-9]+]]
; CHECK-NEXT:    br label
; CHECK:         %object = phi ptr addrspace(1) [ [[REF]], %alloc.fast ], [ [[SLOW]], %alloc.slow ]
; CHECK-NEXT:    ret ptr addrspace(1) %object

; Six instructions on the way that is taken, and no spill.
; ASM-LABEL: small:
; ASM:         movq (%r13), %rax
; ASM-NEXT:    leaq 16(%rax), %rcx
; ASM-NEXT:    cmpq 8(%r13), %rcx
; ASM-NEXT:    ja
; ASM:         movq %rdi, -8(%rax)
; ASM-NEXT:    leaq 24(%rax), %rcx
; ASM-NEXT:    movq %rcx, (%r13)
define swiftcc ptr addrspace(1) @small(ptr %ctx, i64 %header) gc "statepoint-example" {
  %object = call swiftcc ptr addrspace(1) @vo_rt_alloc(i64 %header, i64 16, ptr %ctx)
  ret ptr addrspace(1) %object
}

; An object without data still has a header.
; CHECK-LABEL: define swiftcc ptr addrspace(1) @empty(
; CHECK:         getelementptr i8, ptr addrspace(1) {{%.*}}, i64 8
define swiftcc ptr addrspace(1) @empty(ptr %ctx) gc "statepoint-example" {
  %object = call swiftcc ptr addrspace(1) @vo_rt_alloc(i64 1, i64 0, ptr %ctx)
  ret ptr addrspace(1) %object
}

; The largest size that is expanded.
; CHECK-LABEL: define swiftcc ptr addrspace(1) @largest(
; CHECK:       alloc.fast:
define swiftcc ptr addrspace(1) @largest(ptr %ctx) gc "statepoint-example" {
  %object = call swiftcc ptr addrspace(1) @vo_rt_alloc(i64 1, i64 2048, ptr %ctx)
  ret ptr addrspace(1) %object
}

; Too large, of unknown size, not in words, not a Vo function: calls.
; CHECK-LABEL: define swiftcc void @calls(
; CHECK-NOT:   alloc.fast
define swiftcc void @calls(ptr %ctx, i64 %bytes) gc "statepoint-example" {
  call swiftcc ptr addrspace(1) @vo_rt_alloc(i64 1, i64 2056, ptr %ctx)
  call swiftcc ptr addrspace(1) @vo_rt_alloc(i64 1, i64 %bytes, ptr %ctx)
  call swiftcc ptr addrspace(1) @vo_rt_alloc(i64 1, i64 12, ptr %ctx)
  ret void
}
; CHECK-LABEL: define swiftcc void @other(
; CHECK-NOT:   alloc.fast
define swiftcc void @other(ptr %ctx) {
  call swiftcc ptr addrspace(1) @vo_rt_alloc(i64 1, i64 8, ptr %ctx)
  ret void
}

; CHECK: attributes #[[$COLD]] = { cold }
