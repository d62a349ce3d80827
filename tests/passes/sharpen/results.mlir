// RUN: vo-opt %s --vo-sharpen | FileCheck %s

// Results of private functions that are only called.

// Evidence at the return.
// CHECK-LABEL: vo.func private @boxed(
// CHECK-SAME: %arg0: !vo.string) -> (i64, !vo.string)
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.string.len %arg0
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.box %arg0 : !vo.string
// CHECK-NEXT: vo.return %[[V0]], %arg0 : i64, !vo.string
vo.func private @boxed(%s: !vo.string) -> (i64, !vo.ref) {
  %n = vo.string.len %s
  %b = vo.box %s : !vo.string
  vo.return %n, %b : i64, !vo.ref
}

// Evidence at the call.
// CHECK-LABEL: vo.func private @loaded(
// CHECK-SAME: %arg0: !vo.ref) -> !vo.slice
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.load %arg0[0] : !vo.ref
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.unbox %[[V0]] : !vo.slice
// CHECK-NEXT: vo.return %[[V1]] : !vo.slice
vo.func private @loaded(%p: !vo.ref) -> !vo.ref {
  %x = vo.load %p[0] : !vo.ref
  vo.return %x : !vo.ref
}

// Null on one way.
// CHECK-LABEL: vo.func private @maybe(
// CHECK-SAME: %arg0: !vo.slice, %arg1: i64) -> !vo.slice
// CHECK-NEXT: %[[K0:[^ :,]+]] = arith.constant 0 : i64
// CHECK-NEXT: %[[V0:[^ :,]+]] = arith.cmpi eq, %arg1, %[[K0]] : i64
// CHECK-NEXT: cf.cond_br %[[V0]], ^bb1, ^bb2
// CHECK-NEXT: ^bb1:
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.zero : !vo.ref
// CHECK-NEXT: %[[V2:[^ :,]+]] = vo.unbox %[[V1]] : !vo.slice
// CHECK-NEXT: vo.return %[[V2]] : !vo.slice
// CHECK-NEXT: ^bb2:
// CHECK-NEXT: %[[V3:[^ :,]+]] = vo.box %arg0 : !vo.slice
// CHECK-NEXT: vo.return %arg0 : !vo.slice
vo.func private @maybe(%s: !vo.slice, %n: i64) -> !vo.ref {
  %zero = arith.constant 0 : i64
  %c = arith.cmpi eq, %n, %zero : i64
  cf.cond_br %c, ^nil, ^some
^nil:
  %z = vo.zero : !vo.ref
  vo.return %z : !vo.ref
^some:
  %b = vo.box %s : !vo.slice
  vo.return %b : !vo.ref
}

// The result of one function is that of another; its parameter flows into it.
// CHECK-LABEL: vo.func private @forward(
// CHECK-SAME: %arg0: !vo.string) -> !vo.string
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.box %arg0 : !vo.string
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.call @identity(%arg0) : (!vo.string) -> !vo.string
// CHECK-NEXT: %[[V2:[^ :,]+]] = vo.box %[[V1]] : !vo.string
// CHECK-NEXT: vo.return %[[V1]] : !vo.string
vo.func private @forward(%p: !vo.ref) -> !vo.ref {
  %r = vo.call @identity(%p) : (!vo.ref) -> !vo.ref
  vo.return %r : !vo.ref
}
// CHECK-LABEL: vo.func private @identity(
// CHECK-SAME: %arg0: !vo.string) -> !vo.string
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.box %arg0 : !vo.string
// CHECK-NEXT: vo.return %arg0 : !vo.string
vo.func private @identity(%p: !vo.ref) -> !vo.ref {
  vo.return %p : !vo.ref
}

// CHECK-LABEL: vo.func @main(
// CHECK-SAME: %arg0: !vo.string, %arg1: !vo.slice, %arg2: !vo.ref) -> (!vo.string, !vo.slice, !vo.slice, !vo.string)
// CHECK-NEXT: %[[V0:[^ :,]+]]:2 = vo.call @boxed(%arg0) : (!vo.string) -> (i64, !vo.string)
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.box %[[V0]]#1 : !vo.string
// CHECK-NEXT: vo.store %arg2[0], %[[V1]] : !vo.ref
// CHECK-NEXT: %[[V2:[^ :,]+]] = vo.call @loaded(%arg2) : (!vo.ref) -> !vo.slice
// CHECK-NEXT: %[[V3:[^ :,]+]] = vo.call @maybe(%arg1, %[[V0]]#0) : (!vo.slice, i64) -> !vo.slice
// CHECK-NEXT: %[[V4:[^ :,]+]] = vo.box %[[V0]]#1 : !vo.string
// CHECK-NEXT: %[[V5:[^ :,]+]] = vo.call @forward(%[[V0]]#1) : (!vo.string) -> !vo.string
// CHECK-NEXT: vo.return %[[V0]]#1, %[[V2]], %[[V3]], %[[V5]] : !vo.string, !vo.slice, !vo.slice, !vo.string
vo.func @main(%s: !vo.string, %t: !vo.slice, %p: !vo.ref) -> (!vo.string, !vo.slice, !vo.slice, !vo.string) {
  %0:2 = vo.call @boxed(%s) : (!vo.string) -> (i64, !vo.ref)
  vo.store %p[0], %0#1 : !vo.ref
  %1 = vo.unbox %0#1 : !vo.string
  %2 = vo.call @loaded(%p) : (!vo.ref) -> !vo.ref
  %3 = vo.unbox %2 : !vo.slice
  %4 = vo.call @maybe(%t, %0#0) : (!vo.slice, i64) -> !vo.ref
  %5 = vo.unbox %4 : !vo.slice
  %6 = vo.box %1 : !vo.string
  %7 = vo.call @forward(%6) : (!vo.ref) -> !vo.ref
  %8 = vo.unbox %7 : !vo.string
  vo.return %1, %3, %5, %8 : !vo.string, !vo.slice, !vo.slice, !vo.string
}
