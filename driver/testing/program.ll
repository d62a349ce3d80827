; A whole program for Link_test.cpp: builds a list of the numbers 0 .. 999 while
; everything is collected around it, prints their sum, then traps.

declare swiftcc ptr addrspace(1) @vo_rt_alloc(i64, i64, ptr)
declare swiftcc void @vo_rt_print(ptr, i64, i64, ptr)
declare swiftcc void @vo_rt_trap(i64, ptr)
declare void @vo.card_mark(ptr addrspace(1), ptr)

@vo_stack_maps = external hidden global i8
@vo_locations = external hidden global i8
@name = private constant [8 x i8] c"program\00"
; Layout 32: two words, the second is a reference.
@layouts = private constant { i8, [3 x i8], i32, i64, i64, i32, i32 } { i8 0, [3 x i8] zeroinitializer, i32 2, i64 2, i64 0, i32 -1, i32 0 }
@vo_module = constant { i32, i32, ptr, ptr, ptr, ptr, ptr, ptr, ptr, ptr, ptr, ptr, i32, i32, i32, i32, i32, i32, ptr, ptr, i64 } { i32 6, i32 0, ptr @name, ptr @main.entry, ptr @layouts, ptr null, ptr null, ptr null, ptr null, ptr @vo_stack_maps, ptr @vo_locations, ptr null, i32 1, i32 0, i32 0, i32 -1, i32 0, i32 0, ptr null, ptr null, i64 0 }

define internal swiftcc ptr addrspace(1) @cons(ptr %ctx, i64 %value, ptr addrspace(1) %next) noinline gc "statepoint-example" {
  %node = call swiftcc ptr addrspace(1) @vo_rt_alloc(i64 137438953985, i64 16, ptr %ctx)
  store i64 %value, ptr addrspace(1) %node
  %slot = getelementptr i8, ptr addrspace(1) %node, i64 8
  store ptr addrspace(1) %next, ptr addrspace(1) %slot
  ret ptr addrspace(1) %node
}

define internal swiftcc i64 @sum(ptr %ctx, ptr addrspace(1) %list) noinline gc "statepoint-example" {
  %end = icmp eq ptr addrspace(1) %list, null
  br i1 %end, label %empty, label %more
empty:
  ret i64 0
more:
  %slot = getelementptr i8, ptr addrspace(1) %list, i64 8
  %next = load ptr addrspace(1), ptr addrspace(1) %slot
  %rest = call swiftcc i64 @sum(ptr %ctx, ptr addrspace(1) %next)
  %garbage = call swiftcc ptr addrspace(1) @cons(ptr %ctx, i64 %rest, ptr addrspace(1) %next)
  store ptr addrspace(1) %garbage, ptr addrspace(1) %slot
  call void @vo.card_mark(ptr addrspace(1) %slot, ptr %ctx)
  %value = load i64, ptr addrspace(1) %list
  %again = load ptr addrspace(1), ptr addrspace(1) %slot
  %kept = load i64, ptr addrspace(1) %again
  %total = add i64 %value, %kept
  ret i64 %total
}

define swiftcc void @main.entry(ptr %ctx) gc "statepoint-example" {
entry:
  %words = alloca [3 x i64], align 8
  br label %build
build:
  %i = phi i64 [ 0, %entry ], [ %next, %build ]
  %list = phi ptr addrspace(1) [ null, %entry ], [ %longer, %build ]
  %longer = call swiftcc ptr addrspace(1) @cons(ptr %ctx, i64 %i, ptr addrspace(1) %list)
  %next = add i64 %i, 1
  %done = icmp eq i64 %next, 1000
  br i1 %done, label %print, label %build
print:
  %total = call swiftcc i64 @sum(ptr %ctx, ptr addrspace(1) %longer)
  store i64 2, ptr %words
  %bits = getelementptr i8, ptr %words, i64 8
  store i64 %total, ptr %bits
  %ref = getelementptr i8, ptr %words, i64 16
  store i64 0, ptr %ref
  call swiftcc void @vo_rt_print(ptr %words, i64 1, i64 1, ptr %ctx)
  call swiftcc void @vo_rt_trap(i64 7, ptr %ctx)
  unreachable
}
