//===- Reachable.cpp - Following calls and conversions --------------------===//

#include "bytecode/typing/Reachable.h"

#include <algorithm>

using namespace vo::bc;

namespace {
class Reach {
public:
  explicit Reach(const Module &module)
      : module(module), functions(module.functions.size()),
        types(module.runtimeTypes.size()) {}

  std::vector<uint32_t> run();

private:
  void addFunction(uint32_t id) {
    if (!functions[id]) {
      functions[id] = true;
      functionWork.push_back(id);
    }
  }
  void addType(uint32_t id) {
    if (!types[id]) {
      types[id] = true;
      typeWork.push_back(id);
    }
  }
  void visitFunction(uint32_t id);
  void visitType(uint32_t id);
  void visitParts(const RuntimeType &type);

  const Module &module;
  std::vector<bool> functions, types;
  std::vector<uint32_t> functionWork, typeWork;
  bool isDynamic = false;
};
} // namespace

void Reach::visitFunction(uint32_t id) {
  for (const Instruction &word : module.functions[id].code) {
    switch (word.opcode()) {
    case Opcode::Call:
    case Opcode::ClosureNew:
      addFunction(word.functionId());
      break;
    case Opcode::GoStart:
    case Opcode::DeferPush:
    case Opcode::ErrDeferPush:
      if (!(word.flags & flag::closureForm))
        addFunction(word.spawnedFunctionId());
      break;
    case Opcode::IfaceAssign:
      if (ValueKind(word.flags) != ValueKind::Void &&
          ValueKind(word.flags) != ValueKind::Interface)
        addType(uint32_t(
            uint64_t(std::get<ConstInt>(module.constants[word.c]).value) >>
            32));
      break;
    default:
      break;
    }
  }
}

/// The types that values of this type hold or lead to.
void Reach::visitParts(const RuntimeType &type) {
  auto all = [&](const std::vector<ValueRttid> &list) {
    for (ValueRttid part : list)
      addType(part.id());
  };
  if (auto *array = std::get_if<RuntimeArray>(&type))
    addType(array->elem.id());
  else if (auto *slice = std::get_if<RuntimeSlice>(&type))
    addType(slice->elem.id());
  else if (auto *chan = std::get_if<RuntimeChan>(&type))
    addType(chan->elem.id());
  else if (auto *port = std::get_if<RuntimePort>(&type))
    addType(port->elem.id());
  else if (auto *map = std::get_if<RuntimeMap>(&type))
    all({map->key, map->value});
  else if (auto *func = std::get_if<RuntimeFunc>(&type))
    all(func->results);
  else if (auto *tuple = std::get_if<RuntimeTuple>(&type))
    all(tuple->elems);
  else if (auto *record = std::get_if<RuntimeStruct>(&type))
    for (const FieldMeta &field :
         module.structMetas[record->structMetaId].fields)
      addType(field.typeInfo.id());
}

void Reach::visitType(uint32_t id) {
  const RuntimeType &type = module.runtimeTypes[id];
  if (auto *pointer = std::get_if<RuntimePointer>(&type))
    addType(pointer->elem.id());
  if (auto *named = std::get_if<RuntimeNamed>(&type)) {
    const NamedTypeMeta &meta = module.namedTypeMetas[named->namedTypeId];
    for (const MethodInfo &method : meta.methods)
      addFunction(method.funcId);
    if (isDynamic)
      addType(meta.underlyingRttid.id());
  }
  if (isDynamic)
    visitParts(type);
}

std::vector<uint32_t> Reach::run() {
  isDynamic = std::ranges::any_of(module.externs, [](const ExternDef &def) {
    return def.name.starts_with("dyn_") || def.name.starts_with("vo1:3:dyn:");
  });
  addFunction(module.entryFunc);
  addFunction(module.islandInitFunc);
  if (module.wellKnown.errorPtrRttid)
    addType(*module.wellKnown.errorPtrRttid);
  while (!functionWork.empty() || !typeWork.empty()) {
    if (!functionWork.empty()) {
      uint32_t id = functionWork.back();
      functionWork.pop_back();
      visitFunction(id);
      continue;
    }
    uint32_t id = typeWork.back();
    typeWork.pop_back();
    visitType(id);
  }
  std::vector<uint32_t> out;
  for (uint32_t id = 0; id < functions.size(); ++id)
    if (functions[id])
      out.push_back(id);
  return out;
}

std::vector<uint32_t> vo::bc::typing::reachableFunctions(const Module &module) {
  return Reach(module).run();
}
