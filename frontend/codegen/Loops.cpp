//===- Loops.cpp - for and range --------------------------------------------===//

#include "frontend/codegen/Function.h"

using namespace vo;
using namespace vo::fe;

FunctionEmitter::Loop FunctionEmitter::openLoop() {
  Loop loop;
  loop.next = code.label();
  loop.exit = code.label();
  loop.hint = code.loopHint();
  loop.top = code.here();
  return loop;
}

void FunctionEmitter::loopBody(Stmt *stmt, BlockStmt *body, Loop &loop) {
  targets.push_back({stmt, loop.exit, loop.next});
  std::optional<Label> outer = std::exchange(nextClause, std::nullopt);
  block(body);
  nextClause = outer;
  loop.flags |= targets.pop_back_val().loopFlags;
  code.bind(loop.next);
}

void FunctionEmitter::closeLoop(Loop &loop) {
  std::optional<uint32_t> backEdge;
  if (!code.isDead()) {
    backEdge = code.pc();
    code.jump(loop.top);
  }
  std::optional<Label> exit;
  if (code.isUsed(loop.exit))
    exit = loop.exit;
  code.closeLoop(loop.hint, backEdge, exit, loop.flags);
  code.bind(loop.exit);
}

void FunctionEmitter::countedTest(Slot counter, Slot limit, uint8_t flags,
                                  bool when, Label target) {
  bool isUnsigned = flags & bc::flag::loopUnsigned;
  bool inclusive = flags & bc::flag::loopInclusive;
  bool down = flags & bc::flag::loopDecrement;
  Op op = down ? (inclusive ? (isUnsigned ? Op::GeU : Op::GeI)
                            : (isUnsigned ? Op::GtU : Op::GtI))
               : (inclusive ? (isUnsigned ? Op::LeU : Op::LeI)
                            : (isUnsigned ? Op::LtU : Op::LtI));
  Scope scope(*this);
  Slot holds = temp(SlotType::Value);
  code.emit(op, holds, counter, limit);
  code.jumpIf(when, holds, target);
}

void FunctionEmitter::closeCounted(Loop &loop, Slot counter, Slot limit,
                                   uint8_t flags) {
  std::optional<uint32_t> backEdge;
  if (!code.isDead()) {
    if (!code.forLoop(counter, limit, loop.top, flags)) {
      // Too far for the fused step. The way back stays a plain jump, which is
      // what ends a loop with a hint.
      Scope scope(*this);
      Op step = flags & bc::flag::loopDecrement ? Op::SubI : Op::AddI;
      code.emit(step, counter, counter, integer(1));
      countedTest(counter, limit, flags, false, loop.exit);
      code.jump(loop.top);
    }
    backEdge = code.pc() - 1;
  }
  std::optional<Label> exit;
  if (backEdge || code.isUsed(loop.exit))
    exit = loop.exit;
  code.closeLoop(loop.hint, backEdge, exit, loop.flags);
  code.bind(loop.exit);
}

//===----------------------------------------------------------------------===//
// for
//===----------------------------------------------------------------------===//

static Var *variableOf(Expr *expr) {
  auto *ident = llvm::dyn_cast_or_null<Ident>(expr ? unparen(expr) : nullptr);
  return ident ? llvm::dyn_cast_or_null<Var>(ident->object) : nullptr;
}

/// +1 or -1 when the statement steps the variable by that; else 0.
static int stepOf(Stmt *stmt, Var *var) {
  if (auto *step = llvm::dyn_cast_or_null<IncDecStmt>(stmt))
    return variableOf(step->operand) != var ? 0 : step->increment ? 1 : -1;
  auto *assign = llvm::dyn_cast_or_null<AssignStmt>(stmt);
  if (!assign || assign->lhs.size() != 1 || variableOf(assign->lhs[0]) != var)
    return 0;
  const Constant *by = assign->rhs[0]->constant;
  if (!by || by->asInt64() != 1)
    return 0;
  return assign->op == Tok::PlusAssign    ? 1
         : assign->op == Tok::MinusAssign ? -1
                                          : 0;
}

/// `i < limit; i++` and its relatives, over 64-bit integers, where the limit
/// stays in a slot: a constant, a variable that lives in slots, or the length
/// of a variable that is never assigned.
bool FunctionEmitter::countedLoop(ForStmt *stmt, Slot &counter, Slot &limit,
                                  uint8_t &flags) {
  auto *cond = llvm::dyn_cast_or_null<BinaryExpr>(
      stmt->cond ? unparen(stmt->cond) : nullptr);
  if (!cond || cond->constant)
    return false;
  auto inSlots = [&](Var *var) {
    return var && var->role != Var::Role::Global && !var->needsBox();
  };
  Var *var = variableOf(cond->lhs);
  if (!inSlots(var) || !isInteger(var->type) || bitWidth(var->type) != 64)
    return false;
  int step = stepOf(stmt->post, var);
  bool up = cond->op == Tok::Less || cond->op == Tok::LessEq;
  bool down = cond->op == Tok::Greater || cond->op == Tok::GreaterEq;
  if (!step || !(step > 0 ? up : down))
    return false;
  flags = isUnsigned(var->type) ? bc::flag::loopUnsigned : 0;
  if (step < 0)
    flags |= bc::flag::loopDecrement;
  if (cond->op == Tok::LessEq || cond->op == Tok::GreaterEq)
    flags |= bc::flag::loopInclusive;

  Expr *bound = unparen(cond->rhs);
  Var *other = variableOf(bound);
  if (bound->constant) {
    limit = temp(var->type);
    constant(bound->constant, var->type, limit);
  } else if (inSlots(other)) {
    limit = storageOf(other).slot;
  } else {
    auto *length = llvm::dyn_cast<CallExpr>(bound);
    if (!length || length->form != CallExpr::Form::Builtin ||
        length->builtin != BuiltinId::Len)
      return false;
    Var *measured = variableOf(length->args[0]);
    if (!inSlots(measured) || measured->reassigned ||
        !(isString(measured->type) || underlyingAs<SliceType>(measured->type)))
      return false;
    limit = temp(SlotType::Value);
    lengthTo(length->args[0], /*capacity=*/false, limit);
  }
  counter = storageOf(var).slot;
  return true;
}

void FunctionEmitter::renewLoopVars(ForStmt *stmt) {
  for (Var *var : stmt->loopVars) {
    if (!var || !var->needsBox())
      continue;
    Scope scope(*this);
    Storage storage = storageOf(var);
    Slot held = temp(var->type);
    unbox(held, storage.slot, var->type);
    initialize(var, storage, held);
  }
}

void FunctionEmitter::forStmt(ForStmt *stmt) {
  Scope scope(*this);
  if (stmt->init)
    statement(stmt->init);
  if (code.isDead())
    return;
  Slot counter = 0, limit = 0;
  uint8_t flags = 0;
  if (countedLoop(stmt, counter, limit, flags)) {
    Label skip = code.label();
    countedTest(counter, limit, flags, false, skip);
    Loop loop = openLoop();
    loopBody(stmt, stmt->body, loop);
    closeCounted(loop, counter, limit, flags);
    return code.bind(skip);
  }
  Loop loop = openLoop();
  if (stmt->cond)
    branch(stmt->cond, false, loop.exit);
  loopBody(stmt, stmt->body, loop);
  if (!code.isDead()) {
    renewLoopVars(stmt);
    if (stmt->post)
      statement(stmt->post);
  }
  closeLoop(loop);
}

//===----------------------------------------------------------------------===//
// range
//===----------------------------------------------------------------------===//

static bool isBlankOrNone(Expr *target) {
  if (!target)
    return true;
  auto *ident = llvm::dyn_cast<Ident>(unparen(target));
  return ident && !ident->object && ident->name->text == "_";
}

void FunctionEmitter::rangeStmt(RangeStmt *stmt) {
  Scope scope(*this);
  Type *type = stmt->subject->type;
  if (isInteger(type))
    return rangeInteger(stmt);
  if (isString(type))
    return rangeString(stmt);
  if (underlyingAs<MapType>(type))
    return rangeMap(stmt);
  if (underlyingAs<QueueType>(type))
    return rangeQueue(stmt);
  rangeIndexed(stmt);
}

void FunctionEmitter::bindRange(RangeStmt *stmt, RangeValue key,
                                RangeValue val) {
  struct Pair {
    Expr *target = nullptr;
    RangeValue value;
  } pairs[] = {{stmt->key, key}, {stmt->value, val}};
  if (stmt->define) {
    for (const Pair &pair : pairs) {
      Var *var = variableOf(pair.target);
      if (!var)
        continue;
      // Each iteration writes the slots anew: they can be the variable.
      bool inSlots = storageKind(var) == Storage::Kind::Slots;
      if (inSlots && (!pair.value.isShared || !var->reassigned))
        storages[var] = {Storage::Kind::Slots, pair.value.slot};
      else
        define(var, pair.value.slot);
    }
    return;
  }
  Scope scope(*this);
  std::optional<Location> places[2];
  for (int i = 0; i < 2; ++i)
    if (!isBlankOrNone(pairs[i].target))
      places[i] = place(pairs[i].target, Access::FreezeCopies);
  for (int i = 0; i < 2; ++i)
    if (places[i])
      storeConverted(*places[i], pairs[i].value.slot, pairs[i].value.type);
}

void FunctionEmitter::rangeInteger(RangeStmt *stmt) {
  Type *type = stmt->subject->type;
  Slot limit = saved(stmt->subject, type);
  uint8_t flags = isUnsigned(type) ? bc::flag::loopUnsigned : 0;
  Slot counter = temp(type);
  code.loadInt(counter, 0);
  Label skip = code.label();
  countedTest(counter, limit, flags, false, skip);
  Loop loop = openLoop();
  {
    Scope scope(*this);
    bindRange(stmt, {counter, type, /*isShared=*/true}, {});
    loopBody(stmt, stmt->body, loop);
  }
  closeCounted(loop, counter, limit, flags);
  code.bind(skip);
}

void FunctionEmitter::rangeIndexed(RangeStmt *stmt) {
  using Root = Location::Root;
  Type *subject = stmt->subject->type;
  auto *array = underlyingAs<ArrayType>(subject);
  Type *element = array ? array->element
                        : llvm::cast<SliceType>(subject->underlying())->element;
  bool needsValue = !isBlankOrNone(stmt->value);
  Type *integerType = basic(BasicKind::Int);
  Slot slice = 0, elements = 0;
  bool inFrame = false;
  Slot length = temp(SlotType::Value);
  code.at(stmt->subject->range);
  if (!array) {
    slice = saved(stmt->subject, subject);
    code.emit(Op::SliceLen, length, slice);
  } else {
    loadInteger(length, int64_t(array->length));
    Location source = place(stmt->subject, Access::Read);
    if (!needsValue) {
      // Only the length matters; operands have been evaluated.
    } else if (source.root == Root::Array && source.steps.empty()) {
      // The iteration sees a snapshot of the array.
      slice = temp(SlotType::GcRef);
      newSlice(element, array->length, slice);
      Scope scope(*this);
      Slot both = frame.alloc({SlotType::GcRef, SlotType::GcRef});
      Slot bounds = frame.alloc({SlotType::Value, SlotType::Value});
      code.loadInt(bounds, 0);
      loadInteger(bounds + 1, int64_t(array->length));
      code.emit(Op::SliceSlice, both + 1, source.base, bounds,
                bc::flag::sliceArray);
      copy(both, slice, 1);
      callExtern(helper("vo_copy", 2, {SlotType::Value}), temp(SlotType::Value),
                 both, {SlotType::GcRef, SlotType::GcRef}, {SlotType::Value});
    } else {
      inFrame = true;
      elements = temp(subject);
      load(source, elements);
    }
  }
  Slot index = indexSlot(element);
  code.loadInt(index, 0);
  Label skip = code.label();
  countedTest(index, length, 0, false, skip);
  Loop loop = openLoop();
  {
    Scope scope(*this);
    Slot held = 0;
    if (needsValue) {
      held = temp(element);
      uint32_t width = slots(element);
      if (!inFrame) {
        arrayOp(Op::SliceGet, held, slice, index, element);
      } else if (width) {
        checkIndex(index, array->length);
        code.emit(bc::MetaSlotLayout{layout(element)},
                  width == 1 ? Op::SlotGet : Op::SlotGetN, held, elements,
                  index);
      }
    }
    bindRange(stmt, {index, integerType, /*isShared=*/true}, {held, element});
    loopBody(stmt, stmt->body, loop);
  }
  closeCounted(loop, index, length, 0);
  code.bind(skip);
}

void FunctionEmitter::rangeString(RangeStmt *stmt) {
  Slot text = saved(stmt->subject, stmt->subject->type);
  Slot length = temp(SlotType::Value), position = integer(0);
  code.emit(Op::StrLen, length, text);
  Slot rune = frame.alloc({SlotType::Value, SlotType::Value});
  Loop loop = openLoop();
  countedTest(position, length, 0, false, loop.exit);
  code.emit(Op::StrDecodeRune, rune, text, position);
  {
    Scope scope(*this);
    bindRange(stmt, {position, basic(BasicKind::Int), /*isShared=*/true},
              {rune, basic(BasicKind::Int32)});
    loopBody(stmt, stmt->body, loop);
  }
  if (!code.isDead())
    code.emit(Op::AddI, position, position, rune + 1);
  closeLoop(loop);
}

void FunctionEmitter::rangeMap(RangeStmt *stmt) {
  auto *type = underlyingAs<MapType>(stmt->subject->type);
  const bc::Layout &key = layout(type->key), &val = layout(type->value);
  constexpr SlotType V = SlotType::Value, R = SlotType::GcRef;
  Slot iterator = frame.alloc({V, V, R, V, V, V, R});
  {
    Scope scope(*this);
    Slot map = value(stmt->subject);
    code.emit(Op::MapIterInit, iterator, map);
  }
  Slot entry = frame.alloc(concat({type->key, type->value}));
  Slot more = temp(SlotType::Value);
  Loop loop = openLoop();
  code.emit(bc::MetaMapIterNext{key, val}, Op::MapIterNext, entry, iterator,
            more);
  code.jumpIf(false, more, loop.exit);
  {
    Scope scope(*this);
    bindRange(stmt, {entry, type->key},
              {entry + uint32_t(key.size()), type->value});
    loopBody(stmt, stmt->body, loop);
  }
  closeLoop(loop);
}

void FunctionEmitter::rangeQueue(RangeStmt *stmt) {
  Type *element = underlyingAs<QueueType>(stmt->subject->type)->element;
  Slot queue = saved(stmt->subject, stmt->subject->type);
  bc::Layout received = layout(element);
  received.push_back(SlotType::Value);
  Slot entry = frame.alloc(received);
  Loop loop = openLoop();
  code.at(stmt->subject->range);
  code.emit(bc::MetaQueueLayout{layout(element)}, Op::QueueRecv, entry, queue,
            0, bc::flag::recvOk);
  code.jumpIf(false, entry + uint32_t(received.size()) - 1, loop.exit);
  {
    Scope scope(*this);
    bindRange(stmt, {entry, element}, {});
    loopBody(stmt, stmt->body, loop);
  }
  closeLoop(loop);
}
