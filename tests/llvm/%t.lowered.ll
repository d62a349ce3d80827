; ModuleID = '%t.optimized.ll'
source_filename = "pipeline.ll"
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128-ni:1"
target triple = "x86_64-unknown-linux-gnu"

@vo_locations.rows = private unnamed_addr constant [2 x i32] zeroinitializer
@vo_locations = hidden local_unnamed_addr constant { ptr, ptr, i32, i32 } { ptr @vo_locations.rows, ptr null, i32 1, i32 0 }

declare swiftcc i64 @next(ptr swiftself, ptr addrspace(1), i64) local_unnamed_addr

; Function Attrs: nounwind
define hidden swiftcc i64 @f(ptr swiftself %ctx, ptr addrspace(1) %object) local_unnamed_addr #0 gc "statepoint-example" {
  %statepoint_token = tail call swiftcc token (i64, i32, ptr, i32, i32, ...) @llvm.experimental.gc.statepoint.p0(i64 0, i32 0, ptr elementtype(i64 (ptr, ptr addrspace(1), i64)) @next, i32 3, i32 0, ptr swiftself %ctx, ptr addrspace(1) %object, i64 1, i32 0, i32 0) #2 [ "gc-live"(ptr addrspace(1) %object) ]
  %a1 = call i64 @llvm.experimental.gc.result.i64(token %statepoint_token)
  %object.relocated = call coldcc ptr addrspace(1) @llvm.experimental.gc.relocate.p1(token %statepoint_token, i32 0, i32 0) ; (%object, %object)
  %statepoint_token2 = tail call swiftcc token (i64, i32, ptr, i32, i32, ...) @llvm.experimental.gc.statepoint.p0(i64 0, i32 0, ptr elementtype(i64 (ptr, ptr addrspace(1), i64)) @next, i32 3, i32 0, ptr swiftself %ctx, ptr addrspace(1) %object.relocated, i64 %a1, i32 0, i32 0) #2
  %b3 = call i64 @llvm.experimental.gc.result.i64(token %statepoint_token2)
  ret i64 %b3
}

declare token @llvm.experimental.gc.statepoint.p0(i64 immarg, i32 immarg, ptr, i32 immarg, i32 immarg, ...)

; Function Attrs: nocallback nofree nosync nounwind willreturn memory(none)
declare i64 @llvm.experimental.gc.result.i64(token) #1

; Function Attrs: nocallback nofree nosync nounwind willreturn memory(none)
declare ptr addrspace(1) @llvm.experimental.gc.relocate.p1(token, i32 immarg, i32 immarg) #1

attributes #0 = { nounwind "frame-pointer"="all" "target-cpu"="x86-64" }
attributes #1 = { nocallback nofree nosync nounwind willreturn memory(none) }
attributes #2 = { nounwind }
