//===- AllRegistration.cpp - Dialects and passes of the tools -------------===//

#include "driver/AllRegistration.h"

#include "driver/Pipelines.h"
#include "driver/Registration.h"
#include "lowering/Passes.h"
#include "passes/Passes.h"

#include "mlir/InitAllDialects.h"
#include "mlir/InitAllExtensions.h"
#include "mlir/InitAllPasses.h"

void vo::driver::registerEverything(mlir::DialectRegistry &registry) {
  mlir::registerAllDialects(registry);
  mlir::registerAllExtensions(registry);
  registerDialects(registry);
  mlir::registerAllPasses();
  passes::registerVoPasses();
  lowering::registerLoweringPasses();
  registerPipelines();
}
