// RUN: vo-opt %s | vo-opt | FileCheck %s
// RUN: vo-opt %s --mlir-print-op-generic | vo-opt | FileCheck %s

// Structs, interfaces, runtime types, method tables, globals, functions and what they say of calls.

// CHECK: vo.struct @main.Point { x: i64, y: f64 }
vo.struct @main.Point { x: i64, y: f64 }
// CHECK: vo.struct @main.Board { cells: 64 x ui8, grid: 3 x 4 x @main.Point, at: @main.Point, name: !vo.string, "gr\C3\B6\C3\9Fe": f32 }
vo.struct @main.Board { cells: 64 x ui8, grid: 3 x 4 x @main.Point, at: @main.Point, name: !vo.string, "größe": f32 }
// CHECK: vo.struct @main.Node { value: i64, next: !vo.ptr<@main.Node> }
vo.struct @main.Node { value: i64, next: !vo.ptr<@main.Node> }
// CHECK: vo.struct @"struct {}" {}
vo.struct @"struct {}" {}
// CHECK: vo.interface @main.Shape { Area: () -> f64, Scale: (f64, i64) -> (!vo.iface, i64) }
vo.interface @main.Shape { Area: () -> f64, Scale: (f64, i64) -> (!vo.iface, i64) }
// CHECK: vo.interface @main.Named { Name: () -> !vo.string } {sym_visibility = "private"}
vo.interface @main.Named { Name: () -> !vo.string } {sym_visibility = "private"}
// CHECK: vo.type @type.float64 = float64 : f64 {rttid = 13 : i64}
vo.type @type.float64 = float64 : f64 {rttid = 13 : i64}
// CHECK: vo.type @type.string = string : !vo.string {rttid = 17 : i64}
vo.type @type.string = string : !vo.string {rttid = 17 : i64}
// CHECK: vo.type @type.main.Point = struct [@type.float64] : @main.Point {rttid = 20 : i64}
vo.type @type.main.Point = struct[@type.float64] : @main.Point {rttid = 20 : i64}
// CHECK: vo.type @"type.*main.Point" = pointer of @type.main.Point : !vo.ptr<@main.Point> {rttid = 21 : i64}
vo.type @"type.*main.Point" = pointer of @type.main.Point : !vo.ptr<@main.Point> {rttid = 21 : i64}
// CHECK: vo.type @"type.map[string]float64" = map from @type.string of @type.float64 : !vo.map<!vo.string, f64> {rttid = 22 : i64}
vo.type @"type.map[string]float64" = map from @type.string of @type.float64 : !vo.map<!vo.string, f64> {rttid = 22 : i64}
// CHECK: vo.type @"type.[4]float64" = array of @type.float64 : 4 x f64 {rttid = 23 : i64}
vo.type @"type.[4]float64" = array of @type.float64 : 4 x f64 {rttid = 23 : i64}
// CHECK: vo.type @type.uint8 = uint8 : ui8 {rttid = 8 : i64}
vo.type @type.uint8 = uint8 : ui8 {rttid = 8 : i64}
// CHECK: vo.itab @main.Point.Named : @"type.*main.Point" as @main.Named [@main.Point.Name]
vo.itab @main.Point.Named : @"type.*main.Point" as @main.Named [@main.Point.Name]
// CHECK: vo.global @main.counter : i64
vo.global @main.counter : i64
// CHECK: vo.global @main.points : !vo.slice<@main.Point>
vo.global @main.points : !vo.slice<@main.Point>
// CHECK-LABEL: vo.func @main.Point.Name(
// CHECK-SAME: %arg0: !vo.ptr<@main.Point>) -> !vo.string
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.string.const "point"
// CHECK-NEXT: vo.return %[[V0]] : !vo.string
vo.func @main.Point.Name(%p: !vo.ptr<@main.Point>) -> !vo.string {
  %s = vo.string.const "point"
  vo.return %s : !vo.string
}
// CHECK-LABEL: vo.func @add(
// CHECK-SAME: %arg0: i64, %arg1: i64) -> i64
// CHECK-NEXT: %[[V0:[^ :,]+]] = arith.addi %arg0, %arg1 : i64
// CHECK-NEXT: vo.return %[[V0]] : i64
vo.func @add(%a: i64, %b: i64) -> i64 {
  %sum = arith.addi %a, %b : i64
  vo.return %sum : i64
}
// CHECK-LABEL: vo.func private @strings.Index(
// CHECK-SAME: !vo.string, !vo.string) -> i64 attributes {effects = #vo.effects<>, native = "vo1:7:strings:5:Index"}
vo.func private @strings.Index(!vo.string, !vo.string) -> i64 attributes {effects = #vo.effects<>, native = "vo1:7:strings:5:Index"}
// CHECK-LABEL: vo.func private @summary(
// CHECK-SAME: !vo.ptr<@main.Node>, !vo.ptr<@main.Node>) -> !vo.ptr<@main.Node> attributes {effects = #vo.effects<panics, collects, blocks, arg 0 -> result 0, arg 1 "next" -> result 0 "next", arg 1 -> arg 0 "next/*", arg 0 -> heap, arg 0 -> global @main.points, arg 0 -> panic, arg 1 -> goroutine, arg 1 "next" -> transient, new 0 -> arg 0 "next", new 0 -> result 0, result 0 "*" -> result 0 "*">}
vo.func private @summary(!vo.ptr<@main.Node>, !vo.ptr<@main.Node>) -> !vo.ptr<@main.Node> attributes {effects = #vo.effects<panics, collects, blocks, arg 0 -> result 0, arg 1 "next" -> result 0 "next", arg 1 -> arg 0 "next/*", arg 0 -> heap, arg 0 -> global @main.points, arg 0 -> panic, arg 1 -> goroutine, arg 1 "next" -> transient, new 0 -> arg 0 "next", new 0 -> result 0, result 0 "*" -> result 0 "*">}
// CHECK-LABEL: vo.func @captures(
// CHECK-SAME: %arg0: !vo.box<i64>, %arg1: i64) -> i64 attributes {captures = 1 : i64}
// CHECK-NEXT: vo.return %arg1 : i64
vo.func @captures(%n: !vo.box<i64>, %x: i64) -> i64 attributes {captures = 1 : i64} {
  vo.return %x : i64
}
// CHECK-LABEL: vo.func @deferring(
// CHECK-SAME: ) -> !vo.iface<@main.Named> attributes {defers, error_result = 0 : i64}
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.new : !vo.box<!vo.iface<@main.Named>>
// CHECK-NEXT: vo.result_box 0, %[[V0]] : !vo.box<!vo.iface<@main.Named>>
// CHECK-NEXT: vo.return_boxes fail %[[V0]] : !vo.box<!vo.iface<@main.Named>>
vo.func @deferring() -> !vo.iface<@main.Named> attributes {defers, error_result = 0 : i64} {
  %b = vo.new : !vo.box<!vo.iface<@main.Named>>
  vo.result_box 0, %b : !vo.box<!vo.iface<@main.Named>>
  vo.return_boxes fail %b : !vo.box<!vo.iface<@main.Named>>
}
// CHECK-LABEL: vo.func @failing(
// CHECK-SAME: ) -> i64
// CHECK-NEXT: %[[Vc0_i64:[^ :,]+]] = arith.constant 0 : i64
// CHECK-NEXT: vo.return fail %[[Vc0_i64]] : i64
vo.func @failing() -> i64 {
  %z = arith.constant 0 : i64
  vo.return fail %z : i64
}

// What dynamic access finds in values.
// CHECK: vo.struct @main.Pair { at: !vo.ptr<@main.Point>, in: @main.Point }
vo.struct @main.Pair { at: !vo.ptr<@main.Point>, in: @main.Point }
// CHECK: vo.type @type.main.Pair = struct [@"type.*main.Point", @type.main.Point] : @main.Pair {rttid = 30 : i64}
vo.type @type.main.Pair = struct [@"type.*main.Point", @type.main.Point] : @main.Pair {rttid = 30 : i64}
// CHECK: vo.type @type.func = func : !vo.closure<() -> !vo.string> {rttid = 31 : i64}
vo.type @type.func = func : !vo.closure<() -> !vo.string> {rttid = 31 : i64}
// CHECK: vo.type @type.shape = interface : !vo.iface<@main.Shape> {rttid = 32 : i64}
vo.type @type.shape = interface : !vo.iface<@main.Shape> {rttid = 32 : i64}
// CHECK: vo.dyn.type @type.main.Pair {field_names = ["x", "y"], field_types = [@type.float64, @type.float64], paths = ["at*.y", ""]}
vo.dyn.type @type.main.Pair {field_names = ["x", "y"], paths = ["at*.y", ""], field_types = [@type.float64, @type.float64]}
// CHECK: vo.dyn.type @"type.*main.Point" {method_names = ["Name", "None"], methods = [@main.Point.Name, unit], signatures = [@type.func, @type.func]}
vo.dyn.type @"type.*main.Point" {method_names = ["Name", "None"], methods = [@main.Point.Name, unit], signatures = [@type.func, @type.func]}
// CHECK: vo.dyn.type @type.func {result_types = [@type.string]}
vo.dyn.type @type.func {result_types = [@type.string]}
// CHECK: vo.dyn.type @type.shape {wider = [@type.shape]}
vo.dyn.type @type.shape {wider = [@type.shape]}
// CHECK-LABEL: vo.func @hollow(
// CHECK-SAME: ) -> (i64, f64, i64) attributes {hollow_results = array<i64: 0, 2>}
// CHECK-NEXT: vo.return_boxes %arg0 : !vo.box<f64>
vo.func @hollow(%a: !vo.box<f64>) -> (i64, f64, i64) attributes {hollow_results = array<i64: 0, 2>} {
  vo.return_boxes %a : !vo.box<f64>
}
