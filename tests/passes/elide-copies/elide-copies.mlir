// RUN: vo-opt %s --pass-pipeline='builtin.module(vo.func(vo-elide-copies))' | FileCheck %s
// RUN: vo-opt %s --pass-pipeline='builtin.module(vo.func(vo-elide-copies{max-copies=0}))' | FileCheck %s --check-prefix=NONE

vo.struct @Point { x: f64, y: f64 }
vo.struct @Line { from: !vo.ptr<@Point> }
vo.type @type.float64 = float64 : f64 {rttid = 13}
vo.type @type.Point = struct [@type.float64, @type.float64] : @Point {rttid = 20}

// CHECK-LABEL: vo.func @literal(
// CHECK:       %[[P:.+]] = vo.new
// CHECK-NOT:   vo.clone
// CHECK:       vo.iface.make %[[P]]
// NONE-LABEL:  vo.func @literal(
// NONE:        vo.clone
vo.func @literal(%x: f64) -> !vo.iface {
  %p = vo.new : !vo.ptr<@Point>
  vo.store %p, %x, %x {nonnull} : !vo.ptr<@Point>, f64, f64
  %y = vo.load %p[y] : !vo.ptr<@Point> -> f64
  %c = vo.clone %p : !vo.ptr<@Point>
  %i = vo.iface.make %c as @type.Point : !vo.ptr<@Point> -> !vo.iface
  vo.return %i : !vo.iface
}

// The object is written afterwards: the copy must not see that.
// CHECK-LABEL: vo.func @changed(
// CHECK:       vo.clone
vo.func @changed(%x: f64) -> !vo.iface {
  %p = vo.new : !vo.ptr<@Point>
  %c = vo.clone %p : !vo.ptr<@Point>
  vo.store %p, %x, %x {nonnull} : !vo.ptr<@Point>, f64, f64
  %i = vo.iface.make %c as @type.Point : !vo.ptr<@Point> -> !vo.iface
  vo.return %i : !vo.iface
}

// Somebody else has it.
// CHECK-LABEL: vo.func @kept(
// CHECK:       vo.clone
vo.func @kept(%l: !vo.ptr<@Line>) -> !vo.iface {
  %p = vo.new : !vo.ptr<@Point>
  vo.store %l[from], %p : !vo.ptr<@Line>, !vo.ptr<@Point>
  %c = vo.clone %p : !vo.ptr<@Point>
  %i = vo.iface.make %c as @type.Point : !vo.ptr<@Point> -> !vo.iface
  vo.return %i : !vo.iface
}

// Two copies are two objects.
// CHECK-LABEL: vo.func @two(
// CHECK:       vo.clone
// CHECK:       vo.clone
vo.func @two() -> (!vo.ptr<@Point>, !vo.ptr<@Point>) {
  %p = vo.new : !vo.ptr<@Point>
  %c = vo.clone %p : !vo.ptr<@Point>
  %d = vo.clone %p : !vo.ptr<@Point>
  vo.return %c, %d : !vo.ptr<@Point>, !vo.ptr<@Point>
}

// Each turn makes another copy of the one object.
// CHECK-LABEL: vo.func @turns(
// CHECK:       vo.clone
vo.func @turns(%l: !vo.ptr<@Line>, %c_word: i64) {
  %c = arith.trunci %c_word : i64 to i1
  %p = vo.new : !vo.ptr<@Point>
  cf.br ^loop
^loop:
  %q = vo.clone %p : !vo.ptr<@Point>
  vo.store %l[from], %q : !vo.ptr<@Line>, !vo.ptr<@Point>
  cf.cond_br %c, ^loop, ^end
^end:
  vo.return
}
