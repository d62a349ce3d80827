// RUN: vo-opt %s --pass-pipeline='builtin.module(func.func(vo-unchanged-stores))' | FileCheck %s
// RUN: vo-opt %s --pass-pipeline='builtin.module(func.func(vo-unchanged-stores{max-stores=0}))' | FileCheck %s --check-prefix=NONE

// s.items = append(s.items, x): what growing changes is stored where it grows.

// CHECK-LABEL: func.func @append(
// CHECK:       %[[NEW:.*]]:4 = vort.call_runtime "vo_rt_slice_grow"
// CHECK-NEXT:  vort.store %[[NEW]]#0, %arg0 as base
// CHECK-NEXT:  vort.card_mark %arg0
// CHECK-NEXT:  %[[A:.*]] = vort.addr %arg0[24]
// CHECK-NEXT:  vort.store %[[NEW]]#3, %[[A]] as extent
// CHECK-NEXT:  cf.br ^bb2
// CHECK:       ^bb2(
// CHECK:       vort.store %arg1, %{{.*}} as i64
// CHECK-NOT:   vort.card_mark
// CHECK:       vort.store %{{.*}}, %{{.*}} as extent
// CHECK-NOT:   vort.store
// CHECK:       return
// NONE-LABEL:  func.func @append(
// NONE:        ^bb2(
// NONE-COUNT-4: vort.store
func.func @append(%p: !vort.ref, %x: i64) {
  %base = vort.load %p as base : !vort.ref -> !vort.ref
  %p16 = vort.addr %p[16] : !vort.ref
  %length = vort.load %p16 as extent : !vort.ref -> i64
  %p24 = vort.addr %p[24] : !vort.ref
  %capacity = vort.load %p24 as extent : !vort.ref -> i64
  %full = arith.cmpi uge, %length, %capacity : i64
  cf.cond_br %full, ^grow, ^put(%base, %capacity : !vort.ref, i64)
^grow:
  %l = vort.array_layout <slots "v">
  %new:4 = vort.call_runtime "vo_rt_slice_grow"(%base, %length, %length, %capacity, %l, %l) : (!vort.ref, i64, i64, i64, i64, i64) -> (!vort.ref, i64, i64, i64)
  cf.br ^put(%new#0, %new#3 : !vort.ref, i64)
^put(%b: !vort.ref, %c: i64):
  %element = vort.addr %b[%length * 8 + 16] : !vort.ref
  vort.store %x, %element as i64 : i64, !vort.ref
  %one = arith.constant 1 : i64
  %longer = arith.addi %length, %one : i64
  vort.store %b, %p as base : !vort.ref, !vort.ref
  vort.card_mark %p
  %q16 = vort.addr %p[16] : !vort.ref
  vort.store %longer, %q16 as extent : i64, !vort.ref
  %q24 = vort.addr %p[24] : !vort.ref
  vort.store %c, %q24 as extent : i64, !vort.ref
  func.return
}

// An element that is a reference is none of the slice's words; one that is a slice might be.
// CHECK-LABEL: func.func @references(
// CHECK:       ^bb1:
// CHECK-NEXT:  vort.store %arg2, %arg0 as base
// CHECK-NEXT:  vort.card_mark %arg0
// CHECK:       ^bb2(
// CHECK:       vort.store %arg1, %{{.*}} as ref
// CHECK-NEXT:  vort.card_mark
// CHECK-NEXT:  return
func.func @references(%p: !vort.ref, %x: !vort.ref, %other: !vort.ref, %full: i1) {
  %base = vort.load %p as base : !vort.ref -> !vort.ref
  cf.cond_br %full, ^grow, ^put(%base : !vort.ref)
^grow:
  cf.br ^put(%other : !vort.ref)
^put(%b: !vort.ref):
  vort.store %x, %b as ref : !vort.ref, !vort.ref
  vort.card_mark %b
  vort.store %b, %p as base : !vort.ref, !vort.ref
  vort.card_mark %p
  func.return
}

// CHECK-LABEL: func.func @slices(
// CHECK:       ^bb2(
// CHECK:       as base
// CHECK:       as base
func.func @slices(%p: !vort.ref, %x: !vort.ref, %other: !vort.ref, %full: i1) {
  %base = vort.load %p as base : !vort.ref -> !vort.ref
  cf.cond_br %full, ^grow, ^put(%base : !vort.ref)
^grow:
  cf.br ^put(%other : !vort.ref)
^put(%b: !vort.ref):
  vort.store %x, %b as base : !vort.ref, !vort.ref
  vort.card_mark %b
  vort.store %b, %p as base : !vort.ref, !vort.ref
  vort.card_mark %p
  func.return
}
