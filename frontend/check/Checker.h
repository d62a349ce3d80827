//===- Checker.h - Types of a whole program ---------------------*- C++ -*-===//
//
// Checks packages in the order in which they depend on each other and fills
// the members that Ast.h and Object.h mark so. A tree that was checked without
// errors satisfies everything the code generator assumes:
//  - no Mode::Invalid, no untyped types but UntypedNil under an Expr with mode
//    Nil, every constant converted to its type;
//  - every use resolved, every implicit conversion is between a value's type
//    and the (assignable) type of its destination;
//  - break and continue have targets, functions with results end in terminating
//    statements, `expected` types of dynamic accesses are set.
//
// Errors go to Diagnostics (stage Type); checking continues after each.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "frontend/check/Selection.h"
#include "frontend/constant/Constant.h"
#include "frontend/source/Diagnostics.h"

#include <deque>

namespace vo::fe {

/// Objects and tables that all packages of a program share.
struct Compilation {
  Compilation();
  ~Compilation();

  /// Owned by the compilation, at stable addresses.
  Scope *newScope(Scope *outer);
  FunctionInfo *newFunctionInfo();
  InitUnit *newInitUnit();
  Package *newPackage(std::string path);

  SourceManager sources;
  Diagnostics diagnostics;
  AstContext ast;
  TypeTable types;
  ConstantPool constants;
  Lookup lookup;
  /// Predeclared names.
  Scope *universe = nullptr;
  /// Dependencies first; the main package last. Package `errors` is always
  /// there.
  std::vector<Package *> packages;
  /// The package named main; null when only libraries are checked.
  Package *main = nullptr;

private:
  std::deque<Scope> scopes;
  std::deque<FunctionInfo> functionInfos;
  std::deque<InitUnit> initUnits;
  std::deque<Package> ownedPackages;
};

/// Checks one package; its imports have been checked. Returns false if it has
/// errors.
bool checkPackage(Package &package, Compilation &compilation);

} // namespace vo::fe
