// RUN: vo-translate --export-vob %s -o - | voc dump - | grep -v '\.loc' | FileCheck %s
// Functions of the standard library are externs again.

// CHECK: extern #[[#PRINTLN:]] "vo1:3:fmt:14:nativeSprintln" params={kind=Exact slots=1} returns={slotTypes=[R] interfaceMetas=[none]} paramKinds=[Bytes]
// CHECK: extern #[[#WRITE:]] "vo1:3:fmt:11:nativeWrite" params={kind=Exact slots=1} returns={} paramKinds=[Bytes]

vo.func @main() attributes {vo.entry} {
  vo.return
}

// CHECK-LABEL: "show"
// CHECK: CallExtern {{.*}}, &"vo1:3:fmt:14:nativeSprintln", %0
// CHECK: CallExtern {{.*}}, &"vo1:3:fmt:11:nativeWrite",
vo.func @show(%a: !vo.slice) {
  %s = vo.native "vo1:3:fmt:14:nativeSprintln"(%a) : (!vo.slice) -> !vo.string
  vo.native "vo1:3:fmt:11:nativeWrite"(%s) : (!vo.string) -> ()
  vo.return
}
