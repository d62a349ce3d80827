; RUN: split-file %s %t
; RUN: cat %t/with.ll %t/common.ll > %t/a.ll && vo-llvm-opt %t/a.ll --passes=vo-locations,vo-inlined-locations | FileCheck %s
; RUN: cat %t/without.ll %t/common.ll > %t/b.ll && vo-llvm-opt %t/b.ll --passes=vo-locations,vo-inlined-locations | FileCheck %s --check-prefix=WITHOUT

; In a program that asks for its callers, each inlined call has a row that names the row of the call in whose place it stands. Rows
; 0 to 3 are those of vo-locations: unknown, main itself, 7 and 8.

; CHECK-DAG: @vo_locations.rows{{.*}} = private unnamed_addr constant [18 x i32] [i32 0, i32 0, i32 0, i32 1, i32 0, i32 7, i32 0, i32 8, i32 0, i32 100, i32 0, i32 7, i32 0, i32 8, i32 0, i32 20, i32 0, i32 7]
; CHECK-DAG: @vo_locations.callers = private unnamed_addr constant [9 x i32] [i32 0, i32 0, i32 0, i32 0, i32 0, i32 4, i32 4, i32 4, i32 7]
; WITHOUT-NOT: callers
; WITHOUT: @vo_locations = hidden constant { ptr, ptr, i32, i32, ptr } { ptr @vo_locations.rows, ptr @vo_locations.files, i32 4, i32 1, ptr null }

;--- with.ll
declare swiftcc void @vo_std_runtime_Caller(ptr, i64, ptr swiftself)
;--- without.ll
;--- common.ll
declare swiftcc ptr addrspace(1) @vo_rt_alloc(i64, i64, ptr)

; CHECK-LABEL: define swiftcc ptr addrspace(1) @main(
define swiftcc ptr addrspace(1) @main(ptr %ctx) gc "statepoint-example" !dbg !4 {
; Not inlined.
; CHECK: @vo_rt_alloc(i64 1, i64 8, ptr %ctx) #[[$PLAIN:[0-9]+]], !dbg
  %a = call swiftcc ptr addrspace(1) @vo_rt_alloc(i64 1, i64 8, ptr %ctx), !dbg !6
; Two calls of what was inlined at line 100.
; CHECK: @vo_rt_alloc(i64 1, i64 16, ptr %ctx) #[[$ONCE:[0-9]+]], !dbg
  %b = call swiftcc ptr addrspace(1) @vo_rt_alloc(i64 1, i64 16, ptr %ctx), !dbg !10
; CHECK: @vo_rt_alloc(i64 1, i64 24, ptr %ctx) #[[$OTHER:[0-9]+]], !dbg
  %c = call swiftcc ptr addrspace(1) @vo_rt_alloc(i64 1, i64 24, ptr %ctx), !dbg !12
; One more level between.
; CHECK: @vo_rt_alloc(i64 1, i64 32, ptr %ctx) #[[$TWICE:[0-9]+]], !dbg
  %d = call swiftcc ptr addrspace(1) @vo_rt_alloc(i64 1, i64 32, ptr %ctx), !dbg !14
; A call without a line is the compiler's own: its place is that of the call around.
; CHECK: @vo_rt_alloc(i64 1, i64 40, ptr %ctx) #[[$AROUND:[0-9]+]], !dbg
  %e = call swiftcc ptr addrspace(1) @vo_rt_alloc(i64 1, i64 40, ptr %ctx), !dbg !15
  store ptr addrspace(1) %a, ptr addrspace(1) %b
  store ptr addrspace(1) %b, ptr addrspace(1) %c
  store ptr addrspace(1) %c, ptr addrspace(1) %d
  store ptr addrspace(1) %d, ptr addrspace(1) %e
  ret ptr addrspace(1) %e
}

; CHECK-DAG: attributes #[[$PLAIN]] = { "statepoint-id"="2" }
; CHECK-DAG: attributes #[[$ONCE]] = { "statepoint-id"="5" }
; CHECK-DAG: attributes #[[$OTHER]] = { "statepoint-id"="6" }
; CHECK-DAG: attributes #[[$TWICE]] = { "statepoint-id"="8" }
; CHECK-DAG: attributes #[[$AROUND]] = { "statepoint-id"="4" }

!llvm.dbg.cu = !{!0}
!llvm.module.flags = !{!2}
!0 = distinct !DICompileUnit(language: DW_LANG_C, file: !1, emissionKind: LineTablesOnly)
!1 = !DIFile(filename: "main.vo", directory: "")
!2 = !{i32 2, !"Debug Info Version", i32 3}
!4 = distinct !DISubprogram(name: "main", file: !1, line: 1, type: !5, unit: !0, spFlags: DISPFlagDefinition)
!5 = !DISubroutineType(types: !{null})
!6 = !DILocation(line: 7, column: 3, scope: !4)
!9 = distinct !DISubprogram(name: "inner", file: !1, line: 5, type: !5, unit: !0, spFlags: DISPFlagDefinition)
!10 = !DILocation(line: 7, column: 3, scope: !9, inlinedAt: !11)
!11 = distinct !DILocation(line: 100, scope: !4)
!12 = !DILocation(line: 8, column: 3, scope: !9, inlinedAt: !11)
!13 = distinct !DILocation(line: 20, scope: !9, inlinedAt: !11)
!14 = !DILocation(line: 7, scope: !9, inlinedAt: !13)
!15 = !DILocation(line: 0, scope: !9, inlinedAt: !11)
