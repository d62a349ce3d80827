//===- VerifyFiles.cpp - Reads and verifies .vob files --------------------===//
//
//   VerifyFiles [--list FILE] [FILE…]
//
// Prints what is wrong with each file, then one line of totals. Exit status: 0
// when every file was accepted, 1 when one was refused, 2 when one could not be
// read.
//
//===----------------------------------------------------------------------===//

#include "bytecode/testing/ModuleFiles.h"
#include "bytecode/verify/Verifier.h"

#include <iostream>

using namespace vo::bc;

int main(int argc, char **argv) {
  size_t read = 0, accepted = 0;
  auto visit = [&](const std::string &path, Module &module) {
    ++read;
    verify::Verdict verdict = verify::verifyModule(module);
    for (const verify::Diagnostic &each : verdict.diagnostics())
      std::cout << path << ": " << each.text() << '\n';
    accepted += bool(verdict);
    return verdict ? 0 : 1;
  };
  int status = testing::visitModuleFiles(argc, argv, visit);
  std::cout << accepted << " of " << read << " accepted\n";
  return status;
}
