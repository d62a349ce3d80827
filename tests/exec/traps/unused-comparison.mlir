// RUN: %run-all --exit 1 --err

// A comparison that nobody uses may still fail.

// CHECK: 1
// CHECK-NOT: {{.+}}
// ERR: unused-comparison.mlir:21: runtime error: comparing uncomparable type in interface value

vo.global @hidden <"vr">

vo.func @main() attributes {vo.entry} {
  %c1 = arith.constant 1 : i64
  vo.call @int(%c1) : (i64) -> ()
  %zero = vo.global.get @hidden[0] : i64
  %null = vo.global.get @hidden[1] : !vo.ref
  %h = arith.constant 530 : i64
  %s = vo.slice.new %c1, %c1, <slots "v"> {meta = 2 : i32}
  %b = vo.box %s : !vo.slice
  %w = vo.word.of_ref %b
  %i = vo.iface.make %h, %w
  %e = vo.iface.eq %i, %i
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
