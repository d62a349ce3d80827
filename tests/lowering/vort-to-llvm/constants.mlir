// RUN: vo-opt %s --vort-to-llvm | FileCheck %s
// RUN: vo-opt %s --vort-to-llvm | mlir-translate --mlir-to-llvmir | FileCheck %s --check-prefix=IR

// Equal bytes share storage, between the bytes and their boxed form as well.
// CHECK-DAG: llvm.mlir.global private unnamed_addr constant @vort.data.0("hello\00\FF")
// CHECK-DAG: llvm.mlir.global private unnamed_addr constant @vort.data.1("")
// CHECK-DAG: llvm.mlir.global private unnamed_addr constant @vort.data.2("world")
// CHECK-NOT: @vort.data.3

// A header, then base, offset and length.
// IR: @vort.string.0 = private unnamed_addr constant <{ i64, [8 x i8], ptr, i64 }> <{ i64 17179869953, [8 x i8] zeroinitializer, ptr @vort.data.0, i64 7 }>, align 8

// CHECK-LABEL: @vo.data(
func.func @data() -> (i64, i64, i64) {
  // CHECK: %[[A:.*]] = llvm.mlir.addressof @vort.data.0 : !llvm.ptr
  // CHECK: llvm.ptrtoint %[[A]] : !llvm.ptr to i64
  %a = vort.data "hello\00\FF"
  %b = vort.data "hello\00\FF"
  %c = vort.data ""
  func.return %a, %b, %c : i64, i64, i64
}

// CHECK-LABEL: @vo.strings(
func.func @strings() -> (!vort.ref, !vort.ref, !vort.ref, !vort.ref) {
  // CHECK: %[[HEADER:.*]] = llvm.mlir.addressof @vort.string.0
  // CHECK: %[[OBJECT:.*]] = llvm.getelementptr %[[HEADER]][8]
  // CHECK: %[[NUMBER:.*]] = llvm.ptrtoint %[[OBJECT]]
  // CHECK: llvm.inttoptr %[[NUMBER]] : i64 to !llvm.ptr<1>
  %a = vort.static_string "hello\00\FF"
  // CHECK: llvm.mlir.addressof @vort.string.0
  %b = vort.static_string "hello\00\FF"
  // CHECK: llvm.mlir.addressof @vort.string.1
  %c = vort.static_string "world"
  // The empty string is null.
  // CHECK: llvm.mlir.zero : !llvm.ptr<1>
  %d = vort.static_string ""
  func.return %a, %b, %c, %d : !vort.ref, !vort.ref, !vort.ref, !vort.ref
}
// IR: inttoptr (i64 ptrtoint (ptr getelementptr inbounds nuw (i8, ptr @vort.string.0, i64 8) to i64) to ptr addrspace(1))
