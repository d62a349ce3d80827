; RUN: vo-llvm-opt %s --to=optimized | FileCheck %s

; LLVM knows the allocator: unused objects go, fresh memory is zero, a new object
; aliases nothing.

declare swiftcc ptr addrspace(1) @vo_rt_alloc(i64, i64, ptr)
declare void @vo.card_mark(ptr addrspace(1), ptr)

; CHECK-LABEL: define hidden swiftcc void @unused(
; CHECK-NEXT:    ret void
define swiftcc void @unused(ptr %ctx, i64 %v) gc "statepoint-example" {
  %object = call swiftcc ptr addrspace(1) @vo_rt_alloc(i64 1, i64 16, ptr %ctx)
  store i64 %v, ptr addrspace(1) %object
  ret void
}

; CHECK-LABEL: define hidden swiftcc noundef i64 @zero(
; CHECK-NEXT:    ret i64 0
define swiftcc i64 @zero(ptr %ctx) gc "statepoint-example" {
  %object = call swiftcc ptr addrspace(1) @vo_rt_alloc(i64 1, i64 16, ptr %ctx)
  %slot = getelementptr i8, ptr addrspace(1) %object, i64 8
  %v = load i64, ptr addrspace(1) %slot
  ret i64 %v
}

; CHECK-LABEL: define hidden swiftcc {{.*}}ptr addrspace(1) @fresh(
; CHECK-NOT:     load
; CHECK:         store i64 5, ptr addrspace(1) %out
define swiftcc ptr addrspace(1) @fresh(ptr %ctx, ptr addrspace(1) %old, ptr addrspace(1) %out) gc "statepoint-example" {
  store i64 5, ptr addrspace(1) %old
  %object = call swiftcc ptr addrspace(1) @vo_rt_alloc(i64 1, i64 16, ptr %ctx)
  store i64 6, ptr addrspace(1) %object
  %v = load i64, ptr addrspace(1) %old
  store i64 %v, ptr addrspace(1) %out
  ret ptr addrspace(1) %object
}

; A barrier keeps its object.
; CHECK-LABEL: define hidden swiftcc void @kept(
; CHECK:         @vo_rt_alloc
; CHECK:         @vo.card_mark
define swiftcc void @kept(ptr %ctx, ptr addrspace(1) %v) gc "statepoint-example" {
  %object = call swiftcc ptr addrspace(1) @vo_rt_alloc(i64 1, i64 16, ptr %ctx)
  store ptr addrspace(1) %v, ptr addrspace(1) %object
  call void @vo.card_mark(ptr addrspace(1) %object, ptr %ctx)
  ret void
}
