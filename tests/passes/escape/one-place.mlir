// RUN: vo-opt %s --vo-escape='annotate=1' | FileCheck %s

// Objects that meet in a variable share their places. What is moved from one to the other has gone nowhere in the graph, and still
// the caller, who sees two objects, is told.

vo.struct @Node { next: !vo.ptr<@Node>, value: !vo.ptr<i64> }
vo.global @kept : !vo.ptr<i64>

// CHECK-LABEL: vo.func private @between_arguments(
// CHECK-SAME:  arg 0 "value" -> arg 1 "value"
vo.func private @between_arguments(%a: !vo.ptr<@Node>, %b: !vo.ptr<@Node>, %n: i64) -> i64 {
  %c = arith.trunci %n : i64 to i1
  %either = arith.select %c, %a, %b : !vo.ptr<@Node>
  %v = vo.load %a[value] : !vo.ptr<@Node> -> !vo.ptr<i64>
  vo.store %b[value], %v : !vo.ptr<@Node>, !vo.ptr<i64>
  %w = vo.load %either[value] : !vo.ptr<@Node> -> !vo.ptr<i64>
  %x = vo.load %w : !vo.ptr<i64> -> i64
  vo.return %x : i64
}

// CHECK-LABEL: vo.func private @between_callers(
// CHECK:       vo.new {vo.escape = "global"} : !vo.ptr<i64>
vo.func private @between_callers(%n: i64) {
  %p = vo.new : !vo.ptr<i64>
  %a = vo.new : !vo.ptr<@Node>
  %b = vo.new : !vo.ptr<@Node>
  vo.store %a[value], %p : !vo.ptr<@Node>, !vo.ptr<i64>
  %x = vo.call @between_arguments(%a, %b, %n) : (!vo.ptr<@Node>, !vo.ptr<@Node>, i64) -> i64
  %q = vo.load %b[value] : !vo.ptr<@Node> -> !vo.ptr<i64>
  vo.global.set @kept, %q : !vo.ptr<i64>
  vo.return
}

// By way of a callee that is told of two objects.
// CHECK-LABEL: vo.func private @between_below(
// CHECK-SAME:  arg 0 "value" -> arg 1 "value"
vo.func private @between_below(%a: !vo.ptr<@Node>, %b: !vo.ptr<@Node>, %n: i64) -> !vo.ptr<@Node> {
  %c = arith.trunci %n : i64 to i1
  %either = arith.select %c, %a, %b : !vo.ptr<@Node>
  %x = vo.call @between_arguments(%a, %b, %n) : (!vo.ptr<@Node>, !vo.ptr<@Node>, i64) -> i64
  vo.return %either : !vo.ptr<@Node>
}

// CHECK-LABEL: vo.func private @into_new(
// CHECK-SAME:  arg 0 "value" -> result 0 "value"
vo.func private @into_new(%a: !vo.ptr<@Node>, %n: i64) -> !vo.ptr<@Node> {
  %c = arith.trunci %n : i64 to i1
  %first = vo.new : !vo.ptr<@Node>
  %second = vo.new : !vo.ptr<@Node>
  %old = arith.select %c, %a, %first : !vo.ptr<@Node>
  %made = arith.select %c, %first, %second : !vo.ptr<@Node>
  %v = vo.load %a[value] : !vo.ptr<@Node> -> !vo.ptr<i64>
  vo.store %made[value], %v : !vo.ptr<@Node>, !vo.ptr<i64>
  vo.return %made : !vo.ptr<@Node>
}

// A copy of elements within one memory.
// CHECK-LABEL: vo.func private @copied(
// CHECK-SAME:  arg 0 "*" -> arg 1 "*"
vo.func private @copied(%a: !vo.slice<!vo.ptr<i64>>, %b: !vo.slice<!vo.ptr<i64>>, %n: i64) -> i64 {
  %c = arith.trunci %n : i64 to i1
  %either = arith.select %c, %a, %b : !vo.slice<!vo.ptr<i64>>
  %count = vo.copy %b, %a : !vo.slice<!vo.ptr<i64>>, !vo.slice<!vo.ptr<i64>>
  %length = vo.slice.len %either : !vo.slice<!vo.ptr<i64>>
  vo.return %length : i64
}

// Nothing is moved here.
// CHECK-LABEL: vo.func private @met(
// CHECK-SAME:  #vo.effects<panics>}
vo.func private @met(%a: !vo.ptr<@Node>, %b: !vo.ptr<@Node>, %n: i64) -> i64 {
  %c = arith.trunci %n : i64 to i1
  %either = arith.select %c, %a, %b : !vo.ptr<@Node>
  %w = vo.load %either[value] : !vo.ptr<@Node> -> !vo.ptr<i64>
  %x = vo.load %w : !vo.ptr<i64> -> i64
  vo.return %x : i64
}
