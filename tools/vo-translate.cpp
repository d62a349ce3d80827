//===- vo-translate.cpp - From bytecode to IR -----------------------------===//
//
// --import-vob: a bytecode module in any of its forms to the vo dialect.
// All of MLIR's translations (--mlir-to-llvmir, ...) come along.
//
//===----------------------------------------------------------------------===//

#include "driver/Diagnostics.h"
#include "driver/Input.h"
#include "driver/Registration.h"

#include "mlir/IR/MLIRContext.h"
#include "mlir/InitAllTranslations.h"
#include "mlir/Tools/mlir-translate/MlirTranslateMain.h"
#include "mlir/Tools/mlir-translate/Translation.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/SourceMgr.h"

/// Verifies and imports a bytecode module.
static mlir::OwningOpRef<mlir::Operation *>
importBytecode(llvm::SourceMgr &sources, mlir::MLIRContext *context) {
  const llvm::MemoryBuffer *buffer =
      sources.getMemoryBuffer(sources.getMainFileID());
  vo::driver::Input input =
      vo::driver::inputOf(buffer->getBufferIdentifier(),
                          llvm::MemoryBuffer::getMemBuffer(*buffer, false));
  auto program = vo::driver::loadProgram(input, *context);
  if (!program) {
    vo::driver::printError(program.takeError(), "vo-translate");
    return nullptr;
  }
  return program->module.release().getOperation();
}

int main(int argc, char **argv) {
  mlir::registerAllTranslations();
  mlir::TranslateToMLIRRegistration importer(
      "import-vob", "bytecode (binary, JSON or assembly) to the vo dialect",
      importBytecode, [](mlir::DialectRegistry &registry) {
        vo::driver::registerDialects(registry);
      });
  return mlir::failed(
      mlir::mlirTranslateMain(argc, argv, "Vo bytecode and IR translation"));
}
