// RUN: vo-opt %s --vo-to-vort | FileCheck %s

// Copies of many leaves: at once where both sides are objects and alike, else a loop for what repeats.

vo.struct @Pair { name: !vo.string, x: i64 }
vo.struct @Book { before: i64, pairs: 40 x @Pair, bytes: 40 x ui8 }

// CHECK-LABEL: func.func @atOnce(
// CHECK: vort.trap_if %{{.+}}, "NilPointerDereference"
// CHECK: %[[TO:.+]] = vort.addr %arg0[8] : !vort.ref
// CHECK-DAG: %[[COUNT:.+]] = arith.constant 160 : i64
// CHECK-DAG: %[[WORD:.+]] = arith.constant 8 : i64
// CHECK: vort.call_runtime "vo_rt_slice_copy"(%[[TO]], %{{.+}}, %[[COUNT]], %[[COUNT]], %{{.+}}, %{{.+}}, %[[COUNT]], %[[COUNT]], %[[WORD]]) :
// CHECK-NOT: cf.br
vo.func @atOnce(%p: !vo.ptr<@Book>) {
  %f = vo.frame : !vo.frame<40 x @Pair>
  vo.move 80 of %f to %p[pairs] : !vo.frame<40 x @Pair> to !vo.ptr<@Book>
  vo.return
}

// Without a barrier nothing is recorded.
// CHECK-LABEL: func.func @unrecorded(
// CHECK-NOT: vort.trap_if
// CHECK-DAG: arith.constant 1280 : i64
// CHECK-DAG: %[[UNIT:.+]] = arith.constant 1 : i64
// CHECK: vort.call_runtime "vo_rt_slice_copy"({{.+}}, %[[UNIT]]) :
vo.func @unrecorded(%p: !vo.ptr<@Book>) {
  %f = vo.frame : !vo.frame<40 x @Pair>
  vo.move 80 of %f to %p[pairs] {nobarrier, nonnull} : !vo.frame<40 x @Pair> to !vo.ptr<@Book>
  vo.return
}

// Words become bytes.
// CHECK-LABEL: func.func @narrow(
// CHECK: ^[[LOOP:bb[0-9]+]](%[[I:.+]]: i64):
// CHECK: %[[FROM:.+]] = vort.addr %{{.+}}[%[[I]] * 8 + 0] : !vort.raw
// CHECK: %[[TO:.+]] = vort.addr %{{.+}}[%[[I]] * 1 + 0] : !vort.ref
// CHECK: %[[X:.+]] = vort.load %[[FROM]] as i64 : !vort.raw -> i64
// CHECK: vort.store %[[X]], %[[TO]] as u8 : i64, !vort.ref
// CHECK: %[[MORE:.+]] = arith.cmpi ult, %{{.+}}, %{{.+}} : i64
// CHECK: cf.cond_br %[[MORE]], ^[[LOOP]](
vo.func @narrow(%p: !vo.ptr<@Book>) {
  %f = vo.frame : !vo.frame<40 x i64>
  vo.move 40 of %f to %p[bytes] : !vo.frame<40 x i64> to !vo.ptr<@Book>
  vo.return
}

// Elements of an array object begin behind its header.
// CHECK-LABEL: func.func @array(
// CHECK: vort.addr %arg0[16] : !vort.ref
vo.func @array(%a: !vo.array<40 x i64>) {
  %f = vo.frame : !vo.frame<40 x i64>
  vo.move 40 of %a to %f : !vo.array<40 x i64> to !vo.frame<40 x i64>
  vo.return
}
