// RUN: vo-opt %s --vo-to-vort --split-input-file --verify-diagnostics --allow-unregistered-dialect

// A reference in a scalar's slot would be lost to the collector, a scalar in a
// reference's would be followed by it.

vo.func @scalarFromRefSlot(%s: !vo.slice, %i: i64) -> i64 {
  // expected-error@+1 {{accesses slots 'r' as 'i64', which does not match}}
  %a = vo.slice.get %s[%i] as <slots "r"> : i64
  vo.return %a : i64
}

// -----

vo.func @refToScalarSlot(%a: !vo.ref, %i: i64) {
  // expected-error@+1 {{accesses slots 'v' as '!vo.ref', which does not match}}
  vo.array.set %a[%i], %a as <slots "v"> : !vo.ref
  vo.return
}

// -----

vo.func @refToByte(%s: !vo.slice, %r: !vo.ref) -> !vo.slice {
  // expected-error@+1 {{accesses slots 'v' as '!vo.ref', which does not match}}
  %t = vo.slice.append %s, %r as <u8> {meta = 8 : i32} : !vo.ref
  vo.return %t : !vo.slice
}

// -----

vo.func @headerAlone(%s: !vo.slice, %i: i64) -> !vo.ref {
  // expected-error@+1 {{accesses slots 'hw' as 'i64', '!vo.ref', which does not match}}
  %a, %b = vo.slice.get %s[%i] as <slots "hw"> : i64, !vo.ref
  vo.return %b : !vo.ref
}

// -----

vo.func @tooFew(%s: !vo.slice, %i: i64) -> i64 {
  // expected-error@+1 {{accesses slots 'vv' as 'i64', which is not all of them}}
  %a = vo.slice.get %s[%i] as <slots "vv"> : i64
  vo.return %a : i64
}

// -----

vo.func @tooMany(%s: !vo.slice, %i: i64) -> i64 {
  // expected-error@+1 {{accesses slots 'v' as 'i64', 'i64', which does not match}}
  %a, %b = vo.slice.get %s[%i] as <i32> : i64, i64
  vo.return %a : i64
}

// -----

vo.global @g #vo.layout<"vr">
vo.func @globals(%x: i64) -> !vo.ref {
  // expected-error@+1 {{accesses slots 'r' as 'i64', which does not match}}
  vo.global.set @g[1], %x : i64
  // expected-error@+1 {{accesses slots 'vr' as '!vo.ref', which does not match}}
  %r = vo.global.get @g[0] : !vo.ref
  vo.return %r : !vo.ref
}

// -----

vo.global @g #vo.layout<"vrv">
// The value would reach over the end of the variable.
vo.func @globalEnd() -> !vo.iface {
  // expected-error@+1 {{accesses slots 'v' as '!vo.iface', which does not match}}
  %r = vo.global.get @g[2] : !vo.iface
  vo.return %r : !vo.iface
}

// -----

vo.func @refInFrame(%i: i64, %r: !vo.ref) {
  %f = vo.frame <"vv"> : !vo.frame
  // expected-error@+1 {{accesses '!vo.ref' in a frame area, which holds scalars only}}
  vo.frame.set %f[%i * 1 + 0], %r : !vo.frame, !vo.ref
  vo.return
}

// -----

vo.func @wordWithoutHeader(%p: !vo.ref) -> !vo.word {
  // expected-error@+1 {{reads a data word at slot 0, where no header can be before it}}
  %w = vo.load %p[0] : !vo.word
  vo.return %w : !vo.word
}

// -----

vo.func @variable() -> i64 {
  // expected-error@+1 {{is a frame variable; mem2reg comes first}}
  %v = vo.var "r0" : !vo.var<i64>
  %x = vo.var.get %v : !vo.var<i64>
  vo.return %x : i64
}

// -----

vo.func @width(%x: f64) -> i64 {
  // expected-error@+1 {{converts to an integer of 65 bits; expected 1 to 64}}
  %i = vo.f2i %x to 65
  vo.return %i : i64
}

// -----

// Unknown operations with the language's types are not skipped.
vo.func @unknown(%s: !vo.string) {
  // expected-error@+1 {{failed to legalize operation 'test.unknown'}}
  "test.unknown"(%s) : (!vo.string) -> ()
  vo.return
}

// -----

// A call that does not fit the table of entries, which none of the patterns
// makes.
func.func @entries(%x: i64) -> i64 {
  // expected-error@+1 {{internal compiler error: no runtime entry 'vo_rt_no_such_entry'}}
  %a = vort.call_runtime "vo_rt_no_such_entry"(%x) : (i64) -> i64
  // expected-error@+1 {{internal compiler error: runtime entry 'vo_rt_string_compare' is of type '(!vort.ref, i64, i64, !vort.ref, i64, i64) -> i64' and called with '(i64) -> i64'}}
  %b = vort.call_runtime "vo_rt_string_compare"(%x) : (i64) -> i64
  return %b : i64
}
