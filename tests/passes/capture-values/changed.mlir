// RUN: vo-opt %s --vo-capture-values | FileCheck %s
// RUN: vo-opt %s --pass-pipeline='builtin.module(vo-capture-values{max-sets=0})' -o %t
// RUN: vo-opt %s | diff - %t

// Captured variables that nobody writes once they are captured are values.

// The last store in front of the capture counts; a load sees what was stored before it.
// CHECK-LABEL: vo.func @straight(
// CHECK-SAME:    %[[X:.*]]: i64, %[[Y:.*]]: i64)
// CHECK-NOT:     vo.new
// CHECK-NOT:     vo.store
// CHECK:         %[[F:.*]] = vo.closure.new @adds[%[[Y]]] : (i64) -> !vo.closure<(i64) -> i64>
// CHECK:         %[[SUM:.*]] = arith.addi %[[X]], %[[Y]]
// CHECK:         vo.return %[[F]], %[[SUM]]
vo.func @straight(%x: i64, %y: i64) -> (!vo.closure<(i64) -> i64>, i64) {
  %b = vo.new : !vo.box<i64>
  vo.store %b, %x : !vo.box<i64>, i64
  %first = vo.load %b : !vo.box<i64> -> i64
  vo.store %b, %y : !vo.box<i64>, i64
  %f = vo.closure.new @adds[%b] : (!vo.box<i64>) -> !vo.closure<(i64) -> i64>
  %last = vo.load %b : !vo.box<i64> -> i64
  %sum = arith.addi %first, %last : i64
  vo.return %f, %sum : !vo.closure<(i64) -> i64>, i64
}

// CHECK-LABEL: vo.func private @adds(
// CHECK-SAME:    %[[V:.*]]: i64, %[[Z:.*]]: i64) -> i64 attributes {captures = 1 : i64}
// CHECK-NEXT:    %[[R:.*]] = arith.addi %[[V]], %[[Z]]
// CHECK-NEXT:    vo.return %[[R]]
vo.func private @adds(%b: !vo.box<i64>, %z: i64) -> i64 attributes {captures = 1 : i64} {
  %v = vo.load %b : !vo.box<i64> -> i64
  %r = arith.addi %v, %z : i64
  vo.return %r : i64
}

// A narrow variable keeps the low bits only; one without stores is zero; leaves of vo.new count as a store.
// CHECK-LABEL: vo.func @narrow(
// CHECK:         %[[LOW:.*]] = arith.trunci %arg0 : i64 to i8
// CHECK:         %[[BYTE:.*]] = arith.extui %[[LOW]] : i8 to i64
// CHECK:         %[[ZERO:.*]] = vo.zero : !vo.string
// CHECK:         vo.closure.new @of_two[%[[BYTE]], %[[ZERO]]] : (i64, !vo.string)
vo.func @narrow(%x: i64) -> !vo.closure<() -> (i64, !vo.string)> {
  %b = vo.new(%x : i64) : !vo.box<ui8>
  %s = vo.new : !vo.box<!vo.string>
  %f = vo.closure.new @of_two[%b, %s] : (!vo.box<ui8>, !vo.box<!vo.string>) -> !vo.closure<() -> (i64, !vo.string)>
  vo.return %f : !vo.closure<() -> (i64, !vo.string)>
}

// CHECK-LABEL: vo.func private @of_two(%arg0: i64, %arg1: !vo.string) -> (i64, !vo.string)
vo.func private @of_two(%b: !vo.box<ui8>, %s: !vo.box<!vo.string>) -> (i64, !vo.string)
    attributes {captures = 2 : i64} {
  %x = vo.load %b : !vo.box<ui8> -> i64
  %y = vo.load %s : !vo.box<!vo.string> -> !vo.string
  vo.return %x, %y : i64, !vo.string
}

// A function value inside of a function value, and a use in another block.
// CHECK-LABEL: vo.func @nested(
// CHECK-NOT:     vo.new
// CHECK:         vo.closure.new @outer[%arg0] : (i64)
vo.func @nested(%x: i64, %c: i64) -> !vo.closure<() -> !vo.closure<() -> i64>> {
  %b = vo.new : !vo.box<i64>
  vo.store %b, %x : !vo.box<i64>, i64
  cf.br ^next
^next:
  %f = vo.closure.new @outer[%b] : (!vo.box<i64>) -> !vo.closure<() -> !vo.closure<() -> i64>>
  vo.return %f : !vo.closure<() -> !vo.closure<() -> i64>>
}

// CHECK-LABEL: vo.func private @outer(%arg0: i64)
// CHECK:         vo.closure.new @inner[%arg0] : (i64)
vo.func private @outer(%b: !vo.box<i64>) -> !vo.closure<() -> i64> attributes {captures = 1 : i64} {
  %f = vo.closure.new @inner[%b] : (!vo.box<i64>) -> !vo.closure<() -> i64>
  vo.return %f : !vo.closure<() -> i64>
}

// CHECK-LABEL: vo.func private @inner(%arg0: i64) -> i64
// CHECK-NEXT:    vo.return %arg0
vo.func private @inner(%b: !vo.box<i64>) -> i64 attributes {captures = 1 : i64} {
  %v = vo.load %b : !vo.box<i64> -> i64
  vo.return %v : i64
}
