; RUN: vo-llvm-opt %s '--passes=function(vo-split-aggregates),vo-lint' | FileCheck %s
; RUN: vo-llvm-opt %s -o /dev/null

declare swiftcc { ptr addrspace(1), i64 } @pair(ptr swiftself)
declare swiftcc { i64, { ptr addrspace(1), [2 x i64] } } @nested(ptr swiftself)
declare swiftcc void @safepoint(ptr swiftself)
declare void @leaf() "gc-leaf-function"

; The extractvalue goes up to the call.
; CHECK-LABEL: define swiftcc ptr addrspace(1) @sunk(
; CHECK:         [[PAIR:%.*]] = call swiftcc { ptr addrspace(1), i64 } @pair
; CHECK-NEXT:    [[REF:%.*]] = extractvalue { ptr addrspace(1), i64 } [[PAIR]], 0
; CHECK-NEXT:    call swiftcc void @safepoint
; CHECK-NEXT:    ret ptr addrspace(1) [[REF]]
define swiftcc ptr addrspace(1) @sunk(ptr swiftself %ctx) gc "statepoint-example" {
  %pair = call swiftcc { ptr addrspace(1), i64 } @pair(ptr swiftself %ctx)
  call swiftcc void @safepoint(ptr swiftself %ctx)
  %ref = extractvalue { ptr addrspace(1), i64 } %pair, 0
  ret ptr addrspace(1) %ref
}

; Phis and selects become one per field; the returned value is put together at
; the end.
; CHECK-LABEL: define swiftcc { ptr addrspace(1), i64 } @merged(
; CHECK:       join:
; CHECK-NEXT:    [[REF:%.*]] = phi ptr addrspace(1) [ {{%.*}}, %left ], [ %arg, %right ]
; CHECK-NEXT:    [[LENGTH:%.*]] = phi i64 [ {{%.*}}, %left ], [ 7, %right ]
; CHECK-NEXT:    [[REF2:%.*]] = select i1 %b, ptr addrspace(1) [[REF]], ptr addrspace(1) null
; CHECK-NEXT:    [[LENGTH2:%.*]] = select i1 %b, i64 [[LENGTH]], i64 0
; CHECK-NEXT:    call swiftcc void @safepoint
; CHECK-NEXT:    [[HALF:%.*]] = insertvalue { ptr addrspace(1), i64 } poison, ptr addrspace(1) [[REF2]], 0
; CHECK-NEXT:    [[WHOLE:%.*]] = insertvalue { ptr addrspace(1), i64 } [[HALF]], i64 [[LENGTH2]], 1
; CHECK-NEXT:    ret { ptr addrspace(1), i64 } [[WHOLE]]
define swiftcc { ptr addrspace(1), i64 } @merged(ptr swiftself %ctx, i1 %c, i1 %b, ptr addrspace(1) %arg) gc "statepoint-example" {
  br i1 %c, label %left, label %right
left:
  %l = call swiftcc { ptr addrspace(1), i64 } @pair(ptr swiftself %ctx)
  br label %join
right:
  %r0 = insertvalue { ptr addrspace(1), i64 } poison, ptr addrspace(1) %arg, 0
  %r = insertvalue { ptr addrspace(1), i64 } %r0, i64 7, 1
  br label %join
join:
  %p = phi { ptr addrspace(1), i64 } [ %l, %left ], [ %r, %right ]
  %s = select i1 %b, { ptr addrspace(1), i64 } %p, { ptr addrspace(1), i64 } zeroinitializer
  call swiftcc void @safepoint(ptr swiftself %ctx)
  ret { ptr addrspace(1), i64 } %s
}

; A value that goes round a loop.
; CHECK-LABEL: define swiftcc i64 @loop(
; CHECK:       body:
; CHECK-NEXT:    [[REF:%.*]] = phi ptr addrspace(1) [ %arg, %entry ], [ [[NEXT:%.*]], %body ]
; CHECK-NEXT:    [[LENGTH:%.*]] = phi i64 [ 1, %entry ], [ {{%.*}}, %body ]
; CHECK-NEXT:    call swiftcc void @safepoint
; CHECK:         [[NEXT]] = extractvalue
; CHECK:         store ptr addrspace(1) [[REF]], ptr addrspace(1) [[NEXT]]
; CHECK:       end:
; CHECK-NEXT:    ret i64 [[LENGTH]]
define swiftcc i64 @loop(ptr swiftself %ctx, ptr addrspace(1) %arg) gc "statepoint-example" {
entry:
  %a = insertvalue { ptr addrspace(1), i64 } undef, ptr addrspace(1) %arg, 0
  %b = insertvalue { ptr addrspace(1), i64 } %a, i64 1, 1
  br label %body
body:
  %p = phi { ptr addrspace(1), i64 } [ %b, %entry ], [ %q, %body ]
  call swiftcc void @safepoint(ptr swiftself %ctx)
  %q = call swiftcc { ptr addrspace(1), i64 } @pair(ptr swiftself %ctx)
  %old = extractvalue { ptr addrspace(1), i64 } %p, 0
  %new = extractvalue { ptr addrspace(1), i64 } %q, 0
  store ptr addrspace(1) %old, ptr addrspace(1) %new
  %n = extractvalue { ptr addrspace(1), i64 } %p, 1
  %done = icmp eq i64 %n, 0
  br i1 %done, label %end, label %body
end:
  ret i64 %n
}

; Parts that are aggregates themselves, with and without references.
; CHECK-LABEL: define swiftcc i64 @parts(
; CHECK:         [[ALL:%.*]] = call swiftcc { i64, { ptr addrspace(1), [2 x i64] } } @nested
; CHECK-NEXT:    [[REF:%.*]] = extractvalue {{.*}} [[ALL]], 1, 0
; CHECK-NEXT:    [[A:%.*]] = extractvalue {{.*}} [[ALL]], 1, 1, 0
; CHECK-NEXT:    [[B:%.*]] = extractvalue {{.*}} [[ALL]], 1, 1, 1
; CHECK-NEXT:    call swiftcc void @safepoint
; CHECK:         [[NUMBERS0:%.*]] = insertvalue [2 x i64] poison, i64 [[A]], 0
; CHECK:         [[NUMBERS:%.*]] = insertvalue [2 x i64] [[NUMBERS0]], i64 [[B]], 1
; CHECK:         store [2 x i64] [[NUMBERS]], ptr addrspace(1) [[REF]]
define swiftcc i64 @parts(ptr swiftself %ctx) gc "statepoint-example" {
  %all = call swiftcc { i64, { ptr addrspace(1), [2 x i64] } } @nested(ptr swiftself %ctx)
  call swiftcc void @safepoint(ptr swiftself %ctx)
  %inner = extractvalue { i64, { ptr addrspace(1), [2 x i64] } } %all, 1
  %ref = extractvalue { ptr addrspace(1), [2 x i64] } %inner, 0
  %numbers = extractvalue { ptr addrspace(1), [2 x i64] } %inner, 1
  store [2 x i64] %numbers, ptr addrspace(1) %ref
  %second = extractvalue [2 x i64] %numbers, 1
  ret i64 %second
}

; Nothing crosses a safepoint here: unchanged.
; CHECK-LABEL: define swiftcc { ptr addrspace(1), i64 } @unchanged(
; CHECK-NEXT:    [[PAIR:%.*]] = call swiftcc { ptr addrspace(1), i64 } @pair
; CHECK-NEXT:    call void @leaf()
; CHECK-NEXT:    ret { ptr addrspace(1), i64 } [[PAIR]]
define swiftcc { ptr addrspace(1), i64 } @unchanged(ptr swiftself %ctx) gc "statepoint-example" {
  %pair = call swiftcc { ptr addrspace(1), i64 } @pair(ptr swiftself %ctx)
  call void @leaf()
  ret { ptr addrspace(1), i64 } %pair
}
