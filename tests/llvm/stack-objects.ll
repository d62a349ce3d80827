; RUN: vo-llvm-opt %s --passes=vo-stack-objects | FileCheck %s
; RUN: vo-llvm-opt %s --passes=vo-stack-objects --frame-roots-limit=0 | FileCheck %s --check-prefix=TABLE
; RUN: vo-llvm-opt %s --emit=obj -o %t.o
; RUN: vo-llvm-opt --dump-stack-maps %t.o | FileCheck %s --check-prefix=MAPS
; RUN: vo-llvm-opt %s --frame-roots-limit=0 --emit=obj -o %t.o
; RUN: vo-llvm-opt --dump-stack-maps %t.o | FileCheck %s --check-prefix=TABLES

; Which safepoints report an object of the frame, and where its memory is made
; zero.

declare swiftcc void @safepoint(ptr swiftself)
declare swiftcc void @use(ptr swiftself, ptr addrspace(1)) gc "statepoint-example"
declare ptr addrspace(1) @vo.stack_object(ptr, i64, i64, i32) "gc-leaf-function"
declare void @vo.stack_end(ptr) "gc-leaf-function"
declare void @llvm.lifetime.start.p0(ptr)
declare void @llvm.lifetime.end.p0(ptr)

; Between start and end, once.
; CHECK-LABEL: define swiftcc void @life(
; CHECK-NEXT:    %memory = alloca [2 x i64], align 8
; CHECK-NEXT:    call swiftcc void @safepoint(ptr swiftself %ctx){{$}}
; CHECK-NEXT:    call void @llvm.memset.p0.i64(ptr align 8 %memory, i8 0, i64 16, i1 true)
; CHECK-NEXT:    [[NUMBER:%.*]] = ptrtoint ptr %memory to i64
; CHECK-NEXT:    %r = inttoptr i64 [[NUMBER]] to ptr addrspace(1)
; CHECK-NEXT:    call swiftcc void @use(ptr swiftself %ctx, ptr addrspace(1) %r) [ "deopt"(ptr %memory, i32 40) ]
; CHECK-NEXT:    call void @vo.stack_end(ptr %memory)
; CHECK-NEXT:    call swiftcc void @safepoint(ptr swiftself %ctx){{$}}
;
; In a table: entered and taken out.
; TABLE-LABEL: define swiftcc void @life(
; TABLE-NEXT:    %objects = alloca [3 x i64], align 8
; TABLE-NEXT:    call void @llvm.memset.p0.i64(ptr align 8 %objects, i8 0, i64 24, i1 true)
; TABLE-NEXT:    [[COUNT:%.*]] = getelementptr inbounds i8, ptr %objects, i64 0
; TABLE-NEXT:    store volatile i64 1, ptr [[COUNT]], align 8
; TABLE-NEXT:    [[LAYOUT:%.*]] = getelementptr inbounds i8, ptr %objects, i64 16
; TABLE-NEXT:    store volatile i64 40, ptr [[LAYOUT]], align 8
; TABLE-NEXT:    %memory = alloca [2 x i64], align 8
; TABLE-NEXT:    call swiftcc void @safepoint(ptr swiftself %ctx) [ "deopt"(ptr %objects, i32 31) ]
; TABLE-NEXT:    call void @llvm.memset.p0.i64(ptr align 8 %memory, i8 0, i64 16, i1 true)
; TABLE-NEXT:    [[NUMBER:%.*]] = ptrtoint ptr %memory to i64
; TABLE-NEXT:    [[ROW:%.*]] = getelementptr inbounds i8, ptr %objects, i64 8
; TABLE-NEXT:    store volatile i64 [[NUMBER]], ptr [[ROW]], align 8
; TABLE-NEXT:    %r = inttoptr i64 [[NUMBER]] to ptr addrspace(1)
; TABLE-NEXT:    call swiftcc void @use(ptr swiftself %ctx, ptr addrspace(1) %r) [ "deopt"(ptr %objects, i32 31) ]
; TABLE-NEXT:    [[AGAIN:%.*]] = getelementptr inbounds i8, ptr %objects, i64 8
; TABLE-NEXT:    store volatile i64 0, ptr [[AGAIN]], align 8
; TABLE-NEXT:    call void @vo.stack_end(ptr %memory)
; TABLE-NEXT:    call swiftcc void @safepoint(ptr swiftself %ctx) [ "deopt"(ptr %objects, i32 31) ]
;
; MAPS: life+0x{{[0-9a-f]+}} location 0: {{$}}
; MAPS-NEXT: life+0x{{[0-9a-f]+}} location 0: {rsp+{{[0-9]+}} layout 40}{{$}}
; MAPS-NEXT: life+0x{{[0-9a-f]+}} location 0: {{$}}
; TABLES: life+0x{{[0-9a-f]+}} location 0: {rsp+[[AT:[0-9]+]] layout 31}{{$}}
; TABLES-NEXT: life+0x{{[0-9a-f]+}} location 0: {rsp+[[AT]] layout 31}{{$}}
define swiftcc void @life(ptr swiftself %ctx) gc "statepoint-example" {
  %memory = alloca [2 x i64], align 8
  call swiftcc void @safepoint(ptr swiftself %ctx)
  %r = call ptr addrspace(1) @vo.stack_object(ptr %memory, i64 0, i64 16, i32 40)
  call swiftcc void @use(ptr swiftself %ctx, ptr addrspace(1) %r)
  call void @vo.stack_end(ptr %memory)
  call swiftcc void @safepoint(ptr swiftself %ctx)
  ret void
}

; The word before the object, which the report tells of, and which the table
; leaves out.
; CHECK-LABEL: define swiftcc void @header(
; CHECK:         call void @llvm.memset.p0.i64(ptr align 8 %memory, i8 0, i64 24, i1 true)
; CHECK-NEXT:    store i64 171798692353, ptr %memory, align 8
; CHECK-NEXT:    [[OBJECT:%.*]] = getelementptr inbounds i8, ptr %memory, i64 8
; CHECK-NEXT:    [[NUMBER:%.*]] = ptrtoint ptr [[OBJECT]] to i64
; CHECK-NEXT:    %r = inttoptr i64 [[NUMBER]] to ptr addrspace(1)
; CHECK-NEXT:    call swiftcc void @use({{.*}}) [ "deopt"(ptr %memory, i32 1073741864) ]
; TABLE-LABEL: define swiftcc void @header(
; TABLE:         [[OBJECT:%.*]] = getelementptr inbounds i8, ptr %memory, i64 8
; TABLE-NEXT:    [[NUMBER:%.*]] = ptrtoint ptr [[OBJECT]] to i64
; TABLE:         store volatile i64 [[NUMBER]],
; MAPS: header+0x{{[0-9a-f]+}} location 0: {rsp+{{[0-9]+}} layout 40}{{$}}
define swiftcc void @header(ptr swiftself %ctx) gc "statepoint-example" {
  %memory = alloca [3 x i64], align 8
  %r = call ptr addrspace(1) @vo.stack_object(ptr %memory, i64 171798692353, i64 16, i32 40)
  call swiftcc void @use(ptr swiftself %ctx, ptr addrspace(1) %r)
  ret void
}

; Without references: nothing to report.
; CHECK-LABEL: define swiftcc void @scalars(
; CHECK:         call void @llvm.memset
; CHECK:         call swiftcc void @use(ptr swiftself %ctx, ptr addrspace(1) %r){{$}}
; TABLE-LABEL: define swiftcc void @scalars(
; TABLE:         call swiftcc void @use(ptr swiftself %ctx, ptr addrspace(1) %r){{$}}
define swiftcc void @scalars(ptr swiftself %ctx) gc "statepoint-example" {
  %memory = alloca [2 x i64], align 8
  %r = call ptr addrspace(1) @vo.stack_object(ptr %memory, i64 0, i64 16, i32 0)
  call swiftcc void @use(ptr swiftself %ctx, ptr addrspace(1) %r)
  ret void
}

; No end: all that a start leads to reports, the loop's head as well, which the
; first turn reaches without a start. So the memory is zero from the entry on.
; CHECK-LABEL: define swiftcc void @turns(
; CHECK-NEXT:  entry:
; CHECK-NEXT:    %memory = alloca [2 x i64], align 8
; CHECK-NEXT:    call void @llvm.memset.p0.i64(ptr align 8 %memory, i8 0, i64 16, i1 true)
; CHECK-NEXT:    call swiftcc void @safepoint(ptr swiftself %ctx){{$}}
; CHECK:       head:
; CHECK-NEXT:    call swiftcc void @safepoint(ptr swiftself %ctx) [ "deopt"(ptr %memory, i32 40) ]
; CHECK-NEXT:    call void @llvm.memset.p0.i64(ptr align 8 %memory, i8 0, i64 16, i1 true)
; CHECK:         call swiftcc void @use({{.*}}) [ "deopt"(ptr %memory, i32 40) ]
; CHECK:       out:
; CHECK-NEXT:    call swiftcc void @safepoint(ptr swiftself %ctx) [ "deopt"(ptr %memory, i32 40) ]
define swiftcc void @turns(ptr swiftself %ctx, i1 %c) gc "statepoint-example" {
entry:
  %memory = alloca [2 x i64], align 8
  call swiftcc void @safepoint(ptr swiftself %ctx)
  br label %head
head:
  call swiftcc void @safepoint(ptr swiftself %ctx)
  %r = call ptr addrspace(1) @vo.stack_object(ptr %memory, i64 0, i64 16, i32 40)
  call swiftcc void @use(ptr swiftself %ctx, ptr addrspace(1) %r)
  br i1 %c, label %head, label %out
out:
  call swiftcc void @safepoint(ptr swiftself %ctx)
  ret void
}

; With an end in each turn nothing else reports, and nothing else is zeroed.
; CHECK-LABEL: define swiftcc void @ended_turns(
; CHECK-NEXT:  entry:
; CHECK-NEXT:    %memory = alloca [2 x i64], align 8
; CHECK-NEXT:    br label %head
; CHECK:       head:
; CHECK-NEXT:    call swiftcc void @safepoint(ptr swiftself %ctx){{$}}
; CHECK:         call swiftcc void @use({{.*}}) [ "deopt"(ptr %memory, i32 40) ]
; CHECK-NEXT:    call void @vo.stack_end
; CHECK:       out:
; CHECK-NEXT:    call swiftcc void @safepoint(ptr swiftself %ctx){{$}}
define swiftcc void @ended_turns(ptr swiftself %ctx, i1 %c) gc "statepoint-example" {
entry:
  %memory = alloca [2 x i64], align 8
  br label %head
head:
  call swiftcc void @safepoint(ptr swiftself %ctx)
  %r = call ptr addrspace(1) @vo.stack_object(ptr %memory, i64 0, i64 16, i32 40)
  call swiftcc void @use(ptr swiftself %ctx, ptr addrspace(1) %r)
  call void @vo.stack_end(ptr %memory)
  br i1 %c, label %head, label %out
out:
  call swiftcc void @safepoint(ptr swiftself %ctx)
  ret void
}

; An end on one of two ways: where they meet the object is reported, and the
; safepoint behind the end has not looked after it. So the end leaves it zero;
; the one that leads nowhere does not.
; CHECK-LABEL: define swiftcc void @half_ended(
; CHECK:       ended:
; CHECK-NEXT:    call void @llvm.memset.p0.i64(ptr align 8 %memory, i8 0, i64 16, i1 true)
; CHECK-NEXT:    call void @vo.stack_end(ptr %memory)
; CHECK-NEXT:    call swiftcc void @safepoint(ptr swiftself %ctx){{$}}
; CHECK:       meet:
; CHECK-NEXT:    call swiftcc void @safepoint(ptr swiftself %ctx) [ "deopt"(ptr %memory, i32 40) ]
; CHECK-NEXT:    call void @vo.stack_end(ptr %memory)
; CHECK-NEXT:    call swiftcc void @safepoint(ptr swiftself %ctx){{$}}
define swiftcc void @half_ended(ptr swiftself %ctx, i1 %c) gc "statepoint-example" {
  %memory = alloca [2 x i64], align 8
  %r = call ptr addrspace(1) @vo.stack_object(ptr %memory, i64 0, i64 16, i32 40)
  br i1 %c, label %ended, label %meet
ended:
  call void @vo.stack_end(ptr %memory)
  call swiftcc void @safepoint(ptr swiftself %ctx)
  br label %meet
meet:
  call swiftcc void @safepoint(ptr swiftself %ctx)
  call void @vo.stack_end(ptr %memory)
  call swiftcc void @safepoint(ptr swiftself %ctx)
  ret void
}

; The markers of inlined functions are ends. They do not stay what they are, since
; code generation would share the memory.
; CHECK-LABEL: define swiftcc void @inlined(
; CHECK-NOT:     @llvm.lifetime
; CHECK:         call swiftcc void @use({{.*}}) [ "deopt"(ptr %memory, i32 40) ]
; CHECK-NEXT:    call void @vo.stack_end(ptr %memory)
; CHECK-NEXT:    call swiftcc void @safepoint(ptr swiftself %ctx){{$}}
; CHECK-NEXT:    ret void
define swiftcc void @inlined(ptr swiftself %ctx) gc "statepoint-example" {
  %memory = alloca [2 x i64], align 8
  call void @llvm.lifetime.start.p0(ptr %memory)
  %r = call ptr addrspace(1) @vo.stack_object(ptr %memory, i64 0, i64 16, i32 40)
  call swiftcc void @use(ptr swiftself %ctx, ptr addrspace(1) %r)
  call void @llvm.lifetime.end.p0(ptr %memory)
  call swiftcc void @safepoint(ptr swiftself %ctx)
  ret void
}

; Two starts of one object (an unrolled loop), and two objects of one safepoint.
; CHECK-LABEL: define swiftcc void @several(
; CHECK:         call swiftcc void @use(ptr swiftself %ctx, ptr addrspace(1) %r1) [ "deopt"(ptr %a, i32 40) ]
; CHECK:         call swiftcc void @use(ptr swiftself %ctx, ptr addrspace(1) %s) [ "deopt"(ptr %a, i32 40, ptr %b, i32 41) ]
; CHECK:         call void @llvm.memset.p0.i64(ptr align 8 %a,
; CHECK:         call swiftcc void @use(ptr swiftself %ctx, ptr addrspace(1) %r2) [ "deopt"(ptr %a, i32 40, ptr %b, i32 41) ]
; TABLE-LABEL: define swiftcc void @several(
; TABLE-NEXT:    %objects = alloca [5 x i64], align 8
define swiftcc void @several(ptr swiftself %ctx) gc "statepoint-example" {
  %a = alloca [2 x i64], align 8
  %b = alloca [1 x i64], align 8
  %r1 = call ptr addrspace(1) @vo.stack_object(ptr %a, i64 0, i64 16, i32 40)
  call swiftcc void @use(ptr swiftself %ctx, ptr addrspace(1) %r1)
  %s = call ptr addrspace(1) @vo.stack_object(ptr %b, i64 0, i64 8, i32 41)
  call swiftcc void @use(ptr swiftself %ctx, ptr addrspace(1) %s)
  %r2 = call ptr addrspace(1) @vo.stack_object(ptr %a, i64 0, i64 16, i32 40)
  call swiftcc void @use(ptr swiftself %ctx, ptr addrspace(1) %r2)
  ret void
}
