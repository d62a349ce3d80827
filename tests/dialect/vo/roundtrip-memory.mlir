// RUN: vo-opt %s | vo-opt | FileCheck %s
// RUN: vo-opt %s --mlir-print-op-generic | vo-opt | FileCheck %s

// Variables, frame memory, globals, objects, paths, and what passes have found out.

// CHECK: vo.struct @Point { x: i64, y: f64 }
vo.struct @Point { x: i64, y: f64 }
// CHECK: vo.struct @Child { base: @Point, grid: 3 x 4 x @Point, bytes: 8 x ui8, "gr\C3\B6\C3\9Fe": f32, name: !vo.string }
vo.struct @Child { base: @Point, grid: 3 x 4 x @Point, bytes: 8 x ui8, "größe": f32, name: !vo.string }
// CHECK: vo.global @counter : i64
vo.global @counter : i64
// CHECK: vo.global @text : !vo.string
vo.global @text : !vo.string

// CHECK-LABEL: vo.func @variables(
// CHECK-SAME: %arg0: i64) -> i64
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.var "x" : !vo.var<i64>
// CHECK-NEXT: vo.var.set %[[V0]], %arg0 : !vo.var<i64>
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.var.get %[[V0]] : !vo.var<i64>
// CHECK-NEXT: vo.return %[[V1]] : i64
vo.func @variables(%x: i64) -> i64 {
  %v = vo.var "x" : !vo.var<i64>
  vo.var.set %v, %x : !vo.var<i64>
  %y = vo.var.get %v : !vo.var<i64>
  vo.return %y : i64
}
// CHECK-LABEL: vo.func @moves(
// CHECK-SAME: %arg0: !vo.ptr<@Point>, %arg1: !vo.array<4 x f64>, %arg2: i64) {
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.frame : !vo.frame<8 x @Point>
// CHECK-NEXT: vo.move 2 of %arg0 to %[[V0]][%arg2] : !vo.ptr<@Point> to !vo.frame<8 x @Point>
// CHECK-NEXT: vo.move 1 of %[[V0]][%arg2, y] to %arg1[3] {nobarrier, nonnull} : !vo.frame<8 x @Point> to !vo.array<4 x f64>
// CHECK-NEXT: vo.return
vo.func @moves(%p: !vo.ptr<@Point>, %a: !vo.array<4 x f64>, %i: i64) {
  %f = vo.frame : !vo.frame<8 x @Point>
  vo.move 2 of %p to %f[%i] : !vo.ptr<@Point> to !vo.frame<8 x @Point>
  vo.move 1 of %f[%i, y] to %a[3] {nobarrier, nonnull} : !vo.frame<8 x @Point> to !vo.array<4 x f64>
  vo.return
}
// CHECK-LABEL: vo.func @frames(
// CHECK-SAME: %arg0: i64, %arg1: i64, %arg2: i64, %arg3: f64) -> (i64, f64, i64)
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.frame {in_frame} : !vo.frame<8 x @Point>
// CHECK-NEXT: vo.frame.set %[[V0]][%arg0], %arg2, %arg3 : !vo.frame<8 x @Point>, i64, f64
// CHECK-NEXT: vo.frame.set %[[V0]][7, y], %arg3 : !vo.frame<8 x @Point>, f64
// CHECK-NEXT: %[[V1:[^ :,]+]]:2 = vo.frame.get %[[V0]][%arg1, x] : !vo.frame<8 x @Point> -> i64, f64
// CHECK-NEXT: %[[V2:[^ :,]+]] = vo.frame.get %[[V0]] : !vo.frame<8 x @Point> -> i64
// CHECK-NEXT: vo.return %[[V1]]#0, %[[V1]]#1, %[[V2]] : i64, f64, i64
vo.func @frames(%i: i64, %j: i64, %x: i64, %y: f64) -> (i64, f64, i64) {
  %f = vo.frame {in_frame} : !vo.frame<8 x @Point>
  vo.frame.set %f[%i], %x, %y : !vo.frame<8 x @Point>, i64, f64
  vo.frame.set %f[7, y], %y : !vo.frame<8 x @Point>, f64
  %a, %b = vo.frame.get %f[%j, x] : !vo.frame<8 x @Point> -> i64, f64
  %c = vo.frame.get %f : !vo.frame<8 x @Point> -> i64
  vo.return %a, %b, %c : i64, f64, i64
}
// CHECK-LABEL: vo.func @globals(
// CHECK-SAME: %arg0: i64) -> !vo.string
// CHECK-NEXT: vo.global.set @counter, %arg0 : i64
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.global.get @text : !vo.string
// CHECK-NEXT: vo.return %[[V0]] : !vo.string
vo.func @globals(%x: i64) -> !vo.string {
  vo.global.set @counter, %x : i64
  %s = vo.global.get @text : !vo.string
  vo.return %s : !vo.string
}
// CHECK-LABEL: vo.func @objects(
// CHECK-SAME: %arg0: !vo.string) -> (!vo.ptr<@Child>, !vo.box<!vo.string>, !vo.box<!vo.string, 2 x i64>)
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.new : !vo.ptr<@Child>
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.new(%arg0 : !vo.string) {frame} : !vo.box<!vo.string>
// CHECK-NEXT: %[[V2:[^ :,]+]] = vo.new : !vo.box<!vo.string, 2 x i64>
// CHECK-NEXT: %[[V3:[^ :,]+]] = vo.clone %[[V0]] : !vo.ptr<@Child>
// CHECK-NEXT: vo.return %[[V3]], %[[V1]], %[[V2]] : !vo.ptr<@Child>, !vo.box<!vo.string>, !vo.box<!vo.string, 2 x i64>
vo.func @objects(%s: !vo.string) -> (!vo.ptr<@Child>, !vo.box<!vo.string>, !vo.box<!vo.string, 2 x i64>) {
  %p = vo.new : !vo.ptr<@Child>
  %b = vo.new(%s : !vo.string) {frame} : !vo.box<!vo.string>
  %c = vo.new : !vo.box<!vo.string, 2 x i64>
  %d = vo.clone %p : !vo.ptr<@Child>
  vo.return %d, %b, %c : !vo.ptr<@Child>, !vo.box<!vo.string>, !vo.box<!vo.string, 2 x i64>
}
// CHECK-LABEL: vo.func @paths(
// CHECK-SAME: %arg0: !vo.ptr<@Child>, %arg1: !vo.box<!vo.string, 2 x i64>, %arg2: !vo.ptr<? x i64>, %arg3: i64, %arg4: i64)
// CHECK-NEXT: %[[V0:[^ :,]+]]:2 = vo.load %arg0[base] : !vo.ptr<@Child> -> i64, f64
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.load %arg0[base.y] : !vo.ptr<@Child> -> f64
// CHECK-NEXT: %[[V2:[^ :,]+]]:2 = vo.load %arg0[grid.2.3] : !vo.ptr<@Child> -> i64, f64
// CHECK-NEXT: %[[V3:[^ :,]+]] = vo.load %arg0[grid, %arg3, %arg4, y] : !vo.ptr<@Child> -> f64
// CHECK-NEXT: %[[V4:[^ :,]+]] = vo.load %arg0[grid, %arg3, 1, x] {nonnull} : !vo.ptr<@Child> -> i64
// CHECK-NEXT: %[[V5:[^ :,]+]]:2 = vo.load %arg0[bytes.7] : !vo.ptr<@Child> -> i64, f32
// CHECK-NEXT: %[[V6:[^ :,]+]] = vo.load %arg0["gr\C3\B6\C3\9Fe"] : !vo.ptr<@Child> -> f32
// CHECK-NEXT: %[[V7:[^ :,]+]] = vo.load %arg1 : !vo.box<!vo.string, 2 x i64> -> !vo.string
// CHECK-NEXT: %[[V8:[^ :,]+]] = vo.load %arg1[1, %arg3] : !vo.box<!vo.string, 2 x i64> -> i64
// CHECK-NEXT: %[[V9:[^ :,]+]] = vo.load %arg2[5] : !vo.ptr<? x i64> -> i64
// CHECK-NEXT: vo.load %arg0 : !vo.ptr<@Child>
// CHECK-NEXT: vo.store %arg0[name], %[[V7]] : !vo.ptr<@Child>, !vo.string
// CHECK-NEXT: vo.store %arg0[grid, %arg4, %arg3, x], %[[V0]]#0, %[[V0]]#1 {nobarrier, nonnull} : !vo.ptr<@Child>, i64, f64
// CHECK-NEXT: vo.store %arg0 : !vo.ptr<@Child>
// CHECK-NEXT: vo.return
vo.func @paths(%p: !vo.ptr<@Child>, %b: !vo.box<!vo.string, 2 x i64>, %r: !vo.ptr<? x i64>, %i: i64, %j: i64) {
  %0, %1 = vo.load %p[base] : !vo.ptr<@Child> -> i64, f64
  %2 = vo.load %p[base.y] : !vo.ptr<@Child> -> f64
  %3, %4 = vo.load %p[grid.2.3] : !vo.ptr<@Child> -> i64, f64
  %5 = vo.load %p[grid, %i, %j, y] : !vo.ptr<@Child> -> f64
  %6 = vo.load %p[grid, %i, 1, x] {nonnull} : !vo.ptr<@Child> -> i64
  %7, %8 = vo.load %p[bytes.7] : !vo.ptr<@Child> -> i64, f32
  %9 = vo.load %p["größe"] : !vo.ptr<@Child> -> f32
  %10 = vo.load %b : !vo.box<!vo.string, 2 x i64> -> !vo.string
  %11 = vo.load %b[1, %i] : !vo.box<!vo.string, 2 x i64> -> i64
  %12 = vo.load %r[5] : !vo.ptr<? x i64> -> i64
  vo.load %p : !vo.ptr<@Child>
  vo.store %p[name], %10 : !vo.ptr<@Child>, !vo.string
  vo.store %p[grid, %j, %i, x], %0, %1 {nobarrier, nonnull} : !vo.ptr<@Child>, i64, f64
  vo.store %p : !vo.ptr<@Child>
  vo.return
}
// CHECK-LABEL: vo.func @addresses(
// CHECK-SAME: %arg0: !vo.ptr<@Child>, %arg1: i64) -> (!vo.ptr<@Point>, !vo.ptr<4 x @Point>, !vo.ptr<@Point>, !vo.ptr<? x ui8>)
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.cast %arg0 : !vo.ptr<@Child> to !vo.ptr<@Point>
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.addr %arg0[grid, %arg1] : !vo.ptr<@Child> -> !vo.ptr<4 x @Point>
// CHECK-NEXT: %[[V2:[^ :,]+]] = vo.addr %arg0[grid, %arg1, 2] : !vo.ptr<@Child> -> !vo.ptr<@Point>
// CHECK-NEXT: %[[V3:[^ :,]+]] = vo.addr %arg0[bytes] : !vo.ptr<@Child> -> !vo.ptr<? x ui8>
// CHECK-NEXT: vo.return %[[V0]], %[[V1]], %[[V2]], %[[V3]] : !vo.ptr<@Point>, !vo.ptr<4 x @Point>, !vo.ptr<@Point>, !vo.ptr<? x ui8>
vo.func @addresses(%p: !vo.ptr<@Child>, %i: i64) -> (!vo.ptr<@Point>, !vo.ptr<4 x @Point>, !vo.ptr<@Point>, !vo.ptr<? x ui8>) {
  %0 = vo.cast %p : !vo.ptr<@Child> to !vo.ptr<@Point>
  %1 = vo.addr %p[grid, %i] : !vo.ptr<@Child> -> !vo.ptr<4 x @Point>
  %2 = vo.addr %p[grid, %i, 2] : !vo.ptr<@Child> -> !vo.ptr<@Point>
  %3 = vo.addr %p[bytes] : !vo.ptr<@Child> -> !vo.ptr<? x ui8>
  vo.return %0, %1, %2, %3 : !vo.ptr<@Point>, !vo.ptr<4 x @Point>, !vo.ptr<@Point>, !vo.ptr<? x ui8>
}
// CHECK-LABEL: vo.func @values(
// CHECK-SAME: %arg0: !vo.ptr<@Point>, %arg1: !vo.slice<i64>, %arg2: !vo.iface) -> !vo.chan<i64>
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.is_nil %arg0 : !vo.ptr<@Point>
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.is_nil %arg1 : !vo.slice<i64>
// CHECK-NEXT: %[[V2:[^ :,]+]] = vo.is_nil %arg2 : !vo.iface
// CHECK-NEXT: %[[V3:[^ :,]+]] = vo.eq %arg0, %arg0 : !vo.ptr<@Point>
// CHECK-NEXT: %[[V4:[^ :,]+]] = vo.zero : !vo.chan<i64>
// CHECK-NEXT: vo.return %[[V4]] : !vo.chan<i64>
vo.func @values(%p: !vo.ptr<@Point>, %s: !vo.slice<i64>, %i: !vo.iface) -> !vo.chan<i64> {
  %0 = vo.is_nil %p : !vo.ptr<@Point>
  %1 = vo.is_nil %s : !vo.slice<i64>
  %2 = vo.is_nil %i : !vo.iface
  %3 = vo.eq %p, %p : !vo.ptr<@Point>
  %4 = vo.zero : !vo.chan<i64>
  vo.return %4 : !vo.chan<i64>
}
