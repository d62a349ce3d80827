//===- Description.cpp - What bytecode says besides code ------------------===//

#include "importer/Description.h"

#include "bytecode/json/Json.h"
#include "dialect/vo/JsonAttributes.h"

#include "mlir/IR/Builders.h"

using namespace mlir;
using namespace vo::importer;
namespace bc = vo::bc;
namespace ir = vo::ir;

/// A function without its body: a frame of its parameters alone.
static bc::FunctionDef declarationOf(const bc::FunctionDef &function) {
  bc::FunctionDef declaration = function;
  declaration.code.clear();
  declaration.meta.clear();
  declaration.slotTypes.resize(function.paramSlots);
  declaration.localSlots = function.paramSlots;
  declaration.heapRetGcrefCount = declaration.heapRetGcrefStart = 0;
  declaration.heapRetSlots.clear();
  declaration.hasDefer = false;
  return declaration;
}

/// Visits every function id outside of code.
template <typename Visit>
static void forFunctionIds(bc::Module &module, Visit visit) {
  for (bc::NamedTypeMeta &type : module.namedTypeMetas)
    for (bc::MethodInfo &method : type.methods)
      visit(method.funcId);
  for (bc::Itab &itab : module.itabs)
    for (uint32_t &method : itab.methods)
      visit(method);
  visit(module.entryFunc);
  visit(module.islandInitFunc);
}

DictionaryAttr vo::importer::describe(MLIRContext *context,
                                      const bc::Module &module,
                                      const ModuleNames &names,
                                      ArrayRef<bc::Itab> itabs,
                                      ArrayRef<uint32_t> imported) {
  bc::Module tables;
  tables.name = module.name;
  tables.structMetas = module.structMetas;
  tables.interfaceMetas = module.interfaceMetas;
  tables.namedTypeMetas = module.namedTypeMetas;
  tables.itabs = itabs.vec();
  tables.runtimeTypes = module.runtimeTypes;
  tables.wellKnown = module.wellKnown;
  tables.globals = module.globals;
  tables.entryFunc = module.entryFunc;
  tables.islandInitFunc = module.islandInitFunc;

  std::vector<bool> kept(module.functions.size());
  for (uint32_t id : imported)
    kept[id] = true;
  forFunctionIds(tables, [&](uint32_t &id) { kept[id] = true; });
  std::vector<uint32_t> newId(module.functions.size());
  Builder builder(context);
  SmallVector<Attribute> functions;
  for (auto [id, function] : llvm::enumerate(module.functions)) {
    if (!kept[id])
      continue;
    newId[id] = functions.size();
    functions.push_back(builder.getStringAttr(names.functions[id]));
    tables.functions.push_back(declarationOf(function));
  }
  forFunctionIds(tables, [&](uint32_t &id) { id = newId[id]; });

  auto symbols = [&](const std::vector<std::string> &list) {
    return builder.getStrArrayAttr(
        SmallVector<StringRef>(list.begin(), list.end()));
  };
  return builder.getDictionaryAttr({
      builder.getNamedAttr("functions", builder.getArrayAttr(functions)),
      builder.getNamedAttr("globals", symbols(names.globals)),
      builder.getNamedAttr("interfaces", symbols(names.interfaces)),
      builder.getNamedAttr("tables",
                           ir::attributeOfJson(context, bc::toJson(tables))),
  });
}
