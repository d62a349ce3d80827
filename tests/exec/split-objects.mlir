// RUN: %run-all

// Objects and frame areas that become variables, beside the same that stay memory because their address is passed on.

// CHECK: 0 1 0 7 7
// CHECK-NEXT: 1 2 3 7 14
// CHECK-NEXT: 2 3 6 7 21
// CHECK-NEXT: text 0
// CHECK-NEXT: <nil> 4
// CHECK-NOT: {{.+}}

vo.struct @Total { name: !vo.string, count: i64 }
vo.struct @Mixed { text: !vo.string, number: f64, any: !vo.iface }
vo.type @type.int = int : i64 {rttid = 2}
vo.type @type.string = string : !vo.string {rttid = 17}

vo.func private @touch(%p: !vo.ptr<@Total>, %x: i64) {
  %old = vo.load %p[count] : !vo.ptr<@Total> -> i64
  %new = arith.addi %old, %x : i64
  vo.store %p[count], %new : !vo.ptr<@Total>, i64
  vo.return
}

vo.func private @int(%x: i64) -> !vo.iface {
  %i = vo.iface.make %x as @type.int : i64 -> !vo.iface
  vo.return %i : !vo.iface
}

vo.func @main() attributes {vo.entry} {
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %three = arith.constant 3 : i64
  %seven = arith.constant 7 : i64
  %total = vo.new : !vo.ptr<@Total>
  %area = vo.frame : !vo.frame<2 x i64>
  cf.br ^head(%zero : i64)
^head(%i: i64):
  %c = arith.cmpi slt, %i, %three : i64
  cf.cond_br %c, ^body, ^exit
^body:
  // New in each turn, so zero at its start.
  %turn = vo.new : !vo.box<i64, i64>
  %before = vo.load %turn : !vo.box<i64, i64> -> i64
  %n = arith.addi %i, %one : i64
  %n2 = arith.addi %before, %n : i64
  vo.store %turn, %n2, %seven : !vo.box<i64, i64>, i64, i64
  %a, %b = vo.load %turn : !vo.box<i64, i64> -> i64, i64
  // Kept over turns.
  %sum = vo.frame.get %area[%one] : !vo.frame<2 x i64> -> i64
  %next = arith.addi %sum, %three : i64
  vo.frame.set %area[%one], %next : !vo.frame<2 x i64>, i64
  // In memory.
  vo.call @touch(%total, %seven) : (!vo.ptr<@Total>, i64) -> ()
  %t = vo.load %total[count] : !vo.ptr<@Total> -> i64
  %v0 = vo.call @int(%i) : (i64) -> !vo.iface
  %v1 = vo.call @int(%a) : (i64) -> !vo.iface
  %v2 = vo.call @int(%sum) : (i64) -> !vo.iface
  %v3 = vo.call @int(%b) : (i64) -> !vo.iface
  %v4 = vo.call @int(%t) : (i64) -> !vo.iface
  vo.print newline %v0, %v1, %v2, %v3, %v4 : !vo.iface, !vo.iface, !vo.iface, !vo.iface, !vo.iface
  cf.br ^head(%n : i64)
^exit:
  // A string, a float and an interface in one object, read one by one.
  %mixed = vo.new : !vo.ptr<@Mixed>
  %text = vo.string.const "te"
  %more = vo.string.from_int %zero : i64 to !vo.string
  %tail = vo.string.const "xt"
  %whole = vo.string.concat %text, %tail
  vo.store %mixed[text], %whole : !vo.ptr<@Mixed>, !vo.string
  %four = vo.call @int(%three) : (i64) -> !vo.iface
  %s = vo.load %mixed[text] : !vo.ptr<@Mixed> -> !vo.string
  %box = vo.new(%s : !vo.string) : !vo.box<!vo.string>
  %value = vo.iface.make %box as @type.string : !vo.box<!vo.string> -> !vo.iface
  %f = vo.load %mixed[number] : !vo.ptr<@Mixed> -> f64
  %bits = arith.bitcast %f : f64 to i64
  %fv = vo.call @int(%bits) : (i64) -> !vo.iface
  vo.print newline %value, %fv : !vo.iface, !vo.iface
  %empty = vo.load %mixed[any] : !vo.ptr<@Mixed> -> !vo.iface
  %fourInt = arith.constant 4 : i64
  %v = vo.call @int(%fourInt) : (i64) -> !vo.iface
  vo.store %mixed[any], %v : !vo.ptr<@Mixed>, !vo.iface
  %full = vo.load %mixed[any] : !vo.ptr<@Mixed> -> !vo.iface
  vo.print newline %empty, %full : !vo.iface, !vo.iface
  vo.return
}
