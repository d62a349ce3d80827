// RUN: %run-all --exit 1 --err

// A native that the runtime lacks panics when the program comes to it, naming package and function.

// CHECK: before
// CHECK-NOT: {{.+}}
// ERR: native-later.mlir:17: calls of main.later are not supported yet

vo.type @type.string = string : !vo.string {rttid = 17}

vo.func private @main.later(i64) -> i64 attributes {native = "vo1:4:main:5:later"}

vo.func @main() attributes {vo.entry} {
  %before = vo.string.const "before"
  vo.call @text(%before) : (!vo.string) -> ()
  %c0 = arith.constant 0 : i64
  %x = vo.call @main.later(%c0) : (i64) -> i64
  vo.call @text(%before) : (!vo.string) -> ()
  vo.return
}

vo.func @text(%s: !vo.string) {
  %box = vo.new(%s : !vo.string) : !vo.box<!vo.string>
  %value = vo.iface.make %box as @type.string : !vo.box<!vo.string> -> !vo.iface
  vo.print newline %value : !vo.iface
  vo.return
}
