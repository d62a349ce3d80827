; RUN: vo-llvm-opt %s --passes=vo-lint | FileCheck %s
; RUN: vo-llvm-opt %s -O0 -o /dev/null

; What the lint must accept.

declare swiftcc void @safepoint(ptr swiftself)
declare swiftcc void @vo_rt_print(ptr, i64, i64, ptr swiftself) "gc-leaf-function"
declare swiftcc void @vo_rt_assert_failed(ptr, i64, ptr swiftself) noreturn
declare swiftcc { ptr addrspace(1), i64 } @pair(ptr swiftself)

; CHECK-LABEL: define swiftcc ptr addrspace(1) @results(
define swiftcc ptr addrspace(1) @results(ptr swiftself %ctx) gc "statepoint-example" {
  %pair = call swiftcc { ptr addrspace(1), i64 } @pair(ptr swiftself %ctx)
  %ref = extractvalue { ptr addrspace(1), i64 } %pair, 0
  call swiftcc void @safepoint(ptr swiftself %ctx)
  ret ptr addrspace(1) %ref
}

; The address of a stack object may become a reference.
; CHECK-LABEL: define swiftcc void @frame_object(
define swiftcc void @frame_object(ptr swiftself %ctx, ptr addrspace(1) %v, i1 %c) gc "statepoint-example" {
  %object = alloca [4 x i64]
  %bits = ptrtoint ptr %object to i64
  %second = add i64 %bits, 16
  %either = select i1 %c, i64 %bits, i64 %second
  %ref = inttoptr i64 %either to ptr addrspace(1)
  store ptr addrspace(1) %v, ptr %object
  call swiftcc void @safepoint(ptr swiftself %ctx) [ "deopt"(ptr %object, i32 40) ]
  store ptr addrspace(1) %v, ptr addrspace(1) %ref
  call swiftcc void @safepoint(ptr swiftself %ctx) [ "deopt"(ptr %object, i32 40) ]
  ret void
}

; What was stored is of no interest behind the end; a table reports for what it
; lists.
; CHECK-LABEL: define swiftcc void @ended_and_listed(
define swiftcc void @ended_and_listed(ptr swiftself %ctx, ptr addrspace(1) %v) gc "statepoint-example" {
  %table = alloca [3 x i64]
  %object = alloca [2 x i64]
  %bits = ptrtoint ptr %object to i64
  %row = getelementptr i8, ptr %table, i64 8
  store i64 %bits, ptr %row
  %ref = inttoptr i64 %bits to ptr addrspace(1)
  store ptr addrspace(1) %v, ptr addrspace(1) %ref
  call swiftcc void @safepoint(ptr swiftself %ctx) [ "deopt"(ptr %table, i32 31) ]
  call void @vo.stack_end(ptr %object)
  call swiftcc void @safepoint(ptr swiftself %ctx)
  ret void
}
declare void @vo.stack_end(ptr) "gc-leaf-function"

; Arguments of print are filled again each time round; safepoints between do no
; harm.
; CHECK-LABEL: define swiftcc void @print(
define swiftcc void @print(ptr swiftself %ctx, ptr addrspace(1) %v, i1 %c) gc "statepoint-example" {
entry:
  %words = alloca [3 x i64]
  br label %body
body:
  %second = getelementptr i8, ptr %words, i64 8
  %third = getelementptr i8, ptr %words, i64 16
  store i64 1, ptr %words
  store i64 0, ptr %second
  store ptr addrspace(1) %v, ptr %third
  call swiftcc void @vo_rt_print(ptr %words, i64 1, i64 1, ptr swiftself %ctx)
  call swiftcc void @safepoint(ptr swiftself %ctx)
  br i1 %c, label %body, label %fail
fail:
  store ptr addrspace(1) %v, ptr %third
  call swiftcc void @vo_rt_assert_failed(ptr %words, i64 1, ptr swiftself %ctx)
  unreachable
}

; The contents are dead when the safepoint comes.
; CHECK-LABEL: define swiftcc void @dead(
define swiftcc void @dead(ptr swiftself %ctx, ptr addrspace(1) %v) gc "statepoint-example" {
  %slot = alloca ptr addrspace(1)
  call void @llvm.lifetime.start.p0(ptr %slot)
  store volatile ptr addrspace(1) %v, ptr %slot
  call swiftcc void @vo_rt_print(ptr %slot, i64 1, i64 1, ptr swiftself %ctx)
  call void @llvm.lifetime.end.p0(ptr %slot)
  call swiftcc void @safepoint(ptr swiftself %ctx)
  call void @llvm.lifetime.start.p0(ptr %slot)
  call swiftcc void @vo_rt_print(ptr %slot, i64 1, i64 1, ptr swiftself %ctx)
  ret void
}

; Functions that are not rewritten may do as they like.
; CHECK-LABEL: define i64 @runtime_helper(
define i64 @runtime_helper(ptr addrspace(1) %v) {
  %bits = ptrtoint ptr addrspace(1) %v to i64
  ret i64 %bits
}

; An address at a distance from null, behind a check that never passes, also where it meets a real one and is live over a call.
; CHECK-LABEL: define swiftcc i64 @null_element(
define swiftcc i64 @null_element(ptr swiftself %ctx, ptr addrspace(1) %v, i1 %c, i1 %d) gc "statepoint-example" {
entry:
  br i1 %c, label %absent, label %present
present:
  %field = getelementptr i8, ptr addrspace(1) %v, i64 40
  br label %access
absent:
  br i1 %d, label %access, label %trap
access:
  %address = phi ptr addrspace(1) [ inttoptr (i64 40 to ptr addrspace(1)), %absent ], [ %field, %present ]
  store i64 1, ptr addrspace(1) inttoptr (i64 16 to ptr addrspace(1))
  call swiftcc void @safepoint(ptr swiftself %ctx)
  %x = load i64, ptr addrspace(1) %address
  ret i64 %x
trap:
  call swiftcc void @vo_rt_assert_failed(ptr null, i64 0, ptr swiftself %ctx)
  unreachable
}
