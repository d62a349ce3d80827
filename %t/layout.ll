; LAYOUT: internal compiler error: stack map: layout of a stack object is not a small constant
declare swiftcc void @safepoint(ptr)
define swiftcc void @f(ptr %ctx, i32 %layout) gc "statepoint-example" {
  %object = alloca i64
  store volatile i64 0, ptr %object
  call swiftcc void @safepoint(ptr %ctx) [ "deopt"(ptr %object, i32 %layout) ]
  ret void
}
