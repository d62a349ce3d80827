// RUN: vo-opt %s --vo-to-vort | FileCheck %s

// Slices: elements, make and append, in a program without flat storage.

// CHECK-LABEL: func.func @scalars(
// CHECK-SAME: %arg0: !vort.ref, %arg1: i64, %arg2: i64, %arg3: i64) -> (i64, i64, i64)
// CHECK-NEXT: %[[V0:[0-9]+]] = vort.is_null %arg0
// CHECK-NEXT: %c1_i64 = arith.constant 1 : i64
// CHECK-NEXT: cf.cond_br %[[V0]], ^bb1(%arg2 : i64), ^bb1(%arg3 : i64)
// CHECK-NEXT: ^bb1(%[[V1:[0-9]+]]: i64):
// CHECK-NEXT: return %[[V1]], %c1_i64, %[[V1]] : i64, i64, i64
vo.func @scalars(%s: !vo.slice) -> (i64, i64, i64) {
  %n = vo.slice.len %s
  %c = vo.slice.cap %s
  %nil = vo.slice.is_nil %s
  %one = arith.constant 1 : i64
  cf.cond_br %nil, ^exit(%n : i64), ^exit(%c : i64)
^exit(%x: i64):
  vo.return %x, %one, %x : i64, i64, i64
}

// CHECK-LABEL: func.func @narrow(
// CHECK-SAME: %arg0: !vort.ref, %arg1: i64, %arg2: i64, %arg3: i64, %arg4: i64, %arg5: i64) -> (i64, i64)
// CHECK-NEXT: %[[V0:[0-9]+]] = arith.cmpi uge, %arg4, %arg2 : i64
// CHECK-NEXT: vort.trap_if %[[V0]], "IndexOutOfBounds"(%arg4, %arg2)
// CHECK-NEXT: %[[V1:[0-9]+]] = vort.addr %arg0[%arg1 * 1 + 0] : !vort.ref
// CHECK-NEXT: %[[V2:[0-9]+]] = vort.addr %[[V1]][%arg4 * 1 + 0] : !vort.ref
// CHECK-NEXT: %[[V3:[0-9]+]] = vort.load %[[V2]] as u8 : !vort.ref -> i64
// CHECK-NEXT: %[[V4:[0-9]+]] = arith.cmpi uge, %arg4, %arg2 : i64
// CHECK-NEXT: vort.trap_if %[[V4]], "IndexOutOfBounds"(%arg4, %arg2)
// CHECK-NEXT: %[[V5:[0-9]+]] = vort.addr %arg0[%arg1 * 1 + 0] : !vort.ref
// CHECK-NEXT: %[[V6:[0-9]+]] = vort.addr %[[V5]][%arg4 * 4 + 0] : !vort.ref
// CHECK-NEXT: %[[V7:[0-9]+]] = vort.load %[[V6]] as i32 : !vort.ref -> i64
// CHECK-NEXT: %[[V8:[0-9]+]] = arith.cmpi uge, %arg4, %arg2 : i64
// CHECK-NEXT: vort.trap_if %[[V8]], "IndexOutOfBounds"(%arg4, %arg2)
// CHECK-NEXT: %[[V9:[0-9]+]] = vort.addr %arg0[%arg1 * 1 + 0] : !vort.ref
// CHECK-NEXT: %[[V10:[0-9]+]] = vort.addr %[[V9]][%arg4 * 2 + 0] : !vort.ref
// CHECK-NEXT: vort.store %arg5, %[[V10]] as u16 : i64, !vort.ref
// CHECK-NEXT: return %[[V3]], %[[V7]] : i64, i64
vo.func @narrow(%s: !vo.slice, %i: i64, %x: i64) -> (i64, i64) {
  %a = vo.slice.get %s[%i] as <u8> : i64
  %b = vo.slice.get %s[%i] as <i32> : i64
  vo.slice.set %s[%i], %x as <u16> : i64
  vo.return %a, %b : i64, i64
}

// CHECK-LABEL: func.func @float32(
// CHECK-SAME: %arg0: !vort.ref, %arg1: i64, %arg2: i64, %arg3: i64, %arg4: i64) -> f64
// CHECK-NEXT: %[[V0:[0-9]+]] = arith.cmpi uge, %arg4, %arg2 : i64
// CHECK-NEXT: vort.trap_if %[[V0]], "IndexOutOfBounds"(%arg4, %arg2)
// CHECK-NEXT: %[[V1:[0-9]+]] = vort.addr %arg0[%arg1 * 1 + 0] : !vort.ref
// CHECK-NEXT: %[[V2:[0-9]+]] = vort.addr %[[V1]][%arg4 * 4 + 0] : !vort.ref
// CHECK-NEXT: %[[V3:[0-9]+]] = vort.load %[[V2]] as u32 : !vort.ref -> i64
// CHECK-NEXT: %[[V4:[0-9]+]] = arith.bitcast %[[V3]] : i64 to f64
// CHECK-NEXT: %[[V5:[0-9]+]] = arith.cmpi uge, %arg4, %arg2 : i64
// CHECK-NEXT: vort.trap_if %[[V5]], "IndexOutOfBounds"(%arg4, %arg2)
// CHECK-NEXT: %[[V6:[0-9]+]] = vort.addr %arg0[%arg1 * 1 + 0] : !vort.ref
// CHECK-NEXT: %[[V7:[0-9]+]] = vort.addr %[[V6]][%arg4 * 4 + 0] : !vort.ref
// CHECK-NEXT: %[[V8:[0-9]+]] = arith.bitcast %[[V4]] : f64 to i64
// CHECK-NEXT: vort.store %[[V8]], %[[V7]] as u32 : i64, !vort.ref
// CHECK-NEXT: return %[[V4]] : f64
vo.func @float32(%s: !vo.slice, %i: i64) -> f64 {
  %a = vo.slice.get %s[%i] as <f32> : f64
  vo.slice.set %s[%i], %a as <f32> : f64
  vo.return %a : f64
}

// CHECK-LABEL: func.func @slots(
// CHECK-SAME: %arg0: !vort.ref, %arg1: i64, %arg2: i64, %arg3: i64, %arg4: i64, %arg5: !vort.ref, %arg6: i64, %arg7: i64, %arg8: !vort.ref) -> (f64, !vort.ref)
// CHECK-NEXT: %[[V0:[0-9]+]] = arith.cmpi uge, %arg4, %arg2 : i64
// CHECK-NEXT: vort.trap_if %[[V0]], "IndexOutOfBounds"(%arg4, %arg2)
// CHECK-NEXT: %[[V1:[0-9]+]] = vort.addr %arg0[%arg1 * 1 + 0] : !vort.ref
// CHECK-NEXT: %[[V2:[0-9]+]] = vort.addr %[[V1]][%arg4 * 24 + 0] : !vort.ref
// CHECK-NEXT: vort.store %arg5, %[[V2]] as ref : !vort.ref, !vort.ref
// CHECK-NEXT: vort.card_mark %[[V2]]
// CHECK-NEXT: %[[V3:[0-9]+]] = vort.addr %[[V2]][8] : !vort.ref
// CHECK-NEXT: vort.store_words "hw"(%arg6, %arg7, %arg8), %[[V3]] : (i64, i64, !vort.ref), !vort.ref
// CHECK-NEXT: %[[V5:[0-9]+]] = arith.cmpi uge, %arg4, %arg2 : i64
// CHECK-NEXT: vort.trap_if %[[V5]], "IndexOutOfBounds"(%arg4, %arg2)
// CHECK-NEXT: %[[V6:[0-9]+]] = vort.addr %arg0[%arg1 * 1 + 0] : !vort.ref
// CHECK-NEXT: %[[V7:[0-9]+]] = vort.addr %[[V6]][%arg4 * 16 + 0] : !vort.ref
// CHECK-NEXT: %[[V8:[0-9]+]] = vort.load %[[V7]] as f64 : !vort.ref -> f64
// CHECK-NEXT: %[[V9:[0-9]+]] = vort.addr %[[V7]][8] : !vort.ref
// CHECK-NEXT: %[[V10:[0-9]+]] = vort.load %[[V9]] as ref : !vort.ref -> !vort.ref
// CHECK-NEXT: return %[[V8]], %[[V10]] : f64, !vort.ref
vo.func @slots(%s: !vo.slice, %i: i64, %r: !vo.ref, %q: !vo.iface) -> (f64, !vo.ref) {
  vo.slice.set %s[%i], %r, %q as <slots "rhw"> : !vo.ref, !vo.iface
  %a, %b = vo.slice.get %s[%i] as <slots "fr"> : f64, !vo.ref
  vo.return %a, %b : f64, !vo.ref
}

// CHECK-LABEL: func.func @addr(
// CHECK-SAME: %arg0: !vort.ref, %arg1: i64, %arg2: i64, %arg3: i64, %arg4: i64) -> !vort.ref
// CHECK-NEXT: %[[V0:[0-9]+]] = arith.cmpi uge, %arg4, %arg2 : i64
// CHECK-NEXT: vort.trap_if %[[V0]], "IndexOutOfBounds"(%arg4, %arg2)
// CHECK-NEXT: %[[V1:[0-9]+]] = vort.addr %arg0[%arg1 * 1 + 0] : !vort.ref
// CHECK-NEXT: %[[V2:[0-9]+]] = vort.addr %[[V1]][%arg4 * 16 + 0] : !vort.ref
// CHECK-NEXT: return %[[V2]] : !vort.ref
vo.func @addr(%s: !vo.slice, %i: i64) -> !vo.ref {
  %p = vo.slice.addr %s[%i] as <slots "vv">
  vo.return %p : !vo.ref
}

// CHECK-LABEL: func.func @empty(
// CHECK-SAME: %arg0: !vort.ref, %arg1: i64, %arg2: i64, %arg3: i64, %arg4: i64) -> !vort.ref
// CHECK-NEXT: %[[V0:[0-9]+]] = arith.cmpi uge, %arg4, %arg2 : i64
// CHECK-NEXT: vort.trap_if %[[V0]], "IndexOutOfBounds"(%arg4, %arg2)
// CHECK-NEXT: return %arg0 : !vort.ref
vo.func @empty(%s: !vo.slice, %i: i64) -> !vo.ref {
  %p = vo.slice.addr %s[%i] as <slots "">
  vo.return %p : !vo.ref
}

// CHECK-LABEL: func.func @make(
// CHECK-SAME: %arg0: i64) -> (!vort.ref, i64, i64, i64)
// CHECK-NEXT: %[[V0:[0-9]+]] = vort.array_layout <slots "v">
// CHECK-NEXT: %c34359738370_i64 = arith.constant 34359738370 : i64
// CHECK-NEXT: %[[V1:[0-9]+]] = vort.call_runtime "vo_rt_make_slice"(%[[V0]], %c34359738370_i64, %arg0, %arg0) : (i64, i64, i64, i64) -> !vort.ref
// CHECK-NEXT: %c16_i64 = arith.constant 16 : i64
// CHECK-NEXT: return %[[V1]], %c16_i64, %arg0, %arg0 : !vort.ref, i64, i64, i64
vo.func @make(%n: i64) -> !vo.slice {
  %s = vo.slice.new %n, %n, <slots "v"> {meta = 2 : i32}
  vo.return %s : !vo.slice
}

// Constants that make cannot object to.
// CHECK-LABEL: func.func @makeConstant(
// CHECK-SAME: ) -> (!vort.ref, i64, i64, i64)
// CHECK-NEXT: %c3_i64 = arith.constant 3 : i64
// CHECK-NEXT: %c8_i64 = arith.constant 8 : i64
// CHECK-NEXT: %[[V0:[0-9]+]] = vort.array_layout <u8>
// CHECK-NEXT: %c4294967304_i64 = arith.constant 4294967304 : i64
// CHECK-NEXT: %[[V1:[0-9]+]] = vort.call_runtime "vo_rt_new_array"(%[[V0]], %c4294967304_i64, %c8_i64) : (i64, i64, i64) -> !vort.ref
// CHECK-NEXT: %c16_i64 = arith.constant 16 : i64
// CHECK-NEXT: return %[[V1]], %c16_i64, %c3_i64, %c8_i64 : !vort.ref, i64, i64, i64
vo.func @makeConstant() -> !vo.slice {
  %n = arith.constant 3 : i64
  %c = arith.constant 8 : i64
  %s = vo.slice.new %n, %c, <u8> {meta = 8 : i32}
  vo.return %s : !vo.slice
}

// Constants that it does.
// CHECK-LABEL: func.func @makeNegative(
// CHECK-SAME: ) -> (!vort.ref, i64, i64, i64)
// CHECK-NEXT: %c-1_i64 = arith.constant -1 : i64
// CHECK-NEXT: %[[V0:[0-9]+]] = vort.array_layout <u8>
// CHECK-NEXT: %c4294967304_i64 = arith.constant 4294967304 : i64
// CHECK-NEXT: %[[V1:[0-9]+]] = vort.call_runtime "vo_rt_make_slice"(%[[V0]], %c4294967304_i64, %c-1_i64, %c-1_i64) : (i64, i64, i64, i64) -> !vort.ref
// CHECK-NEXT: %c16_i64 = arith.constant 16 : i64
// CHECK-NEXT: return %[[V1]], %c16_i64, %c-1_i64, %c-1_i64 : !vort.ref, i64, i64, i64
vo.func @makeNegative() -> !vo.slice {
  %n = arith.constant -1 : i64
  %s = vo.slice.new %n, %n, <u8> {meta = 8 : i32}
  vo.return %s : !vo.slice
}
// CHECK-LABEL: func.func @makeLenAboveCap(
// CHECK-SAME: ) -> (!vort.ref, i64, i64, i64)
// CHECK-NEXT: %c9_i64 = arith.constant 9 : i64
// CHECK-NEXT: %c8_i64 = arith.constant 8 : i64
// CHECK-NEXT: %[[V0:[0-9]+]] = vort.array_layout <u8>
// CHECK-NEXT: %c4294967304_i64 = arith.constant 4294967304 : i64
// CHECK-NEXT: %[[V1:[0-9]+]] = vort.call_runtime "vo_rt_make_slice"(%[[V0]], %c4294967304_i64, %c9_i64, %c8_i64) : (i64, i64, i64, i64) -> !vort.ref
// CHECK-NEXT: %c16_i64 = arith.constant 16 : i64
// CHECK-NEXT: return %[[V1]], %c16_i64, %c9_i64, %c8_i64 : !vort.ref, i64, i64, i64
vo.func @makeLenAboveCap() -> !vo.slice {
  %n = arith.constant 9 : i64
  %c = arith.constant 8 : i64
  %s = vo.slice.new %n, %c, <u8> {meta = 8 : i32}
  vo.return %s : !vo.slice
}
// CHECK-LABEL: func.func @makeHuge(
// CHECK-SAME: ) -> (!vort.ref, i64, i64, i64)
// CHECK-NEXT: %c1073741824_i64 = arith.constant 1073741824 : i64
// CHECK-NEXT: %[[V0:[0-9]+]] = vort.array_layout <slots "v">
// CHECK-NEXT: %c34359738370_i64 = arith.constant 34359738370 : i64
// CHECK-NEXT: %[[V1:[0-9]+]] = vort.call_runtime "vo_rt_make_slice"(%[[V0]], %c34359738370_i64, %c1073741824_i64, %c1073741824_i64) : (i64, i64, i64, i64) -> !vort.ref
// CHECK-NEXT: %c16_i64 = arith.constant 16 : i64
// CHECK-NEXT: return %[[V1]], %c16_i64, %c1073741824_i64, %c1073741824_i64 : !vort.ref, i64, i64, i64
vo.func @makeHuge() -> !vo.slice {
  %n = arith.constant 1073741824 : i64
  %s = vo.slice.new %n, %n, <slots "v"> {meta = 2 : i32}
  vo.return %s : !vo.slice
}

// CHECK-LABEL: func.func @append(
// CHECK-SAME: %arg0: !vort.ref, %arg1: i64, %arg2: i64, %arg3: i64, %arg4: i64) -> (!vort.ref, i64, i64, i64)
// CHECK-NEXT: %[[V0:[0-9]+]] = arith.cmpi uge, %arg2, %arg3 : i64
// CHECK-NEXT: cf.cond_br %[[V0]] weights([1, 64]), ^bb1, ^bb2(%arg0, %arg1, %arg3 : !vort.ref, i64, i64)
// CHECK-NEXT: ^bb1:
// CHECK-NEXT: %[[V1:[0-9]+]] = vort.array_layout <u8>
// CHECK-NEXT: %c4294967304_i64 = arith.constant 4294967304 : i64
// CHECK-NEXT: %[[V2:[0-9]+]]:4 = vort.call_runtime "vo_rt_slice_grow"(%arg0, %arg1, %arg2, %arg3, %[[V1]], %c4294967304_i64) : (!vort.ref, i64, i64, i64, i64, i64) -> (!vort.ref, i64, i64, i64)
// CHECK-NEXT: cf.br ^bb2(%[[V2]]#0, %[[V2]]#1, %[[V2]]#3 : !vort.ref, i64, i64)
// CHECK-NEXT: ^bb2(%[[V3:[0-9]+]]: !vort.ref, %[[V4:[0-9]+]]: i64, %[[V5:[0-9]+]]: i64):
// CHECK-NEXT: %[[V6:[0-9]+]] = vort.addr %[[V3]][%[[V4]] * 1 + 0] : !vort.ref
// CHECK-NEXT: %[[V7:[0-9]+]] = vort.addr %[[V6]][%arg2 * 1 + 0] : !vort.ref
// CHECK-NEXT: vort.store %arg4, %[[V7]] as u8 : i64, !vort.ref
// CHECK-NEXT: %c1_i64 = arith.constant 1 : i64
// CHECK-NEXT: %[[V8:[0-9]+]] = arith.addi %arg2, %c1_i64 : i64
// CHECK-NEXT: return %[[V3]], %[[V4]], %[[V8]], %[[V5]] : !vort.ref, i64, i64, i64
vo.func @append(%s: !vo.slice, %x: i64) -> !vo.slice {
  %t = vo.slice.append %s, %x as <u8> {meta = 8 : i32} : i64
  vo.return %t : !vo.slice
}

// CHECK-LABEL: func.func @appendRef(
// CHECK-SAME: %arg0: !vort.ref, %arg1: i64, %arg2: i64, %arg3: i64, %arg4: !vort.ref) -> (!vort.ref, i64, i64, i64)
// CHECK-NEXT: %[[V0:[0-9]+]] = arith.cmpi uge, %arg2, %arg3 : i64
// CHECK-NEXT: cf.cond_br %[[V0]] weights([1, 64]), ^bb1, ^bb2(%arg0, %arg1, %arg3 : !vort.ref, i64, i64)
// CHECK-NEXT: ^bb1:
// CHECK-NEXT: %[[V1:[0-9]+]] = vort.array_layout <slots "r">
// CHECK-NEXT: %c34359738390_i64 = arith.constant 34359738390 : i64
// CHECK-NEXT: %[[V2:[0-9]+]]:4 = vort.call_runtime "vo_rt_slice_grow"(%arg0, %arg1, %arg2, %arg3, %[[V1]], %c34359738390_i64) : (!vort.ref, i64, i64, i64, i64, i64) -> (!vort.ref, i64, i64, i64)
// CHECK-NEXT: cf.br ^bb2(%[[V2]]#0, %[[V2]]#1, %[[V2]]#3 : !vort.ref, i64, i64)
// CHECK-NEXT: ^bb2(%[[V3:[0-9]+]]: !vort.ref, %[[V4:[0-9]+]]: i64, %[[V5:[0-9]+]]: i64):
// CHECK-NEXT: %[[V6:[0-9]+]] = vort.addr %[[V3]][%[[V4]] * 1 + 0] : !vort.ref
// CHECK-NEXT: %[[V7:[0-9]+]] = vort.addr %[[V6]][%arg2 * 8 + 0] : !vort.ref
// CHECK-NEXT: vort.store %arg4, %[[V7]] as ref : !vort.ref, !vort.ref
// CHECK-NEXT: vort.card_mark %[[V7]]
// CHECK-NEXT: %c1_i64 = arith.constant 1 : i64
// CHECK-NEXT: %[[V8:[0-9]+]] = arith.addi %arg2, %c1_i64 : i64
// CHECK-NEXT: return %[[V3]], %[[V4]], %[[V8]], %[[V5]] : !vort.ref, i64, i64, i64
vo.func @appendRef(%s: !vo.slice, %x: !vo.ref) -> !vo.slice {
  %t = vo.slice.append %s, %x as <slots "r"> {meta = 22 : i32} : !vo.ref
  vo.return %t : !vo.slice
}
