; RUN: not vo-llvm-opt %s --passes=vo-lint 2>&1 | FileCheck %s --implicit-check-not="internal compiler error"

; References in stack objects that no safepoint reports.

declare swiftcc void @safepoint(ptr swiftself)
declare swiftcc void @vo_rt_print(ptr, i64, i64, ptr swiftself) "gc-leaf-function"

; CHECK: internal compiler error: function 'load': stack object 'slot' holds a reference that the collector does not see: %r = load
define swiftcc ptr addrspace(1) @load(ptr swiftself %ctx, ptr addrspace(1) %v) gc "statepoint-example" {
  %slot = alloca ptr addrspace(1)
  store ptr addrspace(1) %v, ptr %slot
  call swiftcc void @safepoint(ptr swiftself %ctx)
  %r = load ptr addrspace(1), ptr %slot
  ret ptr addrspace(1) %r
}

; Another object is reported, not this one.
; CHECK: internal compiler error: function 'other': stack object 'slot' holds a reference that the collector does not see: %r = load
define swiftcc ptr addrspace(1) @other(ptr swiftself %ctx, ptr addrspace(1) %v) gc "statepoint-example" {
  %slot = alloca ptr addrspace(1)
  %elsewhere = alloca ptr addrspace(1)
  store ptr addrspace(1) %v, ptr %slot
  call swiftcc void @safepoint(ptr swiftself %ctx) [ "deopt"(ptr %elsewhere, i32 40) ]
  %r = load ptr addrspace(1), ptr %slot
  ret ptr addrspace(1) %r
}

; One of two words is stored again.
; CHECK: internal compiler error: function 'half': stack object 'words' holds a reference that the collector does not see: call swiftcc void @vo_rt_print
define swiftcc void @half(ptr swiftself %ctx, ptr addrspace(1) %v) gc "statepoint-example" {
  %words = alloca [2 x i64]
  %second = getelementptr i8, ptr %words, i64 8
  store ptr addrspace(1) %v, ptr %words
  store ptr addrspace(1) %v, ptr %second
  call swiftcc void @safepoint(ptr swiftself %ctx)
  store ptr addrspace(1) %v, ptr %words
  call swiftcc void @vo_rt_print(ptr %words, i64 1, i64 1, ptr swiftself %ctx)
  ret void
}

; On the second way round.
; CHECK: internal compiler error: function 'loop': stack object 'slot' holds a reference that the collector does not see: call swiftcc void @vo_rt_print
define swiftcc void @loop(ptr swiftself %ctx, ptr addrspace(1) %v, i1 %c) gc "statepoint-example" {
entry:
  %slot = alloca ptr addrspace(1)
  store ptr addrspace(1) %v, ptr %slot
  br label %body
body:
  call swiftcc void @vo_rt_print(ptr %slot, i64 1, i64 1, ptr swiftself %ctx)
  call swiftcc void @safepoint(ptr swiftself %ctx)
  br i1 %c, label %body, label %end
end:
  ret void
}

; The address is out: anybody may read it.
; CHECK: internal compiler error: function 'escaped': stack object 'slot' holds a reference that the collector does not see: call swiftcc void @safepoint
define swiftcc void @escaped(ptr swiftself %ctx, ptr addrspace(1) %v, ptr %out) gc "statepoint-example" {
  %slot = alloca ptr addrspace(1)
  store ptr %slot, ptr %out
  store ptr addrspace(1) %v, ptr %slot
  call swiftcc void @safepoint(ptr swiftself %ctx)
  ret void
}

; At an unknown offset, as a vector.
; CHECK: internal compiler error: function 'indexed': stack object 'words' holds a reference that the collector does not see: %r = load
define swiftcc ptr addrspace(1) @indexed(ptr swiftself %ctx, <2 x ptr addrspace(1)> %v, i64 %i) gc "statepoint-example" {
  %words = alloca [8 x i64]
  %p = getelementptr i64, ptr %words, i64 %i
  store <2 x ptr addrspace(1)> %v, ptr %p
  call swiftcc void @safepoint(ptr swiftself %ctx)
  %r = load ptr addrspace(1), ptr %words
  ret ptr addrspace(1) %r
}

; Through the reference that the address became.
; CHECK: internal compiler error: function 'reference': stack object 'object' holds a reference that the collector does not see: call swiftcc void @safepoint
define swiftcc void @reference(ptr swiftself %ctx, ptr addrspace(1) %v) gc "statepoint-example" {
  %object = alloca [3 x i64]
  %data = getelementptr i8, ptr %object, i64 8
  %bits = ptrtoint ptr %data to i64
  %ref = inttoptr i64 %bits to ptr addrspace(1)
  %slot = getelementptr i8, ptr addrspace(1) %ref, i64 8
  call swiftcc void @safepoint(ptr swiftself %ctx)
  store ptr addrspace(1) %v, ptr addrspace(1) %slot
  call swiftcc void @safepoint(ptr swiftself %ctx)
  ret void
}

; In a table that only one of the safepoints reports.
; CHECK: internal compiler error: function 'table': stack object 'object' holds a reference that the collector does not see: call swiftcc void @safepoint(ptr swiftself %ctx){{$}}
define swiftcc void @table(ptr swiftself %ctx, ptr addrspace(1) %v) gc "statepoint-example" {
  %table = alloca [3 x i64]
  %object = alloca [2 x i64]
  %bits = ptrtoint ptr %object to i64
  %row = getelementptr i8, ptr %table, i64 8
  store i64 %bits, ptr %row
  %ref = inttoptr i64 %bits to ptr addrspace(1)
  store ptr addrspace(1) %v, ptr addrspace(1) %ref
  call swiftcc void @safepoint(ptr swiftself %ctx) [ "deopt"(ptr %table, i32 31) ]
  call swiftcc void @safepoint(ptr swiftself %ctx)
  ret void
}

; Stored again behind the end of its life.
; CHECK: internal compiler error: function 'ended': stack object 'object' holds a reference that the collector does not see: call swiftcc void @safepoint
define swiftcc void @ended(ptr swiftself %ctx, ptr addrspace(1) %v) gc "statepoint-example" {
  %object = alloca [2 x i64]
  %bits = ptrtoint ptr %object to i64
  %ref = inttoptr i64 %bits to ptr addrspace(1)
  store ptr addrspace(1) %v, ptr addrspace(1) %ref
  call void @vo.stack_end(ptr %object)
  store ptr addrspace(1) %v, ptr addrspace(1) %ref
  call swiftcc void @safepoint(ptr swiftself %ctx)
  ret void
}
declare void @vo.stack_end(ptr) "gc-leaf-function"
