//===- Finish.cpp - What is still open when all code has been seen --------===//
//
// In this order: moves and comparisons of references that nothing is known of
// make them the same; addresses take the struct that begins there; references
// take what they come from; gaps in addresses are what the base has; open rows
// are closed. What is decided wakes the constraints that wait for it.
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

/// The innermost struct at the offset's constant in a struct, at least `extent`
/// slots long; of several that begin there, the outermost. What lies at all
/// places of an offset with indices is no longer than their strides.
uint32_t Solver::structAt(RowId base, const Offset &places,
                          uint32_t extent) const {
  uint32_t at = terms.rowOf(base).structMeta;
  int64_t offset = places.constant;
  uint64_t most = UINT64_MAX;
  for (const Offset::Index &index : places.indices)
    if (index.stride != 0)
      most = std::min<uint64_t>(most, std::abs(index.stride));
  while (at != none) {
    const StructMeta &record = module.structMetas[at];
    at = none;
    // Fields lie one behind the other; some have no slots.
    auto it =
        std::ranges::upper_bound(record.fields, offset, {}, &FieldMeta::offset);
    while (it != record.fields.begin()) {
      const FieldMeta &field = *--it;
      if (field.slotCount == 0)
        continue;
      if (offset >= int64_t(field.offset) + field.slotCount)
        break;
      offset -= field.offset;
      uint32_t type = meta.resolve(field.typeInfo.id());
      while (auto *array =
                 std::get_if<RuntimeArray>(&module.runtimeTypes[type])) {
        uint64_t width = out_.metadata().leaves(array->elem.id()).size();
        if (width == 0)
          return none;
        offset %= int64_t(width);
        type = meta.resolve(array->elem.id());
      }
      if (auto *inner = std::get_if<RuntimeStruct>(&module.runtimeTypes[type]))
        at = inner->structMetaId;
      break;
    }
    if (at != none && offset == 0 &&
        module.structMetas[at].slotTypes.size() >= extent &&
        module.structMetas[at].slotTypes.size() <= most &&
        !module.structMetas[at].fields.empty())
      return at;
  }
  return none;
}

/// Addresses whose extent nobody fixed get that of the struct they begin.
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
      uint32_t found = structAt(base, each.offset, extent);
      if (found != none)
        terms.unifyRows(each.y, meta.structRow(found));
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

/// The struct that a struct begins with; none when it begins with no struct.
uint32_t Solver::firstStruct(uint32_t structMeta) const {
  for (const FieldMeta &field : module.structMetas[structMeta].fields)
    if (field.offset == 0 && field.slotCount != 0) {
      auto *inner =
          std::get_if<RuntimeStruct>(&meta.resolved(field.typeInfo.id()));
      return inner ? inner->structMetaId : none;
    }
  return none;
}

/// The longest row of a struct that both rows are or begin with; none when
/// there is none.
RowId Solver::commonStart(RowId x, RowId y) {
  if (x == y)
    return x;
  std::set<uint32_t> chain;
  for (uint32_t at = terms.rowOf(x).structMeta; at != none;
       at = firstStruct(at))
    chain.insert(at);
  for (uint32_t at = terms.rowOf(y).structMeta; at != none;
       at = firstStruct(at))
    if (chain.contains(at))
      return terms.findRow(meta.structRow(at));
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
