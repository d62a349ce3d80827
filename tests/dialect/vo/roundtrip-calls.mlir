// RUN: vo-opt %s | vo-opt | FileCheck %s
// RUN: vo-opt %s --mlir-print-op-generic | vo-opt | FileCheck %s

// Calls, closures, goroutines, deferred calls, panics, interface values, dynamic access.

// CHECK: vo.struct @Circle { r: f64 }
vo.struct @Circle { r: f64 }
// CHECK: vo.interface @Shape { Area: () -> f64, "gr\C3\B6\C3\9Fe": (i64) -> () }
vo.interface @Shape { Area: () -> f64, "größe": (i64) -> () }
// CHECK: vo.interface @error { Error: () -> !vo.string }
vo.interface @error { Error: () -> !vo.string }
// CHECK: vo.type @type.int = int : i64 {rttid = 2 : i64}
vo.type @type.int = int : i64 {rttid = 2 : i64}
// CHECK: vo.type @type.string = string : !vo.string {rttid = 17 : i64}
vo.type @type.string = string : !vo.string {rttid = 17 : i64}
// CHECK: vo.type @type.Circle = struct : @Circle {rttid = 18 : i64}
vo.type @type.Circle = struct : @Circle {rttid = 18 : i64}
// CHECK: vo.type @"type.*Circle" = pointer of @type.Circle : !vo.ptr<@Circle> {rttid = 19 : i64}
vo.type @"type.*Circle" = pointer of @type.Circle : !vo.ptr<@Circle> {rttid = 19 : i64}
// CHECK: vo.itab @Circle.Shape : @"type.*Circle" as @Shape [@Circle.Area, @Circle.Size]
vo.itab @Circle.Shape : @"type.*Circle" as @Shape [@Circle.Area, @Circle.Size]
// CHECK-LABEL: vo.func @Circle.Area(
// CHECK-SAME: %arg0: !vo.ptr<@Circle>) -> f64
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.load %arg0[r] : !vo.ptr<@Circle> -> f64
// CHECK-NEXT: vo.return %[[V0]] : f64
vo.func @Circle.Area(%c: !vo.ptr<@Circle>) -> f64 {
  %r = vo.load %c[r] : !vo.ptr<@Circle> -> f64
  vo.return %r : f64
}
// CHECK-LABEL: vo.func @Circle.Size(
// CHECK-SAME: %arg0: !vo.ptr<@Circle>, %arg1: i64)
// CHECK-NEXT: vo.return
vo.func @Circle.Size(%c: !vo.ptr<@Circle>, %n: i64) {
  vo.return
}
// CHECK-LABEL: vo.func @counted(
// CHECK-SAME: %arg0: !vo.box<i64>, %arg1: i64) -> i64 attributes {captures = 1 : i64}
// CHECK-NEXT: vo.return %arg1 : i64
vo.func @counted(%n: !vo.box<i64>, %x: i64) -> i64 attributes {captures = 1 : i64} {
  vo.return %x : i64
}
// CHECK-LABEL: vo.func @closures(
// CHECK-SAME: %arg0: !vo.box<i64>, %arg1: i64) -> i64
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.closure.new @counted[%arg0] : (!vo.box<i64>) -> !vo.closure<(i64) -> i64>
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.closure.new @Circle.Area[] : () -> !vo.closure<(!vo.ptr<@Circle>) -> f64>
// CHECK-NEXT: %[[V2:[^ :,]+]] = vo.closure.call %[[V0]](%arg1) : !vo.closure<(i64) -> i64>, (i64) -> i64
// CHECK-NEXT: %[[V3:[^ :,]+]] = vo.call @counted(%arg0, %[[V2]]) : (!vo.box<i64>, i64) -> i64
// CHECK-NEXT: vo.return %[[V3]] : i64
vo.func @closures(%n: !vo.box<i64>, %x: i64) -> i64 {
  %0 = vo.closure.new @counted[%n] : (!vo.box<i64>) -> !vo.closure<(i64) -> i64>
  %1 = vo.closure.new @Circle.Area[] : () -> !vo.closure<(!vo.ptr<@Circle>) -> f64>
  %2 = vo.closure.call %0(%x) : !vo.closure<(i64) -> i64>, (i64) -> i64
  %3 = vo.call @counted(%n, %2) : (!vo.box<i64>, i64) -> i64
  vo.return %3 : i64
}
// CHECK-LABEL: vo.func @later(
// CHECK-SAME: %arg0: !vo.ptr<@Circle>, %arg1: !vo.closure<(i64) -> i64>, %arg2: i64) attributes {defers}
// CHECK-NEXT: vo.go @Circle.Area(%arg0) : !vo.ptr<@Circle>
// CHECK-NEXT: vo.go @plain()
// CHECK-NEXT: vo.go_closure %arg1(%arg2) : !vo.closure<(i64) -> i64>, i64
// CHECK-NEXT: vo.defer @Circle.Area(%arg0) {on_error} : !vo.ptr<@Circle>
// CHECK-NEXT: vo.defer_closure %arg1(%arg2) : !vo.closure<(i64) -> i64>, i64
// CHECK-NEXT: vo.return
vo.func @later(%c: !vo.ptr<@Circle>, %f: !vo.closure<(i64) -> i64>, %x: i64) attributes {defers} {
  vo.go @Circle.Area(%c) : !vo.ptr<@Circle>
  vo.go @plain()
  vo.go_closure %f(%x) : !vo.closure<(i64) -> i64>, i64
  vo.defer @Circle.Area(%c) {on_error} : !vo.ptr<@Circle>
  vo.defer_closure %f(%x) : !vo.closure<(i64) -> i64>, i64
  vo.return
}
// CHECK-LABEL: vo.func @plain(
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.recover : !vo.iface
// CHECK-NEXT: vo.panic %[[V0]] : !vo.iface
vo.func @plain() {
  %0 = vo.recover : !vo.iface
  vo.panic %0 : !vo.iface
}
// CHECK-LABEL: vo.func @fails(
// CHECK-SAME: %arg0: !vo.iface<@error>)
// CHECK-NEXT: vo.panic_error %arg0 : !vo.iface<@error>
vo.func @fails(%e: !vo.iface<@error>) {
  vo.panic_error %e : !vo.iface<@error>
}
// CHECK-LABEL: vo.func @interfaces(
// CHECK-SAME: %arg0: i64, %arg1: !vo.ptr<@Circle>, %arg2: !vo.box<!vo.string>) -> f64
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.iface.make %arg0 as @type.int : i64 -> !vo.iface
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.iface.make %arg1 as @Circle.Shape : !vo.ptr<@Circle> -> !vo.iface<@Shape>
// CHECK-NEXT: %[[V2:[^ :,]+]] = vo.iface.make %arg2 as @type.string : !vo.box<!vo.string> -> !vo.iface
// CHECK-NEXT: %[[V3:[^ :,]+]] = vo.iface.make %arg1 as @type.Circle : !vo.ptr<@Circle> -> !vo.iface
// CHECK-NEXT: %[[V4:[^ :,]+]] = vo.iface.call %[[V1]][Area]() : !vo.iface<@Shape>, () -> f64
// CHECK-NEXT: vo.iface.call %[[V1]]["gr\C3\B6\C3\9Fe"](%arg0) : !vo.iface<@Shape>, (i64) -> ()
// CHECK-NEXT: %[[V5:[^ :,]+]] = vo.iface.convert %[[V1]] : !vo.iface<@Shape> to !vo.iface
// CHECK-NEXT: %[[V6:[^ :,]+]] = vo.iface.assert %[[V5]] to @type.int : !vo.iface -> i64
// CHECK-NEXT: %[[V7:[^ :,]+]] = vo.iface.assert %[[V5]] to @Shape : !vo.iface -> !vo.iface<@Shape>
// CHECK-NEXT: %[[V8:[^ :,]+]] = vo.iface.assert %[[V1]] to any : !vo.iface<@Shape> -> !vo.iface
// CHECK-NEXT: %[[Vvalues:[^ :,]+]], %[[Vok:[^ :,]+]] = vo.iface.assert_ok %[[V5]] to @type.Circle : !vo.iface -> f64
// CHECK-NEXT: %[[Vvalues_0:[^ :,]+]], %[[Vok_1:[^ :,]+]] = vo.iface.assert_ok %[[V5]] to any : !vo.iface -> !vo.iface
// CHECK-NEXT: %[[V9:[^ :,]+]] = vo.iface.is %[[V5]], @type.string : !vo.iface
// CHECK-NEXT: %[[V10:[^ :,]+]] = vo.iface.eq %[[V0]], %[[V1]] : !vo.iface, !vo.iface<@Shape>
// CHECK-NEXT: vo.return %[[V4]] : f64
vo.func @interfaces(%x: i64, %c: !vo.ptr<@Circle>, %s: !vo.box<!vo.string>) -> f64 {
  %0 = vo.iface.make %x as @type.int : i64 -> !vo.iface
  %1 = vo.iface.make %c as @Circle.Shape : !vo.ptr<@Circle> -> !vo.iface<@Shape>
  %2 = vo.iface.make %s as @type.string : !vo.box<!vo.string> -> !vo.iface
  %3 = vo.iface.make %c as @type.Circle : !vo.ptr<@Circle> -> !vo.iface
  %4 = vo.iface.call %1[Area]() : !vo.iface<@Shape>, () -> f64
  vo.iface.call %1["größe"](%x) : !vo.iface<@Shape>, (i64) -> ()
  %5 = vo.iface.convert %1 : !vo.iface<@Shape> to !vo.iface
  %6 = vo.iface.assert %5 to @type.int : !vo.iface -> i64
  %7 = vo.iface.assert %5 to @Shape : !vo.iface -> !vo.iface<@Shape>
  %8 = vo.iface.assert %1 to any : !vo.iface<@Shape> -> !vo.iface
  %9, %10 = vo.iface.assert_ok %5 to @type.Circle : !vo.iface -> f64
  %11, %12 = vo.iface.assert_ok %5 to any : !vo.iface -> !vo.iface
  %13 = vo.iface.is %5, @type.string : !vo.iface
  %14 = vo.iface.eq %0, %1 : !vo.iface, !vo.iface<@Shape>
  vo.return %4 : f64
}
// CHECK-LABEL: vo.func @dynamic(
// CHECK-SAME: %arg0: !vo.iface, %arg1: !vo.string) -> i64
// CHECK-NEXT: %[[V0:[^ :,]+]]:2 = vo.dyn.get %arg0, %arg1 as @type.int : !vo.iface -> i64, !vo.iface<@error>
// CHECK-NEXT: %[[V1:[^ :,]+]]:2 = vo.dyn.get %arg0, %arg1 as any : !vo.iface -> !vo.iface, !vo.iface<@error>
// CHECK-NEXT: %[[V2:[^ :,]+]]:2 = vo.dyn.index %arg0[%[[V1]]#0] as @type.Circle : !vo.iface, !vo.iface -> f64, !vo.iface<@error>
// CHECK-NEXT: %[[V3:[^ :,]+]] = vo.dyn.set %arg0, %arg1, %[[V1]]#0 : !vo.iface, !vo.iface -> !vo.iface<@error>
// CHECK-NEXT: %[[V4:[^ :,]+]] = vo.dyn.set_index %arg0[%[[V1]]#0], %[[V1]]#0 : !vo.iface, !vo.iface, !vo.iface -> !vo.iface<@error>
// CHECK-NEXT: %[[Vslice:[^ :,]+]], %[[Verror:[^ :,]+]] = vo.dyn.pack(%arg0, %[[V1]]#0) : (!vo.iface, !vo.iface) -> (!vo.slice<!vo.iface>, !vo.iface<@error>)
// CHECK-NEXT: %[[Vslice_0:[^ :,]+]], %[[Verror_1:[^ :,]+]] = vo.dyn.pack spread(%arg0) : (!vo.iface) -> (!vo.slice<!vo.iface>, !vo.iface<@error>)
// CHECK-NEXT: %[[V5:[^ :,]+]]:2 = vo.dyn.call %arg0(%[[Vslice]]) as [@type.int] : !vo.iface, <!vo.iface> -> i64, !vo.iface<@error>
// CHECK-NEXT: %[[V6:[^ :,]+]]:3 = vo.dyn.call %arg0, %arg1(%[[Vslice_0]]) as [unit, @type.int] : !vo.iface, <!vo.iface> -> !vo.iface, i64, !vo.iface<@error>
// CHECK-NEXT: vo.return %[[V5]]#0 : i64
vo.func @dynamic(%x: !vo.iface, %name: !vo.string) -> i64 {
  %0, %1 = vo.dyn.get %x, %name as @type.int : !vo.iface -> i64, !vo.iface<@error>
  %2, %3 = vo.dyn.get %x, %name as any : !vo.iface -> !vo.iface, !vo.iface<@error>
  %4, %5 = vo.dyn.index %x[%2] as @type.Circle : !vo.iface, !vo.iface -> f64, !vo.iface<@error>
  %6 = vo.dyn.set %x, %name, %2 : !vo.iface, !vo.iface -> !vo.iface<@error>
  %7 = vo.dyn.set_index %x[%2], %2 : !vo.iface, !vo.iface, !vo.iface -> !vo.iface<@error>
  %8, %9 = vo.dyn.pack(%x, %2) : (!vo.iface, !vo.iface) -> (!vo.slice<!vo.iface>, !vo.iface<@error>)
  %10, %11 = vo.dyn.pack spread(%x) : (!vo.iface) -> (!vo.slice<!vo.iface>, !vo.iface<@error>)
  %12, %13 = vo.dyn.call %x(%8) as [@type.int] : !vo.iface, !vo.slice<!vo.iface> -> i64, !vo.iface<@error>
  %14, %15, %16 = vo.dyn.call %x, %name(%10) as [unit, @type.int] : !vo.iface, !vo.slice<!vo.iface> -> !vo.iface, i64, !vo.iface<@error>
  vo.return %12 : i64
}
