// RUN: vo-opt %s --vo-sharpen --mlir-pass-statistics --mlir-pass-statistics-display=list -o /dev/null 2>&1 | FileCheck %s

// One block argument, two parameters and one result become values; a third
// parameter, of a public function, does not.

// CHECK: Sharpen
// CHECK-NEXT: (S) 1 num-block-arguments
// CHECK-NEXT: (S) 2 num-parameters
// CHECK-NEXT: (S) 1 num-results

vo.func private @one(%p: !vo.ref, %q: !vo.ref, %r: !vo.ref) -> !vo.ref {
  %s = vo.unbox %p : !vo.string
  %t = vo.unbox %q : !vo.slice
  vo.store %r[0]
  %b = vo.box %s : !vo.string
  vo.return %b : !vo.ref
}

vo.func @main(%p: !vo.ref) -> i64 {
  %a = vo.call @one(%p, %p, %p) : (!vo.ref, !vo.ref, !vo.ref) -> !vo.ref
  %s = vo.unbox %p : !vo.slice
  %b = vo.box %s : !vo.slice
  cf.br ^next(%b : !vo.ref)
^next(%x: !vo.ref):
  %t = vo.unbox %x : !vo.slice
  %n = vo.slice.len %t
  vo.return %n : i64
}
