//===- Callers.cpp - Programs that ask who called -------------------------===//

#include "passes/Passes.h"

using namespace mlir;

namespace vo::passes {

bool asksForCallers(ModuleOp module) {
  auto native = module.lookupSymbol<ir::FuncOp>("runtime.Caller");
  return native && native.isExternal();
}

} // namespace vo::passes
