//===- SampleModule.cpp - A module with one of everything
//------------------===//

#include "bytecode/testing/SampleModule.h"

using namespace vo::bc;

static constexpr SlotType V = SlotType::Value;
static constexpr SlotType R = SlotType::GcRef;
static constexpr SlotType I0 = SlotType::Interface0;
static constexpr SlotType I1 = SlotType::Interface1;
static constexpr SlotType F = SlotType::Float;

static ValueRttid rttid(ValueKind kind, uint32_t id) { return {kind, id}; }

std::vector<InstrMeta> testing::allMetadata() {
  return {MetaNone{},
          MetaElemLayout{4, true, {V}},
          MetaMapGet{{R}, {V, F}, true},
          MetaMapSet{{R, R}, {I0, I1}},
          MetaMapDelete{{I0, I1}},
          MetaLoopEnd{7},
          MetaPtrLayout{{V, R, F}},
          MetaSlotLayout{{I0, I1}},
          MetaCallLayout{{V, V}, {R}},
          MetaCallExternLayout{{I0, I1}, {V}},
          MetaQueueLayout{{F}},
          MetaMapIterNext{{V}, {R, V}},
          MetaIfaceAssertLayout{AssertKind::Implements, 1, {I0, I1}},
          MetaMapNew{{V, V}, {F}},
          MetaCallIfaceLayout{1, 1, {V}, {I0, I1}}};
}

static void addTypes(Module &module) {
  module.structMetas = {
      {{R}, {}},
      {{V, R, I0, I1},
       {{"Count", 0, 1, rttid(ValueKind::Int, 2), false, std::nullopt},
        {"_", 1, 1, rttid(ValueKind::String, 17), false, ""},
        {"_", 2, 2, rttid(ValueKind::Interface, 5), true, "json:\"é\n\""}}}};
  module.interfaceMetas = {
      {"", {}, {}},
      {"main.Shape", {"Area", "Name"}, {{"Area", 6}, {"Name", 7}}},
      {"odd", {"mirror", "is not"}, {{"the same", 9}}}};
  module.namedTypeMetas = {
      {"main.Point",
       {ValueKind::Struct, 1},
       {ValueKind::Struct, 8},
       {{"Area", 1, true, false, 6}, {"Name", 2, false, true, 7}}},
      {"main.Age", {ValueKind::Int, 0}, {ValueKind::Int, 2}, {}}};
  module.itabs = {{0, {}}, {1, {1, 2}}, {2, {77}}};
  module.runtimeTypes = {
      RuntimeBasic{ValueKind::Float32},
      RuntimeNamed{0, 1},
      RuntimePointer{rttid(ValueKind::Struct, 1)},
      RuntimeArray{0xFFFFFFFFFF, rttid(ValueKind::Int8, 3)},
      RuntimeSlice{rttid(ValueKind::Uint16, 9)},
      RuntimeMap{rttid(ValueKind::String, 17), rttid(ValueKind::Bool, 1)},
      RuntimeChan{ChanDir::Send, rttid(ValueKind::Int, 2)},
      RuntimeFunc{
          true, {rttid(ValueKind::Slice, 4)}, {rttid(ValueKind::Map, 5)}},
      RuntimeStruct{1,
                    {{"Count", rttid(ValueKind::Int, 2), "", false, ""},
                     {"hidden", rttid(ValueKind::Int, 2), "tag", true, "main"},
                     {"hidden", rttid(ValueKind::Int, 2), "", false, "other"}}},
      RuntimeInterface{1, {{"Area", rttid(ValueKind::Closure, 7)}}},
      RuntimeTuple{{rttid(ValueKind::Int, 2), rttid(ValueKind::Port, 11)}},
      RuntimePort{ChanDir::Recv, rttid(ValueKind::Island, 12)},
      RuntimeIsland{},
      RuntimeNamed{1, std::nullopt}};
  module.wellKnown = {3, 1, 2, 4, WellKnownErrorOffsets{5, 6}, 7, 8, 9, 10, 11};
}

static void addData(Module &module) {
  module.constants = {
      ConstNil{},
      ConstBool{false},
      ConstBool{true},
      ConstInt{INT64_MIN},
      ConstInt{INT64_MAX},
      ConstInt{-1},
      ConstFloat::of(1.0),
      ConstFloat::of(-0.0),
      ConstFloat::of(0.1),
      ConstFloat::of(1e300),
      ConstFloat::of(5e-324),
      ConstFloat{0x7FF0000000000000},
      ConstFloat{0x7FF8000000000001},
      ConstFloat{0xFFF4000000ABCDEF},
      ConstString{""},
      ConstString{"a \"quoted\"\\\n\t\r\x01\x7f line; // é 漢 🦉"},
      ConstString{std::string("nul\0inside", 10)}};
  module.globals = {{"main.counter", 1, ValueKind::Int, 0, {V}},
                    {"main.any", 2, ValueKind::Interface, 1, {I0, I1}},
                    {"odd slots", 7, ValueKind::Struct, 1, {R}}};
}

static void addExterns(Module &module) {
  ExternDef print{
      "vo_println", {ParamShapeKind::CallSiteVariadic, 0}, {}, 0, {}};
  ExternDef field{"dyn_field", {ParamShapeKind::Exact, 5}, {}, 0, {}};
  field.returns = {5,
                   {ExtSlotKind::Value, ExtSlotKind::Bytes, ExtSlotKind::Value,
                    ExtSlotKind::Value, ExtSlotKind::Value},
                   {V, R, F, I0, I1},
                   {std::nullopt, std::nullopt, std::nullopt, 1, std::nullopt}};
  field.allowedEffects = uint64_t(ExternEffect::Yield) |
                         uint64_t(ExternEffect::CallClosureReplay) |
                         uint64_t(ExternEffect::Exit);
  field.paramKinds = {ExtSlotKind::Bytes, ExtSlotKind::Value};
  ExternDef second = field;
  second.params.slots = 6;
  second.returns = {3, {}, {}, {}};
  second.allowedEffects = uint64_t(ExternEffect::UnknownControl);
  module.externs = {print,
                    field,
                    second,
                    {"vo1:4:math:4:Sqrt", {}, {1, {}, {F}, {}}, 0x1E, {}}};
}

/// Every opcode once with plain operands, then twice with odd ones: all bits
/// set, and bits that repeat from field to field.
static void addEveryOpcode(FunctionDef &function) {
  std::vector<InstrMeta> metadata = testing::allMetadata();
  for (unsigned op = 0; op < numOpcodes; ++op) {
    const InstrMeta &meta = metadata[op % metadata.size()];
    auto add = [&](Instruction word, const InstrMeta &attached) {
      function.code.push_back(word);
      function.meta.push_back(attached);
    };
    add({uint8_t(op), 0, 1, 2, 3}, MetaNone{});
    add({uint8_t(op), 0xFF, 0xFFFF, 0xFFFF, 0xFFFF}, meta);
    add({uint8_t(op), uint8_t(op * 37), uint16_t(op * 11), 5, 0}, meta);
    add({uint8_t(op), 1, 0, uint16_t(op), 9}, metadata[(op + 7) % 15]);
  }
}

static FunctionDef makeEverything() {
  FunctionDef function;
  function.name = "every opcode";
  function.paramCount = 1;
  function.paramSlots = 2;
  function.localSlots = 5;
  function.retSlots = 3;
  function.retSlotTypes = {V, I0, I1};
  function.recvSlots = 1;
  function.heapRetGcrefCount = 2;
  function.heapRetGcrefStart = 3;
  function.heapRetSlots = {1, 2};
  function.isClosure = true;
  function.errorRetSlot = 1;
  function.hasDefer = true;
  function.slotTypes = {V, R, I0, I1, F};
  function.captureTypes = {
      {{ValueKind::Array, 3}, rttid(ValueKind::Array, 3), 4}};
  function.captureSlotTypes = {R};
  function.paramTypes = {{{ValueKind::Int, 0}, rttid(ValueKind::Int, 2), 1},
                         {{ValueKind::Int, 0}, rttid(ValueKind::Int, 2), 0}};
  addEveryOpcode(function);
  for (unsigned op = numOpcodes; op < 256; ++op) {
    function.code.push_back({uint8_t(op), 1, 2, 0, uint16_t(op)});
    function.meta.push_back(MetaLoopEnd{op});
  }
  return function;
}

/// A counting loop: labels forwards and backwards, canonical mirrors.
static FunctionDef makeLoop() {
  FunctionDef function;
  function.name = "main.loop";
  function.localSlots = 3;
  function.slotTypes = {V, V, V};
  auto op = [](Opcode opcode) { return uint8_t(opcode); };
  function.code = {{op(Opcode::LoadInt), 0, 0, 0xFFFE, 0xFFFF},
                   {op(Opcode::Hint), 1, 0x0310, 6, 0},
                   {op(Opcode::JumpIf), 0, 0, 3, 0},
                   {op(Opcode::Call), 0, 2, 1, 0x0001},
                   {op(Opcode::ForLoop), 4, 0, 1, 0xFFFD},
                   {op(Opcode::Jump), 0, 0, 0xFFFC, 0xFFFF},
                   {op(Opcode::Return), 0, 0, 0, 0}};
  function.meta.resize(function.code.size());
  function.meta[1] = MetaLoopEnd{4};
  return function;
}

Module testing::makeSampleModule() {
  Module module;
  module.name = "sample";
  addTypes(module);
  addData(module);
  addExterns(module);
  FunctionDef small;
  small.name = "twice";
  small.retSlots = 1;
  module.functions = {makeEverything(), makeLoop(), small, small,
                      FunctionDef{}};
  module.entryFunc = 1;
  module.islandInitFunc = 99;
  module.debug.files = {"main.vo", "dir/other file.vo"};
  module.debug.funcs = {
      {{3, 0, 1, 2, 3}, {1, 1, 4, 5, 6}}, // not sorted
      {{0, 0, 10, 1, 4}, {4, 1, 11, 2, 5}, {4, 1, 12, 3, 6}, {7, 0, 13, 4, 0}},
      {{1, 0, 1, 1, 1}}, // behind the code
      {},
      {},
      {{0, 5, 0, 0, 0}}}; // behind the functions
  return module;
}
