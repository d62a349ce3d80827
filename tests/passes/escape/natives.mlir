// RUN: vo-opt %s --vo-escape='annotate=1' | FileCheck %s

// Natives do what they are declared to do, and no more is promised.

vo.struct @Cell { value: !vo.ptr<i64> }

// What one gives may be anything.
vo.func private @cell() -> !vo.ptr<@Cell> attributes {effects = #vo.effects<collects>, native = "vo1:4:main:4:cell"}
// CHECK-LABEL: vo.func private @into_result(
// CHECK:       vo.new {vo.escape = "heap"}
vo.func private @into_result() {
  %p = vo.new : !vo.ptr<i64>
  %c = vo.call @cell() : () -> !vo.ptr<@Cell>
  vo.store %c[value], %p : !vo.ptr<@Cell>, !vo.ptr<i64>
  vo.return
}

// What one has got while other goroutines run may not be in a stack.
vo.func private @waits(!vo.slice<i64>) attributes {effects = #vo.effects<collects, blocks>, native = "vo1:4:main:5:waits"}
vo.func private @looks(!vo.slice<i64>) attributes {effects = #vo.effects<>, native = "vo1:4:main:5:looks"}
// CHECK-LABEL: vo.func private @hands_over(
// CHECK:       vo.slice.new {{.*}} {vo.escape = "heap"}
// CHECK:       vo.slice.new {{.*}} {vo.escape = "none"}
vo.func private @hands_over() {
  %two = arith.constant 2 : i64
  %s = vo.slice.new %two, %two : !vo.slice<i64>
  vo.call @waits(%s) : (!vo.slice<i64>) -> ()
  %t = vo.slice.new %two, %two : !vo.slice<i64>
  vo.call @looks(%t) : (!vo.slice<i64>) -> ()
  vo.return
}
