//===- TypeFiles.cpp - Types .vob files and sums up -----------------------===//
//
//   TypeFiles [--list FILE] [FILE…]
//
// Prints why each refused file is, what stayed unknown, and the totals. Exit
// status: 0 when every file was typed, 1 when one was refused, 2 when one
// cannot be read or does not verify.
//
//===----------------------------------------------------------------------===//

#include "bytecode/testing/ModuleFiles.h"
#include "bytecode/typing/Print.h"
#include "bytecode/verify/Verifier.h"

#include <iostream>

using namespace vo::bc;

int main(int argc, char **argv) {
  typing::Totals totals;
  auto visit = [&](const std::string &path, Module &module) {
    verify::Verdict verdict = verify::verifyModule(module);
    if (!verdict) {
      std::cout << path << ": " << verdict.text();
      return 2;
    }
    typing::ModuleTyping types = typing::typeModule(module);
    totals += typing::countTotals(types);
    for (const typing::Diagnostic &each : types.diagnostics())
      std::cout << path << ": " << each.text() << '\n';
    return types.ok() ? 0 : 1;
  };
  int status = testing::visitModuleFiles(argc, argv, visit);
  std::cout << totals.text();
  return status;
}
