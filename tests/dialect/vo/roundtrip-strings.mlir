// RUN: vo-opt %s | vo-opt | FileCheck %s
// RUN: vo-opt %s --mlir-print-op-generic | vo-opt | FileCheck %s

// Strings, checked arithmetic, output.

// CHECK-LABEL: vo.func @strings(
// CHECK-SAME: %arg0: !vo.string, %arg1: !vo.string, %arg2: i64, %arg3: i64) -> (i64, i64, i64, i64)
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.string.const "text\00\22"
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.string.concat %arg0, %[[V0]]
// CHECK-NEXT: %[[V2:[^ :,]+]] = vo.string.slice %[[V1]][%arg2, %arg3]
// CHECK-NEXT: %[[V3:[^ :,]+]] = vo.string.len %[[V2]]
// CHECK-NEXT: %[[V4:[^ :,]+]] = vo.string.get %[[V2]][%arg2]
// CHECK-NEXT: %[[V5:[^ :,]+]] = vo.string.get %[[V2]][%arg2] {inbounds}
// CHECK-NEXT: %[[V6:[^ :,]+]] = vo.string.cmp le %arg0, %arg1
// CHECK-NEXT: %[[Vrune:[^ :,]+]], %[[Vwidth:[^ :,]+]] = vo.string.decode %arg0[%arg2]
// CHECK-NEXT: vo.return %[[V3]], %[[V4]], %[[Vrune]], %[[Vwidth]] : i64, i64, i64, i64
vo.func @strings(%a: !vo.string, %b: !vo.string, %i: i64, %j: i64) -> (i64, i64, i64, i64) {
  %0 = vo.string.const "text\00\22"
  %1 = vo.string.concat %a, %0
  %2 = vo.string.slice %1[%i, %j]
  %3 = vo.string.len %2
  %4 = vo.string.get %2[%i]
  %5 = vo.string.get %2[%i] {inbounds}
  %6 = vo.string.cmp le %a, %b
  %7, %8 = vo.string.decode %a[%i]
  vo.return %3, %4, %7, %8 : i64, i64, i64, i64
}
// CHECK-LABEL: vo.func @conversions(
// CHECK-SAME: %arg0: i64, %arg1: !vo.slice<ui8>, %arg2: !vo.slice<si32>) -> (!vo.slice<ui8>, !vo.slice<si32>)
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.string.from_int %arg0 : i64 to !vo.string
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.string.from_bytes %arg1 : !vo.slice<ui8> to !vo.string
// CHECK-NEXT: %[[V2:[^ :,]+]] = vo.string.from_runes %arg2 : !vo.slice<si32> to !vo.string
// CHECK-NEXT: %[[V3:[^ :,]+]] = vo.string.to_bytes %[[V0]] : !vo.string to !vo.slice<ui8>
// CHECK-NEXT: %[[V4:[^ :,]+]] = vo.string.to_runes %[[V1]] : !vo.string to !vo.slice<si32>
// CHECK-NEXT: vo.return %[[V3]], %[[V4]] : !vo.slice<ui8>, !vo.slice<si32>
vo.func @conversions(%x: i64, %b: !vo.slice<ui8>, %r: !vo.slice<si32>) -> (!vo.slice<ui8>, !vo.slice<si32>) {
  %0 = vo.string.from_int %x : i64 to !vo.string
  %1 = vo.string.from_bytes %b : !vo.slice<ui8> to !vo.string
  %2 = vo.string.from_runes %r : !vo.slice<si32> to !vo.string
  %3 = vo.string.to_bytes %0 : !vo.string to !vo.slice<ui8>
  %4 = vo.string.to_runes %1 : !vo.string to !vo.slice<si32>
  vo.return %3, %4 : !vo.slice<ui8>, !vo.slice<si32>
}
// CHECK-LABEL: vo.func @arithmetic(
// CHECK-SAME: %arg0: i64, %arg1: i64, %arg2: f64) -> i64
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.div_s %arg0, %arg1
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.div_u %[[V0]], %arg1
// CHECK-NEXT: %[[V2:[^ :,]+]] = vo.rem_s %[[V1]], %arg1
// CHECK-NEXT: %[[V3:[^ :,]+]] = vo.rem_u %[[V2]], %arg1
// CHECK-NEXT: %[[V4:[^ :,]+]] = vo.shl %[[V3]], %arg1
// CHECK-NEXT: %[[V5:[^ :,]+]] = vo.shr_s %[[V4]], %arg1 signed
// CHECK-NEXT: %[[V6:[^ :,]+]] = vo.shr_u %[[V5]], %arg1
// CHECK-NEXT: %[[V7:[^ :,]+]] = vo.f2i %arg2 to 32 unsigned
// CHECK-NEXT: vo.check_index %[[V6]], %[[V7]]
// CHECK-NEXT: vo.return %[[V7]] : i64
vo.func @arithmetic(%x: i64, %y: i64, %f: f64) -> i64 {
  %0 = vo.div_s %x, %y
  %1 = vo.div_u %0, %y
  %2 = vo.rem_s %1, %y
  %3 = vo.rem_u %2, %y
  %4 = vo.shl %3, %y
  %5 = vo.shr_s %4, %y signed
  %6 = vo.shr_u %5, %y
  %7 = vo.f2i %f to 32 unsigned
  vo.check_index %6, %7
  vo.return %7 : i64
}
// CHECK-LABEL: vo.func @output(
// CHECK-SAME: %arg0: i64, %arg1: !vo.iface, %arg2: !vo.iface)
// CHECK-NEXT: vo.print
// CHECK-NEXT: vo.print newline %arg1, %arg2 : !vo.iface, !vo.iface
// CHECK-NEXT: vo.assert %arg0
// CHECK-NEXT: vo.assert %arg0, %arg1 : !vo.iface
// CHECK-NEXT: vo.return
vo.func @output(%c: i64, %a: !vo.iface, %b: !vo.iface) {
  vo.print
  vo.print newline %a, %b : !vo.iface, !vo.iface
  vo.assert %c
  vo.assert %c, %a : !vo.iface
  vo.return
}
