//===- CodeBreakages.cpp - Breaking single instructions -------------------===//

#include "bytecode/verify/testing/Breakage.h"

using namespace vo::bc;
using namespace vo::bc::verify;
using namespace vo::bc::verify::testing;
using enum Opcode;

static const Breakage list[] = {
      {Rule::OpcodeKnown, "125", "moves", Invalid,
       [](Module &m) { word(m, "moves", Copy).op = 125; }},
      {Rule::MetadataKind, "missing", "memory", PtrNew,
       [](Module &m) { anyMeta(m, "memory", PtrNew) = MetaNone{}; }},
      {Rule::MetadataKind, "another kind", "maps", MapGet,
       [](Module &m) {
         anyMeta(m, "maps", MapGet) = MetaMapSet{slots("R"), slots("V")};
       }},
      {Rule::MetadataKind, "none taken", "moves", Copy,
       [](Module &m) {
         anyMeta(m, "moves", Copy) = MetaQueueLayout{slots("V")};
       }},
      {Rule::MetadataKind, "another kind where none is needed", "arrays",
       ArrayAddr,
       [](Module &m) { anyMeta(m, "arrays", ArrayAddr) = MetaPtrLayout{}; }},
      {Rule::MetadataKind, "static form", "defers", DeferPush,
       [](Module &m) {
         anyMeta(m, "defers", DeferPush) = MetaCallLayout{slots("VV"), {}};
       }},
      {Rule::MetadataKind, "hint of nothing", "loops", Hint,
       [](Module &m) { word(m, "loops", Hint).flags = 0; }},
      {Rule::MetadataKind, "dynamic element", "arrays", ArrayGet,
       [](Module &m) { anyMeta(m, "arrays", ArrayGet, 1) = MetaNone{}; }},
      {Rule::MetadataKind, "closure form", "defers", ErrDeferPush,
       [](Module &m) { anyMeta(m, "defers", ErrDeferPush) = MetaNone{}; }},
      {Rule::MetadataWidth, "PtrNew", "memory", PtrNew,
       [](Module &m) { word(m, "memory", PtrNew).c = 3; }},
      {Rule::MetadataWidth, "PtrGetN", "memory", PtrGetN,
       [](Module &m) { word(m, "memory", PtrGetN).flags = 1; }},
      {Rule::MetadataWidth, "PtrSet", "memory", PtrSet,
       [](Module &m) {
         meta<MetaPtrLayout>(m, "memory", PtrSet).valueLayout = slots("VV");
       }},
      {Rule::MetadataWidth, "SlotGet", "moves", SlotGet,
       [](Module &m) {
         meta<MetaSlotLayout>(m, "moves", SlotGet).elemLayout = slots("VV");
       }},
      {Rule::ElemLayout, "slots", "arrays", ArrayNew,
       [](Module &m) {
         meta<MetaElemLayout>(m, "arrays", ArrayNew, 1).elemBytes = 16;
       }},
      {Rule::ElemLayout, "bytes and flags", "arrays", ArrayGet,
       [](Module &m) { word(m, "arrays", ArrayGet).flags = 4; }},
      {Rule::ElemLayout, "sign and flags", "arrays", ArrayGet,
       [](Module &m) {
         meta<MetaElemLayout>(m, "arrays", ArrayGet).needsSignExtend = true;
       }},
      {Rule::ElemLayout, "zero bytes", "arrays", ArrayGet,
       [](Module &m) {
         meta<MetaElemLayout>(m, "arrays", ArrayGet, 1) = {0, true, {}};
       }},
      {Rule::FlagBits, "Return", "moves", Return,
       [](Module &m) { word(m, "moves", Return).flags = 4; }},
      {Rule::FlagBits, "Shl", "moves", Shl,
       [](Module &m) { word(m, "moves", Shl).flags = 2; }},
      {Rule::FlagBits, "Trunc", "moves", Trunc,
       [](Module &m) { word(m, "moves", Trunc).flags = 3; }},
      {Rule::FlagBits, "ConvF2I", "moves", ConvF2I,
       [](Module &m) { word(m, "moves", ConvF2I).flags = 8; }},
      {Rule::FlagBits, "ConvI2F", "moves", ConvI2F,
       [](Module &m) { word(m, "moves", ConvI2F).flags = 2; }},
      {Rule::FlagBits, "ForLoop", "loops", ForLoop,
       [](Module &m) { word(m, "loops", ForLoop).flags = 8; }},
      {Rule::FlagBits, "Hint", "loops", Hint,
       [](Module &m) {
         anyMeta(m, "loops", Hint) = MetaNone{};
         word(m, "loops", Hint).flags = 2;
       }},
      {Rule::FlagBits, "loop flags", "loops", Hint,
       [](Module &m) { word(m, "loops", Hint).a |= 8; }},
      {Rule::FlagBits, "inline view without array", "arrays", SliceSlice,
       [](Module &m) {
         word(m, "arrays", SliceSlice).flags = flag::sliceInline;
       }},
      {Rule::FlagBits, "element code", "arrays", ArraySet,
       [](Module &m) { word(m, "arrays", ArraySet).flags = 0xC4; }},
      {Rule::FlagBits, "value kind", "interfaces", IfaceAssign,
       [](Module &m) { word(m, "interfaces", IfaceAssign).flags = 25; }},
      {Rule::FlagBits, "SelectBegin", "queues", SelectBegin,
       [](Module &m) { word(m, "queues", SelectBegin).flags = 3; }},
      {Rule::Mirror, "call shape", "calls", Call,
       [](Module &m) { word(m, "calls", Call).c = 1 << 8 | 1; }},
      {Rule::Mirror, "closure call shape", "calls", CallClosure,
       [](Module &m) { word(m, "calls", CallClosure).c = 0; }},
      {Rule::Mirror, "method", "calls", CallIface,
       [](Module &m) { word(m, "calls", CallIface).flags = 1; }},
      {Rule::Mirror, "arguments", "calls", CallExtern,
       [](Module &m) { word(m, "calls", CallExtern).flags = 0; }},
      {Rule::Mirror, "GoIsland", "calls", GoIsland,
       [](Module &m) { word(m, "calls", GoIsland).flags = 0; }},
      {Rule::Mirror, "MapNew", "maps", MapNew,
       [](Module &m) { word(m, "maps", MapNew).c = 2 << 8 | 1; }},
      {Rule::Mirror, "MapIterNext", "maps", MapIterNext,
       [](Module &m) { word(m, "maps", MapIterNext).flags = 0x12; }},
      {Rule::Mirror, "queue width", "queues", QueueRecv,
       [](Module &m) { word(m, "queues", QueueRecv).flags = 2 << 1 | 1; }},
      {Rule::Mirror, "SlotGetN", "moves", SlotGetN,
       [](Module &m) { word(m, "moves", SlotGetN).flags = 2; }},
      {Rule::Mirror, "empty CopyN", "moves", CopyN,
       [](Module &m) { word(m, "moves", CopyN).c = 0; }},
      {Rule::Mirror, "assert width", "interfaces", IfaceAssert,
       [](Module &m) { word(m, "interfaces", IfaceAssert).flags = 4; }},
      {Rule::Mirror, "assert kind", "interfaces", IfaceAssert,
       [](Module &m) { word(m, "interfaces", IfaceAssert).flags ^= 1; }},
      {Rule::Mirror, "assert target", "interfaces", IfaceAssert,
       [](Module &m) { word(m, "interfaces", IfaceAssert).c = 3; }},
      {Rule::Mirror, "loop end", "loops", Hint,
       [](Module &m) { word(m, "loops", Hint).a = 1 << 8; }},
      {Rule::BranchTarget, "before the code", "loops", ForLoop,
       [](Module &m) {
         word(m, "loops", ForLoop).c = uint16_t(-9);
         word(m, "loops", Hint) = {};
         anyMeta(m, "loops", Hint) = MetaNone{};
       }},
      {Rule::BranchTarget, "behind the code", "loops", Jump,
       [](Module &m) { word(m, "loops", Jump).setImm32(2); }},
      {Rule::BranchTarget, "far behind the code", "maps", JumpIf,
       [](Module &m) { word(m, "maps", JumpIf).setImm32(0x7FFFFFFF); }},
      {Rule::BranchTarget, "loop exit", "loops", Hint,
       [](Module &m) { word(m, "loops", Hint).setImm32(5); }},
      {Rule::BranchTarget, "loop end", "loops", Hint,
       [](Module &m) {
         meta<MetaLoopEnd>(m, "loops", Hint).endPc = 99;
         word(m, "loops", Hint).a = 99 << 8;
       }},
      {Rule::BranchTarget, "loop end in the word", "loops", Hint,
       [](Module &m) {
         anyMeta(m, "loops", Hint) = MetaNone{};
         word(m, "loops", Hint).a = 99 << 8;
       }},
      {Rule::LoopHint, "no end", "loops", Hint,
       [](Module &m) {
         anyMeta(m, "loops", Hint) = MetaNone{};
         word(m, "loops", Hint).a = 0;
       }},
      {Rule::LoopHint, "end at the hint", "loops", Hint,
       [](Module &m) {
         meta<MetaLoopEnd>(m, "loops", Hint).endPc = 0;
         word(m, "loops", Hint).a = 0;
       }},
      {Rule::LoopHint, "end is no jump", "loops", Hint,
       [](Module &m) {
         meta<MetaLoopEnd>(m, "loops", Hint).endPc = 1;
         word(m, "loops", Hint).a = 1 << 8;
       }},
      {Rule::LoopHint, "end in the word is no jump", "loops", Hint,
       [](Module &m) {
         anyMeta(m, "loops", Hint) = MetaNone{};
         word(m, "loops", Hint).a = 1 << 8;
       }},
      {Rule::LoopHint, "end is a conditional jump", "nested", Hint,
       [](Module &m) {
         word(m, "nested", Jump) = {uint8_t(JumpIf), 0, 0, 0, 0};
         word(m, "nested", JumpIf, 1).setImm32(-4);
       }},
      {Rule::LoopHint, "end leads to the hint", "loops", Hint,
       [](Module &m) { word(m, "loops", ForLoop).c = uint16_t(-3); }},
      {Rule::LoopHint, "end leads into the loop", "nested", Hint,
       [](Module &m) { word(m, "nested", Jump).setImm32(-3); }},
      {Rule::LoopNesting, "depth of an outermost loop", "loops", Hint,
       [](Module &m) { word(m, "loops", Hint).a |= 1 << 4; }},
      {Rule::LoopNesting, "depth of an inner loop", "nested", Hint,
       [](Module &m) { word(m, "nested", Hint, 1).a &= ~0xF0; }},
      {Rule::LoopNesting, "crossing", "nested", Hint,
       [](Module &m) {
         meta<MetaLoopEnd>(m, "nested", Hint).endPc = 4;
         word(m, "nested", Hint).a = 4 << 8;
         word(m, "nested", ForLoop).c = uint16_t(-4);
         meta<MetaLoopEnd>(m, "nested", Hint, 1).endPc = 5;
         word(m, "nested", Hint, 1).a = 3 << 8 | 1 << 4;
         word(m, "nested", Jump).setImm32(-2);
       }},
      {Rule::BranchTarget, "into a select", "queues", JumpIf,
       [](Module &m) {
         FunctionDef &def = function(m, "queues");
         Instruction jump{uint8_t(JumpIf), 0, 5, 0, 0};
         jump.setImm32(-2);
         def.code[find(def, QueueLen)] = jump;
       }},
      {Rule::SelectBlock, "case missing", "queues", SelectExec,
       [](Module &m) { word(m, "queues", SelectBegin).a = 3; }},
      {Rule::SelectBlock, "case too many", "queues", SelectRecv,
       [](Module &m) {
         word(m, "queues", SelectBegin).a = 1;
         word(m, "queues", SelectRecv).c = 1;
       }},
      {Rule::SelectBlock, "index twice", "queues", SelectRecv,
       [](Module &m) { word(m, "queues", SelectRecv).c = 0; }},
      {Rule::SelectBlock, "index out of range", "queues", SelectRecv,
       [](Module &m) { word(m, "queues", SelectRecv).c = 3; }},
      {Rule::SelectBlock, "nested", "queues", SelectBegin,
       [](Module &m) {
         word(m, "queues", SelectSend).op = uint8_t(SelectBegin);
       }},
      {Rule::SelectBlock, "something between", "queues", Hint,
       [](Module &m) { word(m, "queues", SelectSend) = {}; }},
      {Rule::SelectBlock, "no begin", "queues", SelectSend,
       [](Module &m) { word(m, "queues", SelectBegin) = {}; }},
      {Rule::SelectBlock, "no end", "queues", Return,
       [](Module &m) {
         FunctionDef &def = function(m, "queues");
         uint32_t exec = find(def, SelectExec);
         def.code.resize(exec);
         def.meta.resize(exec);
         def.code.push_back({uint8_t(Return), 0, 0, 0, 0});
         def.meta.push_back(MetaNone{});
       }},
};

std::span<const Breakage> vo::bc::verify::testing::codeBreakages() {
  return list;
}
