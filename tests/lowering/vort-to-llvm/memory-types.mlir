// RUN: vo-opt %s --vort-to-llvm | FileCheck %s

// Kinds of memory are TBAA (lowering/vort/MemoryTypes.h).

// CHECK-DAG: #[[ROOT:.*]] = #llvm.tbaa_root<id = "memory">
// CHECK-DAG: #[[BYTE:.*]] = #llvm.tbaa_type_desc<id = "byte", members = {<#[[ROOT]], 0>}>
// CHECK-DAG: #[[WORD:.*]] = #llvm.tbaa_type_desc<id = "word", members = {<#[[ROOT]], 0>}>
// CHECK-DAG: #[[EXTENT:.*]] = #llvm.tbaa_type_desc<id = "extent", members = {<#[[ROOT]], 0>}>
// CHECK-DAG: #[[INTERFACE:.*]] = #llvm.tbaa_type_desc<id = "interface", members = {<#[[ROOT]], 0>}>
// CHECK-DAG: #[[POINTER:.*]] = #llvm.tbaa_type_desc<id = "pointer", members = {<#[[ROOT]], 0>}>
// CHECK-DAG: #[[REFERENCE:.*]] = #llvm.tbaa_type_desc<id = "reference", members = {<#[[POINTER]], 0>}>
// CHECK-DAG: #[[BASE:.*]] = #llvm.tbaa_type_desc<id = "base", members = {<#[[POINTER]], 0>}>
// CHECK-DAG: #[[$BYTES:.*]] = #llvm.tbaa_tag<base_type = #[[BYTE]], access_type = #[[BYTE]], offset = 0>
// CHECK-DAG: #[[$WORDS:.*]] = #llvm.tbaa_tag<base_type = #[[WORD]], access_type = #[[WORD]], offset = 0>
// CHECK-DAG: #[[$EXTENTS:.*]] = #llvm.tbaa_tag<base_type = #[[EXTENT]], access_type = #[[EXTENT]], offset = 0>
// CHECK-DAG: #[[$INTERFACES:.*]] = #llvm.tbaa_tag<base_type = #[[INTERFACE]], access_type = #[[INTERFACE]], offset = 0>
// CHECK-DAG: #[[$POINTERS:.*]] = #llvm.tbaa_tag<base_type = #[[POINTER]], access_type = #[[POINTER]], offset = 0>
// CHECK-DAG: #[[$REFERENCES:.*]] = #llvm.tbaa_tag<base_type = #[[REFERENCE]], access_type = #[[REFERENCE]], offset = 0>
// CHECK-DAG: #[[$BASES:.*]] = #llvm.tbaa_tag<base_type = #[[BASE]], access_type = #[[BASE]], offset = 0>

// CHECK-LABEL: @vo.accesses(
func.func @accesses(%p: !vort.ref, %n: i64, %f: f64, %c: i1) -> !vort.ref {
  // CHECK: llvm.load %{{.*}} {{.*}}#[[$BYTES]]
  %0 = vort.load %p as u8 : !vort.ref -> i64
  // CHECK: llvm.load %{{.*}} {{.*}}#[[$BYTES]]
  %1 = vort.load %p as i8 : !vort.ref -> i64
  // Whole and floating-point numbers are one kind.
  // CHECK: llvm.load %{{.*}} {{.*}}#[[$WORDS]]
  %2 = vort.load %p as i64 : !vort.ref -> i64
  // CHECK: llvm.store %{{.*}} {{.*}}#[[$WORDS]]
  vort.store %f, %p as f64 : f64, !vort.ref
  // CHECK: llvm.load %{{.*}} {{.*}}#[[$BASES]]
  %3 = vort.load %p as base : !vort.ref -> !vort.ref
  // CHECK: llvm.store %{{.*}} {{.*}}#[[$EXTENTS]]
  vort.store %n, %p as extent : i64, !vort.ref
  // CHECK: llvm.store %{{.*}} {{.*}}#[[$REFERENCES]]
  vort.store %p, %p as ref : !vort.ref, !vort.ref
  // CHECK: llvm.call @vo.card_mark({{.*}}#[[$POINTERS]]
  vort.card_mark %p
  // CHECK: llvm.load %{{.*}} {{.*}}#[[$INTERFACES]]
  %4 = vort.load %p as header : !vort.ref -> i64
  // CHECK: llvm.load %{{.*}} {{.*}}#[[$INTERFACES]]
  %5 = vort.load %p as data : !vort.ref -> i64
  // CHECK: llvm.call @vo.store_words.hw({{.*}}#[[$INTERFACES]]
  vort.store_words "hw"(%n, %n, %p), %p : (i64, i64, !vort.ref), !vort.ref
  // Other words may be anything.
  // CHECK: llvm.call @vo.store_words.vr(
  // CHECK-NOT: tbaa
  // CHECK-SAME: : (
  vort.store_words "vr"(%n, %p), %p : (i64, !vort.ref), !vort.ref
  // CHECK: llvm.load %{{[^{]*}} : !llvm.ptr<1> -> i64
  %6 = vort.load %p as any : !vort.ref -> i64
  // CHECK: llvm.call @vo.load_ref_if({{.*}}#[[$INTERFACES]]
  %7 = vort.load_ref_if %c, %p : !vort.ref
  func.return %7 : !vort.ref
}
