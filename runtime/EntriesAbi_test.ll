; Calls that look like those of compiled Vo code: every member of a string or
; slice is a scalar argument of its own, results are structs of scalars, the
; context is swiftself. EntriesAbi_test.cpp defines what is called and calls
; these functions with arrays of words.
target triple = "x86_64-unknown-linux-gnu"

declare swiftcc { ptr addrspace(1), i64, i64, i64 } @probe_slices(ptr addrspace(1), i64, i64, i64, ptr addrspace(1), i64, i64, i64, i64, i64, ptr swiftself)
declare swiftcc { ptr addrspace(1), i64, i64 } @probe_strings(ptr addrspace(1), i64, i64, ptr addrspace(1), i64, i64, ptr swiftself)
declare swiftcc { i64, i64 } @probe_pair(ptr addrspace(1), i64, i64, i64, ptr swiftself)
declare swiftcc i64 @probe_mixed(ptr addrspace(1), i64, i64, i64, ptr addrspace(1), i64, i64, ptr swiftself)

define void @call_slices(ptr %in, ptr %out, ptr %context) "frame-pointer"="all" {
  %p1 = getelementptr i64, ptr %in, i64 1
  %p2 = getelementptr i64, ptr %in, i64 2
  %p3 = getelementptr i64, ptr %in, i64 3
  %p4 = getelementptr i64, ptr %in, i64 4
  %p5 = getelementptr i64, ptr %in, i64 5
  %p6 = getelementptr i64, ptr %in, i64 6
  %p7 = getelementptr i64, ptr %in, i64 7
  %p8 = getelementptr i64, ptr %in, i64 8
  %p9 = getelementptr i64, ptr %in, i64 9
  %a0 = load ptr addrspace(1), ptr %in
  %a1 = load i64, ptr %p1
  %a2 = load i64, ptr %p2
  %a3 = load i64, ptr %p3
  %a4 = load ptr addrspace(1), ptr %p4
  %a5 = load i64, ptr %p5
  %a6 = load i64, ptr %p6
  %a7 = load i64, ptr %p7
  %a8 = load i64, ptr %p8
  %a9 = load i64, ptr %p9
  %r = call swiftcc { ptr addrspace(1), i64, i64, i64 } @probe_slices(ptr addrspace(1) %a0, i64 %a1, i64 %a2, i64 %a3, ptr addrspace(1) %a4, i64 %a5, i64 %a6, i64 %a7, i64 %a8, i64 %a9, ptr swiftself %context)
  store { ptr addrspace(1), i64, i64, i64 } %r, ptr %out
  ret void
}

define void @call_strings(ptr %in, ptr %out, ptr %context) "frame-pointer"="all" {
  %p1 = getelementptr i64, ptr %in, i64 1
  %p2 = getelementptr i64, ptr %in, i64 2
  %p3 = getelementptr i64, ptr %in, i64 3
  %p4 = getelementptr i64, ptr %in, i64 4
  %p5 = getelementptr i64, ptr %in, i64 5
  %a0 = load ptr addrspace(1), ptr %in
  %a1 = load i64, ptr %p1
  %a2 = load i64, ptr %p2
  %a3 = load ptr addrspace(1), ptr %p3
  %a4 = load i64, ptr %p4
  %a5 = load i64, ptr %p5
  %r = call swiftcc { ptr addrspace(1), i64, i64 } @probe_strings(ptr addrspace(1) %a0, i64 %a1, i64 %a2, ptr addrspace(1) %a3, i64 %a4, i64 %a5, ptr swiftself %context)
  store { ptr addrspace(1), i64, i64 } %r, ptr %out
  ret void
}

define void @call_pair(ptr %in, ptr %out, ptr %context) "frame-pointer"="all" {
  %p1 = getelementptr i64, ptr %in, i64 1
  %p2 = getelementptr i64, ptr %in, i64 2
  %p3 = getelementptr i64, ptr %in, i64 3
  %a0 = load ptr addrspace(1), ptr %in
  %a1 = load i64, ptr %p1
  %a2 = load i64, ptr %p2
  %a3 = load i64, ptr %p3
  %r = call swiftcc { i64, i64 } @probe_pair(ptr addrspace(1) %a0, i64 %a1, i64 %a2, i64 %a3, ptr swiftself %context)
  store { i64, i64 } %r, ptr %out
  ret void
}

define void @call_mixed(ptr %in, ptr %out, ptr %context) "frame-pointer"="all" {
  %p1 = getelementptr i64, ptr %in, i64 1
  %p2 = getelementptr i64, ptr %in, i64 2
  %p3 = getelementptr i64, ptr %in, i64 3
  %p4 = getelementptr i64, ptr %in, i64 4
  %p5 = getelementptr i64, ptr %in, i64 5
  %p6 = getelementptr i64, ptr %in, i64 6
  %a0 = load ptr addrspace(1), ptr %in
  %a1 = load i64, ptr %p1
  %a2 = load i64, ptr %p2
  %a3 = load i64, ptr %p3
  %a4 = load ptr addrspace(1), ptr %p4
  %a5 = load i64, ptr %p5
  %a6 = load i64, ptr %p6
  %r = call swiftcc i64 @probe_mixed(ptr addrspace(1) %a0, i64 %a1, i64 %a2, i64 %a3, ptr addrspace(1) %a4, i64 %a5, i64 %a6, ptr swiftself %context)
  store i64 %r, ptr %out
  ret void
}
