// RUN: vo-opt %s --vo-to-vort | FileCheck %s

// Arithmetic that can panic or saturates.

// CHECK-LABEL: func.func @divide(
// CHECK-SAME: %arg0: i64, %arg1: i64) -> (i64, i64, i64, i64)
// CHECK-NEXT: %[[Vc0_i64:[^ :,]+]] = arith.constant 0 : i64
// CHECK-NEXT: %[[V0:[^ :,]+]] = arith.cmpi eq, %arg1, %[[Vc0_i64]] : i64
// CHECK-NEXT: vort.trap_if %[[V0]], "DivisionByZero"
// CHECK-NEXT: %[[Vc_1_i64:[^ :,]+]] = arith.constant -1 : i64
// CHECK-NEXT: %[[V1:[^ :,]+]] = arith.cmpi eq, %arg1, %[[Vc_1_i64]] : i64
// CHECK-NEXT: %[[Vc1_i64:[^ :,]+]] = arith.constant 1 : i64
// CHECK-NEXT: %[[V2:[^ :,]+]] = arith.select %[[V1]], %[[Vc1_i64]], %arg1 : i64
// CHECK-NEXT: %[[V3:[^ :,]+]] = arith.divsi %arg0, %[[V2]] : i64
// CHECK-NEXT: %[[Vc0_i64_0:[^ :,]+]] = arith.constant 0 : i64
// CHECK-NEXT: %[[V4:[^ :,]+]] = arith.subi %[[Vc0_i64_0]], %arg0 : i64
// CHECK-NEXT: %[[V5:[^ :,]+]] = arith.select %[[V1]], %[[V4]], %[[V3]] : i64
// CHECK-NEXT: %[[Vc0_i64_1:[^ :,]+]] = arith.constant 0 : i64
// CHECK-NEXT: %[[V6:[^ :,]+]] = arith.cmpi eq, %arg1, %[[Vc0_i64_1]] : i64
// CHECK-NEXT: vort.trap_if %[[V6]], "DivisionByZero"
// CHECK-NEXT: %[[Vc_1_i64_2:[^ :,]+]] = arith.constant -1 : i64
// CHECK-NEXT: %[[V7:[^ :,]+]] = arith.cmpi eq, %arg1, %[[Vc_1_i64_2]] : i64
// CHECK-NEXT: %[[Vc1_i64_3:[^ :,]+]] = arith.constant 1 : i64
// CHECK-NEXT: %[[V8:[^ :,]+]] = arith.select %[[V7]], %[[Vc1_i64_3]], %arg1 : i64
// CHECK-NEXT: %[[V9:[^ :,]+]] = arith.remsi %arg0, %[[V8]] : i64
// CHECK-NEXT: %[[Vc0_i64_4:[^ :,]+]] = arith.constant 0 : i64
// CHECK-NEXT: %[[V10:[^ :,]+]] = arith.cmpi eq, %arg1, %[[Vc0_i64_4]] : i64
// CHECK-NEXT: vort.trap_if %[[V10]], "DivisionByZero"
// CHECK-NEXT: %[[V11:[^ :,]+]] = arith.divui %arg0, %arg1 : i64
// CHECK-NEXT: %[[Vc0_i64_5:[^ :,]+]] = arith.constant 0 : i64
// CHECK-NEXT: %[[V12:[^ :,]+]] = arith.cmpi eq, %arg1, %[[Vc0_i64_5]] : i64
// CHECK-NEXT: vort.trap_if %[[V12]], "DivisionByZero"
// CHECK-NEXT: %[[V13:[^ :,]+]] = arith.remui %arg0, %arg1 : i64
// CHECK-NEXT: return %[[V5]], %[[V9]], %[[V11]], %[[V13]] : i64, i64, i64, i64
vo.func @divide(%a: i64, %b: i64) -> (i64, i64, i64, i64) {
  %q = vo.div_s %a, %b
  %r = vo.rem_s %a, %b
  %s = vo.div_u %a, %b
  %t = vo.rem_u %a, %b
  vo.return %q, %r, %s, %t : i64, i64, i64, i64
}

// CHECK-LABEL: func.func @shift(
// CHECK-SAME: %arg0: i64, %arg1: i64) -> (i64, i64, i64)
// CHECK-NEXT: %[[Vc63_i64:[^ :,]+]] = arith.constant 63 : i64
// CHECK-NEXT: %[[V0:[^ :,]+]] = arith.andi %arg1, %[[Vc63_i64]] : i64
// CHECK-NEXT: %[[V1:[^ :,]+]] = arith.shli %arg0, %[[V0]] : i64
// CHECK-NEXT: %[[Vc64_i64:[^ :,]+]] = arith.constant 64 : i64
// CHECK-NEXT: %[[V2:[^ :,]+]] = arith.cmpi ult, %arg1, %[[Vc64_i64]] : i64
// CHECK-NEXT: %[[Vc0_i64:[^ :,]+]] = arith.constant 0 : i64
// CHECK-NEXT: %[[V3:[^ :,]+]] = arith.select %[[V2]], %[[V1]], %[[Vc0_i64]] : i64
// CHECK-NEXT: %[[Vc63_i64_0:[^ :,]+]] = arith.constant 63 : i64
// CHECK-NEXT: %[[V4:[^ :,]+]] = arith.minui %arg1, %[[Vc63_i64_0]] : i64
// CHECK-NEXT: %[[V5:[^ :,]+]] = arith.shrsi %arg0, %[[V4]] : i64
// CHECK-NEXT: %[[Vc63_i64_1:[^ :,]+]] = arith.constant 63 : i64
// CHECK-NEXT: %[[V6:[^ :,]+]] = arith.andi %arg1, %[[Vc63_i64_1]] : i64
// CHECK-NEXT: %[[V7:[^ :,]+]] = arith.shrui %arg0, %[[V6]] : i64
// CHECK-NEXT: %[[Vc64_i64_2:[^ :,]+]] = arith.constant 64 : i64
// CHECK-NEXT: %[[V8:[^ :,]+]] = arith.cmpi ult, %arg1, %[[Vc64_i64_2]] : i64
// CHECK-NEXT: %[[Vc0_i64_3:[^ :,]+]] = arith.constant 0 : i64
// CHECK-NEXT: %[[V9:[^ :,]+]] = arith.select %[[V8]], %[[V7]], %[[Vc0_i64_3]] : i64
// CHECK-NEXT: return %[[V3]], %[[V5]], %[[V9]] : i64, i64, i64
vo.func @shift(%a: i64, %n: i64) -> (i64, i64, i64) {
  %q = vo.shl %a, %n
  %r = vo.shr_s %a, %n
  %s = vo.shr_u %a, %n
  vo.return %q, %r, %s : i64, i64, i64
}

// CHECK-LABEL: func.func @shiftSigned(
// CHECK-SAME: %arg0: i64, %arg1: i64) -> (i64, i64)
// CHECK-NEXT: %[[Vc0_i64:[^ :,]+]] = arith.constant 0 : i64
// CHECK-NEXT: %[[V0:[^ :,]+]] = arith.cmpi slt, %arg1, %[[Vc0_i64]] : i64
// CHECK-NEXT: vort.trap_if %[[V0]], "NegativeShift"
// CHECK-NEXT: %[[Vc63_i64:[^ :,]+]] = arith.constant 63 : i64
// CHECK-NEXT: %[[V1:[^ :,]+]] = arith.andi %arg1, %[[Vc63_i64]] : i64
// CHECK-NEXT: %[[V2:[^ :,]+]] = arith.shli %arg0, %[[V1]] : i64
// CHECK-NEXT: %[[Vc64_i64:[^ :,]+]] = arith.constant 64 : i64
// CHECK-NEXT: %[[V3:[^ :,]+]] = arith.cmpi ult, %arg1, %[[Vc64_i64]] : i64
// CHECK-NEXT: %[[Vc0_i64_0:[^ :,]+]] = arith.constant 0 : i64
// CHECK-NEXT: %[[V4:[^ :,]+]] = arith.select %[[V3]], %[[V2]], %[[Vc0_i64_0]] : i64
// CHECK-NEXT: %[[Vc0_i64_1:[^ :,]+]] = arith.constant 0 : i64
// CHECK-NEXT: %[[V5:[^ :,]+]] = arith.cmpi slt, %arg1, %[[Vc0_i64_1]] : i64
// CHECK-NEXT: vort.trap_if %[[V5]], "NegativeShift"
// CHECK-NEXT: %[[Vc63_i64_2:[^ :,]+]] = arith.constant 63 : i64
// CHECK-NEXT: %[[V6:[^ :,]+]] = arith.minui %arg1, %[[Vc63_i64_2]] : i64
// CHECK-NEXT: %[[V7:[^ :,]+]] = arith.shrsi %arg0, %[[V6]] : i64
// CHECK-NEXT: return %[[V4]], %[[V7]] : i64, i64
vo.func @shiftSigned(%a: i64, %n: i64) -> (i64, i64) {
  %q = vo.shl %a, %n signed
  %r = vo.shr_s %a, %n signed
  vo.return %q, %r : i64, i64
}

// CHECK-LABEL: func.func @convert(
// CHECK-SAME: %arg0: f64) -> (i64, i64, i64, i64)
// CHECK-NEXT: %[[V0:[^ :,]+]] = llvm.call_intrinsic "llvm.fptosi.sat.i8.f64"(%arg0) : (f64) -> i8
// CHECK-NEXT: %[[V1:[^ :,]+]] = arith.extsi %[[V0]] : i8 to i64
// CHECK-NEXT: %[[V2:[^ :,]+]] = llvm.call_intrinsic "llvm.fptoui.sat.i32.f64"(%arg0) : (f64) -> i32
// CHECK-NEXT: %[[V3:[^ :,]+]] = arith.extui %[[V2]] : i32 to i64
// CHECK-NEXT: %[[V4:[^ :,]+]] = llvm.call_intrinsic "llvm.fptosi.sat.i64.f64"(%arg0) : (f64) -> i64
// CHECK-NEXT: %[[V5:[^ :,]+]] = llvm.call_intrinsic "llvm.fptoui.sat.i64.f64"(%arg0) : (f64) -> i64
// CHECK-NEXT: return %[[V1]], %[[V3]], %[[V4]], %[[V5]] : i64, i64, i64, i64
vo.func @convert(%x: f64) -> (i64, i64, i64, i64) {
  %a = vo.f2i %x to 8
  %b = vo.f2i %x to 32 unsigned
  %c = vo.f2i %x to 64
  %d = vo.f2i %x to 64 unsigned
  vo.return %a, %b, %c, %d : i64, i64, i64, i64
}

// CHECK-LABEL: func.func @check(
// CHECK-SAME: %arg0: i64, %arg1: i64)
// CHECK-NEXT: %[[V0:[^ :,]+]] = arith.cmpi uge, %arg0, %arg1 : i64
// CHECK-NEXT: vort.trap_if %[[V0]], "IndexOutOfBounds"(%arg0, %arg1)
// CHECK-NEXT: return
vo.func @check(%i: i64, %n: i64) {
  vo.check_index %i, %n
  vo.return
}
