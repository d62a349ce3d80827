// RUN: vo-opt %s --vo-escape --vo-share-bytes | FileCheck %s
// RUN: vo-opt %s --vo-escape --vo-share-bytes='max-shared=1' | FileCheck %s --check-prefix=ONE

// Strings of bytes that nobody uses any more.

vo.struct @Buffer { bytes: !vo.slice<ui8>, count: i64 }
vo.global @kept : !vo.slice<ui8>

// CHECK-LABEL: vo.func private @made_here(
// CHECK:       vo.string.from_bytes %{{.*}} {shares}
// ONE-COUNT-1: {shares}
// ONE-NOT:     {shares}
vo.func private @made_here(%n: i64) -> !vo.string {
  %zero = arith.constant 0 : i64
  %b = vo.slice.new %n, %n : !vo.slice<ui8>
  vo.slice.set %b[%zero], %n : !vo.slice<ui8>, i64
  %rest = vo.slice.slice %b[%zero, %n] : !vo.slice<ui8>
  %s = vo.string.from_bytes %rest : !vo.slice<ui8> to !vo.string
  vo.return %s : !vo.string
}

// By a callee that keeps nothing.
vo.func private @digits(%n: i64) -> !vo.slice<ui8> {
  %b = vo.slice.new %n, %n : !vo.slice<ui8>
  vo.return %b : !vo.slice<ui8>
}
// CHECK-LABEL: vo.func private @made_by_callee(
// CHECK:       vo.string.from_bytes %{{.*}} {shares}
vo.func private @made_by_callee(%n: i64) -> !vo.string {
  %b = vo.call @digits(%n) : (i64) -> !vo.slice<ui8>
  %s = vo.string.from_bytes %b : !vo.slice<ui8> to !vo.string
  vo.return %s : !vo.string
}

// And by one that does.
vo.func private @start(%buffer: !vo.ptr<@Buffer>, %n: i64) -> !vo.slice<ui8> {
  %b = vo.slice.new %n, %n : !vo.slice<ui8>
  vo.store %buffer[bytes], %b : !vo.ptr<@Buffer>, !vo.slice<ui8>
  vo.return %b : !vo.slice<ui8>
}
// CHECK-LABEL: vo.func private @kept_by_callee(
// CHECK:       vo.string.from_bytes %{{[^ ]*}} :
vo.func private @kept_by_callee(%n: i64) -> !vo.string {
  %zero = arith.constant 0 : i64
  %buffer = vo.new : !vo.ptr<@Buffer>
  %b = vo.call @start(%buffer, %n) : (!vo.ptr<@Buffer>, i64) -> !vo.slice<ui8>
  %s = vo.string.from_bytes %b : !vo.slice<ui8> to !vo.string
  %again = vo.load %buffer[bytes] : !vo.ptr<@Buffer> -> !vo.slice<ui8>
  vo.slice.set %again[%zero], %n : !vo.slice<ui8>, i64
  vo.return %s : !vo.string
}

// Unless nobody looks there any more.
// CHECK-LABEL: vo.func private @kept_by_dead(
// CHECK:       vo.string.from_bytes %{{.*}} {shares}
vo.func private @kept_by_dead(%n: i64) -> !vo.string {
  %buffer = vo.new : !vo.ptr<@Buffer>
  %b = vo.call @start(%buffer, %n) : (!vo.ptr<@Buffer>, i64) -> !vo.slice<ui8>
  %again = vo.load %buffer[bytes] : !vo.ptr<@Buffer> -> !vo.slice<ui8>
  %s = vo.string.from_bytes %again : !vo.slice<ui8> to !vo.string
  vo.return %s : !vo.string
}

vo.func private @register(%n: i64) -> !vo.slice<ui8> {
  %b = vo.slice.new %n, %n : !vo.slice<ui8>
  vo.global.set @kept, %b : !vo.slice<ui8>
  vo.return %b : !vo.slice<ui8>
}
// CHECK-LABEL: vo.func private @kept_by_global(
// CHECK:       vo.string.from_bytes %{{[^ ]*}} :
vo.func private @kept_by_global(%n: i64) -> !vo.string {
  %b = vo.call @register(%n) : (i64) -> !vo.slice<ui8>
  %s = vo.string.from_bytes %b : !vo.slice<ui8> to !vo.string
  vo.return %s : !vo.string
}

// Written to afterwards.
// CHECK-LABEL: vo.func private @written(
// CHECK:       vo.string.from_bytes %{{[^ ]*}} :
vo.func private @written(%n: i64) -> !vo.string {
  %zero = arith.constant 0 : i64
  %b = vo.slice.new %n, %n : !vo.slice<ui8>
  %head = vo.slice.slice %b[%zero, %zero] : !vo.slice<ui8>
  %s = vo.string.from_bytes %b : !vo.slice<ui8> to !vo.string
  %more = vo.append %head, %n : !vo.slice<ui8>, i64
  vo.return %s : !vo.string
}

// In the next turn.
// CHECK-LABEL: vo.func private @next_turn(
// CHECK:       vo.string.from_bytes %{{[^ ]*}} :
vo.func private @next_turn(%n: i64) -> !vo.string {
  %zero = arith.constant 0 : i64
  %none = vo.zero : !vo.string
  %b = vo.slice.new %n, %n : !vo.slice<ui8>
  cf.br ^turn(%none, %zero : !vo.string, i64)
^turn(%last: !vo.string, %i: i64):
  vo.slice.set %b[%zero], %i : !vo.slice<ui8>, i64
  %s = vo.string.from_bytes %b : !vo.slice<ui8> to !vo.string
  %all = vo.string.concat %last, %s
  %next = arith.addi %i, %n : i64
  %more = arith.cmpi slt, %next, %n : i64
  cf.cond_br %more, ^turn(%all, %next : !vo.string, i64), ^end
^end:
  vo.return %all : !vo.string
}

// From who knows where.
// CHECK-LABEL: vo.func private @argument(
// CHECK:       vo.string.from_bytes %{{[^ ]*}} :
vo.func private @argument(%b: !vo.slice<ui8>) -> !vo.string {
  %s = vo.string.from_bytes %b : !vo.slice<ui8> to !vo.string
  vo.return %s : !vo.string
}

// CHECK-LABEL: vo.func private @argument_or_new(
// CHECK:       vo.string.from_bytes %{{[^ ]*}} :
vo.func private @argument_or_new(%b: !vo.slice<ui8>, %n: i64) -> !vo.string {
  %c = vo.slice.new %n, %n : !vo.slice<ui8>
  %which = arith.trunci %n : i64 to i1
  %either = arith.select %which, %b, %c : !vo.slice<ui8>
  %s = vo.string.from_bytes %either : !vo.slice<ui8> to !vo.string
  vo.return %s : !vo.string
}

// CHECK-LABEL: vo.func private @in_argument(
// CHECK:       vo.string.from_bytes %{{[^ ]*}} :
vo.func private @in_argument(%buffer: !vo.ptr<@Buffer>, %n: i64) -> !vo.string {
  %c = vo.slice.new %n, %n : !vo.slice<ui8>
  vo.store %buffer[bytes], %c : !vo.ptr<@Buffer>, !vo.slice<ui8>
  %b = vo.load %buffer[bytes] : !vo.ptr<@Buffer> -> !vo.slice<ui8>
  %s = vo.string.from_bytes %b : !vo.slice<ui8> to !vo.string
  vo.return %s : !vo.string
}
