// RUN: vo-opt %s --vo-to-vort | FileCheck %s

// Functions, calls, branches: every value as its scalars, names and attributes
// kept, a stack check where a function may be active more than once.

vo.struct @S { a: i64 }
// Each type's machine form; attributes stay with the first scalar.
// CHECK-LABEL: func.func @types(
// CHECK-SAME: %arg0: i64, %arg1: f64, %arg2: !vort.ref, %arg3: !vort.ref, %arg4: i64 {vo.name = "e"}, %arg5: i64, %arg6: !vort.ref, %arg7: !vort.ref, %arg8: i64, %arg9: i64, %arg10: !vort.ref, %arg11: i64, %arg12: i64, %arg13: i64, %arg14: f32) -> (f64, i64 {vo.name = "w"}, i64, !vort.ref, !vort.ref, i64, i64) attributes {vo.flag, vo.line = 7 : i64}
// CHECK-NEXT: return %arg1, %arg4, %arg5, %arg6, %arg7, %arg8, %arg9 : f64, i64, i64, !vort.ref, !vort.ref, i64, i64
vo.func @types(%a: i64, %b: f64, %c: !vo.ptr<@S>, %d: !vo.map<i64, i64>, %e: !vo.iface {vo.name = "e"}, %f: !vo.string, %g: !vo.slice<i64>, %h: f32) -> (f64, !vo.iface {vo.name = "w"}, !vo.string) attributes {vo.flag, vo.line = 7 : i64} {
  vo.return %b, %e, %f : f64, !vo.iface, !vo.string
}

// CHECK-LABEL: func.func private @external(
// CHECK-SAME: i64, i64, !vort.ref) -> (!vort.ref, i64, i64, i64)
vo.func private @external(%a: !vo.iface) -> !vo.slice<i64>

// CHECK-LABEL: func.func @calls(
// CHECK-SAME: %arg0: i64, %arg1: i64, %arg2: !vort.ref, %arg3: !vort.ref, %arg4: i64, %arg5: i64) -> (!vort.ref, i64, i64, !vort.ref, i64, i64, i64)
// CHECK-NEXT: %[[V0:[^ :,]+]]:4 = call @external(%arg0, %arg1, %arg2) : (i64, i64, !vort.ref) -> (!vort.ref, i64, i64, i64)
// CHECK-NEXT: %[[V1:[^ :,]+]]:4 = call @pair(%arg3, %arg4, %arg5) : (!vort.ref, i64, i64) -> (i64, !vort.ref, i64, i64)
// CHECK-NEXT: return %[[V1]]#1, %[[V1]]#2, %[[V1]]#3, %[[V0]]#0, %[[V0]]#1, %[[V0]]#2, %[[V0]]#3 : !vort.ref, i64, i64, !vort.ref, i64, i64, i64
vo.func @calls(%a: !vo.iface, %f: !vo.string) -> (!vo.string, !vo.slice<i64>) {
  %s = vo.call @external(%a) : (!vo.iface) -> !vo.slice<i64>
  %t:2 = vo.call @pair(%f) : (!vo.string) -> (i64, !vo.string)
  vo.return %t#1, %s : !vo.string, !vo.slice<i64>
}

// CHECK-LABEL: func.func private @pair(
// CHECK-SAME: %arg0: !vort.ref, %arg1: i64, %arg2: i64) -> (i64, !vort.ref, i64, i64)
// CHECK-NEXT: %[[Vc1_i64:[^ :,]+]] = arith.constant 1 : i64
// CHECK-NEXT: return %[[Vc1_i64]], %arg0, %arg1, %arg2 : i64, !vort.ref, i64, i64
vo.func private @pair(%f: !vo.string) -> (i64, !vo.string) {
  %n = arith.constant 1 : i64
  vo.return %n, %f : i64, !vo.string
}

// Even and odd call each other; the caller of the two is on no cycle.
// CHECK-LABEL: func.func @even(
// CHECK-SAME: %arg0: i64) -> i64
// CHECK-NEXT: vort.stack_check
// CHECK-NEXT: %[[V0:[^ :,]+]] = call @odd(%arg0) : (i64) -> i64
// CHECK-NEXT: return %[[V0]] : i64
vo.func @even(%n: i64) -> i64 {
  %r = vo.call @odd(%n) : (i64) -> i64
  vo.return %r : i64
}
// CHECK-LABEL: func.func @odd(
// CHECK-SAME: %arg0: i64) -> i64
// CHECK-NEXT: vort.stack_check
// CHECK-NEXT: %[[V0:[^ :,]+]] = call @even(%arg0) : (i64) -> i64
// CHECK-NEXT: return %[[V0]] : i64
vo.func @odd(%n: i64) -> i64 {
  %r = vo.call @even(%n) : (i64) -> i64
  vo.return %r : i64
}
// CHECK-LABEL: func.func @self(
// CHECK-SAME: %arg0: i64)
// CHECK-NEXT: vort.stack_check
// CHECK-NEXT: call @self(%arg0) : (i64) -> ()
// CHECK-NEXT: return
vo.func @self(%n: i64) {
  vo.call @self(%n) : (i64) -> ()
  vo.return
}
// CHECK-LABEL: func.func @callsRecursive(
// CHECK-SAME: %arg0: i64) -> i64
// CHECK-NEXT: %[[V0:[^ :,]+]] = call @even(%arg0) : (i64) -> i64
// CHECK-NEXT: return %[[V0]] : i64
vo.func @callsRecursive(%n: i64) -> i64 {
  %r = vo.call @even(%n) : (i64) -> i64
  vo.return %r : i64
}

// CHECK-LABEL: func.func @branches(
// CHECK-SAME: %arg0: i64, %arg1: i64, %arg2: !vort.ref, %arg3: i64, %arg4: i64, %arg5: i64, %arg6: !vort.ref, %arg7: i64, %arg8: i64, %arg9: i64) -> (!vort.ref, i64, i64, i64)
// CHECK-NEXT: %[[V0:[^ :,]+]] = arith.trunci %arg0 : i64 to i1
// CHECK-NEXT: cf.cond_br %[[V0]], ^bb2(%arg2, %arg3, %arg4, %arg5 : !vort.ref, i64, i64, i64), ^bb1
// CHECK-NEXT: ^bb1:
// CHECK-NEXT: cf.switch %arg1 : i64, [
// CHECK-NEXT: default: ^bb2(%arg6, %arg7, %arg8, %arg9 : !vort.ref, i64, i64, i64),
// CHECK-NEXT: 3: ^bb2(%arg2, %arg3, %arg4, %arg5 : !vort.ref, i64, i64, i64)
// CHECK-NEXT: ]
// CHECK-NEXT: ^bb2(%[[V1:[^ :,]+]]: !vort.ref, %[[V2:[^ :,]+]]: i64, %[[V3:[^ :,]+]]: i64, %[[V4:[^ :,]+]]: i64):
// CHECK-NEXT: cf.br ^bb3(%[[V1]], %[[V2]], %[[V3]], %[[V4]] : !vort.ref, i64, i64, i64)
// CHECK-NEXT: ^bb3(%[[V5:[^ :,]+]]: !vort.ref, %[[V6:[^ :,]+]]: i64, %[[V7:[^ :,]+]]: i64, %[[V8:[^ :,]+]]: i64):
// CHECK-NEXT: return %[[V5]], %[[V6]], %[[V7]], %[[V8]] : !vort.ref, i64, i64, i64
vo.func @branches(%b: i64, %i: i64, %s: !vo.slice<i64>, %t: !vo.slice<i64>) -> !vo.slice<i64> {
  %c = arith.trunci %b : i64 to i1
  cf.cond_br %c, ^join(%s : !vo.slice<i64>), ^other
^other:
  cf.switch %i : i64, [
    default: ^join(%t : !vo.slice<i64>),
    3: ^join(%s : !vo.slice<i64>)
  ]
^join(%r: !vo.slice<i64>):
  cf.br ^exit(%r : !vo.slice<i64>)
^exit(%u: !vo.slice<i64>):
  vo.return %u : !vo.slice<i64>
}

// CHECK-LABEL: func.func @select(
// CHECK-SAME: %arg0: i64, %arg1: !vort.ref, %arg2: i64, %arg3: i64, %arg4: !vort.ref, %arg5: i64, %arg6: i64) -> (!vort.ref, i64, i64)
// CHECK-NEXT: %[[V0:[^ :,]+]] = arith.trunci %arg0 : i64 to i1
// CHECK-NEXT: %[[V1:[^ :,]+]] = arith.select %[[V0]], %arg1, %arg4 : !vort.ref
// CHECK-NEXT: %[[V2:[^ :,]+]] = arith.select %[[V0]], %arg2, %arg5 : i64
// CHECK-NEXT: %[[V3:[^ :,]+]] = arith.select %[[V0]], %arg3, %arg6 : i64
// CHECK-NEXT: return %[[V1]], %[[V2]], %[[V3]] : !vort.ref, i64, i64
vo.func @select(%x: i64, %a: !vo.string, %b: !vo.string) -> !vo.string {
  %c = arith.trunci %x : i64 to i1
  %s = arith.select %c, %a, %b : !vo.string
  vo.return %s : !vo.string
}

// CHECK-LABEL: func.func @zeros(
// CHECK-SAME: ) -> (!vort.ref, !vort.ref, i64, i64, !vort.ref, i64, i64, i64, i64, i64, !vort.ref)
// CHECK-NEXT: %[[V0:[^ :,]+]] = vort.null
// CHECK-NEXT: %[[V1:[^ :,]+]] = vort.null
// CHECK-NEXT: %[[Vc0_i64:[^ :,]+]] = arith.constant 0 : i64
// CHECK-NEXT: %[[Vc0_i64_0:[^ :,]+]] = arith.constant 0 : i64
// CHECK-NEXT: %[[V2:[^ :,]+]] = vort.null
// CHECK-NEXT: %[[Vc0_i64_1:[^ :,]+]] = arith.constant 0 : i64
// CHECK-NEXT: %[[Vc0_i64_2:[^ :,]+]] = arith.constant 0 : i64
// CHECK-NEXT: %[[Vc0_i64_3:[^ :,]+]] = arith.constant 0 : i64
// CHECK-NEXT: %[[Vc0_i64_4:[^ :,]+]] = arith.constant 0 : i64
// CHECK-NEXT: %[[Vc0_i64_5:[^ :,]+]] = arith.constant 0 : i64
// CHECK-NEXT: %[[V3:[^ :,]+]] = vort.null
// CHECK-NEXT: return %[[V0]], %[[V1]], %[[Vc0_i64]], %[[Vc0_i64_0]], %[[V2]], %[[Vc0_i64_1]], %[[Vc0_i64_2]], %[[Vc0_i64_3]], %[[Vc0_i64_4]], %[[Vc0_i64_5]], %[[V3]] : !vort.ref, !vort.ref, i64, i64, !vort.ref, i64, i64, i64, i64, i64, !vort.ref
vo.func @zeros() -> (!vo.ptr<@S>, !vo.string, !vo.slice<i64>, !vo.iface) {
  %a = vo.zero : !vo.ptr<@S>
  %b = vo.zero : !vo.string
  %c = vo.zero : !vo.slice<i64>
  %e = vo.zero : !vo.iface
  vo.return %a, %b, %c, %e : !vo.ptr<@S>, !vo.string, !vo.slice<i64>, !vo.iface
}

// The panic's value goes to the runtime, which does not come back.
// CHECK-LABEL: func.func @panics(
// CHECK-SAME: %arg0: i64, %arg1: i64, %arg2: !vort.ref) -> (!vort.ref, i64, i64)
// CHECK-NEXT: vort.call_runtime "vo_rt_panic"(%arg0, %arg1, %arg2) : (i64, i64, !vort.ref) -> ()
// CHECK: return %{{.*}}, %{{.*}}, %{{.*}} : !vort.ref, i64, i64
vo.func @panics(%v: !vo.iface) -> !vo.string {
  vo.panic %v : !vo.iface
}
