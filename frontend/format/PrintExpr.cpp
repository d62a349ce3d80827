//===- PrintExpr.cpp - Expressions ----------------------------------------===//
//
// Blanks around binary operators show precedence, as gofmt does it: `a + b*c`,
// `f(a+b, c)`. `depth` grows with the nesting of operators and lists; the
// deeper an expression, the fewer of its operators have blanks.
//
//===----------------------------------------------------------------------===//

#include "frontend/format/Printer.h"

#include "llvm/ADT/STLExtras.h"

using namespace vo::fe;
using namespace vo::fe::format;
using llvm::cast;
using llvm::dyn_cast;

//===----------------------------------------------------------------------===//
// Binary operators
//===----------------------------------------------------------------------===//

namespace {
/// What decides about the blanks of an expression.
struct Operators {
  bool sums = false, products = false;
  /// Greatest precedence at which two tokens would run together, or be hard to
  /// read, without a blank.
  unsigned problem = 0;

  void include(const Operators &other) {
    sums |= other.sums;
    products |= other.products;
    problem = std::max(problem, other.problem);
  }
};
} // namespace

/// Whether two operators side by side would be read as another one.
static bool runTogether(Tok first, Tok second) {
  switch (first) {
  case Tok::Plus:
  case Tok::Minus:
    return first == second;
  case Tok::And:
    return second == Tok::And || second == Tok::Xor;
  default:
    return false;
  }
}

/// Precedence that needs a blank between a binary operator and a unary one
/// behind it, 0 if none does.
static unsigned problemOf(Tok op, const Expr *rhs) {
  while (auto *binary = dyn_cast<BinaryExpr>(rhs))
    rhs = binary->lhs;
  if (llvm::isa<StarExpr>(rhs))
    return op == Tok::Slash ? 5 : 0;
  auto *unary = dyn_cast<UnaryExpr>(rhs);
  return unary && runTogether(op, unary->op) ? precedence(op) : 0;
}

static Operators operatorsOf(const BinaryExpr *expr) {
  Operators result;
  unsigned level = precedence(expr->op);
  result.sums = level == 4;
  result.products = level == 5;
  if (auto *lhs = dyn_cast<BinaryExpr>(expr->lhs))
    result.include(operatorsOf(lhs));
  if (auto *rhs = dyn_cast<BinaryExpr>(expr->rhs))
    result.include(operatorsOf(rhs));
  result.problem = std::max(result.problem, problemOf(expr->op, expr->rhs));
  return result;
}

/// Operators below this precedence have blanks around them.
static unsigned cutoffOf(const BinaryExpr *expr, unsigned depth) {
  Operators operators = operatorsOf(expr);
  if (operators.problem != 0)
    return operators.problem + 1;
  if (operators.sums && operators.products)
    return depth == 1 ? 5 : 4;
  return depth == 1 ? 6 : 4;
}

void Printer::binary(const BinaryExpr *expr, unsigned depth) {
  unsigned level = precedence(expr->op);
  Sep sep = level < cutoffOf(expr, depth) ? Sep::Space : Sep::None;
  auto *lhs = dyn_cast<BinaryExpr>(expr->lhs);
  operand(expr->lhs, lhs && precedence(lhs->op) == level ? depth : depth + 1);
  take(expr->op, sep);
  gap(sep, Break::Keep);
  operand(expr->rhs, depth + 1);
}

/// An operand shares the frame of the expression that it is part of.
void Printer::operand(const Expr *expr, unsigned depth) {
  if (auto *binaryExpr = dyn_cast<BinaryExpr>(expr))
    return binary(binaryExpr, depth);
  Scope scope(*this, listFrame);
  primary(expr, depth);
}

void Printer::expr(const Expr *expr, Sep sep, Break policy, unsigned depth) {
  gap(sep, policy);
  Scope scope(*this, listFrame);
  if (auto *binaryExpr = dyn_cast<BinaryExpr>(expr))
    return binary(binaryExpr, depth);
  primary(expr, depth);
}

void Printer::exprList(llvm::ArrayRef<Expr *> list, Sep sep, Break policy,
                       unsigned depth) {
  for (const Expr *item : list) {
    if (item != list.front()) {
      take(Tok::Comma);
      sep = Sep::Space;
      policy = Break::Keep;
    }
    expr(item, sep, policy, depth);
  }
}

//===----------------------------------------------------------------------===//
// Other operators
//===----------------------------------------------------------------------===//

void Printer::primary(const Expr *expr, unsigned depth) {
  switch (expr->kind) {
  case Expr::Kind::Bad:
    mismatch = true;
    return;
  case Expr::Kind::Ident:
    return take(Tok::Ident);
  case Expr::Kind::BasicLit:
    return take(cast<BasicLit>(expr)->token);
  case Expr::Kind::CompositeLit:
    return composite(cast<CompositeLit>(expr));
  case Expr::Kind::FuncLit: {
    size_t firstPiece = pieces.size();
    take(Tok::Func);
    signature(cast<FuncLit>(expr)->signature);
    return functionBody(cast<FuncLit>(expr)->body, firstPiece, Sep::Space);
  }
  case Expr::Kind::Paren:
    open(Tok::LParen, Sep::None, listFrame);
    this->expr(cast<ParenExpr>(expr)->inner, Sep::None, Break::Keep,
               depth > 1 ? depth - 1 : 1);
    return close(Tok::RParen, Break::Keep);
  case Expr::Kind::Star:
  case Expr::Kind::Unary:
    return prefix(expr, depth);
  case Expr::Kind::Binary:
    return binary(cast<BinaryExpr>(expr), depth);
  case Expr::Kind::KeyValue: // belongs to a composite literal
    mismatch = true;
    return;
  case Expr::Kind::Ellipsis:
  case Expr::Kind::ArrayType:
  case Expr::Kind::MapType:
  case Expr::Kind::QueueType:
  case Expr::Kind::IslandType:
  case Expr::Kind::FuncType:
  case Expr::Kind::StructType:
  case Expr::Kind::InterfaceType:
    return type(expr);
  default:
    return postfix(expr, depth);
  }
}

void Printer::prefix(const Expr *expr, unsigned depth) {
  if (auto *star = dyn_cast<StarExpr>(expr)) {
    take(Tok::Star);
    return primary(star->inner, depth);
  }
  auto *unary = cast<UnaryExpr>(expr);
  take(unary->op);
  auto *inner = dyn_cast<UnaryExpr>(unary->inner);
  if (inner && runTogether(unary->op, inner->op))
    gap(Sep::Space, Break::Join);
  primary(unary->inner, depth);
}

void Printer::postfix(const Expr *expr, unsigned depth) {
  switch (expr->kind) {
  case Expr::Kind::Selector:
    primary(cast<SelectorExpr>(expr)->base, depth);
    dot();
    return take(Tok::Ident, Sep::None, Break::Keep);
  case Expr::Kind::Index:
    primary(cast<IndexExpr>(expr)->base, 1);
    return index(cast<IndexExpr>(expr)->index, depth);
  case Expr::Kind::Slice:
    return slice(cast<SliceExpr>(expr), depth);
  case Expr::Kind::TypeAssert:
    return assertion(cast<TypeAssertExpr>(expr), depth);
  case Expr::Kind::Call:
    primary(cast<CallExpr>(expr)->callee, depth);
    return arguments(cast<CallExpr>(expr)->args, cast<CallExpr>(expr)->spread,
                     depth);
  case Expr::Kind::Try:
    primary(cast<TryExpr>(expr)->inner, depth);
    return take(Tok::Question);
  default:
    return dynamic(cast<DynExpr>(expr), depth);
  }
}

void Printer::dot() {
  const SourceToken &base = tokens[cursor - 1];
  bool isTaken = base.kind == Tok::IntLit ||
                 (base.kind == Tok::FloatLit && base.text.ends_with("."));
  take(Tok::Dot, isTaken ? Sep::Space : Sep::None);
}

void Printer::assertion(const TypeAssertExpr *expr, unsigned depth) {
  primary(expr->base, depth);
  dot();
  open(Tok::LParen, Sep::None, listFrame);
  if (expr->typeExpr)
    this->expr(expr->typeExpr, Sep::None, Break::Keep);
  else
    take(Tok::Type);
  close(Tok::RParen, Break::Keep);
}

void Printer::index(const Expr *index, unsigned depth) {
  open(Tok::LBracket, Sep::None, listFrame);
  expr(index, Sep::None, Break::Keep, depth + 1);
  close(Tok::RBracket, Break::Keep);
}

void Printer::slice(const SliceExpr *expr, unsigned depth) {
  primary(expr->base, 1);
  const Expr *bounds[] = {expr->low, expr->high, expr->max};
  auto isBinary = [](const Expr *bound) {
    return bound && llvm::isa<BinaryExpr>(bound);
  };
  bool blanks = depth == 1 && llvm::any_of(bounds, isBinary) &&
                llvm::count_if(bounds, [](auto *bound) { return bound; }) > 1;
  open(Tok::LBracket, Sep::None, listFrame);
  for (size_t i = 0; i != (expr->max ? 3 : 2); ++i) {
    if (i != 0)
      take(Tok::Colon, blanks && bounds[i - 1] ? Sep::Space : Sep::None);
    if (bounds[i])
      this->expr(bounds[i], blanks && i != 0 ? Sep::Space : Sep::None,
                 Break::Keep, depth + 1);
  }
  close(Tok::RBracket, Break::Keep);
}

void Printer::arguments(llvm::ArrayRef<Expr *> args, Pos spread,
                        unsigned depth) {
  open(Tok::LParen, Sep::None, listFrame);
  exprList(args, Sep::None, Break::Keep, args.size() > 1 ? depth + 1 : depth);
  if (spread.isValid())
    take(Tok::Ellipsis);
  if (at(Tok::Comma))
    take(Tok::Comma);
  close(Tok::RParen, Break::Keep);
}

void Printer::dynamic(const DynExpr *expr, unsigned depth) {
  primary(expr->base, depth);
  take(Tok::TildeArrow);
  gap(Sep::None, Break::Keep);
  if (auto *field = dyn_cast<DynFieldExpr>(expr))
    return primary(field->name, depth);
  if (auto *at = dyn_cast<DynIndexExpr>(expr))
    return index(at->index, depth);
  if (auto *call = dyn_cast<DynCallExpr>(expr))
    return arguments(call->args, call->spread, depth);
  auto *method = cast<DynMethodExpr>(expr);
  primary(method->name, depth);
  arguments(method->args, method->spread, depth);
}

//===----------------------------------------------------------------------===//
// Composite literals
//===----------------------------------------------------------------------===//

/// What the alignment of elements depends on.
struct Printer::ElementLine {
  /// Columns of the key, or of an element without one; 0 if the element has
  /// several lines.
  unsigned size = 0;
  bool beginsLine = true;
};

/// Whether a line begins between the piece and the first token behind it.
bool Printer::beginsLine(size_t firstPiece) const {
  for (size_t i = firstPiece; i != pieces.size(); ++i) {
    if (pieces[i].breaks != 0)
      return true;
    if (!pieces[i].comment)
      return false;
  }
  return false;
}

/// Whether a line ends between the piece and the end of what was written.
bool Printer::breaksAfter(size_t piece) const {
  for (size_t i = piece; i != pieces.size(); ++i)
    if ((i != piece && pieces[i].breaks != 0) || pieces[i].text.contains('\n'))
      return true;
  return false;
}

/// Keys of very different lengths are not put into one column.
static bool haveDifferentSizes(unsigned previous, unsigned size) {
  constexpr unsigned small = 40;
  if (previous == 0 || size == 0)
    return true;
  if (previous <= small && size <= small)
    return false;
  return 2 * previous >= 5 * size || 2 * size >= 5 * previous;
}

/// Returns the columns of the key.
unsigned Printer::pair(const KeyValueExpr *pair, size_t firstPiece,
                       bool alignable) {
  size_t key = pieces.size();
  expr(pair->key, Sep::None, Break::Keep);
  unsigned width = widthFrom(key);
  take(Tok::Colon);
  size_t value = pieces.size();
  expr(pair->value, Sep::Space, Break::Keep);
  // Values of one line form a column.
  if (alignable && value != pieces.size() && !pieces[value].comment &&
      pieces[value].breaks == 0 && beginsLine(firstPiece) &&
      !breaksAfter(value))
    pieces[value].cells = 1;
  return width;
}

void Printer::element(const Expr *element, bool alignable,
                      ElementLine &previous) {
  size_t firstPiece = pieces.size();
  gap(Sep::Space, Break::Keep);
  size_t firstToken = pieces.size();
  unsigned width = 0;
  if (auto *keyValue = dyn_cast<KeyValueExpr>(element)) {
    width = pair(keyValue, firstPiece, alignable);
  } else {
    expr(element);
    width = widthFrom(firstToken);
  }
  ElementLine line;
  line.beginsLine = beginsLine(firstPiece);
  if (firstToken != pieces.size() && !breaksAfter(firstToken))
    line.size = width;
  if (line.beginsLine && firstToken != pieces.size() &&
      pieces[firstToken].breaks != 0)
    pieces[firstToken].newSection =
        !previous.beginsLine || haveDifferentSizes(previous.size, line.size);
  previous = line;
}

void Printer::composite(const CompositeLit *literal) {
  if (literal->typeExpr)
    primary(literal->typeExpr, 1);
  open(Tok::LBrace, Sep::None, listFrame);
  ElementLine line;
  for (const Expr *item : literal->elements) {
    if (item == literal->elements.front())
      gap(Sep::None, Break::Keep);
    else
      take(Tok::Comma);
    element(item, literal->elements.size() > 1, line);
  }
  if (at(Tok::Comma))
    take(Tok::Comma);
  close(Tok::RBrace, Break::Keep);
}
