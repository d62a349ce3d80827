//===- CallRules.cpp - Calls, closures, interfaces ------------------------===//

#include "bytecode/typing/Solver.h"

using namespace vo::bc;
using namespace vo::bc::typing;

//===----------------------------------------------------------------------===//
// Calls
//===----------------------------------------------------------------------===//

/// Arguments of a function that is known flow to its parameters.
void Solver::passArguments(uint32_t callee, uint32_t args) {
  const Leaves &params = out_.typed[callee]->paramTypes;
  for (uint32_t i = 0; i < params.size(); ++i)
    flow(value(args + i), params[i]);
}

/// A closure is called with exactly the types of its own, to which references
/// move.
void Solver::callClosure(uint32_t slot, uint32_t args,
                         std::span<const SlotType> layout,
                         const Leaves *results) {
  Leaves passed;
  for (uint32_t i = 0; i < layout.size(); ++i) {
    ssa::ValueId id = value(args + i);
    bool isMade =
        id == ssa::noValue || fn->zeros[id] || layout[i] == SlotType::GcRef;
    passed.push_back(isMade ? terms.forSlot(layout[i]) : typeOf(id));
  }
  RowId rets = results ? terms.registerRow(*results) : terms.openRow();
  TermId called =
      terms.make(TermKind::Closure, terms.registerRow(passed), rets);
  terms.unify(in(slot), called);
  for (uint32_t i = 0; i < layout.size(); ++i)
    if (layout[i] == SlotType::GcRef)
      flow(value(args + i), passed[i]);
}

void Solver::spawn() {
  if (!(word.flags & flag::closureForm))
    return passArguments(word.spawnedFunctionId(), word.b);
  std::span<const SlotType> slots = def->slotTypes;
  callClosure(word.a, word.b, slots.subspan(word.b, word.c), nullptr);
}

void Solver::callMethod() {
  auto *layout = metadata<MetaCallIfaceLayout>();
  terms.unify(in(word.a), terms.header(layout->ifaceMetaId));
  const InterfaceMethod &method =
      module.interfaceMetas[layout->ifaceMetaId].methods[layout->methodIdx];
  const Term &signature = terms.term(meta.signature(method.signatureRttid));
  Leaves params = terms.rowOf(signature.rows[0]).closed;
  Leaves results = terms.rowOf(signature.rows[1]).closed;
  if (params.size() != layout->args.size() ||
      results.size() != layout->rets.size())
    return terms.conflict("not the signature of method " + method.name);
  store(params, word.b);
  out(uint32_t(word.b + params.size()), results);
}

void Solver::callReturn() {
  if (!(word.flags & flag::heapReturns)) {
    for (uint32_t i = 0; i < word.b && i < fn->resultTypes.size(); ++i)
      flow(value(word.a + i), fn->resultTypes[i]);
    return;
  }
  size_t at = 0;
  for (uint32_t i = 0; i < def->heapRetSlots.size(); ++i) {
    size_t end = std::min(at + def->heapRetSlots[i], fn->resultTypes.size());
    Constraint result{Constraint::HeapResult, terms.place, in(word.a + i)};
    result.leaves.assign(fn->resultTypes.begin() + at,
                         fn->resultTypes.begin() + end);
    at = end;
    add(std::move(result));
  }
}

bool Solver::stepCall() {
  switch (word.opcode()) {
  case Opcode::Call: {
    const FunctionTyping &callee = *out_.typed[word.functionId()];
    passArguments(word.functionId(), word.b);
    out(uint32_t(word.b + callee.paramTypes.size()), callee.resultTypes);
    return true;
  }
  case Opcode::CallExtern:
    callExtern();
    return true;
  case Opcode::CallClosure: {
    auto *layout = metadata<MetaCallLayout>();
    Leaves results = fresh(layout->rets);
    callClosure(word.a, word.b, layout->args, &results);
    out(uint32_t(word.b + layout->args.size()), results);
    return true;
  }
  case Opcode::CallIface:
    callMethod();
    return true;
  case Opcode::Return:
    callReturn();
    return true;
  case Opcode::ClosureNew:
    out(word.a, closureOf(word.functionId(), word.c));
    return true;
  case Opcode::ClosureGet:
    if (word.b < fn->captureTypes.size()) {
      out(word.a, fn->captureTypes[word.b]);
      note(none, {fn->captureTypes[word.b]});
    }
    return true;
  case Opcode::GoStart:
  case Opcode::DeferPush:
  case Opcode::ErrDeferPush:
    spawn();
    return true;
  case Opcode::GoIsland: {
    Leaves nothing;
    terms.unify(in(word.a), Universe::island);
    callClosure(word.b, word.c, metadata<MetaCallLayout>()->args, &nothing);
    return true;
  }
  case Opcode::IslandNew:
    out(word.a, Universe::island);
    return true;
  default:
    return false;
  }
}

//===----------------------------------------------------------------------===//
// Interfaces
//===----------------------------------------------------------------------===//

void Solver::ifaceAssign() {
  // "No method table" of the constant's low half.
  static constexpr uint32_t noItab = UINT32_MAX;
  ValueKind kind = ValueKind(word.flags);
  auto *constant = std::get_if<ConstInt>(&module.constants[word.c]);
  if (kind == ValueKind::Void || !constant)
    return;
  uint32_t low = uint32_t(constant->value);
  if (kind == ValueKind::Interface)
    return out(word.a, terms.header(low));
  uint32_t rttid = uint32_t(uint64_t(constant->value) >> 32);
  out(word.a, terms.header(low == noItab ? 0 : module.itabs[low].ifaceMetaId));
  ssa::ValueId from = value(word.b);
  if (def->slotTypes[word.b] != SlotType::GcRef || fn->zeros[from])
    return;
  bool isBoxed = kind == ValueKind::Array || kind == ValueKind::Struct;
  if (isBoxed)
    return terms.unify(typeOf(from), meta.box(rttid));
  const Leaves &leaves = meta.leaves(rttid);
  if (leaves.size() == 1)
    flow(from, leaves.front());
}

bool Solver::stepInterface() {
  switch (word.opcode()) {
  case Opcode::IfaceAssign:
    ifaceAssign();
    return true;
  case Opcode::IfaceAssert: {
    auto *layout = metadata<MetaIfaceAssertLayout>();
    if (layout->assertKind == AssertKind::Implements) {
      out(word.a, terms.header(layout->targetId));
      return true;
    }
    const Leaves &leaves = meta.leaves(layout->targetId);
    if (leaves.size() != layout->result.size())
      terms.conflict("an assertion to a type of other width");
    else
      out(word.a, leaves);
    return true;
  }
  case Opcode::Recover:
    out(word.a, terms.header(0));
    return true;
  default:
    return false;
  }
}
