// RUN: vo-opt %s --pass-pipeline='builtin.module(vo.func(vo-frame-defers{max-records=2}))' --remarks-filter=vo-frame-defers --remark-format=emitRemark 2>&1 | FileCheck %s --implicit-check-not=remark:

vo.func private @later(%x: i64) {
  vo.return
}

// CHECK: remark: [Passed] frame | {{.*}}Function=once{{.*}}deferred call later lies in the frame
vo.func private @once(%x: i64) attributes {defers} {
  vo.defer @later(%x) : i64
  vo.return
}

// CHECK: remark: [Missed] loop | {{.*}}Function=in_loop
vo.func private @in_loop(%x: i64) attributes {defers} {
  %c = arith.trunci %x : i64 to i1
  cf.br ^loop
^loop:
  vo.defer @later(%x) : i64
  cf.cond_br %c, ^loop, ^end
^end:
  vo.return
}

// CHECK-COUNT-3: remark: [Missed] frame-full | {{.*}}Function=many
vo.func private @many(%x: i64) attributes {defers} {
  vo.defer @later(%x) : i64
  vo.defer @later(%x) : i64
  vo.defer @later(%x) : i64
  vo.return
}
