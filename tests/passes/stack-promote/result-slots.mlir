// RUN: vo-opt %s --vo-escape --vo-stack-promote | FileCheck %s
// RUN: vo-opt %s --vo-escape --vo-stack-promote='result-slots=0' | FileCheck %s --check-prefix=OFF

// Objects that callees make and return, in the memory of callers with which they die.

vo.struct @Vec { x: i64, y: i64 }
vo.struct @Line { from: !vo.ptr<@Vec>, to: !vo.ptr<@Vec> }
vo.type @type.int = int : i64 {rttid = 2}
vo.type @type.Vec = struct [@type.int, @type.int] : @Vec {rttid = 20}
vo.global @kept : !vo.ptr<@Vec>

// OFF-NOT: .slot

vo.func private @vec(%x: i64, %y: i64) -> !vo.ptr<@Vec> {
  %r = vo.new : !vo.ptr<@Vec>
  vo.store %r, %x, %y : !vo.ptr<@Vec>, i64, i64
  vo.return %r : !vo.ptr<@Vec>
}
// CHECK-LABEL: vo.func private @vec.slot(
// CHECK-SAME:  %arg0: i64, %arg1: i64, %[[SLOT:.*]]: !vo.ptr<@Vec>) -> !vo.ptr<@Vec>
// CHECK-NEXT:  vo.store %[[SLOT]], %arg0, %arg1 {nobarrier, nonnull}
// CHECK-NEXT:  vo.return %[[SLOT]]

// CHECK-LABEL: vo.func private @looks_at(
// CHECK:       %[[OBJECT:.*]] = vo.new {frame} : !vo.ptr<@Vec>
// CHECK:       vo.call @vec.slot(%arg0, %arg0, %[[OBJECT]])
vo.func private @looks_at(%x: i64) -> i64 {
  %v = vo.call @vec(%x, %x) : (i64, i64) -> !vo.ptr<@Vec>
  %y = vo.load %v[y] : !vo.ptr<@Vec> -> i64
  vo.return %y : i64
}

// Who keeps it calls the function as it was.
// CHECK-LABEL: vo.func private @keeps(
// CHECK-NOT:   vo.new
// CHECK:       vo.call @vec(%arg0, %arg0)
vo.func private @keeps(%x: i64) {
  %v = vo.call @vec(%x, %x) : (i64, i64) -> !vo.ptr<@Vec>
  vo.global.set @kept, %v : !vo.ptr<@Vec>
  vo.return
}

// Each turn's object is another one while the last one is known.
// CHECK-LABEL: vo.func private @chain(
// CHECK:       vo.call @vec(
vo.func private @chain(%n: i64) -> i64 {
  %first = vo.call @vec(%n, %n) : (i64, i64) -> !vo.ptr<@Vec>
  cf.br ^turn(%first : !vo.ptr<@Vec>)
^turn(%last: !vo.ptr<@Vec>):
  %next = vo.call @vec(%n, %n) : (i64, i64) -> !vo.ptr<@Vec>
  %x = vo.load %last[x] : !vo.ptr<@Vec> -> i64
  %c = arith.trunci %x : i64 to i1
  cf.cond_br %c, ^turn(%next : !vo.ptr<@Vec>), ^end
^end:
  vo.return %x : i64
}

// Two ways of which one is taken; as data of an interface value.
vo.func private @either(%x: i64) -> !vo.iface {
  %c = arith.trunci %x : i64 to i1
  cf.cond_br %c, ^one, ^other
^one:
  %p = vo.new : !vo.ptr<@Vec>
  %i = vo.iface.make %p as @type.Vec : !vo.ptr<@Vec> -> !vo.iface
  vo.return %i : !vo.iface
^other:
  %q = vo.new : !vo.ptr<@Vec>
  vo.store %q[x], %x : !vo.ptr<@Vec>, i64
  %j = vo.iface.make %q as @type.Vec : !vo.ptr<@Vec> -> !vo.iface
  vo.return %j : !vo.iface
}
// CHECK-LABEL: vo.func private @either.slot(
// CHECK-NOT:   vo.new
// CHECK-LABEL: vo.func private @uses_either(
// CHECK:       vo.new {frame}
// CHECK:       vo.call @either.slot
vo.func private @uses_either(%x: i64) -> i64 {
  %i = vo.call @either(%x) : (i64) -> !vo.iface
  %nil = vo.is_nil %i : !vo.iface
  %y = arith.extui %nil : i1 to i64
  vo.return %y : i64
}

// More than one of them are alive at once, it is part of something else, or somebody keeps it.
// CHECK-NOT: @two.slot
// CHECK-NOT: @many.slot
// CHECK-NOT: @part.slot
// CHECK-NOT: @registered.slot
vo.func private @two(%x: i64) -> (!vo.ptr<@Vec>, !vo.ptr<@Line>) {
  %p = vo.new : !vo.ptr<@Vec>
  %l = vo.new : !vo.ptr<@Line>
  vo.store %l[from], %p : !vo.ptr<@Line>, !vo.ptr<@Vec>
  %nil = vo.zero : !vo.ptr<@Line>
  vo.return %p, %nil : !vo.ptr<@Vec>, !vo.ptr<@Line>
}
vo.func private @many(%x: i64) -> !vo.ptr<@Vec> {
  %nil = vo.zero : !vo.ptr<@Vec>
  cf.br ^turn(%nil : !vo.ptr<@Vec>)
^turn(%last: !vo.ptr<@Vec>):
  %p = vo.new : !vo.ptr<@Vec>
  %c = arith.trunci %x : i64 to i1
  cf.cond_br %c, ^turn(%p : !vo.ptr<@Vec>), ^end
^end:
  vo.return %last : !vo.ptr<@Vec>
}
vo.func private @part(%l: !vo.ptr<@Line>) -> !vo.ptr<@Vec> {
  %p = vo.new : !vo.ptr<@Vec>
  vo.store %l[to], %p : !vo.ptr<@Line>, !vo.ptr<@Vec>
  vo.return %p : !vo.ptr<@Vec>
}
vo.func private @registered(%x: i64) -> !vo.ptr<@Vec> {
  %p = vo.new : !vo.ptr<@Vec>
  vo.global.set @kept, %p : !vo.ptr<@Vec>
  vo.return %p : !vo.ptr<@Vec>
}
vo.func private @uses_none(%x: i64) -> i64 {
  %v, %l = vo.call @two(%x) : (i64) -> (!vo.ptr<@Vec>, !vo.ptr<@Line>)
  %w = vo.call @many(%x) : (i64) -> !vo.ptr<@Vec>
  %line = vo.new : !vo.ptr<@Line>
  %u = vo.call @part(%line) : (!vo.ptr<@Line>) -> !vo.ptr<@Vec>
  %t = vo.call @registered(%x) : (i64) -> !vo.ptr<@Vec>
  %a = vo.load %v[x] : !vo.ptr<@Vec> -> i64
  %b = vo.load %w[x] : !vo.ptr<@Vec> -> i64
  %c = vo.load %u[x] : !vo.ptr<@Vec> -> i64
  %d = vo.load %t[x] : !vo.ptr<@Vec> -> i64
  vo.return %a : i64
}
