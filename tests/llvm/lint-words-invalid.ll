; RUN: not vo-llvm-opt %s --passes=vo-lint 2>&1 | FileCheck %s --implicit-check-not="internal compiler error"

; What lies where is read from the tables that the runtime gets: layout 32 is
; "vhw", of objects and of the variable; 33 has 66 slots, of which the last two
; are an interface.

%layout = type { i8, [3 x i8], i32, i64, i64, i32, i32 }
%root = type { ptr, i32, i32 }
%module = type { i32, i32, ptr, ptr, ptr, ptr, ptr, ptr, ptr, ptr, ptr, ptr, i32, i32, i32, i32, i32, i32, ptr, ptr, i64 }

@variable = internal global [3 x i64] zeroinitializer
@layouts = private constant [2 x %layout] [
  %layout { i8 0, [3 x i8] zeroinitializer, i32 3, i64 0, i64 2, i32 -1, i32 0 },
  %layout { i8 0, [3 x i8] zeroinitializer, i32 66, i64 0, i64 0, i32 0, i32 0 } ]
@pool = private constant <{ [64 x i8], [2 x i8] }> <{ [64 x i8] zeroinitializer, [2 x i8] c"\02\03" }>
@roots = private constant [1 x %root] [ %root { ptr @variable, i32 32, i32 3 } ]
@vo_module = constant %module { i32 6, i32 0, ptr null, ptr null, ptr @layouts, ptr @pool, ptr @roots, ptr null, ptr null, ptr null, ptr null, ptr null, i32 2, i32 1, i32 0, i32 0, i32 0, i32 0, ptr null, ptr null, i64 0 }

declare swiftcc ptr addrspace(1) @vo_rt_alloc(i64, i64, ptr)
declare void @vo.store_words.hw.raw(ptr, i64, i64, ptr addrspace(1))

; CHECK: internal compiler error: function 'header': words that the collector reads together are stored one by one: store i64 %h, ptr getelementptr (i8, ptr @variable, i64 8)
define swiftcc void @header(ptr %ctx, i64 %h) gc "statepoint-example" {
  store i64 %h, ptr getelementptr (i8, ptr @variable, i64 8)
  ret void
}

; CHECK: internal compiler error: function 'word': words that the collector reads together are stored one by one: store ptr addrspace(1)
define swiftcc void @word(ptr %ctx, ptr addrspace(1) %r) gc "statepoint-example" {
  store ptr addrspace(1) %r, ptr getelementptr (i8, ptr @variable, i64 16)
  ret void
}

; Both at once, but LLVM may take it apart again.
; CHECK: internal compiler error: function 'vector': {{.*}}: store <2 x i64>
define swiftcc void @vector(ptr %ctx, <2 x i64> %v) gc "statepoint-example" {
  store <2 x i64> %v, ptr getelementptr (i8, ptr @variable, i64 8)
  ret void
}

; CHECK: internal compiler error: function 'cut': {{.*}}: call void @llvm.memset
define swiftcc void @cut(ptr %ctx) gc "statepoint-example" {
  call void @llvm.memset.p0.i64(ptr @variable, i8 0, i64 16, i1 false)
  ret void
}

; CHECK: internal compiler error: function 'object': {{.*}}: store i64 %h, ptr addrspace(1) %at
define swiftcc ptr addrspace(1) @object(ptr %ctx, i64 %h) gc "statepoint-example" {
  %object = call swiftcc ptr addrspace(1) @vo_rt_alloc(i64 137438954241, i64 24, ptr %ctx)
  %at = getelementptr i8, ptr addrspace(1) %object, i64 8
  store i64 %h, ptr addrspace(1) %at
  ret ptr addrspace(1) %object
}

; Of a long layout, behind an allocation that has been expanded.
; CHECK: internal compiler error: function 'expanded': {{.*}}: store i64 %h, ptr addrspace(1) %at
define swiftcc ptr addrspace(1) @expanded(ptr %ctx, i64 %h, i1 %c, ptr addrspace(1) %fast) gc "statepoint-example" {
  br i1 %c, label %join, label %slow
slow:
  %called = call swiftcc ptr addrspace(1) @vo_rt_alloc(i64 141733937665, i64 528, ptr %ctx)
  br label %join
join:
  %object = phi ptr addrspace(1) [ %fast, %0 ], [ %called, %slow ]
  %at = getelementptr i8, ptr addrspace(1) %object, i64 512
  store i64 %h, ptr addrspace(1) %at
  ret ptr addrspace(1) %object
}

; Other words, whole clears, and the right way: nothing to complain about.
define swiftcc ptr addrspace(1) @right(ptr %ctx, i64 %h, i64 %i, ptr addrspace(1) %r) gc "statepoint-example" {
  store i64 %h, ptr @variable
  call void @llvm.memset.p0.i64(ptr @variable, i8 0, i64 24, i1 false)
  %slot = getelementptr i64, ptr @variable, i64 %i
  store i64 %h, ptr %slot
  call void @vo.store_words.hw.raw(ptr getelementptr (i8, ptr @variable, i64 8), i64 %h, i64 %h, ptr addrspace(1) %r)
  %object = call swiftcc ptr addrspace(1) @vo_rt_alloc(i64 137438954241, i64 24, ptr %ctx)
  store i64 %h, ptr addrspace(1) %object
  ret ptr addrspace(1) %object
}
declare void @llvm.memset.p0.i64(ptr, i8, i64, i1)
