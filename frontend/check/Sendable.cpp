//===- Sendable.cpp - What may cross islands -------------------------------===//

#include "frontend/check/Sema.h"

using namespace vo::fe;

void Sema::checkSendableCall(GoStmt &stmt) {
  auto *call = llvm::dyn_cast<CallExpr>(stmt.call);
  if (!call || call->form != CallExpr::Form::Function ||
      call->callee->mode == Mode::Invalid)
    return;
  checkSendableArguments(*call);
  checkSendableCallee(unparen(call->callee));
}

/// Arguments are sent as values of their parameters' types.
void Sema::checkSendableArguments(CallExpr &call) {
  auto *signature = underlyingAs<SignatureType>(call.callee->type);
  if (!signature)
    return;
  auto send = [&](size_t index, Range range, bool spread) {
    size_t last = signature->params.size() - 1;
    if (index > last && !signature->variadic)
      return;
    Type *type = signature->params[std::min(index, last)];
    if (signature->variadic && index >= last && !spread)
      type = llvm::cast<SliceType>(type)->element;
    requireSendable(type, range, "send argument");
  };
  if (signature->params.empty())
    return;
  for (size_t i = 0; i < call.args.size(); ++i) {
    Expr *arg = call.args[i];
    auto *tuple = llvm::dyn_cast_or_null<TupleType>(arg->type);
    if (tuple)
      for (size_t part = 0; part < tuple->elements.size(); ++part)
        send(part, arg->range, false);
    else
      send(i, arg->range, call.spread.isValid() && i + 1 == call.args.size());
  }
}

void Sema::checkSendableCallee(Expr *callee) {
  if (auto *literal = llvm::dyn_cast<FuncLit>(callee)) {
    if (literal->info)
      for (Var *var : literal->info->captures)
        requireSendable(var->type, literal->range,
                        "capture '" + var->name->text + "'");
    return;
  }
  Ident *name = llvm::dyn_cast<Ident>(callee);
  if (auto *selector = llvm::dyn_cast<SelectorExpr>(callee)) {
    const Selection *selection = selector->selection;
    if (selection && selection->kind != Selection::Kind::Field) {
      if (!selection->methodExpression)
        requireSendable(selector->base->type, selector->base->range,
                        "send method receiver");
      return;
    }
    name = selection ? nullptr : selector->name;
  }
  if (name && llvm::isa_and_nonnull<Func>(name->object))
    return;
  error(callee->range, "cannot send callee across island boundary: function "
                       "value captures cannot be proven sendable");
}

void Sema::requireSendable(Type *type, Range range, const llvm::Twine &what) {
  if (isInvalid(type))
    return;
  std::string reason = unsendable(type);
  if (!reason.empty())
    error(range, "cannot " + what + " across island boundary: " + reason);
}

std::string Sema::unsendable(Type *type) {
  auto known = unsendableReasons.find(type);
  if (known != unsendableReasons.end())
    return known->second;
  llvm::DenseSet<Type *> seen;
  std::string reason = findUnsendable(type, seen);
  unsendableReasons[type] = reason;
  return reason;
}

std::string Sema::findUnsendable(Type *type, llvm::DenseSet<Type *> &seen) {
  if (!type || !seen.insert(type).second)
    return "";
  auto within = [&](const llvm::Twine &prefix, Type *part) {
    std::string reason = findUnsendable(part, seen);
    constexpr size_t longEnough = 300;
    return reason.empty() || reason.size() > longEnough ? reason
                                                        : prefix.str() + reason;
  };
  using llvm::cast;
  Type *under = type->underlying();
  if (!under)
    return "";
  switch (under->kind()) {
  case TypeKind::Array:
    return within("", cast<ArrayType>(under)->element);
  case TypeKind::Slice:
    return within("", cast<SliceType>(under)->element);
  case TypeKind::Pointer:
    return within("", cast<PointerType>(under)->element);
  case TypeKind::Struct:
    for (const Field &field : cast<StructType>(under)->fields)
      if (std::string reason =
              within("field '" + field.name->text + "': ", field.type);
          !reason.empty())
        return reason;
    return "";
  case TypeKind::Map: {
    std::string reason = within("map key: ", cast<MapType>(under)->key);
    return reason.empty() ? within("map value: ", cast<MapType>(under)->value)
                          : reason;
  }
  case TypeKind::Queue: {
    auto *queue = cast<QueueType>(under);
    if (!queue->isPort)
      return "chan is island-local";
    if (queue->direction != Direction::Send)
      return "only send-only port capabilities may cross islands";
    return within("port element: ", queue->element);
  }
  case TypeKind::Island:
    return "island represents a VM instance";
  case TypeKind::Interface:
    return "interface values cannot cross island boundaries";
  case TypeKind::Signature:
    return "func may capture island-local state";
  case TypeKind::Tuple:
    return "tuple is not sendable";
  case TypeKind::Basic:
  case TypeKind::Named:
    return "";
  }
  return "";
}
