//===- Compilation.cpp - What all packages of a program share --------------===//

#include "frontend/check/Checker.h"
#include "frontend/types/Universe.h"

using namespace vo::fe;

Compilation::Compilation()
    : diagnostics(sources), types(ast.arena), constants(ast.arena),
      lookup(ast.arena) {
  universe = newScope(nullptr);
  declareUniverse(*universe, types, constants, ast);
}

Compilation::~Compilation() = default;

Scope *Compilation::newScope(Scope *outer) {
  return &scopes.emplace_back(outer);
}

FunctionInfo *Compilation::newFunctionInfo() {
  return &functionInfos.emplace_back();
}

InitUnit *Compilation::newInitUnit() { return &initUnits.emplace_back(); }

Package *Compilation::newPackage(std::string path) {
  Package &package = ownedPackages.emplace_back();
  package.path = std::move(path);
  return &package;
}
