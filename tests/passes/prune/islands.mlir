// RUN: vo-opt %s --vo-prune --split-input-file | FileCheck %s

// Whoever makes islands needs what they start in.

// CHECK: vo.func @main
// CHECK: vo.func private @init
// CHECK: vo.func private @variables
vo.func @main() attributes {vo.entry} {
  %i = vo.island.new
  vo.return
}
vo.func private @init() attributes {vo.island_init} {
  vo.call @variables() : () -> ()
  vo.return
}
vo.func private @variables() {
  vo.return
}

// -----

// CHECK: vo.func @main
// CHECK-NOT: vo.func
vo.func @main() attributes {vo.entry} {
  vo.return
}
vo.func private @never() {
  %i = vo.island.new
  vo.return
}
vo.func private @init() attributes {vo.island_init} {
  vo.return
}
