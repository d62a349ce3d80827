// RUN: %run-all

// Method tables by which types implement an interface, as the headers of converted values carry them: looked up at run
// time, and where the type is in sight.

// CHECK: 5 31 2
// CHECK-NEXT: 2 18 22
// CHECK-NEXT: 4294967295 40 17
// CHECK-NEXT: 0 0 0
// CHECK-NEXT: 2 18 22
// CHECK-NEXT: one two 3
// CHECK-NEXT: 40 <nil>
// CHECK-NOT: {{.+}}

vo.interface @Shape <18 -> 2, 31 -> 5, 40 -> 4294967295>
vo.interface @Unimplemented <>
vo.global @kept <"hw">

// Prints method table, runtime type and kind.
vo.func private @show(%i: !vo.iface) {
  %int = arith.constant 514 : i64
  %8 = arith.constant 8 : i64
  %32 = arith.constant 32 : i64
  %255 = arith.constant 255 : i64
  %mask = arith.constant 16777215 : i64
  %header = vo.iface.header %i
  %itab = arith.shrui %header, %32 : i64
  %shifted = arith.shrui %header, %8 : i64
  %rttid = arith.andi %shifted, %mask : i64
  %kind = arith.andi %header, %255 : i64
  %a = vo.word.of_bits %itab
  %b = vo.word.of_bits %rttid
  %c = vo.word.of_bits %kind
  %x = vo.iface.make %int, %a
  %y = vo.iface.make %int, %b
  %z = vo.iface.make %int, %c
  vo.print newline %x, %y, %z
  vo.return
}

vo.func private @convert(%i: !vo.iface) -> !vo.iface {
  %r = vo.iface.convert %i to @Shape
  vo.return %r : !vo.iface
}

vo.func @main() attributes {vo.entry} {
  %zero = arith.constant 0 : i64
  %three = arith.constant 3 : i64
  %bits = vo.word.of_bits %three

  // A named int, its method table 9 of another interface.
  %h0 = arith.constant 38654713602 : i64
  %i0 = vo.iface.make %h0, %bits
  %r0 = vo.call @convert(%i0) : (!vo.iface) -> !vo.iface
  vo.call @show(%r0) : (!vo.iface) -> ()

  // A pointer.
  %object = vo.new <"r">
  %one = vo.string.const "one"
  vo.store %object[0], %one : !vo.string
  %h1 = arith.constant 4630 : i64
  %w1 = vo.word.of_ref %object
  %i1 = vo.iface.make %h1, %w1
  %r1 = vo.call @convert(%i1) : (!vo.iface) -> !vo.iface
  vo.call @show(%r1) : (!vo.iface) -> ()

  // A string, the last row of the table.
  %two = vo.string.const "two"
  %box = vo.box %two : !vo.string
  %h2 = arith.constant 10257 : i64
  %w2 = vo.word.of_ref %box
  %i2 = vo.iface.make %h2, %w2
  %r2 = vo.call @convert(%i2) : (!vo.iface) -> !vo.iface
  vo.call @show(%r2) : (!vo.iface) -> ()

  // Nil, which is asked for in an interface that nobody implements.
  vo.global.set @kept[0], %zero : i64
  %i3 = vo.global.get @kept[0] : !vo.iface
  %r3 = vo.iface.convert %i3 to @Unimplemented
  vo.call @show(%r3) : (!vo.iface) -> ()

  // In sight.
  %r4 = vo.iface.convert %i1 to @Shape
  vo.call @show(%r4) : (!vo.iface) -> ()

  // The values are the same.
  %ref = vo.iface.word %r1
  %string = arith.constant 4369 : i64
  %name = vo.load %object[0] : !vo.ref
  %nameWord = vo.word.of_ref %name
  %nameValue = vo.iface.make %string, %nameWord
  vo.print newline %nameValue, %r2, %r0
  %same = vo.word.eq %ref, %w1
  %bit = arith.extui %same : i1 to i64
  %forty = arith.constant 39 : i64
  %sum = arith.addi %forty, %bit : i64
  %int = arith.constant 514 : i64
  %sumWord = vo.word.of_bits %sum
  %sumValue = vo.iface.make %int, %sumWord
  vo.print newline %sumValue, %r3
  vo.return
}
