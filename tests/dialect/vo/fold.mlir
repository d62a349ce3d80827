// RUN: vo-opt %s --canonicalize | FileCheck %s

// Folds of dialect/vo/VoFolds.cpp, each beside a case that must stay.

// CHECK: vo.struct @S { a: i64 }
vo.struct @S { a: i64 }
// CHECK: vo.struct @T { a: i64 }
vo.struct @T { a: i64 }

// CHECK-LABEL: vo.func @length(
// CHECK-SAME: %arg0: !vo.string) -> (i64, i64, i64, i64)
// CHECK-NEXT: %[[Vc3_i64:[^ :,]+]] = arith.constant 3 : i64
// CHECK-NEXT: %[[Vc0_i64:[^ :,]+]] = arith.constant 0 : i64
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.string.len %arg0
// CHECK-NEXT: vo.return %[[Vc3_i64]], %[[Vc0_i64]], %[[Vc0_i64]], %[[V0]] : i64, i64, i64, i64
vo.func @length(%s: !vo.string) -> (i64, i64, i64, i64) {
  %a = vo.string.const "a\C3\A9"
  %z = vo.zero : !vo.string
  %e = vo.string.const ""
  %0 = vo.string.len %a
  %1 = vo.string.len %z
  %2 = vo.string.len %e
  %3 = vo.string.len %s
  vo.return %0, %1, %2, %3 : i64, i64, i64, i64
}

// CHECK-LABEL: vo.func @concat(
// CHECK-SAME: %arg0: !vo.string) -> (!vo.string, !vo.string, !vo.string, !vo.string, !vo.string)
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.string.const "ab"
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.string.const "abcd"
// CHECK-NEXT: %[[V2:[^ :,]+]] = vo.string.concat %arg0, %[[V0]]
// CHECK-NEXT: %[[V3:[^ :,]+]] = vo.string.concat %[[V0]], %arg0
// CHECK-NEXT: vo.return %[[V1]], %arg0, %arg0, %[[V2]], %[[V3]] : !vo.string, !vo.string, !vo.string, !vo.string, !vo.string
vo.func @concat(%s: !vo.string) -> (!vo.string, !vo.string, !vo.string, !vo.string, !vo.string) {
  %a = vo.string.const "ab"
  %b = vo.string.const "cd"
  %e = vo.string.const ""
  %z = vo.zero : !vo.string
  %0 = vo.string.concat %a, %b
  %1 = vo.string.concat %s, %e
  %2 = vo.string.concat %z, %s
  %3 = vo.string.concat %s, %a
  %4 = vo.string.concat %a, %s
  vo.return %0, %1, %2, %3, %4 : !vo.string, !vo.string, !vo.string, !vo.string, !vo.string
}

// CHECK-LABEL: vo.func @compareStays(
// CHECK-SAME: %arg0: !vo.string, %arg1: !vo.string) -> (i64, i64)
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.string.const "a"
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.string.cmp eq %arg0, %[[V0]]
// CHECK-NEXT: %[[V2:[^ :,]+]] = vo.string.cmp lt %arg0, %arg1
// CHECK-NEXT: %[[V3:[^ :,]+]] = arith.extui %[[V1]] : i1 to i64
// CHECK-NEXT: %[[V4:[^ :,]+]] = arith.extui %[[V2]] : i1 to i64
// CHECK-NEXT: vo.return %[[V3]], %[[V4]] : i64, i64
vo.func @compareStays(%s: !vo.string, %t: !vo.string) -> (i64, i64) {
  %a = vo.string.const "a"
  %0 = vo.string.cmp eq %s, %a
  %1 = vo.string.cmp lt %s, %t
  %2 = arith.extui %0 : i1 to i64
  %3 = arith.extui %1 : i1 to i64
  vo.return %2, %3 : i64, i64
}

// CHECK-LABEL: vo.func @nil(
// CHECK-SAME: %arg0: !vo.ptr<@S>) -> (i64, i64, i64, i64)
// CHECK-NEXT: %[[Vc0_i64:[^ :,]+]] = arith.constant 0 : i64
// CHECK-NEXT: %[[Vc1_i64:[^ :,]+]] = arith.constant 1 : i64
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.is_nil %arg0 : !vo.ptr<@S>
// CHECK-NEXT: %[[V1:[^ :,]+]] = arith.extui %[[V0]] : i1 to i64
// CHECK-NEXT: vo.return %[[Vc1_i64]], %[[Vc1_i64]], %[[Vc0_i64]], %[[V1]] : i64, i64, i64, i64
vo.func @nil(%p: !vo.ptr<@S>) -> (i64, i64, i64, i64) {
  %z = vo.zero : !vo.ptr<@S>
  %s = vo.zero : !vo.slice<i64>
  %n = vo.new : !vo.ptr<@S>
  %0 = vo.is_nil %z : !vo.ptr<@S>
  %1 = vo.is_nil %s : !vo.slice<i64>
  %2 = vo.is_nil %n : !vo.ptr<@S>
  %3 = vo.is_nil %p : !vo.ptr<@S>
  %4 = arith.extui %0 : i1 to i64
  %5 = arith.extui %1 : i1 to i64
  %6 = arith.extui %2 : i1 to i64
  %7 = arith.extui %3 : i1 to i64
  vo.return %4, %5, %6, %7 : i64, i64, i64, i64
}

// A copy of nil is nil, and append may give its operand.
// CHECK-LABEL: vo.func @perhapsNil(
// CHECK-SAME: %arg0: !vo.ptr<@S>, %arg1: !vo.slice<i64>) -> (i64, i64)
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.clone %arg0 : !vo.ptr<@S>
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.append_all %arg1, %arg1 : !vo.slice<i64>, !vo.slice<i64>
// CHECK-NEXT: %[[V2:[^ :,]+]] = vo.is_nil %[[V0]] : !vo.ptr<@S>
// CHECK-NEXT: %[[V3:[^ :,]+]] = vo.is_nil %[[V1]] : !vo.slice<i64>
// CHECK-NEXT: %[[V4:[^ :,]+]] = arith.extui %[[V2]] : i1 to i64
// CHECK-NEXT: %[[V5:[^ :,]+]] = arith.extui %[[V3]] : i1 to i64
// CHECK-NEXT: vo.return %[[V4]], %[[V5]] : i64, i64
vo.func @perhapsNil(%p: !vo.ptr<@S>, %s: !vo.slice<i64>) -> (i64, i64) {
  %c = vo.clone %p : !vo.ptr<@S>
  %t = vo.append_all %s, %s : !vo.slice<i64>, !vo.slice<i64>
  %0 = vo.is_nil %c : !vo.ptr<@S>
  %1 = vo.is_nil %t : !vo.slice<i64>
  %2 = arith.extui %0 : i1 to i64
  %3 = arith.extui %1 : i1 to i64
  vo.return %2, %3 : i64, i64
}

// CHECK-LABEL: vo.func @same(
// CHECK-SAME: %arg0: !vo.ptr<@S>, %arg1: !vo.ptr<@S>) -> (i64, i64, i64)
// CHECK-NEXT: %[[Vc0_i64:[^ :,]+]] = arith.constant 0 : i64
// CHECK-NEXT: %[[Vc1_i64:[^ :,]+]] = arith.constant 1 : i64
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.eq %arg0, %arg1 : !vo.ptr<@S>
// CHECK-NEXT: %[[V1:[^ :,]+]] = arith.extui %[[V0]] : i1 to i64
// CHECK-NEXT: vo.return %[[Vc1_i64]], %[[Vc0_i64]], %[[V1]] : i64, i64, i64
vo.func @same(%p: !vo.ptr<@S>, %q: !vo.ptr<@S>) -> (i64, i64, i64) {
  %z = vo.zero : !vo.ptr<@S>
  %n = vo.new : !vo.ptr<@S>
  %0 = vo.eq %p, %p : !vo.ptr<@S>
  %1 = vo.eq %n, %z : !vo.ptr<@S>
  %2 = vo.eq %p, %q : !vo.ptr<@S>
  %3 = arith.extui %0 : i1 to i64
  %4 = arith.extui %1 : i1 to i64
  %5 = arith.extui %2 : i1 to i64
  vo.return %3, %4, %5 : i64, i64, i64
}

// CHECK-LABEL: vo.func @casts(
// CHECK-SAME: %arg0: !vo.ptr<@S>) -> (!vo.ptr<@S>, !vo.ptr<@T>, !vo.ptr<@T>)
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.zero : !vo.ptr<@T>
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.cast %arg0 : !vo.ptr<@S> to !vo.ptr<@T>
// CHECK-NEXT: vo.return %arg0, %[[V0]], %[[V1]] : !vo.ptr<@S>, !vo.ptr<@T>, !vo.ptr<@T>
vo.func @casts(%p: !vo.ptr<@S>) -> (!vo.ptr<@S>, !vo.ptr<@T>, !vo.ptr<@T>) {
  %0 = vo.cast %p : !vo.ptr<@S> to !vo.ptr<@T>
  %1 = vo.cast %0 : !vo.ptr<@T> to !vo.ptr<@S>
  %z = vo.zero : !vo.ptr<@S>
  %2 = vo.cast %z : !vo.ptr<@S> to !vo.ptr<@T>
  vo.return %1, %2, %0 : !vo.ptr<@S>, !vo.ptr<@T>, !vo.ptr<@T>
}

// CHECK-LABEL: vo.func @lengths(
// CHECK-SAME: %arg0: !vo.slice<i64>) -> (i64, i64, i64)
// CHECK-NEXT: %[[Vc0_i64:[^ :,]+]] = arith.constant 0 : i64
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.slice.len %arg0 : !vo.slice<i64>
// CHECK-NEXT: vo.return %[[Vc0_i64]], %[[Vc0_i64]], %[[V0]] : i64, i64, i64
vo.func @lengths(%s: !vo.slice<i64>) -> (i64, i64, i64) {
  %z = vo.zero : !vo.slice<i64>
  %0 = vo.slice.len %z : !vo.slice<i64>
  %1 = vo.slice.cap %z : !vo.slice<i64>
  %2 = vo.slice.len %s : !vo.slice<i64>
  vo.return %0, %1, %2 : i64, i64, i64
}
