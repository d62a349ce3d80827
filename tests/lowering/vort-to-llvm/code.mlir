// RUN: vo-opt %s --vort-to-llvm | FileCheck %s

// Functions as values: addresses, constant tables, constant function values, calls by address.

// CHECK: llvm.mlir.global private unnamed_addr constant @vort.closure.0()
// CHECK: llvm.mlir.addressof @vo.other
// CHECK-NOT: llvm.mlir.global private unnamed_addr constant @vort.closure.1
// CHECK: llvm.mlir.global internal constant @vo.methods() {{.*}} : !llvm.array<3 x ptr>
// CHECK:   %[[T0:.*]] = llvm.mlir.zero : !llvm.array<3 x ptr>
// CHECK:   %[[F1:.*]] = llvm.mlir.addressof @vo.callee
// CHECK:   %[[T1:.*]] = llvm.insertvalue %[[F1]], %[[T0]][1]
// CHECK:   %[[F2:.*]] = llvm.mlir.addressof @vo.other
// CHECK:   llvm.insertvalue %[[F2]], %[[T1]][2]
vort.code_table @methods null, [@callee, @other]

// CHECK-LABEL: llvm.func internal swiftcc @vo.calls(
// CHECK-SAME:    %[[CTX:.*]]: !llvm.ptr, %[[R:.*]]: !llvm.ptr<1>, %[[X:.*]]: f64)
func.func @calls(%r: !vort.ref, %x: f64) -> (!vort.ref, !vort.ref) {
  // CHECK: %[[CODE:.*]] = llvm.mlir.addressof @vo.callee : !llvm.ptr
  %code = vort.func_addr @callee
  // CHECK: llvm.call swiftcc %[[CODE]](%[[CTX]], %[[R]], %[[X]]) : !llvm.ptr, (!llvm.ptr, !llvm.ptr<1>, f64) -> !llvm.struct<(i64, ptr<1>)>
  %n, %q = vort.call_indirect %code(%r, %x) : (!vort.ref, f64) -> (i64, !vort.ref)
  %table = vort.code_table_addr @methods
  // CHECK: %[[TABLE:.*]] = llvm.mlir.addressof @vo.methods
  // CHECK: %[[ROW:.*]] = llvm.getelementptr %[[TABLE]][8]
  %row = vort.addr %table[8] : !vort.raw
  // CHECK: %[[LOADED:.*]] = llvm.load %[[ROW]] invariant {{.*}}: !llvm.ptr -> !llvm.ptr
  %loaded = vort.load %row as raw invariant : !vort.raw -> !vort.raw
  // CHECK: llvm.call swiftcc %[[LOADED]](%[[CTX]]) : !llvm.ptr, (!llvm.ptr) -> ()
  vort.call_indirect %loaded() : () -> ()
  // CHECK: llvm.mlir.addressof @vort.closure.0
  %closure = vort.static_closure @other
  %again = vort.static_closure @other
  func.return %closure, %again : !vort.ref, !vort.ref
}
func.func private @callee(!vort.ref, f64) -> (i64, !vort.ref)
func.func private @other()
