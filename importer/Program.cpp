//===- Program.cpp - Names and definitions of symbols ---------------------===//

#include "importer/Program.h"

#include "bytecode/typing/Methods.h"
#include "dialect/vo/ModuleAttributes.h"

#include <set>

using namespace mlir;
using namespace vo::importer;
namespace bc = vo::bc;

Location vo::importer::positionOf(MLIRContext *context,
                                  const bc::Module &module, uint32_t function,
                                  uint32_t pc) {
  const bc::DebugInfo &debug = module.debug;
  if (const bc::DebugEntry *entry = debug.lookup(function, pc))
    return FileLineColLoc::get(context, debug.files[entry->fileId], entry->line,
                               entry->column);
  std::string file = debug.files.empty() ? "<unknown>" : debug.files.front();
  if (function < debug.funcs.size() && !debug.funcs[function].empty())
    file = debug.files[debug.funcs[function].front().fileId];
  return FileLineColLoc::get(context, file, 0, 0);
}

Program::Program(const bc::Module &module, const typing::ModuleTyping &typing,
                 ModuleOp target)
    : module(module), typing(typing), target(target),
      b(OpBuilder::atBlockEnd(target.getBody())) {
  nameFunctions();
  typeMap = std::make_unique<Types>(module, typing, target.getBody(),
                                    target.getLoc(), names);
}

/// The method that a wrapper for interfaces calls with the value it unboxes:
/// `Area$iface` calls `Area`. Methods of values are in no table themselves.
static std::optional<uint32_t> wrappedMethod(const bc::Module &module,
                                             const bc::FunctionDef &wrapper) {
  StringRef method = wrapper.name;
  if (!method.consume_back("$iface"))
    return std::nullopt;
  for (const bc::Instruction &instruction : wrapper.code)
    if (instruction.opcode() == bc::Opcode::Call)
      if (uint32_t callee = instruction.functionId();
          module.functions[callee].name == method)
        return callee;
  return std::nullopt;
}

/// Readable symbols: methods as `type.method`.
void Program::nameFunctions() {
  std::vector<std::string> plain(module.functions.size());
  for (auto [id, function] : llvm::enumerate(module.functions))
    plain[id] = function.name;
  auto qualify = [&](uint32_t id, const std::string &type) {
    if (plain[id] == module.functions[id].name)
      plain[id] = type + "." + plain[id];
  };
  for (const bc::NamedTypeMeta &type : module.namedTypeMetas)
    for (const bc::MethodInfo &method : type.methods) {
      qualify(method.funcId, type.name);
      if (auto wrapped = wrappedMethod(module, module.functions[method.funcId]))
        qualify(*wrapped, type.name);
    }
  for (auto [id, name] : llvm::enumerate(plain))
    functions.push_back(
        FlatSymbolRefAttr::get(b.getContext(), names.unique(name, id)));
}

/// Captures come first: the boxes of a closure, or the receiver of a method
/// that is bound to one.
FunctionType Program::signatureOf(uint32_t id) {
  const bc::FunctionDef &def = module.functions[id];
  const typing::FunctionTyping &function = *typing.function(id);
  SmallVector<Type> inputs = types().registersOf(function.captures());
  typing::Leaves params(function.params().begin() + (def.isClosure ? 1 : 0),
                        function.params().end());
  llvm::append_range(inputs, types().registersOf(params));
  return b.getFunctionType(inputs, types().registersOf(function.results()));
}

void Program::declare() {
  uint32_t slot = 0;
  for (auto [id, global] : llvm::enumerate(module.globals)) {
    if (global.slots == 0) {
      globals.push_back({{}, slot, {}});
      continue;
    }
    // One value: a number, a reference, an interface pair.
    Type type = types().registerOf(typing.globals()[slot]);
    std::string name = names.unique("g." + global.name, id);
    ir::GlobalOp::create(b, location(), b.getStringAttr(name),
                         TypeAttr::get(type), b.getStringAttr("private"));
    globals.push_back(
        {FlatSymbolRefAttr::get(b.getContext(), name), slot, type});
    globalOfSlot.insert(globalOfSlot.end(), global.slots, id);
    slot += global.slots;
  }

  ops.resize(module.functions.size());
  for (uint32_t id : typing.functions()) {
    const bc::FunctionDef &def = module.functions[id];
    auto func =
        ir::FuncOp::create(b, positionOf(b.getContext(), module, id, ~0u),
                           functions[id].getValue(), signatureOf(id));
    if (id == module.entryFunc)
      func->setAttr(ir::kEntryAttr, b.getUnitAttr());
    else
      func.setSymVisibility("private");
    if (id == module.islandInitFunc)
      func->setAttr(ir::kIslandInitAttr, b.getUnitAttr());
    if (def.hasDefer)
      func.setDefers(true);
    if (!def.captureSlotTypes.empty())
      func.setCaptures(def.captureSlotTypes.size());
    if (def.errorRetSlot >= 0) {
      typing::Leaves before(typing.function(id)->results().begin(),
                            typing.function(id)->results().begin() +
                                def.errorRetSlot);
      func.setErrorResult(types().registersOf(before).size());
    }
    ops[id] = func;
  }
}

//===----------------------------------------------------------------------===//
// Run-time types
//===----------------------------------------------------------------------===//

/// The type as the language writes it.
std::string Program::spell(uint32_t rttid, unsigned depth) const {
  static constexpr unsigned kMaxDepth = 6;
  const bc::RuntimeType &type = module.runtimeTypes[rttid];
  if (depth > kMaxDepth)
    return "#" + std::to_string(rttid);
  auto part = [&](bc::ValueRttid elem) { return spell(elem.id(), depth + 1); };
  if (auto *named = std::get_if<bc::RuntimeNamed>(&type))
    return module.namedTypeMetas[named->namedTypeId].name;
  if (auto *basic = std::get_if<bc::RuntimeBasic>(&type))
    return StringRef(bc::name(basic->kind)).lower();
  if (auto *pointer = std::get_if<bc::RuntimePointer>(&type))
    return "*" + part(pointer->elem);
  if (auto *array = std::get_if<bc::RuntimeArray>(&type))
    return "[" + std::to_string(array->length) + "]" + part(array->elem);
  if (auto *slice = std::get_if<bc::RuntimeSlice>(&type))
    return "[]" + part(slice->elem);
  if (auto *map = std::get_if<bc::RuntimeMap>(&type))
    return "map[" + part(map->key) + "]" + part(map->value);
  if (auto *chan = std::get_if<bc::RuntimeChan>(&type))
    return "chan " + part(chan->elem);
  if (auto *port = std::get_if<bc::RuntimePort>(&type))
    return "port " + part(port->elem);
  if (std::holds_alternative<bc::RuntimeFunc>(type))
    return "func." + std::to_string(rttid);
  if (std::holds_alternative<bc::RuntimeStruct>(type))
    return "struct." + std::to_string(rttid);
  if (auto *interface = std::get_if<bc::RuntimeInterface>(&type))
    return interface->methods.empty() ? "any"
                                      : "interface." + std::to_string(rttid);
  if (std::holds_alternative<bc::RuntimeIsland>(type))
    return "island";
  return "#" + std::to_string(rttid);
}

/// Kind of the type behind names; Void for what no value has.
static bc::ValueKind kindOf(const bc::RuntimeType &type) {
  if (auto *basic = std::get_if<bc::RuntimeBasic>(&type))
    return basic->kind;
  static constexpr bc::ValueKind kKinds[] = {
      bc::ValueKind::Void,      bc::ValueKind::Void,    bc::ValueKind::Pointer,
      bc::ValueKind::Array,     bc::ValueKind::Slice,   bc::ValueKind::Map,
      bc::ValueKind::Channel,   bc::ValueKind::Closure, bc::ValueKind::Struct,
      bc::ValueKind::Interface, bc::ValueKind::Void,    bc::ValueKind::Port,
      bc::ValueKind::Island};
  return kKinds[type.index()];
}

std::optional<uint32_t> Program::basicType(bc::ValueKind kind) const {
  for (auto [id, type] : llvm::enumerate(module.runtimeTypes))
    if (auto *basic = std::get_if<bc::RuntimeBasic>(&type);
        basic && basic->kind == kind)
      return static_cast<uint32_t>(id);
  return std::nullopt;
}

FlatSymbolRefAttr Program::type(uint32_t rttid) {
  auto [it, isNew] = typeSymbols.try_emplace(rttid);
  if (!isNew)
    return it->second;
  if (kindOf(typing.metadata().resolved(rttid)) == bc::ValueKind::Void)
    return {};
  FlatSymbolRefAttr symbol = it->second = FlatSymbolRefAttr::get(
      b.getContext(), names.unique("type." + spell(rttid), rttid));
  definedTypes.push_back(rttid);
  pendingTypes.push_back(rttid);
  if (isDefining)
    return symbol;
  isDefining = true;
  while (!pendingTypes.empty())
    defineType(pendingTypes.pop_back_val());
  isDefining = false;
  return symbol;
}

void Program::defineType(uint32_t rttid) {
  const bc::RuntimeType &resolved = typing.metadata().resolved(rttid);
  FlatSymbolRefAttr key, elem;
  ArrayAttr fields;
  if (auto *pointer = std::get_if<bc::RuntimePointer>(&resolved)) {
    elem = type(pointer->elem.id());
  } else if (auto *array = std::get_if<bc::RuntimeArray>(&resolved)) {
    elem = type(array->elem.id());
  } else if (auto *slice = std::get_if<bc::RuntimeSlice>(&resolved)) {
    elem = type(slice->elem.id());
  } else if (auto *chan = std::get_if<bc::RuntimeChan>(&resolved)) {
    elem = type(chan->elem.id());
  } else if (auto *port = std::get_if<bc::RuntimePort>(&resolved)) {
    elem = type(port->elem.id());
  } else if (auto *map = std::get_if<bc::RuntimeMap>(&resolved)) {
    key = type(map->key.id());
    elem = type(map->value.id());
  } else if (auto *record = std::get_if<bc::RuntimeStruct>(&resolved)) {
    SmallVector<Attribute> list;
    for (const bc::FieldMeta &field :
         module.structMetas[record->structMetaId].fields)
      if (FlatSymbolRefAttr symbol = type(field.typeInfo.id()))
        list.push_back(symbol);
    fields = b.getArrayAttr(list);
  }
  Type storage = types().storageOfType(rttid);
  OpBuilder front = OpBuilder::atBlockBegin(target.getBody());
  typeOps[rttid] = ir::TypeOp::create(
      front, location(), typeSymbols[rttid].getAttr(),
      ir::TypeKindAttr::get(
          b.getContext(),
          static_cast<ir::TypeKind>(static_cast<uint8_t>(kindOf(resolved)))),
      key, elem, fields, TypeAttr::get(storage), b.getI64IntegerAttr(rttid),
      b.getStringAttr("private"));
}

//===----------------------------------------------------------------------===//
// Method tables
//===----------------------------------------------------------------------===//

FlatSymbolRefAttr Program::itab(uint32_t rttid, uint32_t interfaceMeta,
                                const std::vector<uint32_t> &methods) {
  auto [it, isNew] = itabs.try_emplace({rttid, interfaceMeta});
  if (!isNew)
    return it->second;
  FlatSymbolRefAttr self = type(rttid);
  FlatSymbolRefAttr interface = types().interfaceOf(interfaceMeta);
  if (!self || !interface)
    return {};
  std::string name =
      names.unique(spell(rttid) + "." + interface.getValue().str(), rttid);
  SmallVector<Attribute> list;
  for (uint32_t method : methods)
    list.push_back(functions[method]);
  OpBuilder front = OpBuilder::atBlockBegin(target.getBody());
  ir::ItabOp::create(front, location(), front.getStringAttr(name), self,
                     interface, front.getArrayAttr(list),
                     front.getStringAttr("private"));
  return itabs[{rttid, interfaceMeta}] =
             FlatSymbolRefAttr::get(b.getContext(), name);
}

void Program::defineItabs() {
  std::set<uint32_t> targets;
  for (uint32_t id : typing.functions())
    for (uint32_t pc = 0; pc < module.functions[id].code.size(); ++pc)
      if (auto target =
              typing::interfaceTarget(module, module.functions[id], pc))
        targets.insert(*target);
  if (typing.hasDynamicAccess())
    for (uint32_t rttid : definedTypes)
      if (auto *interface = std::get_if<bc::RuntimeInterface>(
              &typing.metadata().resolved(rttid));
          interface && types().interfaceOf(interface->interfaceMetaId))
        targets.insert(interface->interfaceMetaId);
  typing::MethodIndex index(module);
  std::vector<std::pair<uint32_t, uint32_t>> candidates;
  for (uint32_t target : targets)
    if (auto method = index.rarest(target))
      for (uint32_t rttid : index.typesWith(*method))
        candidates.push_back({rttid, target});
  llvm::sort(candidates);
  for (auto [rttid, target] : candidates) {
    auto methods = typing::implementation(module, rttid, target);
    // Types that never become interface values have methods that nothing
    // reaches.
    if (methods && llvm::all_of(*methods, [&](uint32_t method) {
          return typing.function(method) != nullptr;
        }))
      itab(rttid, target, *methods);
  }
}
