// RUN: vo-opt %s --vo-lower-to-vort | FileCheck %s
// RUN: vo-opt %s --vo-lower-to-vort --vo-lower-to-llvm | FileCheck %s --check-prefix=LLVM

// A function that runs its deferred calls itself: each step is in memory before the call that may panic.

vo.func private @note(%x: i64) -> i64 {
  vo.return %x : i64
}

// CHECK-LABEL: func.func @open(
// CHECK-NEXT:    %[[FRAME:.*]] = vort.stack_object <"rvvvvvvvrvv">
// CHECK-NEXT:    vort.defer_link %[[FRAME]]
// CHECK:         %[[RECORD:.*]] = vort.addr %[[FRAME]][56] {vo.frame_address}
// CHECK:         vort.store %[[RECORD]], %[[FRAME]] as{{ +}}ref
// CHECK-NEXT:    vort.settle
// CHECK:         %[[FIRST:.*]] = vort.addr %[[FRAME]][56]
// CHECK-NEXT:    %[[NEWEST:.*]] = vort.load %[[FRAME]] as{{ +}}ref
// CHECK-NEXT:    %[[DUE:.*]] = vort.ref_eq %[[NEWEST]], %[[FIRST]]
// CHECK-NEXT:    cf.cond_br %[[DUE]]
// CHECK:         vort.store %{{.*}}, %[[FRAME]] as{{ +}}ref
// CHECK-NEXT:    vort.settle
// CHECK:         call @note(
// CHECK:         vort.defer_unlink %[[FRAME]]
// CHECK-NEXT:    return

// LLVM-LABEL: llvm.func{{.*}}@vo.open(
// LLVM:         llvm.fence syncscope("singlethread") seq_cst
// LLVM:         llvm.fence syncscope("singlethread") seq_cst
// LLVM:         llvm.call swiftcc @vo.note
// LLVM:         llvm.fence syncscope("singlethread") seq_cst
// LLVM-NEXT:    llvm.return
vo.func @open(%x: i64, %n: i64) -> i64 attributes {defers, vo.open_defers} {
  %c = arith.trunci %n : i64 to i1
  cf.cond_br %c, ^a, ^b
^a:
  vo.defer @note(%x) {frame} : i64
  cf.br ^b
^b:
  vo.return %n : i64
}

// Nothing is left to defer: an ordinary function.
// CHECK-LABEL: func.func @empty(
// CHECK-NEXT:    return
vo.func @empty(%n: i64) -> i64 attributes {defers, vo.open_defers} {
  vo.return %n : i64
}
