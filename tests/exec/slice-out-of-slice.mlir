// RUN: %run-all

// A slice of bytes that was read out of a slice of references, and a part of it: its elements are bytes.

vo.func @main() attributes {vo.entry} {
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %four = arith.constant 4 : i64
  %six = arith.constant 6 : i64
  %value = arith.constant 61 : i64
  %bytes = vo.slice.new %six, %six, <u8> {meta = 8 : i32}
  vo.slice.set %bytes[%four], %value as <u8> : i64
  %list = vo.slice.new %one, %one, <slots "r"> {meta = 18 : i32}
  vo.slice.set %list[%zero], %bytes as <slots "r"> : !vo.slice
  %read = vo.slice.get %list[%zero] as <slots "r"> : !vo.slice
  %part = vo.slice.slice %read[%four, %six]
  %element = vo.slice.get %part[%zero] as <u8> : i64
  %header = arith.constant 514 : i64
  %word = vo.word.of_bits %element
  %box = vo.iface.make %header, %word
  vo.print newline %box
  vo.return
}

// CHECK: 61
// CHECK-NOT: {{.+}}
