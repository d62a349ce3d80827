; RUN: vo-llvm-opt %s --passes=vo-expand-word-loads | FileCheck %s --check-prefix=EXPAND
; RUN: vo-llvm-opt %s --to=optimized | FileCheck %s --check-prefix=O2
; RUN: vo-llvm-opt %s --to=optimized -O3 | FileCheck %s --check-prefix=O2
; RUN: vo-llvm-opt %s | FileCheck %s --check-prefix=GC

declare ptr addrspace(1) @vo.load_ref_if(i1, ptr addrspace(1))
declare ptr addrspace(1) @vo.load_ref_if.raw(i1, ptr)
declare swiftcc ptr addrspace(1) @vo_rt_alloc(i64, i64, ptr)

; EXPAND-LABEL: define swiftcc ptr addrspace(1) @load(
; EXPAND-NEXT:    br i1 %c, label %word.ref, label %[[JOIN:.*]]
; EXPAND:       word.ref:
; EXPAND-NEXT:    [[LOADED:%.*]] = load ptr addrspace(1), ptr addrspace(1) %slot, align 8
; EXPAND-NEXT:    br label %[[JOIN]]
; EXPAND:       [[JOIN]]:
; EXPAND-NEXT:    %ref = phi ptr addrspace(1) [ [[LOADED]], %word.ref ], [ null, %{{.*}} ]
; EXPAND-NEXT:    ret ptr addrspace(1) %ref
define swiftcc ptr addrspace(1) @load(ptr %ctx, i1 %c, ptr addrspace(1) %slot) gc "statepoint-example" {
  %ref = call ptr addrspace(1) @vo.load_ref_if(i1 %c, ptr addrspace(1) %slot)
  ret ptr addrspace(1) %ref
}

; EXPAND-LABEL: define swiftcc ptr addrspace(1) @raw(
; EXPAND:         load ptr addrspace(1), ptr %slot, align 8
; EXPAND-NOT:     @vo.load_ref_if
define swiftcc ptr addrspace(1) @raw(ptr %ctx, i1 %c, ptr %slot) gc "statepoint-example" {
  %ref = call ptr addrspace(1) @vo.load_ref_if.raw(i1 %c, ptr %slot)
  ret ptr addrspace(1) %ref
}

; The word has been loaded as bits, so that LLVM knows that it may be loaded
; anywhere. Nothing of reference type may hold those bits over the allocation:
; what is live there is the result of the opaque call.
;
; O2-LABEL: define {{.*}} @word(
; O2:         load i64, ptr addrspace(1) %slot
; O2-NOT:     load ptr addrspace(1)
; O2:         [[REF:%.*]] = {{.*}}call ptr addrspace(1) @vo.load_ref_if(i1 %isref, ptr addrspace(1) {{.*}}%slot)
; O2-NOT:     select {{.*}}ptr addrspace(1)
; O2:         call swiftcc {{.*}} @vo_rt_alloc
; O2:         store ptr addrspace(1) [[REF]]
; O2:         ret
;
; GC-LABEL: define {{.*}} @word(
; GC:         br i1 %isref, label %word.ref, label
; GC:       word.ref:
; GC-NEXT:    [[LOADED:%.*]] = load ptr addrspace(1), ptr addrspace(1) %slot
; GC:         [[REF:%.*]] = phi ptr addrspace(1) [ [[LOADED]], %word.ref ], [ null,
; GC:         @llvm.experimental.gc.statepoint{{.*}} @vo_rt_alloc{{.*}}"gc-live"(ptr addrspace(1) [[REF]])
define swiftcc ptr addrspace(1) @word(ptr %ctx, i64 %header, ptr addrspace(1) %slot) gc "statepoint-example" {
  %bits = load i64, ptr addrspace(1) %slot
  %kind = and i64 %header, 255
  %isref = icmp uge i64 %kind, 14
  %ref = call ptr addrspace(1) @vo.load_ref_if(i1 %isref, ptr addrspace(1) %slot)
  %object = call swiftcc ptr addrspace(1) @vo_rt_alloc(i64 1, i64 4096, ptr %ctx)
  store ptr addrspace(1) %ref, ptr addrspace(1) %object
  %field = getelementptr i8, ptr addrspace(1) %object, i64 8
  store i64 %bits, ptr addrspace(1) %field
  ret ptr addrspace(1) %object
}

; Behind a branch it stays behind the branch.
; O2-LABEL: define {{.*}} @guarded(
; O2:         br i1 %go, label %then, label %end
; O2:       then:
; O2:         call ptr addrspace(1) @vo.load_ref_if(
define swiftcc ptr addrspace(1) @guarded(ptr %ctx, i1 %go, i1 %c, ptr addrspace(1) dereferenceable(8) %slot) gc "statepoint-example" {
  br i1 %go, label %then, label %end
then:
  %ref = call ptr addrspace(1) @vo.load_ref_if(i1 %c, ptr addrspace(1) %slot)
  br label %end
end:
  %result = phi ptr addrspace(1) [ %ref, %then ], [ null, %0 ]
  ret ptr addrspace(1) %result
}

; Merged with an equal one only if nothing was stored between: a store to the
; slot, or a call.
; O2-LABEL: define {{.*}} @stored(
; O2:         [[A:%.*]] = {{.*}}call ptr addrspace(1) @vo.load_ref_if(
; O2-NOT:     @vo.load_ref_if
; O2:         store ptr addrspace(1) %new
; O2:         [[B:%.*]] = {{.*}}call ptr addrspace(1) @vo.load_ref_if(
; O2-NOT:     @vo.load_ref_if
; O2:         icmp eq ptr addrspace(1) [[A]], [[B]]
define swiftcc i1 @stored(ptr %ctx, i1 %c, ptr addrspace(1) %slot, ptr addrspace(1) %new) gc "statepoint-example" {
  %a1 = call ptr addrspace(1) @vo.load_ref_if(i1 %c, ptr addrspace(1) %slot)
  %a2 = call ptr addrspace(1) @vo.load_ref_if(i1 %c, ptr addrspace(1) %slot)
  store ptr addrspace(1) %new, ptr addrspace(1) %slot
  %b = call ptr addrspace(1) @vo.load_ref_if(i1 %c, ptr addrspace(1) %slot)
  %same = icmp eq ptr addrspace(1) %a1, %b
  %same2 = icmp eq ptr addrspace(1) %a1, %a2
  %both = and i1 %same, %same2
  ret i1 %both
}

; Loads under different conditions are different loads.
; O2-LABEL: define {{.*}} @conditions(
; O2:         call ptr addrspace(1) @vo.load_ref_if(i1 %c,
; O2:         call ptr addrspace(1) @vo.load_ref_if(i1 %d,
define swiftcc i1 @conditions(ptr %ctx, i1 %c, i1 %d, ptr addrspace(1) %slot) gc "statepoint-example" {
  %a = call ptr addrspace(1) @vo.load_ref_if(i1 %c, ptr addrspace(1) %slot)
  %b = call ptr addrspace(1) @vo.load_ref_if(i1 %d, ptr addrspace(1) %slot)
  %same = icmp eq ptr addrspace(1) %a, %b
  ret i1 %same
}

; Out of a loop that stores to the heap it does not move.
; O2-LABEL: define {{.*}} @loop(
; O2:       body:
; O2:         call ptr addrspace(1) @vo.load_ref_if(
define swiftcc void @loop(ptr %ctx, i1 %c, ptr addrspace(1) %slot, ptr addrspace(1) %to, i64 %n) gc "statepoint-example" {
entry:
  br label %body
body:
  %i = phi i64 [ 0, %entry ], [ %next, %body ]
  %ref = call ptr addrspace(1) @vo.load_ref_if(i1 %c, ptr addrspace(1) %slot)
  %at = getelementptr ptr addrspace(1), ptr addrspace(1) %to, i64 %i
  store ptr addrspace(1) %ref, ptr addrspace(1) %at
  %next = add i64 %i, 1
  %done = icmp eq i64 %next, %n
  br i1 %done, label %end, label %body
end:
  ret void
}
