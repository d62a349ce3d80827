// RUN: %run-all

// Interface values: in a variable of the package, as block arguments of a loop that allocates, merged from a number, a
// string and nil.

// CHECK: 0 s <nil>
// CHECK-NEXT: ss <nil> 0
// CHECK-NEXT: <nil> 3 ss
// CHECK-NEXT: 3 ssss <nil>
// CHECK-NEXT: sssss <nil> 3
// CHECK-NEXT: <nil> 6 sssss
// CHECK-NEXT: 6 sssssss <nil>
// CHECK-NEXT: 6 1
// CHECK-NOT: {{.+}}

vo.type @type.int = int : i64 {rttid = 2}
vo.type @type.string = string : !vo.string {rttid = 17}
vo.global @kept : !vo.iface

// n, the string or nil, by n modulo 3.
vo.func @pick(%n: i64, %s: !vo.string) -> !vo.iface {
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %c3 = arith.constant 3 : i64
  %rest = vo.rem_u %n, %c3
  %number = vo.iface.make %n as @type.int : i64 -> !vo.iface
  %is0 = arith.cmpi eq, %rest, %c0 : i64
  cf.cond_br %is0, ^done(%number : !vo.iface), ^other
^other:
  %box = vo.new(%s : !vo.string) : !vo.box<!vo.string>
  %text = vo.iface.make %box as @type.string : !vo.box<!vo.string> -> !vo.iface
  %nil = vo.zero : !vo.iface
  %is1 = arith.cmpi eq, %rest, %c1 : i64
  cf.cond_br %is1, ^done(%text : !vo.iface), ^done(%nil : !vo.iface)
^done(%value: !vo.iface):
  vo.return %value : !vo.iface
}

// Swaps its two values each time round; the number of rounds is odd.
vo.func @swap(%a: !vo.iface, %b: !vo.iface, %n: i64) -> !vo.iface {
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  cf.br ^loop(%a, %b, %n : !vo.iface, !vo.iface, i64)
^loop(%x: !vo.iface, %y: !vo.iface, %left: i64):
  %litter = vo.new : !vo.box<i64, !vo.string, !vo.iface>
  vo.store %litter[2], %x : !vo.box<i64, !vo.string, !vo.iface>, !vo.iface
  %same = vo.load %litter[2] : !vo.box<i64, !vo.string, !vo.iface> -> !vo.iface
  %less = arith.subi %left, %c1 : i64
  %more = arith.cmpi sgt, %less, %c0 : i64
  cf.cond_br %more, ^loop(%y, %same, %less : !vo.iface, !vo.iface, i64), ^end
^end:
  vo.return %y : !vo.iface
}

vo.func @main() attributes {vo.entry} {
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %c5 = arith.constant 5 : i64
  %c7 = arith.constant 7 : i64
  %s = vo.string.const "s"
  cf.br ^loop(%c0, %s : i64, !vo.string)
^loop(%i: i64, %text: !vo.string):
  %value = vo.call @pick(%i, %text) : (i64, !vo.string) -> !vo.iface
  %next = arith.addi %i, %c1 : i64
  %other = vo.call @pick(%next, %text) : (i64, !vo.string) -> !vo.iface
  %old = vo.global.get @kept : !vo.iface
  vo.global.set @kept, %value : !vo.iface
  %back = vo.call @swap(%other, %old, %c5) : (!vo.iface, !vo.iface, i64) -> !vo.iface
  vo.print newline %value, %other, %back : !vo.iface, !vo.iface, !vo.iface
  %longer = vo.string.concat %text, %s
  %more = arith.cmpi slt, %next, %c7 : i64
  cf.cond_br %more, ^loop(%next, %longer : i64, !vo.string), ^end
^end:
  %six = arith.constant 6 : i64
  %number = vo.iface.make %six as @type.int : i64 -> !vo.iface
  %kept = vo.global.get @kept : !vo.iface
  %equal = vo.iface.eq %kept, %number : !vo.iface, !vo.iface
  %bit = arith.extui %equal : i1 to i64
  %flag = vo.iface.make %bit as @type.int : i64 -> !vo.iface
  vo.print newline %kept, %flag : !vo.iface, !vo.iface
  vo.return
}
