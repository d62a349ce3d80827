// RUN: vo-opt %s | vo-opt | FileCheck %s
// RUN: vo-opt %s --mlir-print-op-generic | vo-opt | FileCheck %s

// Slices.

// CHECK-LABEL: vo.func @access(
// CHECK-SAME: %arg0: i64, %arg1: i64) -> (i64, i64, i64, !vo.ref)
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.slice.new %arg0, %arg1, <i32> {meta = 5 : i32}
// CHECK-NEXT: vo.slice.set %[[V0]][%arg0], %arg1 as <i32> : i64
// CHECK-NEXT: vo.slice.set %[[V0]][%arg0] as <slots "">
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.slice.get %[[V0]][%arg0] as <i32> : i64
// CHECK-NEXT: vo.slice.get %[[V0]][%arg0] as <slots "">
// CHECK-NEXT: %[[V2:[^ :,]+]] = vo.slice.len %[[V0]]
// CHECK-NEXT: %[[V3:[^ :,]+]] = vo.slice.cap %[[V0]]
// CHECK-NEXT: %[[V4:[^ :,]+]] = vo.slice.addr %[[V0]][%arg0] as <slots "vv">
// CHECK-NEXT: vo.return %[[V1]], %[[V2]], %[[V3]], %[[V4]] : i64, i64, i64, !vo.ref
vo.func @access(%n: i64, %x: i64) -> (i64, i64, i64, !vo.ref) {
  %s = vo.slice.new %n, %x, <i32> {meta = 5 : i32}
  vo.slice.set %s[%n], %x as <i32> : i64
  vo.slice.set %s[%n] as <slots "">
  %a = vo.slice.get %s[%n] as <i32> : i64
  vo.slice.get %s[%n] as <slots "">
  %b = vo.slice.len %s
  %c = vo.slice.cap %s
  %d = vo.slice.addr %s[%n] as <slots "vv">
  vo.return %a, %b, %c, %d : i64, i64, i64, !vo.ref
}

// CHECK-LABEL: vo.func @views(
// CHECK-SAME: %arg0: !vo.slice, %arg1: !vo.ref, %arg2: i64, %arg3: i64, %arg4: i64)
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.slice.slice %arg0[%arg2, %arg3]
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.slice.slice %arg0[%arg2, %arg3] as <slots "v">
// CHECK-NEXT: %[[V2:[^ :,]+]] = vo.slice.slice %arg0[%arg2, %arg3, %arg4] as <u8>
// CHECK-NEXT: %[[V3:[^ :,]+]] = vo.slice.of_array %arg1[%arg2, %arg3]
// CHECK-NEXT: %[[V4:[^ :,]+]] = vo.slice.of_array %arg1[%arg2, %arg3, %arg4]
// CHECK-NEXT: %[[V5:[^ :,]+]] = vo.slice.of_inline %arg1[%arg2, %arg3] of %arg4 stride %arg2
// CHECK-NEXT: %[[V6:[^ :,]+]] = vo.slice.of_inline %arg1[%arg2, %arg3, %arg4] of %arg4 stride %arg2 flat
// CHECK-NEXT: vo.return
vo.func @views(%s: !vo.slice, %r: !vo.ref, %l: i64, %h: i64, %m: i64) {
  %0 = vo.slice.slice %s[%l, %h]
  %1 = vo.slice.slice %s[%l, %h] as <slots "v">
  %2 = vo.slice.slice %s[%l, %h, %m] as <u8>
  %3 = vo.slice.of_array %r[%l, %h]
  %4 = vo.slice.of_array %r[%l, %h, %m]
  %5 = vo.slice.of_inline %r[%l, %h] of %m stride %l
  %6 = vo.slice.of_inline %r[%l, %h, %m] of %m stride %l flat
  vo.return
}

// CHECK-LABEL: vo.func @append(
// CHECK-SAME: %arg0: !vo.slice, %arg1: i64, %arg2: !vo.iface, %arg3: !vo.string, %arg4: !vo.ref)
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.slice.append %arg0, %arg1 as <slots "v"> {meta = 2 : i32} : i64
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.slice.append %arg0, %arg1, %arg2 as <slots "vhw"> {meta = 21 : i32} : i64, !vo.iface
// CHECK-NEXT: %[[V2:[^ :,]+]] = vo.slice.append %arg0 as <slots ""> {meta = 21 : i32}
// CHECK-NEXT: %[[V3:[^ :,]+]] = vo.slice.append_slice %arg0, %[[V0]] as <u8> {meta = 8 : i32} : !vo.slice
// CHECK-NEXT: %[[V4:[^ :,]+]] = vo.slice.append_slice %arg0, %arg3 as <u8> {meta = 8 : i32} : !vo.string
// CHECK-NEXT: %[[V5:[^ :,]+]] = vo.slice.append_slice %arg0, %arg4 as <u8> {meta = 8 : i32} : !vo.ref
// CHECK-NEXT: vo.return
vo.func @append(%s: !vo.slice, %x: i64, %i: !vo.iface, %t: !vo.string, %r: !vo.ref) {
  %0 = vo.slice.append %s, %x as <slots "v"> {meta = 2 : i32} : i64
  %1 = vo.slice.append %s, %x, %i as <slots "vhw"> {meta = 21 : i32} : i64, !vo.iface
  %2 = vo.slice.append %s as <slots ""> {meta = 21 : i32}
  %3 = vo.slice.append_slice %s, %0 as <u8> {meta = 8 : i32} : !vo.slice
  %4 = vo.slice.append_slice %s, %t as <u8> {meta = 8 : i32} : !vo.string
  %5 = vo.slice.append_slice %s, %r as <u8> {meta = 8 : i32} : !vo.ref
  vo.return
}

// CHECK-LABEL: vo.func @copy(
// CHECK-SAME: %arg0: !vo.slice, %arg1: !vo.string, %arg2: !vo.ref)
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.slice.copy %arg0, %arg0 : !vo.slice
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.slice.copy %arg0, %arg1 : !vo.string
// CHECK-NEXT: %[[V2:[^ :,]+]] = vo.slice.copy %arg0, %arg2 : !vo.ref
// CHECK-NEXT: vo.return
vo.func @copy(%s: !vo.slice, %t: !vo.string, %r: !vo.ref) {
  %0 = vo.slice.copy %s, %s : !vo.slice
  %1 = vo.slice.copy %s, %t : !vo.string
  %2 = vo.slice.copy %s, %r : !vo.ref
  vo.return
}
