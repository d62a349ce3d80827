//===- SampleModule.cpp - The tables of the sample ------------------------===//

#include "bytecode/verify/testing/SampleModule.h"
#include "bytecode/verify/testing/SampleCode.h"

#include <algorithm>
#include <cassert>

using namespace vo::bc;
using namespace vo::bc::verify::testing;

Layout vo::bc::verify::testing::slots(std::string_view text) {
  Layout out;
  for (char c : text) {
    switch (c) {
    case 'V':
      out.push_back(SlotType::Value);
      break;
    case 'R':
      out.push_back(SlotType::GcRef);
      break;
    case 'F':
      out.push_back(SlotType::Float);
      break;
    default:
      assert(c == 'I');
      out.insert(out.end(), {SlotType::Interface0, SlotType::Interface1});
    }
  }
  return out;
}

static ValueRttid basic(ValueKind kind) { return {kind, uint32_t(kind)}; }
static const ValueRttid intType = basic(ValueKind::Int);
static const ValueRttid stringType = basic(ValueKind::String);

static void addRuntimeTypes(Module &module) {
  std::vector<RuntimeType> &types = module.runtimeTypes;
  for (unsigned kind = 0; kind <= unsigned(ValueKind::String); ++kind)
    types.push_back(RuntimeBasic{isBasic(ValueKind(kind)) ? ValueKind(kind)
                                                          : ValueKind::Void});
  ValueRttid errorFace(ValueKind::Interface, ErrorInterface);
  types.push_back(RuntimeStruct{
      1, {{"X", intType, "", false, ""}, {"y", intType, "", false, "main"}}});
  types.push_back(RuntimeNamed{0, 1});
  types.push_back(RuntimePointer{{ValueKind::Struct, NamedPoint}});
  types.push_back(RuntimeFunc{false, {}, {stringType}});
  types.push_back(
      RuntimeInterface{1, {{"Error", {ValueKind::Closure, ErrorSignature}}}});
  types.push_back(RuntimeNamed{1, 2});
  types.push_back(RuntimePointer{{ValueKind::Struct, NamedError}});
  types.push_back(
      RuntimeStruct{2,
                    {{"msg", stringType, "", false, "errors"},
                     {"cause", errorFace, "json", false, "errors"}}});
  types.push_back(RuntimeArray{3, intType});
  types.push_back(RuntimeSlice{intType});
  types.push_back(RuntimeMap{stringType, intType});
  types.push_back(RuntimeChan{ChanDir::Both, intType});
  types.push_back(RuntimeFunc{true, {{ValueKind::Slice, SliceOfInt}}, {}});
  types.push_back(RuntimePort{ChanDir::Both, intType});
  types.push_back(RuntimeIsland{});
  types.push_back(RuntimeTuple{{intType, stringType}});
  types.push_back(RuntimeInterface{0, {}});
  types.push_back(RuntimeNamed{2, std::nullopt});
  types.push_back(RuntimeFunc{false, {intType}, {intType}});
  types.push_back(
      RuntimeInterface{2, {{"Get", {ValueKind::Closure, GetSignature}}}});
}

static void addMetas(Module &module) {
  ValueRttid errorFace(ValueKind::Interface, ErrorInterface);
  module.structMetas = {
      {slots("R"), {}},
      {slots("VV"), {{"X", 0, 1, intType}, {"y", 1, 1, intType}}},
      {slots("RI"),
       {{"msg", 0, 1, stringType}, {"cause", 1, 2, errorFace, false, "json"}}}};
  module.interfaceMetas = {{"", {}, {}},
                           {"error", {"Error"}, {{"Error", ErrorSignature}}},
                           {"main.Getter", {"Get"}, {{"Get", GetSignature}}}};
  // Function ids as in addFunctions().
  module.namedTypeMetas = {{"main.Point",
                            {ValueKind::Struct, 1},
                            {ValueKind::Struct, PointType},
                            {{"Get", 3, false, true, GetSignature}}},
                           {"errors.Error",
                            {ValueKind::Struct, 2},
                            {ValueKind::Struct, ErrorType},
                            {{"Error", 1, true, false, ErrorSignature}}},
                           {"main.Num",
                            {ValueKind::Int, 0},
                            intType,
                            {{"Get", 2, false, false, GetSignature},
                             {"main.get", 2, false, false, GetSignature}}}};
  module.itabs = {{0, {}}, {1, {1}}, {2, {2}}, {2, {3}}};
  module.wellKnown.errorNamedTypeId = 1;
  module.wellKnown.errorIfaceMetaId = 1;
  module.wellKnown.errorPtrRttid = PointerToError;
  module.wellKnown.errorStructMetaId = 2;
  module.wellKnown.offsets = {0, 1};
  module.wellKnown.attrObjectIfaceId = 2;
}

static void addExterns(Module &module) {
  ExternDef copy{"vo_copy", {ParamShapeKind::Exact, 2}, {}, 0, {}};
  copy.returns = {1, {}, slots("V"), {}};
  copy.paramKinds = {ExtSlotKind::Bytes, ExtSlotKind::Bytes};
  ExternDef exit{
      "vo1:2:os:10:nativeExit", {ParamShapeKind::Exact, 1}, {}, 0, {}};
  exit.allowedEffects = uint64_t(ExternEffect::Exit);
  ExternDef open{"vo1:2:os:4:open", {ParamShapeKind::Exact, 1}, {}, 0, {}};
  open.allowedEffects = uint64_t(ExternEffect::UnknownControl);
  open.returns = {3, {}, slots("VI"), {std::nullopt, 1, std::nullopt}};
  ExternDef print{
      "vo_println", {ParamShapeKind::CallSiteVariadic, 0}, {}, 0, {}};
  ExternDef field{"dyn_field", {ParamShapeKind::Exact, 5}, {}, 0, {}};
  field.returns = {
      4, {}, slots("VVI"), {std::nullopt, std::nullopt, 1, std::nullopt}};
  module.externs = {copy, exit, open, print, field};
}

Module vo::bc::verify::testing::sampleModule() {
  Module module;
  module.name = "main";
  addRuntimeTypes(module);
  addMetas(module);
  module.constants = {ConstNil{}, ConstBool{true}, ConstFloat::of(1.5),
                      ConstString{"hi"}};
  module.globals = {{"count", 1, ValueKind::Int, 0, slots("V")},
                    {"last", 2, ValueKind::Interface, 0, slots("I")},
                    {"origin", 1, ValueKind::Struct, 1, slots("R")}};
  addExterns(module);
  addFunctions(module);
  module.debug.files = {"main.vo"};
  module.debug.funcs = {{}, {}, {{0, 0, 3, 1, 4}, {1, 0, 4, 1, 4}}};
  return module;
}

FunctionDef &vo::bc::verify::testing::function(Module &module,
                                               std::string_view name) {
  auto it = std::ranges::find(module.functions, name, &FunctionDef::name);
  assert(it != module.functions.end());
  return *it;
}

uint32_t vo::bc::verify::testing::find(const FunctionDef &function,
                                       Opcode opcode, unsigned n) {
  for (uint32_t pc = 0; pc < function.code.size(); ++pc)
    if (function.code[pc].opcode() == opcode && n-- == 0)
      return pc;
  assert(false && "no such instruction in the sample");
  return 0;
}

Instruction &vo::bc::verify::testing::word(Module &module,
                                           std::string_view name, Opcode opcode,
                                           unsigned n) {
  FunctionDef &def = function(module, name);
  return def.code[find(def, opcode, n)];
}

InstrMeta &vo::bc::verify::testing::anyMeta(Module &module,
                                            std::string_view name,
                                            Opcode opcode, unsigned n) {
  FunctionDef &def = function(module, name);
  return def.meta[find(def, opcode, n)];
}

uint16_t vo::bc::verify::testing::intConstant(Module &module, int64_t value) {
  Constant wanted = ConstInt{value};
  auto it = std::ranges::find(module.constants, wanted);
  if (it != module.constants.end())
    return uint16_t(it - module.constants.begin());
  module.constants.push_back(wanted);
  return uint16_t(module.constants.size() - 1);
}

uint16_t vo::bc::verify::testing::stringConstant(Module &module) {
  auto it = std::ranges::find_if(module.constants, [](const Constant &each) {
    return std::holds_alternative<ConstString>(each);
  });
  return uint16_t(it - module.constants.begin());
}
