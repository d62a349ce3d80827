; PARAMETER: internal compiler error: function 'f': has no context parameter
define swiftcc void @f(i64 %x) gc "statepoint-example" {
  ret void
}

