; ModuleID = '%t.marked.ll'
source_filename = "pipeline.ll"
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128-ni:1"
target triple = "x86_64-unknown-linux-gnu"

@vo_locations.rows = private unnamed_addr constant [2 x i32] zeroinitializer
@vo_locations = hidden local_unnamed_addr constant { ptr, ptr, i32, i32 } { ptr @vo_locations.rows, ptr null, i32 1, i32 0 }

declare swiftcc i64 @next(ptr swiftself, ptr addrspace(1), i64) local_unnamed_addr

; Function Attrs: nounwind
define hidden swiftcc i64 @f(ptr swiftself %ctx, ptr addrspace(1) %object) local_unnamed_addr #0 gc "statepoint-example" {
  %a = tail call swiftcc i64 @next(ptr swiftself %ctx, ptr addrspace(1) %object, i64 1) #1
  %b = tail call swiftcc i64 @next(ptr swiftself %ctx, ptr addrspace(1) %object, i64 %a) #1
  ret i64 %b
}

attributes #0 = { nounwind "frame-pointer"="all" "target-cpu"="x86-64" }
attributes #1 = { nounwind "statepoint-id"="0" }
