// RUN: vo-opt %s --vo-place-polls | FileCheck %s

// An island ends with the program, in the middle of its loops.

func.func private @thread(!vort.ref, i64)

func.func @start(%island: !vort.ref) {
  %code = vort.func_addr @thread
  %null = vort.null
  %zero = arith.constant 0 : i64
  vort.call_runtime "vo_rt_island_go"(%island, %code, %null, %zero) : (!vort.ref, !vort.raw, !vort.ref, i64) -> ()
  func.return
}

// CHECK-LABEL: func.func @loop(
// CHECK:       ^bb1:
// CHECK-NEXT:  vort.poll
func.func @loop(%c: i1) {
  cf.br ^head
^head:
  cf.cond_br %c, ^head, ^end
^end:
  func.return
}
