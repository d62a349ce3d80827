// RUN: vo-opt %s --vo-known-closures | FileCheck %s
// RUN: vo-opt %s --pass-pipeline='builtin.module(vo-known-closures{max-operations=3})' | FileCheck %s --check-prefix=SMALL
// RUN: vo-opt %s --pass-pipeline='builtin.module(vo-known-closures{max-growth=20})' | FileCheck %s --check-prefix=GROWTH

// Inlining ends.

// A function that calls itself with another function value each time.
// CHECK-LABEL: vo.func private @around(
// CHECK:         vo.call @around(
vo.func private @step(%f: !vo.closure<(i64) -> i64>, %x: i64) -> i64 attributes {captures = 1 : i64} {
  %r = vo.call @around(%f, %x) : (!vo.closure<(i64) -> i64>, i64) -> i64
  vo.return %r : i64
}
vo.func private @around(%f: !vo.closure<(i64) -> i64>, %x: i64) -> i64 {
  %g = vo.closure.new @step[%f] : (!vo.closure<(i64) -> i64>) -> !vo.closure<(i64) -> i64>
  %y = vo.closure.call %f(%x) : !vo.closure<(i64) -> i64>, (i64) -> i64
  %r = vo.call @around(%g, %y) : (!vo.closure<(i64) -> i64>, i64) -> i64
  vo.return %r : i64
}
vo.func private @leaf(%x: i64) -> i64 {
  vo.return %x : i64
}
vo.func @start(%x: i64) -> i64 {
  %f = vo.closure.new @leaf[] : () -> !vo.closure<(i64) -> i64>
  %r = vo.call @around(%f, %x) : (!vo.closure<(i64) -> i64>, i64) -> i64
  vo.return %r : i64
}

vo.func private @apply(%f: !vo.closure<(i64) -> i64>, %x: i64) -> i64 {
  %y = vo.closure.call %f(%x) : !vo.closure<(i64) -> i64>, (i64) -> i64
  %z = arith.addi %y, %x : i64
  %w = arith.addi %z, %x : i64
  vo.return %w : i64
}

// CHECK-LABEL: vo.func @many(
// CHECK-NOT:     vo.call @apply
// SMALL-LABEL: vo.func @many(
// SMALL-COUNT-3: vo.call @apply
// GROWTH-LABEL: vo.func @many(
// GROWTH-COUNT-2: vo.call @leaf
// GROWTH:        vo.call @apply
vo.func @many(%x: i64) -> i64 {
  %f = vo.closure.new @leaf[] : () -> !vo.closure<(i64) -> i64>
  %a = vo.call @apply(%f, %x) : (!vo.closure<(i64) -> i64>, i64) -> i64
  %b = vo.call @apply(%f, %a) : (!vo.closure<(i64) -> i64>, i64) -> i64
  %c = vo.call @apply(%f, %b) : (!vo.closure<(i64) -> i64>, i64) -> i64
  vo.return %c : i64
}
