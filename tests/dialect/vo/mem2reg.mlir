// RUN: vo-opt %s --mem2reg | FileCheck %s

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

// Unset variables are zero, whatever their type.
// CHECK-LABEL: vo.func @unset(
// CHECK-SAME: ) -> (i64, f64, !vo.ref, !vo.word, !vo.iface, !vo.string, !vo.slice)
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.zero : !vo.slice
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.zero : !vo.string
// CHECK-NEXT: %[[V2:[^ :,]+]] = vo.zero : !vo.iface
// CHECK-NEXT: %[[V3:[^ :,]+]] = vo.zero : !vo.word
// CHECK-NEXT: %[[V4:[^ :,]+]] = vo.zero : !vo.ref
// CHECK-NEXT: %[[K0:[^ :,]+]] = arith.constant 0.000000e+00 : f64
// CHECK-NEXT: %[[K1:[^ :,]+]] = arith.constant 0 : i64
// CHECK-NEXT: vo.return %[[K1]], %[[K0]], %[[V4]], %[[V3]], %[[V2]], %[[V1]], %[[V0]] : i64, f64, !vo.ref, !vo.word, !vo.iface, !vo.string, !vo.slice
vo.func @unset() -> (i64, f64, !vo.ref, !vo.word, !vo.iface, !vo.string, !vo.slice) {
  %0 = vo.var "r0" : !vo.var<i64>
  %1 = vo.var "r1" : !vo.var<f64>
  %2 = vo.var "r2" : !vo.var<!vo.ref>
  %3 = vo.var "r3" : !vo.var<!vo.word>
  %4 = vo.var "r4" : !vo.var<!vo.iface>
  %5 = vo.var "r5" : !vo.var<!vo.string>
  %6 = vo.var "r6" : !vo.var<!vo.slice>
  %a = vo.var.get %0 : !vo.var<i64>
  %b = vo.var.get %1 : !vo.var<f64>
  %c = vo.var.get %2 : !vo.var<!vo.ref>
  %d = vo.var.get %3 : !vo.var<!vo.word>
  %e = vo.var.get %4 : !vo.var<!vo.iface>
  %f = vo.var.get %5 : !vo.var<!vo.string>
  %g = vo.var.get %6 : !vo.var<!vo.slice>
  vo.return %a, %b, %c, %d, %e, %f, %g : i64, f64, !vo.ref, !vo.word, !vo.iface, !vo.string, !vo.slice
}

// Never read: the writes go. What no operation names at all is left to canonicalization (dead-allocations.mlir).
// CHECK-LABEL: vo.func @unused(
// CHECK-SAME: %arg0: i64)
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.var "r0" : <i64>
// CHECK-NEXT: vo.return
vo.func @unused(%x: i64) {
  %0 = vo.var "r0" : !vo.var<i64>
  %1 = vo.var "r1" : !vo.var<i64>
  vo.var.set %1, %x : !vo.var<i64>
  vo.return
}

// Set on one way only: zero on the other.
// CHECK-LABEL: vo.func @branch(
// CHECK-SAME: %arg0: i64, %arg1: !vo.ref) -> !vo.ref
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.zero : !vo.ref
// CHECK-NEXT: %[[K0:[^ :,]+]] = arith.constant 0 : i64
// CHECK-NEXT: %[[V1:[^ :,]+]] = arith.cmpi ne, %arg0, %[[K0]] : i64
// CHECK-NEXT: cf.cond_br %[[V1]], ^bb1, ^bb2(%[[V0]] : !vo.ref)
// CHECK-NEXT: ^bb1:
// CHECK-NEXT: cf.br ^bb2(%arg1 : !vo.ref)
// CHECK-NEXT: ^bb2(%[[V2:[^ :,]+]]: !vo.ref):
// CHECK-NEXT: vo.return %[[V2]] : !vo.ref
vo.func @branch(%c: i64, %r: !vo.ref) -> !vo.ref {
  %v = vo.var "r0" : !vo.var<!vo.ref>
  %zero = arith.constant 0 : i64
  %b = arith.cmpi ne, %c, %zero : i64
  cf.cond_br %b, ^set, ^join
^set:
  vo.var.set %v, %r : !vo.var<!vo.ref>
  cf.br ^join
^join:
  %x = vo.var.get %v : !vo.var<!vo.ref>
  vo.return %x : !vo.ref
}

// CHECK-LABEL: vo.func @loop(
// CHECK-SAME: %arg0: i64) -> i64
// CHECK-NEXT: %[[K0:[^ :,]+]] = arith.constant 0 : i64
// CHECK-NEXT: %[[K1:[^ :,]+]] = arith.constant 0 : i64
// CHECK-NEXT: %[[K2:[^ :,]+]] = arith.constant 1 : i64
// CHECK-NEXT: cf.br ^bb1(%[[K1]], %[[K0]] : i64, i64)
// CHECK-NEXT: ^bb1(%[[V0:[^ :,]+]]: i64, %[[V1:[^ :,]+]]: i64):
// CHECK-NEXT: %[[V2:[^ :,]+]] = arith.cmpi slt, %[[V0]], %arg0 : i64
// CHECK-NEXT: cf.cond_br %[[V2]], ^bb2, ^bb3
// CHECK-NEXT: ^bb2:
// CHECK-NEXT: %[[V3:[^ :,]+]] = arith.addi %[[V1]], %[[V0]] : i64
// CHECK-NEXT: %[[V4:[^ :,]+]] = arith.addi %[[V0]], %[[K2]] : i64
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
// CHECK-LABEL: vo.func @area(
// CHECK-SAME: %arg0: i64) -> i64
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.frame <"vv"> : !vo.frame
// CHECK-NEXT: vo.frame.set %[[V0]][%arg0 * 1 + 0], %arg0 : !vo.frame, i64
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.frame.get %[[V0]][%arg0 * 1 + 0] : !vo.frame -> i64
// CHECK-NEXT: vo.return %[[V1]] : i64
vo.func @area(%i: i64) -> i64 {
  %f = vo.frame <"vv"> : !vo.frame
  %v = vo.var "r2" : !vo.var<i64>
  vo.frame.set %f[%i * 1 + 0], %i : !vo.frame, i64
  %x = vo.frame.get %f[%i * 1 + 0] : !vo.frame -> i64
  vo.var.set %v, %x : !vo.var<i64>
  %y = vo.var.get %v : !vo.var<i64>
  vo.return %y : i64
}
