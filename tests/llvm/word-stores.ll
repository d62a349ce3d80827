; RUN: vo-llvm-opt %s --passes=vo-expand-word-stores | FileCheck %s --check-prefix=EXPAND
; RUN: vo-llvm-opt %s --to=optimized | FileCheck %s --check-prefix=O2
; RUN: vo-llvm-opt %s --to=optimized -O3 | FileCheck %s --check-prefix=O2
; RUN: vo-llvm-opt %s | FileCheck %s --check-prefix=GC

declare void @vo.store_words.hw(ptr addrspace(1), i64, i64, ptr addrspace(1), ptr)
declare void @vo.store_words.hw.raw(ptr, i64, i64, ptr addrspace(1))
declare void @vo.store_words.h.raw(ptr, i64)
declare void @vo.store_words.w.raw(ptr, i64, ptr addrspace(1))
declare void @vo.store_words.rvvv(ptr addrspace(1), ptr addrspace(1), i64, i64, i64, ptr)
declare swiftcc ptr addrspace(1) @vo_rt_alloc(i64, i64, ptr)

@variable = internal global [2 x i64] zeroinitializer
@anchor = global ptr @variable

; The data word is what the header says; only a reference marks a card.
; EXPAND-LABEL: define swiftcc void @dynamic(
; EXPAND-NEXT:    store i64 %header, ptr addrspace(1) %to, align 8
; EXPAND-NEXT:    [[SLOT:%.*]] = getelementptr i8, ptr addrspace(1) %to, i64 8
; EXPAND-NEXT:    [[KIND:%.*]] = and i64 %header, 255
; EXPAND-NEXT:    [[ISREF:%.*]] = icmp uge i64 [[KIND]], 14
; EXPAND-NEXT:    [[NUMBER:%.*]] = ptrtoint ptr addrspace(1) %ref to i64
; EXPAND-NEXT:    [[WORD:%.*]] = select i1 [[ISREF]], i64 [[NUMBER]], i64 %bits
; EXPAND-NEXT:    store i64 [[WORD]], ptr addrspace(1) [[SLOT]], align 8
; EXPAND-NEXT:    br i1 [[ISREF]], label %word.mark, label %[[REST:.*]]
; EXPAND:       word.mark:
; EXPAND-NEXT:    [[ADDRESS:%.*]] = ptrtoint ptr addrspace(1) [[SLOT]] to i64
; EXPAND:         store i8 1
; EXPAND-NEXT:    br label %[[REST]]
define swiftcc void @dynamic(ptr %ctx, ptr addrspace(1) %to, i64 %header, i64 %bits, ptr addrspace(1) %ref) gc "statepoint-example" {
  call void @vo.store_words.hw(ptr addrspace(1) %to, i64 %header, i64 %bits, ptr addrspace(1) %ref, ptr %ctx)
  ret void
}

; EXPAND-LABEL: define swiftcc void @scalar(
; EXPAND-NEXT:    store i64 514, ptr addrspace(1) %to
; EXPAND-NEXT:    [[SLOT:%.*]] = getelementptr i8, ptr addrspace(1) %to, i64 8
; EXPAND-NEXT:    store i64 %bits, ptr addrspace(1) [[SLOT]]
; EXPAND-NEXT:    ret void
define swiftcc void @scalar(ptr %ctx, ptr addrspace(1) %to, i64 %bits, ptr addrspace(1) %ref) gc "statepoint-example" {
  call void @vo.store_words.hw(ptr addrspace(1) %to, i64 514, i64 %bits, ptr addrspace(1) %ref, ptr %ctx)
  ret void
}

; EXPAND-LABEL: define swiftcc void @reference(
; EXPAND-NEXT:    store i64 4369, ptr addrspace(1) %to
; EXPAND-NEXT:    [[SLOT:%.*]] = getelementptr i8, ptr addrspace(1) %to, i64 8
; EXPAND-NEXT:    store ptr addrspace(1) %ref, ptr addrspace(1) [[SLOT]]
; EXPAND-NEXT:    ptrtoint ptr addrspace(1) [[SLOT]] to i64
; EXPAND:         store i8 1
; EXPAND-NEXT:    ret void
define swiftcc void @reference(ptr %ctx, ptr addrspace(1) %to, i64 %bits, ptr addrspace(1) %ref) gc "statepoint-example" {
  call void @vo.store_words.hw(ptr addrspace(1) %to, i64 4369, i64 %bits, ptr addrspace(1) %ref, ptr %ctx)
  ret void
}

; Without a header in sight the reference tells. No cards outside the heap.
; EXPAND-LABEL: define swiftcc void @half(
; EXPAND-NEXT:    [[ISREF:%.*]] = icmp ne ptr addrspace(1) %ref, null
; EXPAND-NEXT:    [[NUMBER:%.*]] = ptrtoint ptr addrspace(1) %ref to i64
; EXPAND-NEXT:    [[WORD:%.*]] = select i1 [[ISREF]], i64 [[NUMBER]], i64 %bits
; EXPAND-NEXT:    store i64 [[WORD]], ptr %to
; EXPAND-NEXT:    ret void
define swiftcc void @half(ptr %ctx, ptr %to, i64 %bits, ptr addrspace(1) %ref) gc "statepoint-example" {
  call void @vo.store_words.w.raw(ptr %to, i64 %bits, ptr addrspace(1) %ref)
  ret void
}

; A slice in place.
; EXPAND-LABEL: define swiftcc void @slice(
; EXPAND-NEXT:    store ptr addrspace(1) %base, ptr addrspace(1) %to
; EXPAND:         store i64 %offset, ptr addrspace(1)
; EXPAND:         store i64 %length, ptr addrspace(1)
; EXPAND:         store i64 %capacity, ptr addrspace(1)
; EXPAND:         word.mark:
; EXPAND-NEXT:    ptrtoint ptr addrspace(1) %to to i64
define swiftcc void @slice(ptr %ctx, ptr addrspace(1) %to, ptr addrspace(1) %base, i64 %offset, i64 %length, i64 %capacity) gc "statepoint-example" {
  call void @vo.store_words.rvvv(ptr addrspace(1) %to, ptr addrspace(1) %base, i64 %offset, i64 %length, i64 %capacity, ptr %ctx)
  ret void
}

; A loop that allocates and assigns a variable. No header may be kept in a
; register over the allocation: behind the loop, and at the allocation, there is
; no store of its own for it.
; O2-LABEL: define {{.*}} @assign(
; O2-COUNT-2: call void @vo.store_words.hw.raw(ptr {{.*}}@variable
; O2-NOT:     {{store i64.*@variable}}
; O2:         call {{.*}} @vo_rt_alloc
; O2-NOT:     {{store i64.*@variable}}
; O2:         ret
; GC-LABEL: define {{.*}} @assign(
; GC:         store i64 {{.*}}, ptr @variable
; GC-NOT:     @llvm.experimental.gc.statepoint
; GC:         store {{.*}} getelementptr{{.*}}@variable
; GC:         @llvm.experimental.gc.statepoint
define swiftcc ptr addrspace(1) @assign(ptr %ctx, i64 %h1, i64 %b1, ptr addrspace(1) %r1, i64 %h2, i64 %b2, ptr addrspace(1) %r2, i64 %n) gc "statepoint-example" {
entry:
  br label %body
body:
  %i = phi i64 [ 0, %entry ], [ %next, %rest ]
  %odd = trunc i64 %i to i1
  br i1 %odd, label %first, label %second
first:
  call void @vo.store_words.hw.raw(ptr @variable, i64 %h1, i64 %b1, ptr addrspace(1) %r1)
  br label %rest
second:
  call void @vo.store_words.hw.raw(ptr @variable, i64 %h2, i64 %b2, ptr addrspace(1) %r2)
  br label %rest
rest:
  %object = call swiftcc ptr addrspace(1) @vo_rt_alloc(i64 137438953729, i64 4096, ptr %ctx)
  store i64 %i, ptr addrspace(1) %object
  %next = add i64 %i, 1
  %done = icmp eq i64 %next, %n
  br i1 %done, label %end, label %body
end:
  ret ptr addrspace(1) %object
}

; An object that nothing reads goes away together with what is stored to it.
; O2-LABEL: define {{.*}} @unread(
; O2-NOT:     call
; O2:         ret void
define swiftcc void @unread(ptr %ctx, i64 %h, i64 %b, ptr addrspace(1) %r) gc "statepoint-example" {
  %object = call swiftcc ptr addrspace(1) @vo_rt_alloc(i64 137438953985, i64 16, ptr %ctx)
  call void @vo.store_words.hw(ptr addrspace(1) %object, i64 %h, i64 %b, ptr addrspace(1) %r, ptr %ctx)
  ret void
}

; A store touches its words only: the counter beside them stays in a register.
; O2-LABEL: define {{.*}} @beside(
; O2:       body:
; O2-NOT:     load
; O2-NOT:     store i64
; O2:         call void @vo.store_words.hw(
; O2-NOT:     store i64
; O2:         br i1
; O2:         store i64
define swiftcc void @beside(ptr %ctx, ptr addrspace(1) %p, ptr addrspace(1) %q, i64 %n, i64 %h, ptr addrspace(1) %r) gc "statepoint-example" {
entry:
  %pair = getelementptr i8, ptr addrspace(1) %p, i64 8
  store i64 0, ptr addrspace(1) %p
  br label %body
body:
  %i = phi i64 [ 0, %entry ], [ %next, %body ]
  %count = load i64, ptr addrspace(1) %p
  call void @vo.store_words.hw(ptr addrspace(1) %pair, i64 %h, i64 %i, ptr addrspace(1) %r, ptr %ctx)
  %more = add i64 %count, %i
  store i64 %more, ptr addrspace(1) %p
  %next = add i64 %i, 1
  %done = icmp eq i64 %next, %n
  br i1 %done, label %end, label %body
end:
  ret void
}

; Half a value is not moved out of the loop, over the allocation.
; O2-LABEL: define {{.*}} @halves(
; O2:       body:
; O2:         call void @vo.store_words.h.raw(
; O2:         call {{.*}} @vo_rt_alloc
; O2:         call void @vo.store_words.w.raw(
; O2:         br i1
define swiftcc ptr addrspace(1) @halves(ptr %ctx, i64 %h, i64 %b, ptr addrspace(1) %r, i64 %n) gc "statepoint-example" {
entry:
  br label %body
body:
  %i = phi i64 [ 0, %entry ], [ %next, %body ]
  call void @vo.store_words.h.raw(ptr @variable, i64 %h)
  %object = call swiftcc ptr addrspace(1) @vo_rt_alloc(i64 137438953729, i64 4096, ptr %ctx)
  store i64 %i, ptr addrspace(1) %object
  call void @vo.store_words.w.raw(ptr getelementptr (i8, ptr @variable, i64 8), i64 %b, ptr addrspace(1) %r)
  %next = add i64 %i, 1
  %done = icmp eq i64 %next, %n
  br i1 %done, label %end, label %body
end:
  ret ptr addrspace(1) %object
}
