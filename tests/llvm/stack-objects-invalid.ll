; RUN: not vo-llvm-opt %s --passes=vo-stack-objects 2>&1 | FileCheck %s --implicit-check-not="internal compiler error"

declare ptr addrspace(1) @vo.stack_object(ptr, i64, i64, i32) "gc-leaf-function"

; CHECK: internal compiler error: function 'merged': start of an object that is no static alloca of fixed form: %r = call
define swiftcc void @merged(ptr swiftself %ctx, i1 %c) gc "statepoint-example" {
  %a = alloca [2 x i64], align 8
  %b = alloca [2 x i64], align 8
  %memory = select i1 %c, ptr %a, ptr %b
  %r = call ptr addrspace(1) @vo.stack_object(ptr %memory, i64 0, i64 16, i32 40)
  ret void
}

; CHECK: internal compiler error: function 'computed': start of an object that is no static alloca of fixed form: %r = call
define swiftcc void @computed(ptr swiftself %ctx, i64 %n) gc "statepoint-example" {
  %memory = alloca [2 x i64], align 8
  %r = call ptr addrspace(1) @vo.stack_object(ptr %memory, i64 0, i64 %n, i32 40)
  ret void
}

; The header needs a word of its own.
; CHECK: internal compiler error: function 'large': object does not fit its memory: %r = call
define swiftcc void @large(ptr swiftself %ctx) gc "statepoint-example" {
  %memory = alloca [2 x i64], align 8
  %r = call ptr addrspace(1) @vo.stack_object(ptr %memory, i64 1, i64 16, i32 40)
  ret void
}

; CHECK: internal compiler error: function 'different': starts of one object differ: %s = call
define swiftcc void @different(ptr swiftself %ctx) gc "statepoint-example" {
  %memory = alloca [2 x i64], align 8
  %r = call ptr addrspace(1) @vo.stack_object(ptr %memory, i64 0, i64 16, i32 40)
  %s = call ptr addrspace(1) @vo.stack_object(ptr %memory, i64 0, i64 16, i32 41)
  ret void
}
