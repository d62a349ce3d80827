//===- Importer.cpp - From a module to the dialect ------------------------===//

#include "importer/Importer.h"

#include "dialect/vo/ModuleAttributes.h"
#include "importer/Function.h"
#include "importer/Refusals.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlow.h"
#include "mlir/Dialect/Math/IR/Math.h"

using namespace mlir;
using namespace vo::importer;
namespace bc = vo::bc;

/// Reports why the references of the module have no types.
static void reportUntyped(MLIRContext &context, const bc::Module &module,
                          const typing::ModuleTyping &typing, Location loc) {
  for (const typing::Diagnostic &each : typing.diagnostics()) {
    Location at =
        each.function == typing::none
            ? loc
            : positionOf(&context, module, each.function, each.instruction);
    if (each.kind == typing::Diagnostic::UndeclaredExtern)
      emitError(at) << refusalText(
          module, module.functions[each.function].code[each.instruction], "");
    else
      emitError(at) << "types of the bytecode do not fit: " << each.text();
  }
}

OwningOpRef<ModuleOp> vo::importer::importModule(const bc::Module &module,
                                                 MLIRContext &context) {
  context.loadDialect<ir::VoDialect, arith::ArithDialect,
                      cf::ControlFlowDialect, math::MathDialect>();
  Location loc = FileLineColLoc::get(
      &context,
      module.debug.files.empty() ? module.name : module.debug.files.front(), 0,
      0);
  typing::ModuleTyping typing = typing::typeModule(module);
  if (!typing.ok()) {
    reportUntyped(context, module, typing, loc);
    return {};
  }
  OwningOpRef<ModuleOp> result = ModuleOp::create(loc, module.name);
  Builder builder(&context);
  if (module.wellKnown.errorPtrRttid)
    (*result)->setAttr(
        ir::kErrorPtrRttidAttr,
        builder.getI64IntegerAttr(*module.wellKnown.errorPtrRttid));
  Program program(module, typing, *result);
  program.declare();
  for (uint32_t id : typing.functions())
    if (failed(FunctionImporter(program, id).run()))
      return {};
  program.defineDynamicTypes();
  program.defineItabs();
  return result;
}
