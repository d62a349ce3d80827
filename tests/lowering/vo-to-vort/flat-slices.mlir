// RUN: vo-opt %s --vo-to-vort | FileCheck %s

// A program that slices an array inside another object: any slice may have flat
// storage, which the sign of the offset tells.

// CHECK-LABEL: func.func @ofInline(
// CHECK-SAME: %arg0: !vort.ref, %arg1: i64, %arg2: i64, %arg3: i64, %arg4: i64) -> (!vort.ref, i64, i64, i64)
// CHECK-NEXT: %[[V0:[0-9]+]] = arith.cmpi ugt, %arg1, %arg2 : i64
// CHECK-NEXT: %[[V1:[0-9]+]] = arith.cmpi ugt, %arg2, %arg3 : i64
// CHECK-NEXT: %[[V2:[0-9]+]] = arith.ori %[[V0]], %[[V1]] : i1
// CHECK-NEXT: vort.trap_if %[[V2]], "SliceBoundsOutOfRange"(%arg1, %arg2)
// CHECK-NEXT: %c45_i64 = arith.constant 45 : i64
// CHECK-NEXT: %[[V3:[0-9]+]] = arith.shli %arg4, %c45_i64 : i64
// CHECK-NEXT: %[[V4:[0-9]+]] = arith.muli %arg1, %arg4 : i64
// CHECK-NEXT: %c-9223372036854775808_i64 = arith.constant -9223372036854775808 : i64
// CHECK-NEXT: %[[V5:[0-9]+]] = arith.ori %[[V3]], %c-9223372036854775808_i64 : i64
// CHECK-NEXT: %[[V6:[0-9]+]] = arith.ori %[[V4]], %[[V5]] : i64
// CHECK-NEXT: %[[V7:[0-9]+]] = arith.subi %arg2, %arg1 : i64
// CHECK-NEXT: %[[V8:[0-9]+]] = arith.subi %arg3, %arg1 : i64
// CHECK-NEXT: return %arg0, %[[V6]], %[[V7]], %[[V8]] : !vort.ref, i64, i64, i64
vo.func @ofInline(%p: !vo.ref, %lo: i64, %hi: i64, %n: i64, %b: i64) -> !vo.slice {
  %s = vo.slice.of_inline %p[%lo, %hi] of %n stride %b flat
  vo.return %s : !vo.slice
}

// CHECK-LABEL: func.func @ofInlineMax(
// CHECK-SAME: %arg0: !vort.ref, %arg1: i64, %arg2: i64, %arg3: i64, %arg4: i64, %arg5: i64) -> (!vort.ref, i64, i64, i64)
// CHECK-NEXT: %[[V0:[0-9]+]] = arith.cmpi ugt, %arg1, %arg2 : i64
// CHECK-NEXT: %[[V1:[0-9]+]] = arith.cmpi ugt, %arg2, %arg3 : i64
// CHECK-NEXT: %[[V2:[0-9]+]] = arith.ori %[[V0]], %[[V1]] : i1
// CHECK-NEXT: %[[V3:[0-9]+]] = arith.cmpi ugt, %arg3, %arg4 : i64
// CHECK-NEXT: %[[V4:[0-9]+]] = arith.ori %[[V2]], %[[V3]] : i1
// CHECK-NEXT: vort.trap_if %[[V4]], "SliceBoundsOutOfRange"(%arg1, %arg2)
// CHECK-NEXT: %c45_i64 = arith.constant 45 : i64
// CHECK-NEXT: %[[V5:[0-9]+]] = arith.shli %arg5, %c45_i64 : i64
// CHECK-NEXT: %[[V6:[0-9]+]] = arith.muli %arg1, %arg5 : i64
// CHECK-NEXT: %c-9223372036854775808_i64 = arith.constant -9223372036854775808 : i64
// CHECK-NEXT: %[[V7:[0-9]+]] = arith.ori %[[V5]], %c-9223372036854775808_i64 : i64
// CHECK-NEXT: %[[V8:[0-9]+]] = arith.ori %[[V6]], %[[V7]] : i64
// CHECK-NEXT: %[[V9:[0-9]+]] = arith.subi %arg2, %arg1 : i64
// CHECK-NEXT: %[[V10:[0-9]+]] = arith.subi %arg3, %arg1 : i64
// CHECK-NEXT: return %arg0, %[[V8]], %[[V9]], %[[V10]] : !vort.ref, i64, i64, i64
vo.func @ofInlineMax(%p: !vo.ref, %lo: i64, %hi: i64, %max: i64, %n: i64, %b: i64) -> !vo.slice {
  %s = vo.slice.of_inline %p[%lo, %hi, %max] of %n stride %b
  vo.return %s : !vo.slice
}

// A narrow load is the low bytes of the slot.
// CHECK-LABEL: func.func @get(
// CHECK-SAME: %arg0: !vort.ref, %arg1: i64, %arg2: i64, %arg3: i64, %arg4: i64) -> i64
// CHECK-NEXT: %[[V0:[0-9]+]] = arith.cmpi uge, %arg4, %arg2 : i64
// CHECK-NEXT: vort.trap_if %[[V0]], "IndexOutOfBounds"(%arg4, %arg2)
// CHECK-NEXT: %c281474976710655_i64 = arith.constant 281474976710655 : i64
// CHECK-NEXT: %[[V1:[0-9]+]] = arith.andi %arg1, %c281474976710655_i64 : i64
// CHECK-NEXT: %[[V2:[0-9]+]] = vort.addr %arg0[%[[V1]] * 1 + 0] : !vort.ref
// CHECK-NEXT: %c0_i64 = arith.constant 0 : i64
// CHECK-NEXT: %[[V3:[0-9]+]] = arith.cmpi slt, %arg1, %c0_i64 : i64
// CHECK-NEXT: %c8_i64 = arith.constant 8 : i64
// CHECK-NEXT: %c1_i64 = arith.constant 1 : i64
// CHECK-NEXT: %[[V4:[0-9]+]] = arith.select %[[V3]], %c8_i64, %c1_i64 : i64
// CHECK-NEXT: %[[V5:[0-9]+]] = arith.muli %arg4, %[[V4]] : i64
// CHECK-NEXT: %[[V6:[0-9]+]] = vort.addr %[[V2]][%[[V5]] * 1 + 0] : !vort.ref
// CHECK-NEXT: %[[V7:[0-9]+]] = vort.load %[[V6]] as i8 : !vort.ref -> i64
// CHECK-NEXT: return %[[V7]] : i64
vo.func @get(%s: !vo.slice, %i: i64) -> i64 {
  %a = vo.slice.get %s[%i] as <i8> : i64
  vo.return %a : i64
}

// A store writes the whole slot.
// CHECK-LABEL: func.func @set(
// CHECK-SAME: %arg0: !vort.ref, %arg1: i64, %arg2: i64, %arg3: i64, %arg4: i64, %arg5: i64)
// CHECK-NEXT: %[[V0:[0-9]+]] = arith.cmpi uge, %arg4, %arg2 : i64
// CHECK-NEXT: vort.trap_if %[[V0]], "IndexOutOfBounds"(%arg4, %arg2)
// CHECK-NEXT: %c281474976710655_i64 = arith.constant 281474976710655 : i64
// CHECK-NEXT: %[[V1:[0-9]+]] = arith.andi %arg1, %c281474976710655_i64 : i64
// CHECK-NEXT: %[[V2:[0-9]+]] = vort.addr %arg0[%[[V1]] * 1 + 0] : !vort.ref
// CHECK-NEXT: %c0_i64 = arith.constant 0 : i64
// CHECK-NEXT: %[[V3:[0-9]+]] = arith.cmpi slt, %arg1, %c0_i64 : i64
// CHECK-NEXT: %c8_i64 = arith.constant 8 : i64
// CHECK-NEXT: %c1_i64 = arith.constant 1 : i64
// CHECK-NEXT: %[[V4:[0-9]+]] = arith.select %[[V3]], %c8_i64, %c1_i64 : i64
// CHECK-NEXT: %[[V5:[0-9]+]] = arith.muli %arg4, %[[V4]] : i64
// CHECK-NEXT: %[[V6:[0-9]+]] = vort.addr %[[V2]][%[[V5]] * 1 + 0] : !vort.ref
// CHECK-NEXT: vort.store %arg5, %[[V6]] as i8 : i64, !vort.ref
// CHECK-NEXT: cf.cond_br %[[V3]], ^bb1, ^bb2
// CHECK-NEXT: ^bb1:
// CHECK-NEXT: vort.store %arg5, %[[V6]] as i64 : i64, !vort.ref
// CHECK-NEXT: cf.br ^bb2
// CHECK-NEXT: ^bb2:
// CHECK-NEXT: return
vo.func @set(%s: !vo.slice, %i: i64, %x: i64) {
  vo.slice.set %s[%i], %x as <i8> : i64
  vo.return
}

// Slots lie as they do in arrays.
// CHECK-LABEL: func.func @wide(
// CHECK-SAME: %arg0: !vort.ref, %arg1: i64, %arg2: i64, %arg3: i64, %arg4: i64, %arg5: !vort.ref)
// CHECK-NEXT: %[[V0:[0-9]+]] = arith.cmpi uge, %arg4, %arg2 : i64
// CHECK-NEXT: vort.trap_if %[[V0]], "IndexOutOfBounds"(%arg4, %arg2)
// CHECK-NEXT: %c281474976710655_i64 = arith.constant 281474976710655 : i64
// CHECK-NEXT: %[[V1:[0-9]+]] = arith.andi %arg1, %c281474976710655_i64 : i64
// CHECK-NEXT: %[[V2:[0-9]+]] = vort.addr %arg0[%[[V1]] * 1 + 0] : !vort.ref
// CHECK-NEXT: %[[V3:[0-9]+]] = vort.addr %[[V2]][%arg4 * 8 + 0] : !vort.ref
// CHECK-NEXT: vort.store %arg5, %[[V3]] as ref : !vort.ref, !vort.ref
// CHECK-NEXT: vort.card_mark %[[V3]]
// CHECK-NEXT: return
vo.func @wide(%s: !vo.slice, %i: i64, %r: !vo.ref) {
  vo.slice.set %s[%i], %r as <slots "r"> : !vo.ref
  vo.return
}

// CHECK-LABEL: func.func @append(
// CHECK-SAME: %arg0: !vort.ref, %arg1: i64, %arg2: i64, %arg3: i64, %arg4: i64) -> (!vort.ref, i64, i64, i64)
// CHECK-NEXT: %[[V0:[0-9]+]] = arith.cmpi uge, %arg2, %arg3 : i64
// CHECK-NEXT: cf.cond_br %[[V0]] weights([1, 64]), ^bb1, ^bb2(%arg0, %arg1, %arg3 : !vort.ref, i64, i64)
// CHECK-NEXT: ^bb1:
// CHECK-NEXT: %[[V1:[0-9]+]] = vort.array_layout <u16>
// CHECK-NEXT: %c8589934601_i64 = arith.constant 8589934601 : i64
// CHECK-NEXT: %[[V2:[0-9]+]]:4 = vort.call_runtime "vo_rt_slice_grow"(%arg0, %arg1, %arg2, %arg3, %[[V1]], %c8589934601_i64) : (!vort.ref, i64, i64, i64, i64, i64) -> (!vort.ref, i64, i64, i64)
// CHECK-NEXT: cf.br ^bb2(%[[V2]]#0, %[[V2]]#1, %[[V2]]#3 : !vort.ref, i64, i64)
// CHECK-NEXT: ^bb2(%[[V3:[0-9]+]]: !vort.ref, %[[V4:[0-9]+]]: i64, %[[V5:[0-9]+]]: i64):
// CHECK-NEXT: %c281474976710655_i64 = arith.constant 281474976710655 : i64
// CHECK-NEXT: %[[V6:[0-9]+]] = arith.andi %[[V4]], %c281474976710655_i64 : i64
// CHECK-NEXT: %[[V7:[0-9]+]] = vort.addr %[[V3]][%[[V6]] * 1 + 0] : !vort.ref
// CHECK-NEXT: %c0_i64 = arith.constant 0 : i64
// CHECK-NEXT: %[[V8:[0-9]+]] = arith.cmpi slt, %[[V4]], %c0_i64 : i64
// CHECK-NEXT: %c8_i64 = arith.constant 8 : i64
// CHECK-NEXT: %c2_i64 = arith.constant 2 : i64
// CHECK-NEXT: %[[V9:[0-9]+]] = arith.select %[[V8]], %c8_i64, %c2_i64 : i64
// CHECK-NEXT: %[[V10:[0-9]+]] = arith.muli %arg2, %[[V9]] : i64
// CHECK-NEXT: %[[V11:[0-9]+]] = vort.addr %[[V7]][%[[V10]] * 1 + 0] : !vort.ref
// CHECK-NEXT: vort.store %arg4, %[[V11]] as u16 : i64, !vort.ref
// CHECK-NEXT: cf.cond_br %[[V8]], ^bb3, ^bb4
// CHECK-NEXT: ^bb3:
// CHECK-NEXT: vort.store %arg4, %[[V11]] as i64 : i64, !vort.ref
// CHECK-NEXT: cf.br ^bb4
// CHECK-NEXT: ^bb4:
// CHECK-NEXT: %c1_i64 = arith.constant 1 : i64
// CHECK-NEXT: %[[V12:[0-9]+]] = arith.addi %arg2, %c1_i64 : i64
// CHECK-NEXT: return %[[V3]], %[[V4]], %[[V12]], %[[V5]] : !vort.ref, i64, i64, i64
vo.func @append(%s: !vo.slice, %x: i64) -> !vo.slice {
  %t = vo.slice.append %s, %x as <u16> {meta = 9 : i32} : i64
  vo.return %t : !vo.slice
}

// CHECK-LABEL: func.func @slice(
// CHECK-SAME: %arg0: !vort.ref, %arg1: i64, %arg2: i64, %arg3: i64, %arg4: i64, %arg5: i64) -> (!vort.ref, i64, i64, i64)
// CHECK-NEXT: %[[V0:[0-9]+]] = arith.cmpi ugt, %arg4, %arg5 : i64
// CHECK-NEXT: %[[V1:[0-9]+]] = arith.cmpi ugt, %arg5, %arg3 : i64
// CHECK-NEXT: %[[V2:[0-9]+]] = arith.ori %[[V0]], %[[V1]] : i1
// CHECK-NEXT: vort.trap_if %[[V2]], "SliceBoundsOutOfRange"(%arg4, %arg5)
// CHECK-NEXT: %c0_i64 = arith.constant 0 : i64
// CHECK-NEXT: %[[V3:[0-9]+]] = arith.cmpi slt, %arg1, %c0_i64 : i64
// CHECK-NEXT: %c8_i64 = arith.constant 8 : i64
// CHECK-NEXT: %c2_i64 = arith.constant 2 : i64
// CHECK-NEXT: %[[V4:[0-9]+]] = arith.select %[[V3]], %c8_i64, %c2_i64 : i64
// CHECK-NEXT: %[[V5:[0-9]+]] = arith.muli %arg4, %[[V4]] : i64
// CHECK-NEXT: %[[V6:[0-9]+]] = arith.addi %arg1, %[[V5]] : i64
// CHECK-NEXT: %[[V7:[0-9]+]] = arith.subi %arg5, %arg4 : i64
// CHECK-NEXT: %[[V8:[0-9]+]] = arith.subi %arg3, %arg4 : i64
// CHECK-NEXT: return %arg0, %[[V6]], %[[V7]], %[[V8]] : !vort.ref, i64, i64, i64
vo.func @slice(%s: !vo.slice, %lo: i64, %hi: i64) -> !vo.slice {
  %t = vo.slice.slice %s[%lo, %hi] as <u16>
  vo.return %t : !vo.slice
}

// CHECK-LABEL: func.func @sliceWide(
// CHECK-SAME: %arg0: !vort.ref, %arg1: i64, %arg2: i64, %arg3: i64, %arg4: i64, %arg5: i64) -> (!vort.ref, i64, i64, i64)
// CHECK-NEXT: %[[V0:[0-9]+]] = arith.cmpi ugt, %arg4, %arg5 : i64
// CHECK-NEXT: %[[V1:[0-9]+]] = arith.cmpi ugt, %arg5, %arg3 : i64
// CHECK-NEXT: %[[V2:[0-9]+]] = arith.ori %[[V0]], %[[V1]] : i1
// CHECK-NEXT: vort.trap_if %[[V2]], "SliceBoundsOutOfRange"(%arg4, %arg5)
// CHECK-NEXT: %c16_i64 = arith.constant 16 : i64
// CHECK-NEXT: %[[V3:[0-9]+]] = arith.muli %arg4, %c16_i64 : i64
// CHECK-NEXT: %[[V4:[0-9]+]] = arith.addi %arg1, %[[V3]] : i64
// CHECK-NEXT: %[[V5:[0-9]+]] = arith.subi %arg5, %arg4 : i64
// CHECK-NEXT: %[[V6:[0-9]+]] = arith.subi %arg3, %arg4 : i64
// CHECK-NEXT: return %arg0, %[[V4]], %[[V5]], %[[V6]] : !vort.ref, i64, i64, i64
vo.func @sliceWide(%s: !vo.slice, %lo: i64, %hi: i64) -> !vo.slice {
  %t = vo.slice.slice %s[%lo, %hi] as <slots "vv">
  vo.return %t : !vo.slice
}

// The distance comes from the offset or from the array object.
// CHECK-LABEL: func.func @sliceUnknown(
// CHECK-SAME: %arg0: !vort.ref, %arg1: i64, %arg2: i64, %arg3: i64, %arg4: i64, %arg5: i64) -> (!vort.ref, i64, i64, i64)
// CHECK-NEXT: %[[V0:[0-9]+]] = arith.cmpi ugt, %arg4, %arg5 : i64
// CHECK-NEXT: %[[V1:[0-9]+]] = arith.cmpi ugt, %arg5, %arg3 : i64
// CHECK-NEXT: %[[V2:[0-9]+]] = arith.ori %[[V0]], %[[V1]] : i1
// CHECK-NEXT: vort.trap_if %[[V2]], "SliceBoundsOutOfRange"(%arg4, %arg5)
// CHECK-NEXT: %[[V3:[0-9]+]] = vort.is_null %arg0
// CHECK-NEXT: %c0_i64 = arith.constant 0 : i64
// CHECK-NEXT: %[[V4:[0-9]+]] = arith.cmpi slt, %arg1, %c0_i64 : i64
// CHECK-NEXT: %[[V5:[0-9]+]] = arith.ori %[[V3]], %[[V4]] : i1
// CHECK-NEXT: %[[V6:[0-9]+]] = vort.zero_header
// CHECK-NEXT: %[[V7:[0-9]+]] = arith.select %[[V5]], %[[V6]], %arg0 : !vort.ref
// CHECK-NEXT: %[[V8:[0-9]+]] = vort.addr %[[V7]][12] : !vort.ref
// CHECK-NEXT: %[[V9:[0-9]+]] = vort.load %[[V8]] as u32 invariant : !vort.ref -> i64
// CHECK-NEXT: %c48_i64 = arith.constant 48 : i64
// CHECK-NEXT: %[[V10:[0-9]+]] = arith.shrui %arg1, %c48_i64 : i64
// CHECK-NEXT: %c32767_i64 = arith.constant 32767 : i64
// CHECK-NEXT: %[[V11:[0-9]+]] = arith.andi %[[V10]], %c32767_i64 : i64
// CHECK-NEXT: %c8_i64 = arith.constant 8 : i64
// CHECK-NEXT: %[[V12:[0-9]+]] = arith.muli %[[V11]], %c8_i64 : i64
// CHECK-NEXT: %[[V13:[0-9]+]] = arith.select %[[V4]], %[[V12]], %[[V9]] : i64
// CHECK-NEXT: %[[V14:[0-9]+]] = arith.muli %arg4, %[[V13]] : i64
// CHECK-NEXT: %[[V15:[0-9]+]] = arith.addi %arg1, %[[V14]] : i64
// CHECK-NEXT: %[[V16:[0-9]+]] = arith.subi %arg5, %arg4 : i64
// CHECK-NEXT: %[[V17:[0-9]+]] = arith.subi %arg3, %arg4 : i64
// CHECK-NEXT: return %arg0, %[[V15]], %[[V16]], %[[V17]] : !vort.ref, i64, i64, i64
vo.func @sliceUnknown(%s: !vo.slice, %lo: i64, %hi: i64) -> !vo.slice {
  %t = vo.slice.slice %s[%lo, %hi]
  vo.return %t : !vo.slice
}
