// RUN: %run-all

// Equality of interface values: types first, then values; floats as numbers, strings by their bytes; nil equals nil;
// structs and arrays member by member.

// CHECK: 1 0 0
// CHECK-NEXT: 1 0 0 1
// CHECK-NEXT: 1 0 1 0
// CHECK-NEXT: 1 0 1 0
// CHECK-NEXT: 1 0
// CHECK-NOT: {{.+}}

vo.struct @Named { n: i64, x: f64, name: !vo.string, any: !vo.iface }
vo.type @type.int = int : i64 {rttid = 2}
vo.type @type.int8 = int8 : si8 {rttid = 3}
vo.type @type.float64 = float64 : f64 {rttid = 13}
vo.type @type.string = string : !vo.string {rttid = 17}
vo.type @type.Named = struct : @Named {rttid = 18}
vo.type @type.floats = array : 3 x f32 {rttid = 19}

vo.func @int(%x: i64) -> !vo.iface {
  %i = vo.iface.make %x as @type.int : i64 -> !vo.iface
  vo.return %i : !vo.iface
}
vo.func @float(%x: f64) -> !vo.iface {
  %i = vo.iface.make %x as @type.float64 : f64 -> !vo.iface
  vo.return %i : !vo.iface
}
vo.func @text(%s: !vo.string) -> !vo.iface {
  %b = vo.new(%s : !vo.string) : !vo.box<!vo.string>
  %i = vo.iface.make %b as @type.string : !vo.box<!vo.string> -> !vo.iface
  vo.return %i : !vo.iface
}
vo.func @same(%a: !vo.iface, %b: !vo.iface) -> !vo.iface {
  %e = vo.iface.eq %a, %b : !vo.iface, !vo.iface
  %x = arith.extui %e : i1 to i64
  %i = vo.call @int(%x) : (i64) -> !vo.iface
  vo.return %i : !vo.iface
}
vo.func @named(%n: i64, %x: f64, %s: !vo.string, %any: !vo.iface) -> !vo.iface {
  %p = vo.new(%n, %x, %s, %any : i64, f64, !vo.string, !vo.iface) : !vo.ptr<@Named>
  %i = vo.iface.make %p as @type.Named : !vo.ptr<@Named> -> !vo.iface
  vo.return %i : !vo.iface
}
vo.func @floats(%x: f32) -> !vo.iface {
  %two = arith.constant 2 : i64
  %a = vo.array.new : !vo.array<3 x f32>
  vo.array.set %a[%two], %x : !vo.array<3 x f32>, f32
  %i = vo.iface.make %a as @type.floats : !vo.array<3 x f32> -> !vo.iface
  vo.return %i : !vo.iface
}

vo.func @main() attributes {vo.entry} {
  %c7 = arith.constant 7 : i64
  %c8 = arith.constant 8 : i64
  %seven = vo.call @int(%c7) : (i64) -> !vo.iface
  %seven2 = vo.call @int(%c7) : (i64) -> !vo.iface
  %eight = vo.call @int(%c8) : (i64) -> !vo.iface
  %byte = vo.iface.make %c7 as @type.int8 : i64 -> !vo.iface
  %r0 = vo.call @same(%seven, %seven2) : (!vo.iface, !vo.iface) -> !vo.iface
  %r1 = vo.call @same(%seven, %eight) : (!vo.iface, !vo.iface) -> !vo.iface
  %r2 = vo.call @same(%seven, %byte) : (!vo.iface, !vo.iface) -> !vo.iface
  vo.print newline %r0, %r1, %r2 : !vo.iface, !vo.iface, !vo.iface

  %s = vo.string.const "xyxy"
  %xy = vo.string.const "xy"
  %t = vo.string.concat %xy, %xy
  %empty = vo.zero : !vo.string
  %nil = vo.zero : !vo.iface
  %si = vo.call @text(%s) : (!vo.string) -> !vo.iface
  %ti = vo.call @text(%t) : (!vo.string) -> !vo.iface
  %xi = vo.call @text(%xy) : (!vo.string) -> !vo.iface
  %ei = vo.call @text(%empty) : (!vo.string) -> !vo.iface
  %r3 = vo.call @same(%si, %ti) : (!vo.iface, !vo.iface) -> !vo.iface
  %r4 = vo.call @same(%si, %xi) : (!vo.iface, !vo.iface) -> !vo.iface
  %r5 = vo.call @same(%ei, %nil) : (!vo.iface, !vo.iface) -> !vo.iface
  %r6 = vo.call @same(%nil, %nil) : (!vo.iface, !vo.iface) -> !vo.iface
  vo.print newline %r3, %r4, %r5, %r6 : !vo.iface, !vo.iface, !vo.iface, !vo.iface

  %zero = arith.constant 0.0 : f64
  %minusZero = arith.constant -0.0 : f64
  %nan = arith.constant 0x7FF8000000000000 : f64
  %zi = vo.call @float(%zero) : (f64) -> !vo.iface
  %mi = vo.call @float(%minusZero) : (f64) -> !vo.iface
  %ni = vo.call @float(%nan) : (f64) -> !vo.iface
  %r7 = vo.call @same(%zi, %mi) : (!vo.iface, !vo.iface) -> !vo.iface
  %r8 = vo.call @same(%ni, %ni) : (!vo.iface, !vo.iface) -> !vo.iface
  %r9 = vo.call @same(%ei, %ei) : (!vo.iface, !vo.iface) -> !vo.iface
  %r10 = vo.call @same(%zi, %seven) : (!vo.iface, !vo.iface) -> !vo.iface
  vo.print newline %r7, %r8, %r9, %r10 : !vo.iface, !vo.iface, !vo.iface, !vo.iface

  %a = vo.call @named(%c7, %zero, %s, %si) : (i64, f64, !vo.string, !vo.iface) -> !vo.iface
  %b = vo.call @named(%c7, %minusZero, %t, %ti) : (i64, f64, !vo.string, !vo.iface) -> !vo.iface
  %c = vo.call @named(%c7, %zero, %s, %xi) : (i64, f64, !vo.string, !vo.iface) -> !vo.iface
  %d = vo.call @named(%c7, %zero, %s, %b) : (i64, f64, !vo.string, !vo.iface) -> !vo.iface
  %e = vo.call @named(%c7, %zero, %t, %a) : (i64, f64, !vo.string, !vo.iface) -> !vo.iface
  %f = vo.call @named(%c7, %nan, %s, %si) : (i64, f64, !vo.string, !vo.iface) -> !vo.iface
  %r11 = vo.call @same(%a, %b) : (!vo.iface, !vo.iface) -> !vo.iface
  %r12 = vo.call @same(%a, %c) : (!vo.iface, !vo.iface) -> !vo.iface
  %r13 = vo.call @same(%d, %e) : (!vo.iface, !vo.iface) -> !vo.iface
  %r14 = vo.call @same(%f, %f) : (!vo.iface, !vo.iface) -> !vo.iface
  vo.print newline %r11, %r12, %r13, %r14 : !vo.iface, !vo.iface, !vo.iface, !vo.iface

  %half = arith.constant 0.5 : f32
  %third = arith.constant 0.25 : f32
  %g = vo.call @floats(%half) : (f32) -> !vo.iface
  %h = vo.call @floats(%half) : (f32) -> !vo.iface
  %i = vo.call @floats(%third) : (f32) -> !vo.iface
  %r15 = vo.call @same(%g, %h) : (!vo.iface, !vo.iface) -> !vo.iface
  %r16 = vo.call @same(%g, %i) : (!vo.iface, !vo.iface) -> !vo.iface
  vo.print newline %r15, %r16 : !vo.iface, !vo.iface
  vo.return
}
