//===- Diagnostics.cpp - Errors of the driver -----------------------------===//

#include "driver/Diagnostics.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/raw_ostream.h"

using namespace vo::driver;

char AlreadyReported::ID;

/// Whether a text ends with a colon and a number.
static bool isPlace(llvm::StringRef text) {
  llvm::StringRef number = text.rsplit(':').second;
  return number != text && !number.empty() &&
         llvm::all_of(number, [](char c) { return llvm::isDigit(c); });
}

void vo::driver::printError(llvm::Error error, llvm::StringRef tool) {
  llvm::handleAllErrors(
      std::move(error), [](const AlreadyReported &) {},
      [&](const llvm::ErrorInfoBase &info) {
        std::string message = info.message();
        auto [place, text] = llvm::StringRef(message).split(": ");
        if (isPlace(place))
          llvm::errs() << place << ": error: " << text << "\n";
        else
          llvm::errs() << tool << ": error: " << message << "\n";
      });
}
