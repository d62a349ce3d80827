// RUN: vo-opt %s --vort-to-llvm | FileCheck %s

// A volatile load, and a call in a cold block that comes back.
// CHECK: llvm.func swiftcc @vo_rt_poll(!llvm.ptr)
// CHECK-LABEL: @vo.polls(
// CHECK-SAME:    %[[CTX:.*]]: !llvm.ptr, %[[X:.*]]: i64)
func.func @polls(%x: i64) -> i64 {
  // CHECK: %[[AT:.*]] = llvm.getelementptr %[[CTX]][24] : (!llvm.ptr) -> !llvm.ptr, i8
  // CHECK: %[[WORD:.*]] = llvm.load volatile %[[AT]] {alignment = 8 : i64} : !llvm.ptr -> i64
  // CHECK: %[[ASKED:.*]] = llvm.icmp "ne" %[[WORD]], %{{.*}}
  // CHECK: llvm.cond_br %[[ASKED]] weights([1, 2000]), ^[[COLD1:.*]], ^[[REST1:.*]]
  vort.poll
  // CHECK: ^[[REST1]]:
  // CHECK: llvm.load volatile
  // CHECK: llvm.cond_br %{{.*}} weights([1, 2000]), ^[[COLD2:.*]], ^[[REST2:.*]]
  vort.poll
  // CHECK: ^[[REST2]]:
  // CHECK-NEXT: llvm.return %[[X]]
  func.return %x : i64
  // CHECK: ^[[COLD1]]:
  // CHECK-NEXT: llvm.call swiftcc @vo_rt_poll(%[[CTX]])
  // CHECK-NEXT: llvm.br ^[[REST1]]
  // CHECK: ^[[COLD2]]:
  // CHECK-NEXT: llvm.call swiftcc @vo_rt_poll(%[[CTX]])
  // CHECK-NEXT: llvm.br ^[[REST2]]
}
