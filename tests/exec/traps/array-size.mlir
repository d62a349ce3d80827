// RUN: %run-all --exit 1 --err

// An array that no memory holds.

// CHECK: 1
// CHECK-NOT: {{.+}}
// ERR: array-size.mlir:19: runtime error: array size out of range

vo.global @hidden <"vr">

vo.func @main() attributes {vo.entry} {
  %c1 = arith.constant 1 : i64
  vo.call @int(%c1) : (i64) -> ()
  %zero = vo.global.get @hidden[0] : i64
  %null = vo.global.get @hidden[1] : !vo.ref
  %shift = arith.constant 61 : i64
  %one = arith.addi %zero, %c1 : i64
  %n = arith.shli %one, %shift : i64
  %a = vo.array.new %n, <slots "v"> {meta = 2 : i32}
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
