// RUN: vo-opt %s | vo-opt | FileCheck %s
// RUN: vo-opt %s --mlir-print-op-generic | vo-opt | FileCheck %s

// Strings.

// CHECK-LABEL: vo.func @basic(
// CHECK-SAME: %arg0: !vo.string, %arg1: i64, %arg2: i64)
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.string.const "hello"
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.string.const "\00\FF\22\0A"
// CHECK-NEXT: %[[V2:[^ :,]+]] = vo.string.len %arg0
// CHECK-NEXT: %[[V3:[^ :,]+]] = vo.string.get %arg0[%arg1]
// CHECK-NEXT: %[[V4:[^ :,]+]] = vo.string.concat %arg0, %[[V0]]
// CHECK-NEXT: %[[V5:[^ :,]+]] = vo.string.slice %arg0[%arg1, %arg2]
// CHECK-NEXT: %[[K0:[^ :,]+]], %[[K1:[^ :,]+]] = vo.string.decode %arg0[%arg1]
// CHECK-NEXT: vo.return
vo.func @basic(%s: !vo.string, %i: i64, %j: i64) {
  %0 = vo.string.const "hello"
  %1 = vo.string.const "\00\FF\22\0A"
  %2 = vo.string.len %s
  %3 = vo.string.get %s[%i]
  %4 = vo.string.concat %s, %0
  %5 = vo.string.slice %s[%i, %j]
  %6, %7 = vo.string.decode %s[%i]
  vo.return
}

// CHECK-LABEL: vo.func @compare(
// CHECK-SAME: %arg0: !vo.string, %arg1: !vo.string)
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.string.cmp eq %arg0, %arg1
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.string.cmp ne %arg0, %arg1
// CHECK-NEXT: %[[V2:[^ :,]+]] = vo.string.cmp lt %arg0, %arg1
// CHECK-NEXT: %[[V3:[^ :,]+]] = vo.string.cmp le %arg0, %arg1
// CHECK-NEXT: %[[V4:[^ :,]+]] = vo.string.cmp gt %arg0, %arg1
// CHECK-NEXT: %[[V5:[^ :,]+]] = vo.string.cmp ge %arg0, %arg1
// CHECK-NEXT: vo.return
vo.func @compare(%a: !vo.string, %b: !vo.string) {
  %0 = vo.string.cmp eq %a, %b
  %1 = vo.string.cmp ne %a, %b
  %2 = vo.string.cmp lt %a, %b
  %3 = vo.string.cmp le %a, %b
  %4 = vo.string.cmp gt %a, %b
  %5 = vo.string.cmp ge %a, %b
  vo.return
}

// CHECK-LABEL: vo.func @convert(
// CHECK-SAME: %arg0: !vo.string, %arg1: !vo.slice, %arg2: i64)
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.string.from_int %arg2
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.string.from_bytes %arg1
// CHECK-NEXT: %[[V2:[^ :,]+]] = vo.string.from_runes %arg1
// CHECK-NEXT: %[[V3:[^ :,]+]] = vo.string.to_bytes %arg0
// CHECK-NEXT: %[[V4:[^ :,]+]] = vo.string.to_runes %arg0
// CHECK-NEXT: vo.return
vo.func @convert(%s: !vo.string, %t: !vo.slice, %i: i64) {
  %0 = vo.string.from_int %i
  %1 = vo.string.from_bytes %t
  %2 = vo.string.from_runes %t
  %3 = vo.string.to_bytes %s
  %4 = vo.string.to_runes %s
  vo.return
}
