//===- Exporter.cpp - The vo dialect into VOB modules ---------------------===//

#include "exporter/Exporter.h"

#include "bytecode/Mirrors.h"
#include "bytecode/verify/Verifier.h"
#include "exporter/FunctionExporter.h"

#include "mlir/IR/OwningOpRef.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Transforms/Passes.h"

using namespace mlir;
namespace bc = vo::bc;
namespace ir = vo::ir;

/// Refuses what is at module level besides what bytecode has too.
static LogicalResult checkContents(ModuleOp module) {
  for (Operation &op : *module.getBody())
    if (!isa<ir::FuncOp, ir::GlobalOp, ir::InterfaceOp>(op))
      return op.emitError("not supported in bytecode: operation '")
             << op.getName() << "' in a module";
  return success();
}

/// Removes frame variables.
static LogicalResult promote(ModuleOp module) {
  PassManager pm(module.getContext());
  pm.nest<ir::FuncOp>().addPass(createMem2Reg());
  if (failed(pm.run(module)))
    return failure();
  WalkResult result = module.walk([](ir::VarOp variable) {
    variable.emitError("not supported in bytecode: a variable that cannot be "
                       "promoted");
    return WalkResult::interrupt();
  });
  return failure(result.wasInterrupted());
}

std::optional<bc::Module> vo::exporter::exportModule(ModuleOp module) {
  if (failed(checkContents(module)))
    return std::nullopt;
  OwningOpRef<ModuleOp> copy = module.clone();
  if (failed(promote(*copy)))
    return std::nullopt;
  Tables tables;
  if (failed(tables.init(*copy)))
    return std::nullopt;
  if (auto where = module.getLoc()->findInstanceOf<FileLineColLoc>())
    tables.file(where.getFilename());
  for (auto func : copy->getOps<ir::FuncOp>())
    if (failed(FunctionExporter(tables, func).run()))
      return std::nullopt;
  for (bc::FunctionDef &function : tables.module.functions)
    for (uint32_t pc = 0; pc < function.code.size(); ++pc)
      function.code[pc] = bc::withMirrors(function.code[pc], function.meta[pc],
                                          tables.module.functions, pc);
  bc::verify::Verdict verdict = bc::verify::verifyModule(tables.module);
  if (verdict)
    return std::move(tables.module);
  module.emitError("internal error: the exported module breaks a rule: ")
      << verdict.diagnostics().front().text();
  return std::nullopt;
}
