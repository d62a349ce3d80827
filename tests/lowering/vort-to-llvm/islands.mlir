// RUN: vo-opt %s --vort-to-llvm --split-input-file | FileCheck %s

// With islands, variables lie in a block that the context leads to.

// CHECK-NOT: llvm.mlir.global internal @vo.a
vort.global @a <"v">
vort.global @b <"vr">
vort.global @c <"v">

func.func private @init() attributes {vo.island_init} {
  return
}

// CHECK-LABEL: llvm.func {{.*}}@vo.get(
// CHECK-SAME:    %[[CTX:[^:]*]]: !llvm.ptr
// CHECK:       %[[WORD:.*]] = llvm.getelementptr %[[CTX]][56]
// CHECK:       %[[BLOCK:.*]] = llvm.load %[[WORD]] invariant : !llvm.ptr -> !llvm.ptr
// CHECK:       %[[B:.*]] = llvm.getelementptr %[[BLOCK]][8]
// CHECK:       llvm.load %[[B]]
func.func @get() -> i64 {
  %b = vort.global_addr @b
  %v = vort.load %b as i64 : !vort.raw -> i64
  return %v : i64
}

// CHECK: llvm.mlir.global internal @vort.global_block() {{.*}} : !llvm.array<4 x i64>

// The root is at its place in the main island's block.
// CHECK: llvm.mlir.global private constant @vort.global_roots
// CHECK: %[[MAIN:.*]] = llvm.mlir.addressof @vort.global_block
// CHECK: %[[EIGHT:.*]] = llvm.mlir.constant(8 : i64)
// CHECK: llvm.getelementptr %[[MAIN]][%[[EIGHT]]]
// CHECK: llvm.mlir.global external constant @vo_module
// CHECK: llvm.mlir.addressof @vo.init
// CHECK: llvm.mlir.addressof @vort.global_block
// CHECK: llvm.mlir.constant(32 : i64)

// -----

// Without, each has an address of its own.

// CHECK:       llvm.mlir.global internal @vo.a() {{.*}} : !llvm.array<1 x i64>
vort.global @a <"v">

// CHECK-LABEL: llvm.func {{.*}}@vo.get(
// CHECK:       llvm.mlir.addressof @vo.a
// CHECK-NOT:   vort.global_block
func.func @get() -> i64 {
  %a = vort.global_addr @a
  %v = vort.load %a as i64 : !vort.raw -> i64
  return %v : i64
}
