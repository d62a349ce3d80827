// RUN: %run-all --exit 1 --err

// Not what a typed program does: the value's type is not one that implements the interface.
// CHECK-NOT: {{.}}
// ERR: internal error: runtime type 19 does not implement the interface

vo.interface @Shape { Area: () -> i64 }
vo.interface @Other { Area: () -> i64 }
vo.type @type.A = int : i64 {rttid = 18}
vo.type @type.B = int : i64 {rttid = 19}
vo.func private @area(%x: i64) -> i64 {
  vo.return %x : i64
}
vo.itab @A.Shape : @type.A as @Shape [@area]
vo.itab @B.Other : @type.B as @Other [@area]
vo.global @kept : !vo.iface<@Other>

vo.func @main() attributes {vo.entry} {
  %x = arith.constant 7 : i64
  %b = vo.iface.make %x as @B.Other : i64 -> !vo.iface<@Other>
  vo.global.set @kept, %b : !vo.iface<@Other>
  %i = vo.global.get @kept : !vo.iface<@Other>
  %r = vo.iface.convert %i : !vo.iface<@Other> to !vo.iface<@Shape>
  vo.print newline %r : !vo.iface<@Shape>
  vo.return
}
