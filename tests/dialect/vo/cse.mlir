// RUN: vo-opt %s --cse | FileCheck %s

// Pure operations merge; reads do until something writes what they read.

// CHECK: vo.struct @S { a: i64 }
vo.struct @S { a: i64 }

// A check that has passed may panic no second time, yet it writes the panic state.
// CHECK-LABEL: vo.func @panics(
// CHECK-SAME: %arg0: i64, %arg1: i64) -> (i64, i64)
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.div_s %arg0, %arg1
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.div_s %arg0, %arg1
// CHECK-NEXT: vo.check_index %arg0, %arg1
// CHECK-NEXT: vo.check_index %arg0, %arg1
// CHECK-NEXT: vo.return %[[V0]], %[[V1]] : i64, i64
vo.func @panics(%x: i64, %y: i64) -> (i64, i64) {
  %0 = vo.div_s %x, %y
  %1 = vo.div_s %x, %y
  vo.check_index %x, %y
  vo.check_index %x, %y
  vo.return %0, %1 : i64, i64
}

// CHECK-LABEL: vo.func @pure(
// CHECK-SAME: %arg0: !vo.slice<i64>, %arg1: !vo.iface, %arg2: !vo.ptr<@S>, %arg3: !vo.string) -> (i64, i64, i64, i64, i64, i64)
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.slice.len %arg0 : !vo.slice<i64>
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.string.len %arg3
// CHECK-NEXT: %[[V2:[^ :,]+]] = vo.is_nil %arg1 : !vo.iface
// CHECK-NEXT: %[[V3:[^ :,]+]] = arith.extui %[[V2]] : i1 to i64
// CHECK-NEXT: vo.return %[[V0]], %[[V0]], %[[V1]], %[[V1]], %[[V3]], %[[V3]] : i64, i64, i64, i64, i64, i64
vo.func @pure(%t: !vo.slice<i64>, %i: !vo.iface, %p: !vo.ptr<@S>, %s: !vo.string) -> (i64, i64, i64, i64, i64, i64) {
  %0 = vo.slice.len %t : !vo.slice<i64>
  %1 = vo.slice.len %t : !vo.slice<i64>
  %2 = vo.string.len %s
  %3 = vo.string.len %s
  %4 = vo.is_nil %i : !vo.iface
  %5 = vo.is_nil %i : !vo.iface
  %6 = arith.extui %4 : i1 to i64
  %7 = arith.extui %5 : i1 to i64
  vo.return %0, %1, %2, %3, %6, %7 : i64, i64, i64, i64, i64, i64
}

// Objects have an identity, and what may collect is not merged with what did.
// CHECK-LABEL: vo.func @allocations(
// CHECK-SAME: %arg0: !vo.string) -> (!vo.ptr<@S>, !vo.ptr<@S>, !vo.string, !vo.string)
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.new : !vo.ptr<@S>
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.new : !vo.ptr<@S>
// CHECK-NEXT: %[[V2:[^ :,]+]] = vo.string.concat %arg0, %arg0
// CHECK-NEXT: %[[V3:[^ :,]+]] = vo.string.concat %arg0, %arg0
// CHECK-NEXT: vo.return %[[V0]], %[[V1]], %[[V2]], %[[V3]] : !vo.ptr<@S>, !vo.ptr<@S>, !vo.string, !vo.string
vo.func @allocations(%s: !vo.string) -> (!vo.ptr<@S>, !vo.ptr<@S>, !vo.string, !vo.string) {
  %0 = vo.new : !vo.ptr<@S>
  %1 = vo.new : !vo.ptr<@S>
  %2 = vo.string.concat %s, %s
  %3 = vo.string.concat %s, %s
  vo.return %0, %1, %2, %3 : !vo.ptr<@S>, !vo.ptr<@S>, !vo.string, !vo.string
}
