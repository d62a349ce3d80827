// RUN: vo-opt %s --vort-to-llvm | FileCheck %s

// The words of the rows are the module's constants, with ids in place of the layouts' positions: the second type here is a slice of
// numbers (layout 1 is the runtime's), the third a struct (layout 32 is the module's first).

vort.interface @I <2 -> 1>
func.func private @f() {
  func.return
}
vort.dynamic_tables types = [
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    18, 0, 1, -1, 2, 32, 32, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, -1, -1, -1, -1, -1, 0, 0,
    15, 0, 2, -1, -1, 16, 16, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, -1, -1, -1, -1, -1, -1, -1, 0, 0
  ], members = [0, 4, 1, 8, 0, 1],
  fields = [0, 4, 0, 0, 1, 8, 2], numbers = [0, 7], text = "Name",
  layouts = [#vo.layout<"rv">, #vo.elem<slots "v">], code = [@f], interfaces = [@I]

// CHECK: llvm.mlir.global private constant @vort.dynamic_types(dense<[
// CHECK-SAME: 18, 0, 1, -1, 2, 32, 32, 0, 1, 0,
// CHECK-SAME: 15, 0, 2, -1, -1, 16, 16, 0, 32, 0,
// CHECK-SAME: !llvm.array<90 x i32>
// CHECK: llvm.mlir.global private constant @vort.dynamic_members(dense<[0, 4, 1, 8, 0, 1]>
// CHECK: llvm.mlir.global private constant @vort.dynamic_fields(dense<[0, 4, 0, 0, 1, 8, 2]>
// CHECK: llvm.mlir.global private constant @vort.dynamic_numbers(dense<[0, 7]>
// CHECK-DAG: @vort.dynamic_text("Name")
// CHECK: llvm.mlir.global private constant @vort.dynamic_code() {{.*}} : !llvm.array<1 x ptr>
// CHECK: llvm.mlir.addressof @vo.f
// CHECK: llvm.mlir.global private constant @vort.dynamic_interfaces() {{.*}} : !llvm.array<1 x ptr>
// CHECK: llvm.mlir.addressof @vo.I
// CHECK: llvm.mlir.global private constant @vort.dynamic() {{.*}} : !llvm.struct<packed (ptr, ptr, ptr, ptr, ptr, ptr, ptr, i32, array<4 x i8>)>
// CHECK: llvm.mlir.constant(3 : i32)
// CHECK: llvm.mlir.global external constant @vo_module()
// CHECK: llvm.mlir.addressof @vort.dynamic :
