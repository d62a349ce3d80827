// RUN: vo-opt %s --vort-to-llvm | FileCheck %s

// Values go through an array of abi::InterfaceWords in the frame; it is not
// zeroed, because every use fills it.

// CHECK-LABEL: @vo.prints(
// CHECK-SAME:    %[[CTX:.*]]: !llvm.ptr, %[[H:.*]]: i64, %[[B:.*]]: i64, %[[R:.*]]: !llvm.ptr<1>)
func.func @prints(%h: i64, %b: i64, %r: !vort.ref) {
  // One array per number of values.
  // CHECK-DAG: %[[TWO:.*]] = llvm.alloca %{{.*}} x !llvm.array<6 x i64>
  // CHECK-DAG: %[[ONE:.*]] = llvm.alloca %{{.*}} x !llvm.array<3 x i64>
  // CHECK-DAG: %[[NONE:.*]] = llvm.alloca %{{.*}} x !llvm.array<0 x i64>
  // CHECK-NOT: memset
  // CHECK: llvm.store %[[H]], %[[A0:.*]] : i64, !llvm.ptr
  // CHECK: llvm.store %[[B]], %[[A1:.*]] : i64, !llvm.ptr
  // CHECK: %[[A2:.*]] = llvm.getelementptr %[[TWO]][16]
  // CHECK: llvm.store %[[R]], %[[A2]] {{.*}}: !llvm.ptr<1>, !llvm.ptr
  // CHECK: %[[A3:.*]] = llvm.getelementptr %[[TWO]][24]
  // CHECK: llvm.store %[[H]], %[[A3]] {{.*}}: i64, !llvm.ptr
  // CHECK: %[[A5:.*]] = llvm.getelementptr %[[TWO]][40]
  // CHECK: llvm.store %[[R]], %[[A5]] {{.*}}: !llvm.ptr<1>, !llvm.ptr
  // CHECK: %[[COUNT:.*]] = llvm.mlir.constant(2 : i64)
  // CHECK: %[[NEWLINE:.*]] = llvm.mlir.constant(1 : i64)
  // CHECK: llvm.call swiftcc @vo_rt_print(%[[TWO]], %[[COUNT]], %[[NEWLINE]], %[[CTX]]) : (!llvm.ptr, i64, i64, !llvm.ptr) -> ()
  vort.print newline %h, %b, %r, %h, %b, %r : i64, i64, !vort.ref, i64, i64, !vort.ref
  // CHECK: llvm.call swiftcc @vo_rt_print(%[[ONE]],
  vort.print %h, %b, %r : i64, i64, !vort.ref
  // CHECK: llvm.call swiftcc @vo_rt_print(%[[ONE]],
  vort.print %h, %b, %r : i64, i64, !vort.ref
  // CHECK: llvm.call swiftcc @vo_rt_print(%[[NONE]],
  vort.print newline
  func.return
}

// CHECK-LABEL: @vo.asserts(
// CHECK-SAME:    %[[CTX:.*]]: !llvm.ptr, %[[C:.*]]: i1, %[[H:.*]]: i64, %{{.*}}: i64, %{{.*}}: !llvm.ptr<1>)
func.func @asserts(%c: i1, %h: i64, %b: i64, %r: !vort.ref) {
  // CHECK: %[[WORDS:.*]] = llvm.alloca
  // CHECK: llvm.cond_br %[[C]] weights([2000, 1]), ^[[REST:.*]], ^[[COLD:.*]]
  vort.assert %c, %h, %b, %r : i64, i64, !vort.ref
  // CHECK: ^[[REST]]:
  // CHECK-NEXT: llvm.return
  func.return
  // CHECK: ^[[COLD]]:
  // CHECK: llvm.store %[[H]], %[[WORDS]]
  // CHECK: llvm.call swiftcc @vo_rt_assert_failed(%[[WORDS]], %{{.*}}, %[[CTX]])
  // CHECK-NEXT: llvm.unreachable
}
