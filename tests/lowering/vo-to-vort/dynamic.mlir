// RUN: vo-opt %s --vo-to-vort | FileCheck %s

// The runtime looks names up; it gives interface values in words of the frame. Methods that it may find have an entry for function
// values with a receiver, function types a function that calls them with an object of the arguments.

vo.struct @T { at: !vo.ptr<@T>, x: i64, name: !vo.string }
vo.type @type.int = int : i64 {rttid = 2}
vo.type @type.string = string : !vo.string {rttid = 17}
vo.type @type.ints = slice of @type.int : !vo.slice<i64> {rttid = 18}
vo.type @type.T = struct [@type.int, @type.string] : @T {rttid = 20}
vo.type @type.method = func : !vo.closure<(!vo.string) -> i64> {rttid = 21}
vo.type @type.many = func : !vo.closure<(i64, !vo.string, !vo.slice<i64>) -> (!vo.string, f64)> {rttid = 22}
vo.type @type.none = func : !vo.closure<() -> ()> {rttid = 23}
vo.type @type.float64 = float64 : f64 {rttid = 13}
vo.dyn.type @type.T {field_names = ["n", "x"], paths = ["at*.name", ""], field_types = [@type.string, @type.int],
    method_names = ["M"], methods = [@T.M], signatures = [@type.method]}

// CHECK-LABEL: func.func private @type.many$call(
// CHECK-SAME:    %[[F:.*]]: !vort.ref, %[[A:.*]]: !vort.ref) -> !vort.ref
// CHECK:      %[[N:.*]] = vort.load %[[A]] as i64
// CHECK:      %[[S:.*]] = vort.addr %[[A]][8]
// CHECK-NEXT: %[[S0:.*]] = vort.load %[[S]] as base
// CHECK:      %[[L:.*]] = vort.addr %[[A]][32]
// CHECK-NEXT: %[[L0:.*]] = vort.load %[[L]] as base
// CHECK:      %[[CODE:.*]] = vort.load %[[F]] as raw
// CHECK-NEXT: %[[R:.*]]:4 = vort.call_indirect %[[CODE]](%[[F]], %[[N]], %[[S0]], %{{.*}}, %{{.*}}, %[[L0]], %{{.*}}) :
// CHECK:      %[[O:.*]] = vort.alloc <"rvvf">
// CHECK-NEXT: vort.store %[[R]]#0, %[[O]] as base
// CHECK-NOT: card_mark
// CHECK:      return %[[O]]
vo.dyn.type @type.many {param_types = [@type.int, @type.string, @type.ints], result_types = [@type.string, @type.float64], variadic}

// Without parameters and results there is no object.
// CHECK-LABEL: func.func private @type.none$call(
// CHECK-SAME:    %[[F:.*]]: !vort.ref, %{{.*}}: !vort.ref) -> !vort.ref
// CHECK-NEXT: %[[CODE:.*]] = vort.load %[[F]] as raw
// CHECK-NEXT: vort.call_indirect %[[CODE]](%[[F]]) : (!vort.ref) -> ()
// CHECK-NEXT: %[[NULL:.*]] = vort.null
// CHECK-NEXT: return %[[NULL]]
vo.dyn.type @type.none {}
vo.dyn.type @type.method {param_types = [@type.string], result_types = [@type.int]}

// CHECK-LABEL: func.func private @T.M$bound(
// CHECK-SAME:    %[[F:.*]]: !vort.ref, %[[S0:.*]]: !vort.ref, %[[S1:.*]]: i64, %[[S2:.*]]: i64) -> i64
// CHECK:      %[[R:.*]] = vort.load_ref_if
// CHECK-NEXT: %[[V:.*]] = call @T.M(%[[R]], %[[S0]], %[[S1]], %[[S2]])
// CHECK-NEXT: return %[[V]]
vo.func private @T.M(%t: !vo.ptr<@T>, %s: !vo.string) -> i64 {
  %x = vo.load %t[x] : !vo.ptr<@T> -> i64
  vo.return %x : i64
}

// CHECK-LABEL: func.func @get(
// CHECK-SAME:    %[[H:.*]]: i64, %[[B:.*]]: i64, %[[P:.*]]: !vort.ref, %[[S0:.*]]: !vort.ref, %[[S1:.*]]: i64, %[[S2:.*]]: i64)
vo.func @get(%x: !vo.iface, %name: !vo.string) -> (i64, !vo.iface) {
  // CHECK-NEXT: %[[W:.*]] = vort.stack_object <"hwhw">
  // CHECK-NEXT: %[[INT:.*]] = arith.constant 514 : i64
  // CHECK-NEXT: vort.call_runtime "vo_rt_dyn_get"(%[[W]], %[[H]], %[[B]], %[[P]], %[[S0]], %[[S1]], %[[S2]], %[[INT]])
  // CHECK-NEXT: %[[VH:.*]] = vort.load %[[W]] as header
  // CHECK:      %[[VB:.*]] = vort.load %{{.*}} as data
  // CHECK:      %[[E:.*]] = vort.addr %[[W]][16]
  // CHECK-NEXT: %[[EH:.*]] = vort.load %[[E]] as header
  // CHECK:      vort.stack_end %[[W]]
  // CHECK:      %[[THERE:.*]] = arith.cmpi ne, %[[VH]]
  // CHECK:      %[[V:.*]] = arith.select %[[THERE]], %[[VB]]
  // CHECK:      return %[[V]], %[[EH]]
  %v, %err = vo.dyn.get %x, %name as @type.int : !vo.iface -> i64, !vo.iface
  vo.return %v, %err : i64, !vo.iface
}

// Structs are read out of their box, leaf by leaf.
// CHECK-LABEL: func.func @index(
vo.func @index(%x: !vo.iface, %k: !vo.iface) -> !vo.string {
  // CHECK: vort.call_runtime "vo_rt_dyn_index"(
  // CHECK: vort.stack_end
  // CHECK: cf.cond_br
  %at, %n, %s, %err = vo.dyn.index %x[%k] as @type.T : !vo.iface, !vo.iface -> !vo.ptr<@T>, i64, !vo.string, !vo.iface
  vo.return %s : !vo.string
}

// CHECK-LABEL: func.func @set(
vo.func @set(%x: !vo.iface, %name: !vo.string, %k: !vo.iface) -> (!vo.iface, !vo.iface) {
  // CHECK: %[[E:.*]]:3 = vort.call_runtime "vo_rt_dyn_set"(
  // CHECK: %[[G:.*]]:3 = vort.call_runtime "vo_rt_dyn_set_index"(
  // CHECK: return %[[E]]#0, %[[E]]#1, %[[E]]#2, %[[G]]#0, %[[G]]#1, %[[G]]#2
  %e = vo.dyn.set %x, %name, %k : !vo.iface, !vo.iface -> !vo.iface
  %f = vo.dyn.set_index %x[%k], %k : !vo.iface, !vo.iface, !vo.iface -> !vo.iface
  vo.return %e, %f : !vo.iface, !vo.iface
}

// CHECK-LABEL: func.func @pack(
vo.func @pack(%x: !vo.iface, %y: !vo.iface) -> !vo.slice<!vo.iface> {
  // CHECK: %[[A:.*]] = vort.call_runtime "vo_rt_new_array"(
  // CHECK: vort.addr %[[A]][16]
  // CHECK: vort.store_words "hw"
  // CHECK: vort.addr %[[A]][32]
  // CHECK: vort.store_words "hw"
  %s, %e = vo.dyn.pack(%x, %y) : (!vo.iface, !vo.iface) -> (!vo.slice<!vo.iface>, !vo.iface)
  vo.return %s : !vo.slice<!vo.iface>
}

// CHECK-LABEL: func.func @spread(
vo.func @spread(%x: !vo.iface, %y: !vo.iface) -> !vo.slice<!vo.iface> {
  // CHECK: %[[W:.*]] = vort.stack_object <"rvvvhw">
  // CHECK: vort.call_runtime "vo_rt_dyn_spread"(%[[W]], 
  %s, %e = vo.dyn.pack spread(%x, %y) : (!vo.iface, !vo.iface) -> (!vo.slice<!vo.iface>, !vo.iface)
  vo.return %s : !vo.slice<!vo.iface>
}

// The types of results that are no interfaces stand in their words.
// CHECK-LABEL: func.func @call(
vo.func @call(%x: !vo.iface, %name: !vo.string, %args: !vo.slice<!vo.iface>) -> i64 {
  // CHECK: %[[W:.*]] = vort.stack_object <"hwhwhw">
  // CHECK: %[[STRING:.*]] = arith.constant 4369 : i64
  // CHECK: %[[AT:.*]] = vort.addr %[[W]][16]
  // CHECK: vort.store_words "hw"(%[[STRING]], %{{.*}}, %{{.*}}), %[[AT]]
  // CHECK: %[[TWO:.*]] = arith.constant 2 : i64
  // CHECK: vort.call_runtime "vo_rt_dyn_call"(%[[W]], %[[TWO]],
  %a, %s, %e = vo.dyn.call %x(%args) as [unit, @type.string] : !vo.iface, !vo.slice<!vo.iface> -> !vo.iface, !vo.string, !vo.iface
  // CHECK: vort.call_runtime "vo_rt_dyn_method"(
  %f = vo.dyn.call %x, %name(%args) as [] : !vo.iface, !vo.slice<!vo.iface> -> !vo.iface
  %n = vo.string.len %s
  vo.return %n : i64
}

// Rows for types up to the last; code in the order of the names.
// CHECK: vort.dynamic_tables types = [
// CHECK-SAME: text = "nxM"
// CHECK-SAME: layouts = [#vo.layout<"rvrvv">, #vo.layout<"vrvvrvvv">, #vo.layout<"">, #vo.layout<"rvv">]
// CHECK-SAME: code = [@T.M$bound, @type.many$call, @type.none$call, @type.method$call], interfaces = []
