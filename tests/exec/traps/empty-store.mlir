// RUN: %run-all --exit 1 --err

// A store of nothing still needs an object.

// CHECK: 1
// CHECK-NOT: {{.+}}
// ERR: empty-store.mlir:19: runtime error: nil pointer dereference

vo.type @type.int = int : i64 {rttid = 2}
vo.struct @S { a: i64 }
vo.global @hidden : i64
vo.global @none : !vo.ptr<@S>

vo.func @main() attributes {vo.entry} {
  %c1 = arith.constant 1 : i64
  vo.call @int(%c1) : (i64) -> ()
  %zero = vo.global.get @hidden : i64
  %null = vo.global.get @none : !vo.ptr<@S>
  vo.store %null : !vo.ptr<@S>
  vo.call @int(%zero) : (i64) -> ()
  vo.return
}

vo.func @int(%x: i64) {
  %value = vo.iface.make %x as @type.int : i64 -> !vo.iface
  vo.print newline %value : !vo.iface
  vo.return
}
