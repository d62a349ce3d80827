// RUN: vo-opt %s --split-input-file --verify-diagnostics

func.func @nullOfNumber(%x: i64) {
  // expected-error@+1 {{'vort.is_null' op operand #0 must be a reference, traced and updated by the collector, but got 'i64'}}
  %c = "vort.is_null"(%x) : (i64) -> i1
  return
}

// -----

func.func @addressOfNumber(%x: i64) {
  // expected-error@+1 {{'vort.addr' op operand #0 must be address, but got 'i64'}}
  %a = vort.addr %x[8] : i64
  return
}

// -----

// An interior pointer is a reference, an address outside the heap is not.
func.func @addressChangesType(%r: !vort.ref) {
  // expected-error@+1 {{'vort.addr' op failed to verify that all of {base, address} have same type}}
  %a = "vort.addr"(%r) {offset = 8 : i64} : (!vort.ref) -> !vort.raw
  return
}

// -----

func.func @loadOfFlag(%r: !vort.ref) {
  // expected-error@+1 {{'vort.load' op result #0 must be scalar or an address outside the heap, but got 'i1'}}
  %a = vort.load %r as u8 : !vort.ref -> i1
  return
}

// -----

func.func @kind(%r: !vort.ref) {
  // expected-error@+2 {{to be one of: u8, u16, u32, i8, i16, i32, i64, f64, ref, raw}}
  // expected-error@+1 {{failed to parse Vort_MemKindAttr}}
  %a = vort.load %r as u64 : !vort.ref -> i64
  return
}

// -----

func.func @storeOfFlag(%r: !vort.ref, %c: i1) {
  // expected-error@+1 {{'vort.store' op operand #0 must be scalar or an address outside the heap, but got 'i1'}}
  vort.store %c, %r as u8 : i1, !vort.ref
  return
}

// -----

func.func @barrierOutsideHeap(%a: !vort.raw) {
  // expected-error@+1 {{'vort.card_mark' op operand #0 must be a reference, traced and updated by the collector, but got '!vort.raw'}}
  "vort.card_mark"(%a) : (!vort.raw) -> ()
  return
}

// -----

func.func @argument(%c: i1) {
  // expected-error@+1 {{'vort.call_runtime' op operand #0 must be}}
  vort.call_runtime "vo_rt_something"(%c) : (i1) -> ()
  return
}

// -----

func.func @result() {
  // expected-error@+1 {{'vort.call_runtime' op result #0 must be variadic of scalar, but got '!vort.raw'}}
  %a = vort.call_runtime "vo_rt_something"() : () -> !vort.raw
  return
}

// -----

func.func @printOfFloat(%x: f64) {
  // expected-error@+1 {{'vort.print' op operand #0 must be}}
  vort.print %x : f64
  return
}

// -----

func.func @assertOfFloat(%c: i1, %x: f64) {
  // expected-error@+1 {{'vort.assert' op operand #1 must be}}
  vort.assert %c, %x : f64
  return
}

// -----

// expected-error@+1 {{interface header without data word}}
vort.global @header <"h">

// -----

func.func @layout() {
  // expected-error@+1 {{unknown slot letter 'x'; expected v, f, r, h or w}}
  %a = vort.alloc <"x">
  return
}

// -----

func.func @element() {
  // expected-error@+1 {{slot letters belong to `slots` elements}}
  %a = vort.array_layout <u8 "v">
  return
}

// -----

func.func @letters(%r: !vort.ref, %x: i64) {
  // expected-error@+1 {{has words 'vx', not v, r, h and w}}
  vort.store_words "vx"(%x, %x), %r : (i64, i64), !vort.ref
  return
}

// -----

func.func @words(%r: !vort.ref, %x: i64) {
  // expected-error@+1 {{takes 'i64', 'i64', '!vort.ref' for words 'hw'}}
  vort.store_words "hw"(%x, %x), %r : (i64, i64), !vort.ref
  return
}

// -----

// An end names the operation that it ends, not an address that came from it.
func.func @endOfAddress() {
  %p = vort.stack_object <"vr">
  %a = vort.addr %p[8] : !vort.ref
  // expected-error@+1 {{ends something else than a 'vort.stack_object'}}
  vort.stack_end %a
  return
}

// -----

func.func @endOfHeapObject() {
  %p = vort.alloc <"vr">
  // expected-error@+1 {{ends something else than a 'vort.stack_object'}}
  vort.stack_end %p
  return
}

// -----

func.func @frameLayout() {
  // expected-error@+1 {{interface header without data word}}
  %a = vort.stack_object <"h">
  return
}
