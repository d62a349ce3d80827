; RUN: vo-llvm-opt %s --passes=vo-stack-checks | FileCheck %s
; RUN: vo-llvm-opt %s --to=marked --tail-loops=false | FileCheck %s --check-prefix=OFF
; RUN: vo-llvm-opt %s --to=marked -O0 | FileCheck %s --check-prefix=OFF
; RUN: vo-llvm-opt %s --emit=asm --inline-recursion=0 | FileCheck %s --check-prefix=ASM

declare void @vo.stack_check(ptr)
declare swiftcc void @vo_rt_stack_overflow(ptr)
declare swiftcc i64 @other(ptr, i64) gc "statepoint-example"

; A call in tail position behind an accumulator becomes a jump, which takes from
; the depth and compares it with the limit as a prologue would. The marker of the
; prologue's check goes back to the entry block.
;
; CHECK-LABEL: define swiftcc i64 @sum(
; CHECK-SAME:    #[[$NO_TAILS:[0-9]+]] gc
; CHECK-NEXT:  entry:
; CHECK-NEXT:    call void @vo.stack_check(ptr %ctx)
; CHECK-NEXT:    [[FIELD:%.*]] = getelementptr inbounds i8, ptr %ctx, i64 16
; CHECK-NEXT:    %limit = load i64, ptr [[FIELD]], align 8, !invariant.load
; CHECK-NEXT:    [[FRAME:%.*]] = call ptr @llvm.frameaddress.p0(i32 0)
; CHECK-NEXT:    %depth = ptrtoint ptr [[FRAME]] to i64
; CHECK-NEXT:    br label %[[HEADER:.*]]
; CHECK:       [[HEADER]]:
; CHECK-NEXT:    [[DEPTH:%.*]] = phi i64 [ %deeper, %[[NEXT:.*]] ], [ %depth, %entry ]
; CHECK:         %deeper = sub i64 [[DEPTH]], 64
; CHECK-NEXT:    %below = icmp ult i64 %deeper, %limit
; CHECK-NEXT:    br i1 %below, label %[[OVERFLOW:.*]], label %[[NEXT]], !prof
; CHECK:       [[OVERFLOW]]:
; CHECK-NEXT:    call swiftcc void @vo_rt_stack_overflow(ptr swiftself %ctx)
; CHECK-NEXT:    unreachable
; CHECK-NOT:     call swiftcc i64 @sum
;
; OFF-LABEL: define {{.*}}swiftcc i64 @sum(
; OFF-NOT:     icmp ult
; OFF:         call void @vo.stack_check
; OFF:         call swiftcc i64 @sum
define swiftcc i64 @sum(ptr %ctx, i64 %n) gc "statepoint-example" {
entry:
  call void @vo.stack_check(ptr %ctx)
  %done = icmp eq i64 %n, 0
  br i1 %done, label %end, label %more
more:
  %less = sub i64 %n, 1
  %rest = call swiftcc i64 @sum(ptr %ctx, i64 %less)
  %all = add i64 %rest, %n
  ret i64 %all
end:
  ret i64 0
}

; Recursion without an end stays such that it overflows: the loop has an exit.
; ASM-LABEL: endless:
; ASM:         addq $-64, [[DEPTH:%r[a-z0-9]+]]
; ASM-NEXT:    cmpq {{%r[a-z0-9]+}}, [[DEPTH]]
; ASM-NEXT:    jae
; ASM:         callq vo_rt_stack_overflow
define swiftcc i64 @endless(ptr %ctx, i64 %n) gc "statepoint-example" {
  call void @vo.stack_check(ptr %ctx)
  %more = add i64 %n, 1
  %r = call swiftcc i64 @endless(ptr %ctx, i64 %more)
  ret i64 %r
}

; Not a tail call: only the prologue checks, later (stack-limits.ll).
; CHECK-LABEL: define swiftcc i64 @twice(
; CHECK-SAME:    #[[$NO_TAILS]] gc
; CHECK-NEXT:    call void @vo.stack_check(ptr %ctx)
; CHECK-NOT:     phi
; CHECK:         call swiftcc i64 @twice
; CHECK:         ret i64
define swiftcc i64 @twice(ptr %ctx, i64 %n) gc "statepoint-example" {
  call void @vo.stack_check(ptr %ctx)
  %r = call swiftcc i64 @twice(ptr %ctx, i64 %n)
  %d = sub i64 1, %r
  ret i64 %d
}

; Recursion through another function takes frames: no jump, and no sibling call
; later on.
; CHECK-LABEL: define swiftcc i64 @mutual(
; CHECK-SAME:    #[[$NO_TAILS]] gc
; CHECK:         call swiftcc i64 @other
; ASM-LABEL: mutual:
; ASM:         callq other
define swiftcc i64 @mutual(ptr %ctx, i64 %n) gc "statepoint-example" {
  call void @vo.stack_check(ptr %ctx)
  %r = call swiftcc i64 @other(ptr %ctx, i64 %n)
  ret i64 %r
}

; A function without a marker is left alone.
; CHECK-LABEL: define swiftcc i64 @unchecked(
; CHECK-NOT:     frameaddress
; CHECK:         call swiftcc i64 @unchecked
define swiftcc i64 @unchecked(ptr %ctx, i64 %n) gc "statepoint-example" {
  %r = call swiftcc i64 @unchecked(ptr %ctx, i64 %n)
  ret i64 %r
}

; CHECK: attributes #[[$NO_TAILS]] = { {{.*}}"disable-tail-calls"="true"
