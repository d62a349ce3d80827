//===- Calls.cpp - Calls, defer, go -----------------------------------------===//

#include "frontend/codegen/Function.h"

#include "bytecode/LoopNest.h"

using namespace vo;
using namespace vo::fe;

FunctionEmitter::Callee FunctionEmitter::resolveCallee(CallExpr *call) {
  Callee callee{};
  callee.kind = Callee::Kind::Closure;
  Expr *expr = unparen(call->callee);
  callee.closure = expr;
  callee.signature = underlyingAs<SignatureType>(expr->type);
  Func *func = nullptr;
  if (auto *ident = llvm::dyn_cast<Ident>(expr)) {
    func = llvm::dyn_cast_or_null<Func>(ident->object);
  } else if (auto *literal = llvm::dyn_cast<FuncLit>(expr)) {
    if (literal->info->captures.empty()) {
      callee.kind = Callee::Kind::Function;
      callee.function = generator.literal(literal);
    }
  } else if (auto *selector = llvm::dyn_cast<SelectorExpr>(expr)) {
    const Selection *selection = selector->selection;
    if (!selection) {
      func = llvm::dyn_cast_or_null<Func>(selector->name->object);
    } else if (selection->methodExpression) {
      callee.kind = Callee::Kind::Function;
      callee.function = generator.methodExpression(*selection);
    } else if (selection->kind != Selection::Kind::Field) {
      callee.selection = selection;
      callee.base = selector->base;
      callee.kind = selection->kind == Selection::Kind::Method
                        ? Callee::Kind::Function
                        : Callee::Kind::Interface;
      if (selection->kind == Selection::Kind::Method)
        callee.function = generator.function(selection->method);
    }
  }
  if (func) {
    callee.func = func;
    callee.kind =
        func->isExtern() ? Callee::Kind::Extern : Callee::Kind::Function;
    if (!func->isExtern())
      callee.function = generator.function(func);
  }
  return callee;
}

bc::Layout FunctionEmitter::argumentLayout(const Callee &callee) {
  llvm::SmallVector<Type *, 8> types;
  if (callee.selection)
    types.push_back(receiverType(*callee.selection));
  llvm::append_range(types, callee.signature->params);
  return concat(types);
}

void FunctionEmitter::arguments(SignatureType *signature,
                                llvm::ArrayRef<Expr *> args, bool spread,
                                Slot dst) {
  size_t fixed = signature->params.size();
  bool pack = signature->variadic && !spread;
  if (pack)
    --fixed;
  // The values: those of one tuple, or one of each argument.
  llvm::SmallVector<Type *, 4> types;
  Slot values = 0;
  bool isSpreadTuple =
      args.size() == 1 && isTuple(args[0]) && (fixed != 1 || pack);
  if (isSpreadTuple)
    values = tuple(args[0], types);
  size_t count = isSpreadTuple ? types.size() : args.size();
  auto pass = [&](size_t i, Type *type, Slot to) {
    if (!isSpreadTuple)
      return convertedTo(args[i], type, to);
    convert(to, values, types[i], type);
    values += slots(types[i]);
  };
  for (size_t i = 0; i < fixed && i < count; ++i) {
    Type *type = signature->params[i];
    pass(i, type, dst);
    dst += slots(type);
  }
  if (!pack)
    return;
  Type *element = underlyingAs<SliceType>(signature->params.back())->element;
  newSlice(element, count > fixed ? count - fixed : 0, dst);
  for (size_t i = fixed; i < count; ++i) {
    Scope scope(*this);
    Slot one = temp(element);
    pass(i, element, one);
    setElement(Op::SliceSet, dst, i - fixed, one, element);
  }
}

//===----------------------------------------------------------------------===//
// Receivers
//===----------------------------------------------------------------------===//

Type *FunctionEmitter::receiverType(const Selection &selection) {
  if (selection.kind == Selection::Kind::Method) {
    Named *named = selection.method->receiver;
    if (selection.method->pointerReceiver)
      return compilation.types.pointer(named);
    return named;
  }
  Type *type = selection.base;
  for (uint32_t field : selection.path) {
    if (auto *pointer = underlyingAs<PointerType>(type))
      type = pointer->element;
    type = underlyingAs<StructType>(type)->fields[field].type;
  }
  return type;
}

void FunctionEmitter::receiverTo(const Selection &selection, Expr *base,
                                 Slot dst) {
  Scope scope(*this);
  Type *type = base->type;
  bool isMethod = selection.kind == Selection::Kind::Method;
  auto *pointer = underlyingAs<PointerType>(type);
  bool byPointer = isMethod && selection.method->pointerReceiver;
  if (selection.path.empty() && byPointer == bool(pointer))
    return valueTo(base, dst);
  Location made;
  if (pointer) {
    made.root = Location::Root::Memory;
    made.base = value(base);
    made.rootType = made.type = pointer->element;
  } else {
    made = place(base, Access::Read);
  }
  code.at(base->range);
  selectField(made, type, selection.path, Access::Read);
  receiverFromPlace(selection, made, dst);
}

Slot FunctionEmitter::receiverAddress(const Selection &selection, Expr *base) {
  Type *type = base->type;
  auto *pointer = underlyingAs<PointerType>(type);
  if (selection.path.empty())
    return value(base);
  Location made;
  if (pointer) {
    made.root = Location::Root::Memory;
    made.base = value(base);
    made.rootType = made.type = pointer->element;
  } else {
    made = place(base, Access::Read);
  }
  selectField(made, type, selection.path, Access::Read);
  if (underlyingAs<PointerType>(made.type))
    return loadValue(made);
  return addressOf(made);
}

void FunctionEmitter::receiverFromPlace(const Selection &selection,
                                        Location place, Slot dst) {
  if (selection.kind != Selection::Kind::Method)
    return load(place, dst);
  bool isPointer =
      !selection.path.empty() && underlyingAs<PointerType>(place.type);
  if (selection.method->pointerReceiver) {
    if (isPointer)
      return load(place, dst);
    return copy(dst, addressOf(place), 1);
  }
  if (!isPointer)
    return load(place, dst);
  Type *receiver = selection.method->receiver;
  ptrGet(dst, loadValue(place), 0, slots(receiver));
}

//===----------------------------------------------------------------------===//
// Calls
//===----------------------------------------------------------------------===//

bc::Layout FunctionEmitter::methodWindow(SignatureType *signature) {
  // One hidden slot for what the callee has before its parameters.
  bc::Layout window{SlotType::Value};
  llvm::append_range(window, concat(signature->params));
  llvm::append_range(window, concat(signature->results));
  return window;
}

void FunctionEmitter::callInterface(const Selection &selection, Slot iface,
                                    Slot args) {
  bc::MetaCallIfaceLayout meta;
  meta.ifaceMetaId = tables.interfaceMeta(selection.interface);
  meta.methodIdx =
      tables.methodIndex(selection.interface, selection.interfaceMethod);
  SignatureType *signature =
      selection.interface->methods[selection.interfaceMethod].signature;
  meta.args = concat(signature->params);
  meta.rets = concat(signature->results);
  code.emit(std::move(meta), Op::CallIface, iface, args);
}

Slot FunctionEmitter::call(CallExpr *expr) {
  Callee callee = resolveCallee(expr);
  SignatureType *signature = callee.signature;
  llvm::SmallVector<Type *, 8> all(signature->params);
  llvm::append_range(all, signature->results);
  if (!fits(all, expr->range))
    return 0;
  switch (callee.kind) {
  case Callee::Kind::Function:
    return callStatic(callee, expr);
  case Callee::Kind::Extern:
    return callExternal(callee, expr);
  case Callee::Kind::Interface:
  case Callee::Kind::Closure:
    return callDynamic(callee, expr);
  }
  llvm_unreachable("unknown kind of callee");
}

Slot FunctionEmitter::callStatic(const Callee &callee, CallExpr *expr) {
  bc::Layout window = argumentLayout(callee);
  size_t argSlots = window.size();
  llvm::append_range(window, concat(callee.signature->results));
  Slot start = frame.window(window);
  {
    Scope scope(*this);
    Slot next = start;
    if (callee.selection) {
      receiverTo(*callee.selection, callee.base, start);
      next += slots(receiverType(*callee.selection));
    }
    arguments(callee.signature, expr->args, expr->spread.isValid(), next);
  }
  code.at(expr->range);
  code.emit(Op::Call, callee.function & 0xFFFF, start, 0,
            uint8_t(callee.function >> 16));
  return start + uint32_t(argSlots);
}

Slot FunctionEmitter::callExternal(const Callee &callee, CallExpr *expr) {
  bc::Layout params = concat(callee.signature->params);
  bc::Layout results = concat(callee.signature->results);
  Slot made = frame.alloc(results);
  Scope scope(*this);
  Slot args = frame.alloc(params);
  arguments(callee.signature, expr->args, expr->spread.isValid(), args);
  code.at(expr->range);
  callExtern(tables.externIndex(callee.func), made, args, params, results);
  return made;
}

Slot FunctionEmitter::callDynamic(const Callee &callee, CallExpr *expr) {
  SignatureType *signature = callee.signature;
  bool isInterfaceCall = callee.kind == Callee::Kind::Interface;
  Slot target = 0;
  if (isInterfaceCall && callee.selection->path.empty()) {
    target = value(callee.base);
  } else if (isInterfaceCall) {
    target = frame.alloc({SlotType::Interface0, SlotType::Interface1});
    receiverTo(*callee.selection, callee.base, target);
  } else {
    target = value(callee.closure);
  }
  Slot args = frame.window(methodWindow(signature)) + 1;
  {
    Scope scope(*this);
    arguments(signature, expr->args, expr->spread.isValid(), args);
  }
  code.at(expr->range);
  bc::Layout params = concat(signature->params);
  if (isInterfaceCall)
    callInterface(*callee.selection, target, args);
  else
    code.emit(bc::MetaCallLayout{params, concat(signature->results)},
              Op::CallClosure, target, args);
  return args + uint32_t(params.size());
}

void FunctionEmitter::callResults(CallExpr *expr, Slot dst) {
  Scope scope(*this);
  Slot results = call(expr);
  copy(dst, results, expr->type ? slots(expr->type) : 0);
}

//===----------------------------------------------------------------------===//
// Calls that happen later
//===----------------------------------------------------------------------===//

void FunctionEmitter::deferOrGo(CallExpr *call, Op op) {
  Scope scope(*this);
  if (op != Op::GoStart) {
    hasDefer = true;
    for (Target &target : targets)
      target.loopFlags |= bc::flag::loopHasDefer;
  }
  Callee callee = resolveCallee(call);
  bc::Layout layout = argumentLayout(callee);
  if (!fits(callee.signature->params, call->range))
    return;
  Slot closure = 0;
  if (callee.kind == Callee::Kind::Closure)
    closure = value(callee.closure);
  Slot args = frame.alloc(layout);
  Slot next = args;
  if (callee.selection) {
    receiverTo(*callee.selection, callee.base, args);
    next += slots(receiverType(*callee.selection));
  }
  arguments(callee.signature, call->args, call->spread.isValid(), next);
  code.at(call->range);
  bc::MetaCallLayout meta{layout, {}};
  auto count = uint32_t(layout.size());
  if (callee.kind == Callee::Kind::Closure)
    return code.emit(std::move(meta), op, closure, args, count,
                     bc::flag::closureForm);
  uint32_t id = callee.function;
  if (callee.kind == Callee::Kind::Extern)
    id = generator.function(callee.func);
  else if (callee.kind == Callee::Kind::Interface)
    id = generator.interfaceCaller(receiverType(*callee.selection),
                                   callee.selection->interfaceMethod);
  auto flags = uint8_t(id >> 16 << 1);
  if (op == Op::GoStart)
    code.emit(std::move(meta), op, id & 0xFFFF, args, count, flags);
  else
    code.emit(op, id & 0xFFFF, args, count, flags);
}

void FunctionEmitter::goIsland(GoStmt *stmt) {
  Scope scope(*this);
  auto *call = llvm::cast<CallExpr>(unparen(stmt->call));
  Slot island = value(stmt->island);
  Slot closure = value(call->callee);
  auto *signature = underlyingAs<SignatureType>(call->callee->type);
  if (!fits(signature->params, call->range))
    return;
  bc::Layout layout = concat(signature->params);
  Slot args = frame.alloc(layout);
  arguments(signature, call->args, call->spread.isValid(), args);
  code.at(stmt->range);
  code.emit(bc::MetaCallLayout{layout, {}}, Op::GoIsland, island, closure,
            args);
}
