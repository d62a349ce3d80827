// RUN: %run-all --exit 1 --err

// A comparison that nobody uses may still fail.

// CHECK: 1
// CHECK-NOT: {{.+}}
// ERR: unused-comparison.mlir:20: runtime error: comparing uncomparable type in interface value

vo.type @type.int = int : i64 {rttid = 2}
vo.type @"type.[]int" = slice of @type.int : !vo.slice<i64> {rttid = 18}
vo.global @hidden : i64

vo.func @main() attributes {vo.entry} {
  %c1 = arith.constant 1 : i64
  vo.call @int(%c1) : (i64) -> ()
  %zero = vo.global.get @hidden : i64
  %s = vo.slice.new %c1, %c1 : !vo.slice<i64>
  %b = vo.new(%s : !vo.slice<i64>) : !vo.box<!vo.slice<i64>>
  %i = vo.iface.make %b as @"type.[]int" : !vo.box<!vo.slice<i64>> -> !vo.iface
  %e = vo.iface.eq %i, %i : !vo.iface, !vo.iface
  vo.call @int(%zero) : (i64) -> ()
  vo.return
}

vo.func @int(%x: i64) {
  %value = vo.iface.make %x as @type.int : i64 -> !vo.iface
  vo.print newline %value : !vo.iface
  vo.return
}
