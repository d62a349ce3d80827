// RUN: vo-opt %s --pass-pipeline='builtin.module(vo.func(vo-elide-copies))' | FileCheck %s

// Bytes of a string that are only read.

// CHECK-LABEL: vo.func @read(
// CHECK-NOT:   to_bytes
// CHECK:       %[[LENGTH:.*]] = vo.string.len %arg0
// CHECK:       %[[BYTE:.*]] = vo.string.get %arg0[%arg1]
// CHECK:       vo.string.get %arg0[%arg1] {inbounds}
// CHECK:       arith.addi %[[LENGTH]], %[[BYTE]]
vo.func @read(%s: !vo.string, %i: i64) -> i64 {
  %b = vo.string.to_bytes %s : !vo.string to !vo.slice<ui8>
  %n = vo.slice.len %b : !vo.slice<ui8>
  %x = vo.slice.get %b[%i] : !vo.slice<ui8> -> i64
  %y = vo.slice.get %b[%i] {inbounds} : !vo.slice<ui8> -> i64
  %sum = arith.addi %n, %x : i64
  %all = arith.addi %sum, %y : i64
  vo.return %all : i64
}

// CHECK-LABEL: vo.func @written(
// CHECK:       vo.string.to_bytes
vo.func @written(%s: !vo.string, %i: i64) -> i64 {
  %b = vo.string.to_bytes %s : !vo.string to !vo.slice<ui8>
  vo.slice.set %b[%i], %i : !vo.slice<ui8>, i64
  %x = vo.slice.get %b[%i] : !vo.slice<ui8> -> i64
  vo.return %x : i64
}

// CHECK-LABEL: vo.func @sliced(
// CHECK:       vo.string.to_bytes
vo.func @sliced(%s: !vo.string, %i: i64) -> i64 {
  %b = vo.string.to_bytes %s : !vo.string to !vo.slice<ui8>
  %c = vo.slice.slice %b[%i, %i] : !vo.slice<ui8>
  %x = vo.slice.cap %c : !vo.slice<ui8>
  vo.return %x : i64
}
