; ModuleID = 'pipeline.ll'
source_filename = "pipeline.ll"
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128-ni:1"
target triple = "x86_64-unknown-linux-gnu"

@vo_locations.rows = private unnamed_addr constant [2 x i32] zeroinitializer
@vo_locations = hidden constant { ptr, ptr, i32, i32 } { ptr @vo_locations.rows, ptr null, i32 1, i32 0 }

declare swiftcc i64 @next(ptr swiftself, ptr addrspace(1), i64)

; Function Attrs: nounwind
define hidden swiftcc i64 @f(ptr swiftself %ctx, ptr addrspace(1) %object) #0 gc "statepoint-example" {
  %slot = alloca ptr addrspace(1), align 8
  store ptr addrspace(1) %object, ptr %slot, align 8
  %a = call swiftcc i64 @next(ptr swiftself %ctx, ptr addrspace(1) %object, i64 1) #1
  %again = load ptr addrspace(1), ptr %slot, align 8
  %b = call swiftcc i64 @next(ptr swiftself %ctx, ptr addrspace(1) %again, i64 %a) #1
  ret i64 %b
}

attributes #0 = { nounwind "frame-pointer"="all" "target-cpu"="x86-64" }
attributes #1 = { "statepoint-id"="0" }
