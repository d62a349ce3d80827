// RUN: vo-opt %s --vo-to-vort | FileCheck %s

// Slicing is arithmetic; bulk operations are runtime entries, one per source.

// CHECK-LABEL: func.func @slice(
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
vo.func @slice(%s: !vo.slice, %lo: i64, %hi: i64) -> !vo.slice {
  %t = vo.slice.slice %s[%lo, %hi] as <slots "vr">
  vo.return %t : !vo.slice
}

// CHECK-LABEL: func.func @sliceMax(
// CHECK-SAME: %arg0: !vort.ref, %arg1: i64, %arg2: i64, %arg3: i64, %arg4: i64, %arg5: i64, %arg6: i64) -> (!vort.ref, i64, i64, i64)
// CHECK-NEXT: %[[V0:[0-9]+]] = arith.cmpi ugt, %arg4, %arg5 : i64
// CHECK-NEXT: %[[V1:[0-9]+]] = arith.cmpi ugt, %arg5, %arg6 : i64
// CHECK-NEXT: %[[V2:[0-9]+]] = arith.ori %[[V0]], %[[V1]] : i1
// CHECK-NEXT: %[[V3:[0-9]+]] = arith.cmpi ugt, %arg6, %arg3 : i64
// CHECK-NEXT: %[[V4:[0-9]+]] = arith.ori %[[V2]], %[[V3]] : i1
// CHECK-NEXT: vort.trap_if %[[V4]], "SliceBoundsOutOfRange"(%arg4, %arg5)
// CHECK-NEXT: %c2_i64 = arith.constant 2 : i64
// CHECK-NEXT: %[[V5:[0-9]+]] = arith.muli %arg4, %c2_i64 : i64
// CHECK-NEXT: %[[V6:[0-9]+]] = arith.addi %arg1, %[[V5]] : i64
// CHECK-NEXT: %[[V7:[0-9]+]] = arith.subi %arg5, %arg4 : i64
// CHECK-NEXT: %[[V8:[0-9]+]] = arith.subi %arg6, %arg4 : i64
// CHECK-NEXT: return %arg0, %[[V6]], %[[V7]], %[[V8]] : !vort.ref, i64, i64, i64
vo.func @sliceMax(%s: !vo.slice, %lo: i64, %hi: i64, %max: i64) -> !vo.slice {
  %t = vo.slice.slice %s[%lo, %hi, %max] as <u16>
  vo.return %t : !vo.slice
}

// Without an element type the array object tells the distance; nil has none.
// CHECK-LABEL: func.func @sliceUnknown(
// CHECK-SAME: %arg0: !vort.ref, %arg1: i64, %arg2: i64, %arg3: i64, %arg4: i64, %arg5: i64) -> (!vort.ref, i64, i64, i64)
// CHECK-NEXT: %[[V0:[0-9]+]] = arith.cmpi ugt, %arg4, %arg5 : i64
// CHECK-NEXT: %[[V1:[0-9]+]] = arith.cmpi ugt, %arg5, %arg3 : i64
// CHECK-NEXT: %[[V2:[0-9]+]] = arith.ori %[[V0]], %[[V1]] : i1
// CHECK-NEXT: vort.trap_if %[[V2]], "SliceBoundsOutOfRange"(%arg4, %arg5)
// CHECK-NEXT: %[[V3:[0-9]+]] = vort.is_null %arg0
// CHECK-NEXT: %[[V4:[0-9]+]] = vort.zero_header
// CHECK-NEXT: %[[V5:[0-9]+]] = arith.select %[[V3]], %[[V4]], %arg0 : !vort.ref
// CHECK-NEXT: %[[V6:[0-9]+]] = vort.addr %[[V5]][12] : !vort.ref
// CHECK-NEXT: %[[V7:[0-9]+]] = vort.load %[[V6]] as u32 invariant : !vort.ref -> i64
// CHECK-NEXT: %[[V8:[0-9]+]] = arith.muli %arg4, %[[V7]] : i64
// CHECK-NEXT: %[[V9:[0-9]+]] = arith.addi %arg1, %[[V8]] : i64
// CHECK-NEXT: %[[V10:[0-9]+]] = arith.subi %arg5, %arg4 : i64
// CHECK-NEXT: %[[V11:[0-9]+]] = arith.subi %arg3, %arg4 : i64
// CHECK-NEXT: return %arg0, %[[V9]], %[[V10]], %[[V11]] : !vort.ref, i64, i64, i64
vo.func @sliceUnknown(%s: !vo.slice, %lo: i64, %hi: i64) -> !vo.slice {
  %t = vo.slice.slice %s[%lo, %hi]
  vo.return %t : !vo.slice
}

// CHECK-LABEL: func.func @ofArray(
// CHECK-SAME: %arg0: !vort.ref, %arg1: i64, %arg2: i64) -> (!vort.ref, i64, i64, i64)
// CHECK-NEXT: %[[NIL:[0-9]+]] = vort.is_null %arg0
// CHECK-NEXT: vort.trap_if %[[NIL]], "NilPointerDereference"
// CHECK-NEXT: %[[V0:[0-9]+]] = vort.load %arg0 as i64 invariant : !vort.ref -> i64
// CHECK-NEXT: %[[V1:[0-9]+]] = arith.cmpi ugt, %arg1, %arg2 : i64
// CHECK-NEXT: %[[V2:[0-9]+]] = arith.cmpi ugt, %arg2, %[[V0]] : i64
// CHECK-NEXT: %[[V3:[0-9]+]] = arith.ori %[[V1]], %[[V2]] : i1
// CHECK-NEXT: vort.trap_if %[[V3]], "SliceBoundsOutOfRange"(%arg1, %arg2)
// CHECK-NEXT: %[[V4:[0-9]+]] = vort.addr %arg0[12] : !vort.ref
// CHECK-NEXT: %[[V5:[0-9]+]] = vort.load %[[V4]] as u32 invariant : !vort.ref -> i64
// CHECK-NEXT: %[[V6:[0-9]+]] = arith.muli %arg1, %[[V5]] : i64
// CHECK-NEXT: %c16_i64 = arith.constant 16 : i64
// CHECK-NEXT: %[[V7:[0-9]+]] = arith.addi %[[V6]], %c16_i64 : i64
// CHECK-NEXT: %[[V8:[0-9]+]] = arith.subi %arg2, %arg1 : i64
// CHECK-NEXT: %[[V9:[0-9]+]] = arith.subi %[[V0]], %arg1 : i64
// CHECK-NEXT: return %arg0, %[[V7]], %[[V8]], %[[V9]] : !vort.ref, i64, i64, i64
vo.func @ofArray(%a: !vo.ref, %lo: i64, %hi: i64) -> !vo.slice {
  %t = vo.slice.of_array %a[%lo, %hi]
  vo.return %t : !vo.slice
}

// CHECK-LABEL: func.func @ofArrayMax(
// CHECK-SAME: %arg0: !vort.ref, %arg1: i64, %arg2: i64, %arg3: i64) -> (!vort.ref, i64, i64, i64)
// CHECK-NEXT: %[[NIL:[0-9]+]] = vort.is_null %arg0
// CHECK-NEXT: vort.trap_if %[[NIL]], "NilPointerDereference"
// CHECK-NEXT: %[[V0:[0-9]+]] = vort.load %arg0 as i64 invariant : !vort.ref -> i64
// CHECK-NEXT: %[[V1:[0-9]+]] = arith.cmpi ugt, %arg1, %arg2 : i64
// CHECK-NEXT: %[[V2:[0-9]+]] = arith.cmpi ugt, %arg2, %arg3 : i64
// CHECK-NEXT: %[[V3:[0-9]+]] = arith.ori %[[V1]], %[[V2]] : i1
// CHECK-NEXT: %[[V4:[0-9]+]] = arith.cmpi ugt, %arg3, %[[V0]] : i64
// CHECK-NEXT: %[[V5:[0-9]+]] = arith.ori %[[V3]], %[[V4]] : i1
// CHECK-NEXT: vort.trap_if %[[V5]], "SliceBoundsOutOfRange"(%arg1, %arg2)
// CHECK-NEXT: %[[V6:[0-9]+]] = vort.addr %arg0[12] : !vort.ref
// CHECK-NEXT: %[[V7:[0-9]+]] = vort.load %[[V6]] as u32 invariant : !vort.ref -> i64
// CHECK-NEXT: %[[V8:[0-9]+]] = arith.muli %arg1, %[[V7]] : i64
// CHECK-NEXT: %c16_i64 = arith.constant 16 : i64
// CHECK-NEXT: %[[V9:[0-9]+]] = arith.addi %[[V8]], %c16_i64 : i64
// CHECK-NEXT: %[[V10:[0-9]+]] = arith.subi %arg2, %arg1 : i64
// CHECK-NEXT: %[[V11:[0-9]+]] = arith.subi %arg3, %arg1 : i64
// CHECK-NEXT: return %arg0, %[[V9]], %[[V10]], %[[V11]] : !vort.ref, i64, i64, i64
vo.func @ofArrayMax(%a: !vo.ref, %lo: i64, %hi: i64, %max: i64) -> !vo.slice {
  %t = vo.slice.of_array %a[%lo, %hi, %max]
  vo.return %t : !vo.slice
}

// CHECK-LABEL: func.func @appendSlice(
// CHECK-SAME: %arg0: !vort.ref, %arg1: i64, %arg2: i64, %arg3: i64, %arg4: !vort.ref, %arg5: i64, %arg6: i64, %arg7: i64) -> (!vort.ref, i64, i64, i64)
// CHECK-NEXT: %[[V0:[0-9]+]] = vort.array_layout <slots "r">
// CHECK-NEXT: %c34359738390_i64 = arith.constant 34359738390 : i64
// CHECK-NEXT: %[[V1:[0-9]+]]:4 = vort.call_runtime "vo_rt_slice_append_slice"(%arg0, %arg1, %arg2, %arg3, %arg4, %arg5, %arg6, %arg7, %[[V0]], %c34359738390_i64) : (!vort.ref, i64, i64, i64, !vort.ref, i64, i64, i64, i64, i64) -> (!vort.ref, i64, i64, i64)
// CHECK-NEXT: return %[[V1]]#0, %[[V1]]#1, %[[V1]]#2, %[[V1]]#3 : !vort.ref, i64, i64, i64
vo.func @appendSlice(%s: !vo.slice, %t: !vo.slice) -> !vo.slice {
  %r = vo.slice.append_slice %s, %t as <slots "r"> {meta = 22 : i32} : !vo.slice
  vo.return %r : !vo.slice
}
// CHECK-LABEL: func.func @appendString(
// CHECK-SAME: %arg0: !vort.ref, %arg1: i64, %arg2: i64, %arg3: i64, %arg4: !vort.ref, %arg5: i64, %arg6: i64) -> (!vort.ref, i64, i64, i64)
// CHECK-NEXT: %[[V0:[0-9]+]]:4 = vort.call_runtime "vo_rt_slice_append_string"(%arg0, %arg1, %arg2, %arg3, %arg4, %arg5, %arg6) : (!vort.ref, i64, i64, i64, !vort.ref, i64, i64) -> (!vort.ref, i64, i64, i64)
// CHECK-NEXT: return %[[V0]]#0, %[[V0]]#1, %[[V0]]#2, %[[V0]]#3 : !vort.ref, i64, i64, i64
vo.func @appendString(%s: !vo.slice, %t: !vo.string) -> !vo.slice {
  %r = vo.slice.append_slice %s, %t as <u8> {meta = 8 : i32} : !vo.string
  vo.return %r : !vo.slice
}
// CHECK-LABEL: func.func @appendBoxed(
// CHECK-SAME: %arg0: !vort.ref, %arg1: i64, %arg2: i64, %arg3: i64, %arg4: !vort.ref) -> (!vort.ref, i64, i64, i64)
// CHECK-NEXT: %[[V0:[0-9]+]] = vort.array_layout <u8>
// CHECK-NEXT: %c4294967304_i64 = arith.constant 4294967304 : i64
// CHECK-NEXT: %[[V1:[0-9]+]]:4 = vort.call_runtime "vo_rt_slice_append_boxed"(%arg0, %arg1, %arg2, %arg3, %arg4, %[[V0]], %c4294967304_i64) : (!vort.ref, i64, i64, i64, !vort.ref, i64, i64) -> (!vort.ref, i64, i64, i64)
// CHECK-NEXT: return %[[V1]]#0, %[[V1]]#1, %[[V1]]#2, %[[V1]]#3 : !vort.ref, i64, i64, i64
vo.func @appendBoxed(%s: !vo.slice, %t: !vo.ref) -> !vo.slice {
  %r = vo.slice.append_slice %s, %t as <u8> {meta = 8 : i32} : !vo.ref
  vo.return %r : !vo.slice
}

// CHECK-LABEL: func.func @copySlice(
// CHECK-SAME: %arg0: !vort.ref, %arg1: i64, %arg2: i64, %arg3: i64, %arg4: !vort.ref, %arg5: i64, %arg6: i64, %arg7: i64) -> i64
// CHECK-NEXT: %c0_i64 = arith.constant 0 : i64
// CHECK-NEXT: %[[V0:[0-9]+]] = vort.call_runtime "vo_rt_slice_copy"(%arg0, %arg1, %arg2, %arg3, %arg4, %arg5, %arg6, %arg7, %c0_i64) : (!vort.ref, i64, i64, i64, !vort.ref, i64, i64, i64, i64) -> i64
// CHECK-NEXT: return %[[V0]] : i64
vo.func @copySlice(%s: !vo.slice, %t: !vo.slice) -> i64 {
  %n = vo.slice.copy %s, %t : !vo.slice
  vo.return %n : i64
}
// CHECK-LABEL: func.func @copyString(
// CHECK-SAME: %arg0: !vort.ref, %arg1: i64, %arg2: i64, %arg3: i64, %arg4: !vort.ref, %arg5: i64, %arg6: i64) -> i64
// CHECK-NEXT: %[[V0:[0-9]+]] = vort.call_runtime "vo_rt_slice_copy_string"(%arg0, %arg1, %arg2, %arg3, %arg4, %arg5, %arg6) : (!vort.ref, i64, i64, i64, !vort.ref, i64, i64) -> i64
// CHECK-NEXT: return %[[V0]] : i64
vo.func @copyString(%s: !vo.slice, %t: !vo.string) -> i64 {
  %n = vo.slice.copy %s, %t : !vo.string
  vo.return %n : i64
}
// CHECK-LABEL: func.func @copyBoxed(
// CHECK-SAME: %arg0: !vort.ref, %arg1: i64, %arg2: i64, %arg3: i64, %arg4: !vort.ref) -> i64
// CHECK-NEXT: %c0_i64 = arith.constant 0 : i64
// CHECK-NEXT: %[[V0:[0-9]+]] = vort.call_runtime "vo_rt_slice_copy_boxed"(%arg0, %arg1, %arg2, %arg3, %arg4, %c0_i64) : (!vort.ref, i64, i64, i64, !vort.ref, i64) -> i64
// CHECK-NEXT: return %[[V0]] : i64
vo.func @copyBoxed(%s: !vo.slice, %t: !vo.ref) -> i64 {
  %n = vo.slice.copy %s, %t : !vo.ref
  vo.return %n : i64
}
