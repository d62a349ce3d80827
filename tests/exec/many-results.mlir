// RUN: %run-all

// More results than there are registers for them, from a recursive function that allocates.

// CHECK: 0 6 abababababababab
// CHECK-NEXT: 1 two 3 4 five six
// CHECK-NOT: {{.+}}

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
    -> (!vo.iface, !vo.iface, !vo.iface, !vo.string, !vo.slice, !vo.string) {
  %nil = vo.zero : !vo.slice
  %c5 = arith.constant 5 : i64
  %x = vo.string.const "x"
  %litter = vo.new <"rr">
  %t = vo.slice.append %nil, %c5 as <u8> {meta = 8 : i32} : i64
  %si = vo.string.const "si"
  %six = vo.string.concat %si, %x
  vo.return %a, %b, %c, %s, %t, %six : !vo.iface, !vo.iface, !vo.iface, !vo.string, !vo.slice, !vo.string
}

vo.func @string(%s: !vo.string) -> !vo.iface {
  %h = arith.constant 4369 : i64
  %b = vo.box %s : !vo.string
  %w = vo.word.of_ref %b
  %i = vo.iface.make %h, %w
  vo.return %i : !vo.iface
}

vo.func @number(%x: i64) -> !vo.iface {
  %h = arith.constant 514 : i64
  %w = vo.word.of_bits %x
  %i = vo.iface.make %h, %w
  vo.return %i : !vo.iface
}

vo.func @main() attributes {vo.entry} {
  %n = arith.constant 3 : i64
  %x = vo.string.const "ab"
  %r:3 = vo.call @five(%n, %x) : (i64, !vo.string) -> (i64, i64, !vo.string)
  %r0 = vo.call @number(%r#0) : (i64) -> !vo.iface
  %r1 = vo.call @number(%r#1) : (i64) -> !vo.iface
  %r2 = vo.call @string(%r#2) : (!vo.string) -> !vo.iface
  vo.print newline %r0, %r1, %r2
  %c1 = arith.constant 1 : i64
  %c4 = arith.constant 4 : i64
  %a = vo.call @number(%c1) : (i64) -> !vo.iface
  %two = vo.string.const "two"
  %b = vo.call @string(%two) : (!vo.string) -> !vo.iface
  %c = vo.call @number(%n) : (i64) -> !vo.iface
  %five = vo.string.const "five"
  %q:6 = vo.call @six(%a, %b, %c, %five) : (!vo.iface, !vo.iface, !vo.iface, !vo.string) -> (!vo.iface, !vo.iface, !vo.iface, !vo.string, !vo.slice, !vo.string)
  %length = vo.slice.len %q#4
  %c3 = arith.constant 3 : i64
  %sum = arith.addi %length, %c3 : i64
  %q4 = vo.call @number(%sum) : (i64) -> !vo.iface
  %q3 = vo.call @string(%q#3) : (!vo.string) -> !vo.iface
  %q5 = vo.call @string(%q#5) : (!vo.string) -> !vo.iface
  vo.print newline %q#0, %q#1, %q#2, %q4, %q3, %q5
  vo.return
}
