//===- vo-reduce.cpp - Shrink IR that shows a defect ----------------------===//
//
// MLIR's reducer with all of our dialects and passes.
//
//===----------------------------------------------------------------------===//

#include "driver/AllRegistration.h"

#include "mlir/IR/MLIRContext.h"
#include "mlir/Tools/mlir-reduce/MlirReduceMain.h"

int main(int argc, char **argv) {
  mlir::DialectRegistry registry;
  vo::driver::registerEverything(registry);
  mlir::MLIRContext context(registry);
  return mlir::failed(mlir::mlirReduceMain(argc, argv, context));
}
