// RUN: vo-opt %s --vo-to-vort | FileCheck %s

// Globals, frame areas and objects: slots at constant distances, null checks,
// barriers for references that go to the heap.

// CHECK: vort.global @pair <"vhwr">
vo.global @pair #vo.layout<"vhwr">

// Globals are visited by every collection: no barrier.
// CHECK-LABEL: func.func @globals(
// CHECK-SAME: %arg0: i64, %arg1: i64, %arg2: !vort.ref, %arg3: !vort.ref) -> (i64, i64, i64, !vort.ref, i64, !vort.ref)
// CHECK-NEXT: %[[V0:[0-9]+]] = vort.global_addr @pair
// CHECK-NEXT: %[[V1:[0-9]+]] = vort.addr %[[V0]][8] : !vort.raw
// CHECK-NEXT: vort.store_words "hw"(%arg0, %arg1, %arg2), %[[V1]] : (i64, i64, !vort.ref), !vort.raw
// CHECK-NEXT: %[[V3:[0-9]+]] = vort.global_addr @pair
// CHECK-NEXT: %[[V4:[0-9]+]] = vort.addr %[[V3]][24] : !vort.raw
// CHECK-NEXT: vort.store %arg3, %[[V4]] as ref : !vort.ref, !vort.raw
// CHECK-NEXT: %[[V5:[0-9]+]] = vort.global_addr @pair
// CHECK-NEXT: %[[V6:[0-9]+]] = vort.load %[[V5]] as i64 : !vort.raw -> i64
// CHECK-NEXT: %[[V7:[0-9]+]] = vort.global_addr @pair
// CHECK-NEXT: %[[V8:[0-9]+]] = vort.addr %[[V7]][8] : !vort.raw
// CHECK-NEXT: %[[V9:[0-9]+]] = vort.load %[[V8]] as i64 : !vort.raw -> i64
// CHECK-NEXT: %[[V10:[0-9]+]] = vort.addr %[[V7]][16] : !vort.raw
// CHECK-NEXT: %c255_i64 = arith.constant 255 : i64
// CHECK-NEXT: %[[V11:[0-9]+]] = arith.andi %[[V9]], %c255_i64 : i64
// CHECK-NEXT: %c14_i64 = arith.constant 14 : i64
// CHECK-NEXT: %[[V12:[0-9]+]] = arith.cmpi uge, %[[V11]], %c14_i64 : i64
// CHECK-NEXT: %[[V13:[0-9]+]] = vort.load %[[V10]] as i64 : !vort.raw -> i64
// CHECK-NEXT: %[[V14:[0-9]+]] = vort.load_ref_if %[[V12]], %[[V10]] : !vort.raw
// CHECK-NEXT: %[[V15:[0-9]+]] = vort.global_addr @pair
// CHECK-NEXT: %[[V16:[0-9]+]] = vort.addr %[[V15]][8] : !vort.raw
// CHECK-NEXT: %[[V17:[0-9]+]] = vort.load %[[V16]] as i64 : !vort.raw -> i64
// CHECK-NEXT: %[[V18:[0-9]+]] = vort.addr %[[V15]][16] : !vort.raw
// CHECK-NEXT: %c255_i64_0 = arith.constant 255 : i64
// CHECK-NEXT: %[[V19:[0-9]+]] = arith.andi %[[V17]], %c255_i64_0 : i64
// CHECK-NEXT: %c14_i64_1 = arith.constant 14 : i64
// CHECK-NEXT: %[[V20:[0-9]+]] = arith.cmpi uge, %[[V19]], %c14_i64_1 : i64
// CHECK-NEXT: %[[V21:[0-9]+]] = vort.load %[[V18]] as i64 : !vort.raw -> i64
// CHECK-NEXT: %[[V22:[0-9]+]] = vort.load_ref_if %[[V20]], %[[V18]] : !vort.raw
// CHECK-NEXT: return %[[V6]], %[[V9]], %[[V13]], %[[V14]], %[[V21]], %[[V22]] : i64, i64, i64, !vort.ref, i64, !vort.ref
vo.func @globals(%i: !vo.iface, %r: !vo.ref) -> (i64, !vo.iface, !vo.word) {
  vo.global.set @pair[1], %i : !vo.iface
  vo.global.set @pair[3], %r : !vo.ref
  %a = vo.global.get @pair[0] : i64
  %b = vo.global.get @pair[1] : !vo.iface
  %c = vo.global.get @pair[2] : !vo.word
  vo.return %a, %b, %c : i64, !vo.iface, !vo.word
}

// CHECK-LABEL: func.func @frame(
// CHECK-SAME: %arg0: i64, %arg1: f64) -> i64
// CHECK-NEXT: %[[V0:[0-9]+]] = vort.frame 4
// CHECK-NEXT: %[[V1:[0-9]+]] = vort.addr %[[V0]][%arg0 * 16 + 8] : !vort.raw
// CHECK-NEXT: vort.store %arg1, %[[V1]] as f64 : f64, !vort.raw
// CHECK-NEXT: %[[V2:[0-9]+]] = vort.addr %[[V0]][%arg0 * 16 + 0] : !vort.raw
// CHECK-NEXT: %[[V3:[0-9]+]] = vort.load %[[V2]] as i64 : !vort.raw -> i64
// CHECK-NEXT: return %[[V3]] : i64
vo.func @frame(%i: i64, %x: f64) -> i64 {
  %f = vo.frame <"vfvf"> : !vo.frame
  vo.frame.set %f[%i * 2 + 1], %x : !vo.frame, f64
  %y = vo.frame.get %f[%i * 2 + 0] : !vo.frame -> i64
  vo.return %y : i64
}

// A local array with references is an object.
// CHECK-LABEL: func.func @frameObject(
// CHECK-SAME: %arg0: !vort.ref, %arg1: i64, %arg2: !vort.ref) -> !vort.ref
// CHECK-NEXT: %[[V0:[0-9]+]] = vort.addr %arg0[%arg1 * 8 + 16] : !vort.ref
// CHECK-NEXT: vort.store %arg2, %[[V0]] as ref : !vort.ref, !vort.ref
// CHECK-NEXT: vort.card_mark %[[V0]]
// CHECK-NEXT: %[[V1:[0-9]+]] = vort.addr %arg0[%arg1 * 8 + 0] : !vort.ref
// CHECK-NEXT: %[[V2:[0-9]+]] = vort.load %[[V1]] as ref : !vort.ref -> !vort.ref
// CHECK-NEXT: return %[[V2]] : !vort.ref
vo.func @frameObject(%f: !vo.ref, %i: i64, %r: !vo.ref) -> !vo.ref {
  vo.frame.set %f[%i * 1 + 2], %r : !vo.ref, !vo.ref
  %y = vo.frame.get %f[%i * 1 + 0] : !vo.ref -> !vo.ref
  vo.return %y : !vo.ref
}

// CHECK-LABEL: func.func @load(
// CHECK-SAME: %arg0: !vort.ref) -> (i64, f64, i64, i64, !vort.ref, !vort.ref)
// CHECK-NEXT: %[[V0:[0-9]+]] = vort.is_null %arg0
// CHECK-NEXT: vort.trap_if %[[V0]], "NilPointerDereference"
// CHECK-NEXT: %[[V1:[0-9]+]] = vort.addr %arg0[8] : !vort.ref
// CHECK-NEXT: %[[V2:[0-9]+]] = vort.load %[[V1]] as i64 : !vort.ref -> i64
// CHECK-NEXT: %[[V3:[0-9]+]] = vort.addr %arg0[16] : !vort.ref
// CHECK-NEXT: %[[V4:[0-9]+]] = vort.load %[[V3]] as f64 : !vort.ref -> f64
// CHECK-NEXT: %[[V5:[0-9]+]] = vort.addr %arg0[24] : !vort.ref
// CHECK-NEXT: %[[V6:[0-9]+]] = vort.load %[[V5]] as i64 : !vort.ref -> i64
// CHECK-NEXT: %[[V7:[0-9]+]] = vort.addr %arg0[32] : !vort.ref
// CHECK-NEXT: %c255_i64 = arith.constant 255 : i64
// CHECK-NEXT: %[[V8:[0-9]+]] = arith.andi %[[V6]], %c255_i64 : i64
// CHECK-NEXT: %c14_i64 = arith.constant 14 : i64
// CHECK-NEXT: %[[V9:[0-9]+]] = arith.cmpi uge, %[[V8]], %c14_i64 : i64
// CHECK-NEXT: %[[V10:[0-9]+]] = vort.load %[[V7]] as i64 : !vort.ref -> i64
// CHECK-NEXT: %[[V11:[0-9]+]] = vort.load_ref_if %[[V9]], %[[V7]] : !vort.ref
// CHECK-NEXT: %[[V12:[0-9]+]] = vort.addr %arg0[40] : !vort.ref
// CHECK-NEXT: %[[V13:[0-9]+]] = vort.load %[[V12]] as ref : !vort.ref -> !vort.ref
// CHECK-NEXT: return %[[V2]], %[[V4]], %[[V6]], %[[V10]], %[[V11]], %[[V13]] : i64, f64, i64, i64, !vort.ref, !vort.ref
vo.func @load(%p: !vo.ref) -> (i64, f64, !vo.iface, !vo.ref) {
  %a, %b, %c, %d = vo.load %p[1] : i64, f64, !vo.iface, !vo.ref
  vo.return %a, %b, %c, %d : i64, f64, !vo.iface, !vo.ref
}

// The header of a data word is in the slot before it.
// CHECK-LABEL: func.func @loadWord(
// CHECK-SAME: %arg0: !vort.ref) -> (i64, !vort.ref)
// CHECK-NEXT: %[[V0:[0-9]+]] = vort.is_null %arg0
// CHECK-NEXT: vort.trap_if %[[V0]], "NilPointerDereference"
// CHECK-NEXT: %[[V1:[0-9]+]] = vort.addr %arg0[16] : !vort.ref
// CHECK-NEXT: %[[V2:[0-9]+]] = vort.load %[[V1]] as i64 : !vort.ref -> i64
// CHECK-NEXT: %[[V3:[0-9]+]] = vort.addr %arg0[24] : !vort.ref
// CHECK-NEXT: %c255_i64 = arith.constant 255 : i64
// CHECK-NEXT: %[[V4:[0-9]+]] = arith.andi %[[V2]], %c255_i64 : i64
// CHECK-NEXT: %c14_i64 = arith.constant 14 : i64
// CHECK-NEXT: %[[V5:[0-9]+]] = arith.cmpi uge, %[[V4]], %c14_i64 : i64
// CHECK-NEXT: %[[V6:[0-9]+]] = vort.load %[[V3]] as i64 : !vort.ref -> i64
// CHECK-NEXT: %[[V7:[0-9]+]] = vort.load_ref_if %[[V5]], %[[V3]] : !vort.ref
// CHECK-NEXT: return %[[V6]], %[[V7]] : i64, !vort.ref
vo.func @loadWord(%p: !vo.ref) -> !vo.word {
  %w = vo.load %p[3] : !vo.word
  vo.return %w : !vo.word
}

// The check is there when nothing is read.
// CHECK-LABEL: func.func @checkOnly(
// CHECK-SAME: %arg0: !vort.ref)
// CHECK-NEXT: %[[V0:[0-9]+]] = vort.is_null %arg0
// CHECK-NEXT: vort.trap_if %[[V0]], "NilPointerDereference"
// CHECK-NEXT: return
vo.func @checkOnly(%p: !vo.ref) {
  vo.load %p[0]
  vo.return
}

// CHECK-LABEL: func.func @store(
// CHECK-SAME: %arg0: !vort.ref, %arg1: i64, %arg2: i64, %arg3: !vort.ref, %arg4: !vort.ref)
// CHECK-NEXT: %[[V0:[0-9]+]] = vort.is_null %arg0
// CHECK-NEXT: vort.trap_if %[[V0]], "NilPointerDereference"
// CHECK-NEXT: vort.store_words "hw"(%arg1, %arg2, %arg3), %arg0 : (i64, i64, !vort.ref), !vort.ref
// CHECK-NEXT: %[[V2:[0-9]+]] = vort.addr %arg0[16] : !vort.ref
// CHECK-NEXT: vort.store %arg4, %[[V2]] as ref : !vort.ref, !vort.ref
// CHECK-NEXT: vort.card_mark %[[V2]]
// CHECK-NEXT: return
vo.func @store(%p: !vo.ref, %i: !vo.iface, %r: !vo.ref) {
  vo.store %p[0], %i, %r : !vo.iface, !vo.ref
  vo.return
}

// No card for null.
// CHECK-LABEL: func.func @storeNull(
// CHECK-SAME: %arg0: !vort.ref)
// CHECK-NEXT: %[[V0:[0-9]+]] = vort.null
// CHECK-NEXT: %[[V1:[0-9]+]] = vort.is_null %arg0
// CHECK-NEXT: vort.trap_if %[[V1]], "NilPointerDereference"
// CHECK-NEXT: vort.store %[[V0]], %arg0 as ref : !vort.ref, !vort.ref
// CHECK-NEXT: return
vo.func @storeNull(%p: !vo.ref) {
  %n = vo.zero : !vo.ref
  vo.store %p[0], %n : !vo.ref
  vo.return
}

// A string is stored as its box.
// CHECK-LABEL: func.func @storeString(
// CHECK-SAME: %arg0: !vort.ref, %arg1: !vort.ref, %arg2: i64, %arg3: i64) -> (!vort.ref, i64, i64)
// CHECK-NEXT: %[[V0:[0-9]+]] = vort.is_null %arg0
// CHECK-NEXT: vort.trap_if %[[V0]], "NilPointerDereference"
// CHECK-NEXT: %c0_i64 = arith.constant 0 : i64
// CHECK-NEXT: %[[V1:[0-9]+]] = arith.cmpi ne, %arg3, %c0_i64 : i64
// CHECK-NEXT: %[[V2:[0-9]+]] = vort.null
// CHECK-NEXT: cf.cond_br %[[V1]], ^bb1, ^bb2(%[[V2]] : !vort.ref)
// CHECK-NEXT: ^bb1:
// CHECK-NEXT: %[[V3:[0-9]+]] = vort.alloc <"rvv"> reserved "String"
// CHECK-NEXT: vort.store %arg1, %[[V3]] as ref : !vort.ref, !vort.ref
// CHECK-NEXT: %[[V4:[0-9]+]] = vort.addr %[[V3]][8] : !vort.ref
// CHECK-NEXT: vort.store %arg2, %[[V4]] as i64 : i64, !vort.ref
// CHECK-NEXT: %[[V5:[0-9]+]] = vort.addr %[[V3]][16] : !vort.ref
// CHECK-NEXT: vort.store %arg3, %[[V5]] as i64 : i64, !vort.ref
// CHECK-NEXT: cf.br ^bb2(%[[V3]] : !vort.ref)
// CHECK-NEXT: ^bb2(%[[V6:[0-9]+]]: !vort.ref):
// CHECK-NEXT: %[[V7:[0-9]+]] = vort.addr %arg0[16] : !vort.ref
// CHECK-NEXT: vort.store %[[V6]], %[[V7]] as ref : !vort.ref, !vort.ref
// CHECK-NEXT: vort.card_mark %[[V7]]
// CHECK-NEXT: %[[V8:[0-9]+]] = vort.is_null %arg0
// CHECK-NEXT: vort.trap_if %[[V8]], "NilPointerDereference"
// CHECK-NEXT: %[[V9:[0-9]+]] = vort.addr %arg0[16] : !vort.ref
// CHECK-NEXT: %[[V10:[0-9]+]] = vort.load %[[V9]] as ref : !vort.ref -> !vort.ref
// CHECK-NEXT: %[[V11:[0-9]+]] = vort.zero_header
// CHECK-NEXT: %[[V12:[0-9]+]] = vort.is_null %[[V10]]
// CHECK-NEXT: %[[V13:[0-9]+]] = arith.select %[[V12]], %[[V11]], %[[V10]] : !vort.ref
// CHECK-NEXT: %[[V14:[0-9]+]] = vort.load %[[V13]] as ref invariant : !vort.ref -> !vort.ref
// CHECK-NEXT: %[[V15:[0-9]+]] = vort.addr %[[V13]][8] : !vort.ref
// CHECK-NEXT: %[[V16:[0-9]+]] = vort.load %[[V15]] as i64 invariant : !vort.ref -> i64
// CHECK-NEXT: %[[V17:[0-9]+]] = vort.addr %[[V13]][16] : !vort.ref
// CHECK-NEXT: %[[V18:[0-9]+]] = vort.load %[[V17]] as i64 invariant : !vort.ref -> i64
// CHECK-NEXT: return %[[V14]], %[[V16]], %[[V18]] : !vort.ref, i64, i64
vo.func @storeString(%p: !vo.ref, %s: !vo.string) -> !vo.string {
  vo.store %p[2], %s : !vo.string
  %t = vo.load %p[2] : !vo.string
  vo.return %t : !vo.string
}

// What a new object refers to needs no card until the next collection. Its
// pointer needs no check at all.
// CHECK-LABEL: func.func @fresh(
// CHECK-SAME: %arg0: !vort.ref) -> !vort.ref
// CHECK-NEXT: %[[V0:[0-9]+]] = vort.alloc <"rr">
// CHECK-NEXT: vort.store %arg0, %[[V0]] as ref : !vort.ref, !vort.ref
// CHECK-NEXT: %[[V1:[0-9]+]] = vort.alloc <"r">
// CHECK-NEXT: vort.store %[[V0]], %[[V1]] as ref : !vort.ref, !vort.ref
// CHECK-NEXT: %[[V2:[0-9]+]] = vort.addr %[[V0]][8] : !vort.ref
// CHECK-NEXT: vort.store %[[V1]], %[[V2]] as ref : !vort.ref, !vort.ref
// CHECK-NEXT: vort.card_mark %[[V2]]
// CHECK-NEXT: return %[[V0]] : !vort.ref
vo.func @fresh(%r: !vo.ref) -> !vo.ref {
  %p = vo.new <"rr">
  vo.store %p[0], %r : !vo.ref
  %q = vo.new <"r">
  vo.store %q[0], %p : !vo.ref
  vo.store %p[1], %q : !vo.ref
  vo.return %p : !vo.ref
}

// Boxing the string may collect, so the object is not fresh afterwards.
// CHECK-LABEL: func.func @boxIsNotFresh(
// CHECK-SAME: %arg0: !vort.ref, %arg1: !vort.ref, %arg2: i64, %arg3: i64) -> !vort.ref
// CHECK-NEXT: %[[V0:[0-9]+]] = vort.alloc <"rr">
// CHECK-NEXT: %c0_i64 = arith.constant 0 : i64
// CHECK-NEXT: %[[V1:[0-9]+]] = arith.cmpi ne, %arg3, %c0_i64 : i64
// CHECK-NEXT: %[[V2:[0-9]+]] = vort.null
// CHECK-NEXT: cf.cond_br %[[V1]], ^bb1, ^bb2(%[[V2]] : !vort.ref)
// CHECK-NEXT: ^bb1:
// CHECK-NEXT: %[[V3:[0-9]+]] = vort.alloc <"rvv"> reserved "String"
// CHECK-NEXT: vort.store %arg1, %[[V3]] as ref : !vort.ref, !vort.ref
// CHECK-NEXT: %[[V4:[0-9]+]] = vort.addr %[[V3]][8] : !vort.ref
// CHECK-NEXT: vort.store %arg2, %[[V4]] as i64 : i64, !vort.ref
// CHECK-NEXT: %[[V5:[0-9]+]] = vort.addr %[[V3]][16] : !vort.ref
// CHECK-NEXT: vort.store %arg3, %[[V5]] as i64 : i64, !vort.ref
// CHECK-NEXT: cf.br ^bb2(%[[V3]] : !vort.ref)
// CHECK-NEXT: ^bb2(%[[V6:[0-9]+]]: !vort.ref):
// CHECK-NEXT: vort.store %[[V6]], %[[V0]] as ref : !vort.ref, !vort.ref
// CHECK-NEXT: vort.card_mark %[[V0]]
// CHECK-NEXT: %[[V7:[0-9]+]] = vort.addr %[[V0]][8] : !vort.ref
// CHECK-NEXT: vort.store %arg0, %[[V7]] as ref : !vort.ref, !vort.ref
// CHECK-NEXT: vort.card_mark %[[V7]]
// CHECK-NEXT: return %[[V0]] : !vort.ref
vo.func @boxIsNotFresh(%r: !vo.ref, %s: !vo.string) -> !vo.ref {
  %p = vo.new <"rr">
  vo.store %p[0], %s, %r : !vo.string, !vo.ref
  vo.return %p : !vo.ref
}

// Nor in another block.
// CHECK-LABEL: func.func @otherBlock(
// CHECK-SAME: %arg0: !vort.ref) -> !vort.ref
// CHECK-NEXT: %[[V0:[0-9]+]] = vort.alloc <"r">
// CHECK-NEXT: cf.br ^bb1
// CHECK-NEXT: ^bb1:
// CHECK-NEXT: vort.store %arg0, %[[V0]] as ref : !vort.ref, !vort.ref
// CHECK-NEXT: vort.card_mark %[[V0]]
// CHECK-NEXT: return %[[V0]] : !vort.ref
vo.func @otherBlock(%r: !vo.ref) -> !vo.ref {
  %p = vo.new <"r">
  cf.br ^next
^next:
  vo.store %p[0], %r : !vo.ref
  vo.return %p : !vo.ref
}

// CHECK-LABEL: func.func @addr(
// CHECK-SAME: %arg0: !vort.ref, %arg1: i64) -> !vort.ref
// CHECK-NEXT: %[[V0:[0-9]+]] = vort.addr %arg0[%arg1 * 8 + 0] : !vort.ref
// CHECK-NEXT: return %[[V0]] : !vort.ref
vo.func @addr(%p: !vo.ref, %n: i64) -> !vo.ref {
  %q = vo.addr %p[%n]
  vo.return %q : !vo.ref
}
