// RUN: vo-opt %s --split-input-file --verify-diagnostics

// Symbols that do not fit what names them.

// expected-error@+1 {{'vo.struct' op contains itself}}
vo.struct @A { b: 2 x @B }
vo.struct @B { a: @A }

// -----

// expected-error@+1 {{'vo.struct' op has two members "x"}}
vo.struct @A { x: i64, x: f64 }

// -----

// expected-error@+1 {{'vo.struct' op "x.y" cannot be a name}}
vo.struct @A { x.y: i64 }

// -----

// expected-error@+1 {{'vo.struct' op x cannot be 'i1', which does not describe memory}}
vo.struct @A { x: i1 }

// -----

// expected-error@+1 {{'vo.struct' op names @B, which is not a vo.struct}}
vo.struct @A { x: @B }

// -----

// expected-error@+1 {{'vo.interface' op method "M" needs a signature}}
vo.interface @I { M: i64 }

// -----

// expected-error@+1 {{'vo.global' op cannot hold '!vo.struct<@S>'}}
vo.global @g : !vo.struct<@S>

// -----

// expected-error@+1 {{'vo.type' op of kind int8 cannot be 'i64'}}
vo.type @type.int8 = int8 : i64 {rttid = 3 : i64}

// -----

// expected-error@+1 {{'vo.type' op has a number of more than 24 bits}}
vo.type @type.int = int : i64 {rttid = 16777216 : i64}

// -----

// expected-error@+1 {{'vo.type' op names @type.int, which is not a vo.type}}
vo.type @"type.[]int" = slice of @type.int : !vo.slice<i64> {rttid = 20 : i64}

// -----

vo.interface @I { M: (i64) -> i64 }
vo.type @type.int = int : i64 {rttid = 2 : i64}
vo.func private @method(i64) -> i64
// expected-error@+1 {{'vo.itab' op method @method of type '(i64) -> i64' does not implement "M"}}
vo.itab @int.I : @type.int as @I [@method]

// -----

vo.interface @I { M: () -> () }
vo.type @type.int = int : i64 {rttid = 2 : i64}
// expected-error@+1 {{'vo.itab' op has 0 methods for an interface with 1}}
vo.itab @int.I : @type.int as @I []

// -----

// expected-error@+1 {{'vo.func' op takes or returns 'i32', which is not a register value}}
vo.func private @narrow(i32)

// -----

// expected-error@+1 {{'vo.func' op captures more values than it has parameters}}
vo.func private @captures(i64) attributes {captures = 2 : i64}

// -----

// expected-error@+1 {{'vo.func' op names result 0 as its error, which is not an interface value}}
vo.func private @error() -> i64 attributes {error_result = 0 : i64}

// -----

// expected-error@+1 {{'vo.func' op has effects on argument 1 of 1}}
vo.func private @effects(!vo.string) attributes {effects = #vo.effects<arg 1 -> heap>}

// -----

// expected-error@+1 {{'vo.func' op has an edge that cannot begin where it does}}
vo.func private @panics(!vo.string) attributes {effects = #vo.effects<panic -> heap>}

// -----

// expected-error@+1 {{'vo.func' op has an edge that cannot begin where it does}}
vo.func private @transient(!vo.string) attributes {effects = #vo.effects<transient -> heap>}

// -----

// expected-error@+1 {{'vo.func' op has an edge that cannot end where it does}}
vo.func private @madeOfAnArgument(!vo.string) attributes {effects = #vo.effects<arg 0 -> new 0>}

// -----

// expected-error@+1 {{unknown point 'nowhere'}}
vo.func private @unknown(!vo.string) attributes {effects = #vo.effects<arg 0 -> nowhere>}

// -----

vo.func @results(%a: i64) -> f64 {
  // expected-error@+1 {{'vo.return' op returns ('i64') from a function of type '(i64) -> f64'}}
  vo.return %a : i64
}

// -----

// expected-error@+1 {{'vo.func' op has no hollow result 1}}
vo.func @hollow(%a: !vo.box<f64>) -> (i64, f64) attributes {hollow_results = array<i64: 1>} {
  vo.return_boxes %a : !vo.box<f64>
}

// -----

vo.func @boxes(%a: !vo.box<i64>) -> f64 {
  // expected-error@+1 {{'vo.return_boxes' op value 0 is 'f64' where memory has 'i64'}}
  vo.return_boxes %a : !vo.box<i64>
}

// -----

vo.func @no_defers(%a: !vo.box<i64>) {
  // expected-error@+1 {{'vo.result_box' op stands in a function without deferred calls}}
  vo.result_box 0, %a : !vo.box<i64>
  vo.return
}

// -----

vo.global @variable : i64
vo.func @callsVariable() {
  // expected-error@+1 {{'vo.call' op names @variable, which is not a vo.func}}
  vo.call @variable() : () -> ()
  vo.return
}

// -----

vo.func @callee(%a: i64) {
  vo.return
}
vo.func @calls() {
  // expected-error@+1 {{'vo.call' op does not match the type of @callee, '(i64) -> ()'}}
  vo.call @callee() : () -> ()
  vo.return
}

// -----

vo.func @callee(%a: i64) {
  vo.return
}
vo.func @later() {
  // expected-error@+1 {{'vo.go' op does not match the parameters of @callee, '(i64) -> ()'}}
  vo.go @callee()
  vo.return
}

// -----

vo.func @callee(%a: !vo.box<i64>, %b: i64) attributes {captures = 1 : i64} {
  vo.return
}
vo.func @binds(%x: i64) {
  // expected-error@+1 {{'vo.closure.new' op does not bind what @callee captures}}
  %0 = vo.closure.new @callee[%x] : (i64) -> !vo.closure<(i64) -> ()>
  vo.return
}

// -----

vo.func @callee(%a: i64) {
  vo.return
}
vo.func @signature() {
  // expected-error@+1 {{'vo.closure.new' op of @callee has the signature '(i64) -> ()'}}
  %0 = vo.closure.new @callee[] : () -> !vo.closure<() -> ()>
  vo.return
}

// -----

vo.func @arguments(%f: !vo.closure<(i64) -> ()>) {
  // expected-error@+1 {{'vo.closure.call' op does not match the parameters of '!vo.closure<(i64) -> ()>'}}
  vo.closure.call %f() : !vo.closure<(i64) -> ()>, () -> ()
  vo.return
}

// -----

vo.global @g : i64
vo.func @globals() {
  // expected-error@+1 {{'vo.global.get' op accesses @g of type 'i64' as 'f64'}}
  %0 = vo.global.get @g : f64
  vo.return
}

// -----

vo.type @type.string = string : !vo.string {rttid = 17 : i64}
vo.func @unboxed(%s: !vo.string) {
  // expected-error@+1 {{'vo.iface.make' op has data of type '!vo.string'; values of @type.string need '!vo.box<!vo.string>'}}
  %0 = vo.iface.make %s as @type.string : !vo.string -> !vo.iface
  vo.return
}

// -----

vo.interface @I { M: () -> () }
vo.interface @J { M: () -> () }
vo.type @type.int = int : i64 {rttid = 2 : i64}
vo.func private @method(i64)
vo.itab @int.I : @type.int as @I [@method]
vo.func @otherTable(%x: i64) {
  // expected-error@+1 {{'vo.iface.make' op makes a value of '!vo.iface<@J>' with a table for @I}}
  %0 = vo.iface.make %x as @int.I : i64 -> !vo.iface<@J>
  vo.return
}

// -----

vo.interface @I { M: () -> () }
vo.func @noMethod(%i: !vo.iface<@I>) {
  // expected-error@+1 {{'vo.iface.call' op calls method 'N', which @I does not have}}
  vo.iface.call %i[N]() : !vo.iface<@I>, () -> ()
  vo.return
}

// -----

vo.func @anyMethod(%i: !vo.iface) {
  // expected-error@+1 {{'vo.iface.call' op calls a method of the empty interface}}
  vo.iface.call %i[N]() : !vo.iface, () -> ()
  vo.return
}

// -----

vo.type @type.int = int : i64 {rttid = 2 : i64}
vo.func @assertion(%i: !vo.iface) {
  // expected-error@+1 {{'vo.iface.assert' op value 0 is 'f64' where memory has 'i64'}}
  %0 = vo.iface.assert %i to @type.int : !vo.iface -> f64
  vo.return
}

// -----

vo.func @dynamic(%i: !vo.iface, %s: !vo.string) {
  // expected-error@+1 {{'vo.dyn.get' op must yield an error last}}
  %0 = vo.dyn.get %i, %s as any : !vo.iface -> i64
  vo.return
}

// -----

vo.interface @I { N: () -> () }
vo.func @dynamic(%i: !vo.iface, %s: !vo.string) {
  // expected-error@+1 {{'vo.dyn.get' op names @I, which is not a vo.type}}
  %0, %1 = vo.dyn.get %i, %s as @I : !vo.iface -> !vo.iface<@I>, !vo.iface
  vo.return
}

// -----

// expected-error@+1 {{'vo.dyn.type' op names @type.T, which is not a vo.type}}
vo.dyn.type @type.T {}

// -----

vo.type @type.int = int : i64 {rttid = 2}
vo.type @type.bool = bool : ui8 {rttid = 1}
// expected-error@+1 {{'vo.dyn.type' op has values unlike those of @type.bool}}
vo.dyn.type @type.int {underlying = @type.bool}

// -----

vo.struct @T { x: i64, p: !vo.ptr<@T> }
vo.type @type.int = int : i64 {rttid = 2}
vo.type @type.T = struct [@type.int] : @T {rttid = 20}
// expected-error@+1 {{'vo.dyn.type' op has no field of that type at 'x*.x'}}
vo.dyn.type @type.T {field_names = ["x"], paths = ["x*.x"], field_types = [@type.int]}

// -----

vo.struct @T { x: i64, p: !vo.ptr<@T> }
vo.type @type.int = int : i64 {rttid = 2}
vo.type @type.T = struct [@type.int] : @T {rttid = 20}
// expected-error@+1 {{'vo.dyn.type' op has no field of that type at 'p.x'}}
vo.dyn.type @type.T {field_names = ["x"], paths = ["p.x"], field_types = [@type.int]}

// -----

vo.struct @T { x: i64 }
vo.type @type.float64 = float64 : f64 {rttid = 13}
vo.type @type.T = struct [@type.float64] : @T {rttid = 20}
// expected-error@+1 {{'vo.dyn.type' op has no field of that type at 'x'}}
vo.dyn.type @type.T {field_names = ["x"], paths = ["x"], field_types = [@type.float64]}

// -----

vo.struct @T { x: i64 }
vo.type @type.int = int : i64 {rttid = 2}
vo.type @type.T = struct [@type.int] : @T {rttid = 20}
// expected-error@+1 {{'vo.dyn.type' op has other numbers of paths or types than fields}}
vo.dyn.type @type.T {field_names = ["x"], paths = ["x"]}

// -----

vo.type @type.int = int : i64 {rttid = 2}
vo.type @type.func = func : !vo.closure<() -> i64> {rttid = 20}
vo.func private @method(%x: i64, %y: i64) -> i64 {
  vo.return %x : i64
}
// expected-error@+1 {{'vo.dyn.type' op method @method of type '(i64, i64) -> i64' does not have signature '() -> i64'}}
vo.dyn.type @type.int {method_names = ["M"], methods = [@method], signatures = [@type.func]}

// -----

vo.type @type.int = int : i64 {rttid = 2}
// expected-error@+1 {{'vo.dyn.type' op has a method whose signature is no function}}
vo.dyn.type @type.int {method_names = ["M"], methods = [unit], signatures = [@type.int]}

// -----

vo.type @type.int = int : i64 {rttid = 2}
vo.type @type.func = func : !vo.closure<(i64) -> ()> {rttid = 20}
// expected-error@+1 {{'vo.dyn.type' op is variadic without a slice}}
vo.dyn.type @type.func {param_types = [@type.int], variadic}

// -----

vo.type @type.int = int : i64 {rttid = 2}
// expected-error@+1 {{'vo.dyn.type' op has a signature, but is no function type}}
vo.dyn.type @type.int {param_types = [@type.int]}

// -----

vo.type @type.int = int : i64 {rttid = 2}
// expected-error@+1 {{'vo.dyn.type' op has wider types, but is no interface}}
vo.dyn.type @type.int {wider = [@type.int]}

// -----

vo.type @type.int = int : i64 {rttid = 2}
vo.type @type.func = func : !vo.closure<(i64) -> ()> {rttid = 20}
// expected-error@+1 {{'vo.dyn.type' op has other parameters or results than '(i64) -> ()'}}
vo.dyn.type @type.func {param_types = [@type.int], result_types = [@type.int]}

// -----

vo.struct @T { x: i64 }
vo.type @type.int = int : i64 {rttid = 2}
vo.type @type.T = struct [@type.int] : @T {rttid = 20}
// expected-error@+1 {{'vo.dyn.type' op has other numbers of tags or flags than declared fields}}
vo.dyn.type @type.T {declared = ["X"], tags = [""], embedded = array<i1: false>}

// -----

vo.struct @T { x: i64 }
vo.type @type.int = int : i64 {rttid = 2}
vo.type @type.T = struct [@type.int] : @T {rttid = 20}
// expected-error@+1 {{'vo.dyn.type' op declares other fields than its type has}}
vo.dyn.type @type.T {declared = ["X", "Y"], tags = ["", ""], embedded = array<i1: false, false>, exported = array<i1: true, true>}

// -----

vo.type @type.int = int : i64 {rttid = 2}
// expected-error@+1 {{'vo.dyn.type' op declares other fields than its type has}}
vo.dyn.type @type.int {declared = ["X"], tags = [""], embedded = array<i1: false>, exported = array<i1: true>}

// -----

vo.struct @T { x: i64 }
vo.type @type.string = string : !vo.string {rttid = 17}
vo.type @type.T = struct [@type.string] : @T {rttid = 20}
// expected-error@+1 {{'vo.dyn.type' op has no field of that type at "X"}}
vo.dyn.type @type.T {declared = ["X"], tags = [""], embedded = array<i1: false>, exported = array<i1: true>}
