// RUN: vo-translate --export-vob %s -o - | voc dump - | grep -v '\.loc' | FileCheck %s
// The window of a call lies behind everything that is live across it; results are copied out of it.

vo.func @main() attributes {vo.entry} {
  vo.return
}

// CHECK-LABEL: func #1 "pair" paramCount=2 paramSlots=2 retSlotTypes=[V I] slotTypes=[V R V I] {
// CHECK-NEXT: Copy         %2, %0
// CHECK-NEXT: LoadInt      %3, 0
// CHECK-NEXT: LoadInt      %4, 0
// CHECK-NEXT: Return       %2, 3
// CHECK-NEXT: }
vo.func @pair(%a: i64, %s: !vo.string) -> (i64, !vo.iface) {
  %nil = vo.zero : !vo.iface
  vo.return %a, %nil : i64, !vo.iface
}

// CHECK-LABEL: func #2 "twice" paramCount=2 paramSlots=2 retSlotTypes=[V] slotTypes=[V R V I*4 V R V I] {
// CHECK-NEXT: Copy         %11, %0
// CHECK-NEXT: Copy         %12, %1
// CHECK-NEXT: Call         @pair, %11
// CHECK-NEXT: Copy         %2, %13
// CHECK-NEXT: CopyN        %3, %14, 2
// CHECK-NEXT: Copy         %11, %2
// CHECK-NEXT: Copy         %12, %1
// CHECK-NEXT: Call         @pair, %11
// CHECK-NEXT: Copy         %2, %13
// CHECK-NEXT: CopyN        %5, %14, 2
// CHECK-NEXT: CopyN        %7, %3, 2
// CHECK-NEXT: CopyN        %9, %5, 2
// CHECK-NEXT: CallExtern   %11, &vo_println, %7 {args=[I*2]}
// CHECK-NEXT: AddI         %0, %0, %2
// CHECK-NEXT: Return       %0, 1
// CHECK-NEXT: }
vo.func @twice(%a: i64, %s: !vo.string) -> i64 {
  %0, %1 = vo.call @pair(%a, %s) : (i64, !vo.string) -> (i64, !vo.iface)
  %2, %3 = vo.call @pair(%0, %s) : (i64, !vo.string) -> (i64, !vo.iface)
  vo.print newline %1, %3
  %4 = arith.addi %a, %2 : i64
  vo.return %4 : i64
}

// CHECK-LABEL: func #3 "recurse" paramCount=1 paramSlots=1 retSlotTypes=[V] slotTypes=[V*4] {
// CHECK-NEXT: LoadInt      %1, 1
// CHECK-NEXT: SubI         %1, %0, %1
// CHECK-NEXT: Copy         %2, %1
// CHECK-NEXT: Call         @recurse, %2
// CHECK-NEXT: Copy         %1, %3
// CHECK-NEXT: MulI         %0, %0, %1
// CHECK-NEXT: Return       %0, 1
// CHECK-NEXT: }
vo.func @recurse(%n: i64) -> i64 {
  %c1 = arith.constant 1 : i64
  %less = arith.subi %n, %c1 : i64
  %0 = vo.call @recurse(%less) : (i64) -> i64
  %1 = arith.muli %n, %0 : i64
  vo.return %1 : i64
}
