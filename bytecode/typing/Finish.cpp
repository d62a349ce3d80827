//===- Finish.cpp - What is still open when all code has been seen --------===//
//
// In this order: moves and comparisons of references that nothing is known of
// make them the same; addresses take the struct or array that begins there;
// references take what they come from; gaps in addresses are what the base has;
// open rows are closed. What is decided wakes the constraints that wait for it.
//
//===----------------------------------------------------------------------===//

#include "bytecode/typing/Solver.h"

#include <algorithm>

using namespace vo::bc;
using namespace vo::bc::typing;

//===----------------------------------------------------------------------===//
// Addresses
//===----------------------------------------------------------------------===//

void Solver::wakeAll() {
  for (uint32_t i = 0; i < constraints.size(); ++i)
    if (!constraints[i].isSolved && !constraints[i].isQueued) {
      constraints[i].isQueued = true;
      queue.push_back(i);
    }
  drain();
}

Solver::RowName Solver::nameOf(RowId row) const {
  const Row &known = terms.rowOf(row);
  if (known.structMeta != none)
    return {known.structMeta, none};
  return {none, known.arrayType};
}

Solver::RowName Solver::nameOf(ValueRttid type) const {
  uint32_t rttid = meta.resolve(type.id());
  const RuntimeType &known = module.runtimeTypes[rttid];
  if (auto *record = std::get_if<RuntimeStruct>(&known))
    return {record->structMetaId, none};
  return {none, std::holds_alternative<RuntimeArray>(known) ? rttid : none};
}

RowId Solver::rowNamed(RowName name) {
  if (name.structMeta != none)
    return meta.structRow(name.structMeta);
  auto [it, isNew] = arrayRows.try_emplace(name.arrayType, none);
  if (isNew)
    it->second = meta.typeRow(name.arrayType);
  return it->second;
}

/// What has a name and holds that slot, one step down from a named row; the
/// offset becomes one in it.
Solver::RowName Solver::partAt(RowName whole, int64_t &offset) const {
  if (whole.structMeta == none) {
    auto &array = std::get<RuntimeArray>(module.runtimeTypes[whole.arrayType]);
    uint64_t width = out_.metadata().leaves(array.elem.id()).size();
    if (width == 0)
      return {};
    offset %= int64_t(width);
    return nameOf(array.elem);
  }
  // Fields lie one behind the other; some have no slots.
  const std::vector<FieldMeta> &fields =
      module.structMetas[whole.structMeta].fields;
  auto it = std::ranges::upper_bound(fields, offset, {}, &FieldMeta::offset);
  while (it != fields.begin()) {
    const FieldMeta &field = *--it;
    if (field.slotCount == 0)
      continue;
    if (offset >= int64_t(field.offset) + field.slotCount)
      return {};
    offset -= field.offset;
    return nameOf(field.typeInfo);
  }
  return {};
}

/// The struct at the offset's constant in what has a name, at least `extent`
/// slots long; of several that begin there, the outermost. When there is none,
/// the innermost array. What lies at all places of an offset with indices is no
/// longer than their strides.
Solver::RowName Solver::typeAt(RowId base, const Offset &places,
                               uint32_t extent) const {
  int64_t offset = places.constant;
  if (offset < 0)
    return {};
  uint64_t most = UINT64_MAX;
  for (const Offset::Index &index : places.indices)
    if (index.stride != 0)
      most = std::min<uint64_t>(most, std::abs(index.stride));
  auto suits = [&](uint64_t slots) {
    return offset == 0 && slots >= extent && slots <= most;
  };
  RowName found, at;
  if (RowId elements = terms.rowOf(base).elements; elements == none) {
    if (RowName whole = nameOf(base))
      at = partAt(whole, offset);
  } else if (uint32_t width = terms.extent(elements)) {
    offset %= width;
    at = nameOf(elements);
  }
  for (; at; at = partAt(at, offset)) {
    if (at.structMeta == none) {
      if (suits(out_.metadata().leaves(at.arrayType).size()))
        found = at;
    } else if (const StructMeta &record = module.structMetas[at.structMeta];
               suits(record.slotTypes.size()) && !record.fields.empty()) {
      return at;
    }
  }
  return found;
}

/// Addresses whose extent nobody fixed get that of the struct or array they
/// begin.
void Solver::nameInteriors() {
  for (uint32_t i = 0; i < constraints.size(); ++i) {
    Constraint each = constraints[i];
    bool isElement = each.kind == Constraint::Element;
    if ((!isElement && each.kind != Constraint::Interior) ||
        !terms.rowOf(each.y).isOpen)
      continue;
    terms.place = each.place;
    TermKind kind = terms.kind(each.x);
    if (kind != TermKind::Pointer && kind != TermKind::Array &&
        kind != TermKind::Slice)
      continue;
    RowId base = terms.term(each.x).rows[0];
    uint32_t extent = terms.extent(each.y);
    if (isElement) {
      if (!terms.rowOf(base).isOpen && extent <= terms.extent(base))
        terms.unifyRows(each.y, base);
      else
        terms.markRun(each.y, base);
    } else if (kind == TermKind::Pointer &&
               (extent > 0 || each.offset.indices.empty())) {
      // A step on the way to another address begins nothing.
      if (RowName found = typeAt(base, each.offset, extent))
        terms.unifyRows(each.y, rowNamed(found));
    }
  }
  drain();
}

//===----------------------------------------------------------------------===//
// References take what they come from
//===----------------------------------------------------------------------===//

namespace {
/// From each row, the rows that its pointers move to.
struct Moves {
  std::vector<std::pair<RowId, RowId>> edges;
  template <class Callback> void forEachTarget(RowId from, Callback &&visit) {
    auto it = std::ranges::lower_bound(edges, std::pair(from, RowId(0)));
    for (; it != edges.end() && it->first == from; ++it)
      visit(it->second);
  }
};
} // namespace

/// The longest row with a name that both rows are or begin with; none when
/// there is none.
RowId Solver::commonStart(RowId x, RowId y) {
  if (x == y)
    return x;
  auto start = [this](RowName name) {
    int64_t offset = 0;
    return partAt(name, offset);
  };
  std::set<RowName> chain;
  for (RowName at = nameOf(x); at; at = start(at))
    chain.insert(at);
  for (RowName at = nameOf(y); at; at = start(at))
    if (chain.contains(at))
      return terms.findRow(rowNamed(at));
  return none;
}

/// An open row takes the row that all its pointers come from, through however
/// many functions they pass; when they come from several structs, the one that
/// all of these begin with. Each row sinks from "nothing yet" through the
/// structs that a struct begins with to `mixed`, so the steps are the moves
/// times that depth.
void Solver::adoptSources() {
  static constexpr RowId mixed = none - 1;
  Moves moves;
  std::map<RowId, RowId> sources;
  for (const Constraint &each : constraints) {
    bool isAddress =
        each.kind == Constraint::Interior || each.kind == Constraint::Element;
    if (isAddress && terms.rowOf(each.y).isOpen)
      sources[terms.findRow(each.y)] = mixed;
    if (each.kind != Constraint::Flow ||
        terms.kind(each.x) != TermKind::Pointer ||
        terms.kind(each.y) != TermKind::Pointer)
      continue;
    RowId from = terms.findRow(terms.term(each.x).rows[0]);
    RowId to = terms.findRow(terms.term(each.y).rows[0]);
    if (from == to || !terms.rowOf(to).isOpen)
      continue;
    moves.edges.push_back({from, to});
    if (!terms.rowOf(from).isOpen)
      sources[from] = from;
  }
  std::ranges::sort(moves.edges);
  std::vector<RowId> work;
  work.reserve(sources.size());
  for (auto [row, source] : sources)
    work.push_back(row);
  while (!work.empty() && terms.spend(1)) {
    RowId from = work.back();
    work.pop_back();
    RowId source = sources[from];
    moves.forEachTarget(from, [&](RowId to) {
      terms.spend(1);
      auto [it, isNew] = sources.try_emplace(to, source);
      RowId met = isNew || it->second == source ? source
                  : source == mixed || it->second == mixed
                      ? none
                      : commonStart(it->second, source);
      if (met == none)
        met = mixed;
      if (!isNew && it->second == met)
        return;
      it->second = met;
      work.push_back(to);
    });
  }
  for (auto [to, source] : sources)
    if (source != mixed && terms.rowOf(to).isOpen &&
        !terms.rowOf(source).isOpen && terms.extent(to) <= terms.extent(source))
      terms.unifyRows(to, source);
  drain();
}

/// Pointers that come from longer objects point to no variable.
void Solver::markViews() {
  for (const Constraint &each : constraints)
    if (each.kind == Constraint::Flow &&
        terms.kind(each.x) == TermKind::Pointer &&
        terms.kind(each.y) == TermKind::Pointer &&
        terms.findRow(terms.term(each.x).rows[0]) !=
            terms.findRow(terms.term(each.y).rows[0]))
      terms.markInterior(terms.term(each.y).rows[0]);
}

//===----------------------------------------------------------------------===//
// The rest
//===----------------------------------------------------------------------===//

/// What nobody looked at in an address's run is what the base has there. Behind
/// an index that is several things: these gaps stay.
void Solver::fillGaps() {
  for (uint32_t i = 0; i < constraints.size(); ++i) {
    Constraint each = constraints[i];
    bool isElement = each.kind == Constraint::Element;
    if ((!isElement && each.kind != Constraint::Interior) ||
        !terms.rowOf(each.y).isOpen || !each.offset.indices.empty() ||
        terms.term(each.x).rows[0] == none)
      continue;
    terms.place = each.place;
    RowId base = terms.term(each.x).rows[0];
    bool isPointer = terms.kind(each.x) == TermKind::Pointer;
    uint32_t width = terms.extent(base);
    int64_t start = isElement   ? 0
                    : isPointer ? each.offset.constant
                                : each.offset.constant - arrayHeader;
    for (uint32_t k = 0; k < terms.extent(each.y) && width; ++k) {
      int64_t at = isPointer ? start + k : (start + k) % width;
      if (at < 0 || terms.leafAt(each.y, k) != none)
        continue;
      if (TermId leaf = terms.leafAt(base, uint32_t(at)); leaf != none)
        terms.setLeaf(each.y, k, leaf);
    }
  }
  drain();
}

void Solver::closeRows() {
  for (RowId row = 0; row < terms.numRows(); ++row)
    if (terms.findRow(row) == row)
      terms.close(row, terms.extent(row));
}

void Solver::finish() {
  drain();
  isFinishing = true;
  wakeAll();
  nameInteriors();
  adoptSources();
  wakeAll();
  fillGaps();
  closeRows();
  wakeAll();
  markViews();
}
