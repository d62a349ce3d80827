; RUN: split-file %s %t
; RUN: vo-llvm-opt %t/leaf.ll --emit=obj -o %t.o
; RUN: vo-llvm-opt --dump-stack-maps %t.o | FileCheck %s
; RUN: vo-llvm-opt %t/none.ll --emit=obj -o %t.o
; RUN: vo-llvm-opt --dump-stack-maps %t.o | FileCheck %s

; The table exists also when there is no safepoint, or no Vo function at all.
; CHECK: 0 records

;--- leaf.ll
define swiftcc i64 @f(ptr %ctx) gc "statepoint-example" {
  ret i64 1
}

;--- none.ll
@vo_stack_maps = external global i8
@vo_module = constant ptr @vo_stack_maps
