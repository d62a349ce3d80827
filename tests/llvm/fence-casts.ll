; RUN: vo-llvm-opt %s --passes='function(vo-fence-casts)' | FileCheck %s --check-prefix=FENCE
; RUN: vo-llvm-opt %s --to=optimized | FileCheck %s --check-prefix=O2
; RUN: vo-llvm-opt %s --to=optimized -O1 | FileCheck %s --check-prefix=O2
; RUN: vo-llvm-opt %s --emit=asm | FileCheck %s --check-prefix=ASM

; The fault itself. When LLVM no longer has it, this line fails, and FenceCasts
; can go.
; RUN: opt %s -S -passes=instcombine | FileCheck %s --check-prefix=FAULT

; x < 0 is false of -0, so -0 must come out as it is.
; FAULT-LABEL: @clamp(
; FAULT:         fcmp ole float
; FENCE-LABEL: define swiftcc double @clamp(
; FENCE:         [[W:%.*]] = fpext float %x to double
; FENCE-NEXT:    [[F:%.*]] = call double @llvm.arithmetic.fence.f64(double [[W]])
; FENCE-NEXT:    [[V:%.*]] = fpext float %x to double
; FENCE-NEXT:    [[G:%.*]] = call double @llvm.arithmetic.fence.f64(double [[V]])
; FENCE-NEXT:    %c = fcmp olt double [[G]], 0.000000e+00
; FENCE-NEXT:    select i1 %c, double 0.000000e+00, double [[F]]
; O2-LABEL: define {{.*}} @clamp(
; O2-NOT:     fcmp o{{l|g}}e
; O2:         fcmp olt double
; O2:         ret
; ASM-LABEL: clamp:
; ASM-NOT:     call
; ASM:         retq
define swiftcc double @clamp(ptr %ctx, float %x) gc "statepoint-example" {
  %w = fpext float %x to double
  %again = fpext float %x to double
  %c = fcmp olt double %again, 0.0
  %s = select i1 %c, double 0.0, double %w
  ret double %s
}

; FAULT-LABEL: @clamp_above(
; FAULT:         fcmp oge float
; O2-LABEL: define {{.*}} @clamp_above(
; O2-NOT:     fcmp o{{l|g}}e
; O2:         fcmp ogt double
define swiftcc double @clamp_above(ptr %ctx, float %x) gc "statepoint-example" {
  %w = fpext float %x to double
  %again = fpext float %x to double
  %c = fcmp ogt double %again, 0.0
  %s = select i1 %c, double 0.0, double %w
  ret double %s
}

; Through the bits of a float32, as registers hold them.
; FAULT-LABEL: @clamp_narrowed(
; FAULT:         fcmp ole double
; O2-LABEL: define {{.*}} @clamp_narrowed(
; O2-NOT:     fcmp o{{l|g}}e
; O2:         fcmp olt double
define swiftcc double @clamp_narrowed(ptr %ctx, double %x) gc "statepoint-example" {
  %c = fcmp olt double %x, 0.0
  %narrow = fptrunc double %x to float
  %bits = bitcast float %narrow to i32
  %word = zext i32 %bits to i64
  %s = select i1 %c, i64 0, i64 %word
  %t = trunc i64 %s to i32
  %f = bitcast i32 %t to float
  %e = fpext float %f to double
  ret double %e
}

; The comparison comes from another function, and the select from a branch.
; O2-LABEL: define {{.*}} @inlined(
; O2-NOT:     fcmp o{{l|g}}e
; O2:         fcmp olt double
define internal swiftcc i1 @negative(ptr %ctx, double %x) gc "statepoint-example" {
  %c = fcmp olt double %x, 0.0
  ret i1 %c
}
define swiftcc double @inlined(ptr %ctx, float %x) gc "statepoint-example" {
  %w = fpext float %x to double
  %c = call swiftcc i1 @negative(ptr %ctx, double %w)
  br i1 %c, label %zero, label %end
zero:
  br label %end
end:
  %s = phi double [ 0.0, %zero ], [ %w, %0 ]
  ret double %s
}

; Arithmetic on float32 stays in float32.
; FENCE-LABEL: define swiftcc float @arithmetic(
; FENCE-NEXT:    [[M:%.*]] = fmul float %x, %y
; FENCE-NEXT:    [[A:%.*]] = fadd float [[M]], 1.500000e+00
; FENCE-NEXT:    ret float [[A]]
define swiftcc float @arithmetic(ptr %ctx, float %x, float %y) gc "statepoint-example" {
  %wx = fpext float %x to double
  %wy = fpext float %y to double
  %m = fmul double %wx, %wy
  %nm = fptrunc double %m to float
  %wm = fpext float %nm to double
  %a = fadd double %wm, 1.5
  %na = fptrunc double %a to float
  ret float %na
}

; No float32 is 0.1, and a wide sum is not one of narrow sums.
; FENCE-LABEL: define swiftcc float @wide(
; FENCE:         fadd double {{.*}}, 1.000000e-01
; FENCE-NEXT:    call double @llvm.arithmetic.fence.f64(
; FENCE-NEXT:    fptrunc double
define swiftcc float @wide(ptr %ctx, float %x) gc "statepoint-example" {
  %w = fpext float %x to double
  %a = fadd double %w, 0.1
  %n = fptrunc double %a to float
  ret float %n
}
