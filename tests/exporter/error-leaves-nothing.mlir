// RUN: rm -f %t.vob && not vo-translate --export-vob %s -o %t.vob 2>&1 | FileCheck %s
// RUN: not ls %t.vob
// RUN: not voc build --emit=vob %s -o %t.vob 2>&1 | FileCheck %s
// RUN: not ls %t.vob
// An error has a place, and leaves no file.

// CHECK: error-leaves-nothing.mlir:[[#@LINE+3]]:8: error: not supported in bytecode: operation 'math.ctpop'
vo.func @main() attributes {vo.entry} {
  %0 = arith.constant 1 : i64
  %1 = math.ctpop %0 : i64
  vo.return
}
