// RUN: %run-all

// Boxes of strings and slices that meet in block arguments: constant, new and null ones; unboxed after collections; a
// boxed source of append and copy that is a slice or a string only at run time.

// CHECK: constant
// CHECK-NEXT: newnew
// CHECK-EMPTY:
// CHECK-NEXT: 010
// CHECK-NEXT: xyzlicexyzlice
// CHECK-NEXT: constantconstant
// CHECK-NEXT: conlice
// CHECK-NOT: {{.+}}

vo.func @make(%n: i64) -> !vo.ref {
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %constant = vo.string.const "constant"
  %new = vo.string.const "new"
  %still = vo.box %constant : !vo.string
  %null = vo.zero : !vo.ref
  %is0 = arith.cmpi eq, %n, %c0 : i64
  cf.cond_br %is0, ^done(%still : !vo.ref), ^other
^other:
  %twice = vo.string.concat %new, %new
  %box = vo.box %twice : !vo.string
  %is1 = arith.cmpi eq, %n, %c1 : i64
  cf.cond_br %is1, ^done(%box : !vo.ref), ^done(%null : !vo.ref)
^done(%result: !vo.ref):
  %litter = vo.new <"rrrr">
  vo.store %litter[1], %result : !vo.ref
  %same = vo.load %litter[1] : !vo.ref
  vo.return %same : !vo.ref
}

vo.func @show(%box: !vo.ref) {
  %litter = vo.new <"v">
  %s = vo.unbox %box : !vo.string
  vo.call @text(%s) : (!vo.string) -> ()
  vo.return
}

// Doubles the bytes of a []byte or string.
vo.func @twice(%source: !vo.ref) -> !vo.slice {
  %nil = vo.zero : !vo.slice
  %once = vo.slice.append_slice %nil, %source as <u8> {meta = 8 : i32} : !vo.ref
  %twice = vo.slice.append_slice %once, %source as <u8> {meta = 8 : i32} : !vo.ref
  vo.return %twice : !vo.slice
}

vo.func @main() attributes {vo.entry} {
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %c2 = arith.constant 2 : i64
  %c3 = arith.constant 3 : i64
  %a = vo.call @make(%c0) : (i64) -> !vo.ref
  %b = vo.call @make(%c1) : (i64) -> !vo.ref
  %c = vo.call @make(%c2) : (i64) -> !vo.ref
  vo.call @show(%a) : (!vo.ref) -> ()
  vo.call @show(%b) : (!vo.ref) -> ()
  vo.call @show(%c) : (!vo.ref) -> ()
  %n0 = vo.ref.is_null %b
  %n1 = vo.ref.is_null %c
  %n2 = vo.ref.eq %a, %c
  %hundred = arith.constant 100 : i64
  %x0 = arith.extui %n0 : i1 to i64
  %x1 = arith.extui %n1 : i1 to i64
  %x2 = arith.extui %n2 : i1 to i64
  %zero = arith.constant 48 : i64
  %y0 = arith.addi %x0, %zero : i64
  %y1 = arith.addi %x1, %zero : i64
  %y2 = arith.addi %x2, %zero : i64
  %none = vo.zero : !vo.slice
  %d0 = vo.slice.append %none, %y0 as <u8> {meta = 8 : i32} : i64
  %d1 = vo.slice.append %d0, %y1 as <u8> {meta = 8 : i32} : i64
  %d2 = vo.slice.append %d1, %y2 as <u8> {meta = 8 : i32} : i64
  %digits = vo.string.from_bytes %d2
  vo.call @text(%digits) : (!vo.string) -> ()

  %slice = vo.string.const "slice"
  %bytes = vo.string.to_bytes %slice
  %xyz = vo.string.const "xyz"
  %n = vo.slice.copy %bytes, %xyz : !vo.string
  %head = vo.string.const "xyzlice"
  %long = vo.string.to_bytes %head
  %boxed = vo.box %long : !vo.slice
  %t = vo.call @twice(%boxed) : (!vo.ref) -> !vo.slice
  %ts = vo.string.from_bytes %t
  vo.call @text(%ts) : (!vo.string) -> ()
  %u = vo.call @twice(%a) : (!vo.ref) -> !vo.slice
  %us = vo.string.from_bytes %u
  vo.call @text(%us) : (!vo.string) -> ()
  %short = vo.slice.slice %long[%c0, %c3] as <u8>
  %k = vo.slice.copy %short, %a : !vo.ref
  %f = vo.string.from_bytes %long
  %length = vo.string.len %f
  %end = vo.string.slice %f[%c3, %length]
  %start = vo.string.slice %f[%c0, %k]
  %joined = vo.string.concat %start, %end
  vo.call @text(%joined) : (!vo.string) -> ()
  vo.return
}

vo.func @text(%s: !vo.string) {
  %header = arith.constant 4369 : i64
  %box = vo.box %s : !vo.string
  %word = vo.word.of_ref %box
  %value = vo.iface.make %header, %word
  vo.print newline %value
  vo.return
}
