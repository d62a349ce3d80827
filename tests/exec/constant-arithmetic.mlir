// RUN: %run-all

// Arithmetic on constants gives the same as arithmetic on values that are known only at run time: each line prints both.

// CHECK: -9223372036854775808 -9223372036854775808
// CHECK-NEXT: 0 0
// CHECK-NEXT: -9223372036854775808 -9223372036854775808
// CHECK-NEXT: 0 0
// CHECK-NEXT: -3 -3
// CHECK-NEXT: 1 1
// CHECK-NEXT: -3 -3
// CHECK-NEXT: -1 -1
// CHECK-NEXT: 3 3
// CHECK-NEXT: -1 -1
// CHECK-NEXT: 0 0
// CHECK-NEXT: 5 5
// CHECK-NEXT: 9223372036854775807 9223372036854775807
// CHECK-NEXT: 1 1
// CHECK-NEXT: 0 0
// CHECK-NEXT: -9223372036854775808 -9223372036854775808
// CHECK-NEXT: 0 0
// CHECK-NEXT: 3 3
// CHECK-NEXT: -3 -3
// CHECK-NEXT: -3 -3
// CHECK-NEXT: -3 -3
// CHECK-NEXT: 5 5
// CHECK-NEXT: 5 5
// CHECK-NEXT: 5 5
// CHECK-NEXT: -6 -6
// CHECK-NEXT: -2 -2
// CHECK-NEXT: 9223372036854775806 9223372036854775806
// CHECK-NEXT: 10 10
// CHECK-NEXT: 2 2
// CHECK-NEXT: 2 2
// CHECK-NEXT: -9223372036854775808 -9223372036854775808
// CHECK-NEXT: -1 -1
// CHECK-NEXT: 1 1
// CHECK-NEXT: -9223372036854775808 -9223372036854775808
// CHECK-NEXT: 0 0
// CHECK-NEXT: 0 0
// CHECK-NEXT: 0 0
// CHECK-NEXT: -1 -1
// CHECK-NEXT: 0 0
// CHECK-NEXT: 0 0
// CHECK-NEXT: 0 0
// CHECK-NEXT: 0 0
// CHECK-NEXT: 0 0
// CHECK-NEXT: -1 -1
// CHECK-NEXT: 0 0
// CHECK-NEXT: 0 0
// CHECK-NEXT: 0 0
// CHECK-NEXT: 0 0
// CHECK-NEXT: 0 0
// CHECK-NEXT: -1 -1
// CHECK-NEXT: 0 0
// CHECK-NEXT: 0 0
// CHECK-NEXT: 0 0
// CHECK-NEXT: 0 0
// CHECK-NEXT: 0 0
// CHECK-NEXT: -1 -1
// CHECK-NEXT: 0 0
// CHECK-NEXT: 0 0
// CHECK-NEXT: 0 0
// CHECK-NEXT: 0 0
// CHECK-NEXT: -9223372036854775808 -9223372036854775808
// CHECK-NEXT: -2 -2
// CHECK-NEXT: 0 0
// CHECK-NOT: {{.+}}

vo.type @type.int = int : i64 {rttid = 2}
vo.global @hidden : i64

// The operand, after it was where no pass can see it.
vo.func @hide(%x: i64) -> i64 {
  vo.global.set @hidden, %x : i64
  vo.call @nothing() : () -> ()
  %y = vo.global.get @hidden : i64
  vo.return %y : i64
}

vo.func @nothing() {
  vo.print
  vo.return
}

vo.func @both(%x: i64, %y: i64) {
  %a = vo.iface.make %x as @type.int : i64 -> !vo.iface
  %b = vo.iface.make %y as @type.int : i64 -> !vo.iface
  vo.print newline %a, %b : !vo.iface, !vo.iface
  vo.return
}

vo.func @main() attributes {vo.entry} {
  %k0 = arith.constant -9223372036854775808 : i64
  %k1 = arith.constant -1 : i64
  %k2 = arith.constant 1 : i64
  %k3 = arith.constant 7 : i64
  %k4 = arith.constant -2 : i64
  %k5 = arith.constant -7 : i64
  %k6 = arith.constant 2 : i64
  %k7 = arith.constant 5 : i64
  %k8 = arith.constant 3 : i64
  %k9 = arith.constant -3 : i64
  %k10 = arith.constant 0 : i64
  %k11 = arith.constant 63 : i64
  %k12 = arith.constant 64 : i64
  %k13 = arith.constant 65 : i64
  %k14 = arith.constant -8 : i64
  %k15 = arith.constant 200 : i64
  %a0 = vo.call @hide(%k0) : (i64) -> i64
  %b0 = vo.call @hide(%k1) : (i64) -> i64
  %c0 = vo.div_s %k0, %k1
  %r0 = vo.div_s %a0, %b0
  vo.call @both(%c0, %r0) : (i64, i64) -> ()
  %a1 = vo.call @hide(%k0) : (i64) -> i64
  %b1 = vo.call @hide(%k1) : (i64) -> i64
  %c1 = vo.rem_s %k0, %k1
  %r1 = vo.rem_s %a1, %b1
  vo.call @both(%c1, %r1) : (i64, i64) -> ()
  %a2 = vo.call @hide(%k0) : (i64) -> i64
  %b2 = vo.call @hide(%k2) : (i64) -> i64
  %c2 = vo.div_s %k0, %k2
  %r2 = vo.div_s %a2, %b2
  vo.call @both(%c2, %r2) : (i64, i64) -> ()
  %a3 = vo.call @hide(%k0) : (i64) -> i64
  %b3 = vo.call @hide(%k2) : (i64) -> i64
  %c3 = vo.rem_s %k0, %k2
  %r3 = vo.rem_s %a3, %b3
  vo.call @both(%c3, %r3) : (i64, i64) -> ()
  %a4 = vo.call @hide(%k3) : (i64) -> i64
  %b4 = vo.call @hide(%k4) : (i64) -> i64
  %c4 = vo.div_s %k3, %k4
  %r4 = vo.div_s %a4, %b4
  vo.call @both(%c4, %r4) : (i64, i64) -> ()
  %a5 = vo.call @hide(%k3) : (i64) -> i64
  %b5 = vo.call @hide(%k4) : (i64) -> i64
  %c5 = vo.rem_s %k3, %k4
  %r5 = vo.rem_s %a5, %b5
  vo.call @both(%c5, %r5) : (i64, i64) -> ()
  %a6 = vo.call @hide(%k5) : (i64) -> i64
  %b6 = vo.call @hide(%k6) : (i64) -> i64
  %c6 = vo.div_s %k5, %k6
  %r6 = vo.div_s %a6, %b6
  vo.call @both(%c6, %r6) : (i64, i64) -> ()
  %a7 = vo.call @hide(%k5) : (i64) -> i64
  %b7 = vo.call @hide(%k6) : (i64) -> i64
  %c7 = vo.rem_s %k5, %k6
  %r7 = vo.rem_s %a7, %b7
  vo.call @both(%c7, %r7) : (i64, i64) -> ()
  %a8 = vo.call @hide(%k5) : (i64) -> i64
  %b8 = vo.call @hide(%k4) : (i64) -> i64
  %c8 = vo.div_s %k5, %k4
  %r8 = vo.div_s %a8, %b8
  vo.call @both(%c8, %r8) : (i64, i64) -> ()
  %a9 = vo.call @hide(%k5) : (i64) -> i64
  %b9 = vo.call @hide(%k4) : (i64) -> i64
  %c9 = vo.rem_s %k5, %k4
  %r9 = vo.rem_s %a9, %b9
  vo.call @both(%c9, %r9) : (i64, i64) -> ()
  %a10 = vo.call @hide(%k7) : (i64) -> i64
  %b10 = vo.call @hide(%k3) : (i64) -> i64
  %c10 = vo.div_s %k7, %k3
  %r10 = vo.div_s %a10, %b10
  vo.call @both(%c10, %r10) : (i64, i64) -> ()
  %a11 = vo.call @hide(%k7) : (i64) -> i64
  %b11 = vo.call @hide(%k3) : (i64) -> i64
  %c11 = vo.rem_s %k7, %k3
  %r11 = vo.rem_s %a11, %b11
  vo.call @both(%c11, %r11) : (i64, i64) -> ()
  %a12 = vo.call @hide(%k1) : (i64) -> i64
  %b12 = vo.call @hide(%k6) : (i64) -> i64
  %c12 = vo.div_u %k1, %k6
  %r12 = vo.div_u %a12, %b12
  vo.call @both(%c12, %r12) : (i64, i64) -> ()
  %a13 = vo.call @hide(%k1) : (i64) -> i64
  %b13 = vo.call @hide(%k6) : (i64) -> i64
  %c13 = vo.rem_u %k1, %k6
  %r13 = vo.rem_u %a13, %b13
  vo.call @both(%c13, %r13) : (i64, i64) -> ()
  %a14 = vo.call @hide(%k0) : (i64) -> i64
  %b14 = vo.call @hide(%k1) : (i64) -> i64
  %c14 = vo.div_u %k0, %k1
  %r14 = vo.div_u %a14, %b14
  vo.call @both(%c14, %r14) : (i64, i64) -> ()
  %a15 = vo.call @hide(%k0) : (i64) -> i64
  %b15 = vo.call @hide(%k1) : (i64) -> i64
  %c15 = vo.rem_u %k0, %k1
  %r15 = vo.rem_u %a15, %b15
  vo.call @both(%c15, %r15) : (i64, i64) -> ()
  %a16 = vo.call @hide(%k8) : (i64) -> i64
  %b16 = vo.call @hide(%k1) : (i64) -> i64
  %c16 = vo.div_u %k8, %k1
  %r16 = vo.div_u %a16, %b16
  vo.call @both(%c16, %r16) : (i64, i64) -> ()
  %a17 = vo.call @hide(%k8) : (i64) -> i64
  %b17 = vo.call @hide(%k1) : (i64) -> i64
  %c17 = vo.rem_u %k8, %k1
  %r17 = vo.rem_u %a17, %b17
  vo.call @both(%c17, %r17) : (i64, i64) -> ()
  %a18 = vo.call @hide(%k9) : (i64) -> i64
  %b18 = vo.call @hide(%k10) : (i64) -> i64
  %c18 = vo.shl %k9, %k10
  %r18 = vo.shl %a18, %b18
  vo.call @both(%c18, %r18) : (i64, i64) -> ()
  %a19 = vo.call @hide(%k9) : (i64) -> i64
  %b19 = vo.call @hide(%k10) : (i64) -> i64
  %c19 = vo.shr_s %k9, %k10
  %r19 = vo.shr_s %a19, %b19
  vo.call @both(%c19, %r19) : (i64, i64) -> ()
  %a20 = vo.call @hide(%k9) : (i64) -> i64
  %b20 = vo.call @hide(%k10) : (i64) -> i64
  %c20 = vo.shr_u %k9, %k10
  %r20 = vo.shr_u %a20, %b20
  vo.call @both(%c20, %r20) : (i64, i64) -> ()
  %a21 = vo.call @hide(%k7) : (i64) -> i64
  %b21 = vo.call @hide(%k10) : (i64) -> i64
  %c21 = vo.shl %k7, %k10
  %r21 = vo.shl %a21, %b21
  vo.call @both(%c21, %r21) : (i64, i64) -> ()
  %a22 = vo.call @hide(%k7) : (i64) -> i64
  %b22 = vo.call @hide(%k10) : (i64) -> i64
  %c22 = vo.shr_s %k7, %k10
  %r22 = vo.shr_s %a22, %b22
  vo.call @both(%c22, %r22) : (i64, i64) -> ()
  %a23 = vo.call @hide(%k7) : (i64) -> i64
  %b23 = vo.call @hide(%k10) : (i64) -> i64
  %c23 = vo.shr_u %k7, %k10
  %r23 = vo.shr_u %a23, %b23
  vo.call @both(%c23, %r23) : (i64, i64) -> ()
  %a24 = vo.call @hide(%k9) : (i64) -> i64
  %b24 = vo.call @hide(%k2) : (i64) -> i64
  %c24 = vo.shl %k9, %k2
  %r24 = vo.shl %a24, %b24
  vo.call @both(%c24, %r24) : (i64, i64) -> ()
  %a25 = vo.call @hide(%k9) : (i64) -> i64
  %b25 = vo.call @hide(%k2) : (i64) -> i64
  %c25 = vo.shr_s %k9, %k2
  %r25 = vo.shr_s %a25, %b25
  vo.call @both(%c25, %r25) : (i64, i64) -> ()
  %a26 = vo.call @hide(%k9) : (i64) -> i64
  %b26 = vo.call @hide(%k2) : (i64) -> i64
  %c26 = vo.shr_u %k9, %k2
  %r26 = vo.shr_u %a26, %b26
  vo.call @both(%c26, %r26) : (i64, i64) -> ()
  %a27 = vo.call @hide(%k7) : (i64) -> i64
  %b27 = vo.call @hide(%k2) : (i64) -> i64
  %c27 = vo.shl %k7, %k2
  %r27 = vo.shl %a27, %b27
  vo.call @both(%c27, %r27) : (i64, i64) -> ()
  %a28 = vo.call @hide(%k7) : (i64) -> i64
  %b28 = vo.call @hide(%k2) : (i64) -> i64
  %c28 = vo.shr_s %k7, %k2
  %r28 = vo.shr_s %a28, %b28
  vo.call @both(%c28, %r28) : (i64, i64) -> ()
  %a29 = vo.call @hide(%k7) : (i64) -> i64
  %b29 = vo.call @hide(%k2) : (i64) -> i64
  %c29 = vo.shr_u %k7, %k2
  %r29 = vo.shr_u %a29, %b29
  vo.call @both(%c29, %r29) : (i64, i64) -> ()
  %a30 = vo.call @hide(%k9) : (i64) -> i64
  %b30 = vo.call @hide(%k11) : (i64) -> i64
  %c30 = vo.shl %k9, %k11
  %r30 = vo.shl %a30, %b30
  vo.call @both(%c30, %r30) : (i64, i64) -> ()
  %a31 = vo.call @hide(%k9) : (i64) -> i64
  %b31 = vo.call @hide(%k11) : (i64) -> i64
  %c31 = vo.shr_s %k9, %k11
  %r31 = vo.shr_s %a31, %b31
  vo.call @both(%c31, %r31) : (i64, i64) -> ()
  %a32 = vo.call @hide(%k9) : (i64) -> i64
  %b32 = vo.call @hide(%k11) : (i64) -> i64
  %c32 = vo.shr_u %k9, %k11
  %r32 = vo.shr_u %a32, %b32
  vo.call @both(%c32, %r32) : (i64, i64) -> ()
  %a33 = vo.call @hide(%k7) : (i64) -> i64
  %b33 = vo.call @hide(%k11) : (i64) -> i64
  %c33 = vo.shl %k7, %k11
  %r33 = vo.shl %a33, %b33
  vo.call @both(%c33, %r33) : (i64, i64) -> ()
  %a34 = vo.call @hide(%k7) : (i64) -> i64
  %b34 = vo.call @hide(%k11) : (i64) -> i64
  %c34 = vo.shr_s %k7, %k11
  %r34 = vo.shr_s %a34, %b34
  vo.call @both(%c34, %r34) : (i64, i64) -> ()
  %a35 = vo.call @hide(%k7) : (i64) -> i64
  %b35 = vo.call @hide(%k11) : (i64) -> i64
  %c35 = vo.shr_u %k7, %k11
  %r35 = vo.shr_u %a35, %b35
  vo.call @both(%c35, %r35) : (i64, i64) -> ()
  %a36 = vo.call @hide(%k9) : (i64) -> i64
  %b36 = vo.call @hide(%k12) : (i64) -> i64
  %c36 = vo.shl %k9, %k12
  %r36 = vo.shl %a36, %b36
  vo.call @both(%c36, %r36) : (i64, i64) -> ()
  %a37 = vo.call @hide(%k9) : (i64) -> i64
  %b37 = vo.call @hide(%k12) : (i64) -> i64
  %c37 = vo.shr_s %k9, %k12
  %r37 = vo.shr_s %a37, %b37
  vo.call @both(%c37, %r37) : (i64, i64) -> ()
  %a38 = vo.call @hide(%k9) : (i64) -> i64
  %b38 = vo.call @hide(%k12) : (i64) -> i64
  %c38 = vo.shr_u %k9, %k12
  %r38 = vo.shr_u %a38, %b38
  vo.call @both(%c38, %r38) : (i64, i64) -> ()
  %a39 = vo.call @hide(%k7) : (i64) -> i64
  %b39 = vo.call @hide(%k12) : (i64) -> i64
  %c39 = vo.shl %k7, %k12
  %r39 = vo.shl %a39, %b39
  vo.call @both(%c39, %r39) : (i64, i64) -> ()
  %a40 = vo.call @hide(%k7) : (i64) -> i64
  %b40 = vo.call @hide(%k12) : (i64) -> i64
  %c40 = vo.shr_s %k7, %k12
  %r40 = vo.shr_s %a40, %b40
  vo.call @both(%c40, %r40) : (i64, i64) -> ()
  %a41 = vo.call @hide(%k7) : (i64) -> i64
  %b41 = vo.call @hide(%k12) : (i64) -> i64
  %c41 = vo.shr_u %k7, %k12
  %r41 = vo.shr_u %a41, %b41
  vo.call @both(%c41, %r41) : (i64, i64) -> ()
  %a42 = vo.call @hide(%k9) : (i64) -> i64
  %b42 = vo.call @hide(%k13) : (i64) -> i64
  %c42 = vo.shl %k9, %k13
  %r42 = vo.shl %a42, %b42
  vo.call @both(%c42, %r42) : (i64, i64) -> ()
  %a43 = vo.call @hide(%k9) : (i64) -> i64
  %b43 = vo.call @hide(%k13) : (i64) -> i64
  %c43 = vo.shr_s %k9, %k13
  %r43 = vo.shr_s %a43, %b43
  vo.call @both(%c43, %r43) : (i64, i64) -> ()
  %a44 = vo.call @hide(%k9) : (i64) -> i64
  %b44 = vo.call @hide(%k13) : (i64) -> i64
  %c44 = vo.shr_u %k9, %k13
  %r44 = vo.shr_u %a44, %b44
  vo.call @both(%c44, %r44) : (i64, i64) -> ()
  %a45 = vo.call @hide(%k7) : (i64) -> i64
  %b45 = vo.call @hide(%k13) : (i64) -> i64
  %c45 = vo.shl %k7, %k13
  %r45 = vo.shl %a45, %b45
  vo.call @both(%c45, %r45) : (i64, i64) -> ()
  %a46 = vo.call @hide(%k7) : (i64) -> i64
  %b46 = vo.call @hide(%k13) : (i64) -> i64
  %c46 = vo.shr_s %k7, %k13
  %r46 = vo.shr_s %a46, %b46
  vo.call @both(%c46, %r46) : (i64, i64) -> ()
  %a47 = vo.call @hide(%k7) : (i64) -> i64
  %b47 = vo.call @hide(%k13) : (i64) -> i64
  %c47 = vo.shr_u %k7, %k13
  %r47 = vo.shr_u %a47, %b47
  vo.call @both(%c47, %r47) : (i64, i64) -> ()
  %a48 = vo.call @hide(%k9) : (i64) -> i64
  %b48 = vo.call @hide(%k1) : (i64) -> i64
  %c48 = vo.shl %k9, %k1
  %r48 = vo.shl %a48, %b48
  vo.call @both(%c48, %r48) : (i64, i64) -> ()
  %a49 = vo.call @hide(%k9) : (i64) -> i64
  %b49 = vo.call @hide(%k1) : (i64) -> i64
  %c49 = vo.shr_s %k9, %k1
  %r49 = vo.shr_s %a49, %b49
  vo.call @both(%c49, %r49) : (i64, i64) -> ()
  %a50 = vo.call @hide(%k9) : (i64) -> i64
  %b50 = vo.call @hide(%k1) : (i64) -> i64
  %c50 = vo.shr_u %k9, %k1
  %r50 = vo.shr_u %a50, %b50
  vo.call @both(%c50, %r50) : (i64, i64) -> ()
  %a51 = vo.call @hide(%k7) : (i64) -> i64
  %b51 = vo.call @hide(%k1) : (i64) -> i64
  %c51 = vo.shl %k7, %k1
  %r51 = vo.shl %a51, %b51
  vo.call @both(%c51, %r51) : (i64, i64) -> ()
  %a52 = vo.call @hide(%k7) : (i64) -> i64
  %b52 = vo.call @hide(%k1) : (i64) -> i64
  %c52 = vo.shr_s %k7, %k1
  %r52 = vo.shr_s %a52, %b52
  vo.call @both(%c52, %r52) : (i64, i64) -> ()
  %a53 = vo.call @hide(%k7) : (i64) -> i64
  %b53 = vo.call @hide(%k1) : (i64) -> i64
  %c53 = vo.shr_u %k7, %k1
  %r53 = vo.shr_u %a53, %b53
  vo.call @both(%c53, %r53) : (i64, i64) -> ()
  %a54 = vo.call @hide(%k9) : (i64) -> i64
  %b54 = vo.call @hide(%k0) : (i64) -> i64
  %c54 = vo.shl %k9, %k0
  %r54 = vo.shl %a54, %b54
  vo.call @both(%c54, %r54) : (i64, i64) -> ()
  %a55 = vo.call @hide(%k9) : (i64) -> i64
  %b55 = vo.call @hide(%k0) : (i64) -> i64
  %c55 = vo.shr_s %k9, %k0
  %r55 = vo.shr_s %a55, %b55
  vo.call @both(%c55, %r55) : (i64, i64) -> ()
  %a56 = vo.call @hide(%k9) : (i64) -> i64
  %b56 = vo.call @hide(%k0) : (i64) -> i64
  %c56 = vo.shr_u %k9, %k0
  %r56 = vo.shr_u %a56, %b56
  vo.call @both(%c56, %r56) : (i64, i64) -> ()
  %a57 = vo.call @hide(%k7) : (i64) -> i64
  %b57 = vo.call @hide(%k0) : (i64) -> i64
  %c57 = vo.shl %k7, %k0
  %r57 = vo.shl %a57, %b57
  vo.call @both(%c57, %r57) : (i64, i64) -> ()
  %a58 = vo.call @hide(%k7) : (i64) -> i64
  %b58 = vo.call @hide(%k0) : (i64) -> i64
  %c58 = vo.shr_s %k7, %k0
  %r58 = vo.shr_s %a58, %b58
  vo.call @both(%c58, %r58) : (i64, i64) -> ()
  %a59 = vo.call @hide(%k7) : (i64) -> i64
  %b59 = vo.call @hide(%k0) : (i64) -> i64
  %c59 = vo.shr_u %k7, %k0
  %r59 = vo.shr_u %a59, %b59
  vo.call @both(%c59, %r59) : (i64, i64) -> ()
  %a60 = vo.call @hide(%k2) : (i64) -> i64
  %b60 = vo.call @hide(%k11) : (i64) -> i64
  %c60 = vo.shl %k2, %k11 signed
  %r60 = vo.shl %a60, %b60 signed
  vo.call @both(%c60, %r60) : (i64, i64) -> ()
  %a61 = vo.call @hide(%k14) : (i64) -> i64
  %b61 = vo.call @hide(%k6) : (i64) -> i64
  %c61 = vo.shr_s %k14, %k6 signed
  %r61 = vo.shr_s %a61, %b61 signed
  vo.call @both(%c61, %r61) : (i64, i64) -> ()
  %a62 = vo.call @hide(%k14) : (i64) -> i64
  %b62 = vo.call @hide(%k15) : (i64) -> i64
  %c62 = vo.shr_u %k14, %k15 signed
  %r62 = vo.shr_u %a62, %b62 signed
  vo.call @both(%c62, %r62) : (i64, i64) -> ()
  vo.return
}
