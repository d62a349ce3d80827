// RUN: vo-translate --export-vob %s -o - | voc dump - | grep -v '\.loc' | FileCheck %s
// Strings lie in GcRef slots, boxed or not.

vo.func @main() attributes {vo.entry} {
  vo.return
}

// CHECK-LABEL: func #1 "strings" paramCount=2 paramSlots=2 retSlotTypes=[R] slotTypes=[R V R V*3 R] {
// CHECK-NEXT: StrNew       %2, $0
// CHECK-NEXT: StrConcat    %2, %0, %2
// CHECK-NEXT: StrLen       %3, %2
// CHECK-NEXT: Copy         %4, %1
// CHECK-NEXT: Copy         %5, %3
// CHECK-NEXT: StrSlice     %2, %2, %4
// CHECK-NEXT: StrIndex     %1, %2, %1
// CHECK-NEXT: CallExtern   %6, &vo_conv_int_str, %1 {args=[V] rets=[R]}
// CHECK-NEXT: StrLt        %1, %2, %6
// CHECK-NEXT: StrDecodeRune %4, %0, %3
// CHECK-NEXT: AddI         %4, %4, %5
// CHECK-NEXT: IndexCheck   %4, %3
// CHECK-NEXT: JumpIfNot    %1, L14
// CHECK-NEXT: Copy         %6, %2
// CHECK-NEXT: L14:
// CHECK-NEXT: Return       %6, 1
// CHECK-NEXT: }
vo.func @strings(%s: !vo.string, %i: i64) -> !vo.string {
  %t = vo.string.const "tail"
  %0 = vo.string.concat %s, %t
  %1 = vo.string.len %0
  %2 = vo.string.slice %0[%i, %1]
  %3 = vo.string.get %2[%i]
  %4 = vo.string.from_int %3
  %5 = vo.string.cmp lt %2, %4
  %rune, %width = vo.string.decode %s[%1]
  %6 = arith.addi %rune, %width : i64
  vo.check_index %6, %1
  %7 = arith.select %5, %2, %4 : !vo.string
  vo.return %7 : !vo.string
}

// CHECK-LABEL: func #2 "convert" paramCount=1 paramSlots=1 retSlotTypes=[R] slotTypes=[R] {
// CHECK-NEXT: CallExtern   %0, &vo_conv_str_bytes, %0 {args=[R] rets=[R]}
// CHECK-NEXT: CallExtern   %0, &vo_conv_bytes_str, %0 {args=[R] rets=[R]}
// CHECK-NEXT: CallExtern   %0, &vo_conv_str_runes, %0 {args=[R] rets=[R]}
// CHECK-NEXT: CallExtern   %0, &vo_conv_runes_str, %0 {args=[R] rets=[R]}
// CHECK-NEXT: Return       %0, 1
// CHECK-NEXT: }
vo.func @convert(%s: !vo.string) -> !vo.string {
  %0 = vo.string.to_bytes %s
  %1 = vo.string.from_bytes %0
  %2 = vo.string.to_runes %1
  %3 = vo.string.from_runes %2
  vo.return %3 : !vo.string
}

// CHECK-LABEL: func #3 "boxes" paramCount=1 paramSlots=1 retSlotTypes=[R] slotTypes=[R] {
// CHECK-NEXT: Return       %0, 1
// CHECK-NEXT: }
vo.func @boxes(%r: !vo.ref) -> !vo.ref {
  %0 = vo.unbox %r : !vo.string
  %1 = vo.box %0 : !vo.string
  vo.return %1 : !vo.ref
}
