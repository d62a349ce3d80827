; RUN: split-file %s %t
; RUN: not vo-llvm-opt %t/dynamic.ll --emit=obj -o %t.o 2>&1 | FileCheck %s --check-prefix=DYNAMIC
; RUN: not vo-llvm-opt %t/odd.ll --emit=asm 2>&1 | FileCheck %s --check-prefix=ODD
; RUN: not vo-llvm-opt %t/layout.ll --emit=asm 2>&1 | FileCheck %s --check-prefix=LAYOUT
; RUN: echo nothing > %t.txt
; RUN: not vo-llvm-opt --dump-stack-maps %t.txt 2>&1 | FileCheck %s --check-prefix=FILE
; FILE: error:

;--- dynamic.ll
; DYNAMIC: internal compiler error: function 'f': stack object of no fixed place: %object
declare swiftcc void @safepoint(ptr)
define swiftcc void @f(ptr %ctx, i64 %n) gc "statepoint-example" {
  %object = alloca i64, i64 %n
  store volatile i64 0, ptr %object
  call swiftcc void @safepoint(ptr %ctx) [ "deopt"(ptr %object, i32 40) ]
  ret void
}

;--- odd.ll
; ODD: internal compiler error: stack map: deopt bundle must list (stack object, layout) pairs
declare swiftcc void @safepoint(ptr)
define swiftcc void @f(ptr %ctx) gc "statepoint-example" {
  call swiftcc void @safepoint(ptr %ctx) [ "deopt"(i32 40) ]
  ret void
}

;--- layout.ll
; LAYOUT: internal compiler error: stack map: layout of a stack object is not a small constant
declare swiftcc void @safepoint(ptr)
define swiftcc void @f(ptr %ctx, i32 %layout) gc "statepoint-example" {
  %object = alloca i64
  store volatile i64 0, ptr %object
  call swiftcc void @safepoint(ptr %ctx) [ "deopt"(ptr %object, i32 %layout) ]
  ret void
}
