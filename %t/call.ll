; CALL: internal compiler error: function 'f': call without a context: call swiftcc void %code()
define swiftcc void @f(ptr %ctx, ptr %code) gc "statepoint-example" {
  call swiftcc void %code()
  ret void
}

