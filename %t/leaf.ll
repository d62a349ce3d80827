define swiftcc i64 @f(ptr %ctx) gc "statepoint-example" {
  ret i64 1
}

