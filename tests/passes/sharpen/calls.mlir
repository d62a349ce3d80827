// RUN: vo-opt %s --vo-sharpen | FileCheck %s

// Parameters of private functions that are only called.

// Evidence in the function.
// CHECK-LABEL: vo.func private @length(
// CHECK-SAME: %arg0: !vo.string, %arg1: i64) -> i64
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.string.len %arg0
// CHECK-NEXT: %[[V1:[^ :,]+]] = arith.addi %[[V0]], %arg1 : i64
// CHECK-NEXT: vo.return %[[V1]] : i64
vo.func private @length(%p: !vo.ref, %n: i64) -> i64 {
  %s = vo.unbox %p : !vo.string
  %l = vo.string.len %s
  %m = arith.addi %l, %n : i64
  vo.return %m : i64
}

// Evidence at a call only; the function wants the reference and boxes it.
// CHECK-LABEL: vo.func private @keep(
// CHECK-SAME: %arg0: !vo.slice, %arg1: !vo.ref)
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.box %arg0 : !vo.slice
// CHECK-NEXT: vo.store %arg1[0], %[[V0]] : !vo.ref
// CHECK-NEXT: vo.return
vo.func private @keep(%p: !vo.ref, %q: !vo.ref) {
  vo.store %q[0], %p : !vo.ref
  vo.return
}

// CHECK-LABEL: vo.func @callers(
// CHECK-SAME: %arg0: !vo.string, %arg1: !vo.slice, %arg2: !vo.ref) -> i64
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.box %arg0 : !vo.string
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.box %arg1 : !vo.slice
// CHECK-NEXT: %[[V2:[^ :,]+]] = vo.zero : !vo.ref
// CHECK-NEXT: %[[K0:[^ :,]+]] = arith.constant 1 : i64
// CHECK-NEXT: %[[V3:[^ :,]+]] = vo.call @length(%arg0, %[[K0]]) : (!vo.string, i64) -> i64
// CHECK-NEXT: %[[V4:[^ :,]+]] = vo.unbox %arg2 : !vo.string
// CHECK-NEXT: %[[V5:[^ :,]+]] = vo.call @length(%[[V4]], %[[V3]]) : (!vo.string, i64) -> i64
// CHECK-NEXT: %[[V6:[^ :,]+]] = vo.unbox %[[V2]] : !vo.string
// CHECK-NEXT: %[[V7:[^ :,]+]] = vo.call @length(%[[V6]], %[[V5]]) : (!vo.string, i64) -> i64
// CHECK-NEXT: vo.call @keep(%arg1, %arg2) : (!vo.slice, !vo.ref) -> ()
// CHECK-NEXT: vo.return %[[V7]] : i64
vo.func @callers(%s: !vo.string, %t: !vo.slice, %r: !vo.ref) -> i64 {
  %a = vo.box %s : !vo.string
  %b = vo.box %t : !vo.slice
  %z = vo.zero : !vo.ref
  %n = arith.constant 1 : i64
  %0 = vo.call @length(%a, %n) : (!vo.ref, i64) -> i64
  %1 = vo.call @length(%r, %0) : (!vo.ref, i64) -> i64
  %2 = vo.call @length(%z, %1) : (!vo.ref, i64) -> i64
  vo.call @keep(%b, %r) : (!vo.ref, !vo.ref) -> ()
  vo.return %2 : i64
}

// Through a parameter into another function's, against the order of the text,
// and round a recursion.
// CHECK-LABEL: vo.func private @outer(
// CHECK-SAME: %arg0: !vo.slice) -> i64
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.box %arg0 : !vo.slice
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.call @inner(%arg0) : (!vo.slice) -> i64
// CHECK-NEXT: vo.return %[[V1]] : i64
vo.func private @outer(%p: !vo.ref) -> i64 {
  %n = vo.call @inner(%p) : (!vo.ref) -> i64
  vo.return %n : i64
}
// CHECK-LABEL: vo.func private @inner(
// CHECK-SAME: %arg0: !vo.slice) -> i64
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.box %arg0 : !vo.slice
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.call @outer(%arg0) : (!vo.slice) -> i64
// CHECK-NEXT: %[[V2:[^ :,]+]] = vo.slice.len %arg0
// CHECK-NEXT: %[[V3:[^ :,]+]] = arith.addi %[[V2]], %[[V1]] : i64
// CHECK-NEXT: vo.return %[[V3]] : i64
vo.func private @inner(%p: !vo.ref) -> i64 {
  %n = vo.call @outer(%p) : (!vo.ref) -> i64
  %s = vo.unbox %p : !vo.slice
  %l = vo.slice.len %s
  %m = arith.addi %l, %n : i64
  vo.return %m : i64
}

// Through a block argument.
// CHECK-LABEL: vo.func private @branches(
// CHECK-SAME: %arg0: !vo.string, %arg1: !vo.string) -> i64
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.box %arg1 : !vo.string
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.box %arg0 : !vo.string
// CHECK-NEXT: %[[V2:[^ :,]+]] = vo.ref.is_null %[[V1]]
// CHECK-NEXT: cf.cond_br %[[V2]], ^bb1(%arg0 : !vo.string), ^bb1(%arg1 : !vo.string)
// CHECK-NEXT: ^bb1(%[[V3:[^ :,]+]]: !vo.string):
// CHECK-NEXT: %[[V4:[^ :,]+]] = vo.string.len %[[V3]]
// CHECK-NEXT: vo.return %[[V4]] : i64
vo.func private @branches(%p: !vo.ref, %q: !vo.ref) -> i64 {
  %c = vo.ref.is_null %p
  cf.cond_br %c, ^join(%p : !vo.ref), ^join(%q : !vo.ref)
^join(%x: !vo.ref):
  %s = vo.unbox %x : !vo.string
  %l = vo.string.len %s
  vo.return %l : i64
}

// CHECK-LABEL: vo.func @main(
// CHECK-SAME: %arg0: !vo.ref) -> i64
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.unbox %arg0 : !vo.slice
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.call @outer(%[[V0]]) : (!vo.slice) -> i64
// CHECK-NEXT: %[[V2:[^ :,]+]] = vo.unbox %arg0 : !vo.string
// CHECK-NEXT: %[[V3:[^ :,]+]] = vo.unbox %arg0 : !vo.string
// CHECK-NEXT: %[[V4:[^ :,]+]] = vo.call @branches(%[[V2]], %[[V3]]) : (!vo.string, !vo.string) -> i64
// CHECK-NEXT: %[[V5:[^ :,]+]] = arith.addi %[[V1]], %[[V4]] : i64
// CHECK-NEXT: vo.return %[[V5]] : i64
vo.func @main(%r: !vo.ref) -> i64 {
  %0 = vo.call @outer(%r) : (!vo.ref) -> i64
  %1 = vo.call @branches(%r, %r) : (!vo.ref, !vo.ref) -> i64
  %2 = arith.addi %0, %1 : i64
  vo.return %2 : i64
}
