; RUN: vo-llvm-opt %s --to=optimized --cpu=x86-64-v3 | FileCheck %s
; RUN: opt %s -S -passes='default<O2>' -mcpu=x86-64-v3 -mtriple=x86_64-linux | FileCheck %s --check-prefix=FAULT

; LLVM 22 vectorizes what is left over of this loop once more, and with AVX2
; takes the wrong bytes of the key there (llvm/llvm-project#215690).

; FAULT: vec.epilog
; CHECK: vector.body:
; CHECK-NOT: vec.epilog
define swiftcc void @mask(ptr %ctx, ptr %bytes, i64 %size) gc "statepoint-example" {
entry:
  %key = alloca i32
  store i32 -918662137, ptr %key
  %none = icmp eq i64 %size, 0
  br i1 %none, label %end, label %body
body:
  %index = phi i64 [ 0, %entry ], [ %wide, %body ]
  %i = phi i32 [ 0, %entry ], [ %next, %body ]
  %part = and i32 %i, 3
  %at = zext nneg i32 %part to i64
  %from = getelementptr i8, ptr %key, i64 %at
  %mask = load i8, ptr %from
  %to = getelementptr i8, ptr %bytes, i64 %index
  %byte = load i8, ptr %to
  %masked = xor i8 %byte, %mask
  store i8 %masked, ptr %to
  %next = add i32 %i, 1
  %wide = zext i32 %next to i64
  %more = icmp ugt i64 %size, %wide
  br i1 %more, label %body, label %end
end:
  ret void
}
