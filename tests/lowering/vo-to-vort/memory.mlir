// RUN: vo-opt %s --vo-to-vort | FileCheck %s

// Globals, frame memory and objects: leaves at constant distances, checks for nil, barriers for references that go to
// the heap. Strings and slices lie in place.

vo.struct @Point { x: i64, y: f64 }
vo.struct @Record { name: !vo.string, at: @Point, any: !vo.iface, cells: 5 x ui8, grid: 2 x 3 x @Point, narrow: f32, rest: !vo.slice<i64>, next: !vo.ptr<@Record> }
// CHECK: vort.global @text <"rvv">
vo.global @text : !vo.string
// CHECK: vort.global @any <"hw">
vo.global @any : !vo.iface
// CHECK-LABEL: func.func @globals(
// CHECK-SAME: %arg0: !vort.ref, %arg1: i64, %arg2: i64, %arg3: i64, %arg4: i64, %arg5: !vort.ref) -> (!vort.ref, i64, i64, i64, i64, !vort.ref)
// CHECK-NEXT: %[[V0:[^ :,]+]] = vort.global_addr @text
// CHECK-NEXT: vort.store %arg0, %[[V0]] as base : !vort.ref, !vort.raw
// CHECK-NEXT: %[[V1:[^ :,]+]] = vort.addr %[[V0]][8] : !vort.raw
// CHECK-NEXT: vort.store %arg1, %[[V1]] as extent : i64, !vort.raw
// CHECK-NEXT: %[[V2:[^ :,]+]] = vort.addr %[[V0]][16] : !vort.raw
// CHECK-NEXT: vort.store %arg2, %[[V2]] as extent : i64, !vort.raw
// CHECK-NEXT: %[[V3:[^ :,]+]] = vort.global_addr @any
// CHECK-NEXT: vort.store_words "hw"(%arg3, %arg4, %arg5), %[[V3]] : (i64, i64, !vort.ref), !vort.raw
// CHECK-NEXT: %[[V4:[^ :,]+]] = vort.global_addr @text
// CHECK-NEXT: %[[V5:[^ :,]+]] = vort.load %[[V4]] as base : !vort.raw -> !vort.ref
// CHECK-NEXT: %[[V6:[^ :,]+]] = vort.addr %[[V4]][8] : !vort.raw
// CHECK-NEXT: %[[V7:[^ :,]+]] = vort.load %[[V6]] as extent : !vort.raw -> i64
// CHECK-NEXT: %[[V8:[^ :,]+]] = vort.addr %[[V4]][16] : !vort.raw
// CHECK-NEXT: %[[V9:[^ :,]+]] = vort.load %[[V8]] as extent : !vort.raw -> i64
// CHECK-NEXT: %[[V10:[^ :,]+]] = vort.global_addr @any
// CHECK-NEXT: %[[V11:[^ :,]+]] = vort.load %[[V10]] as header : !vort.raw -> i64
// CHECK-NEXT: %[[V12:[^ :,]+]] = vort.addr %[[V10]][8] : !vort.raw
// CHECK-NEXT: %[[Vc255_i64:[^ :,]+]] = arith.constant 255 : i64
// CHECK-NEXT: %[[V13:[^ :,]+]] = arith.andi %[[V11]], %[[Vc255_i64]] : i64
// CHECK-NEXT: %[[Vc14_i64:[^ :,]+]] = arith.constant 14 : i64
// CHECK-NEXT: %[[V14:[^ :,]+]] = arith.cmpi uge, %[[V13]], %[[Vc14_i64]] : i64
// CHECK-NEXT: %[[V15:[^ :,]+]] = vort.load %[[V12]] as data : !vort.raw -> i64
// CHECK-NEXT: %[[V16:[^ :,]+]] = vort.load_ref_if %[[V14]], %[[V12]] : !vort.raw
// CHECK-NEXT: return %[[V5]], %[[V7]], %[[V9]], %[[V11]], %[[V15]], %[[V16]] : !vort.ref, i64, i64, i64, i64, !vort.ref
vo.func @globals(%s: !vo.string, %i: !vo.iface) -> (!vo.string, !vo.iface) {
  vo.global.set @text, %s : !vo.string
  vo.global.set @any, %i : !vo.iface
  %a = vo.global.get @text : !vo.string
  %b = vo.global.get @any : !vo.iface
  vo.return %a, %b : !vo.string, !vo.iface
}
// CHECK-LABEL: func.func @frame(
// CHECK-SAME: %arg0: i64, %arg1: f64) -> i64
// CHECK-NEXT: %[[V0:[^ :,]+]] = vort.frame 8
// CHECK-NEXT: %[[V1:[^ :,]+]] = vort.addr %[[V0]][%arg0 * 16 + 0] : !vort.raw
// CHECK-NEXT: %[[V2:[^ :,]+]] = vort.addr %[[V1]][8] : !vort.raw
// CHECK-NEXT: vort.store %arg1, %[[V2]] as f64 : f64, !vort.raw
// CHECK-NEXT: %[[V3:[^ :,]+]] = vort.addr %[[V0]][%arg0 * 16 + 0] : !vort.raw
// CHECK-NEXT: %[[V4:[^ :,]+]] = vort.load %[[V3]] as i64 : !vort.raw -> i64
// CHECK-NEXT: return %[[V4]] : i64
vo.func @frame(%i: i64, %x: f64) -> i64 {
  %f = vo.frame : !vo.frame<4 x @Point>
  vo.frame.set %f[%i, y], %x : !vo.frame<4 x @Point>, f64
  %a = vo.frame.get %f[%i] : !vo.frame<4 x @Point> -> i64
  vo.return %a : i64
}
// CHECK-LABEL: func.func @frameWithReferences(
// CHECK-SAME: %arg0: i64, %arg1: !vort.ref, %arg2: i64, %arg3: i64) -> i64
// CHECK-NEXT: %[[V0:[^ :,]+]] = vort.stack_object <"rvvrvvrvvrvv"> header
// CHECK-NEXT: %[[V1:[^ :,]+]] = vort.addr %[[V0]][%arg0 * 24 + 0] : !vort.ref
// CHECK-NEXT: vort.store %arg1, %[[V1]] as base : !vort.ref, !vort.ref
// CHECK-NEXT: %[[V2:[^ :,]+]] = vort.addr %[[V1]][8] : !vort.ref
// CHECK-NEXT: vort.store %arg2, %[[V2]] as extent : i64, !vort.ref
// CHECK-NEXT: %[[V3:[^ :,]+]] = vort.addr %[[V1]][16] : !vort.ref
// CHECK-NEXT: vort.store %arg3, %[[V3]] as extent : i64, !vort.ref
// CHECK-NEXT: %[[V4:[^ :,]+]] = vort.addr %[[V0]][72] : !vort.ref
// CHECK-NEXT: %[[V5:[^ :,]+]] = vort.load %[[V4]] as base : !vort.ref -> !vort.ref
// CHECK-NEXT: %[[V6:[^ :,]+]] = vort.addr %[[V0]][80] : !vort.ref
// CHECK-NEXT: %[[V7:[^ :,]+]] = vort.load %[[V6]] as extent : !vort.ref -> i64
// CHECK-NEXT: %[[V8:[^ :,]+]] = vort.addr %[[V0]][88] : !vort.ref
// CHECK-NEXT: %[[V9:[^ :,]+]] = vort.load %[[V8]] as extent : !vort.ref -> i64
// CHECK-NEXT: return %[[V9]] : i64
vo.func @frameWithReferences(%i: i64, %s: !vo.string) -> i64 {
  %f = vo.frame {in_frame} : !vo.frame<4 x !vo.string>
  vo.frame.set %f[%i], %s : !vo.frame<4 x !vo.string>, !vo.string
  %a = vo.frame.get %f[3] : !vo.frame<4 x !vo.string> -> !vo.string
  %n = vo.string.len %a
  vo.return %n : i64
}
// Without the mark it is one of the heap.
// CHECK-LABEL: func.func @objectWithReferences(
// CHECK:       %[[V0:[^ :,]+]] = vort.alloc <
// CHECK:       vort.store %arg1,
// CHECK-NEXT:  vort.card_mark
vo.func @objectWithReferences(%i: i64, %s: !vo.string) {
  %f = vo.frame : !vo.frame<4 x !vo.string>
  vo.frame.set %f[%i], %s : !vo.frame<4 x !vo.string>, !vo.string
  vo.return
}
// CHECK-LABEL: func.func @new(
// CHECK-SAME: ) -> !vort.ref
// CHECK-NEXT: %[[V0:[^ :,]+]] = vort.alloc <"rvvvfhwvvfvfvfvfvfvfvrvvvr">
// CHECK-NEXT: return %[[V0]] : !vort.ref
vo.func @new() -> !vo.ptr<@Record> {
  %p = vo.new : !vo.ptr<@Record>
  vo.return %p : !vo.ptr<@Record>
}
// CHECK-LABEL: func.func @boxes(
// CHECK-SAME: %arg0: !vort.ref, %arg1: i64, %arg2: i64) -> (!vort.ref, !vort.ref, !vort.ref)
// CHECK-NEXT: %[[V0:[^ :,]+]] = vort.alloc <"rvv"> reserved "String"
// CHECK-NEXT: vort.store %arg0, %[[V0]] as base : !vort.ref, !vort.ref
// CHECK-NEXT: %[[V1:[^ :,]+]] = vort.addr %[[V0]][8] : !vort.ref
// CHECK-NEXT: vort.store %arg1, %[[V1]] as extent : i64, !vort.ref
// CHECK-NEXT: %[[V2:[^ :,]+]] = vort.addr %[[V0]][16] : !vort.ref
// CHECK-NEXT: vort.store %arg2, %[[V2]] as extent : i64, !vort.ref
// CHECK-NEXT: %[[V3:[^ :,]+]] = vort.data "constant"
// CHECK-NEXT: %[[V4:[^ :,]+]] = vort.null
// CHECK-NEXT: %[[Vc8_i64:[^ :,]+]] = arith.constant 8 : i64
// CHECK-NEXT: %[[V5:[^ :,]+]] = vort.static_string "constant"
// CHECK-NEXT: %[[V6:[^ :,]+]] = vort.alloc <"rvv"> reserved "String"
// CHECK-NEXT: return %[[V0]], %[[V5]], %[[V6]] : !vort.ref, !vort.ref, !vort.ref
vo.func @boxes(%s: !vo.string) -> (!vo.box<!vo.string>, !vo.box<!vo.string>, !vo.box<!vo.string>) {
  %a = vo.new(%s : !vo.string) : !vo.box<!vo.string>
  %c = vo.string.const "constant"
  %b = vo.new(%c : !vo.string) {immutable} : !vo.box<!vo.string>
  %d = vo.new : !vo.box<!vo.string>
  vo.return %a, %b, %d : !vo.box<!vo.string>, !vo.box<!vo.string>, !vo.box<!vo.string>
}
// CHECK-LABEL: func.func @load(
// CHECK-SAME: %arg0: !vort.ref, %arg1: i64, %arg2: i64) -> (!vort.ref, i64, i64, f64, i64, f64, f32)
// CHECK-NEXT: %[[V0:[^ :,]+]] = vort.is_null %arg0
// CHECK-NEXT: vort.trap_if %[[V0]], "NilPointerDereference"
// CHECK-NEXT: %[[V1:[^ :,]+]] = vort.load %arg0 as base : !vort.ref -> !vort.ref
// CHECK-NEXT: %[[V2:[^ :,]+]] = vort.addr %arg0[8] : !vort.ref
// CHECK-NEXT: %[[V3:[^ :,]+]] = vort.load %[[V2]] as extent : !vort.ref -> i64
// CHECK-NEXT: %[[V4:[^ :,]+]] = vort.addr %arg0[16] : !vort.ref
// CHECK-NEXT: %[[V5:[^ :,]+]] = vort.load %[[V4]] as extent : !vort.ref -> i64
// CHECK-NEXT: %[[V6:[^ :,]+]] = vort.addr %arg0[32] : !vort.ref
// CHECK-NEXT: %[[V7:[^ :,]+]] = vort.load %[[V6]] as f64 : !vort.ref -> f64
// CHECK-NEXT: %[[V8:[^ :,]+]] = vort.addr %arg0[%arg1 * 1 + 0] : !vort.ref
// CHECK-NEXT: %[[V9:[^ :,]+]] = vort.addr %[[V8]][56] : !vort.ref
// CHECK-NEXT: %[[V10:[^ :,]+]] = vort.load %[[V9]] as u8 : !vort.ref -> i64
// CHECK-NEXT: %[[V11:[^ :,]+]] = vort.addr %arg0[%arg1 * 48 + 0] : !vort.ref
// CHECK-NEXT: %[[V12:[^ :,]+]] = vort.addr %[[V11]][%arg2 * 16 + 0] : !vort.ref
// CHECK-NEXT: %[[V13:[^ :,]+]] = vort.addr %[[V12]][72] : !vort.ref
// CHECK-NEXT: %[[V14:[^ :,]+]] = vort.load %[[V13]] as f64 : !vort.ref -> f64
// CHECK-NEXT: %[[V15:[^ :,]+]] = vort.addr %arg0[160] : !vort.ref
// CHECK-NEXT: %[[V16:[^ :,]+]] = vort.load %[[V15]] as u32 : !vort.ref -> i64
// CHECK-NEXT: %[[V17:[^ :,]+]] = arith.trunci %[[V16]] : i64 to i32
// CHECK-NEXT: %[[V18:[^ :,]+]] = arith.bitcast %[[V17]] : i32 to f32
// CHECK-NEXT: return %[[V1]], %[[V3]], %[[V5]], %[[V7]], %[[V10]], %[[V14]], %[[V18]] : !vort.ref, i64, i64, f64, i64, f64, f32
vo.func @load(%p: !vo.ptr<@Record>, %i: i64, %j: i64) -> (!vo.string, f64, i64, f64, f32) {
  %a = vo.load %p[name] : !vo.ptr<@Record> -> !vo.string
  %b = vo.load %p[at.y] {nonnull} : !vo.ptr<@Record> -> f64
  %c = vo.load %p[cells, %i] {nonnull} : !vo.ptr<@Record> -> i64
  %d = vo.load %p[grid, %i, %j, y] {nonnull} : !vo.ptr<@Record> -> f64
  %e = vo.load %p[narrow] {nonnull} : !vo.ptr<@Record> -> f32
  vo.return %a, %b, %c, %d, %e : !vo.string, f64, i64, f64, f32
}
// CHECK-LABEL: func.func @loadNothing(
// CHECK-SAME: %arg0: !vort.ref)
// CHECK-NEXT: %[[V0:[^ :,]+]] = vort.is_null %arg0
// CHECK-NEXT: vort.trap_if %[[V0]], "NilPointerDereference"
// CHECK-NEXT: return
vo.func @loadNothing(%p: !vo.ptr<@Record>) {
  vo.load %p : !vo.ptr<@Record>
  vo.return
}
// CHECK-LABEL: func.func @store(
// CHECK-SAME: %arg0: !vort.ref, %arg1: !vort.ref, %arg2: i64, %arg3: i64, %arg4: i64, %arg5: i64, %arg6: f32)
// CHECK-NEXT: %[[V0:[^ :,]+]] = vort.is_null %arg0
// CHECK-NEXT: vort.trap_if %[[V0]], "NilPointerDereference"
// CHECK-NEXT: %[[V1:[^ :,]+]] = vort.addr %arg0[168] : !vort.ref
// CHECK-NEXT: vort.store %arg1, %[[V1]] as base : !vort.ref, !vort.ref
// CHECK-NEXT: vort.card_mark %[[V1]]
// CHECK-NEXT: %[[V2:[^ :,]+]] = vort.addr %arg0[176] : !vort.ref
// CHECK-NEXT: vort.store %arg2, %[[V2]] as extent : i64, !vort.ref
// CHECK-NEXT: %[[V3:[^ :,]+]] = vort.addr %arg0[184] : !vort.ref
// CHECK-NEXT: vort.store %arg3, %[[V3]] as extent : i64, !vort.ref
// CHECK-NEXT: %[[V4:[^ :,]+]] = vort.addr %arg0[192] : !vort.ref
// CHECK-NEXT: vort.store %arg4, %[[V4]] as extent : i64, !vort.ref
// CHECK-NEXT: %[[V5:[^ :,]+]] = vort.addr %arg0[200] : !vort.ref
// CHECK-NEXT: vort.store %arg0, %[[V5]] as ref : !vort.ref, !vort.ref
// CHECK-NEXT: vort.card_mark %[[V5]]
// CHECK-NEXT: %[[V6:[^ :,]+]] = vort.addr %arg0[200] : !vort.ref
// CHECK-NEXT: vort.store %arg0, %[[V6]] as ref : !vort.ref, !vort.ref
// CHECK-NEXT: %[[V7:[^ :,]+]] = vort.addr %arg0[60] : !vort.ref
// CHECK-NEXT: vort.store %arg5, %[[V7]] as u8 : i64, !vort.ref
// CHECK-NEXT: %[[V8:[^ :,]+]] = vort.addr %arg0[160] : !vort.ref
// CHECK-NEXT: %[[V9:[^ :,]+]] = arith.bitcast %arg6 : f32 to i32
// CHECK-NEXT: %[[V10:[^ :,]+]] = arith.extui %[[V9]] : i32 to i64
// CHECK-NEXT: vort.store %[[V10]], %[[V8]] as u32 : i64, !vort.ref
// CHECK-NEXT: %[[V11:[^ :,]+]] = vort.null
// CHECK-NEXT: %[[V12:[^ :,]+]] = vort.addr %arg0[200] : !vort.ref
// CHECK-NEXT: vort.store %[[V11]], %[[V12]] as ref : !vort.ref, !vort.ref
// CHECK-NEXT: return
vo.func @store(%p: !vo.ptr<@Record>, %s: !vo.slice<i64>, %x: i64, %f: f32) {
  vo.store %p[rest], %s, %p : !vo.ptr<@Record>, !vo.slice<i64>, !vo.ptr<@Record>
  vo.store %p[next], %p {nobarrier, nonnull} : !vo.ptr<@Record>, !vo.ptr<@Record>
  vo.store %p[cells.4], %x {nonnull} : !vo.ptr<@Record>, i64
  vo.store %p[narrow], %f {nonnull} : !vo.ptr<@Record>, f32
  %nil = vo.zero : !vo.ptr<@Record>
  vo.store %p[next], %nil {nonnull} : !vo.ptr<@Record>, !vo.ptr<@Record>
  vo.return
}
// CHECK-LABEL: func.func @interfaces(
// CHECK-SAME: %arg0: !vort.ref, %arg1: i64, %arg2: i64, %arg3: !vort.ref) -> (i64, i64, !vort.ref)
// CHECK-NEXT: %[[V0:[^ :,]+]] = vort.addr %arg0[40] : !vort.ref
// CHECK-NEXT: vort.store_words "hw"(%arg1, %arg2, %arg3), %[[V0]] : (i64, i64, !vort.ref), !vort.ref
// CHECK-NEXT: %[[V1:[^ :,]+]] = vort.addr %arg0[40] : !vort.ref
// CHECK-NEXT: %[[V2:[^ :,]+]] = vort.load %[[V1]] as header : !vort.ref -> i64
// CHECK-NEXT: %[[V3:[^ :,]+]] = vort.addr %arg0[48] : !vort.ref
// CHECK-NEXT: %[[Vc255_i64:[^ :,]+]] = arith.constant 255 : i64
// CHECK-NEXT: %[[V4:[^ :,]+]] = arith.andi %[[V2]], %[[Vc255_i64]] : i64
// CHECK-NEXT: %[[Vc14_i64:[^ :,]+]] = arith.constant 14 : i64
// CHECK-NEXT: %[[V5:[^ :,]+]] = arith.cmpi uge, %[[V4]], %[[Vc14_i64]] : i64
// CHECK-NEXT: %[[V6:[^ :,]+]] = vort.load %[[V3]] as data : !vort.ref -> i64
// CHECK-NEXT: %[[V7:[^ :,]+]] = vort.load_ref_if %[[V5]], %[[V3]] : !vort.ref
// CHECK-NEXT: return %[[V2]], %[[V6]], %[[V7]] : i64, i64, !vort.ref
vo.func @interfaces(%p: !vo.ptr<@Record>, %i: !vo.iface) -> !vo.iface {
  vo.store %p[any], %i {nonnull} : !vo.ptr<@Record>, !vo.iface
  %a = vo.load %p[any] {nonnull} : !vo.ptr<@Record> -> !vo.iface
  vo.return %a : !vo.iface
}
// CHECK-LABEL: func.func @addresses(
// CHECK-SAME: %arg0: !vort.ref, %arg1: i64) -> (!vort.ref, !vort.ref, !vort.ref)
// CHECK-NEXT: %[[V0:[^ :,]+]] = vort.addr %arg0[24] : !vort.ref
// CHECK-NEXT: %[[V1:[^ :,]+]] = vort.addr %arg0[%arg1 * 48 + 0] : !vort.ref
// CHECK-NEXT: %[[V2:[^ :,]+]] = vort.addr %[[V1]][64] : !vort.ref
// CHECK-NEXT: return %[[V0]], %[[V2]], %arg0 : !vort.ref, !vort.ref, !vort.ref
vo.func @addresses(%p: !vo.ptr<@Record>, %i: i64) -> (!vo.ptr<@Point>, !vo.ptr<3 x @Point>, !vo.ptr<!vo.string>) {
  %a = vo.addr %p[at] : !vo.ptr<@Record> -> !vo.ptr<@Point>
  %b = vo.addr %p[grid, %i] : !vo.ptr<@Record> -> !vo.ptr<3 x @Point>
  %c = vo.cast %p : !vo.ptr<@Record> to !vo.ptr<!vo.string>
  vo.return %a, %b, %c : !vo.ptr<@Point>, !vo.ptr<3 x @Point>, !vo.ptr<!vo.string>
}
// CHECK-LABEL: func.func @clones(
// CHECK-SAME: %arg0: !vort.ref, %arg1: !vort.ref) -> (!vort.ref, !vort.ref)
// CHECK-NEXT: %[[V0:[^ :,]+]] = vort.is_null %arg0
// CHECK-NEXT: %[[Vtrue:[^ :,]+]] = arith.constant true
// CHECK-NEXT: %[[V1:[^ :,]+]] = arith.xori %[[V0]], %[[Vtrue]] : i1
// CHECK-NEXT: %[[V2:[^ :,]+]] = vort.null
// CHECK-NEXT: cf.cond_br %[[V1]], ^bb1, ^bb2(%[[V2]] : !vort.ref)
// CHECK-NEXT: ^bb1:
// CHECK-NEXT: %[[V3:[^ :,]+]] = vort.alloc <"vf">
// CHECK-NEXT: %[[V4:[^ :,]+]] = vort.load %arg0 as i64 : !vort.ref -> i64
// CHECK-NEXT: vort.store %[[V4]], %[[V3]] as i64 : i64, !vort.ref
// CHECK-NEXT: %[[V5:[^ :,]+]] = vort.addr %arg0[8] : !vort.ref
// CHECK-NEXT: %[[V6:[^ :,]+]] = vort.load %[[V5]] as f64 : !vort.ref -> f64
// CHECK-NEXT: %[[V7:[^ :,]+]] = vort.addr %[[V3]][8] : !vort.ref
// CHECK-NEXT: vort.store %[[V6]], %[[V7]] as f64 : f64, !vort.ref
// CHECK-NEXT: cf.br ^bb2(%[[V3]] : !vort.ref)
// CHECK-NEXT: ^bb2(%[[V8:[^ :,]+]]: !vort.ref):
// CHECK-NEXT: %[[V9:[^ :,]+]] = vort.call_runtime "vo_rt_object_clone"(%arg1) : (!vort.ref) -> !vort.ref
// CHECK-NEXT: return %[[V8]], %[[V9]] : !vort.ref, !vort.ref
vo.func @clones(%p: !vo.ptr<@Point>, %b: !vo.box<i64>) -> (!vo.ptr<@Point>, !vo.box<i64>) {
  %0 = vo.clone %p : !vo.ptr<@Point>
  %1 = vo.clone %b : !vo.box<i64>
  vo.return %0, %1 : !vo.ptr<@Point>, !vo.box<i64>
}
// CHECK-LABEL: func.func @identity(
// CHECK-SAME: %arg0: !vort.ref, %arg1: !vort.ref, %arg2: i64, %arg3: i64, %arg4: i64, %arg5: i64, %arg6: i64, %arg7: !vort.ref, %arg8: i64) -> i64
// CHECK-NEXT: %[[Vtrue:[^ :,]+]] = arith.constant true
// CHECK-NEXT: %[[V0:[^ :,]+]] = vort.is_null %arg1
// CHECK-NEXT: %[[Vc0_i64:[^ :,]+]] = arith.constant 0 : i64
// CHECK-NEXT: %[[V1:[^ :,]+]] = arith.cmpi eq, %arg5, %[[Vc0_i64]] : i64
// CHECK-NEXT: %[[V2:[^ :,]+]] = arith.ori %[[Vtrue]], %[[V0]] : i1
// CHECK-NEXT: %[[V3:[^ :,]+]] = arith.ori %[[V1]], %[[V2]] : i1
// CHECK-NEXT: %[[V4:[^ :,]+]] = arith.extui %[[V3]] : i1 to i64
// CHECK-NEXT: return %[[V4]] : i64
vo.func @identity(%p: !vo.ptr<@Point>, %s: !vo.slice<i64>, %i: !vo.iface, %x: i64) -> i64 {
  %0 = vo.eq %p, %p : !vo.ptr<@Point>
  %1 = vo.is_nil %s : !vo.slice<i64>
  %2 = vo.is_nil %i : !vo.iface
  %3 = arith.ori %0, %1 : i1
  %4 = arith.ori %2, %3 : i1
  %5 = arith.extui %4 : i1 to i64
  vo.return %5 : i64
}

// What the passes mark lies in the frame, with a header for whoever looks at one.
// CHECK-LABEL: func.func @framed(
// CHECK:       vort.stack_object <"v"> header
// CHECK:       vort.stack_object <"vr"> header
// CHECK:       vort.func_addr
// CHECK:       %[[S:[^ :,]+]] = vort.stack_object <"rvvrvv"> header
// CHECK-NOT:   vort.alloc
// CHECK:       return
vo.func private @framedTarget(%b: !vo.box<i64>) attributes {captures = 1 : i64} {
  vo.return
}
vo.func @framed(%x: i64, %s: !vo.string) -> i64 {
  %zero = arith.constant 0 : i64
  %two = arith.constant 2 : i64
  %b = vo.new(%x : i64) {frame} : !vo.box<i64>
  %c = vo.closure.new @framedTarget[%b] {frame} : (!vo.box<i64>) -> !vo.closure<() -> ()>
  vo.closure.call %c() : !vo.closure<() -> ()>, () -> ()
  %e = vo.slice.new %two, %two {frame} : !vo.slice<!vo.string>
  vo.slice.set %e[%zero], %s : !vo.slice<!vo.string>, !vo.string
  %y = vo.load %b : !vo.box<i64> -> i64
  vo.return %y : i64
}

// An immutable word: of a small number there is one in the program's data.
vo.struct @Word { value: i64 }
vo.struct @Hollow {}
// CHECK-LABEL: func.func @words(
// CHECK:       %[[SMALL:.*]] = arith.cmpi ult, %arg0, %c256_i64
// CHECK:       %[[NUMBER:.*]] = arith.select %[[SMALL]], %arg0, %c0_i64
// CHECK:       %[[STATIC:.*]] = vort.static_word %[[NUMBER]]
// CHECK:       cf.cond_br %{{.*}}, ^[[LARGE:.*]], ^[[END:.*]](%[[STATIC]] : !vort.ref)
// CHECK:     ^[[LARGE]]:
// CHECK:       vort.alloc <"v">
// CHECK:     ^[[END]](%[[WORD:.*]]: !vort.ref):
// CHECK-NOT:   vort.alloc
// CHECK:       %[[HOLLOW:.*]] = vort.static_word
// CHECK:       return %[[WORD]], %[[HOLLOW]]
vo.func @words(%x: i64) -> (!vo.ptr<@Word>, !vo.ptr<@Hollow>) {
  %p = vo.new(%x : i64) {immutable} : !vo.ptr<@Word>
  %q = vo.new {immutable} : !vo.ptr<@Hollow>
  vo.return %p, %q : !vo.ptr<@Word>, !vo.ptr<@Hollow>
}
