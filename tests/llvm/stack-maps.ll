; RUN: vo-llvm-opt %s --emit=obj -o %t.o
; RUN: vo-llvm-opt --dump-stack-maps %t.o | FileCheck %s
; RUN: llvm-readobj -S -r --symbols %t.o | FileCheck %s --check-prefix=OBJECT

; The compact table: base and derived roots, frame objects, shared root sets, no
; LLVM section, PC-relative relocations only.

declare swiftcc void @safepoint(ptr)
declare swiftcc ptr addrspace(1) @vo_rt_alloc(i64, i64, ptr)
declare swiftcc void @vo_rt_trap(i64, ptr)
declare void @vo.stack_end(ptr)
@vo_stack_maps = external global i8
@vo_module = constant ptr @vo_stack_maps

; CHECK: 12 records

; Nothing live.
; CHECK-NEXT: empty+0x{{[0-9a-f]+}} location 0: {{$}}
define swiftcc void @empty(ptr %ctx) gc "statepoint-example" {
  call swiftcc void @safepoint(ptr %ctx)
  ret void
}

; Null is not reported, a live reference is.
; CHECK-NEXT: base+0x{{[0-9a-f]+}} location 0: {{\[rsp\+[0-9]+\]$}}
define swiftcc ptr addrspace(1) @base(ptr %ctx, ptr addrspace(1) %v) gc "statepoint-example" {
  call swiftcc void @safepoint(ptr %ctx)
  ret ptr addrspace(1) %v
}

; An interior pointer that came as such is a base of its own; one made here goes
; with its base.
; CHECK-NEXT: derived+0x{{[0-9a-f]+}} location 0: [rsp+[[BASE:[0-9]+]]] [rsp+[[DERIVED:[0-9]+]]]-[rsp+[[BASE]]]
define swiftcc ptr addrspace(1) @derived(ptr %ctx, ptr addrspace(1) %v, i1 %c, i64 %i, i64 %j) gc "statepoint-example" {
  br i1 %c, label %one, label %two
one:
  %p1 = getelementptr i8, ptr addrspace(1) %v, i64 %i
  br label %join
two:
  %p2 = getelementptr i16, ptr addrspace(1) %v, i64 %j
  br label %join
join:
  %p = phi ptr addrspace(1) [ %p1, %one ], [ %p2, %two ]
  store ptr addrspace(1) null, ptr addrspace(1) %p
  call swiftcc void @safepoint(ptr %ctx)
  ret ptr addrspace(1) %p
}

; A stack object is reported where the bundle names it, with its layout.
; CHECK-NEXT: frame+0x{{[0-9a-f]+}} location 0: {rsp+{{[0-9]+}} layout 70000}
; CHECK-NEXT: frame+0x{{[0-9a-f]+}} location 0: {{$}}
define swiftcc void @frame(ptr %ctx, ptr addrspace(1) %v) gc "statepoint-example" {
  %object = alloca [4 x i64]
  %bits = ptrtoint ptr %object to i64
  %ref = inttoptr i64 %bits to ptr addrspace(1)
  store volatile ptr addrspace(1) %v, ptr addrspace(1) %ref
  call swiftcc void @safepoint(ptr %ctx) [ "deopt"(ptr %object, i32 70000) ]
  call void @vo.stack_end(ptr %object)
  call swiftcc void @safepoint(ptr %ctx)
  ret void
}

; A reference into the frame never moves: not a root, though it is live.
; CHECK-NEXT: into_frame+0x{{[0-9a-f]+}} location 0: {rsp+{{[0-9]+}} layout 40}{{$}}
define swiftcc void @into_frame(ptr %ctx, ptr addrspace(1) %v) gc "statepoint-example" {
  %object = alloca [4 x i64]
  %bits = ptrtoint ptr %object to i64
  %ref = inttoptr i64 %bits to ptr addrspace(1)
  store volatile ptr addrspace(1) %v, ptr addrspace(1) %ref
  call swiftcc void @safepoint(ptr %ctx) [ "deopt"(ptr %object, i32 40) ]
  store volatile ptr addrspace(1) null, ptr addrspace(1) %ref
  ret void
}

; Both references of a vector.
; CHECK-NEXT: vector+0x{{[0-9a-f]+}} location 0: [rsp+0] [rsp+8]{{$}}
define swiftcc <2 x ptr addrspace(1)> @vector(ptr %ctx, <2 x ptr addrspace(1)> %v) gc "statepoint-example" {
  call swiftcc void @safepoint(ptr %ctx)
  ret <2 x ptr addrspace(1)> %v
}

; Cold functions stay among the others, so that the table is sorted.
; CHECK-NEXT: cold+0x{{[0-9a-f]+}} location 0: {{$}}
define swiftcc void @cold(ptr %ctx) cold gc "statepoint-example" {
  call swiftcc void @safepoint(ptr %ctx)
  ret void
}

; A call that does not return has a record, too: the walk goes through it. It is
; the last instruction, the address lies behind the function.
; CHECK-NEXT: trap+0x{{[0-9a-f]+}} location 0: {{$}}
define swiftcc void @trap(ptr %ctx) gc "statepoint-example" {
  call swiftcc void @vo_rt_trap(i64 1, ptr %ctx)
  unreachable
}

; The slow path of an allocation is the safepoint.
; CHECK-NEXT: alloc+0x{{[0-9a-f]+}} location 0: {{\[rsp\+[0-9]+\]$}}
; CHECK-NEXT: many+0x
; CHECK-NEXT: many+0x
; CHECK-NOT: +0x
define swiftcc ptr addrspace(1) @alloc(ptr %ctx, ptr addrspace(1) %v) gc "statepoint-example" {
  %o = call swiftcc ptr addrspace(1) @vo_rt_alloc(i64 1, i64 8, ptr %ctx)
  store ptr addrspace(1) %v, ptr addrspace(1) %o
  ret ptr addrspace(1) %o
}
define swiftcc ptr addrspace(1) @many(ptr %ctx, ptr addrspace(1) %v) gc "statepoint-example" {
  call swiftcc void @safepoint(ptr %ctx)
  call swiftcc void @safepoint(ptr %ctx)
  ret ptr addrspace(1) %v
}

; OBJECT-NOT:  llvm_stackmaps
; OBJECT:      Name: .vo_stackmaps
; OBJECT-NEXT: Type: SHT_PROGBITS
; OBJECT-NEXT: Flags [ (0x2)
; OBJECT-NEXT:   SHF_ALLOC
; OBJECT-NEXT: ]
; OBJECT:      .rela.vo_stackmaps {
; OBJECT-COUNT-12: R_X86_64_PC32
; OBJECT-NEXT: }
; OBJECT:      Name: vo_stack_maps
; OBJECT:      Binding: Global
; OBJECT-NEXT: Type: Object
; OBJECT-NEXT: Other [ (0x2)
; OBJECT-NEXT:   STV_HIDDEN
; OBJECT:      Section: .vo_stackmaps
