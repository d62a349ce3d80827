// RUN: vo-opt %s --vo-to-vort | FileCheck %s

// print and assert take three scalars per value.

// CHECK-LABEL: func.func @print(
// CHECK-SAME: %arg0: i64, %arg1: i64, %arg2: !vort.ref, %arg3: i64, %arg4: i64, %arg5: !vort.ref)
// CHECK-NEXT: vort.print newline %arg0, %arg1, %arg2, %arg3, %arg4, %arg5 : i64, i64, !vort.ref, i64, i64, !vort.ref
// CHECK-NEXT: vort.print %arg0, %arg1, %arg2 : i64, i64, !vort.ref
// CHECK-NEXT: vort.print newline
// CHECK-NEXT: return
vo.func @print(%a: !vo.iface, %b: !vo.iface) {
  vo.print newline %a, %b : !vo.iface, !vo.iface
  vo.print %a : !vo.iface
  vo.print newline
  vo.return
}

// CHECK-LABEL: func.func @assert(
// CHECK-SAME: %arg0: i64, %arg1: i64, %arg2: i64, %arg3: !vort.ref)
// CHECK-NEXT: %[[Vc0_i64:[^ :,]+]] = arith.constant 0 : i64
// CHECK-NEXT: %[[V0:[^ :,]+]] = arith.cmpi ne, %arg0, %[[Vc0_i64]] : i64
// CHECK-NEXT: vort.assert %[[V0]], %arg1, %arg2, %arg3 : i64, i64, !vort.ref
// CHECK-NEXT: %[[Vc0_i64_0:[^ :,]+]] = arith.constant 0 : i64
// CHECK-NEXT: %[[V1:[^ :,]+]] = arith.cmpi ne, %arg0, %[[Vc0_i64_0]] : i64
// CHECK-NEXT: vort.assert %[[V1]]
// CHECK-NEXT: return
vo.func @assert(%c: i64, %m: !vo.iface) {
  vo.assert %c, %m : !vo.iface
  vo.assert %c
  vo.return
}
