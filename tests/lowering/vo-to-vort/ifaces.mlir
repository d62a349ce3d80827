// RUN: vo-opt %s --vo-to-vort | FileCheck %s

// Interface values: header, bits, reference. Headers have the method table (numbered in the order of the module), the
// type's number and its kind.

// CHECK: module attributes {vo.type_info = array<i64: 0, 0, -1, 0, 0, -1, 2, 0, -1, 0, 0, -1, 15, 0, -1, 22, 15, 4>, vo.type_words = ["", "", "", "", "vsvv", ""]}

vo.struct @Named { n: i64, name: !vo.string }
// CHECK: vort.interface @Stringer <5 -> 1>
vo.interface @Stringer { String: () -> !vo.string }
// CHECK: vort.interface @Other <2 -> 3, 5 -> 2>
vo.interface @Other { String: () -> !vo.string }
vo.type @type.int = int : i64 {rttid = 2 : i64}
vo.type @type.Named = struct : @Named {rttid = 4 : i64}
vo.type @"type.*Named" = pointer of @type.Named : !vo.ptr<@Named> {rttid = 5 : i64}
vo.itab @Named.Stringer : @"type.*Named" as @Stringer [@Named.String]
vo.itab @Named.Other : @"type.*Named" as @Other [@Named.String]
vo.itab @int.Other : @type.int as @Other [@int.String]
// CHECK-LABEL: func.func @Named.String(
// CHECK-SAME: %arg0: !vort.ref) -> (!vort.ref, i64, i64)
// CHECK-NEXT: %[[V0:[^ :,]+]] = vort.is_null %arg0
// CHECK-NEXT: vort.trap_if %[[V0]], "NilPointerDereference"
// CHECK-NEXT: %[[V1:[^ :,]+]] = vort.addr %arg0[8] : !vort.ref
// CHECK-NEXT: %[[V2:[^ :,]+]] = vort.load %[[V1]] as base : !vort.ref -> !vort.ref
// CHECK-NEXT: %[[V3:[^ :,]+]] = vort.addr %arg0[16] : !vort.ref
// CHECK-NEXT: %[[V4:[^ :,]+]] = vort.load %[[V3]] as extent : !vort.ref -> i64
// CHECK-NEXT: %[[V5:[^ :,]+]] = vort.addr %arg0[24] : !vort.ref
// CHECK-NEXT: %[[V6:[^ :,]+]] = vort.load %[[V5]] as extent : !vort.ref -> i64
// CHECK-NEXT: return %[[V2]], %[[V4]], %[[V6]] : !vort.ref, i64, i64
vo.func @Named.String(%p: !vo.ptr<@Named>) -> !vo.string {
  %s = vo.load %p[name] : !vo.ptr<@Named> -> !vo.string
  vo.return %s : !vo.string
}
// CHECK-LABEL: func.func @int.String(
// CHECK-SAME: %arg0: i64) -> (!vort.ref, i64, i64)
// CHECK-NEXT: %[[Vc0_i64:[^ :,]+]] = arith.constant 0 : i64
// CHECK-NEXT: %[[V0:[^ :,]+]] = vort.null
// CHECK-NEXT: %[[Vc0_i64_0:[^ :,]+]] = arith.constant 0 : i64
// CHECK-NEXT: return %[[V0]], %[[Vc0_i64]], %[[Vc0_i64_0]] : !vort.ref, i64, i64
vo.func @int.String(%x: i64) -> !vo.string {
  %s = vo.string.const ""
  vo.return %s : !vo.string
}
// CHECK-LABEL: func.func @make(
// CHECK-SAME: %arg0: i64, %arg1: !vort.ref) -> (i64, i64, !vort.ref, i64, i64, !vort.ref, i64, i64, !vort.ref)
// CHECK-NEXT: %[[Vc514_i64:[^ :,]+]] = arith.constant 514 : i64
// CHECK-NEXT: %[[V0:[^ :,]+]] = vort.null
// CHECK-NEXT: %[[Vc8589935894_i64:[^ :,]+]] = arith.constant 8589935894 : i64
// CHECK-NEXT: %[[Vc0_i64:[^ :,]+]] = arith.constant 0 : i64
// CHECK-NEXT: %[[V1:[^ :,]+]] = vort.is_null %arg1
// CHECK-NEXT: %[[Vtrue:[^ :,]+]] = arith.constant true
// CHECK-NEXT: %[[V2:[^ :,]+]] = arith.xori %[[V1]], %[[Vtrue]] : i1
// CHECK-NEXT: %[[V3:[^ :,]+]] = vort.null
// CHECK-NEXT: cf.cond_br %[[V2]], ^bb1, ^bb2(%[[V3]] : !vort.ref)
// CHECK-NEXT: ^bb1:
// CHECK-NEXT: %[[V4:[^ :,]+]] = vort.alloc <"vrvv">
// CHECK-NEXT: %[[V5:[^ :,]+]] = vort.load %arg1 as i64 : !vort.ref -> i64
// CHECK-NEXT: vort.store %[[V5]], %[[V4]] as i64 : i64, !vort.ref
// CHECK-NEXT: %[[V6:[^ :,]+]] = vort.addr %arg1[8] : !vort.ref
// CHECK-NEXT: %[[V7:[^ :,]+]] = vort.load %[[V6]] as base : !vort.ref -> !vort.ref
// CHECK-NEXT: %[[V8:[^ :,]+]] = vort.addr %arg1[16] : !vort.ref
// CHECK-NEXT: %[[V9:[^ :,]+]] = vort.load %[[V8]] as extent : !vort.ref -> i64
// CHECK-NEXT: %[[V10:[^ :,]+]] = vort.addr %arg1[24] : !vort.ref
// CHECK-NEXT: %[[V11:[^ :,]+]] = vort.load %[[V10]] as extent : !vort.ref -> i64
// CHECK-NEXT: %[[V12:[^ :,]+]] = vort.addr %[[V4]][8] : !vort.ref
// CHECK-NEXT: vort.store %[[V7]], %[[V12]] as base : !vort.ref, !vort.ref
// CHECK-NEXT: %[[V13:[^ :,]+]] = vort.addr %[[V4]][16] : !vort.ref
// CHECK-NEXT: vort.store %[[V9]], %[[V13]] as extent : i64, !vort.ref
// CHECK-NEXT: %[[V14:[^ :,]+]] = vort.addr %[[V4]][24] : !vort.ref
// CHECK-NEXT: vort.store %[[V11]], %[[V14]] as extent : i64, !vort.ref
// CHECK-NEXT: cf.br ^bb2(%[[V4]] : !vort.ref)
// CHECK-NEXT: ^bb2(%[[V15:[^ :,]+]]: !vort.ref):
// CHECK-NEXT: %[[Vc1039_i64:[^ :,]+]] = arith.constant 1039 : i64
// CHECK-NEXT: %[[Vc0_i64_0:[^ :,]+]] = arith.constant 0 : i64
// CHECK-NEXT: return %[[Vc514_i64]], %arg0, %[[V0]], %[[Vc8589935894_i64]], %[[Vc0_i64]], %arg1, %[[Vc1039_i64]], %[[Vc0_i64_0]], %[[V15]] : i64, i64, !vort.ref, i64, i64, !vort.ref, i64, i64, !vort.ref
vo.func @make(%x: i64, %p: !vo.ptr<@Named>) -> (!vo.iface, !vo.iface<@Other>, !vo.iface) {
  %0 = vo.iface.make %x as @type.int : i64 -> !vo.iface
  %1 = vo.iface.make %p as @Named.Other : !vo.ptr<@Named> -> !vo.iface<@Other>
  %2 = vo.clone %p : !vo.ptr<@Named>
  %3 = vo.iface.make %2 as @type.Named : !vo.ptr<@Named> -> !vo.iface
  vo.return %0, %1, %3 : !vo.iface, !vo.iface<@Other>, !vo.iface
}
// CHECK-LABEL: func.func @convert(
// CHECK-SAME: %arg0: i64, %arg1: i64, %arg2: !vort.ref) -> (i64, i64, !vort.ref, i64, i64, !vort.ref)
// CHECK-NEXT: %[[Vc4294967295_i64:[^ :,]+]] = arith.constant 4294967295 : i64
// CHECK-NEXT: %[[V0:[^ :,]+]] = arith.andi %arg0, %[[Vc4294967295_i64]] : i64
// CHECK-NEXT: %[[Vc255_i64:[^ :,]+]] = arith.constant 255 : i64
// CHECK-NEXT: %[[V1:[^ :,]+]] = arith.andi %arg0, %[[Vc255_i64]] : i64
// CHECK-NEXT: %[[Vc14_i64:[^ :,]+]] = arith.constant 14 : i64
// CHECK-NEXT: %[[V2:[^ :,]+]] = arith.subi %[[V1]], %[[Vc14_i64]] : i64
// CHECK-NEXT: %[[Vc1_i64:[^ :,]+]] = arith.constant 1 : i64
// CHECK-NEXT: %[[V3:[^ :,]+]] = arith.cmpi ule, %[[V2]], %[[Vc1_i64]] : i64
// CHECK-NEXT: cf.cond_br %[[V3]], ^bb1, ^bb2(%arg2 : !vort.ref)
// CHECK-NEXT: ^bb1:
// CHECK-NEXT: %[[V4:[^ :,]+]] = vort.call_runtime "vo_rt_object_clone"(%arg2) : (!vort.ref) -> !vort.ref
// CHECK-NEXT: cf.br ^bb2(%[[V4]] : !vort.ref)
// CHECK-NEXT: ^bb2(%[[V5:[^ :,]+]]: !vort.ref):
// CHECK-NEXT: %[[V6:[^ :,]+]] = vort.interface_addr @Stringer
// CHECK-NEXT: %[[V7:[^ :,]+]] = vort.call_runtime "vo_rt_iface_convert"(%arg0, %[[V6]]) : (i64, !vort.raw) -> i64
// CHECK-NEXT: %[[Vc255_i64_0:[^ :,]+]] = arith.constant 255 : i64
// CHECK-NEXT: %[[V8:[^ :,]+]] = arith.andi %arg0, %[[Vc255_i64_0]] : i64
// CHECK-NEXT: %[[Vc14_i64_1:[^ :,]+]] = arith.constant 14 : i64
// CHECK-NEXT: %[[V9:[^ :,]+]] = arith.subi %[[V8]], %[[Vc14_i64_1]] : i64
// CHECK-NEXT: %[[Vc1_i64_2:[^ :,]+]] = arith.constant 1 : i64
// CHECK-NEXT: %[[V10:[^ :,]+]] = arith.cmpi ule, %[[V9]], %[[Vc1_i64_2]] : i64
// CHECK-NEXT: cf.cond_br %[[V10]], ^bb3, ^bb4(%arg2 : !vort.ref)
// CHECK-NEXT: ^bb3:
// CHECK-NEXT: %[[V11:[^ :,]+]] = vort.call_runtime "vo_rt_object_clone"(%arg2) : (!vort.ref) -> !vort.ref
// CHECK-NEXT: cf.br ^bb4(%[[V11]] : !vort.ref)
// CHECK-NEXT: ^bb4(%[[V12:[^ :,]+]]: !vort.ref):
// CHECK-NEXT: return %[[V0]], %arg1, %[[V5]], %[[V7]], %arg1, %[[V12]] : i64, i64, !vort.ref, i64, i64, !vort.ref
vo.func @convert(%i: !vo.iface<@Other>) -> (!vo.iface, !vo.iface<@Stringer>) {
  %0 = vo.iface.convert %i : !vo.iface<@Other> to !vo.iface
  %1 = vo.iface.convert %i : !vo.iface<@Other> to !vo.iface<@Stringer>
  vo.return %0, %1 : !vo.iface, !vo.iface<@Stringer>
}
// CHECK-LABEL: func.func @equal(
// CHECK-SAME: %arg0: i64, %arg1: i64, %arg2: !vort.ref, %arg3: i64, %arg4: i64, %arg5: !vort.ref) -> i64
// CHECK-NEXT: %[[V0:[^ :,]+]] = vort.call_runtime "vo_rt_iface_equal"(%arg0, %arg1, %arg2, %arg3, %arg4, %arg5) : (i64, i64, !vort.ref, i64, i64, !vort.ref) -> i64
// CHECK-NEXT: %[[Vc2_i64:[^ :,]+]] = arith.constant 2 : i64
// CHECK-NEXT: %[[V1:[^ :,]+]] = arith.cmpi eq, %[[V0]], %[[Vc2_i64]] : i64
// CHECK-NEXT: vort.trap_if %[[V1]], "UncomparableType"
// CHECK-NEXT: %[[Vc1_i64:[^ :,]+]] = arith.constant 1 : i64
// CHECK-NEXT: %[[V2:[^ :,]+]] = arith.cmpi eq, %[[V0]], %[[Vc1_i64]] : i64
// CHECK-NEXT: %[[V3:[^ :,]+]] = arith.extui %[[V2]] : i1 to i64
// CHECK-NEXT: return %[[V3]] : i64
vo.func @equal(%a: !vo.iface, %b: !vo.iface<@Other>) -> i64 {
  %0 = vo.iface.eq %a, %b : !vo.iface, !vo.iface<@Other>
  %1 = arith.extui %0 : i1 to i64
  vo.return %1 : i64
}
