// RUN: vo-opt %s --vo-escape --vo-stack-promote | FileCheck %s

// Functions that call each other: what lies in the frames of all is decided at once.

vo.struct @Scope { outer: !vo.ptr<@Scope>, value: i64 }
vo.global @kept : !vo.ptr<@Scope>

// Each activation refers to the object of the one before.
// CHECK-LABEL: vo.func private @nest(
// CHECK-SAME:  #vo.effects<panics, collects, blocks>
// CHECK:       vo.new {frame} : !vo.ptr<@Scope>
vo.func private @nest(%outer: !vo.ptr<@Scope>, %n: i64) -> i64 {
  %c = arith.trunci %n : i64 to i1
  cf.cond_br %c, ^more, ^end
^more:
  %s = vo.new : !vo.ptr<@Scope>
  vo.store %s[outer], %outer : !vo.ptr<@Scope>, !vo.ptr<@Scope>
  %x = vo.call @nest(%s, %n) : (!vo.ptr<@Scope>, i64) -> i64
  vo.return %x : i64
^end:
  vo.return %n : i64
}

// By way of another function.
// CHECK-LABEL: vo.func private @even(
// CHECK:       vo.new {frame} : !vo.ptr<@Scope>
// CHECK-LABEL: vo.func private @odd(
// CHECK:       vo.new {frame} : !vo.ptr<@Scope>
vo.func private @even(%outer: !vo.ptr<@Scope>, %n: i64) -> i64 {
  %s = vo.new : !vo.ptr<@Scope>
  vo.store %s[outer], %outer : !vo.ptr<@Scope>, !vo.ptr<@Scope>
  %x = vo.call @odd(%s, %n) : (!vo.ptr<@Scope>, i64) -> i64
  vo.return %x : i64
}
vo.func private @odd(%outer: !vo.ptr<@Scope>, %n: i64) -> i64 {
  %c = arith.trunci %n : i64 to i1
  cf.cond_br %c, ^more, ^end
^more:
  %s = vo.new : !vo.ptr<@Scope>
  vo.store %s[outer], %outer : !vo.ptr<@Scope>, !vo.ptr<@Scope>
  %x = vo.call @even(%s, %n) : (!vo.ptr<@Scope>, i64) -> i64
  vo.return %x : i64
^end:
  vo.return %n : i64
}

// One of them keeps its own in a map: what that refers to, all the others, stays on the heap.
// CHECK-LABEL: vo.func private @plain(
// CHECK:       vo.new : !vo.ptr<@Scope>
// CHECK-LABEL: vo.func private @mapped(
// CHECK:       vo.new : !vo.ptr<@Scope>
vo.func private @plain(%outer: !vo.ptr<@Scope>, %n: i64) -> i64 {
  %s = vo.new : !vo.ptr<@Scope>
  vo.store %s[outer], %outer : !vo.ptr<@Scope>, !vo.ptr<@Scope>
  %x = vo.call @mapped(%s, %n) : (!vo.ptr<@Scope>, i64) -> i64
  vo.return %x : i64
}
vo.func private @mapped(%outer: !vo.ptr<@Scope>, %n: i64) -> i64 {
  %c = arith.trunci %n : i64 to i1
  cf.cond_br %c, ^more, ^end
^more:
  %s = vo.new : !vo.ptr<@Scope>
  vo.store %s[outer], %outer : !vo.ptr<@Scope>, !vo.ptr<@Scope>
  %m = vo.map.new : !vo.map<i64, !vo.ptr<@Scope>>
  vo.map.set %m[%n], %s : !vo.map<i64, !vo.ptr<@Scope>>, i64 -> !vo.ptr<@Scope>
  %x = vo.call @plain(%s, %n) : (!vo.ptr<@Scope>, i64) -> i64
  vo.return %x : i64
^end:
  vo.return %n : i64
}

// It escapes at the end of the recursion.
// CHECK-LABEL: vo.func private @kept_below(
// CHECK:       vo.new : !vo.ptr<@Scope>
vo.func private @kept_below(%outer: !vo.ptr<@Scope>, %n: i64) -> i64 {
  %c = arith.trunci %n : i64 to i1
  cf.cond_br %c, ^more, ^end
^more:
  %s = vo.new : !vo.ptr<@Scope>
  vo.store %s[outer], %outer : !vo.ptr<@Scope>, !vo.ptr<@Scope>
  %x = vo.call @kept_below(%s, %n) : (!vo.ptr<@Scope>, i64) -> i64
  vo.return %x : i64
^end:
  vo.global.set @kept, %outer : !vo.ptr<@Scope>
  vo.return %n : i64
}

// So does one that comes back, and is passed on.
// CHECK-LABEL: vo.func private @returned(
// CHECK:       vo.new : !vo.ptr<@Scope>
vo.func private @returned(%outer: !vo.ptr<@Scope>, %n: i64) -> !vo.ptr<@Scope> {
  %c = arith.trunci %n : i64 to i1
  cf.cond_br %c, ^more, ^end
^more:
  %s = vo.new : !vo.ptr<@Scope>
  vo.store %s[outer], %outer : !vo.ptr<@Scope>, !vo.ptr<@Scope>
  %r = vo.call @returned(%s, %n) : (!vo.ptr<@Scope>, i64) -> !vo.ptr<@Scope>
  vo.return %r : !vo.ptr<@Scope>
^end:
  vo.return %outer : !vo.ptr<@Scope>
}
