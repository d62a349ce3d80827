// RUN: %run-all

// Indexed frame slots of every letter, with a stride, zero at the start of every call; the same accesses on an object.

// CHECK: 0
// CHECK-NEXT: 30
// CHECK-NEXT: 2.5
// CHECK-NEXT: 0
// CHECK-NEXT: 30
// CHECK-NEXT: 2.5
// CHECK-NEXT: string
// CHECK-NOT: {{.+}}

vo.func @area(%n: i64) {
  %f = vo.frame <"vfvfvf"> : !vo.frame
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %c3 = arith.constant 3 : i64
  %c10 = arith.constant 10 : i64
  %step = arith.constant 0.5 : f64
  %old = vo.frame.get %f[%n * 2 + 0] : !vo.frame -> i64
  vo.call @int(%old) : (i64) -> ()
  cf.br ^loop(%c0 : i64)
^loop(%i: i64):
  %x = arith.muli %i, %c10 : i64
  %y = arith.sitofp %i : i64 to f64
  %z = arith.addf %y, %step : f64
  vo.frame.set %f[%i * 2 + 0], %x : !vo.frame, i64
  vo.frame.set %f[%i * 2 + 1], %z : !vo.frame, f64
  %litter = vo.new <"v">
  %next = arith.addi %i, %c1 : i64
  %more = arith.cmpi slt, %next, %c3 : i64
  cf.cond_br %more, ^loop(%next : i64), ^end
^end:
  %a = vo.frame.get %f[%c1 * 2 + 0] : !vo.frame -> i64
  %b = vo.frame.get %f[%n * 2 + 0] : !vo.frame -> i64
  %sum = arith.addi %a, %b : i64
  vo.call @int(%sum) : (i64) -> ()
  %g = vo.frame.get %f[%n * 2 + 1] : !vo.frame -> f64
  vo.call @float(%g) : (f64) -> ()
  vo.return
}

vo.func @float(%x: f64) {
  %header = arith.constant 3341 : i64
  %bits = arith.bitcast %x : f64 to i64
  %word = vo.word.of_bits %bits
  %value = vo.iface.make %header, %word
  vo.print newline %value
  vo.return
}

vo.func @object(%n: i64) -> !vo.ref {
  %p = vo.new <"vrvrvr">
  %s = vo.string.const "str"
  %t = vo.string.const "ing"
  %st = vo.string.concat %s, %t
  %box = vo.box %st : !vo.string
  vo.frame.set %p[%n * 2 + 1], %box : !vo.ref, !vo.ref
  %litter = vo.string.concat %st, %st
  %same = vo.frame.get %p[%n * 2 + 1] : !vo.ref -> !vo.ref
  vo.return %same : !vo.ref
}

vo.func @main() attributes {vo.entry} {
  %c2 = arith.constant 2 : i64
  vo.call @area(%c2) : (i64) -> ()
  vo.call @area(%c2) : (i64) -> ()
  %r = vo.call @object(%c2) : (i64) -> !vo.ref
  %s = vo.unbox %r : !vo.string
  vo.call @text(%s) : (!vo.string) -> ()
  vo.return
}

vo.func @int(%x: i64) {
  %header = arith.constant 514 : i64
  %word = vo.word.of_bits %x
  %value = vo.iface.make %header, %word
  vo.print newline %value
  vo.return
}

vo.func @text(%s: !vo.string) {
  %header = arith.constant 4369 : i64
  %box = vo.box %s : !vo.string
  %word = vo.word.of_ref %box
  %value = vo.iface.make %header, %word
  vo.print newline %value
  vo.return
}
