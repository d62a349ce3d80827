#include "bytecode/testing/ModuleFiles.h"

#include "bytecode/Reader.h"

#include <algorithm>
#include <fstream>
#include <iostream>
#include <iterator>
#include <vector>

using namespace vo::bc;
using namespace vo::bc::testing;

static std::vector<std::string> paths(int argc, char **argv) {
  std::vector<std::string> out;
  for (int i = 1; i < argc; ++i) {
    if (std::string(argv[i]) != "--list" || i + 1 == argc) {
      out.push_back(argv[i]);
      continue;
    }
    std::ifstream list(argv[++i]);
    for (std::string line; std::getline(list, line);)
      out.push_back(line);
  }
  return out;
}

static Result<Module> load(const std::string &path) {
  std::ifstream file(path, std::ios::binary);
  if (!file)
    return Error{"cannot be opened"};
  return readModule(
      std::vector<uint8_t>(std::istreambuf_iterator<char>(file), {}));
}

int vo::bc::testing::visitModuleFiles(int argc, char **argv,
                                      const ModuleVisitor &visit) {
  int status = 0;
  for (const std::string &path : paths(argc, argv)) {
    Result<Module> module = load(path);
    if (!module)
      std::cout << path << ": " << module.error().message << '\n';
    status = std::max(status, module ? visit(path, *module) : 2);
  }
  return status;
}
