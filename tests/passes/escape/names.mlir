// RUN: vo-opt %s --vo-escape='annotate=1' | FileCheck %s

// Two names of one place.

vo.struct @Inner { value: !vo.ptr<i64> }
vo.struct @Outer { inner: @Inner, rows: 3 x @Inner }
vo.struct @Wide { outer: @Outer, more: !vo.ptr<i64> }
vo.global @kept : !vo.ptr<i64>

vo.func private @keep(%p: !vo.ptr<i64>) {
  vo.global.set @kept, %p : !vo.ptr<i64>
  vo.return
}

// A member and its only member.
// CHECK-LABEL: vo.func private @whole_and_part(
// CHECK:       vo.new {vo.escape = "global"} : !vo.ptr<i64>
vo.func private @whole_and_part() {
  %p = vo.new : !vo.ptr<i64>
  %o = vo.new : !vo.ptr<@Outer>
  vo.store %o[inner], %p : !vo.ptr<@Outer>, !vo.ptr<i64>
  %q = vo.load %o[inner.value] : !vo.ptr<@Outer> -> !vo.ptr<i64>
  vo.global.set @kept, %q : !vo.ptr<i64>
  vo.return
}

// The first element, and any.
// CHECK-LABEL: vo.func private @first_of_rows(
// CHECK:       vo.new {vo.escape = "global"} : !vo.ptr<i64>
vo.func private @first_of_rows(%i: i64) {
  %p = vo.new : !vo.ptr<i64>
  %o = vo.new : !vo.ptr<@Outer>
  vo.store %o[rows], %p : !vo.ptr<@Outer>, !vo.ptr<i64>
  %q = vo.load %o[rows, %i, value] : !vo.ptr<@Outer> -> !vo.ptr<i64>
  vo.global.set @kept, %q : !vo.ptr<i64>
  vo.return
}

// A callee sees the memory as another type, and only its caller names places in it.
// CHECK-LABEL: vo.func private @as_outer(
// CHECK-SAME:  arg 0 "*" -> arg 0 "*"
vo.func private @as_outer(%w: !vo.ptr<@Wide>) -> !vo.ptr<@Outer> {
  %o = vo.cast %w : !vo.ptr<@Wide> to !vo.ptr<@Outer>
  vo.return %o : !vo.ptr<@Outer>
}
vo.type @type.Wide = struct [] : @Wide {rttid = 20}
vo.type @"type.*Wide" = pointer of @type.Wide : !vo.ptr<@Wide> {rttid = 21}
vo.type @type.Outer = struct [] : @Outer {rttid = 22}
vo.type @"type.*Outer" = pointer of @type.Outer : !vo.ptr<@Outer> {rttid = 23}
vo.interface @Putter { put: (!vo.ptr<i64>) -> () }
vo.itab @table : @"type.*Outer" as @Putter [@put]
vo.func private @put(%o: !vo.ptr<@Outer>, %p: !vo.ptr<i64>) {
  vo.store %o[inner.value], %p : !vo.ptr<@Outer>, !vo.ptr<i64>
  vo.return
}
// CHECK-LABEL: vo.func private @as_putter(
// CHECK-SAME:  arg 0 "*" -> arg 0 "*"
vo.func private @as_putter(%w: !vo.ptr<@Wide>) -> !vo.iface<@Putter> {
  %o = vo.call @as_outer(%w) : (!vo.ptr<@Wide>) -> !vo.ptr<@Outer>
  %i = vo.iface.make %o as @table : !vo.ptr<@Outer> -> !vo.iface<@Putter>
  vo.return %i : !vo.iface<@Putter>
}
// CHECK-LABEL: vo.func private @both_names(
// CHECK:       vo.new {vo.escape = "global"} : !vo.ptr<i64>
vo.func private @both_names() {
  %p = vo.new : !vo.ptr<i64>
  %w = vo.new : !vo.ptr<@Wide>
  %i = vo.call @as_putter(%w) : (!vo.ptr<@Wide>) -> !vo.iface<@Putter>
  vo.iface.call %i[put](%p) : !vo.iface<@Putter>, (!vo.ptr<i64>) -> ()
  %q = vo.load %w[outer.inner.value] : !vo.ptr<@Wide> -> !vo.ptr<i64>
  vo.global.set @kept, %q : !vo.ptr<i64>
  vo.return
}
