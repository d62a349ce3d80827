//===- TypeFiles.cpp - Types .vob files and sums up -----------------------===//
//
//   TypeFiles [--list FILE] [FILE…]
//
// Prints why each refused file is, what stayed unknown, and the totals.
// --list reads file names from a file, one a line. Exit status: 0 when every
// file was typed, 1 when one was refused, 2 when one cannot be read or does
// not verify.
//
//===----------------------------------------------------------------------===//

#include "bytecode/Reader.h"
#include "bytecode/typing/Print.h"
#include "bytecode/verify/Verifier.h"

#include <algorithm>
#include <fstream>
#include <iostream>
#include <iterator>

using namespace vo::bc;

static std::optional<std::vector<uint8_t>> load(const std::string &path) {
  std::ifstream file(path, std::ios::binary);
  if (!file)
    return std::nullopt;
  return std::vector<uint8_t>(std::istreambuf_iterator<char>(file), {});
}

/// The exit status that this file calls for.
static int typeFile(const std::string &path, typing::Totals &totals) {
  auto bytes = load(path);
  Result<Module> module =
      bytes ? readModule(*bytes) : Result<Module>(Error{"cannot be opened"});
  if (!module) {
    std::cout << path << ": " << module.error().message << '\n';
    return 2;
  }
  verify::Verdict verdict = verify::verifyModule(*module);
  if (!verdict) {
    std::cout << path << ": " << verdict.text();
    return 2;
  }
  typing::ModuleTyping types = typing::typeModule(*module);
  totals += typing::countTotals(types);
  for (const typing::Diagnostic &each : types.diagnostics())
    std::cout << path << ": " << each.text() << '\n';
  return types.ok() ? 0 : 1;
}

int main(int argc, char **argv) {
  std::vector<std::string> paths;
  for (int i = 1; i < argc; ++i) {
    if (std::string(argv[i]) == "--list" && i + 1 < argc) {
      std::ifstream list(argv[++i]);
      for (std::string line; std::getline(list, line);)
        paths.push_back(line);
    } else {
      paths.push_back(argv[i]);
    }
  }
  typing::Totals totals;
  int status = 0;
  for (const std::string &path : paths)
    status = std::max(status, typeFile(path, totals));
  std::cout << totals.text();
  return status;
}
