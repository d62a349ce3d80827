; RUN: vo-llvm-opt %s --passes=vo-expand-barriers | FileCheck %s
; RUN: vo-llvm-opt %s --to=optimized | FileCheck %s --check-prefix=ORDER
; RUN: vo-llvm-opt %s | FileCheck %s --check-prefix=FRESH

declare void @vo.card_mark(ptr addrspace(1), ptr)
declare swiftcc ptr addrspace(1) @vo_rt_alloc(i64, i64, ptr)

; CHECK-LABEL: define swiftcc void @mark(
; CHECK-NEXT:    store ptr addrspace(1) %v, ptr addrspace(1) %slot
; CHECK-NEXT:    [[ADDRESS:%.*]] = ptrtoint ptr addrspace(1) %slot to i64
; CHECK-NEXT:    [[CARD:%.*]] = lshr i64 [[ADDRESS]], 9
; CHECK-NEXT:    [[CARDSP:%.*]] = getelementptr inbounds i8, ptr %ctx, i64 32
; CHECK-NEXT:    [[CARDS:%.*]] = load ptr, ptr [[CARDSP]], align 8
; CHECK-NEXT:    [[BYTE:%.*]] = getelementptr i8, ptr [[CARDS]], i64 [[CARD]]
; CHECK-NEXT:    store i8 1, ptr [[BYTE]], align 1
; CHECK-NEXT:    ret void
; CHECK-NOT:     @vo.card_mark
define swiftcc void @mark(ptr %ctx, ptr addrspace(1) %slot, ptr addrspace(1) %v) gc "statepoint-example" {
  store ptr addrspace(1) %v, ptr addrspace(1) %slot
  call void @vo.card_mark(ptr addrspace(1) %slot, ptr %ctx)
  ret void
}

; The store must not leave the loop: an allocation lies between store and mark
; otherwise, and the collector would have cleaned the card.
; ORDER-LABEL: define hidden swiftcc void @loop(
; ORDER:       body:
; ORDER:         store ptr addrspace(1) %v, ptr addrspace(1) %slot
; ORDER-NEXT:    {{.*}}call void @vo.card_mark(ptr addrspace(1) {{.*}}%slot, ptr {{.*}}%ctx)
; ORDER-NEXT:    {{.*}}call swiftcc {{.*}} @vo_rt_alloc
;
; The card is computed from the address after the last safepoint.
; FRESH-LABEL: define hidden swiftcc void @loop(
; FRESH:         [[SLOT:%.*]] = phi ptr addrspace(1) {{.*}}[ %slot,
; FRESH:         ptrtoint ptr addrspace(1) [[SLOT]] to i64
define swiftcc void @loop(ptr %ctx, ptr addrspace(1) %slot, ptr addrspace(1) %v, i64 %n) gc "statepoint-example" {
entry:
  br label %body
body:
  %i = phi i64 [ 0, %entry ], [ %next, %body ]
  store ptr addrspace(1) %v, ptr addrspace(1) %slot
  call void @vo.card_mark(ptr addrspace(1) %slot, ptr %ctx)
  %o = call swiftcc ptr addrspace(1) @vo_rt_alloc(i64 1, i64 4096, ptr %ctx)
  store i64 %i, ptr addrspace(1) %o
  call void @vo.card_mark(ptr addrspace(1) %o, ptr %ctx)
  %next = add i64 %i, 1
  %done = icmp eq i64 %next, %n
  br i1 %done, label %end, label %body
end:
  ret void
}
