// RUN: vo-opt %s --vo-to-vort --split-input-file --verify-diagnostics | FileCheck %s

// Calls of natives are calls of runtime entries; the declarations go.

vo.func private @fmt.nativeSprintln(!vo.slice<!vo.iface>) -> !vo.string attributes {native = "vo1:3:fmt:14:nativeSprintln"}
vo.func private @fmt.nativeWrite(!vo.string) attributes {native = "vo1:3:fmt:11:nativeWrite"}
// CHECK-LABEL: func.func @calls(
// CHECK-NEXT: %[[TEXT:[^ :,]+]]:3 = vort.call_runtime "vo_std_fmt_nativeSprintln"(%arg0, %arg1, %arg2, %arg3) : (!vort.ref, i64, i64, i64) -> (!vort.ref, i64, i64)
// CHECK-NEXT: vort.call_runtime "vo_std_fmt_nativeWrite"(%[[TEXT]]#0, %[[TEXT]]#1, %[[TEXT]]#2) : (!vort.ref, i64, i64) -> ()
// CHECK-NEXT: return
vo.func @calls(%values: !vo.slice<!vo.iface>) {
  %text = vo.call @fmt.nativeSprintln(%values) : (!vo.slice<!vo.iface>) -> !vo.string
  vo.call @fmt.nativeWrite(%text) : (!vo.string) -> ()
  vo.return
}

// -----

// One that the runtime does not have panics when the program comes to it.

vo.func private @os.nativeExit(i64) -> (!vo.string, f64) attributes {native = "vo1:2:os:10:nativeExit"}
// CHECK-LABEL: func.func @unknown(
// CHECK-NEXT: %[[TEXT:[^ :,]+]] = vort.static_string "calls of vo1:2:os:10:nativeExit are not supported yet"
// CHECK-DAG: %[[HEADER:[^ :,]+]] = arith.constant 17 : i64
// CHECK: vort.call_runtime "vo_rt_panic"(%[[HEADER]], %{{.*}}, %[[TEXT]]) : (i64, i64, !vort.ref) -> ()
// CHECK: return
vo.func @unknown(%x: i64) -> f64 {
  %s, %f = vo.call @os.nativeExit(%x) : (i64) -> (!vo.string, f64)
  vo.return %f : f64
}

// -----

vo.func private @fmt.nativeWrite(i64) attributes {native = "vo1:3:fmt:11:nativeWrite"}
vo.func @wrong(%x: i64) {
  // expected-error@+2 {{operands or results are not those of the native function}}
  // expected-error@+1 {{failed to legalize operation 'vo.call'}}
  vo.call @fmt.nativeWrite(%x) : (i64) -> ()
  vo.return
}
