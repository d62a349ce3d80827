// RUN: %run-all --exit 1 --err

// A field's address of an object that is known to be null, and a pointer that is: no address is made of them.

// CHECK: 1
// CHECK-NOT: {{.+}}
// ERR: null-address.mlir:22: runtime error: nil pointer dereference

vo.func @main() attributes {vo.entry} {
  %two = arith.constant 2 : i64
  %one = arith.constant 1 : i64
  %header = arith.constant 514 : i64
  %word = vo.word.of_bits %one
  %i = vo.iface.make %header, %word
  vo.print newline %i
  %p = vo.zero : !vo.ref
  %q = vo.addr %p[%two]
  %c = vo.ref.is_null %p
  cf.cond_br %c, ^null, ^other
^null:
  // Line 22.
  %x = vo.load %q[3] : i64
  cf.br ^print(%x : i64)
^other:
  vo.store %p[70], %two : i64
  cf.br ^print(%two : i64)
^print(%n: i64):
  %w = vo.word.of_bits %n
  %j = vo.iface.make %header, %w
  vo.print newline %j
  vo.return
}
