// RUN: vo-opt %s --vo-to-vort --split-input-file --verify-diagnostics

// What has no machine form yet, or never will.

vo.func @variable() {
  // expected-error@+1 {{is a frame variable; mem2reg comes first}}
  %0 = vo.var "x" : !vo.var<i64>
  vo.return
}

// -----

vo.func @island() {
  // expected-error@+1 {{there is no function with 'vo.island_init' to start islands in}}
  %0 = vo.island.new
  vo.return
}

// -----

vo.func @large() {
  // expected-error@+2 {{object is too large}}
  // expected-error@+1 {{failed to legalize operation 'vo.new'}}
  %0 = vo.new : !vo.box<100000000 x i64>
  vo.return
}

// -----

vo.func @veryLarge(%n: i64) {
  // expected-error@+2 {{slice element is too large}}
  // expected-error@+1 {{failed to legalize operation 'vo.slice.new'}}
  %0 = vo.slice.new %n, %n : !vo.slice<9223372036854775807 x 9223372036854775807 x i64>
  vo.return
}
