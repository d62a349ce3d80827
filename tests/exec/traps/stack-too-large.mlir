// RUN: not voc build -O0 %s -o %t.exe 2>&1 | FileCheck %s
// RUN: not voc build -O2 %s -o %t.exe 2>&1 | FileCheck %s
// RUN: not voc run --engine=jit %s 2>&1 | FileCheck %s
// RUN: not test -e %t.exe

// Variables that fit no stack are refused.

// CHECK: stack-too-large.mlir:{{[0-9]+}}: error: function 'fill' needs 320000000 bytes of stack for its variables; a stack has room for 265289728
func.func private @fill(%n: i64) -> i64 {
  %f = vort.frame 40000000
  %a = vort.addr %f[%n * 8 + 0] : !vort.raw
  vort.store %n, %a as i64 : i64, !vort.raw
  %x = vort.load %a as i64 : !vort.raw -> i64
  func.return %x : i64
}

func.func @main() attributes {vo.entry} {
  %c = arith.constant 5 : i64
  %x = func.call @fill(%c) : (i64) -> i64
  %h = arith.constant 514 : i64
  %r = vort.null
  vort.print newline %h, %x, %r : i64, i64, !vort.ref
  func.return
}
