// RUN: vo-opt %s --vo-escape | FileCheck %s

// What functions do with what they get.

vo.struct @Node { next: !vo.ptr<@Node>, value: !vo.ptr<i64> }
vo.struct @Pair { first: !vo.ptr<i64>, second: !vo.ptr<i64> }
vo.global @kept : !vo.ptr<i64>

// Looked at only.
// CHECK-LABEL: vo.func private @value(
// CHECK-SAME:  effects = #vo.effects<panics>
vo.func private @value(%p: !vo.ptr<i64>) -> i64 {
  %x = vo.load %p : !vo.ptr<i64> -> i64
  vo.return %x : i64
}

// CHECK-LABEL: vo.func private @same(
// CHECK-SAME:  effects = #vo.effects<arg 0 -> result 0>
vo.func private @same(%p: !vo.ptr<i64>) -> !vo.ptr<i64> {
  vo.return %p : !vo.ptr<i64>
}

// By the name of the member.
// CHECK-LABEL: vo.func private @first(
// CHECK-SAME:  effects = #vo.effects<panics, arg 0 "first" -> result 0>
vo.func private @first(%p: !vo.ptr<@Pair>) -> !vo.ptr<i64> {
  %x = vo.load %p[first] : !vo.ptr<@Pair> -> !vo.ptr<i64>
  vo.return %x : !vo.ptr<i64>
}

// CHECK-LABEL: vo.func private @set_second(
// CHECK-SAME:  effects = #vo.effects<panics, arg 1 -> arg 0 "second">
vo.func private @set_second(%p: !vo.ptr<@Pair>, %x: !vo.ptr<i64>) {
  vo.store %p[second], %x : !vo.ptr<@Pair>, !vo.ptr<i64>
  vo.return
}

// CHECK-LABEL: vo.func private @keep(
// CHECK-SAME:  effects = #vo.effects<arg 0 -> heap>
vo.func private @keep(%p: !vo.ptr<i64>) {
  vo.global.set @kept, %p : !vo.ptr<i64>
  vo.return
}

// CHECK-LABEL: vo.func private @kept_value(
// CHECK-SAME:  effects = #vo.effects<heap -> result 0
vo.func private @kept_value() -> !vo.ptr<i64> {
  %p = vo.global.get @kept : !vo.ptr<i64>
  vo.return %p : !vo.ptr<i64>
}

// Calls do what their callees do: here with the other member.
// CHECK-LABEL: vo.func private @keep_second(
// CHECK-SAME:  effects = #vo.effects<panics, arg 0 "second" -> heap>
vo.func private @keep_second(%p: !vo.ptr<@Pair>) {
  %x = vo.load %p[second] : !vo.ptr<@Pair> -> !vo.ptr<i64>
  %y = vo.call @same(%x) : (!vo.ptr<i64>) -> !vo.ptr<i64>
  vo.call @keep(%y) : (!vo.ptr<i64>) -> ()
  vo.return
}

// A new object with an argument in it.
// CHECK-LABEL: vo.func private @pair(
// CHECK-SAME:  effects = #vo.effects<panics, collects, arg 0 -> result 0 "second", arg 1 -> result 0 "first", new 0 -> result 0>
vo.func private @pair(%x: !vo.ptr<i64>, %y: !vo.ptr<i64>) -> !vo.ptr<@Pair> {
  %p = vo.new : !vo.ptr<@Pair>
  vo.store %p[first], %y {nonnull} : !vo.ptr<@Pair>, !vo.ptr<i64>
  vo.store %p[second], %x {nonnull} : !vo.ptr<@Pair>, !vo.ptr<i64>
  vo.return %p : !vo.ptr<@Pair>
}

// Recursive data is one memory.
// CHECK-LABEL: vo.func private @last(
// CHECK-SAME:  arg 0 -> result 0
// CHECK-SAME:  arg 0 "**" -> result 0
vo.func private @last(%list: !vo.ptr<@Node>) -> !vo.ptr<@Node> {
  cf.br ^next(%list : !vo.ptr<@Node>)
^next(%p: !vo.ptr<@Node>):
  %n = vo.load %p[next] : !vo.ptr<@Node> -> !vo.ptr<@Node>
  %c = vo.is_nil %n : !vo.ptr<@Node>
  cf.cond_br %c, ^end, ^next(%n : !vo.ptr<@Node>)
^end:
  vo.return %p : !vo.ptr<@Node>
}

// Functions that call each other.
// CHECK-LABEL: vo.func private @even(
// CHECK-SAME:  arg 1 -> result 0
// CHECK-LABEL: vo.func private @odd(
// CHECK-SAME:  arg 1 -> result 0
vo.func private @even(%c_word: i64, %p: !vo.ptr<i64>) -> !vo.ptr<i64> {
  %c = arith.trunci %c_word : i64 to i1
  cf.cond_br %c, ^more, ^end
^more:
  %q = vo.call @odd(%c_word, %p) : (i64, !vo.ptr<i64>) -> !vo.ptr<i64>
  vo.return %q : !vo.ptr<i64>
^end:
  vo.return %p : !vo.ptr<i64>
}
vo.func private @odd(%c_word: i64, %p: !vo.ptr<i64>) -> !vo.ptr<i64> {
  %c = arith.trunci %c_word : i64 to i1
  %q = vo.call @even(%c_word, %p) : (i64, !vo.ptr<i64>) -> !vo.ptr<i64>
  vo.return %q : !vo.ptr<i64>
}

// What lies behind an argument that meets the heap in a variable may be the heap's.
// CHECK-LABEL: vo.func private @meets_heap(
// CHECK-SAME:  arg 1 "**" -> heap
vo.global @pairs : !vo.ptr<@Pair>
vo.func private @meets_heap(%c_word: i64, %p: !vo.ptr<@Pair>) -> !vo.ptr<i64> {
  %c = arith.trunci %c_word : i64 to i1
  %g = vo.global.get @pairs : !vo.ptr<@Pair>
  %q = arith.select %c, %p, %g : !vo.ptr<@Pair>
  %x = vo.load %q[first] : !vo.ptr<@Pair> -> !vo.ptr<i64>
  vo.return %x : !vo.ptr<i64>
}

// A native without a declaration may do anything.
// CHECK-LABEL: vo.func private @calls_unknown(
// CHECK-SAME:  arg 0 -> heap
vo.func private @unknown(!vo.ptr<i64>) -> !vo.ptr<i64> attributes {native = "vo1:4:main:7:unknown"}
vo.func private @calls_unknown(%p: !vo.ptr<i64>) -> !vo.ptr<i64> {
  %q = vo.call @unknown(%p) : (!vo.ptr<i64>) -> !vo.ptr<i64>
  vo.return %q : !vo.ptr<i64>
}
