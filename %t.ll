; ModuleID = 'LLVMDialectModule'
source_filename = "LLVMDialectModule"
target datalayout = "e-m:e-i64:64-i128:128-f80:128-n8:16:32:64-S128-ni:1"

@vort.data.0 = private unnamed_addr constant [6 x i8] c"which?", align 1
@vort.string.0 = private unnamed_addr constant <{ i64, [8 x i8], ptr, i64 }> <{ i64 17179869953, [8 x i8] zeroinitializer, ptr @vort.data.0, i64 6 }>, align 8
@vort.zeros = private unnamed_addr constant [4 x i64] zeroinitializer, align 8
@vo.last = internal global [2 x i64] zeroinitializer, align 8
@vort.global_roots = private constant [1 x <{ ptr, i32, i32 }>] [<{ ptr, i32, i32 }> <{ ptr @vo.last, i32 32, i32 2 }>], align 8
@vort.layouts = private constant [1 x <{ i8, [3 x i8], i32, i64, i64, i32, [4 x i8] }>] [<{ i8, [3 x i8], i32, i64, i64, i32, [4 x i8] }> <{ i8 0, [3 x i8] zeroinitializer, i32 2, i64 0, i64 1, i32 -1, [4 x i8] zeroinitializer }>], align 8
@vort.name = private unnamed_addr constant [7 x i8] c"shapes\00", align 1
@vo_stack_maps = external hidden constant i8
@vo_locations = external hidden constant i8
@vo_module = constant <{ i32, i32, ptr, ptr, ptr, ptr, ptr, ptr, ptr, ptr, i32, i32, i32, i32 }> <{ i32 1, i32 0, ptr @vort.name, ptr @vo.main, ptr @vort.layouts, ptr null, ptr @vort.global_roots, ptr null, ptr @vo_stack_maps, ptr @vo_locations, i32 1, i32 1, i32 0, i32 -1 }>, align 8

declare swiftcc ptr addrspace(1) @vo_rt_alloc(i64, i64, ptr)

declare swiftcc void @vo_rt_print(ptr, i64, i64, ptr)

declare swiftcc void @vo_rt_trap_index(i64, i64, ptr)

declare void @vo.card_mark(ptr addrspace(1), ptr)

declare ptr addrspace(1) @vo.load_ref_if(i1, ptr addrspace(1))

declare void @vo.store_words.w.raw(ptr, i64, ptr addrspace(1))

declare swiftcc ptr addrspace(1) @vo.source(ptr, ptr addrspace(1)) gc "statepoint-example"

define internal swiftcc void @vo.main(ptr %0) gc "statepoint-example" {
  %2 = alloca [3 x i64], i64 1, align 8
  %3 = call swiftcc ptr addrspace(1) @vo.source(ptr %0, ptr addrspace(1) inttoptr (i64 ptrtoint (ptr getelementptr inbounds nuw (i8, ptr @vort.string.0, i64 8) to i64) to ptr addrspace(1)))
  %4 = load i64, ptr addrspace(1) %3, align 8
  %5 = getelementptr i8, ptr addrspace(1) %3, i32 8
  %6 = load i64, ptr addrspace(1) %5, align 8
  %7 = and i64 %4, 255
  %8 = icmp uge i64 %7, 14
  %9 = call ptr addrspace(1) @vo.load_ref_if(i1 %8, ptr addrspace(1) %5)
  %10 = call swiftcc ptr addrspace(1) @vo_rt_alloc(i64 137438953985, i64 16, ptr %0)
  store ptr addrspace(1) %9, ptr addrspace(1) %10, align 8
  call void @vo.card_mark(ptr addrspace(1) %10, ptr %0)
  %11 = icmp eq ptr addrspace(1) %9, %3
  br i1 %11, label %15, label %12, !prof !1

12:                                               ; preds = %1
  call void @vo.store_words.w.raw(ptr @vo.last, i64 %6, ptr addrspace(1) %9)
  store i64 %4, ptr %2, align 8
  %13 = getelementptr i8, ptr %2, i32 8
  store i64 %6, ptr %13, align 8
  %14 = getelementptr i8, ptr %2, i32 16
  store ptr addrspace(1) %9, ptr %14, align 8
  call swiftcc void @vo_rt_print(ptr %2, i64 1, i64 1, ptr %0)
  ret void

15:                                               ; preds = %1
  call swiftcc void @vo_rt_trap_index(i64 0, i64 %6, ptr %0)
  unreachable
}

!llvm.module.flags = !{!0}

!0 = !{i32 2, !"Debug Info Version", i32 3}
!1 = !{!"branch_weights", i32 1, i32 2000}
