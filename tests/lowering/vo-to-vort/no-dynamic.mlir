// RUN: vo-opt %s --vo-to-vort | FileCheck %s

// Programs without dynamic access have no tables for it, and no entries for methods that nobody binds.

// CHECK-NOT: dynamic_tables
// CHECK-NOT: $bound
// CHECK-NOT: $call
vo.type @type.func = func : !vo.closure<() -> i64> {rttid = 20}
vo.func @f(%x: i64) -> i64 {
  vo.return %x : i64
}
