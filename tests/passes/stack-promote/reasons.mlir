// RUN: vo-opt %s --vo-escape --vo-stack-promote='max-frame-words=60' --remarks-filter=vo-stack-promote --remark-format=emitRemark 2>&1 | FileCheck %s --implicit-check-not=remark:
// RUN: vo-opt %s --vo-escape --vo-stack-promote='max-promotions=0' --remarks-filter=vo-stack-promote --remark-format=emitRemark 2>&1 | FileCheck %s --check-prefix=LIMIT
// RUN: vo-opt %s --vo-escape --vo-stack-promote='filter=nothing' --remarks-filter=vo-stack-promote --remark-format=emitRemark 2>&1 | FileCheck %s --check-prefix=LIMIT
// RUN: vo-opt %s --vo-escape --vo-stack-promote 2>&1 | FileCheck %s --check-prefix=SILENT

// Every code of passes/escape/Reasons.def, in the order of the functions.

// SILENT-NOT: remark:
// LIMIT: remark: {{.*}}limit | Category:vo-stack-promote | Function=frame
// LIMIT-NOT: remark: {{.*}}frame | Category

vo.struct @Node { next: !vo.ptr<@Node>, value: !vo.ptr<i64> }
vo.struct @Block { words: 40 x i64 }
vo.struct @Large { words: 200 x i64 }
vo.global @g.head : !vo.ptr<i64>
vo.func private @unknown(!vo.ptr<i64>)
vo.func private @later(%p: !vo.ptr<i64>) {
  vo.return
}

// CHECK: remark: [Passed] frame | Category:vo-stack-promote | Function=frame
// CHECK-SAME: Bytes=8
// CHECK-SAME: variable int lies in the frame of its function
vo.func private @frame(%x: i64) {
  %p = vo.new(%x : i64) : !vo.box<i64>
  %y = vo.load %p : !vo.box<i64> -> i64
  vo.return
}

// CHECK: remark: [Missed] heap | {{.*}}Function=heap
// CHECK-SAME: passed to `unknown`, whose argument 0 goes to the heap
vo.func private @heap() {
  %p = vo.new : !vo.ptr<i64>
  vo.call @unknown(%p) : (!vo.ptr<i64>) -> ()
  vo.return
}

// CHECK: remark: [Missed] global | {{.*}}Function=global
// CHECK-SAME: stored in package variable `head`
vo.func private @global() {
  %p = vo.new : !vo.ptr<i64>
  vo.global.set @g.head, %p : !vo.ptr<i64>
  vo.return
}

// CHECK: remark: [Missed] kind | {{.*}}Function=goroutine
// CHECK-SAME: goroutine later is on the heap
// CHECK: remark: [Missed] goroutine | {{.*}}Function=goroutine
// CHECK-SAME: passed to a new goroutine, which runs `later`
vo.func private @goroutine() {
  %p = vo.new : !vo.ptr<i64>
  vo.go @later(%p) : !vo.ptr<i64>
  vo.return
}

// CHECK: remark: [Missed] panic | {{.*}}Function=panics
// CHECK-SAME: the value of a panic
vo.func private @panics() {
  %n = vo.new : !vo.ptr<@Node>
  %i = vo.iface.make %n as @"type.*node" : !vo.ptr<@Node> -> !vo.iface
  vo.panic %i : !vo.iface
}
vo.type @type.struct = struct [] : @Node {rttid = 2}
vo.type @"type.*node" = pointer of @type.struct : !vo.ptr<@Node> {rttid = 1}

// CHECK: remark: [Missed] deferred | {{.*}}Function=deferred
// CHECK-SAME: passed to the deferred call of `later`
vo.func private @deferred() attributes {defers} {
  %p = vo.new : !vo.ptr<i64>
  vo.defer @later(%p) : !vo.ptr<i64>
  vo.return
}

// CHECK: remark: [Missed] result | {{.*}}Function=result
// CHECK-SAME: object *Node is on the heap
// CHECK-SAME: returned
// CHECK: remark: [Missed] result | {{.*}}Function=result
// CHECK-SAME: stored in member `value`, which is reached from a result
vo.func private @result() -> !vo.ptr<@Node> {
  %n = vo.new : !vo.ptr<@Node>
  %p = vo.new : !vo.ptr<i64>
  vo.store %n[value], %p : !vo.ptr<@Node>, !vo.ptr<i64>
  vo.return %n : !vo.ptr<@Node>
}

// CHECK: remark: [Missed] argument | {{.*}}Function=argument
// CHECK-SAME: stored in member `value`, which is reached from an argument
vo.func private @argument(%n: !vo.ptr<@Node>) {
  %p = vo.new : !vo.ptr<i64>
  vo.store %n[value], %p : !vo.ptr<@Node>, !vo.ptr<i64>
  vo.return
}

// CHECK-DAG: remark: [Missed] kind | {{.*}}Function=heap_memory{{.*}}"map[int]*int is on the heap
// CHECK-DAG: remark: [Missed] kind | {{.*}}Function=heap_memory{{.*}}"growth of a map map[int]*int is on the heap
// CHECK-DAG: remark: [Missed] heap-memory | {{.*}}Function=heap_memory{{.*}}stored in a map{{.*}}that memory is of the heap: map[int]*int"
vo.func private @heap_memory(%k: i64) {
  %m = vo.map.new : !vo.map<i64, !vo.ptr<i64>>
  %p = vo.new : !vo.ptr<i64>
  vo.map.set %m[%k], %p : !vo.map<i64, !vo.ptr<i64>>, i64 -> !vo.ptr<i64>
  vo.return
}

// CHECK: remark: [Missed] loop | {{.*}}Function=loop
// CHECK-SAME: Loop=1
// CHECK-SAME: what is here may still lead to it
vo.func private @loop(%c_word: i64, %x: i64) -> i64 {
  %c = arith.trunci %c_word : i64 to i1
  %nil = vo.zero : !vo.ptr<i64>
  cf.br ^loop(%nil : !vo.ptr<i64>)
^loop(%last: !vo.ptr<i64>):
  %p = vo.new : !vo.ptr<i64>
  %same = vo.eq %p, %last : !vo.ptr<i64>
  cf.cond_br %c, ^loop(%p : !vo.ptr<i64>), ^end
^end:
  %y = vo.load %last : !vo.ptr<i64> -> i64
  vo.return %y : i64
}

// CHECK: remark: [Missed] loop | {{.*}}Function=entries
// CHECK-SAME: has several entries
vo.func private @entries(%c_word: i64, %n: !vo.ptr<@Node>) {
  %c = arith.trunci %c_word : i64 to i1
  cf.cond_br %c, ^first, ^second
^first:
  cf.br ^second
^second:
  %p = vo.new : !vo.ptr<i64>
  %x = vo.load %p : !vo.ptr<i64> -> i64
  cf.cond_br %c, ^first, ^end
^end:
  vo.return
}

// CHECK: remark: [Missed] size | {{.*}}Function=size
// CHECK-SAME: Bytes=1600
vo.func private @size() {
  %p = vo.new : !vo.ptr<@Large>
  vo.return
}

// CHECK: remark: [Missed] frame-full | {{.*}}Function=full
// CHECK: remark: [Passed] frame | {{.*}}Function=full
vo.func private @full() {
  %a = vo.new : !vo.ptr<@Block>
  %b = vo.new : !vo.ptr<@Block>
  vo.return
}

// CHECK: remark: [Missed] dynamic-size | {{.*}}Function=dynamic_size
// CHECK-SAME: array []Block is on the heap
vo.func private @dynamic_size(%n: i64) -> i64 {
  %s = vo.slice.new %n, %n : !vo.slice<@Block>
  %l = vo.slice.len %s : !vo.slice<@Block>
  vo.return %l : i64
}

// What holds no references is no object, however large; nor is a function value without captures, or a slice of nothing, or what
// lies where its bytes are.
vo.func private @no_objects(%i: i64, %f: !vo.closure<() -> ()>) {
  %g = vo.frame : !vo.frame<400 x i64>
  vo.frame.set %g[%i], %i : !vo.frame<400 x i64>, i64
  %h = vo.closure.new @nothing[] : () -> !vo.closure<() -> ()>
  %zero = arith.constant 0 : i64
  %none = vo.slice.new %zero, %zero : !vo.slice<ui8>
  %text = vo.string.from_bytes %none {shares} : !vo.slice<ui8> to !vo.string
  vo.closure.call %h() : !vo.closure<() -> ()>, () -> ()
  vo.return
}
vo.func private @nothing() {
  vo.return
}
