// RUN: %run-all --exit 1 --err

// Indices compare as unsigned numbers.

// CHECK: 1
// CHECK-NOT: {{.+}}
// ERR: check-index.mlir:17: runtime error: index out of range [18446744073709551615] with length 1

vo.type @type.int = int : i64 {rttid = 2}
vo.global @hidden : i64

vo.func @main() attributes {vo.entry} {
  %c1 = arith.constant 1 : i64
  vo.call @int(%c1) : (i64) -> ()
  %zero = vo.global.get @hidden : i64
  %minus = arith.subi %zero, %c1 : i64
  vo.check_index %minus, %c1
  vo.call @int(%zero) : (i64) -> ()
  vo.return
}

vo.func @int(%x: i64) {
  %value = vo.iface.make %x as @type.int : i64 -> !vo.iface
  vo.print newline %value : !vo.iface
  vo.return
}
