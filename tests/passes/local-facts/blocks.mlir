// RUN: vo-opt %s --vo-local-facts | FileCheck %s
// RUN: vo-opt %s --pass-pipeline='builtin.module(vo.func(vo-local-facts{max-marks=1}))' | FileCheck %s --check-prefix=ONE

// What one block shows, each beside what it does not.

// CHECK: vo.struct @S { a: i64, next: !vo.ptr<@S>, name: !vo.string }
vo.struct @S { a: i64, next: !vo.ptr<@S>, name: !vo.string }
// CHECK: vo.type @type.string = string : !vo.string {rttid = 17 : i64}
vo.type @type.string = string : !vo.string {rttid = 17 : i64}

// ONE-LABEL: vo.func @made(
// ONE: vo.store {{.*}} {nonnull}
// ONE-NOT: nonnull
// ONE: vo.return
// CHECK-LABEL: vo.func @made(
// CHECK-SAME: ) -> !vo.ptr<@S>
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.new : !vo.ptr<@S>
// CHECK-NEXT: vo.store %[[V0]][next], %[[V0]] {nobarrier, nonnull} : !vo.ptr<@S>, !vo.ptr<@S>
// CHECK-NEXT: vo.return %[[V0]] : !vo.ptr<@S>
vo.func @made() -> !vo.ptr<@S> {
  %p = vo.new : !vo.ptr<@S>
  vo.store %p[next], %p : !vo.ptr<@S>, !vo.ptr<@S>
  vo.return %p : !vo.ptr<@S>
}

// An allocation in between may collect; a parameter may be nil; a copy of nil is nil.
// CHECK-LABEL: vo.func @unknown(
// CHECK-SAME: %arg0: !vo.ptr<@S>, %arg1: !vo.string)
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.new : !vo.ptr<@S>
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.string.concat %arg1, %arg1
// CHECK-NEXT: vo.store %[[V0]][name], %[[V1]] {nonnull} : !vo.ptr<@S>, !vo.string
// CHECK-NEXT: vo.store %arg0[name], %[[V1]] : !vo.ptr<@S>, !vo.string
// CHECK-NEXT: %[[V2:[^ :,]+]] = vo.clone %arg0 : !vo.ptr<@S>
// CHECK-NEXT: %[[V3:[^ :,]+]] = vo.load %[[V2]][a] : !vo.ptr<@S> -> i64
// CHECK-NEXT: vo.return
vo.func @unknown(%q: !vo.ptr<@S>, %s: !vo.string) {
  %p = vo.new : !vo.ptr<@S>
  %t = vo.string.concat %s, %s
  vo.store %p[name], %t : !vo.ptr<@S>, !vo.string
  vo.store %q[name], %t : !vo.ptr<@S>, !vo.string
  %c = vo.clone %q : !vo.ptr<@S>
  %x = vo.load %c[a] : !vo.ptr<@S> -> i64
  vo.return
}
// CHECK-LABEL: vo.func @inside(
// CHECK-SAME: %arg0: !vo.slice<@S>, %arg1: i64) -> i64
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.slice.addr %arg0[%arg1] : !vo.slice<@S> -> !vo.ptr<@S>
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.load %[[V0]][a] {nonnull} : !vo.ptr<@S> -> i64
// CHECK-NEXT: vo.return %[[V1]] : i64
vo.func @inside(%s: !vo.slice<@S>, %i: i64) -> i64 {
  %p = vo.slice.addr %s[%i] : !vo.slice<@S> -> !vo.ptr<@S>
  %x = vo.load %p[a] : !vo.ptr<@S> -> i64
  vo.return %x : i64
}
// CHECK-LABEL: vo.func @otherBlock(
// CHECK-SAME: ) -> i64
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.new : !vo.ptr<@S>
// CHECK-NEXT: cf.br ^bb1
// CHECK-NEXT: ^bb1:
// CHECK-NEXT: vo.store %[[V0]][next], %[[V0]] {nonnull} : !vo.ptr<@S>, !vo.ptr<@S>
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.load %[[V0]][a] {nonnull} : !vo.ptr<@S> -> i64
// CHECK-NEXT: vo.return %[[V1]] : i64
vo.func @otherBlock() -> i64 {
  %p = vo.new : !vo.ptr<@S>
  cf.br ^next
^next:
  vo.store %p[next], %p : !vo.ptr<@S>, !vo.ptr<@S>
  %x = vo.load %p[a] : !vo.ptr<@S> -> i64
  vo.return %x : i64
}
// CHECK-LABEL: vo.func @data(
// CHECK-SAME: %arg0: !vo.string) -> (!vo.iface, !vo.box<!vo.string>)
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.new(%arg0 : !vo.string) {immutable} : !vo.box<!vo.string>
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.new(%arg0 : !vo.string) : !vo.box<!vo.string>
// CHECK-NEXT: %[[V2:[^ :,]+]] = vo.iface.make %[[V0]] as @type.string : !vo.box<!vo.string> -> !vo.iface
// CHECK-NEXT: %[[V3:[^ :,]+]] = vo.iface.make %[[V1]] as @type.string : !vo.box<!vo.string> -> !vo.iface
// CHECK-NEXT: vo.return %[[V2]], %[[V1]] : !vo.iface, !vo.box<!vo.string>
vo.func @data(%s: !vo.string) -> (!vo.iface, !vo.box<!vo.string>) {
  %a = vo.new(%s : !vo.string) : !vo.box<!vo.string>
  %b = vo.new(%s : !vo.string) : !vo.box<!vo.string>
  %i = vo.iface.make %a as @type.string : !vo.box<!vo.string> -> !vo.iface
  %j = vo.iface.make %b as @type.string : !vo.box<!vo.string> -> !vo.iface
  vo.return %i, %b : !vo.iface, !vo.box<!vo.string>
}
