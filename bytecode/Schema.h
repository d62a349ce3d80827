//===- Schema.h - The fields of every record, in file order ------*- C++
//-*-===//
//
// One description of the module format. The binary reader and writer, the JSON
// form and the assembly form are visitors of it; none of them lists fields.
//
// `describe(v, record)` calls one member of the visitor per field, with the
// field's readable name and a reference to it (const when the record is). The
// visitor's members, by encoding in the file:
//
//   text       u32 length, UTF-8            optText   bool, then text if 1
//   texts      u32 count, then texts        number    u16, u32, u64, i32
//   numbers    vec of u16                   flag      bool
//   enumerator u8 of a named enumeration    enumerators  vec of those
//   layout     vec of SlotType              packed    ValueMeta or ValueRttid
//   packedList vec of ValueRttid            id        u32 index of a Table
//   ids        vec of such u32              optId     opt32 (0, or id + 1)
//   taggedIds  vec of (u8 0, or u8 1, u32)  pc        u32 instruction index
//   effects    u64 of ExternEffect bits     bits      u64 of a double
//   signedNumber  i64
//   records    vec of records; `one` names a single element in assembly
//   record     a record in place            optRecord bool, then it if 1
//   variants   vec of (u8 tag, fields)      lists     vec of vec of records
//   code       vec of instructions, then vec of metadata of equal length
//
//===----------------------------------------------------------------------===//

#ifndef VO_BYTECODE_SCHEMA_H
#define VO_BYTECODE_SCHEMA_H

#include "bytecode/Model.h"

#include <concepts>
#include <type_traits>

namespace vo::bc {

/// What a u32 id is an index of.
enum class Table : uint8_t {
  None,
  Structs,
  Interfaces,
  NamedTypes,
  RuntimeTypes,
  Functions,
  Files,
  Methods, ///< of the interface named beside it
};

template <class R, class T>
concept Is = std::same_as<std::remove_const_t<R>, T>;

//===----------------------------------------------------------------------===//
// Types
//===----------------------------------------------------------------------===//

template <class V, Is<FieldMeta> R> void describe(V &v, R &r) {
  v.text("name", r.name);
  v.number("offset", r.offset);
  v.number("slotCount", r.slotCount);
  v.packed("typeInfo", r.typeInfo);
  v.flag("embedded", r.embedded);
  v.optText("tag", r.tag);
}

template <class V, Is<StructMeta> R> void describe(V &v, R &r) {
  v.layout("slotTypes", r.slotTypes);
  v.records("fields", "field", r.fields);
}

template <class V, Is<InterfaceMethod> R> void describe(V &v, R &r) {
  v.text("name", r.name);
  v.id("signatureRttid", r.signatureRttid, Table::RuntimeTypes);
}

template <class V, Is<InterfaceMeta> R> void describe(V &v, R &r) {
  v.text("name", r.name);
  v.texts("methodNames", r.methodNames);
  v.records("methods", "method", r.methods);
}

template <class V, Is<MethodInfo> R> void describe(V &v, R &r) {
  v.text("name", r.name);
  v.id("funcId", r.funcId, Table::Functions);
  v.flag("isPointerReceiver", r.isPointerReceiver);
  v.flag("receiverIsIfaceBoxed", r.receiverIsIfaceBoxed);
  v.id("signatureRttid", r.signatureRttid, Table::RuntimeTypes);
}

template <class V, Is<NamedTypeMeta> R> void describe(V &v, R &r) {
  v.text("name", r.name);
  v.packed("underlyingMeta", r.underlyingMeta);
  v.packed("underlyingRttid", r.underlyingRttid);
  v.records("methods", "method", r.methods);
}

template <class V, Is<Itab> R> void describe(V &v, R &r) {
  v.id("ifaceMetaId", r.ifaceMetaId, Table::Interfaces);
  v.ids("methods", r.methods, Table::Functions);
}

template <class V, Is<RuntimeBasic> R> void describe(V &v, R &r) {
  v.enumerator("kind", r.kind);
}
template <class V, Is<RuntimeNamed> R> void describe(V &v, R &r) {
  v.id("namedTypeId", r.namedTypeId, Table::NamedTypes);
  v.optId("structMetaId", r.structMetaId, Table::Structs);
}
template <class V, class R>
  requires Is<R, RuntimePointer> || Is<R, RuntimeSlice>
void describe(V &v, R &r) {
  v.packed("elem", r.elem);
}
template <class V, Is<RuntimeArray> R> void describe(V &v, R &r) {
  v.number("length", r.length);
  v.packed("elem", r.elem);
}
template <class V, Is<RuntimeMap> R> void describe(V &v, R &r) {
  v.packed("key", r.key);
  v.packed("value", r.value);
}
template <class V, class R>
  requires Is<R, RuntimeChan> || Is<R, RuntimePort>
void describe(V &v, R &r) {
  v.enumerator("dir", r.dir);
  v.packed("elem", r.elem);
}
template <class V, Is<RuntimeFunc> R> void describe(V &v, R &r) {
  v.flag("variadic", r.variadic);
  v.packedList("params", r.params);
  v.packedList("results", r.results);
}
template <class V, Is<RuntimeField> R> void describe(V &v, R &r) {
  v.text("name", r.name);
  v.packed("typ", r.typ);
  v.text("tag", r.tag);
  v.flag("embedded", r.embedded);
  v.text("pkg", r.pkg);
}
template <class V, Is<RuntimeStruct> R> void describe(V &v, R &r) {
  v.id("structMetaId", r.structMetaId, Table::Structs);
  v.records("fields", "field", r.fields);
}
template <class V, Is<RuntimeMethod> R> void describe(V &v, R &r) {
  v.text("name", r.name);
  v.packed("sig", r.sig);
}
template <class V, Is<RuntimeInterface> R> void describe(V &v, R &r) {
  v.id("interfaceMetaId", r.interfaceMetaId, Table::Interfaces);
  v.records("methods", "method", r.methods);
}
template <class V, Is<RuntimeTuple> R> void describe(V &v, R &r) {
  v.packedList("elems", r.elems);
}
template <class V, Is<RuntimeIsland> R> void describe(V &, R &) {}

template <class V, Is<WellKnownErrorOffsets> R> void describe(V &v, R &r) {
  v.number("msgOffset", r.msgOffset);
  v.number("causeOffset", r.causeOffset);
}

template <class V, Is<WellKnown> R> void describe(V &v, R &r) {
  v.optId("errorNamedTypeId", r.errorNamedTypeId, Table::NamedTypes);
  v.optId("errorIfaceMetaId", r.errorIfaceMetaId, Table::Interfaces);
  v.optId("errorPtrRttid", r.errorPtrRttid, Table::RuntimeTypes);
  v.optId("errorStructMetaId", r.errorStructMetaId, Table::Structs);
  v.optRecord("offsets", r.offsets);
  v.optId("attrObjectIfaceId", r.attrObjectIfaceId, Table::Interfaces);
  v.optId("setAttrObjectIfaceId", r.setAttrObjectIfaceId, Table::Interfaces);
  v.optId("indexObjectIfaceId", r.indexObjectIfaceId, Table::Interfaces);
  v.optId("setIndexObjectIfaceId", r.setIndexObjectIfaceId, Table::Interfaces);
  v.optId("callObjectIfaceId", r.callObjectIfaceId, Table::Interfaces);
}

//===----------------------------------------------------------------------===//
// Constants and globals
//===----------------------------------------------------------------------===//

template <class V, Is<ConstNil> R> void describe(V &, R &) {}
template <class V, Is<ConstBool> R> void describe(V &v, R &r) {
  v.flag("value", r.value);
}
template <class V, Is<ConstInt> R> void describe(V &v, R &r) {
  v.signedNumber("value", r.value);
}
template <class V, Is<ConstFloat> R> void describe(V &v, R &r) {
  v.bits("value", r.bits);
}
template <class V, Is<ConstString> R> void describe(V &v, R &r) {
  v.text("value", r.value);
}

template <class V, Is<GlobalDef> R> void describe(V &v, R &r) {
  v.text("name", r.name);
  v.number("slots", r.slots);
  v.enumerator("valueKind", r.valueKind);
  v.number("metaId", r.metaId);
  v.layout("slotTypes", r.slotTypes);
}

//===----------------------------------------------------------------------===//
// Functions
//===----------------------------------------------------------------------===//

template <class V, Is<MetaNone> R> void describe(V &, R &) {}
template <class V, Is<MetaElemLayout> R> void describe(V &v, R &r) {
  v.number("elemBytes", r.elemBytes);
  v.flag("needsSignExtend", r.needsSignExtend);
  v.layout("slotLayout", r.slotLayout);
}
template <class V, Is<MetaMapGet> R> void describe(V &v, R &r) {
  v.layout("key", r.key);
  v.layout("val", r.val);
  v.flag("hasOk", r.hasOk);
}
template <class V, class R>
  requires Is<R, MetaMapSet> || Is<R, MetaMapIterNext> || Is<R, MetaMapNew>
void describe(V &v, R &r) {
  v.layout("key", r.key);
  v.layout("val", r.val);
}
template <class V, Is<MetaMapDelete> R> void describe(V &v, R &r) {
  v.layout("key", r.key);
}
template <class V, Is<MetaLoopEnd> R> void describe(V &v, R &r) {
  v.pc("endPc", r.endPc);
}
template <class V, Is<MetaPtrLayout> R> void describe(V &v, R &r) {
  v.layout("valueLayout", r.valueLayout);
}
template <class V, Is<MetaSlotLayout> R> void describe(V &v, R &r) {
  v.layout("elemLayout", r.elemLayout);
}
template <class V, class R>
  requires Is<R, MetaCallLayout> || Is<R, MetaCallExternLayout>
void describe(V &v, R &r) {
  v.layout("args", r.args);
  v.layout("rets", r.rets);
}
template <class V, Is<MetaQueueLayout> R> void describe(V &v, R &r) {
  v.layout("elem", r.elem);
}
template <class V, Is<MetaIfaceAssertLayout> R> void describe(V &v, R &r) {
  v.enumerator("assertKind", r.assertKind);
  v.id("targetId", r.targetId,
       r.assertKind == AssertKind::Concrete ? Table::RuntimeTypes
                                            : Table::Interfaces);
  v.layout("result", r.result);
}
template <class V, Is<MetaCallIfaceLayout> R> void describe(V &v, R &r) {
  v.id("ifaceMetaId", r.ifaceMetaId, Table::Interfaces);
  v.id("methodIdx", r.methodIdx, Table::Methods);
  v.layout("args", r.args);
  v.layout("rets", r.rets);
}

template <class V, Is<TransferType> R> void describe(V &v, R &r) {
  v.packed("meta", r.meta);
  v.packed("rttid", r.rttid);
  v.number("slots", r.slots);
}

template <class V, Is<FunctionDef> R> void describe(V &v, R &r) {
  v.text("name", r.name);
  v.number("paramCount", r.paramCount);
  v.number("paramSlots", r.paramSlots);
  v.number("localSlots", r.localSlots);
  v.number("retSlots", r.retSlots);
  v.layout("retSlotTypes", r.retSlotTypes);
  v.number("recvSlots", r.recvSlots);
  v.number("heapRetGcrefCount", r.heapRetGcrefCount);
  v.number("heapRetGcrefStart", r.heapRetGcrefStart);
  v.numbers("heapRetSlots", r.heapRetSlots);
  v.flag("isClosure", r.isClosure);
  v.number("errorRetSlot", r.errorRetSlot);
  v.flag("hasDefer", r.hasDefer);
  v.layout("slotTypes", r.slotTypes);
  v.code("code", r);
  v.records("captureTypes", "capture", r.captureTypes);
  v.layout("captureSlotTypes", r.captureSlotTypes);
  v.records("paramTypes", "param", r.paramTypes);
}

//===----------------------------------------------------------------------===//
// Externs, debug, module
//===----------------------------------------------------------------------===//

template <class V, Is<ParamShape> R> void describe(V &v, R &r) {
  v.enumerator("kind", r.kind);
  if (r.kind == ParamShapeKind::Exact)
    v.number("slots", r.slots);
}

template <class V, Is<ReturnShape> R> void describe(V &v, R &r) {
  v.number("slots", r.slots);
  v.enumerators("kinds", r.kinds);
  v.layout("slotTypes", r.slotTypes);
  v.taggedIds("interfaceMetas", r.interfaceMetas, Table::Interfaces);
}

template <class V, Is<ExternDef> R> void describe(V &v, R &r) {
  v.text("name", r.name);
  v.record("params", r.params);
  v.record("returns", r.returns);
  v.effects("allowedEffects", r.allowedEffects);
  v.enumerators("paramKinds", r.paramKinds);
}

template <class V, Is<DebugEntry> R> void describe(V &v, R &r) {
  v.number("pc", r.pc);
  v.id("fileId", r.fileId, Table::Files);
  v.number("line", r.line);
  v.number("column", r.column);
  v.number("length", r.length);
}

template <class V, Is<DebugInfo> R> void describe(V &v, R &r) {
  v.texts("files", r.files);
  v.lists("funcs", r.funcs);
}

/// Everything after magic and version.
template <class V, Is<Module> R> void describe(V &v, R &r) {
  v.text("name", r.name);
  v.records("structMetas", "struct", r.structMetas);
  v.records("interfaceMetas", "interface", r.interfaceMetas);
  v.records("namedTypeMetas", "named", r.namedTypeMetas);
  v.records("itabs", "itab", r.itabs);
  v.variants("runtimeTypes", "rttype", r.runtimeTypes);
  v.record("wellKnown", r.wellKnown);
  v.variants("constants", "const", r.constants);
  v.records("globals", "global", r.globals);
  v.records("functions", "func", r.functions);
  v.records("externs", "extern", r.externs);
  v.id("entryFunc", r.entryFunc, Table::Functions);
  v.id("islandInitFunc", r.islandInitFunc, Table::Functions);
  v.record("debug", r.debug);
}

/// Replaces `variant` by its alternative with that tag, default-made. False
/// when no alternative has the tag.
template <class Variant> bool emplaceByTag(Variant &variant, uint8_t tag) {
  return [&]<size_t... I>(std::index_sequence<I...>) {
    return ((std::variant_alternative_t<I, Variant>::tag == tag
                 ? (variant.template emplace<I>(), true)
                 : false) ||
            ...);
  }(std::make_index_sequence<std::variant_size_v<Variant>>());
}

/// The same by the alternative's name.
template <class Variant>
bool emplaceByName(Variant &variant, std::string_view name) {
  return [&]<size_t... I>(std::index_sequence<I...>) {
    return ((std::variant_alternative_t<I, Variant>::name == name
                 ? (variant.template emplace<I>(), true)
                 : false) ||
            ...);
  }(std::make_index_sequence<std::variant_size_v<Variant>>());
}

} // namespace vo::bc

#endif // VO_BYTECODE_SCHEMA_H
