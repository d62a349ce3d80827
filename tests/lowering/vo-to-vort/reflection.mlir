// RUN: vo-opt %s --vo-to-vort | FileCheck %s

// For natives that look into values: fields as they are declared, each with name, tag, type, place and flags (1 embedded, 2 exported),
// how the entries of maps lie in their array, and what named types are called. No code is made for it.

vo.struct @Inner { x: i64, y: i64 }
vo.struct @T { Inner: @Inner, name: !vo.string }
vo.type @type.int = int : i64 {rttid = 2}
vo.type @type.string = string : !vo.string {rttid = 17}
vo.type @type.Inner = struct [@type.int, @type.int] : @Inner {rttid = 18}
vo.type @type.T = struct [@type.Inner, @type.string] : @T {rttid = 19}
vo.type @type.map = map from @type.string of @type.int : !vo.map<!vo.string, i64> {rttid = 20}
vo.dyn.type @type.int {}
vo.dyn.type @type.string {}
vo.dyn.type @type.T {declared = ["Inner", "name"], tags = ["", "k:\22v\22"], embedded = array<i1: true, false>,
    exported = array<i1: true, false>}
vo.type @type.named = int : i64 {rttid = 21}
vo.dyn.type @type.map {}
vo.dyn.type @type.named {underlying = @type.int, name = "a/b.Named"}

// CHECK-NOT: func.func
// CHECK:      vort.dynamic_tables types = [
// CHECK-SAME: -1, 14, 9], members = [], fields = [0, 5, 5, 0, 18, 0, 3, 5, 4, 9, 5, 17, 16, 0], numbers = [], text = "Innernamek:\22v\22a/b.Named"
// CHECK-SAME: layouts = [#vo.layout<"vvrvv">, #vo.elem<slots "rvvv">], code = [], interfaces = []
