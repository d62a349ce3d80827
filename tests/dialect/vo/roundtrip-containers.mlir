// RUN: vo-opt %s | vo-opt | FileCheck %s
// RUN: vo-opt %s --mlir-print-op-generic | vo-opt | FileCheck %s

// Maps, channels, select, islands.

// CHECK: vo.struct @Point { x: i64, y: f64 }
vo.struct @Point { x: i64, y: f64 }
// CHECK: vo.struct @Empty {}
vo.struct @Empty {}

// CHECK-LABEL: vo.func @maps(
// CHECK-SAME: %arg0: !vo.string, %arg1: i64, %arg2: f64) -> i64
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.map.new : !vo.map<!vo.string, @Point>
// CHECK-NEXT: vo.map.set %[[V0]][%arg0], %arg1, %arg2 : !vo.map<!vo.string, @Point>, !vo.string -> i64, f64
// CHECK-NEXT: %[[Vvalues:[^ :,]+]]:2, %[[Vfound:[^ :,]+]] = vo.map.get %[[V0]][%arg0] : !vo.map<!vo.string, @Point>, !vo.string -> i64, f64
// CHECK-NEXT: vo.map.delete %[[V0]][%arg0] : !vo.map<!vo.string, @Point>, !vo.string
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.map.len %[[V0]] : !vo.map<!vo.string, @Point>
// CHECK-NEXT: %[[V2:[^ :,]+]] = vo.map.iter %[[V0]] : !vo.map<!vo.string, @Point>
// CHECK-NEXT: %[[Vvalues_0:[^ :,]+]]:3, %[[Vmore:[^ :,]+]] = vo.map.next %[[V2]] : !vo.map_iter<!vo.string, @Point> -> !vo.string, i64, f64
// CHECK-NEXT: vo.return %[[V1]] : i64
vo.func @maps(%k: !vo.string, %x: i64, %y: f64) -> i64 {
  %m = vo.map.new : !vo.map<!vo.string, @Point>
  vo.map.set %m[%k], %x, %y : !vo.map<!vo.string, @Point>, !vo.string -> i64, f64
  %0, %1, %2 = vo.map.get %m[%k] : !vo.map<!vo.string, @Point>, !vo.string -> i64, f64
  vo.map.delete %m[%k] : !vo.map<!vo.string, @Point>, !vo.string
  %3 = vo.map.len %m : !vo.map<!vo.string, @Point>
  %4 = vo.map.iter %m : !vo.map<!vo.string, @Point>
  %5, %6, %7, %8 = vo.map.next %4 : !vo.map_iter<!vo.string, @Point> -> !vo.string, i64, f64
  vo.return %3 : i64
}
// CHECK-LABEL: vo.func @sets(
// CHECK-SAME: %arg0: !vo.map<i64, @Empty>, %arg1: i64)
// CHECK-NEXT: vo.map.set %arg0[%arg1] : !vo.map<i64, @Empty>, i64
// CHECK-NEXT: %[[Vfound:[^ :,]+]] = vo.map.get %arg0[%arg1] : !vo.map<i64, @Empty>, i64
// CHECK-NEXT: vo.return
vo.func @sets(%m: !vo.map<i64, @Empty>, %k: i64) {
  vo.map.set %m[%k] : !vo.map<i64, @Empty>, i64
  %0 = vo.map.get %m[%k] : !vo.map<i64, @Empty>, i64
  vo.return
}
// CHECK-LABEL: vo.func @queues(
// CHECK-SAME: %arg0: i64, %arg1: i64, %arg2: f64) -> (i64, i64)
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.chan.new %arg0 : !vo.chan<@Point>
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.chan.new %arg0 : !vo.port<i64>
// CHECK-NEXT: vo.chan.send %[[V0]], %arg1, %arg2 : !vo.chan<@Point>, i64, f64
// CHECK-NEXT: vo.chan.send %[[V1]], %arg1 : !vo.port<i64>, i64
// CHECK-NEXT: %[[Vvalues:[^ :,]+]]:2, %[[Vok:[^ :,]+]] = vo.chan.recv %[[V0]] : !vo.chan<@Point> -> i64, f64
// CHECK-NEXT: vo.chan.close %[[V0]] : !vo.chan<@Point>
// CHECK-NEXT: %[[V2:[^ :,]+]] = vo.chan.len %[[V0]] : !vo.chan<@Point>
// CHECK-NEXT: %[[V3:[^ :,]+]] = vo.chan.cap %[[V1]] : !vo.port<i64>
// CHECK-NEXT: vo.return %[[V2]], %[[V3]] : i64, i64
vo.func @queues(%n: i64, %x: i64, %y: f64) -> (i64, i64) {
  %c = vo.chan.new %n : !vo.chan<@Point>
  %p = vo.chan.new %n : !vo.port<i64>
  vo.chan.send %c, %x, %y : !vo.chan<@Point>, i64, f64
  vo.chan.send %p, %x : !vo.port<i64>, i64
  %0, %1, %2 = vo.chan.recv %c : !vo.chan<@Point> -> i64, f64
  vo.chan.close %c : !vo.chan<@Point>
  %3 = vo.chan.len %c : !vo.chan<@Point>
  %4 = vo.chan.cap %p : !vo.port<i64>
  vo.return %3, %4 : i64, i64
}
// CHECK-LABEL: vo.func @selects(
// CHECK-SAME: %arg0: !vo.chan<@Point>, %arg1: !vo.chan<i64>, %arg2: !vo.chan<@Empty>, %arg3: i64) -> (i64, f64)
// CHECK-NEXT: %[[Vchosen:[^ :,]+]], %[[Vok:[^ :,]+]] = vo.select {}
// CHECK-NEXT: %[[Vchosen_0:[^ :,]+]], %[[Vok_1:[^ :,]+]] = vo.select default {}
// CHECK-NEXT: %[[Vchosen_2:[^ :,]+]], %[[Vok_3:[^ :,]+]] = vo.select { send %arg1 <%arg3> : !vo.chan<i64> <i64> }
// CHECK-NEXT: %[[Vchosen_4:[^ :,]+]], %[[Vok_5:[^ :,]+]] = vo.select { send %arg2 : !vo.chan<@Empty>, recv %arg2 : !vo.chan<@Empty> }
// CHECK-NEXT: %[[Vchosen_6:[^ :,]+]], %[[Vok_7:[^ :,]+]], %[[Vreceived:[^ :,]+]]:3 = vo.select default { recv %arg0 : !vo.chan<@Point> -> (i64, f64), send %arg1 <%arg3> : !vo.chan<i64> <i64>, recv %arg1 : !vo.chan<i64> -> (i64) }
// CHECK-NEXT: vo.return %[[Vchosen_6]], %[[Vreceived]]#1 : i64, f64
vo.func @selects(%c: !vo.chan<@Point>, %d: !vo.chan<i64>, %e: !vo.chan<@Empty>, %x: i64) -> (i64, f64) {
  vo.select {}
  %0:2 = vo.select default {}
  %1:2 = vo.select { send %d <%x> : !vo.chan<i64> <i64> }
  %2:2 = vo.select { send %e : !vo.chan<@Empty>, recv %e : !vo.chan<@Empty> }
  %case, %ok, %a, %b, %y = vo.select default { recv %c : !vo.chan<@Point> -> (i64, f64), send %d <%x> : !vo.chan<i64> <i64>, recv %d : !vo.chan<i64> -> (i64) }
  vo.return %case, %b : i64, f64
}
// CHECK-LABEL: vo.func @islands(
// CHECK-SAME: %arg0: !vo.closure<(i64) -> ()>, %arg1: i64)
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.island.new
// CHECK-NEXT: vo.island.go %[[V0]], %arg0(%arg1) : !vo.closure<(i64) -> ()>, i64
// CHECK-NEXT: vo.return
vo.func @islands(%f: !vo.closure<(i64) -> ()>, %x: i64) {
  %0 = vo.island.new
  vo.island.go %0, %f(%x) : !vo.closure<(i64) -> ()>, i64
  vo.return
}
