// RUN: vo-opt %s | vo-opt | FileCheck %s
// RUN: vo-opt %s --mlir-print-op-generic | vo-opt | FileCheck %s

// Array objects and slices.

// CHECK: vo.struct @Point { x: i64, y: f64 }
vo.struct @Point { x: i64, y: f64 }
// CHECK: vo.struct @Empty {}
vo.struct @Empty {}

// CHECK-LABEL: vo.func @arrays(
// CHECK-SAME: %arg0: i64, %arg1: i64, %arg2: f64) -> (i64, f64, i64)
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.array.new : !vo.array<8 x @Point>
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.array.new {frame} : !vo.array<16 x si8>
// CHECK-NEXT: vo.array.set %[[V0]][%arg0], %arg1, %arg2 : !vo.array<8 x @Point>, i64, f64
// CHECK-NEXT: vo.array.set %[[V1]][%arg0], %arg1 {inbounds, nobarrier} : !vo.array<16 x si8>, i64
// CHECK-NEXT: %[[V2:[^ :,]+]]:2 = vo.array.get %[[V0]][%arg0] {inbounds} : !vo.array<8 x @Point> -> i64, f64
// CHECK-NEXT: %[[V3:[^ :,]+]] = vo.array.get %[[V1]][%arg0] : !vo.array<16 x si8> -> i64
// CHECK-NEXT: %[[V4:[^ :,]+]] = vo.array.addr %[[V0]][%arg0] : !vo.array<8 x @Point> -> !vo.ptr<@Point>
// CHECK-NEXT: %[[V5:[^ :,]+]] = vo.array.addr %[[V1]][%arg0] : !vo.array<16 x si8> -> !vo.ptr<? x si8>
// CHECK-NEXT: vo.return %[[V2]]#0, %[[V2]]#1, %[[V3]] : i64, f64, i64
vo.func @arrays(%i: i64, %x: i64, %y: f64) -> (i64, f64, i64) {
  %a = vo.array.new : !vo.array<8 x @Point>
  %b = vo.array.new {frame} : !vo.array<16 x si8>
  vo.array.set %a[%i], %x, %y : !vo.array<8 x @Point>, i64, f64
  vo.array.set %b[%i], %x {inbounds, nobarrier} : !vo.array<16 x si8>, i64
  %0, %1 = vo.array.get %a[%i] {inbounds} : !vo.array<8 x @Point> -> i64, f64
  %2 = vo.array.get %b[%i] : !vo.array<16 x si8> -> i64
  %3 = vo.array.addr %a[%i] : !vo.array<8 x @Point> -> !vo.ptr<@Point>
  %4 = vo.array.addr %b[%i] : !vo.array<16 x si8> -> !vo.ptr<? x si8>
  vo.return %0, %1, %2 : i64, f64, i64
}
// CHECK-LABEL: vo.func @slices(
// CHECK-SAME: %arg0: i64, %arg1: i64, %arg2: i64, %arg3: !vo.string) -> (i64, i64, i64)
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.slice.new %arg0, %arg1 : !vo.slice<ui8>
// CHECK-NEXT: vo.slice.set %[[V0]][%arg0], %arg2 : !vo.slice<ui8>, i64
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.slice.get %[[V0]][%arg0] : !vo.slice<ui8> -> i64
// CHECK-NEXT: %[[V2:[^ :,]+]] = vo.slice.addr %[[V0]][%arg0] : !vo.slice<ui8> -> !vo.ptr<ui8>
// CHECK-NEXT: %[[V3:[^ :,]+]] = vo.slice.slice %[[V0]][%arg0, %arg1] : !vo.slice<ui8>
// CHECK-NEXT: %[[V4:[^ :,]+]] = vo.slice.slice %[[V0]][%arg0, %arg1, %arg1] : !vo.slice<ui8>
// CHECK-NEXT: %[[V5:[^ :,]+]] = vo.append %[[V3]], %arg2 : !vo.slice<ui8>, i64
// CHECK-NEXT: %[[V6:[^ :,]+]] = vo.append_all %[[V5]], %arg3 : !vo.slice<ui8>, !vo.string
// CHECK-NEXT: %[[V7:[^ :,]+]] = vo.append_all %[[V6]], %[[V4]] {nobarrier} : !vo.slice<ui8>, !vo.slice<ui8>
// CHECK-NEXT: %[[V8:[^ :,]+]] = vo.copy %[[V7]], %[[V4]] : !vo.slice<ui8>, !vo.slice<ui8>
// CHECK-NEXT: %[[V9:[^ :,]+]] = vo.copy %[[V7]], %arg3 : !vo.slice<ui8>, !vo.string
// CHECK-NEXT: %[[V10:[^ :,]+]] = vo.slice.len %[[V7]] : !vo.slice<ui8>
// CHECK-NEXT: %[[V11:[^ :,]+]] = vo.slice.cap %[[V7]] : !vo.slice<ui8>
// CHECK-NEXT: vo.return %[[V8]], %[[V10]], %[[V11]] : i64, i64, i64
vo.func @slices(%n: i64, %m: i64, %x: i64, %s: !vo.string) -> (i64, i64, i64) {
  %0 = vo.slice.new %n, %m : !vo.slice<ui8>
  vo.slice.set %0[%n], %x : !vo.slice<ui8>, i64
  %1 = vo.slice.get %0[%n] : !vo.slice<ui8> -> i64
  %2 = vo.slice.addr %0[%n] : !vo.slice<ui8> -> !vo.ptr<ui8>
  %3 = vo.slice.slice %0[%n, %m] : !vo.slice<ui8>
  %4 = vo.slice.slice %0[%n, %m, %m] : !vo.slice<ui8>
  %5 = vo.append %3, %x : !vo.slice<ui8>, i64
  %6 = vo.append_all %5, %s : !vo.slice<ui8>, !vo.string
  %7 = vo.append_all %6, %4 {nobarrier} : !vo.slice<ui8>, !vo.slice<ui8>
  %8 = vo.copy %7, %4 : !vo.slice<ui8>, !vo.slice<ui8>
  %9 = vo.copy %7, %s : !vo.slice<ui8>, !vo.string
  %10 = vo.slice.len %7 : !vo.slice<ui8>
  %11 = vo.slice.cap %7 : !vo.slice<ui8>
  vo.return %8, %10, %11 : i64, i64, i64
}
// CHECK-LABEL: vo.func @ofArrays(
// CHECK-SAME: %arg0: !vo.array<8 x i64>, %arg1: !vo.ptr<4 x @Point>, %arg2: i64, %arg3: i64) -> (!vo.slice<i64>, !vo.slice<@Point>)
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.slice.of %arg0[%arg2, %arg3] : !vo.array<8 x i64>
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.slice.of %arg1[%arg2, %arg3, %arg3] : !vo.ptr<4 x @Point>
// CHECK-NEXT: vo.return %[[V0]], %[[V1]] : !vo.slice<i64>, !vo.slice<@Point>
vo.func @ofArrays(%a: !vo.array<8 x i64>, %p: !vo.ptr<4 x @Point>, %lo: i64, %hi: i64) -> (!vo.slice<i64>, !vo.slice<@Point>) {
  %0 = vo.slice.of %a[%lo, %hi] : !vo.array<8 x i64>
  %1 = vo.slice.of %p[%lo, %hi, %hi] : !vo.ptr<4 x @Point>
  vo.return %0, %1 : !vo.slice<i64>, !vo.slice<@Point>
}
// CHECK-LABEL: vo.func @withoutStorage(
// CHECK-SAME: %arg0: !vo.slice<@Empty>, %arg1: i64) -> !vo.slice<@Empty>
// CHECK-NEXT: vo.slice.get %arg0[%arg1] : !vo.slice<@Empty>
// CHECK-NEXT: vo.slice.set %arg0[%arg1] : !vo.slice<@Empty>
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.append %arg0 : !vo.slice<@Empty>
// CHECK-NEXT: vo.return %[[V0]] : !vo.slice<@Empty>
vo.func @withoutStorage(%s: !vo.slice<@Empty>, %i: i64) -> !vo.slice<@Empty> {
  vo.slice.get %s[%i] : !vo.slice<@Empty>
  vo.slice.set %s[%i] : !vo.slice<@Empty>
  %0 = vo.append %s : !vo.slice<@Empty>
  vo.return %0 : !vo.slice<@Empty>
}
