; Programs for JitLinker_test.cpp: each keeps references alive over calls of a
; runtime that moves every object at every allocation. Layout id 32 + m: bit i of
; m tells that word i is a reference.

declare swiftcc ptr addrspace(1) @vo_rt_alloc(i64, i64, ptr)
declare swiftcc i64 @vo_rt_string_equal(ptr addrspace(1), i64, i64, ptr addrspace(1), i64, i64, ptr)
declare void @vo.card_mark(ptr addrspace(1), ptr)

@vo_stack_maps = external hidden global i8
@vo_locations = external hidden global i8
@vo_module = constant { ptr, ptr } { ptr @vo_stack_maps, ptr @vo_locations }

; A node has a value and a next node; the header is layout 34, 2 words.
define swiftcc ptr addrspace(1) @cons(ptr %ctx, i64 %value, ptr addrspace(1) %next) noinline gc "statepoint-example" {
  %node = call swiftcc ptr addrspace(1) @vo_rt_alloc(i64 146028888577, i64 16, ptr %ctx)
  store i64 %value, ptr addrspace(1) %node
  %slot = getelementptr i8, ptr addrspace(1) %node, i64 8
  store ptr addrspace(1) %next, ptr addrspace(1) %slot
  ret ptr addrspace(1) %node
}

; Sum of the values 0 .. n-1 in a list.
define swiftcc i64 @list(ptr %ctx, i64 %n) gc "statepoint-example" {
entry:
  br label %build
build:
  %i = phi i64 [ 0, %entry ], [ %i.next, %build.more ]
  %head = phi ptr addrspace(1) [ null, %entry ], [ %head.next, %build.more ]
  %more = icmp slt i64 %i, %n
  br i1 %more, label %build.more, label %sum
build.more:
  %head.next = call swiftcc ptr addrspace(1) @cons(ptr %ctx, i64 %i, ptr addrspace(1) %head)
  %i.next = add i64 %i, 1
  br label %build
sum:
  %at = phi ptr addrspace(1) [ %head, %build ], [ %at.next, %sum.more ]
  %total = phi i64 [ 0, %build ], [ %total.next, %sum.more ]
  %end = icmp eq ptr addrspace(1) %at, null
  br i1 %end, label %done, label %sum.more
sum.more:
  %value = load i64, ptr addrspace(1) %at
  %total.next = add i64 %total, %value
  %slot = getelementptr i8, ptr addrspace(1) %at, i64 8
  %at.next = load ptr addrspace(1), ptr addrspace(1) %slot
  br label %sum
done:
  ret i64 %total
}

; An interior pointer that cannot be recomputed, live over an allocation.
define swiftcc i64 @interior(ptr %ctx, i64 %which) gc "statepoint-example" {
entry:
  %object = call swiftcc ptr addrspace(1) @vo_rt_alloc(i64 137438954497, i64 32, ptr %ctx)
  %is = icmp eq i64 %which, 1
  br i1 %is, label %one, label %two
one:
  %p1 = getelementptr i8, ptr addrspace(1) %object, i64 8
  br label %join
two:
  %p2 = getelementptr i8, ptr addrspace(1) %object, i64 24
  br label %join
join:
  %p = phi ptr addrspace(1) [ %p1, %one ], [ %p2, %two ]
  store i64 7, ptr addrspace(1) %p
  %other = call swiftcc ptr addrspace(1) @cons(ptr %ctx, i64 1000, ptr addrspace(1) null)
  %a = load i64, ptr addrspace(1) %p
  %third = getelementptr i8, ptr addrspace(1) %object, i64 24
  %b = load i64, ptr addrspace(1) %third
  %c = load i64, ptr addrspace(1) %other
  %b10 = mul i64 %b, 10
  %ab = add i64 %a, %b10
  %abc = add i64 %ab, %c
  ret i64 %abc
}

; A stack object (layout 33: word 0 is a reference) that is reported, read back
; through a reference into the frame.
define swiftcc i64 @frame(ptr %ctx) gc "statepoint-example" {
  %object = alloca [2 x i64], align 8
  store [2 x i64] zeroinitializer, ptr %object
  %bits = ptrtoint ptr %object to i64
  %ref = inttoptr i64 %bits to ptr addrspace(1)
  %node = call swiftcc ptr addrspace(1) @cons(ptr %ctx, i64 42, ptr addrspace(1) null) [ "deopt"(ptr %object, i32 33) ]
  store volatile ptr addrspace(1) %node, ptr addrspace(1) %ref
  %other = call swiftcc ptr addrspace(1) @cons(ptr %ctx, i64 1, ptr addrspace(1) null) [ "deopt"(ptr %object, i32 33) ]
  %again = load volatile ptr addrspace(1), ptr addrspace(1) %ref
  %value = load i64, ptr addrspace(1) %again
  ret i64 %value
}

define swiftcc i64 @code(ptr %ctx, ptr addrspace(1) %environment) noinline gc "statepoint-example" {
  %value = load i64, ptr addrspace(1) %environment
  %r = add i64 %value, 1
  ret i64 %r
}
define swiftcc { ptr addrspace(1), ptr } @make_closure(ptr %ctx) noinline gc "statepoint-example" {
  %e = call swiftcc ptr addrspace(1) @cons(ptr %ctx, i64 99, ptr addrspace(1) null)
  %a = insertvalue { ptr addrspace(1), ptr } poison, ptr addrspace(1) %e, 0
  %b = insertvalue { ptr addrspace(1), ptr } %a, ptr @code, 1
  ret { ptr addrspace(1), ptr } %b
}
; The callee is the second member of a result, the first one lives on.
define swiftcc i64 @closure(ptr %ctx) gc "statepoint-example" {
  %pair = call swiftcc { ptr addrspace(1), ptr } @make_closure(ptr %ctx)
  %environment = extractvalue { ptr addrspace(1), ptr } %pair, 0
  %code = extractvalue { ptr addrspace(1), ptr } %pair, 1
  %x = call swiftcc i64 %code(ptr %ctx, ptr addrspace(1) %environment)
  %y = call swiftcc i64 %code(ptr %ctx, ptr addrspace(1) %environment)
  %sum = add i64 %x, %y
  ret i64 %sum
}

; Optimization sinks the extractvalue below the second call.
define swiftcc i64 @sunk(ptr %ctx, i64 %which) gc "statepoint-example" {
  %pair = call swiftcc { ptr addrspace(1), ptr } @make_closure(ptr %ctx)
  %environment = extractvalue { ptr addrspace(1), ptr } %pair, 0
  %other = call swiftcc ptr addrspace(1) @cons(ptr %ctx, i64 5, ptr addrspace(1) null)
  %is = icmp eq i64 %which, 1
  br i1 %is, label %one, label %two
one:
  %value = load i64, ptr addrspace(1) %environment
  ret i64 %value
two:
  %value2 = load i64, ptr addrspace(1) %other
  ret i64 %value2
}

; Two references in one vector register.
define swiftcc i64 @vector(ptr %ctx) gc "statepoint-example" {
  %a = call swiftcc ptr addrspace(1) @cons(ptr %ctx, i64 20, ptr addrspace(1) null)
  %b = call swiftcc ptr addrspace(1) @cons(ptr %ctx, i64 3, ptr addrspace(1) null)
  %v0 = insertelement <2 x ptr addrspace(1)> poison, ptr addrspace(1) %a, i64 0
  %v = insertelement <2 x ptr addrspace(1)> %v0, ptr addrspace(1) %b, i64 1
  %box = call swiftcc ptr addrspace(1) @vo_rt_alloc(i64 150323855873, i64 16, ptr %ctx)
  store <2 x ptr addrspace(1)> %v, ptr addrspace(1) %box, align 8
  %p1 = getelementptr i8, ptr addrspace(1) %box, i64 8
  %x = load ptr addrspace(1), ptr addrspace(1) %box
  %y = load ptr addrspace(1), ptr addrspace(1) %p1
  %xv = load i64, ptr addrspace(1) %x
  %yv = load i64, ptr addrspace(1) %y
  %sum = add i64 %xv, %yv
  ret i64 %sum
}

; The barrier marks the card of the object's new place.
define swiftcc ptr addrspace(1) @barrier(ptr %ctx) gc "statepoint-example" {
  %object = call swiftcc ptr addrspace(1) @cons(ptr %ctx, i64 1, ptr addrspace(1) null)
  %young = call swiftcc ptr addrspace(1) @cons(ptr %ctx, i64 2, ptr addrspace(1) null)
  %slot = getelementptr i8, ptr addrspace(1) %object, i64 8
  store ptr addrspace(1) %young, ptr addrspace(1) %slot
  call void @vo.card_mark(ptr addrspace(1) %slot, ptr %ctx)
  ret ptr addrspace(1) %object
}

; An object that nobody uses.
define swiftcc i64 @unused(ptr %ctx) gc "statepoint-example" {
  %object = call swiftcc ptr addrspace(1) @vo_rt_alloc(i64 137438954497, i64 32, ptr %ctx)
  %p = getelementptr i8, ptr addrspace(1) %object, i64 8
  %fresh = load i64, ptr addrspace(1) %p
  %r = add i64 %fresh, 11
  ret i64 %r
}

; Allocations of a leaf, two of them inlined from other lines.
define swiftcc ptr addrspace(1) @located(ptr %ctx) gc "statepoint-example" !dbg !4 {
  %a = call swiftcc ptr addrspace(1) @vo_rt_alloc(i64 137438954497, i64 32, ptr %ctx), !dbg !6
  store i64 1, ptr addrspace(1) %a, !dbg !6
  ret ptr addrspace(1) %a, !dbg !8
}

!llvm.dbg.cu = !{!0}
!llvm.module.flags = !{!2, !3}
!0 = distinct !DICompileUnit(language: DW_LANG_C, file: !1, producer: "vo", isOptimized: true, emissionKind: LineTablesOnly)
!1 = !DIFile(filename: "main.vo", directory: "")
!2 = !{i32 2, !"Debug Info Version", i32 3}
!3 = !{i32 7, !"Dwarf Version", i32 5}
!4 = distinct !DISubprogram(name: "located", file: !1, line: 1, type: !5, unit: !0, spFlags: DISPFlagDefinition)
!5 = !DISubroutineType(types: !{null})
!6 = !DILocation(line: 17, column: 3, scope: !7, inlinedAt: !8)
!7 = distinct !DISubprogram(name: "inner", file: !9, line: 10, type: !5, unit: !0, spFlags: DISPFlagDefinition)
!8 = distinct !DILocation(line: 5, column: 1, scope: !4)
!9 = !DIFile(filename: "lib.vo", directory: "")
