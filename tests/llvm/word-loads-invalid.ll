; RUN: not vo-llvm-opt %s --passes=vo-entry-attributes 2>&1 | FileCheck %s

; CHECK-DAG: internal compiler error: function 'vo.load_ref_if': takes a condition and an address
; CHECK-DAG: internal compiler error: function 'vo.load_ref_if.raw': takes a condition and an address
declare ptr addrspace(1) @vo.load_ref_if(i1, ptr)
declare ptr addrspace(1) @vo.load_ref_if.raw(i1, ptr addrspace(1))
