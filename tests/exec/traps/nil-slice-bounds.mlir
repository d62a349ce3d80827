// RUN: %run-all --exit 1 --err

// A nil slice has the bounds 0 and 0 only.

// CHECK: 1
// CHECK-NOT: {{.+}}
// ERR: nil-slice-bounds.mlir:18: runtime error: slice bounds out of range [0:1]

vo.type @type.int = int : i64 {rttid = 2}
vo.global @hidden : i64

vo.func @main() attributes {vo.entry} {
  %c1 = arith.constant 1 : i64
  vo.call @int(%c1) : (i64) -> ()
  %zero = vo.global.get @hidden : i64
  %nil = vo.zero : !vo.slice<i64>
  %ok = vo.slice.slice %nil[%zero, %zero, %zero] : !vo.slice<i64>
  %s = vo.slice.slice %nil[%zero, %c1] : !vo.slice<i64>
  vo.call @int(%zero) : (i64) -> ()
  vo.return
}

vo.func @int(%x: i64) {
  %value = vo.iface.make %x as @type.int : i64 -> !vo.iface
  vo.print newline %value : !vo.iface
  vo.return
}
