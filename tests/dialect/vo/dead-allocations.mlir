// RUN: vo-opt %s --canonicalize | FileCheck %s
// RUN: vo-opt %s --cse | FileCheck %s --check-prefix=CSE

// Memory that nobody uses goes, unless making it may panic.

vo.interface @Shape <18 -> 2>

// CHECK-LABEL: vo.func @unused(
// CHECK-NEXT: vo.return
// CSE-LABEL: vo.func @unused(
// CSE-NEXT: vo.return
vo.func @unused(%r: !vo.ref, %i: !vo.iface, %s: !vo.string, %t: !vo.slice, %x: i64) {
  %0 = vo.new <"vr">
  %1 = vo.frame <"vv"> : !vo.frame
  %2 = vo.var "r0" : !vo.var<i64>
  %3 = vo.clone %r
  %4 = vo.iface.to_any %i
  %5 = vo.iface.convert %i to @Shape
  %6 = vo.string.from_int %x
  %7 = vo.string.from_bytes %t
  %8 = vo.string.from_runes %t
  %9 = vo.string.to_bytes %s
  %10 = vo.string.to_runes %s
  %11 = vo.box %s : !vo.string
  vo.return
}

// CHECK-LABEL: vo.func @constantSizes(
// CHECK-NEXT: vo.return
vo.func @constantSizes() {
  %zero = arith.constant 0 : i64
  %two = arith.constant 2 : i64
  %three = arith.constant 3 : i64
  %0 = vo.array.new %two, <u8> {meta = 8 : i32}
  %1 = vo.slice.new %two, %three, <slots "v"> {meta = 2 : i32}
  %2 = vo.slice.new %zero, %zero, <slots "v"> {meta = 2 : i32}
  vo.return
}

// Sizes that the runtime may refuse, by their bytes: the largest that goes, the least that stays, many small elements, few
// large ones, an array, and no size at all.
// CHECK-LABEL: vo.func @largeSizes(
// CHECK: vo.slice.new %[[LEAST:c65521_i64]], %[[LEAST]], <u8>
// CHECK-NEXT: vo.slice.new %[[MANY:c1073741824_i64]], %[[MANY]], <u8>
// CHECK-NEXT: vo.slice.new %[[MANY]], %[[MANY]], <slots "vvvv">
// CHECK-NEXT: vo.array.new %[[LEAST]], <u8>
// CHECK-NEXT: vo.return
vo.func @largeSizes() {
  %most = arith.constant 65520 : i64
  %least = arith.constant 65521 : i64
  %many = arith.constant 1073741824 : i64
  %0 = vo.slice.new %most, %most, <u8> {meta = 8 : i32}
  %1 = vo.slice.new %least, %least, <u8> {meta = 8 : i32}
  %2 = vo.slice.new %many, %many, <u8> {meta = 8 : i32}
  %3 = vo.slice.new %many, %many, <slots "vvvv"> {meta = 15 : i32}
  %4 = vo.array.new %least, <u8> {meta = 8 : i32}
  %5 = vo.slice.new %many, %many, <slots ""> {meta = 15 : i32}
  vo.return
}

// CHECK-LABEL: vo.func @mayPanic(
// CHECK: vo.array.new %arg0
// CHECK: vo.array.new %[[MINUS:c-1_i64]]
// CHECK: vo.slice.new %c3_i64, %c2_i64
// CHECK: vo.slice.new %arg0, %c3_i64
// CHECK: vo.slice.new %[[MINUS]], %c3_i64
// CHECK-NEXT: vo.return
// CSE-LABEL: vo.func @mayPanic(
// CSE-COUNT-2: vo.array.new
// CSE-COUNT-3: vo.slice.new
// CSE-NEXT: vo.return
vo.func @mayPanic(%n: i64) {
  %two = arith.constant 2 : i64
  %three = arith.constant 3 : i64
  %minus = arith.constant -1 : i64
  %0 = vo.array.new %n, <u8> {meta = 8 : i32}
  %1 = vo.array.new %minus, <u8> {meta = 8 : i32}
  %2 = vo.slice.new %three, %two, <slots "v"> {meta = 2 : i32}
  %3 = vo.slice.new %n, %three, <slots "v"> {meta = 2 : i32}
  %4 = vo.slice.new %minus, %three, <slots "v"> {meta = 2 : i32}
  vo.return
}

// Two objects are never one, and two copies of one object neither.
// CSE-LABEL: vo.func @distinct(
// CSE-COUNT-2: vo.new <"v">
// CSE-COUNT-2: vo.clone
// CSE-COUNT-2: vo.iface.to_any
vo.func @distinct(%r: !vo.ref, %i: !vo.iface) -> (!vo.ref, !vo.ref, !vo.ref, !vo.ref, !vo.iface, !vo.iface) {
  %0 = vo.new <"v">
  %1 = vo.new <"v">
  %2 = vo.clone %r
  %3 = vo.clone %r
  %4 = vo.iface.to_any %i
  %5 = vo.iface.to_any %i
  vo.return %0, %1, %2, %3, %4, %5 : !vo.ref, !vo.ref, !vo.ref, !vo.ref, !vo.iface, !vo.iface
}
