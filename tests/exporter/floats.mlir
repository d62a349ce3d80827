// RUN: vo-translate --export-vob %s -o - | voc dump - | grep -v '\.loc' | FileCheck %s
// Doubles, float32 as bits in a slot, unordered comparisons, conversions, bits that move between Float and Value slots.

vo.func @main() attributes {vo.entry} {
  vo.return
}

// CHECK-LABEL: func #1 "arith" paramCount=2 paramSlots=2 retSlotTypes=[F] slotTypes=[F*6] {
// CHECK-NEXT: AddF         %2, %0, %1
// CHECK-NEXT: LoadConst    %3, $0
// CHECK-NEXT: MulF         %2, %2, %3
// CHECK-NEXT: NegF         %2, %2
// CHECK-NEXT: CallExtern   %2, &"vo1:4:math:4:Sqrt", %2 {args=[F] rets=[F]}
// CHECK-NEXT: Copy         %3, %2
// CHECK-NEXT: Copy         %4, %0
// CHECK-NEXT: Copy         %5, %1
// CHECK-NEXT: CallExtern   %0, &"vo1:4:math:3:FMA", %3 {args=[F*3] rets=[F]}
// CHECK-NEXT: Return       %0, 1
// CHECK-NEXT: }
vo.func @arith(%a: f64, %b: f64) -> f64 {
  %half = arith.constant 0.5 : f64
  %0 = arith.addf %a, %b : f64
  %1 = arith.mulf %0, %half : f64
  %2 = arith.negf %1 : f64
  %3 = math.sqrt %2 : f64
  %4 = math.fma %3, %a, %b : f64
  vo.return %4 : f64
}

// CHECK-LABEL: func #2 "compare" paramCount=2 paramSlots=2 retSlotTypes=[V] slotTypes=[F*2 V*4] {
// CHECK-NEXT: LtF          %2, %0, %1
// CHECK-NEXT: LtF          %3, %0, %1
// CHECK-NEXT: BoolNot      %3, %3
// CHECK-NEXT: NeF          %4, %0, %0
// CHECK-NEXT: NeF          %5, %1, %1
// CHECK-NEXT: Or           %4, %4, %5
// CHECK-NEXT: And          %2, %2, %3
// CHECK-NEXT: Or           %2, %2, %4
// CHECK-NEXT: Return       %2, 1
// CHECK-NEXT: }
vo.func @compare(%a: f64, %b: f64) -> i64 {
  %0 = arith.cmpf olt, %a, %b : f64
  %1 = arith.cmpf uge, %a, %b : f64
  %2 = arith.cmpf uno, %a, %b : f64
  %3 = arith.andi %0, %1 : i1
  %4 = arith.ori %3, %2 : i1
  %5 = arith.extui %4 : i1 to i64
  vo.return %5 : i64
}

// CHECK-LABEL: func #3 "single" paramCount=2 paramSlots=2 retSlotTypes=[F] slotTypes=[F V F] {
// CHECK-NEXT: ConvF64F32   %0, %0
// CHECK-NEXT: ConvI2F      %2, %1 f32
// CHECK-NEXT: ConvF32F64   %0, %0
// CHECK-NEXT: ConvF32F64   %2, %2
// CHECK-NEXT: AddF         %0, %0, %2
// CHECK-NEXT: ConvF64F32   %0, %0
// CHECK-NEXT: ConvF32F64   %0, %0
// CHECK-NEXT: Return       %0, 1
// CHECK-NEXT: }
vo.func @single(%a: f64, %b: i64) -> f64 {
  %0 = arith.truncf %a : f64 to f32
  %1 = arith.sitofp %b : i64 to f32
  %2 = arith.addf %0, %1 : f32
  %3 = arith.extf %2 : f32 to f64
  vo.return %3 : f64
}

// CHECK-LABEL: func #4 "convert" paramCount=2 paramSlots=2 retSlotTypes=[V] slotTypes=[F V*2] {
// CHECK-NEXT: ConvF2I      %2, %0 unsigned width=32
// CHECK-NEXT: ConvI2F      %0, %1 unsigned
// CHECK-NEXT: ConvF2I      %1, %0
// CHECK-NEXT: AddI         %1, %2, %1
// CHECK-NEXT: Return       %1, 1
// CHECK-NEXT: }
vo.func @convert(%a: f64, %b: i64) -> i64 {
  %0 = vo.f2i %a to 32 unsigned
  %1 = arith.uitofp %b : i64 to f64
  %2 = vo.f2i %1 to 64
  %3 = arith.addi %0, %2 : i64
  vo.return %3 : i64
}

// A sign changed twice moves bits from one kind of slot to the other.
// CHECK-LABEL: func #5 "bits" paramCount=1 paramSlots=1 retSlotTypes=[V] slotTypes=[F V*2] {
// CHECK-NEXT: NegF         %1, %0
// CHECK-NEXT: NegF         %1, %1
// CHECK-NEXT: LoadInt      %2, 1
// CHECK-NEXT: AddI         %1, %1, %2
// CHECK-NEXT: Return       %1, 1
// CHECK-NEXT: }
vo.func @bits(%a: f64) -> i64 {
  %c1 = arith.constant 1 : i64
  %0 = arith.bitcast %a : f64 to i64
  %1 = arith.addi %0, %c1 : i64
  vo.return %1 : i64
}

// A float that is only wanted as bits is computed into a Value slot.
// CHECK-LABEL: func #6 "only_bits" paramCount=1 paramSlots=1 retSlotTypes=[V] slotTypes=[F V] {
// CHECK-NEXT: AddF         %1, %0, %0
// CHECK-NEXT: Return       %1, 1
// CHECK-NEXT: }
vo.func @only_bits(%a: f64) -> i64 {
  %0 = arith.addf %a, %a : f64
  %1 = arith.bitcast %0 : f64 to i64
  vo.return %1 : i64
}
