// RUN: vo-opt %s --vo-escape='annotate=1' | FileCheck %s

// A native that calls functions may give function values that no `vo.closure.new` shows.

vo.func private @method_by_name(!vo.iface, !vo.string) -> !vo.iface
    attributes {effects = #vo.effects<panics, collects, blocks, arg 0 -> heap, arg 1 -> heap>, native = "vo1:3:dyn:7:GetAttr"}

vo.func private @looks(%p: !vo.ptr<i64>) {
  vo.return
}
// CHECK-LABEL: vo.func private @calls_any(
// CHECK:       vo.new {vo.escape = "heap"}
vo.func private @calls_any(%g: !vo.closure<(!vo.ptr<i64>) -> ()>) {
  %f = vo.closure.new @looks[] : () -> !vo.closure<(!vo.ptr<i64>) -> ()>
  %p = vo.new : !vo.ptr<i64>
  vo.closure.call %g(%p) : !vo.closure<(!vo.ptr<i64>) -> ()>, (!vo.ptr<i64>) -> ()
  vo.return
}

// Direct calls do what they did.
// CHECK-LABEL: vo.func private @calls_one(
// CHECK:       vo.new {vo.escape = "none"}
vo.func private @calls_one() {
  %p = vo.new : !vo.ptr<i64>
  vo.call @looks(%p) : (!vo.ptr<i64>) -> ()
  vo.return
}
