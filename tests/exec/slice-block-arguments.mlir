// RUN: %run-all

// Slices as block arguments: two that are exchanged and appended to in turn, merged with nil and with parts of themselves.

// CHECK: 6
// CHECK-NEXT: 5
// CHECK-NEXT: 97531
// CHECK-NEXT: 1086420
// CHECK-NEXT: 0
// CHECK-NEXT: 1
// CHECK-NEXT: 3
// CHECK-NEXT: 8
// CHECK-NOT: {{.+}}

// The elements as digits, the last first.
vo.func @digits(%s: !vo.slice) -> i64 {
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %c10 = arith.constant 10 : i64
  %length = vo.slice.len %s
  cf.br ^test(%length, %c0 : i64, i64)
^test(%left: i64, %sum: i64):
  %more = arith.cmpi sgt, %left, %c0 : i64
  cf.cond_br %more, ^body, ^end
^body:
  %i = arith.subi %left, %c1 : i64
  %x = vo.slice.get %s[%i] as <slots "v"> : i64
  %shifted = arith.muli %sum, %c10 : i64
  %next = arith.addi %shifted, %x : i64
  cf.br ^test(%i, %next : i64, i64)
^end:
  vo.return %sum : i64
}

// nil, the slice or the middle of it.
vo.func @part(%s: !vo.slice, %n: i64) -> !vo.slice {
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %c2 = arith.constant 2 : i64
  %c5 = arith.constant 5 : i64
  %nil = vo.zero : !vo.slice
  %is0 = arith.cmpi eq, %n, %c0 : i64
  cf.cond_br %is0, ^done(%nil : !vo.slice), ^other
^other:
  %middle = vo.slice.slice %s[%c2, %c5, %c5] as <slots "v">
  %is1 = arith.cmpi eq, %n, %c1 : i64
  cf.cond_br %is1, ^done(%middle : !vo.slice), ^done(%s : !vo.slice)
^done(%result: !vo.slice):
  vo.return %result : !vo.slice
}

vo.func @main() attributes {vo.entry} {
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %c2 = arith.constant 2 : i64
  %c11 = arith.constant 11 : i64
  %nil = vo.zero : !vo.slice
  cf.br ^loop(%c0, %nil, %nil : i64, !vo.slice, !vo.slice)
^loop(%i: i64, %a: !vo.slice, %b: !vo.slice):
  %longer = vo.slice.append %a, %i as <slots "v"> {meta = 2 : i32} : i64
  %next = arith.addi %i, %c1 : i64
  %more = arith.cmpi slt, %next, %c11 : i64
  cf.cond_br %more, ^loop(%next, %b, %longer : i64, !vo.slice, !vo.slice), ^end
^end:
  %m = vo.slice.len %longer
  %n = vo.slice.len %b
  %x = vo.call @digits(%b) : (!vo.slice) -> i64
  %y = vo.call @digits(%longer) : (!vo.slice) -> i64
  vo.call @int(%m) : (i64) -> ()
  vo.call @int(%n) : (i64) -> ()
  vo.call @int(%x) : (i64) -> ()
  vo.call @int(%y) : (i64) -> ()
  %p = vo.call @part(%longer, %c0) : (!vo.slice, i64) -> !vo.slice
  %q = vo.call @part(%longer, %c1) : (!vo.slice, i64) -> !vo.slice
  %r = vo.call @part(%longer, %c2) : (!vo.slice, i64) -> !vo.slice
  %lp = vo.slice.len %p
  %isNil = vo.slice.is_nil %p
  %flag = arith.extui %isNil : i1 to i64
  %cq = vo.slice.cap %q
  %cr = vo.slice.cap %r
  vo.call @int(%lp) : (i64) -> ()
  vo.call @int(%flag) : (i64) -> ()
  vo.call @int(%cq) : (i64) -> ()
  vo.call @int(%cr) : (i64) -> ()
  vo.return
}

vo.func @int(%x: i64) {
  %header = arith.constant 514 : i64
  %word = vo.word.of_bits %x
  %value = vo.iface.make %header, %word
  vo.print newline %value
  vo.return
}
