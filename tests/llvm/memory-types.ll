; RUN: vo-llvm-opt %s --to=optimized | FileCheck %s
; RUN: vo-llvm-opt %s --to=optimized --memory-types=0 | FileCheck %s --check-prefix=OFF

; A store of a byte does not change the length of a slice; a mark of a card reads neither bytes nor lengths.

target triple = "x86_64-pc-linux-gnu"

declare void @vo.card_mark(ptr addrspace(1), ptr)

; CHECK-LABEL: define {{.*}} @vo.twice(
; CHECK:         load i64
; CHECK-NOT:     load i64
; CHECK:         ret i64
; OFF-LABEL:   define {{.*}} @vo.twice(
; OFF:           load i64
; OFF:           store i8
; OFF:           load i64
; OFF:           ret i64
; OFF-NOT:     !tbaa
define swiftcc i64 @vo.twice(ptr %ctx, ptr addrspace(1) %slice, ptr addrspace(1) %bytes) gc "statepoint-example" {
  %a = load i64, ptr addrspace(1) %slice, !tbaa !0
  store i8 1, ptr addrspace(1) %bytes, !tbaa !2
  %b = load i64, ptr addrspace(1) %slice, !tbaa !0
  %sum = add i64 %a, %b
  ret i64 %sum
}

; The first of two stores of a length goes, over the store and the mark of a reference.
; CHECK-LABEL: define {{.*}} @vo.marked(
; CHECK-NOT:     store i64
; CHECK:         store ptr addrspace(1)
; CHECK:         call void @vo.card_mark({{.*}}, !tbaa
; CHECK:         store i64 2
; CHECK:         ret void
define swiftcc void @vo.marked(ptr %ctx, ptr addrspace(1) %slice, ptr addrspace(1) %p) gc "statepoint-example" {
  store i64 1, ptr addrspace(1) %slice, !tbaa !0
  store ptr addrspace(1) %slice, ptr addrspace(1) %p, !tbaa !7
  call void @vo.card_mark(ptr addrspace(1) %p, ptr %ctx), !tbaa !5
  store i64 2, ptr addrspace(1) %slice, !tbaa !0
  ret void
}

!0 = !{!1, !1, i64 0}
!1 = !{!"extent", !4, i64 0}
!2 = !{!3, !3, i64 0}
!3 = !{!"byte", !4, i64 0}
!4 = !{!"memory"}
!5 = !{!6, !6, i64 0}
!6 = !{!"pointer", !4, i64 0}
!7 = !{!8, !8, i64 0}
!8 = !{!"reference", !6, i64 0}
