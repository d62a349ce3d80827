// RUN: %run-all

// Conversions from one interface to another: the dynamic type and value stay, structs are copied, nil stays nil; asserted
// back to their types.

// CHECK: 7 one two
// CHECK-NEXT: 7 one two
// CHECK-NEXT: <nil> 1 5
// CHECK-NOT: {{.+}}

vo.struct @Named { n: i64, name: !vo.string }
vo.interface @Shape { Area: () -> i64 }
vo.interface @Other { Area: () -> i64 }
vo.interface @Unimplemented { Missing: () -> () }
vo.type @type.int = int : i64 {rttid = 2}
vo.type @type.string = string : !vo.string {rttid = 17}
vo.type @type.Int = int : i64 {rttid = 18}
vo.type @type.Named = struct : @Named {rttid = 19}
vo.type @"type.*Named" = pointer of @type.Named : !vo.ptr<@Named> {rttid = 20}
vo.func private @Int.Area(%x: i64) -> i64 {
  vo.return %x : i64
}
vo.func private @Named.Area(%p: !vo.ptr<@Named>) -> i64 {
  %n = vo.load %p[n] : !vo.ptr<@Named> -> i64
  vo.return %n : i64
}
vo.itab @Int.Other : @type.Int as @Other [@Int.Area]
vo.itab @Named.Shape : @type.Named as @Shape [@Named.Area]
vo.itab @Named.Other : @type.Named as @Other [@Named.Area]
vo.itab @"*Named.Shape" : @"type.*Named" as @Shape [@Named.Area]
vo.itab @"*Named.Other" : @"type.*Named" as @Other [@Named.Area]
vo.itab @Int.Shape : @type.Int as @Shape [@Int.Area]
vo.global @kept : !vo.iface<@Other>

vo.func @print(%a: i64, %b: !vo.string, %c: !vo.string) {
  %x = vo.iface.make %a as @type.int : i64 -> !vo.iface
  %bb = vo.new(%b : !vo.string) : !vo.box<!vo.string>
  %y = vo.iface.make %bb as @type.string : !vo.box<!vo.string> -> !vo.iface
  %cb = vo.new(%c : !vo.string) : !vo.box<!vo.string>
  %z = vo.iface.make %cb as @type.string : !vo.box<!vo.string> -> !vo.iface
  vo.print newline %x, %y, %z : !vo.iface, !vo.iface, !vo.iface
  vo.return
}

vo.func private @convert(%i: !vo.iface<@Other>) -> !vo.iface<@Shape> {
  %r = vo.iface.convert %i : !vo.iface<@Other> to !vo.iface<@Shape>
  vo.return %r : !vo.iface<@Shape>
}

// A number, a pointer and a struct.
vo.func private @show(%a: !vo.iface, %b: !vo.iface, %c: !vo.iface) {
  %n = vo.iface.assert %a to @type.Int : !vo.iface -> i64
  %p = vo.iface.assert %b to @"type.*Named" : !vo.iface -> !vo.ptr<@Named>
  %s = vo.load %p[name] : !vo.ptr<@Named> -> !vo.string
  %m, %t = vo.iface.assert %c to @type.Named : !vo.iface -> i64, !vo.string
  vo.call @print(%n, %s, %t) : (i64, !vo.string, !vo.string) -> ()
  vo.return
}

vo.func @main() attributes {vo.entry} {
  %c2 = arith.constant 2 : i64
  %c7 = arith.constant 7 : i64
  %one = vo.string.const "one"
  %two = vo.string.const "two"
  %a = vo.iface.make %c7 as @Int.Other : i64 -> !vo.iface<@Other>
  %p = vo.new(%c2, %one : i64, !vo.string) : !vo.ptr<@Named>
  %b = vo.iface.make %p as @"*Named.Other" : !vo.ptr<@Named> -> !vo.iface<@Other>
  %q = vo.new(%c2, %two : i64, !vo.string) : !vo.ptr<@Named>
  %c = vo.iface.make %q as @Named.Other : !vo.ptr<@Named> -> !vo.iface<@Other>

  // Through a function, so that the type is not in sight.
  %a1 = vo.call @convert(%a) : (!vo.iface<@Other>) -> !vo.iface<@Shape>
  %b1 = vo.call @convert(%b) : (!vo.iface<@Other>) -> !vo.iface<@Shape>
  %c1 = vo.call @convert(%c) : (!vo.iface<@Other>) -> !vo.iface<@Shape>
  %a2 = vo.iface.convert %a1 : !vo.iface<@Shape> to !vo.iface
  %b2 = vo.iface.convert %b1 : !vo.iface<@Shape> to !vo.iface
  %c3 = vo.iface.convert %c1 : !vo.iface<@Shape> to !vo.iface
  vo.call @show(%a2, %b2, %c3) : (!vo.iface, !vo.iface, !vo.iface) -> ()

  // In sight.
  %a4 = vo.iface.convert %a : !vo.iface<@Other> to !vo.iface
  %b4 = vo.iface.convert %b : !vo.iface<@Other> to !vo.iface
  %c4 = vo.iface.convert %c : !vo.iface<@Other> to !vo.iface
  vo.call @show(%a4, %b4, %c4) : (!vo.iface, !vo.iface, !vo.iface) -> ()

  // Nil, which is asked for in an interface that nobody implements; assertions that fail.
  %kept = vo.global.get @kept : !vo.iface<@Other>
  %nil = vo.iface.convert %kept : !vo.iface<@Other> to !vo.iface<@Unimplemented>
  %x, %isInt = vo.iface.assert_ok %b4 to @type.Int : !vo.iface -> i64
  %y, %z, %isNamed = vo.iface.assert_ok %c4 to @type.Named : !vo.iface -> i64, !vo.string
  %same = vo.eq %p, %q : !vo.ptr<@Named>
  %i0 = arith.extui %isInt : i1 to i64
  %i1 = arith.extui %isNamed : i1 to i64
  %i2 = arith.extui %same : i1 to i64
  %n = vo.string.len %z
  %s0 = arith.addi %i0, %i1 : i64
  %s1 = arith.addi %s0, %i2 : i64
  %s2 = arith.addi %x, %y : i64
  %s3 = arith.addi %s2, %n : i64
  %u = vo.iface.make %s1 as @type.int : i64 -> !vo.iface
  %v = vo.iface.make %s3 as @type.int : i64 -> !vo.iface
  vo.print newline %nil, %u, %v : !vo.iface<@Unimplemented>, !vo.iface, !vo.iface
  vo.return
}
