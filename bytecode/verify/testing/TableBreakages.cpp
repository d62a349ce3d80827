//===- TableBreakages.cpp - Breaking types and module tables --------------===//

#include "bytecode/verify/testing/Breakage.h"

using namespace vo::bc;
using namespace vo::bc::verify;
using namespace vo::bc::verify::testing;

template <class Type> static Type &type(Module &module, uint32_t id) {
  return std::get<Type>(module.runtimeTypes[id]);
}

std::span<const Breakage> vo::bc::verify::testing::typeBreakages() {
  static constexpr auto no = noOpcode;
  static const Breakage list[] = {
      {Rule::TypeWord, "element out of range", nowhere, no,
       [](Module &m) {
         type<RuntimeSlice>(m, SliceOfInt).elem = {ValueKind::Int, 9999};
       }},
      {Rule::TypeWord, "element of another kind", nowhere, no,
       [](Module &m) {
         type<RuntimeSlice>(m, SliceOfInt).elem = {ValueKind::Bool, 2};
       }},
      {Rule::TypeWord, "kind that does not exist", nowhere, no,
       [](Module &m) { type<RuntimeChan>(m, ChanType).elem.raw = 0x2FF; }},
      {Rule::TypeWord, "map value", nowhere, no,
       [](Module &m) { type<RuntimeMap>(m, MapType).value.raw = 0x2FF; }},
      {Rule::TypeWord, "field type", nowhere, no,
       [](Module &m) {
         m.structMetas[1].fields[0].typeInfo = {ValueKind::Int, 9999};
       }},
      {Rule::TypeWord, "underlying type", nowhere, no,
       [](Module &m) {
         m.namedTypeMetas[2].underlyingRttid = {ValueKind::Int, 9999};
       }},
      {Rule::TypeWord, "reserved id", nowhere, no,
       [](Module &m) {
         type<RuntimePort>(m, PortType).elem.raw = 0xFFFFFF00 | 2;
       }},
      {Rule::TypeReference, "named type", nowhere, no,
       [](Module &m) { type<RuntimeNamed>(m, NamedNumber).namedTypeId = 99; }},
      {Rule::TypeReference, "struct meta", nowhere, no,
       [](Module &m) {
         type<RuntimeStruct>(m, PointType).structMetaId = 0xFFFFFFFF;
       }},
      {Rule::TypeReference, "interface meta", nowhere, no,
       [](Module &m) {
         type<RuntimeInterface>(m, AnyInterface).interfaceMetaId = 99;
       }},
      {Rule::TypeCycle, "array of itself", nowhere, no,
       [](Module &m) {
         type<RuntimeArray>(m, ArrayOfInt).elem = {ValueKind::Array,
                                                   ArrayOfInt};
       }},
      {Rule::TypeCycle, "named type of itself", nowhere, no,
       [](Module &m) {
         m.namedTypeMetas[0].underlyingRttid = {ValueKind::Struct, NamedPoint};
       }},
      {Rule::TypeCycle, "through a field", nowhere, no,
       [](Module &m) {
         type<RuntimeStruct>(m, PointType).fields[0].typ = {ValueKind::Struct,
                                                            NamedPoint};
       }},
      {Rule::RuntimeBasic, "a basic slice", nowhere, no,
       [](Module &m) { m.runtimeTypes[14] = RuntimeBasic{ValueKind::Array}; }},
  };
  return list;
}

std::span<const Breakage> vo::bc::verify::testing::moduleBreakages() {
  static constexpr auto no = noOpcode;
  static const Breakage list[] = {
      {Rule::MetaWord, "struct meta out of range", nowhere, no,
       [](Module &m) {
         m.namedTypeMetas[0].underlyingMeta = {ValueKind::Struct, 99};
       }},
      {Rule::MetaWord, "id where there is none", nowhere, no,
       [](Module &m) { m.globals[0].metaId = 1; }},
      {Rule::MetaWord, "id that does not fit", nowhere, no,
       [](Module &m) { m.globals[2].metaId = 0x1000001; }},
      {Rule::MetaWord, "array meta that is no array", nowhere, no,
       [](Module &m) {
         m.globals[2].valueKind = ValueKind::Array;
         m.globals[2].metaId = SliceOfInt;
       }},
      {Rule::EntryFunction, "out of range", nowhere, no,
       [](Module &m) { m.entryFunc = 9999; }},
      {Rule::EntryFunction, "island entry with parameters", nowhere, no,
       [](Module &m) { m.islandInitFunc = 4; }},
      {Rule::StructLayout, "half an interface", nowhere, no,
       [](Module &m) { m.structMetas[0].slotTypes = {SlotType::Interface0}; }},
      {Rule::StructLayout, "too wide", nowhere, no,
       [](Module &m) { m.structMetas[0].slotTypes.resize(65536); }},
      {Rule::StructFieldName, "keyword", nowhere, no,
       [](Module &m) { m.structMetas[1].fields[0].name = "func"; }},
      {Rule::StructFieldName, "twice", nowhere, no,
       [](Module &m) { m.structMetas[1].fields[1].name = "X"; }},
      {Rule::StructFieldLayout, "gap", nowhere, no,
       [](Module &m) { m.structMetas[1].fields[1].offset = 2; }},
      {Rule::StructFieldLayout, "width", nowhere, no,
       [](Module &m) { m.structMetas[1].fields[1].slotCount = 2; }},
      {Rule::StructFieldLayout, "slot type", nowhere, no,
       [](Module &m) { m.structMetas[1].slotTypes[1] = SlotType::Float; }},
      {Rule::StructFieldLayout, "slots left over", nowhere, no,
       [](Module &m) {
         m.structMetas[1].slotTypes.push_back(SlotType::Value);
       }},
      {Rule::InterfaceEmpty, "first is not empty", nowhere, no,
       [](Module &m) { m.interfaceMetas[0] = m.interfaceMetas[1]; }},
      {Rule::InterfaceEmpty, "other is empty", nowhere, no,
       [](Module &m) { m.interfaceMetas.push_back({"x", {}, {}}); }},
      {Rule::InterfaceMethods, "name differs", nowhere, no,
       [](Module &m) { m.interfaceMetas[1].methodNames[0] = "Other"; }},
      {Rule::InterfaceMethods, "names missing", nowhere, no,
       [](Module &m) { m.interfaceMetas[1].methodNames.clear(); }},
      {Rule::InterfaceMethods, "private without package", nowhere, no,
       [](Module &m) {
         m.interfaceMetas[2].methodNames[0] = "get";
         m.interfaceMetas[2].methods[0].name = "get";
       }},
      {Rule::InterfaceMethods, "twice", nowhere, no,
       [](Module &m) {
         InterfaceMeta &meta = m.interfaceMetas[2];
         meta.methodNames.push_back(meta.methodNames[0]);
         meta.methods.push_back(meta.methods[0]);
       }},
      {Rule::InterfaceSignature, "no Func", nowhere, no,
       [](Module &m) {
         m.interfaceMetas[1].methods[0].signatureRttid = SliceOfInt;
       }},
      {Rule::RuntimeNamed, "struct meta missing", nowhere, no,
       [](Module &m) {
         type<RuntimeNamed>(m, NamedPoint).structMetaId.reset();
       }},
      {Rule::RuntimeNamed, "struct meta of a number", nowhere, no,
       [](Module &m) { type<RuntimeNamed>(m, NamedNumber).structMetaId = 1; }},
      {Rule::RuntimeStruct, "number of fields", nowhere, no,
       [](Module &m) { type<RuntimeStruct>(m, PointType).fields.pop_back(); }},
      {Rule::RuntimeStruct, "tag", nowhere, no,
       [](Module &m) {
         type<RuntimeStruct>(m, ErrorType).fields[1].tag = "xml";
       }},
      {Rule::RuntimeFieldPackage, "exported with package", nowhere, no,
       [](Module &m) {
         type<RuntimeStruct>(m, PointType).fields[0].pkg = "main";
       }},
      {Rule::RuntimeFieldPackage, "private without package", nowhere, no,
       [](Module &m) {
         type<RuntimeStruct>(m, PointType).fields[1].pkg.clear();
       }},
      {Rule::RuntimeInterface, "method missing", nowhere, no,
       [](Module &m) {
         type<RuntimeInterface>(m, GetterInterface).methods.clear();
       }},
      {Rule::RuntimeInterface, "other signature", nowhere, no,
       [](Module &m) {
         type<RuntimeInterface>(m, GetterInterface).methods[0].sig = {
             ValueKind::Closure, VariadicType};
       }},
      {Rule::RuntimeFuncWidth, "too wide", nowhere, no,
       [](Module &m) {
         type<RuntimeArray>(m, ArrayOfInt).length = 40000;
         ValueRttid array(ValueKind::Array, ArrayOfInt);
         m.runtimeTypes.push_back(RuntimeFunc{false, {array, array}, {}});
       }},
      {Rule::RuntimeVariadic, "no slice", nowhere, no,
       [](Module &m) { type<RuntimeFunc>(m, GetSignature).variadic = true; }},
      {Rule::RuntimeVariadic, "no parameter", nowhere, no,
       [](Module &m) { type<RuntimeFunc>(m, ErrorSignature).variadic = true; }},
      {Rule::NamedTypeName, "without package", nowhere, no,
       [](Module &m) { m.namedTypeMetas[2].name = "Num"; }},
      {Rule::NamedTypeName, "twice", nowhere, no,
       [](Module &m) { m.namedTypeMetas[2].name = "main.Point"; }},
      {Rule::NamedTypeName, "too long", nowhere, no,
       [](Module &m) {
         m.namedTypeMetas[2].name = "main." + std::string(9000, 'x');
       }},
      {Rule::NamedTypeUnderlying, "another struct", nowhere, no,
       [](Module &m) {
         m.namedTypeMetas[0].underlyingMeta = {ValueKind::Struct, 0};
       }},
      {Rule::NamedMethodName, "twice", nowhere, no,
       [](Module &m) {
         auto &methods = m.namedTypeMetas[2].methods;
         methods.push_back(methods[0]);
       }},
      {Rule::NamedMethodName, "exported with package", nowhere, no,
       [](Module &m) { m.namedTypeMetas[2].methods[1].name = "main.Get"; }},
      {Rule::NamedMethodFunction, "out of range", nowhere, no,
       [](Module &m) { m.namedTypeMetas[2].methods[1].funcId = 9999; }},
      {Rule::NamedMethodReceiver, "boxed number", nowhere, no,
       [](Module &m) {
         m.namedTypeMetas[2].methods[1].receiverIsIfaceBoxed = true;
       }},
      {Rule::NamedMethodReceiver, "boxed pointer", nowhere, no,
       [](Module &m) {
         m.namedTypeMetas[1].methods[0].receiverIsIfaceBoxed = true;
       }},
      {Rule::NamedMethodReceiver, "function without receiver", nowhere, no,
       [](Module &m) { m.namedTypeMetas[2].methods[1].funcId = 4; }},
      {Rule::NamedMethodSignature, "no Func", nowhere, no,
       [](Module &m) { m.namedTypeMetas[2].methods[1].signatureRttid = 0; }},
      {Rule::ItabZero, "with methods", nowhere, no,
       [](Module &m) { m.itabs[0].methods = {1}; }},
      {Rule::ItabInterface, "empty interface", nowhere, no,
       [](Module &m) { m.itabs.push_back({0, {}}); }},
      {Rule::ItabInterface, "number of methods", nowhere, no,
       [](Module &m) { m.itabs[1].methods.clear(); }},
      {Rule::ItabFunction, "out of range", nowhere, no,
       [](Module &m) { m.itabs[1].methods = {9999}; }},
      {Rule::ItabFunction, "no receiver", nowhere, no,
       [](Module &m) { m.itabs[1].methods = {4}; }},
      {Rule::ItabFunction, "another method", nowhere, no,
       [](Module &m) { m.itabs[1].methods = {2}; }},
      {Rule::ItabLayout, "other results", nowhere, no,
       [](Module &m) { function(m, "Num.Get").retSlotTypes = slots("F"); }},
      {Rule::ItabLayout, "other parameters", nowhere, no,
       [](Module &m) { function(m, "Num.Get").paramSlots = 3; }},
      {Rule::GlobalName, "blank", nowhere, no,
       [](Module &m) { m.globals[0].name = "_"; }},
      {Rule::GlobalLayout, "struct inline", nowhere, no,
       [](Module &m) {
         m.globals[2].slots = 2;
         m.globals[2].slotTypes = slots("VV");
       }},
      {Rule::GlobalLayout, "wrong slot type", nowhere, no,
       [](Module &m) { m.globals[0].slotTypes = slots("R"); }},
      {Rule::GlobalTotal, "too many", nowhere, no,
       [](Module &m) {
         m.globals.insert(m.globals.end(), 65532, m.globals[0]);
       }},
      {Rule::WellKnownReference, "interface", nowhere, no,
       [](Module &m) { m.wellKnown.callObjectIfaceId = 99; }},
      {Rule::WellKnownReference, "no pointer", nowhere, no,
       [](Module &m) { m.wellKnown.errorPtrRttid = ErrorType; }},
      {Rule::WellKnownError, "incomplete", nowhere, no,
       [](Module &m) { m.wellKnown.offsets.reset(); }},
      {Rule::WellKnownError, "offsets", nowhere, no,
       [](Module &m) { m.wellKnown.offsets = {1, 0}; }},
      {Rule::WellKnownError, "not implemented", nowhere, no,
       [](Module &m) { m.wellKnown.errorIfaceMetaId = 2; }},
      {Rule::WellKnownError, "another struct", nowhere, no,
       [](Module &m) { m.wellKnown.errorStructMetaId = 1; }},
      {Rule::WellKnownError, "pointer to another type", nowhere, no,
       [](Module &m) { m.wellKnown.errorPtrRttid = PointerToPoint; }},
      {Rule::DebugTable, "too many functions", nowhere, no,
       [](Module &m) { m.debug.funcs.resize(999); }},
      {Rule::DebugTable, "file", nowhere, no,
       [](Module &m) { m.debug.funcs[2][0].fileId = 1; }},
      {Rule::DebugOrder, "behind the code", nowhere, no,
       [](Module &m) { m.debug.funcs[2][1].pc = 2; }},
      {Rule::DebugOrder, "not ascending", nowhere, no,
       [](Module
              &m) { m.debug.funcs[2][0].pc = 1, m.debug.funcs[2][1].pc = 0; }},
  };
  return list;
}

std::span<const Breakage> vo::bc::verify::testing::externBreakages() {
  static constexpr auto no = noOpcode;
  static const Breakage list[] = {
      {Rule::ExternName, "unknown built-in", nowhere, no,
       [](Module &m) { m.externs[1].name = "vo_exit"; }},
      {Rule::ExternName, "wrong length", nowhere, no,
       [](Module &m) { m.externs[1].name = "vo1:2:os:9:nativeExit"; }},
      {Rule::ExternName, "reserved package", nowhere, no,
       [](Module &m) { m.externs[1].name = "vo1:6:std/os:10:nativeExit"; }},
      {Rule::ExternName, "keyword", nowhere, no,
       [](Module &m) { m.externs[1].name = "vo1:2:os:4:func"; }},
      {Rule::ExternEffects, "unknown bit", nowhere, no,
       [](Module &m) { m.externs[1].allowedEffects = 1 << 8; }},
      {Rule::ExternEffects, "unknown control and more", nowhere, no,
       [](Module &m) { m.externs[1].allowedEffects = 1 << 6 | 1; }},
      {Rule::ExternReturns, "interface meta", nowhere, no,
       [](Module &m) { m.externs[2].returns.interfaceMetas[1] = 99; }},
      {Rule::ExternReturns, "half an interface", nowhere, no,
       [](Module &m) { m.externs[2].returns.slotTypes[2] = SlotType::Value; }},
      {Rule::ExternReturns, "length", nowhere, no,
       [](Module &m) { m.externs[2].returns.slots = 4; }},
      {Rule::ExternParamKinds, "length", nowhere, no,
       [](Module &m) {
         m.externs[1].paramKinds = {ExtSlotKind::Value, ExtSlotKind::Value};
       }},
      {Rule::ExternParamKinds, "variadic", nowhere, no,
       [](Module &m) { m.externs[3].paramKinds = {ExtSlotKind::Value}; }},
      {Rule::ExternBuiltin, "parameters", nowhere, no,
       [](Module &m) { m.externs[4].params.slots = 6; }},
      {Rule::ExternBuiltin, "parameter kinds", nowhere, no,
       [](Module &m) { m.externs[0].paramKinds[1] = ExtSlotKind::Value; }},
      {Rule::ExternBuiltin, "results", nowhere, no,
       [](Module &m) { m.externs[0].returns.slotTypes = slots("R"); }},
      {Rule::ExternBuiltin, "results without types", nowhere, no,
       [](Module &m) { m.externs[0].returns.slotTypes.clear(); }},
      {Rule::ExternBuiltin, "results of a dynamic access", nowhere, no,
       [](Module &m) {
         m.externs[4].returns = {2, {}, slots("I"), {1, std::nullopt}};
       }},
      {Rule::ExternBuiltin, "canonical intrinsic", nowhere, no,
       [](Module &m) { m.externs[1].name = "vo1:4:math:4:Sqrt"; }},
      {Rule::ExternSameName, "effects", nowhere, no,
       [](Module &m) {
         m.externs.push_back(m.externs[1]);
         m.externs.back().allowedEffects = 0;
       }},
  };
  return list;
}

std::span<const Breakage> vo::bc::verify::testing::functionBreakages() {
  static constexpr auto no = noOpcode;
  static const Breakage list[] = {
      {Rule::FrameSlots, "local_slots", "moves", no,
       [](Module &m) { function(m, "moves").localSlots = 3; }},
      {Rule::FrameSlots, "receiver behind parameters", "moves", no,
       [](Module &m) { function(m, "moves").recvSlots = 1; }},
      {Rule::FrameSlots, "parameters behind the frame", "moves", no,
       [](Module &m) { function(m, "moves").paramSlots = 99; }},
      {Rule::FrameScan, "interface at the end", "moves", no,
       [](Module &m) {
         FunctionDef &def = function(m, "moves");
         def.slotTypes.resize(65534);
         def.slotTypes.push_back(SlotType::Interface0);
         def.localSlots = 65535;
       }},
      {Rule::ResultSlots, "ret_slots", "fails", no,
       [](Module &m) { function(m, "fails").retSlots = 2; }},
      {Rule::InterfacePairs, "in the frame", "interfaces", no,
       [](Module &m) {
         function(m, "interfaces").slotTypes[1] = SlotType::Value;
       }},
      {Rule::InterfacePairs, "in the results", "fails", no,
       [](Module &m) {
         function(m, "fails").retSlotTypes[1] = SlotType::Interface1;
       }},
      {Rule::InterfacePairs, "in the captures", "capture", no,
       [](Module &m) {
         function(m, "capture").captureSlotTypes = {SlotType::Interface1};
       }},
      {Rule::InterfacePairs, "cut by heap results", "boxes", no,
       [](Module &m) {
         function(m, "boxes").heapRetSlots = {2, 1};
         function(m, "boxes").errorRetSlot = -1;
       }},
      {Rule::HasDefer, "missing", "defers", no,
       [](Module &m) { function(m, "defers").hasDefer = false; }},
      {Rule::HasDefer, "without defers", "moves", no,
       [](Module &m) { function(m, "moves").hasDefer = true; }},
      {Rule::HeapResults, "widths missing", "boxes", no,
       [](Module &m) { function(m, "boxes").heapRetSlots.pop_back(); }},
      {Rule::HeapResults, "sum", "boxes", no,
       [](Module &m) { function(m, "boxes").heapRetSlots[0] = 2; }},
      {Rule::HeapResults, "behind the frame", "boxes", no,
       [](Module &m) { function(m, "boxes").heapRetGcrefStart = 1; }},
      {Rule::HeapResults, "no reference", "boxes", no,
       [](Module &m) { function(m, "boxes").slotTypes[0] = SlotType::Value; }},
      {Rule::ErrorResult, "not at the end", "fails", no,
       [](Module &m) { function(m, "fails").errorRetSlot = 0; }},
      {Rule::ErrorResult, "no interface", "Num.Get", no,
       [](Module &m) { function(m, "Num.Get").errorRetSlot = 0; }},
      {Rule::ErrorResult, "negative", "fails", no,
       [](Module &m) { function(m, "fails").errorRetSlot = -2; }},
      {Rule::ErrorResult, "not a box of its own", "boxes", no,
       [](Module &m) {
         FunctionDef &def = function(m, "boxes");
         def.heapRetGcrefCount = 1;
         def.heapRetSlots = {3};
       }},
      {Rule::ClosureShape, "no parameter", "capture", no,
       [](Module &m) {
         function(m, "capture").paramSlots = 0;
         function(m, "capture").paramTypes.clear();
       }},
      {Rule::ClosureShape, "slot 0", "capture", no,
       [](Module &m) {
         function(m, "capture").slotTypes[0] = SlotType::Value;
       }},
      {Rule::ClosureShape, "receiver", "Error", no,
       [](Module &m) { function(m, "Error").isClosure = true; }},
      {Rule::CaptureShape, "types missing", "capture", no,
       [](Module &m) { function(m, "capture").captureTypes.clear(); }},
      {Rule::CaptureShape, "of a method", "Error", no,
       [](Module &m) {
         FunctionDef &def = function(m, "Error");
         def.captureSlotTypes = function(m, "capture").captureSlotTypes;
         def.captureTypes = function(m, "capture").captureTypes;
       }},
      {Rule::TransferWord, "meta", "capture", no,
       [](Module &m) {
         function(m, "capture").captureTypes[0].meta = {ValueKind::Bool, 0};
       }},
      {Rule::TransferWord, "width", "add", no,
       [](Module &m) { function(m, "add").paramTypes[0].slots = 2; }},
      {Rule::TransferWord, "type out of range", "add", no,
       [](Module &m) {
         function(m, "add").paramTypes[0].rttid = {ValueKind::Int, 9999};
       }},
      {Rule::ParamTypes, "one missing", "add", no,
       [](Module &m) { function(m, "add").paramTypes.pop_back(); }},
      {Rule::ParamTypes, "other slot type", "receive", no,
       [](Module &m) {
         function(m, "receive").slotTypes[0] = SlotType::Value;
       }},
      {Rule::MetadataCount, "one missing", "moves", no,
       [](Module &m) { function(m, "moves").meta.pop_back(); }},
  };
  return list;
}
