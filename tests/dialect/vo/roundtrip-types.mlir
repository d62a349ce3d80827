// RUN: vo-opt %s | vo-opt | FileCheck %s

// Every type, and storage types in their short form.

// CHECK: vo.struct @S { a: i64, b: !vo.slice<@S> }
vo.struct @S { a: i64, b: !vo.slice<@S> }
// CHECK: vo.interface @I { M: () -> () }
vo.interface @I { M: () -> () }
// CHECK-LABEL: vo.func private @registers(
// CHECK-SAME: i64, f64, f32, !vo.string, !vo.iface, !vo.iface<@I>, !vo.island)
vo.func private @registers(i64, f64, f32, !vo.string, !vo.iface, !vo.iface<@I>, !vo.island)
// CHECK-LABEL: vo.func private @references(
// CHECK-SAME: !vo.ptr<@S>, !vo.ptr<4 x i64>, !vo.ptr<? x si8>, !vo.box<i64>, !vo.box<!vo.string, 4 x f32>)
vo.func private @references(!vo.ptr<@S>, !vo.ptr<4 x i64>, !vo.ptr<? x si8>, !vo.box<i64>, !vo.box<!vo.string, 4 x f32>)
// CHECK-LABEL: vo.func private @containers(
// CHECK-SAME: !vo.array<64 x ui8>, !vo.array<0 x @S>, !vo.array<2 x 3 x si16>, !vo.slice<ui16>, !vo.slice<si32>, !vo.slice<ui32>, !vo.slice<!vo.slice<f32>>, !vo.slice<4 x @S>)
vo.func private @containers(!vo.array<64 x ui8>, !vo.array<0 x @S>, !vo.array<2 x 3 x si16>, !vo.slice<ui16>, !vo.slice<si32>, !vo.slice<ui32>, !vo.slice<!vo.slice<f32>>, !vo.slice<4 x @S>)
// CHECK-LABEL: vo.func private @tables(
// CHECK-SAME: !vo.map<!vo.string, @S>, !vo.map<2 x i64, !vo.iface>, !vo.map_iter<!vo.string, i64>, !vo.chan<@S>, !vo.port<ui8>)
vo.func private @tables(!vo.map<!vo.string, @S>, !vo.map<2 x i64, !vo.iface>, !vo.map_iter<!vo.string, i64>, !vo.chan<@S>, !vo.port<ui8>)
// CHECK-LABEL: vo.func private @functions(
// CHECK-SAME: !vo.closure<() -> ()>, !vo.closure<(i64, !vo.ptr<@S>) -> (f64, !vo.iface)>)
vo.func private @functions(!vo.closure<() -> ()>, !vo.closure<(i64, !vo.ptr<@S>) -> (f64, !vo.iface)>)
// CHECK-LABEL: vo.func @quoted(
// CHECK-SAME: %arg0: !vo.ptr<@"struct { x int }">)
// CHECK-NEXT: vo.return
vo.func @quoted(%a: !vo.ptr<@"struct { x int }">) {
  vo.return
}
