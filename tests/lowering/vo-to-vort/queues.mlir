// RUN: vo-opt %s --vo-to-vort | FileCheck %s

// Elements pass as words in the frame; goroutines start with a record of their arguments.

vo.func private @worker(%c: !vo.chan<!vo.string>, %n: i64) {
  vo.return
}

// CHECK-LABEL: func.func private @worker$go(
// CHECK-SAME:    %[[R:.*]]: !vort.ref, %{{.*}}: i64)
// CHECK:      %[[C:.*]] = vort.load %[[R]] as ref
// CHECK:      %[[P:.*]] = vort.addr %[[R]][8]
// CHECK-NEXT: %[[N:.*]] = vort.load %[[P]] as i64
// CHECK-NEXT: call @worker(%[[C]], %[[N]])
// CHECK-LABEL: func.func @start(
// CHECK-SAME:    %[[C:.*]]: !vort.ref, %[[N:.*]]: i64)
vo.func @start(%c: !vo.chan<!vo.string>, %n: i64) {
  // CHECK: %[[R:.*]] = vort.alloc <"rv">
  // CHECK-NEXT: vort.store %[[C]], %[[R]] as ref
  // CHECK:      %[[CODE:.*]] = vort.func_addr @worker$go
  // CHECK:      vort.call_runtime "vo_rt_go"(%[[CODE]], %[[R]], %{{.*}})
  vo.go @worker(%c, %n) : !vo.chan<!vo.string>, i64
  vo.return
}

// CHECK-LABEL: func.func private @closure$go.1(
// CHECK: vort.call_indirect
// CHECK-LABEL: func.func @start_value(
// CHECK: vort.trap_if %{{.*}}, "NilFuncCall"
// CHECK: vort.call_runtime "vo_rt_go"
vo.func @start_value(%f: !vo.closure<() -> ()>) {
  vo.go_closure %f() : !vo.closure<() -> ()>
  vo.return
}

// CHECK-LABEL: func.func @channel(
// CHECK-SAME:    %[[N:.*]]: i64, %[[S0:.*]]: !vort.ref
vo.func @channel(%n: i64, %s: !vo.string) -> !vo.string {
  // CHECK: %[[L:.*]] = vort.array_layout <slots "rvv">
  // CHECK: %[[C:.*]] = vort.call_runtime "vo_rt_chan_new"(%[[L]], %{{.*}}, %[[N]])
  %c = vo.chan.new %n : !vo.chan<!vo.string>
  // CHECK: %[[W:.*]] = vort.stack_object <"rvv">
  // CHECK: vort.store %[[S0]], %[[W]] as base
  // CHECK-NOT: card_mark
  // CHECK: vort.call_runtime "vo_rt_chan_send"(%[[C]], %[[W]])
  vo.chan.send %c, %s : !vo.chan<!vo.string>, !vo.string
  // CHECK: %[[V:.*]] = vort.stack_object <"rvv">
  // CHECK: vort.call_runtime "vo_rt_chan_recv"(%[[C]], %[[V]])
  // CHECK: vort.load %[[V]] as base
  %r, %ok = vo.chan.recv %c : !vo.chan<!vo.string> -> !vo.string
  // CHECK: vort.call_runtime "vo_rt_chan_close"(%[[C]])
  vo.chan.close %c : !vo.chan<!vo.string>
  vo.return %r : !vo.string
}

// Two cases of three words; the words of the send are its value, those of the receive zero.
// CHECK-LABEL: func.func @choose(
// CHECK-SAME:    %[[C:.*]]: !vort.ref, %[[D:.*]]: !vort.ref, %[[Y:.*]]: f64)
vo.func @choose(%c: !vo.chan<i64>, %d: !vo.chan<f64>, %y: f64) -> (i64, i64) {
  // CHECK: %[[CASES:.*]] = vort.stack_object <"rvvrvv">
  // CHECK: %[[IN:.*]] = vort.stack_object <"v">
  // CHECK: vort.store %[[C]], %[[CASES]] as ref
  // CHECK: %[[W0:.*]] = vort.addr %[[CASES]][8]
  // CHECK: vort.store %[[IN]], %[[W0]] as ref
  // CHECK: %[[OUT:.*]] = vort.stack_object <"f">
  // CHECK: vort.store %[[Y]], %[[OUT]] as f64
  // CHECK: %[[Q1:.*]] = vort.addr %[[CASES]][24]
  // CHECK: vort.store %[[D]], %[[Q1]] as ref
  // CHECK: vort.addr %[[CASES]][40]
  // CHECK: vort.call_runtime "vo_rt_select"(%[[CASES]], %{{.*}}, %{{.*}})
  // CHECK: vort.load %[[IN]] as i64
  %case, %ok, %x = vo.select default { recv %c : !vo.chan<i64> -> (i64), send %d <%y> : !vo.chan<f64> <f64> }
  vo.return %case, %x : i64, i64
}
