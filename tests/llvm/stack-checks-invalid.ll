; RUN: not vo-llvm-opt %s --passes=vo-stack-checks 2>&1 | FileCheck %s

declare void @vo.stack_check(ptr)
declare swiftcc void @vo_rt_stack_overflow(ptr)

; CHECK: internal compiler error: function 'late': stack check outside of the entry block
define swiftcc void @late(ptr %ctx, i1 %c) gc "statepoint-example" {
  br i1 %c, label %then, label %else
then:
  call void @vo.stack_check(ptr %ctx)
  ret void
else:
  ret void
}
