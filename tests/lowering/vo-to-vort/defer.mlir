// RUN: vo-opt %s --vo-to-vort | FileCheck %s

// A function that defers is two: what fills a frame object and what the runtime runs. See lowering/vo/Deferring.h.

vo.func private @close(%x: i64, %s: !vo.string) {
  vo.return
}

// Seven words of the runtime, the result, the arguments.
// CHECK-LABEL: func.func @plain(
// CHECK-SAME:    %[[X:.*]]: i64, %[[S0:.*]]: !vort.ref, %[[S1:.*]]: i64, %[[S2:.*]]: i64) -> i64
// CHECK-NEXT: %[[F:.*]] = vort.stack_object <"rvvvvvvvvrvv">
// CHECK:      %[[A:.*]] = vort.addr %[[F]][64]
// CHECK-NEXT: vort.store %[[X]], %[[A]] as i64
// CHECK:      %[[BODY:.*]] = vort.func_addr @plain$body
// CHECK-NEXT: %[[STATUS:.*]] = vort.call_runtime "vo_rt_call_deferring"(%[[BODY]], %[[F]])
// CHECK:      %[[RECOVERED:.*]] = arith.cmpi ne, %[[STATUS]]
// CHECK:      %[[R:.*]] = vort.load %{{.*}} as i64
// CHECK:      %[[RESULT:.*]] = arith.select %[[RECOVERED]], %{{.*}}, %[[R]]
// CHECK-NEXT: return %[[RESULT]]

// The newest record is in front of the older ones.
// CHECK-LABEL: func.func private @plain$body(
// CHECK-SAME:    %[[F:.*]]: !vort.ref)
// CHECK:      %[[N:.*]] = vort.alloc <"vrvvrvv">
// CHECK-NEXT: %[[CODE:.*]] = vort.func_addr @close$defer
// CHECK-NEXT: vort.store %[[CODE]], %[[N]] as raw
// CHECK:      %[[OLD:.*]] = vort.load %[[F]] as ref
// CHECK-NEXT: %[[NEXT:.*]] = vort.addr %[[N]][8]
// CHECK-NEXT: vort.store %[[OLD]], %[[NEXT]] as ref
// CHECK-NEXT: vort.store %[[N]], %[[F]] as ref
// CHECK-NOT:  card_mark
// CHECK:      %[[RESULT:.*]] = vort.addr %[[F]][56]
// CHECK-NEXT: vort.store %{{.*}}, %[[RESULT]] as i64
// CHECK-NEXT: return{{$}}
vo.func @plain(%x: i64, %s: !vo.string) -> i64 attributes {defers} {
  vo.defer @close(%x, %s) : i64, !vo.string
  vo.return %x : i64
}

// A deferred function value: nil traps when it runs.
// CHECK-LABEL: func.func private @closure$defer.1(
// CHECK: vort.trap_if %{{.*}}, "NilFuncCall"
// CHECK: vort.call_indirect

// Calls that depend on whether the function fails: the frame is told.
// CHECK-LABEL: func.func private @failing$body(
// CHECK-SAME:    %[[F:.*]]: !vort.ref)
// CHECK:      %[[ON:.*]] = vort.addr %{{.*}}[16]
// CHECK-NEXT: vort.store %{{.*}}, %[[ON]] as i64
// CHECK:      %[[FAILED:.*]] = arith.andi %{{.*}}, %{{.*}} : i64
// CHECK-NEXT: %[[PLACE:.*]] = vort.addr %[[F]][8]
// CHECK-NEXT: vort.store %[[FAILED]], %[[PLACE]] as i64
vo.interface @error { Error: () -> !vo.string }
vo.func @failing(%f: !vo.closure<() -> ()>, %e: !vo.iface<@error>) -> !vo.iface<@error>
    attributes {defers, error_result = 0 : i64} {
  vo.defer_closure %f() {on_error} : !vo.closure<() -> ()>
  vo.return %e : !vo.iface<@error>
}

// Results are taken out of their boxes when all has run.
// CHECK-LABEL: func.func @boxed(
// CHECK:      %[[F:.*]] = vort.stack_object <"rvvvvvvr">
// CHECK:      vort.call_runtime "vo_rt_call_deferring"
// CHECK:      %[[P:.*]] = vort.addr %[[F]][56]
// CHECK-NEXT: %[[BOX:.*]] = vort.load %[[P]] as ref
// CHECK:      vort.is_null %[[BOX]]
// CHECK:      vort.load %[[BOX]] as i64
// CHECK-LABEL: func.func private @boxed$body(
// CHECK-SAME:    %[[F:.*]]: !vort.ref)
// CHECK:      %[[B:.*]] = vort.alloc <"v">
// CHECK-NEXT: %[[P:.*]] = vort.addr %[[F]][56]
// CHECK-NEXT: vort.store %[[B]], %[[P]] as ref
vo.func @boxed() -> i64 attributes {defers} {
  %b = vo.new : !vo.box<i64>
  vo.result_box 0, %b : !vo.box<i64>
  vo.return_boxes %b : !vo.box<i64>
}

// recover() works in the form that deferred calls enter, and only there.
// CHECK-LABEL: func.func private @rescue$closure(
// CHECK: %[[OWN:.*]] = vort.func_addr @rescue$closure
// CHECK: vort.call_runtime "vo_rt_defer_entered"(%[[OWN]])
// CHECK-DAG: call @rescue$recovering()
// CHECK-DAG: call @rescue()
// CHECK-LABEL: func.func private @rescue$defer(
// CHECK: call @rescue$recovering()
// CHECK-LABEL: func.func private @rescue$recovering(
// CHECK: vort.call_runtime "vo_rt_recover"()
vo.func private @rescue() -> !vo.iface {
  %v = vo.recover : !vo.iface
  vo.return %v : !vo.iface
}
vo.func @user() -> !vo.closure<() -> !vo.iface> attributes {defers} {
  vo.defer @rescue()
  %f = vo.closure.new @rescue[] : () -> !vo.closure<() -> !vo.iface>
  vo.return %f : !vo.closure<() -> !vo.iface>
}
