//===- FileScopes.cpp - Lines of other files in a function ----------------===//
//
// LLVM takes the file of a line from its scope, which is the function: a line
// of another file (of an inlined function) gets a scope of its own for that
// file in the function. Every operation keeps the file and line it has; who
// called it is not told.
//
// Cost: one walk.
//
//===----------------------------------------------------------------------===//

#include "lowering/Passes.h"

#include "llvm/Support/Path.h"

using namespace mlir;

namespace vo::lowering {

#define GEN_PASS_DEF_FILESCOPES
#include "lowering/Passes.h.inc"

namespace {
class FileScopes : public impl::FileScopesBase<FileScopes> {
  using FileScopesBase::FileScopesBase;

  void runOnOperation() override {
    LLVM::LLVMFuncOp function = getOperation();
    auto scoped = function.getLoc()
                      ->findInstanceOf<FusedLocWith<LLVM::DISubprogramAttr>>();
    auto own = function.getLoc()->findInstanceOf<FileLineColLoc>();
    if (!scoped || !own)
      return;
    function.getBody().walk([&](Operation *op) {
      auto line = op->getLoc()->findInstanceOf<FileLineColLoc>();
      if (line && line.getFilename() != own.getFilename())
        op->setLoc(FusedLoc::get(op->getContext(), {Location(line)},
                                 scopeOf(line, scoped.getMetadata())));
    });
  }

  static LLVM::DILexicalBlockFileAttr scopeOf(FileLineColLoc line,
                                              LLVM::DISubprogramAttr scope) {
    StringRef path = line.getFilename();
    auto file = LLVM::DIFileAttr::get(line.getContext(),
                                      llvm::sys::path::filename(path),
                                      llvm::sys::path::parent_path(path));
    return LLVM::DILexicalBlockFileAttr::get(line.getContext(), scope, file,
                                             /*discriminator=*/0);
  }
};
} // namespace

} // namespace vo::lowering
