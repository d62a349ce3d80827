// RUN: vo-opt %s --vort-to-llvm | FileCheck %s

// CHECK-DAG: llvm.func @vo.stack_object(!llvm.ptr, i64, i64, i32) -> !llvm.ptr<1>
// CHECK-DAG: llvm.func @vo.stack_end(!llvm.ptr)

// Memory lies in the entry block, the start where the operation is; layouts have
// numbers like those of other objects.
// CHECK-LABEL: @vo.life(
func.func @life(%c: i1) {
  // CHECK: %[[ONE:.*]] = llvm.mlir.constant(1 : i64)
  // CHECK-NEXT: %[[MEMORY:.*]] = llvm.alloca %[[ONE]] x !llvm.array<2 x i64> {alignment = 8 : i64}
  // CHECK: llvm.cond_br
  cf.cond_br %c, ^a, ^b
^a:
  // CHECK-NOT: llvm.alloca
  // CHECK: %[[LAYOUT:.*]] = llvm.mlir.constant(32 : i32)
  // CHECK: %[[HEADER:.*]] = llvm.mlir.constant(0 : i64)
  // CHECK: %[[BYTES:.*]] = llvm.mlir.constant(16 : i64)
  // CHECK: %[[P:.*]] = llvm.call @vo.stack_object(%[[MEMORY]], %[[HEADER]], %[[BYTES]], %[[LAYOUT]])
  %p = vort.stack_object <"vr">
  // CHECK: llvm.call swiftcc @vo.use(%{{.*}}, %[[P]])
  func.call @use(%p) : (!vort.ref) -> ()
  // CHECK: llvm.call @vo.stack_end(%[[MEMORY]])
  vort.stack_end %p
  cf.br ^b
^b:
  func.return
}

// A header takes a word more. Without references there is nothing to trace.
// CHECK-LABEL: @vo.headers(
func.func @headers() {
  // CHECK: llvm.alloca %{{.*}} x !llvm.array<5 x i64>
  // CHECK: llvm.mlir.constant(5 : i32)
  // CHECK: llvm.mlir.constant(21474837505 : i64)
  // CHECK: llvm.mlir.constant(32 : i64)
  // CHECK: llvm.call @vo.stack_object(
  %b = vort.stack_object <"rvvv"> reserved "Slice" header
  // CHECK: llvm.mlir.constant(0 : i32)
  // CHECK: llvm.mlir.constant(141733921537 : i64)
  // CHECK: llvm.mlir.constant(24 : i64)
  // CHECK: llvm.call @vo.stack_object(
  %n = vort.stack_object <"vfv"> header
  func.call @use(%b) : (!vort.ref) -> ()
  func.call @use(%n) : (!vort.ref) -> ()
  func.return
}

// Objects do not come between calls and the buffer that their results share.
// CHECK-LABEL: @vo.buffers(
// CHECK: llvm.alloca {{.*}}vort.result_buffer
// CHECK-NOT: vort.result_buffer
// CHECK: llvm.return
func.func @buffers() {
  %0:6 = func.call @many() : () -> (i64, i64, i64, i64, i64, i64)
  %p = vort.stack_object <"vr">
  func.call @use(%p) : (!vort.ref) -> ()
  %1:6 = func.call @many() : () -> (i64, i64, i64, i64, i64, i64)
  %q = vort.stack_object <"vr">
  func.call @use(%q) : (!vort.ref) -> ()
  %2:6 = func.call @many() : () -> (i64, i64, i64, i64, i64, i64)
  func.return
}

func.func private @use(!vort.ref)
func.func private @many() -> (i64, i64, i64, i64, i64, i64)
