// RUN: vo-opt %s --vo-escape='annotate=1' | FileCheck %s

// Calls through values do what any candidate may do.

vo.struct @Circle { r: f64, owner: !vo.ptr<i64> }
vo.interface @Shape { area: () -> f64, keep: (!vo.ptr<i64>) -> () }
vo.interface @Sized { size: (!vo.ptr<i64>) -> () }
vo.type @type.int64 = int : i64 {rttid = 2}
vo.type @type.Circle = struct [] : @Circle {rttid = 20}
vo.type @"type.*Circle" = pointer of @type.Circle : !vo.ptr<@Circle> {rttid = 21}
vo.itab @table : @"type.*Circle" as @Shape [@area, @set_owner]
vo.itab @sizes : @"type.*Circle" as @Sized [@forget]

vo.func private @area(%c: !vo.ptr<@Circle>) -> f64 {
  %r = vo.load %c[r] : !vo.ptr<@Circle> -> f64
  vo.return %r : f64
}
vo.func private @set_owner(%c: !vo.ptr<@Circle>, %o: !vo.ptr<i64>) {
  vo.store %c[owner], %o : !vo.ptr<@Circle>, !vo.ptr<i64>
  vo.return
}
vo.func private @forget(%c: !vo.ptr<@Circle>, %o: !vo.ptr<i64>) {
  vo.return
}

// CHECK-LABEL: vo.func private @calls_methods(
// CHECK:       vo.new {vo.escape = "none"}
// CHECK:       vo.new {vo.escape = "none"}
vo.func private @calls_methods() -> f64 {
  %c = vo.new : !vo.ptr<@Circle>
  %o = vo.new : !vo.ptr<i64>
  %s = vo.iface.make %c as @table : !vo.ptr<@Circle> -> !vo.iface<@Shape>
  %a = vo.iface.call %s[area]() : !vo.iface<@Shape>, () -> f64
  vo.iface.call %s[keep](%o) : !vo.iface<@Shape>, (!vo.ptr<i64>) -> ()
  vo.return %a : f64
}

// Into an object that the caller has.
// CHECK-LABEL: vo.func private @lends(
// CHECK:       vo.new {vo.escape = "argument"}
vo.func private @lends(%s: !vo.iface<@Shape>) {
  %o = vo.new : !vo.ptr<i64>
  vo.iface.call %s[keep](%o) : !vo.iface<@Shape>, (!vo.ptr<i64>) -> ()
  vo.return
}

// CHECK-LABEL: vo.func private @lends_nothing(
// CHECK:       vo.new {vo.escape = "none"}
vo.func private @lends_nothing(%s: !vo.iface<@Sized>) {
  %o = vo.new : !vo.ptr<i64>
  vo.iface.call %s[size](%o) : !vo.iface<@Sized>, (!vo.ptr<i64>) -> ()
  vo.return
}

// Function values: what they capture are their first arguments.
vo.func private @write(%n: !vo.box<i64>, %x: i64) attributes {captures = 1 : i64} {
  vo.store %n, %x : !vo.box<i64>, i64
  vo.return
}
// CHECK-LABEL: vo.func private @calls_closure(
// CHECK:       vo.new {vo.escape = "none"}
// CHECK:       vo.closure.new @write[%{{.*}}] {vo.escape = "none"}
vo.func private @calls_closure(%x: i64) -> i64 {
  %n = vo.new : !vo.box<i64>
  %f = vo.closure.new @write[%n] : (!vo.box<i64>) -> !vo.closure<(i64) -> ()>
  vo.closure.call %f(%x) : !vo.closure<(i64) -> ()>, (i64) -> ()
  %y = vo.load %n : !vo.box<i64> -> i64
  vo.return %y : i64
}

// One candidate that keeps its argument spoils the call for all.
vo.global @last : !vo.ptr<i64>
vo.func private @keep_it(%p: !vo.ptr<i64>) {
  vo.global.set @last, %p : !vo.ptr<i64>
  vo.return
}
vo.func private @drop_it(%p: !vo.ptr<i64>) {
  vo.return
}
// CHECK-LABEL: vo.func private @calls_either(
// CHECK:       vo.new {vo.escape = "heap"}
vo.func private @calls_either(%c_word: i64) {
  %c = arith.trunci %c_word : i64 to i1
  %f = vo.closure.new @keep_it[] : () -> !vo.closure<(!vo.ptr<i64>) -> ()>
  %g = vo.closure.new @drop_it[] : () -> !vo.closure<(!vo.ptr<i64>) -> ()>
  %h = arith.select %c, %f, %g : !vo.closure<(!vo.ptr<i64>) -> ()>
  %p = vo.new : !vo.ptr<i64>
  vo.closure.call %h(%p) : !vo.closure<(!vo.ptr<i64>) -> ()>, (!vo.ptr<i64>) -> ()
  vo.return
}

// Later calls and other goroutines.
// CHECK-LABEL: vo.func private @later(
// CHECK:       vo.new {vo.escape = "deferred"}
// CHECK:       vo.new {vo.escape = "goroutine"}
vo.func private @later() attributes {defers} {
  %p = vo.new : !vo.ptr<i64>
  %q = vo.new : !vo.ptr<i64>
  vo.defer @drop_it(%p) : !vo.ptr<i64>
  vo.go @drop_it(%q) : !vo.ptr<i64>
  vo.return
}
