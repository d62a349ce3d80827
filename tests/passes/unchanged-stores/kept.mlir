// RUN: vo-opt %s --pass-pipeline='builtin.module(func.func(vo-unchanged-stores))' -o %t
// RUN: vo-opt %s | diff - %t

// Nothing may change here: each function has the one reason that its name tells.

func.func private @anything()

func.func @another_place(%p: !vort.ref, %q: !vort.ref) {
  %x = vort.load %p as ref : !vort.ref -> !vort.ref
  vort.store %x, %q as ref : !vort.ref, !vort.ref
  vort.card_mark %q
  %p8 = vort.addr %p[8] : !vort.ref
  vort.store %x, %p8 as ref : !vort.ref, !vort.ref
  vort.card_mark %p8
  func.return
}

func.func @another_element(%p: !vort.ref, %i: i64, %j: i64) {
  %pi = vort.addr %p[%i * 8 + 16] : !vort.ref
  %x = vort.load %pi as ref : !vort.ref -> !vort.ref
  %pj = vort.addr %p[%j * 8 + 16] : !vort.ref
  vort.store %x, %pj as ref : !vort.ref, !vort.ref
  vort.card_mark %pj
  func.return
}

func.func @another_kind(%p: !vort.ref) {
  %x = vort.load %p as u8 : !vort.ref -> i64
  vort.store %x, %p as u32 : i64, !vort.ref
  func.return
}

func.func @written_by_store(%p: !vort.ref, %q: !vort.ref) {
  %x = vort.load %p as ref : !vort.ref -> !vort.ref
  vort.store %q, %q as ref : !vort.ref, !vort.ref
  vort.card_mark %q
  vort.store %x, %p as ref : !vort.ref, !vort.ref
  vort.card_mark %p
  func.return
}

func.func @written_in_part(%p: !vort.ref, %n: i64) {
  %x = vort.load %p as i64 : !vort.ref -> i64
  %p4 = vort.addr %p[4] : !vort.ref
  vort.store %n, %p4 as i64 : i64, !vort.ref
  vort.store %x, %p as i64 : i64, !vort.ref
  func.return
}

func.func @written_by_words(%p: !vort.ref, %q: !vort.ref) {
  %x = vort.load %p as ref : !vort.ref -> !vort.ref
  vort.store_words "rr"(%q, %q), %q : (!vort.ref, !vort.ref), !vort.ref
  vort.store %x, %p as ref : !vort.ref, !vort.ref
  vort.card_mark %p
  func.return
}

func.func @written_by_call(%p: !vort.ref) {
  %x = vort.load %p as ref : !vort.ref -> !vort.ref
  func.call @anything() : () -> ()
  vort.store %x, %p as ref : !vort.ref, !vort.ref
  vort.card_mark %p
  func.return
}

func.func @written_by_runtime(%p: !vort.ref) {
  %x = vort.load %p as ref : !vort.ref -> !vort.ref
  vort.call_runtime "vo_rt_something"() : () -> ()
  vort.store %x, %p as ref : !vort.ref, !vort.ref
  vort.card_mark %p
  func.return
}

func.func @written_by_others(%p: !vort.ref) {
  %x = vort.load %p as ref : !vort.ref -> !vort.ref
  vort.poll
  vort.store %x, %p as ref : !vort.ref, !vort.ref
  vort.card_mark %p
  func.return
}

func.func @begun_anew(%c: i1) {
  %p = vort.stack_object <"r">
  %x = vort.load %p as ref : !vort.ref -> !vort.ref
  vort.stack_end %p
  vort.store %x, %p as ref : !vort.ref, !vort.ref
  func.return
}

func.func @written_on_one_way(%p: !vort.ref, %c: i1) {
  %x = vort.load %p as ref : !vort.ref -> !vort.ref
  cf.cond_br %c, ^a, ^b
^a:
  func.call @anything() : () -> ()
  cf.br ^b
^b:
  vort.store %x, %p as ref : !vort.ref, !vort.ref
  vort.card_mark %p
  func.return
}

// The second turn stores behind the call of the first.
func.func @written_in_a_loop(%p: !vort.ref, %c: i1) {
  %x = vort.load %p as ref : !vort.ref -> !vort.ref
  cf.br ^loop
^loop:
  vort.store %x, %p as ref : !vort.ref, !vort.ref
  vort.card_mark %p
  func.call @anything() : () -> ()
  cf.cond_br %c, ^loop, ^end
^end:
  func.return
}

func.func @seen_before(%p: !vort.ref, %y: !vort.ref, %c: i1) -> !vort.ref {
  %x = vort.load %p as ref : !vort.ref -> !vort.ref
  cf.cond_br %c, ^a, ^b(%x : !vort.ref)
^a:
  cf.br ^b(%y : !vort.ref)
^b(%z: !vort.ref):
  %seen = vort.load %p as ref : !vort.ref -> !vort.ref
  vort.store %z, %p as ref : !vort.ref, !vort.ref
  vort.card_mark %p
  func.return %seen : !vort.ref
}

// What defers calls may look.
func.func @behind_a_trap(%p: !vort.ref, %y: !vort.ref, %c: i1, %d: i1) {
  %x = vort.load %p as ref : !vort.ref -> !vort.ref
  cf.cond_br %c, ^a, ^b(%x : !vort.ref)
^a:
  cf.br ^b(%y : !vort.ref)
^b(%z: !vort.ref):
  vort.trap_if %d, "NilPointerDereference"
  vort.store %z, %p as ref : !vort.ref, !vort.ref
  vort.card_mark %p
  func.return
}

// A store there would also be on the way to ^c.
func.func @edge_of_a_branch(%p: !vort.ref, %y: !vort.ref, %c: i1, %d: i1) {
  %x = vort.load %p as ref : !vort.ref -> !vort.ref
  cf.cond_br %c, ^a, ^b(%x : !vort.ref)
^a:
  cf.cond_br %d, ^b(%y : !vort.ref), ^c
^b(%z: !vort.ref):
  vort.store %z, %p as ref : !vort.ref, !vort.ref
  vort.card_mark %p
  cf.br ^c
^c:
  func.return
}

func.func @changed_on_all_edges(%p: !vort.ref, %x: !vort.ref, %y: !vort.ref, %c: i1) {
  cf.cond_br %c, ^a, ^b
^a:
  cf.br ^c(%x : !vort.ref)
^b:
  cf.br ^c(%y : !vort.ref)
^c(%z: !vort.ref):
  vort.store %z, %p as ref : !vort.ref, !vort.ref
  vort.card_mark %p
  func.return
}

// The place is known only behind the edges.
func.func @address_of_the_block(%p: !vort.ref, %q: !vort.ref, %y: !vort.ref, %c: i1) {
  %x = vort.load %p as ref : !vort.ref -> !vort.ref
  cf.cond_br %c, ^a, ^b(%x, %p : !vort.ref, !vort.ref)
^a:
  cf.br ^b(%y, %q : !vort.ref, !vort.ref)
^b(%z: !vort.ref, %place: !vort.ref):
  vort.store %z, %place as ref : !vort.ref, !vort.ref
  vort.card_mark %place
  func.return
}
