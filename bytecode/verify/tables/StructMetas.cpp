//===- StructMetas.cpp - Struct and interface metas -----------------------===//

#include "bytecode/verify/names/Names.h"
#include "bytecode/verify/tables/Tables.h"

#include <unordered_set>

using namespace vo::bc;
using namespace vo::bc::verify;

/// Checks one field, which has to start at slot `start`; the slot after it, or
/// nullopt when it is broken.
static std::optional<uint32_t> checkField(ModuleContext &context, size_t index,
                                          const StructMeta &meta,
                                          const FieldMeta &field,
                                          uint32_t start) {
  uint32_t end = start + field.slotCount;
  LayoutView slots = meta.slotTypes;
  if (field.offset == start && end <= slots.size() &&
      context.types.hasLayout(field.typeInfo,
                              slots.subspan(start, field.slotCount)))
    return end;
  breach(context, Rule::StructFieldLayout, "struct_metas", index, "field '",
         field.name, "' has offset ", field.offset, " and ", field.slotCount,
         " slots, expected offset ", start, " and the layout of run-time type ",
         field.typeInfo.id());
  return std::nullopt;
}

static void checkFieldNames(ModuleContext &context, size_t index,
                            const StructMeta &meta) {
  std::unordered_set<std::string_view> seen;
  for (const FieldMeta &field : meta.fields) {
    if (field.name == "_")
      continue;
    if (!isDeclarationName(field.name))
      breach(context, Rule::StructFieldName, "struct_metas", index,
             "bad field name '", field.name, "'");
    else if (!seen.insert(field.name).second)
      breach(context, Rule::StructFieldName, "struct_metas", index,
             "two fields '", field.name, "'");
  }
}

static void checkStructMeta(ModuleContext &context, size_t index,
                            const StructMeta &meta) {
  if (meta.slotTypes.size() > TypeTable::maxWidth ||
      !hasInterfacePairs(meta.slotTypes)) {
    breach(context, Rule::StructLayout, "struct_metas", index, "layout ",
           meta.slotTypes);
    return;
  }
  checkFieldNames(context, index, meta);
  uint32_t end = 0;
  for (const FieldMeta &field : meta.fields) {
    std::optional<uint32_t> next = checkField(context, index, meta, field, end);
    if (!next)
      return;
    end = *next;
  }
  // A meta without fields may describe any box; zero-size fields leave one
  // Value slot over.
  bool covered = meta.fields.empty() || end == meta.slotTypes.size() ||
                 (end == 0 && meta.slotTypes == Layout{SlotType::Value});
  if (!covered)
    breach(context, Rule::StructFieldLayout, "struct_metas", index,
           "fields cover ", end, " slots of ", meta.slotTypes.size());
}

void vo::bc::verify::checkStructMetas(ModuleContext &context) {
  const std::vector<StructMeta> &metas = context.module.structMetas;
  for (size_t i = 0; i < metas.size() && !context.report.full(); ++i)
    checkStructMeta(context, i, metas[i]);
}

static void checkInterfaceMeta(ModuleContext &context, size_t index,
                               const InterfaceMeta &meta) {
  if ((index == 0) != meta.methods.empty())
    breach(context, Rule::InterfaceEmpty, "interface_metas", index, "'",
           meta.name, "' has ", meta.methods.size(), " methods");
  bool mirrored = meta.methodNames.size() == meta.methods.size();
  std::unordered_set<std::string_view> seen;
  for (size_t i = 0; i < meta.methods.size(); ++i) {
    const InterfaceMethod &method = meta.methods[i];
    mirrored = mirrored && meta.methodNames[i] == method.name;
    if (!isMethodKey(method.name))
      breach(context, Rule::InterfaceMethods, "interface_metas", index,
             "bad method key '", method.name, "'");
    if (!seen.insert(method.name).second)
      breach(context, Rule::InterfaceMethods, "interface_metas", index,
             "two methods '", method.name, "'");
    if (!isSignature(context.module, method.signatureRttid))
      breach(context, Rule::InterfaceSignature, "interface_metas", index,
             "signature ", method.signatureRttid, " of '", method.name,
             "' is no Func type");
  }
  if (!mirrored)
    breach(context, Rule::InterfaceMethods, "interface_metas", index,
           "method_names differs from the names of methods");
}

void vo::bc::verify::checkInterfaceMetas(ModuleContext &context) {
  const std::vector<InterfaceMeta> &metas = context.module.interfaceMetas;
  for (size_t i = 0; i < metas.size() && !context.report.full(); ++i)
    checkInterfaceMeta(context, i, metas[i]);
}
