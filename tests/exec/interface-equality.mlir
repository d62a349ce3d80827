// RUN: %run-all

// Equality of interface values: types first, then values; floats as numbers, strings by their bytes; nil equals nil.

// CHECK: 1
// CHECK-NEXT: 0
// CHECK-NEXT: 0
// CHECK-NEXT: 1
// CHECK-NEXT: 0
// CHECK-NEXT: 0
// CHECK-NEXT: 1
// CHECK-NEXT: 1
// CHECK-NEXT: 0
// CHECK-NEXT: 1
// CHECK-NEXT: 0
// CHECK-NOT: {{.+}}

vo.func @same(%h1: i64, %w1: !vo.word, %h2: i64, %w2: !vo.word) {
  %a = vo.iface.make %h1, %w1
  %b = vo.iface.make %h2, %w2
  %e = vo.iface.eq %a, %b
  vo.call @int(%e) : (i64) -> ()
  vo.return
}

vo.func @main() attributes {vo.entry} {
  %nil = arith.constant 0 : i64
  %int = arith.constant 514 : i64
  %int8 = arith.constant 771 : i64
  %float = arith.constant 3341 : i64
  %string = arith.constant 4369 : i64
  %c7 = arith.constant 7 : i64
  %c8 = arith.constant 8 : i64
  %zeroBits = arith.constant 0 : i64
  %minusZeroBits = arith.constant 0x8000000000000000 : i64
  %nanBits = arith.constant 0x7FF8000000000000 : i64
  %seven = vo.word.of_bits %c7
  %eight = vo.word.of_bits %c8
  %zero = vo.word.of_bits %zeroBits
  %minusZero = vo.word.of_bits %minusZeroBits
  %nan = vo.word.of_bits %nanBits
  %none = vo.zero : !vo.word
  %s = vo.string.const "xyxy"
  %xy = vo.string.const "xy"
  %t = vo.string.concat %xy, %xy
  %empty = vo.zero : !vo.string
  %sb = vo.box %s : !vo.string
  %tb = vo.box %t : !vo.string
  %xb = vo.box %xy : !vo.string
  %eb = vo.box %empty : !vo.string
  %sw = vo.word.of_ref %sb
  %tw = vo.word.of_ref %tb
  %xw = vo.word.of_ref %xb
  %ew = vo.word.of_ref %eb
  vo.call @same(%int, %seven, %int, %seven) : (i64, !vo.word, i64, !vo.word) -> ()
  vo.call @same(%int, %seven, %int, %eight) : (i64, !vo.word, i64, !vo.word) -> ()
  vo.call @same(%int, %seven, %int8, %seven) : (i64, !vo.word, i64, !vo.word) -> ()
  vo.call @same(%string, %sw, %string, %tw) : (i64, !vo.word, i64, !vo.word) -> ()
  vo.call @same(%string, %sw, %string, %xw) : (i64, !vo.word, i64, !vo.word) -> ()
  vo.call @same(%string, %ew, %nil, %none) : (i64, !vo.word, i64, !vo.word) -> ()
  vo.call @same(%string, %ew, %string, %ew) : (i64, !vo.word, i64, !vo.word) -> ()
  vo.call @same(%nil, %none, %nil, %none) : (i64, !vo.word, i64, !vo.word) -> ()
  vo.call @same(%float, %nan, %float, %nan) : (i64, !vo.word, i64, !vo.word) -> ()
  vo.call @same(%float, %zero, %float, %minusZero) : (i64, !vo.word, i64, !vo.word) -> ()
  vo.call @same(%float, %zero, %int, %zero) : (i64, !vo.word, i64, !vo.word) -> ()
  vo.return
}

vo.func @int(%x: i64) {
  %header = arith.constant 514 : i64
  %word = vo.word.of_bits %x
  %value = vo.iface.make %header, %word
  vo.print newline %value
  vo.return
}
