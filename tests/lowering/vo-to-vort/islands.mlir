// RUN: vo-opt %s --vo-to-vort --split-input-file | FileCheck %s

// A go statement of an island is that of a function value, with the island in front; the record is what the runtime copies.

// CHECK-LABEL: func.func private @init() attributes {vo.island_init}
vo.func private @init() attributes {vo.island_init} {
  vo.return
}

// CHECK-LABEL: func.func private @closure$go.{{[0-9]+}}(
// CHECK:       vort.call_indirect
// CHECK-LABEL: func.func @go(
// CHECK-SAME:    %[[I:.*]]: !vort.ref, %[[F:.*]]: !vort.ref, %[[N:.*]]: i64)
// CHECK-DAG:   vort.trap_if %{{.*}}, "NilPointerDereference"
// CHECK-DAG:   vort.trap_if %{{.*}}, "NilFuncCall"
// CHECK:       %[[R:.*]] = vort.alloc <"rv">
// CHECK:       vort.store %[[F]], %[[R]] as ref
// CHECK:       %[[CODE:.*]] = vort.func_addr @closure$go
// CHECK:       vort.call_runtime "vo_rt_island_go"(%[[I]], %[[CODE]], %[[R]], %{{.*}})
vo.func @go(%i: !vo.island, %f: !vo.closure<(i64) -> ()>, %n: i64) {
  vo.island.go %i, %f(%n) : !vo.closure<(i64) -> ()>, i64
  vo.return
}

// CHECK-LABEL: func.func @make(
// CHECK:       %[[I:.*]] = vort.call_runtime "vo_rt_island_new"()
// CHECK:       return %[[I]]
vo.func @make() -> !vo.island {
  %i = vo.island.new
  vo.return %i : !vo.island
}

// -----

// Nobody makes an island: package variables need no block.

// CHECK-LABEL: func.func private @init() {
vo.func private @init() attributes {vo.island_init} {
  vo.return
}
