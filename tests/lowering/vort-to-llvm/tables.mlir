// RUN: vo-opt %s --vort-to-llvm --split-input-file | FileCheck %s

// The descriptor names what there is.

module @program attributes {vo.type_info = array<i64: 2, 0, -1, 15, 1, 0>, vo.type_words = ["", "svviv"], vo.error_ptr_rttid = 1 : i32, vo.error_itab = 9} {
  vort.global @count #vo.layout<"v">
  vort.global @list #vo.layout<"vr">
  func.func @start() attributes {vo.entry} {
    func.return
  }
}

// CHECK-LABEL: module @program {
// CHECK: llvm.mlir.global internal @vo.count()
// CHECK: llvm.mlir.global internal @vo.list()
// Only globals with references are roots: address, layout, slots.
// CHECK: llvm.mlir.global private constant @vort.global_roots() {{.*}} : !llvm.array<1 x struct<packed (ptr, i32, i32)>> {
// CHECK: llvm.mlir.addressof @vo.list
// CHECK: llvm.mlir.constant(32 : i32)
// CHECK: llvm.mlir.constant(2 : i32)
// CHECK: llvm.mlir.global private constant @vort.layouts(
// CHECK: llvm.mlir.global private constant @vort.types(
// CHECK-SAME: [2 : i8, 0 : i8, "\00\00", -1 : i32, 0 : i32, 0 : i32], [15 : i8, 1 : i8, "\00\00", 0 : i32, 0 : i32, 5 : i32]
// CHECK: @vort.type_words("svviv")
// CHECK: @vort.name("program\00")
// CHECK-DAG: llvm.mlir.global external hidden constant @vo_stack_maps() {{.*}} : i8
// CHECK-DAG: llvm.mlir.global external hidden constant @vo_locations() {{.*}} : i8
// CHECK: llvm.mlir.global external constant @vo_module() {{.*}} : !llvm.struct<packed (i32, i32, ptr, ptr, ptr, ptr, ptr, ptr, ptr, ptr, ptr, ptr, i32, i32, i32, i32, i32, array<4 x i8>, ptr, ptr, i64)> {
// CHECK: llvm.mlir.constant({{[0-9]+}} : i32)
// CHECK: llvm.mlir.constant(0 : i32)
// CHECK: llvm.mlir.addressof @vort.name
// CHECK: llvm.mlir.addressof @vo.start
// CHECK: llvm.mlir.addressof @vort.layouts
// CHECK: llvm.mlir.addressof @vort.global_roots
// CHECK: llvm.mlir.addressof @vort.types
// CHECK: llvm.mlir.addressof @vort.type_words
// CHECK: llvm.mlir.addressof @vo_stack_maps
// CHECK: llvm.mlir.addressof @vo_locations
// Counts of layouts, globals and types, then the error type and its method table.
// CHECK: llvm.mlir.constant(1 : i32)
// CHECK: llvm.mlir.constant(1 : i32)
// CHECK: llvm.mlir.constant(2 : i32)
// CHECK: llvm.mlir.constant(1 : i32)
// CHECK: llvm.mlir.constant(9 : i32)

// -----

// An empty module has a descriptor, too.
// CHECK-LABEL: module {
// CHECK-NOT: vort.
// CHECK: llvm.mlir.global external constant @vo_module
// CHECK: %[[ABI:.*]] = llvm.mlir.constant({{[0-9]+}} : i32)
// CHECK: %[[FLAGS:.*]] = llvm.mlir.constant(0 : i32)
// CHECK: llvm.mlir.addressof @vo_stack_maps
// CHECK: llvm.mlir.addressof @vo_locations
// No error type: 0xFFFFFFFF.
// CHECK: llvm.mlir.constant(-1 : i32)
// CHECK: llvm.mlir.constant(0 : i32)
module {
}

// -----

// The flag for interior pointers can be asked for.
// CHECK-LABEL: module {
// CHECK: llvm.mlir.global external constant @vo_module
// CHECK: llvm.mlir.constant({{[0-9]+}} : i32)
// CHECK: llvm.mlir.constant(1 : i32)
// CHECK: llvm.mlir.addressof
module attributes {vo.interior_pointers} {
}
