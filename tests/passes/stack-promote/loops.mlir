// RUN: vo-opt %s --vo-escape --vo-stack-promote | FileCheck %s
// RUN: vo-opt %s --vo-escape --vo-stack-promote='max-promotions=1' | FileCheck %s --check-prefix=ONE
// RUN: vo-opt %s --vo-escape --vo-stack-promote='filter=outside' | FileCheck %s --check-prefix=FILTER

// A place in the frame serves an allocation in a loop when nobody looks at an object of the turn before.

vo.struct @Node { next: !vo.ptr<@Node>, value: !vo.ptr<i64> }

// CHECK-LABEL: vo.func private @outside(
// CHECK:       vo.new {frame}
// ONE-LABEL:   vo.func private @outside(
// ONE:         vo.new {frame}
// ONE-NOT:     frame
// FILTER-LABEL: vo.func private @outside(
// FILTER:       vo.new {frame}
// FILTER-NOT:   frame
vo.func private @outside(%x: i64) -> i64 {
  %p = vo.new : !vo.ptr<i64>
  vo.store %p, %x : !vo.ptr<i64>, i64
  %y = vo.load %p : !vo.ptr<i64> -> i64
  vo.return %y : i64
}

// CHECK-LABEL: vo.func private @each_turn(
// CHECK:       vo.new {frame}
vo.func private @each_turn(%c_word: i64, %x: i64) {
  %c = arith.trunci %c_word : i64 to i1
  cf.br ^loop
^loop:
  %p = vo.new : !vo.ptr<i64>
  vo.store %p, %x : !vo.ptr<i64>, i64
  cf.cond_br %c, ^loop, ^end
^end:
  vo.return
}

// The last object is looked at when there is a new one.
// CHECK-LABEL: vo.func private @one_turn_later(
// CHECK:       vo.new :
vo.func private @one_turn_later(%c_word: i64, %x: i64) -> i64 {
  %c = arith.trunci %c_word : i64 to i1
  %nil = vo.zero : !vo.ptr<i64>
  cf.br ^loop(%nil : !vo.ptr<i64>)
^loop(%last: !vo.ptr<i64>):
  %p = vo.new : !vo.ptr<i64>
  vo.store %p, %x : !vo.ptr<i64>, i64
  %same = vo.eq %p, %last : !vo.ptr<i64>
  cf.cond_br %c, ^loop(%p : !vo.ptr<i64>), ^end
^end:
  %y = vo.load %last : !vo.ptr<i64> -> i64
  vo.return %y : i64
}

// It lies in an object that lives longer.
// CHECK-LABEL: vo.func private @kept(
// CHECK:       vo.new {frame} : !vo.ptr<@Node>
// CHECK:       vo.new :
vo.func private @kept(%c_word: i64, %x: i64) -> i64 {
  %c = arith.trunci %c_word : i64 to i1
  %n = vo.new : !vo.ptr<@Node>
  cf.br ^loop
^loop:
  %p = vo.new : !vo.ptr<i64>
  %before = vo.load %n[value] : !vo.ptr<@Node> -> !vo.ptr<i64>
  vo.store %n[value], %p : !vo.ptr<@Node>, !vo.ptr<i64>
  cf.cond_br %c, ^loop, ^end
^end:
  %y = vo.load %before : !vo.ptr<i64> -> i64
  vo.return %y : i64
}

// A list of what each turn makes.
// CHECK-LABEL: vo.func private @list(
// CHECK:       vo.new :
vo.func private @list(%c_word: i64) -> i64 {
  %c = arith.trunci %c_word : i64 to i1
  %nil = vo.zero : !vo.ptr<@Node>
  cf.br ^loop(%nil : !vo.ptr<@Node>)
^loop(%list: !vo.ptr<@Node>):
  %n = vo.new : !vo.ptr<@Node>
  vo.store %n[next], %list : !vo.ptr<@Node>, !vo.ptr<@Node>
  cf.cond_br %c, ^loop(%n : !vo.ptr<@Node>), ^end
^end:
  %one = vo.load %n[next] : !vo.ptr<@Node> -> !vo.ptr<@Node>
  %is = vo.is_nil %one : !vo.ptr<@Node>
  %word = arith.extui %is : i1 to i64
  vo.return %word : i64
}

// In an object of the same turn, which cannot know what was before.
// CHECK-LABEL: vo.func private @within_turn(
// CHECK:       vo.new {frame} : !vo.ptr<@Node>
// CHECK:       vo.new {frame} : !vo.ptr<i64>
vo.func private @within_turn(%c_word: i64, %x: i64) {
  %c = arith.trunci %c_word : i64 to i1
  cf.br ^loop
^loop:
  %n = vo.new : !vo.ptr<@Node>
  %p = vo.new : !vo.ptr<i64>
  vo.store %n[value], %p : !vo.ptr<@Node>, !vo.ptr<i64>
  %q = vo.load %n[value] : !vo.ptr<@Node> -> !vo.ptr<i64>
  vo.store %q, %x : !vo.ptr<i64>, i64
  cf.cond_br %c, ^loop, ^end
^end:
  vo.return
}

// The object is of the outer loop's turn; the inner one makes several.
// CHECK-LABEL: vo.func private @outer_turn(
// CHECK:       vo.new {frame} : !vo.ptr<@Node>
// CHECK:       vo.new :
vo.func private @outer_turn(%c_word: i64, %d_word: i64) -> i64 {
  %c = arith.trunci %c_word : i64 to i1
  %d = arith.trunci %d_word : i64 to i1
  cf.br ^outer
^outer:
  %n = vo.new : !vo.ptr<@Node>
  cf.br ^inner
^inner:
  %p = vo.new : !vo.ptr<i64>
  %q = vo.load %n[value] : !vo.ptr<@Node> -> !vo.ptr<i64>
  vo.store %n[value], %p : !vo.ptr<@Node>, !vo.ptr<i64>
  cf.cond_br %c, ^inner, ^next
^next:
  cf.cond_br %d, ^outer, ^end
^end:
  %y = vo.load %q : !vo.ptr<i64> -> i64
  vo.return %y : i64
}

// Slices of a constant number of elements, and of few of any.
// CHECK-LABEL: vo.func private @slices(
// CHECK:       vo.slice.new {{.*}} {frame}
// CHECK:       vo.slice.new {{.*}} {frame_count = 32 : i64}
vo.func private @slices(%i: i64, %n: i64) -> i64 {
  %four = arith.constant 4 : i64
  %s = vo.slice.new %four, %four : !vo.slice<i64>
  %t = vo.slice.new %n, %n : !vo.slice<i64>
  %x = vo.slice.get %s[%i] : !vo.slice<i64> -> i64
  %y = vo.slice.get %t[%i] : !vo.slice<i64> -> i64
  %z = arith.addi %x, %y : i64
  vo.return %z : i64
}

// This turn's object gets the last one before there is a new one, and is asked for it afterwards.
// CHECK-LABEL: vo.func private @known_to_this_turn(
// CHECK:       vo.new {frame} : !vo.ptr<@Node>
// CHECK:       vo.new : !vo.ptr<i64>
vo.func private @known_to_this_turn(%c_word: i64) -> i64 {
  %c = arith.trunci %c_word : i64 to i1
  %nil = vo.zero : !vo.ptr<i64>
  cf.br ^loop(%nil : !vo.ptr<i64>)
^loop(%last: !vo.ptr<i64>):
  %n = vo.new : !vo.ptr<@Node>
  vo.store %n[value], %last : !vo.ptr<@Node>, !vo.ptr<i64>
  %p = vo.new : !vo.ptr<i64>
  %q = vo.load %n[value] : !vo.ptr<@Node> -> !vo.ptr<i64>
  cf.cond_br %c, ^loop(%p : !vo.ptr<i64>), ^end
^end:
  %y = vo.load %q : !vo.ptr<i64> -> i64
  vo.return %y : i64
}

// What a function value captures is stored when its new life has begun.
// CHECK-LABEL: vo.func private @captures_the_last(
// CHECK:       vo.closure.new
// CHECK-NOT:   frame
vo.func private @captured(%f: !vo.closure<() -> ()>) attributes {captures = 1 : i64} {
  vo.return
}
vo.func private @captures_the_last(%c_word: i64) {
  %c = arith.trunci %c_word : i64 to i1
  %nil = vo.zero : !vo.closure<() -> ()>
  cf.br ^loop(%nil : !vo.closure<() -> ()>)
^loop(%last: !vo.closure<() -> ()>):
  %f = vo.closure.new @captured[%last] : (!vo.closure<() -> ()>) -> !vo.closure<() -> ()>
  cf.cond_br %c, ^loop(%f : !vo.closure<() -> ()>), ^end
^end:
  vo.return
}

// A cycle with two entries has no head that every turn passes.
// CHECK-LABEL: vo.func private @two_entries(
// CHECK:       vo.new {frame} : !vo.ptr<@Node>
// CHECK:       vo.new : !vo.ptr<i64>
vo.func private @two_entries(%c_word: i64, %d_word: i64) {
  %c = arith.trunci %c_word : i64 to i1
  %d = arith.trunci %d_word : i64 to i1
  %n = vo.new : !vo.ptr<@Node>
  cf.cond_br %c, ^first, ^second
^first:
  cf.br ^second
^second:
  %q = vo.load %n[value] : !vo.ptr<@Node> -> !vo.ptr<i64>
  %p = vo.new : !vo.ptr<i64>
  vo.store %n[value], %p : !vo.ptr<@Node>, !vo.ptr<i64>
  cf.cond_br %d, ^first, ^end
^end:
  vo.return
}
