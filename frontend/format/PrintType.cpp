//===- PrintType.cpp - Types and signatures -------------------------------===//

#include "frontend/format/Printer.h"

#include "llvm/ADT/STLExtras.h"

using namespace vo::fe;
using namespace vo::fe::format;
using llvm::cast;

void Printer::queueType(const QueueTypeExpr *type) {
  if (type->direction == Direction::Receive)
    take(Tok::Arrow);
  take(type->isPort ? Tok::Port : Tok::Chan);
  if (type->direction == Direction::Send)
    take(Tok::Arrow);
  expr(type->element, Sep::Space);
}

void Printer::type(const Expr *expr) {
  switch (expr->kind) {
  case Expr::Kind::Ellipsis:
    return take(Tok::Ellipsis);
  case Expr::Kind::ArrayType: {
    auto *array = cast<ArrayTypeExpr>(expr);
    open(Tok::LBracket, Sep::None, listFrame);
    if (array->length)
      this->expr(array->length, Sep::None, Break::Keep);
    close(Tok::RBracket, Break::Keep);
    return this->expr(array->element);
  }
  case Expr::Kind::MapType:
    take(Tok::Map);
    open(Tok::LBracket, Sep::None, listFrame);
    this->expr(cast<MapTypeExpr>(expr)->key, Sep::None, Break::Keep);
    close(Tok::RBracket, Break::Keep);
    return this->expr(cast<MapTypeExpr>(expr)->value);
  case Expr::Kind::QueueType:
    return queueType(cast<QueueTypeExpr>(expr));
  case Expr::Kind::IslandType:
    return take(Tok::Island);
  case Expr::Kind::FuncType:
    take(Tok::Func);
    return signature(cast<FuncTypeExpr>(expr));
  case Expr::Kind::StructType:
    return structType(cast<StructTypeExpr>(expr));
  default:
    return interfaceType(cast<InterfaceTypeExpr>(expr));
  }
}

//===----------------------------------------------------------------------===//
// Signatures
//===----------------------------------------------------------------------===//

void Printer::params(llvm::ArrayRef<Param> list, Sep sep) {
  open(Tok::LParen, sep, listFrame);
  for (const Param &param : list) {
    bool isFirst = &param == list.begin();
    if (!isFirst)
      take(Tok::Comma);
    gap(isFirst ? Sep::None : Sep::Space, Break::Keep);
    if (param.name)
      take(Tok::Ident);
    // The type stands behind the last name of a group.
    const Param *after = &param + 1;
    if (after != list.end() && after->grouped)
      continue;
    gap(Sep::Space, Break::Join);
    if (param.variadic)
      take(Tok::Ellipsis);
    expr(param.typeExpr);
  }
  if (at(Tok::Comma))
    take(Tok::Comma);
  close(Tok::RParen, Break::Keep);
}

void Printer::signature(const FuncTypeExpr *type) {
  params(type->params, Sep::None);
  if (type->resultParens)
    return params(type->results, Sep::Space);
  for (const Param &result : type->results)
    expr(result.typeExpr, Sep::Space);
}

//===----------------------------------------------------------------------===//
// Structs and interfaces
//===----------------------------------------------------------------------===//

/// Whether the members may stay in the line of their type: one short member
/// without braces of its own, but empty ones.
bool Printer::isOneLineType(size_t count, Range braces) const {
  constexpr size_t mostTokens = 10;
  if (count > 1 || hasCommentsIn(braces))
    return false;
  if (count == 0)
    return true;
  llvm::ArrayRef<SourceToken> inner = tokensIn(braces).drop_front();
  if (spansLines(braces) || inner.size() > mostTokens)
    return false;
  for (auto [token, after] : llvm::zip(inner, inner.drop_front()))
    if (token.kind == Tok::LBrace && after.kind != Tok::RBrace)
      return false;
  return true;
}

/// The braces of a struct or interface.
void Printer::members(size_t count, Range range, Pos lbrace,
                      llvm::function_ref<void(size_t)> member) {
  if (isOneLineType(count, {lbrace, range.end})) {
    take(Tok::LBrace);
    for (size_t i = 0; i != count; ++i) {
      gap(Sep::Space, Break::Join);
      member(i);
    }
    dropSemicolons();
    return take(Tok::RBrace, count != 0 ? Sep::Space : Sep::None);
  }
  open(Tok::LBrace, Sep::Space, blockFrame);
  for (size_t i = 0; i != count; ++i) {
    dropSemicolons();
    gap(Sep::None, Break::Force);
    Scope scope(*this, listFrame);
    member(i);
  }
  dropSemicolons();
  close(Tok::RBrace, Break::Force);
}

void Printer::field(const FieldDecl &field, Sep columns) {
  for (const Ident *name : field.names) {
    if (name != field.names.front())
      take(Tok::Comma);
    take(Tok::Ident, Sep::Space, Break::Keep);
  }
  expr(field.typeExpr, field.embedded() ? Sep::None : columns);
  if (field.tag)
    take(Tok::StringLit, columns);
  else if (columns == Sep::Cell)
    trailingCells = field.embedded() ? 3 : 2;
}

void Printer::structType(const StructTypeExpr *type) {
  take(Tok::Struct);
  // A lone field needs no columns.
  Sep columns = type->fields.size() > 1 ? Sep::Cell : Sep::Space;
  members(type->fields.size(), type->range, type->lbrace,
          [&](size_t i) { field(type->fields[i], columns); });
}

void Printer::interfaceElem(const InterfaceElem &elem) {
  if (elem.embedded)
    return expr(elem.embedded);
  take(Tok::Ident);
  signature(elem.signature);
}

void Printer::interfaceType(const InterfaceTypeExpr *type) {
  take(Tok::Interface);
  members(type->elems.size(), type->range, type->lbrace,
          [&](size_t i) { interfaceElem(type->elems[i]); });
}
