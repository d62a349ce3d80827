// RUN: vo-opt %s --cse | FileCheck %s

// Pure operations merge; reads do until something writes what they read.

// CHECK-LABEL: vo.func @pure(
// CHECK-SAME: %arg0: !vo.string, %arg1: !vo.slice, %arg2: !vo.iface, %arg3: !vo.ref, %arg4: i64)
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.string.concat %arg0, %arg0
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.box %[[V0]] : !vo.string
// CHECK-NEXT: %[[V2:[^ :,]+]] = vo.slice.len %arg1
// CHECK-NEXT: %[[V3:[^ :,]+]] = vo.unbox %arg3 : !vo.string
// CHECK-NEXT: %[[V4:[^ :,]+]] = vo.string.len %[[V3]]
// CHECK-NEXT: %[[V5:[^ :,]+]] = vo.iface.word %arg2
// CHECK-NEXT: vo.store %arg3[0], %[[V1]], %[[V1]], %[[V2]], %[[V2]], %[[V4]], %[[V4]], %[[V5]], %[[V5]] : !vo.ref, !vo.ref, i64, i64, i64, i64, !vo.word, !vo.word
// CHECK-NEXT: vo.return
vo.func @pure(%s: !vo.string, %t: !vo.slice, %i: !vo.iface, %r: !vo.ref, %n: i64) {
  %0 = vo.string.concat %s, %s
  %1 = vo.string.concat %s, %s
  %2 = vo.box %0 : !vo.string
  %3 = vo.box %1 : !vo.string
  %4 = vo.slice.len %t
  %5 = vo.slice.len %t
  %6 = vo.unbox %r : !vo.string
  %7 = vo.unbox %r : !vo.string
  %8 = vo.string.len %6
  %9 = vo.string.len %7
  %10 = vo.iface.word %i
  %11 = vo.iface.word %i
  vo.store %r[0], %2, %3, %4, %5, %8, %9, %10, %11 : !vo.ref, !vo.ref, i64, i64, i64, i64, !vo.word, !vo.word
  vo.return
}

// Objects have an identity.
// CHECK-LABEL: vo.func @allocations(
// CHECK-SAME: %arg0: i64, %arg1: !vo.ref, %arg2: !vo.string)
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.new <"v">
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.new <"v">
// CHECK-NEXT: %[[V2:[^ :,]+]] = vo.array.new %arg0, <u8> {meta = 8 : i32}
// CHECK-NEXT: %[[V3:[^ :,]+]] = vo.array.new %arg0, <u8> {meta = 8 : i32}
// CHECK-NEXT: %[[V4:[^ :,]+]] = vo.string.to_bytes %arg2
// CHECK-NEXT: %[[V5:[^ :,]+]] = vo.string.to_bytes %arg2
// CHECK-NEXT: %[[V6:[^ :,]+]] = vo.clone %arg1
// CHECK-NEXT: %[[V7:[^ :,]+]] = vo.clone %arg1
// CHECK-NEXT: %[[V8:[^ :,]+]] = vo.box %[[V4]] : !vo.slice
// CHECK-NEXT: %[[V9:[^ :,]+]] = vo.box %[[V5]] : !vo.slice
// CHECK-NEXT: vo.store %arg1[0], %[[V0]], %[[V1]], %[[V2]], %[[V3]], %[[V6]], %[[V7]], %[[V8]], %[[V9]] : !vo.ref, !vo.ref, !vo.ref, !vo.ref, !vo.ref, !vo.ref, !vo.ref, !vo.ref
// CHECK-NEXT: vo.return
vo.func @allocations(%n: i64, %r: !vo.ref, %s: !vo.string) {
  %0 = vo.new <"v">
  %1 = vo.new <"v">
  %2 = vo.array.new %n, <u8> {meta = 8 : i32}
  %3 = vo.array.new %n, <u8> {meta = 8 : i32}
  %4 = vo.string.to_bytes %s
  %5 = vo.string.to_bytes %s
  %6 = vo.clone %r
  %7 = vo.clone %r
  %8 = vo.box %4 : !vo.slice
  %9 = vo.box %5 : !vo.slice
  vo.store %r[0], %0, %1, %2, %3, %6, %7, %8, %9 : !vo.ref, !vo.ref, !vo.ref, !vo.ref, !vo.ref, !vo.ref, !vo.ref, !vo.ref
  vo.return
}

// A check that has passed may panic no second time, yet it writes the panic state.
// CHECK-LABEL: vo.func @panics(
// CHECK-SAME: %arg0: i64, %arg1: i64) -> (i64, i64)
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.div_s %arg0, %arg1
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.div_s %arg0, %arg1
// CHECK-NEXT: vo.check_index %arg0, %arg1
// CHECK-NEXT: vo.check_index %arg0, %arg1
// CHECK-NEXT: vo.return %[[V0]], %[[V1]] : i64, i64
vo.func @panics(%x: i64, %y: i64) -> (i64, i64) {
  %0 = vo.div_s %x, %y
  %1 = vo.div_s %x, %y
  vo.check_index %x, %y
  vo.check_index %x, %y
  vo.return %0, %1 : i64, i64
}

// CHECK: vo.global @g <"v">
vo.global @g <"v">
// CHECK-LABEL: vo.func @globals(
// CHECK-SAME: %arg0: !vo.ref, %arg1: i64) -> (i64, i64, i64)
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.global.get @g[0] : i64
// CHECK-NEXT: vo.global.set @g[0], %arg1 : i64
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.global.get @g[0] : i64
// CHECK-NEXT: vo.return %[[V0]], %[[V0]], %[[V1]] : i64, i64, i64
vo.func @globals(%r: !vo.ref, %i: i64) -> (i64, i64, i64) {
  %0 = vo.global.get @g[0] : i64
  %1 = vo.global.get @g[0] : i64
  vo.global.set @g[0], %i : i64
  %2 = vo.global.get @g[0] : i64
  vo.return %0, %1, %2 : i64, i64, i64
}

// CHECK-LABEL: vo.func @loads(
// CHECK-SAME: %arg0: !vo.ref, %arg1: !vo.slice, %arg2: i64) -> (i64, i64, i64, i64)
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.load %arg0[0] : i64
// CHECK-NEXT: vo.store %arg0[0], %arg2 : i64
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.load %arg0[0] : i64
// CHECK-NEXT: %[[V2:[^ :,]+]] = vo.slice.get %arg1[%arg2] as <u8> : i64
// CHECK-NEXT: vo.slice.set %arg1[%arg2], %arg2 as <u8> : i64
// CHECK-NEXT: %[[V3:[^ :,]+]] = vo.slice.get %arg1[%arg2] as <u8> : i64
// CHECK-NEXT: vo.return %[[V0]], %[[V1]], %[[V2]], %[[V3]] : i64, i64, i64, i64
vo.func @loads(%p: !vo.ref, %s: !vo.slice, %i: i64) -> (i64, i64, i64, i64) {
  %0 = vo.load %p[0] : i64
  vo.store %p[0], %i : i64
  %1 = vo.load %p[0] : i64
  %2 = vo.slice.get %s[%i] as <u8> : i64
  vo.slice.set %s[%i], %i as <u8> : i64
  %3 = vo.slice.get %s[%i] as <u8> : i64
  vo.return %0, %1, %2, %3 : i64, i64, i64, i64
}

// CHECK-LABEL: vo.func @call(
// CHECK-SAME: )
// CHECK-NEXT: vo.call @call() : () -> ()
// CHECK-NEXT: vo.call @call() : () -> ()
// CHECK-NEXT: vo.print newline
// CHECK-NEXT: vo.print newline
// CHECK-NEXT: vo.return
vo.func @call() {
  vo.call @call() : () -> ()
  vo.call @call() : () -> ()
  vo.print newline
  vo.print newline
  vo.return
}

// Variables and areas can be written in between.
// CHECK-LABEL: vo.func @frame(
// CHECK-SAME: %arg0: i64) -> (i64, i64)
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.frame <"vv"> : !vo.frame
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.frame.get %[[V0]][%arg0 * 1 + 0] : !vo.frame -> i64
// CHECK-NEXT: vo.frame.set %[[V0]][%arg0 * 1 + 0], %arg0 : !vo.frame, i64
// CHECK-NEXT: %[[V2:[^ :,]+]] = vo.frame.get %[[V0]][%arg0 * 1 + 0] : !vo.frame -> i64
// CHECK-NEXT: vo.return %[[V1]], %[[V2]] : i64, i64
vo.func @frame(%i: i64) -> (i64, i64) {
  %f = vo.frame <"vv"> : !vo.frame
  %0 = vo.frame.get %f[%i * 1 + 0] : !vo.frame -> i64
  vo.frame.set %f[%i * 1 + 0], %i : !vo.frame, i64
  %1 = vo.frame.get %f[%i * 1 + 0] : !vo.frame -> i64
  vo.return %0, %1 : i64, i64
}
