// RUN: %run-all

// Float to integer: toward zero, clamped to the width, NaN gives 0. One line per float: signed 8, 16, 32, 64, then unsigned.

// CHECK: 0 0 0 0 0 0 0 0
// CHECK-NEXT: 0 0 0 0 0 0 0 0
// CHECK-NEXT: 1 1 1 1 1 1 1 1
// CHECK-NEXT: -1 -1 -1 -1 0 0 0 0
// CHECK-NEXT: 127 127 127 127 127 127 127 127
// CHECK-NEXT: 127 128 128 128 128 128 128 128
// CHECK-NEXT: -128 -128 -128 -128 0 0 0 0
// CHECK-NEXT: -128 -129 -129 -129 0 0 0 0
// CHECK-NEXT: 127 255 255 255 255 255 255 255
// CHECK-NEXT: 127 256 256 256 255 256 256 256
// CHECK-NEXT: 127 32767 32767 32767 255 32767 32767 32767
// CHECK-NEXT: 127 32767 65536 65536 255 65535 65536 65536
// CHECK-NEXT: 127 32767 2147483647 2147483648 255 65535 2147483648 2147483648
// CHECK-NEXT: -128 -32768 -2147483648 -2147483649 0 0 0 0
// CHECK-NEXT: 127 32767 2147483647 4294967296 255 65535 4294967295 4294967296
// CHECK-NEXT: 127 32767 2147483647 9223372036854775807 255 65535 4294967295 -9223372036854775808
// CHECK-NEXT: -128 -32768 -2147483648 -9223372036854775808 0 0 0 0
// CHECK-NEXT: 127 32767 2147483647 9223372036854775807 255 65535 4294967295 -1
// CHECK-NEXT: 127 32767 2147483647 9223372036854775807 255 65535 4294967295 -1
// CHECK-NEXT: -128 -32768 -2147483648 -9223372036854775808 0 0 0 0
// CHECK-NEXT: 127 32767 2147483647 9223372036854775807 255 65535 4294967295 -1
// CHECK-NEXT: -128 -32768 -2147483648 -9223372036854775808 0 0 0 0
// CHECK-NEXT: 0 0 0 0 0 0 0 0
// CHECK-NOT: {{.+}}

vo.type @type.int = int : i64 {rttid = 2}

vo.func @row(%x: f64) {
  %s8 = vo.f2i %x to 8
  %vs8 = vo.iface.make %s8 as @type.int : i64 -> !vo.iface
  %s16 = vo.f2i %x to 16
  %vs16 = vo.iface.make %s16 as @type.int : i64 -> !vo.iface
  %s32 = vo.f2i %x to 32
  %vs32 = vo.iface.make %s32 as @type.int : i64 -> !vo.iface
  %s64 = vo.f2i %x to 64
  %vs64 = vo.iface.make %s64 as @type.int : i64 -> !vo.iface
  %u8 = vo.f2i %x to 8 unsigned
  %vu8 = vo.iface.make %u8 as @type.int : i64 -> !vo.iface
  %u16 = vo.f2i %x to 16 unsigned
  %vu16 = vo.iface.make %u16 as @type.int : i64 -> !vo.iface
  %u32 = vo.f2i %x to 32 unsigned
  %vu32 = vo.iface.make %u32 as @type.int : i64 -> !vo.iface
  %u64 = vo.f2i %x to 64 unsigned
  %vu64 = vo.iface.make %u64 as @type.int : i64 -> !vo.iface
  vo.print newline %vs8, %vs16, %vs32, %vs64, %vu8, %vu16, %vu32, %vu64 : !vo.iface, !vo.iface, !vo.iface, !vo.iface, !vo.iface, !vo.iface, !vo.iface, !vo.iface
  vo.return
}

vo.func @main() attributes {vo.entry} {
  %f0 = arith.constant 0x0000000000000000 : f64
  vo.call @row(%f0) : (f64) -> ()
  %f1 = arith.constant 0xBFE0000000000000 : f64
  vo.call @row(%f1) : (f64) -> ()
  %f2 = arith.constant 0x3FFFD70A3D70A3D7 : f64
  vo.call @row(%f2) : (f64) -> ()
  %f3 = arith.constant 0xBFFFD70A3D70A3D7 : f64
  vo.call @row(%f3) : (f64) -> ()
  %f4 = arith.constant 0x405FF9999999999A : f64
  vo.call @row(%f4) : (f64) -> ()
  %f5 = arith.constant 0x4060000000000000 : f64
  vo.call @row(%f5) : (f64) -> ()
  %f6 = arith.constant 0xC0601CCCCCCCCCCD : f64
  vo.call @row(%f6) : (f64) -> ()
  %f7 = arith.constant 0xC060200000000000 : f64
  vo.call @row(%f7) : (f64) -> ()
  %f8 = arith.constant 0x406FFCCCCCCCCCCD : f64
  vo.call @row(%f8) : (f64) -> ()
  %f9 = arith.constant 0x4070000000000000 : f64
  vo.call @row(%f9) : (f64) -> ()
  %f10 = arith.constant 0x40DFFFE000000000 : f64
  vo.call @row(%f10) : (f64) -> ()
  %f11 = arith.constant 0x40F0000000000000 : f64
  vo.call @row(%f11) : (f64) -> ()
  %f12 = arith.constant 0x41E0000000000000 : f64
  vo.call @row(%f12) : (f64) -> ()
  %f13 = arith.constant 0xC1E0000000200000 : f64
  vo.call @row(%f13) : (f64) -> ()
  %f14 = arith.constant 0x41F0000000000000 : f64
  vo.call @row(%f14) : (f64) -> ()
  %f15 = arith.constant 0x43E0000000000000 : f64
  vo.call @row(%f15) : (f64) -> ()
  %f16 = arith.constant 0xC3E0000000000000 : f64
  vo.call @row(%f16) : (f64) -> ()
  %f17 = arith.constant 0x43F0000000000000 : f64
  vo.call @row(%f17) : (f64) -> ()
  %f18 = arith.constant 0x7E37E43C8800759C : f64
  vo.call @row(%f18) : (f64) -> ()
  %f19 = arith.constant 0xFE37E43C8800759C : f64
  vo.call @row(%f19) : (f64) -> ()
  %f20 = arith.constant 0x7FF0000000000000 : f64
  vo.call @row(%f20) : (f64) -> ()
  %f21 = arith.constant 0xFFF0000000000000 : f64
  vo.call @row(%f21) : (f64) -> ()
  %f22 = arith.constant 0x7FF8000000000000 : f64
  vo.call @row(%f22) : (f64) -> ()
  vo.return
}
