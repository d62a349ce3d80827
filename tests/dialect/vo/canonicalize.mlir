// RUN: vo-opt %s --canonicalize | FileCheck %s

// Canonicalizations of dialect/vo/VoFolds.cpp, each beside a case that must stay.

// CHECK: vo.struct @S { a: i64, b: f64, c: !vo.string }
vo.struct @S { a: i64, b: f64, c: !vo.string }
// CHECK: vo.interface @I { M: () -> () }
vo.interface @I { M: () -> () }
// CHECK: vo.type @type.int = int : i64 {rttid = 2 : i64}
vo.type @type.int = int : i64 {rttid = 2 : i64}
// CHECK-LABEL: vo.func private @method(
// CHECK-SAME: i64)
vo.func private @method(i64)
// CHECK: vo.itab @int.I : @type.int as @I [@method]
vo.itab @int.I : @type.int as @I [@method]

// CHECK-LABEL: vo.func @divisions(
// CHECK-SAME: %arg0: i64) -> (i64, i64, i64, i64)
// CHECK-NEXT: %[[Vc7_i64:[^ :,]+]] = arith.constant 7 : i64
// CHECK-NEXT: %[[V0:[^ :,]+]] = arith.divsi %arg0, %[[Vc7_i64]] : i64
// CHECK-NEXT: %[[V1:[^ :,]+]] = arith.divui %arg0, %[[Vc7_i64]] : i64
// CHECK-NEXT: %[[V2:[^ :,]+]] = arith.remsi %arg0, %[[Vc7_i64]] : i64
// CHECK-NEXT: %[[V3:[^ :,]+]] = arith.remui %arg0, %[[Vc7_i64]] : i64
// CHECK-NEXT: vo.return %[[V0]], %[[V1]], %[[V2]], %[[V3]] : i64, i64, i64, i64
vo.func @divisions(%x: i64) -> (i64, i64, i64, i64) {
  %c = arith.constant 7 : i64
  %0 = vo.div_s %x, %c
  %1 = vo.div_u %x, %c
  %2 = vo.rem_s %x, %c
  %3 = vo.rem_u %x, %c
  vo.return %0, %1, %2, %3 : i64, i64, i64, i64
}

// Zero panics and -1 overflows; no result is used, the panic remains.
// CHECK-LABEL: vo.func @divisionsStay(
// CHECK-SAME: %arg0: i64, %arg1: i64)
// CHECK-NEXT: %[[Vc0_i64:[^ :,]+]] = arith.constant 0 : i64
// CHECK-NEXT: %[[Vc_1_i64:[^ :,]+]] = arith.constant -1 : i64
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.div_s %arg0, %[[Vc0_i64]]
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.div_u %arg0, %[[Vc0_i64]]
// CHECK-NEXT: %[[V2:[^ :,]+]] = vo.rem_s %arg0, %[[Vc0_i64]]
// CHECK-NEXT: %[[V3:[^ :,]+]] = vo.rem_u %arg0, %[[Vc0_i64]]
// CHECK-NEXT: %[[V4:[^ :,]+]] = vo.div_s %arg0, %[[Vc_1_i64]]
// CHECK-NEXT: %[[V5:[^ :,]+]] = vo.rem_s %arg0, %[[Vc_1_i64]]
// CHECK-NEXT: %[[V6:[^ :,]+]] = vo.div_s %arg0, %arg1
// CHECK-NEXT: vo.return
vo.func @divisionsStay(%x: i64, %y: i64) {
  %zero = arith.constant 0 : i64
  %minus = arith.constant -1 : i64
  %0 = vo.div_s %x, %zero
  %1 = vo.div_u %x, %zero
  %2 = vo.rem_s %x, %zero
  %3 = vo.rem_u %x, %zero
  %4 = vo.div_s %x, %minus
  %5 = vo.rem_s %x, %minus
  %6 = vo.div_s %x, %y
  vo.return
}

// CHECK-LABEL: vo.func @shifts(
// CHECK-SAME: %arg0: i64) -> (i64, i64, i64, i64)
// CHECK-NEXT: %[[Vc63_i64:[^ :,]+]] = arith.constant 63 : i64
// CHECK-NEXT: %[[Vc1_i64:[^ :,]+]] = arith.constant 1 : i64
// CHECK-NEXT: %[[V0:[^ :,]+]] = arith.shli %arg0, %[[Vc63_i64]] : i64
// CHECK-NEXT: %[[V1:[^ :,]+]] = arith.shrsi %arg0, %[[Vc1_i64]] : i64
// CHECK-NEXT: %[[V2:[^ :,]+]] = arith.shrui %arg0, %[[Vc63_i64]] : i64
// CHECK-NEXT: %[[V3:[^ :,]+]] = arith.shli %arg0, %[[Vc1_i64]] : i64
// CHECK-NEXT: vo.return %[[V0]], %[[V1]], %[[V2]], %[[V3]] : i64, i64, i64, i64
vo.func @shifts(%x: i64) -> (i64, i64, i64, i64) {
  %a = arith.constant 63 : i64
  %b = arith.constant 1 : i64
  %0 = vo.shl %x, %a
  %1 = vo.shr_s %x, %b signed
  %2 = vo.shr_u %x, %a
  %3 = vo.shl %x, %b signed
  vo.return %0, %1, %2, %3 : i64, i64, i64, i64
}

// CHECK-LABEL: vo.func @shiftsStay(
// CHECK-SAME: %arg0: i64, %arg1: i64) -> (i64, i64, i64, i64)
// CHECK-NEXT: %[[Vc64_i64:[^ :,]+]] = arith.constant 64 : i64
// CHECK-NEXT: %[[Vc_1_i64:[^ :,]+]] = arith.constant -1 : i64
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.shl %arg0, %[[Vc64_i64]]
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.shr_s %arg0, %[[Vc_1_i64]] signed
// CHECK-NEXT: %[[V2:[^ :,]+]] = vo.shr_u %arg0, %arg1
// CHECK-NEXT: %[[V3:[^ :,]+]] = vo.shr_s %arg0, %[[Vc64_i64]]
// CHECK-NEXT: vo.return %[[V0]], %[[V1]], %[[V2]], %[[V3]] : i64, i64, i64, i64
vo.func @shiftsStay(%x: i64, %n: i64) -> (i64, i64, i64, i64) {
  %a = arith.constant 64 : i64
  %b = arith.constant -1 : i64
  %0 = vo.shl %x, %a
  %1 = vo.shr_s %x, %b signed
  %2 = vo.shr_u %x, %n
  %3 = vo.shr_s %x, %a
  vo.return %0, %1, %2, %3 : i64, i64, i64, i64
}

// CHECK-LABEL: vo.func @checks(
// CHECK-SAME: %arg0: i64)
// CHECK-NEXT: vo.return
vo.func @checks(%i: i64) {
  %zero = arith.constant 0 : i64
  %two = arith.constant 2 : i64
  %three = arith.constant 3 : i64
  %minus = arith.constant -1 : i64
  vo.check_index %two, %three
  vo.check_index %zero, %minus
  vo.return
}

// CHECK-LABEL: vo.func @checksStay(
// CHECK-SAME: %arg0: i64)
// CHECK-NEXT: %[[Vc2_i64:[^ :,]+]] = arith.constant 2 : i64
// CHECK-NEXT: %[[Vc_1_i64:[^ :,]+]] = arith.constant -1 : i64
// CHECK-NEXT: vo.check_index %[[Vc2_i64]], %[[Vc2_i64]]
// CHECK-NEXT: vo.check_index %[[Vc_1_i64]], %[[Vc2_i64]]
// CHECK-NEXT: vo.check_index %arg0, %[[Vc2_i64]]
// CHECK-NEXT: vo.check_index %[[Vc2_i64]], %arg0
// CHECK-NEXT: vo.return
vo.func @checksStay(%i: i64) {
  %two = arith.constant 2 : i64
  %minus = arith.constant -1 : i64
  vo.check_index %two, %two
  vo.check_index %minus, %two
  vo.check_index %i, %two
  vo.check_index %two, %i
  vo.return
}

// An access through nil panics; what it would read or write does not matter.
// CHECK-LABEL: vo.func @nilAccess(
// CHECK-SAME: %arg0: i64) -> (f64, !vo.string)
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.zero : !vo.string
// CHECK-NEXT: %[[Vcst:[^ :,]+]] = arith.constant 0.000000e+00 : f64
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.zero : !vo.ptr<@S>
// CHECK-NEXT: vo.load %[[V1]] : !vo.ptr<@S>
// CHECK-NEXT: vo.store %[[V1]] : !vo.ptr<@S>
// CHECK-NEXT: vo.load %[[V1]] : !vo.ptr<@S>
// CHECK-NEXT: vo.return %[[Vcst]], %[[V0]] : f64, !vo.string
vo.func @nilAccess(%x: i64) -> (f64, !vo.string) {
  %p = vo.zero : !vo.ptr<@S>
  %a, %b = vo.load %p[b] : !vo.ptr<@S> -> f64, !vo.string
  vo.store %p[a], %x : !vo.ptr<@S>, i64
  vo.load %p : !vo.ptr<@S>
  vo.return %a, %b : f64, !vo.string
}

// CHECK-LABEL: vo.func @convert(
// CHECK-SAME: %arg0: !vo.iface<@I>, %arg1: i64) -> (!vo.iface, !vo.iface, !vo.iface<@I>, !vo.iface)
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.zero : !vo.iface
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.iface.make %arg1 as @type.int : i64 -> !vo.iface
// CHECK-NEXT: %[[V2:[^ :,]+]] = vo.iface.convert %[[V1]] : !vo.iface to !vo.iface<@I>
// CHECK-NEXT: %[[V3:[^ :,]+]] = vo.iface.convert %arg0 : !vo.iface<@I> to !vo.iface
// CHECK-NEXT: vo.return %[[V1]], %[[V0]], %[[V2]], %[[V3]] : !vo.iface, !vo.iface, !vo.iface<@I>, !vo.iface
vo.func @convert(%i: !vo.iface<@I>, %x: i64) -> (!vo.iface, !vo.iface, !vo.iface<@I>, !vo.iface) {
  %m = vo.iface.make %x as @int.I : i64 -> !vo.iface<@I>
  %0 = vo.iface.convert %m : !vo.iface<@I> to !vo.iface
  %z = vo.zero : !vo.iface<@I>
  %1 = vo.iface.convert %z : !vo.iface<@I> to !vo.iface
  %2 = vo.iface.convert %0 : !vo.iface to !vo.iface<@I>
  %3 = vo.iface.convert %i : !vo.iface<@I> to !vo.iface
  vo.return %0, %1, %2, %3 : !vo.iface, !vo.iface, !vo.iface<@I>, !vo.iface
}

// Dead objects go; arrays only when they surely can be made.
// CHECK-LABEL: vo.func @dead(
// CHECK-SAME: %arg0: i64, %arg1: !vo.string, %arg2: !vo.box<i64>)
// CHECK-NEXT: vo.return
vo.func @dead(%n: i64, %s: !vo.string, %b: !vo.box<i64>) {
  %0 = vo.new : !vo.ptr<@S>
  %1 = vo.new(%s : !vo.string) : !vo.box<!vo.string>
  %2 = vo.clone %b : !vo.box<i64>
  %3 = vo.array.new : !vo.array<64 x i64>
  %c = arith.constant 8 : i64
  %4 = vo.slice.new %c, %c : !vo.slice<i64>
  %5 = vo.string.concat %s, %s
  %6 = vo.iface.make %n as @type.int : i64 -> !vo.iface
  %7 = vo.frame : !vo.frame<4 x !vo.string>
  vo.return
}
// CHECK-LABEL: vo.func @mayPanic(
// CHECK-SAME: %arg0: i64)
// CHECK-NEXT: %[[Vc9_i64:[^ :,]+]] = arith.constant 9 : i64
// CHECK-NEXT: %[[Vc8_i64:[^ :,]+]] = arith.constant 8 : i64
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.slice.new %arg0, %arg0 : !vo.slice<i64>
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.slice.new %[[Vc9_i64]], %[[Vc8_i64]] : !vo.slice<i64>
// CHECK-NEXT: %[[V2:[^ :,]+]] = vo.array.new : !vo.array<1152921504606846976 x i64>
// CHECK-NEXT: vo.return
vo.func @mayPanic(%n: i64) {
  %0 = vo.slice.new %n, %n : !vo.slice<i64>
  %c = arith.constant 8 : i64
  %d = arith.constant 9 : i64
  %1 = vo.slice.new %d, %c : !vo.slice<i64>
  %2 = vo.array.new : !vo.array<1152921504606846976 x i64>
  vo.return
}

// Chains become one operation, constants side by side one constant.
// CHECK-LABEL: vo.func @chain(
// CHECK:       %[[MIDDLE:.*]] = vo.string.const "xy"
// CHECK:       %[[ALL:.*]] = vo.string.concat %arg0, %[[MIDDLE]], %arg1, %arg0
// CHECK-NEXT:  vo.return %[[ALL]]
vo.func @chain(%a: !vo.string, %b: !vo.string) -> !vo.string {
  %x = vo.string.const "x"
  %y = vo.string.const "y"
  %none = vo.zero : !vo.string
  %0 = vo.string.concat %a, %x
  %1 = vo.string.concat %y, %none, %b
  %2 = vo.string.concat %0, %1
  %3 = vo.string.concat %2, %a
  vo.return %3 : !vo.string
}

// One that is used elsewhere, too, is made; and one in front of a loop is not made in each turn.
// CHECK-LABEL: vo.func @links(
// CHECK:       %[[TWO:.*]] = vo.string.concat %arg0, %arg1
// CHECK:       vo.string.concat %[[TWO]], %arg0
// CHECK:       %[[FIRST:.*]] = vo.string.concat %arg1, %arg1
// CHECK:       vo.string.concat %[[FIRST]], %arg0
vo.func @links(%a: !vo.string, %b: !vo.string) -> (!vo.string, !vo.string, !vo.string) {
  %0 = vo.string.concat %a, %b
  %1 = vo.string.concat %0, %a
  %first = vo.string.concat %b, %b
  cf.br ^turn
^turn:
  %2 = vo.string.concat %first, %a
  %n = vo.string.len %2
  %c = arith.trunci %n : i64 to i1
  cf.cond_br %c, ^turn, ^end
^end:
  vo.return %0, %1, %2 : !vo.string, !vo.string, !vo.string
}
