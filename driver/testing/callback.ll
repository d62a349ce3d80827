; A program for Callback_test.cpp: hands function values to C++, which calls
; them. All allocate, so that under stress every object moves in every call.

declare swiftcc ptr addrspace(1) @vo_rt_alloc(i64, i64, ptr)
declare swiftcc void @vo_rt_trap(i64, ptr)
; Of the test, context first.
declare swiftcc void @test_body(ptr, ptr addrspace(1), ptr addrspace(1), ptr addrspace(1))
declare swiftcc i64 @test_again(ptr, ptr addrspace(1), i64)

@vo_stack_maps = external hidden global i8
@vo_locations = external hidden global i8
@name = private constant [8 x i8] c"program\00"
; Layout 32: two words, the second is a reference. Of list nodes and closures.
@layouts = private constant { i8, [3 x i8], i32, i64, i64, i32, i32 } { i8 0, [3 x i8] zeroinitializer, i32 2, i64 2, i64 0, i32 -1, i32 0 }
@vo_module = constant { i32, i32, ptr, ptr, ptr, ptr, ptr, ptr, ptr, ptr, ptr, ptr, i32, i32, i32, i32, i32, i32, ptr, ptr, i64 } { i32 6, i32 0, ptr @name, ptr @main.entry, ptr @layouts, ptr null, ptr null, ptr null, ptr null, ptr @vo_stack_maps, ptr @vo_locations, ptr null, i32 1, i32 0, i32 0, i32 -1, i32 0, i32 0, ptr null, ptr null, i64 0 }

define internal swiftcc ptr addrspace(1) @cons(ptr %ctx, i64 %value, ptr addrspace(1) %next) noinline gc "statepoint-example" {
  %node = call swiftcc ptr addrspace(1) @vo_rt_alloc(i64 137438953985, i64 16, ptr %ctx)
  store i64 %value, ptr addrspace(1) %node
  %slot = getelementptr i8, ptr addrspace(1) %node, i64 8
  store ptr addrspace(1) %next, ptr addrspace(1) %slot
  ret ptr addrspace(1) %node
}

define internal swiftcc ptr addrspace(1) @closure(ptr %ctx, ptr %code, ptr addrspace(1) %capture) noinline gc "statepoint-example" {
  %bits = ptrtoint ptr %code to i64
  %made = call swiftcc ptr addrspace(1) @cons(ptr %ctx, i64 %bits, ptr addrspace(1) %capture)
  ret ptr addrspace(1) %made
}

; func(s string, x float64, a, b, c int) (string, any, float64): s, the interface
; with words a + the captured node's value and 10b + c and a new node, 2x. The
; interface's numbers go to the buffer; b and c come on the stack.
define internal swiftcc { ptr addrspace(1), i64, i64, ptr addrspace(1), double } @many.code(ptr %ctx, ptr %buffer, ptr addrspace(1) %self, ptr addrspace(1) %base, i64 %offset, i64 %length, double %x, i64 %a, i64 %b, i64 %c) noinline gc "statepoint-example" {
  %node = call swiftcc ptr addrspace(1) @cons(ptr %ctx, i64 77, ptr addrspace(1) null)
  %slot = getelementptr i8, ptr addrspace(1) %self, i64 8
  %captured = load ptr addrspace(1), ptr addrspace(1) %slot
  %value = load i64, ptr addrspace(1) %captured
  %header = add i64 %a, %value
  %tens = mul i64 %b, 10
  %bits = add i64 %tens, %c
  store volatile i64 %header, ptr %buffer
  %second = getelementptr i8, ptr %buffer, i64 8
  store volatile i64 %bits, ptr %second
  %double = fmul double %x, 2.0
  %r0 = insertvalue { ptr addrspace(1), i64, i64, ptr addrspace(1), double } poison, ptr addrspace(1) %base, 0
  %r1 = insertvalue { ptr addrspace(1), i64, i64, ptr addrspace(1), double } %r0, i64 %offset, 1
  %r2 = insertvalue { ptr addrspace(1), i64, i64, ptr addrspace(1), double } %r1, i64 %length, 2
  %r3 = insertvalue { ptr addrspace(1), i64, i64, ptr addrspace(1), double } %r2, ptr addrspace(1) %node, 3
  %r4 = insertvalue { ptr addrspace(1), i64, i64, ptr addrspace(1), double } %r3, double %double, 4
  ret { ptr addrspace(1), i64, i64, ptr addrspace(1), double } %r4
}

; func(n int) int: n + (n-1) + ... + 1, one level in C++ per level here; a node
; lives over each.
define internal swiftcc i64 @again.code(ptr %ctx, ptr addrspace(1) %self, i64 %n) noinline gc "statepoint-example" {
  %none = icmp eq i64 %n, 0
  br i1 %none, label %end, label %more
end:
  ret i64 0
more:
  %node = call swiftcc ptr addrspace(1) @cons(ptr %ctx, i64 %n, ptr addrspace(1) null)
  %less = sub i64 %n, 1
  %rest = call swiftcc i64 @test_again(ptr %ctx, ptr addrspace(1) %self, i64 %less)
  %value = load i64, ptr addrspace(1) %node
  %sum = add i64 %value, %rest
  ret i64 %sum
}

; func(): division by zero.
define internal swiftcc void @fail.code(ptr %ctx, ptr addrspace(1) %self) noinline gc "statepoint-example" {
  call swiftcc void @vo_rt_trap(i64 7, ptr %ctx)
  unreachable
}

define swiftcc void @main.entry(ptr %ctx) gc "statepoint-example" {
  %captured = call swiftcc ptr addrspace(1) @cons(ptr %ctx, i64 1000, ptr addrspace(1) null)
  %many = call swiftcc ptr addrspace(1) @closure(ptr %ctx, ptr @many.code, ptr addrspace(1) %captured)
  %again = call swiftcc ptr addrspace(1) @closure(ptr %ctx, ptr @again.code, ptr addrspace(1) null)
  %fail = call swiftcc ptr addrspace(1) @closure(ptr %ctx, ptr @fail.code, ptr addrspace(1) null)
  call swiftcc void @test_body(ptr %ctx, ptr addrspace(1) %many, ptr addrspace(1) %again, ptr addrspace(1) %fail)
  ret void
}
