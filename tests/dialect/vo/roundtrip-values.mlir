// RUN: vo-opt %s | vo-opt | FileCheck %s
// RUN: vo-opt %s --mlir-print-op-generic | vo-opt | FileCheck %s

// Boxes, interface values, checked arithmetic, output.

// CHECK-LABEL: vo.func @boxes(
// CHECK-SAME: %arg0: !vo.string, %arg1: !vo.slice, %arg2: !vo.ref)
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.box %arg0 : !vo.string
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.box %arg1 : !vo.slice
// CHECK-NEXT: %[[V2:[^ :,]+]] = vo.unbox %arg2 : !vo.string
// CHECK-NEXT: %[[V3:[^ :,]+]] = vo.unbox %arg2 : !vo.slice
// CHECK-NEXT: vo.return
vo.func @boxes(%s: !vo.string, %t: !vo.slice, %r: !vo.ref) {
  %0 = vo.box %s : !vo.string
  %1 = vo.box %t : !vo.slice
  %2 = vo.unbox %r : !vo.string
  %3 = vo.unbox %r : !vo.slice
  vo.return
}

// CHECK-LABEL: vo.func @interfaces(
// CHECK-SAME: %arg0: !vo.iface, %arg1: !vo.iface, %arg2: i64, %arg3: !vo.ref)
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.iface.header %arg0
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.iface.word %arg0
// CHECK-NEXT: %[[V2:[^ :,]+]] = vo.iface.make %[[V0]], %[[V1]]
// CHECK-NEXT: %[[V3:[^ :,]+]] = vo.word.of_bits %arg2
// CHECK-NEXT: %[[V4:[^ :,]+]] = vo.word.of_ref %arg3
// CHECK-NEXT: %[[V5:[^ :,]+]] = vo.word.to_bits %[[V1]]
// CHECK-NEXT: %[[V6:[^ :,]+]] = vo.iface.to_any %arg0
// CHECK-NEXT: %[[V7:[^ :,]+]] = vo.word.eq %[[V3]], %[[V4]]
// CHECK-NEXT: %[[V8:[^ :,]+]] = vo.iface.eq %arg0, %arg1
// CHECK-NEXT: %[[V9:[^ :,]+]] = vo.clone %arg3
// CHECK-NEXT: vo.return
vo.func @interfaces(%i: !vo.iface, %j: !vo.iface, %x: i64, %r: !vo.ref) {
  %0 = vo.iface.header %i
  %1 = vo.iface.word %i
  %2 = vo.iface.make %0, %1
  %3 = vo.word.of_bits %x
  %4 = vo.word.of_ref %r
  %5 = vo.word.to_bits %1
  %6 = vo.iface.to_any %i
  %7 = vo.word.eq %3, %4
  %8 = vo.iface.eq %i, %j
  %9 = vo.clone %r
  vo.return
}

// CHECK: vo.interface @Shape <18 -> 2, 31 -> 5>
vo.interface @Shape <18 -> 2, 31 -> 5>
// CHECK: vo.interface @Unimplemented <> {sym_visibility = "private"}
vo.interface @Unimplemented <> {sym_visibility = "private"}

// CHECK-LABEL: vo.func @conversions(
// CHECK-SAME: %arg0: !vo.iface) -> (!vo.iface, !vo.iface)
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.iface.convert %arg0 to @Shape
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.iface.convert %[[V0]] to @Unimplemented
// CHECK-NEXT: vo.return %[[V0]], %[[V1]]
vo.func @conversions(%i: !vo.iface) -> (!vo.iface, !vo.iface) {
  %0 = vo.iface.convert %i to @Shape
  %1 = vo.iface.convert %0 to @Unimplemented
  vo.return %0, %1 : !vo.iface, !vo.iface
}

// CHECK-LABEL: vo.func @identity(
// CHECK-SAME: %arg0: !vo.ref, %arg1: !vo.ref, %arg2: !vo.slice)
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.ref.eq %arg0, %arg1
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.ref.is_null %arg0
// CHECK-NEXT: %[[V2:[^ :,]+]] = vo.slice.is_nil %arg2
// CHECK-NEXT: vo.return
vo.func @identity(%a: !vo.ref, %b: !vo.ref, %s: !vo.slice) {
  %0 = vo.ref.eq %a, %b
  %1 = vo.ref.is_null %a
  %2 = vo.slice.is_nil %s
  vo.return
}

// CHECK-LABEL: vo.func @arithmetic(
// CHECK-SAME: %arg0: i64, %arg1: i64, %arg2: f64)
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.div_s %arg0, %arg1
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.div_u %arg0, %arg1
// CHECK-NEXT: %[[V2:[^ :,]+]] = vo.rem_s %arg0, %arg1
// CHECK-NEXT: %[[V3:[^ :,]+]] = vo.rem_u %arg0, %arg1
// CHECK-NEXT: %[[V4:[^ :,]+]] = vo.shl %arg0, %arg1
// CHECK-NEXT: %[[V5:[^ :,]+]] = vo.shl %arg0, %arg1 signed
// CHECK-NEXT: %[[V6:[^ :,]+]] = vo.shr_s %arg0, %arg1
// CHECK-NEXT: %[[V7:[^ :,]+]] = vo.shr_s %arg0, %arg1 signed
// CHECK-NEXT: %[[V8:[^ :,]+]] = vo.shr_u %arg0, %arg1
// CHECK-NEXT: %[[V9:[^ :,]+]] = vo.shr_u %arg0, %arg1 signed
// CHECK-NEXT: %[[V10:[^ :,]+]] = vo.f2i %arg2 to 64
// CHECK-NEXT: %[[V11:[^ :,]+]] = vo.f2i %arg2 to 32 unsigned
// CHECK-NEXT: vo.check_index %arg0, %arg1
// CHECK-NEXT: vo.return
vo.func @arithmetic(%a: i64, %b: i64, %x: f64) {
  %0 = vo.div_s %a, %b
  %1 = vo.div_u %a, %b
  %2 = vo.rem_s %a, %b
  %3 = vo.rem_u %a, %b
  %4 = vo.shl %a, %b
  %5 = vo.shl %a, %b signed
  %6 = vo.shr_s %a, %b
  %7 = vo.shr_s %a, %b signed
  %8 = vo.shr_u %a, %b
  %9 = vo.shr_u %a, %b signed
  %10 = vo.f2i %x to 64
  %11 = vo.f2i %x to 32 unsigned
  vo.check_index %a, %b
  vo.return
}

// CHECK-LABEL: vo.func @output(
// CHECK-SAME: %arg0: !vo.iface, %arg1: !vo.iface, %arg2: i64)
// CHECK-NEXT: vo.print
// CHECK-NEXT: vo.print newline
// CHECK-NEXT: vo.print %arg0
// CHECK-NEXT: vo.print newline %arg0, %arg1
// CHECK-NEXT: vo.assert %arg2
// CHECK-NEXT: vo.assert %arg2, %arg0, %arg1
// CHECK-NEXT: vo.return
vo.func @output(%i: !vo.iface, %j: !vo.iface, %c: i64) {
  vo.print
  vo.print newline
  vo.print %i
  vo.print newline %i, %j
  vo.assert %c
  vo.assert %c, %i, %j
  vo.return
}
