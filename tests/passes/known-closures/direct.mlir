// RUN: vo-opt %s --vo-known-closures --split-input-file | FileCheck %s
// RUN: vo-opt %s --pass-pipeline='builtin.module(vo-known-closures{max-inlined=0})' | FileCheck %s --check-prefix=ONLY-DIRECT
// RUN: vo-opt %s --pass-pipeline='builtin.module(vo-known-closures{max-calls=0 max-inlined=0})' -o %t
// RUN: vo-opt %s | diff - %t
// RUN: vo-opt %s --pass-pipeline='builtin.module(vo-known-closures{only=nobody})' -o %t
// RUN: vo-opt %s | diff - %t

// Function values meet their calls.

vo.func private @scale(%by: i64, %x: i64) -> i64 attributes {captures = 1 : i64} {
  %r = arith.muli %by, %x : i64
  vo.return %r : i64
}
vo.func private @finish(%by: i64) -> i64 attributes {captures = 1 : i64} {
  vo.return %by : i64
}

// CHECK-LABEL: vo.func @here(
// CHECK-NOT:     vo.closure
// CHECK:         vo.call @scale(%arg0, %arg1) : (i64, i64) -> i64
// ONLY-DIRECT-LABEL: vo.func @here(
// ONLY-DIRECT:   vo.call @scale(%arg0, %arg1)
vo.func @here(%by: i64, %x: i64) -> i64 {
  %f = vo.closure.new @scale[%by] : (i64) -> !vo.closure<(i64) -> i64>
  %r = vo.closure.call %f(%x) : !vo.closure<(i64) -> i64>, (i64) -> i64
  vo.return %r : i64
}

// CHECK-LABEL: vo.func @deferred(
// CHECK-NOT:     vo.closure
// CHECK:         vo.defer @finish(%arg0) {on_error} : i64
vo.func @deferred(%by: i64) -> !vo.iface<@error> attributes {defers, error_result = 0 : i64} {
  %f = vo.closure.new @finish[%by] : (i64) -> !vo.closure<() -> i64>
  vo.defer_closure %f() {on_error} : !vo.closure<() -> i64>
  %none = vo.zero : !vo.iface<@error>
  vo.return %none : !vo.iface<@error>
}
vo.interface @error { Error: () -> !vo.string }

// What takes the value comes to it, and so does what hands it on.
vo.func private @apply(%f: !vo.closure<(i64) -> i64>, %n: i64) -> i64 {
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  cf.br ^loop(%zero, %zero : i64, i64)
^loop(%i: i64, %sum: i64):
  %v = vo.closure.call %f(%i) : !vo.closure<(i64) -> i64>, (i64) -> i64
  %new = arith.addi %sum, %v : i64
  %next = arith.addi %i, %one : i64
  %more = arith.cmpi slt, %next, %n : i64
  cf.cond_br %more, ^loop(%next, %new : i64, i64), ^end(%new : i64)
^end(%result: i64):
  vo.return %result : i64
}
vo.func private @hand_on(%f: !vo.closure<(i64) -> i64>, %n: i64) -> i64 {
  %r = vo.call @apply(%f, %n) : (!vo.closure<(i64) -> i64>, i64) -> i64
  vo.return %r : i64
}

// CHECK-LABEL: vo.func @there(
// CHECK-NOT:     vo.closure
// CHECK-NOT:     vo.call @apply
// CHECK:         vo.call @scale(%arg0, %{{.*}}) : (i64, i64) -> i64
// ONLY-DIRECT-LABEL: vo.func @there(
// ONLY-DIRECT:   vo.call @hand_on(
vo.func @there(%by: i64, %n: i64) -> i64 {
  %f = vo.closure.new @scale[%by] : (i64) -> !vo.closure<(i64) -> i64>
  %r = vo.call @hand_on(%f, %n) : (!vo.closure<(i64) -> i64>, i64) -> i64
  vo.return %r : i64
}

// So does what makes it, and a function value that another one captures.
vo.func private @scaler(%by: i64) -> !vo.closure<(i64) -> i64> {
  %f = vo.closure.new @scale[%by] : (i64) -> !vo.closure<(i64) -> i64>
  vo.return %f : !vo.closure<(i64) -> i64>
}
vo.func private @twice(%f: !vo.closure<(i64) -> i64>, %x: i64) -> i64 attributes {captures = 1 : i64} {
  %y = vo.closure.call %f(%x) : !vo.closure<(i64) -> i64>, (i64) -> i64
  %z = vo.closure.call %f(%y) : !vo.closure<(i64) -> i64>, (i64) -> i64
  vo.return %z : i64
}

// CHECK-LABEL: vo.func @made(
// CHECK-NOT:     vo.closure
// CHECK:         %[[Y:.*]] = vo.call @scale(%arg0, %arg1)
// CHECK:         %[[Z:.*]] = vo.call @scale(%arg0, %[[Y]])
// CHECK:         vo.return %[[Z]]
vo.func @made(%by: i64, %x: i64) -> i64 {
  %f = vo.call @scaler(%by) : (i64) -> !vo.closure<(i64) -> i64>
  %g = vo.closure.new @twice[%f] : (!vo.closure<(i64) -> i64>) -> !vo.closure<(i64) -> i64>
  %r = vo.closure.call %g(%x) : !vo.closure<(i64) -> i64>, (i64) -> i64
  vo.return %r : i64
}

// A function with a captured variable comes to the variable.
vo.func private @count(%b: !vo.box<i64>) attributes {captures = 1 : i64} {
  %one = arith.constant 1 : i64
  %v = vo.load %b : !vo.box<i64> -> i64
  %w = arith.addi %v, %one : i64
  vo.store %b, %w : !vo.box<i64>, i64
  vo.return
}

// CHECK-LABEL: vo.func @counted(
// CHECK-NOT:     vo.closure
// CHECK-NOT:     vo.call
// CHECK:         vo.store
vo.func @counted() -> i64 {
  %b = vo.new : !vo.box<i64>
  %f = vo.closure.new @count[%b] : (!vo.box<i64>) -> !vo.closure<() -> ()>
  vo.closure.call %f() : !vo.closure<() -> ()>, () -> ()
  %v = vo.load %b : !vo.box<i64> -> i64
  vo.return %v : i64
}
