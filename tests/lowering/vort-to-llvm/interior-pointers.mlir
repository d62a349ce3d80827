// RUN: vo-opt %s --vort-to-llvm --split-input-file | FileCheck %s

// The second number of the descriptor is its flags: 1 if an interior pointer
// may be where the collector meets it.

// Accesses, comparisons and other addresses are derived pointers at most.
// CHECK-LABEL: @vo.accesses
// CHECK: @vo_module
// CHECK: llvm.mlir.constant({{[0-9]+}} : i32)
// CHECK-NEXT: llvm.insertvalue
// CHECK-NEXT: llvm.mlir.constant(0 : i32)
func.func @accesses(%r: !vort.ref, %i: i64, %c: i1) -> !vort.ref {
  %a = vort.addr %r[8] : !vort.ref
  %b = vort.addr %a[%i * 8 + 8] : !vort.ref
  %x = vort.load %a as ref : !vort.ref -> !vort.ref
  vort.store %x, %b as ref : !vort.ref, !vort.ref
  vort.card_mark %b
  vort.store_words "hw"(%i, %i, %x), %b : (i64, i64, !vort.ref), !vort.ref
  %n = vort.is_null %b
  %e = vort.ref_eq %a, %b
  func.return %x : !vort.ref
}

// -----

// CHECK-LABEL: @vo.returned
// CHECK: @vo_module
// CHECK: llvm.mlir.constant({{[0-9]+}} : i32)
// CHECK-NEXT: llvm.insertvalue
// CHECK-NEXT: llvm.mlir.constant(1 : i32)
func.func @returned(%r: !vort.ref) -> !vort.ref {
  %a = vort.addr %r[8] : !vort.ref
  func.return %a : !vort.ref
}

// -----

// CHECK-LABEL: @vo.stored
// CHECK: @vo_module
// CHECK: llvm.mlir.constant({{[0-9]+}} : i32)
// CHECK-NEXT: llvm.insertvalue
// CHECK-NEXT: llvm.mlir.constant(1 : i32)
func.func @stored(%r: !vort.ref) {
  %a = vort.addr %r[8] : !vort.ref
  vort.store %a, %a as ref : !vort.ref, !vort.ref
  func.return
}

// -----

// CHECK-LABEL: @vo.passed
// CHECK: @vo_module
// CHECK: llvm.mlir.constant({{[0-9]+}} : i32)
// CHECK-NEXT: llvm.insertvalue
// CHECK-NEXT: llvm.mlir.constant(1 : i32)
func.func @passed(%r: !vort.ref) {
  %a = vort.addr %r[8] : !vort.ref
  func.call @passed(%a) : (!vort.ref) -> ()
  func.return
}

// -----

// An address in memory outside the heap is no reference.
// CHECK-LABEL: @vo.raw
// CHECK: @vo_module
// CHECK: llvm.mlir.constant({{[0-9]+}} : i32)
// CHECK-NEXT: llvm.insertvalue
// CHECK-NEXT: llvm.mlir.constant(0 : i32)
func.func @raw(%n: i64) {
  %f = vort.frame 6
  %a = vort.addr %f[24] : !vort.raw
  vort.call_runtime "vo_rt_print"(%a, %n, %n) : (!vort.raw, i64, i64) -> ()
  func.return
}
