//===- Verifier.cpp - The order of the stages -----------------------------===//

#include "bytecode/verify/code/Code.h"
#include "bytecode/verify/flow/Flow.h"
#include "bytecode/verify/tables/Functions.h"

using namespace vo::bc;
using namespace vo::bc::verify;

static void checkTables(ModuleContext &context) {
  checkStructMetas(context);
  checkInterfaceMetas(context);
  checkNamedTypes(context);
  checkRuntimeTypes(context);
  checkItabs(context);
  checkGlobals(context);
  checkWellKnown(context);
  checkExterns(context);
  checkEntryFunctions(context);
  checkDebugInfo(context);
}

static Layout flatGlobals(const Module &module) {
  Layout out;
  for (const GlobalDef &global : module.globals)
    out.insert(out.end(), global.slotTypes.begin(), global.slotTypes.end());
  return out;
}

/// Every stage may rely on those before it, so a breach ends the run after its
/// stage. Code and Flow only look at one function at a time.
static void runStages(const Module &module, Report &report) {
  TypeTable types(module, report);
  if (!types.check())
    return;
  MethodIndex methods(module);
  ModuleContext context{module, types, methods, report};
  checkTables(context);
  if (report.count())
    return;

  const std::vector<FunctionDef> &functions = module.functions;
  for (uint32_t i = 0; i < functions.size() && !report.full(); ++i)
    checkFunctionTables(context, i, functions[i]);
  if (report.count())
    return;

  Layout globals = flatGlobals(module);
  for (uint32_t i = 0; i < functions.size() && !report.full(); ++i)
    if (checkCode(context, i, functions[i], globals))
      checkFlow(context, i, functions[i], globals);
}

Verdict vo::bc::verify::verifyModule(const Module &module,
                                     const Options &options) {
  Report report(options);
  runStages(module, report);
  return Verdict(report.take());
}
