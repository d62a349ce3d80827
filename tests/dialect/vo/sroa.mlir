// RUN: vo-opt %s --split-input-file --sroa | FileCheck %s
// RUN: vo-opt %s --split-input-file --sroa --mem2reg --canonicalize | FileCheck %s --check-prefix=SSA

// A frame area whose indices are constant is a variable per slot that is used.
// CHECK-LABEL: vo.func @area(
// CHECK-NEXT: arith.constant 1
// CHECK-NEXT: %[[S1:[^ :,]+]] = vo.var "s1" : <i64>
// CHECK-NEXT: %[[ZERO:[^ :,]+]] = arith.constant 0 : i64
// CHECK-NEXT: vo.var.set %[[S1]], %[[ZERO]] : <i64>
// CHECK-NEXT: %[[S3:[^ :,]+]] = vo.var "s3" : <f64>
// CHECK-NOT: vo.frame
// CHECK: vo.var.set %[[S1]], %arg0 : <i64>
// CHECK: %[[BITS:[^ :,]+]] = vo.var.get %[[S3]] : <f64>
// CHECK: arith.bitcast %[[BITS]] : f64 to i64
// CHECK: vo.return
// SSA-LABEL: vo.func @area(
// SSA-NEXT: %[[ZERO:[^ :,]+]] = arith.constant 0 : i64
// SSA-NEXT: vo.return %arg0, %[[ZERO]] : i64, i64
vo.func @area(%x: i64) -> (i64, i64) {
  %one = arith.constant 1 : i64
  %f = vo.frame <"vvvf"> : !vo.frame
  vo.frame.set %f[%one * 1 + 0], %x : !vo.frame, i64
  %a = vo.frame.get %f[%one * 1 + 0] : !vo.frame -> i64
  %b = vo.frame.get %f[%one * 2 + 1] : !vo.frame -> i64
  vo.return %a, %b : i64, i64
}

// -----

// An object that is only read and written is one, too; interfaces are two variables, strings a reference.
// CHECK-LABEL: vo.func @object(
// CHECK-NOT: vo.new
// CHECK: vo.var "s0" : <!vo.ref>
// CHECK: vo.var "s1" : <i64>
// CHECK: vo.var "s2" : <!vo.word>
// CHECK-NOT: vo.var "s3"
// CHECK: vo.return
// SSA-LABEL: vo.func @object(
// SSA-NEXT: vo.return %arg0, %arg1 : !vo.string, !vo.iface
vo.func @object(%s: !vo.string, %i: !vo.iface) -> (!vo.string, !vo.iface) {
  %p = vo.new <"rhwv">
  vo.store %p[0], %s, %i : !vo.string, !vo.iface
  %t = vo.load %p[0] : !vo.string
  %j = vo.load %p[1] : !vo.iface
  vo.return %t, %j : !vo.string, !vo.iface
}

// -----

// Each turn of a loop makes new memory: zero, whatever the last turn wrote.
// SSA-LABEL: vo.func @loop(
// SSA: ^bb1(%{{[^ :,]+}}: i64, %[[SUM:[^ :,]+]]: i64):
// SSA-NOT: vo.new
// SSA: ^bb2:
// SSA-NEXT: %[[NEXT:[^ :,]+]] = arith.addi
// SSA-NEXT: cf.br ^bb1(%[[NEXT]], %[[SUM]] : i64, i64)
vo.func @loop(%n: i64) -> i64 {
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  cf.br ^head(%zero, %zero : i64, i64)
^head(%i: i64, %sum: i64):
  %c = arith.cmpi slt, %i, %n : i64
  cf.cond_br %c, ^body, ^exit
^body:
  %p = vo.new <"v">
  %old = vo.load %p[0] : i64
  vo.store %p[0], %n : i64
  %s = arith.addi %sum, %old : i64
  %j = arith.addi %i, %one : i64
  cf.br ^head(%j, %s : i64, i64)
^exit:
  vo.return %sum : i64
}

// -----

// Only written: nothing is left.
// SSA-LABEL: vo.func @writeOnly(
// SSA-NEXT: vo.return
vo.func @writeOnly(%x: i64) {
  %p = vo.new <"vv">
  vo.store %p[1], %x : i64
  vo.return
}

// -----

// What may be anywhere, or is known elsewhere, stays memory.

// CHECK-LABEL: vo.func @index(
// CHECK: vo.frame <"vv">
vo.func @index(%i: i64) -> i64 {
  %f = vo.frame <"vv"> : !vo.frame
  %x = vo.frame.get %f[%i * 1 + 0] : !vo.frame -> i64
  vo.return %x : i64
}

// An index that a dominating check excludes.
// CHECK-LABEL: vo.func @outside(
// CHECK: vo.frame <"vv">
// CHECK: vo.frame <"vv">
vo.func @outside() -> (i64, i64) {
  %two = arith.constant 2 : i64
  %minus = arith.constant -1 : i64
  %f = vo.frame <"vv"> : !vo.frame
  %g = vo.frame <"vv"> : !vo.frame
  %x = vo.frame.get %f[%two * 1 + 0] : !vo.frame -> i64
  %y = vo.frame.get %g[%minus * 1 + 0] : !vo.frame -> i64
  vo.return %x, %y : i64, i64
}

// CHECK-LABEL: vo.func @escapes(
// CHECK: vo.new <"v">
// CHECK: vo.new <"r">
// CHECK: vo.new <"r">
// CHECK: vo.new <"v">
// CHECK: vo.new <"r">
vo.func @escapes(%q: !vo.ref, %n: i64) -> !vo.ref {
  %zero = arith.constant 0 : i64
  %returned = vo.new <"v">
  %self = vo.new <"r">
  vo.store %self[0], %self : !vo.ref
  %inFrame = vo.new <"r">
  vo.frame.set %inFrame[%zero * 1 + 0], %inFrame : !vo.ref, !vo.ref
  %moved = vo.new <"v">
  %address = vo.addr %moved[%n]
  vo.store %address[0], %n : i64
  %stored = vo.new <"r">
  vo.store %q[0], %stored : !vo.ref
  vo.return %returned : !vo.ref
}

// A reference read as a scalar, half an interface.
// CHECK-LABEL: vo.func @types(
// CHECK: vo.new <"r">
// CHECK: vo.new <"hw">
vo.func @types() -> (i64, !vo.iface) {
  %p = vo.new <"r">
  %x = vo.load %p[0] : i64
  %q = vo.new <"hw">
  %i = vo.load %q[1] : !vo.iface
  vo.return %x, %i : i64, !vo.iface
}

// More than 64 slots.
// CHECK-LABEL: vo.func @large(
// CHECK: vo.frame
vo.func @large() -> i64 {
  %zero = arith.constant 0 : i64
  %f = vo.frame <"vvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvv"> : !vo.frame
  %x = vo.frame.get %f[%zero * 1 + 0] : !vo.frame -> i64
  vo.return %x : i64
}
