// RUN: %run-all

// A slice of bytes that was read out of a slice of slices, and a part of it: its elements are bytes.

vo.type @type.int = int : i64 {rttid = 2}

vo.func @main() attributes {vo.entry} {
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %four = arith.constant 4 : i64
  %six = arith.constant 6 : i64
  %value = arith.constant 61 : i64
  %bytes = vo.slice.new %six, %six : !vo.slice<ui8>
  vo.slice.set %bytes[%four], %value : !vo.slice<ui8>, i64
  %list = vo.slice.new %one, %one : !vo.slice<!vo.slice<ui8>>
  vo.slice.set %list[%zero], %bytes : !vo.slice<!vo.slice<ui8>>, !vo.slice<ui8>
  %read = vo.slice.get %list[%zero] : !vo.slice<!vo.slice<ui8>> -> !vo.slice<ui8>
  %part = vo.slice.slice %read[%four, %six] : !vo.slice<ui8>
  %element = vo.slice.get %part[%zero] : !vo.slice<ui8> -> i64
  %box = vo.iface.make %element as @type.int : i64 -> !vo.iface
  vo.print newline %box : !vo.iface
  vo.return
}

// CHECK: 61
// CHECK-NOT: {{.+}}
