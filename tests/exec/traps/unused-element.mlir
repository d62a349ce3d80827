// RUN: %run-all --exit 1 --err

// An element that nobody uses is checked all the same.

// CHECK: 1
// CHECK-NOT: {{.+}}
// ERR: unused-element.mlir:17: runtime error: index out of range [0] with length 0

vo.type @type.int = int : i64 {rttid = 2}
vo.global @hidden : i64

vo.func @main() attributes {vo.entry} {
  %c1 = arith.constant 1 : i64
  vo.call @int(%c1) : (i64) -> ()
  %zero = vo.global.get @hidden : i64
  %s = vo.slice.new %zero, %c1 : !vo.slice<i64>
  %x = vo.slice.get %s[%zero] : !vo.slice<i64> -> i64
  vo.call @int(%zero) : (i64) -> ()
  vo.return
}

vo.func @int(%x: i64) {
  %value = vo.iface.make %x as @type.int : i64 -> !vo.iface
  vo.print newline %value : !vo.iface
  vo.return
}
