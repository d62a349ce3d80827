// RUN: vo-opt %s --vo-to-vort | FileCheck %s

// A program keeps what its entry can reach by calls. A method table reaches nothing, since no call goes through one yet;
// what is dropped may hold anything.

// CHECK-NOT: @method
// CHECK-NOT: @unused
// CHECK: func.func @main(
// CHECK: func.func private @callee(
// CHECK-NOT: @method
// CHECK-NOT: @unused
vo.interface @Shape { Area: () -> i64 }
vo.type @type.int = int : i64 {rttid = 2}
vo.itab @int.Shape : @type.int as @Shape [@method]
vo.func private @method(%x: i64) -> i64 {
  %m = vo.map.new : !vo.map<i64, i64>
  %n = vo.map.len %m : !vo.map<i64, i64>
  vo.return %n : i64
}
vo.func @main() attributes {vo.entry} {
  %x = arith.constant 1 : i64
  %i = vo.iface.make %x as @int.Shape : i64 -> !vo.iface<@Shape>
  vo.call @callee() : () -> ()
  vo.return
}
vo.func private @callee() {
  vo.return
}
vo.func @unused() {
  vo.call @unused() : () -> ()
  vo.return
}
