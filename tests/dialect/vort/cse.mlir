// RUN: vo-opt %s --cse | FileCheck %s

// What merges: constants, addresses, invariant reads, and reads with no write
// in between.

// CHECK: vort.global @g <"v">
vort.global @g <"v">
// CHECK-LABEL: func.func @reads(
// CHECK-SAME: %arg0: !vort.ref, %arg1: i64) -> (i64, i64, i64, i64, i64, i64, i64, i64)
// CHECK-NEXT: %[[V0:[^ :,]+]] = vort.load %arg0 as i64 : !vort.ref -> i64
// CHECK-NEXT: %[[V1:[^ :,]+]] = vort.load %arg0 as i64 invariant : !vort.ref -> i64
// CHECK-NEXT: %[[V2:[^ :,]+]] = vort.global_addr @g
// CHECK-NEXT: %[[V3:[^ :,]+]] = vort.load %[[V2]] as i64 : !vort.raw -> i64
// CHECK-NEXT: vort.store %arg1, %arg0 as i64 : i64, !vort.ref
// CHECK-NEXT: %[[V4:[^ :,]+]] = vort.load %arg0 as i64 : !vort.ref -> i64
// CHECK-NEXT: %[[V5:[^ :,]+]] = vort.load %[[V2]] as i64 : !vort.raw -> i64
// CHECK-NEXT: vort.store %arg1, %[[V2]] as i64 : i64, !vort.raw
// CHECK-NEXT: %[[V6:[^ :,]+]] = vort.load %[[V2]] as i64 : !vort.raw -> i64
// CHECK-NEXT: return %[[V0]], %[[V0]], %[[V1]], %[[V3]], %[[V4]], %[[V1]], %[[V5]], %[[V6]] : i64, i64, i64, i64, i64, i64, i64, i64
func.func @reads(%r: !vort.ref, %x: i64) -> (i64, i64, i64, i64, i64, i64, i64, i64) {
  %0 = vort.load %r as i64 : !vort.ref -> i64
  %1 = vort.load %r as i64 : !vort.ref -> i64
  %2 = vort.load %r as i64 invariant : !vort.ref -> i64
  %3 = vort.global_addr @g
  %4 = vort.load %3 as i64 : !vort.raw -> i64
  vort.store %x, %r as i64 : i64, !vort.ref
  %5 = vort.load %r as i64 : !vort.ref -> i64
  %6 = vort.load %r as i64 invariant : !vort.ref -> i64
  %7 = vort.global_addr @g
  %8 = vort.load %7 as i64 : !vort.raw -> i64
  vort.store %x, %7 as i64 : i64, !vort.raw
  %9 = vort.load %7 as i64 : !vort.raw -> i64
  return %0, %1, %2, %4, %5, %6, %8, %9 : i64, i64, i64, i64, i64, i64, i64, i64
}

// The runtime may do anything.
// CHECK-LABEL: func.func @calls(
// CHECK-SAME: %arg0: !vort.ref) -> (i64, i64, i64, i64)
// CHECK-NEXT: %[[V0:[^ :,]+]] = vort.load %arg0 as i64 : !vort.ref -> i64
// CHECK-NEXT: %[[V1:[^ :,]+]] = vort.call_runtime "vo_rt_something"() : () -> i64
// CHECK-NEXT: %[[V2:[^ :,]+]] = vort.call_runtime "vo_rt_something"() : () -> i64
// CHECK-NEXT: %[[V3:[^ :,]+]] = vort.load %arg0 as i64 : !vort.ref -> i64
// CHECK-NEXT: return %[[V0]], %[[V1]], %[[V2]], %[[V3]] : i64, i64, i64, i64
func.func @calls(%r: !vort.ref) -> (i64, i64, i64, i64) {
  %0 = vort.load %r as i64 : !vort.ref -> i64
  %1 = vort.call_runtime "vo_rt_something"() : () -> i64
  %2 = vort.call_runtime "vo_rt_something"() : () -> i64
  %3 = vort.load %r as i64 : !vort.ref -> i64
  return %0, %1, %2, %3 : i64, i64, i64, i64
}

// CHECK-LABEL: func.func @constants(
// CHECK-SAME: ) -> (!vort.ref, !vort.ref, i64, i64, !vort.ref, !vort.ref)
// CHECK-NEXT: %[[V0:[^ :,]+]] = vort.static_string "a"
// CHECK-NEXT: %[[V1:[^ :,]+]] = vort.data "a"
// CHECK-NEXT: %[[V2:[^ :,]+]] = vort.alloc <"v">
// CHECK-NEXT: %[[V3:[^ :,]+]] = vort.alloc <"v">
// CHECK-NEXT: return %[[V0]], %[[V0]], %[[V1]], %[[V1]], %[[V2]], %[[V3]] : !vort.ref, !vort.ref, i64, i64, !vort.ref, !vort.ref
func.func @constants() -> (!vort.ref, !vort.ref, i64, i64, !vort.ref, !vort.ref) {
  %0 = vort.static_string "a"
  %1 = vort.static_string "a"
  %2 = vort.data "a"
  %3 = vort.data "a"
  %4 = vort.alloc <"v">
  %5 = vort.alloc <"v">
  return %0, %1, %2, %3, %4, %5 : !vort.ref, !vort.ref, i64, i64, !vort.ref, !vort.ref
}

// Memory that nobody uses goes; the rest is never one.
// CHECK-LABEL: func.func @allocations(
// CHECK-NEXT: %[[A:[^ :,]+]] = vort.alloc <"v">
// CHECK-NEXT: %[[B:[^ :,]+]] = vort.alloc <"v">
// CHECK-NEXT: %[[C:[^ :,]+]] = vort.frame 1
// CHECK-NEXT: %[[D:[^ :,]+]] = vort.frame 1
// CHECK-NEXT: return %[[A]], %[[B]], %[[C]], %[[D]]
func.func @allocations() -> (!vort.ref, !vort.ref, !vort.raw, !vort.raw) {
  %unused = vort.alloc <"vr">
  %header = vort.alloc <"rvvv"> reserved "Slice"
  %frame = vort.frame 3
  %0 = vort.alloc <"v">
  %1 = vort.alloc <"v">
  %2 = vort.frame 1
  %3 = vort.frame 1
  return %0, %1, %2, %3 : !vort.ref, !vort.ref, !vort.raw, !vort.raw
}

// Two objects of the frame are two, and what is known of one object's memory is
// known on the other side of a poll no more.
// CHECK-LABEL: func.func @frameObjects(
// CHECK-NEXT: %[[A:[^ :,]+]] = vort.stack_object <"v">
// CHECK-NEXT: %[[B:[^ :,]+]] = vort.stack_object <"v">
// CHECK-NEXT: call @use(%[[A]], %[[B]])
// CHECK-NEXT: %[[X:[^ :,]+]] = vort.load %[[A]] as i64
// CHECK-NEXT: vort.poll
// CHECK-NEXT: %[[Y:[^ :,]+]] = vort.load %[[A]] as i64
// CHECK-NEXT: %[[V:[^ :,]+]] = vort.poll_word
// CHECK-NEXT: %[[W:[^ :,]+]] = vort.poll_word
// CHECK-NEXT: return %[[X]], %[[Y]], %[[V]], %[[W]]
func.func @frameObjects() -> (i64, i64, i64, i64) {
  %unused = vort.stack_object <"vr">
  %0 = vort.stack_object <"v">
  %1 = vort.stack_object <"v">
  call @use(%0, %1) : (!vort.ref, !vort.ref) -> ()
  %2 = vort.load %0 as i64 : !vort.ref -> i64
  vort.poll
  %3 = vort.load %0 as i64 : !vort.ref -> i64
  %4 = vort.poll_word
  %5 = vort.poll_word
  return %2, %3, %4, %5 : i64, i64, i64, i64
}
func.func private @use(!vort.ref, !vort.ref)
