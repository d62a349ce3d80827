// RUN: vo-opt %s --vo-to-vort | FileCheck %s

// Slices: bounds checks, addresses, append with its rare way, parts, bulk moves.

vo.struct @Point { x: i64, y: f64 }
vo.struct @Empty {}
// CHECK-LABEL: func.func @new(
// CHECK-SAME: %arg0: i64) -> (!vort.ref, i64, i64, i64, !vort.ref, i64, i64, i64)
// CHECK-NEXT: %[[V0:[^ :,]+]] = vort.array_layout <slots "v">
// CHECK-NEXT: %[[Vc34359738368_i64:[^ :,]+]] = arith.constant 34359738368 : i64
// CHECK-NEXT: %[[V1:[^ :,]+]] = vort.call_runtime "vo_rt_make_slice"(%[[V0]], %[[Vc34359738368_i64]], %arg0, %arg0) : (i64, i64, i64, i64) -> !vort.ref
// CHECK-NEXT: %[[Vc16_i64:[^ :,]+]] = arith.constant 16 : i64
// CHECK-NEXT: %[[Vc16_i64_0:[^ :,]+]] = arith.constant 16 : i64
// CHECK-NEXT: %[[V2:[^ :,]+]] = vort.array_layout <u8>
// CHECK-NEXT: %[[Vc4294967296_i64:[^ :,]+]] = arith.constant 4294967296 : i64
// CHECK-NEXT: %[[V3:[^ :,]+]] = vort.call_runtime "vo_rt_new_array"(%[[V2]], %[[Vc4294967296_i64]], %[[Vc16_i64_0]]) : (i64, i64, i64) -> !vort.ref
// CHECK-NEXT: %[[Vc16_i64_1:[^ :,]+]] = arith.constant 16 : i64
// CHECK-NEXT: return %[[V1]], %[[Vc16_i64]], %arg0, %arg0, %[[V3]], %[[Vc16_i64_1]], %[[Vc16_i64_0]], %[[Vc16_i64_0]] : !vort.ref, i64, i64, i64, !vort.ref, i64, i64, i64
vo.func @new(%n: i64) -> (!vo.slice<i64>, !vo.slice<ui8>) {
  %a = vo.slice.new %n, %n : !vo.slice<i64>
  %c = arith.constant 16 : i64
  %b = vo.slice.new %c, %c : !vo.slice<ui8>
  vo.return %a, %b : !vo.slice<i64>, !vo.slice<ui8>
}
// CHECK-LABEL: func.func @scalars(
// CHECK-SAME: %arg0: !vort.ref, %arg1: i64, %arg2: i64, %arg3: i64) -> (i64, i64)
// CHECK-NEXT: return %arg2, %arg3 : i64, i64
vo.func @scalars(%s: !vo.slice<i64>) -> (i64, i64) {
  %n = vo.slice.len %s : !vo.slice<i64>
  %c = vo.slice.cap %s : !vo.slice<i64>
  vo.return %n, %c : i64, i64
}
// CHECK-LABEL: func.func @elements(
// CHECK-SAME: %arg0: !vort.ref, %arg1: i64, %arg2: i64, %arg3: i64, %arg4: i64, %arg5: i64, %arg6: f64) -> f64
// CHECK-NEXT: %[[V0:[^ :,]+]] = arith.cmpi uge, %arg4, %arg2 : i64
// CHECK-NEXT: vort.trap_if %[[V0]], "IndexOutOfBounds"(%arg4, %arg2)
// CHECK-NEXT: %[[V1:[^ :,]+]] = vort.addr %arg0[%arg1 * 1 + 0] : !vort.ref
// CHECK-NEXT: %[[V2:[^ :,]+]] = vort.addr %[[V1]][%arg4 * 16 + 0] : !vort.ref
// CHECK-NEXT: vort.store %arg5, %[[V2]] as i64 : i64, !vort.ref
// CHECK-NEXT: %[[V3:[^ :,]+]] = vort.addr %[[V2]][8] : !vort.ref
// CHECK-NEXT: vort.store %arg6, %[[V3]] as f64 : f64, !vort.ref
// CHECK-NEXT: %[[V4:[^ :,]+]] = vort.addr %arg0[%arg1 * 1 + 0] : !vort.ref
// CHECK-NEXT: %[[V5:[^ :,]+]] = vort.addr %[[V4]][%arg4 * 16 + 0] : !vort.ref
// CHECK-NEXT: %[[V6:[^ :,]+]] = vort.load %[[V5]] as i64 : !vort.ref -> i64
// CHECK-NEXT: %[[V7:[^ :,]+]] = vort.addr %[[V5]][8] : !vort.ref
// CHECK-NEXT: %[[V8:[^ :,]+]] = vort.load %[[V7]] as f64 : !vort.ref -> f64
// CHECK-NEXT: return %[[V8]] : f64
vo.func @elements(%s: !vo.slice<@Point>, %i: i64, %x: i64, %y: f64) -> f64 {
  vo.slice.set %s[%i], %x, %y : !vo.slice<@Point>, i64, f64
  %a, %b = vo.slice.get %s[%i] {inbounds} : !vo.slice<@Point> -> i64, f64
  vo.return %b : f64
}
// CHECK-LABEL: func.func @strings(
// CHECK-SAME: %arg0: !vort.ref, %arg1: i64, %arg2: i64, %arg3: i64, %arg4: i64, %arg5: !vort.ref, %arg6: i64, %arg7: i64) -> (!vort.ref, i64, i64)
// CHECK-NEXT: %[[V0:[^ :,]+]] = vort.addr %arg0[%arg1 * 1 + 0] : !vort.ref
// CHECK-NEXT: %[[V1:[^ :,]+]] = vort.addr %[[V0]][%arg4 * 24 + 0] : !vort.ref
// CHECK-NEXT: vort.store %arg5, %[[V1]] as base : !vort.ref, !vort.ref
// CHECK-NEXT: vort.card_mark %[[V1]]
// CHECK-NEXT: %[[V2:[^ :,]+]] = vort.addr %[[V1]][8] : !vort.ref
// CHECK-NEXT: vort.store %arg6, %[[V2]] as extent : i64, !vort.ref
// CHECK-NEXT: %[[V3:[^ :,]+]] = vort.addr %[[V1]][16] : !vort.ref
// CHECK-NEXT: vort.store %arg7, %[[V3]] as extent : i64, !vort.ref
// CHECK-NEXT: %[[V4:[^ :,]+]] = vort.addr %arg0[%arg1 * 1 + 0] : !vort.ref
// CHECK-NEXT: %[[V5:[^ :,]+]] = vort.addr %[[V4]][%arg4 * 24 + 0] : !vort.ref
// CHECK-NEXT: %[[V6:[^ :,]+]] = vort.load %[[V5]] as base : !vort.ref -> !vort.ref
// CHECK-NEXT: %[[V7:[^ :,]+]] = vort.addr %[[V5]][8] : !vort.ref
// CHECK-NEXT: %[[V8:[^ :,]+]] = vort.load %[[V7]] as extent : !vort.ref -> i64
// CHECK-NEXT: %[[V9:[^ :,]+]] = vort.addr %[[V5]][16] : !vort.ref
// CHECK-NEXT: %[[V10:[^ :,]+]] = vort.load %[[V9]] as extent : !vort.ref -> i64
// CHECK-NEXT: return %[[V6]], %[[V8]], %[[V10]] : !vort.ref, i64, i64
vo.func @strings(%s: !vo.slice<!vo.string>, %i: i64, %t: !vo.string) -> !vo.string {
  vo.slice.set %s[%i], %t {inbounds} : !vo.slice<!vo.string>, !vo.string
  %a = vo.slice.get %s[%i] {inbounds} : !vo.slice<!vo.string> -> !vo.string
  vo.return %a : !vo.string
}
// CHECK-LABEL: func.func @narrow(
// CHECK-SAME: %arg0: !vort.ref, %arg1: i64, %arg2: i64, %arg3: i64, %arg4: i64, %arg5: f32) -> f32
// CHECK-NEXT: %[[V0:[^ :,]+]] = vort.addr %arg0[%arg1 * 1 + 0] : !vort.ref
// CHECK-NEXT: %[[V1:[^ :,]+]] = vort.addr %[[V0]][%arg4 * 4 + 0] : !vort.ref
// CHECK-NEXT: %[[V2:[^ :,]+]] = arith.bitcast %arg5 : f32 to i32
// CHECK-NEXT: %[[V3:[^ :,]+]] = arith.extui %[[V2]] : i32 to i64
// CHECK-NEXT: vort.store %[[V3]], %[[V1]] as u32 : i64, !vort.ref
// CHECK-NEXT: %[[V4:[^ :,]+]] = vort.addr %arg0[%arg1 * 1 + 0] : !vort.ref
// CHECK-NEXT: %[[V5:[^ :,]+]] = vort.addr %[[V4]][%arg4 * 4 + 0] : !vort.ref
// CHECK-NEXT: %[[V6:[^ :,]+]] = vort.load %[[V5]] as u32 : !vort.ref -> i64
// CHECK-NEXT: %[[V7:[^ :,]+]] = arith.trunci %[[V6]] : i64 to i32
// CHECK-NEXT: %[[V8:[^ :,]+]] = arith.bitcast %[[V7]] : i32 to f32
// CHECK-NEXT: return %[[V8]] : f32
vo.func @narrow(%s: !vo.slice<f32>, %i: i64, %x: f32) -> f32 {
  vo.slice.set %s[%i], %x {inbounds} : !vo.slice<f32>, f32
  %a = vo.slice.get %s[%i] {inbounds} : !vo.slice<f32> -> f32
  vo.return %a : f32
}
// CHECK-LABEL: func.func @address(
// CHECK-SAME: %arg0: !vort.ref, %arg1: i64, %arg2: i64, %arg3: i64, %arg4: i64) -> !vort.ref
// CHECK-NEXT: %[[V0:[^ :,]+]] = arith.cmpi uge, %arg4, %arg2 : i64
// CHECK-NEXT: vort.trap_if %[[V0]], "IndexOutOfBounds"(%arg4, %arg2)
// CHECK-NEXT: %[[V1:[^ :,]+]] = vort.addr %arg0[%arg1 * 1 + 0] : !vort.ref
// CHECK-NEXT: %[[V2:[^ :,]+]] = vort.addr %[[V1]][%arg4 * 16 + 0] : !vort.ref
// CHECK-NEXT: return %[[V2]] : !vort.ref
vo.func @address(%s: !vo.slice<@Point>, %i: i64) -> !vo.ptr<? x @Point> {
  %p = vo.slice.addr %s[%i] : !vo.slice<@Point> -> !vo.ptr<? x @Point>
  vo.return %p : !vo.ptr<? x @Point>
}
// CHECK-LABEL: func.func @append(
// CHECK-SAME: %arg0: !vort.ref, %arg1: i64, %arg2: i64, %arg3: i64, %arg4: !vort.ref, %arg5: i64, %arg6: i64, %arg7: i64) -> (!vort.ref, i64, i64, i64)
// CHECK-NEXT: %[[V0:[^ :,]+]] = arith.cmpi uge, %arg2, %arg3 : i64
// CHECK-NEXT: cf.cond_br %[[V0]] weights([1, 64]), ^bb1, ^bb2(%arg0, %arg1, %arg3 : !vort.ref, i64, i64)
// CHECK-NEXT: ^bb1:
// CHECK-NEXT: %[[V1:[^ :,]+]] = vort.array_layout <slots "rvvv">
// CHECK-NEXT: %[[Vc137438953472_i64:[^ :,]+]] = arith.constant 137438953472 : i64
// CHECK-NEXT: %[[V2:[^ :,]+]]:4 = vort.call_runtime "vo_rt_slice_grow"(%arg0, %arg1, %arg2, %arg3, %[[V1]], %[[Vc137438953472_i64]]) : (!vort.ref, i64, i64, i64, i64, i64) -> (!vort.ref, i64, i64, i64)
// CHECK-NEXT: cf.br ^bb2(%[[V2]]#0, %[[V2]]#1, %[[V2]]#3 : !vort.ref, i64, i64)
// CHECK-NEXT: ^bb2(%[[V3:[^ :,]+]]: !vort.ref, %[[V4:[^ :,]+]]: i64, %[[V5:[^ :,]+]]: i64):
// CHECK-NEXT: %[[V6:[^ :,]+]] = vort.addr %[[V3]][%[[V4]] * 1 + 0] : !vort.ref
// CHECK-NEXT: %[[V7:[^ :,]+]] = vort.addr %[[V6]][%arg2 * 32 + 0] : !vort.ref
// CHECK-NEXT: vort.store %arg4, %[[V7]] as base : !vort.ref, !vort.ref
// CHECK-NEXT: vort.card_mark %[[V7]]
// CHECK-NEXT: %[[V8:[^ :,]+]] = vort.addr %[[V7]][8] : !vort.ref
// CHECK-NEXT: vort.store %arg5, %[[V8]] as extent : i64, !vort.ref
// CHECK-NEXT: %[[V9:[^ :,]+]] = vort.addr %[[V7]][16] : !vort.ref
// CHECK-NEXT: vort.store %arg6, %[[V9]] as extent : i64, !vort.ref
// CHECK-NEXT: %[[V10:[^ :,]+]] = vort.addr %[[V7]][24] : !vort.ref
// CHECK-NEXT: vort.store %arg7, %[[V10]] as extent : i64, !vort.ref
// CHECK-NEXT: %[[Vc1_i64:[^ :,]+]] = arith.constant 1 : i64
// CHECK-NEXT: %[[V11:[^ :,]+]] = arith.addi %arg2, %[[Vc1_i64]] : i64
// CHECK-NEXT: return %[[V3]], %[[V4]], %[[V11]], %[[V5]] : !vort.ref, i64, i64, i64
vo.func @append(%s: !vo.slice<!vo.slice<i64>>, %t: !vo.slice<i64>) -> !vo.slice<!vo.slice<i64>> {
  %a = vo.append %s, %t : !vo.slice<!vo.slice<i64>>, !vo.slice<i64>
  vo.return %a : !vo.slice<!vo.slice<i64>>
}
// CHECK-LABEL: func.func @parts(
// CHECK-SAME: %arg0: !vort.ref, %arg1: i64, %arg2: i64, %arg3: i64, %arg4: i64, %arg5: i64) -> (!vort.ref, i64, i64, i64, !vort.ref, i64, i64, i64)
// CHECK-NEXT: %[[V0:[^ :,]+]] = arith.cmpi ugt, %arg4, %arg5 : i64
// CHECK-NEXT: %[[V1:[^ :,]+]] = arith.cmpi ugt, %arg5, %arg3 : i64
// CHECK-NEXT: %[[V2:[^ :,]+]] = arith.ori %[[V0]], %[[V1]] : i1
// CHECK-NEXT: vort.trap_if %[[V2]], "SliceBoundsOutOfRange"(%arg4, %arg5)
// CHECK-NEXT: %[[Vc4_i64:[^ :,]+]] = arith.constant 4 : i64
// CHECK-NEXT: %[[V3:[^ :,]+]] = arith.muli %arg4, %[[Vc4_i64]] : i64
// CHECK-NEXT: %[[V4:[^ :,]+]] = arith.addi %arg1, %[[V3]] : i64
// CHECK-NEXT: %[[V5:[^ :,]+]] = arith.subi %arg5, %arg4 : i64
// CHECK-NEXT: %[[V6:[^ :,]+]] = arith.subi %arg3, %arg4 : i64
// CHECK-NEXT: %[[V7:[^ :,]+]] = arith.cmpi ugt, %arg4, %arg5 : i64
// CHECK-NEXT: %[[V8:[^ :,]+]] = arith.cmpi ugt, %arg5, %arg5 : i64
// CHECK-NEXT: %[[V9:[^ :,]+]] = arith.ori %[[V7]], %[[V8]] : i1
// CHECK-NEXT: %[[V10:[^ :,]+]] = arith.cmpi ugt, %arg5, %arg3 : i64
// CHECK-NEXT: %[[V11:[^ :,]+]] = arith.ori %[[V9]], %[[V10]] : i1
// CHECK-NEXT: vort.trap_if %[[V11]], "SliceBoundsOutOfRange"(%arg4, %arg5)
// CHECK-NEXT: %[[Vc4_i64_0:[^ :,]+]] = arith.constant 4 : i64
// CHECK-NEXT: %[[V12:[^ :,]+]] = arith.muli %arg4, %[[Vc4_i64_0]] : i64
// CHECK-NEXT: %[[V13:[^ :,]+]] = arith.addi %arg1, %[[V12]] : i64
// CHECK-NEXT: %[[V14:[^ :,]+]] = arith.subi %arg5, %arg4 : i64
// CHECK-NEXT: %[[V15:[^ :,]+]] = arith.subi %arg5, %arg4 : i64
// CHECK-NEXT: return %arg0, %[[V4]], %[[V5]], %[[V6]], %arg0, %[[V13]], %[[V14]], %[[V15]] : !vort.ref, i64, i64, i64, !vort.ref, i64, i64, i64
vo.func @parts(%s: !vo.slice<si32>, %lo: i64, %hi: i64) -> (!vo.slice<si32>, !vo.slice<si32>) {
  %a = vo.slice.slice %s[%lo, %hi] : !vo.slice<si32>
  %b = vo.slice.slice %s[%lo, %hi, %hi] : !vo.slice<si32>
  vo.return %a, %b : !vo.slice<si32>, !vo.slice<si32>
}
// CHECK-LABEL: func.func @ofArrays(
// CHECK-SAME: %arg0: !vort.ref, %arg1: !vort.ref, %arg2: i64, %arg3: i64) -> (!vort.ref, i64, i64, i64, !vort.ref, i64, i64, i64)
// CHECK-NEXT: %[[V0:[^ :,]+]] = vort.is_null %arg0
// CHECK-NEXT: vort.trap_if %[[V0]], "NilPointerDereference"
// CHECK-NEXT: %[[Vc8_i64:[^ :,]+]] = arith.constant 8 : i64
// CHECK-NEXT: %[[V1:[^ :,]+]] = arith.cmpi ugt, %arg2, %arg3 : i64
// CHECK-NEXT: %[[V2:[^ :,]+]] = arith.cmpi ugt, %arg3, %[[Vc8_i64]] : i64
// CHECK-NEXT: %[[V3:[^ :,]+]] = arith.ori %[[V1]], %[[V2]] : i1
// CHECK-NEXT: vort.trap_if %[[V3]], "SliceBoundsOutOfRange"(%arg2, %arg3)
// CHECK-NEXT: %[[Vc1_i64:[^ :,]+]] = arith.constant 1 : i64
// CHECK-NEXT: %[[V4:[^ :,]+]] = arith.muli %arg2, %[[Vc1_i64]] : i64
// CHECK-NEXT: %[[Vc16_i64:[^ :,]+]] = arith.constant 16 : i64
// CHECK-NEXT: %[[V5:[^ :,]+]] = arith.addi %[[V4]], %[[Vc16_i64]] : i64
// CHECK-NEXT: %[[V6:[^ :,]+]] = arith.subi %arg3, %arg2 : i64
// CHECK-NEXT: %[[V7:[^ :,]+]] = arith.subi %[[Vc8_i64]], %arg2 : i64
// CHECK-NEXT: %[[V8:[^ :,]+]] = vort.is_null %arg1
// CHECK-NEXT: vort.trap_if %[[V8]], "NilPointerDereference"
// CHECK-NEXT: %[[Vc4_i64:[^ :,]+]] = arith.constant 4 : i64
// CHECK-NEXT: %[[V9:[^ :,]+]] = arith.cmpi ugt, %arg2, %arg3 : i64
// CHECK-NEXT: %[[V10:[^ :,]+]] = arith.cmpi ugt, %arg3, %arg3 : i64
// CHECK-NEXT: %[[V11:[^ :,]+]] = arith.ori %[[V9]], %[[V10]] : i1
// CHECK-NEXT: %[[V12:[^ :,]+]] = arith.cmpi ugt, %arg3, %[[Vc4_i64]] : i64
// CHECK-NEXT: %[[V13:[^ :,]+]] = arith.ori %[[V11]], %[[V12]] : i1
// CHECK-NEXT: vort.trap_if %[[V13]], "SliceBoundsOutOfRange"(%arg2, %arg3)
// CHECK-NEXT: %[[Vc16_i64_0:[^ :,]+]] = arith.constant 16 : i64
// CHECK-NEXT: %[[V14:[^ :,]+]] = arith.muli %arg2, %[[Vc16_i64_0]] : i64
// CHECK-NEXT: %[[Vc0_i64:[^ :,]+]] = arith.constant 0 : i64
// CHECK-NEXT: %[[V15:[^ :,]+]] = arith.addi %[[V14]], %[[Vc0_i64]] : i64
// CHECK-NEXT: %[[V16:[^ :,]+]] = arith.subi %arg3, %arg2 : i64
// CHECK-NEXT: %[[V17:[^ :,]+]] = arith.subi %arg3, %arg2 : i64
// CHECK-NEXT: return %arg0, %[[V5]], %[[V6]], %[[V7]], %arg1, %[[V15]], %[[V16]], %[[V17]] : !vort.ref, i64, i64, i64, !vort.ref, i64, i64, i64
vo.func @ofArrays(%a: !vo.array<8 x ui8>, %p: !vo.ptr<4 x @Point>, %lo: i64, %hi: i64) -> (!vo.slice<ui8>, !vo.slice<@Point>) {
  %0 = vo.slice.of %a[%lo, %hi] : !vo.array<8 x ui8>
  %1 = vo.slice.of %p[%lo, %hi, %hi] : !vo.ptr<4 x @Point>
  vo.return %0, %1 : !vo.slice<ui8>, !vo.slice<@Point>
}
// CHECK-LABEL: func.func @bulk(
// CHECK-SAME: %arg0: !vort.ref, %arg1: i64, %arg2: i64, %arg3: i64, %arg4: !vort.ref, %arg5: i64, %arg6: i64, %arg7: i64, %arg8: !vort.ref, %arg9: i64, %arg10: i64) -> (!vort.ref, i64, i64, i64, !vort.ref, i64, i64, i64, i64, i64)
// CHECK-NEXT: %[[V0:[^ :,]+]] = vort.array_layout <slots "rvv">
// CHECK-NEXT: %[[Vc103079215104_i64:[^ :,]+]] = arith.constant 103079215104 : i64
// CHECK-NEXT: %[[V1:[^ :,]+]]:4 = vort.call_runtime "vo_rt_slice_append_slice"(%arg0, %arg1, %arg2, %arg3, %arg0, %arg1, %arg2, %arg3, %[[V0]], %[[Vc103079215104_i64]]) : (!vort.ref, i64, i64, i64, !vort.ref, i64, i64, i64, i64, i64) -> (!vort.ref, i64, i64, i64)
// CHECK-NEXT: %[[V2:[^ :,]+]]:4 = vort.call_runtime "vo_rt_slice_append_string"(%arg4, %arg5, %arg6, %arg7, %arg8, %arg9, %arg10) : (!vort.ref, i64, i64, i64, !vort.ref, i64, i64) -> (!vort.ref, i64, i64, i64)
// CHECK-NEXT: %[[Vc24_i64:[^ :,]+]] = arith.constant 24 : i64
// CHECK-NEXT: %[[V3:[^ :,]+]] = vort.call_runtime "vo_rt_slice_copy"(%arg0, %arg1, %arg2, %arg3, %arg0, %arg1, %arg2, %arg3, %[[Vc24_i64]]) : (!vort.ref, i64, i64, i64, !vort.ref, i64, i64, i64, i64) -> i64
// CHECK-NEXT: %[[V4:[^ :,]+]] = vort.call_runtime "vo_rt_slice_copy_string"(%arg4, %arg5, %arg6, %arg7, %arg8, %arg9, %arg10) : (!vort.ref, i64, i64, i64, !vort.ref, i64, i64) -> i64
// CHECK-NEXT: return %[[V1]]#0, %[[V1]]#1, %[[V1]]#2, %[[V1]]#3, %[[V2]]#0, %[[V2]]#1, %[[V2]]#2, %[[V2]]#3, %[[V3]], %[[V4]] : !vort.ref, i64, i64, i64, !vort.ref, i64, i64, i64, i64, i64
vo.func @bulk(%s: !vo.slice<!vo.string>, %t: !vo.slice<ui8>, %u: !vo.string) -> (!vo.slice<!vo.string>, !vo.slice<ui8>, i64, i64) {
  %0 = vo.append_all %s, %s : !vo.slice<!vo.string>, !vo.slice<!vo.string>
  %1 = vo.append_all %t, %u : !vo.slice<ui8>, !vo.string
  %2 = vo.copy %s, %s : !vo.slice<!vo.string>, !vo.slice<!vo.string>
  %3 = vo.copy %t, %u : !vo.slice<ui8>, !vo.string
  vo.return %0, %1, %2, %3 : !vo.slice<!vo.string>, !vo.slice<ui8>, i64, i64
}
// CHECK-LABEL: func.func @withoutStorage(
// CHECK-SAME: %arg0: !vort.ref, %arg1: i64, %arg2: i64, %arg3: i64) -> (!vort.ref, i64, i64, i64)
// CHECK-NEXT: %[[V0:[^ :,]+]] = arith.cmpi uge, %arg2, %arg3 : i64
// CHECK-NEXT: cf.cond_br %[[V0]] weights([1, 64]), ^bb1, ^bb2(%arg0, %arg1, %arg3 : !vort.ref, i64, i64)
// CHECK-NEXT: ^bb1:
// CHECK-NEXT: %[[V1:[^ :,]+]] = vort.array_layout <slots "">
// CHECK-NEXT: %[[Vc0_i64:[^ :,]+]] = arith.constant 0 : i64
// CHECK-NEXT: %[[V2:[^ :,]+]]:4 = vort.call_runtime "vo_rt_slice_grow"(%arg0, %arg1, %arg2, %arg3, %[[V1]], %[[Vc0_i64]]) : (!vort.ref, i64, i64, i64, i64, i64) -> (!vort.ref, i64, i64, i64)
// CHECK-NEXT: cf.br ^bb2(%[[V2]]#0, %[[V2]]#1, %[[V2]]#3 : !vort.ref, i64, i64)
// CHECK-NEXT: ^bb2(%[[V3:[^ :,]+]]: !vort.ref, %[[V4:[^ :,]+]]: i64, %[[V5:[^ :,]+]]: i64):
// CHECK-NEXT: %[[Vc1_i64:[^ :,]+]] = arith.constant 1 : i64
// CHECK-NEXT: %[[V6:[^ :,]+]] = arith.addi %arg2, %[[Vc1_i64]] : i64
// CHECK-NEXT: return %[[V3]], %[[V4]], %[[V6]], %[[V5]] : !vort.ref, i64, i64, i64
vo.func @withoutStorage(%s: !vo.slice<@Empty>) -> !vo.slice<@Empty> {
  %0 = vo.append %s : !vo.slice<@Empty>
  vo.return %0 : !vo.slice<@Empty>
}

// A few elements lie in the frame, more in the heap; at the same distance from their object.
// CHECK-LABEL: func.func @small(
// CHECK:       %[[SMALL:.*]] = vort.stack_object <"vvvvvv"> header
// CHECK:       arith.cmpi ugt, %arg1, %c4_i64
// CHECK:       arith.cmpi ugt, %arg0, %arg1
// CHECK:       cf.cond_br %{{.*}}, ^[[HEAP:.*]], ^[[END:.*]](%[[SMALL]] : !vort.ref)
// CHECK:     ^[[HEAP]]:
// CHECK:       vort.call_runtime "vo_rt_make_slice"
// CHECK:     ^[[END]](%[[BASE:.*]]: !vort.ref):
// CHECK:       return %[[BASE]], %c16_i64, %arg0, %arg1
vo.func @small(%n: i64, %m: i64) -> !vo.slice<i64> {
  %a = vo.slice.new %n, %m {frame_count = 4 : i64} : !vo.slice<i64>
  vo.return %a : !vo.slice<i64>
}

// No elements take no memory; the slice is not nil.
// CHECK-LABEL: func.func @none(
// CHECK:       %[[BASE:.*]] = vort.static_word %c0_i64
// CHECK:       return %[[BASE]], %c0_i64{{.*}}, %c0_i64{{.*}}, %c0_i64
vo.func @none() -> !vo.slice<!vo.string> {
  %zero = arith.constant 0 : i64
  %a = vo.slice.new %zero, %zero : !vo.slice<!vo.string>
  vo.return %a : !vo.slice<!vo.string>
}
