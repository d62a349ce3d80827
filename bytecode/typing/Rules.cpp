//===- Rules.cpp - What each instruction says about types -----------------===//

#include "bytecode/typing/Solver.h"

using namespace vo::bc;
using namespace vo::bc::typing;

void Solver::step() {
  if (stepMemory() || stepContainer() || stepCall() || stepInterface())
    return;
  stepNumbers();
}

//===----------------------------------------------------------------------===//
// Numbers, and comparisons of references
//===----------------------------------------------------------------------===//

/// x + y * f of affine values, where y is a constant unless f is 1.
static Offset sum(const Offset &x, const Offset &y, int64_t factor) {
  Offset out = x;
  out.constant =
      int64_t(uint64_t(x.constant) + uint64_t(y.constant) * uint64_t(factor));
  for (Offset::Index index : y.indices) {
    index.stride = int64_t(uint64_t(index.stride) * uint64_t(factor));
    out.indices.push_back(index);
  }
  return out;
}

/// What is known of the number in a slot for address computations.
std::optional<Offset> Solver::number(uint32_t slot) const {
  ssa::ValueId id = value(slot);
  if (id == ssa::noValue)
    return std::nullopt;
  if (std::optional<int64_t> known = constant(slot))
    return Offset{*known, {}};
  // A check says more about a sum than what it is made of.
  auto bound = bounds.find(id);
  if (bound != bounds.end() && bound->second == 1)
    return Offset{};
  if (bound != bounds.end())
    return Offset{0, {{id, 1, bound->second}}};
  return affine[id];
}

/// Where slots of arrays are used for other things, a copy is a value of its
/// own. That of an element is not the element, which may change afterwards.
void Solver::copyNumber(uint32_t from, uint32_t to) {
  ssa::ValueId made = fn->frame->written(pc, to), source = value(from);
  if (made == ssa::noValue || made == source || fn->isIndexed(made))
    return;
  if (!fn->isIndexed(source))
    affine[made] = number(from);
  else if (auto bound = bounds.find(source); bound != bounds.end())
    affine[made] = Offset{0, {{made, 1, bound->second}}};
}

void Solver::stepNumbers() {
  Opcode opcode = word.opcode();
  switch (opcode) {
  case Opcode::AddI:
  case Opcode::SubI:
  case Opcode::MulI: {
    std::optional<Offset> x = number(word.b), y = number(word.c);
    ssa::ValueId to = fn->frame->written(pc, word.a);
    // Long sums are nothing that an address is made of.
    if (!x || !y || to == ssa::noValue ||
        x->indices.size() + y->indices.size() > maxIndices)
      return;
    if (opcode == Opcode::AddI)
      affine[to] = sum(*x, *y, 1);
    else if (opcode == Opcode::SubI)
      affine[to] = sum(*x, *y, -1);
    else if (y->indices.empty())
      affine[to] = sum({}, *x, y->constant);
    else if (x->indices.empty())
      affine[to] = sum({}, *y, x->constant);
    return;
  }
  case Opcode::EqI:
  case Opcode::NeI: {
    ssa::ValueId x = value(word.b), y = value(word.c);
    if (fn->zeros[x] || fn->zeros[y] || !terms.isReference(typeOf(x)) ||
        !terms.isReference(typeOf(y)))
      return;
    return add({Constraint::Equal, terms.place, typeOf(x), typeOf(y)});
  }
  case Opcode::LoadConst:
    if (std::holds_alternative<ConstFloat>(module.constants[word.b]))
      floatOut(Universe::real);
    return;
  case Opcode::ConvI2F:
    return floatOut(word.flags & flag::toFloat32 ? Universe::real32
                                                 : Universe::real);
  case Opcode::ConvF64F32:
    floatIn(word.b, Universe::real);
    return floatOut(Universe::real32);
  case Opcode::ConvF32F64:
    floatIn(word.b, Universe::real32);
    return floatOut(Universe::real);
  default:
    if ((opcode >= Opcode::AddF && opcode <= Opcode::NegF) ||
        (opcode >= Opcode::EqF && opcode <= Opcode::GeF) ||
        opcode == Opcode::ConvF2I)
      return stepFloats();
    return stepStrings();
  }
}

/// Float32 values are widened before anything is done with them.
void Solver::stepFloats() {
  floatIn(word.b, Universe::real);
  if (info(word.opcode())->operands[2].isSlot())
    floatIn(word.c, Universe::real);
  floatOut(Universe::real);
}

/// Numbers may also be kept as raw bits in a Value slot.
void Solver::floatIn(uint32_t slot, TermId type) {
  if (def->slotTypes[slot] == SlotType::Float)
    flow(value(slot), type);
}

void Solver::floatOut(TermId type) {
  if (def->slotTypes[word.a] == SlotType::Float)
    out(word.a, type);
}

/// Every reference that a string instruction touches is a string.
void Solver::stepStrings() {
  Opcode opcode = word.opcode();
  if (opcode < Opcode::StrNew || opcode > Opcode::StrDecodeRune)
    return;
  for (const ssa::SlotRange &range : fn->frame->reads(pc))
    for (size_t i = 0; i < range.values.size(); ++i)
      if (def->slotTypes[range.start + i] == SlotType::GcRef)
        terms.unify(typeOf(range.values[i]), Universe::string);
  if (def->slotTypes[word.a] == SlotType::GcRef)
    out(word.a, Universe::string);
}

//===----------------------------------------------------------------------===//
// Frame, globals, objects
//===----------------------------------------------------------------------===//

bool Solver::stepMemory() {
  switch (word.opcode()) {
  case Opcode::Copy:
  case Opcode::CopyN: {
    uint32_t count = word.opcode() == Opcode::Copy ? 1 : word.c;
    for (uint32_t i = 0; i < count; ++i)
      if (ssa::ValueId from = value(word.b + i); from != ssa::noValue) {
        if (fn->zeros[from])
          fn->zeros[fn->frame->written(pc, word.a + i)] =
              fn->types[fn->frame->written(pc, word.a + i)] == none;
        else
          out(word.a + i, typeOf(from));
        copyNumber(word.b + i, word.a + i);
      }
    return true;
  }
  case Opcode::SlotGet:
  case Opcode::SlotGetN:
  case Opcode::SlotSet:
  case Opcode::SlotSetN:
    indexedRun();
    return true;
  case Opcode::GlobalGet:
  case Opcode::GlobalGetN: {
    uint32_t count = word.opcode() == Opcode::GlobalGet ? 1 : word.flags;
    for (uint32_t i = 0; i < count; ++i)
      out(word.a + i, out_.globalTypes[word.b + i]);
    return true;
  }
  case Opcode::GlobalSet:
  case Opcode::GlobalSetN: {
    uint32_t count = word.opcode() == Opcode::GlobalSet ? 1 : word.flags;
    for (uint32_t i = 0; i < count; ++i)
      flow(value(word.b + i), out_.globalTypes[word.a + i]);
    return true;
  }
  case Opcode::PtrNew: {
    const Layout &layout = metadata<MetaPtrLayout>()->valueLayout;
    std::optional<int64_t> word32 = constant(word.b);
    RowId row = word32 ? meta.objectRow(ValueMeta(uint32_t(*word32)))
                       : terms.row(fresh(layout));
    if (!word32)
      terms.conflict("the type of the new object is not a constant");
    if (terms.extent(row) != layout.size())
      terms.conflict("an object of " + std::to_string(layout.size()) +
                     " slots for " + terms.rowText(row));
    out(word.a, terms.make(TermKind::Pointer, row));
    note(none, terms.rowOf(row).closed);
    return true;
  }
  case Opcode::PtrGet:
  case Opcode::PtrGetN: {
    TermId base = in(word.b);
    Leaves leaves =
        access(base, word.c, metadata<MetaPtrLayout>()->valueLayout);
    note(base, leaves);
    out(word.a, leaves);
    return true;
  }
  case Opcode::PtrSet:
  case Opcode::PtrSetN: {
    const Layout &layout = metadata<MetaPtrLayout>()->valueLayout;
    std::optional<uint32_t> made = newClosure(value(word.a));
    TermId base = in(word.a);
    Leaves leaves = made && word.b >= 1 ? captured(*made, word.b - 1, layout)
                                        : access(base, word.b, layout);
    note(base, leaves);
    store(leaves, word.c);
    return true;
  }
  case Opcode::PtrAdd:
    ptrAdd();
    return true;
  default:
    return false;
  }
}

/// The slots at `from` and on move to where `leaves` are wanted.
void Solver::store(const Leaves &leaves, uint32_t from) {
  for (uint32_t i = 0; i < leaves.size(); ++i)
    flow(value(from + i), leaves[i]);
}

void Solver::note(TermId base, const Leaves &leaves) {
  Access access{pc, base, {}};
  for (TermId leaf : leaves)
    if (terms.isReference(leaf))
      access.references.push_back(leaf);
  fn->accessList.push_back(std::move(access));
}

/// The leaves of an object's slots.
Leaves Solver::access(TermId base, uint32_t offset,
                      std::span<const SlotType> layout) {
  if (terms.kind(base) == TermKind::Unknown)
    terms.demand(base, TermKind::Pointer);
  Leaves out;
  if (terms.kind(base) == TermKind::Pointer) {
    RowId row = terms.term(base).rows[0];
    for (uint32_t i = 0; i < layout.size(); ++i)
      out.push_back(terms.leaf(row, offset + i, layout[i]));
    return out;
  }
  out = fresh(layout);
  if (terms.kind(base) != TermKind::Array) {
    terms.conflict(terms.text(base) + " used as pointer");
    return out;
  }
  for (uint32_t i = 0; i < out.size(); ++i) {
    Constraint word{Constraint::ArrayWord, terms.place, base, out[i]};
    word.offset.constant = offset + i;
    add(std::move(word));
  }
  return out;
}

void Solver::indexedRun() {
  const Layout &layout = metadata<MetaSlotLayout>()->elemLayout;
  bool isGet =
      word.opcode() == Opcode::SlotGet || word.opcode() == Opcode::SlotGetN;
  ssa::ValueId some = fn->frame->indexed(pc);
  if (some == ssa::noValue)
    return;
  ssa::ValueId web = fn->frame->web(some);
  ssa::IndexedRun run = fn->frame->run(pc);
  if (runsSeen.insert({web, run.base, run.width, run.length}).second) {
    terms.spend(run.size());
    for (uint32_t i = run.width; i < run.size(); ++i)
      if (def->slotTypes[run.base + i] != SlotType::Value)
        terms.unify(memoryTerm(web, run.base + i),
                    memoryTerm(web, run.base + i % run.width));
  }
  Leaves element;
  for (uint32_t i = 0; i < layout.size(); ++i)
    element.push_back(memoryTerm(web, run.base + i));
  if (isGet)
    out(word.a, element);
  else
    store(element, word.c);
}

void Solver::ptrAdd() {
  RowId run = terms.openRow();
  terms.markInterior(run);
  out(word.a, terms.make(TermKind::Pointer, run));
  std::optional<Offset> offset = number(word.c);
  if (!offset)
    return terms.conflict("the offset is neither a constant nor made of "
                          "indices that have been checked");
  fn->offsets[pc] = *offset;
  Constraint lies{Constraint::Interior, terms.place, in(word.b), run};
  lies.offset = std::move(*offset);
  addToAddress(lies, value(word.b));
  add(std::move(lies));
}

/// A constant added to an address: the sum lies in what that one lies in. Only
/// there it can be told what begins at it, since the row between has gaps where
/// an index leaves open what it names.
void Solver::addToAddress(Constraint &lies, ssa::ValueId base) const {
  const ssa::FrameSsa &frame = *fn->frame;
  while (lies.offset.indices.empty() && base != ssa::noValue) {
    const ssa::Value &made = frame.value(base);
    if (made.kind != ssa::Value::Def || fn->isIndexed(base) ||
        def->code[made.at].opcode() != Opcode::PtrAdd)
      return;
    auto added = fn->offsets.find(made.at);
    base = frame.read(made.at, def->code[made.at].b);
    if (added == fn->offsets.end() || base == ssa::noValue ||
        fn->types[base] == none)
      return;
    lies.x = fn->types[base];
    lies.offset = sum(lies.offset, added->second, 1);
  }
}

//===----------------------------------------------------------------------===//
// Closures
//===----------------------------------------------------------------------===//

std::optional<uint32_t> Solver::newClosure(ssa::ValueId id) const {
  if (id == ssa::noValue)
    return std::nullopt;
  const ssa::Value &what = fn->frame->value(id);
  if (what.kind != ssa::Value::Def ||
      def->code[what.at].opcode() != Opcode::ClosureNew)
    return std::nullopt;
  return def->code[what.at].functionId();
}

/// Captures of a method closure are the receiver.
Leaves Solver::captured(uint32_t function, uint32_t offset,
                        std::span<const SlotType> layout) {
  const FunctionDef &callee = module.functions[function];
  FunctionTyping &typing = *out_.typed[function];
  const Leaves &from =
      callee.recvSlots ? typing.paramTypes : typing.captureTypes;
  uint32_t count = callee.recvSlots ? callee.recvSlots
                                    : uint32_t(typing.captureTypes.size());
  if (offset + layout.size() > count) {
    terms.conflict("capture " + std::to_string(offset) + " of " + callee.name +
                   ", which has " + std::to_string(count));
    return fresh(layout);
  }
  return Leaves(from.begin() + offset, from.begin() + offset + layout.size());
}

TermId Solver::closureOf(uint32_t function, uint32_t captures) {
  const FunctionDef &callee = module.functions[function];
  FunctionTyping &typing = *out_.typed[function];
  uint32_t skip = callee.recvSlots && captures   ? callee.recvSlots
                  : captures || callee.isClosure ? 1
                                                 : 0;
  auto [it, isNew] = closures.try_emplace({function, skip}, none);
  if (isNew) {
    skip = std::min<uint32_t>(skip, callee.paramSlots);
    RowId params =
        terms.row({typing.paramTypes.begin() + skip, typing.paramTypes.end()});
    it->second =
        terms.make(TermKind::Closure, params, terms.row(typing.resultTypes));
  }
  return it->second;
}
