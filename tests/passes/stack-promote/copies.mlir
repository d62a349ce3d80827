// RUN: vo-opt %s --vo-escape --vo-stack-promote | FileCheck %s

// Copies of objects die with their function, too.

vo.struct @Node { next: !vo.ptr<@Node>, value: i64 }
vo.global @kept : !vo.ptr<@Node>

// CHECK-LABEL: vo.func private @looked_at(
// CHECK:       vo.clone %{{.*}} {frame}
vo.func private @looked_at(%n: !vo.ptr<@Node>) -> i64 {
  %c = vo.clone %n : !vo.ptr<@Node>
  %x = vo.load %c[value] : !vo.ptr<@Node> -> i64
  vo.return %x : i64
}

// What it is a copy of may go elsewhere.
// CHECK-LABEL: vo.func private @original_kept(
// CHECK:       vo.clone %{{.*}} {frame}
vo.func private @original_kept(%n: !vo.ptr<@Node>) -> i64 {
  vo.global.set @kept, %n : !vo.ptr<@Node>
  %c = vo.clone %n : !vo.ptr<@Node>
  %x = vo.load %c[value] : !vo.ptr<@Node> -> i64
  vo.return %x : i64
}

// CHECK-LABEL: vo.func private @copy_kept(
// CHECK:       vo.clone %{{[^ ]*}} :
vo.func private @copy_kept(%n: !vo.ptr<@Node>) {
  %c = vo.clone %n : !vo.ptr<@Node>
  vo.global.set @kept, %c : !vo.ptr<@Node>
  vo.return
}

// The copy of the last turn is what the next one copies: there is but one place.
// CHECK-LABEL: vo.func private @copy_of_copy(
// CHECK:       vo.clone %{{[^ ]*}} :
vo.func private @copy_of_copy(%n: !vo.ptr<@Node>, %n2: i64) -> i64 {
  %more = arith.trunci %n2 : i64 to i1
  cf.br ^turn(%n : !vo.ptr<@Node>)
^turn(%last: !vo.ptr<@Node>):
  %c = vo.clone %last : !vo.ptr<@Node>
  %x = vo.load %c[value] : !vo.ptr<@Node> -> i64
  cf.cond_br %more, ^turn(%c : !vo.ptr<@Node>), ^end
^end:
  vo.return %x : i64
}

// The runtime copies variables.
// CHECK-LABEL: vo.func private @variable(
// CHECK:       vo.clone %{{[^ ]*}} :
vo.func private @variable(%n: !vo.box<i64>) -> i64 {
  %c = vo.clone %n : !vo.box<i64>
  %x = vo.load %c : !vo.box<i64> -> i64
  vo.return %x : i64
}
