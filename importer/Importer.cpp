//===- Importer.cpp - Module tables and reachability ----------------------===//

#include "importer/Importer.h"

#include "dialect/vo/ModuleAttributes.h"
#include "importer/Description.h"
#include "importer/Function.h"
#include "importer/Interfaces.h"
#include "importer/Types.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlow.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "llvm/ADT/StringSet.h"

#include <set>

using namespace mlir;
using namespace vo::importer;
namespace bc = vo::bc;
namespace ir = vo::ir;

/// Function ids that the entry can reach, in order of their ids.
static std::vector<uint32_t> reachableFunctions(const bc::Module &module) {
  std::vector<bool> seen(module.functions.size());
  std::vector<uint32_t> worklist = {module.entryFunc}, reached;
  seen[module.entryFunc] = true;
  while (!worklist.empty()) {
    uint32_t id = worklist.back();
    worklist.pop_back();
    reached.push_back(id);
    for (const bc::Instruction &inst : module.functions[id].code) {
      if (inst.opcode() != bc::Opcode::Call || seen[inst.functionId()])
        continue;
      seen[inst.functionId()] = true;
      worklist.push_back(inst.functionId());
    }
  }
  llvm::sort(reached);
  return reached;
}

/// Makes `name` unique among `taken` by a numeric suffix.
static std::string uniqueName(llvm::StringSet<> &taken, StringRef name,
                              uint32_t number) {
  std::string unique = name.empty() ? "_" : name.str();
  if (!taken.insert(unique).second) {
    unique += "." + std::to_string(number);
    taken.insert(unique);
  }
  return unique;
}

/// Readable unique symbols: methods as `type.method`.
static ModuleNames nameSymbols(const bc::Module &module) {
  ModuleNames names;
  llvm::StringSet<> taken;
  std::vector<std::string> plain(module.functions.size());
  for (auto [id, function] : llvm::enumerate(module.functions))
    plain[id] = function.name;
  for (const bc::NamedTypeMeta &type : module.namedTypeMetas)
    for (const bc::MethodInfo &method : type.methods)
      if (method.funcId < plain.size() &&
          plain[method.funcId] == module.functions[method.funcId].name)
        plain[method.funcId] = type.name + "." + plain[method.funcId];
  for (auto [id, name] : llvm::enumerate(plain))
    names.functions.push_back(uniqueName(taken, name, id));

  for (auto [id, global] : llvm::enumerate(module.globals)) {
    names.globals.push_back(uniqueName(taken, "g." + global.name, id));
    names.firstSlot.push_back(names.globalOfSlot.size());
    names.globalOfSlot.insert(names.globalOfSlot.end(), global.slots, id);
  }
  for (auto [id, interface] : llvm::enumerate(module.interfaceMetas))
    names.interfaces.push_back(uniqueName(taken, "i." + interface.name, id));
  return names;
}

/// Defines the interfaces with methods that the functions convert to. Returns
/// the method tables, those of the conversions included.
static MethodTables defineInterfaces(OpBuilder &builder, Location loc,
                                     const bc::Module &module,
                                     const ModuleNames &names,
                                     ArrayRef<uint32_t> functions) {
  std::set<uint32_t> targets;
  for (uint32_t id : functions)
    for (const bc::Instruction &inst : module.functions[id].code)
      if (auto target = conversionTarget(module, inst).value_or(0))
        targets.insert(target);
  MethodTables tables(module);
  for (uint32_t id : targets)
    ir::InterfaceOp::create(builder, loc,
                            builder.getStringAttr(names.interfaces[id]),
                            tables.implementersOf(builder.getContext(), id),
                            builder.getStringAttr("private"));
  return tables;
}

/// The type that a named type is made of in the end; other types themselves.
static const bc::RuntimeType &underlying(const bc::Module &module,
                                         const bc::RuntimeType &type) {
  const bc::RuntimeType *stripped = &type;
  // Bounded: named types may be declared in terms of each other.
  for (size_t depth = 0; depth <= module.namedTypeMetas.size(); ++depth) {
    auto *named = std::get_if<bc::RuntimeNamed>(stripped);
    if (!named)
      break;
    stripped = &module.runtimeTypes[module.namedTypeMetas[named->namedTypeId]
                                        .underlyingRttid.id()];
  }
  return *stripped;
}

/// Kind of a type, and its element type if it has one.
static std::pair<bc::ValueKind, bc::ValueRttid>
describeType(const bc::RuntimeType &type) {
  if (auto *basic = std::get_if<bc::RuntimeBasic>(&type))
    return {basic->kind, {}};
  if (auto *slice = std::get_if<bc::RuntimeSlice>(&type))
    return {bc::ValueKind::Slice, slice->elem};
  if (auto *array = std::get_if<bc::RuntimeArray>(&type))
    return {bc::ValueKind::Array, array->elem};
  if (auto *pointer = std::get_if<bc::RuntimePointer>(&type))
    return {bc::ValueKind::Pointer, pointer->elem};
  if (std::holds_alternative<bc::RuntimeStruct>(type))
    return {bc::ValueKind::Struct, {}};
  return {bc::ValueKind::Void, {}};
}

/// [kind, element kind, element rttid] per runtime type, flat.
static std::vector<int64_t> typeInfo(const bc::Module &module) {
  std::vector<int64_t> info;
  for (const bc::RuntimeType &type : module.runtimeTypes) {
    auto [kind, elem] = describeType(underlying(module, type));
    info.push_back(static_cast<int64_t>(kind));
    info.push_back(static_cast<int64_t>(elem.kind()));
    info.push_back(elem.id());
  }
  return info;
}

OwningOpRef<ModuleOp> vo::importer::importModule(const bc::Module &module,
                                                 MLIRContext &context) {
  context.loadDialect<ir::VoDialect, arith::ArithDialect,
                      cf::ControlFlowDialect, math::MathDialect>();
  Location moduleLoc = FileLineColLoc::get(
      &context,
      module.debug.files.empty() ? module.name : module.debug.files.front(), 0,
      0);
  OwningOpRef<ModuleOp> result = ModuleOp::create(moduleLoc, module.name);
  OpBuilder builder = OpBuilder::atBlockEnd(result->getBody());
  (*result)->setAttr(ir::kTypeInfoAttr,
                     builder.getDenseI64ArrayAttr(typeInfo(module)));
  if (module.wellKnown.errorPtrRttid)
    (*result)->setAttr(
        ir::kErrorPtrRttidAttr,
        builder.getI64IntegerAttr(*module.wellKnown.errorPtrRttid));

  bc::verify::ProofContext proofs(module);
  ModuleNames names = nameSymbols(module);
  for (auto [global, name] : llvm::zip_equal(module.globals, names.globals))
    ir::GlobalOp::create(
        builder, moduleLoc, builder.getStringAttr(name),
        ir::LayoutAttr::get(&context, lettersOf(global.slotTypes)),
        builder.getStringAttr("private"));

  std::vector<uint32_t> reached = reachableFunctions(module);
  MethodTables tables =
      defineInterfaces(builder, moduleLoc, module, names, reached);
  (*result)->setAttr(ir::kBytecodeAttr,
                     describe(&context, module, names, tables.all(), reached));
  for (uint32_t id : reached) {
    const bc::FunctionDef &def = module.functions[id];
    SmallVector<Type> parameters;
    for (const Parameter &parameter : parametersOf(&context, def))
      parameters.push_back(parameter.type);
    auto func = ir::FuncOp::create(
        builder, positionOf(&context, module, id, ~0u), names.functions[id],
        builder.getFunctionType(parameters,
                                registerTypesOf(&context, def.retSlotTypes)));
    if (id == module.entryFunc)
      func->setAttr(ir::kEntryAttr, builder.getUnitAttr());
    else
      func.setSymVisibility("private");
    if (failed(FunctionImporter(module, proofs, names, id, func).run()))
      return {};
  }
  return result;
}
