// RUN: vo-opt %s --vo-escape --vo-stack-promote=result-slots=0 --remarks-filter=vo-stack-promote --remark-format=emitRemark 2>&1 | FileCheck %s

// The ways that objects take, step by step.

vo.struct @Node { next: !vo.ptr<@Node>, value: !vo.ptr<i64> }
vo.global @g.all : !vo.slice<!vo.ptr<i64>>

// Through calls: what callees do with what they get.
vo.func private @same(%p: !vo.ptr<i64>) -> !vo.ptr<i64> {
  vo.return %p : !vo.ptr<i64>
}
vo.func private @put(%n: !vo.ptr<@Node>, %p: !vo.ptr<i64>) {
  vo.store %n[value], %p : !vo.ptr<@Node>, !vo.ptr<i64>
  vo.return
}
// CHECK: remark: [Missed] result | {{.*}}Function=through_calls
// CHECK-SAME: passed to `same`, whose argument 0 is returned", Step02="{{.*}}: returned"
vo.func private @through_calls() -> !vo.ptr<i64> {
  %p = vo.new : !vo.ptr<i64>
  %q = vo.call @same(%p) : (!vo.ptr<i64>) -> !vo.ptr<i64>
  vo.return %q : !vo.ptr<i64>
}
// CHECK: remark: [Missed] argument | {{.*}}Function=put_there
// CHECK-SAME: passed to `put`, whose argument 1 is stored in memory, which is reached from an argument"
vo.func private @put_there(%n: !vo.ptr<@Node>) {
  %p = vo.new : !vo.ptr<i64>
  vo.call @put(%n, %p) : (!vo.ptr<@Node>, !vo.ptr<i64>) -> ()
  vo.return
}

// What a callee keeps in an object of its own, and what is put into one that it gives.
vo.func private @keep(%p: !vo.ptr<i64>) -> i64 {
  %nil = vo.zero : !vo.slice<!vo.ptr<i64>>
  %zero = arith.constant 0 : i64
  %all = vo.append %nil, %p : !vo.slice<!vo.ptr<i64>>, !vo.ptr<i64>
  %q = vo.slice.get %all[%zero] : !vo.slice<!vo.ptr<i64>> -> !vo.ptr<i64>
  %x = vo.load %q : !vo.ptr<i64> -> i64
  vo.return %x : i64
}
// CHECK: remark: [Missed] heap-memory | {{.*}}Function=kept
// CHECK-SAME: `keep` makes that memory, on the heap
vo.func private @kept() -> i64 {
  %p = vo.new : !vo.ptr<i64>
  %x = vo.call @keep(%p) : (!vo.ptr<i64>) -> i64
  vo.return %x : i64
}
vo.func private @make() -> !vo.ptr<@Node> {
  %n = vo.new : !vo.ptr<@Node>
  vo.return %n : !vo.ptr<@Node>
}
// CHECK: remark: [Missed] heap-memory | {{.*}}Function=into_made
// CHECK-SAME: stored in member `value`", Step02="{{.*}}: `make` makes that memory, on the heap"
vo.func private @into_made() {
  %p = vo.new : !vo.ptr<i64>
  %n = vo.call @make() : () -> !vo.ptr<@Node>
  vo.store %n[value], %p : !vo.ptr<@Node>, !vo.ptr<i64>
  vo.return
}

// An object that stays for its loop keeps what is in it.
// CHECK-DAG: remark: [Missed] loop | {{.*}}Function=list
// CHECK-DAG: remark: [Missed] heap-memory | {{.*}}Function=list{{.*}}stored in member `value`{{.*}}that memory is of the heap: object *Node
vo.func private @list(%c_word: i64) -> i64 {
  %c = arith.trunci %c_word : i64 to i1
  %nil = vo.zero : !vo.ptr<@Node>
  %p = vo.new : !vo.ptr<i64>
  cf.br ^loop(%nil : !vo.ptr<@Node>)
^loop(%list: !vo.ptr<@Node>):
  %n = vo.new : !vo.ptr<@Node>
  vo.store %n[next], %list : !vo.ptr<@Node>, !vo.ptr<@Node>
  vo.store %n[value], %p : !vo.ptr<@Node>, !vo.ptr<i64>
  cf.cond_br %c, ^loop(%n : !vo.ptr<@Node>), ^end
^end:
  %q = vo.load %n[value] : !vo.ptr<@Node> -> !vo.ptr<i64>
  %x = vo.load %q : !vo.ptr<i64> -> i64
  vo.return %x : i64
}

// Through a slice; variables in between are no steps.
// CHECK: remark: [Missed] global | {{.*}}Function=in_slice
// CHECK-SAME: stored in package variable `all`
// CHECK: remark: [Missed] heap | {{.*}}Function=in_slice
// CHECK-SAME: stored in an element of a slice, which lies in memory that is not seen", Type
vo.func private @in_slice(%c_word: i64) {
  %c = arith.trunci %c_word : i64 to i1
  %one = arith.constant 1 : i64
  %zero = arith.constant 0 : i64
  %s = vo.slice.new %one, %one : !vo.slice<!vo.ptr<i64>>
  vo.global.set @g.all, %s : !vo.slice<!vo.ptr<i64>>
  %p = vo.new : !vo.ptr<i64>
  %nil = vo.zero : !vo.ptr<i64>
  cf.cond_br %c, ^put(%p : !vo.ptr<i64>), ^put(%nil : !vo.ptr<i64>)
^put(%q: !vo.ptr<i64>):
  vo.slice.set %s[%zero], %q : !vo.slice<!vo.ptr<i64>>, !vo.ptr<i64>
  vo.return
}

// What function values capture; methods and function values that may be any.
vo.func private @captured(%b: !vo.box<i64>) attributes {captures = 1 : i64} {
  vo.return
}
// CHECK: remark: [Missed] result | {{.*}}Function=captures
// CHECK-SAME: Step01="{{[^"]*}}: captured by function value `captured`, which is reached from a result"
// CHECK: remark: [Missed] result | {{.*}}Function=captures
// CHECK-SAME: Kind="function value"
// CHECK-SAME: Site="function value func() is on the heap
vo.func private @captures() -> !vo.closure<() -> ()> {
  %b = vo.new : !vo.box<i64>
  %f = vo.closure.new @captured[%b] : (!vo.box<i64>) -> !vo.closure<() -> ()>
  vo.return %f : !vo.closure<() -> ()>
}
vo.interface @I { Take: (!vo.ptr<i64>) -> () }
// CHECK: remark: [Missed] heap | {{.*}}Function=calls
// CHECK-SAME: Step01="{{[^"]*}}: passed to a function value, whose argument 1 goes to the heap"
// CHECK: remark: [Missed] heap | {{.*}}Function=calls
// CHECK-SAME: Step01="{{[^"]*}}: passed to method `Take`, whose argument 0 goes to the heap"
// CHECK: remark: [Missed] heap | {{.*}}Function=calls
// CHECK-SAME: captured by function value `captured`, which lies in memory that is not seen
// CHECK: remark: [Missed] heap | {{.*}}Function=calls
// CHECK-SAME: Step01="{{[^"]*}}: called as a function, and what it captures goes to the heap"
vo.func private @anything() attributes {native = "vo1:0::8:anything"}
vo.func private @calls(%f: !vo.closure<(i64, !vo.ptr<i64>) -> ()>, %i: !vo.iface<@I>, %x: i64) {
  vo.call @anything() : () -> ()
  %p = vo.new : !vo.ptr<i64>
  vo.closure.call %f(%x, %p) : !vo.closure<(i64, !vo.ptr<i64>) -> ()>, (i64, !vo.ptr<i64>) -> ()
  %q = vo.new : !vo.ptr<i64>
  vo.iface.call %i[Take](%q) : !vo.iface<@I>, (!vo.ptr<i64>) -> ()
  %b = vo.new : !vo.box<i64>
  %g = vo.closure.new @captured[%b] : (!vo.box<i64>) -> !vo.closure<() -> ()>
  vo.closure.call %g() : !vo.closure<() -> ()>, () -> ()
  vo.return
}

// Ways are cut.
// CHECK: remark: [Missed] result | {{.*}}Function=long
// CHECK-SAME: Step15="{{[^"]*}}: passed to `same`, whose argument 0 is returned", Step16="{{[^"]*}}: passed to `same`, whose argument 0 is returned, and on", Type
vo.func private @long() -> !vo.ptr<i64> {
  %0 = vo.new : !vo.ptr<i64>
  %1 = vo.call @same(%0) : (!vo.ptr<i64>) -> !vo.ptr<i64>
  %2 = vo.call @same(%1) : (!vo.ptr<i64>) -> !vo.ptr<i64>
  %3 = vo.call @same(%2) : (!vo.ptr<i64>) -> !vo.ptr<i64>
  %4 = vo.call @same(%3) : (!vo.ptr<i64>) -> !vo.ptr<i64>
  %5 = vo.call @same(%4) : (!vo.ptr<i64>) -> !vo.ptr<i64>
  %6 = vo.call @same(%5) : (!vo.ptr<i64>) -> !vo.ptr<i64>
  %7 = vo.call @same(%6) : (!vo.ptr<i64>) -> !vo.ptr<i64>
  %8 = vo.call @same(%7) : (!vo.ptr<i64>) -> !vo.ptr<i64>
  %9 = vo.call @same(%8) : (!vo.ptr<i64>) -> !vo.ptr<i64>
  %10 = vo.call @same(%9) : (!vo.ptr<i64>) -> !vo.ptr<i64>
  %11 = vo.call @same(%10) : (!vo.ptr<i64>) -> !vo.ptr<i64>
  %12 = vo.call @same(%11) : (!vo.ptr<i64>) -> !vo.ptr<i64>
  %13 = vo.call @same(%12) : (!vo.ptr<i64>) -> !vo.ptr<i64>
  %14 = vo.call @same(%13) : (!vo.ptr<i64>) -> !vo.ptr<i64>
  %15 = vo.call @same(%14) : (!vo.ptr<i64>) -> !vo.ptr<i64>
  %16 = vo.call @same(%15) : (!vo.ptr<i64>) -> !vo.ptr<i64>
  %17 = vo.call @same(%16) : (!vo.ptr<i64>) -> !vo.ptr<i64>
  vo.return %17 : !vo.ptr<i64>
}
