; RUN: vo-llvm-opt %s --passes=vo-inline-budget --inline-budget=40 | FileCheck %s
; RUN: vo-llvm-opt %s --passes=vo-inline-budget --inline-budget=0 | FileCheck %s --check-prefix=ANY
; RUN: vo-llvm-opt %s --to=optimized --inline-budget=40 | FileCheck %s --check-prefix=O2

; The third call of @helper is behind the budget; what is as small as a call
; never is.
; CHECK-LABEL: @caller(
; CHECK-NEXT:    call swiftcc i64 @helper(ptr %ctx, i64 %x){{$}}
; CHECK-NEXT:    call swiftcc i64 @helper(ptr %ctx, i64 %a){{$}}
; CHECK-NEXT:    call swiftcc i64 @helper(ptr %ctx, i64 %b) [[NO:#[0-9]+]]
; CHECK-NEXT:    call swiftcc i64 @small(ptr %ctx, i64 %c){{$}}
; CHECK:       attributes [[NO]] = { noinline }
; ANY-NOT:     noinline
; O2-LABEL: @caller(
; O2:         call {{.*}}i64 @helper(
; O2-NOT:     call
; O2:       }
define swiftcc i64 @caller(ptr %ctx, i64 %x) gc "statepoint-example" {
  %a = call swiftcc i64 @helper(ptr %ctx, i64 %x)
  %b = call swiftcc i64 @helper(ptr %ctx, i64 %a)
  %c = call swiftcc i64 @helper(ptr %ctx, i64 %b)
  %d = call swiftcc i64 @small(ptr %ctx, i64 %c)
  ret i64 %d
}

define swiftcc i64 @small(ptr %ctx, i64 %x) gc "statepoint-example" {
  %y = mul i64 %x, 10
  ret i64 %y
}

define swiftcc i64 @helper(ptr %ctx, i64 %x) gc "statepoint-example" {
  %1 = mul i64 %x, %x
  %2 = add i64 %1, 7
  %3 = xor i64 %2, %x
  %4 = mul i64 %3, %x
  %5 = add i64 %4, 7
  %6 = xor i64 %5, %x
  %7 = mul i64 %6, %x
  %8 = add i64 %7, 7
  %9 = xor i64 %8, %x
  %10 = mul i64 %9, %x
  %11 = add i64 %10, 7
  %12 = xor i64 %11, %x
  %13 = mul i64 %12, %x
  %14 = add i64 %13, 7
  %15 = xor i64 %14, %x
  %16 = mul i64 %15, %x
  %17 = add i64 %16, 7
  %18 = xor i64 %17, %x
  ret i64 %18
}
