// RUN: vo-opt %s --vo-escape --vo-stack-promote | FileCheck %s
// RUN: vo-opt %s --vo-escape --vo-stack-promote='max-frame-words=40' | FileCheck %s --check-prefix=SMALL

// Frames have room for so much, those of functions that may call themselves for less.

vo.struct @Block { words: 20 x i64 }

// CHECK-LABEL: vo.func private @once(
// CHECK-COUNT-3: vo.new {frame}
// SMALL-LABEL: vo.func private @once(
// SMALL-COUNT-2: vo.new {frame}
// SMALL:         vo.new :
vo.func private @once() {
  %a = vo.new : !vo.ptr<@Block>
  %b = vo.new : !vo.ptr<@Block>
  %c = vo.new : !vo.ptr<@Block>
  vo.return
}

// CHECK-LABEL: vo.func private @again(
// CHECK:       vo.new {frame}
// CHECK-COUNT-2: vo.new :
vo.func private @again(%x: i64) {
  %a = vo.new : !vo.ptr<@Block>
  %b = vo.new : !vo.ptr<@Block>
  %c = vo.new : !vo.ptr<@Block>
  vo.call @between(%x) : (i64) -> ()
  vo.return
}
vo.func private @between(%x: i64) {
  vo.call @again(%x) : (i64) -> ()
  vo.return
}

// A deferred call runs while the frame is there.
// CHECK-LABEL: vo.func private @defers_itself(
// CHECK:       vo.new {frame}
// CHECK-COUNT-2: vo.new :
vo.func private @defers_itself(%x: i64) attributes {defers} {
  %a = vo.new : !vo.ptr<@Block>
  %b = vo.new : !vo.ptr<@Block>
  %c = vo.new : !vo.ptr<@Block>
  vo.defer @defers_itself(%x) : i64
  vo.return
}

// Memory of a frame that holds references is an object; other memory is not.
// CHECK-LABEL: vo.func private @frames(
// CHECK:       vo.frame {in_frame} : !vo.frame<4 x !vo.string>
// CHECK:       vo.frame : !vo.frame<4 x i64>
// CHECK:       vo.frame : !vo.frame<100 x !vo.string>
vo.func private @frames(%i: i64, %s: !vo.string) {
  %f = vo.frame : !vo.frame<4 x !vo.string>
  %g = vo.frame : !vo.frame<4 x i64>
  %h = vo.frame : !vo.frame<100 x !vo.string>
  vo.frame.set %f[%i], %s : !vo.frame<4 x !vo.string>, !vo.string
  vo.frame.set %g[%i], %i : !vo.frame<4 x i64>, i64
  vo.frame.set %h[%i], %s : !vo.frame<100 x !vo.string>, !vo.string
  vo.return
}
