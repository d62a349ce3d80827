// RUN: %run-all --exit 1 --err

// A quotient that nobody uses is checked all the same.

// CHECK: 1
// CHECK-NOT: {{.+}}
// ERR: unused-quotient.mlir:16: runtime error: integer divide by zero

vo.global @hidden <"vr">

vo.func @main() attributes {vo.entry} {
  %c1 = arith.constant 1 : i64
  vo.call @int(%c1) : (i64) -> ()
  %zero = vo.global.get @hidden[0] : i64
  %null = vo.global.get @hidden[1] : !vo.ref
  %q = vo.div_s %c1, %zero
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
