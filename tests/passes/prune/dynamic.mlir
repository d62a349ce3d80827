// RUN: vo-opt %s --vo-prune | FileCheck %s

// Dynamic access looks methods up by name: every table stays. Without an entry, what is visible outside stays.

vo.interface @Shape { area: () -> i64 }
vo.type @type.int = int : i64 {rttid = 2}
// CHECK: vo.itab @int.Shape
vo.itab @int.Shape : @type.int as @Shape [@int.area]
// CHECK: vo.func private @int.area
vo.func private @int.area(%x: i64) -> i64 {
  vo.return %x : i64
}
// CHECK-NOT: @hidden
vo.func private @hidden() {
  vo.return
}
// CHECK: vo.func @visible
vo.func @visible(%x: !vo.iface) -> (!vo.iface, !vo.iface) {
  %name = vo.string.const "name"
  %v, %err = vo.dyn.get %x, %name as any : !vo.iface -> !vo.iface, !vo.iface
  vo.return %v, %err : !vo.iface, !vo.iface
}

// Methods that dynamic access finds by name stay, whoever else may name them.
vo.type @type.func = func : !vo.closure<() -> i64> {rttid = 18}
vo.dyn.type @type.int {method_names = ["Found"], methods = [@int.Found], signatures = [@type.func]}
// CHECK: vo.func private @int.Found
vo.func private @int.Found(%x: i64) -> i64 {
  vo.return %x : i64
}
