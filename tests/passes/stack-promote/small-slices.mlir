// RUN: vo-opt %s --vo-escape --vo-stack-promote | FileCheck %s

// Slices of a number of elements that only a run shows: in the frame when there are few.

vo.struct @Pair { left: !vo.ptr<i64>, right: !vo.string }
vo.global @kept : !vo.slice<i64>

// CHECK-LABEL: vo.func private @numbers(
// CHECK:       vo.slice.new %arg0, %arg0 {frame_count = 32 : i64} : !vo.slice<i64>
// CHECK:       vo.slice.new %{{.*}}, %arg0 {frame_count = 256 : i64} : !vo.slice<ui8>
// CHECK:       vo.slice.new %arg0, %{{.*}} {frame_count = 8 : i64} : !vo.slice<@Pair>
vo.func private @numbers(%n: i64) -> i64 {
  %two = arith.constant 2 : i64
  %a = vo.slice.new %n, %n : !vo.slice<i64>
  %b = vo.slice.new %two, %n : !vo.slice<ui8>
  %c = vo.slice.new %n, %two : !vo.slice<@Pair>
  %x = vo.slice.get %a[%two] : !vo.slice<i64> -> i64
  %y = vo.slice.get %b[%two] : !vo.slice<ui8> -> i64
  %p, %s = vo.slice.get %c[%two] : !vo.slice<@Pair> -> !vo.ptr<i64>, !vo.string
  vo.return %x : i64
}

// CHECK-LABEL: vo.func private @escapes(
// CHECK:       vo.slice.new %arg0, %arg0 : !vo.slice<i64>
vo.func private @escapes(%n: i64) {
  %a = vo.slice.new %n, %n : !vo.slice<i64>
  vo.global.set @kept, %a : !vo.slice<i64>
  vo.return
}

// The elements may lie in the heap, so what they refer to does.
// CHECK-LABEL: vo.func private @elements(
// CHECK:       vo.slice.new %arg0, %arg0 {frame_count = 32 : i64} : !vo.slice<!vo.ptr<i64>>
// CHECK:       vo.new : !vo.ptr<i64>
vo.func private @elements(%n: i64) -> i64 {
  %zero = arith.constant 0 : i64
  %a = vo.slice.new %n, %n : !vo.slice<!vo.ptr<i64>>
  %p = vo.new : !vo.ptr<i64>
  vo.slice.set %a[%zero], %p : !vo.slice<!vo.ptr<i64>>, !vo.ptr<i64>
  %q = vo.slice.get %a[%zero] : !vo.slice<!vo.ptr<i64>> -> !vo.ptr<i64>
  %x = vo.load %q : !vo.ptr<i64> -> i64
  vo.return %x : i64
}

// Iterations over maps.
// CHECK-LABEL: vo.func private @iteration(
// CHECK:       vo.map.iter %arg0 {frame}
vo.func private @iteration(%m: !vo.map<i64, i64>) -> i64 {
  %it = vo.map.iter %m : !vo.map<i64, i64>
  %k, %v, %more = vo.map.next %it : !vo.map_iter<i64, i64> -> i64, i64
  vo.return %v : i64
}
