// RUN: %run-all

// A loop with two entries, a self loop without a call, and branches whose two edges carry different values to one block.

// CHECK: 45
// CHECK-NEXT: -54
// CHECK-NEXT: 1000000
// CHECK-NEXT: 12
// CHECK-NEXT: 111
// CHECK-NOT: {{.+}}

// Sums 0..9; odd entries start in the other half of the loop and count down from 0.
vo.type @type.int = int : i64 {rttid = 2}

vo.func @twoEntries(%second: i64) -> i64 {
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %c10 = arith.constant 10 : i64
  %enter = arith.cmpi ne, %second, %c0 : i64
  %none = vo.zero : !vo.slice<ui16>
  cf.cond_br %enter, ^sub(%c0, %c0, %none : i64, i64, !vo.slice<ui16>), ^add(%c0, %c0, %none : i64, i64, !vo.slice<ui16>)
^add(%i: i64, %sum: i64, %s: !vo.slice<ui16>):
  %more = arith.addi %sum, %i : i64
  %next = arith.addi %i, %c1 : i64
  %s1 = vo.append %s, %i : !vo.slice<ui16>, i64
  %back = arith.cmpi eq, %second, %c0 : i64
  %loops = arith.cmpi slt, %next, %c10 : i64
  %stay = arith.andi %back, %loops : i1
  cf.cond_br %stay, ^add(%next, %more, %s1 : i64, i64, !vo.slice<ui16>), ^test(%next, %more, %s1 : i64, i64, !vo.slice<ui16>)
^sub(%j: i64, %difference: i64, %t: !vo.slice<ui16>):
  %less = arith.subi %difference, %j : i64
  %less1 = arith.subi %less, %j : i64
  %t1 = vo.append %t, %less1 : !vo.slice<ui16>, i64
  cf.br ^add(%j, %less1, %t1 : i64, i64, !vo.slice<ui16>)
^test(%n: i64, %total: i64, %u: !vo.slice<ui16>):
  %again = arith.cmpi slt, %n, %c10 : i64
  cf.cond_br %again, ^sub(%n, %total, %u : i64, i64, !vo.slice<ui16>), ^end
^end:
  %length = vo.slice.len %u : !vo.slice<ui16>
  %expected = arith.subi %length, %n : i64
  %odd = arith.cmpi ne, %expected, %c0 : i64
  %one = arith.subi %c10, %c1 : i64
  %fix = arith.select %odd, %one, %c0 : i64
  %result = arith.subi %total, %fix : i64
  vo.return %result : i64
}

vo.func @count(%n: i64) -> i64 {
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  cf.br ^loop(%c0 : i64)
^loop(%i: i64):
  %next = arith.addi %i, %c1 : i64
  %more = arith.cmpi slt, %next, %n : i64
  cf.cond_br %more, ^loop(%next : i64), ^end
^end:
  vo.return %next : i64
}

vo.func @order(%a: i64, %b: i64) -> i64 {
  %c10 = arith.constant 10 : i64
  %less = arith.cmpi slt, %a, %b : i64
  cf.cond_br %less, ^join(%a, %b : i64, i64), ^join(%b, %a : i64, i64)
^join(%x: i64, %y: i64):
  %tens = arith.muli %x, %c10 : i64
  %sum = arith.addi %tens, %y : i64
  %second = arith.cmpi sgt, %a, %c10 : i64
  cf.cond_br %second, ^swap(%y, %x : i64, i64), ^swap(%x, %y : i64, i64)
^swap(%p: i64, %q: i64):
  %t = arith.muli %p, %c10 : i64
  %r = arith.addi %t, %q : i64
  vo.return %r : i64
}

vo.func @main() attributes {vo.entry} {
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %c2 = arith.constant 2 : i64
  %c11 = arith.constant 11 : i64
  %million = arith.constant 1000000 : i64
  %a = vo.call @twoEntries(%c0) : (i64) -> i64
  vo.call @int(%a) : (i64) -> ()
  %b = vo.call @twoEntries(%c1) : (i64) -> i64
  vo.call @int(%b) : (i64) -> ()
  %c = vo.call @count(%million) : (i64) -> i64
  vo.call @int(%c) : (i64) -> ()
  %d = vo.call @order(%c2, %c1) : (i64, i64) -> i64
  vo.call @int(%d) : (i64) -> ()
  %e = vo.call @order(%c11, %c1) : (i64, i64) -> i64
  vo.call @int(%e) : (i64) -> ()
  vo.return
}

vo.func @int(%x: i64) {
  %value = vo.iface.make %x as @type.int : i64 -> !vo.iface
  vo.print newline %value : !vo.iface
  vo.return
}
