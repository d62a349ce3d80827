// RUN: vo-opt %s --vo-to-vort | FileCheck %s

// The runtime finds entries; what it gives are offsets from the array that the map's first word refers to.

vo.struct @Point { x: i64, name: !vo.string }

// CHECK-LABEL: func.func @integers(
// CHECK-SAME:    %[[K:.*]]: i64, %[[V:.*]]: !vort.ref)
vo.func @integers(%k: i64, %v: !vo.box<i64>) -> (!vo.box<i64>, i64) {
  // CHECK-NEXT: %[[T:.*]] = vort.map_type <"v"> "v" to <"r">
  // CHECK:      %[[M:.*]] = vort.call_runtime "vo_rt_map_new"(%[[T]], %{{.*}})
  %m = vo.map.new : !vo.map<i64, !vo.box<i64>>
  // The value is stored where the entry is, with a barrier.
  // CHECK:      %[[AT:.*]] = vort.call_runtime "vo_rt_map_set_i64"(%[[M]], %[[K]])
  // CHECK-NEXT: %[[E:.*]] = vort.load %[[M]] as ref
  // CHECK-NEXT: %[[P:.*]] = vort.addr %[[E]][%[[AT]] * 1 + 0]
  // CHECK-NEXT: vort.store %[[V]], %[[P]] as ref
  // CHECK-NEXT: vort.card_mark %[[P]]
  vo.map.set %m[%k], %v : !vo.map<i64, !vo.box<i64>>, i64 -> !vo.box<i64>
  // CHECK:      %[[FOUND:.*]] = vort.call_runtime "vo_rt_map_get_i64"(%[[M]], %[[K]])
  // CHECK-NOT:  trap_if
  // CHECK:      %[[C:.*]] = arith.cmpi ne, %[[FOUND]]
  // CHECK:      cf.cond_br %[[C]]
  // CHECK:      vort.load %[[M]] as ref
  %r, %ok = vo.map.get %m[%k] : !vo.map<i64, !vo.box<i64>>, i64 -> !vo.box<i64>
  // CHECK:      vort.call_runtime "vo_rt_map_delete_i64"
  vo.map.delete %m[%k] : !vo.map<i64, !vo.box<i64>>, i64
  // A nil map has as many entries as a zero header says.
  // CHECK:      %[[Z:.*]] = vort.zero_header
  // CHECK:      %[[S:.*]] = arith.select %{{.*}}, %[[Z]], %[[M]]
  // CHECK:      %[[CP:.*]] = vort.addr %[[S]][24]
  // CHECK-NEXT: vort.load %[[CP]] as u32
  %n = vo.map.len %m : !vo.map<i64, !vo.box<i64>>
  vo.return %r, %n : !vo.box<i64>, i64
}

// Keys of several words lie in the frame; one that may not be hashable traps.
// CHECK-LABEL: func.func @structs(
vo.func @structs(%m: !vo.map<@Point, i64>, %x: i64, %s: !vo.string) -> i64 {
  // CHECK: %[[KEY:.*]] = vort.stack_object <"vrvv">
  // CHECK: vort.call_runtime "vo_rt_map_get"(%{{.*}}, %[[KEY]])
  // CHECK-NOT: trap_if
  // CHECK: return
  %v, %ok = vo.map.get %m[%x, %s] : !vo.map<@Point, i64>, i64, !vo.string -> i64
  vo.return %v : i64
}
// CHECK-LABEL: func.func @interfaces(
vo.func @interfaces(%m: !vo.map<!vo.iface, i64>, %k: !vo.iface) -> i64 {
  // CHECK: %[[AT:.*]] = vort.call_runtime "vo_rt_map_get"
  // CHECK: arith.cmpi eq, %[[AT]]
  // CHECK: vort.trap_if %{{.*}}, "UnhashableType"
  %v, %ok = vo.map.get %m[%k] : !vo.map<!vo.iface, i64>, !vo.iface -> i64
  vo.return %v : i64
}

// CHECK-LABEL: func.func @iterate(
// CHECK-SAME:    %[[M:.*]]: !vort.ref)
vo.func @iterate(%m: !vo.map<!vo.string, i64>) -> (!vo.string, i64) {
  // CHECK-NEXT: %[[IT:.*]] = vort.alloc <"rv"> reserved "MapIter"
  // CHECK-NEXT: vort.store %[[M]], %[[IT]] as ref
  %it = vo.map.iter %m : !vo.map<!vo.string, i64>
  // CHECK:      vort.call_runtime "vo_rt_map_next"(%[[IT]])
  // CHECK:      %[[MAP:.*]] = vort.load %[[IT]] as ref
  // CHECK:      %[[E:.*]] = vort.load %[[MAP]] as ref
  // CHECK:      %[[P:.*]] = vort.addr %[[E]]
  // CHECK:      vort.addr %[[P]][24]
  %k, %v, %more = vo.map.next %it : !vo.map_iter<!vo.string, i64> -> !vo.string, i64
  vo.return %k, %v : !vo.string, i64
}
