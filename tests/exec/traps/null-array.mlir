// RUN: %run-all --exit 1 --err

// A null array has no elements.

// CHECK: 1
// CHECK-NOT: {{.+}}
// ERR: null-array.mlir:18: runtime error: index out of range [0] with length 0

vo.type @type.int = int : i64 {rttid = 2}
vo.global @hidden : i64
vo.global @none : !vo.array<4 x ui8>

vo.func @main() attributes {vo.entry} {
  %c1 = arith.constant 1 : i64
  vo.call @int(%c1) : (i64) -> ()
  %zero = vo.global.get @hidden : i64
  %null = vo.global.get @none : !vo.array<4 x ui8>
  %x = vo.array.get %null[%zero] : !vo.array<4 x ui8> -> i64
  vo.call @int(%zero) : (i64) -> ()
  vo.return
}

vo.func @int(%x: i64) {
  %value = vo.iface.make %x as @type.int : i64 -> !vo.iface
  vo.print newline %value : !vo.iface
  vo.return
}
