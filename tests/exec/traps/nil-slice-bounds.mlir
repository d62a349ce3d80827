// RUN: %run-all --exit 1 --err

// A nil slice has the bounds 0 and 0 only.

// CHECK: 1
// CHECK-NOT: {{.+}}
// ERR: nil-slice-bounds.mlir:18: runtime error: slice bounds out of range [0:1]

vo.global @hidden <"vr">

vo.func @main() attributes {vo.entry} {
  %c1 = arith.constant 1 : i64
  vo.call @int(%c1) : (i64) -> ()
  %zero = vo.global.get @hidden[0] : i64
  %null = vo.global.get @hidden[1] : !vo.ref
  %nil = vo.zero : !vo.slice
  %ok = vo.slice.slice %nil[%zero, %zero, %zero]
  %s = vo.slice.slice %nil[%zero, %c1]
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
