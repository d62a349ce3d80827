//===- PrintDecl.cpp - Files and declarations -----------------------------===//

#include "frontend/format/Printer.h"

#include "llvm/ADT/STLExtras.h"

using namespace vo::fe;
using namespace vo::fe::format;
using llvm::dyn_cast;

//===----------------------------------------------------------------------===//
// Specs
//===----------------------------------------------------------------------===//

void Printer::valueSpec(llvm::ArrayRef<Ident *> names, const Expr *typeExpr,
                        llvm::ArrayRef<Expr *> values, bool columns,
                        bool typeColumn) {
  for (const Ident *name : names) {
    if (name != names.front())
      take(Tok::Comma);
    take(Tok::Ident, Sep::Space, Break::Keep);
  }
  // Columns: names, type, values, comment.
  uint8_t column = 1;
  if (typeExpr) {
    expr(typeExpr, columns ? Sep::Cell : Sep::Space);
    ++column;
  }
  if (!values.empty()) {
    Sep sep = !columns                  ? Sep::Space
              : typeColumn && !typeExpr ? Sep::TwoCells
                                        : Sep::Cell;
    column += sep == Sep::TwoCells ? 2 : 1;
    take(Tok::Assign, sep);
    exprList(values, Sep::Space, Break::Keep, 1);
  }
  if (columns)
    trailingCells = uint8_t(std::max(1, 4 - column));
}

void Printer::spec(const Decl *decl, bool columns, bool typeColumn) {
  if (auto *import = dyn_cast<ImportDecl>(decl)) {
    gap(Sep::Space, Break::Join);
    if (import->alias)
      take(import->dot ? Tok::Dot : Tok::Ident);
    return take(Tok::StringLit, Sep::Space);
  }
  if (auto *constant = dyn_cast<ConstDecl>(decl))
    return valueSpec(constant->names, constant->typeExpr, constant->values,
                     columns, typeColumn);
  if (auto *var = dyn_cast<VarDecl>(decl))
    return valueSpec(var->names, var->typeExpr, var->values, columns,
                     typeColumn);
  auto *type = dyn_cast<TypeDecl>(decl);
  if (!type) {
    mismatch = true;
    return;
  }
  take(Tok::Ident, Sep::Space);
  gap(columns ? Sep::Cell : Sep::Space, Break::Join);
  if (type->alias)
    take(Tok::Assign);
  expr(type->typeExpr, Sep::Space);
}

//===----------------------------------------------------------------------===//
// Groups
//===----------------------------------------------------------------------===//

namespace {
/// Keyword of a declaration, and whether it stands in parentheses.
struct Placement {
  Pos keyword;
  bool grouped = false;
};
} // namespace

static Placement placementOf(const Decl *decl) {
  if (auto *import = dyn_cast<ImportDecl>(decl))
    return {import->groupStart, import->grouped};
  if (auto *constant = dyn_cast<ConstDecl>(decl))
    return {constant->groupStart, constant->grouped};
  if (auto *var = dyn_cast<VarDecl>(decl))
    return {var->groupStart, var->grouped};
  if (auto *type = dyn_cast<TypeDecl>(decl))
    return {type->groupStart, type->grouped};
  return {decl->range.begin};
}

llvm::ArrayRef<Decl *> Printer::groupOf(llvm::ArrayRef<Decl *> decls) {
  Placement first = placementOf(decls.front());
  if (!first.grouped)
    return decls.take_front(1);
  return decls.take_while([&](const Decl *decl) {
    Placement placement = placementOf(decl);
    return placement.grouped && placement.keyword == first.keyword;
  });
}

namespace {
/// Type and values of a spec, as far as they exist.
struct ValueParts {
  bool type = false, values = false;
};
} // namespace

static ValueParts partsOf(const Decl *decl) {
  if (auto *constant = dyn_cast<ConstDecl>(decl))
    return {constant->typeExpr != nullptr, !constant->values.empty()};
  if (auto *var = dyn_cast<VarDecl>(decl))
    return {var->typeExpr != nullptr, !var->values.empty()};
  return {};
}

/// Per spec, whether its values leave a column free for types: they do in a run
/// of specs with values of which one has a type.
static llvm::SmallVector<bool, 16> typeColumns(llvm::ArrayRef<Decl *> specs) {
  llvm::SmallVector<bool, 16> columns(specs.size());
  for (size_t begin = 0; begin != specs.size();) {
    size_t end = begin;
    bool hasType = false;
    for (; end != specs.size() && partsOf(specs[end]).values; ++end)
      hasType |= partsOf(specs[end]).type;
    std::fill(columns.begin() + begin, columns.begin() + end, hasType);
    begin = std::max(end, begin + 1);
  }
  return columns;
}

static Tok keywordOf(const Decl *decl) {
  switch (decl->kind) {
  case Decl::Kind::Import:
    return Tok::Import;
  case Decl::Kind::Const:
    return Tok::Const;
  case Decl::Kind::Var:
    return Tok::Var;
  case Decl::Kind::Type:
    return Tok::Type;
  case Decl::Kind::Func:
    return Tok::Func;
  case Decl::Kind::Bad:
    break;
  }
  return Tok::Illegal;
}

void Printer::group(llvm::ArrayRef<Decl *> specs) {
  take(keywordOf(specs.front()));
  open(Tok::LParen, Sep::Space, blockFrame);
  llvm::SmallVector<bool, 16> columns = typeColumns(specs);
  for (size_t i = 0; i != specs.size(); ++i) {
    dropSemicolons();
    gap(Sep::None, Break::Force);
    Scope scope(*this, listFrame);
    spec(specs[i], specs.size() > 1, columns[i]);
  }
  dropSemicolons();
  close(Tok::RParen, Break::Force);
}

void Printer::emptyGroups(Pos end) {
  while (next().range.begin < end && !mismatch) {
    dropSemicolons();
    if (next().range.begin >= end || at(Tok::EndOfFile))
      return;
    gap(Sep::None, Break::Force);
    take(next().kind);
    open(Tok::LParen, Sep::Space, blockFrame);
    dropSemicolons();
    close(Tok::RParen, hasComments() ? Break::Force : Break::Join);
  }
}

//===----------------------------------------------------------------------===//
// Declarations
//===----------------------------------------------------------------------===//

void Printer::funcDecl(const FuncDecl *decl) {
  size_t firstPiece = pieces.size();
  take(Tok::Func);
  if (decl->receiver)
    params(*decl->receiver, Sep::Space);
  take(Tok::Ident, Sep::Space);
  signature(decl->signature);
  if (decl->body)
    functionBody(decl->body, firstPiece, Sep::Cell);
}

void Printer::decl(const Decl *decl) {
  Scope scope(*this, listFrame);
  if (auto *func = dyn_cast<FuncDecl>(decl))
    return funcDecl(func);
  take(keywordOf(decl));
  spec(decl, /*columns=*/false, /*typeColumn=*/false);
}

/// The declarations of one statement.
void Printer::declList(llvm::ArrayRef<Decl *> decls) {
  if (decls.empty()) {
    // `var ()`
    take(next().kind);
    open(Tok::LParen, Sep::Space, blockFrame);
    dropSemicolons();
    return close(Tok::RParen, hasComments() ? Break::Force : Break::Join);
  }
  if (placementOf(decls.front()).grouped)
    return group(decls);
  decl(decls.front());
}

//===----------------------------------------------------------------------===//
// Files
//===----------------------------------------------------------------------===//

/// Line breaks between two declarations, at least. A blank line separates
/// declarations of different kinds, what has a comment in front of it, and what
/// stands behind a function of several lines.
unsigned Printer::breaksBefore(const Decl *previous, const Decl *decl,
                               bool previousSpansLines) const {
  bool hasComment =
      hasComments() &&
      newlines(lastEnd, comments[next().commentsEnd - 1].range.begin) != 0;
  if (!previous || previous->kind != decl->kind || hasComment)
    return 2;
  return llvm::isa<FuncDecl>(previous) && previousSpansLines ? 2 : 1;
}

void Printer::topLevel() {
  if (file.packageName) {
    take(Tok::Package, Sep::None, Break::Force);
    take(Tok::Ident, Sep::Space);
  }
  llvm::SmallVector<Decl *, 64> decls(file.imports.begin(), file.imports.end());
  decls.append(file.decls.begin(), file.decls.end());
  llvm::sort(decls, [](const Decl *lhs, const Decl *rhs) {
    return lhs->range.begin < rhs->range.begin;
  });
  const Decl *previous = nullptr;
  size_t previousPiece = 0;
  for (llvm::ArrayRef<Decl *> rest = decls; !rest.empty() && !mismatch;) {
    llvm::ArrayRef<Decl *> current = groupOf(rest);
    emptyGroups(placementOf(current.front()).keyword);
    dropSemicolons();
    minBreaks = uint8_t(
        breaksBefore(previous, current.front(), breaksAfter(previousPiece)));
    gap(Sep::None, Break::Force);
    previousPiece = pieces.size();
    declList(current);
    previous = current.back();
    rest = rest.drop_front(current.size());
  }
  emptyGroups(file.source->end());
}
