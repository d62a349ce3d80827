; ODD: internal compiler error: stack map: deopt bundle must list (stack object, layout) pairs
declare swiftcc void @safepoint(ptr)
define swiftcc void @f(ptr %ctx) gc "statepoint-example" {
  call swiftcc void @safepoint(ptr %ctx) [ "deopt"(i32 40) ]
  ret void
}

