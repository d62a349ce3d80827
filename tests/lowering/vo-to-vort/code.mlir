// RUN: vo-opt %s --vo-to-vort | FileCheck %s

// Function values are objects with code and captures; methods are found through one table of all methods, whose rows the
// interface value's header names.

vo.interface @Shape { name: () -> !vo.string, area: (i64) -> f64 }
vo.type @type.int = int : i64 {rttid = 2}
vo.type @type.string = string : !vo.string {rttid = 17}
vo.itab @int.Shape : @type.int as @Shape [@int.name, @int.area]
vo.itab @string.Shape : @type.string as @Shape [@string.name, @string.area]

// The entry for function values loads what is captured.
// CHECK-LABEL: func.func private @adder$closure(
// CHECK-SAME:    %[[F:.*]]: !vort.ref, %[[X:.*]]: i64) -> i64
// CHECK-NEXT: %[[A0:.*]] = vort.addr %[[F]][8]
// CHECK-NEXT: %[[BOX:.*]] = vort.load %[[A0]] as ref
// CHECK-NEXT: %[[A1:.*]] = vort.addr %[[F]][16]
// CHECK-NEXT: %[[S:.*]] = vort.load %[[A1]] as base
// CHECK:      %[[R:.*]] = call @adder(%[[BOX]], %[[S]], %{{.*}}, %{{.*}}, %[[X]])
// CHECK-NEXT: return %[[R]]
vo.func private @adder(%n: !vo.box<i64>, %s: !vo.string, %x: i64) -> i64 attributes {captures = 2} {
  vo.return %x : i64
}

// CHECK-LABEL: func.func @make(
// CHECK-SAME:    %[[N:.*]]: !vort.ref, %[[S0:.*]]: !vort.ref, %[[S1:.*]]: i64, %[[S2:.*]]: i64)
vo.func @make(%n: !vo.box<i64>, %s: !vo.string) -> i64 {
  // CHECK-NEXT: %[[O:.*]] = vort.alloc <"vrrvv">
  // CHECK-NEXT: %[[CODE:.*]] = vort.func_addr @adder$closure
  // CHECK-NEXT: vort.store %[[CODE]], %[[O]] as raw
  // CHECK-NEXT: %[[C0:.*]] = vort.addr %[[O]][8]
  // CHECK-NEXT: vort.store %[[N]], %[[C0]] as ref
  // CHECK-NOT: card_mark
  %f = vo.closure.new @adder[%n, %s] : (!vo.box<i64>, !vo.string) -> !vo.closure<(i64) -> i64>
  // CHECK: vort.trap_if %{{.*}}, "NilFuncCall"
  // CHECK: %[[CALLEE:.*]] = vort.load %[[O]] as raw
  // CHECK: %[[R:.*]] = vort.call_indirect %[[CALLEE]](%[[O]], %{{.*}}) : (!vort.ref, i64) -> i64
  %one = arith.constant 1 : i64
  %r = vo.closure.call %f(%one) : !vo.closure<(i64) -> i64>, (i64) -> i64
  // CHECK: return %[[R]]
  vo.return %r : i64
}

// CHECK-LABEL: func.func @constant(
vo.func @constant() -> !vo.closure<() -> ()> {
  // CHECK-NEXT: %[[F:.*]] = vort.static_closure @nothing$closure
  // CHECK-NEXT: return %[[F]]
  %f = vo.closure.new @nothing[] : () -> !vo.closure<() -> ()>
  vo.return %f : !vo.closure<() -> ()>
}
vo.func private @nothing() {
  vo.return
}

// The entry for method tables takes the receiver out of the data, a string out of its box.
// CHECK-LABEL: func.func private @int.name$method(
// CHECK-SAME:    %[[B:.*]]: i64, %{{.*}}: !vort.ref) -> (!vort.ref, i64, i64)
// CHECK-NEXT: call @int.name(%[[B]])
vo.func private @int.name(%x: i64) -> !vo.string {
  %s = vo.string.const "int"
  vo.return %s : !vo.string
}
vo.func private @int.area(%x: i64, %n: i64) -> f64 {
  %z = arith.constant 0.0 : f64
  vo.return %z : f64
}
// CHECK-LABEL: func.func private @string.name$method(
// CHECK-SAME:    %{{.*}}: i64, %[[R:.*]]: !vort.ref) -> (!vort.ref, i64, i64)
// CHECK: %[[NULL:.*]] = vort.is_null %[[R]]
// CHECK: %[[ZERO:.*]] = vort.zero_header
// CHECK: %[[BOX:.*]] = arith.select %[[NULL]], %[[ZERO]], %[[R]]
// CHECK: vort.load %[[BOX]] as base invariant
// CHECK: call @string.name(
vo.func private @string.name(%s: !vo.string) -> !vo.string {
  vo.return %s : !vo.string
}
vo.func private @string.area(%s: !vo.string, %n: i64) -> f64 {
  %z = arith.constant 0.0 : f64
  vo.return %z : f64
}

// The second table begins at row 3.
// CHECK-LABEL: func.func @call(
// CHECK-SAME:    %[[N:.*]]: i64, %[[BOX:.*]]: !vort.ref)
vo.func @call(%n: i64, %box: !vo.box<!vo.string>) -> f64 {
  // CHECK: %[[HEADER:.*]] = arith.constant 12884906257 : i64
  %i = vo.iface.make %box as @string.Shape : !vo.box<!vo.string> -> !vo.iface<@Shape>
  // CHECK: vort.trap_if %{{.*}}, "NilPointerDereference"
  // CHECK: %[[SHIFT:.*]] = arith.constant 32 : i64
  // CHECK: %[[ROW:.*]] = arith.shrui %[[HEADER]], %[[SHIFT]]
  // CHECK: %[[TABLE:.*]] = vort.code_table_addr @methods$
  // CHECK: %[[PLACE:.*]] = vort.addr %[[TABLE]][%[[ROW]] * 8 + 8] : !vort.raw
  // CHECK: %[[CODE:.*]] = vort.load %[[PLACE]] as raw invariant
  // CHECK: vort.call_indirect %[[CODE]](%{{.*}}, %[[BOX]], %[[N]]) : (i64, !vort.ref, i64) -> f64
  %a = vo.iface.call %i[area](%n) : !vo.iface<@Shape>, (i64) -> f64
  vo.return %a : f64
}

// CHECK-LABEL: func.func @assert(
// CHECK-SAME:    %[[H:.*]]: i64, %[[B:.*]]: i64, %[[R:.*]]: !vort.ref)
vo.func @assert(%x: !vo.iface) -> (!vo.iface<@Shape>, i64, i64) {
  // CHECK: %[[T:.*]] = vort.interface_addr @Shape
  // CHECK: %[[FOUND:.*]] = vort.call_runtime "vo_rt_iface_find"(%[[H]], %[[T]])
  // CHECK: %[[OK:.*]] = arith.cmpi ne, %[[FOUND]], %{{.*}}
  // CHECK: arith.select %[[OK]], %[[FOUND]]
  // CHECK: arith.select %[[OK]], %[[B]]
  // CHECK: arith.select %[[OK]], %[[R]]
  %s, %ok = vo.iface.assert_ok %x to @Shape : !vo.iface -> !vo.iface<@Shape>
  %is = vo.iface.is %x, @Shape : !vo.iface
  %a = arith.extui %ok : i1 to i64
  %b = arith.extui %is : i1 to i64
  vo.return %s, %a, %b : !vo.iface<@Shape>, i64, i64
}

// CHECK: vort.code_table @methods$ null, [@int.name$method, @int.area$method, @string.name$method, @string.area$method]
