// RUN: vo-opt %s --vo-to-vort | FileCheck %s

// Arithmetic that can panic or saturates.

// CHECK-LABEL: func.func @divide(
// CHECK-SAME: %arg0: i64, %arg1: i64) -> (i64, i64, i64, i64)
// CHECK-NEXT: %c0_i64 = arith.constant 0 : i64
// CHECK-NEXT: %[[V0:[0-9]+]] = arith.cmpi eq, %arg1, %c0_i64 : i64
// CHECK-NEXT: vort.trap_if %[[V0]], "DivisionByZero"
// CHECK-NEXT: %c-1_i64 = arith.constant -1 : i64
// CHECK-NEXT: %[[V1:[0-9]+]] = arith.cmpi eq, %arg1, %c-1_i64 : i64
// CHECK-NEXT: %c1_i64 = arith.constant 1 : i64
// CHECK-NEXT: %[[V2:[0-9]+]] = arith.select %[[V1]], %c1_i64, %arg1 : i64
// CHECK-NEXT: %[[V3:[0-9]+]] = arith.divsi %arg0, %[[V2]] : i64
// CHECK-NEXT: %c0_i64_0 = arith.constant 0 : i64
// CHECK-NEXT: %[[V4:[0-9]+]] = arith.subi %c0_i64_0, %arg0 : i64
// CHECK-NEXT: %[[V5:[0-9]+]] = arith.select %[[V1]], %[[V4]], %[[V3]] : i64
// CHECK-NEXT: %c0_i64_1 = arith.constant 0 : i64
// CHECK-NEXT: %[[V6:[0-9]+]] = arith.cmpi eq, %arg1, %c0_i64_1 : i64
// CHECK-NEXT: vort.trap_if %[[V6]], "DivisionByZero"
// CHECK-NEXT: %c-1_i64_2 = arith.constant -1 : i64
// CHECK-NEXT: %[[V7:[0-9]+]] = arith.cmpi eq, %arg1, %c-1_i64_2 : i64
// CHECK-NEXT: %c1_i64_3 = arith.constant 1 : i64
// CHECK-NEXT: %[[V8:[0-9]+]] = arith.select %[[V7]], %c1_i64_3, %arg1 : i64
// CHECK-NEXT: %[[V9:[0-9]+]] = arith.remsi %arg0, %[[V8]] : i64
// CHECK-NEXT: %c0_i64_4 = arith.constant 0 : i64
// CHECK-NEXT: %[[V10:[0-9]+]] = arith.cmpi eq, %arg1, %c0_i64_4 : i64
// CHECK-NEXT: vort.trap_if %[[V10]], "DivisionByZero"
// CHECK-NEXT: %[[V11:[0-9]+]] = arith.divui %arg0, %arg1 : i64
// CHECK-NEXT: %c0_i64_5 = arith.constant 0 : i64
// CHECK-NEXT: %[[V12:[0-9]+]] = arith.cmpi eq, %arg1, %c0_i64_5 : i64
// CHECK-NEXT: vort.trap_if %[[V12]], "DivisionByZero"
// CHECK-NEXT: %[[V13:[0-9]+]] = arith.remui %arg0, %arg1 : i64
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
// CHECK-NEXT: %c63_i64 = arith.constant 63 : i64
// CHECK-NEXT: %[[V0:[0-9]+]] = arith.andi %arg1, %c63_i64 : i64
// CHECK-NEXT: %[[V1:[0-9]+]] = arith.shli %arg0, %[[V0]] : i64
// CHECK-NEXT: %c64_i64 = arith.constant 64 : i64
// CHECK-NEXT: %[[V2:[0-9]+]] = arith.cmpi ult, %arg1, %c64_i64 : i64
// CHECK-NEXT: %c0_i64 = arith.constant 0 : i64
// CHECK-NEXT: %[[V3:[0-9]+]] = arith.select %[[V2]], %[[V1]], %c0_i64 : i64
// CHECK-NEXT: %c63_i64_0 = arith.constant 63 : i64
// CHECK-NEXT: %[[V4:[0-9]+]] = arith.minui %arg1, %c63_i64_0 : i64
// CHECK-NEXT: %[[V5:[0-9]+]] = arith.shrsi %arg0, %[[V4]] : i64
// CHECK-NEXT: %c63_i64_1 = arith.constant 63 : i64
// CHECK-NEXT: %[[V6:[0-9]+]] = arith.andi %arg1, %c63_i64_1 : i64
// CHECK-NEXT: %[[V7:[0-9]+]] = arith.shrui %arg0, %[[V6]] : i64
// CHECK-NEXT: %c64_i64_2 = arith.constant 64 : i64
// CHECK-NEXT: %[[V8:[0-9]+]] = arith.cmpi ult, %arg1, %c64_i64_2 : i64
// CHECK-NEXT: %c0_i64_3 = arith.constant 0 : i64
// CHECK-NEXT: %[[V9:[0-9]+]] = arith.select %[[V8]], %[[V7]], %c0_i64_3 : i64
// CHECK-NEXT: return %[[V3]], %[[V5]], %[[V9]] : i64, i64, i64
vo.func @shift(%a: i64, %n: i64) -> (i64, i64, i64) {
  %q = vo.shl %a, %n
  %r = vo.shr_s %a, %n
  %s = vo.shr_u %a, %n
  vo.return %q, %r, %s : i64, i64, i64
}

// CHECK-LABEL: func.func @shiftSigned(
// CHECK-SAME: %arg0: i64, %arg1: i64) -> (i64, i64)
// CHECK-NEXT: %c0_i64 = arith.constant 0 : i64
// CHECK-NEXT: %[[V0:[0-9]+]] = arith.cmpi slt, %arg1, %c0_i64 : i64
// CHECK-NEXT: vort.trap_if %[[V0]], "NegativeShift"
// CHECK-NEXT: %c63_i64 = arith.constant 63 : i64
// CHECK-NEXT: %[[V1:[0-9]+]] = arith.andi %arg1, %c63_i64 : i64
// CHECK-NEXT: %[[V2:[0-9]+]] = arith.shli %arg0, %[[V1]] : i64
// CHECK-NEXT: %c64_i64 = arith.constant 64 : i64
// CHECK-NEXT: %[[V3:[0-9]+]] = arith.cmpi ult, %arg1, %c64_i64 : i64
// CHECK-NEXT: %c0_i64_0 = arith.constant 0 : i64
// CHECK-NEXT: %[[V4:[0-9]+]] = arith.select %[[V3]], %[[V2]], %c0_i64_0 : i64
// CHECK-NEXT: %c0_i64_1 = arith.constant 0 : i64
// CHECK-NEXT: %[[V5:[0-9]+]] = arith.cmpi slt, %arg1, %c0_i64_1 : i64
// CHECK-NEXT: vort.trap_if %[[V5]], "NegativeShift"
// CHECK-NEXT: %c63_i64_2 = arith.constant 63 : i64
// CHECK-NEXT: %[[V6:[0-9]+]] = arith.minui %arg1, %c63_i64_2 : i64
// CHECK-NEXT: %[[V7:[0-9]+]] = arith.shrsi %arg0, %[[V6]] : i64
// CHECK-NEXT: return %[[V4]], %[[V7]] : i64, i64
vo.func @shiftSigned(%a: i64, %n: i64) -> (i64, i64) {
  %q = vo.shl %a, %n signed
  %r = vo.shr_s %a, %n signed
  vo.return %q, %r : i64, i64
}

// CHECK-LABEL: func.func @convert(
// CHECK-SAME: %arg0: f64) -> (i64, i64, i64, i64)
// CHECK-NEXT: %[[V0:[0-9]+]] = llvm.call_intrinsic "llvm.fptosi.sat.i8.f64"(%arg0) : (f64) -> i8
// CHECK-NEXT: %[[V1:[0-9]+]] = arith.extsi %[[V0]] : i8 to i64
// CHECK-NEXT: %[[V2:[0-9]+]] = llvm.call_intrinsic "llvm.fptoui.sat.i32.f64"(%arg0) : (f64) -> i32
// CHECK-NEXT: %[[V3:[0-9]+]] = arith.extui %[[V2]] : i32 to i64
// CHECK-NEXT: %[[V4:[0-9]+]] = llvm.call_intrinsic "llvm.fptosi.sat.i64.f64"(%arg0) : (f64) -> i64
// CHECK-NEXT: %[[V5:[0-9]+]] = llvm.call_intrinsic "llvm.fptoui.sat.i64.f64"(%arg0) : (f64) -> i64
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
// CHECK-NEXT: %[[V0:[0-9]+]] = arith.cmpi uge, %arg0, %arg1 : i64
// CHECK-NEXT: vort.trap_if %[[V0]], "IndexOutOfBounds"(%arg0, %arg1)
// CHECK-NEXT: return
vo.func @check(%i: i64, %n: i64) {
  vo.check_index %i, %n
  vo.return
}
