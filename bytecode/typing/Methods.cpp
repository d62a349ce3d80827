//===- Methods.cpp - Looking methods up -----------------------------------===//

#include "bytecode/typing/Methods.h"

#include <algorithm>

using namespace vo::bc;
using namespace vo::bc::typing;

namespace {
/// A type whose methods count: a named one, or pointers to it.
struct MethodOwner {
  const NamedTypeMeta *type;
  bool isPointer;
};
} // namespace

static std::optional<MethodOwner> methodOwner(const Module &module,
                                              uint32_t rttid) {
  bool isPointer = false;
  // Bounded: pointer types may be declared in terms of each other.
  for (size_t depth = 0; depth <= module.runtimeTypes.size(); ++depth) {
    const RuntimeType &type = module.runtimeTypes[rttid];
    if (auto *named = std::get_if<RuntimeNamed>(&type))
      return MethodOwner{&module.namedTypeMetas[named->namedTypeId], isPointer};
    auto *pointer = std::get_if<RuntimePointer>(&type);
    if (!pointer)
      return std::nullopt;
    isPointer = true;
    rttid = pointer->elem.id();
  }
  return std::nullopt;
}

std::optional<std::vector<uint32_t>>
vo::bc::typing::implementation(const Module &module, uint32_t rttid,
                               uint32_t interfaceMeta) {
  std::optional<MethodOwner> owner = methodOwner(module, rttid);
  if (!owner)
    return std::nullopt;
  std::vector<uint32_t> functions;
  // Methods of a type are sorted by name.
  const std::vector<MethodInfo> &methods = owner->type->methods;
  for (const InterfaceMethod &wanted :
       module.interfaceMetas[interfaceMeta].methods) {
    auto method =
        std::ranges::lower_bound(methods, wanted.name, {}, &MethodInfo::name);
    if (method == methods.end() || method->name != wanted.name ||
        method->signatureRttid != wanted.signatureRttid ||
        (method->isPointerReceiver && !owner->isPointer))
      return std::nullopt;
    functions.push_back(method->funcId);
  }
  return functions;
}

MethodIndex::MethodIndex(const Module &module)
    : module(module), ofType(module.namedTypeMetas.size()) {
  for (size_t id = 0; id < ofType.size(); ++id)
    for (const MethodInfo &method : module.namedTypeMetas[id].methods) {
      Key key{method.name, method.signatureRttid};
      auto [it, isNew] = numbers.try_emplace(key, uint32_t(types.size()));
      if (isNew)
        types.emplace_back();
      ofType[id].push_back(it->second);
    }
  for (uint32_t rttid = 0; rttid < module.runtimeTypes.size(); ++rttid)
    for (uint32_t method : methodsOf(rttid))
      types[method].push_back(rttid);
}

std::span<const uint32_t> MethodIndex::methodsOf(uint32_t rttid) const {
  std::optional<MethodOwner> owner = methodOwner(module, rttid);
  if (!owner)
    return {};
  return ofType[size_t(owner->type - module.namedTypeMetas.data())];
}

std::optional<uint32_t> MethodIndex::rarest(uint32_t interfaceMeta) const {
  std::optional<uint32_t> best;
  for (const InterfaceMethod &method :
       module.interfaceMetas[interfaceMeta].methods) {
    auto known = numbers.find({method.name, method.signatureRttid});
    if (known == numbers.end())
      return std::nullopt;
    if (!best || types[known->second].size() < types[*best].size())
      best = known->second;
  }
  return best;
}

std::optional<uint32_t>
vo::bc::typing::interfaceTarget(const Module &module,
                                const FunctionDef &function, uint32_t pc) {
  const Instruction &word = function.code[pc];
  std::optional<uint32_t> target;
  auto *assertion = std::get_if<MetaIfaceAssertLayout>(&function.meta[pc]);
  if (word.opcode() == Opcode::IfaceAssert && assertion &&
      assertion->assertKind == AssertKind::Implements)
    target = assertion->targetId;
  else if (word.opcode() == Opcode::IfaceAssign &&
           ValueKind(word.flags) == ValueKind::Interface)
    target = uint32_t(std::get<ConstInt>(module.constants[word.c]).value);
  if (!target || module.interfaceMetas[*target].methods.empty())
    return std::nullopt;
  return target;
}
