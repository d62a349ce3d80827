// RUN: vo-translate --export-vob %s -o - | voc dump - | grep -v '\.loc' | FileCheck %s
// Frame areas: a known slot is a slot; others are indexed, with a check that the verifier can see.

vo.func @main() attributes {vo.entry} {
  vo.return
}

// Slots that are written before anything reads them are not cleared.
// CHECK-LABEL: func #1 "known" paramCount=1 paramSlots=1 retSlotTypes=[V] slotTypes=[V*3] {
// CHECK-NEXT: LoadInt      %2, 0
// CHECK-NEXT: Copy         %1, %0
// CHECK-NEXT: Copy         %0, %2
// CHECK-NEXT: Return       %0, 1
// CHECK-NEXT: }
vo.func @known(%n: i64) -> i64 {
  %f = vo.frame <"vv"> : !vo.frame
  %c0 = arith.constant 0 : i64
  vo.frame.set %f[%c0 * 1 + 0], %n : !vo.frame, i64
  %x = vo.frame.get %f[%c0 * 1 + 1] : !vo.frame -> i64
  vo.return %x : i64
}

// CHECK-LABEL: func #2 "checked" paramCount=1 paramSlots=1 retSlotTypes=[V] slotTypes=[V*5] {
// CHECK-NEXT: LoadInt      %1, 0
// CHECK-NEXT: LoadInt      %2, 0
// CHECK-NEXT: LoadInt      %3, 0
// CHECK-NEXT: LoadInt      %4, 3
// CHECK-NEXT: IndexCheck   %0, %4
// CHECK-NEXT: Copy         %4, %0
// CHECK-NEXT: SlotSet      %1, %0, %4 {elemLayout=[V]}
// CHECK-NEXT: SlotGet      %0, %1, %0 {elemLayout=[V]}
// CHECK-NEXT: Return       %0, 1
// CHECK-NEXT: }
vo.func @checked(%i: i64) -> i64 {
  %f = vo.frame <"vvv"> : !vo.frame
  %c3 = arith.constant 3 : i64
  vo.check_index %i, %c3
  vo.frame.set %f[%i * 1 + 0], %i : !vo.frame, i64
  %x = vo.frame.get %f[%i * 1 + 0] : !vo.frame -> i64
  vo.return %x : i64
}

// CHECK-LABEL: func #3 "unchecked" paramCount=1 paramSlots=1 retSlotTypes=[F] slotTypes=[V*2 F V F V F V F] {
// CHECK-NEXT: LoadInt      %1, 0
// CHECK-NEXT: LoadInt      %2, 0
// CHECK-NEXT: LoadInt      %3, 0
// CHECK-NEXT: LoadInt      %4, 0
// CHECK-NEXT: LoadInt      %5, 2
// CHECK-NEXT: IndexCheck   %0, %5
// CHECK-NEXT: SlotGetN     %5, %1, %0 {elemLayout=[V F]}
// CHECK-NEXT: LoadInt      %7, 2
// CHECK-NEXT: IndexCheck   %0, %7
// CHECK-NEXT: Copy         %7, %0
// CHECK-NEXT: Copy         %8, %6
// CHECK-NEXT: SlotSetN     %1, %0, %7 {elemLayout=[V F]}
// CHECK-NEXT: Return       %6, 1
// CHECK-NEXT: }
vo.func @unchecked(%i: i64) -> f64 {
  %f = vo.frame <"vfvf"> : !vo.frame
  %x = vo.frame.get %f[%i * 2 + 1] : !vo.frame -> f64
  vo.frame.set %f[%i * 2 + 0], %i : !vo.frame, i64
  vo.frame.set %f[%i * 2 + 1], %x : !vo.frame, f64
  vo.return %x : f64
}

// An area with references is an object.
// CHECK-LABEL: func #4 "object" paramCount=2 paramSlots=2 retSlotTypes=[V] slotTypes=[V R V R*2] {
// CHECK-NEXT: LoadInt      %2, 271
// CHECK-NEXT: PtrNew       %3, %2, 4 {valueLayout=[V R V R]}
// CHECK-NEXT: LoadInt      %2, 2
// CHECK-NEXT: MulI         %2, %0, %2
// CHECK-NEXT: PtrAdd       %4, %3, %2
// CHECK-NEXT: PtrSet       %4, 1, %1 barrier {valueLayout=[R]}
// CHECK-NEXT: LoadInt      %2, 2
// CHECK-NEXT: MulI         %0, %0, %2
// CHECK-NEXT: PtrAdd       %1, %3, %0
// CHECK-NEXT: PtrGet       %0, %1, 0 {valueLayout=[V]}
// CHECK-NEXT: Return       %0, 1
// CHECK-NEXT: }
vo.func @object(%i: i64, %r: !vo.ref) -> i64 {
  %p = vo.new <"vrvr">
  vo.frame.set %p[%i * 2 + 1], %r : !vo.ref, !vo.ref
  %x = vo.frame.get %p[%i * 2 + 0] : !vo.ref -> i64
  vo.return %x : i64
}
