// RUN: vo-opt %s --vo-to-vort | FileCheck %s

// Array objects: the length is the type's, narrow elements are packed, nil has no elements.

vo.struct @Point { x: i64, y: f64 }
vo.struct @Empty {}
// CHECK-LABEL: func.func @new(
// CHECK-SAME: ) -> (!vort.ref, !vort.ref)
// CHECK-NEXT: %[[V0:[^ :,]+]] = vort.array_layout <i16>
// CHECK-NEXT: %[[Vc8589934592_i64:[^ :,]+]] = arith.constant 8589934592 : i64
// CHECK-NEXT: %[[Vc5_i64:[^ :,]+]] = arith.constant 5 : i64
// CHECK-NEXT: %[[V1:[^ :,]+]] = vort.call_runtime "vo_rt_new_array"(%[[V0]], %[[Vc8589934592_i64]], %[[Vc5_i64]]) : (i64, i64, i64) -> !vort.ref
// CHECK-NEXT: %[[V2:[^ :,]+]] = vort.array_layout <slots "rvv">
// CHECK-NEXT: %[[Vc103079215104_i64:[^ :,]+]] = arith.constant 103079215104 : i64
// CHECK-NEXT: %[[Vc3_i64:[^ :,]+]] = arith.constant 3 : i64
// CHECK-NEXT: %[[V3:[^ :,]+]] = vort.call_runtime "vo_rt_new_array"(%[[V2]], %[[Vc103079215104_i64]], %[[Vc3_i64]]) : (i64, i64, i64) -> !vort.ref
// CHECK-NEXT: return %[[V1]], %[[V3]] : !vort.ref, !vort.ref
vo.func @new() -> (!vo.array<5 x si16>, !vo.array<3 x !vo.string>) {
  %a = vo.array.new : !vo.array<5 x si16>
  %b = vo.array.new : !vo.array<3 x !vo.string>
  vo.return %a, %b : !vo.array<5 x si16>, !vo.array<3 x !vo.string>
}
// CHECK-LABEL: func.func @elements(
// CHECK-SAME: %arg0: !vort.ref, %arg1: !vort.ref, %arg2: i64, %arg3: i64, %arg4: f64) -> (i64, f64, i64)
// CHECK-NEXT: %[[V0:[^ :,]+]] = vort.is_null %arg0
// CHECK-NEXT: %[[Vc0_i64:[^ :,]+]] = arith.constant 0 : i64
// CHECK-NEXT: vort.trap_if %[[V0]], "IndexOutOfBounds"(%arg2, %[[Vc0_i64]])
// CHECK-NEXT: %[[Vc8_i64:[^ :,]+]] = arith.constant 8 : i64
// CHECK-NEXT: %[[V1:[^ :,]+]] = arith.cmpi uge, %arg2, %[[Vc8_i64]] : i64
// CHECK-NEXT: vort.trap_if %[[V1]], "IndexOutOfBounds"(%arg2, %[[Vc8_i64]])
// CHECK-NEXT: %[[V2:[^ :,]+]] = vort.addr %arg0[%arg2 * 16 + 16] : !vort.ref
// CHECK-NEXT: vort.store %arg3, %[[V2]] as i64 : i64, !vort.ref
// CHECK-NEXT: %[[V3:[^ :,]+]] = vort.addr %[[V2]][8] : !vort.ref
// CHECK-NEXT: vort.store %arg4, %[[V3]] as f64 : f64, !vort.ref
// CHECK-NEXT: %[[V4:[^ :,]+]] = vort.addr %arg1[%arg2 * 2 + 16] : !vort.ref
// CHECK-NEXT: vort.store %arg3, %[[V4]] as i16 : i64, !vort.ref
// CHECK-NEXT: %[[V5:[^ :,]+]] = vort.addr %arg0[%arg2 * 16 + 16] : !vort.ref
// CHECK-NEXT: %[[V6:[^ :,]+]] = vort.load %[[V5]] as i64 : !vort.ref -> i64
// CHECK-NEXT: %[[V7:[^ :,]+]] = vort.addr %[[V5]][8] : !vort.ref
// CHECK-NEXT: %[[V8:[^ :,]+]] = vort.load %[[V7]] as f64 : !vort.ref -> f64
// CHECK-NEXT: %[[V9:[^ :,]+]] = vort.is_null %arg1
// CHECK-NEXT: %[[Vc0_i64_0:[^ :,]+]] = arith.constant 0 : i64
// CHECK-NEXT: vort.trap_if %[[V9]], "IndexOutOfBounds"(%arg2, %[[Vc0_i64_0]])
// CHECK-NEXT: %[[Vc8_i64_1:[^ :,]+]] = arith.constant 8 : i64
// CHECK-NEXT: %[[V10:[^ :,]+]] = arith.cmpi uge, %arg2, %[[Vc8_i64_1]] : i64
// CHECK-NEXT: vort.trap_if %[[V10]], "IndexOutOfBounds"(%arg2, %[[Vc8_i64_1]])
// CHECK-NEXT: %[[V11:[^ :,]+]] = vort.addr %arg1[%arg2 * 2 + 16] : !vort.ref
// CHECK-NEXT: %[[V12:[^ :,]+]] = vort.load %[[V11]] as i16 : !vort.ref -> i64
// CHECK-NEXT: return %[[V6]], %[[V8]], %[[V12]] : i64, f64, i64
vo.func @elements(%a: !vo.array<8 x @Point>, %b: !vo.array<8 x si16>, %i: i64, %x: i64, %y: f64) -> (i64, f64, i64) {
  vo.array.set %a[%i], %x, %y : !vo.array<8 x @Point>, i64, f64
  vo.array.set %b[%i], %x {inbounds} : !vo.array<8 x si16>, i64
  %0, %1 = vo.array.get %a[%i] {inbounds} : !vo.array<8 x @Point> -> i64, f64
  %2 = vo.array.get %b[%i] : !vo.array<8 x si16> -> i64
  vo.return %0, %1, %2 : i64, f64, i64
}
// CHECK-LABEL: func.func @references(
// CHECK-SAME: %arg0: !vort.ref, %arg1: i64, %arg2: !vort.ref, %arg3: i64, %arg4: i64) -> !vort.ref
// CHECK-NEXT: %[[V0:[^ :,]+]] = vort.addr %arg0[%arg1 * 24 + 16] : !vort.ref
// CHECK-NEXT: vort.store %arg2, %[[V0]] as base : !vort.ref, !vort.ref
// CHECK-NEXT: vort.card_mark %[[V0]]
// CHECK-NEXT: %[[V1:[^ :,]+]] = vort.addr %[[V0]][8] : !vort.ref
// CHECK-NEXT: vort.store %arg3, %[[V1]] as extent : i64, !vort.ref
// CHECK-NEXT: %[[V2:[^ :,]+]] = vort.addr %[[V0]][16] : !vort.ref
// CHECK-NEXT: vort.store %arg4, %[[V2]] as extent : i64, !vort.ref
// CHECK-NEXT: %[[V3:[^ :,]+]] = vort.addr %arg0[%arg1 * 24 + 16] : !vort.ref
// CHECK-NEXT: vort.store %arg2, %[[V3]] as base : !vort.ref, !vort.ref
// CHECK-NEXT: %[[V4:[^ :,]+]] = vort.addr %[[V3]][8] : !vort.ref
// CHECK-NEXT: vort.store %arg3, %[[V4]] as extent : i64, !vort.ref
// CHECK-NEXT: %[[V5:[^ :,]+]] = vort.addr %[[V3]][16] : !vort.ref
// CHECK-NEXT: vort.store %arg4, %[[V5]] as extent : i64, !vort.ref
// CHECK-NEXT: %[[V6:[^ :,]+]] = vort.is_null %arg0
// CHECK-NEXT: %[[Vc0_i64:[^ :,]+]] = arith.constant 0 : i64
// CHECK-NEXT: vort.trap_if %[[V6]], "IndexOutOfBounds"(%arg1, %[[Vc0_i64]])
// CHECK-NEXT: %[[Vc2_i64:[^ :,]+]] = arith.constant 2 : i64
// CHECK-NEXT: %[[V7:[^ :,]+]] = arith.cmpi uge, %arg1, %[[Vc2_i64]] : i64
// CHECK-NEXT: vort.trap_if %[[V7]], "IndexOutOfBounds"(%arg1, %[[Vc2_i64]])
// CHECK-NEXT: %[[V8:[^ :,]+]] = vort.addr %arg0[%arg1 * 24 + 16] : !vort.ref
// CHECK-NEXT: return %[[V8]] : !vort.ref
vo.func @references(%a: !vo.array<2 x !vo.string>, %i: i64, %s: !vo.string) -> !vo.ptr<!vo.string> {
  vo.array.set %a[%i], %s {inbounds} : !vo.array<2 x !vo.string>, !vo.string
  vo.array.set %a[%i], %s {inbounds, nobarrier} : !vo.array<2 x !vo.string>, !vo.string
  %p = vo.array.addr %a[%i] : !vo.array<2 x !vo.string> -> !vo.ptr<!vo.string>
  vo.return %p : !vo.ptr<!vo.string>
}
// CHECK-LABEL: func.func @withoutStorage(
// CHECK-SAME: %arg0: !vort.ref, %arg1: i64)
// CHECK-NEXT: %[[V0:[^ :,]+]] = vort.is_null %arg0
// CHECK-NEXT: %[[Vc0_i64:[^ :,]+]] = arith.constant 0 : i64
// CHECK-NEXT: vort.trap_if %[[V0]], "IndexOutOfBounds"(%arg1, %[[Vc0_i64]])
// CHECK-NEXT: %[[Vc2_i64:[^ :,]+]] = arith.constant 2 : i64
// CHECK-NEXT: %[[V1:[^ :,]+]] = arith.cmpi uge, %arg1, %[[Vc2_i64]] : i64
// CHECK-NEXT: vort.trap_if %[[V1]], "IndexOutOfBounds"(%arg1, %[[Vc2_i64]])
// CHECK-NEXT: return
vo.func @withoutStorage(%a: !vo.array<2 x @Empty>, %i: i64) {
  vo.array.get %a[%i] : !vo.array<2 x @Empty>
  vo.return
}
