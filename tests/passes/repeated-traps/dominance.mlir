// RUN: vo-opt %s --pass-pipeline='builtin.module(func.func(vo-repeated-traps))' | FileCheck %s
// RUN: vo-opt %s --pass-pipeline='builtin.module(func.func(vo-repeated-traps{max-traps=1}))' | FileCheck %s --check-prefix=ONE

// A trap goes where one of the same condition is surely behind us.

// CHECK-LABEL: func.func @blocks(
// CHECK:      vort.trap_if %arg0, "NilPointerDereference"
// CHECK-NEXT: vort.trap_if %arg1, "NilPointerDereference"
// CHECK-NEXT: cf.cond_br
// CHECK-NEXT: ^bb1:
// CHECK-NEXT: cf.br
// CHECK-NEXT: ^bb2:
// CHECK-NEXT: return
// ONE-LABEL: func.func @blocks(
// ONE-COUNT-4: vort.trap_if
// ONE-NOT: vort.trap_if
// ONE: return
func.func @blocks(%c: i1, %d: i1, %e: i1) {
  vort.trap_if %c, "NilPointerDereference"
  vort.trap_if %d, "NilPointerDereference"
  vort.trap_if %c, "NilPointerDereference"
  cf.cond_br %e, ^a, ^b
^a:
  vort.trap_if %d, "DivisionByZero"
  cf.br ^b
^b:
  vort.trap_if %c, "NilPointerDereference"
  func.return
}

// A reference that is not null stays so.
// CHECK-LABEL: func.func @null(
// CHECK-COUNT-1: vort.trap_if
// CHECK-NOT:   vort.trap_if
// CHECK:       return
func.func @null(%p: !vort.ref) {
  %c = vort.is_null %p
  vort.trap_if %c, "NilPointerDereference"
  %d = vort.is_null %p
  vort.trap_if %d, "NilPointerDereference"
  func.return
}

// Two arms do not dominate each other, nor what follows.
// CHECK-LABEL: func.func @arms(
// CHECK-COUNT-3: vort.trap_if %arg0
// CHECK-NOT: vort.trap_if
// CHECK: return
func.func @arms(%c: i1, %e: i1) {
  cf.cond_br %e, ^a, ^b
^a:
  vort.trap_if %c, "NilPointerDereference"
  cf.br ^end
^b:
  vort.trap_if %c, "NilPointerDereference"
  cf.br ^end
^end:
  vort.trap_if %c, "NilPointerDereference"
  func.return
}

// A block may stand before the one that dominates it.
// CHECK-LABEL: func.func @order(
// CHECK:      cf.br ^bb2
// CHECK-NEXT: ^bb1:
// CHECK-NEXT: return
// CHECK-NEXT: ^bb2:
// CHECK-NEXT: vort.trap_if
func.func @order(%c: i1) {
  cf.br ^b
^a:
  vort.trap_if %c, "NilPointerDereference"
  func.return
^b:
  vort.trap_if %c, "NilPointerDereference"
  cf.br ^a
}

// The condition of each turn is another one.
// CHECK-LABEL: func.func @loop(
// CHECK: vort.trap_if
func.func @loop(%c: i1, %d: i1) {
  cf.br ^head(%c : i1)
^head(%e: i1):
  vort.trap_if %e, "NilPointerDereference"
  cf.cond_br %d, ^head(%d : i1), ^end
^end:
  func.return
}

// Nothing comes to a block that cannot be reached.
// CHECK-LABEL: func.func @unreached(
// CHECK: vort.trap_if
func.func @unreached(%c: i1) {
  func.return
^a:
  vort.trap_if %c, "NilPointerDereference"
  cf.br ^a
}
