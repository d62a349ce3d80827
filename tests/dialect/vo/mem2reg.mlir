// RUN: vo-opt %s --mem2reg | FileCheck %s

// Frame variables become SSA values.

// Frame variables become SSA values.

// CHECK-LABEL: vo.func @straight(
// CHECK-SAME: %arg0: i64) -> i64
// CHECK-NEXT: %[[V0:[^ :,]+]] = arith.addi %arg0, %arg0 : i64
// CHECK-NEXT: vo.return %[[V0]] : i64
vo.func @straight(%x: i64) -> i64 {
  %v = vo.var "r0" : !vo.var<i64>
  vo.var.set %v, %x : !vo.var<i64>
  %a = vo.var.get %v : !vo.var<i64>
  %b = arith.addi %a, %x : i64
  vo.var.set %v, %b : !vo.var<i64>
  %c = vo.var.get %v : !vo.var<i64>
  vo.return %c : i64
}

// Never read: the writes go. What no operation names at all is left to canonicalization (dead-allocations.mlir).
// CHECK-LABEL: vo.func @unused(
// CHECK-SAME: %arg0: i64)
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.var "r0" : !vo.var<i64>
// CHECK-NEXT: vo.return
vo.func @unused(%x: i64) {
  %0 = vo.var "r0" : !vo.var<i64>
  %1 = vo.var "r1" : !vo.var<i64>
  vo.var.set %1, %x : !vo.var<i64>
  vo.return
}

// CHECK-LABEL: vo.func @loop(
// CHECK-SAME: %arg0: i64) -> i64
// CHECK-NEXT: %[[Vc0_i64:[^ :,]+]] = arith.constant 0 : i64
// CHECK-NEXT: %[[Vc0_i64_0:[^ :,]+]] = arith.constant 0 : i64
// CHECK-NEXT: %[[Vc1_i64:[^ :,]+]] = arith.constant 1 : i64
// CHECK-NEXT: cf.br ^bb1(%[[Vc0_i64_0]], %[[Vc0_i64]] : i64, i64)
// CHECK-NEXT: ^bb1(%[[V0:[^ :,]+]]: i64, %[[V1:[^ :,]+]]: i64):
// CHECK-NEXT: %[[V2:[^ :,]+]] = arith.cmpi slt, %[[V0]], %arg0 : i64
// CHECK-NEXT: cf.cond_br %[[V2]], ^bb2, ^bb3
// CHECK-NEXT: ^bb2:
// CHECK-NEXT: %[[V3:[^ :,]+]] = arith.addi %[[V1]], %[[V0]] : i64
// CHECK-NEXT: %[[V4:[^ :,]+]] = arith.addi %[[V0]], %[[Vc1_i64]] : i64
// CHECK-NEXT: cf.br ^bb1(%[[V4]], %[[V3]] : i64, i64)
// CHECK-NEXT: ^bb3:
// CHECK-NEXT: vo.return %[[V1]] : i64
vo.func @loop(%n: i64) -> i64 {
  %one = arith.constant 1 : i64
  %i = vo.var "r0" : !vo.var<i64>
  %sum = vo.var "r1" : !vo.var<i64>
  cf.br ^head
^head:
  %a = vo.var.get %i : !vo.var<i64>
  %c = arith.cmpi slt, %a, %n : i64
  cf.cond_br %c, ^body, ^exit
^body:
  %s = vo.var.get %sum : !vo.var<i64>
  %t = arith.addi %s, %a : i64
  vo.var.set %sum, %t : !vo.var<i64>
  %u = arith.addi %a, %one : i64
  vo.var.set %i, %u : !vo.var<i64>
  cf.br ^head
^exit:
  %r = vo.var.get %sum : !vo.var<i64>
  vo.return %r : i64
}

// Areas are not variables.


// Unset variables are zero, whatever their type.
// CHECK-LABEL: vo.func @unset(
// CHECK-SAME: ) -> (i64, f64, f32, !vo.iface, !vo.string, !vo.slice<i64>)
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.zero : !vo.slice<i64>
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.zero : !vo.string
// CHECK-NEXT: %[[V2:[^ :,]+]] = vo.zero : !vo.iface
// CHECK-NEXT: %[[Vcst:[^ :,]+]] = arith.constant 0.000000e+00 : f32
// CHECK-NEXT: %[[Vcst_0:[^ :,]+]] = arith.constant 0.000000e+00 : f64
// CHECK-NEXT: %[[Vc0_i64:[^ :,]+]] = arith.constant 0 : i64
// CHECK-NEXT: vo.return %[[Vc0_i64]], %[[Vcst_0]], %[[Vcst]], %[[V2]], %[[V1]], %[[V0]] : i64, f64, f32, !vo.iface, !vo.string, !vo.slice<i64>
vo.func @unset() -> (i64, f64, f32, !vo.iface, !vo.string, !vo.slice<i64>) {
  %a = vo.var "a" : !vo.var<i64>
  %b = vo.var "b" : !vo.var<f64>
  %c = vo.var "c" : !vo.var<f32>
  %d = vo.var "d" : !vo.var<!vo.iface>
  %e = vo.var "e" : !vo.var<!vo.string>
  %f = vo.var "f" : !vo.var<!vo.slice<i64>>
  %0 = vo.var.get %a : !vo.var<i64>
  %1 = vo.var.get %b : !vo.var<f64>
  %2 = vo.var.get %c : !vo.var<f32>
  %3 = vo.var.get %d : !vo.var<!vo.iface>
  %4 = vo.var.get %e : !vo.var<!vo.string>
  %5 = vo.var.get %f : !vo.var<!vo.slice<i64>>
  vo.return %0, %1, %2, %3, %4, %5 : i64, f64, f32, !vo.iface, !vo.string, !vo.slice<i64>
}
