// RUN: vo-opt %s --pass-pipeline='builtin.module(vo.func(vo-hoist-unbox,cse))' | FileCheck %s

// The header is read before the loop, once.
// CHECK-LABEL: vo.func @loop
// CHECK-SAME: (%[[REF:.*]]: !vo.ref,
// CHECK-NEXT: %[[SLICE:.*]] = vo.unbox %[[REF]] : !vo.slice
// CHECK-NOT: vo.unbox
// CHECK: vo.slice.len %[[SLICE]]
// CHECK: vo.slice.get %[[SLICE]]
vo.func @loop(%r: !vo.ref, %n: i64) -> i64 {
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  cf.br ^head(%zero, %zero : i64, i64)
^head(%i: i64, %sum: i64):
  %s = vo.unbox %r : !vo.slice
  %len = vo.slice.len %s
  %more = arith.cmpi slt, %i, %len : i64
  cf.cond_br %more, ^body, ^exit
^body:
  %again = vo.unbox %r : !vo.slice
  %x = vo.slice.get %again[%i] as <slots "v"> : i64
  %next = arith.addi %sum, %x : i64
  %j = arith.addi %i, %one : i64
  cf.br ^head(%j, %next : i64, i64)
^exit:
  vo.return %sum : i64
}

// A reference loaded in the outer loop is unboxed there.
// CHECK-LABEL: vo.func @nested
// CHECK: %[[ROW:.*]] = vo.load %{{.*}}[0] : !vo.ref
// CHECK-NEXT: vo.unbox %[[ROW]] : !vo.slice
// CHECK: cf.br ^bb2
vo.func @nested(%p: !vo.ref, %c: i1) -> i64 {
  %zero = arith.constant 0 : i64
  cf.br ^outer
^outer:
  %row = vo.load %p[0] : !vo.ref
  cf.br ^inner
^inner:
  %s = vo.unbox %row : !vo.slice
  %x = vo.slice.get %s[%zero] as <slots "v"> : i64
  cf.cond_br %c, ^inner, ^next
^next:
  cf.cond_br %c, ^outer, ^exit
^exit:
  vo.return %x : i64
}

// Where it is defined already: nothing moves.
// CHECK-LABEL: vo.func @same_block
// CHECK: vo.call @effect
// CHECK-NEXT: vo.unbox
vo.func @same_block(%r: !vo.ref) -> i64 {
  vo.call @effect() : () -> ()
  %s = vo.unbox %r : !vo.string
  %n = vo.string.len %s
  vo.return %n : i64
}
vo.func private @effect() {
  vo.return
}
