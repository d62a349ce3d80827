//===- AcceptTest.cpp - What the verifier must not refuse -----------------===//

#include "bytecode/verify/Verifier.h"
#include "bytecode/verify/testing/SampleModule.h"

#include <gtest/gtest.h>

using namespace vo::bc;
using namespace vo::bc::verify;
using namespace vo::bc::verify::testing;
using enum Opcode;

static Instruction withImm(Opcode opcode, uint16_t slot, int32_t value) {
  Instruction out{uint8_t(opcode), 0, slot, 0, 0};
  out.setImm32(value);
  return out;
}

static void insert(FunctionDef &def, uint32_t pc, Instruction instruction,
                   InstrMeta meta = MetaNone{}) {
  def.code.insert(def.code.begin() + pc, instruction);
  def.meta.insert(def.meta.begin() + pc, std::move(meta));
}

static void expectAccepted(const Module &module) {
  Verdict verdict = verifyModule(module);
  EXPECT_TRUE(verdict.ok()) << verdict.text();
}

TEST(Accepts, SameConstantOnTwoPaths) {
  Module module = sampleModule();
  FunctionDef &def = function(module, "memory");
  // if V2 { V0 = meta } else { V0 = meta }
  Instruction load = def.code[0];
  insert(def, 0, withImm(JumpIf, 2, 3));
  insert(def, 1, load);
  insert(def, 2, withImm(Jump, 0, 2));
  expectAccepted(module);
}

TEST(Accepts, ConstantThroughCopiesAroundALoop) {
  Module module = sampleModule();
  FunctionDef &def = function(module, "memory");
  // V3 = V0; loop { if V2 goto loop }; V0 = V3
  insert(def, 1, {uint8_t(Copy), 0, 3, 0, 0});
  insert(def, 2, withImm(LoadInt, 0, 0));
  insert(def, 3, withImm(JumpIf, 2, -1));
  insert(def, 4, {uint8_t(Copy), 0, 0, 3, 0});
  expectAccepted(module);
}

TEST(Accepts, CheckBeforeALoop) {
  Module module = sampleModule();
  FunctionDef &def = function(module, "moves");
  // The index survives the store, which stays inside the array.
  uint32_t store = find(def, SlotSet);
  insert(def, store + 1, withImm(JumpIf, 0, -1));
  expectAccepted(module);
}

TEST(Accepts, IndexCopiedWithItsCheck) {
  Module module = sampleModule();
  FunctionDef &def = function(module, "moves");
  uint32_t get = find(def, SlotGet);
  insert(def, get, {uint8_t(Copy), 0, 10, 14, 0});
  def.code[get + 1].c = 10;
  expectAccepted(module);
}

TEST(Accepts, NoFactsInDeadCode) {
  Module module = sampleModule();
  FunctionDef &def = function(module, "moves");
  uint32_t end = find(def, Return);
  insert(def, end + 1, {uint8_t(SlotGet), 0, 0, 11, 9},
         MetaSlotLayout{slots("V")});
  insert(def, end + 2, {uint8_t(PtrNew), 0, 3, 9, 1},
         MetaPtrLayout{slots("R")});
  insert(def, end + 3, {uint8_t(AddI), 0, 0, 0, 0});
  expectAccepted(module);
}

TEST(Accepts, LoopEndsInTheWordAlone) {
  Module module = sampleModule();
  anyMeta(module, "loops", Hint) = MetaNone{};
  expectAccepted(module);
}

TEST(Accepts, LoopEndsTooFarForTheWord) {
  Module module = sampleModule();
  FunctionDef &def = function(module, "loops");
  for (unsigned i = 0; i < 300; ++i)
    insert(def, 1, {uint8_t(AddI), 0, 1, 1, 0});
  Instruction &hint = word(module, "loops", Hint);
  hint.a = 0;
  hint.setImm32(304);
  meta<MetaLoopEnd>(module, "loops", Hint).endPc = 302;
  word(module, "loops", ForLoop).c = uint16_t(-302);
  expectAccepted(module);
  // Without the metadata nobody knows.
  anyMeta(module, "loops", Hint) = MetaNone{};
  EXPECT_EQ(verifyModule(module).diagnostics()[0].rule, Rule::LoopHint);
}

/// A function of `count` loops around each other, their hints first.
static FunctionDef nestedLoops(uint16_t count) {
  FunctionDef def;
  def.name = "deep";
  def.localSlots = 2;
  def.slotTypes = slots("VV");
  for (uint16_t pc = 0; pc < count; ++pc) {
    uint16_t end = 2 * count - 1 - pc;
    Instruction hint{uint8_t(Hint), flag::loopHint, 0, 0, 0};
    hint.a = uint16_t(std::min<unsigned>(pc, 15) << 4 | (end - pc) << 8);
    def.code.push_back(hint);
    def.meta.push_back(MetaLoopEnd{end});
  }
  for (uint16_t pc = count; pc < 2 * count; ++pc) {
    uint16_t top = 2 * count - pc;
    def.code.push_back(
        {uint8_t(ForLoop), 0, 0, 1, uint16_t(int(top) - (pc + 1))});
    def.meta.push_back(MetaNone{});
  }
  def.code.push_back({uint8_t(Return), 0, 0, 0, 0});
  def.meta.push_back(MetaNone{});
  return def;
}

TEST(Accepts, LoopsDeeperThanHintsCount) {
  Module module = sampleModule();
  module.functions.push_back(nestedLoops(40));
  expectAccepted(module);
  function(module, "deep").code[20].a -= 1 << 4;
  Verdict verdict = verifyModule(module);
  ASSERT_FALSE(verdict.ok());
  EXPECT_EQ(verdict.diagnostics()[0].rule, Rule::LoopNesting);
}

TEST(Accepts, MirrorsThatMayBeZero) {
  Module module = sampleModule();
  word(module, "maps", MapNew).c = 0;
  word(module, "maps", MapIterNext).flags = 0;
  word(module, "queues", QueueRecv).flags = flag::recvOk;
  word(module, "moves", SlotGetN).flags = 0;
  word(module, "moves", CopyN).flags = 0;
  expectAccepted(module);
}

TEST(Accepts, ElementsWithoutSize) {
  Module module = sampleModule();
  module.structMetas.push_back({slots("V"), {}});
  uint16_t id =
      intConstant(module, ValueMeta(ValueKind::Struct,
                                    uint32_t(module.structMetas.size() - 1))
                              .raw);
  FunctionDef &def = function(module, "arrays");
  MetaElemLayout none{0, false, slots("V")};
  def.code[find(def, LoadConst)].b = id;
  def.code[find(def, LoadInt, 2)] = withImm(LoadInt, 3, 0);
  def.meta[find(def, ArrayNew, 1)] = none;
  // Nothing is moved, so the destination may hold anything.
  def.meta[find(def, ArrayGet, 1)] = none;
  def.code[find(def, ArrayGet, 1)].a = 9;
  expectAccepted(module);
}

TEST(Accepts, ZeroInAnySlot) {
  Module module = sampleModule();
  FunctionDef &def = function(module, "moves");
  for (uint16_t slot : {2, 3, 5, 6})
    insert(def, 0, withImm(LoadInt, slot, 0));
  insert(def, 0, {uint8_t(LoadConst), 0, 3, 0, 0}); // nil
  expectAccepted(module);
}

TEST(Accepts, EmptyWindowsBehindTheFrame) {
  Module module = sampleModule();
  word(module, "moves", Return).a = 16;
  expectAccepted(module);
}

TEST(Accepts, ZeroSizeFields) {
  Module module = sampleModule();
  auto id = uint32_t(module.runtimeTypes.size());
  module.runtimeTypes.push_back(
      RuntimeArray{0, {ValueKind::Int, unsigned(ValueKind::Int)}});
  module.structMetas.push_back(
      {slots("V"), {{"none", 0, 0, {ValueKind::Array, id}}}});
  expectAccepted(module);
}

/// A type that is too wide to be laid out may exist as long as nobody needs
/// its layout.
TEST(Accepts, WideTypesThatAreOnlyNamed) {
  Module module = sampleModule();
  module.runtimeTypes.push_back(RuntimeArray{
      uint64_t(1) << 63, {ValueKind::Int, unsigned(ValueKind::Int)}});
  expectAccepted(module);
}

TEST(Accepts, SharedShapesOfDynamicExterns) {
  Module module = sampleModule();
  module.externs.push_back(module.externs[4]);
  module.externs.back().returns.slotTypes = slots("RRI");
  module.externs.push_back(module.externs[0]);
  expectAccepted(module);
}

/// Nests `depth` types inside each other with the given maker.
template <class Make>
static void nest(Module &module, unsigned depth, Make make) {
  ValueRttid inner(ValueKind::Int, unsigned(ValueKind::Int));
  for (unsigned i = 0; i < depth; ++i) {
    auto id = uint32_t(module.runtimeTypes.size());
    auto [type, kind] = make(inner);
    module.runtimeTypes.push_back(type);
    inner = {kind, id};
  }
  module.structMetas.push_back({slots("V"), {{"deep", 0, 1, inner}}});
}

TEST(Accepts, DeepNesting) {
  Module module = sampleModule();
  nest(module, 200000, [](ValueRttid inner) {
    return std::pair(RuntimeType(RuntimeArray{1, inner}), ValueKind::Array);
  });
  expectAccepted(module);
}

/// Two of two of two …: the widths add up to more than fits.
TEST(Refuses, ExponentialNesting) {
  Module module = sampleModule();
  nest(module, 64, [](ValueRttid inner) {
    return std::pair(RuntimeType(RuntimeTuple{{inner, inner}}),
                     ValueKind::Void);
  });
  Verdict verdict = verifyModule(module);
  ASSERT_FALSE(verdict.ok());
  EXPECT_EQ(verdict.diagnostics()[0].rule, Rule::StructFieldLayout);
}

/// A pointer to something that is no struct has no layout.
TEST(Refuses, PointersToNumbersAsFields) {
  Module module = sampleModule();
  auto id = uint32_t(module.runtimeTypes.size());
  module.runtimeTypes.push_back(
      RuntimePointer{{ValueKind::Int, unsigned(ValueKind::Int)}});
  expectAccepted(module);
  module.structMetas.push_back(
      {slots("R"), {{"p", 0, 1, {ValueKind::Pointer, id}}}});
  EXPECT_FALSE(verifyModule(module).ok());
}

/// Pointers in a circle end the search for a named type.
TEST(Refuses, CircularPointersInInterfaces) {
  Module module = sampleModule();
  auto id = uint32_t(module.runtimeTypes.size());
  module.runtimeTypes.push_back(RuntimePointer{{ValueKind::Pointer, id}});
  uint16_t packed = intConstant(module, int64_t(id) << 32 | 1);
  word(module, "interfaces", IfaceAssign, 2).c = packed;
  Verdict verdict = verifyModule(module);
  ASSERT_FALSE(verdict.ok());
  EXPECT_EQ(verdict.diagnostics()[0].rule, Rule::IfaceAssign);
}

/// Many calls of a function with the widest parameters cost too much, and are
/// refused in time instead of being checked.
TEST(Refuses, CostlyModules) {
  Module module = sampleModule();
  FunctionDef &wide = function(module, "Num.Get");
  wide.slotTypes.resize(65000);
  wide.localSlots = 65000;
  FunctionDef caller = function(module, "memory");
  caller.name = "caller";
  caller.slotTypes.assign(65000, SlotType::Value);
  caller.localSlots = 65000;
  caller.code.assign(20000, {uint8_t(CopyN), 0, 0, 1, 64000});
  caller.code.push_back({uint8_t(Return), 0, 0, 0, 0});
  caller.meta.assign(caller.code.size(), MetaNone{});
  module.functions.push_back(caller);
  Verdict verdict = verifyModule(module);
  ASSERT_EQ(verdict.diagnostics().size(), 1u);
  EXPECT_EQ(verdict.diagnostics()[0].rule, Rule::Cost);
}
