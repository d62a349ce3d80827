// RUN: vo-opt %s --canonicalize | FileCheck %s

// Folds of dialect/vo/VoFolds.cpp, each beside a case that must stay.

// CHECK-LABEL: vo.func @boxOfUnbox(
// CHECK-SAME: %arg0: !vo.ref) -> !vo.ref
// CHECK-NEXT: vo.return %arg0 : !vo.ref
vo.func @boxOfUnbox(%r: !vo.ref) -> !vo.ref {
  %s = vo.unbox %r : !vo.string
  %b = vo.box %s : !vo.string
  vo.return %b : !vo.ref
}

// CHECK-LABEL: vo.func @boxOfZero(
// CHECK-SAME: ) -> (!vo.ref, !vo.ref)
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.zero : !vo.ref
// CHECK-NEXT: vo.return %[[V0]], %[[V0]] : !vo.ref, !vo.ref
vo.func @boxOfZero() -> (!vo.ref, !vo.ref) {
  %s = vo.zero : !vo.string
  %t = vo.zero : !vo.slice
  %a = vo.box %s : !vo.string
  %b = vo.box %t : !vo.slice
  vo.return %a, %b : !vo.ref, !vo.ref
}

// The empty constant is no zero, though its box is null at run time.
// CHECK-LABEL: vo.func @boxStays(
// CHECK-SAME: %arg0: !vo.string) -> (!vo.ref, !vo.ref)
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.string.const ""
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.box %arg0 : !vo.string
// CHECK-NEXT: %[[V2:[^ :,]+]] = vo.box %[[V0]] : !vo.string
// CHECK-NEXT: vo.return %[[V1]], %[[V2]] : !vo.ref, !vo.ref
vo.func @boxStays(%s: !vo.string) -> (!vo.ref, !vo.ref) {
  %e = vo.string.const ""
  %a = vo.box %s : !vo.string
  %b = vo.box %e : !vo.string
  vo.return %a, %b : !vo.ref, !vo.ref
}

// CHECK-LABEL: vo.func @unboxOfBox(
// CHECK-SAME: %arg0: !vo.string, %arg1: !vo.slice) -> (!vo.string, !vo.slice)
// CHECK-NEXT: vo.return %arg0, %arg1 : !vo.string, !vo.slice
vo.func @unboxOfBox(%s: !vo.string, %t: !vo.slice) -> (!vo.string, !vo.slice) {
  %a = vo.box %s : !vo.string
  %b = vo.box %t : !vo.slice
  %c = vo.unbox %a : !vo.string
  %d = vo.unbox %b : !vo.slice
  vo.return %c, %d : !vo.string, !vo.slice
}

// CHECK-LABEL: vo.func @unboxOfNull(
// CHECK-SAME: ) -> (!vo.string, !vo.slice)
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.zero : !vo.string
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.zero : !vo.slice
// CHECK-NEXT: vo.return %[[V0]], %[[V1]] : !vo.string, !vo.slice
vo.func @unboxOfNull() -> (!vo.string, !vo.slice) {
  %r = vo.zero : !vo.ref
  %a = vo.unbox %r : !vo.string
  %b = vo.unbox %r : !vo.slice
  vo.return %a, %b : !vo.string, !vo.slice
}

// Dead code may unbox the wrong type.
// CHECK-LABEL: vo.func @unboxOfOther(
// CHECK-SAME: %arg0: !vo.string, %arg1: !vo.ref) -> (!vo.slice, !vo.string)
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.box %arg0 : !vo.string
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.unbox %[[V0]] : !vo.slice
// CHECK-NEXT: %[[V2:[^ :,]+]] = vo.unbox %arg1 : !vo.string
// CHECK-NEXT: vo.return %[[V1]], %[[V2]] : !vo.slice, !vo.string
vo.func @unboxOfOther(%s: !vo.string, %r: !vo.ref) -> (!vo.slice, !vo.string) {
  %a = vo.box %s : !vo.string
  %b = vo.unbox %a : !vo.slice
  %c = vo.unbox %r : !vo.string
  vo.return %b, %c : !vo.slice, !vo.string
}

// CHECK-LABEL: vo.func @makeOfParts(
// CHECK-SAME: %arg0: !vo.iface) -> !vo.iface
// CHECK-NEXT: vo.return %arg0 : !vo.iface
vo.func @makeOfParts(%i: !vo.iface) -> !vo.iface {
  %h = vo.iface.header %i
  %w = vo.iface.word %i
  %j = vo.iface.make %h, %w
  vo.return %j : !vo.iface
}

// CHECK-LABEL: vo.func @makeOfOtherParts(
// CHECK-SAME: %arg0: !vo.iface, %arg1: !vo.iface) -> !vo.iface
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.iface.header %arg0
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.iface.word %arg1
// CHECK-NEXT: %[[V2:[^ :,]+]] = vo.iface.make %[[V0]], %[[V1]]
// CHECK-NEXT: vo.return %[[V2]] : !vo.iface
vo.func @makeOfOtherParts(%i: !vo.iface, %j: !vo.iface) -> !vo.iface {
  %h = vo.iface.header %i
  %w = vo.iface.word %j
  %k = vo.iface.make %h, %w
  vo.return %k : !vo.iface
}

// CHECK-LABEL: vo.func @partsOfMake(
// CHECK-SAME: %arg0: i64, %arg1: !vo.word) -> (i64, !vo.word)
// CHECK-NEXT: vo.return %arg0, %arg1 : i64, !vo.word
vo.func @partsOfMake(%h: i64, %w: !vo.word) -> (i64, !vo.word) {
  %i = vo.iface.make %h, %w
  %a = vo.iface.header %i
  %b = vo.iface.word %i
  vo.return %a, %b : i64, !vo.word
}

// CHECK-LABEL: vo.func @partsOfNil(
// CHECK-SAME: ) -> (i64, !vo.word, i64)
// CHECK-NEXT: %[[K0:[^ :,]+]] = arith.constant 0 : i64
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.zero : !vo.word
// CHECK-NEXT: vo.return %[[K0]], %[[V0]], %[[K0]] : i64, !vo.word, i64
vo.func @partsOfNil() -> (i64, !vo.word, i64) {
  %i = vo.zero : !vo.iface
  %a = vo.iface.header %i
  %b = vo.iface.word %i
  %c = vo.word.to_bits %b
  vo.return %a, %b, %c : i64, !vo.word, i64
}

// CHECK-LABEL: vo.func @bits(
// CHECK-SAME: %arg0: i64, %arg1: !vo.ref, %arg2: !vo.word) -> (i64, i64, i64)
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.word.of_ref %arg1
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.word.to_bits %[[V0]]
// CHECK-NEXT: %[[V2:[^ :,]+]] = vo.word.to_bits %arg2
// CHECK-NEXT: vo.return %arg0, %[[V1]], %[[V2]] : i64, i64, i64
vo.func @bits(%x: i64, %r: !vo.ref, %u: !vo.word) -> (i64, i64, i64) {
  %v = vo.word.of_bits %x
  %w = vo.word.of_ref %r
  %a = vo.word.to_bits %v
  %b = vo.word.to_bits %w
  %c = vo.word.to_bits %u
  vo.return %a, %b, %c : i64, i64, i64
}

// CHECK-LABEL: vo.func @refEq(
// CHECK-SAME: %arg0: !vo.ref, %arg1: !vo.ref) -> (i64, i64)
// CHECK-NEXT: %[[K0:[^ :,]+]] = arith.constant 1 : i64
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.ref.eq %arg0, %arg1
// CHECK-NEXT: %[[V1:[^ :,]+]] = arith.extui %[[V0]] : i1 to i64
// CHECK-NEXT: vo.return %[[K0]], %[[V1]] : i64, i64
vo.func @refEq(%r: !vo.ref, %q: !vo.ref) -> (i64, i64) {
  %a = vo.ref.eq %r, %r
  %b = vo.ref.eq %r, %q
  %c = arith.extui %a : i1 to i64
  %d = arith.extui %b : i1 to i64
  vo.return %c, %d : i64, i64
}

// CHECK-LABEL: vo.func @isNull(
// CHECK-SAME: %arg0: i64, %arg1: !vo.ref) -> (i64, i64, i64, i64, i64)
// CHECK-NEXT: %[[K0:[^ :,]+]] = arith.constant 0 : i64
// CHECK-NEXT: %[[K1:[^ :,]+]] = arith.constant 1 : i64
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.array.new %arg0, <u8> {meta = 8 : i32}
// CHECK-NEXT: %[[V2:[^ :,]+]] = vo.clone %arg1
// CHECK-NEXT: %[[V3:[^ :,]+]] = vo.ref.is_null %arg1
// CHECK-NEXT: %[[V4:[^ :,]+]] = vo.ref.is_null %[[V2]]
// CHECK-NEXT: %[[V5:[^ :,]+]] = arith.extui %[[V3]] : i1 to i64
// CHECK-NEXT: %[[V6:[^ :,]+]] = arith.extui %[[V4]] : i1 to i64
// CHECK-NEXT: vo.return %[[K1]], %[[K0]], %[[K0]], %[[V5]], %[[V6]] : i64, i64, i64, i64, i64
vo.func @isNull(%n: i64, %r: !vo.ref) -> (i64, i64, i64, i64, i64) {
  %z = vo.zero : !vo.ref
  %p = vo.new <"r">
  %q = vo.array.new %n, <u8> {meta = 8 : i32}
  %g = vo.clone %r
  %a = vo.ref.is_null %z
  %b = vo.ref.is_null %p
  %c = vo.ref.is_null %q
  %d = vo.ref.is_null %r
  %e = vo.ref.is_null %g
  %0 = arith.extui %a : i1 to i64
  %1 = arith.extui %b : i1 to i64
  %2 = arith.extui %c : i1 to i64
  %3 = arith.extui %d : i1 to i64
  %4 = arith.extui %e : i1 to i64
  vo.return %0, %1, %2, %3, %4 : i64, i64, i64, i64, i64
}

// CHECK-LABEL: vo.func @isNil(
// CHECK-SAME: %arg0: i64, %arg1: !vo.slice, %arg2: !vo.ref)
// CHECK-NEXT: %[[K0:[^ :,]+]] = arith.constant 0 : i64
// CHECK-NEXT: %[[K1:[^ :,]+]] = arith.constant 1 : i64
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.slice.new %arg0, %arg0, <u8> {meta = 8 : i32}
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.slice.is_nil %arg1
// CHECK-NEXT: %[[V2:[^ :,]+]] = arith.extui %[[V1]] : i1 to i64
// CHECK-NEXT: vo.store %arg2[0], %[[K1]], %[[K0]], %[[V2]] : i64, i64, i64
// CHECK-NEXT: vo.return
vo.func @isNil(%n: i64, %s: !vo.slice, %i: !vo.ref) {
  %z = vo.zero : !vo.slice
  %t = vo.slice.new %n, %n, <u8> {meta = 8 : i32}
  %a = vo.slice.is_nil %z
  %b = vo.slice.is_nil %t
  %c = vo.slice.is_nil %s
  %x = arith.extui %a : i1 to i64
  %y = arith.extui %b : i1 to i64
  %w = arith.extui %c : i1 to i64
  vo.store %i[0], %x, %y, %w : i64, i64, i64
  vo.return
}

// CHECK-LABEL: vo.func @address(
// CHECK-SAME: %arg0: !vo.ref, %arg1: i64) -> (!vo.ref, !vo.ref, !vo.ref)
// CHECK-NEXT: %[[K0:[^ :,]+]] = arith.constant 1 : i64
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.addr %arg0[%[[K0]]]
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.addr %arg0[%arg1]
// CHECK-NEXT: vo.return %arg0, %[[V0]], %[[V1]] : !vo.ref, !vo.ref, !vo.ref
vo.func @address(%p: !vo.ref, %n: i64) -> (!vo.ref, !vo.ref, !vo.ref) {
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %a = vo.addr %p[%zero]
  %b = vo.addr %p[%one]
  %c = vo.addr %p[%n]
  vo.return %a, %b, %c : !vo.ref, !vo.ref, !vo.ref
}

// CHECK-LABEL: vo.func @length(
// CHECK-SAME: %arg0: !vo.string) -> (i64, i64, i64, i64)
// CHECK-NEXT: %[[K0:[^ :,]+]] = arith.constant 3 : i64
// CHECK-NEXT: %[[K1:[^ :,]+]] = arith.constant 0 : i64
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.string.len %arg0
// CHECK-NEXT: vo.return %[[K0]], %[[K1]], %[[K1]], %[[V0]] : i64, i64, i64, i64
vo.func @length(%s: !vo.string) -> (i64, i64, i64, i64) {
  %a = vo.string.const "a\C3\A9"
  %z = vo.zero : !vo.string
  %e = vo.string.const ""
  %0 = vo.string.len %a
  %1 = vo.string.len %z
  %2 = vo.string.len %e
  %3 = vo.string.len %s
  vo.return %0, %1, %2, %3 : i64, i64, i64, i64
}

// CHECK-LABEL: vo.func @concat(
// CHECK-SAME: %arg0: !vo.string) -> (!vo.string, !vo.string, !vo.string, !vo.string, !vo.string)
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.string.const "ab"
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.string.const "abcd"
// CHECK-NEXT: %[[V2:[^ :,]+]] = vo.string.concat %arg0, %[[V0]]
// CHECK-NEXT: %[[V3:[^ :,]+]] = vo.string.concat %[[V0]], %arg0
// CHECK-NEXT: vo.return %[[V1]], %arg0, %arg0, %[[V2]], %[[V3]] : !vo.string, !vo.string, !vo.string, !vo.string, !vo.string
vo.func @concat(%s: !vo.string) -> (!vo.string, !vo.string, !vo.string, !vo.string, !vo.string) {
  %a = vo.string.const "ab"
  %b = vo.string.const "cd"
  %e = vo.string.const ""
  %z = vo.zero : !vo.string
  %0 = vo.string.concat %a, %b
  %1 = vo.string.concat %s, %e
  %2 = vo.string.concat %z, %s
  %3 = vo.string.concat %s, %a
  %4 = vo.string.concat %a, %s
  vo.return %0, %1, %2, %3, %4 : !vo.string, !vo.string, !vo.string, !vo.string, !vo.string
}

// Bytes are compared unsigned, and a prefix is smaller.
// CHECK-LABEL: vo.func @compareConstants(
// CHECK-SAME: %arg0: !vo.ref)
// CHECK-NEXT: %[[K0:[^ :,]+]] = arith.constant 0 : i64
// CHECK-NEXT: %[[K1:[^ :,]+]] = arith.constant 1 : i64
// CHECK-NEXT: vo.store %arg0[0], %[[K0]], %[[K1]], %[[K1]], %[[K0]], %[[K1]], %[[K0]] : i64, i64, i64, i64, i64, i64
// CHECK-NEXT: vo.return
vo.func @compareConstants(%r: !vo.ref) {
  %a = vo.string.const "a"
  %b = vo.string.const "a\FF"
  %c = vo.string.const "ab"
  %0 = vo.string.cmp eq %a, %b
  %1 = vo.string.cmp ne %a, %b
  %2 = vo.string.cmp lt %a, %b
  %3 = vo.string.cmp le %b, %c
  %4 = vo.string.cmp gt %b, %c
  %5 = vo.string.cmp ge %a, %c
  %6 = arith.extui %0 : i1 to i64
  %7 = arith.extui %1 : i1 to i64
  %8 = arith.extui %2 : i1 to i64
  %9 = arith.extui %3 : i1 to i64
  %10 = arith.extui %4 : i1 to i64
  %11 = arith.extui %5 : i1 to i64
  vo.store %r[0], %6, %7, %8, %9, %10, %11 : i64, i64, i64, i64, i64, i64
  vo.return
}

// CHECK-LABEL: vo.func @compareWithItself(
// CHECK-SAME: %arg0: !vo.string, %arg1: !vo.ref)
// CHECK-NEXT: %[[K0:[^ :,]+]] = arith.constant 1 : i64
// CHECK-NEXT: %[[K1:[^ :,]+]] = arith.constant 0 : i64
// CHECK-NEXT: vo.store %arg1[0], %[[K0]], %[[K1]], %[[K1]], %[[K0]], %[[K1]], %[[K0]] : i64, i64, i64, i64, i64, i64
// CHECK-NEXT: vo.return
vo.func @compareWithItself(%s: !vo.string, %r: !vo.ref) {
  %0 = vo.string.cmp eq %s, %s
  %1 = vo.string.cmp ne %s, %s
  %2 = vo.string.cmp lt %s, %s
  %3 = vo.string.cmp le %s, %s
  %4 = vo.string.cmp gt %s, %s
  %5 = vo.string.cmp ge %s, %s
  %6 = arith.extui %0 : i1 to i64
  %7 = arith.extui %1 : i1 to i64
  %8 = arith.extui %2 : i1 to i64
  %9 = arith.extui %3 : i1 to i64
  %10 = arith.extui %4 : i1 to i64
  %11 = arith.extui %5 : i1 to i64
  vo.store %r[0], %6, %7, %8, %9, %10, %11 : i64, i64, i64, i64, i64, i64
  vo.return
}

// CHECK-LABEL: vo.func @compareStays(
// CHECK-SAME: %arg0: !vo.string, %arg1: !vo.string) -> (i64, i64)
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.string.const "a"
// CHECK-NEXT: %[[V1:[^ :,]+]] = vo.string.cmp eq %arg0, %[[V0]]
// CHECK-NEXT: %[[V2:[^ :,]+]] = vo.string.cmp lt %arg0, %arg1
// CHECK-NEXT: %[[V3:[^ :,]+]] = arith.extui %[[V1]] : i1 to i64
// CHECK-NEXT: %[[V4:[^ :,]+]] = arith.extui %[[V2]] : i1 to i64
// CHECK-NEXT: vo.return %[[V3]], %[[V4]] : i64, i64
vo.func @compareStays(%s: !vo.string, %t: !vo.string) -> (i64, i64) {
  %a = vo.string.const "a"
  %0 = vo.string.cmp eq %s, %a
  %1 = vo.string.cmp lt %s, %t
  %2 = arith.extui %0 : i1 to i64
  %3 = arith.extui %1 : i1 to i64
  vo.return %2, %3 : i64, i64
}

// CHECK-LABEL: vo.func @sliceLength(
// CHECK-SAME: %arg0: !vo.slice, %arg1: i64) -> (i64, i64)
// CHECK-NEXT: %[[K0:[^ :,]+]] = arith.constant 0 : i64
// CHECK-NEXT: %[[V0:[^ :,]+]] = vo.slice.len %arg0
// CHECK-NEXT: vo.return %[[K0]], %[[V0]] : i64, i64
vo.func @sliceLength(%s: !vo.slice, %n: i64) -> (i64, i64) {
  %z = vo.zero : !vo.slice
  %0 = vo.slice.len %z
  %1 = vo.slice.len %s
  vo.return %0, %1 : i64, i64
}
