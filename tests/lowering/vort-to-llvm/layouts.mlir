// RUN: vo-opt %s --vort-to-llvm | FileCheck %s

// Layouts are numbered from 32 on; those that are traced alike share a number.
// A header is the layout's number << 32, the words << 8, and 1.

// CHECK-LABEL: @vo.objects(
// CHECK-SAME:    %[[CTX:.*]]: !llvm.ptr)
func.func @objects() {
  // CHECK: %[[H:.*]] = llvm.mlir.constant(137438953985 : i64)
  // CHECK: %[[N:.*]] = llvm.mlir.constant(16 : i64)
  // CHECK: llvm.call swiftcc @vo_rt_alloc(%[[H]], %[[N]], %[[CTX]]) : (i64, i64, !llvm.ptr) -> !llvm.ptr<1>
  %a = vort.alloc #vo.layout<"vr">
  // Floats are bits.
  // CHECK: llvm.mlir.constant(137438953985 : i64)
  %b = vort.alloc #vo.layout<"fr">
  // CHECK: llvm.mlir.constant(141733921537 : i64)
  %c = vort.alloc #vo.layout<"hwr">
  // Reserved layouts keep their number, and only they have it.
  // CHECK: llvm.mlir.constant(21474837505 : i64)
  %d = vort.alloc #vo.layout<"rvvv"> reserved "Slice"
  // CHECK: llvm.mlir.constant(146028889089 : i64)
  %e = vort.alloc #vo.layout<"rvvv">
  // CHECK: llvm.mlir.constant(17179869953 : i64)
  %f = vort.alloc #vo.layout<"rvv"> reserved "String"
  // An object without slots has one word: size 0 means an array.
  // CHECK: %[[EMPTY:.*]] = llvm.mlir.constant(150323855617 : i64)
  // CHECK: %[[WORD:.*]] = llvm.mlir.constant(8 : i64)
  // CHECK: llvm.call swiftcc @vo_rt_alloc(%[[EMPTY]], %[[WORD]],
  %g = vort.alloc #vo.layout<"">
  // 65 slots: no bit sets.
  // CHECK: llvm.mlir.constant(154618839297 : i64)
  %h = vort.alloc #vo.layout<"vvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvrhw">
  // CHECK: llvm.mlir.constant(158913806593 : i64)
  %i = vort.alloc #vo.layout<"vvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvv">
  func.return
}

// CHECK-LABEL: @vo.arrays(
func.func @arrays() {
  // CHECK: llvm.mlir.constant(1 : i64)
  %a = vort.array_layout #vo.elem<u8>
  // CHECK: llvm.mlir.constant(1 : i64)
  %b = vort.array_layout #vo.elem<slots "vvf">
  // CHECK: llvm.mlir.constant(1 : i64)
  %c = vort.array_layout #vo.elem<slots "">
  // CHECK: llvm.mlir.constant(2 : i64)
  %d = vort.array_layout #vo.elem<slots "r">
  // CHECK: llvm.mlir.constant(3 : i64)
  %e = vort.array_layout #vo.elem<slots "hw">
  // An array of such elements is not an object with such slots.
  // CHECK: llvm.mlir.constant(38 : i64)
  %f = vort.array_layout #vo.elem<slots "vr">
  // CHECK: llvm.mlir.constant(8 : i64)
  %g = vort.array_layout #vo.elem<slots "rvv">
  func.return
}

// kind, slots, refs, interfaces, slotTypes
// CHECK: llvm.mlir.global private constant @vort.layouts([
// CHECK-SAME: [0 : i8, "\00\00\00", 2 : i32, 2, 0, -1 : i32, "\00\00\00\00"],
// CHECK-SAME: [0 : i8, "\00\00\00", 3 : i32, 4, 1, -1 : i32, "\00\00\00\00"],
// CHECK-SAME: [0 : i8, "\00\00\00", 4 : i32, 1, 0, -1 : i32, "\00\00\00\00"],
// CHECK-SAME: [0 : i8, "\00\00\00", 1 : i32, 0, 0, -1 : i32, "\00\00\00\00"],
// CHECK-SAME: [0 : i8, "\00\00\00", 65 : i32, 0, 0, 0 : i32, "\00\00\00\00"],
// CHECK-SAME: [0 : i8, "\00\00\00", 65 : i32, 0, 0, -1 : i32, "\00\00\00\00"],
// CHECK-SAME: [1 : i8, "\00\00\00", 2 : i32, 2, 0, -1 : i32, "\00\00\00\00"]])
// CHECK-SAME: alignment = 8 : i64
// CHECK-SAME: !llvm.array<7 x struct<packed (i8, array<3 x i8>, i32, i64, i64, i32, array<4 x i8>)>>
// CHECK: @vort.slot_types("{{(\\00)+}}\01\02\03")
