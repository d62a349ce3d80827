// RUN: %run-all

// Boxes of strings that meet in block arguments, new and nil ones, stored and read back after collections; strings and
// slices in the same object; append and copy from strings and slices.

// CHECK: constant
// CHECK-NEXT: newnew
// CHECK-NEXT: nil
// CHECK-NEXT: xyzlicexyzlice
// CHECK-NEXT: constantconstant
// CHECK-NEXT: conlice
// CHECK-NOT: {{.+}}

vo.type @type.string = string : !vo.string {rttid = 17}
vo.struct @Both { text: !vo.string, bytes: !vo.slice<ui8>, box: !vo.box<!vo.string> }

vo.func @make(%n: i64) -> !vo.box<!vo.string> {
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %constant = vo.string.const "constant"
  %new = vo.string.const "new"
  %still = vo.new(%constant : !vo.string) : !vo.box<!vo.string>
  %nil = vo.zero : !vo.box<!vo.string>
  %is0 = arith.cmpi eq, %n, %c0 : i64
  cf.cond_br %is0, ^done(%still : !vo.box<!vo.string>), ^other
^other:
  %twice = vo.string.concat %new, %new
  %box = vo.new(%twice : !vo.string) : !vo.box<!vo.string>
  %is1 = arith.cmpi eq, %n, %c1 : i64
  cf.cond_br %is1, ^done(%box : !vo.box<!vo.string>), ^done(%nil : !vo.box<!vo.string>)
^done(%result: !vo.box<!vo.string>):
  %litter = vo.new : !vo.ptr<@Both>
  vo.store %litter[box], %result : !vo.ptr<@Both>, !vo.box<!vo.string>
  %more = vo.new : !vo.ptr<@Both>
  %same = vo.load %litter[box] : !vo.ptr<@Both> -> !vo.box<!vo.string>
  vo.return %same : !vo.box<!vo.string>
}

vo.func @show(%box: !vo.box<!vo.string>) {
  %litter = vo.new : !vo.box<i64>
  %none = vo.string.const "nil"
  %c = vo.is_nil %box : !vo.box<!vo.string>
  cf.cond_br %c, ^text(%none : !vo.string), ^read
^read:
  %s = vo.load %box : !vo.box<!vo.string> -> !vo.string
  cf.br ^text(%s : !vo.string)
^text(%t: !vo.string):
  vo.call @text(%t) : (!vo.string) -> ()
  vo.return
}

vo.func @main() attributes {vo.entry} {
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %c2 = arith.constant 2 : i64
  %c3 = arith.constant 3 : i64
  %a = vo.call @make(%c0) : (i64) -> !vo.box<!vo.string>
  %b = vo.call @make(%c1) : (i64) -> !vo.box<!vo.string>
  %c = vo.call @make(%c2) : (i64) -> !vo.box<!vo.string>
  vo.call @show(%a) : (!vo.box<!vo.string>) -> ()
  vo.call @show(%b) : (!vo.box<!vo.string>) -> ()
  vo.call @show(%c) : (!vo.box<!vo.string>) -> ()

  // Both in one object, in place.
  %both = vo.new : !vo.ptr<@Both>
  %head = vo.string.const "xyzlice"
  %long = vo.string.to_bytes %head : !vo.string to !vo.slice<ui8>
  %constant = vo.load %a : !vo.box<!vo.string> -> !vo.string
  vo.store %both[text], %constant, %long : !vo.ptr<@Both>, !vo.string, !vo.slice<ui8>
  %litter = vo.new : !vo.ptr<@Both>
  %s, %bytes = vo.load %both[text] : !vo.ptr<@Both> -> !vo.string, !vo.slice<ui8>
  %nil = vo.zero : !vo.slice<ui8>
  %once = vo.append_all %nil, %bytes : !vo.slice<ui8>, !vo.slice<ui8>
  %twice = vo.append_all %once, %bytes : !vo.slice<ui8>, !vo.slice<ui8>
  %t = vo.string.from_bytes %twice : !vo.slice<ui8> to !vo.string
  vo.call @text(%t) : (!vo.string) -> ()
  %once2 = vo.append_all %nil, %s : !vo.slice<ui8>, !vo.string
  %twice2 = vo.append_all %once2, %s : !vo.slice<ui8>, !vo.string
  %u = vo.string.from_bytes %twice2 : !vo.slice<ui8> to !vo.string
  vo.call @text(%u) : (!vo.string) -> ()
  %short = vo.slice.slice %bytes[%c0, %c3] : !vo.slice<ui8>
  %k = vo.copy %short, %s : !vo.slice<ui8>, !vo.string
  %f = vo.string.from_bytes %bytes : !vo.slice<ui8> to !vo.string
  %length = vo.string.len %f
  %end = vo.string.slice %f[%c3, %length]
  %start = vo.string.slice %f[%c0, %k]
  %joined = vo.string.concat %start, %end
  vo.call @text(%joined) : (!vo.string) -> ()
  vo.return
}

vo.func @text(%s: !vo.string) {
  %box = vo.new(%s : !vo.string) : !vo.box<!vo.string>
  %value = vo.iface.make %box as @type.string : !vo.box<!vo.string> -> !vo.iface
  vo.print newline %value : !vo.iface
  vo.return
}
