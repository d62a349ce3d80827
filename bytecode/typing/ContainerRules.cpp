//===- ContainerRules.cpp - Strings, arrays, slices, maps, queues ---------===//

#include "bytecode/typing/Solver.h"

using namespace vo::bc;
using namespace vo::bc::typing;

void Solver::makeArray(TermKind kind) {
  std::span<const SlotType> layout = verify::elemTypeLayout(site());
  std::optional<int64_t> elem = constant(word.b);
  RowId row = none;
  if (elem) {
    ValueMeta described{uint32_t(*elem)};
    row = meta.elementRow(described);
    if (word.flags && packingOf(word.flags) != packingOf(described.kind()))
      terms.conflict("elements " + terms.rowText(row) + " of another size");
  } else {
    terms.conflict("the type of the elements is not a constant");
  }
  if (row == none || (layout.empty() && terms.extent(row)))
    row = terms.row(fresh(layout));
  if (terms.extent(row) != layout.size()) {
    terms.conflict("elements of " + std::to_string(layout.size()) +
                   " slots for " + terms.rowText(row));
    row = terms.row(fresh(layout));
  }
  TermId made = terms.make(kind, row);
  if (kind == TermKind::Array) {
    std::optional<int64_t> length = constant(word.c);
    if (!length)
      terms.conflict("the length of the new array is not a constant");
    else if (*length > 0)
      terms.demandLength(made, uint64_t(*length));
  }
  out(word.a, made);
  note(made, terms.rowOf(row).closed);
}

/// The container in a slot, with elements as the instruction moves them.
TermId Solver::elements(TermKind kind, uint32_t container) {
  TermId term = in(container);
  if (!terms.demand(term, kind))
    term = terms.make(kind);
  auto *layout = metadata<MetaElemLayout>();
  if (layout && layout->elemBytes == 0)
    return term;
  Leaves leaves = fresh(verify::elemTypeLayout(site()));
  // The instruction says how single numbers are stored, unless they take a
  // slot: that may also be an array of one narrow number.
  if (Packing packing = packingOf(word.flags);
      leaves.size() == 1 && packing > Packing::Slots)
    terms.unify(leaves.front(), Universe::packed(packing));
  terms.unifyRows(terms.term(term).rows[0], terms.row(std::move(leaves)));
  return term;
}

void Solver::element(TermKind kind, uint32_t container, uint32_t values,
                     bool isSet) {
  TermId term = elements(kind, container);
  Leaves leaves = terms.rowOf(terms.term(term).rows[0]).closed;
  leaves.resize(std::min(leaves.size(), verify::elemLayout(site()).size()));
  note(term, leaves);
  if (isSet)
    store(leaves, values);
  else
    out(values, leaves);
}

void Solver::elementAddress(TermKind kind) {
  TermId container = in(word.b);
  terms.demand(container, kind);
  if (metadata<MetaElemLayout>())
    elements(kind, word.b);
  RowId run = terms.openRow();
  terms.markInterior(run);
  out(word.a, terms.make(TermKind::Pointer, run));
  add({Constraint::Element, terms.place, container, run});
}

/// SliceSlice of an array that lies in another object.
void Solver::inlineView() {
  std::optional<int64_t> elem = constant(word.b + 2u),
                         length = constant(word.b + 5u);
  TermId view = terms.make(TermKind::Slice);
  if (elem) {
    view = terms.make(TermKind::Slice,
                      meta.elementRow(ValueMeta(uint32_t(*elem))));
  }
  out(word.a, view);
  if (!elem || !length || *length < 0)
    return terms.conflict("the array's type is not a constant");
  // What the view shows lies one after the other behind the pointer.
  const Leaves leaves = terms.rowOf(terms.term(view).rows[0]).closed;
  Layout layout;
  for (TermId leaf : leaves)
    layout.push_back(slotTypeOf(leaf));
  if (uint64_t(*length) * leaves.size() > UINT16_MAX)
    return terms.conflict("a view of " + std::to_string(*length) + " elements");
  TermId data = in(word.b + 1u);
  terms.demand(data, TermKind::Pointer);
  for (int64_t i = 0; i < *length && !leaves.empty(); ++i)
    link(access(data, uint32_t(i * leaves.size()), layout), leaves, "view");
  note(data, leaves);
}

SlotType Solver::slotTypeOf(TermId leaf) const {
  switch (terms.kind(leaf)) {
  case TermKind::Value:
    return SlotType::Value;
  case TermKind::Float:
    return SlotType::Float;
  case TermKind::IfaceHeader:
    return SlotType::Interface0;
  case TermKind::IfaceData:
    return SlotType::Interface1;
  default:
    return SlotType::GcRef;
  }
}

void Solver::sliceSlice() {
  if (word.flags & flag::sliceInline)
    return inlineView();
  TermId source = in(word.b);
  if (!(word.flags & flag::sliceArray)) {
    terms.demand(source, TermKind::Slice);
    return out(word.a, source);
  }
  RowId row = terms.demand(source, TermKind::Array) ? terms.term(source).rows[0]
                                                    : terms.openRow();
  out(word.a, terms.make(TermKind::Slice, row));
}

void Solver::sliceAppend() {
  TermId slice = elements(TermKind::Slice, word.b);
  RowId row = terms.term(slice).rows[0];
  Leaves leaves = terms.rowOf(row).closed;
  if (std::optional<int64_t> elem = constant(word.c)) {
    RowId described = meta.elementRow(ValueMeta(uint32_t(*elem)));
    if (terms.extent(described) == leaves.size())
      terms.unifyRows(row, described);
    else if (terms.extent(described) && !leaves.empty())
      terms.conflict("an element " + terms.rowText(described) +
                     " appended to " + terms.text(slice));
  } else {
    terms.conflict("the type of the element is not a constant");
  }
  note(slice, leaves);
  leaves.resize(std::min(leaves.size(), verify::elemLayout(site()).size()));
  store(leaves, word.c + (word.flags ? 1u : 2u));
  out(word.a, slice);
}

void Solver::mapNew() {
  auto *layout = metadata<MetaMapNew>();
  std::optional<int64_t> metas = constant(word.b), key = constant(word.b + 1u);
  RowId rows[2] = {none, none};
  if (metas && key && uint64_t(*key) < module.runtimeTypes.size()) {
    rows[0] = meta.typeRow(uint32_t(*key));
    rows[1] = meta.valueRow(ValueMeta(uint32_t(*metas)));
  } else {
    terms.conflict("the type of the new map is not a constant");
  }
  const Layout *layouts[] = {&layout->key, &layout->val};
  for (unsigned i = 0; i < 2; ++i)
    if (rows[i] == none || terms.extent(rows[i]) != layouts[i]->size()) {
      if (rows[i] != none)
        terms.conflict("a map with " + std::to_string(layouts[i]->size()) +
                       " slots for " + terms.rowText(rows[i]));
      rows[i] = terms.row(fresh(*layouts[i]));
    }
  out(word.a, terms.make(TermKind::Map, rows[0], rows[1]));
}

/// The map or iterator in a slot, with keys and values of these layouts.
TermId Solver::mapOf(TermKind kind, uint32_t slot, const Layout &key,
                     const Layout *val) {
  TermId map = in(slot);
  if (!terms.demand(map, kind))
    map = terms.make(kind);
  terms.unifyRows(terms.term(map).rows[0], terms.row(fresh(key)));
  if (val)
    terms.unifyRows(terms.term(map).rows[1], terms.row(fresh(*val)));
  Leaves both = terms.rowOf(terms.term(map).rows[0]).closed;
  if (val) {
    const Leaves &second = terms.rowOf(terms.term(map).rows[1]).closed;
    both.insert(both.end(), second.begin(), second.end());
  }
  note(map, both);
  return map;
}

bool Solver::stepMap() {
  auto rowLeaves = [&](TermId map, unsigned which) {
    return terms.rowOf(terms.term(map).rows[which]).closed;
  };
  switch (word.opcode()) {
  case Opcode::MapNew:
    mapNew();
    return true;
  case Opcode::MapGet: {
    auto *layout = metadata<MetaMapGet>();
    TermId map = mapOf(TermKind::Map, word.b, layout->key, &layout->val);
    store(rowLeaves(map, 0), word.c + 1u);
    out(word.a, rowLeaves(map, 1));
    return true;
  }
  case Opcode::MapSet: {
    auto *layout = metadata<MetaMapSet>();
    TermId map = mapOf(TermKind::Map, word.a, layout->key, &layout->val);
    store(rowLeaves(map, 0), word.b + 1u);
    store(rowLeaves(map, 1), word.c);
    return true;
  }
  case Opcode::MapDelete: {
    TermId map =
        mapOf(TermKind::Map, word.a, metadata<MetaMapDelete>()->key, nullptr);
    store(rowLeaves(map, 0), word.b + 1u);
    return true;
  }
  case Opcode::MapLen:
    terms.demand(in(word.b), TermKind::Map);
    return true;
  case Opcode::MapIterInit: {
    TermId map = in(word.b);
    if (!terms.demand(map, TermKind::Map))
      return true;
    const Term &known = terms.term(map);
    TermId iterator =
        terms.make(TermKind::MapIterator, known.rows[0], known.rows[1]);
    out(word.a + mapIteratorSlot, iterator);
    out(word.a + mapIteratorMapSlot, map);
    return true;
  }
  case Opcode::MapIterNext: {
    auto *layout = metadata<MetaMapIterNext>();
    TermId iterator = mapOf(TermKind::MapIterator, word.b + mapIteratorSlot,
                            layout->key, &layout->val);
    Leaves both = rowLeaves(iterator, 0), values = rowLeaves(iterator, 1);
    both.insert(both.end(), values.begin(), values.end());
    out(word.a, both);
    return true;
  }
  default:
    return false;
  }
}

void Solver::queueNew() {
  const Layout &layout = metadata<MetaQueueLayout>()->elem;
  std::optional<int64_t> packed = constant(word.b);
  RowId row = none;
  if (packed && ValueRttid(uint32_t(uint64_t(*packed) >> 32)).id() <
                    module.runtimeTypes.size()) {
    row = meta.typeRow(ValueRttid(uint32_t(uint64_t(*packed) >> 32)).id());
  } else {
    terms.conflict("the type of the elements is not a constant");
  }
  if (row == none || terms.extent(row) != layout.size()) {
    if (row != none)
      terms.conflict("elements of " + std::to_string(layout.size()) +
                     " slots for " + terms.rowText(row));
    row = terms.row(fresh(layout));
  }
  bool isPort = word.flags & flag::queuePort;
  out(word.a, terms.make(isPort ? TermKind::Port : TermKind::Channel, row));
}

/// The leaves of an element of the channel or port in a slot.
Leaves Solver::queueElement(uint32_t slot) {
  TermId queue = in(slot);
  if (!terms.demand(queue, TermKind::Queue))
    queue = terms.make(TermKind::Queue);
  RowId row = terms.term(queue).rows[0];
  terms.unifyRows(row, terms.row(fresh(metadata<MetaQueueLayout>()->elem)));
  Leaves leaves = terms.rowOf(row).closed;
  note(queue, leaves);
  return leaves;
}

bool Solver::stepContainer() {
  switch (word.opcode()) {
  case Opcode::ArrayNew:
    makeArray(TermKind::Array);
    return true;
  case Opcode::SliceNew:
    makeArray(TermKind::Slice);
    return true;
  case Opcode::ArrayGet:
    element(TermKind::Array, word.b, word.a, false);
    return true;
  case Opcode::ArraySet:
    element(TermKind::Array, word.a, word.c, true);
    return true;
  case Opcode::SliceGet:
    element(TermKind::Slice, word.b, word.a, false);
    return true;
  case Opcode::SliceSet:
    element(TermKind::Slice, word.a, word.c, true);
    return true;
  case Opcode::ArrayAddr:
    elementAddress(TermKind::Array);
    return true;
  case Opcode::SliceAddr:
    elementAddress(TermKind::Slice);
    return true;
  case Opcode::SliceLen:
  case Opcode::SliceCap:
    terms.demand(in(word.b), TermKind::Slice);
    return true;
  case Opcode::SliceSlice:
    sliceSlice();
    return true;
  case Opcode::SliceAppend:
    sliceAppend();
    return true;
  case Opcode::QueueNew:
    queueNew();
    return true;
  case Opcode::QueueSend:
  case Opcode::SelectSend:
    store(queueElement(word.a), word.b);
    return true;
  case Opcode::QueueRecv:
  case Opcode::SelectRecv:
    out(word.a, queueElement(word.b));
    return true;
  case Opcode::QueueClose:
    terms.demand(in(word.a), TermKind::Queue);
    return true;
  case Opcode::QueueLen:
  case Opcode::QueueCap:
    terms.demand(in(word.b), TermKind::Queue);
    return true;
  default:
    return stepMap();
  }
}
