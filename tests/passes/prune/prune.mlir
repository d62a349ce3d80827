// RUN: vo-opt %s --vo-prune | FileCheck %s --implicit-check-not=vo.func --implicit-check-not=vo.itab

// CHECK: vo.itab @int.Shape :
// CHECK: vo.itab @int.Named :
// CHECK: vo.itab @string.Named :
vo.interface @Shape { area: () -> i64 }
vo.interface @Named { name: () -> i64 }
vo.interface @Other { other: () -> i64 }
vo.type @type.int = int : i64 {rttid = 2}
vo.type @type.string = string : !vo.string {rttid = 17}
vo.itab @int.Shape : @type.int as @Shape [@int.area]
vo.itab @string.Shape : @type.string as @Shape [@string.area]
vo.itab @int.Named : @type.int as @Named [@int.name]
vo.itab @string.Named : @type.string as @Named [@string.name]
vo.itab @int.Other : @type.int as @Other [@int.other]

// The table that a value is made with, not those of other types for its interface.
// CHECK: vo.func private @int.area
vo.func private @int.area(%x: i64) -> i64 {
  vo.return %x : i64
}
vo.func private @string.area(%s: !vo.string) -> i64 {
  %n = vo.string.len %s
  vo.return %n : i64
}
// All tables for an interface that is asserted to.
// CHECK: vo.func private @int.name
vo.func private @int.name(%x: i64) -> i64 {
  vo.return %x : i64
}
// CHECK: vo.func private @string.name
vo.func private @string.name(%s: !vo.string) -> i64 {
  %n = vo.call @helper(%s) : (!vo.string) -> i64
  vo.return %n : i64
}
vo.func private @int.other(%x: i64) -> i64 {
  vo.return %x : i64
}
// CHECK: vo.func private @helper
vo.func private @helper(%s: !vo.string) -> i64 {
  %n = vo.string.len %s
  vo.return %n : i64
}
// Through a function value.
// CHECK: vo.func private @closed
vo.func private @closed() {
  vo.return
}
// Only by a function that nobody calls.
vo.func private @unused() {
  vo.call @unused.too() : () -> ()
  vo.return
}
vo.func @unused.too() {
  vo.call @unused() : () -> ()
  vo.return
}
// CHECK: vo.func @main
vo.func @main() attributes {vo.entry} {
  %x = arith.constant 1 : i64
  %i = vo.iface.make %x as @int.Shape : i64 -> !vo.iface<@Shape>
  %n, %ok = vo.iface.assert_ok %i to @Named : !vo.iface<@Shape> -> !vo.iface<@Named>
  %f = vo.closure.new @closed[] : () -> !vo.closure<() -> ()>
  vo.closure.call %f() : !vo.closure<() -> ()>, () -> ()
  vo.return
}

