; DYNAMIC: internal compiler error: stack map: reported stack object is not a static alloca
declare swiftcc void @safepoint(ptr)
define swiftcc void @f(ptr %ctx, i64 %n) gc "statepoint-example" {
  %object = alloca i64, i64 %n
  store volatile i64 0, ptr %object
  call swiftcc void @safepoint(ptr %ctx) [ "deopt"(ptr %object, i32 40) ]
  ret void
}

