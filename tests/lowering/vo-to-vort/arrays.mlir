// RUN: vo-opt %s --vo-to-vort | FileCheck %s

// Array objects: null has length 0, elements lie behind two words.

// CHECK-LABEL: func.func @new(
// CHECK-SAME: %arg0: i64) -> !vort.ref
// CHECK-NEXT: %[[V0:[0-9]+]] = vort.array_layout <i32>
// CHECK-NEXT: %c17179869189_i64 = arith.constant 17179869189 : i64
// CHECK-NEXT: %[[V1:[0-9]+]] = vort.call_runtime "vo_rt_new_array"(%[[V0]], %c17179869189_i64, %arg0) : (i64, i64, i64) -> !vort.ref
// CHECK-NEXT: return %[[V1]] : !vort.ref
vo.func @new(%n: i64) -> !vo.ref {
  %a = vo.array.new %n, <i32> {meta = 5 : i32}
  vo.return %a : !vo.ref
}

// CHECK-LABEL: func.func @narrow(
// CHECK-SAME: %arg0: !vort.ref, %arg1: i64, %arg2: f64) -> (i64, f64)
// CHECK-NEXT: %[[V0:[0-9]+]] = vort.is_null %arg0
// CHECK-NEXT: %c0_i64 = arith.constant 0 : i64
// CHECK-NEXT: vort.trap_if %[[V0]], "IndexOutOfBounds"(%arg1, %c0_i64)
// CHECK-NEXT: %[[V1:[0-9]+]] = vort.load %arg0 as i64 invariant : !vort.ref -> i64
// CHECK-NEXT: %[[V2:[0-9]+]] = arith.cmpi uge, %arg1, %[[V1]] : i64
// CHECK-NEXT: vort.trap_if %[[V2]], "IndexOutOfBounds"(%arg1, %[[V1]])
// CHECK-NEXT: %[[V3:[0-9]+]] = vort.addr %arg0[%arg1 * 2 + 16] : !vort.ref
// CHECK-NEXT: %[[V4:[0-9]+]] = vort.load %[[V3]] as i16 : !vort.ref -> i64
// CHECK-NEXT: %[[V5:[0-9]+]] = vort.is_null %arg0
// CHECK-NEXT: %c0_i64_0 = arith.constant 0 : i64
// CHECK-NEXT: vort.trap_if %[[V5]], "IndexOutOfBounds"(%arg1, %c0_i64_0)
// CHECK-NEXT: %[[V6:[0-9]+]] = vort.load %arg0 as i64 invariant : !vort.ref -> i64
// CHECK-NEXT: %[[V7:[0-9]+]] = arith.cmpi uge, %arg1, %[[V6]] : i64
// CHECK-NEXT: vort.trap_if %[[V7]], "IndexOutOfBounds"(%arg1, %[[V6]])
// CHECK-NEXT: %[[V8:[0-9]+]] = vort.addr %arg0[%arg1 * 4 + 16] : !vort.ref
// CHECK-NEXT: %[[V9:[0-9]+]] = arith.bitcast %arg2 : f64 to i64
// CHECK-NEXT: vort.store %[[V9]], %[[V8]] as u32 : i64, !vort.ref
// CHECK-NEXT: %[[V10:[0-9]+]] = vort.is_null %arg0
// CHECK-NEXT: %c0_i64_1 = arith.constant 0 : i64
// CHECK-NEXT: vort.trap_if %[[V10]], "IndexOutOfBounds"(%arg1, %c0_i64_1)
// CHECK-NEXT: %[[V11:[0-9]+]] = vort.load %arg0 as i64 invariant : !vort.ref -> i64
// CHECK-NEXT: %[[V12:[0-9]+]] = arith.cmpi uge, %arg1, %[[V11]] : i64
// CHECK-NEXT: vort.trap_if %[[V12]], "IndexOutOfBounds"(%arg1, %[[V11]])
// CHECK-NEXT: %[[V13:[0-9]+]] = vort.addr %arg0[%arg1 * 4 + 16] : !vort.ref
// CHECK-NEXT: %[[V14:[0-9]+]] = vort.load %[[V13]] as u32 : !vort.ref -> i64
// CHECK-NEXT: %[[V15:[0-9]+]] = arith.bitcast %[[V14]] : i64 to f64
// CHECK-NEXT: return %[[V4]], %[[V15]] : i64, f64
vo.func @narrow(%a: !vo.ref, %i: i64, %x: f64) -> (i64, f64) {
  %y = vo.array.get %a[%i] as <i16> : i64
  vo.array.set %a[%i], %x as <f32> : f64
  %z = vo.array.get %a[%i] as <f32> : f64
  vo.return %y, %z : i64, f64
}

// CHECK-LABEL: func.func @slots(
// CHECK-SAME: %arg0: !vort.ref, %arg1: i64, %arg2: !vort.ref) -> (i64, i64, i64, !vort.ref)
// CHECK-NEXT: %[[V0:[0-9]+]] = vort.is_null %arg0
// CHECK-NEXT: %c0_i64 = arith.constant 0 : i64
// CHECK-NEXT: vort.trap_if %[[V0]], "IndexOutOfBounds"(%arg1, %c0_i64)
// CHECK-NEXT: %[[V1:[0-9]+]] = vort.load %arg0 as i64 invariant : !vort.ref -> i64
// CHECK-NEXT: %[[V2:[0-9]+]] = arith.cmpi uge, %arg1, %[[V1]] : i64
// CHECK-NEXT: vort.trap_if %[[V2]], "IndexOutOfBounds"(%arg1, %[[V1]])
// CHECK-NEXT: %[[V3:[0-9]+]] = vort.addr %arg0[%arg1 * 24 + 16] : !vort.ref
// CHECK-NEXT: %[[V4:[0-9]+]] = vort.load %[[V3]] as i64 : !vort.ref -> i64
// CHECK-NEXT: %[[V5:[0-9]+]] = vort.addr %[[V3]][8] : !vort.ref
// CHECK-NEXT: %[[V6:[0-9]+]] = vort.load %[[V5]] as i64 : !vort.ref -> i64
// CHECK-NEXT: %[[V7:[0-9]+]] = vort.addr %[[V3]][16] : !vort.ref
// CHECK-NEXT: %c255_i64 = arith.constant 255 : i64
// CHECK-NEXT: %[[V8:[0-9]+]] = arith.andi %[[V6]], %c255_i64 : i64
// CHECK-NEXT: %c14_i64 = arith.constant 14 : i64
// CHECK-NEXT: %[[V9:[0-9]+]] = arith.cmpi uge, %[[V8]], %c14_i64 : i64
// CHECK-NEXT: %[[V10:[0-9]+]] = vort.load %[[V7]] as i64 : !vort.ref -> i64
// CHECK-NEXT: %[[V11:[0-9]+]] = vort.load_ref_if %[[V9]], %[[V7]] : !vort.ref
// CHECK-NEXT: %[[V12:[0-9]+]] = vort.is_null %arg0
// CHECK-NEXT: %c0_i64_0 = arith.constant 0 : i64
// CHECK-NEXT: vort.trap_if %[[V12]], "IndexOutOfBounds"(%arg1, %c0_i64_0)
// CHECK-NEXT: %[[V13:[0-9]+]] = vort.load %arg0 as i64 invariant : !vort.ref -> i64
// CHECK-NEXT: %[[V14:[0-9]+]] = arith.cmpi uge, %arg1, %[[V13]] : i64
// CHECK-NEXT: vort.trap_if %[[V14]], "IndexOutOfBounds"(%arg1, %[[V13]])
// CHECK-NEXT: %[[V15:[0-9]+]] = vort.addr %arg0[%arg1 * 8 + 16] : !vort.ref
// CHECK-NEXT: vort.store %arg2, %[[V15]] as ref : !vort.ref, !vort.ref
// CHECK-NEXT: vort.card_mark %[[V15]]
// CHECK-NEXT: return %[[V4]], %[[V6]], %[[V10]], %[[V11]] : i64, i64, i64, !vort.ref
vo.func @slots(%a: !vo.ref, %i: i64, %r: !vo.ref) -> (i64, !vo.iface) {
  %x, %y = vo.array.get %a[%i] as <slots "vhw"> : i64, !vo.iface
  vo.array.set %a[%i], %r as <slots "r"> : !vo.ref
  vo.return %x, %y : i64, !vo.iface
}

// An array made in sight is not null.
// CHECK-LABEL: func.func @inSight(
// CHECK-SAME: %arg0: i64, %arg1: i64) -> !vort.ref
// CHECK-NEXT: %[[V0:[0-9]+]] = vort.array_layout <slots "vv">
// CHECK-NEXT: %c68719476751_i64 = arith.constant 68719476751 : i64
// CHECK-NEXT: %[[V1:[0-9]+]] = vort.call_runtime "vo_rt_new_array"(%[[V0]], %c68719476751_i64, %arg0) : (i64, i64, i64) -> !vort.ref
// CHECK-NEXT: %[[V2:[0-9]+]] = vort.load %[[V1]] as i64 invariant : !vort.ref -> i64
// CHECK-NEXT: %[[V3:[0-9]+]] = arith.cmpi uge, %arg1, %[[V2]] : i64
// CHECK-NEXT: vort.trap_if %[[V3]], "IndexOutOfBounds"(%arg1, %[[V2]])
// CHECK-NEXT: %[[V4:[0-9]+]] = vort.addr %[[V1]][%arg1 * 16 + 16] : !vort.ref
// CHECK-NEXT: return %[[V4]] : !vort.ref
vo.func @inSight(%n: i64, %i: i64) -> !vo.ref {
  %a = vo.array.new %n, <slots "vv"> {meta = 15 : i32}
  %p = vo.array.addr %a[%i] as <slots "vv">
  vo.return %p : !vo.ref
}

// An element without storage has the address of its array.
// CHECK-LABEL: func.func @empty(
// CHECK-SAME: %arg0: !vort.ref, %arg1: i64) -> !vort.ref
// CHECK-NEXT: %[[V0:[0-9]+]] = vort.is_null %arg0
// CHECK-NEXT: %c0_i64 = arith.constant 0 : i64
// CHECK-NEXT: vort.trap_if %[[V0]], "IndexOutOfBounds"(%arg1, %c0_i64)
// CHECK-NEXT: %[[V1:[0-9]+]] = vort.load %arg0 as i64 invariant : !vort.ref -> i64
// CHECK-NEXT: %[[V2:[0-9]+]] = arith.cmpi uge, %arg1, %[[V1]] : i64
// CHECK-NEXT: vort.trap_if %[[V2]], "IndexOutOfBounds"(%arg1, %[[V1]])
// CHECK-NEXT: %[[V3:[0-9]+]] = vort.is_null %arg0
// CHECK-NEXT: %c0_i64_0 = arith.constant 0 : i64
// CHECK-NEXT: vort.trap_if %[[V3]], "IndexOutOfBounds"(%arg1, %c0_i64_0)
// CHECK-NEXT: %[[V4:[0-9]+]] = vort.load %arg0 as i64 invariant : !vort.ref -> i64
// CHECK-NEXT: %[[V5:[0-9]+]] = arith.cmpi uge, %arg1, %[[V4]] : i64
// CHECK-NEXT: vort.trap_if %[[V5]], "IndexOutOfBounds"(%arg1, %[[V4]])
// CHECK-NEXT: return %arg0 : !vort.ref
vo.func @empty(%a: !vo.ref, %i: i64) -> !vo.ref {
  vo.array.get %a[%i] as <slots "">
  %p = vo.array.addr %a[%i] as <slots "">
  vo.return %p : !vo.ref
}
