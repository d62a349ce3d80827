// RUN: vo-opt %s --vo-sharpen | FileCheck %s

// Each result is unboxed right behind the call: the place where the first result's box would go is its unbox, which goes.

// CHECK-LABEL: vo.func private @two(
// CHECK-SAME: %arg0: i64) -> (!vo.string, !vo.string)
vo.func private @two(%n: i64) -> (!vo.ref, !vo.ref) {
  %s = vo.string.from_int %n
  %a = vo.box %s : !vo.string
  %e = vo.string.const "e"
  %b = vo.box %e : !vo.string
  vo.return %a, %b : !vo.ref, !vo.ref
}

// CHECK-LABEL: vo.func @caller(
// CHECK-NEXT: %[[R:[^ :,]+]]:2 = vo.call @two(%arg0) : (i64) -> (!vo.string, !vo.string)
// CHECK-NEXT: %[[C:[^ :,]+]] = vo.string.concat %[[R]]#0, %[[R]]#1
// CHECK-NEXT: vo.return %[[C]] : !vo.string
vo.func @caller(%n: i64) -> !vo.string {
  %r:2 = vo.call @two(%n) : (i64) -> (!vo.ref, !vo.ref)
  %a = vo.unbox %r#0 : !vo.string
  %b = vo.unbox %r#1 : !vo.string
  %c = vo.string.concat %a, %b
  vo.return %c : !vo.string
}
