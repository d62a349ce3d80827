// RUN: vo-opt %s --vo-sharpen | FileCheck %s

// What keeps its type.

// Two types flow in.
// CHECK-LABEL: vo.func @conflictOfBoxes(
// CHECK-SAME: %arg0: i64, %arg1: !vo.string, %arg2: !vo.slice) -> !vo.ref
// CHECK-NEXT: %[[K0:[^ :,]+]] = arith.constant 0 : i64
// CHECK-NEXT: %[[V0:[^ :,]+]] = arith.cmpi ne, %arg0, %[[K0]] : i64
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.box %arg1 : !vo.string
// CHECK-NEXT: %[[V2:[^ :,]+]] = vo.box %arg2 : !vo.slice
// CHECK-NEXT: cf.cond_br %[[V0]], ^bb1(%[[V1]] : !vo.ref), ^bb1(%[[V2]] : !vo.ref)
// CHECK-NEXT: ^bb1(%[[V3:[^ :,]+]]: !vo.ref):
// CHECK-NEXT: vo.return %[[V3]] : !vo.ref
vo.func @conflictOfBoxes(%n0: i64, %s: !vo.string, %t: !vo.slice) -> !vo.ref {
  %k0 = arith.constant 0 : i64
  %c = arith.cmpi ne, %n0, %k0 : i64
  %a = vo.box %s : !vo.string
  %b = vo.box %t : !vo.slice
  cf.cond_br %c, ^join(%a : !vo.ref), ^join(%b : !vo.ref)
^join(%x: !vo.ref):
  vo.return %x : !vo.ref
}

// A string flows in, a slice is read: dead code that the types of the program exclude.
// CHECK-LABEL: vo.func @conflictOfUse(
// CHECK-SAME: %arg0: i64, %arg1: !vo.string, %arg2: !vo.ref) -> i64
// CHECK-NEXT: %[[K0:[^ :,]+]] = arith.constant 0 : i64
// CHECK-NEXT: %[[V0:[^ :,]+]] = arith.cmpi ne, %arg0, %[[K0]] : i64
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.box %arg1 : !vo.string
// CHECK-NEXT: cf.cond_br %[[V0]], ^bb1(%[[V1]] : !vo.ref), ^bb1(%arg2 : !vo.ref)
// CHECK-NEXT: ^bb1(%[[V2:[^ :,]+]]: !vo.ref):
// CHECK-NEXT: %[[V3:[^ :,]+]] = vo.unbox %[[V2]] : !vo.slice
// CHECK-NEXT: %[[V4:[^ :,]+]] = vo.slice.len %[[V3]]
// CHECK-NEXT: vo.return %[[V4]] : i64
vo.func @conflictOfUse(%n0: i64, %s: !vo.string, %r: !vo.ref) -> i64 {
  %k0 = arith.constant 0 : i64
  %c = arith.cmpi ne, %n0, %k0 : i64
  %a = vo.box %s : !vo.string
  cf.cond_br %c, ^join(%a : !vo.ref), ^join(%r : !vo.ref)
^join(%x: !vo.ref):
  %t = vo.unbox %x : !vo.slice
  %n = vo.slice.len %t
  vo.return %n : i64
}

// The conflict of one place is that of all places joined with it.
// CHECK-LABEL: vo.func @conflictAtDistance(
// CHECK-SAME: %arg0: i64, %arg1: !vo.string) -> i64
// CHECK-NEXT: %[[K0:[^ :,]+]] = arith.constant 0 : i64
// CHECK-NEXT: %[[V0:[^ :,]+]] = arith.cmpi ne, %arg0, %[[K0]] : i64
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.box %arg1 : !vo.string
// CHECK-NEXT: cf.br ^bb1(%[[V1]] : !vo.ref)
// CHECK-NEXT: ^bb1(%[[V2:[^ :,]+]]: !vo.ref):
// CHECK-NEXT: cf.br ^bb2(%[[V2]] : !vo.ref)
// CHECK-NEXT: ^bb2(%[[V3:[^ :,]+]]: !vo.ref):
// CHECK-NEXT: %[[V4:[^ :,]+]] = vo.unbox %[[V3]] : !vo.slice
// CHECK-NEXT: %[[V5:[^ :,]+]] = vo.slice.len %[[V4]]
// CHECK-NEXT: vo.return %[[V5]] : i64
vo.func @conflictAtDistance(%n0: i64, %s: !vo.string) -> i64 {
  %k0 = arith.constant 0 : i64
  %c = arith.cmpi ne, %n0, %k0 : i64
  %a = vo.box %s : !vo.string
  cf.br ^one(%a : !vo.ref)
^one(%x: !vo.ref):
  cf.br ^two(%x : !vo.ref)
^two(%y: !vo.ref):
  %t = vo.unbox %y : !vo.slice
  %n = vo.slice.len %t
  vo.return %n : i64
}

// No evidence: a load tells nothing, nor does null.
// CHECK-LABEL: vo.func @noEvidence(
// CHECK-SAME: %arg0: i64, %arg1: !vo.ref) -> !vo.ref
// CHECK-NEXT: %[[K0:[^ :,]+]] = arith.constant 0 : i64
// CHECK-NEXT: %[[V0:[^ :,]+]] = arith.cmpi ne, %arg0, %[[K0]] : i64
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.load %arg1[0] : !vo.ref
// CHECK-NEXT: %[[V2:[^ :,]+]] = vo.zero : !vo.ref
// CHECK-NEXT: cf.cond_br %[[V0]], ^bb1(%[[V1]] : !vo.ref), ^bb1(%[[V2]] : !vo.ref)
// CHECK-NEXT: ^bb1(%[[V3:[^ :,]+]]: !vo.ref):
// CHECK-NEXT: vo.return %[[V3]] : !vo.ref
vo.func @noEvidence(%n0: i64, %p: !vo.ref) -> !vo.ref {
  %k0 = arith.constant 0 : i64
  %c = arith.cmpi ne, %n0, %k0 : i64
  %q = vo.load %p[0] : !vo.ref
  %z = vo.zero : !vo.ref
  cf.cond_br %c, ^join(%q : !vo.ref), ^join(%z : !vo.ref)
^join(%x: !vo.ref):
  vo.return %x : !vo.ref
}

// Public functions keep their type, inside and at their calls.
// CHECK-LABEL: vo.func @public(
// CHECK-SAME: %arg0: !vo.ref) -> !vo.ref
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.unbox %arg0 : !vo.string
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.string.concat %[[V0]], %[[V0]]
// CHECK-NEXT: %[[V2:[^ :,]+]] = vo.box %[[V1]] : !vo.string
// CHECK-NEXT: vo.return %[[V2]] : !vo.ref
vo.func @public(%p: !vo.ref) -> !vo.ref {
  %s = vo.unbox %p : !vo.string
  %t = vo.string.concat %s, %s
  %b = vo.box %t : !vo.string
  vo.return %b : !vo.ref
}
// CHECK-LABEL: vo.func @callsPublic(
// CHECK-SAME: %arg0: !vo.string) -> !vo.string
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.box %arg0 : !vo.string
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.call @public(%[[V0]]) : (!vo.ref) -> !vo.ref
// CHECK-NEXT: %[[V2:[^ :,]+]] = vo.unbox %[[V1]] : !vo.string
// CHECK-NEXT: vo.return %[[V2]] : !vo.string
vo.func @callsPublic(%s: !vo.string) -> !vo.string {
  %a = vo.box %s : !vo.string
  %b = vo.call @public(%a) : (!vo.ref) -> !vo.ref
  %t = vo.unbox %b : !vo.string
  vo.return %t : !vo.string
}

// So do functions without a body, and those that anything but a call names.
// CHECK-LABEL: vo.func private @external(
// CHECK-SAME: !vo.ref) -> !vo.ref
vo.func private @external(!vo.ref) -> !vo.ref
// CHECK-LABEL: vo.func private @named(
// CHECK-SAME: %arg0: !vo.ref) -> i64
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.unbox %arg0 : !vo.string
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.string.len %[[V0]]
// CHECK-NEXT: vo.return %[[V1]] : i64
vo.func private @named(%p: !vo.ref) -> i64 {
  %s = vo.unbox %p : !vo.string
  %n = vo.string.len %s
  vo.return %n : i64
}
// CHECK-LABEL: vo.func @uses(
// CHECK-SAME: %arg0: !vo.string) -> i64 attributes {vo.closure = @named}
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.box %arg0 : !vo.string
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.call @external(%[[V0]]) : (!vo.ref) -> !vo.ref
// CHECK-NEXT: %[[V2:[^ :,]+]] = vo.call @named(%[[V1]]) : (!vo.ref) -> i64
// CHECK-NEXT: vo.return %[[V2]] : i64
vo.func @uses(%s: !vo.string) -> i64 attributes {vo.closure = @named} {
  %a = vo.box %s : !vo.string
  %b = vo.call @external(%a) : (!vo.ref) -> !vo.ref
  %n = vo.call @named(%b) : (!vo.ref) -> i64
  vo.return %n : i64
}

// Private, but its callers pass different types.
// CHECK-LABEL: vo.func private @either(
// CHECK-SAME: %arg0: !vo.ref) -> i64
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.ref.is_null %arg0
// CHECK-NEXT: %[[V1:[^ :,]+]] = arith.extui %[[V0]] : i1 to i64
// CHECK-NEXT: vo.return %[[V1]] : i64
vo.func private @either(%p: !vo.ref) -> i64 {
  %n = vo.ref.is_null %p
  %m = arith.extui %n : i1 to i64
  vo.return %m : i64
}
// CHECK-LABEL: vo.func @callsEither(
// CHECK-SAME: %arg0: !vo.string, %arg1: !vo.slice) -> i64
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.box %arg0 : !vo.string
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.box %arg1 : !vo.slice
// CHECK-NEXT: %[[V2:[^ :,]+]] = vo.call @either(%[[V0]]) : (!vo.ref) -> i64
// CHECK-NEXT: %[[V3:[^ :,]+]] = vo.call @either(%[[V1]]) : (!vo.ref) -> i64
// CHECK-NEXT: %[[V4:[^ :,]+]] = arith.addi %[[V2]], %[[V3]] : i64
// CHECK-NEXT: vo.return %[[V4]] : i64
vo.func @callsEither(%s: !vo.string, %t: !vo.slice) -> i64 {
  %a = vo.box %s : !vo.string
  %b = vo.box %t : !vo.slice
  %m = vo.call @either(%a) : (!vo.ref) -> i64
  %n = vo.call @either(%b) : (!vo.ref) -> i64
  %o = arith.addi %m, %n : i64
  vo.return %o : i64
}
