// RUN: vo-opt %s --vo-escape='annotate=1' | FileCheck %s

// Memory that functions make and give away: by which ways callers come to the same.

vo.struct @Cell { value: !vo.ptr<i64>, next: !vo.ptr<@Cell> }
vo.struct @Duo { left: !vo.ptr<@Cell>, right: !vo.ptr<@Cell> }
vo.global @kept : !vo.ptr<i64>

// CHECK-LABEL: vo.func private @twice(
// CHECK-SAME:  #vo.effects<collects, new 0 -> result 0, new 0 -> result 1>
vo.func private @twice() -> (!vo.ptr<@Cell>, !vo.ptr<@Cell>) {
  %c = vo.new : !vo.ptr<@Cell>
  vo.return %c, %c : !vo.ptr<@Cell>, !vo.ptr<@Cell>
}

// CHECK-LABEL: vo.func private @both(
// CHECK-SAME:  new 0 -> arg 0 "left", new 0 -> arg 0 "right"
vo.func private @both(%d: !vo.ptr<@Duo>) {
  %c = vo.new : !vo.ptr<@Cell>
  vo.store %d[left], %c : !vo.ptr<@Duo>, !vo.ptr<@Cell>
  vo.store %d[right], %c : !vo.ptr<@Duo>, !vo.ptr<@Cell>
  vo.return
}

// CHECK-LABEL: vo.func private @ring(
// CHECK-SAME:  new 0 -> result 0, new 0 -> result 0 "**"
vo.func private @ring() -> !vo.ptr<@Cell> {
  %c = vo.new : !vo.ptr<@Cell>
  vo.store %c[next], %c : !vo.ptr<@Cell>, !vo.ptr<@Cell>
  vo.return %c : !vo.ptr<@Cell>
}

// CHECK-LABEL: vo.func private @through_one_and_the_other(
// CHECK:       vo.new {vo.escape = "global"}
// CHECK:       vo.new {vo.escape = "global"}
// CHECK:       vo.new {vo.escape = "heap"}
// CHECK:       vo.new {vo.escape = "none"} : !vo.ptr<@Duo>
vo.func private @through_one_and_the_other() {
  %p = vo.new : !vo.ptr<i64>
  %q = vo.new : !vo.ptr<i64>
  %r = vo.new : !vo.ptr<i64>
  %a, %b = vo.call @twice() : () -> (!vo.ptr<@Cell>, !vo.ptr<@Cell>)
  vo.store %a[value], %p : !vo.ptr<@Cell>, !vo.ptr<i64>
  %x = vo.load %b[value] : !vo.ptr<@Cell> -> !vo.ptr<i64>
  vo.global.set @kept, %x : !vo.ptr<i64>
  %d = vo.new : !vo.ptr<@Duo>
  vo.call @both(%d) : (!vo.ptr<@Duo>) -> ()
  %left = vo.load %d[left] : !vo.ptr<@Duo> -> !vo.ptr<@Cell>
  %right = vo.load %d[right] : !vo.ptr<@Duo> -> !vo.ptr<@Cell>
  vo.store %left[value], %q : !vo.ptr<@Cell>, !vo.ptr<i64>
  %y = vo.load %right[value] : !vo.ptr<@Cell> -> !vo.ptr<i64>
  vo.global.set @kept, %y : !vo.ptr<i64>
  %ring = vo.call @ring() : () -> !vo.ptr<@Cell>
  vo.store %ring[value], %r : !vo.ptr<@Cell>, !vo.ptr<i64>
  %next = vo.load %ring[next] : !vo.ptr<@Cell> -> !vo.ptr<@Cell>
  %z = vo.load %next[value] : !vo.ptr<@Cell> -> !vo.ptr<i64>
  vo.global.set @kept, %z : !vo.ptr<i64>
  vo.return
}

// One object, once behind an argument and once as the result.
// CHECK-LABEL: vo.func private @newest(
// CHECK-SAME:  new 0 -> arg 0 "left", new 0 -> result 0
vo.func private @newest(%d: !vo.ptr<@Duo>) -> !vo.ptr<@Cell> {
  %c = vo.new : !vo.ptr<@Cell>
  vo.store %d[left], %c : !vo.ptr<@Duo>, !vo.ptr<@Cell>
  vo.return %c : !vo.ptr<@Cell>
}
// CHECK-LABEL: vo.func private @into_newest(
// CHECK:       vo.new {vo.escape = "argument"}
vo.func private @into_newest(%d: !vo.ptr<@Duo>) {
  %p = vo.new : !vo.ptr<i64>
  %c = vo.call @newest(%d) : (!vo.ptr<@Duo>) -> !vo.ptr<@Cell>
  vo.store %c[value], %p : !vo.ptr<@Cell>, !vo.ptr<i64>
  vo.return
}

// What a callee has made and given to the heap as well is not seen.
vo.global @cells : !vo.ptr<@Cell>
// CHECK-LABEL: vo.func private @registered(
// CHECK-SAME:  heap -> result 0 "**"
vo.func private @registered() -> !vo.ptr<@Cell> {
  %c = vo.new : !vo.ptr<@Cell>
  vo.global.set @cells, %c : !vo.ptr<@Cell>
  vo.return %c : !vo.ptr<@Cell>
}
// CHECK-LABEL: vo.func private @into_registered(
// CHECK:       vo.new {vo.escape = "heap"}
vo.func private @into_registered() {
  %p = vo.new : !vo.ptr<i64>
  %c = vo.call @registered() : () -> !vo.ptr<@Cell>
  vo.store %c[value], %p : !vo.ptr<@Cell>, !vo.ptr<i64>
  vo.return
}
