// RUN: %run-all --exit 1 --err

// A field's address of an object that is known to be null, and a pointer that is: no address is made of them.

// CHECK: 1
// CHECK-NOT: {{.+}}
// ERR: null-address.mlir:24: runtime error: nil pointer dereference

vo.struct @T { a: i64, b: i64 }
vo.struct @S { head: 2 x i64, inner: @T, far: 64 x i64 }
vo.type @type.int = int : i64 {rttid = 2}

vo.func @main() attributes {vo.entry} {
  %two = arith.constant 2 : i64
  %one = arith.constant 1 : i64
  %i = vo.iface.make %one as @type.int : i64 -> !vo.iface
  vo.print newline %i : !vo.iface
  %p = vo.zero : !vo.ptr<@S>
  %q = vo.addr %p[inner] : !vo.ptr<@S> -> !vo.ptr<@T>
  %c = vo.is_nil %p : !vo.ptr<@S>
  cf.cond_br %c, ^null, ^other
^null:
  // Here.
  %x = vo.load %q[b] : !vo.ptr<@T> -> i64
  cf.br ^print(%x : i64)
^other:
  vo.store %p[far.60], %two : !vo.ptr<@S>, i64
  cf.br ^print(%two : i64)
^print(%n: i64):
  %j = vo.iface.make %n as @type.int : i64 -> !vo.iface
  vo.print newline %j : !vo.iface
  vo.return
}
