// RUN: %run-all

// Addresses inside objects that live over collections as the only reference: of a slot, of array and slice elements,
// merged in block arguments with starts of objects and with null, stored in globals and in other objects.

// CHECK: 17
// CHECK-NEXT: 104
// CHECK-NEXT: 204
// CHECK-NEXT: 0
// CHECK-NEXT: 416
// CHECK-NEXT: 33
// CHECK-NEXT: 1
// CHECK-NEXT: 77
// CHECK-NOT: {{.+}}

vo.struct @Mixed { a: i64, name: !vo.string, b: i64 }
vo.struct @Pair { x: i64, next: !vo.ptr<@Pair> }
vo.struct @Litter { a: i64, self: !vo.ptr<@Litter>, text: !vo.string, b: i64 }
vo.struct @Link { element: !vo.ptr<i64>, rest: !vo.ptr<@Link> }
vo.type @type.int = int : i64 {rttid = 2}
vo.global @kept : !vo.ptr<i64>

vo.func @object(%x: i64) -> !vo.ptr<i64> {
  %c2 = arith.constant 2 : i64
  %p = vo.new : !vo.ptr<@Mixed>
  vo.store %p[b], %x : !vo.ptr<@Mixed>, i64
  %q = vo.addr %p[b] : !vo.ptr<@Mixed> -> !vo.ptr<i64>
  vo.return %q : !vo.ptr<i64>
}

vo.func @array(%x: i64) -> !vo.ptr<i64> {
  %c4 = arith.constant 4 : i64
  %c9 = arith.constant 9 : i64
  %a = vo.array.new : !vo.array<9 x i64>
  vo.array.set %a[%c4], %x : !vo.array<9 x i64>, i64
  %q = vo.array.addr %a[%c4] : !vo.array<9 x i64> -> !vo.ptr<i64>
  vo.return %q : !vo.ptr<i64>
}

vo.func @slice(%x: i64) -> !vo.ptr<i64> {
  %c2 = arith.constant 2 : i64
  %c3 = arith.constant 3 : i64
  %c9 = arith.constant 9 : i64
  %s = vo.slice.new %c9, %c9 : !vo.slice<@Pair>
  %t = vo.slice.slice %s[%c3, %c9] : !vo.slice<@Pair>
  %null = vo.zero : !vo.ptr<@Pair>
  vo.slice.set %t[%c2], %x, %null : !vo.slice<@Pair>, i64, !vo.ptr<@Pair>
  %q = vo.slice.addr %t[%c2] : !vo.slice<@Pair> -> !vo.ptr<i64>
  vo.return %q : !vo.ptr<i64>
}

// An interior pointer, null or the start of an object.
vo.func @pick(%n: i64, %x: i64) -> !vo.ptr<i64> {
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %c2 = arith.constant 2 : i64
  %c3 = arith.constant 3 : i64
  %is0 = arith.cmpi eq, %n, %c0 : i64
  cf.cond_br %is0, ^object, ^not0
^object:
  %p = vo.call @object(%x) : (i64) -> !vo.ptr<i64>
  cf.br ^done(%p : !vo.ptr<i64>)
^not0:
  %is1 = arith.cmpi eq, %n, %c1 : i64
  cf.cond_br %is1, ^array, ^not1
^array:
  %q = vo.call @array(%x) : (i64) -> !vo.ptr<i64>
  cf.br ^done(%q : !vo.ptr<i64>)
^not1:
  %is2 = arith.cmpi eq, %n, %c2 : i64
  cf.cond_br %is2, ^slice, ^not2
^slice:
  %r = vo.call @slice(%x) : (i64) -> !vo.ptr<i64>
  cf.br ^done(%r : !vo.ptr<i64>)
^not2:
  %null = vo.zero : !vo.ptr<i64>
  %pair = vo.new : !vo.ptr<@Pair>
  vo.store %pair[x], %x : !vo.ptr<@Pair>, i64
  %whole = vo.cast %pair : !vo.ptr<@Pair> to !vo.ptr<i64>
  %is3 = arith.cmpi eq, %n, %c3 : i64
  cf.cond_br %is3, ^done(%null : !vo.ptr<i64>), ^done(%whole : !vo.ptr<i64>)
^done(%result: !vo.ptr<i64>):
  vo.call @litter() : () -> ()
  vo.return %result : !vo.ptr<i64>
}

vo.func @litter() {
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %c20 = arith.constant 20 : i64
  cf.br ^loop(%c0 : i64)
^loop(%i: i64):
  %p = vo.new : !vo.ptr<@Litter>
  vo.store %p[self], %p : !vo.ptr<@Litter>, !vo.ptr<@Litter>
  %next = arith.addi %i, %c1 : i64
  %more = arith.cmpi slt, %next, %c20 : i64
  cf.cond_br %more, ^loop(%next : i64), ^end
^end:
  vo.return
}

vo.func @main() attributes {vo.entry} {
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %c3 = arith.constant 3 : i64
  %c5 = arith.constant 5 : i64
  %c17 = arith.constant 17 : i64
  %c100 = arith.constant 100 : i64
  %none = vo.zero : !vo.ptr<@Link>
  cf.br ^loop(%c0, %c17, %none : i64, i64, !vo.ptr<@Link>)
^loop(%i: i64, %x: i64, %chain: !vo.ptr<@Link>):
  %p = vo.call @pick(%i, %x) : (i64, i64) -> !vo.ptr<i64>
  vo.global.set @kept, %p : !vo.ptr<i64>
  vo.call @litter() : () -> ()
  %link = vo.new : !vo.ptr<@Link>
  vo.store %link[element], %p, %chain : !vo.ptr<@Link>, !vo.ptr<i64>, !vo.ptr<@Link>
  %again = vo.global.get @kept : !vo.ptr<i64>
  %null = vo.is_nil %again : !vo.ptr<i64>
  cf.cond_br %null, ^show(%c0 : i64), ^read
^read:
  %value = vo.load %again : !vo.ptr<i64> -> i64
  cf.br ^show(%value : i64)
^show(%shown: i64):
  vo.call @int(%shown) : (i64) -> ()
  %next = arith.addi %i, %c1 : i64
  %hundreds = arith.muli %next, %c100 : i64
  %y = arith.muli %next, %next : i64
  %z0 = arith.addi %hundreds, %y : i64
  %z1 = arith.addi %z0, %c3 : i64
  %odd = arith.cmpi eq, %next, %c1 : i64
  %z = arith.select %odd, %z1, %z0 : i64
  %more = arith.cmpi slt, %next, %c5 : i64
  cf.cond_br %more, ^loop(%next, %z, %link : i64, i64, !vo.ptr<@Link>), ^end
^end:
  // The chain still holds every address: written through one, read through the other.
  %n1 = vo.load %chain[rest] : !vo.ptr<@Link> -> !vo.ptr<@Link>
  %n2 = vo.load %n1[rest] : !vo.ptr<@Link> -> !vo.ptr<@Link>
  %n3 = vo.load %n2[rest] : !vo.ptr<@Link> -> !vo.ptr<@Link>
  %element = vo.load %n2[element] : !vo.ptr<@Link> -> !vo.ptr<i64>
  %c33 = arith.constant 33 : i64
  vo.store %element, %c33 : !vo.ptr<i64>, i64
  vo.call @litter() : () -> ()
  %element2 = vo.load %n2[element] : !vo.ptr<@Link> -> !vo.ptr<i64>
  %back = vo.load %element2 : !vo.ptr<i64> -> i64
  vo.call @int(%back) : (i64) -> ()
  %same = vo.eq %element, %element2 : !vo.ptr<i64>
  %flag = arith.extui %same : i1 to i64
  vo.call @int(%flag) : (i64) -> ()
  %c77 = arith.constant 77 : i64
  vo.store %again, %c77 : !vo.ptr<i64>, i64
  %last = vo.load %link[element] : !vo.ptr<@Link> -> !vo.ptr<i64>
  %end = vo.load %last : !vo.ptr<i64> -> i64
  vo.call @int(%end) : (i64) -> ()
  vo.return
}

vo.func @int(%x: i64) {
  %value = vo.iface.make %x as @type.int : i64 -> !vo.iface
  vo.print newline %value : !vo.iface
  vo.return
}
