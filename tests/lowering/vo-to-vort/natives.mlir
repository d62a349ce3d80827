// RUN: vo-opt %s --vo-to-vort --split-input-file --verify-diagnostics | FileCheck %s

// Functions of the standard library become calls of their runtime entries.

// CHECK-LABEL: func.func @call(
// CHECK-SAME: %arg0: !vort.ref, %arg1: i64, %arg2: i64, %arg3: !vort.ref, %arg4: i64, %arg5: i64, %arg6: i64)
// CHECK-NEXT: %[[V0:[0-9]+]]:3 = vort.call_runtime "vo_std_fmt_nativeSprintf"(%arg0, %arg1, %arg2, %arg3, %arg4, %arg5, %arg6) : (!vort.ref, i64, i64, !vort.ref, i64, i64, i64) -> (!vort.ref, i64, i64)
// CHECK-NEXT: vort.call_runtime "vo_std_fmt_nativeWrite"(%[[V0]]#0, %[[V0]]#1, %[[V0]]#2) : (!vort.ref, i64, i64) -> ()
// CHECK-NEXT: return
vo.func @call(%s: !vo.string, %a: !vo.slice) {
  %t = vo.native "vo1:3:fmt:13:nativeSprintf"(%s, %a) : (!vo.string, !vo.slice) -> !vo.string
  vo.native "vo1:3:fmt:11:nativeWrite"(%t) : (!vo.string) -> ()
  vo.return
}

// -----

vo.func @unknown(%s: !vo.string) {
  // expected-error@+2 {{calls of vo1:3:fmt:7:nothing are not supported yet (vo.native)}}
  // expected-error@+1 {{failed to legalize operation 'vo.native'}}
  vo.native "vo1:3:fmt:7:nothing"(%s) : (!vo.string) -> ()
  vo.return
}

// -----

vo.func @argument(%n: i64) {
  // expected-error@+2 {{operands or results are not those of the native function}}
  // expected-error@+1 {{failed to legalize operation 'vo.native'}}
  vo.native "vo1:3:fmt:11:nativeWrite"(%n) : (i64) -> ()
  vo.return
}

// -----

vo.func @count(%s: !vo.string) {
  // expected-error@+2 {{operands or results are not those of the native function}}
  // expected-error@+1 {{failed to legalize operation 'vo.native'}}
  vo.native "vo1:3:fmt:11:nativeWrite"(%s, %s) : (!vo.string, !vo.string) -> ()
  vo.return
}

// -----

vo.func @result(%s: !vo.string) -> !vo.string {
  // expected-error@+2 {{operands or results are not those of the native function}}
  // expected-error@+1 {{failed to legalize operation 'vo.native'}}
  %r = vo.native "vo1:3:fmt:11:nativeWrite"(%s) : (!vo.string) -> !vo.string
  vo.return %r : !vo.string
}
