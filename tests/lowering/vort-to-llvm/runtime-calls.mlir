// RUN: vo-opt %s --vort-to-llvm | FileCheck %s

// Only what is called is declared; the context comes last.
// CHECK-NOT: @vo_rt_slice_copy(
// CHECK-DAG: llvm.func swiftcc @vo_rt_string_concat(!llvm.ptr<1>, i64, i64, !llvm.ptr<1>, i64, i64, !llvm.ptr) -> !llvm.struct<(ptr<1>, i64, i64)>
// CHECK-DAG: llvm.func swiftcc @vo_rt_string_decode_rune(!llvm.ptr<1>, i64, i64, i64, !llvm.ptr) -> !llvm.struct<(i64, i64)>
// CHECK-DAG: llvm.func swiftcc @vo_rt_slice_grow(!llvm.ptr<1>, i64, i64, i64, i64, i64, !llvm.ptr) -> !llvm.struct<(ptr<1>, i64, i64, i64)>
// CHECK-DAG: llvm.func swiftcc @vo_rt_panic(i64, i64, !llvm.ptr<1>, !llvm.ptr)

// CHECK-LABEL: @vo.strings(
// CHECK-SAME:    %[[CTX:.*]]: !llvm.ptr, %[[R:.*]]: !llvm.ptr<1>, %[[I:.*]]: i64)
func.func @strings(%r: !vort.ref, %i: i64) -> (!vort.ref, i64) {
  // CHECK: %[[S:.*]] = llvm.call swiftcc @vo_rt_string_concat(%[[R]], %[[I]], %[[I]], %[[R]], %[[I]], %[[I]], %[[CTX]])
  // CHECK-NEXT: %[[BASE:.*]] = llvm.extractvalue %[[S]][0]
  // CHECK-NEXT: %[[OFFSET:.*]] = llvm.extractvalue %[[S]][1]
  // CHECK-NEXT: %[[LENGTH:.*]] = llvm.extractvalue %[[S]][2]
  %s:3 = vort.call_runtime "vo_rt_string_concat"(%r, %i, %i, %r, %i, %i)
      : (!vort.ref, i64, i64, !vort.ref, i64, i64) -> (!vort.ref, i64, i64)
  // CHECK: llvm.call swiftcc @vo_rt_string_decode_rune(%[[BASE]], %[[OFFSET]], %[[LENGTH]], %[[I]], %[[CTX]])
  %rune:2 = vort.call_runtime "vo_rt_string_decode_rune"(%s#0, %s#1, %s#2, %i)
      : (!vort.ref, i64, i64, i64) -> (i64, i64)
  // CHECK: %[[CODE:.*]] = llvm.call swiftcc @vo_rt_string_compare({{.*}}, %[[CTX]]) : ({{.*}}) -> i64
  %n = vort.call_runtime "vo_rt_string_compare"(%s#0, %s#1, %s#2, %s#0, %s#1, %s#2)
      : (!vort.ref, i64, i64, !vort.ref, i64, i64) -> i64
  func.return %s#0, %n : !vort.ref, i64
}

// CHECK-LABEL: @vo.slices(
func.func @slices(%r: !vort.ref, %i: i64) -> i64 {
  %s:4 = vort.call_runtime "vo_rt_slice_grow"(%r, %i, %i, %i, %i, %i)
      : (!vort.ref, i64, i64, i64, i64, i64) -> (!vort.ref, i64, i64, i64)
  // CHECK: llvm.extractvalue %{{.*}}[3]
  func.return %s#3 : i64
}

// Code after a call that does not return may end in any way.
// CHECK-LABEL: @vo.panics(
func.func @panics(%h: i64, %b: i64, %r: !vort.ref) {
  // CHECK: llvm.call swiftcc @vo_rt_panic(
  vort.call_runtime "vo_rt_panic"(%h, %b, %r) : (i64, i64, !vort.ref) -> ()
  // CHECK-NEXT: llvm.unreachable
  llvm.unreachable
}

// Results that have no registers come through a buffer in the frame, which all such calls share; the address is the first argument.
// CHECK-LABEL: @vo.errors(
// CHECK-SAME:    %[[CTX:.*]]: !llvm.ptr)
func.func @errors() -> (i64, !vort.ref) {
  // CHECK: %[[WORDS:.*]] = llvm.mlir.constant(36 : i64)
  // CHECK-NEXT: %[[BUFFER:.*]] = llvm.alloca %[[WORDS]] x i64 {alignment = 8 : i64
  // CHECK: llvm.call swiftcc @vo_std_io_getIoErrors(%[[BUFFER]], %[[CTX]]) : (!llvm.ptr, !llvm.ptr) -> ()
  // CHECK-NEXT: %[[FIRST:.*]] = llvm.getelementptr %[[BUFFER]][0]
  // CHECK-NEXT: %[[HEADER:.*]] = llvm.load volatile %[[FIRST]] {alignment = 8 : i64} : !llvm.ptr -> i64
  // CHECK: %[[LAST:.*]] = llvm.getelementptr %[[BUFFER]][280]
  // CHECK-NEXT: %[[ERROR:.*]] = llvm.load volatile %[[LAST]] {alignment = 8 : i64} : !llvm.ptr -> !llvm.ptr<1>
  // CHECK-NOT: llvm.alloca
  %e:36 = vort.call_runtime "vo_std_io_getIoErrors"() : () -> (i64, i64, !vort.ref, i64, i64, !vort.ref, i64, i64, !vort.ref, i64, i64, !vort.ref, i64, i64, !vort.ref, i64, i64, !vort.ref, i64, i64, !vort.ref, i64, i64, !vort.ref, i64, i64, !vort.ref, i64, i64, !vort.ref, i64, i64, !vort.ref, i64, i64, !vort.ref)
  %f:36 = vort.call_runtime "vo_std_io_getIoErrors"() : () -> (i64, i64, !vort.ref, i64, i64, !vort.ref, i64, i64, !vort.ref, i64, i64, !vort.ref, i64, i64, !vort.ref, i64, i64, !vort.ref, i64, i64, !vort.ref, i64, i64, !vort.ref, i64, i64, !vort.ref, i64, i64, !vort.ref, i64, i64, !vort.ref, i64, i64, !vort.ref)
  func.return %e#0, %f#35 : i64, !vort.ref
}
