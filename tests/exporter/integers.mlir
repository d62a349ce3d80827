// RUN: vo-translate --export-vob %s -o - | voc dump - | grep -v '\.loc' | FileCheck %s
// Integers of every width; constants are loaded where they are used; tests against zero have instructions of their own.

vo.func @main() attributes {vo.entry} {
  vo.return
}

// CHECK-LABEL: func #1 "arith" paramCount=2 paramSlots=2 retSlotTypes=[V] slotTypes=[V*3] {
// CHECK-NEXT: AddI         %0, %0, %1
// CHECK-NEXT: LoadInt      %2, 7
// CHECK-NEXT: MulI         %0, %0, %2
// CHECK-NEXT: LoadConst    %2, $0
// CHECK-NEXT: SubI         %0, %0, %2
// CHECK-NEXT: DivI         %0, %0, %1
// CHECK-NEXT: ModU         %0, %0, %1
// CHECK-NEXT: LoadInt      %1, 7
// CHECK-NEXT: DivU         %0, %0, %1
// CHECK-NEXT: Return       %0, 1
// CHECK-NEXT: }
vo.func @arith(%a: i64, %b: i64) -> i64 {
  %c7 = arith.constant 7 : i64
  %big = arith.constant 4294967296 : i64
  %0 = arith.addi %a, %b : i64
  %1 = arith.muli %0, %c7 : i64
  %2 = arith.subi %1, %big : i64
  %3 = vo.div_s %2, %b
  %4 = vo.rem_u %3, %b
  %5 = arith.divui %4, %c7 : i64
  vo.return %5 : i64
}

// CHECK-LABEL: func #2 "bits" paramCount=2 paramSlots=2 retSlotTypes=[V] slotTypes=[V*2] {
// CHECK-NEXT: Not          %0, %0
// CHECK-NEXT: And          %0, %0, %1
// CHECK-NEXT: Shl          %0, %0, %1
// CHECK-NEXT: ShrU         %0, %0, %1 unsigned
// CHECK-NEXT: LoadInt      %1, 3
// CHECK-NEXT: ShrS         %0, %0, %1 unsigned
// CHECK-NEXT: NegI         %0, %0
// CHECK-NEXT: Return       %0, 1
// CHECK-NEXT: }
vo.func @bits(%a: i64, %b: i64) -> i64 {
  %ones = arith.constant -1 : i64
  %c0 = arith.constant 0 : i64
  %c3 = arith.constant 3 : i64
  %0 = arith.xori %a, %ones : i64
  %1 = arith.andi %0, %b : i64
  %2 = vo.shl %1, %b signed
  %3 = vo.shr_u %2, %b
  %4 = arith.shrsi %3, %c3 : i64
  %5 = arith.subi %c0, %4 : i64
  vo.return %5 : i64
}

// CHECK-LABEL: func #3 "narrow" paramCount=2 paramSlots=2 retSlotTypes=[V] slotTypes=[V*2] {
// CHECK-NEXT: Trunc        %0, %0 width=1
// CHECK-NEXT: Trunc        %1, %1 width=1
// CHECK-NEXT: AddI         %0, %0, %1
// CHECK-NEXT: Trunc        %0, %0 width=1
// CHECK-NEXT: Trunc        %0, %0 width=1 signed
// CHECK-NEXT: Trunc        %0, %0 width=4
// CHECK-NEXT: Return       %0, 1
// CHECK-NEXT: }
vo.func @narrow(%a: i64, %b: i64) -> i64 {
  %0 = arith.trunci %a : i64 to i8
  %1 = arith.trunci %b : i64 to i8
  %2 = arith.addi %0, %1 : i8
  %3 = arith.extsi %2 : i8 to i64
  %4 = arith.trunci %3 : i64 to i32
  %5 = arith.extui %4 : i32 to i64
  vo.return %5 : i64
}

// CHECK-LABEL: func #4 "compare" paramCount=2 paramSlots=2 retSlotTypes=[V] slotTypes=[V*3] {
// CHECK-NEXT: LtU          %1, %0, %1
// CHECK-NEXT: BoolNot      %2, %0
// CHECK-NEXT: BoolNot      %1, %1
// CHECK-NEXT: Or           %1, %2, %1
// CHECK-NEXT: JumpIfNot    %1, L6
// CHECK-NEXT: Copy         %1, %0
// CHECK-NEXT: L6:
// CHECK-NEXT: Return       %1, 1
// CHECK-NEXT: }
vo.func @compare(%a: i64, %b: i64) -> i64 {
  %c0 = arith.constant 0 : i64
  %true = arith.constant true
  %0 = arith.cmpi ult, %a, %b : i64
  %1 = arith.cmpi eq, %a, %c0 : i64
  %2 = arith.xori %0, %true : i1
  %3 = arith.ori %1, %2 : i1
  %4 = arith.extui %3 : i1 to i64
  %5 = arith.select %3, %a, %4 : i64
  vo.return %5 : i64
}
