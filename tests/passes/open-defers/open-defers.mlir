// RUN: vo-opt %s --vo-open-defers | FileCheck %s
// RUN: vo-opt %s --pass-pipeline='builtin.module(vo-open-defers{max-functions=0})' -o %t
// RUN: vo-opt %s | diff - %t
// RUN: vo-opt %s --pass-pipeline='builtin.module(vo-open-defers{max-calls=1 only=plain,two})' | FileCheck %s --check-prefix=ONE

// Functions run their deferred calls themselves unless one may recover a panic, is not known, or depends on errors.

vo.func private @note(%x: i64) {
  vo.return
}
vo.func private @recovers(%x: i64) {
  %v = vo.recover : !vo.iface
  vo.return
}
vo.func private @native(i64) attributes {native = "vo1:4:test:6:native"}

// CHECK-LABEL: vo.func @plain(
// CHECK-SAME:    vo.open_defers
// ONE-LABEL:   vo.func @plain(
// ONE-SAME:      vo.open_defers
vo.func @plain(%x: i64) attributes {defers} {
  vo.defer @note(%x) {frame} : i64
  vo.return
}

// CHECK-LABEL: vo.func @two(
// CHECK-SAME:    vo.open_defers
// ONE-LABEL:   vo.func @two(
// ONE-NOT:       vo.open_defers
vo.func @two(%x: i64, %n: i64) attributes {defers} {
  %c = arith.trunci %n : i64 to i1
  vo.defer @note(%x) {frame} : i64
  cf.cond_br %c, ^a, ^b
^a:
  vo.return
^b:
  vo.return
}

// What is deferred may defer in turn, also in a circle.
// CHECK-LABEL: vo.func @defers_plain(
// CHECK-SAME:    vo.open_defers
vo.func @defers_plain(%x: i64) attributes {defers} {
  vo.defer @plain(%x) {frame} : i64
  vo.return
}
// CHECK-LABEL: vo.func @circle(
// CHECK-SAME:    vo.open_defers
vo.func @circle(%x: i64) attributes {defers} {
  vo.defer @back(%x) {frame} : i64
  vo.return
}
// CHECK-LABEL: vo.func @back(
// CHECK-SAME:    vo.open_defers
vo.func @back(%x: i64) attributes {defers} {
  vo.defer @circle(%x) {frame} : i64
  vo.return
}

// From here on, nobody.
// CHECK-NOT:     vo.open_defers
vo.func @defers_recovering(%x: i64) attributes {defers} {
  vo.defer @recovers(%x) {frame} : i64
  vo.return
}
vo.func @defers_deferring_recovering(%x: i64) attributes {defers} {
  vo.defer @defers_recovering(%x) {frame} : i64
  vo.return
}
vo.func @recovers_itself(%x: i64) attributes {defers} {
  vo.defer @note(%x) {frame} : i64
  %v = vo.recover : !vo.iface
  vo.return
}
vo.func @record_in_heap(%x: i64) attributes {defers} {
  vo.defer @note(%x) : i64
  vo.return
}
vo.func @one_for_errors(%x: i64) attributes {defers} {
  vo.defer @note(%x) {frame} : i64
  vo.defer @note(%x) {frame, on_error} : i64
  vo.return
}
vo.func @one_not_known(%x: i64, %f: !vo.closure<() -> ()>) attributes {defers} {
  vo.defer @note(%x) {frame} : i64
  vo.defer_closure %f() {frame} : !vo.closure<() -> ()>
  vo.return
}
vo.func @one_native(%x: i64) attributes {defers} {
  vo.defer @native(%x) {frame} : i64
  vo.return
}
