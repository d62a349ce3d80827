// RUN: vo-opt %s --vo-escape --vo-stack-promote | FileCheck %s

// What memory of the heap may refer to stays on the heap, although it does not escape.

vo.struct @Node { next: !vo.ptr<@Node>, value: !vo.ptr<i64> }

// A slice that grows has its elements on the heap.
// CHECK-LABEL: vo.func private @in_growing_slice(
// CHECK:       vo.new :
vo.func private @in_growing_slice(%s: i64) -> i64 {
  %zero = arith.constant 0 : i64
  %nil = vo.zero : !vo.slice<!vo.ptr<i64>>
  %p = vo.new : !vo.ptr<i64>
  %all = vo.append %nil, %p : !vo.slice<!vo.ptr<i64>>, !vo.ptr<i64>
  %q = vo.slice.get %all[%zero] : !vo.slice<!vo.ptr<i64>> -> !vo.ptr<i64>
  %x = vo.load %q : !vo.ptr<i64> -> i64
  vo.return %x : i64
}

// So has a map.
// CHECK-LABEL: vo.func private @in_map(
// CHECK:       vo.new :
vo.func private @in_map(%k: i64) {
  %m = vo.map.new : !vo.map<i64, !vo.ptr<i64>>
  %p = vo.new : !vo.ptr<i64>
  vo.map.set %m[%k], %p : !vo.map<i64, !vo.ptr<i64>>, i64 -> !vo.ptr<i64>
  vo.return
}

// And what a callee makes.
vo.func private @node(%v: !vo.ptr<i64>) -> !vo.ptr<@Node> {
  %n = vo.new : !vo.ptr<@Node>
  vo.store %n[value], %v : !vo.ptr<@Node>, !vo.ptr<i64>
  vo.return %n : !vo.ptr<@Node>
}
// CHECK-LABEL: vo.func private @in_result(
// CHECK:       vo.new :
vo.func private @in_result() {
  %p = vo.new : !vo.ptr<i64>
  %n = vo.call @node(%p) : (!vo.ptr<i64>) -> !vo.ptr<@Node>
  %q = vo.load %n[value] : !vo.ptr<@Node> -> !vo.ptr<i64>
  %x = vo.load %q : !vo.ptr<i64> -> i64
  vo.return
}

// A callee hangs an object of its own into one of ours; what it puts in there is referred to from the heap.
vo.func private @hang(%n: !vo.ptr<@Node>, %v: !vo.ptr<i64>) {
  %m = vo.new : !vo.ptr<@Node>
  vo.store %m[value], %v : !vo.ptr<@Node>, !vo.ptr<i64>
  vo.store %n[next], %m : !vo.ptr<@Node>, !vo.ptr<@Node>
  vo.return
}
// CHECK-LABEL: vo.func private @in_hung(
// CHECK:       vo.new {frame} : !vo.ptr<@Node>
// CHECK:       vo.new : !vo.ptr<i64>
vo.func private @in_hung() -> i64 {
  %n = vo.new : !vo.ptr<@Node>
  %p = vo.new : !vo.ptr<i64>
  vo.call @hang(%n, %p) : (!vo.ptr<@Node>, !vo.ptr<i64>) -> ()
  %m = vo.load %n[next] : !vo.ptr<@Node> -> !vo.ptr<@Node>
  %q = vo.load %m[value] : !vo.ptr<@Node> -> !vo.ptr<i64>
  %x = vo.load %q : !vo.ptr<i64> -> i64
  vo.return %x : i64
}

// One stays because of its loop, so the other does: it is in it.
// CHECK-LABEL: vo.func private @in_one_that_stays(
// CHECK:       vo.new : !vo.ptr<i64>
// CHECK:       vo.new : !vo.ptr<@Node>
vo.func private @in_one_that_stays(%c_word: i64) -> i64 {
  %c = arith.trunci %c_word : i64 to i1
  %nil = vo.zero : !vo.ptr<@Node>
  %p = vo.new : !vo.ptr<i64>
  cf.br ^loop(%nil : !vo.ptr<@Node>)
^loop(%list: !vo.ptr<@Node>):
  %n = vo.new : !vo.ptr<@Node>
  vo.store %n[next], %list : !vo.ptr<@Node>, !vo.ptr<@Node>
  vo.store %n[value], %p : !vo.ptr<@Node>, !vo.ptr<i64>
  cf.cond_br %c, ^loop(%n : !vo.ptr<@Node>), ^end
^end:
  %q = vo.load %n[value] : !vo.ptr<@Node> -> !vo.ptr<i64>
  %x = vo.load %q : !vo.ptr<i64> -> i64
  vo.return %x : i64
}

// `make` with a length beyond its capacity panics, so it stays what it is.
// CHECK-LABEL: vo.func private @bad_make(
// CHECK:       vo.slice.new %{{.*}}, %{{.*}} : !vo.slice<i64>
vo.func private @bad_make() -> i64 {
  %four = arith.constant 4 : i64
  %two = arith.constant 2 : i64
  %s = vo.slice.new %four, %two : !vo.slice<i64>
  %n = vo.slice.len %s : !vo.slice<i64>
  vo.return %n : i64
}

// What the caller stores in an object that a callee has made and put there.
// CHECK-LABEL: vo.func private @into_hung(
// CHECK:       vo.new {frame} : !vo.ptr<@Node>
// CHECK:       vo.new : !vo.ptr<i64>
vo.func private @into_hung(%v: !vo.ptr<i64>) -> i64 {
  %n = vo.new : !vo.ptr<@Node>
  vo.call @hang(%n, %v) : (!vo.ptr<@Node>, !vo.ptr<i64>) -> ()
  %m = vo.load %n[next] : !vo.ptr<@Node> -> !vo.ptr<@Node>
  %p = vo.new : !vo.ptr<i64>
  vo.store %m[value], %p : !vo.ptr<@Node>, !vo.ptr<i64>
  %x = vo.load %p : !vo.ptr<i64> -> i64
  vo.return %x : i64
}

// A callee that gives back what it got has made nothing.
vo.func private @itself(%n: !vo.ptr<@Node>) -> !vo.ptr<@Node> {
  vo.return %n : !vo.ptr<@Node>
}
// CHECK-LABEL: vo.func private @into_itself(
// CHECK:       vo.new {frame} : !vo.ptr<@Node>
// CHECK:       vo.new {frame} : !vo.ptr<i64>
vo.func private @into_itself() -> i64 {
  %n = vo.new : !vo.ptr<@Node>
  %m = vo.call @itself(%n) : (!vo.ptr<@Node>) -> !vo.ptr<@Node>
  %p = vo.new : !vo.ptr<i64>
  vo.store %m[value], %p : !vo.ptr<@Node>, !vo.ptr<i64>
  %x = vo.load %p : !vo.ptr<i64> -> i64
  vo.return %x : i64
}

// A function value without captures is a constant, and no memory of the heap that others of its type would be part of.
vo.func private @plain()
    attributes {captures = 0 : i64} {
  vo.return
}
vo.func private @bound(%b: !vo.box<i64>) attributes {captures = 1 : i64} {
  vo.return
}
// CHECK-LABEL: vo.func private @beside_constant(
// CHECK:       vo.new {frame} : !vo.box<i64>
// CHECK:       vo.closure.new @bound[{{.*}}] {frame}
vo.func private @beside_constant(%n: i64) {
  %b = vo.new : !vo.box<i64>
  %f = vo.closure.new @plain[] : () -> !vo.closure<() -> ()>
  %g = vo.closure.new @bound[%b] : (!vo.box<i64>) -> !vo.closure<() -> ()>
  %c = arith.trunci %n : i64 to i1
  %h = arith.select %c, %f, %g : !vo.closure<() -> ()>
  vo.closure.call %h() : !vo.closure<() -> ()>, () -> ()
  vo.return
}
