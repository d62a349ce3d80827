// RUN: vo-opt %s --canonicalize | FileCheck %s

// Folds and canonicalizations of the vort dialect, each beside a case that must stay.

// CHECK-LABEL: func.func @isNull(
// CHECK-SAME: %arg0: !vort.ref) -> (i1, i1, i1, i1, i1)
// CHECK-DAG: %[[K0:[^ :,]+]] = arith.constant false
// CHECK-DAG: %[[K1:[^ :,]+]] = arith.constant true
// CHECK-NEXT: %[[V1:[^ :,]+]] = vort.is_null %arg0
// CHECK-NEXT: return %[[K1]], %[[K0]], %[[K0]], %[[K0]], %[[V1]] : i1, i1, i1, i1, i1
func.func @isNull(%r: !vort.ref) -> (i1, i1, i1, i1, i1) {
  %n = vort.null
  %a = vort.alloc <"v">
  %s = vort.static_string "x"
  %z = vort.zero_header
  %0 = vort.is_null %n
  %1 = vort.is_null %a
  %2 = vort.is_null %s
  %3 = vort.is_null %z
  %4 = vort.is_null %r
  return %0, %1, %2, %3, %4 : i1, i1, i1, i1, i1
}

// An address at any distance from null is not null, but nothing folds it.
// CHECK-LABEL: func.func @isNullOfAddress(
// CHECK-SAME: ) -> i1
// CHECK-NEXT: %[[V0:[^ :,]+]] = vort.null
// CHECK-NEXT: %[[V1:[^ :,]+]] = vort.addr %[[V0]][8] : !vort.ref
// CHECK-NEXT: %[[V2:[^ :,]+]] = vort.is_null %[[V1]]
// CHECK-NEXT: return %[[V2]] : i1
func.func @isNullOfAddress() -> i1 {
  %n = vort.null
  %a = vort.addr %n[8] : !vort.ref
  %0 = vort.is_null %a
  return %0 : i1
}

// CHECK-LABEL: func.func @address(
// CHECK-SAME: %arg0: !vort.ref, %arg1: i64) -> (!vort.ref, !vort.ref, !vort.ref, !vort.ref, !vort.ref)
// CHECK-NEXT: %[[V0:[^ :,]+]] = vort.addr %arg0[40] : !vort.ref
// CHECK-NEXT: %[[V1:[^ :,]+]] = vort.addr %arg0[%arg1 * 8 + 0] : !vort.ref
// CHECK-NEXT: %[[V2:[^ :,]+]] = vort.addr %arg0[8] : !vort.ref
// CHECK-NEXT: return %arg0, %[[V0]], %arg0, %[[V1]], %[[V2]] : !vort.ref, !vort.ref, !vort.ref, !vort.ref, !vort.ref
func.func @address(%r: !vort.ref, %i: i64) -> (!vort.ref, !vort.ref, !vort.ref, !vort.ref, !vort.ref) {
  %three = arith.constant 3 : i64
  %minus = arith.constant -2 : i64
  %0 = vort.addr %r[0] : !vort.ref
  %1 = vort.addr %r[%three * 8 + 16] : !vort.ref
  %2 = vort.addr %r[%minus * 8 + 16] : !vort.ref
  %3 = vort.addr %r[%i * 8 + 0] : !vort.ref
  %4 = vort.addr %r[8] : !vort.ref
  return %0, %1, %2, %3, %4 : !vort.ref, !vort.ref, !vort.ref, !vort.ref, !vort.ref
}

// CHECK-LABEL: func.func @data(
// CHECK-SAME: ) -> (i64, i64, i64)
// CHECK-NEXT: %[[V0:[^ :,]+]] = vort.data "a"
// CHECK-NEXT: %[[V1:[^ :,]+]] = vort.data "b"
// CHECK-NEXT: return %[[V0]], %[[V0]], %[[V1]] : i64, i64, i64
func.func @data() -> (i64, i64, i64) {
  %0 = vort.data "a"
  %1 = vort.data "a"
  %2 = vort.data "b"
  return %0, %1, %2 : i64, i64, i64
}

// CHECK-LABEL: func.func @traps(
// CHECK-SAME: %arg0: i1, %arg1: i64)
// CHECK-NEXT: %[[K0:[^ :,]+]] = arith.constant true
// CHECK-NEXT: vort.trap_if %[[K0]], "NegativeShift"
// CHECK-NEXT: vort.trap_if %arg0, "NilPointerDereference"
// CHECK-NEXT: return
func.func @traps(%c: i1, %i: i64) {
  %false = arith.constant false
  %true = arith.constant true
  vort.trap_if %false, "DivisionByZero"
  vort.trap_if %false, "IndexOutOfBounds"(%i, %i)
  vort.trap_if %true, "NegativeShift"
  vort.trap_if %c, "NilPointerDereference"
  return
}

// Reads and memory that nothing needs go.
// CHECK-LABEL: func.func @dead(
// CHECK-SAME: %arg0: !vort.ref, %arg1: i64, %arg2: i1)
// CHECK-NEXT: %[[V2:[^ :,]+]] = vort.call_runtime "vo_rt_something"() : () -> i64
// CHECK-NEXT: vort.store %arg1, %arg0 as i64 : i64, !vort.ref
// CHECK-NEXT: vort.card_mark %arg0
// CHECK-NEXT: vort.stack_check
// CHECK-NEXT: vort.print
// CHECK-NEXT: return
func.func @dead(%r: !vort.ref, %i: i64, %c: i1) {
  %0 = vort.load %r as i64 : !vort.ref -> i64
  %1 = vort.load_ref_if %c, %r : !vort.ref
  %2 = vort.alloc <"v">
  %3 = vort.frame 4
  %4 = vort.array_layout <u8>
  %5 = vort.call_runtime "vo_rt_something"() : () -> i64
  vort.store %i, %r as i64 : i64, !vort.ref
  vort.card_mark %r
  vort.stack_check
  vort.print
  return
}
