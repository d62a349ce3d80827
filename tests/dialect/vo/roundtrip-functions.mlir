// RUN: vo-opt %s | vo-opt | FileCheck %s
// RUN: vo-opt %s --mlir-print-op-generic | vo-opt | FileCheck %s

// Functions, calls, frame variables and areas.

// CHECK-LABEL: vo.func private @callee(
// CHECK-SAME: !vo.string, !vo.slice {vo.name = "s"}) -> (i64, f64)
vo.func private @callee(!vo.string, !vo.slice {vo.name = "s"}) -> (i64, f64)

// CHECK-LABEL: vo.func @types(
// CHECK-SAME: %arg0: i64, %arg1: f64, %arg2: !vo.ref, %arg3: !vo.string, %arg4: !vo.slice, %arg5: !vo.word, %arg6: !vo.iface) -> (i64, f64, !vo.ref, !vo.string, !vo.slice, !vo.word, !vo.iface) attributes {vo.entry}
// CHECK-NEXT: vo.return %arg0, %arg1, %arg2, %arg3, %arg4, %arg5, %arg6 : i64, f64, !vo.ref, !vo.string, !vo.slice, !vo.word, !vo.iface
vo.func @types(%a: i64, %b: f64, %c: !vo.ref, %d: !vo.string, %e: !vo.slice, %f: !vo.word, %g: !vo.iface) -> (i64, f64, !vo.ref, !vo.string, !vo.slice, !vo.word, !vo.iface) attributes {vo.entry} {
  vo.return %a, %b, %c, %d, %e, %f, %g : i64, f64, !vo.ref, !vo.string, !vo.slice, !vo.word, !vo.iface
}

// CHECK-LABEL: vo.func @nothing(
// CHECK-SAME: )
// CHECK-NEXT: vo.return
vo.func @nothing() {
  vo.return
}

// CHECK-LABEL: vo.func @calls(
// CHECK-SAME: %arg0: !vo.string, %arg1: !vo.slice) -> (i64, f64)
// CHECK-NEXT: vo.call @nothing() : () -> ()
// CHECK-NEXT: %[[V0:[^ :,]+]]:2 = vo.call @callee(%arg0, %arg1) {vo.mark} : (!vo.string, !vo.slice) -> (i64, f64)
// CHECK-NEXT: vo.return %[[V0]]#0, %[[V0]]#1 : i64, f64
vo.func @calls(%s: !vo.string, %t: !vo.slice) -> (i64, f64) {
  vo.call @nothing() : () -> ()
  %r:2 = vo.call @callee(%s, %t) {vo.mark} : (!vo.string, !vo.slice) -> (i64, f64)
  vo.return %r#0, %r#1 : i64, f64
}

// CHECK-LABEL: vo.func @zeros(
// CHECK-SAME: ) -> (!vo.ref, !vo.string, !vo.slice, !vo.word, !vo.iface)
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.zero : !vo.ref
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.zero : !vo.string
// CHECK-NEXT: %[[V2:[^ :,]+]] = vo.zero : !vo.slice
// CHECK-NEXT: %[[V3:[^ :,]+]] = vo.zero : !vo.word
// CHECK-NEXT: %[[V4:[^ :,]+]] = vo.zero : !vo.iface
// CHECK-NEXT: vo.return %[[V0]], %[[V1]], %[[V2]], %[[V3]], %[[V4]] : !vo.ref, !vo.string, !vo.slice, !vo.word, !vo.iface
vo.func @zeros() -> (!vo.ref, !vo.string, !vo.slice, !vo.word, !vo.iface) {
  %a = vo.zero : !vo.ref
  %b = vo.zero : !vo.string
  %c = vo.zero : !vo.slice
  %d = vo.zero : !vo.word
  %e = vo.zero : !vo.iface
  vo.return %a, %b, %c, %d, %e : !vo.ref, !vo.string, !vo.slice, !vo.word, !vo.iface
}

// CHECK-LABEL: vo.func @variables(
// CHECK-SAME: %arg0: i64, %arg1: !vo.iface) -> (i64, !vo.iface)
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.var "r0" : <i64>
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.var "r1" : <!vo.iface>
// CHECK-NEXT: vo.var.set %[[V0]], %arg0 : <i64>
// CHECK-NEXT: vo.var.set %[[V1]], %arg1 : <!vo.iface>
// CHECK-NEXT: %[[V2:[^ :,]+]] = vo.var.get %[[V0]] : <i64>
// CHECK-NEXT: %[[V3:[^ :,]+]] = vo.var.get %[[V1]] : <!vo.iface>
// CHECK-NEXT: vo.return %[[V2]], %[[V3]] : i64, !vo.iface
vo.func @variables(%x: i64, %i: !vo.iface) -> (i64, !vo.iface) {
  %a = vo.var "r0" : !vo.var<i64>
  %b = vo.var "r1" : !vo.var<!vo.iface>
  vo.var.set %a, %x : !vo.var<i64>
  vo.var.set %b, %i : !vo.var<!vo.iface>
  %c = vo.var.get %a : !vo.var<i64>
  %d = vo.var.get %b : !vo.var<!vo.iface>
  vo.return %c, %d : i64, !vo.iface
}

// CHECK-LABEL: vo.func @areas(
// CHECK-SAME: %arg0: !vo.ref, %arg1: i64, %arg2: !vo.ref, %arg3: f64, %arg4: !vo.word) -> (i64, !vo.ref, f64, !vo.word)
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.frame <"vvf"> : !vo.frame
// CHECK-NEXT: vo.frame.set %[[V0]][%arg1 * 1 + 0], %arg1 : !vo.frame, i64
// CHECK-NEXT: vo.frame.set %[[V0]][%arg1 * 3 + 2], %arg3 : !vo.frame, f64
// CHECK-NEXT: vo.frame.set %arg0[%arg1 * 2 + 1], %arg2 : !vo.ref, !vo.ref
// CHECK-NEXT: vo.frame.set %arg0[%arg1 * 2 + 1], %arg4 : !vo.ref, !vo.word
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.frame.get %[[V0]][%arg1 * 1 + 0] : !vo.frame -> i64
// CHECK-NEXT: %[[V2:[^ :,]+]] = vo.frame.get %arg0[%arg1 * 2 + 1] : !vo.ref -> !vo.ref
// CHECK-NEXT: %[[V3:[^ :,]+]] = vo.frame.get %[[V0]][%arg1 * 3 + 2] : !vo.frame -> f64
// CHECK-NEXT: %[[V4:[^ :,]+]] = vo.frame.get %arg0[%arg1 * 2 + 1] : !vo.ref -> !vo.word
// CHECK-NEXT: vo.return %[[V1]], %[[V2]], %[[V3]], %[[V4]] : i64, !vo.ref, f64, !vo.word
vo.func @areas(%o: !vo.ref, %i: i64, %r: !vo.ref, %x: f64, %w: !vo.word) -> (i64, !vo.ref, f64, !vo.word) {
  %f = vo.frame <"vvf"> : !vo.frame
  vo.frame.set %f[%i * 1 + 0], %i : !vo.frame, i64
  vo.frame.set %f[%i * 3 + 2], %x : !vo.frame, f64
  vo.frame.set %o[%i * 2 + 1], %r : !vo.ref, !vo.ref
  vo.frame.set %o[%i * 2 + 1], %w : !vo.ref, !vo.word
  %a = vo.frame.get %f[%i * 1 + 0] : !vo.frame -> i64
  %b = vo.frame.get %o[%i * 2 + 1] : !vo.ref -> !vo.ref
  %c = vo.frame.get %f[%i * 3 + 2] : !vo.frame -> f64
  %d = vo.frame.get %o[%i * 2 + 1] : !vo.ref -> !vo.word
  vo.return %a, %b, %c, %d : i64, !vo.ref, f64, !vo.word
}

// CHECK-LABEL: vo.func @natives(
// CHECK-SAME: %arg0: !vo.slice)
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.native "vo1:3:fmt:14:nativeSprintln"(%arg0) : (!vo.slice) -> !vo.string
// CHECK-NEXT: vo.native "vo1:3:fmt:11:nativeWrite"(%[[V0]]) : (!vo.string) -> ()
// CHECK-NEXT: vo.return
vo.func @natives(%a: !vo.slice) {
  %s = vo.native "vo1:3:fmt:14:nativeSprintln"(%a) : (!vo.slice) -> !vo.string
  vo.native "vo1:3:fmt:11:nativeWrite"(%s) : (!vo.string) -> ()
  vo.return
}
