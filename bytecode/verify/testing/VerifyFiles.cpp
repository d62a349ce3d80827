//===- VerifyFiles.cpp - Reads and verifies .vob files --------------------===//
//
//   VerifyFiles [--list FILE] [FILE…]
//
// Prints what is wrong with each file, then one line of totals. --list reads
// file names from a file, one a line. Exit status: 0 when every file was
// accepted, 1 when one was refused, 2 when one could not be read.
//
//===----------------------------------------------------------------------===//

#include "bytecode/Reader.h"
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
static int verifyFile(const std::string &path) {
  auto bytes = load(path);
  if (!bytes) {
    std::cout << path << ": cannot be opened\n";
    return 2;
  }
  Result<Module> module = readModule(*bytes);
  if (!module) {
    std::cout << path << ": " << module.error().message << '\n';
    return 1;
  }
  verify::Verdict verdict = verify::verifyModule(*module);
  for (const verify::Diagnostic &each : verdict.diagnostics())
    std::cout << path << ": " << each.text() << '\n';
  return verdict ? 0 : 1;
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
  int status = 0;
  size_t accepted = 0;
  for (const std::string &path : paths) {
    int mine = verifyFile(path);
    accepted += mine == 0;
    status = std::max(status, mine);
  }
  std::cout << accepted << " of " << paths.size() << " accepted\n";
  return status;
}
