// RUN: %run-all

// Interface values and their words: in a variable of the package, as block arguments of a loop that allocates, merged
// from a number, a string and nil.

// CHECK: 0 s <nil>
// CHECK-NEXT: ss <nil> 0
// CHECK-NEXT: <nil> 3 ss
// CHECK-NEXT: 3 ssss <nil>
// CHECK-NEXT: sssss <nil> 3
// CHECK-NEXT: <nil> 6 sssss
// CHECK-NEXT: 6 sssssss <nil>
// CHECK-NEXT: 6 514 6 1
// CHECK-NOT: {{.+}}

vo.global @kept <"vhw">

// n, the string or nil, by n modulo 3.
vo.func @pick(%n: i64, %s: !vo.string) -> !vo.iface {
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %c3 = arith.constant 3 : i64
  %int = arith.constant 514 : i64
  %string = arith.constant 4369 : i64
  %rest = vo.rem_u %n, %c3
  %bits = vo.word.of_bits %n
  %is0 = arith.cmpi eq, %rest, %c0 : i64
  cf.cond_br %is0, ^done(%int, %bits : i64, !vo.word), ^other
^other:
  %box = vo.box %s : !vo.string
  %ref = vo.word.of_ref %box
  %nil = vo.zero : !vo.word
  %is1 = arith.cmpi eq, %rest, %c1 : i64
  cf.cond_br %is1, ^done(%string, %ref : i64, !vo.word), ^done(%c0, %nil : i64, !vo.word)
^done(%header: i64, %word: !vo.word):
  %value = vo.iface.make %header, %word
  vo.return %value : !vo.iface
}

// Swaps its two values each time round; the number of rounds is odd.
vo.func @swap(%a: !vo.iface, %b: !vo.iface, %n: i64) -> !vo.iface {
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  cf.br ^loop(%a, %b, %n : !vo.iface, !vo.iface, i64)
^loop(%x: !vo.iface, %y: !vo.iface, %left: i64):
  %litter = vo.new <"vrhw">
  vo.store %litter[2], %x : !vo.iface
  %same = vo.load %litter[2] : !vo.iface
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
  %old = vo.global.get @kept[1] : !vo.iface
  vo.global.set @kept[1], %value : !vo.iface
  %back = vo.call @swap(%other, %old, %c5) : (!vo.iface, !vo.iface, i64) -> !vo.iface
  vo.print newline %value, %other, %back
  %longer = vo.string.concat %text, %s
  %more = arith.cmpi slt, %next, %c7 : i64
  cf.cond_br %more, ^loop(%next, %longer : i64, !vo.string), ^end
^end:
  %int = arith.constant 514 : i64
  %six = arith.constant 6 : i64
  %word = vo.word.of_bits %six
  %number = vo.iface.make %int, %word
  %kept = vo.global.get @kept[1] : !vo.iface
  %header = vo.iface.header %kept
  %bits = vo.iface.word %kept
  %raw = vo.word.to_bits %bits
  %equal = vo.iface.eq %kept, %number
  %w1 = vo.word.of_bits %header
  %w2 = vo.word.of_bits %raw
  %w3 = vo.word.of_bits %equal
  %p1 = vo.iface.make %int, %w1
  %p2 = vo.iface.make %int, %w2
  %p3 = vo.iface.make %int, %w3
  vo.print newline %kept, %p1, %p2, %p3
  vo.return
}
