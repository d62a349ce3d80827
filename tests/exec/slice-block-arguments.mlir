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
vo.type @type.int = int : i64 {rttid = 2}

vo.func @digits(%s: !vo.slice<i64>) -> i64 {
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %c10 = arith.constant 10 : i64
  %length = vo.slice.len %s : !vo.slice<i64>
  cf.br ^test(%length, %c0 : i64, i64)
^test(%left: i64, %sum: i64):
  %more = arith.cmpi sgt, %left, %c0 : i64
  cf.cond_br %more, ^body, ^end
^body:
  %i = arith.subi %left, %c1 : i64
  %x = vo.slice.get %s[%i] : !vo.slice<i64> -> i64
  %shifted = arith.muli %sum, %c10 : i64
  %next = arith.addi %shifted, %x : i64
  cf.br ^test(%i, %next : i64, i64)
^end:
  vo.return %sum : i64
}

// nil, the slice or the middle of it.
vo.func @part(%s: !vo.slice<i64>, %n: i64) -> !vo.slice<i64> {
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %c2 = arith.constant 2 : i64
  %c5 = arith.constant 5 : i64
  %nil = vo.zero : !vo.slice<i64>
  %is0 = arith.cmpi eq, %n, %c0 : i64
  cf.cond_br %is0, ^done(%nil : !vo.slice<i64>), ^other
^other:
  %middle = vo.slice.slice %s[%c2, %c5, %c5] : !vo.slice<i64>
  %is1 = arith.cmpi eq, %n, %c1 : i64
  cf.cond_br %is1, ^done(%middle : !vo.slice<i64>), ^done(%s : !vo.slice<i64>)
^done(%result: !vo.slice<i64>):
  vo.return %result : !vo.slice<i64>
}

vo.func @main() attributes {vo.entry} {
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %c2 = arith.constant 2 : i64
  %c11 = arith.constant 11 : i64
  %nil = vo.zero : !vo.slice<i64>
  cf.br ^loop(%c0, %nil, %nil : i64, !vo.slice<i64>, !vo.slice<i64>)
^loop(%i: i64, %a: !vo.slice<i64>, %b: !vo.slice<i64>):
  %longer = vo.append %a, %i : !vo.slice<i64>, i64
  %next = arith.addi %i, %c1 : i64
  %more = arith.cmpi slt, %next, %c11 : i64
  cf.cond_br %more, ^loop(%next, %b, %longer : i64, !vo.slice<i64>, !vo.slice<i64>), ^end
^end:
  %m = vo.slice.len %longer : !vo.slice<i64>
  %n = vo.slice.len %b : !vo.slice<i64>
  %x = vo.call @digits(%b) : (!vo.slice<i64>) -> i64
  %y = vo.call @digits(%longer) : (!vo.slice<i64>) -> i64
  vo.call @int(%m) : (i64) -> ()
  vo.call @int(%n) : (i64) -> ()
  vo.call @int(%x) : (i64) -> ()
  vo.call @int(%y) : (i64) -> ()
  %p = vo.call @part(%longer, %c0) : (!vo.slice<i64>, i64) -> !vo.slice<i64>
  %q = vo.call @part(%longer, %c1) : (!vo.slice<i64>, i64) -> !vo.slice<i64>
  %r = vo.call @part(%longer, %c2) : (!vo.slice<i64>, i64) -> !vo.slice<i64>
  %lp = vo.slice.len %p : !vo.slice<i64>
  %isNil = vo.is_nil %p : !vo.slice<i64>
  %flag = arith.extui %isNil : i1 to i64
  %cq = vo.slice.cap %q : !vo.slice<i64>
  %cr = vo.slice.cap %r : !vo.slice<i64>
  vo.call @int(%lp) : (i64) -> ()
  vo.call @int(%flag) : (i64) -> ()
  vo.call @int(%cq) : (i64) -> ()
  vo.call @int(%cr) : (i64) -> ()
  vo.return
}

vo.func @int(%x: i64) {
  %value = vo.iface.make %x as @type.int : i64 -> !vo.iface
  vo.print newline %value : !vo.iface
  vo.return
}
