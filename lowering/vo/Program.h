//===- Program.h - What the whole module tells the patterns -----*- C++ -*-===//
//
// Collected before the conversion from what goes during it: symbols, and the
// call graph of the program (which is closed: nothing is linked to it but the
// runtime).
//
//===----------------------------------------------------------------------===//
#pragma once

#include "lowering/vo/MemoryLayouts.h"
#include "runtime/abi/Entries.h"

#include "llvm/ADT/DenseSet.h"

#include <optional>

namespace vo::lowering {

/// A function of the standard library.
struct NativeFunction {
  std::string name; // "<package>.<function>"
  /// The runtime entry; none when the runtime has none.
  std::optional<abi::EntryId> entry;
  /// Whether the declaration has the entry's parameters and results.
  bool fits;
};

class Program {
public:
  explicit Program(mlir::ModuleOp module);

  MemoryLayouts layouts;

  /// Whether the function may be active more than once: it is on a cycle of the
  /// call graph.
  bool isRecursive(ir::FuncOp function) const {
    return recursive.contains(function);
  }
  /// The native of that name; null for functions of the program.
  const NativeFunction *native(mlir::FlatSymbolRefAttr name) const;

  /// Runtime type of an interface value made of `name`, a vo.type or vo.itab.
  ir::TypeOp typeOf(mlir::FlatSymbolRefAttr name) const;
  /// Header word of such a value.
  uint64_t headerOf(mlir::FlatSymbolRefAttr name) const;
  /// Types that implement an interface, with the numbers of their tables.
  ir::ImplementersAttr implementers(ir::InterfaceOp interface);

  /// What the module descriptor says of runtime types, as attributes.
  void describeTypes(mlir::ModuleOp module);
  /// Turns the name of the errors' method table into its number. Fails when
  /// errors are not what the runtime makes.
  mlir::LogicalResult numberErrorItab(mlir::ModuleOp module);

private:
  void addItab(ir::ItabOp itab);

  llvm::DenseSet<mlir::Operation *> recursive;
  llvm::DenseMap<mlir::Attribute, NativeFunction> natives;
  llvm::DenseMap<mlir::Attribute, ir::TypeOp> types;
  /// Method tables; numbered from 1 in the order of the module.
  llvm::DenseMap<mlir::Attribute, std::pair<ir::ItabOp, uint32_t>> itabs;
  /// rttid and method table of the types that implement an interface.
  llvm::DenseMap<mlir::Attribute,
                 llvm::SmallVector<std::pair<uint32_t, uint32_t>>>
      implementerRows;
};

} // namespace vo::lowering
