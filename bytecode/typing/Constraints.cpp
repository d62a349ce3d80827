//===- Constraints.cpp - What has to wait for other types -----------------===//

#include "bytecode/typing/Solver.h"

using namespace vo::bc;
using namespace vo::bc::typing;

/// How many places one indexed address computation may name.
static constexpr uint64_t maxPlaces = 1u << 16;

void Solver::add(Constraint constraint) {
  constraints.push_back(std::move(constraint));
  constraints.back().isQueued = true;
  queue.push_back(uint32_t(constraints.size() - 1));
  drain();
}

void Solver::drain() {
  if (isDraining)
    return;
  isDraining = true;
  Place before = terms.place;
  while (!queue.empty() && terms.spend(1)) {
    uint32_t at = queue.back();
    queue.pop_back();
    constraints[at].isQueued = false;
    if (constraints[at].isSolved)
      continue;
    // Solving may add constraints, which moves them.
    Constraint copy = constraints[at];
    terms.place = copy.place;
    current = at;
    if (solve(copy))
      constraints[at].isSolved = true;
  }
  terms.place = before;
  isDraining = false;
}

bool Solver::solve(Constraint &constraint) {
  switch (constraint.kind) {
  case Constraint::Flow:
    return solveFlow(constraint);
  case Constraint::Interior:
  case Constraint::Element:
    return solveInterior(constraint);
  case Constraint::ArrayWord:
    return solveArrayWord(constraint);
  case Constraint::HeapResult:
    return solveHeapResult(constraint);
  case Constraint::Source:
    return solveSource(constraint);
  case Constraint::Equal:
    if (!isFinishing)
      return false;
    solveEqual(constraint.x, constraint.y);
    return true;
  }
  return true;
}

/// What is compared is the same, or a struct and what it begins with.
void Solver::solveEqual(TermId x, TermId y) {
  if (terms.kind(x) == TermKind::Pointer &&
      terms.kind(y) == TermKind::Pointer) {
    RowId left = terms.term(x).rows[0], right = terms.term(y).rows[0];
    if (!terms.rowOf(left).isOpen && !terms.rowOf(right).isOpen) {
      if (terms.extent(left) < terms.extent(right))
        std::swap(x, y);
      return add({Constraint::Flow, terms.place, x, y});
    }
  }
  terms.unify(x, y);
}

//===----------------------------------------------------------------------===//
// Moves
//===----------------------------------------------------------------------===//

/// The destination demands of a pointer only the leaves that it uses: a
/// pointer to a struct is a pointer to its first field.
bool Solver::flowRows(RowId from, RowId to) {
  uint32_t top = terms.extent(to);
  terms.spend(top);
  // In memory: the packing of numbers counts.
  for (uint32_t k = 0; k < top; ++k) {
    TermId have = terms.leafAt(from, k), want = terms.leafAt(to, k);
    if (have == none && want == none)
      continue;
    if (have == none && !terms.rowOf(from).isOpen) {
      terms.conflict("a pointer to " + terms.rowText(from) + " where one to " +
                     terms.rowText(to) + " is wanted");
      return true;
    }
    if (have == none)
      terms.setLeaf(from, k, want);
    else if (want == none)
      terms.setLeaf(to, k, have);
    else
      terms.unify(have, want);
  }
  return !terms.rowOf(from).isOpen && !terms.rowOf(to).isOpen;
}

bool Solver::solveFlow(Constraint &constraint) {
  TermId from = terms.find(constraint.x), to = terms.find(constraint.y);
  if (from == to)
    return true;
  TermKind have = terms.kind(from), want = terms.kind(to);
  if (have == TermKind::Unknown && want == TermKind::Unknown) {
    if (isFinishing) {
      terms.unify(from, to);
      return true;
    }
    terms.watch(from, current);
    terms.watch(to, current);
    return false;
  }
  auto isOther = [](TermKind kind) {
    return kind != TermKind::Unknown && kind != TermKind::Pointer;
  };
  if (isOther(have) || isOther(want)) {
    terms.unify(from, to);
    return true;
  }
  terms.demand(from, TermKind::Pointer);
  terms.demand(to, TermKind::Pointer);
  RowId fromRow = terms.findRow(terms.term(from).rows[0]);
  RowId toRow = terms.findRow(terms.term(to).rows[0]);
  const Row &x = terms.rowOf(fromRow), &y = terms.rowOf(toRow);
  if (fromRow == toRow ||
      (!x.isOpen && !y.isOpen && x.closed.size() == y.closed.size())) {
    terms.unify(from, to);
    return true;
  }
  if (flowRows(fromRow, toRow))
    return true;
  // As arrays they would have to be the same.
  terms.watch(from, current);
  terms.watch(to, current);
  terms.watchRow(fromRow, current);
  terms.watchRow(toRow, current);
  return false;
}

//===----------------------------------------------------------------------===//
// Addresses
//===----------------------------------------------------------------------===//

/// Calls `place(slot)` for all slots that an offset can name.
template <class Callback>
static bool forEachPlace(const Offset &offset, Callback &&place) {
  uint64_t places = 1;
  for (const Offset::Index &index : offset.indices) {
    if (index.count == 0)
      return true;
    if (index.count > maxPlaces / places)
      return false;
    places *= index.count;
  }
  for (uint64_t n = 0; n < places; ++n) {
    int64_t at = offset.constant;
    uint64_t rest = n;
    for (const Offset::Index &index : offset.indices) {
      at += int64_t(rest % index.count) * index.stride;
      rest /= index.count;
    }
    place(at);
  }
  return true;
}

/// Leaves of `run` are those of `base` from any of the offset's places on.
/// True when that is all there is to say.
bool Solver::joinRun(const Offset &offset, RowId base, RowId run) {
  if (terms.findRow(base) == terms.findRow(run))
    return true;
  uint32_t top = terms.extent(run);
  bool fine = forEachPlace(offset, [&](int64_t at) {
    if (at < 0 || at + int64_t(top) > UINT16_MAX + 1)
      return terms.conflict("an address outside of " + terms.rowText(base));
    terms.spend(top);
    for (uint32_t k = 0; k < top && !terms.isExhausted(); ++k)
      if (TermId leaf = terms.leafAt(run, k); leaf != none)
        terms.setLeaf(base, uint32_t(at) + k, leaf);
  });
  if (!fine)
    terms.conflict("an address with too many places");
  return !terms.rowOf(base).isOpen && !terms.rowOf(run).isOpen;
}

/// Leaves of `run` are those of the elements from slot `offset` on; accesses
/// may span several elements.
bool Solver::joinElements(int64_t offset, RowId element, RowId run) {
  if (terms.rowOf(element).isOpen) {
    if (isFinishing)
      terms.conflict("an address in elements of unknown type");
    return isFinishing;
  }
  if (terms.findRow(element) == terms.findRow(run))
    return true;
  int64_t width = int64_t(terms.extent(element));
  uint32_t top = terms.extent(run);
  if (offset < 0 || (width == 0 && top != 0)) {
    terms.conflict("an address outside of " + terms.rowText(element));
    return true;
  }
  terms.spend(top);
  for (uint32_t k = 0; k < top; ++k)
    if (TermId leaf = terms.leafAt(run, k); leaf != none)
      terms.unify(leaf, terms.leafAt(element, uint32_t((offset + k) % width)));
  return !terms.rowOf(run).isOpen;
}

bool Solver::solveInterior(Constraint &constraint) {
  TermId base = constraint.x;
  RowId run = constraint.y;
  TermKind kind = terms.kind(base);
  bool isDone = false;
  if (kind == TermKind::Pointer && constraint.kind == Constraint::Interior) {
    isDone = joinRun(constraint.offset, terms.term(base).rows[0], run);
    if (!isDone)
      terms.watchRow(terms.term(base).rows[0], current);
  } else if (kind == TermKind::Array || kind == TermKind::Slice) {
    bool isWords = constraint.kind == Constraint::Interior;
    if (isWords &&
        (kind == TermKind::Slice || !constraint.offset.indices.empty())) {
      terms.conflict("an offset added to " + terms.text(base));
      return true;
    }
    RowId element = terms.term(base).rows[0];
    isDone = joinElements(
        isWords ? constraint.offset.constant - arrayHeader : 0, element, run);
    if (!isDone)
      terms.watchRow(element, current);
  } else if (kind == TermKind::Unknown) {
    isDone = isFinishing;
  } else {
    terms.conflict("an address in " + terms.text(base));
    return true;
  }
  if (!isDone) {
    terms.watch(base, current);
    terms.watchRow(run, current);
  }
  return isDone;
}

bool Solver::solveArrayWord(Constraint &constraint) {
  RowId element = terms.term(constraint.x).rows[0];
  uint32_t offset = uint32_t(constraint.offset.constant);
  if (offset < arrayHeader) {
    terms.unify(constraint.y, Universe::value);
    return true;
  }
  if (terms.rowOf(element).isOpen) {
    terms.watchRow(element, current);
    return false;
  }
  uint32_t width = terms.extent(element);
  if (width == 0)
    terms.conflict("word " + std::to_string(offset) + " of " +
                   terms.text(constraint.x));
  else
    terms.unify(constraint.y,
                terms.leafAt(element, (offset - arrayHeader) % width));
  return true;
}

//===----------------------------------------------------------------------===//
// Results in boxes, copies
//===----------------------------------------------------------------------===//

/// Leaf `k` of a box is returned as `result`, in a register.
void Solver::joinResult(RowId box, uint32_t k, TermId result) {
  TermId known = terms.leafAt(box, k);
  if (known == none)
    terms.setLeaf(box, k,
                  terms.kind(result) == TermKind::Value
                      ? terms.forSlot(SlotType::Value)
                      : result);
  else
    unifyRegisters(known, result);
}

bool Solver::solveHeapResult(Constraint &constraint) {
  TermId box = constraint.x;
  TermKind kind = terms.kind(box);
  if (kind == TermKind::Unknown && !isFinishing) {
    terms.watch(box, current);
    return false;
  }
  if (kind != TermKind::Array) {
    terms.demand(box, TermKind::Pointer);
    if (terms.kind(box) != TermKind::Pointer)
      return true;
    RowId row = terms.term(box).rows[0];
    for (uint32_t k = 0; k < constraint.leaves.size(); ++k)
      joinResult(row, k, constraint.leaves[k]);
    return true;
  }
  RowId element = terms.term(box).rows[0];
  if (terms.rowOf(element).isOpen) {
    terms.watchRow(element, current);
    return false;
  }
  uint32_t width = terms.extent(element);
  uint64_t length = terms.term(box).length;
  uint64_t size = constraint.leaves.size();
  if (width == 0 ? size != 0
                 : size % width || (length && length * width != size)) {
    terms.conflict("a result of " + std::to_string(constraint.leaves.size()) +
                   " slots in " + terms.text(box));
    return true;
  }
  if (width == 0)
    return true; // elements without slots
  for (uint32_t k = 0; k < constraint.leaves.size(); ++k)
    unifyRegisters(constraint.leaves[k], terms.leafAt(element, k % width));
  return true;
}

/// The source of copy and of a spread append is a string or a slice.
bool Solver::solveSource(Constraint &constraint) {
  TermKind kind = terms.kind(constraint.y);
  if (kind == TermKind::Unknown && !isFinishing) {
    terms.watch(constraint.y, current);
    return false;
  }
  if (kind != TermKind::String) {
    terms.unify(constraint.x, constraint.y);
    return true;
  }
  terms.unify(
      constraint.x,
      terms.make(TermKind::Slice, terms.row({Universe::packed(Packing::U8)})));
  return true;
}
