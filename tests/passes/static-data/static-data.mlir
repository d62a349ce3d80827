// RUN: vo-opt %s --vo-static-data | FileCheck %s
// RUN: vo-opt %s --vo-static-data='max-marks=1' | FileCheck %s --check-prefix=ONE

// Structs of one number that are only data of interface values.

vo.struct @Const { value: i64 }
vo.struct @nothing {}
vo.struct @Two { x: i64, y: i64 }
vo.type @type.int = int : i64 {rttid = 2}
vo.type @type.Const = struct [@type.int] : @Const {rttid = 20}
vo.type @"type.*Const" = pointer of @type.Const : !vo.ptr<@Const> {rttid = 21}
vo.type @type.nothing = struct [] : @nothing {rttid = 22}
vo.type @type.Two = struct [@type.int, @type.int] : @Two {rttid = 23}

// CHECK-LABEL: vo.func @number(
// CHECK-NEXT:  %[[P:.*]] = vo.new(%arg0 : i64) {immutable} : !vo.ptr<@Const>
// CHECK-NEXT:  vo.iface.make %[[P]]
// ONE-COUNT-1: immutable
// ONE-NOT:     immutable
vo.func @number(%x: i64) -> !vo.iface {
  %p = vo.new : !vo.ptr<@Const>
  vo.store %p, %x : !vo.ptr<@Const>, i64
  %i = vo.iface.make %p as @type.Const : !vo.ptr<@Const> -> !vo.iface
  vo.return %i : !vo.iface
}

// CHECK-LABEL: vo.func @nothing_at_all(
// CHECK-NEXT:  vo.new {immutable} : !vo.ptr<@nothing>
vo.func @nothing_at_all() -> !vo.iface {
  %p = vo.new : !vo.ptr<@nothing>
  vo.store %p : !vo.ptr<@nothing>
  %i = vo.iface.make %p as @type.nothing : !vo.ptr<@nothing> -> !vo.iface
  vo.return %i : !vo.iface
}

// The number is there before the object.
// CHECK-LABEL: vo.func @later(
// CHECK:       %[[SUM:.*]] = arith.addi
// CHECK-NEXT:  vo.new(%[[SUM]] : i64) {immutable}
vo.func @later(%x: i64) -> !vo.iface {
  %p = vo.new : !vo.ptr<@Const>
  %sum = arith.addi %x, %x : i64
  vo.store %p[value], %sum : !vo.ptr<@Const>, i64
  %i = vo.iface.make %p as @type.Const : !vo.ptr<@Const> -> !vo.iface
  vo.return %i : !vo.iface
}

// Of a pointer one can ask which it is.
// CHECK-LABEL: vo.func @pointer(
// CHECK-NOT:   immutable
// CHECK:       vo.return
vo.func @pointer(%x: i64) -> !vo.iface {
  %p = vo.new : !vo.ptr<@Const>
  vo.store %p, %x : !vo.ptr<@Const>, i64
  %i = vo.iface.make %p as @"type.*Const" : !vo.ptr<@Const> -> !vo.iface
  vo.return %i : !vo.iface
}

// Somebody else has it, it has more members, it is filled twice, or too late.
// CHECK-LABEL: vo.func @known(
// CHECK-NOT:   immutable
// CHECK:       vo.return
vo.func @known(%x: i64) -> (!vo.iface, !vo.ptr<@Const>, !vo.iface, !vo.iface, !vo.iface) {
  %p = vo.new : !vo.ptr<@Const>
  vo.store %p, %x : !vo.ptr<@Const>, i64
  %i = vo.iface.make %p as @type.Const : !vo.ptr<@Const> -> !vo.iface
  %q = vo.new : !vo.ptr<@Two>
  vo.store %q, %x, %x : !vo.ptr<@Two>, i64, i64
  %j = vo.iface.make %q as @type.Two : !vo.ptr<@Two> -> !vo.iface
  %r = vo.new : !vo.ptr<@Const>
  vo.store %r, %x : !vo.ptr<@Const>, i64
  %k = vo.iface.make %r as @type.Const : !vo.ptr<@Const> -> !vo.iface
  vo.store %r, %x : !vo.ptr<@Const>, i64
  %s = vo.new : !vo.ptr<@Const>
  %l = vo.iface.make %s as @type.Const : !vo.ptr<@Const> -> !vo.iface
  vo.store %s, %x : !vo.ptr<@Const>, i64
  vo.return %i, %p, %j, %k, %l : !vo.iface, !vo.ptr<@Const>, !vo.iface, !vo.iface, !vo.iface
}
