// RUN: vo-reduce %s --reduction-tree='traversal-mode=0 test=%S/Inputs/still-divides.sh' -o %t
// RUN: FileCheck %s < %t
// RUN: not %S/Inputs/still-divides.sh %t
// RUN: %S/Inputs/still-divides.sh %S/Inputs/sound.mlir

// Only the division and what it needs are left: other functions, other operations and the other trap go.
// CHECK: module {
// CHECK-NEXT: vo.func @divides(%arg0: i64, %arg1: i64, %arg2: !vo.string) -> i64 {
// CHECK-NEXT: %[[Q:.*]] = vo.div_s %arg0, %arg1
// CHECK-NEXT: vo.return %[[Q]] : i64
// CHECK-NEXT: }
// CHECK-NEXT: }
// CHECK-NOT: {{.}}

vo.func @first(%x: i64) -> i64 {
  %one = arith.constant 1 : i64
  %y = arith.addi %x, %one : i64
  vo.return %y : i64
}

vo.func @divides(%a: i64, %b: i64, %s: !vo.string) -> i64 {
  %n = vo.string.len %s
  %c = arith.addi %a, %n : i64
  %d = arith.muli %c, %c : i64
  %q = vo.div_s %a, %b
  %e = arith.addi %d, %n : i64
  vo.return %q : i64
}

vo.func @last(%s: !vo.string, %i: i64) {
  %n = vo.string.len %s
  vo.check_index %i, %n
  vo.return
}
