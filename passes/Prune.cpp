//===- Prune.cpp - What the program cannot reach --------------------------===//
//
// Whole programs are compiled, so a function that no reachable function names
// never runs. What a reachable function reaches:
//
//   a function      by naming it: calls, function values, deferred calls
//   a method table  by making interface values with it, or by converting or
//                   asserting to its interface, which looks the table of the
//                   dynamic type up
//   all tables      by dynamic access, which looks methods up by name, and with
//                   them the methods that a vo.dyn.type names: the program has
//                   such types when it accesses values dynamically
//   __island_init__ by making an island
//
// and a method table reaches its functions. Natives are kept while they are
// named. Types, structs and interfaces stay: the runtime describes them.
//
// Cost: linear in the operations and rows of tables. Not handled: tables of
// types that no value ever has (an assertion to an interface keeps all tables
// for it), globals that nobody reads.
//
//===----------------------------------------------------------------------===//

#include "passes/Passes.h"

#include "dialect/vo/ModuleAttributes.h"

#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;

namespace vo::passes {

#define GEN_PASS_DEF_PRUNE
#include "passes/Passes.h.inc"

namespace {

class Reachable {
public:
  explicit Reachable(ModuleOp module) : symbols(module) {
    for (auto table : module.getOps<ir::ItabOp>())
      tables[table.getInterfaceAttr().getAttr()].push_back(table);
    bool hasEntry = false;
    for (auto function : module.getOps<ir::FuncOp>())
      if (function->hasAttr(ir::kEntryAttr)) {
        add(function);
        hasEntry = true;
      }
    for (auto function : module.getOps<ir::FuncOp>())
      if (function->hasAttr(ir::kIslandInitAttr))
        islandInit = function;
    for (auto type : module.getOps<ir::DynTypeOp>()) {
      addAllTables();
      type->getAttrDictionary().walk(
          [&](SymbolRefAttr name) { addSymbol(name); });
    }
    // What the module itself names is the runtime's.
    module->getAttrDictionary().walk(
        [&](SymbolRefAttr name) { addSymbol(name); });
    if (!hasEntry)
      for (auto function : module.getOps<ir::FuncOp>())
        if (!function.isPrivate())
          add(function);
    while (!work.empty())
      visit(work.pop_back_val());
  }

  bool contains(Operation *op) const { return reached.contains(op); }

private:
  void add(ir::FuncOp function) {
    if (function && reached.insert(function).second)
      work.push_back(function);
  }

  void add(ir::ItabOp table) {
    if (!table || !reached.insert(table).second)
      return;
    for (auto method : table.getMethods().getAsRange<FlatSymbolRefAttr>())
      add(symbols.lookup<ir::FuncOp>(method.getAttr()));
  }

  /// Any table for the interface may be looked up.
  void addInterface(FlatSymbolRefAttr name) {
    if (!name)
      return;
    auto found = tables.find(name.getAttr());
    if (found == tables.end())
      return;
    for (ir::ItabOp table : found->second)
      add(table);
    tables.erase(found);
  }

  void addAllTables() {
    for (auto &[interface, list] : tables)
      for (ir::ItabOp table : list)
        add(table);
    tables.clear();
  }

  void addSymbol(SymbolRefAttr name) {
    Operation *op = symbols.lookup(name.getRootReference());
    if (auto function = dyn_cast_or_null<ir::FuncOp>(op))
      add(function);
    else if (auto table = dyn_cast_or_null<ir::ItabOp>(op))
      add(table);
    else if (auto interface = dyn_cast_or_null<ir::InterfaceOp>(op))
      addInterface(FlatSymbolRefAttr::get(interface.getSymNameAttr()));
  }

  void visit(ir::FuncOp function) {
    function.getBody().walk([&](Operation *op) {
      if (auto convert = dyn_cast<ir::IfaceConvertOp>(op))
        addInterface(convert.getResult().getType().getInterface());
      if (isa<ir::DynamicAccessOpInterface>(op))
        addAllTables();
      if (isa<ir::IslandNewOp>(op))
        add(islandInit);
      op->getAttrDictionary().walk(
          [&](SymbolRefAttr name) { addSymbol(name); });
    });
  }

  SymbolTable symbols;
  DenseMap<Attribute, SmallVector<ir::ItabOp>> tables; // by interface
  ir::FuncOp islandInit;                               // may be missing
  DenseSet<Operation *> reached;
  SmallVector<ir::FuncOp> work;
};

struct Prune : impl::PruneBase<Prune> {
  void runOnOperation() override {
    ModuleOp module = getOperation();
    Reachable reachable(module);
    for (auto table : llvm::make_early_inc_range(module.getOps<ir::ItabOp>()))
      if (!reachable.contains(table)) {
        table.erase();
        ++numTables;
      }
    for (auto function :
         llvm::make_early_inc_range(module.getOps<ir::FuncOp>()))
      if (!reachable.contains(function)) {
        function.erase();
        ++numFunctions;
      }
  }
};

} // namespace
} // namespace vo::passes
