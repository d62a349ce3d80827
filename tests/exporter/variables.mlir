// RUN: vo-translate --export-vob %s -o - | voc dump - | grep -v '\.loc' | FileCheck %s
// IR as it is imported, before promotion.

// CHECK-LABEL: func #0 "main" slotTypes=[V R V R I] {
// CHECK-NEXT: LoadInt      %0, 4
// CHECK-NEXT: LoadInt      %1, 0
// CHECK-NEXT: L2:
// CHECK-NEXT: LoadInt      %2, 1
// CHECK-NEXT: SubI         %0, %0, %2
// CHECK-NEXT: StrNew       %3, $0
// CHECK-NEXT: StrConcat    %1, %1, %3
// CHECK-NEXT: LoadInt      %2, 0
// CHECK-NEXT: GtI          %2, %0, %2
// CHECK-NEXT: JumpIf       %2, L2
// CHECK-NEXT: IfaceAssign  %4, %1, $1 kind=String
// CHECK-NEXT: CallExtern   %0, &vo_println, %4 {args=[I]}
// CHECK-NEXT: Return       %0, 0
// CHECK-NEXT: }
vo.func @main() attributes {vo.entry} {
  %a = vo.var "r0" : !vo.var<i64>
  %b = vo.var "r1" : !vo.var<!vo.ref>
  %c4 = arith.constant 4 : i64
  vo.var.set %a, %c4 : !vo.var<i64>
  cf.br ^loop
^loop:
  %x = vo.var.get %a : !vo.var<i64>
  %c1 = arith.constant 1 : i64
  %y = arith.subi %x, %c1 : i64
  vo.var.set %a, %y : !vo.var<i64>
  %r = vo.var.get %b : !vo.var<!vo.ref>
  %s = vo.unbox %r : !vo.string
  %t = vo.string.const "x"
  %u = vo.string.concat %s, %t
  %box = vo.box %u : !vo.string
  vo.var.set %b, %box : !vo.var<!vo.ref>
  %c0 = arith.constant 0 : i64
  %more = arith.cmpi sgt, %y, %c0 : i64
  cf.cond_br %more, ^loop, ^end
^end:
  %v = vo.var.get %b : !vo.var<!vo.ref>
  %header = arith.constant 4369 : i64
  %word = vo.word.of_ref %v
  %value = vo.iface.make %header, %word
  vo.print newline %value
  vo.return
}
