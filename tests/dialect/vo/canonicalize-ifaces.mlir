// RUN: vo-opt %s --canonicalize | FileCheck %s

// Conversions of dialect/vo/VoIfaceFolds.cpp: known types convert in sight, everything else stays.

vo.interface @Shape <18 -> 2, 31 -> 5>

// Header 31 << 8 | 2 gets method table 5 in its high half.
// CHECK-LABEL: vo.func @scalar(
// CHECK-SAME: %arg0: i64) -> !vo.iface
// CHECK-NEXT: %[[H:[^ :,]+]] = arith.constant 21474844418 : i64
// CHECK-NEXT: %[[W:[^ :,]+]] = vo.word.of_bits %arg0
// CHECK-NEXT: %[[I:[^ :,]+]] = vo.iface.make %[[H]], %[[W]]
// CHECK-NEXT: vo.return %[[I]] : !vo.iface
vo.func @scalar(%x: i64) -> !vo.iface {
  %header = arith.constant 7938 : i64
  %word = vo.word.of_bits %x
  %i = vo.iface.make %header, %word
  %r = vo.iface.convert %i to @Shape
  vo.return %r : !vo.iface
}

// The method table of the source goes.
// CHECK-LABEL: vo.func @toAny(
// CHECK-NEXT: %[[H:[^ :,]+]] = arith.constant 7938 : i64
// CHECK-NEXT: %[[W:[^ :,]+]] = vo.word.of_bits %arg0
// CHECK-NEXT: %[[I:[^ :,]+]] = vo.iface.make %[[H]], %[[W]]
// CHECK-NEXT: vo.return %[[I]] : !vo.iface
vo.func @toAny(%x: i64) -> !vo.iface {
  %header = arith.constant 21474844418 : i64
  %word = vo.word.of_bits %x
  %i = vo.iface.make %header, %word
  %r = vo.iface.to_any %i
  vo.return %r : !vo.iface
}

// A struct is copied all the same.
// CHECK-LABEL: vo.func @struct(
// CHECK-SAME: %arg0: !vo.ref) -> !vo.iface
// CHECK-NEXT: %[[H:[^ :,]+]] = arith.constant 8589939215 : i64
// CHECK-NEXT: %[[C:[^ :,]+]] = vo.clone %arg0
// CHECK-NEXT: %[[W:[^ :,]+]] = vo.word.of_ref %[[C]]
// CHECK-NEXT: %[[I:[^ :,]+]] = vo.iface.make %[[H]], %[[W]]
// CHECK-NEXT: vo.return %[[I]] : !vo.iface
vo.func @struct(%p: !vo.ref) -> !vo.iface {
  %header = arith.constant 4623 : i64
  %word = vo.word.of_ref %p
  %i = vo.iface.make %header, %word
  %r = vo.iface.convert %i to @Shape
  vo.return %r : !vo.iface
}

// CHECK-LABEL: vo.func @nil(
// CHECK-SAME: %arg0: !vo.word) -> (!vo.iface, !vo.iface, !vo.iface, !vo.iface)
// CHECK-NEXT: %[[N:[^ :,]+]] = vo.zero : !vo.iface
// CHECK-NEXT: vo.return %[[N]], %[[N]], %[[N]], %[[N]]
vo.func @nil(%word: !vo.word) -> (!vo.iface, !vo.iface, !vo.iface, !vo.iface) {
  %zero = arith.constant 0 : i64
  %i = vo.iface.make %zero, %word
  %a = vo.iface.convert %i to @Shape
  %b = vo.iface.to_any %i
  %nil = vo.zero : !vo.iface
  %c = vo.iface.convert %nil to @Shape
  %d = vo.iface.to_any %nil
  vo.return %a, %b, %c, %d : !vo.iface, !vo.iface, !vo.iface, !vo.iface
}

// Not a type that implements it: the error is the runtime's.
// CHECK-LABEL: vo.func @unknownType(
// CHECK: vo.iface.convert
vo.func @unknownType(%x: i64) -> !vo.iface {
  %header = arith.constant 4866 : i64
  %word = vo.word.of_bits %x
  %i = vo.iface.make %header, %word
  %r = vo.iface.convert %i to @Shape
  vo.return %r : !vo.iface
}

// CHECK-LABEL: vo.func @unknownHeader(
// CHECK: vo.iface.convert
// CHECK: vo.iface.to_any
vo.func @unknownHeader(%header: i64, %x: i64) -> (!vo.iface, !vo.iface) {
  %word = vo.word.of_bits %x
  %i = vo.iface.make %header, %word
  %r = vo.iface.convert %i to @Shape
  %s = vo.iface.to_any %i
  vo.return %r, %s : !vo.iface, !vo.iface
}

// The struct in a data word that was made elsewhere cannot be named.
// CHECK-LABEL: vo.func @unknownWord(
// CHECK: vo.iface.convert
vo.func @unknownWord(%word: !vo.word) -> !vo.iface {
  %header = arith.constant 4623 : i64
  %i = vo.iface.make %header, %word
  %r = vo.iface.convert %i to @Shape
  vo.return %r : !vo.iface
}
