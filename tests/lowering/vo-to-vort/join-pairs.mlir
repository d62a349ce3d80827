// RUN: vo-opt %s --vo-to-vort | FileCheck %s

// The halves of an interface that are stored one after the other go to memory at once.

vo.global @pair <"vhw">

// CHECK-LABEL: func.func @joined(
// CHECK-SAME: %[[P:.*]]: !vort.ref, %[[H:.*]]: i64, %[[BITS:.*]]: i64, %[[REF:.*]]: !vort.ref)
// CHECK-COUNT-1: "NilPointerDereference"
// CHECK: %[[TO:.*]] = vort.addr %[[P]][16]
// CHECK: vort.store_words "hw"(%[[H]], %[[BITS]], %[[REF]]), %[[TO]] : (i64, i64, !vort.ref), !vort.ref
// CHECK-NEXT: return
vo.func @joined(%p: !vo.ref, %h: i64, %w: !vo.word) {
  vo.store %p[2] header, %h : i64
  vo.store %p[3], %w : !vo.word
  vo.return
}

// Also when nothing says that it is a header, and over stores to other slots.
// CHECK-LABEL: func.func @over(
// CHECK: vort.store %{{.*}}, %{{.*}} as i64
// CHECK: vort.store_words "hw"(
// CHECK-NOT: vort.store
vo.func @over(%p: !vo.ref, %h: i64, %w: !vo.word, %i: i64) {
  vo.store %p[2], %h : i64
  vo.store %p[0], %i : i64
  vo.store %p[3], %w : !vo.word
  vo.return
}

// CHECK-LABEL: func.func @global(
// CHECK: %[[TO:.*]] = vort.addr %{{.*}}[8] : !vort.raw
// CHECK: vort.store_words "hw"({{.*}}), %[[TO]]
// CHECK-NOT: vort.store
vo.func @global(%h: i64, %w: !vo.word) {
  vo.global.set @pair[1], %h : i64
  vo.global.set @pair[2], %w : !vo.word
  vo.return
}

// CHECK-LABEL: func.func @frame(
// CHECK: %[[TO:.*]] = vort.addr %{{.*}}[%{{.*}} * 16 + 0]
// CHECK: vort.store_words "hw"({{.*}}), %[[TO]]
// CHECK-NOT: vort.store
vo.func @frame(%i: i64, %h: i64, %w: !vo.word) {
  %f = vo.new <"hwhw">
  vo.frame.set %f[%i * 2 + 0], %h : !vo.ref, i64
  vo.frame.set %f[%i * 2 + 1], %w : !vo.ref, !vo.word
  vo.return
}

// A collection, a read, another object: each half stays where it is.
// CHECK-LABEL: func.func @collected(
// CHECK: vort.store_words "h"(
// CHECK: vort.alloc
// CHECK: vort.store_words "w"(
vo.func @collected(%p: !vo.ref, %h: i64, %w: !vo.word) -> !vo.ref {
  vo.store %p[2] header, %h : i64
  %new = vo.new <"v">
  vo.store %p[3], %w : !vo.word
  vo.return %new : !vo.ref
}

// CHECK-LABEL: func.func @read(
// CHECK: vort.store_words "h"(
// CHECK: vort.load
// CHECK: vort.store_words "w"(
vo.func @read(%p: !vo.ref, %q: !vo.ref, %h: i64, %w: !vo.word) -> i64 {
  vo.store %p[2] header, %h : i64
  %x = vo.load %q[0] : i64
  vo.store %p[3], %w : !vo.word
  vo.return %x : i64
}

// CHECK-LABEL: func.func @other(
// CHECK: vort.store_words "h"(
// CHECK: vort.store_words "w"(
vo.func @other(%p: !vo.ref, %q: !vo.ref, %h: i64, %w: !vo.word, %i: i64) {
  vo.store %p[2] header, %h : i64
  vo.store %q[2], %i : i64
  vo.store %p[3], %w : !vo.word
  vo.return
}

// The letters of a variable or an object in sight tell what a header is.
// CHECK-LABEL: func.func @alone(
// CHECK: vort.store_words "h"(%{{.*}}), %{{.*}} : (i64), !vort.raw
// CHECK: vort.store %{{.*}}, %{{.*}} as i64
// CHECK: vort.store_words "h"(%{{.*}}), %{{.*}} : (i64), !vort.ref
vo.func @alone(%h: i64) -> !vo.ref {
  vo.global.set @pair[1], %h : i64
  vo.global.set @pair[0], %h : i64
  %new = vo.new <"vhw">
  vo.store %new[1], %h : i64
  vo.return %new : !vo.ref
}
