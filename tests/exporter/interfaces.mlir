// RUN: vo-translate --export-vob %s -o - | voc dump - | grep -v '\.loc' | FileCheck %s
// Interface values are made where they are used. A header and a word that meet only later are pairs of their own.

module attributes {vo.bytecode = {
    functions = [], globals = [],
    tables = {
      name = "types",
      structMetas = [{slotTypes = ["Value"], fields = [{name = "x", slotCount = 1, typeInfo = "Int:2"}]}],
      interfaceMetas = [{}],
      itabs = [{}],
      namedTypeMetas = [{name = "types.T", underlyingMeta = "Struct:0", underlyingRttid = "Struct:6"}],
      runtimeTypes = [
        {type = "Basic", kind = "Void"}, {type = "Basic", kind = "Bool"}, {type = "Basic", kind = "Int"},
        {type = "Basic", kind = "Float64"}, {type = "Basic", kind = "String"},
        {type = "Named", namedTypeId = 0, structMetaId = 0},
        {type = "Struct", structMetaId = 0, fields = [{name = "x", typ = "Int:2", pkg = "types"}]}]}}} {

vo.func @main() attributes {vo.entry} {
  vo.return
}

// CHECK-LABEL: func #1 "print" paramCount=3 paramSlots=3 slotTypes=[V F R I*4 V] {
// CHECK-NEXT: IfaceAssign  %3, %0, $0 kind=Int
// CHECK-NEXT: IfaceAssign  %5, %1, $1 kind=Float64
// CHECK-NEXT: IfaceAssign  %7, %2, $2 kind=String
// CHECK-NEXT: LoadInt      %9, 0
// CHECK-NEXT: LoadInt      %10, 0
// CHECK-NEXT: CallExtern   %11, &vo_print, %3 {args=[I*4]}
// CHECK-NEXT: IfaceAssign  %3, %0, $3 kind=Bool
// CHECK-NEXT: IfaceAssign  %5, %0, $0 kind=Int
// CHECK-NEXT: CallExtern   %0, &vo_assert, %3 {args=[I*2]}
// CHECK-NEXT: Return       %0, 0
// CHECK-NEXT: }
vo.func @print(%n: i64, %x: f64, %s: !vo.string) {
  %int = arith.constant 514 : i64
  %float = arith.constant 781 : i64
  %string = arith.constant 1041 : i64
  %bits = arith.bitcast %x : f64 to i64
  %box = vo.box %s : !vo.string
  %w0 = vo.word.of_bits %n
  %w1 = vo.word.of_bits %bits
  %w2 = vo.word.of_ref %box
  %i0 = vo.iface.make %int, %w0
  %i1 = vo.iface.make %float, %w1
  %i2 = vo.iface.make %string, %w2
  %nil = vo.zero : !vo.iface
  vo.print %i0, %i1, %i2, %nil
  vo.assert %n, %i0
  vo.return
}

// Objects are copied where the copy is made, not where the value is used.
// CHECK-LABEL: func #2 "clone" paramCount=2 paramSlots=2 retSlotTypes=[I] slotTypes=[R V I] {
// CHECK-NEXT: IfaceAssign  %2, %0, $4 kind=Struct
// CHECK-NEXT: PtrSet       %0, 0, %1 {valueLayout=[V]}
// CHECK-NEXT: Return       %2, 2
// CHECK-NEXT: }
vo.func @clone(%p: !vo.ref, %n: i64) -> !vo.iface {
  %struct = arith.constant 1295 : i64
  %copy = vo.clone %p
  %word = vo.word.of_ref %copy
  vo.store %p[0], %n : i64
  %value = vo.iface.make %struct, %word
  vo.return %value : !vo.iface
}

// CHECK-LABEL: func #3 "merge" paramCount=2 paramSlots=2 retSlotTypes=[I] slotTypes=[V R V I*3] {
// CHECK-NEXT: LoadInt      %2, 0
// CHECK-NEXT: GtI          %2, %0, %2
// CHECK-NEXT: JumpIfNot    %2, L7
// CHECK-NEXT: IfaceAssign  %3, %0, $5
// CHECK-NEXT: LoadInt      %0, 0
// CHECK-NEXT: IfaceAssign  %5, %0, $0 kind=Int
// CHECK-NEXT: Jump         L10
// CHECK-NEXT: L7:
// CHECK-NEXT: IfaceAssign  %3, %1, $2 kind=String
// CHECK-NEXT: LoadInt      %1, 0
// CHECK-NEXT: IfaceAssign  %5, %1, $2 kind=String
// CHECK-NEXT: L10:
// CHECK-NEXT: Copy         %7, %5
// CHECK-NEXT: Copy         %8, %4
// CHECK-NEXT: IfaceAssign  %3, %7, $5 kind=Interface
// CHECK-NEXT: Return       %3, 2
// CHECK-NEXT: }
vo.func @merge(%n: i64, %s: !vo.string) -> !vo.iface {
  %c0 = arith.constant 0 : i64
  %int = arith.constant 514 : i64
  %string = arith.constant 1041 : i64
  %test = arith.cmpi sgt, %n, %c0 : i64
  cf.cond_br %test, ^bits, ^ref
^bits:
  %w0 = vo.word.of_bits %n
  cf.br ^end(%int, %w0 : i64, !vo.word)
^ref:
  %box = vo.box %s : !vo.string
  %w1 = vo.word.of_ref %box
  cf.br ^end(%string, %w1 : i64, !vo.word)
^end(%header: i64, %word: !vo.word):
  %value = vo.iface.make %header, %word
  %any = vo.iface.to_any %value
  vo.return %any : !vo.iface
}

// CHECK-LABEL: func #4 "halves" paramCount=2 paramSlots=4 retSlotTypes=[V] slotTypes=[I*2 V*2 R] {
// CHECK-NEXT: EqI          %4, %0, %2
// CHECK-NEXT: EqI          %5, %1, %3
// CHECK-NEXT: And          %4, %4, %5
// CHECK-NEXT: LoadInt      %5, 271
// CHECK-NEXT: PtrNew       %6, %5, 2 {valueLayout=[I]}
// CHECK-NEXT: PtrSet       %6, 1, %1 barrier {valueLayout=[I1]}
// CHECK-NEXT: PtrGet       %5, %6, 1 {valueLayout=[V]}
// CHECK-NEXT: AddI         %4, %4, %5
// CHECK-NEXT: Return       %4, 1
// CHECK-NEXT: }
vo.func @halves(%a: !vo.iface, %b: !vo.iface) -> i64 {
  %h = vo.iface.header %a
  %k = vo.iface.header %b
  %w = vo.iface.word %a
  %x = vo.iface.word %b
  %0 = arith.cmpi eq, %h, %k : i64
  %1 = vo.word.eq %w, %x
  %2 = arith.andi %0, %1 : i1
  %3 = arith.extui %2 : i1 to i64
  %4 = vo.word.to_bits %w
  %5 = arith.addi %3, %4 : i64
  vo.return %5 : i64
}
}
