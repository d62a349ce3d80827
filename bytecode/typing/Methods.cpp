//===- Methods.cpp - Looking methods up -----------------------------------===//

#include "bytecode/typing/Methods.h"

#include <algorithm>

using namespace vo::bc;

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
