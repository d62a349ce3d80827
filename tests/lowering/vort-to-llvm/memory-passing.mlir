// RUN: vo-opt %s --vort-to-llvm | FileCheck %s

// What does not travel as arguments and results goes through memory of the caller's frame (lowering/vort/MemoryPassing.h).

// Sixteen scalars are arguments, the seventeenth is in memory.
// CHECK-LABEL: llvm.func internal swiftcc @vo.seventeen(
// CHECK-SAME:    %{{[a-z0-9]*}}: !llvm.ptr, {{(%[a-z0-9]*: i64, )+}}%[[MEMORY:[a-z0-9]*]]: !llvm.ptr) -> i64
// CHECK-NEXT:    %[[X:.*]] = llvm.load %[[MEMORY]] {{.*}}: !llvm.ptr -> i64
// CHECK-NEXT:    llvm.return %[[X]]
func.func @seventeen(%0: i64, %1: i64, %2: i64, %3: i64, %4: i64, %5: i64, %6: i64, %7: i64, %8: i64, %9: i64, %10: i64,
    %11: i64, %12: i64, %13: i64, %14: i64, %15: i64, %16: i64) -> i64 {
  func.return %16 : i64
}

// CHECK-LABEL: llvm.func internal swiftcc @vo.calls_seventeen(
// CHECK:         %[[MEMORY:.*]] = llvm.alloca %{{.*}} x !llvm.array<1 x i64>
// CHECK-NOT:     llvm.alloca
// CHECK:         llvm.store %{{.*}}, %[[MEMORY]]
// CHECK:         llvm.call swiftcc @vo.seventeen({{.*}}, %[[MEMORY]])
// CHECK:         llvm.store %{{.*}}, %[[MEMORY]]
// CHECK:         llvm.call swiftcc @vo.seventeen({{.*}}, %[[MEMORY]])
func.func @calls_seventeen(%0: i64) -> i64 {
  %a = func.call @seventeen(%0, %0, %0, %0, %0, %0, %0, %0, %0, %0, %0, %0, %0, %0, %0, %0, %0)
      : (i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64) -> i64
  %b = func.call @seventeen(%0, %0, %0, %0, %0, %0, %0, %0, %0, %0, %0, %0, %0, %0, %0, %0, %a)
      : (i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64) -> i64
  func.return %b : i64
}

// With references it is an object that the collector traces, as long as it is in use.
// CHECK-LABEL: llvm.func internal swiftcc @vo.references(
// CHECK:         %[[MEMORY:.*]] = llvm.alloca %{{.*}} x !llvm.array<2 x i64>
// CHECK:         %[[OBJECT:.*]] = llvm.call @vo.stack_object(%[[MEMORY]],
// CHECK:         llvm.store %{{.*}}, %[[OBJECT]]
// CHECK:         llvm.call swiftcc %{{.*}}({{.*}}, %[[OBJECT]])
// CHECK-NEXT:    llvm.call @vo.stack_end(%[[MEMORY]])
// CHECK:         llvm.call @vo.stack_object(%[[MEMORY]],
// CHECK:         llvm.call @vo.stack_end(%[[MEMORY]])
func.func @references(%f: !vort.raw, %i: i64, %r: !vort.ref) {
  vort.call_indirect %f(%i, %i, %i, %i, %i, %i, %i, %i, %i, %i, %i, %i, %i, %i, %i, %i, %r, %i)
      : (i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, !vort.ref, i64) -> ()
  vort.call_indirect %f(%i, %i, %i, %i, %i, %i, %i, %i, %i, %i, %i, %i, %i, %i, %i, %i, %r, %i)
      : (i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, !vort.ref, i64) -> ()
  func.return
}

// A run of loads and stores is a loop: from the parameter in memory to the results.
// CHECK-LABEL: llvm.func internal swiftcc @vo.many_results(
// CHECK-SAME:    %[[FROM:arg17]]: !llvm.ptr, %[[TO:arg18]]: !llvm.ptr)
// CHECK:         llvm.br ^bb1
// CHECK-NEXT:  ^bb1(%[[I:.*]]: i64)
// CHECK:         %[[X:.*]] = llvm.load
// CHECK:         llvm.store %[[X]]
// CHECK-NOT:     llvm.load
// CHECK-NOT:     llvm.store
// CHECK:         llvm.cond_br %{{.*}}, ^bb1(%{{.*}} : i64), ^bb2
// CHECK:         llvm.store
func.func @many_results(%0: i64, %1: i64, %2: i64, %3: i64, %4: i64, %5: i64, %6: i64, %7: i64, %8: i64, %9: i64, %10: i64,
    %11: i64, %12: i64, %13: i64, %14: i64, %15: i64, %16: i64, %17: i64, %18: i64, %19: i64, %20: i64, %21: i64, %22: i64,
    %23: i64, %24: i64, %25: i64)
    -> (i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64) {
  func.return %16, %17, %18, %19, %20, %21, %22, %23, %24, %25, %0, %0, %0, %0, %0, %0, %0
      : i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64
}

// What touches either place in between keeps the order: no loop.
// CHECK-LABEL: llvm.func internal swiftcc @vo.written_between(
// CHECK-NOT:     llvm.br
// CHECK:         llvm.return
func.func @written_between(%x: i64, %i: i64) -> !vort.raw {
  %a = vort.frame 8
  %b = vort.frame 8
  %a1 = vort.addr %a[8] : !vort.raw
  %a2 = vort.addr %a[16] : !vort.raw
  %a3 = vort.addr %a[24] : !vort.raw
  %a4 = vort.addr %a[32] : !vort.raw
  %a5 = vort.addr %a[40] : !vort.raw
  %a6 = vort.addr %a[48] : !vort.raw
  %a7 = vort.addr %a[56] : !vort.raw
  %b1 = vort.addr %b[8] : !vort.raw
  %b2 = vort.addr %b[16] : !vort.raw
  %b3 = vort.addr %b[24] : !vort.raw
  %b4 = vort.addr %b[32] : !vort.raw
  %b5 = vort.addr %b[40] : !vort.raw
  %b6 = vort.addr %b[48] : !vort.raw
  %b7 = vort.addr %b[56] : !vort.raw
  %0 = vort.load %a as i64 : !vort.raw -> i64
  %1 = vort.load %a1 as i64 : !vort.raw -> i64
  %2 = vort.load %a2 as i64 : !vort.raw -> i64
  %3 = vort.load %a3 as i64 : !vort.raw -> i64
  %4 = vort.load %a4 as i64 : !vort.raw -> i64
  %5 = vort.load %a5 as i64 : !vort.raw -> i64
  %6 = vort.load %a6 as i64 : !vort.raw -> i64
  %7 = vort.load %a7 as i64 : !vort.raw -> i64
  %ai = vort.addr %a[%i * 8 + 0] : !vort.raw
  vort.store %x, %ai as i64 : i64, !vort.raw
  vort.store %0, %b as i64 : i64, !vort.raw
  vort.store %1, %b1 as i64 : i64, !vort.raw
  vort.store %2, %b2 as i64 : i64, !vort.raw
  vort.store %3, %b3 as i64 : i64, !vort.raw
  vort.store %4, %b4 as i64 : i64, !vort.raw
  vort.store %5, %b5 as i64 : i64, !vort.raw
  vort.store %6, %b6 as i64 : i64, !vort.raw
  vort.store %7, %b7 as i64 : i64, !vort.raw
  func.return %b : !vort.raw
}
