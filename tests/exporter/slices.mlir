// RUN: vo-translate --export-vob %s -o - | voc dump - | grep -v '\.loc' | FileCheck %s
// Element codes: packed, slots, and a size in a slot where it does not fit the flags.

vo.func @main() attributes {vo.entry} {
  vo.return
}

// CHECK-LABEL: func #1 "bytes" paramCount=2 paramSlots=2 retSlotTypes=[V] slotTypes=[V*5 R*4 V] {
// CHECK-NEXT: LoadInt      %2, 8
// CHECK-NEXT: Copy         %3, %0
// CHECK-NEXT: Copy         %4, %0
// CHECK-NEXT: SliceNew     %5, %2, %3 bytes=1 {elemBytes=1 slotLayout=[V]}
// CHECK-NEXT: SliceSet     %5, %1, %0 bytes=1 {elemBytes=1 slotLayout=[V]}
// CHECK-NEXT: SliceGet     %0, %5, %1 bytes=1 {elemBytes=1 slotLayout=[V]}
// CHECK-NEXT: LoadInt      %1, 8
// CHECK-NEXT: Copy         %2, %0
// CHECK-NEXT: SliceAppend  %6, %5, %1 bytes=1 {elemBytes=1 slotLayout=[V]}
// CHECK-NEXT: Copy         %7, %6
// CHECK-NEXT: Copy         %8, %5
// CHECK-NEXT: LoadInt      %9, 8
// CHECK-NEXT: CallExtern   %6, &vo_slice_append_slice, %7 {args=[R*2 V] rets=[R]}
// CHECK-NEXT: Copy         %7, %5
// CHECK-NEXT: Copy         %8, %6
// CHECK-NEXT: CallExtern   %0, &vo_copy, %7 {args=[R*2] rets=[V]}
// CHECK-NEXT: SliceLen     %1, %6
// CHECK-NEXT: SliceCap     %2, %6
// CHECK-NEXT: AddI         %1, %1, %2
// CHECK-NEXT: AddI         %0, %1, %0
// CHECK-NEXT: Return       %0, 1
// CHECK-NEXT: }
vo.func @bytes(%n: i64, %i: i64) -> i64 {
  %s = vo.slice.new %n, %n, <u8> {meta = 8 : i32}
  vo.slice.set %s[%i], %n as <u8> : i64
  %x = vo.slice.get %s[%i] as <u8> : i64
  %t = vo.slice.append %s, %x as <u8> {meta = 8 : i32} : i64
  %u = vo.slice.append_slice %t, %s as <u8> {meta = 8 : i32} : !vo.slice
  %c = vo.slice.copy %s, %u : !vo.slice
  %len = vo.slice.len %u
  %cap = vo.slice.cap %u
  %0 = arith.addi %len, %cap : i64
  %1 = arith.addi %0, %c : i64
  vo.return %1 : i64
}

// CHECK-LABEL: func #2 "ints" paramCount=2 paramSlots=2 retSlotTypes=[R] slotTypes=[R V*5 R*3] {
// CHECK-NEXT: SliceGet     %2, %0, %1 bytes=4 signed {elemBytes=4 needsSignExtend slotLayout=[V]}
// CHECK-NEXT: Copy         %3, %2
// CHECK-NEXT: Copy         %4, %1
// CHECK-NEXT: SliceSlice   %0, %0, %3
// CHECK-NEXT: Copy         %3, %2
// CHECK-NEXT: Copy         %4, %1
// CHECK-NEXT: Copy         %5, %1
// CHECK-NEXT: SliceSlice   %6, %0, %3 max
// CHECK-NEXT: SliceAddr    %7, %6, %1 bytes=4 signed {elemBytes=4 needsSignExtend slotLayout=[V]}
// CHECK-NEXT: LoadInt      %8, 0
// CHECK-NEXT: EqI          %1, %6, %8
// CHECK-NEXT: LoadInt      %8, 0
// CHECK-NEXT: EqI          %2, %7, %8
// CHECK-NEXT: And          %1, %1, %2
// CHECK-NEXT: JumpIfNot    %1, L16
// CHECK-NEXT: Copy         %6, %0
// CHECK-NEXT: L16:
// CHECK-NEXT: Return       %6, 1
// CHECK-NEXT: }
vo.func @ints(%s: !vo.slice, %i: i64) -> !vo.slice {
  %x = vo.slice.get %s[%i] as <i32> : i64
  %t = vo.slice.slice %s[%x, %i] as <i32>
  %u = vo.slice.slice %t[%x, %i, %i]
  %p = vo.slice.addr %u[%i] as <i32>
  %nil = vo.slice.is_nil %u
  %null = vo.ref.is_null %p
  %both = arith.andi %nil, %null : i1
  %v = arith.select %both, %t, %u : !vo.slice
  vo.return %v : !vo.slice
}

// CHECK-LABEL: func #3 "wide" paramCount=3 paramSlots=3 slotTypes=[R V R V*9 R] {
// CHECK-NEXT: Copy         %3, %1
// CHECK-NEXT: LoadInt      %4, 64
// CHECK-NEXT: Copy         %5, %1
// CHECK-NEXT: Copy         %6, %1
// CHECK-NEXT: Copy         %7, %1
// CHECK-NEXT: Copy         %8, %1
// CHECK-NEXT: Copy         %9, %1
// CHECK-NEXT: Copy         %10, %1
// CHECK-NEXT: Copy         %11, %1
// CHECK-NEXT: Copy         %12, %2
// CHECK-NEXT: SliceSet     %0, %3, %5 {elemBytes=64 slotLayout=[V*7 R]}
// CHECK-NEXT: Return       %0, 0
// CHECK-NEXT: }
vo.func @wide(%s: !vo.slice, %i: i64, %r: !vo.ref) {
  vo.slice.set %s[%i], %i, %i, %i, %i, %i, %i, %i, %r as <slots "vvvvvvvr">
      : i64, i64, i64, i64, i64, i64, i64, !vo.ref
  vo.return
}

// CHECK-LABEL: func #4 "arrays" paramCount=2 paramSlots=2 retSlotTypes=[R] slotTypes=[V F V R*2 V*2] {
// CHECK-NEXT: LoadInt      %2, 13
// CHECK-NEXT: ArrayNew     %3, %2, %0 bytes=8 {elemBytes=8 slotLayout=[F]}
// CHECK-NEXT: ArraySet     %3, %0, %1 bytes=8 {elemBytes=8 slotLayout=[F]}
// CHECK-NEXT: ArrayGet     %1, %3, %0 bytes=8 {elemBytes=8 slotLayout=[F]}
// CHECK-NEXT: ArrayAddr    %4, %3, %0 bytes=8 {elemBytes=8 slotLayout=[F]}
// CHECK-NEXT: PtrSet       %4, 0, %1 {valueLayout=[F]}
// CHECK-NEXT: Copy         %5, %0
// CHECK-NEXT: Copy         %6, %0
// CHECK-NEXT: SliceSlice   %3, %3, %5 array
// CHECK-NEXT: Return       %3, 1
// CHECK-NEXT: }
vo.func @arrays(%n: i64, %x: f64) -> !vo.slice {
  %a = vo.array.new %n, <slots "f"> {meta = 13 : i32}
  vo.array.set %a[%n], %x as <slots "f"> : f64
  %y = vo.array.get %a[%n] as <slots "f"> : f64
  %p = vo.array.addr %a[%n] as <slots "f">
  vo.store %p[0], %y : f64
  %s = vo.slice.of_array %a[%n, %n]
  vo.return %s : !vo.slice
}

// CHECK-LABEL: func #5 "inline" paramCount=2 paramSlots=2 retSlotTypes=[R] slotTypes=[R V R*2 V*6] {
// CHECK-NEXT: Copy         %2, %0
// CHECK-NEXT: Copy         %3, %0
// CHECK-NEXT: LoadInt      %4, 3
// CHECK-NEXT: LoadInt      %5, 1
// CHECK-NEXT: LoadInt      %6, 8
// CHECK-NEXT: Copy         %7, %1
// CHECK-NEXT: Copy         %8, %1
// CHECK-NEXT: Copy         %9, %1
// CHECK-NEXT: SliceSlice   %0, %2, %8 array inline
// CHECK-NEXT: Return       %0, 1
// CHECK-NEXT: }
vo.func @inline(%p: !vo.ref, %n: i64) -> !vo.slice {
  %c8 = arith.constant 8 : i64
  %s = vo.slice.of_inline %p[%n, %n] of %n stride %c8 flat {vo.elem_meta = 3 : i32, vo.elem_bytes = 1 : i64}
  vo.return %s : !vo.slice
}
