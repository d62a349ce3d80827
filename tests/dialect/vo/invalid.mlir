// RUN: vo-opt %s --split-input-file --verify-diagnostics

// Functions and calls.

vo.func @results(%a: i64) -> f64 {
  // expected-error@+1 {{'vo.return' op returns ('i64') from a function of type '(i64) -> f64'}}
  vo.return %a : i64
}

// -----

vo.func @missing() -> i64 {
  // expected-error@+1 {{'vo.return' op returns () from a function of type '() -> i64'}}
  vo.return
}

// -----

vo.func @outside() {
  vo.return
}
// expected-error@+1 {{'vo.return' op expects parent op 'vo.func'}}
vo.return

// -----

vo.global @variable <"v">
vo.func @callsVariable() {
  // expected-error@+1 {{'vo.call' op calls @variable, which is not a vo.func}}
  vo.call @variable() : () -> ()
  vo.return
}

// -----

vo.func @callsNothing() {
  // expected-error@+1 {{'vo.call' op calls @unknown, which is not a vo.func}}
  vo.call @unknown() : () -> ()
  vo.return
}

// -----

vo.func private @callee(i64) -> i64
vo.func @argument(%x: f64) {
  // expected-error@+1 {{'vo.call' op does not match the type of @callee, '(i64) -> i64'}}
  %r = vo.call @callee(%x) : (f64) -> i64
  vo.return
}

// -----

vo.func private @callee(i64) -> i64
vo.func @result(%x: i64) {
  // expected-error@+1 {{'vo.call' op does not match the type of @callee, '(i64) -> i64'}}
  %r = vo.call @callee(%x) : (i64) -> f64
  vo.return
}

// -----

vo.func @register(%x: i32) {
  // expected-error@+1 {{operand #0 must be variadic of register value}}
  vo.return %x : i32
}

// -----

// Zeros, variables, areas.

vo.func @zero() {
  // expected-error@+1 {{'vo.zero' op result #0 must be}}
  %z = vo.zero : i64
  vo.return
}

// -----

// expected-note@+1 {{prior use here}}
vo.func @set(%x: f64) {
  %v = vo.var "r0" : !vo.var<i64>
  // expected-error@+1 {{use of value '%x' expects different type than prior uses: 'i64' vs 'f64'}}
  vo.var.set %v, %x : !vo.var<i64>
  vo.return
}

// -----

vo.func @setGeneric(%x: f64) {
  %v = vo.var "r0" : !vo.var<i64>
  // expected-error@+1 {{'vo.var.set' op failed to verify that value has the variable's type}}
  "vo.var.set"(%v, %x) : (!vo.var<i64>, f64) -> ()
  vo.return
}

// -----

vo.func @getGeneric() {
  %v = vo.var "r0" : !vo.var<i64>
  // expected-error@+1 {{'vo.var.get' op failed to verify that value has the variable's type}}
  %x = "vo.var.get"(%v) : (!vo.var<i64>) -> f64
  vo.return
}

// -----

vo.func @reference() {
  // expected-error@+1 {{'vo.frame' op holds references; use vo.new}}
  %f = vo.frame <"vr"> : !vo.frame
  vo.return
}

// -----

vo.func @word() {
  // expected-error@+1 {{'vo.frame' op holds references; use vo.new}}
  %f = vo.frame <"hw"> : !vo.frame
  vo.return
}

// -----

vo.func @stringInArea(%i: i64, %s: !vo.string) {
  %f = vo.frame <"v"> : !vo.frame
  // expected-error@+1 {{'vo.frame.set' op operand #2 must be}}
  vo.frame.set %f[%i * 1 + 0], %s : !vo.frame, !vo.string
  vo.return
}

// -----

// Globals.

vo.func @unknownGlobal() {
  // expected-error@+1 {{'vo.global.get' op names @unknown, which is not a vo.global}}
  %x = vo.global.get @unknown[0] : i64
  vo.return
}

// -----

vo.func @functionAsGlobal(%x: i64) {
  // expected-error@+1 {{'vo.global.set' op names @functionAsGlobal, which is not a vo.global}}
  vo.global.set @functionAsGlobal[0], %x : i64
  vo.return
}

// -----

vo.global @pair <"vv">
vo.func @getBehind() {
  // expected-error@+1 {{'vo.global.get' op accesses slot 2 of a variable with 2}}
  %x = vo.global.get @pair[2] : i64
  vo.return
}

// -----

vo.global @pair <"vv">
vo.func @setBefore(%x: i64) {
  // expected-error@+1 {{of a variable with 2}}
  vo.global.set @pair[-1], %x : i64
  vo.return
}

// -----

vo.global @pair <"vv">
vo.func @stringInGlobal(%s: !vo.string) {
  // expected-error@+1 {{'vo.global.set' op operand #0 must be}}
  vo.global.set @pair[0], %s : !vo.string
  vo.return
}

// -----

// Layouts and elements.

// expected-error@+1 {{unknown slot letter 'x'; expected v, f, r, h or w}}
vo.global @letter <"vx">

// -----

// expected-error@+1 {{interface header and data word must be adjacent}}
vo.global @apart <"hvw">

// -----

// expected-error@+1 {{interface header and data word must be adjacent}}
vo.global @wordAlone <"w">

// -----

// expected-error@+1 {{interface header and data word must be adjacent}}
vo.global @headerTwice <"hhw">

// -----

// expected-error@+1 {{interface header without data word}}
vo.global @headerAlone <"vh">

// -----

vo.func @slotsWithoutLetters(%a: !vo.ref, %i: i64) {
  // expected-error@+1 {{slot letters belong to `slots` elements}}
  vo.array.get %a[%i] as <slots>
  vo.return
}

// -----

vo.func @lettersWithoutSlots(%a: !vo.ref, %i: i64) {
  // expected-error@+1 {{slot letters belong to `slots` elements}}
  vo.array.get %a[%i] as <u8 "v">
  vo.return
}

// -----

vo.func @elementLetter(%a: !vo.ref, %i: i64) {
  // expected-error@+1 {{unknown slot letter 'q'; expected v, f, r, h or w}}
  vo.array.get %a[%i] as <slots "q">
  vo.return
}

// -----

vo.func @elementKind(%a: !vo.ref, %i: i64) {
  // expected-error@+1 {{expected one of [slots, u8, u16, u32, i8, i16, i32, f32] for storage of one element, got: u64}}
  vo.array.get %a[%i] as <u64>
  vo.return
}

// -----

// Boxes, slices, strings.

vo.func @boxOfNumber(%x: i64) {
  // expected-error@+1 {{'vo.box' op operand #0 must be string or slice}}
  %b = vo.box %x : i64
  vo.return
}

// -----

vo.func @unboxToNumber(%r: !vo.ref) {
  // expected-error@+1 {{'vo.unbox' op result #0 must be string or slice}}
  %b = vo.unbox %r : i64
  vo.return
}

// -----

vo.func @source(%s: !vo.slice, %x: i64) {
  // expected-error@+1 {{'vo.slice.copy' op operand #1 must be slice, string, or a box of either}}
  %n = vo.slice.copy %s, %x : i64
  vo.return
}

// -----

vo.func @appendSource(%s: !vo.slice, %x: i64) {
  // expected-error@+1 {{'vo.slice.append_slice' op operand #1 must be slice, string, or a box of either}}
  %n = vo.slice.append_slice %s, %x as <u8> {meta = 8 : i32} : i64
  vo.return
}

// -----

vo.func @withoutMeta(%n: i64) {
  // expected-error@+1 {{'vo.array.new' op requires attribute 'meta'}}
  %a = vo.array.new %n, <u8>
  vo.return
}

// -----

vo.func @predicate(%a: !vo.string) {
  // expected-error@+2 {{to be one of: eq, ne, lt, le, gt, ge}}
  // expected-error@+1 {{failed to parse Vo_StringPredicateAttr}}
  %c = vo.string.cmp less %a, %a
  vo.return
}

// -----

// Interfaces.

vo.func @nowhere(%i: !vo.iface) -> !vo.iface {
  // expected-error@+1 {{'vo.iface.convert' op names @Shape, which is not a vo.interface}}
  %r = vo.iface.convert %i to @Shape
  vo.return %r : !vo.iface
}

// -----

vo.global @Shape <"v">
vo.func @variable(%i: !vo.iface) -> !vo.iface {
  // expected-error@+1 {{'vo.iface.convert' op names @Shape, which is not a vo.interface}}
  %r = vo.iface.convert %i to @Shape
  vo.return %r : !vo.iface
}

// -----

// expected-error@+1 {{types must be in ascending order}}
vo.interface @Unsorted <31 -> 2, 18 -> 5>

// -----

// expected-error@+1 {{types must be in ascending order}}
vo.interface @Twice <18 -> 2, 18 -> 5>

// -----

// expected-error@+1 {{rttid 16777215 has more than 24 bits}}
vo.interface @Wide <16777215 -> 2>

// -----

// expected-error@+1 {{method table 0 is the empty interface's}}
vo.interface @Empty <18 -> 0>

// -----

// expected-error@+1 {{expected '->'}}
vo.interface @Half <18>

// -----

vo.func @header(%p: !vo.ref, %h: i64) {
  // expected-error@+1 {{stores something else than one header}}
  vo.store %p[0] header, %h, %h : i64, i64
  vo.return
}
