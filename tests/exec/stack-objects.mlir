// RUN: %run-all
// RUN: voc build %s -o %t.exe
// RUN: %memory-limits --text "vo: out of memory" --from 350 --to 700 --step 70 -- %t.exe

// Objects in frames: they hold references over collections, start again in each
// turn of a loop, are written by callees that do not know what they write to, and
// meet objects of the heap in block arguments, in each other, in interface words.
// Where addresses are limited, memory of the frame has no cards, and callees mark
// them nevertheless.

// CHECK: 4950
// CHECK-NEXT: 66
// CHECK-NEXT: 66
// CHECK-NEXT: 66
// CHECK-NEXT: 31
// CHECK-NEXT: 32
// CHECK-NEXT: 7
// CHECK-NEXT: 40
// CHECK-NEXT: 5
// CHECK-NEXT: 6
// CHECK-NEXT: in the frame
// CHECK-NEXT: 465
// CHECK-NEXT: 300
// CHECK-NEXT: 77
// CHECK-NOT: {{.+}}

func.func private @int(%x: i64) {
  %h = arith.constant 514 : i64
  %n = vort.null
  vort.print newline %h, %x, %n : i64, i64, !vort.ref
  func.return
}

// More than a nursery of garbage. Elsewhere `vo_rt_poll` collects, when stressed;
// allocations that nobody uses would be deleted.
func.func private @flood() {
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %n = arith.constant 700 : i64
  %size = arith.constant 15000 : i64
  %bytes = arith.constant 4294967296 : i64
  %layout = vort.array_layout <u8>
  cf.br ^loop(%c0 : i64)
^loop(%i: i64):
  %a = vort.call_runtime "vo_rt_new_array"(%layout, %bytes, %size) : (i64, i64, i64) -> !vort.ref
  %next = arith.addi %i, %c1 : i64
  %more = arith.cmpi slt, %next, %n : i64
  cf.cond_br %more, ^loop(%next : i64), ^end
^end:
  func.return
}

// A number that nobody foresees: 1.
func.func private @one() -> i64 {
  %nil = vort.null
  %bytes = vort.data "a"
  %c1 = arith.constant 1 : i64
  %x = vort.call_runtime "vo_rt_string_equal"(%nil, %bytes, %c1, %nil, %bytes, %c1)
      : (!vort.ref, i64, i64, !vort.ref, i64, i64) -> i64
  func.return %x : i64
}

// Leaves references behind on the stack below its caller, to what is garbage
// then. Its frame is so large that the function is not inlined.
func.func private @dirty() -> i64 {
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %slots = arith.constant 9000 : i64
  %one = func.call @one() : () -> i64
  %garbage = vort.alloc <"vr">
  vort.call_runtime "vo_rt_poll"() : () -> ()
  %f = vort.frame 9000
  cf.br ^loop(%c0 : i64)
^loop(%i: i64):
  %a = vort.addr %f[%i * 8 + 0] : !vort.raw
  vort.store %garbage, %a as ref : !vort.ref, !vort.raw
  %next = arith.addi %i, %c1 : i64
  %more = arith.cmpi slt, %next, %slots : i64
  cf.cond_br %more, ^loop(%next : i64), ^end
^end:
  %b = vort.addr %f[%one * 8 + 0] : !vort.raw
  %r = vort.load %b as ref : !vort.raw -> !vort.ref
  %nil = vort.is_null %r
  %x = arith.select %nil, %c1, %c0 : i64
  func.call @flood() : () -> ()
  func.return %x : i64
}

// A node of the heap: value, next.
func.func private @node(%x: i64, %next: !vort.ref) -> !vort.ref {
  %p = vort.alloc <"vr">
  vort.store %x, %p as i64 : i64, !vort.ref
  %a = vort.addr %p[8] : !vort.ref
  vort.store %next, %a as ref : !vort.ref, !vort.ref
  func.return %p : !vort.ref
}

func.func private @sum(%list: !vort.ref) -> i64 {
  %c0 = arith.constant 0 : i64
  cf.br ^loop(%list, %c0 : !vort.ref, i64)
^loop(%p: !vort.ref, %s: i64):
  %nil = vort.is_null %p
  cf.cond_br %nil, ^end, ^body
^body:
  %x = vort.load %p as i64 : !vort.ref -> i64
  %a = vort.addr %p[8] : !vort.ref
  %q = vort.load %a as ref : !vort.ref -> !vort.ref
  %t = arith.addi %s, %x : i64
  cf.br ^loop(%q, %t : !vort.ref, i64)
^end:
  func.return %s : i64
}

// The object is the only owner of a list that grows in a loop.
func.func private @list(%n: i64) -> i64 {
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %head = vort.stack_object <"vr">
  %slot = vort.addr %head[8] : !vort.ref
  cf.br ^loop(%c0 : i64)
^loop(%i: i64):
  %old = vort.load %slot as ref : !vort.ref -> !vort.ref
  %p = func.call @node(%i, %old) : (i64, !vort.ref) -> !vort.ref
  vort.store %p, %slot as ref : !vort.ref, !vort.ref
  %next = arith.addi %i, %c1 : i64
  %more = arith.cmpi slt, %next, %n : i64
  cf.cond_br %more, ^loop(%next : i64), ^end
^end:
  func.call @flood() : () -> ()
  %list = vort.load %slot as ref : !vort.ref -> !vort.ref
  %s = func.call @sum(%list) : (!vort.ref) -> i64
  func.return %s : i64
}

// What knows nothing of where the object is: allocates, and stores with a mark.
func.func private @fill(%p: !vort.ref, %x: i64) {
  %nil = vort.null
  %a = func.call @node(%x, %nil) : (i64, !vort.ref) -> !vort.ref
  %slot = vort.addr %p[8] : !vort.ref
  vort.store %a, %slot as ref : !vort.ref, !vort.ref
  vort.card_mark %slot
  vort.call_runtime "vo_rt_poll"() : () -> ()
  vort.store %x, %p as i64 : i64, !vort.ref
  func.return
}

// A life per turn: zero at first, then filled; behind the last, and before the
// first, nothing is alive. The frame is large, so that the function has one of
// its own, where garbage was. 1000 more for each word that was not zero.
func.func private @turns(%n: i64) -> i64 {
  %large = vort.frame 5000
  %one = func.call @one() : () -> i64
  %at = vort.addr %large[%one * 8 + 0] : !vort.raw
  vort.store %n, %at as i64 : i64, !vort.raw
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %nil = vort.null
  cf.br ^loop(%c0, %c0 : i64, i64)
^loop(%i: i64, %s: i64):
  vort.call_runtime "vo_rt_poll"() : () -> ()
  %p = vort.stack_object <"vr">
  %stale = func.call @stale(%p) : (!vort.ref) -> i64
  func.call @fill(%p, %i) : (!vort.ref, i64) -> ()
  vort.call_runtime "vo_rt_poll"() : () -> ()
  %got = func.call @value(%p) : (!vort.ref) -> i64
  %t = arith.addi %s, %got : i64
  %u = arith.addi %t, %stale : i64
  %next = arith.addi %i, %c1 : i64
  %more = arith.cmpi slt, %next, %n : i64
  cf.cond_br %more, ^loop(%next, %u : i64, i64), ^end
^end:
  vort.call_runtime "vo_rt_poll"() : () -> ()
  %one_again = func.call @one() : () -> i64
  %at_again = vort.addr %large[%one_again * 8 + 0] : !vort.raw
  %kept = vort.load %at_again as i64 : !vort.raw -> i64
  %v = arith.addi %u, %kept : i64
  func.return %v : i64
}

// The same with ends.
func.func private @ended_turns(%n: i64) -> i64 {
  %large = vort.frame 5000
  %one = func.call @one() : () -> i64
  %at = vort.addr %large[%one * 8 + 0] : !vort.raw
  vort.store %n, %at as i64 : i64, !vort.raw
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %nil = vort.null
  cf.br ^loop(%c0, %c0 : i64, i64)
^loop(%i: i64, %s: i64):
  vort.call_runtime "vo_rt_poll"() : () -> ()
  %p = vort.stack_object <"vr">
  %stale = func.call @stale(%p) : (!vort.ref) -> i64
  func.call @fill(%p, %i) : (!vort.ref, i64) -> ()
  %got = func.call @value(%p) : (!vort.ref) -> i64
  vort.stack_end %p
  vort.call_runtime "vo_rt_poll"() : () -> ()
  %t = arith.addi %s, %got : i64
  %u = arith.addi %t, %stale : i64
  %next = arith.addi %i, %c1 : i64
  %more = arith.cmpi slt, %next, %n : i64
  cf.cond_br %more, ^loop(%next, %u : i64, i64), ^end
^end:
  %one_again = func.call @one() : () -> i64
  %at_again = vort.addr %large[%one_again * 8 + 0] : !vort.raw
  %kept = vort.load %at_again as i64 : !vort.raw -> i64
  %v = arith.addi %u, %kept : i64
  func.return %v : i64
}

// A life in some turns, ended in some of these; the ways meet.
func.func private @some_turns(%n: i64) -> i64 {
  %large = vort.frame 5000
  %one = func.call @one() : () -> i64
  %at = vort.addr %large[%one * 8 + 0] : !vort.raw
  vort.store %n, %at as i64 : i64, !vort.raw
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %c3 = arith.constant 3 : i64
  %nil = vort.null
  cf.br ^loop(%c0, %c0 : i64, i64)
^loop(%i: i64, %s: i64):
  %odd = arith.andi %i, %c1 : i64
  %is_odd = arith.cmpi ne, %odd, %c0 : i64
  cf.cond_br %is_odd, ^start, ^meet(%i : i64)
^start:
  %p = vort.stack_object <"vr">
  %stale = func.call @stale(%p) : (!vort.ref) -> i64
  func.call @fill(%p, %i) : (!vort.ref, i64) -> ()
  %got = func.call @value(%p) : (!vort.ref) -> i64
  %all = arith.addi %got, %stale : i64
  %bits = arith.andi %i, %c3 : i64
  %ends = arith.cmpi eq, %bits, %c3 : i64
  cf.cond_br %ends, ^ended, ^meet(%all : i64)
^ended:
  vort.stack_end %p
  func.call @flood() : () -> ()
  cf.br ^meet(%all : i64)
^meet(%x: i64):
  vort.call_runtime "vo_rt_poll"() : () -> ()
  %u = arith.addi %s, %x : i64
  %next = arith.addi %i, %c1 : i64
  %more = arith.cmpi slt, %next, %n : i64
  cf.cond_br %more, ^loop(%next, %u : i64, i64), ^end
^end:
  %one_again = func.call @one() : () -> i64
  %at_again = vort.addr %large[%one_again * 8 + 0] : !vort.raw
  %kept = vort.load %at_again as i64 : !vort.raw -> i64
  %v = arith.addi %u, %kept : i64
  func.return %v : i64
}

func.func private @stale(%p: !vort.ref) -> i64 {
  %c0 = arith.constant 0 : i64
  %c1000 = arith.constant 1000 : i64
  %x = vort.load %p as i64 : !vort.ref -> i64
  %slot = vort.addr %p[8] : !vort.ref
  %r = vort.load %slot as ref : !vort.ref -> !vort.ref
  %isZero = arith.cmpi eq, %x, %c0 : i64
  %isNil = vort.is_null %r
  %good = arith.andi %isZero, %isNil : i1
  %s = arith.select %good, %c0, %c1000 : i64
  func.return %s : i64
}

// Half of the scalar and of the node's value.
func.func private @value(%p: !vort.ref) -> i64 {
  %c1 = arith.constant 1 : i64
  %x = vort.load %p as i64 : !vort.ref -> i64
  %slot = vort.addr %p[8] : !vort.ref
  %r = vort.load %slot as ref : !vort.ref -> !vort.ref
  %y = vort.load %r as i64 : !vort.ref -> i64
  %s = arith.addi %x, %y : i64
  %half = arith.shrsi %s, %c1 : i64
  func.return %half : i64
}

// The same block argument in the frame and in the heap, and addresses within.
func.func private @either(%heap: i1, %x: i64) -> i64 {
  %nil = vort.null
  cf.cond_br %heap, ^heap, ^frame
^heap:
  %a = vort.alloc <"vr">
  cf.br ^join(%a : !vort.ref)
^frame:
  %b = vort.stack_object <"vr">
  cf.br ^join(%b : !vort.ref)
^join(%p: !vort.ref):
  %slot = vort.addr %p[8] : !vort.ref
  func.call @flood() : () -> ()
  %n = func.call @node(%x, %nil) : (i64, !vort.ref) -> !vort.ref
  vort.store %n, %slot as ref : !vort.ref, !vort.ref
  vort.card_mark %slot
  vort.call_runtime "vo_rt_poll"() : () -> ()
  func.call @set(%p, %x) : (!vort.ref, i64) -> ()
  %got = func.call @value(%p) : (!vort.ref) -> i64
  func.return %got : i64
}

func.func private @set(%p: !vort.ref, %x: i64) {
  vort.store %x, %p as i64 : i64, !vort.ref
  func.return
}

// An interface in the frame: a number, which is no reference, then a reference.
func.func private @iface(%number: i64) {
  %c0 = arith.constant 0 : i64
  %nil = vort.null
  %int = arith.constant 514 : i64
  %pointer = arith.constant 2064 : i64
  %false = arith.constant false
  %true = arith.constant true
  %p = vort.stack_object <"vhw">
  %pair = vort.addr %p[8] : !vort.ref
  %word = vort.addr %p[16] : !vort.ref
  vort.store_words "hw"(%int, %number, %nil), %pair : (i64, i64, !vort.ref), !vort.ref
  vort.call_runtime "vo_rt_poll"() : () -> ()
  %bits = vort.load %word as i64 : !vort.ref -> i64
  func.call @int(%bits) : (i64) -> ()
  %c40 = arith.constant 40 : i64
  %n = func.call @node(%c40, %nil) : (i64, !vort.ref) -> !vort.ref
  vort.store_words "hw"(%pointer, %c0, %n), %pair : (i64, i64, !vort.ref), !vort.ref
  vort.call_runtime "vo_rt_poll"() : () -> ()
  %r = vort.load_ref_if %true, %word : !vort.ref
  %x = vort.load %r as i64 : !vort.ref -> i64
  func.call @int(%x) : (i64) -> ()
  func.return
}

// Headers: a clone, and a string that an interface value refers to.
func.func private @headers() {
  %c5 = arith.constant 5 : i64
  %c6 = arith.constant 6 : i64
  %c0 = arith.constant 0 : i64
  %nil = vort.null
  %p = vort.stack_object <"vr"> header
  %n = func.call @node(%c6, %nil) : (i64, !vort.ref) -> !vort.ref
  vort.store %c5, %p as i64 : i64, !vort.ref
  %slot = vort.addr %p[8] : !vort.ref
  vort.store %n, %slot as ref : !vort.ref, !vort.ref
  %copy = vort.call_runtime "vo_rt_object_clone"(%p) : (!vort.ref) -> !vort.ref
  vort.store %c0, %p as i64 : i64, !vort.ref
  vort.store %nil, %slot as ref : !vort.ref, !vort.ref
  vort.call_runtime "vo_rt_poll"() : () -> ()
  %x = vort.load %copy as i64 : !vort.ref -> i64
  func.call @int(%x) : (i64) -> ()
  %copied = vort.addr %copy[8] : !vort.ref
  %m = vort.load %copied as ref : !vort.ref -> !vort.ref
  %y = vort.load %m as i64 : !vort.ref -> i64
  func.call @int(%y) : (i64) -> ()
  %box = vort.stack_object <"rvv"> reserved "String" header
  %bytes = vort.data "in the frame"
  %c12 = arith.constant 12 : i64
  %s:3 = vort.call_runtime "vo_rt_string_concat"(%nil, %bytes, %c6, %nil, %bytes, %c6)
      : (!vort.ref, i64, i64, !vort.ref, i64, i64) -> (!vort.ref, i64, i64)
  %rest = arith.addi %bytes, %c6 : i64
  %t:3 = vort.call_runtime "vo_rt_string_concat"(%nil, %bytes, %c6, %nil, %rest, %c6)
      : (!vort.ref, i64, i64, !vort.ref, i64, i64) -> (!vort.ref, i64, i64)
  vort.store_words "rvv"(%t#0, %t#1, %t#2), %box : (!vort.ref, i64, i64), !vort.ref
  func.call @flood() : () -> ()
  %kind = arith.constant 4369 : i64
  vort.print newline %kind, %c0, %box : i64, i64, !vort.ref
  func.return
}

// Activations linked by their objects: each knows its caller's, and a node of the
// heap. The call is in tail position, and yet must not share the object.
func.func private @chain(%depth: i64, %caller: !vort.ref) -> i64 {
  vort.stack_check
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %nil = vort.null
  %p = vort.stack_object <"vrr">
  %up = vort.addr %p[8] : !vort.ref
  vort.store %caller, %up as ref : !vort.ref, !vort.ref
  %n = func.call @node(%depth, %nil) : (i64, !vort.ref) -> !vort.ref
  %own = vort.addr %p[16] : !vort.ref
  vort.store %n, %own as ref : !vort.ref, !vort.ref
  %less = arith.subi %depth, %c1 : i64
  %done = arith.cmpi eq, %depth, %c0 : i64
  cf.cond_br %done, ^walk(%p, %c0 : !vort.ref, i64), ^deeper
^deeper:
  %s = func.call @chain(%less, %p) : (i64, !vort.ref) -> i64
  func.return %s : i64
^walk(%q: !vort.ref, %sum: i64):
  %at = vort.addr %q[16] : !vort.ref
  %r = vort.load %at as ref : !vort.ref -> !vort.ref
  %x = vort.load %r as i64 : !vort.ref -> i64
  vort.call_runtime "vo_rt_poll"() : () -> ()
  %next_sum = arith.addi %sum, %x : i64
  %next_at = vort.addr %q[8] : !vort.ref
  %next = vort.load %next_at as ref : !vort.ref -> !vort.ref
  %last = vort.is_null %next
  cf.cond_br %last, ^end, ^walk(%next, %next_sum : !vort.ref, i64)
^end:
  func.return %next_sum : i64
}

// Polls in a loop, which collect when stressed.
func.func private @polls(%n: i64) -> i64 {
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %nil = vort.null
  %c3 = arith.constant 3 : i64
  %node = func.call @node(%c3, %nil) : (i64, !vort.ref) -> !vort.ref
  %p = vort.stack_object <"vr">
  func.call @fill(%p, %c3) : (!vort.ref, i64) -> ()
  cf.br ^loop(%c0, %c0 : i64, i64)
^loop(%i: i64, %s: i64):
  vort.poll
  %x = vort.load %node as i64 : !vort.ref -> i64
  %t = arith.addi %s, %x : i64
  %next = arith.addi %i, %c1 : i64
  %more = arith.cmpi slt, %next, %n : i64
  cf.cond_br %more, ^loop(%next, %t : i64, i64), ^end
^end:
  %three = func.call @value(%p) : (!vort.ref) -> i64
  %u = arith.addi %t, %three : i64
  %v = arith.subi %u, %c3 : i64
  func.return %v : i64
}

// More than fit two vector registers, all of them references.
func.func private @wide(%x: i64) -> i64 {
  %nil = vort.null
  %p = vort.stack_object <"rrrrrrrrrrrr">
  %n = func.call @node(%x, %nil) : (i64, !vort.ref) -> !vort.ref
  %slot = vort.addr %p[88] : !vort.ref
  vort.store %n, %slot as ref : !vort.ref, !vort.ref
  func.call @flood() : () -> ()
  %m = vort.load %slot as ref : !vort.ref -> !vort.ref
  %s = func.call @sum(%m) : (!vort.ref) -> i64
  func.return %s : i64
}

func.func @main() attributes {vo.entry} {
  %true = arith.constant true
  %false = arith.constant false
  %c100 = arith.constant 100 : i64
  %list = func.call @list(%c100) : (i64) -> i64
  func.call @int(%list) : (i64) -> ()
  %c11 = arith.constant 11 : i64
  %dirty_a = func.call @dirty() : () -> i64
  %a = func.call @turns(%c11) : (i64) -> i64
  %a5 = arith.subi %a, %dirty_a : i64
  func.call @int(%a5) : (i64) -> ()
  %dirty_b = func.call @dirty() : () -> i64
  %b = func.call @ended_turns(%c11) : (i64) -> i64
  %b5 = arith.subi %b, %dirty_b : i64
  func.call @int(%b5) : (i64) -> ()
  %dirty_c = func.call @dirty() : () -> i64
  %c = func.call @some_turns(%c11) : (i64) -> i64
  %cc5 = arith.subi %c, %dirty_c : i64
  func.call @int(%cc5) : (i64) -> ()
  %c31 = arith.constant 31 : i64
  %c32 = arith.constant 32 : i64
  %d = func.call @either(%true, %c31) : (i1, i64) -> i64
  func.call @int(%d) : (i64) -> ()
  %e = func.call @either(%false, %c32) : (i1, i64) -> i64
  func.call @int(%e) : (i64) -> ()
  %c7 = arith.constant 7 : i64
  func.call @iface(%c7) : (i64) -> ()
  func.call @headers() : () -> ()
  %c30 = arith.constant 30 : i64
  %nil = vort.null
  %f = func.call @chain(%c30, %nil) : (i64, !vort.ref) -> i64
  func.call @int(%f) : (i64) -> ()
  %g = func.call @polls(%c100) : (i64) -> i64
  func.call @int(%g) : (i64) -> ()
  %c77 = arith.constant 77 : i64
  %w = func.call @wide(%c77) : (i64) -> i64
  func.call @int(%w) : (i64) -> ()
  func.return
}
