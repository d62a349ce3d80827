//===- Checker.cpp - The checker's entry, and small helpers ----------------===//

#include "frontend/check/Sema.h"

using namespace vo::fe;

bool vo::fe::checkPackage(Package &package, Compilation &compilation) {
  return Sema(package, compilation).run();
}

Sema::Sema(Package &package, Compilation &compilation)
    : package(package), compilation(compilation), types(compilation.types),
      constants(compilation.constants), ast(compilation.ast),
      blank(ast.names.blank()), initName(ast.names.intern("init")),
      mainName(ast.names.intern("main")) {
  iotaObject = llvm::cast<Const>(
      compilation.universe->lookupHere(ast.names.intern("iota")));
  decls.emplace_back();
}

bool Sema::run() {
  compilation.diagnostics.beginUnit();
  constants.beginPackage();
  errorsBefore = compilation.diagnostics.errorCount();
  collect();
  lastUser.resize(decls.size());
  resolveTypes();
  resolveValues();
  for (uint32_t number = 1; number < decls.size(); ++number)
    if (llvm::isa<FuncDecl>(decls[number].syntax))
      checkFuncBody(decls[number]);
  orderInitialization();
  warnUnusedImports();
  sortNamedTypes();
  package.checked = true;
  return compilation.diagnostics.errorCount() == errorsBefore;
}

Diagnostic &Sema::error(Range range, const llvm::Twine &text) {
  return compilation.diagnostics.error(Diagnostics::Stage::Type, range, text);
}

Diagnostic &Sema::warning(Range range, const llvm::Twine &text) {
  return compilation.diagnostics.warning(Diagnostics::Stage::Type, range, text);
}

void Sema::noteOther(Diagnostic &diagnostic, const Object *object) {
  if (object->range.begin.isValid())
    diagnostic.notes.push_back(
        {object->range, ("other declaration of " + object->name->text).str()});
}

void Sema::invalidate(Expr *expr) {
  expr->mode = Mode::Invalid;
  expr->type = invalidType();
  expr->constant = nullptr;
}

void Sema::reportConstantFailure(Range range) {
  std::string failure = constants.takeFailure();
  error(range, "E2115: " + (failure.empty() ? std::string("constant exceeds "
                                                          "exact-arithmetic "
                                                          "resource limit")
                                            : failure));
}

/// Local types were found when bodies were checked, after all others.
void Sema::sortNamedTypes() {
  llvm::DenseMap<const SourceFile *, size_t> ranks;
  for (FileNode *file : package.files)
    ranks.insert({file->source, ranks.size()});
  auto rank = [&](const Named *named) {
    Pos pos = named->object->range.begin;
    return std::pair(ranks.lookup(compilation.sources.fileOf(pos)), pos);
  };
  std::vector<std::pair<std::pair<size_t, Pos>, Named *>> ranked;
  ranked.reserve(package.namedTypes.size());
  for (Named *named : package.namedTypes)
    ranked.push_back({rank(named), named});
  llvm::sort(ranked,
             [](const auto &x, const auto &y) { return x.first < y.first; });
  for (size_t i = 0; i < ranked.size(); ++i)
    package.namedTypes[i] = ranked[i].second;
}

const Range *ConstantSet::insert(Type *type, const Constant *value,
                                 Range range) {
  auto add = [&](auto &map, auto key) -> const Range * {
    auto [place, fresh] = map.insert({{type, key}, range});
    return fresh ? nullptr : &place->second;
  };
  switch (value->kind()) {
  case Constant::Kind::Bool:
    return add(integers, int64_t(value->asBool()));
  case Constant::Kind::String:
    return add(strings, value->asString());
  case Constant::Kind::Int:
    if (isInteger(type)) {
      if (std::optional<int64_t> number = value->asInt64())
        return add(integers, *number);
      if (std::optional<uint64_t> number = value->asUint64())
        return add(others, *number);
      return nullptr;
    }
    [[fallthrough]];
  case Constant::Kind::Rational:
    return add(others, llvm::bit_cast<uint64_t>(value->asDouble()));
  }
  return nullptr;
}
