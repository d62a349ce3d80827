//===- Diagnostics.h - Errors of the driver ---------------------*- C++ -*-===//
#pragma once

#include "llvm/ADT/Twine.h"
#include "llvm/Support/Error.h"

namespace vo::driver {

/// An error with a message for the user.
inline llvm::Error failure(const llvm::Twine &message) {
  return llvm::createStringError(llvm::inconvertibleErrorCode(), message);
}

/// A failure whose message has already gone to a diagnostic handler.
class AlreadyReported : public llvm::ErrorInfo<AlreadyReported> {
public:
  static char ID;
  void log(llvm::raw_ostream &) const override {}
  std::error_code convertToErrorCode() const override {
    return llvm::inconvertibleErrorCode();
  }
};

inline llvm::Error reported() { return llvm::make_error<AlreadyReported>(); }

/// Prints an error to stderr unless it was reported already: as
/// `FILE:LINE:COLUMN: error: TEXT` when its message begins with a place of
/// text, as `TOOL: error: TEXT` otherwise.
void printError(llvm::Error error, llvm::StringRef tool);

} // namespace vo::driver
