; RUN: vo-llvm-opt %s --passes=vo-expand-barriers,vo-drop-stack-ends | FileCheck %s

; In a module with stack objects a slot may have no card.

declare void @vo.card_mark(ptr addrspace(1), ptr)
declare ptr addrspace(1) @vo.stack_object(ptr, i64, i64, i32)

; CHECK-LABEL: define swiftcc void @mark(
; CHECK-NEXT:    [[ADDRESS:%.*]] = ptrtoint ptr addrspace(1) %slot to i64
; CHECK-NEXT:    [[FROMP:%.*]] = getelementptr inbounds i8, ptr %ctx, i64 40
; CHECK-NEXT:    [[FROM:%.*]] = load i64, ptr [[FROMP]], align 8
; CHECK-NEXT:    [[BYTESP:%.*]] = getelementptr inbounds i8, ptr %ctx, i64 48
; CHECK-NEXT:    [[BYTES:%.*]] = load i64, ptr [[BYTESP]], align 8
; CHECK-NEXT:    [[DISTANCE:%.*]] = sub i64 [[ADDRESS]], [[FROM]]
; CHECK-NEXT:    [[COVERED:%.*]] = icmp ult i64 [[DISTANCE]], [[BYTES]]
; CHECK-NEXT:    [[MARKED:%.*]] = select i1 [[COVERED]], i64 [[ADDRESS]], i64 [[FROM]]
; CHECK-NEXT:    [[CARD:%.*]] = lshr i64 [[MARKED]], 9
; CHECK-NEXT:    [[CARDSP:%.*]] = getelementptr inbounds i8, ptr %ctx, i64 32
; CHECK-NEXT:    [[CARDS:%.*]] = load ptr, ptr [[CARDSP]], align 8
; CHECK-NEXT:    [[BYTE:%.*]] = getelementptr i8, ptr [[CARDS]], i64 [[CARD]]
; CHECK-NEXT:    store i8 1, ptr [[BYTE]], align 1
; CHECK-NEXT:    ret void
define swiftcc void @mark(ptr %ctx, ptr addrspace(1) %slot) gc "statepoint-example" {
  call void @vo.card_mark(ptr addrspace(1) %slot, ptr %ctx)
  ret void
}

; The operations are gone.
; CHECK-NOT: @vo.stack_object
