// RUN: vo-opt %s --vo-sharpen | FileCheck %s

// Block arguments: evidence from boxes that flow in, unboxes that read, and joins.

// CHECK-LABEL: vo.func @fromBoxes(
// CHECK-SAME: %arg0: i64, %arg1: !vo.string, %arg2: !vo.string) -> !vo.ref
// CHECK-NEXT: %[[K0:[^ :,]+]] = arith.constant 0 : i64
// CHECK-NEXT: %[[V0:[^ :,]+]] = arith.cmpi ne, %arg0, %[[K0]] : i64
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.box %arg1 : !vo.string
// CHECK-NEXT: %[[V2:[^ :,]+]] = vo.box %arg2 : !vo.string
// CHECK-NEXT: cf.cond_br %[[V0]], ^bb1(%arg1 : !vo.string), ^bb1(%arg2 : !vo.string)
// CHECK-NEXT: ^bb1(%[[V3:[^ :,]+]]: !vo.string):
// CHECK-NEXT: %[[V4:[^ :,]+]] = vo.box %[[V3]] : !vo.string
// CHECK-NEXT: vo.return %[[V4]] : !vo.ref
vo.func @fromBoxes(%n0: i64, %s: !vo.string, %t: !vo.string) -> !vo.ref {
  %k0 = arith.constant 0 : i64
  %c = arith.cmpi ne, %n0, %k0 : i64
  %a = vo.box %s : !vo.string
  %b = vo.box %t : !vo.string
  cf.cond_br %c, ^join(%a : !vo.ref), ^join(%b : !vo.ref)
^join(%x: !vo.ref):
  vo.return %x : !vo.ref
}

// CHECK-LABEL: vo.func @fromUnbox(
// CHECK-SAME: %arg0: i64, %arg1: !vo.ref, %arg2: !vo.ref) -> i64
// CHECK-NEXT: %[[K0:[^ :,]+]] = arith.constant 0 : i64
// CHECK-NEXT: %[[V0:[^ :,]+]] = arith.cmpi ne, %arg0, %[[K0]] : i64
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.unbox %arg1 : !vo.slice
// CHECK-NEXT: %[[V2:[^ :,]+]] = vo.unbox %arg2 : !vo.slice
// CHECK-NEXT: cf.cond_br %[[V0]], ^bb1(%[[V1]] : !vo.slice), ^bb1(%[[V2]] : !vo.slice)
// CHECK-NEXT: ^bb1(%[[V3:[^ :,]+]]: !vo.slice):
// CHECK-NEXT: %[[V4:[^ :,]+]] = vo.slice.len %[[V3]]
// CHECK-NEXT: vo.return %[[V4]] : i64
vo.func @fromUnbox(%n0: i64, %p: !vo.ref, %q: !vo.ref) -> i64 {
  %k0 = arith.constant 0 : i64
  %c = arith.cmpi ne, %n0, %k0 : i64
  cf.cond_br %c, ^join(%p : !vo.ref), ^join(%q : !vo.ref)
^join(%x: !vo.ref):
  %s = vo.unbox %x : !vo.slice
  %n = vo.slice.len %s
  vo.return %n : i64
}

// Box on one side, null on the other: null is the box of the empty string.
// CHECK-LABEL: vo.func @null(
// CHECK-SAME: %arg0: i64, %arg1: !vo.string) -> i64
// CHECK-NEXT: %[[K0:[^ :,]+]] = arith.constant 0 : i64
// CHECK-NEXT: %[[V0:[^ :,]+]] = arith.cmpi ne, %arg0, %[[K0]] : i64
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.box %arg1 : !vo.string
// CHECK-NEXT: %[[V2:[^ :,]+]] = vo.zero : !vo.ref
// CHECK-NEXT: %[[V3:[^ :,]+]] = vo.unbox %[[V2]] : !vo.string
// CHECK-NEXT: cf.cond_br %[[V0]], ^bb1(%arg1 : !vo.string), ^bb1(%[[V3]] : !vo.string)
// CHECK-NEXT: ^bb1(%[[V4:[^ :,]+]]: !vo.string):
// CHECK-NEXT: %[[V5:[^ :,]+]] = vo.string.len %[[V4]]
// CHECK-NEXT: vo.return %[[V5]] : i64
vo.func @null(%n0: i64, %s: !vo.string) -> i64 {
  %k0 = arith.constant 0 : i64
  %c = arith.cmpi ne, %n0, %k0 : i64
  %a = vo.box %s : !vo.string
  %z = vo.zero : !vo.ref
  cf.cond_br %c, ^join(%a : !vo.ref), ^join(%z : !vo.ref)
^join(%x: !vo.ref):
  %t = vo.unbox %x : !vo.string
  %n = vo.string.len %t
  vo.return %n : i64
}

// A chain of joins has one type; the evidence is at its end.
// CHECK-LABEL: vo.func @chain(
// CHECK-SAME: %arg0: i64, %arg1: !vo.ref) -> i64
// CHECK-NEXT: %[[K0:[^ :,]+]] = arith.constant 0 : i64
// CHECK-NEXT: %[[V0:[^ :,]+]] = arith.cmpi ne, %arg0, %[[K0]] : i64
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.unbox %arg1 : !vo.string
// CHECK-NEXT: cf.br ^bb1(%[[V1]] : !vo.string)
// CHECK-NEXT: ^bb1(%[[V2:[^ :,]+]]: !vo.string):
// CHECK-NEXT: %[[V3:[^ :,]+]] = vo.box %[[V2]] : !vo.string
// CHECK-NEXT: cf.br ^bb2(%[[V2]] : !vo.string)
// CHECK-NEXT: ^bb2(%[[V4:[^ :,]+]]: !vo.string):
// CHECK-NEXT: %[[V5:[^ :,]+]] = vo.box %[[V4]] : !vo.string
// CHECK-NEXT: cf.cond_br %[[V0]], ^bb1(%[[V4]] : !vo.string), ^bb3(%[[V4]] : !vo.string)
// CHECK-NEXT: ^bb3(%[[V6:[^ :,]+]]: !vo.string):
// CHECK-NEXT: %[[V7:[^ :,]+]] = vo.string.len %[[V6]]
// CHECK-NEXT: vo.return %[[V7]] : i64
vo.func @chain(%n0: i64, %p: !vo.ref) -> i64 {
  %k0 = arith.constant 0 : i64
  %c = arith.cmpi ne, %n0, %k0 : i64
  cf.br ^one(%p : !vo.ref)
^one(%x: !vo.ref):
  cf.br ^two(%x : !vo.ref)
^two(%y: !vo.ref):
  cf.cond_br %c, ^one(%y : !vo.ref), ^three(%y : !vo.ref)
^three(%z: !vo.ref):
  %s = vo.unbox %z : !vo.string
  %n = vo.string.len %s
  vo.return %n : i64
}

// Uses that want a reference get a box; two unboxes share the value.
// CHECK-LABEL: vo.func @mixedUses(
// CHECK-SAME: %arg0: !vo.string, %arg1: !vo.ref) -> i64
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.box %arg0 : !vo.string
// CHECK-NEXT: cf.br ^bb1(%arg0 : !vo.string)
// CHECK-NEXT: ^bb1(%[[V1:[^ :,]+]]: !vo.string):
// CHECK-NEXT: %[[V2:[^ :,]+]] = vo.box %[[V1]] : !vo.string
// CHECK-NEXT: vo.store %arg1[0], %[[V2]] : !vo.ref
// CHECK-NEXT: %[[V3:[^ :,]+]] = vo.string.concat %[[V1]], %[[V1]]
// CHECK-NEXT: %[[V4:[^ :,]+]] = vo.string.len %[[V3]]
// CHECK-NEXT: vo.return %[[V4]] : i64
vo.func @mixedUses(%s: !vo.string, %r: !vo.ref) -> i64 {
  %a = vo.box %s : !vo.string
  cf.br ^next(%a : !vo.ref)
^next(%x: !vo.ref):
  vo.store %r[0], %x : !vo.ref
  %t = vo.unbox %x : !vo.string
  %u = vo.unbox %x : !vo.string
  %v = vo.string.concat %t, %u
  %n = vo.string.len %v
  vo.return %n : i64
}

// Only the references among the arguments.
// CHECK-LABEL: vo.func @otherArguments(
// CHECK-SAME: %arg0: i64, %arg1: !vo.slice, %arg2: !vo.iface) -> i64
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.box %arg1 : !vo.slice
// CHECK-NEXT: cf.br ^bb1(%arg0, %arg1, %arg2, %arg1 : i64, !vo.slice, !vo.iface, !vo.slice)
// CHECK-NEXT: ^bb1(%[[V1:[^ :,]+]]: i64, %[[V2:[^ :,]+]]: !vo.slice, %[[V3:[^ :,]+]]: !vo.iface, %[[V4:[^ :,]+]]: !vo.slice):
// CHECK-NEXT: %[[V5:[^ :,]+]] = vo.slice.len %[[V2]]
// CHECK-NEXT: vo.return %[[V5]] : i64
vo.func @otherArguments(%n: i64, %s: !vo.slice, %i: !vo.iface) -> i64 {
  %a = vo.box %s : !vo.slice
  cf.br ^next(%n, %a, %i, %s : i64, !vo.ref, !vo.iface, !vo.slice)
^next(%m: i64, %x: !vo.ref, %j: !vo.iface, %t: !vo.slice):
  %u = vo.unbox %x : !vo.slice
  %k = vo.slice.len %u
  vo.return %k : i64
}
