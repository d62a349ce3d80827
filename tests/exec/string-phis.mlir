// RUN: %run-all

// Strings as block arguments: exchanged in a loop, merged from constants, substrings and new strings.

// CHECK: a
// CHECK-NEXT: b
// CHECK-NEXT: ab
// CHECK-NEXT: bab
// CHECK-NEXT: abbab
// CHECK-NEXT: bababbab
// CHECK-NEXT: abbabbababbab
// CHECK-NEXT: constant
// CHECK-NEXT: ns
// CHECK-NEXT: constant!
// CHECK-EMPTY:
// CHECK-NEXT: ant!
// CHECK-NOT: {{.+}}

vo.type @type.string = string : !vo.string {rttid = 17}

vo.func @fibonacci(%n: i64) {
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %a = vo.string.const "a"
  %b = vo.string.const "b"
  cf.br ^loop(%n, %a, %b : i64, !vo.string, !vo.string)
^loop(%left: i64, %x: !vo.string, %y: !vo.string):
  vo.call @text(%x) : (!vo.string) -> ()
  %sum = vo.string.concat %x, %y
  %less = arith.subi %left, %c1 : i64
  %more = arith.cmpi sgt, %less, %c0 : i64
  cf.cond_br %more, ^loop(%less, %y, %sum : i64, !vo.string, !vo.string), ^end
^end:
  vo.return
}

// Both edges of the branches lead to the same block.
vo.func @choose(%n: i64, %s: !vo.string) -> !vo.string {
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %c2 = arith.constant 2 : i64
  %c3 = arith.constant 3 : i64
  %c4 = arith.constant 4 : i64
  %end = vo.string.const "!"
  %empty = vo.zero : !vo.string
  %is0 = arith.cmpi eq, %n, %c0 : i64
  cf.cond_br %is0, ^done(%s : !vo.string), ^not0
^not0:
  %part = vo.string.slice %s[%c2, %c4]
  %new = vo.string.concat %s, %end
  %is1 = arith.cmpi eq, %n, %c1 : i64
  cf.cond_br %is1, ^done(%part : !vo.string), ^not1
^not1:
  %is2 = arith.cmpi eq, %n, %c2 : i64
  cf.cond_br %is2, ^done(%new : !vo.string), ^not2
^not2:
  %is3 = arith.cmpi eq, %n, %c3 : i64
  %length = vo.string.len %new
  %from = arith.subi %length, %c4 : i64
  %tail = vo.string.slice %new[%from, %length]
  cf.cond_br %is3, ^done(%empty : !vo.string), ^done(%tail : !vo.string)
^done(%result: !vo.string):
  %litter = vo.string.concat %result, %result
  vo.return %result : !vo.string
}

vo.func @main() attributes {vo.entry} {
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %c5 = arith.constant 5 : i64
  %c7 = arith.constant 7 : i64
  vo.call @fibonacci(%c7) : (i64) -> ()
  %s = vo.string.const "constant"
  cf.br ^loop(%c0 : i64)
^loop(%i: i64):
  %t = vo.call @choose(%i, %s) : (i64, !vo.string) -> !vo.string
  vo.call @text(%t) : (!vo.string) -> ()
  %next = arith.addi %i, %c1 : i64
  %more = arith.cmpi slt, %next, %c5 : i64
  cf.cond_br %more, ^loop(%next : i64), ^end
^end:
  vo.return
}

vo.func @text(%s: !vo.string) {
  %box = vo.new(%s : !vo.string) : !vo.box<!vo.string>
  %value = vo.iface.make %box as @type.string : !vo.box<!vo.string> -> !vo.iface
  vo.print newline %value : !vo.iface
  vo.return
}
