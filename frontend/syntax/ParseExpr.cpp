//===- ParseExpr.cpp - Expressions ----------------------------------------===//

#include "frontend/syntax/ParserImpl.h"

using namespace vo::fe;

//===----------------------------------------------------------------------===//
// Leaves
//===----------------------------------------------------------------------===//

Ident *Parser::parseIdent() {
  if (at(Tok::Ident) && !panicking) {
    auto *ident = make<Ident>(token.range, token.name);
    advance();
    return ident;
  }
  if (isKeyword(token.kind))
    error("cannot use keyword '" + spelling(token.kind) + "' as identifier");
  else
    errorExpected("identifier");
  return make<Ident>(Range{here(), here()}, context.names.blank());
}

llvm::ArrayRef<Ident *> Parser::parseIdentList() {
  llvm::SmallVector<Ident *, 4> names;
  do
    names.push_back(parseIdent());
  while (eat(Tok::Comma));
  return context.copy(llvm::ArrayRef<Ident *>(names));
}

BasicLit *Parser::parseLiteral() {
  auto *literal = make<BasicLit>(token.range, token.kind, token.text);
  advance();
  return literal;
}

BasicLit *Parser::parseString() {
  if (at(Tok::StringLit) && !panicking)
    return parseLiteral();
  errorExpected("string literal");
  return make<BasicLit>(Range{here(), here()}, Tok::StringLit, "\"\"");
}

//===----------------------------------------------------------------------===//
// Operators
//===----------------------------------------------------------------------===//

llvm::ArrayRef<Expr *> Parser::parseExprList() {
  llvm::SmallVector<Expr *, 4> list;
  do
    list.push_back(parseExpr());
  while (eat(Tok::Comma));
  return context.copy(llvm::ArrayRef<Expr *>(list));
}

Expr *Parser::parseInnerExpr() {
  llvm::SaveAndRestore allow(literalsAllowed, true);
  return parseExpr();
}

Expr *Parser::parseBinary(unsigned minPrecedence) {
  Shape outer = std::exchange(shape, {});
  Expr *lhs = parseUnary();
  for (;;) {
    unsigned level = precedence(token.kind);
    if (level < minPrecedence || level == 0 || panicking)
      break;
    Tok op = token.kind;
    Pos opPos = here();
    advance();
    Expr *rhs = parseBinary(level + 1);
    lhs = make<BinaryExpr>(since(lhs->range.begin), op, opPos, lhs, rhs);
    addBinary(lhs->range);
  }
  shape.include(outer);
  return lhs;
}

Expr *Parser::parseUnary() {
  Level level(*this, 0);
  if (panicking)
    return badExpr();
  switch (token.kind) {
  case Tok::Plus:
  case Tok::Minus:
  case Tok::Not:
  case Tok::Xor:
  case Tok::And:
  case Tok::Star:
  case Tok::Arrow: {
    Expr *expr = parsePrefix();
    deepen(expr->range);
    return expr;
  }
  default:
    return parsePrimary();
  }
}

Expr *Parser::parsePrefix() {
  Pos start = here();
  Tok op = token.kind;
  advance();
  Expr *inner = parseUnary();
  if (op == Tok::Star)
    return make<StarExpr>(since(start), inner);
  // `<-chan T` is a type: the arrow belongs to `chan T`.
  if (auto *queue = llvm::dyn_cast<QueueTypeExpr>(inner);
      queue && op == Tok::Arrow && queue->direction == Direction::Both) {
    queue->direction = Direction::Receive;
    queue->range.begin = start;
    return queue;
  }
  return make<UnaryExpr>(since(start), op, inner);
}

//===----------------------------------------------------------------------===//
// Operands
//===----------------------------------------------------------------------===//

Expr *Parser::parseOperand() {
  switch (token.kind) {
  case Tok::Ident:
    return parseIdent();
  case Tok::IntLit:
  case Tok::FloatLit:
  case Tok::RuneLit:
  case Tok::StringLit:
    return parseLiteral();
  case Tok::LParen:
    return parseParen();
  case Tok::Func:
    return parseFunction();
  case Tok::LBracket:
  case Tok::Map:
  case Tok::Chan:
  case Tok::Port:
  case Tok::Island:
  case Tok::Struct:
  case Tok::Interface:
    return parseType();
  case Tok::Illegal: {
    auto *bad = make<BadExpr>(token.range);
    advance();
    return bad;
  }
  default:
    errorExpected("expression");
    return badExpr();
  }
}

Expr *Parser::parseParen() {
  Pos start = here();
  advance();
  Expr *inner = parseInnerExpr();
  expectClosing(Tok::RParen, "parentheses");
  return make<ParenExpr>(since(start), inner);
}

/// A function literal, or a function type where no body follows.
Expr *Parser::parseFunction() {
  Pos start = here();
  advance();
  FuncTypeExpr *signature = parseSignature(start);
  if (!at(Tok::LBrace) || panicking)
    return signature;
  auto *literal = begin<FuncLit>(start);
  literal->signature = signature;
  literal->body = parseBlock();
  return finish(literal);
}

//===----------------------------------------------------------------------===//
// Postfix forms
//===----------------------------------------------------------------------===//

Expr *Parser::parsePrimary() {
  Expr *expr = parseOperand();
  ++shape.depth;
  while (!panicking) {
    Expr *larger = parsePostfix(expr);
    if (!larger)
      break;
    deepen(larger->range);
    expr = larger;
  }
  return expr;
}

/// Null if nothing follows that belongs to the expression.
Expr *Parser::parsePostfix(Expr *operand) {
  switch (token.kind) {
  case Tok::Dot:
    return parseDot(operand);
  case Tok::LBracket:
    return parseBrackets(operand);
  case Tok::LParen:
    return parseCall(operand);
  case Tok::LBrace:
    return startsLiteral(operand) ? parseLiteralValue(operand) : nullptr;
  case Tok::Question:
    advance();
    return make<TryExpr>(since(operand->range.begin), operand);
  case Tok::TildeArrow:
    return parseDynamic(operand);
  default:
    return nullptr;
  }
}

/// `x.name`, `x.(T)`, `x.(type)`
Expr *Parser::parseDot(Expr *base) {
  Pos start = base->range.begin;
  advance();
  if (!eat(Tok::LParen)) {
    Ident *name = parseIdent();
    return make<SelectorExpr>(since(start), base, name);
  }
  bool isGuard = eat(Tok::Type);
  Expr *type = isGuard ? nullptr : parseType();
  expect(Tok::RParen);
  auto *assertion = make<TypeAssertExpr>(since(start), base, type);
  if (isGuard) {
    dropGuard();
    guard = assertion;
  }
  return assertion;
}

void Parser::dropGuard() {
  if (!guard)
    return;
  errorAt(guard->range, "use of .(type) outside type switch");
  guard->typeExpr = badExpr();
  guard = nullptr;
}

/// `x[i]` and the slice forms.
Expr *Parser::parseBrackets(Expr *base) {
  llvm::SaveAndRestore allow(literalsAllowed, true);
  advance();
  if (at(Tok::RBracket)) {
    error("missing index in index expression");
    return badExpr();
  }
  Expr *first = at(Tok::Colon) ? nullptr : parseExpr();
  if (at(Tok::Colon))
    return parseSlice(base, first);
  expectClosing(Tok::RBracket, "index expression");
  return make<IndexExpr>(since(base->range.begin), base, first);
}

/// From the first colon on.
Expr *Parser::parseSlice(Expr *base, Expr *low) {
  auto *slice = begin<SliceExpr>(base->range.begin);
  slice->base = base;
  slice->low = low;
  advance();
  if (!at(Tok::RBracket) && !at(Tok::Colon))
    slice->high = parseExpr();
  if (at(Tok::Colon)) {
    if (!slice->high)
      errorAt(token.range, "middle index required in 3-index slice");
    advance();
    if (at(Tok::RBracket))
      errorAt(token.range, "final index required in 3-index slice");
    else
      slice->max = parseExpr();
  }
  expectClosing(Tok::RBracket, "slice expression");
  return finish(slice);
}

Parser::Arguments Parser::parseArguments() {
  llvm::SaveAndRestore allow(literalsAllowed, true);
  Arguments arguments;
  arguments.lparen = here();
  advance();
  llvm::SmallVector<Expr *, 8> list;
  while (!at(Tok::RParen) && !at(Tok::EndOfFile) && !panicking) {
    list.push_back(parseExpr());
    if (at(Tok::Ellipsis)) {
      if (arguments.spread.isValid())
        errorAt(token.range, "only the last argument can be spread");
      arguments.spread = here();
      advance();
    } else if (arguments.spread.isValid()) {
      errorAt(list.back()->range, "no argument may follow one that is spread");
    }
    if (!eatComma(Tok::RParen, "argument list"))
      break;
  }
  arguments.rparen = here();
  expectClosing(Tok::RParen, "argument list");
  arguments.list = context.copy(llvm::ArrayRef<Expr *>(list));
  return arguments;
}

Expr *Parser::parseCall(Expr *callee) {
  auto *call = begin<CallExpr>(callee->range.begin);
  Arguments arguments = parseArguments();
  call->callee = callee;
  call->args = arguments.list;
  call->lparen = arguments.lparen;
  call->rparen = arguments.rparen;
  call->spread = arguments.spread;
  return finish(call);
}

/// `a~>name`, `a~>name(…)`, `a~>(…)`, `a~>[i]`
Expr *Parser::parseDynamic(Expr *base) {
  Pos start = base->range.begin;
  advance();
  if (at(Tok::LParen)) {
    Arguments arguments = parseArguments();
    return make<DynCallExpr>(since(start), base, arguments.list,
                             arguments.spread);
  }
  if (eat(Tok::LBracket)) {
    Expr *index = parseInnerExpr();
    expectClosing(Tok::RBracket, "index expression");
    return make<DynIndexExpr>(since(start), base, index);
  }
  if (!at(Tok::Ident)) {
    error("expected identifier, '[', or '(' after '~>'");
    return badExpr();
  }
  Ident *name = parseIdent();
  if (!at(Tok::LParen))
    return make<DynFieldExpr>(since(start), base, name);
  Arguments arguments = parseArguments();
  return make<DynMethodExpr>(since(start), base, name, arguments.list,
                             arguments.spread);
}

//===----------------------------------------------------------------------===//
// Composite literals
//===----------------------------------------------------------------------===//

/// Whether a brace after `type` begins a literal. In the header of a statement
/// the brace after a name is that of the body.
bool Parser::startsLiteral(const Expr *type) const {
  switch (type->kind) {
  case Expr::Kind::Ident:
    return literalsAllowed;
  case Expr::Kind::Selector:
    return literalsAllowed &&
           llvm::isa<Ident>(llvm::cast<SelectorExpr>(type)->base);
  case Expr::Kind::ArrayType:
  case Expr::Kind::MapType:
  case Expr::Kind::StructType:
    return true;
  default:
    return false;
  }
}

/// The part in braces; `typeExpr` is null where it is elided.
CompositeLit *Parser::parseLiteralValue(Expr *typeExpr) {
  Level level(*this, typeExpr ? 0 : 1);
  llvm::SaveAndRestore allow(literalsAllowed, true);
  auto *literal =
      begin<CompositeLit>(typeExpr ? typeExpr->range.begin : here());
  literal->typeExpr = typeExpr;
  literal->lbrace = here();
  advance();
  llvm::SmallVector<Expr *, 8> elements;
  while (!at(Tok::RBrace) && !at(Tok::EndOfFile) && !panicking) {
    elements.push_back(parseElement());
    if (!eatComma(Tok::RBrace, "composite literal"))
      break;
  }
  literal->rbrace = here();
  expectClosing(Tok::RBrace, "composite literal");
  literal->elements = context.copy(llvm::ArrayRef<Expr *>(elements));
  return finish(literal);
}

Expr *Parser::parseElement() {
  Expr *first = parseElementPart();
  if (!eat(Tok::Colon))
    return first;
  Expr *value = parseElementPart();
  return make<KeyValueExpr>(since(first->range.begin), first, value);
}

Expr *Parser::parseElementPart() {
  if (at(Tok::LBrace) && !panicking)
    return parseLiteralValue(nullptr);
  return parseExpr();
}
