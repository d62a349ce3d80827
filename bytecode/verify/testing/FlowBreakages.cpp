//===- FlowBreakages.cpp - Breaking what reaches instructions -------------===//

#include "bytecode/verify/testing/Breakage.h"

using namespace vo::bc;
using namespace vo::bc::verify;
using namespace vo::bc::verify::testing;
using enum Opcode;

/// Puts an instruction before the n-th of that opcode. Jumps of the sample do
/// not cross the places where this is used.
static void insertBefore(Module &module, std::string_view name, Opcode opcode,
                         Instruction instruction, unsigned n = 0) {
  FunctionDef &def = function(module, name);
  uint32_t pc = find(def, opcode, n);
  def.code.insert(def.code.begin() + pc, instruction);
  def.meta.insert(def.meta.begin() + pc, MetaNone{});
}

static Instruction jumpIf(uint16_t slot, int32_t distance) {
  Instruction out{uint8_t(JumpIf), 0, slot, 0, 0};
  out.setImm32(distance);
  return out;
}

static Instruction loadInt(uint16_t slot, int32_t value) {
  Instruction out{uint8_t(LoadInt), 0, slot, 0, 0};
  out.setImm32(value);
  return out;
}

std::span<const Breakage> vo::bc::verify::testing::flowBreakages() {
  static const Breakage list[] = {
      {Rule::CodeEnd, "no return", "Num.Get", AddI,
       [](Module &m) {
         m.debug.funcs.clear();
         function(m, "Num.Get").code.pop_back();
         function(m, "Num.Get").meta.pop_back();
       }},
      {Rule::CodeEnd, "no code", "Num.Get", noOpcode,
       [](Module &m) {
         function(m, "Num.Get").code.clear();
         function(m, "Num.Get").meta.clear();
         m.debug.funcs.clear();
       }},
      {Rule::CodeEnd, "branch at the end", "loops", JumpIfNot,
       [](Module &m) {
         word(m, "loops", Return) = {uint8_t(JumpIfNot), 0, 0, 0, 0};
       }},
      {Rule::MetaConstant, "never loaded", "memory", PtrNew,
       [](Module &m) { word(m, "memory", PtrNew).b = 2; }},
      {Rule::MetaConstant, "result of a computation", "memory", PtrNew,
       [](Module &m) {
         insertBefore(m, "memory", PtrNew, {uint8_t(AddI), 0, 0, 0, 2});
       }},
      {Rule::MetaConstant, "on one path only", "memory", PtrNew,
       [](Module &m) { insertBefore(m, "memory", LoadConst, jumpIf(2, 2)); }},
      {Rule::MetaConstant, "different on two paths", "memory", PtrNew,
       [](Module &m) {
         insertBefore(m, "memory", PtrNew, loadInt(0, 5));
         insertBefore(m, "memory", LoadInt, jumpIf(2, 2));
       }},
      {Rule::MetaConstant, "overwritten by a call", "arrays", SliceAppend,
       [](Module &m) {
         // add(V5, V6) leaves its result in V7.
         insertBefore(m, "arrays", SliceAppend,
                      {uint8_t(Call), 0, 4, 5, 2 << 8 | 1});
       }},
      {Rule::MetaConstant, "overwritten by an element store", "moves", PtrNew,
       [](Module &m) {
         // V12 lies behind the base of the array that SlotSet stores into.
         insertBefore(m, "moves", SlotSet, loadInt(12, 0));
         FunctionDef &def = function(m, "moves");
         uint32_t pc = find(def, SlotGetN);
         def.code[pc] = {uint8_t(PtrNew), 0, 3, 12, 1};
         def.meta[pc] = MetaPtrLayout{slots("V")};
       }},
      {Rule::MetaConstant, "shift too far", "maps", MapNew,
       [](Module &m) { word(m, "maps", LoadInt, 1).setImm32(64); }},
      {Rule::MetaConstant, "key type", "maps", MapNew,
       [](Module &m) {
         word(m, "maps", LoadInt, 3) = {uint8_t(SliceLen), 0, 1, 2, 0};
       }},
      {Rule::MetaLayout, "other slots", "memory", PtrNew,
       [](Module &m) {
         word(m, "memory", LoadConst).b =
             intConstant(m, ValueMeta(ValueKind::Struct, 2).raw);
       }},
      {Rule::MetaLayout, "no such kind", "arrays", ArrayNew,
       [](Module &m) { word(m, "arrays", LoadInt).setImm32(25); }},
      {Rule::MetaLayout, "negative", "arrays", SliceAppend,
       [](Module &m) { word(m, "arrays", LoadInt, 1).setImm32(-1); }},
      {Rule::MetaLayout, "element", "arrays", ArrayNew,
       [](Module &m) {
         word(m, "arrays", LoadInt).setImm32(int32_t(ValueKind::String));
       }},
      {Rule::MetaLayout, "array element", "arrays", ArrayNew,
       [](Module &m) {
         std::get<RuntimeArray>(m.runtimeTypes[ArrayOfInt]).length = 2;
       }},
      {Rule::MetaLayout, "map key", "maps", MapNew,
       [](Module &m) {
         word(m, "maps", LoadInt).setImm32(int32_t(ValueKind::Int));
       }},
      {Rule::MetaLayout, "map value", "maps", MapNew,
       [](Module &m) {
         word(m, "maps", LoadInt, 2).setImm32(int32_t(ValueKind::Float64));
       }},
      {Rule::MetaLayout, "map key type", "maps", MapNew,
       [](Module &m) { word(m, "maps", LoadInt, 3).setImm32(SliceOfInt); }},
      {Rule::MetaLayout, "queue type", "queues", QueueNew,
       [](Module &m) {
         ValueRttid other(ValueKind::Bool, unsigned(ValueKind::Bool));
         word(m, "queues", LoadConst).b =
             intConstant(m, int64_t(other.raw) << 32 | int64_t(ValueKind::Int));
       }},
      {Rule::ElemBytes, "another number", "arrays", ArrayNew,
       [](Module &m) { word(m, "arrays", LoadInt, 2).setImm32(16); }},
      {Rule::MapConstant, "MapGet ok", "maps", MapGet,
       [](Module &m) {
         word(m, "maps", LoadConst).b = intConstant(m, 1 << 16 | 1 << 1);
       }},
      {Rule::MapConstant, "MapGet widths", "maps", MapGet,
       [](Module &m) {
         word(m, "maps", LoadConst).b = intConstant(m, 2 << 16 | 1 << 1 | 1);
       }},
      {Rule::MapConstant, "MapSet widths", "maps", MapSet,
       [](Module &m) { word(m, "maps", LoadInt, 4).setImm32(2 << 8 | 1); }},
      {Rule::MapConstant, "MapDelete width", "maps", MapDelete,
       [](Module &m) { word(m, "maps", LoadInt, 5).setImm32(0); }},
      {Rule::IndexProof, "no check", "moves", SlotGet,
       [](Module &m) { word(m, "moves", IndexCheck) = {}; }},
      {Rule::IndexProof, "another slot is checked", "moves", SlotGet,
       [](Module &m) { word(m, "moves", IndexCheck).a = 0; }},
      {Rule::IndexProof, "length is no constant", "moves", SlotGet,
       [](Module &m) { word(m, "moves", IndexCheck).b = 9; }},
      {Rule::IndexProof, "array too short", "moves", SlotGet,
       [](Module &m) { word(m, "moves", LoadInt, 2).setImm32(6); }},
      {Rule::IndexProof, "other slots in the array", "moves", SlotGet,
       [](Module &m) { word(m, "moves", SlotGet).b = 1; }},
      {Rule::IndexProof, "huge length", "moves", SlotGet,
       [](Module &m) { word(m, "moves", LoadInt, 2).setImm32(1 << 20); }},
      {Rule::IndexProof, "index changed after the check", "moves", SlotGet,
       [](Module &m) {
         insertBefore(m, "moves", SlotGet, {uint8_t(AddI), 0, 14, 14, 14});
       }},
      {Rule::IndexProof, "check on one path only", "moves", SlotGet,
       [](Module &m) { insertBefore(m, "moves", IndexCheck, jumpIf(0, 2)); }},
      {Rule::IndexProof, "index overwritten through the array", "moves",
       SlotSet,
       [](Module &m) {
         // The index lies in the array itself, so the first store may hit it.
         for (Opcode op : {LoadInt, IndexCheck})
           word(m, "moves", op, op == LoadInt).a = 12;
         word(m, "moves", SlotGet).c = 12;
         word(m, "moves", SlotSet).b = 12;
         word(m, "moves", SlotGetN) = {uint8_t(SlotSet), 0, 11, 12, 0};
       }},
      {Rule::ContainerLayout, "map value", "maps", MapSet,
       [](Module &m) {
         meta<MetaMapSet>(m, "maps", MapSet).val = slots("R");
         word(m, "maps", MapSet).c = 4;
       }},
      {Rule::ContainerLayout, "iterator", "maps", MapIterNext,
       [](Module &m) {
         meta<MetaMapIterNext>(m, "maps", MapIterNext).val = {};
         word(m, "maps", MapIterNext).flags = 1;
       }},
      {Rule::ContainerLayout, "map as queue", "maps", QueueLen,
       [](Module &m) { word(m, "maps", MapLen).op = uint8_t(QueueLen); }},
      {Rule::ContainerLayout, "queue element", "queues", QueueSend,
       [](Module &m) {
         meta<MetaQueueLayout>(m, "queues", QueueSend).elem = slots("VV");
       }},
      {Rule::ContainerLayout, "parameter", "receive", QueueRecv,
       [](Module &m) {
         meta<MetaQueueLayout>(m, "receive", QueueRecv).elem = slots("VV");
       }},
      {Rule::ContainerLayout, "two layouts", "queues", QueueSend,
       [](Module &m) {
         // The second creation makes a queue of strings in the same slot.
         ValueRttid text(ValueKind::String, unsigned(ValueKind::String));
         uint16_t id = intConstant(m, int64_t(text.raw) << 32 |
                                          int64_t(ValueKind::String));
         insertBefore(m, "queues", QueueSend, {uint8_t(QueueNew), 0, 0, 1, 2});
         anyMeta(m, "queues", QueueNew, 1) = MetaQueueLayout{slots("R")};
         insertBefore(m, "queues", QueueNew, {uint8_t(LoadConst), 0, 1, id, 0},
                      1);
         insertBefore(m, "queues", LoadConst, jumpIf(2, 3), 1);
       }},
  };
  return list;
}
