; RUN: vo-llvm-opt %s --passes='rewrite-statepoints-for-gc,function(vo-trim-statepoints)' | FileCheck %s
; RUN: vo-llvm-opt %s -O0 --emit=asm | FileCheck %s --check-prefix=ASM

declare swiftcc void @use(ptr, ptr addrspace(1), ptr addrspace(1)) gc "statepoint-example"
declare swiftcc void @work(ptr) gc "statepoint-example"

; An argument that is not used afterwards is the callee's business.
; CHECK-LABEL: define swiftcc void @argument(
; CHECK:         @llvm.experimental.gc.statepoint{{.*}}@use, i32 3, i32 0, ptr %ctx, ptr addrspace(1) %a, ptr addrspace(1) %b, i32 0, i32 0){{$}}
; CHECK-NEXT:    ret void
;
; ASM-LABEL: argument:
; ASM-NOT:     (%rsp)
; ASM-NOT:     (%rbp)
; ASM:         callq use
define swiftcc void @argument(ptr %ctx, ptr addrspace(1) %a, ptr addrspace(1) %b) gc "statepoint-example" {
  call swiftcc void @use(ptr %ctx, ptr addrspace(1) %a, ptr addrspace(1) %b)
  ret void
}

; What is used afterwards stays, and the relocation knows its new place.
; CHECK-LABEL: define swiftcc ptr addrspace(1) @second(
; CHECK:         [[TOKEN:%.*]] = call {{.*}} @llvm.experimental.gc.statepoint{{.*}} [ "gc-live"(ptr addrspace(1) %b) ]
; CHECK-NEXT:    [[B:%.*]] = call coldcc ptr addrspace(1) @llvm.experimental.gc.relocate{{.*}}(token [[TOKEN]], i32 0, i32 0)
; CHECK-NEXT:    ret ptr addrspace(1) [[B]]
define swiftcc ptr addrspace(1) @second(ptr %ctx, ptr addrspace(1) %a, ptr addrspace(1) %b) gc "statepoint-example" {
  call swiftcc void @use(ptr %ctx, ptr addrspace(1) %a, ptr addrspace(1) %b)
  ret ptr addrspace(1) %b
}

; A derived pointer keeps its base.
; CHECK-LABEL: define swiftcc ptr addrspace(1) @derived(
; CHECK:         [[TOKEN:%.*]] = call {{.*}} @llvm.experimental.gc.statepoint{{.*}} [ "gc-live"(
; CHECK-DAG:     ptr addrspace(1) %a
; CHECK-NOT:     ptr addrspace(1) %b
; CHECK:         ret ptr addrspace(1)
define swiftcc ptr addrspace(1) @derived(ptr %ctx, ptr addrspace(1) %a, ptr addrspace(1) %b, i1 %c) gc "statepoint-example" {
entry:
  %f = getelementptr i8, ptr addrspace(1) %a, i64 8
  br i1 %c, label %left, label %right
left:
  br label %join
right:
  br label %join
join:
  %p = phi ptr addrspace(1) [ %a, %left ], [ %f, %right ]
  call swiftcc void @work(ptr %ctx)
  ret ptr addrspace(1) %p
}

; The second call needs it: it stays in the first list only.
; CHECK-LABEL: define swiftcc void @two(
; CHECK:         @llvm.experimental.gc.statepoint{{.*}}@use{{.*}} [ "gc-live"(ptr addrspace(1) %a) ]
; CHECK:         [[A:%.*]] = call coldcc ptr addrspace(1) @llvm.experimental.gc.relocate
; CHECK:         @llvm.experimental.gc.statepoint{{.*}}@use{{.*}}ptr addrspace(1) [[A]], ptr addrspace(1) null, i32 0, i32 0){{$}}
; CHECK-NEXT:    ret void
define swiftcc void @two(ptr %ctx, ptr addrspace(1) %a) gc "statepoint-example" {
  call swiftcc void @use(ptr %ctx, ptr addrspace(1) %a, ptr addrspace(1) null)
  call swiftcc void @use(ptr %ctx, ptr addrspace(1) %a, ptr addrspace(1) null)
  ret void
}

; The frame object of a bundle stays.
; CHECK-LABEL: define swiftcc void @frame(
; CHECK:         @llvm.experimental.gc.statepoint{{.*}} [ "deopt"(ptr %object, i32 32) ]
define swiftcc void @frame(ptr %ctx, ptr addrspace(1) %a) gc "statepoint-example" {
  %object = alloca [1 x i64]
  store volatile i64 0, ptr %object
  call swiftcc void @use(ptr %ctx, ptr addrspace(1) %a, ptr addrspace(1) null) [ "deopt"(ptr %object, i32 32) ]
  ret void
}
