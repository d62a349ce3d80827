// RUN: vo-opt %s --vort-to-llvm | FileCheck %s

// CHECK-LABEL: @vo.index(
// CHECK-SAME:    %[[CTX:.*]]: !llvm.ptr, %[[I:.*]]: i64, %[[N:.*]]: i64, %[[NIL:.*]]: i1)
func.func @index(%i: i64, %n: i64, %nil: i1) -> i64 {
  // CHECK: llvm.cond_br %[[NIL]] weights([1, 2000]), ^[[COLD1:.*]], ^[[REST1:.*]]
  vort.trap_if %nil, "NilPointerDereference"
  // CHECK: ^[[REST1]]:
  // CHECK: %[[OUT:.*]] = llvm.icmp "uge" %[[I]], %[[N]]
  %out = arith.cmpi uge, %i, %n : i64
  // CHECK: llvm.cond_br %[[OUT]] weights([1, 2000]), ^[[COLD2:.*]], ^[[REST2:.*]]
  vort.trap_if %out, "IndexOutOfBounds"(%i, %n)
  // CHECK: ^[[REST2]]:
  // CHECK: llvm.cond_br %[[OUT]] weights([1, 2000]), ^[[COLD3:.*]], ^[[REST3:.*]]
  vort.trap_if %out, "SliceBoundsOutOfRange"(%i, %n)
  // CHECK: ^[[REST3]]:
  // CHECK-NEXT: llvm.return %[[I]]
  func.return %i : i64
  // Cold blocks come last, in order.
  // CHECK: ^[[COLD1]]:
  // CHECK: %[[KIND:.*]] = llvm.mlir.constant(0 : i64)
  // CHECK: llvm.call swiftcc @vo_rt_trap(%[[KIND]], %[[CTX]]) : (i64, !llvm.ptr) -> ()
  // CHECK-NEXT: llvm.unreachable
  // CHECK: ^[[COLD2]]:
  // CHECK-NEXT: llvm.call swiftcc @vo_rt_trap_index(%[[I]], %[[N]], %[[CTX]])
  // CHECK-NEXT: llvm.unreachable
  // CHECK: ^[[COLD3]]:
  // CHECK-NEXT: llvm.call swiftcc @vo_rt_trap_slice(%[[I]], %[[N]], %[[CTX]])
  // CHECK-NEXT: llvm.unreachable
}

// The number of a trap is its row.
// CHECK-LABEL: @vo.divide(
func.func @divide(%zero: i1) {
  vort.trap_if %zero, "DivisionByZero"
  func.return
  // CHECK: %[[KIND:.*]] = llvm.mlir.constant(7 : i64)
  // CHECK: llvm.call swiftcc @vo_rt_trap(%[[KIND]],
}

// Each check has a source position of its own, so blocks are not shared.
// CHECK-LABEL: @vo.twice(
func.func @twice(%a: i1, %b: i1) {
  // CHECK-COUNT-2: llvm.call swiftcc @vo_rt_trap(
  vort.trap_if %a, "NilFuncCall"
  vort.trap_if %b, "NilFuncCall"
  func.return
}
