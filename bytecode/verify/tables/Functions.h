//===- Functions.h - The rules on function tables ---------------*- C++ -*-===//

#ifndef VO_BYTECODE_VERIFY_TABLES_FUNCTIONS_H
#define VO_BYTECODE_VERIFY_TABLES_FUNCTIONS_H

#include "bytecode/verify/tables/Tables.h"

namespace vo::bc::verify {

/// Checks everything about a function but its instructions (Stage::Functions).
/// The module's tables have been checked.
void checkFunctionTables(ModuleContext &context, uint32_t index,
                         const FunctionDef &function);

/// The first slot that param_types describes: behind the closure slot, and
/// behind the receiver unless the list includes it. Needs checked tables.
uint32_t firstTransferredSlot(const FunctionDef &function);

} // namespace vo::bc::verify

#endif // VO_BYTECODE_VERIFY_TABLES_FUNCTIONS_H
