//===- Reachable.cpp - Following calls and conversions --------------------===//

#include "bytecode/typing/Reachable.h"

#include "bytecode/typing/Methods.h"
#include "bytecode/typing/Natives.h"

#include <algorithm>
#include <set>

using namespace vo::bc;
using namespace vo::bc::typing;

namespace {
class Reach {
public:
  explicit Reach(const Module &module)
      : module(module), methods(module), functions(module.functions.size()),
        types(module.runtimeTypes.size()),
        isVisited(module.runtimeTypes.size()) {}

  Reached run();

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
  void addTarget(uint32_t id) {
    if (!targets.insert(id).second)
      return;
    std::optional<uint32_t> method = methods.rarest(id);
    if (!method)
      return;
    waiting[*method].push_back(id);
    for (uint32_t type : methods.typesWith(*method))
      if (isVisited[type])
        meet(type, id);
  }
  void meet(uint32_t type, uint32_t target);
  void visitAssign(const Instruction &word);
  void visitExtern(const ExternDef &callee);
  void visitFunction(uint32_t id);
  void visitType(uint32_t id);
  void beginDynamicAccess();
  void visitDynamic(uint32_t id);
  void visitParts(const RuntimeType &type);

  const Module &module;
  MethodIndex methods;
  std::vector<bool> functions, types, isVisited;
  std::vector<uint32_t> functionWork, typeWork;
  std::set<uint32_t> targets;
  /// Targets, by the method that the fewest types have.
  std::map<uint32_t, std::vector<uint32_t>> waiting;
  bool isDynamic = false, isReflective = false;
};
} // namespace

void Reach::visitAssign(const Instruction &word) {
  static constexpr uint32_t noItab = UINT32_MAX;
  ValueKind kind = ValueKind(word.flags);
  if (kind == ValueKind::Void || kind == ValueKind::Interface)
    return;
  uint64_t packed =
      uint64_t(std::get<ConstInt>(module.constants[word.c]).value);
  addType(uint32_t(packed >> 32));
  if (uint32_t itab = uint32_t(packed); itab != noItab)
    for (uint32_t method : module.itabs[itab].methods)
      addFunction(method);
}

/// The runtime makes errors of its own.
void Reach::visitExtern(const ExternDef &callee) {
  if (!isDynamic && isDynamicAccess(callee.name))
    beginDynamicAccess();
  isReflective |= reflects(callee.name);
  const WellKnown &known = module.wellKnown;
  if (!known.errorPtrRttid || !known.errorIfaceMetaId)
    return;
  for (std::optional<uint32_t> meta : callee.returns.interfaceMetas)
    if (meta == known.errorIfaceMetaId) {
      addType(*known.errorPtrRttid);
      addTarget(*meta);
    }
}

void Reach::visitFunction(uint32_t id) {
  const FunctionDef &function = module.functions[id];
  for (uint32_t pc = 0; pc < function.code.size(); ++pc) {
    const Instruction &word = function.code[pc];
    if (std::optional<uint32_t> target = interfaceTarget(module, function, pc))
      addTarget(*target);
    switch (word.opcode()) {
    case Opcode::Call:
    case Opcode::ClosureNew:
      addFunction(word.functionId());
      break;
    case Opcode::CallExtern:
      visitExtern(module.externs[word.b]);
      break;
    case Opcode::GoStart:
    case Opcode::DeferPush:
    case Opcode::ErrDeferPush:
      if (!(word.flags & flag::closureForm))
        addFunction(word.spawnedFunctionId());
      break;
    case Opcode::IfaceAssign:
      visitAssign(word);
      break;
    default:
      break;
    }
  }
}

/// A type that becomes an interface value meets an interface.
void Reach::meet(uint32_t type, uint32_t target) {
  if (auto methods = implementation(module, type, target))
    for (uint32_t method : *methods)
      addFunction(method);
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
  else if (auto *func = std::get_if<RuntimeFunc>(&type)) {
    all(func->params);
    all(func->results);
  } else if (auto *tuple = std::get_if<RuntimeTuple>(&type))
    all(tuple->elems);
  else if (auto *record = std::get_if<RuntimeStruct>(&type))
    for (const FieldMeta &field :
         module.structMetas[record->structMetaId].fields)
      addType(field.typeInfo.id());
}

void Reach::visitType(uint32_t id) {
  isVisited[id] = true;
  for (uint32_t method : methods.methodsOf(id))
    if (auto known = waiting.find(method); known != waiting.end())
      for (uint32_t target : known->second)
        meet(id, target);
  if (isDynamic)
    visitDynamic(id);
}

/// The program accesses values dynamically, those that were there before, too.
void Reach::beginDynamicAccess() {
  isDynamic = true;
  for (uint32_t id = 0; id < isVisited.size(); ++id)
    if (isVisited[id])
      visitDynamic(id);
}

/// What dynamic access finds in a value: methods, what it is made of, and for
/// interfaces what may be stored as one.
void Reach::visitDynamic(uint32_t id) {
  const RuntimeType &type = module.runtimeTypes[id];
  if (auto *interface = std::get_if<RuntimeInterface>(&type))
    if (!module.interfaceMetas[interface->interfaceMetaId].methods.empty())
      addTarget(interface->interfaceMetaId);
  if (auto *pointer = std::get_if<RuntimePointer>(&type))
    addType(pointer->elem.id());
  if (auto *named = std::get_if<RuntimeNamed>(&type)) {
    const NamedTypeMeta &meta = module.namedTypeMetas[named->namedTypeId];
    for (const MethodInfo &method : meta.methods) {
      addFunction(method.funcId);
      addType(method.signatureRttid);
    }
    addType(meta.underlyingRttid.id());
  }
  visitParts(type);
}

Reached Reach::run() {
  addFunction(module.entryFunc);
  addFunction(module.islandInitFunc);
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
  Reached out;
  out.hasDynamicAccess = isDynamic;
  out.hasReflection = isReflective;
  for (uint32_t id = 0; id < functions.size(); ++id)
    if (functions[id])
      out.functions.push_back(id);
  return out;
}

Reached vo::bc::typing::reach(const Module &module) {
  return Reach(module).run();
}

bool vo::bc::typing::isDynamicAccess(std::string_view externName) {
  // Two of their kin only make values.
  return (externName.starts_with("dyn_") &&
          externName != "dyn_type_assert_error") ||
         (externName.starts_with("vo1:3:dyn:") &&
          externName != "vo1:3:dyn:12:getDynErrors");
}
