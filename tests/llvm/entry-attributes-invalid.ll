; RUN: split-file %s %t
; RUN: not vo-llvm-opt %t/type.ll --passes=vo-entry-attributes 2>&1 | FileCheck %s --check-prefix=TYPE
; RUN: not vo-llvm-opt %t/convention.ll --passes=vo-entry-attributes 2>&1 | FileCheck %s --check-prefix=CONVENTION
; RUN: not vo-llvm-opt %t/barrier.ll --passes=vo-entry-attributes 2>&1 | FileCheck %s --check-prefix=BARRIER

;--- type.ll
; TYPE: internal compiler error: function 'vo_rt_alloc': is not declared as the table of runtime entries says
declare swiftcc ptr addrspace(1) @vo_rt_alloc(i64, ptr)

;--- convention.ll
; CONVENTION: internal compiler error: function 'vo_rt_trap': is not declared as the table of runtime entries says
declare void @vo_rt_trap(i64, ptr)

;--- barrier.ll
; BARRIER: internal compiler error: function 'vo.card_mark': takes a slot address and a context
declare void @vo.card_mark(ptr, ptr)
