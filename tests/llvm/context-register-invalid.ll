; RUN: split-file %s %t
; RUN: not vo-llvm-opt %t/parameter.ll --passes=vo-context-register 2>&1 | FileCheck %s --check-prefix=PARAMETER
; RUN: not vo-llvm-opt %t/call.ll --passes=vo-context-register 2>&1 | FileCheck %s --check-prefix=CALL
; RUN: not vo-llvm-opt %t/entry.ll --passes=vo-context-register 2>&1 | FileCheck %s --check-prefix=ENTRY

;--- parameter.ll
; PARAMETER: internal compiler error: function 'f': has no context parameter
define swiftcc void @f(i64 %x) gc "statepoint-example" {
  ret void
}

;--- call.ll
; CALL: internal compiler error: function 'f': call without a context: call swiftcc void %code()
define swiftcc void @f(ptr %ctx, ptr %code) gc "statepoint-example" {
  call swiftcc void %code()
  ret void
}

;--- entry.ll
; An entry with the context in the wrong place.
; ENTRY: internal compiler error: function 'vo_rt_trap': has no context parameter
declare swiftcc void @vo_rt_trap(ptr, i64)
