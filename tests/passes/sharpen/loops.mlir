// RUN: vo-opt %s --vo-sharpen --canonicalize | FileCheck %s

// Values that go round a loop travel as values: no box is left in it.

// CHECK-LABEL: vo.func @concatenate(
// CHECK-SAME: %arg0: i64, %arg1: !vo.string) -> !vo.string
// CHECK-NEXT: %[[K0:[^ :,]+]] = arith.constant 0 : i64
// CHECK-NEXT: %[[K1:[^ :,]+]] = arith.constant 1 : i64
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.zero : !vo.string
// CHECK-NEXT: cf.br ^bb1(%[[K0]], %[[V0]] : i64, !vo.string)
// CHECK-NEXT: ^bb1(%[[V1:[^ :,]+]]: i64, %[[V2:[^ :,]+]]: !vo.string):
// CHECK-NEXT: %[[V3:[^ :,]+]] = arith.cmpi slt, %[[V1]], %arg0 : i64
// CHECK-NEXT: cf.cond_br %[[V3]], ^bb2, ^bb3
// CHECK-NEXT: ^bb2:
// CHECK-NEXT: %[[V4:[^ :,]+]] = vo.string.concat %[[V2]], %arg1
// CHECK-NEXT: %[[V5:[^ :,]+]] = arith.addi %[[V1]], %[[K1]] : i64
// CHECK-NEXT: cf.br ^bb1(%[[V5]], %[[V4]] : i64, !vo.string)
// CHECK-NEXT: ^bb3:
// CHECK-NEXT: vo.return %[[V2]] : !vo.string
vo.func @concatenate(%n: i64, %s: !vo.string) -> !vo.string {
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %null = vo.zero : !vo.ref
  cf.br ^head(%zero, %null : i64, !vo.ref)
^head(%i: i64, %acc: !vo.ref):
  %c = arith.cmpi slt, %i, %n : i64
  cf.cond_br %c, ^body, ^exit
^body:
  %t = vo.unbox %acc : !vo.string
  %u = vo.string.concat %t, %s
  %b = vo.box %u : !vo.string
  %j = arith.addi %i, %one : i64
  cf.br ^head(%j, %b : i64, !vo.ref)
^exit:
  %r = vo.unbox %acc : !vo.string
  vo.return %r : !vo.string
}

// CHECK-LABEL: vo.func @append(
// CHECK-SAME: %arg0: i64) -> !vo.slice
// CHECK-NEXT: %[[K0:[^ :,]+]] = arith.constant 0 : i64
// CHECK-NEXT: %[[K1:[^ :,]+]] = arith.constant 1 : i64
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.zero : !vo.slice
// CHECK-NEXT: cf.br ^bb1(%[[K0]], %[[V0]] : i64, !vo.slice)
// CHECK-NEXT: ^bb1(%[[V1:[^ :,]+]]: i64, %[[V2:[^ :,]+]]: !vo.slice):
// CHECK-NEXT: %[[V3:[^ :,]+]] = vo.slice.append %[[V2]], %[[V1]] as <slots "v"> {meta = 2 : i32} : i64
// CHECK-NEXT: %[[V4:[^ :,]+]] = arith.addi %[[V1]], %[[K1]] : i64
// CHECK-NEXT: %[[V5:[^ :,]+]] = arith.cmpi slt, %[[V4]], %arg0 : i64
// CHECK-NEXT: cf.cond_br %[[V5]], ^bb1(%[[V4]], %[[V3]] : i64, !vo.slice), ^bb2
// CHECK-NEXT: ^bb2:
// CHECK-NEXT: vo.return %[[V3]] : !vo.slice
vo.func @append(%n: i64) -> !vo.slice {
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %null = vo.zero : !vo.ref
  cf.br ^head(%zero, %null : i64, !vo.ref)
^head(%i: i64, %acc: !vo.ref):
  %t = vo.unbox %acc : !vo.slice
  %u = vo.slice.append %t, %i as <slots "v"> {meta = 2 : i32} : i64
  %b = vo.box %u : !vo.slice
  %j = arith.addi %i, %one : i64
  %c = arith.cmpi slt, %j, %n : i64
  cf.cond_br %c, ^head(%j, %b : i64, !vo.ref), ^exit
^exit:
  vo.return %u : !vo.slice
}

// Two values that change places every round: both get the type that one shows.
// CHECK-LABEL: vo.func @swap(
// CHECK-SAME: %arg0: !vo.ref, %arg1: !vo.ref, %arg2: i64) -> i64
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.unbox %arg0 : !vo.string
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.unbox %arg1 : !vo.string
// CHECK-NEXT: cf.br ^bb1(%[[V0]], %[[V1]] : !vo.string, !vo.string)
// CHECK-NEXT: ^bb1(%[[V2:[^ :,]+]]: !vo.string, %[[V3:[^ :,]+]]: !vo.string):
// CHECK-NEXT: %[[V4:[^ :,]+]] = vo.string.len %[[V2]]
// CHECK-NEXT: %[[V5:[^ :,]+]] = arith.cmpi slt, %[[V4]], %arg2 : i64
// CHECK-NEXT: cf.cond_br %[[V5]], ^bb1(%[[V3]], %[[V2]] : !vo.string, !vo.string), ^bb2
// CHECK-NEXT: ^bb2:
// CHECK-NEXT: vo.return %[[V4]] : i64
vo.func @swap(%p: !vo.ref, %q: !vo.ref, %n: i64) -> i64 {
  cf.br ^head(%p, %q : !vo.ref, !vo.ref)
^head(%x: !vo.ref, %y: !vo.ref):
  %s = vo.unbox %x : !vo.string
  %l = vo.string.len %s
  %c = arith.cmpi slt, %l, %n : i64
  cf.cond_br %c, ^head(%y, %x : !vo.ref, !vo.ref), ^exit
^exit:
  vo.return %l : i64
}

// A pointer that walks a list stays a reference.
// CHECK-LABEL: vo.func @list(
// CHECK-SAME: %arg0: !vo.ref) -> i64
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.zero : !vo.ref
// CHECK-NEXT: cf.br ^bb1(%arg0 : !vo.ref)
// CHECK-NEXT: ^bb1(%[[V1:[^ :,]+]]: !vo.ref):
// CHECK-NEXT: %[[V2:[^ :,]+]]:2 = vo.load %[[V1]][0] : !vo.ref, i64
// CHECK-NEXT: %[[V3:[^ :,]+]] = vo.ref.eq %[[V2]]#0, %[[V0]]
// CHECK-NEXT: cf.cond_br %[[V3]], ^bb2, ^bb1(%[[V2]]#0 : !vo.ref)
// CHECK-NEXT: ^bb2:
// CHECK-NEXT: vo.return %[[V2]]#1 : i64
vo.func @list(%p: !vo.ref) -> i64 {
  %null = vo.zero : !vo.ref
  cf.br ^head(%p : !vo.ref)
^head(%x: !vo.ref):
  %next, %v = vo.load %x[0] : !vo.ref, i64
  %c = vo.ref.eq %next, %null
  cf.cond_br %c, ^exit, ^head(%next : !vo.ref)
^exit:
  vo.return %v : i64
}
