//===- Interfaces.cpp - Which types implement which interface -------------===//

#include "importer/Interfaces.h"

using namespace mlir;
using namespace vo::importer;
namespace bc = vo::bc;
namespace ir = vo::ir;

namespace {
/// A type whose methods count: a named one, or pointers to it.
struct MethodOwner {
  const bc::NamedTypeMeta *type;
  bool isPointer;
};
} // namespace

static std::optional<MethodOwner> methodOwner(const bc::Module &module,
                                              uint32_t rttid) {
  bool isPointer = false;
  // Bounded: pointer types may be declared in terms of each other.
  for (size_t depth = 0; depth <= module.runtimeTypes.size(); ++depth) {
    const bc::RuntimeType &type = module.runtimeTypes[rttid];
    if (auto *named = std::get_if<bc::RuntimeNamed>(&type))
      return MethodOwner{&module.namedTypeMetas[named->namedTypeId], isPointer};
    auto *pointer = std::get_if<bc::RuntimePointer>(&type);
    if (!pointer)
      return std::nullopt;
    isPointer = true;
    rttid = pointer->elem.id();
  }
  return std::nullopt;
}

/// The functions by which a type implements the interface, one per method of
/// it; nothing when the type does not.
static std::optional<std::vector<uint32_t>>
methodsFor(const MethodOwner &owner, const bc::InterfaceMeta &interface) {
  std::vector<uint32_t> functions;
  for (const bc::InterfaceMethod &wanted : interface.methods) {
    auto method = llvm::find_if(owner.type->methods, [&](const auto &method) {
      return method.name == wanted.name;
    });
    if (method == owner.type->methods.end() ||
        method->signatureRttid != wanted.signatureRttid ||
        (method->isPointerReceiver && !owner.isPointer))
      return std::nullopt;
    functions.push_back(method->funcId);
  }
  return functions;
}

MethodTables::MethodTables(const bc::Module &module)
    : module(module), tables(module.itabs) {
  if (tables.empty())
    tables.emplace_back();
}

uint32_t MethodTables::number(bc::Itab table) {
  auto known = llvm::find(tables, table);
  uint32_t number = known - tables.begin();
  if (known == tables.end())
    tables.push_back(std::move(table));
  return number;
}

ir::ImplementersAttr MethodTables::implementersOf(MLIRContext *context,
                                                  uint32_t id) {
  SmallVector<uint32_t> types, itabs;
  for (uint32_t rttid = 0; rttid < module.runtimeTypes.size(); ++rttid) {
    auto owner = methodOwner(module, rttid);
    if (!owner)
      continue;
    auto functions = methodsFor(*owner, module.interfaceMetas[id]);
    if (!functions)
      continue;
    types.push_back(rttid);
    itabs.push_back(number({id, std::move(*functions)}));
  }
  return ir::ImplementersAttr::get(context, types, itabs);
}
