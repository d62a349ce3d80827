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

vo.global @kept <"rv">

vo.func @object(%x: i64) -> !vo.ref {
  %c2 = arith.constant 2 : i64
  %p = vo.new <"vrvrv">
  vo.store %p[2], %x : i64
  %q = vo.addr %p[%c2]
  vo.return %q : !vo.ref
}

vo.func @array(%x: i64) -> !vo.ref {
  %c4 = arith.constant 4 : i64
  %c9 = arith.constant 9 : i64
  %a = vo.array.new %c9, <slots "v"> {meta = 2 : i32}
  vo.array.set %a[%c4], %x as <slots "v"> : i64
  %q = vo.array.addr %a[%c4] as <slots "v">
  vo.return %q : !vo.ref
}

vo.func @slice(%x: i64) -> !vo.ref {
  %c2 = arith.constant 2 : i64
  %c3 = arith.constant 3 : i64
  %c9 = arith.constant 9 : i64
  %s = vo.slice.new %c9, %c9, <slots "vr"> {meta = 15 : i32}
  %t = vo.slice.slice %s[%c3, %c9] as <slots "vr">
  %null = vo.zero : !vo.ref
  vo.slice.set %t[%c2], %x, %null as <slots "vr"> : i64, !vo.ref
  %q = vo.slice.addr %t[%c2] as <slots "vr">
  vo.return %q : !vo.ref
}

// An interior pointer, null or the start of an object.
vo.func @pick(%n: i64, %x: i64) -> !vo.ref {
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %c2 = arith.constant 2 : i64
  %c3 = arith.constant 3 : i64
  %is0 = arith.cmpi eq, %n, %c0 : i64
  cf.cond_br %is0, ^object, ^not0
^object:
  %p = vo.call @object(%x) : (i64) -> !vo.ref
  cf.br ^done(%p : !vo.ref)
^not0:
  %is1 = arith.cmpi eq, %n, %c1 : i64
  cf.cond_br %is1, ^array, ^not1
^array:
  %q = vo.call @array(%x) : (i64) -> !vo.ref
  cf.br ^done(%q : !vo.ref)
^not1:
  %is2 = arith.cmpi eq, %n, %c2 : i64
  cf.cond_br %is2, ^slice, ^not2
^slice:
  %r = vo.call @slice(%x) : (i64) -> !vo.ref
  cf.br ^done(%r : !vo.ref)
^not2:
  %null = vo.zero : !vo.ref
  %whole = vo.new <"vr">
  vo.store %whole[0], %x : i64
  %is3 = arith.cmpi eq, %n, %c3 : i64
  cf.cond_br %is3, ^done(%null : !vo.ref), ^done(%whole : !vo.ref)
^done(%result: !vo.ref):
  vo.call @litter() : () -> ()
  vo.return %result : !vo.ref
}

vo.func @litter() {
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %c20 = arith.constant 20 : i64
  cf.br ^loop(%c0 : i64)
^loop(%i: i64):
  %p = vo.new <"vrrv">
  vo.store %p[1], %p : !vo.ref
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
  %none = vo.zero : !vo.ref
  cf.br ^loop(%c0, %c17, %none : i64, i64, !vo.ref)
^loop(%i: i64, %x: i64, %chain: !vo.ref):
  %p = vo.call @pick(%i, %x) : (i64, i64) -> !vo.ref
  vo.global.set @kept[0], %p : !vo.ref
  vo.call @litter() : () -> ()
  %link = vo.new <"rr">
  vo.store %link[0], %p, %chain : !vo.ref, !vo.ref
  %again = vo.global.get @kept[0] : !vo.ref
  %null = vo.ref.is_null %again
  cf.cond_br %null, ^show(%c0 : i64), ^read
^read:
  %value = vo.load %again[0] : i64
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
  cf.cond_br %more, ^loop(%next, %z, %link : i64, i64, !vo.ref), ^end
^end:
  // The chain still holds every address: written through one, read through the other.
  %n1 = vo.load %chain[1] : !vo.ref
  %n2 = vo.load %n1[1] : !vo.ref
  %n3 = vo.load %n2[1] : !vo.ref
  %element = vo.load %n2[0] : !vo.ref
  %c33 = arith.constant 33 : i64
  vo.store %element[0], %c33 : i64
  vo.call @litter() : () -> ()
  %element2 = vo.load %n2[0] : !vo.ref
  %back = vo.load %element2[0] : i64
  vo.call @int(%back) : (i64) -> ()
  %same = vo.ref.eq %element, %element2
  %flag = arith.extui %same : i1 to i64
  vo.call @int(%flag) : (i64) -> ()
  %c77 = arith.constant 77 : i64
  vo.store %again[1], %element2 : !vo.ref
  vo.store %again[0], %c77 : i64
  %last = vo.load %link[0] : !vo.ref
  %end = vo.load %last[0] : i64
  vo.call @int(%end) : (i64) -> ()
  vo.return
}

vo.func @int(%x: i64) {
  %header = arith.constant 514 : i64
  %word = vo.word.of_bits %x
  %value = vo.iface.make %header, %word
  vo.print newline %value
  vo.return
}
