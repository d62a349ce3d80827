; RUN: vo-llvm-opt %s --passes=vo-entry-attributes | FileCheck %s

; What the table of runtime entries says becomes attributes.

; CHECK: declare swiftcc noalias nonnull align 8 ptr addrspace(1) @vo_rt_alloc(i64, i64, ptr captures(none)) #[[ALLOC:[0-9]+]]
declare swiftcc ptr addrspace(1) @vo_rt_alloc(i64, i64, ptr)

; Panics: deferred calls may do anything.
; CHECK: declare swiftcc ptr addrspace(1) @vo_rt_new_array(i64, i64, i64, ptr captures(none)) #[[NOUNWIND:[0-9]+]]
declare swiftcc ptr addrspace(1) @vo_rt_new_array(i64, i64, i64, ptr)

; A pure function of strings.
; CHECK: declare swiftcc i64 @vo_rt_string_equal(ptr addrspace(1) captures(none), i64, i64, ptr addrspace(1) captures(none), i64, i64, ptr captures(none)) #[[PURE:[0-9]+]]
declare swiftcc i64 @vo_rt_string_equal(ptr addrspace(1), i64, i64, ptr addrspace(1), i64, i64, ptr)

; The result may be one of the arguments.
; CHECK: declare swiftcc { ptr addrspace(1), i64, i64 } @vo_rt_string_concat(ptr addrspace(1) captures(ret: address, provenance), i64, i64, {{.*}}) #[[BUILD:[0-9]+]]
declare swiftcc { ptr addrspace(1), i64, i64 } @vo_rt_string_concat(ptr addrspace(1), i64, i64, ptr addrspace(1), i64, i64, ptr)

; Allocates from numbers only: no visible memory at all.
; CHECK: declare swiftcc { ptr addrspace(1), i64, i64 } @vo_rt_string_from_int(i64, ptr captures(none)) #[[HIDDEN:[0-9]+]]
declare swiftcc { ptr addrspace(1), i64, i64 } @vo_rt_string_from_int(i64, ptr)

; Prints: not to be deleted, though it only reads.
; CHECK: declare swiftcc void @vo_rt_print(ptr captures(none), i64, i64, ptr captures(none)) #[[PRINT:[0-9]+]]
declare swiftcc void @vo_rt_print(ptr, i64, i64, ptr)

; Writes the heap.
; CHECK: declare swiftcc i64 @vo_rt_slice_copy_string({{.*}}) #[[WRITES:[0-9]+]]
declare swiftcc i64 @vo_rt_slice_copy_string(ptr addrspace(1), i64, i64, i64, ptr addrspace(1), i64, i64, ptr)

; CHECK: declare swiftcc void @vo_rt_trap(i64, ptr captures(none)) #[[TRAP:[0-9]+]]
declare swiftcc void @vo_rt_trap(i64, ptr)

; CHECK: declare void @vo.card_mark(ptr addrspace(1) captures(none), ptr captures(none)) #[[CARD:[0-9]+]]
declare void @vo.card_mark(ptr addrspace(1), ptr)

; All words of a value at once: movable, but only as a whole.
; CHECK: declare void @vo.store_words.hw(ptr addrspace(1) writeonly captures(none), i64, i64, ptr addrspace(1) readnone, ptr readnone captures(none)) #[[STORE:[0-9]+]]
declare void @vo.store_words.hw(ptr addrspace(1), i64, i64, ptr addrspace(1), ptr)
; CHECK: declare void @vo.store_words.rvvv.raw(ptr writeonly captures(none), ptr addrspace(1) readnone, i64, i64, i64) #[[STORE]]
declare void @vo.store_words.rvvv.raw(ptr, ptr addrspace(1), i64, i64, i64)

; Half a value stays where it is among the safepoints.
; CHECK: declare void @vo.store_words.h(ptr addrspace(1) writeonly captures(none), i64, ptr readnone captures(none)) #[[HALF:[0-9]+]]
declare void @vo.store_words.h(ptr addrspace(1), i64, ptr)
; CHECK: declare void @vo.store_words.w.raw(ptr writeonly captures(none), i64, ptr addrspace(1) readnone) #[[HALF]]
declare void @vo.store_words.w.raw(ptr, i64, ptr addrspace(1))

; Starts and ends of lives stay apart, and among the accesses to the object.
; CHECK: declare nonnull align 8 ptr addrspace(1) @vo.stack_object(ptr, i64, i64, i32) #[[START:[0-9]+]]
declare ptr addrspace(1) @vo.stack_object(ptr, i64, i64, i32)
; CHECK: declare void @vo.stack_end(ptr) #[[END:[0-9]+]]
declare void @vo.stack_end(ptr)

; Others may do anything meanwhile.
; CHECK: declare swiftcc void @vo_rt_poll(ptr captures(none)) #[[NOUNWIND]]
declare swiftcc void @vo_rt_poll(ptr)

; CHECK-DAG: attributes #[[START]] = { nocallback nomerge nounwind willreturn memory(argmem: write) "gc-leaf-function" }
; CHECK-DAG: attributes #[[END]] = { nocallback nomerge nounwind willreturn memory(argmem: readwrite) "gc-leaf-function" }
; CHECK-DAG: attributes #[[ALLOC]] = { nounwind willreturn allockind("alloc,zeroed") allocsize(1) memory(inaccessiblemem: readwrite) "alloc-family"="vo" }
; CHECK-DAG: attributes #[[NOUNWIND]] = { nounwind }
; CHECK-DAG: attributes #[[PURE]] = { nounwind willreturn memory(read) "gc-leaf-function" }
; CHECK-DAG: attributes #[[BUILD]] = { nounwind willreturn memory(read, inaccessiblemem: readwrite) }
; CHECK-DAG: attributes #[[HIDDEN]] = { nounwind willreturn memory(inaccessiblemem: readwrite) }
; CHECK-DAG: attributes #[[PRINT]] = { nounwind willreturn memory(read, inaccessiblemem: readwrite) "gc-leaf-function" }
; CHECK-DAG: attributes #[[WRITES]] = { nounwind willreturn "gc-leaf-function" }
; CHECK-DAG: attributes #[[TRAP]] = { cold noreturn nounwind }
; CHECK-DAG: attributes #[[STORE]] = { nocallback nounwind willreturn memory(argmem: write) "gc-leaf-function" }
; CHECK-DAG: attributes #[[HALF]] = { nocallback nounwind willreturn memory(argmem: write, inaccessiblemem: readwrite) "gc-leaf-function" }
; CHECK-DAG: attributes #[[CARD]] = { nocallback nounwind willreturn memory(argmem: read, inaccessiblemem: readwrite) "gc-leaf-function" }
