// RUN: vo-opt %s --vort-to-llvm | FileCheck %s

// An interface is an array of words: how many rows, then rttid << 32 | itab in ascending order.

// CHECK: llvm.mlir.global internal constant @vo.Shape(dense<[2, 77309411330, 133143986181]> : tensor<3xi64>) {{.*}} : !llvm.array<3 x i64>
vort.interface @Shape <18 -> 2, 31 -> 5>
// CHECK: llvm.mlir.global internal constant @vo.Unimplemented(dense<0> : tensor<1xi64>) {{.*}} : !llvm.array<1 x i64>
vort.interface @Unimplemented <>

// CHECK-LABEL: llvm.func internal swiftcc @vo.convert(
// CHECK-SAME: %arg0: !llvm.ptr, %arg1: i64) -> i64
// CHECK-NEXT: %[[T:.*]] = llvm.mlir.addressof @vo.Shape : !llvm.ptr
// CHECK: llvm.call swiftcc @vo_rt_iface_convert(%arg1, %[[T]], %arg0) : (i64, !llvm.ptr, !llvm.ptr) -> i64
func.func @convert(%header: i64) -> i64 {
  %table = vort.interface_addr @Shape
  %r = vort.call_runtime "vo_rt_iface_convert"(%header, %table) : (i64, !vort.raw) -> i64
  return %r : i64
}
