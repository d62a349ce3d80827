// RUN: vo-opt %s --sroa --mem2reg --canonicalize | FileCheck %s

// Frame memory and objects whose leaves are all named by constants are variables; other uses keep them.

// CHECK: vo.struct @Point { x: i64, y: f64 }
vo.struct @Point { x: i64, y: f64 }
// CHECK: vo.struct @Record { at: 2 x @Point, bytes: 2 x si8, name: !vo.string, any: !vo.iface }
vo.struct @Record { at: 2 x @Point, bytes: 2 x si8, name: !vo.string, any: !vo.iface }
// CHECK: vo.struct @Large { words: 65 x i64 }
vo.struct @Large { words: 65 x i64 }
// A copy of leaves, into memory and out of it.
// CHECK-LABEL: vo.func @moves(
// CHECK-NOT: vo.frame
// CHECK: %[[LOADED:.+]]:2 = vo.load %arg0[at] : !vo.ptr<@Moved> -> i64, f64
// CHECK: vo.store %arg0[to], %{{.+}}, %{{.+}} {nonnull} : !vo.ptr<@Moved>, i64, f64
// CHECK-NOT: vo.move
vo.struct @Moved { at: @Point, to: @Point }
vo.func @moves(%p: !vo.ptr<@Moved>) -> i64 {
  %f = vo.frame : !vo.frame<2 x @Point>
  %g = vo.frame : !vo.frame<2 x @Point>
  vo.move 2 of %p[at] to %f[1] : !vo.ptr<@Moved> to !vo.frame<2 x @Point>
  vo.move 2 of %f[1] to %f[0] {nonnull} : !vo.frame<2 x @Point> to !vo.frame<2 x @Point>
  vo.move 4 of %f to %g {nonnull} : !vo.frame<2 x @Point> to !vo.frame<2 x @Point>
  vo.move 2 of %g to %p[to] {nonnull} : !vo.frame<2 x @Point> to !vo.ptr<@Moved>
  %x = vo.frame.get %g[1, x] : !vo.frame<2 x @Point> -> i64
  vo.return %x : i64
}

// CHECK-LABEL: vo.func @frame(
// CHECK-SAME: %arg0: i64, %arg1: f64) -> (i64, f64, i64)
// CHECK-NEXT: %[[Vc0_i64:[^ :,]+]] = arith.constant 0 : i64
// CHECK-NEXT: vo.return %arg0, %arg1, %[[Vc0_i64]] : i64, f64, i64
vo.func @frame(%x: i64, %y: f64) -> (i64, f64, i64) {
  %f = vo.frame : !vo.frame<4 x @Point>
  vo.frame.set %f[2], %x, %y : !vo.frame<4 x @Point>, i64, f64
  %a, %b = vo.frame.get %f[2] : !vo.frame<4 x @Point> -> i64, f64
  %c = vo.frame.get %f[1, x] : !vo.frame<4 x @Point> -> i64
  vo.return %a, %b, %c : i64, f64, i64
}

// Values of all leaves; reads may go over the end of a member.
// CHECK-LABEL: vo.func @object(
// CHECK-SAME: %arg0: !vo.string, %arg1: !vo.iface, %arg2: f64) -> (f64, i64, i64, !vo.string, !vo.iface)
// CHECK-NEXT: %[[Vc0_i64:[^ :,]+]] = arith.constant 0 : i64
// CHECK-NEXT: vo.return %arg2, %[[Vc0_i64]], %[[Vc0_i64]], %arg0, %arg1 : f64, i64, i64, !vo.string, !vo.iface
vo.func @object(%s: !vo.string, %i: !vo.iface, %y: f64) -> (f64, i64, i64, !vo.string, !vo.iface) {
  %p = vo.new : !vo.ptr<@Record>
  vo.store %p[at.1.y], %y : !vo.ptr<@Record>, f64
  vo.store %p[name], %s, %i : !vo.ptr<@Record>, !vo.string, !vo.iface
  %a, %b, %c, %d, %e = vo.load %p[at.1.y] : !vo.ptr<@Record> -> f64, i64, i64, !vo.string, !vo.iface
  vo.return %a, %b, %c, %d, %e : f64, i64, i64, !vo.string, !vo.iface
}

// A narrow leaf keeps the low bits.
// CHECK-LABEL: vo.func @narrow(
// CHECK-SAME: %arg0: i64) -> i64
// CHECK-NEXT: %[[V0:[^ :,]+]] = arith.trunci %arg0 : i64 to i8
// CHECK-NEXT: %[[V1:[^ :,]+]] = arith.extsi %[[V0]] : i8 to i64
// CHECK-NEXT: vo.return %[[V1]] : i64
vo.func @narrow(%x: i64) -> i64 {
  %p = vo.new : !vo.ptr<@Record>
  vo.store %p[bytes.1], %x : !vo.ptr<@Record>, i64
  %a = vo.load %p[bytes.1] : !vo.ptr<@Record> -> i64
  vo.return %a : i64
}
// CHECK-LABEL: vo.func @box(
// CHECK-SAME: %arg0: i64) -> i64
// CHECK-NEXT: vo.return %arg0 : i64
vo.func @box(%x: i64) -> i64 {
  %b = vo.new(%x : i64) : !vo.box<i64>
  %a = vo.load %b : !vo.box<i64> -> i64
  vo.return %a : i64
}

// A new object in each turn.
// CHECK-LABEL: vo.func @loop(
// CHECK-SAME: %arg0: i64) -> i64
// CHECK-NEXT: %[[Vc1_i64:[^ :,]+]] = arith.constant 1 : i64
// CHECK-NEXT: %[[Vc0_i64:[^ :,]+]] = arith.constant 0 : i64
// CHECK-NEXT: cf.br ^bb1(%[[Vc0_i64]], %[[Vc0_i64]] : i64, i64)
// CHECK-NEXT: ^bb1(%[[V0:[^ :,]+]]: i64, %[[V1:[^ :,]+]]: i64):
// CHECK-NEXT: %[[V2:[^ :,]+]] = arith.cmpi slt, %[[V0]], %arg0 : i64
// CHECK-NEXT: cf.cond_br %[[V2]], ^bb2, ^bb3
// CHECK-NEXT: ^bb2:
// CHECK-NEXT: %[[V3:[^ :,]+]] = arith.addi %[[V0]], %[[Vc1_i64]] : i64
// CHECK-NEXT: cf.br ^bb1(%[[V3]], %[[V1]] : i64, i64)
// CHECK-NEXT: ^bb3:
// CHECK-NEXT: vo.return %[[V1]] : i64
vo.func @loop(%n: i64) -> i64 {
  %zero = arith.constant 0 : i64
  cf.br ^head(%zero, %zero : i64, i64)
^head(%i: i64, %sum: i64):
  %more = arith.cmpi slt, %i, %n : i64
  cf.cond_br %more, ^body, ^end
^body:
  %b = vo.new : !vo.box<i64>
  %old = vo.load %b : !vo.box<i64> -> i64
  vo.store %b, %i : !vo.box<i64>, i64
  %next = arith.addi %sum, %old : i64
  %one = arith.constant 1 : i64
  %j = arith.addi %i, %one : i64
  cf.br ^head(%j, %next : i64, i64)
^end:
  vo.return %sum : i64
}
// CHECK-LABEL: vo.func @indexed(
// CHECK-SAME: %arg0: i64, %arg1: i64) -> i64
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.frame : !vo.frame<4 x i64>
// CHECK-NEXT: vo.frame.set %[[V0]][%arg0], %arg1 : !vo.frame<4 x i64>, i64
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.frame.get %[[V0]][1] : !vo.frame<4 x i64> -> i64
// CHECK-NEXT: vo.return %[[V1]] : i64
vo.func @indexed(%i: i64, %x: i64) -> i64 {
  %f = vo.frame : !vo.frame<4 x i64>
  vo.frame.set %f[%i], %x : !vo.frame<4 x i64>, i64
  %a = vo.frame.get %f[1] : !vo.frame<4 x i64> -> i64
  vo.return %a : i64
}
// CHECK-LABEL: vo.func @escapes(
// CHECK-SAME: %arg0: i64) -> !vo.box<i64>
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.new : !vo.box<i64>
// CHECK-NEXT: vo.store %[[V0]], %arg0 : !vo.box<i64>, i64
// CHECK-NEXT: vo.return %[[V0]] : !vo.box<i64>
vo.func @escapes(%x: i64) -> !vo.box<i64> {
  %b = vo.new : !vo.box<i64>
  vo.store %b, %x : !vo.box<i64>, i64
  vo.return %b : !vo.box<i64>
}
// CHECK-LABEL: vo.func @storedInItself(
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.new : !vo.ptr<@Self>
// CHECK-NEXT: vo.store %[[V0]][next], %[[V0]] : !vo.ptr<@Self>, !vo.ptr<@Self>
// CHECK-NEXT: vo.return
vo.func @storedInItself() {
  %b = vo.new : !vo.ptr<@Self>
  vo.store %b[next], %b : !vo.ptr<@Self>, !vo.ptr<@Self>
  vo.return
}
// CHECK: vo.struct @Self { next: !vo.ptr<@Self> }
vo.struct @Self { next: !vo.ptr<@Self> }
// CHECK-LABEL: vo.func @large(
// CHECK-SAME: %arg0: i64) -> i64
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.new : !vo.ptr<@Large>
// CHECK-NEXT: vo.store %[[V0]][words.3], %arg0 : !vo.ptr<@Large>, i64
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.load %[[V0]][words.3] : !vo.ptr<@Large> -> i64
// CHECK-NEXT: vo.return %[[V1]] : i64
vo.func @large(%x: i64) -> i64 {
  %p = vo.new : !vo.ptr<@Large>
  vo.store %p[words.3], %x : !vo.ptr<@Large>, i64
  %a = vo.load %p[words.3] : !vo.ptr<@Large> -> i64
  vo.return %a : i64
}
