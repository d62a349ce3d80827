// RUN: %run-all

// More results than there are registers for them, from a recursive function that allocates.

// CHECK: 0 6 abababababababab
// CHECK-NEXT: 1 two 3 4 five six
// CHECK-NOT: {{.+}}

vo.type @type.int = int : i64 {rttid = 2}
vo.type @type.string = string : !vo.string {rttid = 17}

vo.func @five(%n: i64, %s: !vo.string) -> (i64, i64, !vo.string) {
  %c = arith.constant 0 : i64
  %z = arith.cmpi sle, %n, %c : i64
  cf.cond_br %z, ^a, ^b
^a:
  vo.return %n, %c, %s : i64, i64, !vo.string
^b:
  %one = arith.constant 1 : i64
  %m = arith.subi %n, %one : i64
  %t = vo.string.concat %s, %s
  %r:3 = vo.call @five(%m, %t) : (i64, !vo.string) -> (i64, i64, !vo.string)
  %k = arith.addi %r#1, %n : i64
  vo.return %r#0, %k, %r#2 : i64, i64, !vo.string
}
// Interfaces and strings, eighteen words together.
vo.func @six(%a: !vo.iface, %b: !vo.iface, %c: !vo.iface, %s: !vo.string)
    -> (!vo.iface, !vo.iface, !vo.iface, !vo.string, !vo.slice<ui8>, !vo.string) {
  %nil = vo.zero : !vo.slice<ui8>
  %c5 = arith.constant 5 : i64
  %x = vo.string.const "x"
  %litter = vo.new : !vo.box<!vo.string, !vo.string>
  %t = vo.append %nil, %c5 : !vo.slice<ui8>, i64
  %si = vo.string.const "si"
  %six = vo.string.concat %si, %x
  vo.return %a, %b, %c, %s, %t, %six : !vo.iface, !vo.iface, !vo.iface, !vo.string, !vo.slice<ui8>, !vo.string
}

vo.func @string(%s: !vo.string) -> !vo.iface {
  %b = vo.new(%s : !vo.string) : !vo.box<!vo.string>
  %i = vo.iface.make %b as @type.string : !vo.box<!vo.string> -> !vo.iface
  vo.return %i : !vo.iface
}

vo.func @number(%x: i64) -> !vo.iface {
  %i = vo.iface.make %x as @type.int : i64 -> !vo.iface
  vo.return %i : !vo.iface
}

vo.func @main() attributes {vo.entry} {
  %n = arith.constant 3 : i64
  %x = vo.string.const "ab"
  %r:3 = vo.call @five(%n, %x) : (i64, !vo.string) -> (i64, i64, !vo.string)
  %r0 = vo.call @number(%r#0) : (i64) -> !vo.iface
  %r1 = vo.call @number(%r#1) : (i64) -> !vo.iface
  %r2 = vo.call @string(%r#2) : (!vo.string) -> !vo.iface
  vo.print newline %r0, %r1, %r2 : !vo.iface, !vo.iface, !vo.iface
  %c1 = arith.constant 1 : i64
  %a = vo.call @number(%c1) : (i64) -> !vo.iface
  %two = vo.string.const "two"
  %b = vo.call @string(%two) : (!vo.string) -> !vo.iface
  %c = vo.call @number(%n) : (i64) -> !vo.iface
  %five = vo.string.const "five"
  %q:6 = vo.call @six(%a, %b, %c, %five) : (!vo.iface, !vo.iface, !vo.iface, !vo.string) -> (!vo.iface, !vo.iface, !vo.iface, !vo.string, !vo.slice<ui8>, !vo.string)
  %length = vo.slice.len %q#4 : !vo.slice<ui8>
  %c3 = arith.constant 3 : i64
  %sum = arith.addi %length, %c3 : i64
  %q4 = vo.call @number(%sum) : (i64) -> !vo.iface
  %q3 = vo.call @string(%q#3) : (!vo.string) -> !vo.iface
  %q5 = vo.call @string(%q#5) : (!vo.string) -> !vo.iface
  vo.print newline %q#0, %q#1, %q#2, %q4, %q3, %q5 : !vo.iface, !vo.iface, !vo.iface, !vo.iface, !vo.iface, !vo.iface
  vo.return
}
