// RUN: vo-opt %s --vort-to-llvm | FileCheck %s

// CHECK-DAG: llvm.mlir.global internal @vo.counter() {{.*}} : !llvm.array<1 x i64> {
// CHECK-DAG: llvm.mlir.global private unnamed_addr constant @vort.zeros() {{.*}} : !llvm.array<4 x i64>
// CHECK-DAG: llvm.func @vo.card_mark(!llvm.ptr<1>, !llvm.ptr)

vort.global @counter #vo.layout<"v">

// CHECK-LABEL: @vo.addresses(
// CHECK-SAME:    %{{.*}}: !llvm.ptr, %[[R:.*]]: !llvm.ptr<1>, %[[I:.*]]: i64)
func.func @addresses(%r: !vort.ref, %i: i64) -> (!vort.ref, !vort.ref, !vort.ref) {
  // CHECK: %[[EIGHT:.*]] = llvm.mlir.constant(8 : i64)
  // CHECK: %[[BYTES:.*]] = llvm.mul %[[I]], %[[EIGHT]]
  // CHECK: %[[A0:.*]] = llvm.getelementptr %[[R]][%[[BYTES]]] : (!llvm.ptr<1>, i64) -> !llvm.ptr<1>, i8
  // CHECK: %[[A:.*]] = llvm.getelementptr %[[A0]][16] : (!llvm.ptr<1>) -> !llvm.ptr<1>, i8
  %a = vort.addr %r[%i * 8 + 16] : !vort.ref
  // CHECK: llvm.getelementptr %[[R]][%[[I]]] : (!llvm.ptr<1>, i64) -> !llvm.ptr<1>, i8
  %b = vort.addr %r[%i * 1 + 0] : !vort.ref
  // An offset that does not fit the operation's own indices.
  // CHECK: %[[FAR:.*]] = llvm.mlir.constant(8589934592 : i64)
  // CHECK: llvm.getelementptr %[[R]][%[[FAR]]]
  %c = vort.addr %r[8589934592] : !vort.ref
  func.return %a, %b, %c : !vort.ref, !vort.ref, !vort.ref
}

// CHECK-LABEL: @vo.loads(
// CHECK-SAME:    %{{.*}}: !llvm.ptr, %[[R:.*]]: !llvm.ptr<1>)
func.func @loads(%r: !vort.ref) {
  // CHECK: %[[U8:.*]] = llvm.load %[[R]] {{.*}}: !llvm.ptr<1> -> i8
  // CHECK: llvm.zext %[[U8]] : i8 to i64
  %0 = vort.load %r as u8 : !vort.ref -> i64
  // CHECK: %[[U16:.*]] = llvm.load %[[R]] {{.*}}: !llvm.ptr<1> -> i16
  // CHECK: llvm.zext %[[U16]]
  %1 = vort.load %r as u16 : !vort.ref -> i64
  // CHECK: %[[U32:.*]] = llvm.load %[[R]] {{.*}}: !llvm.ptr<1> -> i32
  // CHECK: llvm.zext %[[U32]]
  %2 = vort.load %r as u32 : !vort.ref -> i64
  // CHECK: %[[I8:.*]] = llvm.load %[[R]] {{.*}}: !llvm.ptr<1> -> i8
  // CHECK: llvm.sext %[[I8]]
  %3 = vort.load %r as i8 : !vort.ref -> i64
  // CHECK: %[[I16:.*]] = llvm.load %[[R]] {{.*}}: !llvm.ptr<1> -> i16
  // CHECK: llvm.sext %[[I16]]
  %4 = vort.load %r as i16 : !vort.ref -> i64
  // CHECK: %[[I32:.*]] = llvm.load %[[R]] {{.*}}: !llvm.ptr<1> -> i32
  // CHECK: llvm.sext %[[I32]]
  %5 = vort.load %r as i32 : !vort.ref -> i64
  // CHECK: llvm.load %[[R]] {{.*}}: !llvm.ptr<1> -> i64
  %6 = vort.load %r as i64 : !vort.ref -> i64
  // CHECK: llvm.load %[[R]] {{.*}}: !llvm.ptr<1> -> f64
  %7 = vort.load %r as f64 : !vort.ref -> f64
  // CHECK: llvm.load %[[R]] {{.*}}: !llvm.ptr<1> -> !llvm.ptr<1>
  %8 = vort.load %r as ref : !vort.ref -> !vort.ref
  // CHECK: llvm.load %[[R]] invariant {{.*}}: !llvm.ptr<1> -> i64
  %9 = vort.load %r as i64 invariant : !vort.ref -> i64
  func.return
}

// CHECK-LABEL: @vo.stores(
// CHECK-SAME:    %[[CTX:.*]]: !llvm.ptr, %[[R:.*]]: !llvm.ptr<1>, %[[I:.*]]: i64, %[[F:.*]]: f64)
func.func @stores(%r: !vort.ref, %i: i64, %f: f64) {
  // CHECK: %[[BYTE:.*]] = llvm.trunc %[[I]] : i64 to i8
  // CHECK: llvm.store %[[BYTE]], %[[R]] {{.*}}: i8, !llvm.ptr<1>
  vort.store %i, %r as u8 : i64, !vort.ref
  // CHECK: %[[INT:.*]] = llvm.trunc %[[I]] : i64 to i32
  // CHECK: llvm.store %[[INT]], %[[R]] {{.*}}: i32, !llvm.ptr<1>
  vort.store %i, %r as i32 : i64, !vort.ref
  // CHECK: llvm.store %[[I]], %[[R]] {{.*}}: i64, !llvm.ptr<1>
  vort.store %i, %r as i64 : i64, !vort.ref
  // CHECK: llvm.store %[[F]], %[[R]] {{.*}}: f64, !llvm.ptr<1>
  vort.store %f, %r as f64 : f64, !vort.ref
  // CHECK: llvm.store %[[R]], %[[R]] {{.*}}: !llvm.ptr<1>, !llvm.ptr<1>
  vort.store %r, %r as ref : !vort.ref, !vort.ref
  // CHECK: llvm.call @vo.card_mark(%[[R]], %[[CTX]]) {{.*}}: (!llvm.ptr<1>, !llvm.ptr) -> ()
  vort.card_mark %r
  func.return
}

// References and bits of an interface's data word never share a register.
// CHECK-LABEL: @vo.words(
// CHECK-SAME:    %[[CTX:.*]]: !llvm.ptr, %[[R:.*]]: !llvm.ptr<1>, %[[I:.*]]: i64, %[[C:.*]]: i1)
func.func @words(%r: !vort.ref, %i: i64, %c: i1) -> !vort.ref {
  // CHECK: llvm.call @vo.store_words.hw(%[[R]], %[[I]], %[[I]], %[[R]], %[[CTX]]) {{.*}}: (!llvm.ptr<1>, i64, i64, !llvm.ptr<1>, !llvm.ptr) -> ()
  vort.store_words "hw"(%i, %i, %r), %r : (i64, i64, !vort.ref), !vort.ref
  // CHECK: llvm.call @vo.load_ref_if(%[[C]], %[[R]]) {{.*}}: (i1, !llvm.ptr<1>) -> !llvm.ptr<1>
  %x = vort.load_ref_if %c, %r : !vort.ref
  func.return %x : !vort.ref
}

// Outside the heap: no barrier, so no context.
// CHECK-LABEL: @vo.globals(
func.func @globals(%r: !vort.ref, %i: i64, %c: i1) -> !vort.ref {
  // CHECK: %[[G:.*]] = llvm.mlir.addressof @vo.counter : !llvm.ptr
  %g = vort.global_addr @counter
  // CHECK: llvm.call @vo.store_words.w.raw(%[[G]], %{{.*}}, %{{.*}}) {{.*}}: (!llvm.ptr, i64, !llvm.ptr<1>) -> ()
  // CHECK: llvm.call @vo.load_ref_if.raw(%{{.*}}, %[[G]]) {{.*}}: (i1, !llvm.ptr) -> !llvm.ptr<1>
  vort.store_words "w"(%i, %r), %g : (i64, !vort.ref), !vort.raw
  %x = vort.load_ref_if %c, %g : !vort.raw
  func.return %x : !vort.ref
}

// Frame memory lies in the entry block and is zeroed once.
// CHECK-LABEL: @vo.frames(
func.func @frames(%c: i1) -> i64 {
  // CHECK: %[[ONE:.*]] = llvm.mlir.constant(1 : i64)
  // CHECK-NEXT: %[[FRAME:.*]] = llvm.alloca %[[ONE]] x !llvm.array<5 x i64> {alignment = 8 : i64}
  // CHECK: %[[LENGTH:.*]] = llvm.mlir.constant(40 : i64)
  // CHECK-NEXT: "llvm.intr.memset"(%[[FRAME]], %{{.*}}, %[[LENGTH]]) <{isVolatile = false}>
  // CHECK: llvm.cond_br
  cf.cond_br %c, ^a, ^a
^a:
  // CHECK-NOT: llvm.alloca
  %f = vort.frame 5
  %a = vort.addr %f[32] : !vort.raw
  %x = vort.load %a as i64 : !vort.raw -> i64
  func.return %x : i64
}

// CHECK-LABEL: @vo.equal(
func.func @equal(%a: !vort.ref, %b: !vort.ref) -> i1 {
  // CHECK: llvm.icmp "eq" %{{.*}}, %{{.*}} : !llvm.ptr<1>
  %c = vort.ref_eq %a, %b
  func.return %c : i1
}

// CHECK-LABEL: @vo.no_header(
func.func @no_header() -> !vort.ref {
  // CHECK: %[[ZEROS:.*]] = llvm.mlir.addressof @vort.zeros : !llvm.ptr
  // CHECK: %[[NUMBER:.*]] = llvm.ptrtoint %[[ZEROS]]
  // CHECK: llvm.inttoptr %[[NUMBER]] : i64 to !llvm.ptr<1>
  %z = vort.zero_header
  func.return %z : !vort.ref
}
