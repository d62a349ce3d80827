//===- Diagnostics.cpp - Errors of LLVM passes as llvm::Error -------------===//

#include "lowering/llvm/Diagnostics.h"

#include "llvm/IR/DiagnosticHandler.h"
#include "llvm/IR/DiagnosticInfo.h"
#include "llvm/IR/DiagnosticPrinter.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;

namespace vo::lowering {

class DiagnosticCollector::Handler : public DiagnosticHandler {
public:
  explicit Handler(DiagnosticCollector &owner) : owner(owner) {}

  bool handleDiagnostics(const DiagnosticInfo &info) override {
    if (info.getSeverity() != DS_Error)
      return owner.previous && owner.previous->handleDiagnostics(info);
    raw_string_ostream stream(owner.text);
    if (!owner.text.empty())
      stream << '\n';
    DiagnosticPrinterRawOStream printer(stream);
    info.print(printer);
    return true;
  }

private:
  DiagnosticCollector &owner;
};

DiagnosticCollector::DiagnosticCollector(LLVMContext &context)
    : context(context), previous(context.getDiagnosticHandler()) {
  context.setDiagnosticHandler(std::make_unique<Handler>(*this));
}

DiagnosticCollector::~DiagnosticCollector() {
  context.setDiagnosticHandler(std::move(previous));
}

Error DiagnosticCollector::take() {
  if (text.empty())
    return Error::success();
  Error error = createStringError(inconvertibleErrorCode(), StringRef(text));
  text.clear();
  return error;
}

} // namespace vo::lowering
