// RUN: %run-all --exit 1 --err

// Bounds of a substring that nobody uses.

// CHECK: 1
// CHECK-NOT: {{.+}}
// ERR: unused-substring.mlir:17: runtime error: slice bounds out of range [1:0]

vo.type @type.int = int : i64 {rttid = 2}
vo.global @hidden : i64

vo.func @main() attributes {vo.entry} {
  %c1 = arith.constant 1 : i64
  vo.call @int(%c1) : (i64) -> ()
  %zero = vo.global.get @hidden : i64
  %s = vo.string.const "abc"
  %t = vo.string.slice %s[%c1, %zero]
  vo.call @int(%zero) : (i64) -> ()
  vo.return
}

vo.func @int(%x: i64) {
  %value = vo.iface.make %x as @type.int : i64 -> !vo.iface
  vo.print newline %value : !vo.iface
  vo.return
}
