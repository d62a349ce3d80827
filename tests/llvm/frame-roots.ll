; RUN: vo-llvm-opt %s --passes=vo-frame-roots --frame-roots-limit=0 | FileCheck %s
; RUN: vo-llvm-opt %s --passes=vo-frame-roots --frame-roots-limit=3 | FileCheck %s --check-prefix=LIMIT
; RUN: vo-llvm-opt %s --passes=vo-frame-roots | FileCheck %s --check-prefix=OFF
; RUN: vo-llvm-opt %s --frame-roots-limit=0 --emit=obj -o %t.o
; RUN: vo-llvm-opt --dump-stack-maps %t.o | FileCheck %s --check-prefix=MAPS
; RUN: vo-llvm-opt %s -O0 --frame-roots-limit=0 --emit=obj -o %t.o
; RUN: vo-llvm-opt --dump-stack-maps %t.o | FileCheck %s --check-prefix=MAPS

; OFF-NOT: %roots

declare swiftcc ptr addrspace(1) @make(ptr) gc "statepoint-example"
declare swiftcc void @use(ptr, ptr addrspace(1)) gc "statepoint-example"
declare swiftcc void @vo_rt_trap(i64, ptr)

; An array object of as many references as live over calls, zero at first; the
; argument has the first slot. A value is loaded once per stretch between
; safepoints, and not at all where it was just defined.
;
; CHECK-LABEL: define swiftcc ptr addrspace(1) @straight(
; CHECK-NEXT:    %roots = alloca [4 x i64], align 8
; CHECK-NEXT:    call void @llvm.memset.p0.i64(ptr align 8 %roots, i8 0, i64 32, i1 true)
; CHECK-NEXT:    store volatile i64 2, ptr %roots, align 8
; CHECK-NEXT:    [[STRIDE:%.*]] = getelementptr inbounds i8, ptr %roots, i64 12
; CHECK-NEXT:    store volatile i32 8, ptr [[STRIDE]], align 4
; CHECK-NEXT:    [[SLOT0:%.*]] = getelementptr inbounds i8, ptr %roots, i64 16
; CHECK-NEXT:    store volatile ptr addrspace(1) %a, ptr [[SLOT0]], align 8
; CHECK-NEXT:    %b = call swiftcc ptr addrspace(1) @make(ptr %ctx) [ "deopt"(ptr %roots, i32 2) ]
; CHECK-NEXT:    [[SLOT1:%.*]] = getelementptr inbounds i8, ptr %roots, i64 24
; CHECK-NEXT:    store volatile ptr addrspace(1) %b, ptr [[SLOT1]], align 8
; CHECK-NEXT:    call swiftcc void @use(ptr %ctx, ptr addrspace(1) %b) [ "deopt"(ptr %roots, i32 2) ]
; CHECK-NEXT:    [[AT0:%.*]] = getelementptr inbounds i8, ptr %roots, i64 16
; CHECK-NEXT:    [[A:%.*]] = load volatile ptr addrspace(1), ptr [[AT0]], align 8
; CHECK-NEXT:    store i64 1, ptr addrspace(1) [[A]]
; CHECK-NEXT:    store i64 2, ptr addrspace(1) [[A]]
; CHECK-NEXT:    call swiftcc void @use(ptr %ctx, ptr addrspace(1) [[A]]) [ "deopt"(ptr %roots, i32 2) ]
; CHECK-NEXT:    [[AT1:%.*]] = getelementptr inbounds i8, ptr %roots, i64 24
; CHECK-NEXT:    [[B:%.*]] = load volatile ptr addrspace(1), ptr [[AT1]], align 8
; CHECK-NEXT:    ret ptr addrspace(1) [[B]]
;
; Three is what this function costs.
; LIMIT-LABEL: define swiftcc ptr addrspace(1) @straight(
; LIMIT-NOT:     %roots
; LIMIT:       }
;
; MAPS-LABEL: straight
define swiftcc ptr addrspace(1) @straight(ptr %ctx, ptr addrspace(1) %a) gc "statepoint-example" {
  %b = call swiftcc ptr addrspace(1) @make(ptr %ctx)
  call swiftcc void @use(ptr %ctx, ptr addrspace(1) %b)
  store i64 1, ptr addrspace(1) %a
  store i64 2, ptr addrspace(1) %a
  call swiftcc void @use(ptr %ctx, ptr addrspace(1) %a)
  ret ptr addrspace(1) %b
}

; A merge of base pointers has a slot of its own; what it takes over an edge is
; loaded at the end of the block before.
;
; CHECK-LABEL: define swiftcc void @loop(
; CHECK:       body:
; CHECK-NEXT:    %x = phi ptr addrspace(1) [ %a, %entry ], [ %y{{.*}}, %body ]
; CHECK-NEXT:    %i = phi
; CHECK-NEXT:    [[XSLOT:%.*]] = getelementptr
; CHECK-NEXT:    store volatile ptr addrspace(1) %x, ptr [[XSLOT]]
; CHECK:         %y = call swiftcc ptr addrspace(1) @make(ptr %ctx) [ "deopt"(ptr %roots, i32 2) ]
; CHECK:         store volatile ptr addrspace(1) %y,
; CHECK:         [[X:%.*]] = load volatile ptr addrspace(1)
; CHECK:         call swiftcc void @use(ptr %ctx, ptr addrspace(1) [[X]]) [ "deopt"
; CHECK:         [[Y:%.*]] = load volatile ptr addrspace(1)
; CHECK:         br i1
define swiftcc void @loop(ptr %ctx, ptr addrspace(1) %a, i64 %n) gc "statepoint-example" {
entry:
  br label %body
body:
  %x = phi ptr addrspace(1) [ %a, %entry ], [ %y, %body ]
  %i = phi i64 [ 0, %entry ], [ %next, %body ]
  %y = call swiftcc ptr addrspace(1) @make(ptr %ctx)
  call swiftcc void @use(ptr %ctx, ptr addrspace(1) %x)
  %next = add i64 %i, 1
  %done = icmp eq i64 %next, %n
  br i1 %done, label %end, label %body
end:
  ret void
}

; The address of a field is computed again from its base, which has the slot.
; CHECK-LABEL: define swiftcc void @field(
; CHECK:         store volatile i64 1, ptr %roots
; CHECK:         call swiftcc void @use(ptr %ctx, ptr addrspace(1) null) [ "deopt"
; CHECK:         [[A:%.*]] = load volatile ptr addrspace(1)
; CHECK-NEXT:    [[FIELD:%.*]] = getelementptr i8, ptr addrspace(1) [[A]], i64 8
; CHECK-NEXT:    store i64 1, ptr addrspace(1) [[FIELD]]
define swiftcc void @field(ptr %ctx, ptr addrspace(1) %a) gc "statepoint-example" {
  %field = getelementptr i8, ptr addrspace(1) %a, i64 8
  store i64 0, ptr addrspace(1) %field
  call swiftcc void @use(ptr %ctx, ptr addrspace(1) null)
  store i64 1, ptr addrspace(1) %field
  ret void
}

; A merge of derived pointers stays with the statepoints, whose pairs of base and
; derived pointer it needs; so does what it is made of.
; CHECK-LABEL: define swiftcc void @derived(
; CHECK-NOT:     store volatile ptr addrspace(1) %p
; CHECK:         %p = phi ptr addrspace(1)
; CHECK-NOT:     store volatile ptr addrspace(1) %p
; CHECK:         store i64 1, ptr addrspace(1) %p
define swiftcc void @derived(ptr %ctx, ptr addrspace(1) %a, i1 %c) gc "statepoint-example" {
entry:
  %f = getelementptr i8, ptr addrspace(1) %a, i64 8
  br i1 %c, label %left, label %right
left:
  br label %join
right:
  br label %join
join:
  %p = phi ptr addrspace(1) [ %a, %left ], [ %f, %right ]
  call swiftcc void @use(ptr %ctx, ptr addrspace(1) %a)
  store i64 1, ptr addrspace(1) %p
  ret void
}

; A stack object that is reported already stays so; a call that does not return
; needs no report.
; CHECK-LABEL: define swiftcc ptr addrspace(1) @bundles(
; CHECK:         call swiftcc void @use(ptr %ctx, ptr addrspace(1) null) [ "deopt"(ptr %object, i32 32, ptr %roots, i32 2) ]
; CHECK:         call swiftcc void @vo_rt_trap(i64 0, ptr %ctx)
; CHECK-NEXT:    unreachable
define swiftcc ptr addrspace(1) @bundles(ptr %ctx, ptr addrspace(1) %a, i1 %c) gc "statepoint-example" {
  %object = alloca [1 x i64]
  store i64 0, ptr %object
  call swiftcc void @use(ptr %ctx, ptr addrspace(1) null) [ "deopt"(ptr %object, i32 32) ]
  br i1 %c, label %trap, label %end
trap:
  call swiftcc void @vo_rt_trap(i64 0, ptr %ctx) noreturn
  unreachable
end:
  ret ptr addrspace(1) %a
}
