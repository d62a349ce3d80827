//===- vo-translate.cpp - Between bytecode and IR -------------------------===//
//
// --import-vob: a bytecode module in any of its forms to the vo dialect.
// --export-vob: the vo dialect to a binary bytecode module.
// All of MLIR's translations (--mlir-to-llvmir, ...) come along.
//
//===----------------------------------------------------------------------===//

#include "bytecode/Writer.h"
#include "driver/Diagnostics.h"
#include "driver/Input.h"
#include "driver/Registration.h"
#include "exporter/Exporter.h"

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

/// Writes the module in binary form, or reports why there is none.
static mlir::LogicalResult exportBytecode(mlir::ModuleOp ir,
                                          llvm::raw_ostream &os) {
  auto module = vo::exporter::exportModule(ir);
  if (!module)
    return mlir::failure();
  auto bytes = vo::bc::writeModule(*module);
  if (!bytes)
    return ir.emitError() << bytes.error().message;
  os << llvm::StringRef(reinterpret_cast<const char *>(bytes->data()),
                        bytes->size());
  return mlir::success();
}

int main(int argc, char **argv) {
  mlir::registerAllTranslations();
  mlir::TranslateToMLIRRegistration importer(
      "import-vob", "bytecode (binary, JSON or assembly) to the vo dialect",
      importBytecode, [](mlir::DialectRegistry &registry) {
        vo::driver::registerDialects(registry);
      });
  mlir::TranslateFromMLIRRegistration exporter(
      "export-vob", "the vo dialect to a binary bytecode module",
      exportBytecode, [](mlir::DialectRegistry &registry) {
        vo::driver::registerDialects(registry);
      });
  return mlir::failed(
      mlir::mlirTranslateMain(argc, argv, "Vo bytecode and IR translation"));
}
