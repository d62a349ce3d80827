// RUN: vo-opt %s --vo-to-vort | FileCheck %s

// Strings: constants outside the heap, bytes, slices, comparison, conversion.

// CHECK-LABEL: func.func @constants(
// CHECK-SAME: ) -> (!vort.ref, i64, i64, !vort.ref, i64, i64)
// CHECK-NEXT: %[[V0:[^ :,]+]] = vort.data "hello"
// CHECK-NEXT: %[[V1:[^ :,]+]] = vort.null
// CHECK-NEXT: %[[Vc5_i64:[^ :,]+]] = arith.constant 5 : i64
// CHECK-NEXT: %[[Vc0_i64:[^ :,]+]] = arith.constant 0 : i64
// CHECK-NEXT: %[[V2:[^ :,]+]] = vort.null
// CHECK-NEXT: %[[Vc0_i64_0:[^ :,]+]] = arith.constant 0 : i64
// CHECK-NEXT: return %[[V1]], %[[V0]], %[[Vc5_i64]], %[[V2]], %[[Vc0_i64]], %[[Vc0_i64_0]] : !vort.ref, i64, i64, !vort.ref, i64, i64
vo.func @constants() -> (!vo.string, !vo.string) {
  %a = vo.string.const "hello"
  %b = vo.string.const ""
  vo.return %a, %b : !vo.string, !vo.string
}

// CHECK-LABEL: func.func @bytes(
// CHECK-SAME: %arg0: !vort.ref, %arg1: i64, %arg2: i64, %arg3: i64) -> (i64, i64)
// CHECK-NEXT: %[[V0:[^ :,]+]] = arith.cmpi uge, %arg3, %arg2 : i64
// CHECK-NEXT: vort.trap_if %[[V0]], "IndexOutOfBounds"(%arg3, %arg2)
// CHECK-NEXT: %[[V1:[^ :,]+]] = vort.addr %arg0[%arg1 * 1 + 0] : !vort.ref
// CHECK-NEXT: %[[V2:[^ :,]+]] = vort.addr %[[V1]][%arg3 * 1 + 0] : !vort.ref
// CHECK-NEXT: %[[V3:[^ :,]+]] = vort.load %[[V2]] as u8 invariant : !vort.ref -> i64
// CHECK-NEXT: return %arg2, %[[V3]] : i64, i64
vo.func @bytes(%s: !vo.string, %i: i64) -> (i64, i64) {
  %n = vo.string.len %s
  %b = vo.string.get %s[%i]
  vo.return %n, %b : i64, i64
}

// CHECK-LABEL: func.func @slice(
// CHECK-SAME: %arg0: !vort.ref, %arg1: i64, %arg2: i64, %arg3: i64, %arg4: i64) -> (!vort.ref, i64, i64)
// CHECK-NEXT: %[[V0:[^ :,]+]] = arith.cmpi ugt, %arg3, %arg4 : i64
// CHECK-NEXT: %[[V1:[^ :,]+]] = arith.cmpi ugt, %arg4, %arg2 : i64
// CHECK-NEXT: %[[V2:[^ :,]+]] = arith.ori %[[V0]], %[[V1]] : i1
// CHECK-NEXT: vort.trap_if %[[V2]], "SliceBoundsOutOfRange"(%arg3, %arg4)
// CHECK-NEXT: %[[V3:[^ :,]+]] = arith.addi %arg1, %arg3 : i64
// CHECK-NEXT: %[[V4:[^ :,]+]] = arith.subi %arg4, %arg3 : i64
// CHECK-NEXT: return %arg0, %[[V3]], %[[V4]] : !vort.ref, i64, i64
vo.func @slice(%s: !vo.string, %lo: i64, %hi: i64) -> !vo.string {
  %t = vo.string.slice %s[%lo, %hi]
  vo.return %t : !vo.string
}

// Bytes are compared when the lengths are the same and not 0.
// CHECK-LABEL: func.func @equal(
// CHECK-SAME: %arg0: !vort.ref, %arg1: i64, %arg2: i64, %arg3: !vort.ref, %arg4: i64, %arg5: i64) -> i64
// CHECK-NEXT: %[[V0:[^ :,]+]] = arith.cmpi eq, %arg2, %arg5 : i64
// CHECK-NEXT: %[[Vc0_i64:[^ :,]+]] = arith.constant 0 : i64
// CHECK-NEXT: %[[V1:[^ :,]+]] = arith.cmpi ne, %arg2, %[[Vc0_i64]] : i64
// CHECK-NEXT: %[[V2:[^ :,]+]] = arith.andi %[[V0]], %[[V1]] : i1
// CHECK-NEXT: cf.cond_br %[[V2]], ^bb1, ^bb2(%[[V0]] : i1)
// CHECK-NEXT: ^bb1:
// CHECK-NEXT: %[[V3:[^ :,]+]] = vort.call_runtime "vo_rt_string_equal"(%arg0, %arg1, %arg2, %arg3, %arg4, %arg5) : (!vort.ref, i64, i64, !vort.ref, i64, i64) -> i64
// CHECK-NEXT: %[[Vc0_i64_0:[^ :,]+]] = arith.constant 0 : i64
// CHECK-NEXT: %[[V4:[^ :,]+]] = arith.cmpi ne, %[[V3]], %[[Vc0_i64_0]] : i64
// CHECK-NEXT: cf.br ^bb2(%[[V4]] : i1)
// CHECK-NEXT: ^bb2(%[[V5:[^ :,]+]]: i1):
// CHECK-NEXT: %[[V6:[^ :,]+]] = arith.extui %[[V5]] : i1 to i64
// CHECK-NEXT: return %[[V6]] : i64
vo.func @equal(%s: !vo.string, %t: !vo.string) -> i64 {
  %c = vo.string.cmp eq %s, %t
  %r = arith.extui %c : i1 to i64
  vo.return %r : i64
}
// CHECK-LABEL: func.func @different(
// CHECK-SAME: %arg0: !vort.ref, %arg1: i64, %arg2: i64, %arg3: !vort.ref, %arg4: i64, %arg5: i64) -> i64
// CHECK-NEXT: %[[V0:[^ :,]+]] = arith.cmpi eq, %arg2, %arg5 : i64
// CHECK-NEXT: %[[Vc0_i64:[^ :,]+]] = arith.constant 0 : i64
// CHECK-NEXT: %[[V1:[^ :,]+]] = arith.cmpi ne, %arg2, %[[Vc0_i64]] : i64
// CHECK-NEXT: %[[V2:[^ :,]+]] = arith.andi %[[V0]], %[[V1]] : i1
// CHECK-NEXT: cf.cond_br %[[V2]], ^bb1, ^bb2(%[[V0]] : i1)
// CHECK-NEXT: ^bb1:
// CHECK-NEXT: %[[V3:[^ :,]+]] = vort.call_runtime "vo_rt_string_equal"(%arg0, %arg1, %arg2, %arg3, %arg4, %arg5) : (!vort.ref, i64, i64, !vort.ref, i64, i64) -> i64
// CHECK-NEXT: %[[Vc0_i64_0:[^ :,]+]] = arith.constant 0 : i64
// CHECK-NEXT: %[[V4:[^ :,]+]] = arith.cmpi ne, %[[V3]], %[[Vc0_i64_0]] : i64
// CHECK-NEXT: cf.br ^bb2(%[[V4]] : i1)
// CHECK-NEXT: ^bb2(%[[V5:[^ :,]+]]: i1):
// CHECK-NEXT: %[[Vtrue:[^ :,]+]] = arith.constant true
// CHECK-NEXT: %[[V6:[^ :,]+]] = arith.xori %[[V5]], %[[Vtrue]] : i1
// CHECK-NEXT: %[[V7:[^ :,]+]] = arith.extui %[[V6]] : i1 to i64
// CHECK-NEXT: return %[[V7]] : i64
vo.func @different(%s: !vo.string, %t: !vo.string) -> i64 {
  %c = vo.string.cmp ne %s, %t
  %r = arith.extui %c : i1 to i64
  vo.return %r : i64
}
// CHECK-LABEL: func.func @order(
// CHECK-SAME: %arg0: !vort.ref, %arg1: i64, %arg2: i64, %arg3: !vort.ref, %arg4: i64, %arg5: i64) -> i64
// CHECK-NEXT: %[[V0:[^ :,]+]] = vort.call_runtime "vo_rt_string_compare"(%arg0, %arg1, %arg2, %arg3, %arg4, %arg5) : (!vort.ref, i64, i64, !vort.ref, i64, i64) -> i64
// CHECK-NEXT: %[[Vc0_i64:[^ :,]+]] = arith.constant 0 : i64
// CHECK-NEXT: %[[V1:[^ :,]+]] = arith.cmpi slt, %[[V0]], %[[Vc0_i64]] : i64
// CHECK-NEXT: %[[V2:[^ :,]+]] = vort.call_runtime "vo_rt_string_compare"(%arg0, %arg1, %arg2, %arg3, %arg4, %arg5) : (!vort.ref, i64, i64, !vort.ref, i64, i64) -> i64
// CHECK-NEXT: %[[Vc0_i64_0:[^ :,]+]] = arith.constant 0 : i64
// CHECK-NEXT: %[[V3:[^ :,]+]] = arith.cmpi sle, %[[V2]], %[[Vc0_i64_0]] : i64
// CHECK-NEXT: %[[V4:[^ :,]+]] = vort.call_runtime "vo_rt_string_compare"(%arg0, %arg1, %arg2, %arg3, %arg4, %arg5) : (!vort.ref, i64, i64, !vort.ref, i64, i64) -> i64
// CHECK-NEXT: %[[Vc0_i64_1:[^ :,]+]] = arith.constant 0 : i64
// CHECK-NEXT: %[[V5:[^ :,]+]] = arith.cmpi sgt, %[[V4]], %[[Vc0_i64_1]] : i64
// CHECK-NEXT: %[[V6:[^ :,]+]] = vort.call_runtime "vo_rt_string_compare"(%arg0, %arg1, %arg2, %arg3, %arg4, %arg5) : (!vort.ref, i64, i64, !vort.ref, i64, i64) -> i64
// CHECK-NEXT: %[[Vc0_i64_2:[^ :,]+]] = arith.constant 0 : i64
// CHECK-NEXT: %[[V7:[^ :,]+]] = arith.cmpi sge, %[[V6]], %[[Vc0_i64_2]] : i64
// CHECK-NEXT: %[[V8:[^ :,]+]] = arith.andi %[[V1]], %[[V3]] : i1
// CHECK-NEXT: %[[V9:[^ :,]+]] = arith.andi %[[V5]], %[[V7]] : i1
// CHECK-NEXT: %[[V10:[^ :,]+]] = arith.andi %[[V8]], %[[V9]] : i1
// CHECK-NEXT: %[[V11:[^ :,]+]] = arith.extui %[[V10]] : i1 to i64
// CHECK-NEXT: return %[[V11]] : i64
vo.func @order(%s: !vo.string, %t: !vo.string) -> i64 {
  %a = vo.string.cmp lt %s, %t
  %b = vo.string.cmp le %s, %t
  %c = vo.string.cmp gt %s, %t
  %d = vo.string.cmp ge %s, %t
  %ab = arith.andi %a, %b : i1
  %cd = arith.andi %c, %d : i1
  %abcd = arith.andi %ab, %cd : i1
  %r = arith.extui %abcd : i1 to i64
  vo.return %r : i64
}

// ASCII is decoded inline.
// CHECK-LABEL: func.func @decode(
// CHECK-SAME: %arg0: !vort.ref, %arg1: i64, %arg2: i64, %arg3: i64) -> (i64, i64)
// CHECK-NEXT: %[[V0:[^ :,]+]] = arith.cmpi ult, %arg3, %arg2 : i64
// CHECK-NEXT: %[[Vc128_i64:[^ :,]+]] = arith.constant 128 : i64
// CHECK-NEXT: cf.cond_br %[[V0]], ^bb1, ^bb2(%[[Vc128_i64]] : i64)
// CHECK-NEXT: ^bb1:
// CHECK-NEXT: %[[V1:[^ :,]+]] = vort.addr %arg0[%arg1 * 1 + 0] : !vort.ref
// CHECK-NEXT: %[[V2:[^ :,]+]] = vort.addr %[[V1]][%arg3 * 1 + 0] : !vort.ref
// CHECK-NEXT: %[[V3:[^ :,]+]] = vort.load %[[V2]] as u8 invariant : !vort.ref -> i64
// CHECK-NEXT: cf.br ^bb2(%[[V3]] : i64)
// CHECK-NEXT: ^bb2(%[[V4:[^ :,]+]]: i64):
// CHECK-NEXT: %[[Vc128_i64_0:[^ :,]+]] = arith.constant 128 : i64
// CHECK-NEXT: %[[V5:[^ :,]+]] = arith.cmpi uge, %[[V4]], %[[Vc128_i64_0]] : i64
// CHECK-NEXT: %[[Vc1_i64:[^ :,]+]] = arith.constant 1 : i64
// CHECK-NEXT: cf.cond_br %[[V5]], ^bb3, ^bb4(%[[V4]], %[[Vc1_i64]] : i64, i64)
// CHECK-NEXT: ^bb3:
// CHECK-NEXT: %[[V6:[^ :,]+]]:2 = vort.call_runtime "vo_rt_string_decode_rune"(%arg0, %arg1, %arg2, %arg3) : (!vort.ref, i64, i64, i64) -> (i64, i64)
// CHECK-NEXT: cf.br ^bb4(%[[V6]]#0, %[[V6]]#1 : i64, i64)
// CHECK-NEXT: ^bb4(%[[V7:[^ :,]+]]: i64, %[[V8:[^ :,]+]]: i64):
// CHECK-NEXT: return %[[V7]], %[[V8]] : i64, i64
vo.func @decode(%s: !vo.string, %i: i64) -> (i64, i64) {
  %r, %w = vo.string.decode %s[%i]
  vo.return %r, %w : i64, i64
}

// CHECK-LABEL: func.func @entries(
// CHECK-SAME: %arg0: !vort.ref, %arg1: i64, %arg2: i64, %arg3: i64, %arg4: !vort.ref, %arg5: i64, %arg6: i64, %arg7: i64, %arg8: !vort.ref, %arg9: i64, %arg10: i64, %arg11: i64) -> (!vort.ref, i64, i64, !vort.ref, i64, i64, i64)
// CHECK-NEXT: %[[V0:[^ :,]+]]:3 = vort.call_runtime "vo_rt_string_concat"(%arg0, %arg1, %arg2, %arg0, %arg1, %arg2) : (!vort.ref, i64, i64, !vort.ref, i64, i64) -> (!vort.ref, i64, i64)
// CHECK-NEXT: %[[V1:[^ :,]+]]:3 = vort.call_runtime "vo_rt_string_from_int"(%arg3) : (i64) -> (!vort.ref, i64, i64)
// CHECK-NEXT: %[[V2:[^ :,]+]]:3 = vort.call_runtime "vo_rt_string_from_bytes"(%arg4, %arg5, %arg6, %arg7) : (!vort.ref, i64, i64, i64) -> (!vort.ref, i64, i64)
// CHECK-NEXT: %[[V3:[^ :,]+]]:3 = vort.call_runtime "vo_rt_string_from_runes"(%arg8, %arg9, %arg10, %arg11) : (!vort.ref, i64, i64, i64) -> (!vort.ref, i64, i64)
// CHECK-NEXT: %[[V4:[^ :,]+]]:4 = vort.call_runtime "vo_rt_string_to_bytes"(%arg0, %arg1, %arg2) : (!vort.ref, i64, i64) -> (!vort.ref, i64, i64, i64)
// CHECK-NEXT: %[[V5:[^ :,]+]]:4 = vort.call_runtime "vo_rt_string_to_runes"(%arg0, %arg1, %arg2) : (!vort.ref, i64, i64) -> (!vort.ref, i64, i64, i64)
// CHECK-NEXT: return %[[V0]]#0, %[[V0]]#1, %[[V0]]#2, %[[V4]]#0, %[[V4]]#1, %[[V4]]#2, %[[V4]]#3 : !vort.ref, i64, i64, !vort.ref, i64, i64, i64
vo.func @entries(%s: !vo.string, %x: i64, %b: !vo.slice<ui8>, %r: !vo.slice<si32>) -> (!vo.string, !vo.slice<ui8>) {
  %c = vo.string.concat %s, %s
  %i = vo.string.from_int %x : i64 to !vo.string
  %f = vo.string.from_bytes %b : !vo.slice<ui8> to !vo.string
  %g = vo.string.from_runes %r : !vo.slice<si32> to !vo.string
  %t = vo.string.to_bytes %s : !vo.string to !vo.slice<ui8>
  %u = vo.string.to_runes %s : !vo.string to !vo.slice<si32>
  vo.return %c, %t : !vo.string, !vo.slice<ui8>
}

// More than two strings are a list in the frame, for as long as they are joined.
// CHECK-LABEL: func.func @list(
// CHECK:       %[[LIST:.*]] = vort.stack_object <"rvvrvvrvv">
// CHECK-COUNT-9: vort.store
// CHECK:       %[[ALL:.*]]:3 = vort.call_runtime "vo_rt_string_concat_list"(%[[LIST]], %{{.*}}) : (!vort.ref, i64)
// CHECK-NEXT:  vort.stack_end %[[LIST]]
// CHECK-NEXT:  return %[[ALL]]#0, %[[ALL]]#1, %[[ALL]]#2
vo.func @list(%a: !vo.string, %b: !vo.string) -> !vo.string {
  %0 = vo.string.concat %a, %b, %a
  vo.return %0 : !vo.string
}

// CHECK-LABEL: func.func @shared(
// CHECK-NEXT:  return %arg0, %arg1, %arg2
vo.func @shared(%b: !vo.slice<ui8>) -> !vo.string {
  %s = vo.string.from_bytes %b {shares} : !vo.slice<ui8> to !vo.string
  vo.return %s : !vo.string
}
