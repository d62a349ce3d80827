// RUN: vo-opt %s | vo-opt | FileCheck %s
// RUN: vo-opt %s --mlir-print-op-generic | vo-opt | FileCheck %s

// Globals, objects, arrays, and every element kind and layout letter.

// CHECK: vo.global @counter <"v">
vo.global @counter <"v">
// CHECK: vo.global @mixed <"vfrhw"> {sym_visibility = "private"}
vo.global @mixed <"vfrhw"> {sym_visibility = "private"}
// CHECK: vo.global @empty <"">
vo.global @empty <"">

// CHECK-LABEL: vo.func @globals(
// CHECK-SAME: %arg0: i64, %arg1: f64, %arg2: !vo.ref, %arg3: !vo.iface, %arg4: !vo.word) -> (i64, f64, !vo.ref, !vo.iface, !vo.word)
// CHECK-NEXT: vo.global.set @counter[0], %arg0 : i64
// CHECK-NEXT: vo.global.set @mixed[1], %arg1 : f64
// CHECK-NEXT: vo.global.set @mixed[2], %arg2 : !vo.ref
// CHECK-NEXT: vo.global.set @mixed[3], %arg3 : !vo.iface
// CHECK-NEXT: vo.global.set @mixed[4], %arg4 : !vo.word
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.global.get @mixed[0] : i64
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.global.get @mixed[1] : f64
// CHECK-NEXT: %[[V2:[^ :,]+]] = vo.global.get @mixed[2] : !vo.ref
// CHECK-NEXT: %[[V3:[^ :,]+]] = vo.global.get @mixed[3] : !vo.iface
// CHECK-NEXT: %[[V4:[^ :,]+]] = vo.global.get @mixed[4] : !vo.word
// CHECK-NEXT: vo.return %[[V0]], %[[V1]], %[[V2]], %[[V3]], %[[V4]] : i64, f64, !vo.ref, !vo.iface, !vo.word
vo.func @globals(%x: i64, %y: f64, %r: !vo.ref, %i: !vo.iface, %w: !vo.word) -> (i64, f64, !vo.ref, !vo.iface, !vo.word) {
  vo.global.set @counter[0], %x : i64
  vo.global.set @mixed[1], %y : f64
  vo.global.set @mixed[2], %r : !vo.ref
  vo.global.set @mixed[3], %i : !vo.iface
  vo.global.set @mixed[4], %w : !vo.word
  %a = vo.global.get @mixed[0] : i64
  %b = vo.global.get @mixed[1] : f64
  %c = vo.global.get @mixed[2] : !vo.ref
  %d = vo.global.get @mixed[3] : !vo.iface
  %e = vo.global.get @mixed[4] : !vo.word
  vo.return %a, %b, %c, %d, %e : i64, f64, !vo.ref, !vo.iface, !vo.word
}

// CHECK-LABEL: vo.func @objects(
// CHECK-SAME: %arg0: i64) -> (!vo.ref, i64, !vo.iface)
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.new <"vrhw">
// CHECK-NEXT: %[[V1:[^ :,]+]]:2 = vo.load %[[V0]][1] : i64, !vo.iface
// CHECK-NEXT: vo.load %[[V0]][0]
// CHECK-NEXT: vo.store %[[V0]][0], %[[V1]]#0, %[[V0]] : i64, !vo.ref
// CHECK-NEXT: vo.store %[[V0]][2] header, %[[V1]]#0 : i64
// CHECK-NEXT: vo.store %[[V0]][3]
// CHECK-NEXT: %[[V2:[^ :,]+]] = vo.addr %[[V0]][%arg0]
// CHECK-NEXT: vo.return %[[V2]], %[[V1]]#0, %[[V1]]#1 : !vo.ref, i64, !vo.iface
vo.func @objects(%n: i64) -> (!vo.ref, i64, !vo.iface) {
  %p = vo.new <"vrhw">
  %a, %b = vo.load %p[1] : i64, !vo.iface
  vo.load %p[0]
  vo.store %p[0], %a, %p : i64, !vo.ref
  vo.store %p[2] header, %a : i64
  vo.store %p[3]
  %q = vo.addr %p[%n]
  vo.return %q, %a, %b : !vo.ref, i64, !vo.iface
}

// CHECK-LABEL: vo.func @arrays(
// CHECK-SAME: %arg0: i64, %arg1: f64) -> (!vo.ref, i64, !vo.iface)
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.array.new %arg0, <slots "vhw"> {meta = 21 : i32}
// CHECK-NEXT: %[[V1:[^ :,]+]]:2 = vo.array.get %[[V0]][%arg0] as <slots "vhw"> : i64, !vo.iface
// CHECK-NEXT: vo.array.get %[[V0]][%arg0] as <slots "">
// CHECK-NEXT: vo.array.set %[[V0]][%arg0], %[[V1]]#0, %[[V1]]#1 as <slots "vhw"> : i64, !vo.iface
// CHECK-NEXT: vo.array.set %[[V0]][%arg0] as <slots "">
// CHECK-NEXT: %[[V2:[^ :,]+]] = vo.array.addr %[[V0]][%arg0] as <slots "vhw">
// CHECK-NEXT: vo.return %[[V2]], %[[V1]]#0, %[[V1]]#1 : !vo.ref, i64, !vo.iface
vo.func @arrays(%n: i64, %x: f64) -> (!vo.ref, i64, !vo.iface) {
  %a = vo.array.new %n, <slots "vhw"> {meta = 21 : i32}
  %b, %c = vo.array.get %a[%n] as <slots "vhw"> : i64, !vo.iface
  vo.array.get %a[%n] as <slots "">
  vo.array.set %a[%n], %b, %c as <slots "vhw"> : i64, !vo.iface
  vo.array.set %a[%n] as <slots "">
  %d = vo.array.addr %a[%n] as <slots "vhw">
  vo.return %d, %b, %c : !vo.ref, i64, !vo.iface
}

// CHECK-LABEL: vo.func @elements(
// CHECK-SAME: %arg0: !vo.ref, %arg1: i64) -> (i64, f64)
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.array.get %arg0[%arg1] as <u8> : i64
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.array.get %arg0[%[[V0]]] as <u16> : i64
// CHECK-NEXT: %[[V2:[^ :,]+]] = vo.array.get %arg0[%[[V1]]] as <u32> : i64
// CHECK-NEXT: %[[V3:[^ :,]+]] = vo.array.get %arg0[%[[V2]]] as <i8> : i64
// CHECK-NEXT: %[[V4:[^ :,]+]] = vo.array.get %arg0[%[[V3]]] as <i16> : i64
// CHECK-NEXT: %[[V5:[^ :,]+]] = vo.array.get %arg0[%[[V4]]] as <i32> : i64
// CHECK-NEXT: %[[V6:[^ :,]+]] = vo.array.get %arg0[%[[V5]]] as <f32> : f64
// CHECK-NEXT: vo.return %[[V5]], %[[V6]] : i64, f64
vo.func @elements(%a: !vo.ref, %i: i64) -> (i64, f64) {
  %0 = vo.array.get %a[%i] as <u8> : i64
  %1 = vo.array.get %a[%0] as <u16> : i64
  %2 = vo.array.get %a[%1] as <u32> : i64
  %3 = vo.array.get %a[%2] as <i8> : i64
  %4 = vo.array.get %a[%3] as <i16> : i64
  %5 = vo.array.get %a[%4] as <i32> : i64
  %6 = vo.array.get %a[%5] as <f32> : f64
  vo.return %5, %6 : i64, f64
}

// The attributes by their full names.
// CHECK-LABEL: vo.func @attributes(
// CHECK-SAME: ) attributes {vo.e = #vo.elem<slots "vf">, vo.k = #vo.elem<f32>, vo.l = #vo.layout<"vrhw">}
// CHECK-NEXT: vo.return
vo.func @attributes() attributes {vo.e = #vo.elem<slots "vf">, vo.k = #vo.elem<f32>, vo.l = #vo.layout<"vrhw">} {
  vo.return
}
