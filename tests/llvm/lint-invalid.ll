; RUN: not vo-llvm-opt %s --passes=vo-lint 2>&1 | FileCheck %s --implicit-check-not="internal compiler error"

; The pipeline stops there: RewriteStatepointsForGC would crash or go wrong.
; RUN: not vo-llvm-opt %s -O0 2>&1 | FileCheck %s --check-prefix=PIPELINE
; PIPELINE: internal compiler error: function '{{.*}}': {{[a-z]}}

; CHECK: internal compiler error: global 'global' is in the heap's address space
@global = addrspace(1) global i64 0

declare swiftcc void @safepoint(ptr swiftself)
declare swiftcc { ptr addrspace(1), i64 } @pair(ptr swiftself)
declare i32 @personality(...)

; CHECK: internal compiler error: function 'aggregate': aggregate with references is live across a safepoint: %pair = call
define swiftcc ptr addrspace(1) @aggregate(ptr swiftself %ctx) gc "statepoint-example" {
  %pair = call swiftcc { ptr addrspace(1), i64 } @pair(ptr swiftself %ctx)
  call swiftcc void @safepoint(ptr swiftself %ctx)
  %ref = extractvalue { ptr addrspace(1), i64 } %pair, 0
  ret ptr addrspace(1) %ref
}

; CHECK: internal compiler error: function 'argument': aggregate with references is live across a safepoint: [2 x ptr addrspace(1)] %pair
define swiftcc ptr addrspace(1) @argument(ptr swiftself %ctx, [2 x ptr addrspace(1)] %pair) gc "statepoint-example" {
  call swiftcc void @safepoint(ptr swiftself %ctx)
  %ref = extractvalue [2 x ptr addrspace(1)] %pair, 0
  ret ptr addrspace(1) %ref
}

; Round a loop, in a block of its own.
; CHECK: internal compiler error: function 'carried': aggregate with references is live across a safepoint: %p = phi
define swiftcc void @carried(ptr swiftself %ctx, i1 %c) gc "statepoint-example" {
entry:
  br label %head
head:
  %p = phi { ptr addrspace(1), i64 } [ zeroinitializer, %entry ], [ %p, %body ]
  br i1 %c, label %body, label %end
body:
  call swiftcc void @safepoint(ptr swiftself %ctx)
  br label %head
end:
  ret void
}

; CHECK: internal compiler error: function 'to_integer': reference converted to an integer: %i = ptrtoint
define swiftcc i64 @to_integer(ptr swiftself %ctx, ptr addrspace(1) %v) gc "statepoint-example" {
  %i = ptrtoint ptr addrspace(1) %v to i64
  ret i64 %i
}

; CHECK: internal compiler error: function 'from_argument': integer converted to a reference: %r = inttoptr
define swiftcc ptr addrspace(1) @from_argument(ptr swiftself %ctx, i64 %v) gc "statepoint-example" {
  %r = inttoptr i64 %v to ptr addrspace(1)
  ret ptr addrspace(1) %r
}

; CHECK: internal compiler error: function 'from_memory': integer converted to a reference: %r = inttoptr
define swiftcc ptr addrspace(1) @from_memory(ptr swiftself %ctx, ptr addrspace(1) %v) gc "statepoint-example" {
  %word = load i64, ptr addrspace(1) %v
  %r = inttoptr i64 %word to ptr addrspace(1)
  ret ptr addrspace(1) %r
}

; CHECK: internal compiler error: function 'cast': address space cast of a reference: %r = addrspacecast
define swiftcc ptr addrspace(1) @cast(ptr swiftself %ctx, ptr %p) gc "statepoint-example" {
  %r = addrspacecast ptr %p to ptr addrspace(1)
  ret ptr addrspace(1) %r
}

; CHECK: internal compiler error: function 'stack': stack object in the heap's address space: %o = alloca
define swiftcc void @stack(ptr swiftself %ctx) gc "statepoint-example" {
  %o = alloca i64, addrspace(1)
  ret void
}

; CHECK: internal compiler error: function 'unwinds': call with several successors: invoke
define swiftcc void @unwinds(ptr swiftself %ctx) gc "statepoint-example" personality ptr @personality {
  invoke swiftcc void @safepoint(ptr swiftself %ctx) to label %next unwind label %pad
next:
  ret void
pad:
  %t = landingpad token cleanup
  ret void
}

; CHECK: internal compiler error: function 'tail': musttail call at a safepoint: musttail call
define swiftcc void @tail(ptr swiftself %ctx) gc "statepoint-example" {
  musttail call swiftcc void @safepoint(ptr swiftself %ctx)
  ret void
}
