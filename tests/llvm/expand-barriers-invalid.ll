; RUN: not vo-llvm-opt %s --passes=vo-expand-barriers 2>&1 | FileCheck %s

; CHECK: internal compiler error: the address of 'vo.card_mark' is taken
declare void @vo.card_mark(ptr addrspace(1), ptr)
@p = constant ptr @vo.card_mark
