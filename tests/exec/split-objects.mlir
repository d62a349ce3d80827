// RUN: %run-all

// Objects and frame areas that become variables, beside the same that stay memory because their address is passed on.

// CHECK: 0 1 0 7 7
// CHECK-NEXT: 1 2 3 7 14
// CHECK-NEXT: 2 3 6 7 21
// CHECK-NEXT: text 0
// CHECK-NEXT: <nil> 4
// CHECK-NOT: {{.+}}

vo.func private @touch(%p: !vo.ref, %x: i64) {
  %old = vo.load %p[1] : i64
  %new = arith.addi %old, %x : i64
  vo.store %p[1], %new : i64
  vo.return
}

vo.func private @int(%x: i64) -> !vo.iface {
  %header = arith.constant 514 : i64
  %word = vo.word.of_bits %x
  %i = vo.iface.make %header, %word
  vo.return %i : !vo.iface
}

vo.func @main() attributes {vo.entry} {
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %three = arith.constant 3 : i64
  %seven = arith.constant 7 : i64
  %total = vo.new <"rv">
  %area = vo.frame <"vv"> : !vo.frame
  cf.br ^head(%zero : i64)
^head(%i: i64):
  %c = arith.cmpi slt, %i, %three : i64
  cf.cond_br %c, ^body, ^exit
^body:
  // New in each turn, so zero at its start.
  %turn = vo.new <"vv">
  %before = vo.load %turn[0] : i64
  %n = arith.addi %i, %one : i64
  %n2 = arith.addi %before, %n : i64
  vo.store %turn[0], %n2, %seven : i64, i64
  %a, %b = vo.load %turn[0] : i64, i64
  // Kept over turns.
  %sum = vo.frame.get %area[%one * 1 + 0] : !vo.frame -> i64
  %next = arith.addi %sum, %three : i64
  vo.frame.set %area[%one * 1 + 0], %next : !vo.frame, i64
  // In memory.
  vo.call @touch(%total, %seven) : (!vo.ref, i64) -> ()
  %t = vo.load %total[1] : i64
  %v0 = vo.call @int(%i) : (i64) -> !vo.iface
  %v1 = vo.call @int(%a) : (i64) -> !vo.iface
  %v2 = vo.call @int(%sum) : (i64) -> !vo.iface
  %v3 = vo.call @int(%b) : (i64) -> !vo.iface
  %v4 = vo.call @int(%t) : (i64) -> !vo.iface
  vo.print newline %v0, %v1, %v2, %v3, %v4
  cf.br ^head(%n : i64)
^exit:
  // A string, a float and an interface in one object, read one by one.
  %mixed = vo.new <"rfhw">
  %text = vo.string.const "te"
  %more = vo.string.from_int %zero
  %tail = vo.string.const "xt"
  %whole = vo.string.concat %text, %tail
  vo.store %mixed[0], %whole : !vo.string
  %four = vo.call @int(%three) : (i64) -> !vo.iface
  %s = vo.load %mixed[0] : !vo.ref
  %string = arith.constant 4369 : i64
  %word = vo.word.of_ref %s
  %value = vo.iface.make %string, %word
  %f = vo.load %mixed[1] : f64
  %bits = arith.bitcast %f : f64 to i64
  %fv = vo.call @int(%bits) : (i64) -> !vo.iface
  vo.print newline %value, %fv
  %empty = vo.load %mixed[2] : !vo.iface
  %fourInt = arith.constant 4 : i64
  %v = vo.call @int(%fourInt) : (i64) -> !vo.iface
  vo.store %mixed[2], %v : !vo.iface
  %full = vo.load %mixed[2] : !vo.iface
  vo.print newline %empty, %full
  vo.return
}
