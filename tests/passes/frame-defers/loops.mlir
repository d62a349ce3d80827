// RUN: vo-opt %s --pass-pipeline='builtin.module(vo.func(vo-frame-defers))' | FileCheck %s
// RUN: vo-opt %s --pass-pipeline='builtin.module(vo.func(vo-frame-defers{max-marks=1}))' | FileCheck %s --check-prefix=ONE

// A deferred call has its record in the frame unless its block may be entered again.

vo.func private @note(%x: i64) {
  vo.return
}

// CHECK-LABEL: vo.func @branches(
// CHECK:       vo.defer @note(%arg0) {frame}
// CHECK:       vo.defer @note(%arg0) {frame, on_error}
// CHECK:       vo.defer_closure %arg2() {frame}
// ONE-LABEL:   vo.func @branches(
// ONE:         vo.defer @note(%arg0) {frame}
// ONE-NOT:     frame
// ONE:         vo.return
vo.func @branches(%x: i64, %c: i1, %f: !vo.closure<() -> ()>) attributes {defers} {
  vo.defer @note(%x) : i64
  cf.cond_br %c, ^a, ^b
^a:
  vo.defer @note(%x) {on_error} : i64
  cf.br ^b
^b:
  vo.defer_closure %f() : !vo.closure<() -> ()>
  vo.return
}

// CHECK-LABEL: vo.func @loops(
// CHECK:       vo.defer @note(%arg0) {frame}
// CHECK-NEXT:  cf.br
// CHECK-NEXT:  ^bb1:
// CHECK-NEXT:  vo.defer @note(%arg0) :
// CHECK-NEXT:  cf.cond_br
// CHECK-NEXT:  ^bb2:
// CHECK-NEXT:  vo.defer @note(%arg0) :
// CHECK-NEXT:  cf.cond_br
// CHECK-NEXT:  ^bb3:
// CHECK-NEXT:  vo.defer @note(%arg0) {frame}
vo.func @loops(%x: i64, %c: i1) attributes {defers} {
  vo.defer @note(%x) : i64
  cf.br ^one
^one:
  vo.defer @note(%x) : i64
  cf.cond_br %c, ^one, ^two
^two:
  vo.defer @note(%x) : i64
  cf.cond_br %c, ^one, ^end
^end:
  vo.defer @note(%x) : i64
  vo.return
}
