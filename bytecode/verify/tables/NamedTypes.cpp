//===- NamedTypes.cpp - Named types, their methods, and itabs -------------===//

#include "bytecode/verify/names/Names.h"
#include "bytecode/verify/tables/Tables.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <unordered_set>

using namespace vo::bc;
using namespace vo::bc::verify;

/// The receiver slots that a method's function must begin with are those of
/// the function.
static bool hasReceiver(ModuleContext &context, const NamedTypeMeta &named,
                        const MethodInfo &method, const FunctionDef &function) {
  if (function.recvSlots > function.slotTypes.size() ||
      function.recvSlots > function.paramSlots)
    return false;
  LayoutView receiver(function.slotTypes.data(), function.recvSlots);
  static constexpr SlotType reference[] = {SlotType::GcRef};
  if (method.isPointerReceiver)
    return !method.receiverIsIfaceBoxed &&
           std::ranges::equal(receiver, reference);
  if (method.receiverIsIfaceBoxed) {
    ValueKind kind = named.underlyingRttid.kind();
    return (kind == ValueKind::Array || kind == ValueKind::Struct) &&
           std::ranges::equal(receiver, reference);
  }
  return context.types.hasLayout(named.underlyingRttid, receiver);
}

static void checkMethod(ModuleContext &context, size_t index,
                        const NamedTypeMeta &named, const MethodInfo &method) {
  const Module &module = context.module;
  if (!isMethodKey(method.name))
    breach(context, Rule::NamedMethodName, "named_type_metas", index,
           "bad method key '", method.name, "'");
  if (!isSignature(module, method.signatureRttid))
    breach(context, Rule::NamedMethodSignature, "named_type_metas", index,
           "signature ", method.signatureRttid, " of '", method.name,
           "' is no Func type");
  if (method.funcId >= module.functions.size()) {
    breach(context, Rule::NamedMethodFunction, "named_type_metas", index,
           "method '", method.name, "' is function ", method.funcId, " of ",
           module.functions.size());
    return;
  }
  const FunctionDef &function = module.functions[method.funcId];
  if (!hasReceiver(context, named, method, function))
    breach(context, Rule::NamedMethodReceiver, "named_type_metas", index,
           "function ", method.funcId, " '", function.name, "' has ",
           function.recvSlots, " receiver slots that do not fit method '",
           method.name, "'");
}

static void checkNamedType(ModuleContext &context, size_t index,
                           const NamedTypeMeta &named) {
  if (!isNamedTypeIdentity(named.name))
    breach(context, Rule::NamedTypeName, "named_type_metas", index,
           "bad identity '", named.name, "'");
  if (!context.types.isValid(named.underlyingMeta))
    breach(context, Rule::MetaWord, "named_type_metas", index,
           "underlying_meta names no ", named.underlyingMeta.kind(), " ",
           named.underlyingMeta.id());
  else if (context.types.canonicalMeta(named.underlyingRttid) !=
           named.underlyingMeta)
    breach(context, Rule::NamedTypeUnderlying, "named_type_metas", index,
           "underlying_meta (", named.underlyingMeta.kind(), " ",
           named.underlyingMeta.id(), ") is not that of run-time type ",
           named.underlyingRttid.id());
  std::unordered_set<std::string_view> seen;
  for (const MethodInfo &method : named.methods) {
    if (!seen.insert(method.name).second)
      breach(context, Rule::NamedMethodName, "named_type_metas", index,
             "two methods '", method.name, "'");
    checkMethod(context, index, named, method);
  }
}

void vo::bc::verify::checkNamedTypes(ModuleContext &context) {
  const std::vector<NamedTypeMeta> &metas = context.module.namedTypeMetas;
  std::unordered_set<std::string_view> seen;
  for (size_t i = 0; i < metas.size() && !context.report.full(); ++i) {
    if (!seen.insert(metas[i].name).second)
      breach(context, Rule::NamedTypeName, "named_type_metas", i, "identity '",
             metas[i].name, "' occurs twice");
    checkNamedType(context, i, metas[i]);
  }
}

//===----------------------------------------------------------------------===//
// Itabs
//===----------------------------------------------------------------------===//

namespace {
/// Function, method key, signature of every method of every named type.
using Registered = std::set<std::tuple<uint32_t, std::string_view, uint32_t>>;
} // namespace

static void checkItabLayout(ModuleContext &context, size_t index,
                            const FunctionDef &function,
                            const InterfaceMethod &method) {
  // A broken signature or frame is another rule's business.
  if (!isSignature(context.module, method.signatureRttid) ||
      function.paramSlots > function.slotTypes.size() ||
      function.recvSlots > function.paramSlots)
    return;
  auto &signature =
      std::get<RuntimeFunc>(context.module.runtimeTypes[method.signatureRttid]);
  LayoutView params(function.slotTypes.data(), function.paramSlots);
  if (!context.types.hasLayout(signature.params,
                               params.subspan(function.recvSlots)) ||
      !context.types.hasLayout(signature.results, function.retSlotTypes))
    breach(context, Rule::ItabLayout, "itabs", index, "function '",
           function.name, "' does not have the layouts of method '",
           method.name, "'");
}

static void checkItabFunction(ModuleContext &context,
                              const Registered &registered, size_t index,
                              uint32_t id, const InterfaceMethod &method) {
  const Module &module = context.module;
  if (id >= module.functions.size()) {
    breach(context, Rule::ItabFunction, "itabs", index, "function ", id, " of ",
           module.functions.size());
    return;
  }
  const FunctionDef &function = module.functions[id];
  if (function.recvSlots != 1)
    breach(context, Rule::ItabFunction, "itabs", index, "function '",
           function.name, "' has ", function.recvSlots, " receiver slots");
  else if (!registered.contains({id, method.name, method.signatureRttid}))
    breach(context, Rule::ItabFunction, "itabs", index, "function '",
           function.name, "' is no type's method '", method.name,
           "' with that signature");
  else
    checkItabLayout(context, index, function, method);
}

static void checkItab(ModuleContext &context, const Registered &registered,
                      size_t index, const Itab &itab) {
  const std::vector<InterfaceMeta> &metas = context.module.interfaceMetas;
  if (index == 0) {
    if (itab.ifaceMetaId != 0 || !itab.methods.empty())
      breach(context, Rule::ItabZero, "itabs", index, "has interface ",
             itab.ifaceMetaId, " and ", itab.methods.size(), " methods");
    return;
  }
  if (itab.ifaceMetaId == 0 || itab.ifaceMetaId >= metas.size() ||
      itab.methods.size() != metas[itab.ifaceMetaId].methods.size()) {
    breach(context, Rule::ItabInterface, "itabs", index, "has ",
           itab.methods.size(), " methods for interface ", itab.ifaceMetaId,
           " of ", metas.size());
    return;
  }
  for (size_t i = 0; i < itab.methods.size(); ++i)
    checkItabFunction(context, registered, index, itab.methods[i],
                      metas[itab.ifaceMetaId].methods[i]);
}

void vo::bc::verify::checkItabs(ModuleContext &context) {
  Registered registered;
  for (const NamedTypeMeta &named : context.module.namedTypeMetas)
    for (const MethodInfo &method : named.methods)
      registered.emplace(method.funcId, method.name, method.signatureRttid);
  const std::vector<Itab> &itabs = context.module.itabs;
  for (size_t i = 0; i < itabs.size() && !context.report.full(); ++i)
    checkItab(context, registered, i, itabs[i]);
}
