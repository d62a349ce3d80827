// RUN: vo-opt %s --canonicalize | FileCheck %s

// Canonicalizations of dialect/vo/VoFolds.cpp, each beside a case that must stay.

// CHECK-LABEL: vo.func @nullBox(
// CHECK-SAME: %arg0: !vo.string, %arg1: !vo.slice) -> (i64, i64)
// CHECK-NEXT: %[[K0:[^ :,]+]] = arith.constant 0 : i64
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.string.len %arg0
// CHECK-NEXT: %[[V1:[^ :,]+]] = arith.cmpi eq, %[[V0]], %[[K0]] : i64
// CHECK-NEXT: %[[V2:[^ :,]+]] = vo.slice.is_nil %arg1
// CHECK-NEXT: %[[V3:[^ :,]+]] = arith.extui %[[V1]] : i1 to i64
// CHECK-NEXT: %[[V4:[^ :,]+]] = arith.extui %[[V2]] : i1 to i64
// CHECK-NEXT: vo.return %[[V3]], %[[V4]] : i64, i64
vo.func @nullBox(%s: !vo.string, %t: !vo.slice) -> (i64, i64) {
  %a = vo.box %s : !vo.string
  %b = vo.box %t : !vo.slice
  %c = vo.ref.is_null %a
  %d = vo.ref.is_null %b
  %e = arith.extui %c : i1 to i64
  %f = arith.extui %d : i1 to i64
  vo.return %e, %f : i64, i64
}

// An access through null panics; what it would read or write does not matter.
// CHECK-LABEL: vo.func @nullAccess(
// CHECK-SAME: %arg0: i64) -> (f64, !vo.iface)
// CHECK-DAG: %[[F:[^ :,]+]] = arith.constant 0.000000e+00 : f64
// CHECK-DAG: %[[I:[^ :,]+]] = vo.zero : !vo.iface
// CHECK-DAG: %[[P:[^ :,]+]] = vo.zero : !vo.ref
// CHECK: vo.load %[[P]][3]{{$}}
// CHECK-NEXT: vo.store %[[P]][2]{{$}}
// CHECK-NEXT: vo.load %[[P]][0]{{$}}
// CHECK-NEXT: vo.return %[[F]], %[[I]]
vo.func @nullAccess(%x: i64) -> (f64, !vo.iface) {
  %p = vo.zero : !vo.ref
  %a, %b = vo.load %p[3] : f64, !vo.iface
  vo.store %p[2], %x : i64
  %q = vo.addr %p[%x]
  %c = vo.load %q[0] : i64
  vo.return %a, %b : f64, !vo.iface
}

// CHECK-LABEL: vo.func @sources(
// CHECK-SAME: %arg0: !vo.slice, %arg1: !vo.slice, %arg2: !vo.string) -> (!vo.slice, i64, i64)
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.slice.append_slice %arg0, %arg2 as <u8> {meta = 8 : i32} : !vo.string
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.slice.copy %arg0, %arg1 : !vo.slice
// CHECK-NEXT: %[[V2:[^ :,]+]] = vo.slice.copy %arg0, %arg2 : !vo.string
// CHECK-NEXT: vo.return %[[V0]], %[[V1]], %[[V2]] : !vo.slice, i64, i64
vo.func @sources(%s: !vo.slice, %t: !vo.slice, %u: !vo.string) -> (!vo.slice, i64, i64) {
  %a = vo.box %t : !vo.slice
  %b = vo.box %u : !vo.string
  %0 = vo.slice.append_slice %s, %b as <u8> {meta = 8 : i32} : !vo.ref
  %1 = vo.slice.copy %s, %a : !vo.ref
  %2 = vo.slice.copy %s, %b : !vo.ref
  vo.return %0, %1, %2 : !vo.slice, i64, i64
}

// CHECK-LABEL: vo.func @unknownSources(
// CHECK-SAME: %arg0: !vo.slice, %arg1: !vo.ref) -> (!vo.slice, i64)
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.slice.append_slice %arg0, %arg1 as <u8> {meta = 8 : i32} : !vo.ref
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.slice.copy %arg0, %arg1 : !vo.ref
// CHECK-NEXT: vo.return %[[V0]], %[[V1]] : !vo.slice, i64
vo.func @unknownSources(%s: !vo.slice, %r: !vo.ref) -> (!vo.slice, i64) {
  %0 = vo.slice.append_slice %s, %r as <u8> {meta = 8 : i32} : !vo.ref
  %1 = vo.slice.copy %s, %r : !vo.ref
  vo.return %0, %1 : !vo.slice, i64
}

// The element of a slice expression: from the definition,
// CHECK-LABEL: vo.func @elementOfSource(
// CHECK-SAME: %arg0: i64) -> !vo.slice
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.slice.new %arg0, %arg0, <i16> {meta = 4 : i32}
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.slice.slice %[[V0]][%arg0, %arg0] as <i16>
// CHECK-NEXT: vo.return %[[V1]] : !vo.slice
vo.func @elementOfSource(%n: i64) -> !vo.slice {
  %s = vo.slice.new %n, %n, <i16> {meta = 4 : i32}
  %t = vo.slice.slice %s[%n, %n]
  vo.return %t : !vo.slice
}

// from another use of the source,
// CHECK-LABEL: vo.func @elementOfUse(
// CHECK-SAME: %arg0: !vo.slice, %arg1: i64) -> (!vo.slice, i64)
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.slice.slice %arg0[%arg1, %arg1] as <slots "v">
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.slice.get %arg0[%arg1] as <slots "v"> : i64
// CHECK-NEXT: vo.return %[[V0]], %[[V1]] : !vo.slice, i64
vo.func @elementOfUse(%s: !vo.slice, %n: i64) -> (!vo.slice, i64) {
  %t = vo.slice.slice %s[%n, %n]
  %x = vo.slice.get %s[%n] as <slots "v"> : i64
  vo.return %t, %x : !vo.slice, i64
}

// from a use of the result, through another slice expression.
// CHECK-LABEL: vo.func @elementOfResult(
// CHECK-SAME: %arg0: !vo.slice, %arg1: i64, %arg2: f64)
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.slice.slice %arg0[%arg1, %arg1] as <f32>
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.slice.slice %[[V0]][%arg1, %arg1, %arg1] as <f32>
// CHECK-NEXT: vo.slice.set %[[V1]][%arg1], %arg2 as <f32> : f64
// CHECK-NEXT: vo.return
vo.func @elementOfResult(%s: !vo.slice, %n: i64, %x: f64) {
  %t = vo.slice.slice %s[%n, %n]
  %u = vo.slice.slice %t[%n, %n, %n]
  vo.slice.set %u[%n], %x as <f32> : f64
  vo.return
}

// What is stated stays; a slice that is appended or only measured tells nothing.
// CHECK-LABEL: vo.func @elementUnknown(
// CHECK-SAME: %arg0: !vo.slice, %arg1: !vo.slice, %arg2: i64) -> (!vo.slice, !vo.slice, i64)
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.slice.slice %arg0[%arg2, %arg2]
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.slice.slice %arg1[%arg2, %arg2] as <u32>
// CHECK-NEXT: %[[V2:[^ :,]+]] = vo.slice.append_slice %arg1, %[[V0]] as <u8> {meta = 8 : i32} : !vo.slice
// CHECK-NEXT: %[[V3:[^ :,]+]] = vo.slice.len %arg0
// CHECK-NEXT: vo.return %[[V1]], %[[V2]], %[[V3]] : !vo.slice, !vo.slice, i64
vo.func @elementUnknown(%s: !vo.slice, %d: !vo.slice, %n: i64) -> (!vo.slice, !vo.slice, i64) {
  %t = vo.slice.slice %s[%n, %n]
  %u = vo.slice.slice %d[%n, %n] as <u32>
  %v = vo.slice.append_slice %d, %t as <u8> {meta = 8 : i32} : !vo.slice
  %x = vo.slice.len %s
  vo.return %u, %v, %x : !vo.slice, !vo.slice, i64
}

// CHECK-LABEL: vo.func @divisions(
// CHECK-SAME: %arg0: i64) -> (i64, i64, i64, i64)
// CHECK-NEXT: %[[K0:[^ :,]+]] = arith.constant 7 : i64
// CHECK-NEXT: %[[V0:[^ :,]+]] = arith.divsi %arg0, %[[K0]] : i64
// CHECK-NEXT: %[[V1:[^ :,]+]] = arith.divui %arg0, %[[K0]] : i64
// CHECK-NEXT: %[[V2:[^ :,]+]] = arith.remsi %arg0, %[[K0]] : i64
// CHECK-NEXT: %[[V3:[^ :,]+]] = arith.remui %arg0, %[[K0]] : i64
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
// CHECK-NEXT: %[[K0:[^ :,]+]] = arith.constant 0 : i64
// CHECK-NEXT: %[[K1:[^ :,]+]] = arith.constant -1 : i64
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.div_s %arg0, %[[K0]]
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.div_u %arg0, %[[K0]]
// CHECK-NEXT: %[[V2:[^ :,]+]] = vo.rem_s %arg0, %[[K0]]
// CHECK-NEXT: %[[V3:[^ :,]+]] = vo.rem_u %arg0, %[[K0]]
// CHECK-NEXT: %[[V4:[^ :,]+]] = vo.div_s %arg0, %[[K1]]
// CHECK-NEXT: %[[V5:[^ :,]+]] = vo.rem_s %arg0, %[[K1]]
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
// CHECK-NEXT: %[[K0:[^ :,]+]] = arith.constant 63 : i64
// CHECK-NEXT: %[[K1:[^ :,]+]] = arith.constant 1 : i64
// CHECK-NEXT: %[[V0:[^ :,]+]] = arith.shli %arg0, %[[K0]] : i64
// CHECK-NEXT: %[[V1:[^ :,]+]] = arith.shrsi %arg0, %[[K1]] : i64
// CHECK-NEXT: %[[V2:[^ :,]+]] = arith.shrui %arg0, %[[K0]] : i64
// CHECK-NEXT: %[[V3:[^ :,]+]] = arith.shli %arg0, %[[K1]] : i64
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
// CHECK-NEXT: %[[K0:[^ :,]+]] = arith.constant 64 : i64
// CHECK-NEXT: %[[K1:[^ :,]+]] = arith.constant -1 : i64
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.shl %arg0, %[[K0]]
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.shr_s %arg0, %[[K1]] signed
// CHECK-NEXT: %[[V2:[^ :,]+]] = vo.shr_u %arg0, %arg1
// CHECK-NEXT: %[[V3:[^ :,]+]] = vo.shr_s %arg0, %[[K0]]
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
// CHECK-NEXT: %[[K0:[^ :,]+]] = arith.constant 2 : i64
// CHECK-NEXT: %[[K1:[^ :,]+]] = arith.constant -1 : i64
// CHECK-NEXT: vo.check_index %[[K0]], %[[K0]]
// CHECK-NEXT: vo.check_index %[[K1]], %[[K0]]
// CHECK-NEXT: vo.check_index %arg0, %[[K0]]
// CHECK-NEXT: vo.check_index %[[K0]], %arg0
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

// CHECK-LABEL: vo.func @assertions(
// CHECK-SAME: %arg0: !vo.iface)
// CHECK-NEXT: vo.return
vo.func @assertions(%i: !vo.iface) {
  %one = arith.constant 1 : i64
  vo.assert %one
  vo.assert %one, %i
  vo.return
}

// CHECK-LABEL: vo.func @assertionsStay(
// CHECK-SAME: %arg0: !vo.iface, %arg1: i64)
// CHECK-NEXT: %[[K0:[^ :,]+]] = arith.constant 0 : i64
// CHECK-NEXT: vo.assert %[[K0]], %arg0
// CHECK-NEXT: vo.assert %arg1
// CHECK-NEXT: vo.return
vo.func @assertionsStay(%i: !vo.iface, %c: i64) {
  %zero = arith.constant 0 : i64
  vo.assert %zero, %i
  vo.assert %c
  vo.return
}

// Unused pure operations go, effects and possible panics stay.
// CHECK-LABEL: vo.func @dead(
// CHECK-SAME: %arg0: !vo.string, %arg1: !vo.slice, %arg2: !vo.ref, %arg3: !vo.iface, %arg4: i64)
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.string.get %arg0[%arg4]
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.slice.slice %arg1[%arg4, %arg4]
// CHECK-NEXT: vo.load %arg2[0]
// CHECK-NEXT: %[[V2:[^ :,]+]] = vo.array.get %arg2[%arg4] as <u8> : i64
// CHECK-NEXT: %[[V3:[^ :,]+]] = vo.iface.eq %arg3, %arg3
// CHECK-NEXT: vo.print
// CHECK-NEXT: vo.return
vo.func @dead(%s: !vo.string, %t: !vo.slice, %r: !vo.ref, %i: !vo.iface, %n: i64) {
  %0 = vo.string.concat %s, %s
  %1 = vo.box %s : !vo.string
  %2:2 = vo.string.decode %s[%n]
  %3 = vo.slice.cap %t
  %4 = vo.iface.header %i
  %5 = vo.iface.word %i
  %6 = vo.string.get %s[%n]
  %7 = vo.slice.slice %t[%n, %n]
  vo.load %r[0]
  %8 = vo.array.get %r[%n] as <u8> : i64
  %9 = vo.iface.eq %i, %i
  vo.print
  vo.return
}
