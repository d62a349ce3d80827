//===- RuntimeTypes.cpp - Run-time types against the other tables ---------===//

#include "bytecode/verify/names/Names.h"
#include "bytecode/verify/tables/Tables.h"

#include <algorithm>
#include <set>

using namespace vo::bc;
using namespace vo::bc::verify;

static void checkNamed(ModuleContext &context, size_t index,
                       const RuntimeNamed &type) {
  ValueMeta meta =
      context.module.namedTypeMetas[type.namedTypeId].underlyingMeta;
  std::optional<uint32_t> expected;
  if (meta.kind() == ValueKind::Struct)
    expected = meta.id();
  if (type.structMetaId != expected)
    breach(context, Rule::RuntimeNamed, "runtime_types", index,
           "struct meta id does not match named type ", type.namedTypeId);
}

static void checkFieldPackage(ModuleContext &context, size_t index,
                              const RuntimeField &field) {
  bool exported = isExportedName(field.name);
  bool fine = exported ? field.pkg.empty() : isPackagePath(field.pkg);
  if (!fine)
    breach(context, Rule::RuntimeFieldPackage, "runtime_types", index,
           "field '", field.name, "' has package '", field.pkg, "'");
}

static bool isMirror(const RuntimeField &field, const FieldMeta &meta) {
  return field.name == meta.name && field.typ == meta.typeInfo &&
         field.embedded == meta.embedded &&
         field.tag == meta.tag.value_or(std::string());
}

static void checkStruct(ModuleContext &context, size_t index,
                        const RuntimeStruct &type) {
  const StructMeta &meta = context.module.structMetas[type.structMetaId];
  if (type.fields.size() != meta.fields.size()) {
    breach(context, Rule::RuntimeStruct, "runtime_types", index, "has ",
           type.fields.size(), " fields, struct meta ", type.structMetaId,
           " has ", meta.fields.size());
    return;
  }
  for (size_t i = 0; i < type.fields.size(); ++i) {
    checkFieldPackage(context, index, type.fields[i]);
    if (!isMirror(type.fields[i], meta.fields[i]))
      breach(context, Rule::RuntimeStruct, "runtime_types", index, "field '",
             type.fields[i].name, "' differs from field ", i,
             " of struct meta ", type.structMetaId);
  }
}

static void checkInterface(ModuleContext &context, size_t index,
                           const RuntimeInterface &type) {
  const InterfaceMeta &meta =
      context.module.interfaceMetas[type.interfaceMetaId];
  std::set<std::pair<std::string_view, uint32_t>> known;
  for (const InterfaceMethod &method : meta.methods)
    known.emplace(method.name, method.signatureRttid);
  bool fine = type.methods.size() == meta.methods.size();
  for (const RuntimeMethod &method : type.methods)
    fine = fine && known.contains({method.name, method.sig.id()}) &&
           isSignature(context.module, method.sig.id());
  if (!fine)
    breach(context, Rule::RuntimeInterface, "runtime_types", index,
           "methods differ from those of interface meta ",
           type.interfaceMetaId);
}

static void checkFunc(ModuleContext &context, size_t index,
                      const RuntimeFunc &type) {
  auto width = [&](const std::vector<ValueRttid> &list) {
    uint64_t total = 0;
    for (ValueRttid each : list)
      total += context.types.width(each);
    return total;
  };
  uint64_t params = width(type.params), results = width(type.results);
  if (std::max(params, results) > TypeTable::maxWidth)
    breach(context, Rule::RuntimeFuncWidth, "runtime_types", index, "has ",
           params, " parameter slots and ", results, " result slots");
  if (!type.variadic)
    return;
  if (type.params.empty() || type.params.back().kind() != ValueKind::Slice)
    breach(context, Rule::RuntimeVariadic, "runtime_types", index,
           "variadic without a slice as last parameter");
}

void vo::bc::verify::checkRuntimeTypes(ModuleContext &context) {
  const std::vector<RuntimeType> &types = context.module.runtimeTypes;
  for (size_t i = 0; i < types.size() && !context.report.full(); ++i) {
    if (auto *named = std::get_if<RuntimeNamed>(&types[i]))
      checkNamed(context, i, *named);
    else if (auto *record = std::get_if<RuntimeStruct>(&types[i]))
      checkStruct(context, i, *record);
    else if (auto *face = std::get_if<RuntimeInterface>(&types[i]))
      checkInterface(context, i, *face);
    else if (auto *func = std::get_if<RuntimeFunc>(&types[i]))
      checkFunc(context, i, *func);
  }
}
