// RUN: vo-translate --export-vob %s -o - | voc dump - | grep -v '\.loc' | FileCheck %s
// Globals, objects and their slots. References are stored one by one with a barrier, scalars together.

vo.global @count <"v">
vo.global @mixed <"vhwr">

vo.func @main() attributes {vo.entry} {
  vo.return
}

// CHECK-LABEL: func #1 "globals" paramCount=1 paramSlots=2 retSlotTypes=[V] slotTypes=[I V I*2 R] {
// CHECK-NEXT: GlobalGet    %2, g0
// CHECK-NEXT: GlobalGetN   %3, g2 count=2
// CHECK-NEXT: Copy         %5, %0
// CHECK-NEXT: Copy         %6, %4
// CHECK-NEXT: GlobalSetN   g2, %5 count=2
// CHECK-NEXT: GlobalSet    g0, %2
// CHECK-NEXT: GlobalGet    %7, g4
// CHECK-NEXT: GlobalSet    g4, %7
// CHECK-NEXT: Return       %2, 1
// CHECK-NEXT: }
vo.func @globals(%i: !vo.iface) -> i64 {
  %0 = vo.global.get @count[0] : i64
  %1 = vo.global.get @mixed[1] : !vo.iface
  %header = vo.iface.header %i
  %word = vo.iface.word %1
  vo.global.set @mixed[1], %header : i64
  vo.global.set @mixed[2], %word : !vo.word
  vo.global.set @count[0], %0 : i64
  %2 = vo.global.get @mixed[3] : !vo.ref
  vo.global.set @mixed[3], %2 : !vo.ref
  vo.return %0 : i64
}

// CHECK-LABEL: func #2 "objects" paramCount=2 paramSlots=3 retSlotTypes=[R V] slotTypes=[I F V R V F I R] {
// CHECK-NEXT: LoadInt      %3, 271
// CHECK-NEXT: PtrNew       %4, %3, 5 {valueLayout=[V F R I]}
// CHECK-NEXT: LoadInt      %5, 3
// CHECK-NEXT: Copy         %6, %2
// CHECK-NEXT: PtrSetN      %4, 0, %5 {valueLayout=[V F]}
// CHECK-NEXT: PtrSet       %4, 2, %4 barrier {valueLayout=[R]}
// CHECK-NEXT: PtrSet       %4, 3, %0 {valueLayout=[I0]}
// CHECK-NEXT: PtrSet       %4, 4, %1 barrier {valueLayout=[I1]}
// CHECK-NEXT: PtrGetN      %5, %4, 0 {valueLayout=[V F]}
// CHECK-NEXT: PtrGetN      %7, %4, 3 {valueLayout=[I]}
// CHECK-NEXT: PtrGetN      %3, %4, 0 {}
// CHECK-NEXT: PtrAdd       %9, %4, %5
// CHECK-NEXT: PtrSet       %9, 0, %6 {valueLayout=[F]}
// CHECK-NEXT: EqI          %3, %4, %9
// CHECK-NEXT: IfaceEq      %5, %7, %0
// CHECK-NEXT: AddI         %3, %3, %5
// CHECK-NEXT: Copy         %4, %9
// CHECK-NEXT: Copy         %5, %3
// CHECK-NEXT: Return       %4, 2
// CHECK-NEXT: }
vo.func @objects(%i: !vo.iface, %f: f64) -> (!vo.ref, i64) {
  %p = vo.new <"vfrhw">
  %n = arith.constant 3 : i64
  vo.store %p[0], %n, %f : i64, f64
  vo.store %p[2], %p, %i : !vo.ref, !vo.iface
  %a, %b = vo.load %p[0] : i64, f64
  %c = vo.load %p[3] : !vo.iface
  vo.load %p[0]
  %q = vo.addr %p[%a]
  vo.store %q[0], %b : f64
  %same = vo.ref.eq %p, %q
  %e = vo.iface.eq %c, %i
  %w = arith.extui %same : i1 to i64
  %sum = arith.addi %w, %e : i64
  vo.return %q, %sum : !vo.ref, i64
}
