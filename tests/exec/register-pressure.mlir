// RUN: %run-all

// More values of every register class than there are registers, all live over calls and collections.

// CHECK: aabbccddeeffgghhiijjkkllmmnn
// CHECK-NEXT: 2457 196
// CHECK-NEXT: 105
// CHECK-NOT: {{.+}}

vo.struct @Node { value: i64, up: !vo.ptr<@Node> }
vo.type @type.int = int : i64 {rttid = 2}
vo.type @type.float64 = float64 : f64 {rttid = 13}
vo.type @type.string = string : !vo.string {rttid = 17}

vo.func @one(%x: i64) -> i64 {
  %p = vo.new : !vo.box<i64>
  vo.store %p, %x : !vo.box<i64>, i64
  %y = vo.load %p : !vo.box<i64> -> i64
  vo.return %y : i64
}

vo.func @half(%x: f64) -> f64 {
  %p = vo.new : !vo.box<f64>
  vo.store %p, %x : !vo.box<f64>, f64
  %y = vo.load %p : !vo.box<f64> -> f64
  vo.return %y : f64
}

vo.func @main() attributes {vo.entry} {
  %i0 = arith.constant 0 : i64
  %f0 = arith.constant 0.5 : f64
  %t0 = vo.string.const "a"
  %i1 = arith.constant 1 : i64
  %f1 = arith.constant 1.5 : f64
  %t1 = vo.string.const "b"
  %i2 = arith.constant 4 : i64
  %f2 = arith.constant 2.5 : f64
  %t2 = vo.string.const "c"
  %i3 = arith.constant 9 : i64
  %f3 = arith.constant 3.5 : f64
  %t3 = vo.string.const "d"
  %i4 = arith.constant 16 : i64
  %f4 = arith.constant 4.5 : f64
  %t4 = vo.string.const "e"
  %i5 = arith.constant 25 : i64
  %f5 = arith.constant 5.5 : f64
  %t5 = vo.string.const "f"
  %i6 = arith.constant 36 : i64
  %f6 = arith.constant 6.5 : f64
  %t6 = vo.string.const "g"
  %i7 = arith.constant 49 : i64
  %f7 = arith.constant 7.5 : f64
  %t7 = vo.string.const "h"
  %i8 = arith.constant 64 : i64
  %f8 = arith.constant 8.5 : f64
  %t8 = vo.string.const "i"
  %i9 = arith.constant 81 : i64
  %f9 = arith.constant 9.5 : f64
  %t9 = vo.string.const "j"
  %i10 = arith.constant 100 : i64
  %f10 = arith.constant 10.5 : f64
  %t10 = vo.string.const "k"
  %i11 = arith.constant 121 : i64
  %f11 = arith.constant 11.5 : f64
  %t11 = vo.string.const "l"
  %i12 = arith.constant 144 : i64
  %f12 = arith.constant 12.5 : f64
  %t12 = vo.string.const "m"
  %i13 = arith.constant 169 : i64
  %f13 = arith.constant 13.5 : f64
  %t13 = vo.string.const "n"
  %x0 = vo.call @one(%i0) : (i64) -> i64
  %y0 = vo.call @half(%f0) : (f64) -> f64
  %s0 = vo.string.concat %t0, %t0
  %p0 = vo.new : !vo.ptr<@Node>
  vo.store %p0[value], %x0 : !vo.ptr<@Node>, i64
  %x1 = vo.call @one(%i1) : (i64) -> i64
  %y1 = vo.call @half(%f1) : (f64) -> f64
  %s1 = vo.string.concat %t1, %t1
  %p1 = vo.new : !vo.ptr<@Node>
  vo.store %p1[value], %x1 : !vo.ptr<@Node>, i64
  %x2 = vo.call @one(%i2) : (i64) -> i64
  %y2 = vo.call @half(%f2) : (f64) -> f64
  %s2 = vo.string.concat %t2, %t2
  %p2 = vo.new : !vo.ptr<@Node>
  vo.store %p2[value], %x2 : !vo.ptr<@Node>, i64
  %x3 = vo.call @one(%i3) : (i64) -> i64
  %y3 = vo.call @half(%f3) : (f64) -> f64
  %s3 = vo.string.concat %t3, %t3
  %p3 = vo.new : !vo.ptr<@Node>
  vo.store %p3[value], %x3 : !vo.ptr<@Node>, i64
  %x4 = vo.call @one(%i4) : (i64) -> i64
  %y4 = vo.call @half(%f4) : (f64) -> f64
  %s4 = vo.string.concat %t4, %t4
  %p4 = vo.new : !vo.ptr<@Node>
  vo.store %p4[value], %x4 : !vo.ptr<@Node>, i64
  %x5 = vo.call @one(%i5) : (i64) -> i64
  %y5 = vo.call @half(%f5) : (f64) -> f64
  %s5 = vo.string.concat %t5, %t5
  %p5 = vo.new : !vo.ptr<@Node>
  vo.store %p5[value], %x5 : !vo.ptr<@Node>, i64
  %x6 = vo.call @one(%i6) : (i64) -> i64
  %y6 = vo.call @half(%f6) : (f64) -> f64
  %s6 = vo.string.concat %t6, %t6
  %p6 = vo.new : !vo.ptr<@Node>
  vo.store %p6[value], %x6 : !vo.ptr<@Node>, i64
  %x7 = vo.call @one(%i7) : (i64) -> i64
  %y7 = vo.call @half(%f7) : (f64) -> f64
  %s7 = vo.string.concat %t7, %t7
  %p7 = vo.new : !vo.ptr<@Node>
  vo.store %p7[value], %x7 : !vo.ptr<@Node>, i64
  %x8 = vo.call @one(%i8) : (i64) -> i64
  %y8 = vo.call @half(%f8) : (f64) -> f64
  %s8 = vo.string.concat %t8, %t8
  %p8 = vo.new : !vo.ptr<@Node>
  vo.store %p8[value], %x8 : !vo.ptr<@Node>, i64
  %x9 = vo.call @one(%i9) : (i64) -> i64
  %y9 = vo.call @half(%f9) : (f64) -> f64
  %s9 = vo.string.concat %t9, %t9
  %p9 = vo.new : !vo.ptr<@Node>
  vo.store %p9[value], %x9 : !vo.ptr<@Node>, i64
  %x10 = vo.call @one(%i10) : (i64) -> i64
  %y10 = vo.call @half(%f10) : (f64) -> f64
  %s10 = vo.string.concat %t10, %t10
  %p10 = vo.new : !vo.ptr<@Node>
  vo.store %p10[value], %x10 : !vo.ptr<@Node>, i64
  %x11 = vo.call @one(%i11) : (i64) -> i64
  %y11 = vo.call @half(%f11) : (f64) -> f64
  %s11 = vo.string.concat %t11, %t11
  %p11 = vo.new : !vo.ptr<@Node>
  vo.store %p11[value], %x11 : !vo.ptr<@Node>, i64
  %x12 = vo.call @one(%i12) : (i64) -> i64
  %y12 = vo.call @half(%f12) : (f64) -> f64
  %s12 = vo.string.concat %t12, %t12
  %p12 = vo.new : !vo.ptr<@Node>
  vo.store %p12[value], %x12 : !vo.ptr<@Node>, i64
  %x13 = vo.call @one(%i13) : (i64) -> i64
  %y13 = vo.call @half(%f13) : (f64) -> f64
  %s13 = vo.string.concat %t13, %t13
  %p13 = vo.new : !vo.ptr<@Node>
  vo.store %p13[value], %x13 : !vo.ptr<@Node>, i64
  %st0 = vo.zero : !vo.string
  %si0 = arith.constant 0 : i64
  %sf0 = arith.constant 0.0 : f64
  %pn = vo.zero : !vo.ptr<@Node>
  %st1 = vo.string.concat %st0, %s0
  %z0 = vo.load %p0[value] : !vo.ptr<@Node> -> i64
  %u0 = arith.addi %z0, %x0 : i64
  %v0 = arith.addi %u0, %i0 : i64
  %si1 = arith.addi %si0, %v0 : i64
  %g0 = arith.addf %y0, %f0 : f64
  %sf1 = arith.addf %sf0, %g0 : f64
  vo.store %p0[up], %pn : !vo.ptr<@Node>, !vo.ptr<@Node>
  %st2 = vo.string.concat %st1, %s1
  %z1 = vo.load %p1[value] : !vo.ptr<@Node> -> i64
  %u1 = arith.addi %z1, %x1 : i64
  %v1 = arith.addi %u1, %i1 : i64
  %si2 = arith.addi %si1, %v1 : i64
  %g1 = arith.addf %y1, %f1 : f64
  %sf2 = arith.addf %sf1, %g1 : f64
  vo.store %p1[up], %p0 : !vo.ptr<@Node>, !vo.ptr<@Node>
  %st3 = vo.string.concat %st2, %s2
  %z2 = vo.load %p2[value] : !vo.ptr<@Node> -> i64
  %u2 = arith.addi %z2, %x2 : i64
  %v2 = arith.addi %u2, %i2 : i64
  %si3 = arith.addi %si2, %v2 : i64
  %g2 = arith.addf %y2, %f2 : f64
  %sf3 = arith.addf %sf2, %g2 : f64
  vo.store %p2[up], %p1 : !vo.ptr<@Node>, !vo.ptr<@Node>
  %st4 = vo.string.concat %st3, %s3
  %z3 = vo.load %p3[value] : !vo.ptr<@Node> -> i64
  %u3 = arith.addi %z3, %x3 : i64
  %v3 = arith.addi %u3, %i3 : i64
  %si4 = arith.addi %si3, %v3 : i64
  %g3 = arith.addf %y3, %f3 : f64
  %sf4 = arith.addf %sf3, %g3 : f64
  vo.store %p3[up], %p2 : !vo.ptr<@Node>, !vo.ptr<@Node>
  %st5 = vo.string.concat %st4, %s4
  %z4 = vo.load %p4[value] : !vo.ptr<@Node> -> i64
  %u4 = arith.addi %z4, %x4 : i64
  %v4 = arith.addi %u4, %i4 : i64
  %si5 = arith.addi %si4, %v4 : i64
  %g4 = arith.addf %y4, %f4 : f64
  %sf5 = arith.addf %sf4, %g4 : f64
  vo.store %p4[up], %p3 : !vo.ptr<@Node>, !vo.ptr<@Node>
  %st6 = vo.string.concat %st5, %s5
  %z5 = vo.load %p5[value] : !vo.ptr<@Node> -> i64
  %u5 = arith.addi %z5, %x5 : i64
  %v5 = arith.addi %u5, %i5 : i64
  %si6 = arith.addi %si5, %v5 : i64
  %g5 = arith.addf %y5, %f5 : f64
  %sf6 = arith.addf %sf5, %g5 : f64
  vo.store %p5[up], %p4 : !vo.ptr<@Node>, !vo.ptr<@Node>
  %st7 = vo.string.concat %st6, %s6
  %z6 = vo.load %p6[value] : !vo.ptr<@Node> -> i64
  %u6 = arith.addi %z6, %x6 : i64
  %v6 = arith.addi %u6, %i6 : i64
  %si7 = arith.addi %si6, %v6 : i64
  %g6 = arith.addf %y6, %f6 : f64
  %sf7 = arith.addf %sf6, %g6 : f64
  vo.store %p6[up], %p5 : !vo.ptr<@Node>, !vo.ptr<@Node>
  %st8 = vo.string.concat %st7, %s7
  %z7 = vo.load %p7[value] : !vo.ptr<@Node> -> i64
  %u7 = arith.addi %z7, %x7 : i64
  %v7 = arith.addi %u7, %i7 : i64
  %si8 = arith.addi %si7, %v7 : i64
  %g7 = arith.addf %y7, %f7 : f64
  %sf8 = arith.addf %sf7, %g7 : f64
  vo.store %p7[up], %p6 : !vo.ptr<@Node>, !vo.ptr<@Node>
  %st9 = vo.string.concat %st8, %s8
  %z8 = vo.load %p8[value] : !vo.ptr<@Node> -> i64
  %u8 = arith.addi %z8, %x8 : i64
  %v8 = arith.addi %u8, %i8 : i64
  %si9 = arith.addi %si8, %v8 : i64
  %g8 = arith.addf %y8, %f8 : f64
  %sf9 = arith.addf %sf8, %g8 : f64
  vo.store %p8[up], %p7 : !vo.ptr<@Node>, !vo.ptr<@Node>
  %st10 = vo.string.concat %st9, %s9
  %z9 = vo.load %p9[value] : !vo.ptr<@Node> -> i64
  %u9 = arith.addi %z9, %x9 : i64
  %v9 = arith.addi %u9, %i9 : i64
  %si10 = arith.addi %si9, %v9 : i64
  %g9 = arith.addf %y9, %f9 : f64
  %sf10 = arith.addf %sf9, %g9 : f64
  vo.store %p9[up], %p8 : !vo.ptr<@Node>, !vo.ptr<@Node>
  %st11 = vo.string.concat %st10, %s10
  %z10 = vo.load %p10[value] : !vo.ptr<@Node> -> i64
  %u10 = arith.addi %z10, %x10 : i64
  %v10 = arith.addi %u10, %i10 : i64
  %si11 = arith.addi %si10, %v10 : i64
  %g10 = arith.addf %y10, %f10 : f64
  %sf11 = arith.addf %sf10, %g10 : f64
  vo.store %p10[up], %p9 : !vo.ptr<@Node>, !vo.ptr<@Node>
  %st12 = vo.string.concat %st11, %s11
  %z11 = vo.load %p11[value] : !vo.ptr<@Node> -> i64
  %u11 = arith.addi %z11, %x11 : i64
  %v11 = arith.addi %u11, %i11 : i64
  %si12 = arith.addi %si11, %v11 : i64
  %g11 = arith.addf %y11, %f11 : f64
  %sf12 = arith.addf %sf11, %g11 : f64
  vo.store %p11[up], %p10 : !vo.ptr<@Node>, !vo.ptr<@Node>
  %st13 = vo.string.concat %st12, %s12
  %z12 = vo.load %p12[value] : !vo.ptr<@Node> -> i64
  %u12 = arith.addi %z12, %x12 : i64
  %v12 = arith.addi %u12, %i12 : i64
  %si13 = arith.addi %si12, %v12 : i64
  %g12 = arith.addf %y12, %f12 : f64
  %sf13 = arith.addf %sf12, %g12 : f64
  vo.store %p12[up], %p11 : !vo.ptr<@Node>, !vo.ptr<@Node>
  %st14 = vo.string.concat %st13, %s13
  %z13 = vo.load %p13[value] : !vo.ptr<@Node> -> i64
  %u13 = arith.addi %z13, %x13 : i64
  %v13 = arith.addi %u13, %i13 : i64
  %si14 = arith.addi %si13, %v13 : i64
  %g13 = arith.addf %y13, %f13 : f64
  %sf14 = arith.addf %sf13, %g13 : f64
  vo.store %p13[up], %p12 : !vo.ptr<@Node>, !vo.ptr<@Node>
  vo.call @text(%st14) : (!vo.string) -> ()
  %vi = vo.iface.make %si14 as @type.int : i64 -> !vo.iface
  %vf = vo.iface.make %sf14 as @type.float64 : f64 -> !vo.iface
  vo.print newline %vi, %vf : !vo.iface, !vo.iface
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  cf.br ^walk(%p13, %c0, %c1 : !vo.ptr<@Node>, i64, i64)
^walk(%node: !vo.ptr<@Node>, %sum: i64, %count: i64):
  %up = vo.load %node[up] : !vo.ptr<@Node> -> !vo.ptr<@Node>
  %more = arith.addi %sum, %count : i64
  %next = arith.addi %count, %c1 : i64
  %end = vo.is_nil %up : !vo.ptr<@Node>
  cf.cond_br %end, ^end, ^walk(%up, %more, %next : !vo.ptr<@Node>, i64, i64)
^end:
  %i = vo.iface.make %more as @type.int : i64 -> !vo.iface
  vo.print newline %i : !vo.iface
  vo.return
}

vo.func @text(%s: !vo.string) {
  %box = vo.new(%s : !vo.string) : !vo.box<!vo.string>
  %value = vo.iface.make %box as @type.string : !vo.box<!vo.string> -> !vo.iface
  vo.print newline %value : !vo.iface
  vo.return
}
