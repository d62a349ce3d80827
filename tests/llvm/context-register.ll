; RUN: vo-llvm-opt %s --passes=vo-context-register | FileCheck %s

; The context is the first argument of Vo functions and the last one of runtime
; entries; both get it in the swiftself register.

declare swiftcc ptr addrspace(1) @vo_rt_alloc(i64, i64, ptr)
; CHECK: declare swiftcc ptr addrspace(1) @vo_rt_alloc(i64, i64, ptr swiftself)

declare swiftcc i64 @elsewhere(ptr, i64) gc "statepoint-example"
; CHECK: declare swiftcc i64 @elsewhere(ptr swiftself, i64) gc "statepoint-example"

declare i64 @plain(ptr)
; CHECK: declare i64 @plain(ptr)

; CHECK-LABEL: define hidden swiftcc i64 @f(ptr swiftself %ctx, ptr %code)
; CHECK-SAME: #[[$ATTRS:[0-9]+]] gc "statepoint-example"
define swiftcc i64 @f(ptr %ctx, ptr %code) gc "statepoint-example" {
; CHECK: call swiftcc ptr addrspace(1) @vo_rt_alloc(i64 1, i64 8, ptr swiftself %ctx)
  %o = call swiftcc ptr addrspace(1) @vo_rt_alloc(i64 1, i64 8, ptr %ctx)
; CHECK: call swiftcc i64 @elsewhere(ptr swiftself %ctx, i64 2)
  %a = call swiftcc i64 @elsewhere(ptr %ctx, i64 2)
; CHECK: call swiftcc i64 %code(ptr swiftself %ctx, ptr addrspace(1) %o)
  %b = call swiftcc i64 %code(ptr %ctx, ptr addrspace(1) %o)
; CHECK: call i64 @plain(ptr %ctx)
  %c = call i64 @plain(ptr %ctx)
  ret i64 %c
}

; Functions that only this module sees stay internal.
; CHECK-LABEL: define internal swiftcc void @local(ptr swiftself %ctx)
define internal swiftcc void @local(ptr %ctx) gc "statepoint-example" {
  ret void
}

; No Vo function: nothing is added.
; CHECK-LABEL: define void @helper(ptr %p) {
define void @helper(ptr %p) {
  ret void
}

; CHECK: attributes #[[$ATTRS]] = { nounwind "frame-pointer"="all" "no-realign-stack" "probe-stack"="inline-asm" "stack-probe-size"="65536" "target-cpu"="x86-64" }
