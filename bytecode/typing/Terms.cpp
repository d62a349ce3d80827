//===- Terms.cpp - Unification --------------------------------------------===//

#include "bytecode/typing/Terms.h"

#include <algorithm>
#include <cassert>
#include <utility>

using namespace vo::bc;
using namespace vo::bc::typing;

std::string_view vo::bc::typing::name(TermKind kind) {
  static constexpr std::string_view names[] = {
      "unknown", "number", "float",   "interface", "interface data", "pointer",
      "array",   "slice",  "string",  "map",       "map iterator",   "channel",
      "port",    "queue",  "closure", "island"};
  return names[unsigned(kind)];
}

Packing vo::bc::typing::packingOf(uint8_t elemFlags) {
  switch (elemFlags) {
  case 0x01:
    return Packing::U8;
  case 0x02:
    return Packing::U16;
  case 0x04:
    return Packing::U32;
  case 0x01 | flag::elemSigned:
    return Packing::I8;
  case 0x02 | flag::elemSigned:
    return Packing::I16;
  case 0x04 | flag::elemSigned:
    return Packing::I32;
  case 0x04 | flag::elemFloat:
    return Packing::F32;
  default:
    return Packing::Slots;
  }
}

Packing vo::bc::typing::packingOf(ValueKind elemKind) {
  switch (elemKind) {
  case ValueKind::Bool:
  case ValueKind::Uint8:
    return Packing::U8;
  case ValueKind::Uint16:
    return Packing::U16;
  case ValueKind::Uint32:
    return Packing::U32;
  case ValueKind::Int8:
    return Packing::I8;
  case ValueKind::Int16:
    return Packing::I16;
  case ValueKind::Int32:
    return Packing::I32;
  case ValueKind::Float32:
    return Packing::F32;
  default:
    return Packing::Slots;
  }
}

/// How many rows a term of that kind has.
static unsigned numRowsOf(TermKind kind) {
  switch (kind) {
  case TermKind::Map:
  case TermKind::MapIterator:
  case TermKind::Closure:
    return 2;
  case TermKind::Pointer:
  case TermKind::Array:
  case TermKind::Slice:
  case TermKind::Channel:
  case TermKind::Port:
  case TermKind::Queue:
    return 1;
  default:
    return 0;
  }
}

Universe::Universe(const Module &module, uint64_t maxSteps)
    : module(module), structNames(module.structMetas.size()), steps(maxSteps) {
  for (const NamedTypeMeta &type : module.namedTypeMetas)
    if (type.underlyingMeta.kind() == ValueKind::Struct &&
        structNames[type.underlyingMeta.id()].empty())
      structNames[type.underlyingMeta.id()] = type.name;
  for (TermKind kind : {TermKind::Value, TermKind::IfaceData, TermKind::String,
                        TermKind::Island, TermKind::Float, TermKind::Float})
    make(kind);
  for (Packing packing = Packing::I8; packing <= Packing::U32;
       packing = Packing(unsigned(packing) + 1))
    terms[make(TermKind::Value)].packing = packing;
  [[maybe_unused]] TermId made = make(TermKind::Gap);
  assert(made == gap && packed(Packing::U32) + 1 == gap);
  made = make(TermKind::Value);
  assert(made == nothing);
  terms[nothing].packing = Packing::Nothing;
  terms[value].packing = Packing::Slots;
  terms[real].bits = 64;
  terms[real32].bits = 32;
}

bool Universe::spend(uint64_t count) {
  steps = steps < count ? 0 : steps - count;
  return steps != 0;
}

TermId Universe::packed(Packing packing) {
  if (packing == Packing::F32)
    return real32;
  if (packing == Packing::Nothing)
    return nothing;
  return packing <= Packing::Slots
             ? value
             : real32 + 1 + (unsigned(packing) - unsigned(Packing::I8));
}

//===----------------------------------------------------------------------===//
// Making
//===----------------------------------------------------------------------===//

TermId Universe::add(Term term) {
  spend(1);
  terms.push_back(term);
  return TermId(terms.size() - 1);
}

TermId Universe::make(TermKind kind, RowId first, RowId second) {
  Term term;
  term.kind = kind;
  term.rows[0] = first;
  term.rows[1] = second;
  for (unsigned i = 0; i < numRowsOf(kind); ++i)
    if (term.rows[i] == none)
      term.rows[i] = openRow();
  return add(term);
}

TermId Universe::header(uint32_t interface) {
  Term term;
  term.kind = TermKind::IfaceHeader;
  term.interface = interface;
  return add(term);
}

TermId Universe::forSlot(SlotType type) {
  switch (type) {
  case SlotType::Value:
    return make(TermKind::Value);
  case SlotType::Float:
    return make(TermKind::Float);
  case SlotType::Interface0:
    return header();
  case SlotType::Interface1:
    return data;
  case SlotType::GcRef:
    break;
  }
  return fresh();
}

RowId Universe::openRow() {
  spend(1);
  rows.emplace_back();
  return RowId(rows.size() - 1);
}

RowId Universe::row(std::vector<TermId> leaves) {
  spend(1 + leaves.size());
  Row row;
  row.isOpen = false;
  row.closed = std::move(leaves);
  rows.push_back(std::move(row));
  return RowId(rows.size() - 1);
}

RowId Universe::registerRow(std::vector<TermId> leaves) {
  for (TermId &leaf : leaves)
    if (kind(leaf) == TermKind::Value)
      leaf = value;
  return row(std::move(leaves));
}

TermId Universe::find(TermId id) const {
  while (terms[id].parent != none) {
    TermId &parent = terms[id].parent;
    if (terms[parent].parent != none)
      parent = terms[parent].parent;
    id = parent;
  }
  return id;
}

RowId Universe::findRow(RowId id) const {
  while (rows[id].parent != none) {
    RowId &parent = rows[id].parent;
    if (rows[parent].parent != none)
      parent = rows[parent].parent;
    id = parent;
  }
  return id;
}

bool Universe::isReference(TermId id) const {
  switch (kind(id)) {
  case TermKind::Value:
  case TermKind::Float:
  case TermKind::IfaceHeader:
  case TermKind::IfaceData:
  case TermKind::Gap:
    return false;
  default:
    return true;
  }
}

//===----------------------------------------------------------------------===//
// Waking
//===----------------------------------------------------------------------===//

void Universe::watch(TermId id, uint32_t watcher) {
  spend(1);
  Term &term = terms[find(id)];
  watches.push_back({watcher, term.watchers});
  term.watchers = uint32_t(watches.size() - 1);
}

void Universe::watchRow(RowId id, uint32_t watcher) {
  spend(1);
  Row &row = rows[findRow(id)];
  watches.push_back({watcher, row.watchers});
  row.watchers = uint32_t(watches.size() - 1);
}

/// Empties the list.
void Universe::wake(uint32_t &list) {
  for (uint32_t at = std::exchange(list, none); at != none;
       at = watches[at].next)
    onWake(watches[at].watcher);
}

//===----------------------------------------------------------------------===//
// Rows
//===----------------------------------------------------------------------===//

TermId Universe::leafAt(RowId id, uint32_t index) const {
  const Row &row = rowOf(id);
  if (!row.isOpen)
    return index < row.closed.size() ? row.closed[index] : none;
  auto it = row.open.find(index);
  return it == row.open.end() ? none : it->second;
}

static std::string_view describe(SlotType type) {
  switch (type) {
  case SlotType::Value:
    return "a number";
  case SlotType::Float:
    return "a float";
  case SlotType::GcRef:
    return "a reference";
  default:
    return "half an interface";
  }
}

/// The term may stand in a slot of that type.
static bool fitsSlot(TermKind kind, SlotType type) {
  switch (type) {
  case SlotType::Value:
    return kind == TermKind::Value;
  case SlotType::Float:
    return kind == TermKind::Float;
  case SlotType::Interface0:
    return kind == TermKind::IfaceHeader;
  case SlotType::Interface1:
    return kind == TermKind::IfaceData;
  case SlotType::GcRef:
    return kind != TermKind::Value && kind != TermKind::Float &&
           kind != TermKind::IfaceHeader && kind != TermKind::IfaceData;
  }
  return false;
}

TermId Universe::leaf(RowId id, uint32_t index, SlotType type) {
  spend(1);
  TermId known = leafAt(id, index);
  if (known == none) {
    TermId made = forSlot(type);
    if (!rowOf(id).isOpen)
      conflict("slot " + std::to_string(index) + " of " + rowText(id) +
               ", which has " + std::to_string(rowOf(id).closed.size()));
    else
      setLeaf(id, index, made);
    return made;
  }
  if (fitsSlot(kind(known), type))
    return known;
  conflict("slot " + std::to_string(index) + " of " + rowText(id) +
           " is taken for " + std::string(describe(type)));
  return forSlot(type);
}

void Universe::setLeaf(RowId id, uint32_t index, TermId leaf) {
  spend(1);
  if (TermId known = leafAt(id, index); known != none)
    return unify(known, leaf);
  Row &row = rows[findRow(id)];
  if (!row.isOpen)
    return conflict("slot " + std::to_string(index) + " of " + rowText(id) +
                    ", which has " + std::to_string(row.closed.size()));
  row.open.emplace(index, leaf);
  wake(row.watchers);
}

uint32_t Universe::extent(RowId id) const {
  const Row &row = rowOf(id);
  if (!row.isOpen)
    return uint32_t(row.closed.size());
  return row.open.empty() ? 0 : row.open.rbegin()->first + 1;
}

void Universe::close(RowId id, uint32_t length) {
  Row &row = rows[findRow(id)];
  if (!row.isOpen)
    return;
  spend(length);
  row.isOpen = false;
  row.closed.assign(length, none);
  for (auto [index, leaf] : row.open)
    row.closed[index] = leaf;
  row.open.clear();
  for (TermId &leaf : row.closed)
    if (leaf == none)
      leaf = gap;
  wake(row.watchers);
}

void Universe::nameRow(RowId id, uint32_t structMeta) {
  Row &row = rows[findRow(id)];
  row.structMeta = std::min(row.structMeta, structMeta);
}

void Universe::nameArrayRow(RowId id, uint32_t arrayType) {
  Row &row = rows[findRow(id)];
  row.arrayType = std::min(row.arrayType, arrayType);
}

//===----------------------------------------------------------------------===//
// Unifying
//===----------------------------------------------------------------------===//

void Universe::unify(TermId x, TermId y) {
  work.push_back({x, y, false});
  drain();
}

void Universe::unifyRows(RowId x, RowId y) {
  work.push_back({x, y, true});
  drain();
}

void Universe::drain() {
  if (draining)
    return;
  draining = true;
  while (!work.empty()) {
    Pair pair = work.back();
    work.pop_back();
    if (!spend(1)) {
      work.clear();
      break;
    }
    if (pair.areRows)
      unifyRowsOne(pair.x, pair.y);
    else
      unifyOne(pair.x, pair.y);
  }
  draining = false;
}

bool Universe::isQueueKind(TermKind kind) {
  return kind == TermKind::Queue || kind == TermKind::Channel ||
         kind == TermKind::Port;
}

/// Both have learnt something.
void Universe::joinWatchers(uint32_t &into, uint32_t &from) {
  wake(into);
  wake(from);
}

/// Settles what differs between two known terms besides their rows; false
/// when they cannot be the same.
bool Universe::joinKinds(TermId x, TermId y) {
  Term &a = terms[x], &b = terms[y];
  if (a.kind != b.kind) {
    if (!isQueueKind(a.kind) || !isQueueKind(b.kind))
      return false;
    if (b.kind == TermKind::Queue)
      b.kind = a.kind;
    else if (a.kind != TermKind::Queue)
      return false;
  }
  if (a.interface != b.interface && a.interface != none) {
    if (b.interface != none)
      return false;
    b.interface = a.interface;
  }
  if (a.packing != b.packing && a.packing != Packing::Unknown &&
      b.packing != Packing::Unknown)
    return false;
  b.packing = std::max(a.packing, b.packing);
  if (a.bits && b.bits && a.bits != b.bits)
    return false;
  b.bits = std::max(a.bits, b.bits);
  if (a.length && b.length && a.length != b.length)
    return false;
  b.length = std::max(a.length, b.length);
  return true;
}

void Universe::unifyOne(TermId x, TermId y) {
  x = find(x);
  y = find(y);
  if (x == y || x == gap || y == gap)
    return;
  if (terms[y].kind == TermKind::Unknown)
    std::swap(x, y);
  Term &a = terms[x], &b = terms[y];
  if (a.kind == TermKind::Unknown) {
    if (!isReference(y))
      return conflict("a reference against " + text(y));
    a.parent = y;
    joinWatchers(b.watchers, a.watchers);
    return;
  }
  if (b.kind == TermKind::Pointer && a.kind == TermKind::Array) {
    std::swap(x, y);
  }
  if (terms[x].kind == TermKind::Pointer && terms[y].kind == TermKind::Array) {
    RowId words = terms[x].rows[0];
    if (!rowOf(words).isOpen)
      return conflict(text(x) + " against " + text(y));
    terms[x].parent = y;
    for (auto [offset, leaf] : rowOf(words).open)
      onArrayWord(y, offset, leaf);
    joinWatchers(terms[y].watchers, terms[x].watchers);
    return;
  }
  if (!joinKinds(x, y))
    return conflict(text(x) + " against " + text(y));
  terms[x].parent = y;
  for (unsigned i = 0; i < 2; ++i)
    if (terms[x].rows[i] != none)
      work.push_back({terms[x].rows[i], terms[y].rows[i], true});
  joinWatchers(terms[y].watchers, terms[x].watchers);
}

void Universe::unifyRowsOne(RowId x, RowId y) {
  x = findRow(x);
  y = findRow(y);
  if (x == y)
    return;
  // Keep the closed one, of two open ones the fuller.
  if (rows[y].isOpen &&
      (!rows[x].isOpen || rows[x].open.size() > rows[y].open.size()))
    std::swap(x, y);
  Row &a = rows[x], &b = rows[y];
  if (!a.isOpen && a.closed.size() != b.closed.size())
    return conflict(rowText(x) + " against " + rowText(y));
  if (a.isOpen && !b.isOpen && extent(x) > b.closed.size())
    return conflict("slot " + std::to_string(extent(x) - 1) + " of " +
                    rowText(y) + ", which has " +
                    std::to_string(b.closed.size()));
  a.parent = y;
  b.structMeta = std::min(a.structMeta, b.structMeta);
  b.arrayType = std::min(a.arrayType, b.arrayType);
  b.isInterior |= a.isInterior;
  if (b.elements == none)
    b.elements = a.elements;
  spend(a.closed.size() + a.open.size());
  for (size_t i = 0; i < a.closed.size(); ++i)
    if (a.closed[i] != b.closed[i])
      work.push_back({a.closed[i], b.closed[i], false});
  for (auto [index, leaf] : a.open) {
    TermId mine = leafAt(y, index);
    if (mine == none)
      b.open.emplace(index, leaf);
    else
      work.push_back({leaf, mine, false});
  }
  a.closed = {};
  a.open = {};
  joinWatchers(b.watchers, a.watchers);
}

bool Universe::demand(TermId id, TermKind kind) {
  id = find(id);
  TermKind had = terms[id].kind;
  if (had == kind || (kind == TermKind::Queue && isQueueKind(had)))
    return true;
  if (had == TermKind::Unknown) {
    for (unsigned i = 0; i < numRowsOf(kind); ++i) {
      RowId made = openRow();
      terms[id].rows[i] = made;
    }
    terms[id].kind = kind;
    wake(terms[id].watchers);
    return true;
  }
  if (had == TermKind::Queue && isQueueKind(kind)) {
    terms[id].kind = kind;
    wake(terms[id].watchers);
    return true;
  }
  if (had == TermKind::Pointer && kind == TermKind::Array &&
      rowOf(terms[id].rows[0]).isOpen) {
    unify(id, make(TermKind::Array));
    return this->kind(id) == kind;
  }
  conflict(text(id) + " used as " + std::string(name(kind)));
  return false;
}

void Universe::demandLength(TermId id, uint64_t length) {
  Term &term = terms[find(id)];
  if (!term.length)
    term.length = length;
  else if (term.length != length)
    conflict(text(id) + " with " + std::to_string(length) + " elements");
}
