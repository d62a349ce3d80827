// RUN: %run-all --exit 1 --err

// A view of an array object that is not there.

// CHECK: 1
// CHECK-NOT: {{.+}}
// ERR: null-array-view.mlir:17: runtime error: nil pointer dereference

vo.func @main() attributes {vo.entry} {
  %one = arith.constant 1 : i64
  %zero = arith.constant 0 : i64
  %header = arith.constant 514 : i64
  %word = vo.word.of_bits %one
  %i = vo.iface.make %header, %word
  vo.print newline %i
  %null = vo.zero : !vo.ref
  %view = vo.slice.of_array %null[%zero, %zero]
  %n = vo.slice.len %view
  %w = vo.word.of_bits %n
  %j = vo.iface.make %header, %w
  vo.print newline %j
  vo.return
}
