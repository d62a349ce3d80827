// RUN: %run-all --exit 1 --err

// A view of an array object that is not there.

// CHECK: 1
// CHECK-NOT: {{.+}}
// ERR: null-array-view.mlir:17: runtime error: nil pointer dereference

vo.type @type.int = int : i64 {rttid = 2}

vo.func @main() attributes {vo.entry} {
  %one = arith.constant 1 : i64
  %zero = arith.constant 0 : i64
  %i = vo.iface.make %one as @type.int : i64 -> !vo.iface
  vo.print newline %i : !vo.iface
  %null = vo.zero : !vo.array<4 x i64>
  %view = vo.slice.of %null[%zero, %zero] : !vo.array<4 x i64>
  %n = vo.slice.len %view : !vo.slice<i64>
  %j = vo.iface.make %n as @type.int : i64 -> !vo.iface
  vo.print newline %j : !vo.iface
  vo.return
}
