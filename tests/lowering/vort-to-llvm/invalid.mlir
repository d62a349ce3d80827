// RUN: vo-opt %s --vort-to-llvm --split-input-file --verify-diagnostics

func.func @f(%c: i1) {
  // expected-error @+1 {{unknown trap 'OutOfLuck'}}
  vort.trap_if %c, "OutOfLuck"
  func.return
}

// -----

func.func @f(%c: i1, %n: i64) {
  // expected-error @+1 {{trap 'IndexOutOfBounds' takes 2 numbers, not 1}}
  vort.trap_if %c, "IndexOutOfBounds"(%n)
  func.return
}

// -----

func.func @f(%c: i1, %n: i64) {
  // expected-error @+1 {{trap 'DivisionByZero' takes 0 numbers, not 2}}
  vort.trap_if %c, "DivisionByZero"(%n, %n)
  func.return
}

// -----

func.func @f() {
  // expected-error @+1 {{unknown runtime entry 'vo_rt_make_tea'}}
  vort.call_runtime "vo_rt_make_tea"() : () -> ()
  func.return
}

// -----

func.func @f(%r: !vort.ref) {
  // expected-error @+1 {{runtime entry 'vo_rt_object_clone' has type '(!vort.ref) -> !vort.ref', not '(!vort.ref) -> i64'}}
  %x = vort.call_runtime "vo_rt_object_clone"(%r) : (!vort.ref) -> i64
  func.return
}

// -----

func.func @f() {
  // expected-error @+1 {{no reserved layout 'Slice' of slots "rvv"}}
  %x = vort.alloc #vo.layout<"rvv"> reserved "Slice"
  func.return
}

// -----

func.func @f() {
  // expected-error @+1 {{no reserved layout 'RefArray' of slots "r"}}
  %x = vort.alloc #vo.layout<"r"> reserved "RefArray"
  func.return
}

// -----

func.func @f(%r: !vort.ref) {
  // expected-error @+1 {{memory kind ref does not go with a value of type 'i64'}}
  %x = vort.load %r as ref : !vort.ref -> i64
  func.return
}

// -----

func.func @f(%r: !vort.ref, %x: f64) {
  // expected-error @+1 {{memory kind u8 does not go with a value of type 'f64'}}
  vort.store %x, %r as u8 : f64, !vort.ref
  func.return
}

// -----

func.func @f(%r: !vort.ref, %x: i64) {
  // expected-error @+1 {{values must come as header, bits and reference}}
  vort.print %x, %r : i64, !vort.ref
  func.return
}

// -----

func.func @f(%c: i1, %r: !vort.ref, %x: i64) {
  // expected-error @+1 {{values must come as header, bits and reference}}
  vort.assert %c, %x, %r, %x : i64, !vort.ref, i64
  func.return
}

// -----

func.func @f() {
  // expected-error @+1 {{frame memory of -1 slots}}
  %x = vort.frame -1
  func.return
}

// -----

func.func @f() {
  // expected-error @+1 {{no global variable @nowhere}}
  %x = vort.global_addr @nowhere
  func.return
}

// -----

vort.global @variable <"v">
func.func @f() {
  // expected-error @+1 {{no interface @nowhere}}
  %x = vort.interface_addr @nowhere
  // expected-error @+1 {{no interface @variable}}
  %y = vort.interface_addr @variable
  func.return
}

// -----

func.func @a() attributes {vo.entry} {
  func.return
}
// expected-error @+1 {{second entry function; the first is 'a'}}
func.func @b() attributes {vo.entry} {
  func.return
}

// -----

// expected-error @+1 {{the entry function must have a body and neither parameters nor results}}
func.func @a(%x: i64) attributes {vo.entry} {
  func.return
}

// -----

// expected-error @+1 {{'vo.type_info' must be an array of i64, three per type}}
module attributes {vo.type_info = array<i64: 1, 2>} {
}

// -----

// expected-error @+1 {{'vo.type_info' is wrong at type 1}}
module attributes {vo.type_info = array<i64: 1, 2, 0, 256, 0, 0>} {
}

// -----

// expected-error @+1 {{'vo.type_words' must be an array of strings}}
module attributes {vo.type_words = [1]} {
}

// -----

// expected-error @+1 {{'vo.type_words' has words "vx"}}
module attributes {vo.type_words = ["vx"]} {
}

// -----

// expected-error @+1 {{'vo.error_ptr_rttid' must be an rttid}}
module attributes {vo.error_ptr_rttid = "three"} {
}

// -----

func.func @f(%a: i64) -> i64 {
  // expected-error @+1 {{failed to legalize operation 'func.constant'}}
  %f = func.constant @f : (i64) -> i64
  func.return %a : i64
}

// -----

func.func @f() {
  // expected-error @+1 {{no reserved layout 'Slice' of slots "rv"}}
  %x = vort.stack_object <"rv"> reserved "Slice"
  func.return
}

// -----

func.func @f() -> !vort.ref {
  %p = vort.stack_object <"rv">
  %a = vort.addr %p[8] : !vort.ref
  // expected-error @+1 {{lets the address of an object in the frame outlive it}}
  func.return %a : !vort.ref
}

// -----

vort.global @variable <"vr">
func.func @f() {
  %p = vort.stack_object <"rv">
  %g = vort.global_addr @variable
  %a = vort.addr %g[8] : !vort.raw
  // expected-error @+1 {{lets the address of an object in the frame outlive it}}
  vort.store %p, %a as ref : !vort.ref, !vort.raw
  func.return
}

// -----

func.func @f() {
  // expected-error @+1 {{no function @nobody}}
  %c = vort.func_addr @nobody
  func.return
}

// -----

func.func @f() {
  // expected-error @+1 {{no function @nobody}}
  %c = vort.static_closure @nobody
  func.return
}

// -----

// expected-error @+1 {{no function @nobody}}
vort.code_table @table [@f, @nobody]
func.func @f() {
  func.return
}

// -----

func.func @f() {
  // expected-error @+1 {{no table of functions @f}}
  %t = vort.code_table_addr @f
  func.return
}

// -----

// expected-error @+1 {{'vo.error_itab' must be the number of a method table}}
module attributes {vo.error_itab = @table} {
}

// -----

// expected-error @+1 {{rows must have 30 words for types, 6 for members and 7 for fields}}
vort.dynamic_tables types = [1], members = [], fields = [], numbers = [], text = "", layouts = [], code = [], interfaces = []

// -----

// expected-error @+1 {{no layout 1}}
vort.dynamic_tables types = [0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], members = [], fields = [], numbers = [],
    text = "", layouts = [], code = [], interfaces = []

// -----

// expected-error @+1 {{no layout: 5}}
vort.dynamic_tables types = [], members = [], fields = [], numbers = [], text = "", layouts = [5], code = [], interfaces = []

// -----

// expected-error @+1 {{no function @f}}
vort.dynamic_tables types = [], members = [], fields = [], numbers = [], text = "", layouts = [], code = [@f], interfaces = []

// -----

// expected-error @+1 {{no interface @I}}
vort.dynamic_tables types = [], members = [], fields = [], numbers = [], text = "", layouts = [], code = [], interfaces = [@I]

// -----

vort.dynamic_tables types = [], members = [], fields = [], numbers = [], text = "", layouts = [], code = [], interfaces = []
// expected-error @+1 {{second tables of one module}}
vort.dynamic_tables types = [], members = [], fields = [], numbers = [], text = "", layouts = [], code = [], interfaces = []
