//===- Interfaces.h - Which types implement which interface -----*- C++ -*-===//
#pragma once

#include "bytecode/Model.h"
#include "dialect/vo/Vo.h"

namespace vo::importer {

/// Method tables by number. Starts as the module's table, whose numbers the
/// headers of interface values carry, and grows by the tables that only
/// conversions between interfaces give.
class MethodTables {
public:
  explicit MethodTables(const bc::Module &module);

  /// The types that implement interface `id`, which has methods, with their
  /// method tables.
  ir::ImplementersAttr implementersOf(mlir::MLIRContext *context, uint32_t id);

  /// All tables so far.
  llvm::ArrayRef<bc::Itab> all() const { return tables; }

private:
  uint32_t number(bc::Itab table);

  const bc::Module &module;
  std::vector<bc::Itab> tables; // 0 is the empty interface's
};

} // namespace vo::importer
