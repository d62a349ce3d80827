// RUN: vo-opt %s | vo-opt | FileCheck %s
// RUN: vo-opt %s --mlir-print-op-generic | vo-opt | FileCheck %s

// CHECK: vort.code_table @methods null, [@callee, @other]
vort.code_table @methods null, [@callee, @other]
// CHECK: vort.code_table @handlers [@other] {sym_visibility = "private"}
vort.code_table @handlers [@other] {sym_visibility = "private"}

// CHECK-LABEL: func.func @calls(
// CHECK-NEXT: %[[CODE:.*]] = vort.func_addr @callee
// CHECK-NEXT: %{{.*}}:2 = vort.call_indirect %[[CODE]](%arg0, %arg1) : (!vort.ref, f64) -> (i64, !vort.ref)
// CHECK-NEXT: %[[TABLE:.*]] = vort.code_table_addr @methods
// CHECK-NEXT: %[[ROW:.*]] = vort.addr %[[TABLE]][8] : !vort.raw
// CHECK-NEXT: %[[LOADED:.*]] = vort.load %[[ROW]] as raw invariant : !vort.raw -> !vort.raw
// CHECK-NEXT: vort.call_indirect %[[LOADED]]() : () -> ()
// CHECK-NEXT: %[[CLOSURE:.*]] = vort.static_closure @other
// CHECK-NEXT: vort.store %[[CODE]], %[[CLOSURE]] as raw : !vort.raw, !vort.ref
func.func @calls(%r: !vort.ref, %x: f64) {
  %code = vort.func_addr @callee
  %n, %q = vort.call_indirect %code(%r, %x) : (!vort.ref, f64) -> (i64, !vort.ref)
  %table = vort.code_table_addr @methods
  %row = vort.addr %table[8] : !vort.raw
  %loaded = vort.load %row as raw invariant : !vort.raw -> !vort.raw
  vort.call_indirect %loaded() : () -> ()
  %closure = vort.static_closure @other
  vort.store %code, %closure as raw : !vort.raw, !vort.ref
  func.return
}
func.func private @callee(!vort.ref, f64) -> (i64, !vort.ref)
func.func private @other()
