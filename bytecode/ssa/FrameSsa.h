//===- FrameSsa.h - A function's frame slots in SSA form --------*- C++ -*-===//
//
// The bytecode's slots are reused; consumers want values. For every reachable
// instruction this says which value each slot holds that it reads, and which
// values it makes. Copies make none: what is copied is the same value.
//
// Phis are placed at the iterated dominance frontiers of the definitions of
// slots that live across blocks, and only those that something reads are kept.
// A slot that nobody wrote holds its initial value: the parameter, or zero.
// That a call leaves nothing above its arguments is not modelled; a slot that
// is read behind one holds what it held before, which is as good as any value.
//
// Slots that SlotGet and SlotSet may index are not values but memory. Each
// write of such a slot makes a value that stands for its contents from there
// on, and values that one indexed instruction may see, or that meet in a phi,
// form a web: memory that is indexed as one thing. Disjoint uses of the same
// slots fall into different webs, so each may have types of its own.
//
// Cost: near linear in the code, the slots that instructions name, and the
// phis; an indexed instruction counts its range once per block it is in.
//
//===----------------------------------------------------------------------===//

#ifndef VO_BYTECODE_SSA_FRAMESSA_H
#define VO_BYTECODE_SSA_FRAMESSA_H

#include "bytecode/ssa/Dominators.h"
#include "bytecode/verify/ProvenFacts.h"
#include "bytecode/verify/code/Site.h"

#include <memory>

namespace vo::bc::ssa {

using ValueId = uint32_t;
inline constexpr ValueId noValue = UINT32_MAX;

struct Value {
  enum Kind : uint8_t {
    Initial, ///< what the slot holds when the function is entered
    Phi,     ///< `at` is the block
    Def,     ///< `at` is the instruction
  };
  Kind kind;
  uint16_t slot;
  uint32_t at = 0;
  /// Phi: place in the block's list.
  uint32_t index = 0;
};

/// Operands stand by predecessor; a phi of the entry block has one more at the
/// end, for the function's entry.
struct Phi {
  ValueId value;
  std::vector<ValueId> operands;
};

/// An indexed run of slots: SlotGet(N), SlotSet(N).
struct IndexedRun {
  uint16_t base = 0;
  /// Slots of an element, and how many elements.
  uint32_t width = 0, length = 0;
  uint32_t size() const { return width * length; }
};

/// Consecutive slots that are read or written, with their values.
struct SlotRange {
  uint16_t start;
  std::span<const ValueId> values;
};

class FrameSsa {
public:
  /// Of a verified function; `context`, `function` and `facts` outlive this.
  /// Nothing when it would take more than `maxSteps` steps or an indexed run
  /// has no bound.
  static std::unique_ptr<FrameSsa> build(verify::ModuleContext &context,
                                         const FunctionDef &function,
                                         const verify::ProvenFacts &facts,
                                         uint64_t maxSteps);

  const verify::Cfg &cfg() const { return graph; }
  const Dominators &dominators() const { return *tree; }

  size_t numValues() const { return values.size(); }
  const Value &value(ValueId id) const { return values[id]; }
  /// The phi that a value of that kind is.
  const Phi &phi(const Value &value) const {
    return phiLists[value.at][value.index];
  }
  std::span<const Phi> phis(uint32_t block) const { return phiLists[block]; }

  /// The slots that the instruction reads, by operand a, b, c. Of copies, only
  /// those from or to memory.
  std::vector<SlotRange> reads(uint32_t pc) const {
    return ranges(readSet, pc);
  }
  std::vector<SlotRange> writes(uint32_t pc) const {
    return ranges(writeSet, pc);
  }
  /// The value that a slot holds before the instruction, which reads it.
  ValueId read(uint32_t pc, uint32_t slot) const {
    return find(readSet, pc, slot);
  }
  /// The value that the instruction leaves in a slot that it writes.
  ValueId written(uint32_t pc, uint32_t slot) const {
    return find(writeSet, pc, slot);
  }

  /// The run that SlotGet or SlotSet works on.
  IndexedRun run(uint32_t pc) const;
  /// One value of the web that SlotGet or SlotSet works on; noValue for runs
  /// without slots.
  ValueId indexed(uint32_t pc) const;
  /// Some run covers the slot.
  bool isMemory(uint32_t slot) const { return areaOf[slot] != noArea; }
  /// The representative of a memory value's web.
  ValueId web(ValueId value) const;
  /// The web is seen by an indexed instruction; else its values are like any.
  bool isIndexed(ValueId web) const { return indexedWebs[web]; }

private:
  struct Segment {
    uint16_t start;
    uint32_t count, first;
  };
  /// Segments by instruction, values by segment.
  struct Set {
    std::vector<uint32_t> start;
    std::vector<Segment> segments;
    std::vector<ValueId> values;
  };
  struct SlotBlock {
    uint16_t slot;
    uint32_t block;
  };
  static constexpr uint32_t noArea = UINT32_MAX;

  FrameSsa(verify::ModuleContext &context, const FunctionDef &function,
           const verify::ProvenFacts &facts, uint64_t maxSteps)
      : context(context), function(function), facts(facts), steps(maxSteps) {}

  bool run();
  bool findAreas();
  void findDefinitions();
  void placePhis();
  void rename();
  void renameInstruction(uint32_t pc);
  void renameCopy(uint32_t pc, uint32_t from, uint32_t to, uint32_t count);
  void seeRun(uint32_t pc);
  void fillPhis(uint32_t block);
  void prunePhis();
  void joinWebs();

  verify::Site site(uint32_t pc) const { return {context, function, {}, pc}; }
  bool spend(uint64_t count);
  ValueId current(uint32_t slot);
  void define(uint32_t slot, ValueId value);
  ValueId make(Value value);
  ValueId findWeb(ValueId value) const;
  void unite(ValueId x, ValueId y);
  std::vector<SlotRange> ranges(const Set &set, uint32_t pc) const;
  static ValueId find(const Set &set, uint32_t pc, uint32_t slot);
  void beginSet(Set &set, uint32_t pc) {
    set.start[pc] = uint32_t(set.segments.size());
  }

  verify::ModuleContext &context;
  const FunctionDef &function;
  const verify::ProvenFacts &facts;
  uint64_t steps;

  verify::Cfg graph;
  std::unique_ptr<Dominators> tree;
  std::vector<Value> values;
  std::vector<std::vector<Phi>> phiLists;
  Set readSet, writeSet;

  std::vector<uint32_t> areaOf;
  std::vector<std::pair<uint32_t, ValueId>> runs; ///< by instruction
  mutable std::vector<ValueId> webs;
  std::vector<bool> indexedWebs;

  // While building.
  std::vector<std::vector<uint32_t>> defBlocks; ///< by slot
  std::vector<bool> exposed;                    ///< by slot
  std::vector<ValueId> now, initial;            ///< by slot
  struct Undo {
    uint16_t slot;
    ValueId value;
  };
  std::vector<Undo> undo;
  struct Seen {
    uint64_t epoch = UINT64_MAX;
    uint32_t block = 0;
    uint16_t base = 0;
    uint32_t size = 0;
    bool operator==(const Seen &) const = default;
  };
  std::vector<Seen> seen;       ///< by area
  std::vector<uint64_t> epochs; ///< by area: how many writes were renamed
  uint32_t block = 0;           ///< being renamed
};

/// Calls `range(start, count)` for the frame slots that the instruction reads,
/// except the runs of SlotGet and SlotSet.
template <class Callback>
void forEachRead(const verify::Site &site, Callback &&range) {
  if (site.opcode() == Opcode::ClosureGet)
    range(0u, 1u);
  for (unsigned field = 0; field < 3; ++field) {
    const OperandSpec &spec = site.row().operands[field];
    bool isClosure = spec.kind == OperandKind::FuncOrClosure;
    if (!spec.reads() && !isClosure)
      continue;
    std::optional<verify::Window> window = verify::operandWindow(site, field);
    if (!window)
      continue;
    // Of a call's window, the results are only written.
    bool isCall = spec.span == Span::ArgsThenRets;
    uint64_t count = isCall ? window->pieces[0].count : window->size();
    range(window->start, uint32_t(count));
  }
}

} // namespace vo::bc::ssa

#endif // VO_BYTECODE_SSA_FRAMESSA_H
