// RUN: vo-opt %s --vort-to-llvm | mlir-translate --mlir-to-llvmir -o %t.ll
// RUN: opt -passes=verify -S %t.ll | FileCheck %s
// RUN: opt -passes='default<O2>,verify' -S %t.ll | FileCheck %s --check-prefix=O2
// RUN: vo-llvm-opt -O2 %t.ll | FileCheck %s --check-prefix=GC
// RUN: vo-llvm-opt -O0 %t.ll --emit=obj -o %t.o
// RUN: llvm-readelf -rW %t.o | FileCheck %s --check-prefix=ELF --implicit-check-not='section {{.*}}rodata'

// The whole way to LLVM IR. With the data layout that the driver sets,
// references are not integers.
module @shapes attributes {llvm.data_layout = "e-m:e-i64:64-i128:128-f80:128-n8:16:32:64-S128-ni:1"} {
  vort.global @last #vo.layout<"hw">

  // CHECK: @vo.last = internal global [2 x i64] zeroinitializer, align 8
  // CHECK: @vort.global_roots = private constant [1 x <{ ptr, i32, i32 }>] [<{ ptr, i32, i32 }> <{ ptr @vo.last, i32 32, i32 2 }>], align 8
  // CHECK: @vort.layouts = private constant [1 x <{ i8, [3 x i8], i32, i64, i64, i32, [4 x i8] }>] [<{{.*}}> <{ i8 0, [3 x i8] zeroinitializer, i32 2, i64 0, i64 1, i32 -1, [4 x i8] zeroinitializer }>], align 8
  // CHECK: @vort.name = private unnamed_addr constant [7 x i8] c"shapes\00"
  // CHECK: @vo_stack_maps = external hidden constant i8
  // CHECK: @vo_locations = external hidden constant i8
  // CHECK: @vo_module = constant <{{.*}}> <{ i32 {{[0-9]+}}, i32 0, ptr @vort.name, ptr @vo.main, ptr @vort.layouts, ptr null, ptr @vort.global_roots, ptr null, ptr null, ptr @vo_stack_maps, ptr @vo_locations, ptr null, i32 1, i32 1, i32 0, i32 -1, i32 0{{.*}} }>, align 8

  func.func private @source(!vort.ref) -> !vort.ref

  // The data word is read as bits always, as a reference only if it is one. No
  // optimization may make that an unconditional read: the bits would be live
  // across the allocation as a reference.
  // CHECK: define internal swiftcc void @vo.main(ptr %{{.*}}) gc "statepoint-example"
  // O2-LABEL: define {{.*}} @vo.main(
  // O2: %[[PAIR:.*]] = {{.*}}call swiftcc ptr addrspace(1) @vo.source(
  // O2: %[[WORD:.*]] = getelementptr i8, ptr addrspace(1) %[[PAIR]], i64 8
  // O2: load i64, ptr addrspace(1) %[[WORD]]
  // O2: %[[REF:.*]] = {{.*}}call ptr addrspace(1) @vo.load_ref_if(i1 %{{.*}}, ptr addrspace(1) %[[WORD]])
  // O2-NOT: load ptr addrspace(1)
  // O2: ret
  // The stage after this one accepts it, lint and verifiers included.
  // GC-LABEL: define {{.*}} @vo.main(
  // GC: {{.*}}call {{.*}} @llvm.experimental.gc.statepoint.p0({{.*}} @vo_rt_alloc,
  // GC: store i64
  // GC-NOT: @vo.store_words.
  // GC: ret void
  //
  // Tables and boxed strings hold addresses, so they are where the dynamic
  // linker may write.
  // ELF: section '.rela.data.rel.ro
  func.func @main() attributes {vo.entry} {
    %zero = arith.constant 0 : i64
    %kinds = arith.constant 255 : i64
    %first = arith.constant 14 : i64
    %text = vort.static_string "which?"
    %pair = func.call @source(%text) : (!vort.ref) -> !vort.ref
    %header = vort.load %pair as i64 : !vort.ref -> i64
    %word = vort.addr %pair[8] : !vort.ref
    %bits = vort.load %word as i64 : !vort.ref -> i64
    %kind = arith.andi %header, %kinds : i64
    %isRef = arith.cmpi uge, %kind, %first : i64
    %ref = vort.load_ref_if %isRef, %word : !vort.ref
    %other = vort.alloc #vo.layout<"hw">
    vort.store_words "hw"(%header, %bits, %ref), %other : (i64, i64, !vort.ref), !vort.ref
    %same = vort.ref_eq %ref, %pair
    vort.trap_if %same, "IndexOutOfBounds"(%zero, %bits)
    %g = vort.global_addr @last
    vort.store_words "w"(%bits, %ref), %g : (i64, !vort.ref), !vort.raw
    vort.print newline %header, %bits, %other : i64, i64, !vort.ref
    func.return
  }
}
