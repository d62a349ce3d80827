// RUN: vo-opt %s --vo-capture-values -o %t
// RUN: vo-opt %s | diff - %t

// Nothing may change here: each variable has the one reason that its name tells.

vo.func private @reads(%b: !vo.box<i64>) -> i64 attributes {captures = 1 : i64} {
  %v = vo.load %b : !vo.box<i64> -> i64
  vo.return %v : i64
}

vo.func @written_behind_capture(%x: i64) -> !vo.closure<() -> i64> {
  %b = vo.new : !vo.box<i64>
  %f = vo.closure.new @reads[%b] : (!vo.box<i64>) -> !vo.closure<() -> i64>
  vo.store %b, %x : !vo.box<i64>, i64
  vo.return %f : !vo.closure<() -> i64>
}

// Each of the boxes that come into a function decides for all: this one would be fine but for the one above.
vo.func @shares_function(%x: i64) -> !vo.closure<() -> i64> {
  %b = vo.new : !vo.box<i64>
  vo.store %b, %x : !vo.box<i64>, i64
  %f = vo.closure.new @reads[%b] : (!vo.box<i64>) -> !vo.closure<() -> i64>
  vo.return %f : !vo.closure<() -> i64>
}

vo.func private @reads_in_branch(%b: !vo.box<i64>) -> i64 attributes {captures = 1 : i64} {
  %v = vo.load %b : !vo.box<i64> -> i64
  vo.return %v : i64
}
vo.func @written_in_branch(%x: i64, %n: i64) -> !vo.closure<() -> i64> {
  %c = arith.trunci %n : i64 to i1
  %b = vo.new : !vo.box<i64>
  cf.cond_br %c, ^write, ^make
^write:
  vo.store %b, %x : !vo.box<i64>, i64
  cf.br ^make
^make:
  %f = vo.closure.new @reads_in_branch[%b] : (!vo.box<i64>) -> !vo.closure<() -> i64>
  vo.return %f : !vo.closure<() -> i64>
}

vo.func private @writes(%b: !vo.box<i64>) attributes {captures = 1 : i64} {
  %v = vo.load %b : !vo.box<i64> -> i64
  vo.store %b, %v : !vo.box<i64>, i64
  vo.return
}
vo.func @written_by_function(%x: i64) -> !vo.closure<() -> ()> {
  %b = vo.new : !vo.box<i64>
  vo.store %b, %x : !vo.box<i64>, i64
  %f = vo.closure.new @writes[%b] : (!vo.box<i64>) -> !vo.closure<() -> ()>
  vo.return %f : !vo.closure<() -> ()>
}

vo.func @returned(%x: i64) -> (!vo.closure<() -> i64>, !vo.box<i64>) {
  %b = vo.new : !vo.box<i64>
  vo.store %b, %x : !vo.box<i64>, i64
  %f = vo.closure.new @reads_returned[%b] : (!vo.box<i64>) -> !vo.closure<() -> i64>
  vo.return %f, %b : !vo.closure<() -> i64>, !vo.box<i64>
}
vo.func private @reads_returned(%b: !vo.box<i64>) -> i64 attributes {captures = 1 : i64} {
  %v = vo.load %b : !vo.box<i64> -> i64
  vo.return %v : i64
}

vo.func private @named_twice(%b: !vo.box<i64>) -> i64 attributes {captures = 1 : i64} {
  %v = vo.load %b : !vo.box<i64> -> i64
  vo.return %v : i64
}
vo.func @named_by_call(%x: i64) -> (!vo.closure<() -> i64>, i64) {
  %b = vo.new : !vo.box<i64>
  vo.store %b, %x : !vo.box<i64>, i64
  %f = vo.closure.new @named_twice[%b] : (!vo.box<i64>) -> !vo.closure<() -> i64>
  %v = vo.call @named_twice(%b) : (!vo.box<i64>) -> i64
  vo.return %f, %v : !vo.closure<() -> i64>, i64
}

vo.func @visible(%b: !vo.box<i64>) -> i64 attributes {captures = 1 : i64} {
  %v = vo.load %b : !vo.box<i64> -> i64
  vo.return %v : i64
}
vo.func @of_visible(%x: i64) -> !vo.closure<() -> i64> {
  %b = vo.new : !vo.box<i64>
  vo.store %b, %x : !vo.box<i64>, i64
  %f = vo.closure.new @visible[%b] : (!vo.box<i64>) -> !vo.closure<() -> i64>
  vo.return %f : !vo.closure<() -> i64>
}

vo.func private @reads_joined(%b: !vo.box<i64>) -> i64 attributes {captures = 1 : i64} {
  %v = vo.load %b : !vo.box<i64> -> i64
  vo.return %v : i64
}
vo.func @one_of_two(%x: i64, %n: i64) -> !vo.closure<() -> i64> {
  %c = arith.trunci %n : i64 to i1
  %a = vo.new(%x : i64) : !vo.box<i64>
  %b = vo.new : !vo.box<i64>
  cf.cond_br %c, ^make(%a : !vo.box<i64>), ^make(%b : !vo.box<i64>)
^make(%one: !vo.box<i64>):
  %f = vo.closure.new @reads_joined[%one] : (!vo.box<i64>) -> !vo.closure<() -> i64>
  vo.return %f : !vo.closure<() -> i64>
}

vo.func private @reads_pair(%b: !vo.box<i64, f64>) -> i64 attributes {captures = 1 : i64} {
  %v = vo.load %b[0] : !vo.box<i64, f64> -> i64
  vo.return %v : i64
}
vo.func @several_leaves(%x: i64, %y: f64) -> !vo.closure<() -> i64> {
  %b = vo.new(%x, %y : i64, f64) : !vo.box<i64, f64>
  %f = vo.closure.new @reads_pair[%b] : (!vo.box<i64, f64>) -> !vo.closure<() -> i64>
  vo.return %f : !vo.closure<() -> i64>
}
