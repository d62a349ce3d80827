// RUN: vo-opt %s --vo-known-closures -o %t
// RUN: vo-opt %s | diff - %t

// Nothing may change here: each function has the one reason that its name tells.

vo.func @not_known(%f: !vo.closure<(i64) -> i64>, %x: i64) -> i64 {
  %r = vo.closure.call %f(%x) : !vo.closure<(i64) -> i64>, (i64) -> i64
  vo.return %r : i64
}

vo.func private @one(%x: i64) -> i64 {
  vo.return %x : i64
}
vo.func private @other(%x: i64) -> i64 {
  vo.return %x : i64
}
vo.func @one_of_two(%x: i64, %n: i64) -> i64 {
  %c = arith.trunci %n : i64 to i1
  %f = vo.closure.new @one[] : () -> !vo.closure<(i64) -> i64>
  %g = vo.closure.new @other[] : () -> !vo.closure<(i64) -> i64>
  %h = arith.select %c, %f, %g : !vo.closure<(i64) -> i64>
  %r = vo.closure.call %h(%x) : !vo.closure<(i64) -> i64>, (i64) -> i64
  vo.return %r : i64
}

vo.func @ordinary_call(%x: i64) -> i64 {
  %r = vo.call @one(%x) : (i64) -> i64
  vo.return %r : i64
}

// Takes a known function value but calls nothing: it is not worth it.
vo.func private @keeps(%b: !vo.box<!vo.closure<(i64) -> i64>>, %f: !vo.closure<(i64) -> i64>) {
  vo.store %b, %f : !vo.box<!vo.closure<(i64) -> i64>>, !vo.closure<(i64) -> i64>
  vo.return
}
vo.func @only_kept(%b: !vo.box<!vo.closure<(i64) -> i64>>) {
  %f = vo.closure.new @one[] : () -> !vo.closure<(i64) -> i64>
  vo.call @keeps(%b, %f) : (!vo.box<!vo.closure<(i64) -> i64>>, !vo.closure<(i64) -> i64>) -> ()
  vo.return
}

// Recovers only where it is called as a deferred function.
vo.func private @recovers(%f: !vo.closure<(i64) -> i64>, %x: i64) -> i64 {
  %v = vo.recover : !vo.iface
  %r = vo.closure.call %f(%x) : !vo.closure<(i64) -> i64>, (i64) -> i64
  vo.return %r : i64
}
vo.func @calls_recovering(%x: i64) -> i64 {
  %f = vo.closure.new @one[] : () -> !vo.closure<(i64) -> i64>
  %r = vo.call @recovers(%f, %x) : (!vo.closure<(i64) -> i64>, i64) -> i64
  vo.return %r : i64
}

vo.func private @defers(%f: !vo.closure<(i64) -> i64>, %x: i64) -> i64 attributes {defers} {
  vo.defer @one(%x) : i64
  %r = vo.closure.call %f(%x) : !vo.closure<(i64) -> i64>, (i64) -> i64
  vo.return %r : i64
}
vo.func @calls_deferring(%x: i64) -> i64 {
  %f = vo.closure.new @one[] : () -> !vo.closure<(i64) -> i64>
  %r = vo.call @defers(%f, %x) : (!vo.closure<(i64) -> i64>, i64) -> i64
  vo.return %r : i64
}

vo.func private @has_frame(%f: !vo.closure<(i64) -> i64>, %x: i64) -> i64 {
  %m = vo.frame : !vo.frame<4 x i64>
  %r = vo.closure.call %f(%x) : !vo.closure<(i64) -> i64>, (i64) -> i64
  vo.frame.set %m[%r], %r : !vo.frame<4 x i64>, i64
  vo.return %r : i64
}
vo.func @calls_with_frame(%x: i64) -> i64 {
  %f = vo.closure.new @one[] : () -> !vo.closure<(i64) -> i64>
  %r = vo.call @has_frame(%f, %x) : (!vo.closure<(i64) -> i64>, i64) -> i64
  vo.return %r : i64
}

vo.func private @native(!vo.closure<(i64) -> i64>, i64) -> i64 attributes {native = "vo1:4:test:6:native"}
vo.func @calls_native(%x: i64) -> i64 {
  %f = vo.closure.new @one[] : () -> !vo.closure<(i64) -> i64>
  %r = vo.call @native(%f, %x) : (!vo.closure<(i64) -> i64>, i64) -> i64
  vo.return %r : i64
}
