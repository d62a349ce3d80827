// RUN: %run-all

// Indexed frame memory, zero at the start of every call; the same with references, which is an object.

// CHECK: 0
// CHECK-NEXT: 30
// CHECK-NEXT: 2.5
// CHECK-NEXT: 0
// CHECK-NEXT: 30
// CHECK-NEXT: 2.5
// CHECK-NEXT: string
// CHECK-NOT: {{.+}}

vo.struct @Pair { n: i64, x: f64 }
vo.struct @Named { n: i64, name: !vo.string }
vo.type @type.int = int : i64 {rttid = 2}
vo.type @type.float64 = float64 : f64 {rttid = 13}
vo.type @type.string = string : !vo.string {rttid = 17}

vo.func @area(%n: i64) {
  %f = vo.frame : !vo.frame<3 x @Pair>
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %c3 = arith.constant 3 : i64
  %c10 = arith.constant 10 : i64
  %step = arith.constant 0.5 : f64
  %old = vo.frame.get %f[%n, n] : !vo.frame<3 x @Pair> -> i64
  vo.call @int(%old) : (i64) -> ()
  cf.br ^loop(%c0 : i64)
^loop(%i: i64):
  %x = arith.muli %i, %c10 : i64
  %y = arith.sitofp %i : i64 to f64
  %z = arith.addf %y, %step : f64
  vo.frame.set %f[%i, n], %x : !vo.frame<3 x @Pair>, i64
  vo.frame.set %f[%i, x], %z : !vo.frame<3 x @Pair>, f64
  %litter = vo.new : !vo.box<i64>
  %next = arith.addi %i, %c1 : i64
  %more = arith.cmpi slt, %next, %c3 : i64
  cf.cond_br %more, ^loop(%next : i64), ^end
^end:
  %a = vo.frame.get %f[%c1, n] : !vo.frame<3 x @Pair> -> i64
  %b = vo.frame.get %f[%n, n] : !vo.frame<3 x @Pair> -> i64
  %sum = arith.addi %a, %b : i64
  vo.call @int(%sum) : (i64) -> ()
  %g = vo.frame.get %f[%n, x] : !vo.frame<3 x @Pair> -> f64
  vo.call @float(%g) : (f64) -> ()
  vo.return
}

vo.func @float(%x: f64) {
  %value = vo.iface.make %x as @type.float64 : f64 -> !vo.iface
  vo.print newline %value : !vo.iface
  vo.return
}

vo.func @object(%n: i64) -> !vo.string {
  %p = vo.frame : !vo.frame<3 x @Named>
  %s = vo.string.const "str"
  %t = vo.string.const "ing"
  %st = vo.string.concat %s, %t
  vo.frame.set %p[%n, name], %st : !vo.frame<3 x @Named>, !vo.string
  %litter = vo.string.concat %st, %st
  %same = vo.frame.get %p[%n, name] : !vo.frame<3 x @Named> -> !vo.string
  vo.return %same : !vo.string
}

vo.func @main() attributes {vo.entry} {
  %c2 = arith.constant 2 : i64
  vo.call @area(%c2) : (i64) -> ()
  vo.call @area(%c2) : (i64) -> ()
  %s = vo.call @object(%c2) : (i64) -> !vo.string
  vo.call @text(%s) : (!vo.string) -> ()
  vo.return
}

vo.func @int(%x: i64) {
  %value = vo.iface.make %x as @type.int : i64 -> !vo.iface
  vo.print newline %value : !vo.iface
  vo.return
}

vo.func @text(%s: !vo.string) {
  %box = vo.new(%s : !vo.string) : !vo.box<!vo.string>
  %value = vo.iface.make %box as @type.string : !vo.box<!vo.string> -> !vo.iface
  vo.print newline %value : !vo.iface
  vo.return
}
