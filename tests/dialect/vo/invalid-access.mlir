// RUN: vo-opt %s --split-input-file --verify-diagnostics

// Accesses that do not fit memory, and types that describe none.

vo.struct @P { x: i64, y: f64 }
vo.func @wrongLeaf(%p: !vo.ptr<@P>) {
  // expected-error@+1 {{'vo.load' op value 0 is 'f64' where memory has 'i64'}}
  %0 = vo.load %p[x] : !vo.ptr<@P> -> f64
  vo.return
}

// -----

vo.struct @P { x: i64, y: f64 }
vo.func @tooMany(%p: !vo.ptr<@P>) {
  // expected-error@+1 {{'vo.load' op has 2 values where memory has 1 leaves}}
  %0, %1 = vo.load %p[y] : !vo.ptr<@P> -> f64, f64
  vo.return
}

// -----

vo.struct @P { x: i64, y: f64 }
vo.func @noMember(%p: !vo.ptr<@P>, %x: i64) {
  // expected-error@+1 {{'vo.store' op names member 'z', which @P does not have}}
  vo.store %p[z], %x : !vo.ptr<@P>, i64
  vo.return
}

// -----

vo.func @noStruct(%p: !vo.ptr<@Q>) {
  // expected-error@+1 {{'vo.load' op names @Q, which is not a vo.struct}}
  %0 = vo.load %p : !vo.ptr<@Q> -> i64
  vo.return
}

// -----

vo.struct @P { a: 4 x i64 }
vo.func @outside(%p: !vo.ptr<@P>) {
  // expected-error@+1 {{'vo.load' op names element 4 of 4}}
  %0 = vo.load %p[a.4] : !vo.ptr<@P> -> i64
  vo.return
}

// -----

vo.struct @P { x: i64 }
vo.func @insideALeaf(%p: !vo.ptr<@P>) {
  // expected-error@+1 {{'vo.load' op names 'y' inside 'i64'}}
  %0 = vo.load %p[x.y] : !vo.ptr<@P> -> i64
  vo.return
}

// -----

vo.struct @P { x: i64 }
vo.func @memberByValue(%p: !vo.ptr<@P>, %i: i64) {
  // expected-error@+1 {{'vo.load' op names member '?', which @P does not have}}
  %0 = vo.load %p[%i] : !vo.ptr<@P> -> i64
  vo.return
}

// -----

vo.func @indices(%p: !vo.ptr<4 x i64>, %i: i64) {
  // expected-error@+1 {{'vo.load' op has 1 operands for 0 steps of its path}}
  %0 = "vo.load"(%p, %i) <{path = "1"}> : (!vo.ptr<4 x i64>, i64) -> i64
  vo.return
}

// -----

vo.struct @P { x: i64, y: f64 }
vo.func @partOfAnElement(%s: !vo.slice<@P>, %i: i64) {
  // expected-error@+1 {{'vo.slice.get' op has 1 values where memory has more leaves}}
  %0 = vo.slice.get %s[%i] : !vo.slice<@P> -> i64
  vo.return
}

// -----

vo.struct @P { x: i64, y: f64 }
vo.struct @Q { x: i64, y: i64 }
vo.func @notAPrefix(%p: !vo.ptr<@P>) {
  // expected-error@+1 {{'vo.cast' op has 'i64' in '!vo.struct<@Q>' where memory has 'f64'}}
  %0 = vo.cast %p : !vo.ptr<@P> to !vo.ptr<@Q>
  vo.return
}

// -----

vo.struct @P { x: i64 }
vo.struct @Q { x: i64, y: i64 }
vo.func @longer(%p: !vo.ptr<@P>) {
  // expected-error@+1 {{'vo.addr' op has 'i64' in '!vo.struct<@Q>' where memory has 'none'}}
  %0 = vo.addr %p[x] : !vo.ptr<@P> -> !vo.ptr<@Q>
  vo.return
}

// -----

vo.func @copies(%a: !vo.slice<i64>, %b: !vo.slice<f64>, %s: !vo.string) {
  // expected-error@+1 {{'vo.copy' op copies from '!vo.slice<f64>' into '!vo.slice<i64>'}}
  %0 = vo.copy %a, %b : !vo.slice<i64>, !vo.slice<f64>
  vo.return
}

// -----

vo.func @bytes(%a: !vo.slice<i64>, %s: !vo.string) {
  // expected-error@+1 {{'vo.append_all' op copies from '!vo.string' into '!vo.slice<i64>'}}
  %0 = vo.append_all %a, %s : !vo.slice<i64>, !vo.string
  vo.return
}

// -----

vo.func @partOfAValue(%s: !vo.string) {
  // expected-error@+1 {{'vo.new' op has 1 values where memory has more leaves}}
  %0 = vo.new(%s : !vo.string) : !vo.box<!vo.string, i64>
  vo.return
}

// -----

vo.func @zeroNumber() {
  // expected-error@+1 {{'vo.zero' op of a number is an arith.constant}}
  %0 = vo.zero : i64
  vo.return
}

// -----

vo.func @unbounded(%p: !vo.ptr<? x i64>, %i: i64) {
  // expected-error@+1 {{'vo.slice.of' op slices '!vo.ptr<? x i64>', which is not an array}}
  %0 = vo.slice.of %p[%i, %i] : !vo.ptr<? x i64>
  vo.return
}

// -----

// expected-error@+1 {{slice element cannot be 'i32', which does not describe memory}}
vo.func private @wrongElement(!vo.slice<i32>)

// -----

// expected-error@+1 {{slice element must have a known length}}
vo.func private @run(!vo.slice<? x i64>)

// -----

// expected-error@+1 {{map key cannot be '!vo.map_iter<i64, i64>', which does not describe memory}}
vo.func private @key(!vo.map<!vo.map_iter<i64, i64>, i64>)

// -----

// expected-error@+1 {{expected a count and an element type: `n x T`}}
vo.func private @array(!vo.array<i64>)

// -----

// expected-error@+1 {{array objects have a known length}}
vo.func private @arrayRun(!vo.array<? x i64>)

// -----

vo.func @mapKey(%m: !vo.map<!vo.string, i64>, %k: i64) {
  // expected-error@+1 {{'vo.map.get' op value 0 is 'i64' where memory has '!vo.string'}}
  %0, %1 = vo.map.get %m[%k] : !vo.map<!vo.string, i64>, i64 -> i64
  vo.return
}

// -----

vo.func @sends(%c: !vo.chan<i64>, %x: f64) {
  // expected-error@+1 {{'vo.chan.send' op value 0 is 'f64' where memory has 'i64'}}
  vo.chan.send %c, %x : !vo.chan<i64>, f64
  vo.return
}

// -----

vo.func @selects(%c: !vo.chan<i64>, %x: f64) {
  // expected-error@+1 {{'vo.select' op value 0 is 'f64' where memory has 'i64'}}
  %0:2 = vo.select { send %c <%x> : !vo.chan<i64> <f64> }
  vo.return
}

// -----

vo.func @movedTypes(%p: !vo.ptr<4 x f64>) {
  %f = vo.frame : !vo.frame<4 x i64>
  // expected-error@+1 {{'vo.move' op leaf 0 is 'i64' and would become 'f64'}}
  vo.move 4 of %f to %p : !vo.frame<4 x i64> to !vo.ptr<4 x f64>
  vo.return
}

// -----

vo.func @movedTooMany(%p: !vo.ptr<4 x i64>) {
  %f = vo.frame : !vo.frame<5 x i64>
  // expected-error@+1 {{'vo.move' op moves 5 leaves where memory has 4}}
  vo.move 5 of %f to %p : !vo.frame<5 x i64> to !vo.ptr<4 x i64>
  vo.return
}

// -----

vo.func @movedOntoItself() {
  %f = vo.frame : !vo.frame<5 x i64>
  // expected-error@+1 {{'vo.move' op moves leaves to where they are}}
  vo.move 3 of %f to %f[2] : !vo.frame<5 x i64> to !vo.frame<5 x i64>
  vo.return
}

// -----

vo.func @movedSteps(%p: !vo.ptr<4 x i64>) {
  %f = vo.frame : !vo.frame<5 x i64>
  // expected-error@+1 {{'vo.move' op has 0 operands for 1 steps of its paths}}
  "vo.move"(%f, %p) <{count = 1 : i64, sourcePath = "?", targetPath = "", operandSegmentSizes = array<i32: 1, 0, 1, 0>}> : (!vo.frame<5 x i64>, !vo.ptr<4 x i64>) -> ()
  vo.return
}

// -----

vo.func @frameInALoop() {
  cf.br ^next
^next:
  // expected-error@+1 {{'vo.frame' op must be in the entry block of a function}}
  %0 = vo.frame : !vo.frame<4 x i64>
  vo.return
}

// -----

vo.func @width(%x: f64) {
  // expected-error@+1 {{'vo.f2i' op converts to an integer of 65 bits; expected 1 to 64}}
  %0 = vo.f2i %x to 65
  vo.return
}

// -----

// The same leaves, but the second number lies beside the first in one of them.
vo.struct @Pair { x: f32, y: f32 }
vo.struct @Packed { x: 2 x f32 }
vo.func @packed(%p: !vo.ptr<@Pair>) {
  // expected-error@+1 {{'vo.cast' op has 'f32' in '!vo.struct<@Packed>' packed, which memory has not}}
  %0 = vo.cast %p : !vo.ptr<@Pair> to !vo.ptr<@Packed>
  vo.return
}

// -----

vo.func @cut(%p: !vo.ptr<2 x 2 x si8>) {
  // expected-error@+1 {{'vo.addr' op has 'si8' in '!vo.flat<4 x si8>' packed, which memory has not}}
  %0 = vo.addr %p : !vo.ptr<2 x 2 x si8> -> !vo.ptr<4 x si8>
  vo.return
}

// -----

vo.func @spread(%p: !vo.ptr<4 x si8>) {
  // expected-error@+1 {{'vo.addr' op has 'si8' in '!vo.flat<2 x 2 x si8>' at a word, which memory has not}}
  %0 = vo.addr %p : !vo.ptr<4 x si8> -> !vo.ptr<2 x 2 x si8>
  vo.return
}

// -----

vo.func @alone(%s: !vo.string) -> !vo.string {
  // expected-error@+1 {{'vo.string.concat' op joins 1 strings, not 2 to 16}}
  %t = vo.string.concat %s
  vo.return %t : !vo.string
}

// -----

vo.func @no_room(%n: i64) -> !vo.slice<i64> {
  // expected-error@+1 {{attribute 'frame_count' failed to satisfy constraint: 64-bit signless integer attribute whose value is positive}}
  %t = vo.slice.new %n, %n {frame_count = 0 : i64} : !vo.slice<i64>
  vo.return %t : !vo.slice<i64>
}
