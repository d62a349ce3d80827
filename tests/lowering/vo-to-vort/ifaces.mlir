// RUN: vo-opt %s --vo-to-vort | FileCheck %s

// Boxes, interface values and identity.

// CHECK-LABEL: func.func @boxString(
// CHECK-SAME: %arg0: !vort.ref, %arg1: i64, %arg2: i64) -> !vort.ref
// CHECK-NEXT: %c0_i64 = arith.constant 0 : i64
// CHECK-NEXT: %[[V0:[0-9]+]] = arith.cmpi ne, %arg2, %c0_i64 : i64
// CHECK-NEXT: %[[V1:[0-9]+]] = vort.null
// CHECK-NEXT: cf.cond_br %[[V0]], ^bb1, ^bb2(%[[V1]] : !vort.ref)
// CHECK-NEXT: ^bb1:
// CHECK-NEXT: %[[V2:[0-9]+]] = vort.alloc <"rvv"> reserved "String"
// CHECK-NEXT: vort.store %arg0, %[[V2]] as ref : !vort.ref, !vort.ref
// CHECK-NEXT: %[[V3:[0-9]+]] = vort.addr %[[V2]][8] : !vort.ref
// CHECK-NEXT: vort.store %arg1, %[[V3]] as i64 : i64, !vort.ref
// CHECK-NEXT: %[[V4:[0-9]+]] = vort.addr %[[V2]][16] : !vort.ref
// CHECK-NEXT: vort.store %arg2, %[[V4]] as i64 : i64, !vort.ref
// CHECK-NEXT: cf.br ^bb2(%[[V2]] : !vort.ref)
// CHECK-NEXT: ^bb2(%[[V5:[0-9]+]]: !vort.ref):
// CHECK-NEXT: return %[[V5]] : !vort.ref
vo.func @boxString(%s: !vo.string) -> !vo.ref {
  %r = vo.box %s : !vo.string
  vo.return %r : !vo.ref
}
// CHECK-LABEL: func.func @boxSlice(
// CHECK-SAME: %arg0: !vort.ref, %arg1: i64, %arg2: i64, %arg3: i64) -> !vort.ref
// CHECK-NEXT: %[[V0:[0-9]+]] = vort.is_null %arg0
// CHECK-NEXT: %true = arith.constant true
// CHECK-NEXT: %[[V1:[0-9]+]] = arith.xori %[[V0]], %true : i1
// CHECK-NEXT: %[[V2:[0-9]+]] = vort.null
// CHECK-NEXT: cf.cond_br %[[V1]], ^bb1, ^bb2(%[[V2]] : !vort.ref)
// CHECK-NEXT: ^bb1:
// CHECK-NEXT: %[[V3:[0-9]+]] = vort.alloc <"rvvv"> reserved "Slice"
// CHECK-NEXT: vort.store %arg0, %[[V3]] as ref : !vort.ref, !vort.ref
// CHECK-NEXT: %[[V4:[0-9]+]] = vort.addr %[[V3]][8] : !vort.ref
// CHECK-NEXT: vort.store %arg1, %[[V4]] as i64 : i64, !vort.ref
// CHECK-NEXT: %[[V5:[0-9]+]] = vort.addr %[[V3]][16] : !vort.ref
// CHECK-NEXT: vort.store %arg2, %[[V5]] as i64 : i64, !vort.ref
// CHECK-NEXT: %[[V6:[0-9]+]] = vort.addr %[[V3]][24] : !vort.ref
// CHECK-NEXT: vort.store %arg3, %[[V6]] as i64 : i64, !vort.ref
// CHECK-NEXT: cf.br ^bb2(%[[V3]] : !vort.ref)
// CHECK-NEXT: ^bb2(%[[V7:[0-9]+]]: !vort.ref):
// CHECK-NEXT: return %[[V7]] : !vort.ref
vo.func @boxSlice(%s: !vo.slice) -> !vo.ref {
  %r = vo.box %s : !vo.slice
  vo.return %r : !vo.ref
}
// CHECK-LABEL: func.func @boxConstants(
// CHECK-SAME: ) -> (!vort.ref, !vort.ref)
// CHECK-NEXT: %[[V0:[0-9]+]] = vort.data "hello"
// CHECK-NEXT: %[[V1:[0-9]+]] = vort.null
// CHECK-NEXT: %c5_i64 = arith.constant 5 : i64
// CHECK-NEXT: %c0_i64 = arith.constant 0 : i64
// CHECK-NEXT: %[[V2:[0-9]+]] = vort.null
// CHECK-NEXT: %c0_i64_0 = arith.constant 0 : i64
// CHECK-NEXT: %[[V3:[0-9]+]] = vort.static_string "hello"
// CHECK-NEXT: %[[V4:[0-9]+]] = vort.null
// CHECK-NEXT: return %[[V3]], %[[V4]] : !vort.ref, !vort.ref
vo.func @boxConstants() -> (!vo.ref, !vo.ref) {
  %a = vo.string.const "hello"
  %b = vo.string.const ""
  %c = vo.box %a : !vo.string
  %d = vo.box %b : !vo.string
  vo.return %c, %d : !vo.ref, !vo.ref
}
// A new slice is not nil.
// CHECK-LABEL: func.func @boxNew(
// CHECK-SAME: %arg0: i64) -> !vort.ref
// CHECK-NEXT: %[[V0:[0-9]+]] = vort.array_layout <u8>
// CHECK-NEXT: %c4294967304_i64 = arith.constant 4294967304 : i64
// CHECK-NEXT: %[[V1:[0-9]+]] = vort.call_runtime "vo_rt_make_slice"(%[[V0]], %c4294967304_i64, %arg0, %arg0) : (i64, i64, i64, i64) -> !vort.ref
// CHECK-NEXT: %c16_i64 = arith.constant 16 : i64
// CHECK-NEXT: %[[V2:[0-9]+]] = vort.alloc <"rvvv"> reserved "Slice"
// CHECK-NEXT: vort.store %[[V1]], %[[V2]] as ref : !vort.ref, !vort.ref
// CHECK-NEXT: %[[V3:[0-9]+]] = vort.addr %[[V2]][8] : !vort.ref
// CHECK-NEXT: vort.store %c16_i64, %[[V3]] as i64 : i64, !vort.ref
// CHECK-NEXT: %[[V4:[0-9]+]] = vort.addr %[[V2]][16] : !vort.ref
// CHECK-NEXT: vort.store %arg0, %[[V4]] as i64 : i64, !vort.ref
// CHECK-NEXT: %[[V5:[0-9]+]] = vort.addr %[[V2]][24] : !vort.ref
// CHECK-NEXT: vort.store %arg0, %[[V5]] as i64 : i64, !vort.ref
// CHECK-NEXT: return %[[V2]] : !vort.ref
vo.func @boxNew(%n: i64) -> !vo.ref {
  %s = vo.slice.new %n, %n, <u8> {meta = 8 : i32}
  %r = vo.box %s : !vo.slice
  vo.return %r : !vo.ref
}

// No branch: null is read as a header of zeros.
// CHECK-LABEL: func.func @unbox(
// CHECK-SAME: %arg0: !vort.ref) -> (!vort.ref, i64, i64, !vort.ref, i64, i64, i64)
// CHECK-NEXT: %[[V0:[0-9]+]] = vort.zero_header
// CHECK-NEXT: %[[V1:[0-9]+]] = vort.is_null %arg0
// CHECK-NEXT: %[[V2:[0-9]+]] = arith.select %[[V1]], %[[V0]], %arg0 : !vort.ref
// CHECK-NEXT: %[[V3:[0-9]+]] = vort.load %[[V2]] as ref invariant : !vort.ref -> !vort.ref
// CHECK-NEXT: %[[V4:[0-9]+]] = vort.addr %[[V2]][8] : !vort.ref
// CHECK-NEXT: %[[V5:[0-9]+]] = vort.load %[[V4]] as i64 invariant : !vort.ref -> i64
// CHECK-NEXT: %[[V6:[0-9]+]] = vort.addr %[[V2]][16] : !vort.ref
// CHECK-NEXT: %[[V7:[0-9]+]] = vort.load %[[V6]] as i64 invariant : !vort.ref -> i64
// CHECK-NEXT: %[[V8:[0-9]+]] = vort.zero_header
// CHECK-NEXT: %[[V9:[0-9]+]] = vort.is_null %arg0
// CHECK-NEXT: %[[V10:[0-9]+]] = arith.select %[[V9]], %[[V8]], %arg0 : !vort.ref
// CHECK-NEXT: %[[V11:[0-9]+]] = vort.load %[[V10]] as ref invariant : !vort.ref -> !vort.ref
// CHECK-NEXT: %[[V12:[0-9]+]] = vort.addr %[[V10]][8] : !vort.ref
// CHECK-NEXT: %[[V13:[0-9]+]] = vort.load %[[V12]] as i64 invariant : !vort.ref -> i64
// CHECK-NEXT: %[[V14:[0-9]+]] = vort.addr %[[V10]][16] : !vort.ref
// CHECK-NEXT: %[[V15:[0-9]+]] = vort.load %[[V14]] as i64 invariant : !vort.ref -> i64
// CHECK-NEXT: %[[V16:[0-9]+]] = vort.addr %[[V10]][24] : !vort.ref
// CHECK-NEXT: %[[V17:[0-9]+]] = vort.load %[[V16]] as i64 invariant : !vort.ref -> i64
// CHECK-NEXT: return %[[V3]], %[[V5]], %[[V7]], %[[V11]], %[[V13]], %[[V15]], %[[V17]] : !vort.ref, i64, i64, !vort.ref, i64, i64, i64
vo.func @unbox(%r: !vo.ref) -> (!vo.string, !vo.slice) {
  %s = vo.unbox %r : !vo.string
  %t = vo.unbox %r : !vo.slice
  vo.return %s, %t : !vo.string, !vo.slice
}

// CHECK-LABEL: func.func @parts(
// CHECK-SAME: %arg0: i64, %arg1: i64, %arg2: !vort.ref, %arg3: i64, %arg4: i64, %arg5: !vort.ref) -> (i64, i64, !vort.ref, i64, i64, !vort.ref, i64)
// CHECK-NEXT: return %arg0, %arg1, %arg2, %arg3, %arg4, %arg5, %arg4 : i64, i64, !vort.ref, i64, i64, !vort.ref, i64
vo.func @parts(%h: i64, %w: !vo.word, %i: !vo.iface) -> (!vo.iface, i64, !vo.word, i64) {
  %a = vo.iface.make %h, %w
  %b = vo.iface.header %i
  %c = vo.iface.word %i
  %d = vo.word.to_bits %c
  vo.return %a, %b, %c, %d : !vo.iface, i64, !vo.word, i64
}

// CHECK-LABEL: func.func @words(
// CHECK-SAME: %arg0: i64, %arg1: !vort.ref) -> (i64, !vort.ref, i64, !vort.ref)
// CHECK-NEXT: %[[V0:[0-9]+]] = vort.null
// CHECK-NEXT: %c0_i64 = arith.constant 0 : i64
// CHECK-NEXT: return %arg0, %[[V0]], %c0_i64, %arg1 : i64, !vort.ref, i64, !vort.ref
vo.func @words(%x: i64, %r: !vo.ref) -> (!vo.word, !vo.word) {
  %a = vo.word.of_bits %x
  %b = vo.word.of_ref %r
  vo.return %a, %b : !vo.word, !vo.word
}

// The bits beside a reference do not count.
// CHECK-LABEL: func.func @wordEq(
// CHECK-SAME: %arg0: i64, %arg1: !vort.ref, %arg2: i64, %arg3: !vort.ref) -> i64
// CHECK-NEXT: %[[V0:[0-9]+]] = arith.cmpi eq, %arg0, %arg2 : i64
// CHECK-NEXT: %[[V1:[0-9]+]] = vort.ref_eq %arg1, %arg3
// CHECK-NEXT: %true = arith.constant true
// CHECK-NEXT: %[[V2:[0-9]+]] = vort.is_null %arg1
// CHECK-NEXT: %[[V3:[0-9]+]] = arith.select %[[V2]], %[[V0]], %true : i1
// CHECK-NEXT: %[[V4:[0-9]+]] = arith.andi %[[V1]], %[[V3]] : i1
// CHECK-NEXT: %[[V5:[0-9]+]] = arith.extui %[[V4]] : i1 to i64
// CHECK-NEXT: return %[[V5]] : i64
vo.func @wordEq(%a: !vo.word, %b: !vo.word) -> i64 {
  %c = vo.word.eq %a, %b
  %r = arith.extui %c : i1 to i64
  vo.return %r : i64
}

// CHECK-LABEL: func.func @identity(
// CHECK-SAME: %arg0: !vort.ref, %arg1: !vort.ref) -> i64
// CHECK-NEXT: %[[V0:[0-9]+]] = vort.ref_eq %arg0, %arg1
// CHECK-NEXT: %[[V1:[0-9]+]] = vort.is_null %arg0
// CHECK-NEXT: %[[V2:[0-9]+]] = arith.andi %[[V0]], %[[V1]] : i1
// CHECK-NEXT: %[[V3:[0-9]+]] = arith.extui %[[V2]] : i1 to i64
// CHECK-NEXT: return %[[V3]] : i64
vo.func @identity(%a: !vo.ref, %b: !vo.ref) -> i64 {
  %c = vo.ref.eq %a, %b
  %d = vo.ref.is_null %a
  %e = arith.andi %c, %d : i1
  %r = arith.extui %e : i1 to i64
  vo.return %r : i64
}

// CHECK-LABEL: func.func @equal(
// CHECK-SAME: %arg0: i64, %arg1: i64, %arg2: !vort.ref, %arg3: i64, %arg4: i64, %arg5: !vort.ref) -> i64
// CHECK-NEXT: %[[V0:[0-9]+]] = vort.call_runtime "vo_rt_iface_equal"(%arg0, %arg1, %arg2, %arg3, %arg4, %arg5) : (i64, i64, !vort.ref, i64, i64, !vort.ref) -> i64
// CHECK-NEXT: %c2_i64 = arith.constant 2 : i64
// CHECK-NEXT: %[[V1:[0-9]+]] = arith.cmpi eq, %[[V0]], %c2_i64 : i64
// CHECK-NEXT: vort.trap_if %[[V1]], "UncomparableType"
// CHECK-NEXT: return %[[V0]] : i64
vo.func @equal(%a: !vo.iface, %b: !vo.iface) -> i64 {
  %r = vo.iface.eq %a, %b
  vo.return %r : i64
}

// Kinds 14 and 15, arrays and structs, are copied.
// CHECK-LABEL: func.func @toAny(
// CHECK-SAME: %arg0: i64, %arg1: i64, %arg2: !vort.ref) -> (i64, i64, !vort.ref)
// CHECK-NEXT: %c255_i64 = arith.constant 255 : i64
// CHECK-NEXT: %[[V0:[0-9]+]] = arith.andi %arg0, %c255_i64 : i64
// CHECK-NEXT: %c14_i64 = arith.constant 14 : i64
// CHECK-NEXT: %[[V1:[0-9]+]] = arith.subi %[[V0]], %c14_i64 : i64
// CHECK-NEXT: %c1_i64 = arith.constant 1 : i64
// CHECK-NEXT: %[[V2:[0-9]+]] = arith.cmpi ule, %[[V1]], %c1_i64 : i64
// CHECK-NEXT: cf.cond_br %[[V2]], ^bb1, ^bb2(%arg2 : !vort.ref)
// CHECK-NEXT: ^bb1:
// CHECK-NEXT: %[[V3:[0-9]+]] = vort.call_runtime "vo_rt_object_clone"(%arg2) : (!vort.ref) -> !vort.ref
// CHECK-NEXT: cf.br ^bb2(%[[V3]] : !vort.ref)
// CHECK-NEXT: ^bb2(%[[V4:[0-9]+]]: !vort.ref):
// CHECK-NEXT: %c4294967295_i64 = arith.constant 4294967295 : i64
// CHECK-NEXT: %[[V5:[0-9]+]] = arith.andi %arg0, %c4294967295_i64 : i64
// CHECK-NEXT: return %[[V5]], %arg1, %[[V4]] : i64, i64, !vort.ref
vo.func @toAny(%a: !vo.iface) -> !vo.iface {
  %r = vo.iface.to_any %a
  vo.return %r : !vo.iface
}

// CHECK: vort.interface @Shape <18 -> 2, 31 -> 5>
vo.interface @Shape <18 -> 2, 31 -> 5>

// The header comes from the interface's table; the copy is that of toAny.
// CHECK-LABEL: func.func @convert(
// CHECK-SAME: %arg0: i64, %arg1: i64, %arg2: !vort.ref) -> (i64, i64, !vort.ref)
// CHECK-NEXT: %[[V0:[0-9]+]] = vort.interface_addr @Shape
// CHECK-NEXT: %[[V1:[0-9]+]] = vort.call_runtime "vo_rt_iface_convert"(%arg0, %[[V0]]) : (i64, !vort.raw) -> i64
// CHECK-NEXT: %c255_i64 = arith.constant 255 : i64
// CHECK-NEXT: %[[V2:[0-9]+]] = arith.andi %arg0, %c255_i64 : i64
// CHECK-NEXT: %c14_i64 = arith.constant 14 : i64
// CHECK-NEXT: %[[V3:[0-9]+]] = arith.subi %[[V2]], %c14_i64 : i64
// CHECK-NEXT: %c1_i64 = arith.constant 1 : i64
// CHECK-NEXT: %[[V4:[0-9]+]] = arith.cmpi ule, %[[V3]], %c1_i64 : i64
// CHECK-NEXT: cf.cond_br %[[V4]], ^bb1, ^bb2(%arg2 : !vort.ref)
// CHECK-NEXT: ^bb1:
// CHECK-NEXT: %[[V5:[0-9]+]] = vort.call_runtime "vo_rt_object_clone"(%arg2) : (!vort.ref) -> !vort.ref
// CHECK-NEXT: cf.br ^bb2(%[[V5]] : !vort.ref)
// CHECK-NEXT: ^bb2(%[[V6:[0-9]+]]: !vort.ref):
// CHECK-NEXT: return %[[V1]], %arg1, %[[V6]] : i64, i64, !vort.ref
vo.func @convert(%a: !vo.iface) -> !vo.iface {
  %r = vo.iface.convert %a to @Shape
  vo.return %r : !vo.iface
}

// CHECK-LABEL: func.func @clone(
// CHECK-SAME: %arg0: !vort.ref) -> !vort.ref
// CHECK-NEXT: %[[V0:[0-9]+]] = vort.call_runtime "vo_rt_object_clone"(%arg0) : (!vort.ref) -> !vort.ref
// CHECK-NEXT: return %[[V0]] : !vort.ref
vo.func @clone(%a: !vo.ref) -> !vo.ref {
  %r = vo.clone %a
  vo.return %r : !vo.ref
}
