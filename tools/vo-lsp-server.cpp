//===- vo-lsp-server.cpp - Language server for IR files -------------------===//
//
// MLIR's language server with all of our dialects.
//
//===----------------------------------------------------------------------===//

#include "driver/AllRegistration.h"

#include "mlir/Tools/mlir-lsp-server/MlirLspServerMain.h"

int main(int argc, char **argv) {
  mlir::DialectRegistry registry;
  vo::driver::registerEverything(registry);
  return mlir::failed(mlir::MlirLspServerMain(argc, argv, registry));
}
