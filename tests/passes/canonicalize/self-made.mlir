// RUN: vo-opt %s --pass-pipeline='builtin.module(vo.func(vo-canonicalize))' | FileCheck %s

// A loop that is entered no more, in which values are made of each other: MLIR's own canonicalizer does not end here.

// CHECK-LABEL: vo.func @never_entered(
// CHECK-NEXT:  vo.return
vo.func @never_entered(%x: i64) -> i64 {
  %no = arith.constant false
  %c1 = arith.constant 1 : i64
  cf.cond_br %no, ^loop(%x : i64), ^end
^loop(%i: i64):
  %a = arith.subi %c1, %i : i64
  %b = arith.subi %c1, %a : i64
  %more = arith.cmpi slt, %b, %x : i64
  cf.cond_br %more, ^loop(%b : i64), ^end
^end:
  vo.return %x : i64
}
