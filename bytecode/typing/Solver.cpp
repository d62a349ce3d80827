//===- Solver.cpp - What functions start with, and the walk ---------------===//

#include "bytecode/typing/Solver.h"

#include "bytecode/typing/Reachable.h"

using namespace vo::bc;
using namespace vo::bc::typing;

Solver::Solver(const Module &module, const Options &options, ModuleTyping &out)
    : module(module), options(options), out_(out), terms(*out.universe),
      meta(*out.meta) {
  terms.onConflict = [this](std::string message) { file(std::move(message)); };
  terms.onWake = [this](uint32_t watcher) {
    Constraint &constraint = constraints[watcher];
    if (constraint.isSolved || constraint.isQueued)
      return;
    constraint.isQueued = true;
    queue.push_back(watcher);
  };
  terms.onArrayWord = [this](TermId array, uint32_t offset, TermId leaf) {
    Constraint word{Constraint::ArrayWord, terms.place, array, leaf};
    word.offset.constant = offset;
    add(std::move(word));
  };
}

void Solver::file(std::string message, Diagnostic::Kind kind) {
  if (out_.found.size() >= options.maxDiagnostics)
    return;
  Diagnostic each;
  each.kind = kind;
  each.message = std::move(message);
  each.function = terms.place.function;
  each.instruction = terms.place.pc;
  if (each.function != none) {
    const FunctionDef &function = module.functions[each.function];
    each.functionName = function.name;
    if (each.instruction != none)
      each.opcodeName = name(function.code[each.instruction].opcode());
  }
  out_.found.push_back(std::move(each));
}

void Solver::run() {
  for (uint32_t each : out_.reachable) {
    prepareFunction(each);
    if (!out_.typed[each]->frame)
      return;
  }
  seedGlobals();
  for (uint32_t each : out_.reachable)
    seedFunction(each);
  terms.place = {};
  for (const NamedTypeMeta &type : module.namedTypeMetas)
    for (const MethodInfo &method : type.methods)
      if (out_.typed[method.funcId])
        seedMethod(type, method);
  for (uint32_t each : out_.reachable)
    typeFunction(each);
  finish();
  // The results outlive this.
  terms.onConflict = [](const std::string &) {};
  terms.onWake = [](uint32_t) {};
  terms.onArrayWord = [](TermId, uint32_t, TermId) {};
  if (terms.isExhausted()) {
    terms.place = {};
    file("finding the types takes too many steps");
  }
}

//===----------------------------------------------------------------------===//
// Before the code
//===----------------------------------------------------------------------===//

void Solver::prepareFunction(uint32_t each) {
  const FunctionDef &function = module.functions[each];
  auto typing = std::make_unique<FunctionTyping>();
  typing->module = &module;
  typing->def = &function;
  typing->proven =
      std::make_unique<verify::ProvenFacts>(out_.tables->proofs, each);
  typing->frame = ssa::FrameSsa::build(out_.tables->context, function,
                                       *typing->proven, options.maxSteps);
  if (typing->frame) {
    typing->findReached();
  } else {
    terms.place = {each, none};
    file("the frame is too large or indexed without a bound");
  }
  std::span<const SlotType> slots = function.slotTypes;
  typing->paramTypes = fresh(slots.first(function.paramSlots));
  typing->resultTypes = fresh(function.retSlotTypes);
  typing->captureTypes = fresh(function.captureSlotTypes);
  out_.typed[each] = std::move(typing);
}

void Solver::seedGlobals() {
  for (const GlobalDef &global : module.globals) {
    ValueMeta word(global.valueKind, global.metaId);
    Leaves mine;
    if (global.valueKind == ValueKind::Struct)
      mine = {terms.make(TermKind::Pointer, meta.structRow(global.metaId))};
    else if (global.valueKind == ValueKind::Array)
      mine = {meta.box(global.metaId)};
    else
      mine = meta.leaves(word);
    if (mine.size() != global.slotTypes.size())
      mine = fresh(global.slotTypes);
    out_.globalTypes.insert(out_.globalTypes.end(), mine.begin(), mine.end());
  }
}

/// The same value in a register.
void Solver::unifyRegisters(TermId x, TermId y) {
  if (terms.kind(x) != TermKind::Value || terms.kind(y) != TermKind::Value)
    terms.unify(x, y);
}

void Solver::seedFunction(uint32_t each) {
  const FunctionDef &function = module.functions[each];
  FunctionTyping &typing = *out_.typed[each];
  terms.place = {each, none};
  if (!function.paramTypes.empty()) {
    uint32_t slot = verify::firstTransferredSlot(function);
    for (const TransferType &transfer : function.paramTypes)
      for (TermId leaf : meta.leaves(transfer.rttid.id()))
        if (slot < typing.paramTypes.size())
          unifyRegisters(typing.paramTypes[slot++], leaf);
  }
  for (size_t i = 0; i < function.captureTypes.size(); ++i) {
    uint32_t rttid = function.captureTypes[i].rttid.id();
    // A captured array is an array object or lies flat in another: what is
    // captured decides.
    if (!std::holds_alternative<RuntimeArray>(meta.resolved(rttid)))
      terms.unify(typing.captureTypes[i], meta.box(rttid));
  }
}

void Solver::seedMethod(const NamedTypeMeta &type, const MethodInfo &method) {
  const FunctionDef &function = module.functions[method.funcId];
  FunctionTyping &typing = *out_.typed[method.funcId];
  terms.place = {method.funcId, none};
  uint32_t underlying = type.underlyingRttid.id();
  bool isBoxed = method.isPointerReceiver || method.receiverIsIfaceBoxed;
  Leaves receiver =
      isBoxed ? Leaves{meta.box(underlying)} : meta.leaves(underlying);
  if (receiver.size() == function.recvSlots)
    for (size_t i = 0; i < receiver.size(); ++i)
      unifyRegisters(typing.paramTypes[i], receiver[i]);
  const Term &signature = terms.term(meta.signature(method.signatureRttid));
  Leaves params(typing.paramTypes.begin() + function.recvSlots,
                typing.paramTypes.end());
  RowId rows[] = {signature.rows[0], signature.rows[1]};
  terms.unifyRows(rows[0], terms.registerRow(params));
  terms.unifyRows(rows[1], terms.registerRow(typing.resultTypes));
}

//===----------------------------------------------------------------------===//
// The walk
//===----------------------------------------------------------------------===//

TermId Solver::memoryTerm(ssa::ValueId web, uint32_t slot) {
  auto [it, isNew] = memory.try_emplace({web, slot}, none);
  if (isNew)
    it->second = terms.forSlot(def->slotTypes[slot]);
  return it->second;
}

TermId Solver::typeOf(ssa::ValueId value) {
  if (value == ssa::noValue)
    return terms.fresh();
  TermId &type = fn->types[value];
  if (type == none) {
    const ssa::Value &what = fn->frame->value(value);
    bool isParam =
        what.kind == ssa::Value::Initial && what.slot < def->paramSlots;
    type = isParam ? fn->paramTypes[what.slot]
           : def->slotTypes[what.slot] == SlotType::Value
               ? Universe::value
               : terms.forSlot(def->slotTypes[what.slot]);
  }
  return type;
}

void Solver::out(uint32_t slot, TermId term) {
  ssa::ValueId value = fn->frame->written(pc, slot);
  if (value == ssa::noValue)
    return;
  if (fn->types[value] == none &&
      (terms.isReference(term) || def->slotTypes[slot] != SlotType::GcRef))
    fn->types[value] = term;
  else
    unifyRegisters(typeOf(value), term);
}

void Solver::out(uint32_t slot, const Leaves &leaves) {
  for (TermId leaf : leaves)
    out(slot++, leaf);
}

void Solver::link(const Leaves &x, const Leaves &y, std::string_view what) {
  if (x.size() != y.size())
    return terms.conflict(std::string(what) + ": " + std::to_string(x.size()) +
                          " slots against " + std::to_string(y.size()));
  for (size_t i = 0; i < x.size(); ++i)
    unifyRegisters(x[i], y[i]);
}

void Solver::flow(ssa::ValueId from, TermId to) {
  if (from == ssa::noValue || fn->zeros[from])
    return;
  TermId type = typeOf(from);
  // Numbers in registers take a slot, however they are stored.
  if (terms.kind(type) == TermKind::Value && terms.kind(to) == TermKind::Value)
    return;
  if (!terms.isReference(type))
    return terms.unify(type, to);
  add({Constraint::Flow, terms.place, type, to});
}

void Solver::typeFunction(uint32_t each) {
  id = each;
  fn = out_.typed[each].get();
  def = &module.functions[each];
  const ssa::FrameSsa &frame = *fn->frame;
  terms.place = {id, none};
  fn->types.assign(frame.numValues(), none);
  fn->zeros.assign(frame.numValues(), false);
  affine.assign(frame.numValues(), std::nullopt);
  bounds.clear();
  memory.clear();
  runsSeen.clear();
  if (frame.cfg().blocks.empty())
    return;
  for (ssa::ValueId v = 0; v < frame.numValues(); ++v) {
    const ssa::Value &what = frame.value(v);
    if (fn->isIndexed(v)) {
      fn->types[v] = memoryTerm(frame.web(v), what.slot);
      if (what.kind == ssa::Value::Initial && what.slot < def->paramSlots)
        terms.unify(fn->types[v], fn->paramTypes[what.slot]);
      continue;
    }
    if (what.kind == ssa::Value::Initial)
      fn->zeros[v] = what.slot >= def->paramSlots;
    else if (what.kind == ssa::Value::Def)
      fn->zeros[v] = isZeroLoad(module, def->code[what.at]);
  }

  // Bounds hold in what the block that checks them dominates.
  struct Open {
    uint32_t block;
    size_t mark;
  };
  std::vector<Open> open;
  std::vector<Bound> undo;
  for (uint32_t block : frame.dominators().preorder()) {
    while (!open.empty() &&
           open.back().block != frame.dominators().immediateDominator(block)) {
      for (; undo.size() > open.back().mark; undo.pop_back()) {
        if (undo.back().before)
          bounds[undo.back().value] = *undo.back().before;
        else
          bounds.erase(undo.back().value);
      }
      open.pop_back();
    }
    open.push_back({block, undo.size()});
    for (pc = frame.cfg().blocks[block].begin; pc < fn->end(block); ++pc) {
      if (!terms.spend(1))
        return;
      word = def->code[pc];
      terms.place = {id, pc};
      if (word.opcode() == Opcode::IndexCheck)
        noteBound(undo);
      step();
      for (const ssa::SlotRange &range : frame.writes(pc))
        for (ssa::ValueId value : range.values)
          typeOf(value);
    }
  }
  typePhis();
}

void Solver::noteBound(std::vector<Bound> &undo) {
  std::optional<int64_t> length = constant(word.b);
  ssa::ValueId index = value(word.a);
  if (!length || *length < 0 || index == ssa::noValue)
    return;
  auto it = bounds.find(index);
  std::optional<uint64_t> before;
  if (it != bounds.end())
    before = it->second;
  undo.push_back({index, before});
  bounds[index] = std::min(before.value_or(UINT64_MAX), uint64_t(*length));
}

void Solver::typePhis() {
  const ssa::FrameSsa &frame = *fn->frame;
  auto flowAlong = [&](uint32_t block, size_t edge) {
    for (const ssa::Phi &phi : frame.phis(block))
      flow(phi.operands[edge], typeOf(phi.value));
  };
  for (uint32_t block = 0; block < frame.cfg().blocks.size(); ++block) {
    if (!fn->isReached(block) || fn->stops(block))
      continue;
    std::span<const uint32_t> to = frame.dominators().successors(block);
    for (size_t i = 0; i < to.size(); ++i) {
      terms.place = {id, frame.cfg().blocks[to[i]].begin};
      flowAlong(to[i], frame.dominators().edgeIndices(block)[i]);
    }
  }
  // The first block's phis have the function's entry as last operand.
  terms.place = {id, 0};
  for (const ssa::Phi &phi : frame.phis(0))
    flow(phi.operands.back(), typeOf(phi.value));
  // Zeros that only move have no other type.
  for (ssa::ValueId value = 0; value < frame.numValues(); ++value)
    typeOf(value);
}
