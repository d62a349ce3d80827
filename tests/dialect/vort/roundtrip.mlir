// RUN: vo-opt %s | vo-opt | FileCheck %s
// RUN: vo-opt %s --mlir-print-op-generic | vo-opt | FileCheck %s

// Every operation, type and memory kind of the vort dialect.

// CHECK: vort.global @counter <"v">
vort.global @counter <"v">
// CHECK: vort.global @mixed <"vfrhw"> {sym_visibility = "private"}
vort.global @mixed <"vfrhw"> {sym_visibility = "private"}

// CHECK-LABEL: func.func @addresses(
// CHECK-SAME: %arg0: !vort.ref, %arg1: !vort.ref, %arg2: i64) -> (!vort.ref, !vort.raw)
// CHECK-NEXT: %[[V0:[^ :,]+]] = vort.null
// CHECK-NEXT: %[[V1:[^ :,]+]] = vort.is_null %arg0
// CHECK-NEXT: %[[V2:[^ :,]+]] = vort.ref_eq %arg0, %arg1
// CHECK-NEXT: %[[V3:[^ :,]+]] = vort.addr %arg0[16] : !vort.ref
// CHECK-NEXT: %[[V4:[^ :,]+]] = vort.addr %[[V3]][%arg2 * 8 + 16] : !vort.ref
// CHECK-NEXT: %[[V5:[^ :,]+]] = vort.addr %[[V4]][%arg2 * 1 + -8] : !vort.ref
// CHECK-NEXT: %[[V6:[^ :,]+]] = vort.global_addr @counter
// CHECK-NEXT: %[[V7:[^ :,]+]] = vort.addr %[[V6]][8] : !vort.raw
// CHECK-NEXT: %[[V8:[^ :,]+]] = vort.frame 5
// CHECK-NEXT: %[[V9:[^ :,]+]] = vort.addr %[[V8]][%arg2 * 8 + 0] : !vort.raw
// CHECK-NEXT: return %[[V5]], %[[V9]] : !vort.ref, !vort.raw
func.func @addresses(%r: !vort.ref, %q: !vort.ref, %i: i64) -> (!vort.ref, !vort.raw) {
  %0 = vort.null
  %1 = vort.is_null %r
  %2 = vort.ref_eq %r, %q
  %3 = vort.addr %r[16] : !vort.ref
  %4 = vort.addr %3[%i * 8 + 16] : !vort.ref
  %5 = vort.addr %4[%i * 1 + -8] : !vort.ref
  %6 = vort.global_addr @counter
  %7 = vort.addr %6[8] : !vort.raw
  %8 = vort.frame 5
  %9 = vort.addr %8[%i * 8 + 0] : !vort.raw
  return %5, %9 : !vort.ref, !vort.raw
}

// CHECK-LABEL: func.func @constants(
// CHECK-SAME: ) -> (i64, !vort.ref, !vort.ref, i64, i64)
// CHECK-NEXT: %[[V0:[^ :,]+]] = vort.data "hello\00\FF"
// CHECK-NEXT: %[[V1:[^ :,]+]] = vort.static_string "hello"
// CHECK-NEXT: %[[V2:[^ :,]+]] = vort.zero_header
// CHECK-NEXT: %[[V3:[^ :,]+]] = vort.array_layout <slots "r">
// CHECK-NEXT: %[[V4:[^ :,]+]] = vort.array_layout <u8>
// CHECK-NEXT: return %[[V0]], %[[V1]], %[[V2]], %[[V3]], %[[V4]] : i64, !vort.ref, !vort.ref, i64, i64
func.func @constants() -> (i64, !vort.ref, !vort.ref, i64, i64) {
  %0 = vort.data "hello\00\FF"
  %1 = vort.static_string "hello"
  %2 = vort.zero_header
  %3 = vort.array_layout <slots "r">
  %4 = vort.array_layout <u8>
  return %0, %1, %2, %3, %4 : i64, !vort.ref, !vort.ref, i64, i64
}

// CHECK-LABEL: func.func @memory(
// CHECK-SAME: %arg0: !vort.ref, %arg1: !vort.raw, %arg2: i1)
// CHECK-NEXT: %[[V0:[^ :,]+]] = vort.load %arg0 as u8 : !vort.ref -> i64
// CHECK-NEXT: %[[V1:[^ :,]+]] = vort.load %arg0 as u16 : !vort.ref -> i64
// CHECK-NEXT: %[[V2:[^ :,]+]] = vort.load %arg0 as u32 : !vort.ref -> i64
// CHECK-NEXT: %[[V3:[^ :,]+]] = vort.load %arg0 as i8 : !vort.ref -> i64
// CHECK-NEXT: %[[V4:[^ :,]+]] = vort.load %arg0 as i16 : !vort.ref -> i64
// CHECK-NEXT: %[[V5:[^ :,]+]] = vort.load %arg0 as i32 : !vort.ref -> i64
// CHECK-NEXT: %[[V6:[^ :,]+]] = vort.load %arg0 as i64 invariant : !vort.ref -> i64
// CHECK-NEXT: %[[V7:[^ :,]+]] = vort.load %arg1 as f64 : !vort.raw -> f64
// CHECK-NEXT: %[[V8:[^ :,]+]] = vort.load %arg1 as ref : !vort.raw -> !vort.ref
// CHECK-NEXT: %[[V9:[^ :,]+]] = vort.load_ref_if %arg2, %arg0 : !vort.ref
// CHECK-NEXT: %[[V10:[^ :,]+]] = vort.load_ref_if %arg2, %arg1 : !vort.raw
// CHECK-NEXT: vort.store %[[V0]], %arg0 as u8 : i64, !vort.ref
// CHECK-NEXT: vort.store %[[V1]], %arg1 as u16 : i64, !vort.raw
// CHECK-NEXT: vort.store %[[V7]], %arg0 as f64 : f64, !vort.ref
// CHECK-NEXT: vort.store %[[V8]], %arg0 as ref : !vort.ref, !vort.ref
// CHECK-NEXT: vort.store_words "hw"(%[[V1]], %[[V2]], %[[V9]]), %arg0 : (i64, i64, !vort.ref), !vort.ref
// CHECK-NEXT: vort.store_words "rvv"(%[[V10]], %[[V2]], %[[V3]]), %arg1 : (!vort.ref, i64, i64), !vort.raw
// CHECK-NEXT: vort.card_mark %arg0
// CHECK-NEXT: return
func.func @memory(%r: !vort.ref, %a: !vort.raw, %c: i1) {
  %0 = vort.load %r as u8 : !vort.ref -> i64
  %1 = vort.load %r as u16 : !vort.ref -> i64
  %2 = vort.load %r as u32 : !vort.ref -> i64
  %3 = vort.load %r as i8 : !vort.ref -> i64
  %4 = vort.load %r as i16 : !vort.ref -> i64
  %5 = vort.load %r as i32 : !vort.ref -> i64
  %6 = vort.load %r as i64 invariant : !vort.ref -> i64
  %7 = vort.load %a as f64 : !vort.raw -> f64
  %8 = vort.load %a as ref : !vort.raw -> !vort.ref
  %9 = vort.load_ref_if %c, %r : !vort.ref
  %10 = vort.load_ref_if %c, %a : !vort.raw
  vort.store %0, %r as u8 : i64, !vort.ref
  vort.store %1, %a as u16 : i64, !vort.raw
  vort.store %7, %r as f64 : f64, !vort.ref
  vort.store %8, %r as ref : !vort.ref, !vort.ref
  vort.store_words "hw"(%1, %2, %9), %r : (i64, i64, !vort.ref), !vort.ref
  vort.store_words "rvv"(%10, %2, %3), %a : (!vort.ref, i64, i64), !vort.raw
  vort.card_mark %r
  return
}

// CHECK-LABEL: func.func @objects(
// CHECK-SAME: ) -> (!vort.ref, !vort.ref)
// CHECK-NEXT: %[[V0:[^ :,]+]] = vort.alloc <"vr">
// CHECK-NEXT: %[[V1:[^ :,]+]] = vort.alloc <"rvvv"> reserved "Slice"
// CHECK-NEXT: return %[[V0]], %[[V1]] : !vort.ref, !vort.ref
func.func @objects() -> (!vort.ref, !vort.ref) {
  %0 = vort.alloc <"vr">
  %1 = vort.alloc <"rvvv"> reserved "Slice"
  return %0, %1 : !vort.ref, !vort.ref
}

// CHECK-LABEL: func.func @frameObjects(
// CHECK-NEXT: %[[V0:[^ :,]+]] = vort.stack_object <"vr">
// CHECK-NEXT: %[[V1:[^ :,]+]] = vort.stack_object <"vhw"> header
// CHECK-NEXT: %[[V2:[^ :,]+]] = vort.stack_object <"rvvv"> reserved "Slice" header
// CHECK-NEXT: vort.stack_end %[[V1]]
// CHECK-NEXT: vort.store %[[V0]], %[[V2]] as ref : !vort.ref, !vort.ref
// CHECK-NEXT: vort.defer_link %[[V0]]
// CHECK-NEXT: vort.settle
// CHECK-NEXT: vort.defer_unlink %[[V0]]
// CHECK-NEXT: vort.poll
// CHECK-NEXT: %[[V3:[^ :,]+]] = vort.poll_word
// CHECK-NEXT: return %[[V3]] : i64
func.func @frameObjects() -> i64 {
  %0 = vort.stack_object <"vr">
  %1 = vort.stack_object <"vhw"> header
  %2 = vort.stack_object <"rvvv"> reserved "Slice" header
  vort.stack_end %1
  vort.store %0, %2 as ref : !vort.ref, !vort.ref
  vort.defer_link %0
  vort.settle
  vort.defer_unlink %0
  vort.poll
  %3 = vort.poll_word
  return %3 : i64
}

// CHECK-LABEL: func.func @runtime(
// CHECK-SAME: %arg0: !vort.ref, %arg1: !vort.raw, %arg2: i64, %arg3: f64, %arg4: i1) -> (!vort.ref, i64)
// CHECK-NEXT: vort.stack_check
// CHECK-NEXT: vort.call_runtime "vo_rt_nothing"() : () -> ()
// CHECK-NEXT: %[[V0:[^ :,]+]]:2 = vort.call_runtime "vo_rt_something"(%arg0, %arg1, %arg2, %arg3) : (!vort.ref, !vort.raw, i64, f64) -> (!vort.ref, i64)
// CHECK-NEXT: vort.trap_if %arg4, "DivisionByZero"
// CHECK-NEXT: vort.trap_if %arg4, "IndexOutOfBounds"(%arg2, %arg2)
// CHECK-NEXT: vort.print
// CHECK-NEXT: vort.print newline
// CHECK-NEXT: vort.print newline %arg2, %arg2, %arg0 : i64, i64, !vort.ref
// CHECK-NEXT: vort.assert %arg4
// CHECK-NEXT: vort.assert %arg4, %arg2, %arg2, %arg0 : i64, i64, !vort.ref
// CHECK-NEXT: return %[[V0]]#0, %[[V0]]#1 : !vort.ref, i64
func.func @runtime(%r: !vort.ref, %a: !vort.raw, %i: i64, %x: f64, %c: i1) -> (!vort.ref, i64) {
  vort.stack_check
  vort.call_runtime "vo_rt_nothing"() : () -> ()
  %0:2 = vort.call_runtime "vo_rt_something"(%r, %a, %i, %x) : (!vort.ref, !vort.raw, i64, f64) -> (!vort.ref, i64)
  vort.trap_if %c, "DivisionByZero"
  vort.trap_if %c, "IndexOutOfBounds"(%i, %i)
  vort.print
  vort.print newline
  vort.print newline %i, %i, %r : i64, i64, !vort.ref
  vort.assert %c
  vort.assert %c, %i, %i, %r : i64, i64, !vort.ref
  return %0#0, %0#1 : !vort.ref, i64
}

// CHECK: vort.interface @Shape <18 -> 2, 31 -> 5>
vort.interface @Shape <18 -> 2, 31 -> 5>
// CHECK-LABEL: func.func @interface(
// CHECK-NEXT: %[[V0:[^ :,]+]] = vort.interface_addr @Shape
// CHECK-NEXT: return %[[V0]] : !vort.raw
func.func @interface() -> !vort.raw {
  %0 = vort.interface_addr @Shape
  return %0 : !vort.raw
}
