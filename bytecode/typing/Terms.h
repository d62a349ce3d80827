//===- Terms.h - Types as terms, solved by unification ----------*- C++ -*-===//
//
// A term is the type of one leaf: of a frame slot, of a word in memory. A row
// is a run of leaves: what a pointer points to, an element, the arguments of a
// closure. Both are nodes of a union-find forest; unifying two terms unifies
// what they are made of, from a work list, so nothing recurses and no occurs
// check is needed: types may contain themselves.
//
// A row is open while its length is not known; an open row has the leaves that
// somebody asked for. When a row or term learns something, the constraints
// that wait for it (Watcher) are woken.
//
// Cost: almost linear (union by whichever keeps more, path halving). Every
// union takes a step and every leaf moved by one takes another; at the limit
// given the universe stops and says so.
//
//===----------------------------------------------------------------------===//

#ifndef VO_BYTECODE_TYPING_TERMS_H
#define VO_BYTECODE_TYPING_TERMS_H

#include "bytecode/Model.h"

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace vo::bc::typing {

enum class TermKind : uint8_t {
  Unknown,     ///< a reference that nothing is known of
  Value,       ///< integer, bool, raw bits
  Float,       ///< 32 or 64 bits
  IfaceHeader, ///< followed by IfaceData
  IfaceData,   ///<
  Pointer,     ///< row: what it points to
  Array,       ///< array object; row: an element
  Slice,       ///< row: an element
  String,      ///<
  Map,         ///< rows: key, value
  MapIterator, ///< rows: key, value
  Channel,     ///< row: an element
  Port,        ///< row: an element
  Queue,       ///< channel or port; row: an element
  Closure,     ///< rows: arguments, results
  Island,      ///<
  Gap,         ///< a slot that nobody looks at through this row
};
/// "slice", …
std::string_view name(TermKind kind);

/// Stored form of a number in memory: a whole slot, or packed as an element of
/// an array or slice (the element codes of the instructions), or nothing: the
/// slot that a struct without contents takes in bytecode.
enum class Packing : uint8_t {
  Unknown,
  Slots,
  I8,
  I16,
  I32,
  U8,
  U16,
  U32,
  F32,
  Nothing
};
/// What the flags of an array or slice instruction say.
Packing packingOf(uint8_t elemFlags);
/// How elements of a type described by that meta are stored.
Packing packingOf(ValueKind elemKind);

using TermId = uint32_t;
using RowId = uint32_t;
inline constexpr uint32_t none = UINT32_MAX;

struct Term {
  TermKind kind = TermKind::Unknown;
  TermId parent = none;
  RowId rows[2] = {none, none};
  /// IfaceHeader: interface meta id, `none` when not known.
  uint32_t interface = none;
  /// Value, as far as it lies in memory; registers hold whole slots.
  Packing packing = Packing::Unknown;
  /// Float: 32 or 64, 0 when not known.
  uint8_t bits = 0;
  /// Array: length when one is known.
  uint64_t length = 0;
  uint32_t watchers = none;
};

struct Row {
  RowId parent = none;
  bool isOpen = true;
  /// Pointers to it may point into an object, or to the start of a longer one.
  bool isInterior = false;
  /// The elements of which this is a run of unknown length.
  RowId elements = none;
  /// Names the struct whose leaves these are.
  uint32_t structMeta = none;
  /// The run-time type, behind all names, of the array whose leaves these are.
  /// Leaves alone do not tell how an array inside an array lies in memory:
  /// packed numbers begin a slot with each array.
  uint32_t arrayType = none;
  /// When closed, all leaves.
  std::vector<TermId> closed;
  /// When open, those asked for.
  std::map<uint32_t, TermId> open;
  uint32_t watchers = none;
};

/// Where something was demanded.
struct Place {
  uint32_t function = none;
  uint32_t pc = none;
};

class Universe {
public:
  Universe(const Module &module, uint64_t maxSteps);

  // The terms that need no identity.
  static constexpr TermId value = 0, data = 1, string = 2, island = 3, real = 4,
                          real32 = 5;
  static constexpr TermId gap = 12, nothing = 13;
  /// A number that is stored so; `value` for whole slots, `real32` for F32.
  static TermId packed(Packing packing);

  TermId fresh() { return add({}); }
  TermId make(TermKind kind, RowId first = none, RowId second = none);
  TermId header(uint32_t interface = none);
  /// A term for a slot of that type; references are unknown.
  TermId forSlot(SlotType type);
  RowId openRow();
  RowId row(std::vector<TermId> leaves);
  /// The row of values in registers: numbers take whole slots.
  RowId registerRow(std::vector<TermId> leaves);

  TermId find(TermId id) const;
  RowId findRow(RowId id) const;
  const Term &term(TermId id) const { return terms[find(id)]; }
  const Row &rowOf(RowId id) const { return rows[findRow(id)]; }
  TermKind kind(TermId id) const { return term(id).kind; }
  bool isReference(TermId id) const;
  size_t numTerms() const { return terms.size(); }
  size_t numRows() const { return rows.size(); }

  /// Leaf `index` if the row has it, else none.
  TermId leafAt(RowId id, uint32_t index) const;
  /// Leaf `index`, of that slot type; made when an open row lacks it. A
  /// conflict yields a fresh term.
  TermId leaf(RowId id, uint32_t index, SlotType type);
  /// The same leaf of an open row that takes any type.
  void setLeaf(RowId id, uint32_t index, TermId leaf);
  /// One more than the last leaf that is known.
  uint32_t extent(RowId id) const;
  void close(RowId id, uint32_t length);
  void nameRow(RowId id, uint32_t structMeta);
  void nameArrayRow(RowId id, uint32_t arrayType);
  void markInterior(RowId row) { rows[findRow(row)].isInterior = true; }
  void markRun(RowId row, RowId elements) {
    rows[findRow(row)].elements = elements;
  }

  /// Makes both the same, or reports a conflict.
  void unify(TermId x, TermId y);
  void unifyRows(RowId x, RowId y);
  /// The term becomes (or is) of that kind; its row 0 and 1 are then there.
  /// False after a conflict.
  bool demand(TermId id, TermKind kind);
  void demandLength(TermId id, uint64_t length);

  /// The place that conflicts are reported at.
  Place place;
  /// Called with the explanation and, when there are two types, both.
  std::function<void(std::string)> onConflict;
  /// A reference used as a pointer turned out to be an array object: its word
  /// `offset` (the header counted) is `leaf`.
  std::function<void(TermId array, uint32_t offset, TermId leaf)> onArrayWord;
  void conflict(std::string message) { onConflict(std::move(message)); }

  /// Wakes `watcher` once when the term or row learns something.
  void watch(TermId id, uint32_t watcher);
  void watchRow(RowId id, uint32_t watcher);
  std::function<void(uint32_t)> onWake;

  bool spend(uint64_t count);
  bool isExhausted() const { return steps == 0; }

  /// A type for people; names structs and interfaces, cut off at some depth.
  std::string text(TermId id, unsigned depth = 3) const;
  std::string rowText(RowId id, unsigned depth = 3) const;

private:
  struct Watch {
    uint32_t watcher, next;
  };
  TermId add(Term term);
  void wake(uint32_t &list);
  void joinWatchers(uint32_t &into, uint32_t &from);
  void drain();
  void unifyOne(TermId x, TermId y);
  void unifyRowsOne(RowId x, RowId y);
  bool joinKinds(TermId x, TermId y);
  static bool isQueueKind(TermKind kind);

  std::string structName(uint32_t id) const;

  const Module &module;
  std::vector<std::string> structNames;
  uint64_t steps;
  mutable std::vector<Term> terms;
  mutable std::vector<Row> rows;
  std::vector<Watch> watches;
  struct Pair {
    uint32_t x, y;
    bool areRows;
  };
  std::vector<Pair> work;
  bool draining = false;
};

} // namespace vo::bc::typing

#endif // VO_BYTECODE_TYPING_TERMS_H
