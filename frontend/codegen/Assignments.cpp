//===- Assignments.cpp - Assignments ----------------------------------------===//
//
// Places are frozen first, then the values are evaluated, then each place is
// checked and stored to, from left to right.
//
//===----------------------------------------------------------------------===//

#include "frontend/codegen/Function.h"

using namespace vo;
using namespace vo::fe;

static bool isBlank(Expr *expr) {
  auto *ident = llvm::dyn_cast<Ident>(unparen(expr));
  return ident && !ident->object && ident->name->text == "_";
}

void FunctionEmitter::assignStmt(AssignStmt *stmt) {
  if (stmt->op != Tok::Assign)
    return assignCompound(stmt->lhs[0], compoundOperator(stmt->op),
                          stmt->rhs[0]);
  if (stmt->lhs.size() == 1)
    return assignOne(stmt->lhs[0], stmt->rhs[0]);
  assignSeveral(stmt);
}

void FunctionEmitter::assignOne(Expr *lhs, Expr *rhs) {
  if (isBlank(lhs))
    return discard(rhs);
  Scope scope(*this);
  Location target = place(lhs, Access::Freeze);
  Type *type = target.type;
  Expr *source = unparen(rhs);
  // One slot, or an interface made by one instruction, is written last.
  bool isDirect = slots(type) == 1 || source->mode == Mode::Nil ||
                  needsConversion(source->type, type);
  if (target.isFrameSlots() && isDirect)
    return convertedTo(rhs, type, target.base + target.offset);
  if (target.root == Location::Root::Array && target.steps.empty() &&
      isHeapArray(source))
    return copyArray(target.base, place(source, Access::Read).base,
                     underlyingAs<ArrayType>(type));
  Slot held = converted(rhs, type);
  code.at(lhs->range);
  store(target, held);
}

void FunctionEmitter::storeConverted(Location &place, Slot src, Type *from) {
  Scope scope(*this);
  store(place, convertedSlots(src, from, place.type));
}

void FunctionEmitter::assignSeveral(AssignStmt *stmt) {
  Scope scope(*this);
  llvm::SmallVector<std::optional<Location>, 4> places;
  for (Expr *lhs : stmt->lhs) {
    if (isBlank(lhs))
      places.push_back(std::nullopt);
    else
      places.push_back(place(lhs, Access::FreezeCopies));
  }
  llvm::SmallVector<Slot, 4> values;
  llvm::SmallVector<Type *, 4> types;
  if (stmt->rhs.size() == stmt->lhs.size()) {
    for (size_t i = 0; i < places.size(); ++i) {
      if (!places[i]) {
        discard(stmt->rhs[i]);
        types.push_back(nullptr);
        values.push_back(0);
        continue;
      }
      types.push_back(places[i]->type);
      values.push_back(saved(stmt->rhs[i], places[i]->type));
    }
  } else {
    Slot slot = tuple(stmt->rhs[0], types);
    for (Type *type : types) {
      values.push_back(slot);
      slot += slots(type);
    }
  }
  for (size_t i = 0; i < places.size() && i < values.size(); ++i) {
    if (!places[i])
      continue;
    code.at(stmt->lhs[i]->range);
    storeConverted(*places[i], values[i], types[i]);
  }
}

void FunctionEmitter::assignCompound(Expr *lhs, Tok op, Expr *rhs) {
  Scope scope(*this);
  Location target = place(lhs, Access::Read);
  Type *type = target.type;
  bool isShift = op == Tok::Shl || op == Tok::Shr;
  assert((rhs || !isShift) && "only ++ and -- have no right side");
  Slot old = 0, result = 0;
  code.at(lhs->range);
  if (target.isFrameSlots()) {
    old = result = target.base + target.offset;
  } else {
    old = temp(type);
    result = temp(type);
    load(target, old);
  }
  Slot operand = 0;
  if (rhs) {
    operand = isShift ? value(rhs) : converted(rhs, type);
  } else {
    operand = temp(type);
    constant(compilation.constants.integer(1), type, operand);
  }
  code.at(rhs ? Range{lhs->range.begin, rhs->range.end} : lhs->range);
  arithmetic(op, type, result, old, operand, isShift ? rhs->type : nullptr);
  code.at(lhs->range);
  if (!target.isFrameSlots())
    store(target, result);
}
