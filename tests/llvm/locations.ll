; RUN: vo-llvm-opt %s --passes=vo-locations | FileCheck %s
; RUN: vo-llvm-opt %s -O2 | FileCheck %s --check-prefix=INLINED

; Calls are numbered by file and line; the table replaces the declaration.

declare swiftcc ptr addrspace(1) @vo_rt_alloc(i64, i64, ptr)
declare void @leaf() "gc-leaf-function"
@vo_locations = external global i8
@descriptor = constant ptr @vo_locations

; CHECK: @descriptor = constant ptr @vo_locations
; CHECK: @vo_locations.rows = private unnamed_addr constant [16 x i32] [i32 0, i32 0, i32 0, i32 1, i32 0, i32 7, i32 1, i32 7, i32 1, i32 8, i32 1, i32 9, i32 0, i32 20, i32 0, i32 9]
; CHECK: @vo_locations.file = private unnamed_addr constant [8 x i8] c"main.vo\00"
; CHECK: @vo_locations.file.1 = private unnamed_addr constant [7 x i8] c"lib.vo\00"
; CHECK: @vo_locations.files = private unnamed_addr constant [2 x ptr] [ptr @vo_locations.file, ptr @vo_locations.file.1]
; CHECK: @vo_locations = hidden constant { ptr, ptr, i32, i32, ptr } { ptr @vo_locations.rows, ptr @vo_locations.files, i32 8, i32 2, ptr null }

; CHECK-LABEL: define swiftcc ptr addrspace(1) @main(
; CHECK-SAME: #[[$MAIN:[0-9]+]] gc
define swiftcc ptr addrspace(1) @main(ptr %ctx) gc "statepoint-example" !dbg !4 {
; CHECK: @vo_rt_alloc(i64 1, i64 8, ptr %ctx) #[[$ROW1:[0-9]+]], !dbg
  %a = call swiftcc ptr addrspace(1) @vo_rt_alloc(i64 1, i64 8, ptr %ctx), !dbg !6
; The same line again.
; CHECK: @vo_rt_alloc(i64 1, i64 16, ptr %ctx) #[[$ROW1]], !dbg
  %b = call swiftcc ptr addrspace(1) @vo_rt_alloc(i64 1, i64 16, ptr %ctx), !dbg !7
; No location, and line 0.
; CHECK: @vo_rt_alloc(i64 1, i64 24, ptr %ctx) #[[$ROW0:[0-9]+]]{{$}}
  %c = call swiftcc ptr addrspace(1) @vo_rt_alloc(i64 1, i64 24, ptr %ctx)
; CHECK: @vo_rt_alloc(i64 1, i64 32, ptr %ctx) #[[$ROW0]], !dbg
  %d = call swiftcc ptr addrspace(1) @vo_rt_alloc(i64 1, i64 32, ptr %ctx), !dbg !8
; Inlined before: the position of the inner function.
; CHECK: @vo_rt_alloc(i64 1, i64 40, ptr %ctx) #[[$ROW2:[0-9]+]], !dbg
  %e = call swiftcc ptr addrspace(1) @vo_rt_alloc(i64 1, i64 40, ptr %ctx), !dbg !10
; Leaves have no stack map and get no row.
; CHECK: call void @leaf(), !dbg
  call void @leaf(), !dbg !6
  store ptr addrspace(1) %a, ptr addrspace(1) %b
  store ptr addrspace(1) %b, ptr addrspace(1) %c
  store ptr addrspace(1) %c, ptr addrspace(1) %d
  store ptr addrspace(1) %d, ptr addrspace(1) %e
  ret ptr addrspace(1) %e
}

; A call that is inlined later keeps its own line (row 3, lib.vo:9).
; CHECK-LABEL: define internal swiftcc ptr addrspace(1) @inner(
; INLINED-LABEL: define hidden swiftcc {{.*}}ptr addrspace(1) @outer(
; INLINED: @llvm.experimental.gc.statepoint.p0(i64 5, {{.*}} @vo_rt_alloc
define internal swiftcc ptr addrspace(1) @inner(ptr %ctx) gc "statepoint-example" !dbg !9 {
; CHECK: @vo_rt_alloc(i64 1, i64 4096, ptr %ctx) #[[$ROW3:[0-9]+]], !dbg
  %a = call swiftcc ptr addrspace(1) @vo_rt_alloc(i64 1, i64 4096, ptr %ctx), !dbg !12
  ret ptr addrspace(1) %a
}
define swiftcc ptr addrspace(1) @outer(ptr %ctx) gc "statepoint-example" !dbg !14 {
  %a = call swiftcc ptr addrspace(1) @inner(ptr %ctx), !dbg !15
  ret ptr addrspace(1) %a
}

; CHECK-DAG: attributes #[[$MAIN]] = { "vo-entry-location"="1" }
; CHECK-DAG: attributes #[[$ROW0]] = { "statepoint-id"="0" }
; CHECK-DAG: attributes #[[$ROW1]] = { "statepoint-id"="2" }
; CHECK-DAG: attributes #[[$ROW2]] = { "statepoint-id"="3" }
; CHECK-DAG: attributes #[[$ROW3]] = { "statepoint-id"="5" }

!llvm.dbg.cu = !{!0}
!llvm.module.flags = !{!2}
!0 = distinct !DICompileUnit(language: DW_LANG_C, file: !1, emissionKind: LineTablesOnly)
!1 = !DIFile(filename: "main.vo", directory: "")
!2 = !{i32 2, !"Debug Info Version", i32 3}
!3 = !DIFile(filename: "lib.vo", directory: "")
!4 = distinct !DISubprogram(name: "main", file: !1, line: 1, type: !5, unit: !0, spFlags: DISPFlagDefinition)
!5 = !DISubroutineType(types: !{null})
!6 = !DILocation(line: 7, column: 3, scope: !4)
!7 = !DILocation(line: 7, column: 9, scope: !4)
!8 = !DILocation(line: 0, scope: !4)
!9 = distinct !DISubprogram(name: "inner", file: !3, line: 8, type: !5, unit: !0, spFlags: DISPFlagDefinition)
!10 = !DILocation(line: 7, column: 3, scope: !9, inlinedAt: !11)
!11 = distinct !DILocation(line: 100, scope: !4)
!12 = !DILocation(line: 9, scope: !9)
!14 = distinct !DISubprogram(name: "outer", file: !1, line: 20, type: !5, unit: !0, spFlags: DISPFlagDefinition)
!15 = !DILocation(line: 9, scope: !14)
