//===- Tables.cpp - The module that is being made -------------------------===//

#include "exporter/Tables.h"

#include "bytecode/json/Json.h"
#include "dialect/vo/JsonAttributes.h"
#include "dialect/vo/ModuleAttributes.h"
#include "exporter/Code.h"

using namespace mlir;
using namespace vo::exporter;
namespace bc = vo::bc;
namespace ir = vo::ir;

//===----------------------------------------------------------------------===//
// The attribute
//===----------------------------------------------------------------------===//

/// The texts in a list; failure when it is not one.
static LogicalResult readSymbols(Attribute list,
                                 std::vector<std::string> &symbols) {
  if (!list)
    return success();
  auto array = dyn_cast<ArrayAttr>(list);
  if (!array)
    return failure();
  for (Attribute element : array) {
    auto text = dyn_cast<StringAttr>(element);
    if (!text)
      return failure();
    symbols.push_back(text.str());
  }
  return success();
}

LogicalResult Tables::readAttribute(ModuleOp ir) {
  Attribute attribute = ir->getAttr(ir::kBytecodeAttr);
  if (!attribute)
    return success();
  auto parts = dyn_cast<DictionaryAttr>(attribute);
  auto wrong = [&]() { return ir.emitError("'") << ir::kBytecodeAttr << "' "; };
  if (!parts || failed(readSymbols(parts.get("functions"), functionSymbols)) ||
      failed(readSymbols(parts.get("globals"), globalSymbols)) ||
      failed(readSymbols(parts.get("interfaces"), interfaceSymbols)))
    return wrong() << "must hold 'tables' and lists of symbols";
  auto tables = parts.getAs<DictionaryAttr>("tables");
  std::optional<std::string> text;
  if (tables)
    text = ir::jsonOfAttribute(tables);
  if (!text)
    return wrong() << "has no 'tables' in the form of JSON";
  auto read = bc::fromJson(*text);
  if (!read)
    return wrong() << "is no module: " << read.error().message;
  module = std::move(*read);
  if (module.functions.size() != functionSymbols.size() ||
      module.globals.size() != globalSymbols.size() ||
      module.interfaceMetas.size() < interfaceSymbols.size())
    return wrong() << "does not list one symbol per function and global, or "
                      "more interfaces than there are";
  for (auto [id, symbol] : llvm::enumerate(interfaceSymbols))
    interfaces.try_emplace(symbol, id);
  LogicalResult inRange = success();
  forFunctionIds([&](uint32_t &id) {
    if (id >= module.functions.size())
      inRange = failure();
  });
  if (failed(inRange))
    return wrong() << "names a function that is not in it";
  return success();
}

/// What every module has: the basic types under their kinds' numbers, the
/// empty interface, the layout of boxes.
void Tables::addDefaults(ModuleOp ir) {
  if (module.name.empty())
    module.name = ir.getSymName().value_or("main").str();
  if (module.structMetas.empty())
    module.structMetas.push_back({layoutOf("r"), {}});
  if (module.interfaceMetas.empty())
    module.interfaceMetas.push_back({});
  if (module.itabs.empty())
    module.itabs.push_back({});
  if (module.runtimeTypes.empty())
    for (unsigned kind = 0; kind <= unsigned(bc::ValueKind::String); ++kind)
      module.runtimeTypes.push_back(bc::RuntimeBasic{
          bc::isBasic(bc::ValueKind(kind)) ? bc::ValueKind(kind)
                                           : bc::ValueKind::Void});
  for (auto [i, meta] : llvm::enumerate(module.structMetas))
    structs.try_emplace(lettersOf(meta.slotTypes), i);
}

LogicalResult Tables::init(ModuleOp ir) {
  if (failed(readAttribute(ir)))
    return failure();
  addDefaults(ir);
  numberGlobals(ir);
  return numberFunctions(ir);
}

//===----------------------------------------------------------------------===//
// Functions and globals
//===----------------------------------------------------------------------===//

template <typename Visit> void Tables::forFunctionIds(Visit visit) {
  for (bc::NamedTypeMeta &type : module.namedTypeMetas)
    for (bc::MethodInfo &method : type.methods)
      visit(method.funcId);
  for (bc::Itab &itab : module.itabs)
    for (uint32_t &method : itab.methods)
      visit(method);
  if (!module.functions.empty())
    visit(module.islandInitFunc);
}

void vo::exporter::makeAbsent(bc::FunctionDef &function) {
  uint16_t value = function.slotTypes.size();
  bc::Layout pair = layoutOf("hw");
  function.slotTypes.insert(function.slotTypes.end(), pair.begin(), pair.end());
  function.localSlots = function.slotTypes.size();
  auto add = [&](bc::Opcode op, uint16_t a) {
    bc::Instruction inst;
    inst.op = static_cast<uint8_t>(op);
    inst.a = a;
    function.code.push_back(inst);
    function.meta.push_back(bc::MetaNone{});
  };
  add(bc::Opcode::LoadInt, value);
  add(bc::Opcode::LoadInt, value + 1);
  add(bc::Opcode::Panic, value);
}

/// Keeps the attribute's functions that the IR defines or that tables name, in
/// their order; appends what the attribute does not know.
LogicalResult Tables::numberFunctions(ModuleOp ir) {
  SymbolTable symbols(ir);
  std::vector<bool> named(module.functions.size());
  forFunctionIds([&](uint32_t &id) { named[id] = true; });
  std::vector<uint32_t> newId(module.functions.size());
  std::vector<bc::FunctionDef> kept;
  for (auto [id, declaration] : llvm::enumerate(module.functions)) {
    auto func = symbols.lookup<ir::FuncOp>(functionSymbols[id]);
    if (!func && !named[id])
      continue;
    newId[id] = kept.size();
    if (func)
      functions[func.getSymName()] = kept.size();
    else
      makeAbsent(declaration);
    kept.push_back(std::move(declaration));
  }
  forFunctionIds([&](uint32_t &id) { id = newId[id]; });
  bool known = !module.functions.empty();
  module.functions = std::move(kept);

  std::optional<uint32_t> entry;
  for (auto func : ir.getOps<ir::FuncOp>()) {
    if (func.isExternal())
      return func.emitError("not supported in bytecode: a function without "
                            "body");
    auto [place, isNew] =
        functions.try_emplace(func.getSymName(), module.functions.size());
    if (isNew) {
      bc::FunctionDef &declaration = module.functions.emplace_back();
      declaration.name = func.getSymName();
      declaration.paramCount = func.getNumArguments();
    }
    if (!func->hasAttr(ir::kEntryAttr))
      continue;
    if (entry)
      return func.emitError("second entry function");
    if (func.getNumArguments() || func.getNumResults())
      return func.emitError("the entry function must have neither parameters "
                            "nor results");
    entry = place->second;
  }
  if (!entry)
    return ir.emitError("not supported in bytecode: no function is marked '")
           << ir::kEntryAttr << "'";
  module.entryFunc = *entry;
  if (!known)
    module.islandInitFunc = *entry;
  return success();
}

/// Value kind of a global that only the IR describes.
static bc::ValueKind kindOf(StringRef letters) {
  if (letters == "v")
    return bc::ValueKind::Int;
  if (letters == "f")
    return bc::ValueKind::Float64;
  return letters == "r" ? bc::ValueKind::Closure : bc::ValueKind::Interface;
}

/// Lays globals out in the order of the IR. One that the attribute does not
/// know becomes one variable per value, as bytecode has no wider ones.
void Tables::numberGlobals(ModuleOp ir) {
  llvm::StringMap<bc::GlobalDef> known;
  for (auto [symbol, global] : llvm::zip_equal(globalSymbols, module.globals))
    known[symbol] = std::move(global);
  module.globals.clear();
  uint32_t slots = 0;
  for (auto global : ir.getOps<ir::GlobalOp>()) {
    StringRef letters = global.getLayout().getSlots();
    globalSlots[global.getSymName()] = slots;
    slots += letters.size();
    auto found = known.find(global.getSymName());
    if (found != known.end() && lettersOf(found->second.slotTypes) == letters) {
      module.globals.push_back(found->second);
      continue;
    }
    while (!letters.empty()) {
      StringRef one = letters.take_front(letters.starts_with("h") ? 2 : 1);
      letters = letters.drop_front(one.size());
      bc::GlobalDef def;
      def.name = "g" + std::to_string(module.globals.size());
      def.slots = one.size();
      def.valueKind = kindOf(one);
      def.slotTypes = layoutOf(one);
      module.globals.push_back(std::move(def));
    }
  }
}

//===----------------------------------------------------------------------===//
// Growing tables
//===----------------------------------------------------------------------===//

/// Gives `key` the next index of `table` unless it has one.
template <typename Table, typename Make>
static uint32_t intern(llvm::StringMap<uint32_t> &ids, StringRef key,
                       Table &table, Make make) {
  auto [place, isNew] = ids.try_emplace(key, table.size());
  if (isNew)
    table.push_back(make());
  return std::min(place->second, Tables::kTooMany);
}

uint32_t Tables::constant(bc::Constant value) {
  std::string key;
  if (auto *integer = std::get_if<bc::ConstInt>(&value))
    key = std::to_string(integer->value);
  else if (auto *real = std::get_if<bc::ConstFloat>(&value))
    key = std::to_string(real->bits);
  else if (auto *text = std::get_if<bc::ConstString>(&value))
    key = text->value;
  auto [place, isNew] =
      constants.try_emplace({value.index(), key}, module.constants.size());
  if (isNew)
    module.constants.push_back(std::move(value));
  return std::min(place->second, kTooMany);
}

uint32_t Tables::externNamed(StringRef name,
                             std::optional<StringRef> parameters,
                             StringRef results) {
  return intern(externs, name, module.externs, [&] {
    bc::ExternDef def;
    def.name = name;
    def.params.kind = bc::ParamShapeKind::CallSiteVariadic;
    if (parameters)
      def.params = {bc::ParamShapeKind::Exact,
                    static_cast<uint16_t>(parameters->size())};
    def.returns.slots = results.size();
    def.returns.slotTypes = layoutOf(results);
    // Functions of packages also tell how a host hands their slots over.
    if (name.starts_with("vo1:")) {
      def.returns.interfaceMetas.resize(results.size());
      for (char letter : parameters.value_or(""))
        def.paramKinds.push_back(letter == 'r' ? bc::ExtSlotKind::Bytes
                                               : bc::ExtSlotKind::Value);
    }
    return def;
  });
}

uint32_t Tables::file(StringRef name) {
  return intern(files, name, module.debug.files, [&] { return name.str(); });
}

uint32_t Tables::structMeta(StringRef letters) {
  auto [place, isNew] = structs.try_emplace(letters, module.structMetas.size());
  if (isNew)
    module.structMetas.push_back({layoutOf(letters), {}});
  return place->second;
}

//===----------------------------------------------------------------------===//
// Types
//===----------------------------------------------------------------------===//

/// Physical kind of a runtime type; Void for ids that do not exist.
static bc::ValueKind physicalKind(const bc::Module &module, uint32_t rttid) {
  // Bounded: named types may be declared in terms of each other.
  for (unsigned depth = 0; depth < 64 && rttid < module.runtimeTypes.size();
       ++depth) {
    const bc::RuntimeType &type = module.runtimeTypes[rttid];
    if (auto *named = std::get_if<bc::RuntimeNamed>(&type)) {
      if (named->namedTypeId >= module.namedTypeMetas.size())
        break;
      rttid = module.namedTypeMetas[named->namedTypeId].underlyingRttid.id();
      continue;
    }
    if (auto *basic = std::get_if<bc::RuntimeBasic>(&type))
      return basic->kind;
    static constexpr bc::ValueKind kinds[] = {
        bc::ValueKind::Void,    bc::ValueKind::Void,
        bc::ValueKind::Pointer, bc::ValueKind::Array,
        bc::ValueKind::Slice,   bc::ValueKind::Map,
        bc::ValueKind::Channel, bc::ValueKind::Closure,
        bc::ValueKind::Struct,  bc::ValueKind::Interface,
        bc::ValueKind::Void,    bc::ValueKind::Port,
        bc::ValueKind::Island};
    return kinds[type.index()];
  }
  return bc::ValueKind::Void;
}

std::optional<uint32_t> Tables::typeOfKind(bc::ValueKind kind) const {
  for (uint32_t rttid = 0; rttid < module.runtimeTypes.size(); ++rttid)
    if (physicalKind(module, rttid) == kind)
      return rttid;
  return std::nullopt;
}

bool Tables::isHeader(uint64_t header) const {
  auto kind = static_cast<bc::ValueKind>(header & 0xFF);
  return header == 0 || (kind != bc::ValueKind::Void &&
                         physicalKind(module, header >> 8 & 0xFFFFFF) == kind &&
                         header >> 32 < module.itabs.size());
}
