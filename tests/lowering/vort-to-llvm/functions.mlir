// RUN: vo-opt %s --vort-to-llvm | FileCheck %s
// RUN: vo-opt %s --vort-to-llvm | vo-opt | FileCheck %s

// The context comes first, symbols are prefixed, nothing of other dialects or
// of the module's own attributes is left.

// CHECK-NOT: vo.entry
// CHECK-LABEL: llvm.func internal swiftcc @vo.main(
// CHECK-SAME:    %[[CTX:.*]]: !llvm.ptr) attributes {garbageCollector = "statepoint-example"}
func.func @main() attributes {vo.entry} {
  // CHECK: %[[ONE:.*]] = llvm.mlir.constant(1 : i64)
  %one = arith.constant 1 : i64
  // CHECK: %[[NULL:.*]] = llvm.mlir.zero : !llvm.ptr<1>
  %null = vort.null
  // CHECK: %[[PAIR:.*]] = llvm.call swiftcc @vo.pair(%[[CTX]], %[[ONE]], %[[NULL]])
  // CHECK-SAME: (!llvm.ptr, i64, !llvm.ptr<1>) -> !llvm.struct<(i64, ptr<1>)>
  // CHECK-NEXT: %[[X:.*]] = llvm.extractvalue %[[PAIR]][0]
  // CHECK-NEXT: %[[R:.*]] = llvm.extractvalue %[[PAIR]][1]
  %x, %r = func.call @pair(%one, %null) : (i64, !vort.ref) -> (i64, !vort.ref)
  // CHECK-NEXT: llvm.call swiftcc @vo.external(%[[CTX]], %[[R]], %[[X]]) : (!llvm.ptr, !llvm.ptr<1>, i64) -> f64
  %f = func.call @external(%r, %x) : (!vort.ref, i64) -> f64
  // CHECK-NEXT: llvm.call swiftcc @vo.card_mark.(%[[CTX]])
  func.call @card_mark() : () -> ()
  // CHECK-NEXT: llvm.return
  func.return
}

// CHECK-LABEL: llvm.func internal swiftcc @vo.pair(
// CHECK-SAME:    %{{.*}}: !llvm.ptr, %[[A:.*]]: i64, %[[B:.*]]: !llvm.ptr<1>) -> !llvm.struct<(i64, ptr<1>)>
func.func @pair(%a: i64, %b: !vort.ref) -> (i64, !vort.ref) {
  // CHECK: %[[P0:.*]] = llvm.mlir.poison
  // CHECK: %[[P1:.*]] = llvm.insertvalue %[[A]], %[[P0]][0]
  // CHECK: %[[P2:.*]] = llvm.insertvalue %[[B]], %[[P1]][1]
  // CHECK: llvm.return %[[P2]]
  func.return %a, %b : i64, !vort.ref
}

// CHECK: llvm.func swiftcc @vo.external(!llvm.ptr, !llvm.ptr<1>, i64) -> f64 attributes {garbageCollector = "statepoint-example"}
func.func private @external(!vort.ref, i64) -> f64

// The name of the write barrier stays free.
// CHECK: llvm.func internal swiftcc @vo.card_mark.(
func.func @card_mark() {
  func.return
}

// Block arguments change type with everything else.
// CHECK-LABEL: llvm.func internal swiftcc @vo.walk(
func.func @walk(%list: !vort.ref) -> i64 {
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  // CHECK: llvm.br ^[[LOOP:.*]](%{{.*}}, %{{.*}} : !llvm.ptr<1>, i64)
  cf.br ^loop(%list, %zero : !vort.ref, i64)
// CHECK: ^[[LOOP]](%[[NODE:.*]]: !llvm.ptr<1>, %{{.*}}: i64):
^loop(%node: !vort.ref, %n: i64):
  // CHECK: %[[ZERO:.*]] = llvm.mlir.zero : !llvm.ptr<1>
  // CHECK: %[[END:.*]] = llvm.icmp "eq" %[[NODE]], %[[ZERO]] : !llvm.ptr<1>
  %end = vort.is_null %node
  // CHECK: llvm.cond_br %[[END]]
  cf.cond_br %end, ^done, ^next
^next:
  // CHECK: llvm.load %[[NODE]] {{.*}}: !llvm.ptr<1> -> !llvm.ptr<1>
  %tail = vort.load %node as ref : !vort.ref -> !vort.ref
  %m = arith.addi %n, %one : i64
  cf.br ^loop(%tail, %m : !vort.ref, i64)
^done:
  func.return %n : i64
}

// CHECK-LABEL: llvm.func internal swiftcc @vo.floats(
func.func @floats(%x: f64) -> f64 {
  // CHECK: llvm.intr.sqrt
  %a = math.sqrt %x : f64
  // CHECK: llvm.intr.floor
  %b = math.floor %a : f64
  // CHECK: llvm.intr.ceil
  %c = math.ceil %b : f64
  // CHECK: llvm.intr.trunc
  %d = math.trunc %c : f64
  // CHECK: llvm.intr.fma
  %e = math.fma %d, %x, %a : f64
  func.return %e : f64
}

// CHECK-LABEL: llvm.func internal swiftcc @vo.deep(
// CHECK-SAME:    %[[CTX:.*]]: !llvm.ptr, %{{.*}}: i64)
func.func @deep(%n: i64) -> i64 {
  // CHECK: llvm.call @vo.stack_check(%[[CTX]]) : (!llvm.ptr) -> ()
  vort.stack_check
  // CHECK: llvm.call swiftcc @vo.deep
  %r = func.call @deep(%n) : (i64) -> i64
  // CHECK: llvm.return
  func.return %r : i64
}

// Results that do not fit four registers of a kind go through a buffer whose
// address follows the context; references stay in registers.
// CHECK-LABEL: llvm.func internal swiftcc @vo.five_words
// CHECK-SAME: (%{{.*}}: !llvm.ptr, %[[BUFFER:.*]]: !llvm.ptr, %[[A:.*]]: i64,
// CHECK-SAME: -> !llvm.struct<(i64, i64, ptr<1>, i64)>
// CHECK: %[[WORD:.*]] = llvm.getelementptr %[[BUFFER]][0]
// CHECK: llvm.store volatile %{{.*}}, %[[WORD]]
func.func private @five_words(%a: i64, %r: !vort.ref) -> (i64, i64, !vort.ref, i64, i64) {
  return %a, %a, %r, %a, %a : i64, i64, !vort.ref, i64, i64
}

// CHECK-LABEL: llvm.func internal swiftcc @vo.calls_five_words
// CHECK: %[[SPACE:.*]] = llvm.alloca
// CHECK: %[[CALL:.*]] = llvm.call swiftcc @vo.five_words(%{{.*}}, %[[SPACE]],
// CHECK: %[[RESULT:.*]] = llvm.getelementptr %[[SPACE]][0]
// CHECK: llvm.load volatile %[[RESULT]]
func.func private @calls_five_words(%a: i64, %r: !vort.ref) -> i64 {
  %v:5 = call @five_words(%a, %r) : (i64, !vort.ref) -> (i64, i64, !vort.ref, i64, i64)
  return %v#4 : i64
}
