// RUN: %run-all --exit 1 --err

// An array that no memory holds.

// CHECK: 1
// CHECK-NOT: {{.+}}
// ERR: array-size.mlir:16: runtime error: array size out of range

vo.type @type.int = int : i64 {rttid = 2}
vo.global @hidden : i64

vo.func @main() attributes {vo.entry} {
  %c1 = arith.constant 1 : i64
  vo.call @int(%c1) : (i64) -> ()
  %zero = vo.global.get @hidden : i64
  %a = vo.array.new : !vo.array<2305843009213693952 x i64>
  vo.call @int(%zero) : (i64) -> ()
  vo.return
}

vo.func @int(%x: i64) {
  %value = vo.iface.make %x as @type.int : i64 -> !vo.iface
  vo.print newline %value : !vo.iface
  vo.return
}
