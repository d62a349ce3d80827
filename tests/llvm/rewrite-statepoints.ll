; RUN: vo-llvm-opt %s --passes=vo-rewrite-statepoints | FileCheck %s
; RUN: vo-llvm-opt %s --passes=vo-rewrite-statepoints --linear-statepoints=0 | FileCheck %s --check-prefix=LLVM
; RUN: vo-llvm-opt %s -O0 --emit=obj -o %t.o

declare swiftcc ptr addrspace(1) @make(ptr) gc "statepoint-example"
declare swiftcc void @use(ptr, ptr addrspace(1)) gc "statepoint-example"

; A result that lives over the next call, and is an operand of the last only:
; one relocation.
; CHECK-LABEL: define swiftcc void @result(
; CHECK:         [[T0:%.*]] = call {{.*}} @llvm.experimental.gc.statepoint{{.*}}@make, {{.*}}, i32 0, i32 0){{$}}
; CHECK-NEXT:    %a = call ptr addrspace(1) @llvm.experimental.gc.result{{.*}}(token [[T0]])
; CHECK-NEXT:    [[T1:%.*]] = call {{.*}}@use, {{.*}} [ "gc-live"(ptr addrspace(1) %a) ]
; CHECK-NEXT:    [[A:%.*]] = call coldcc ptr addrspace(1) @llvm.experimental.gc.relocate{{.*}}(token [[T1]], i32 0, i32 0)
; CHECK-NEXT:    call {{.*}}@use, {{.*}}ptr addrspace(1) [[A]], i32 0, i32 0){{$}}
; CHECK-NEXT:    ret void
; LLVM-LABEL:  define swiftcc void @result(
; LLVM:          %statepoint_token
define swiftcc void @result(ptr %ctx) gc "statepoint-example" {
  %a = call swiftcc ptr addrspace(1) @make(ptr %ctx)
  call swiftcc void @use(ptr %ctx, ptr addrspace(1) null)
  call swiftcc void @use(ptr %ctx, ptr addrspace(1) %a)
  ret void
}

; Where old and new value meet there is a phi: in the header of the loop with
; the call, not in that of the loop without, nor behind them.
; CHECK-LABEL: define swiftcc void @loops(
; CHECK:       calm:
; CHECK-NOT:     phi ptr addrspace(1)
; CHECK:         load i64, ptr addrspace(1) %a
; CHECK:       outer:
; CHECK-NEXT:    [[AT:%.*]] = phi ptr addrspace(1)
; CHECK-NOT:     phi ptr addrspace(1)
; CHECK:       inner:
; CHECK-NOT:     phi ptr addrspace(1)
; CHECK:         load i64, ptr addrspace(1) [[AT]]
; CHECK:       turn:
; CHECK:         "gc-live"(ptr addrspace(1) [[AT]])
; CHECK:         [[NEW:%.*]] = call coldcc ptr addrspace(1) @llvm.experimental.gc.relocate
; CHECK:       end:
; CHECK-NOT:     phi
; CHECK:         load i64, ptr addrspace(1) [[NEW]]
; CHECK:       }
define swiftcc void @loops(ptr %ctx, ptr addrspace(1) %a, i64 %n) gc "statepoint-example" {
entry:
  br label %calm
calm:
  %i = phi i64 [ 0, %entry ], [ %x, %calm ]
  %x = load i64, ptr addrspace(1) %a
  %c = icmp slt i64 %x, %i
  br i1 %c, label %calm, label %outer
outer:
  br label %inner
inner:
  %j = phi i64 [ 0, %outer ], [ %y, %inner ]
  %y = load i64, ptr addrspace(1) %a
  %d = icmp slt i64 %y, %j
  br i1 %d, label %inner, label %turn
turn:
  call swiftcc void @use(ptr %ctx, ptr addrspace(1) null)
  %e = icmp slt i64 %y, %n
  br i1 %e, label %outer, label %end
end:
  %z = load i64, ptr addrspace(1) %a
  ret void
}

; An address is computed again behind the call.
; CHECK-LABEL: define swiftcc i64 @address(
; CHECK:         "gc-live"(ptr addrspace(1) %a)
; CHECK-NEXT:    [[A:%.*]] = call coldcc ptr addrspace(1) @llvm.experimental.gc.relocate
; CHECK-NEXT:    [[F:%.*]] = getelementptr i8, ptr addrspace(1) [[A]], i64 8
; CHECK-NEXT:    load i64, ptr addrspace(1) [[F]]
define swiftcc i64 @address(ptr %ctx, ptr addrspace(1) %a) gc "statepoint-example" {
  %f = getelementptr i8, ptr addrspace(1) %a, i64 8
  store i64 1, ptr addrspace(1) %f
  call swiftcc void @use(ptr %ctx, ptr addrspace(1) null)
  %x = load i64, ptr addrspace(1) %f
  ret i64 %x
}

; A merge of addresses in two objects gets a merge of their bases, one of
; addresses in one object gets none.
; CHECK-LABEL: define swiftcc i64 @merge(
; CHECK:       join:
; CHECK-DAG:     %p.base = phi ptr addrspace(1) [ %a, %left ], [ %b, %right ]
; CHECK-DAG:     %p = phi ptr addrspace(1) [ %f, %left ], [ %g, %right ]
; CHECK-DAG:     %q = phi ptr addrspace(1) [ %f, %left ], [ %a, %right ]
; CHECK-NOT:     %q.base
; CHECK:         @use{{.*}} [ "gc-live"(
; CHECK-COUNT-4: call coldcc ptr addrspace(1) @llvm.experimental.gc.relocate
; CHECK:         ret i64
define swiftcc i64 @merge(ptr %ctx, ptr addrspace(1) %a, ptr addrspace(1) %b, i1 %c) gc "statepoint-example" {
entry:
  br i1 %c, label %left, label %right
left:
  %f = getelementptr i8, ptr addrspace(1) %a, i64 8
  br label %join
right:
  %g = getelementptr i8, ptr addrspace(1) %b, i64 16
  br label %join
join:
  %p = phi ptr addrspace(1) [ %f, %left ], [ %g, %right ]
  %q = phi ptr addrspace(1) [ %f, %left ], [ %a, %right ]
  call swiftcc void @use(ptr %ctx, ptr addrspace(1) null)
  %x = load i64, ptr addrspace(1) %p
  %y = load i64, ptr addrspace(1) %q
  %z = load i64, ptr addrspace(1) %a
  %w = load i64, ptr addrspace(1) %b
  ret i64 %w
}

; Vectors of references are left to LLVM's pass.
; CHECK-LABEL: define swiftcc <2 x ptr addrspace(1)> @vector(
; CHECK:         %v.relocated = call coldcc <2 x ptr addrspace(1)> @llvm.experimental.gc.relocate
; CHECK:         ret <2 x ptr addrspace(1)> %v.relocated
define swiftcc <2 x ptr addrspace(1)> @vector(ptr %ctx, <2 x ptr addrspace(1)> %v) gc "statepoint-example" {
  call swiftcc void @use(ptr %ctx, ptr addrspace(1) null)
  ret <2 x ptr addrspace(1)> %v
}
