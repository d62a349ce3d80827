//===- OperandBreakages.cpp - Breaking operands, calls, interfaces --------===//

#include "bytecode/verify/testing/Breakage.h"

using namespace vo::bc;
using namespace vo::bc::verify;
using namespace vo::bc::verify::testing;
using enum Opcode;

/// Gives a slot of a function another type.
static void retype(Module &module, std::string_view name, unsigned slot,
                   SlotType type) {
  function(module, name).slotTypes[slot] = type;
}

std::span<const Breakage> vo::bc::verify::testing::callBreakages() {
  static const Breakage list[] = {
      {Rule::SlotRange, "destination", "moves", LoadInt,
       [](Module &m) { word(m, "moves", LoadInt).a = 16; }},
      {Rule::SlotRange, "last slot of a window", "moves", CopyN,
       [](Module &m) { word(m, "moves", CopyN).a = 15; }},
      {Rule::SlotRange, "huge count", "moves", CopyN,
       [](Module &m) { word(m, "moves", CopyN).c = 65535; }},
      {Rule::SlotRange, "call window", "calls", Call,
       [](Module &m) { word(m, "calls", Call).b = 11; }},
      {Rule::SlotRange, "bytes behind the length", "arrays", ArrayNew,
       [](Module &m) { word(m, "arrays", ArrayNew, 1).c = 9; }},
      {Rule::SlotRange, "map key", "maps", MapDelete,
       [](Module &m) { word(m, "maps", MapDelete).b = 16; }},
      {Rule::SlotRange, "received ok", "queues", QueueRecv,
       [](Module &m) { word(m, "queues", QueueRecv).a = 5; }},
      {Rule::SlotTypes, "number into a reference", "moves", LoadInt,
       [](Module &m) { word(m, "moves", LoadInt).a = 3; }},
      {Rule::SlotTypes, "float constant into a reference", "moves", LoadConst,
       [](Module &m) { word(m, "moves", LoadConst).a = 3; }},
      {Rule::SlotTypes, "copy between types", "moves", Copy,
       [](Module &m) { word(m, "moves", Copy).a = 3; }},
      {Rule::SlotTypes, "raw operation on a float", "moves", EqI,
       [](Module &m) { word(m, "moves", EqI).c = 2; }},
      {Rule::SlotTypes, "result of a comparison", "moves", EqI,
       [](Module &m) { word(m, "moves", EqI).a = 2; }},
      {Rule::SlotTypes, "global", "moves", GlobalGet,
       [](Module &m) { word(m, "moves", GlobalGet).a = 2; }},
      {Rule::SlotTypes, "pointer", "memory", PtrGetN,
       [](Module &m) { word(m, "memory", PtrGetN).b = 0; }},
      {Rule::SlotTypes, "array element", "arrays", ArrayGet,
       [](Module &m) { word(m, "arrays", ArrayGet).a = 9; }},
      {Rule::SlotTypes, "float element", "arrays", ArraySet,
       [](Module &m) { word(m, "arrays", ArraySet).flags = 0x44; }},
      {Rule::SlotTypes, "iterator", "maps", MapIterInit,
       [](Module &m) { retype(m, "maps", 9, SlotType::Value); }},
      {Rule::SlotTypes, "map key", "maps", MapSet,
       [](Module &m) { retype(m, "maps", 4, SlotType::Value); }},
      {Rule::SlotTypes, "argument", "calls", Call,
       [](Module &m) { word(m, "calls", Call).b = 5; }},
      {Rule::SlotTypes, "panic value", "interfaces", Panic,
       [](Module &m) { word(m, "interfaces", Panic).a = 1; }},
      {Rule::SlotTypes, "inline array view", "arrays", SliceSlice,
       [](Module &m) {
         word(m, "arrays", SliceSlice).flags = 7;
         word(m, "arrays", SliceSlice).b = 1;
       }},
      {Rule::SlotTypes, "returned value", "Num.Get", Return,
       [](Module &m) { retype(m, "Num.Get", 2, SlotType::Float);
                       function(m, "Num.Get").code[0].op = uint8_t(AddF); }},
      {Rule::SlotTypes, "capture", "capture", ClosureGet,
       [](Module &m) { word(m, "capture", ClosureGet).a = 1; }},
      {Rule::SlotTypes, "interface source", "interfaces", IfaceAssign,
       [](Module &m) { word(m, "interfaces", IfaceAssign, 1).b = 6; }},
      {Rule::InterfacePairs, "copied in half", "moves", CopyN,
       [](Module &m) {
         FunctionDef &def = function(m, "moves");
         def.slotTypes[9] = SlotType::Interface0;
         def.slotTypes[10] = SlotType::Interface1;
         word(m, "moves", CopyN) = {uint8_t(CopyN), 1, 9, 5, 1};
       }},
      {Rule::WriteBarrier, "PtrSet", "memory", PtrSet,
       [](Module &m) { word(m, "memory", PtrSet, 1).flags = 0; }},
      {Rule::WriteBarrier, "PtrSetN", "memory", PtrSetN,
       [](Module &m) {
         word(m, "memory", PtrSetN) = {uint8_t(PtrSetN), 1, 1, 0, 4};
         meta<MetaPtrLayout>(m, "memory", PtrSetN).valueLayout = slots("R");
       }},
      {Rule::WindowOverlap, "ok and value", "maps", MapIterNext,
       [](Module &m) { word(m, "maps", MapIterNext).c = 15; }},
      {Rule::WindowOverlap, "ok and iterator", "maps", MapIterNext,
       [](Module &m) { word(m, "maps", MapIterNext).c = 8; }},
      {Rule::ConstantId, "LoadConst", "moves", LoadConst,
       [](Module &m) { word(m, "moves", LoadConst).b = 9999; }},
      {Rule::ConstantId, "IfaceAssign", "interfaces", IfaceAssign,
       [](Module &m) { word(m, "interfaces", IfaceAssign).c = 9999; }},
      {Rule::ConstantKind, "LoadConst", "moves", LoadConst,
       [](Module &m) { word(m, "moves", LoadConst).b = stringConstant(m); }},
      {Rule::ConstantKind, "StrNew", "Error", StrNew,
       [](Module &m) { word(m, "Error", StrNew).b = 0; }},
      {Rule::ConstantKind, "IfaceAssign", "interfaces", IfaceAssign,
       [](Module &m) { word(m, "interfaces", IfaceAssign).c = 1; }},
      {Rule::GlobalRange, "GlobalGet", "moves", GlobalGet,
       [](Module &m) { word(m, "moves", GlobalGet).b = 4; }},
      {Rule::GlobalRange, "GlobalSetN", "moves", GlobalSetN,
       [](Module &m) { word(m, "moves", GlobalSetN).a = 3; }},
      {Rule::FunctionId, "Call", "calls", Call,
       [](Module &m) { word(m, "calls", Call).flags = 1; }},
      {Rule::FunctionId, "ClosureNew", "calls", ClosureNew,
       [](Module &m) { word(m, "calls", ClosureNew).b = 9999; }},
      {Rule::FunctionId, "DeferPush", "defers", DeferPush,
       [](Module &m) { word(m, "defers", DeferPush).a = 9999; }},
      {Rule::ExternId, "CallExtern", "calls", CallExtern,
       [](Module &m) { word(m, "calls", CallExtern).b = 5; }},
      {Rule::CallShape, "deferred arguments", "defers", DeferPush,
       [](Module &m) { word(m, "defers", DeferPush).c = 1; }},
      {Rule::CallShape, "results of a spawn", "calls", GoStart,
       [](Module &m) {
         meta<MetaCallLayout>(m, "calls", GoStart).rets = slots("V");
       }},
      {Rule::CallShape, "metadata of a static spawn", "calls", GoStart,
       [](Module &m) {
         meta<MetaCallLayout>(m, "calls", GoStart).args = slots("V");
       }},
      {Rule::CallShape, "closure arguments", "calls", GoStart,
       [](Module &m) { word(m, "calls", GoStart, 1).c = 2; }},
      {Rule::CallShape, "results of GoIsland", "calls", GoIsland,
       [](Module &m) {
         meta<MetaCallLayout>(m, "calls", GoIsland).rets = slots("V");
       }},
      {Rule::CallShape, "no receiver slot", "calls", CallIface,
       [](Module &m) {
         word(m, "calls", CallIface).b = 0;
       }},
      {Rule::CallIface, "method out of range", "calls", CallIface,
       [](Module &m) {
         meta<MetaCallIfaceLayout>(m, "calls", CallIface).methodIdx = 1;
         word(m, "calls", CallIface).flags = 1;
       }},
      {Rule::CallIface, "interface out of range", "calls", CallIface,
       [](Module &m) {
         meta<MetaCallIfaceLayout>(m, "calls", CallIface).ifaceMetaId = 99;
       }},
      {Rule::CallIface, "signature", "calls", CallIface,
       [](Module &m) {
         meta<MetaCallIfaceLayout>(m, "calls", CallIface).ifaceMetaId = 2;
       }},
      {Rule::CallExtern, "arguments", "calls", CallExtern,
       [](Module &m) { word(m, "calls", CallExtern).b = 1; }},
      {Rule::CallExtern, "results", "calls", CallExtern,
       [](Module &m) {
         meta<MetaCallExternLayout>(m, "calls", CallExtern).rets = slots("VR");
         word(m, "calls", CallExtern).a = 8;
       }},
      {Rule::CallExtern, "parameter kinds", "calls", CallExtern,
       [](Module &m) {
         meta<MetaCallExternLayout>(m, "calls", CallExtern).args = slots("VV");
         word(m, "calls", CallExtern).c = 4;
       }},
      {Rule::CallExtern, "variadic pattern", "calls", CallExtern,
       [](Module &m) {
         meta<MetaCallExternLayout>(m, "calls", CallExtern, 1).args =
             slots("RR");
         word(m, "calls", CallExtern, 1).c = 9;
       }},
      {Rule::ReturnShape, "number of slots", "Num.Get", Return,
       [](Module &m) { word(m, "Num.Get", Return).b = 0; }},
      {Rule::ReturnShape, "boxes of a function without", "fails", Return,
       [](Module &m) { word(m, "fails", Return).flags = flag::heapReturns; }},
      {Rule::ReturnShape, "first box", "boxes", Return,
       [](Module &m) { word(m, "boxes", Return).b = 1; }},
      {Rule::ReturnShape, "error without error result", "moves", Return,
       [](Module &m) { word(m, "moves", Return).flags = flag::errorReturn; }},
      {Rule::ClosureNew, "captures", "calls", ClosureNew,
       [](Module &m) { word(m, "calls", ClosureNew).c = 0; }},
      {Rule::ClosureGet, "out of range", "capture", ClosureGet,
       [](Module &m) { word(m, "capture", ClosureGet).b = 1; }},
      {Rule::ClosureGet, "outside a closure", "moves", ClosureGet,
       [](Module &m) {
         word(m, "moves", Copy) = {uint8_t(ClosureGet), 0, 3, 0, 0};
       }},
      {Rule::IfaceAssign, "nil with a type", "interfaces", IfaceAssign,
       [](Module &m) {
         word(m, "interfaces", IfaceAssign).c = intConstant(m, 1);
       }},
      {Rule::IfaceAssign, "kind of the type", "interfaces", IfaceAssign,
       [](Module &m) {
         uint16_t id = intConstant(m, int64_t(1) << 32 | 0xFFFFFFFF);
         word(m, "interfaces", IfaceAssign, 1).c = id;
       }},
      {Rule::IfaceAssign, "type out of range", "interfaces", IfaceAssign,
       [](Module &m) {
         uint16_t id = intConstant(m, int64_t(0x1000002) << 32 | 0xFFFFFFFF);
         word(m, "interfaces", IfaceAssign, 1).c = id;
       }},
      {Rule::IfaceAssign, "itab 0", "interfaces", IfaceAssign,
       [](Module &m) {
         uint16_t id = intConstant(m, int64_t(PointerToError) << 32);
         word(m, "interfaces", IfaceAssign, 2).c = id;
       }},
      {Rule::IfaceAssign, "itab of another type", "interfaces", IfaceAssign,
       [](Module &m) {
         uint16_t id = intConstant(m, int64_t(NamedNumber) << 32 | 3);
         word(m, "interfaces", IfaceAssign, 3).c = id;
       }},
      {Rule::IfaceAssign, "itab of a type without methods", "interfaces",
       IfaceAssign,
       [](Module &m) {
         uint16_t id = intConstant(m, int64_t(2) << 32 | 2);
         word(m, "interfaces", IfaceAssign, 3).c = id;
       }},
      {Rule::IfaceAssign, "pointer receiver of a value", "interfaces",
       IfaceAssign,
       [](Module &m) {
         uint16_t id = intConstant(m, int64_t(NamedError) << 32 | 1);
         word(m, "interfaces", IfaceAssign, 4).c = id;
       }},
      {Rule::IfaceAssign, "target interface", "interfaces", IfaceAssign,
       [](Module &m) {
         word(m, "interfaces", IfaceAssign, 5).c = intConstant(m, 99);
       }},
      {Rule::IfaceAssert, "type out of range", "interfaces", IfaceAssert,
       [](Module &m) {
         meta<MetaIfaceAssertLayout>(m, "interfaces", IfaceAssert).targetId =
             9999;
         word(m, "interfaces", IfaceAssert).c = 9999;
       }},
      {Rule::IfaceAssert, "interface in the concrete form", "interfaces",
       IfaceAssert,
       [](Module &m) {
         meta<MetaIfaceAssertLayout>(m, "interfaces", IfaceAssert).targetId =
             AnyInterface;
         word(m, "interfaces", IfaceAssert).c = AnyInterface;
       }},
      {Rule::IfaceAssert, "result layout", "interfaces", IfaceAssert,
       [](Module &m) {
         meta<MetaIfaceAssertLayout>(m, "interfaces", IfaceAssert).targetId =
             PointType;
         word(m, "interfaces", IfaceAssert).c = PointType;
       }},
      {Rule::IfaceAssert, "interface out of range", "interfaces", IfaceAssert,
       [](Module &m) {
         meta<MetaIfaceAssertLayout>(m, "interfaces", IfaceAssert, 1).targetId =
             70000;
         word(m, "interfaces", IfaceAssert, 1).c = 0xFFFF;
       }},
  };
  return list;
}
