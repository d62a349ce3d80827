// RUN: %run-all --exit 1 --err

// Indices compare as unsigned numbers.

// CHECK: 1
// CHECK-NOT: {{.+}}
// ERR: check-index.mlir:17: runtime error: index out of range [18446744073709551615] with length 1

vo.global @hidden <"vr">

vo.func @main() attributes {vo.entry} {
  %c1 = arith.constant 1 : i64
  vo.call @int(%c1) : (i64) -> ()
  %zero = vo.global.get @hidden[0] : i64
  %null = vo.global.get @hidden[1] : !vo.ref
  %minus = arith.subi %zero, %c1 : i64
  vo.check_index %minus, %c1
  vo.call @int(%zero) : (i64) -> ()
  vo.return
}

vo.func @int(%x: i64) {
  %header = arith.constant 514 : i64
  %word = vo.word.of_bits %x
  %value = vo.iface.make %header, %word
  vo.print newline %value
  vo.return
}
