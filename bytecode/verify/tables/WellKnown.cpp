//===- WellKnown.cpp - The block of types the runtime knows ---------------===//

#include "bytecode/verify/tables/Tables.h"

#include <algorithm>

using namespace vo::bc;
using namespace vo::bc::verify;

static const FieldMeta *findField(const StructMeta &meta,
                                  std::string_view name) {
  auto it = std::ranges::find(meta.fields, name, &FieldMeta::name);
  return it == meta.fields.end() ? nullptr : &*it;
}

/// What is wrong with a complete error block whose ids are in range; empty
/// when nothing is.
static std::string errorBlockProblem(ModuleContext &context) {
  const Module &module = context.module;
  const WellKnown &known = module.wellKnown;
  const NamedTypeMeta &named = module.namedTypeMetas[*known.errorNamedTypeId];
  ValueMeta record(ValueKind::Struct, *known.errorStructMetaId);
  if (named.underlyingMeta != record)
    return "the named type is not the struct";

  auto &pointer =
      std::get<RuntimePointer>(module.runtimeTypes[*known.errorPtrRttid]);
  if (context.types.namedTypeBehindPointers(pointer.elem.id()) !=
      *known.errorNamedTypeId)
    return "the pointer type does not point to the named type";
  if (context.types.canonicalMeta(pointer.elem) != record)
    return "the pointer type does not point to the struct";

  const InterfaceMeta &face = module.interfaceMetas[*known.errorIfaceMetaId];
  if (face.methods.empty())
    return "the error interface has no methods";
  for (const InterfaceMethod &method : face.methods) {
    const MethodInfo *own =
        context.methods.find(*known.errorNamedTypeId, method.name);
    if (!own || own->signatureRttid != method.signatureRttid)
      return text("the named type does not implement '", method.name, "'");
  }

  const StructMeta &meta = module.structMetas[*known.errorStructMetaId];
  const FieldMeta *msg = findField(meta, "msg");
  const FieldMeta *cause = findField(meta, "cause");
  if (!msg || msg->typeInfo.kind() != ValueKind::String ||
      msg->offset != known.offsets->msgOffset)
    return "there is no string field 'msg' at its offset";
  ValueMeta error(ValueKind::Interface, *known.errorIfaceMetaId);
  if (!cause || context.types.canonicalMeta(cause->typeInfo) != error ||
      cause->offset != known.offsets->causeOffset)
    return "there is no error field 'cause' at its offset";
  return {};
}

void vo::bc::verify::checkWellKnown(ModuleContext &context) {
  const Module &module = context.module;
  const WellKnown &known = module.wellKnown;
  bool fine = true;
  auto reference = [&](std::string_view what, std::optional<uint32_t> id,
                       size_t size) {
    if (!id || *id < size)
      return;
    context.report.add(Rule::WellKnownReference,
                       text("well_known.", what, " is ", *id, " of ", size));
    fine = false;
  };
  size_t faces = module.interfaceMetas.size();
  reference("error_named_type_id", known.errorNamedTypeId,
            module.namedTypeMetas.size());
  reference("error_iface_meta_id", known.errorIfaceMetaId, faces);
  reference("error_ptr_rttid", known.errorPtrRttid, module.runtimeTypes.size());
  reference("error_struct_meta_id", known.errorStructMetaId,
            module.structMetas.size());
  reference("attr_object_iface_id", known.attrObjectIfaceId, faces);
  reference("set_attr_object_iface_id", known.setAttrObjectIfaceId, faces);
  reference("index_object_iface_id", known.indexObjectIfaceId, faces);
  reference("set_index_object_iface_id", known.setIndexObjectIfaceId, faces);
  reference("call_object_iface_id", known.callObjectIfaceId, faces);
  if (!fine)
    return;
  if (known.errorPtrRttid && !std::holds_alternative<RuntimePointer>(
                                 module.runtimeTypes[*known.errorPtrRttid])) {
    context.report.add(Rule::WellKnownReference,
                       text("well_known.error_ptr_rttid is ",
                            *known.errorPtrRttid, ", which is no Pointer"));
    return;
  }
  int present = known.errorNamedTypeId.has_value() +
                known.errorIfaceMetaId.has_value() +
                known.errorPtrRttid.has_value() +
                known.errorStructMetaId.has_value() + known.offsets.has_value();
  std::string problem;
  if (present == 5)
    problem = errorBlockProblem(context);
  else if (present != 0)
    problem = text(present, " of 5 entries of the error block are present");
  if (!problem.empty())
    context.report.add(Rule::WellKnownError, "well_known: " + problem);
}
