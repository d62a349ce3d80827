// RUN: vo-translate --export-vob %s -o - | voc dump - | grep -v '\.loc' | FileCheck %s
// Blocks in their order, conditional jumps the way round that falls through, arguments by parallel copies.

vo.func @main() attributes {vo.entry} {
  vo.return
}

// CHECK-LABEL: func #1 "sum" paramCount=1 paramSlots=1 retSlotTypes=[V] slotTypes=[V*4] {
// CHECK-NEXT: LoadInt      %1, 0
// CHECK-NEXT: LoadInt      %2, 0
// CHECK-NEXT: L2:
// CHECK-NEXT: LtI          %3, %1, %0
// CHECK-NEXT: JumpIfNot    %3, L8
// CHECK-NEXT: AddI         %2, %2, %1
// CHECK-NEXT: LoadInt      %3, 1
// CHECK-NEXT: AddI         %1, %1, %3
// CHECK-NEXT: Jump         L2
// CHECK-NEXT: L8:
// CHECK-NEXT: Return       %2, 1
// CHECK-NEXT: }
vo.func @sum(%n: i64) -> i64 {
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  cf.br ^loop(%c0, %c0 : i64, i64)
^loop(%i: i64, %sum: i64):
  %more = arith.cmpi slt, %i, %n : i64
  cf.cond_br %more, ^body, ^end
^body:
  %next = arith.addi %sum, %i : i64
  %step = arith.addi %i, %c1 : i64
  cf.br ^loop(%step, %next : i64, i64)
^end:
  vo.return %sum : i64
}

// Swapping two arguments needs a third slot.
// CHECK-LABEL: func #2 "swap" paramCount=3 paramSlots=3 retSlotTypes=[V*2] slotTypes=[V*5] {
// CHECK-NEXT: L0:
// CHECK-NEXT: LoadInt      %3, 1
// CHECK-NEXT: SubI         %0, %0, %3
// CHECK-NEXT: JumpIfNot    %0, L7
// CHECK-NEXT: Copy         %3, %1
// CHECK-NEXT: Copy         %1, %2
// CHECK-NEXT: Copy         %2, %3
// CHECK-NEXT: Jump         L0
// CHECK-NEXT: L7:
// CHECK-NEXT: Copy         %3, %1
// CHECK-NEXT: Copy         %4, %2
// CHECK-NEXT: Return       %3, 2
// CHECK-NEXT: }
vo.func @swap(%n: i64, %a: i64, %b: i64) -> (i64, i64) {
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  cf.br ^loop(%n, %a, %b : i64, i64, i64)
^loop(%left: i64, %x: i64, %y: i64):
  %less = arith.subi %left, %c1 : i64
  %more = arith.cmpi ne, %less, %c0 : i64
  cf.cond_br %more, ^loop(%less, %y, %x : i64, i64, i64), ^end
^end:
  vo.return %x, %y : i64, i64
}

// Both sides bring arguments.
// CHECK-LABEL: func #3 "both" paramCount=3 paramSlots=3 retSlotTypes=[V] slotTypes=[V*3] {
// CHECK-NEXT: JumpIfNot    %0, L2
// CHECK-NEXT: AddI         %2, %1, %2
// CHECK-NEXT: L2:
// CHECK-NEXT: Return       %2, 1
// CHECK-NEXT: }
vo.func @both(%c: i64, %a: i64, %b: i64) -> i64 {
  %c0 = arith.constant 0 : i64
  %test = arith.cmpi ne, %c, %c0 : i64
  cf.cond_br %test, ^left(%a : i64), ^right(%b : i64)
^left(%x: i64):
  %y = arith.addi %x, %b : i64
  cf.br ^right(%y : i64)
^right(%z: i64):
  vo.return %z : i64
}

// What is not reached makes no code.
// CHECK-LABEL: func #4 "dead" paramCount=1 paramSlots=1 retSlotTypes=[V] slotTypes=[V] {
// CHECK-NEXT: Return       %0, 1
// CHECK-NEXT: }
vo.func @dead(%a: i64) -> i64 {
  vo.return %a : i64
^never:
  %0 = vo.div_s %a, %a
  vo.return %0 : i64
}
