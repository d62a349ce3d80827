// RUN: vo-opt %s --vo-escape | FileCheck %s
// RUN: vo-opt %s --vo-escape --vo-stack-promote | FileCheck %s --check-prefix=FRAME
// RUN: vo-opt %s --vo-escape --vo-stack-promote='filter=caller' \
// RUN:   | FileCheck %s --check-prefix=ALONE

// Memory that a callee keeps for itself. In the heap it must not refer to frames; in the callee's frame it may.

vo.struct @Cell { value: !vo.ptr<i64>, next: !vo.ptr<@Cell> }

// CHECK-LABEL: vo.func private @in_cell(
// CHECK-SAME:  #vo.effects<panics, collects, arg 0 -> transient>
// FRAME-LABEL: vo.func private @in_cell(
// FRAME-SAME:  #vo.effects<panics, collects>
// FRAME:       vo.new {frame}
vo.func private @in_cell(%p: !vo.ptr<i64>) {
  %c = vo.new : !vo.ptr<@Cell>
  vo.store %c[value], %p : !vo.ptr<@Cell>, !vo.ptr<i64>
  vo.return
}

// Maps have no place in frames.
// CHECK-LABEL: vo.func private @in_map(
// CHECK-SAME:  arg 0 -> transient, arg 0 "value" -> transient>
// FRAME-LABEL: vo.func private @in_map(
// FRAME-SAME:  arg 0 -> transient, arg 0 "value" -> transient>
vo.func private @in_map(%c: !vo.ptr<@Cell>, %key: i64) {
  %m = vo.map.new : !vo.map<i64, !vo.ptr<@Cell>>
  vo.map.set %m[%key], %c : !vo.map<i64, !vo.ptr<@Cell>>, i64 -> !vo.ptr<@Cell>
  %n = vo.map.new : !vo.map<i64, !vo.ptr<i64>>
  %p = vo.load %c[value] : !vo.ptr<@Cell> -> !vo.ptr<i64>
  vo.map.set %n[%key], %p : !vo.map<i64, !vo.ptr<i64>>, i64 -> !vo.ptr<i64>
  vo.return
}

// Callees tell of theirs.
// CHECK-LABEL: vo.func private @below(
// CHECK-SAME:  arg 0 -> transient, arg 0 "value" -> transient>
vo.func private @below(%c: !vo.ptr<@Cell>, %key: i64) {
  vo.call @in_map(%c, %key) : (!vo.ptr<@Cell>, i64) -> ()
  vo.return
}

// FRAME-LABEL: vo.func private @caller_of_cell(
// FRAME:       vo.new {frame} : !vo.ptr<i64>
// ALONE-LABEL: vo.func private @caller_of_cell(
// ALONE:       vo.new : !vo.ptr<i64>
vo.func private @caller_of_cell() {
  %p = vo.new : !vo.ptr<i64>
  vo.call @in_cell(%p) : (!vo.ptr<i64>) -> ()
  vo.return
}

// FRAME-LABEL: vo.func private @caller_of_map(
// FRAME:       vo.new : !vo.ptr<i64>
// FRAME:       vo.new : !vo.ptr<@Cell>
// FRAME:       vo.new {frame} : !vo.ptr<@Cell>
vo.func private @caller_of_map(%key: i64) {
  %p = vo.new : !vo.ptr<i64>
  %c = vo.new : !vo.ptr<@Cell>
  vo.store %c[value], %p : !vo.ptr<@Cell>, !vo.ptr<i64>
  // Nobody looks at what the next cell is.
  %d = vo.new : !vo.ptr<@Cell>
  vo.store %d[next], %c : !vo.ptr<@Cell>, !vo.ptr<@Cell>
  vo.call @below(%c, %key) : (!vo.ptr<@Cell>, i64) -> ()
  vo.return
}
