//===- Tables.h - The module descriptor and what it refers to ---*- C++ -*-===//
#pragma once

#include "dialect/vort/Vort.h"

#include "mlir/IR/BuiltinOps.h"

#include <string>
#include <vector>

namespace vo::lowering {

class GlobalBlock;
class LayoutTable;

/// What the descriptor says that is not in the converted module any more.
struct ModuleFacts {
  /// A package variable that holds references.
  struct Root {
    std::string symbol;
    ir::LayoutAttr layout;
    uint64_t offset; // in the block of all variables, if there is one
  };

  /// Attributes of the vort.dynamic_tables; null when there are none.
  struct Dynamic {
    mlir::DenseI32ArrayAttr types, members, fields, numbers;
    mlir::StringAttr text;
    mlir::ArrayAttr layouts, code, interfaces;
  };

  std::string name;        // of the module; may be empty
  std::string entrySymbol; // empty = none
  std::vector<Root> roots;
  std::vector<int64_t> typeInfo;      // three numbers per type
  std::vector<std::string> typeWords; // one text per type, or none at all
  Dynamic dynamic;
  uint32_t errorPtrRttid;
  uint32_t errorItab; // 0 = none
  uint32_t flags;     // abi::ModuleFlags
};

/// Takes the facts from a module of `vort`, as CheckInput.h accepts it.
ModuleFacts collectFacts(mlir::ModuleOp module, const GlobalBlock &globals);

/// Defines abi::kModuleSymbol with its tables at the end of the module, and
/// declares the symbols of other stages that it refers to; defines the main
/// island's block of variables, too. Numbers the layouts of the roots.
void defineTables(mlir::ModuleOp module, const ModuleFacts &facts,
                  const GlobalBlock &globals, LayoutTable &layouts);

} // namespace vo::lowering
