// RUN: vo-opt %s --vo-place-polls | FileCheck %s
// RUN: vo-opt %s --vo-place-polls=max-polls=1 | FileCheck %s --check-prefix=ONE

// Every cycle has a poll, in a program that starts goroutines: a loop at its head, one with two entries where an edge leads
// back.

func.func private @thread(!vort.ref, i64)

// CHECK-LABEL: func.func @start(
// CHECK-NOT: vort.poll
func.func @start() {
  %code = vort.func_addr @thread
  %null = vort.null
  %zero = arith.constant 0 : i64
  vort.call_runtime "vo_rt_go"(%code, %null, %zero) : (!vort.raw, !vort.ref, i64) -> ()
  func.return
}

// CHECK-LABEL: func.func @nest(
// CHECK:      ^bb1:
// CHECK-NEXT: vort.poll
// CHECK:      ^bb2:
// CHECK-NEXT: vort.poll
// CHECK:      ^bb3:
// CHECK-NOT:  vort.poll
// ONE-COUNT-1: vort.poll
// ONE-NOT: vort.poll
func.func @nest(%n: i64, %c: i1, %d: i1) {
  cf.br ^outer
^outer:
  cf.br ^inner
^inner:
  cf.cond_br %c, ^inner, ^next
^next:
  cf.cond_br %d, ^outer, ^end
^end:
  func.return
}

// CHECK-LABEL: func.func @two_entries(
// CHECK:       vort.poll
func.func @two_entries(%c: i1, %d: i1) {
  cf.cond_br %c, ^a, ^b
^a:
  cf.cond_br %d, ^b, ^end
^b:
  cf.br ^a
^end:
  func.return
}

// CHECK-LABEL: func.func @straight(
// CHECK-NOT: vort.poll
func.func @straight(%c: i1) {
  cf.cond_br %c, ^a, ^b
^a:
  cf.br ^b
^b:
  func.return
}
