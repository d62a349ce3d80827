; RUN: vo-llvm-opt %s -O0 | FileCheck %s
; RUN: vo-llvm-opt %s -O0 --emit=asm | FileCheck %s --check-prefix=ASM
; RUN: vo-llvm-opt %s -O2 --inline-recursion=0 --emit=asm | FileCheck %s --check-prefix=ASM

; Which functions check the stack, and for how much.

declare void @vo.stack_check(ptr)
declare swiftcc void @vo_rt_print(ptr, i64, i64, ptr)

; On a cycle with a frame of normal size: one compare and a branch. The failing
; call is a statepoint with the row of the function's position.
;
; CHECK-LABEL: define {{.*}} @recursive(
; CHECK-SAME:    #[[NORMAL:[0-9]+]] gc
; CHECK-NEXT:    [[FRAME:%.*]] = call ptr @llvm.frameaddress.p0(i32 0)
; CHECK-NEXT:    %depth = ptrtoint ptr [[FRAME]] to i64
; CHECK-NEXT:    [[FIELD:%.*]] = getelementptr inbounds i8, ptr %ctx, i64 16
; CHECK-NEXT:    %limit = load i64, ptr [[FIELD]], align 8
; CHECK-NEXT:    %below = icmp ult i64 %depth, %limit
; CHECK-NEXT:    br i1 %below, label %overflow, label %{{.*}}, !prof
; CHECK:       overflow:
; CHECK-NEXT:    call swiftcc token {{.*}}@llvm.experimental.gc.statepoint.p0(i64 1, i32 0, ptr elementtype(void (ptr)) @vo_rt_stack_overflow, i32 1, i32 0, ptr swiftself %ctx, i32 0, i32 0)
; CHECK-NEXT:    unreachable
;
; ASM-LABEL: recursive:
; ASM:         movq %rsp, %rbp
; ASM-NOT:     call
; ASM:         cmpq {{%rbp, 16\(%r13\)|16\(%r13\), %r[a-z0-9]+|%r[a-z0-9]+, %r[a-z0-9]+}}
; ASM:         {{ja|jb|jae}}
define swiftcc i64 @recursive(ptr %ctx, i64 %n) gc "statepoint-example" !dbg !4 {
  call void @vo.stack_check(ptr %ctx), !dbg !7
  %r = call swiftcc i64 @recursive(ptr %ctx, i64 %n), !dbg !7
  %d = sub i64 1, %r
  ret i64 %d
}

; Not on a cycle.
; CHECK-LABEL: define {{.*}} @straight(
; CHECK-NOT:     frameaddress
; CHECK:       }
define swiftcc i64 @straight(ptr %ctx, i64 %n) gc "statepoint-example" {
  %r = call swiftcc i64 @recursive(ptr %ctx, i64 %n)
  ret i64 %r
}

; A cycle through an indirect call: every function whose address is taken may be
; called there.
; CHECK-LABEL: define {{.*}} @taken(
; CHECK:         @vo_rt_stack_overflow
; CHECK:       }
@table = global ptr @taken
define internal swiftcc i64 @taken(ptr %ctx, i64 %n) gc "statepoint-example" {
  %callee = load volatile ptr, ptr @table
  %r = call swiftcc i64 %callee(ptr %ctx, i64 %n)
  ret i64 %r
}

; Large stack objects make two functions. The small one asks for the frame of
; the large one.
; CHECK-LABEL: define {{.*}} @large(
; CHECK:         %deepest = sub i64 %depth, [[EXCESS:3[0-9]{6}]]
; CHECK:         icmp ult i64 %deepest, %limit
; CHECK:         @large.body
; CHECK-LABEL: define internal {{.*}} @large.body(
; CHECK-NOT:     frameaddress
; CHECK:       }
; ASM-LABEL: large:
; ASM:         {{addq|subq}} ${{-?}}3{{[0-9]+[0-9]+}}, [[DEEPEST:%r[a-z0-9]+]]
; ASM-NEXT:    cmpq {{.*}}[[DEEPEST]]
; ASM:         callq large.body
;
; The body's frame is touched from the top down.
; ASM-LABEL: large.body:
; ASM:         subq $65536, %rsp
; ASM-NEXT:    movq $0, (%rsp)
define swiftcc i64 @large(ptr %ctx, i64 %n) gc "statepoint-example" {
  %object = alloca [500000 x i64]
  %slot = getelementptr i64, ptr %object, i64 %n
  store volatile i64 %n, ptr %slot
  call swiftcc void @vo_rt_print(ptr %object, i64 1, i64 1, ptr %ctx)
  %r = call swiftcc i64 @recursive(ptr %ctx, i64 %n)
  %x = load volatile i64, ptr %slot
  %s = add i64 %r, %x
  ret i64 %s
}

!llvm.dbg.cu = !{!0}
!llvm.module.flags = !{!2}
!0 = distinct !DICompileUnit(language: DW_LANG_C, file: !1, emissionKind: LineTablesOnly)
!1 = !DIFile(filename: "a.vo", directory: "")
!2 = !{i32 2, !"Debug Info Version", i32 3}
!3 = !DISubroutineType(types: !{})
!4 = distinct !DISubprogram(name: "recursive", file: !1, line: 4, type: !3, unit: !0, spFlags: DISPFlagDefinition)
!7 = !DILocation(line: 5, scope: !4)
