// RUN: vo-opt %s --pass-pipeline='builtin.module(vo.func(vo-frame-defers))' | FileCheck %s
// RUN: vo-opt %s --pass-pipeline='builtin.module(vo.func(vo-frame-defers{max-records=2}))' | FileCheck %s --check-prefix=TWO

// Deferred calls have their records in the frame unless the block of one may be entered again.

vo.func private @note(%x: i64) {
  vo.return
}

// CHECK-LABEL: vo.func @branches(
// CHECK:       vo.defer @note(%arg0) {frame}
// CHECK:       vo.defer @note(%arg0) {frame, on_error}
// CHECK:       vo.defer_closure %arg2() {frame}
// TWO-LABEL:   vo.func @branches(
// TWO-NOT:     frame
vo.func @branches(%x: i64, %n: i64, %f: !vo.closure<() -> ()>) attributes {defers} {
  %c = arith.trunci %n : i64 to i1
  vo.defer @note(%x) : i64
  cf.cond_br %c, ^a, ^b
^a:
  vo.defer @note(%x) {on_error} : i64
  cf.br ^b
^b:
  vo.defer_closure %f() : !vo.closure<() -> ()>
  vo.return
}

// One in a loop: a record of the heap would be in front of one in the frame.
// CHECK-LABEL: vo.func @loop(
// CHECK-NOT:   frame
// CHECK-LABEL: vo.func @other_loop(
vo.func @loop(%x: i64, %n: i64) attributes {defers} {
  %c = arith.trunci %n : i64 to i1
  vo.defer @note(%x) : i64
  cf.br ^one
^one:
  vo.defer @note(%x) : i64
  cf.cond_br %c, ^one, ^end
^end:
  vo.defer @note(%x) : i64
  vo.return
}

// A loop of two blocks, and a call behind it that is executed once; the loop defers nothing.
// CHECK:       vo.defer @note(%arg0) {frame}
// TWO-LABEL:   vo.func @other_loop(
// TWO:         vo.defer @note(%arg0) {frame}
vo.func @other_loop(%x: i64, %n: i64) attributes {defers} {
  %c = arith.trunci %n : i64 to i1
  cf.br ^one
^one:
  cf.cond_br %c, ^two, ^end
^two:
  cf.br ^one
^end:
  vo.defer @note(%x) : i64
  vo.return
}

// Many arguments are not worth the frame.
// CHECK-LABEL: vo.func @wide(
// CHECK-NOT:   frame
vo.func private @take(%0: i64, %1: i64, %2: i64, %3: i64, %4: i64, %5: i64, %6: i64, %7: i64, %8: i64, %9: i64, %10: i64,
    %11: i64, %12: i64, %13: i64, %14: i64, %15: i64, %16: i64) {
  vo.return
}
vo.func @wide(%x: i64) attributes {defers} {
  vo.defer @take(%x, %x, %x, %x, %x, %x, %x, %x, %x, %x, %x, %x, %x, %x, %x, %x, %x)
      : i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64
  vo.return
}
