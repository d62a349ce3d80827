// RUN: vo-opt %s --vo-inline='max-operations=2' --mlir-print-debuginfo --mlir-print-local-scope | FileCheck %s
// RUN: vo-opt %s --vo-inline='max-operations=2 max-calls=0' | FileCheck %s --check-prefix=NONE

vo.func @twice(%x: i64) -> i64 {
  %y = arith.addi %x, %x : i64 loc("twice.vo":7:3)
  vo.return %y : i64
}

// The operation keeps its own line.
// CHECK-LABEL: vo.func @calls(
// CHECK:       arith.addi %{{.*}} : i64 loc("twice.vo":7:3)
// CHECK-NOT:   vo.call
// CHECK:       vo.return
// NONE-LABEL:  vo.func @calls(
// NONE:        vo.call @twice
vo.func @calls(%x: i64) -> i64 {
  %y = vo.call @twice(%x) : (i64) -> i64 loc("calls.vo":2:9)
  vo.return %y : i64
}

// Too large, but it makes an object.
vo.func @boxed(%x: i64) -> !vo.ptr<i64> {
  %p = vo.new : !vo.ptr<i64>
  %y = arith.addi %x, %x : i64
  vo.store %p, %y : !vo.ptr<i64>, i64
  vo.return %p : !vo.ptr<i64>
}
vo.func @large(%x: i64) -> i64 {
  %y = arith.addi %x, %x : i64
  %z = arith.muli %y, %y : i64
  %u = arith.subi %z, %x : i64
  vo.return %u : i64
}
// CHECK-LABEL: vo.func @calls_larger(
// CHECK:       vo.new
// CHECK:       vo.call @large
vo.func @calls_larger(%x: i64) -> i64 {
  %p = vo.call @boxed(%x) : (i64) -> !vo.ptr<i64>
  %y = vo.load %p : !vo.ptr<i64> -> i64
  %z = vo.call @large(%y) : (i64) -> i64
  vo.return %z : i64
}

// Deferred calls belong to their function.
vo.func @defers(%x: i64) attributes {defers} {
  vo.defer @twice(%x) : i64
  vo.return
}
// CHECK-LABEL: vo.func @calls_deferring(
// CHECK:       vo.call @defers
vo.func @calls_deferring(%x: i64) {
  vo.call @defers(%x) : (i64) -> ()
  vo.return
}

// CHECK-LABEL: vo.func @itself(
// CHECK:       vo.call @itself
vo.func @itself(%x: i64) -> i64 {
  %y = vo.call @itself(%x) : (i64) -> i64
  vo.return %y : i64
}

// One that only panics has nothing to go on with.
vo.func @fails(%v: !vo.iface) -> i64 {
  vo.panic %v : !vo.iface
}
// CHECK-LABEL: vo.func @calls_failing(
// CHECK:       vo.call @fails
vo.func @calls_failing(%v: !vo.iface) -> i64 {
  %x = vo.call @fails(%v) : (!vo.iface) -> i64
  vo.return %x : i64
}

// The first function of islands is called by the runtime.
// CHECK-LABEL: vo.func private @island_init(
vo.func private @island_init() attributes {vo.island_init} {
  vo.return
}
