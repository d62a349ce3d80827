// RUN: vo-opt %s --pass-pipeline='builtin.module(func.func(vo-unchanged-stores))' | FileCheck %s
// RUN: vo-opt %s --pass-pipeline='builtin.module(func.func(vo-unchanged-stores{max-stores=1}))' | FileCheck %s --check-prefix=ONE

// A store of what was loaded from the place goes.

// s.items = s.items[:n]: the length stays.
// CHECK-LABEL: func.func @cut(
// CHECK-NOT:   vort.card_mark
// CHECK:       vort.store %arg1, %{{.*}} as extent
// CHECK-NOT:   vort.store
// CHECK:       return
// ONE-LABEL:   func.func @cut(
// ONE-NOT:     as base : !vort.ref, !vort.ref
// ONE-NOT:     vort.card_mark
// ONE-COUNT-3: vort.store
// ONE:         return
func.func @cut(%p: !vort.ref, %n: i64, %c: i1) {
  %base = vort.load %p as base : !vort.ref -> !vort.ref
  %a8 = vort.addr %p[8] : !vort.ref
  %offset = vort.load %a8 as extent : !vort.ref -> i64
  %a24 = vort.addr %p[24] : !vort.ref
  %capacity = vort.load %a24 as extent : !vort.ref -> i64
  vort.trap_if %c, "SliceBoundsOutOfRange"(%n, %n)
  vort.store %base, %p as base : !vort.ref, !vort.ref
  vort.card_mark %p
  %b8 = vort.addr %p[8] : !vort.ref
  vort.store %offset, %b8 as extent : i64, !vort.ref
  %b16 = vort.addr %p[16] : !vort.ref
  vort.store %n, %b16 as extent : i64, !vort.ref
  %b24 = vort.addr %p[24] : !vort.ref
  vort.store %capacity, %b24 as extent : i64, !vort.ref
  func.return
}

// What lies between on any way does not write there: other kinds of memory, other words of the object, a new object.
// CHECK-LABEL: func.func @harmless(
// CHECK:       vort.store %arg2, %arg1 as u8
// CHECK:       vort.store_words
// CHECK-NOT:   %arg0 as ref : !vort.ref, !vort.ref
// CHECK:       return
func.func @harmless(%p: !vort.ref, %q: !vort.ref, %n: i64, %c: i1) -> !vort.ref {
  %x = vort.load %p as ref : !vort.ref -> !vort.ref
  cf.cond_br %c, ^a, ^b
^a:
  vort.store %n, %q as u8 : i64, !vort.ref
  vort.store_words "hw"(%n, %n, %q), %q : (i64, i64, !vort.ref), !vort.ref
  cf.br ^c
^b:
  %p8 = vort.addr %p[8] : !vort.ref
  vort.store %q, %p8 as ref : !vort.ref, !vort.ref
  vort.card_mark %p8
  cf.br ^c
^c:
  %new = vort.alloc <"r">
  vort.store %x, %p as ref : !vort.ref, !vort.ref
  vort.card_mark %p
  func.return %new : !vort.ref
}
