//===- DynamicTables.h - Tables for dynamic access --------------*- C++ -*-===//
#pragma once

#include "lowering/vo/Program.h"

namespace vo::lowering {

/// Makes the vort.dynamic_tables of the module's vo.dyn.type, if there are any.
/// The code that they name, `f$bound` of methods and `T$call` of function
/// types, is made where these are lowered.
void defineDynamicTables(mlir::ModuleOp module, Program &program);

} // namespace vo::lowering
