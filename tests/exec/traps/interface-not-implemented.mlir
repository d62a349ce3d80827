// RUN: %run-all --exit 1 --err

// Not what a typed program does: the value's type is not one that implements the interface.
// CHECK-NOT: {{.}}
// ERR: internal error: runtime type 19 does not implement the interface

vo.interface @Shape <18 -> 2, 31 -> 5>
vo.global @kept <"hw">

vo.func @main() attributes {vo.entry} {
  %header = arith.constant 4866 : i64
  vo.global.set @kept[0], %header : i64
  %i = vo.global.get @kept[0] : !vo.iface
  %r = vo.iface.convert %i to @Shape
  vo.print newline %r
  vo.return
}
