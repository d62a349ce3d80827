// RUN: vo-opt %s --vo-place-polls | FileCheck %s --implicit-check-not=vort.poll

// Nobody is starved in a program without goroutines.

// CHECK-LABEL: func.func @loop(
func.func @loop(%c: i1) {
  cf.br ^head
^head:
  cf.cond_br %c, ^head, ^end
^end:
  func.return
}
