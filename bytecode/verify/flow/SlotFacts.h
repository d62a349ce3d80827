//===- SlotFacts.h - What is known about frame slots ------------*- C++ -*-===//
//
// A forward data-flow analysis over selected frame slots, done sparsely: only
// slots that somebody asks about, and slots copied into those, are followed;
// a fact that is made and used in one block costs nothing elsewhere. Facts are
// nodes of a graph: known values, copies through phis at block entries, and
// operations on other nodes. Solving finds the greatest solution, so a fact
// holds on all paths.
//
//===----------------------------------------------------------------------===//

#ifndef VO_BYTECODE_VERIFY_FLOW_SLOTFACTS_H
#define VO_BYTECODE_VERIFY_FLOW_SLOTFACTS_H

#include "bytecode/verify/code/Site.h"
#include "bytecode/verify/flow/Cfg.h"

#include <unordered_map>

namespace vo::bc::verify {

/// What is known about a slot at one place. Lower levels say less:
///
///     Top          no path seen yet
///      |
///     Known        the same value on all paths
///      |
///     Unknown      not known on some path
///      |
///     Conflict     different known values on some paths
struct Fact {
  enum Level : uint8_t { Top, Known, Unknown, Conflict };
  Level level = Top;
  uint64_t value = 0;

  bool isKnown() const { return level == Known; }
  bool operator==(const Fact &) const = default;
};

/// The fact that holds when either may be the case.
Fact meet(const Fact &x, const Fact &y);

/// The function that an analysis runs on.
struct FlowContext {
  ModuleContext &context;
  const FunctionDef &function;
  LayoutView globals;
  const Cfg &cfg;

  Site site(uint32_t pc) const { return {context, function, globals, pc}; }
};

class SlotFacts {
public:
  explicit SlotFacts(const FlowContext &flow) : flow(flow) {}
  virtual ~SlotFacts() = default;

  /// Runs the analysis. Without enough budget all facts are Unknown.
  void solve();

  /// The fact before a reachable instruction about a slot that wants() names
  /// there.
  Fact before(uint32_t pc, uint32_t slot) const;

protected:
  /// A fact that is computed while solving.
  using Node = uint32_t;
  static constexpr Node unknown = 0;

  /// An operation on nodes, evaluated by fold(). What the numbers mean is up
  /// to the analysis.
  struct Operation {
    uint8_t code;
    Node x = unknown, y = unknown;
    uint64_t immediate = 0;
  };

  /// Adds the slots that rules ask about at this instruction.
  virtual void wants(const Site &site, std::vector<uint32_t> &slots) const = 0;
  /// Adds the slots that the fact of `slot`, which the instruction writes, is
  /// computed from. Copies are followed anyway.
  virtual void sources(const Site &site, uint32_t slot,
                       std::vector<uint32_t> &slots) const;
  /// The fact about a slot when the function is entered.
  virtual Fact initial(uint32_t slot) const;
  /// Calls define() for what is known after the instruction.
  virtual void transfer(const Site &site) = 0;
  /// What SlotSet and SlotSetN do to slots at and behind their base.
  virtual void storeIndexed(const Site &site);
  virtual Fact fold(const Operation &operation, const Fact &x,
                    const Fact &y) const;

  /// For transfer() and storeIndexed().
  bool isTracked(uint32_t slot) const {
    return slot < indexOf.size() && indexOf[slot] >= 0;
  }
  Node read(uint32_t slot);
  Node known(uint64_t value) { return fact({Fact::Known, value}); }
  Node fact(const Fact &fact);
  Node apply(const Operation &operation);
  /// The slot has that fact once the instruction's writes are done.
  void define(uint32_t slot, Node node) { defined.push_back({slot, node}); }
  /// Tracked slots at and behind `slot`, ascending.
  std::span<const uint32_t> trackedFrom(uint32_t slot) const;
  void write(uint32_t slot, Node node);

  const FlowContext flow;

private:
  enum class Kind : uint8_t { Constant, Phi, Operation };
  struct NodeData {
    Kind kind;
    Fact fact;
    /// Phi: range in phiInputs. Operation: index in operations.
    uint32_t first = 0, count = 0;
  };
  struct PhiPlace {
    uint32_t block, index;
    Node node;
  };

  bool findTracked();
  bool followSources(const Site &site);
  void track(uint32_t slot);
  void build();
  void runBlock(uint32_t block);
  void runInstruction(const Site &site);
  Node phi(uint32_t block, uint32_t index);
  Node atExit(uint32_t block, uint32_t index);
  void connectPhis();
  void propagate();
  Fact evaluate(const NodeData &node) const;

  bool failed = false;
  /// Slots followed, ascending, and their places in that list.
  std::vector<uint32_t> tracked;
  std::vector<int32_t> indexOf;

  std::vector<NodeData> nodes;
  std::vector<Operation> operations;
  std::vector<Node> phiInputs;
  std::vector<PhiPlace> phis;
  /// block << 32 | index.
  std::unordered_map<uint64_t, Node> phiAt;

  /// Facts in the block that is being run, by index; valid where the stamp is
  /// that of the block.
  uint32_t block = 0;
  std::vector<Node> current;
  std::vector<uint32_t> stamp;
  std::vector<uint32_t> touched;
  struct SlotNode {
    uint32_t slot;
    Node node;
  };
  std::vector<SlotNode> defined;
  /// Index and fact of what each block leaves behind, ascending by index.
  std::vector<std::vector<std::pair<uint32_t, Node>>> exits;
  /// pc << 16 | slot.
  std::unordered_map<uint64_t, Node> asked;
};

/// Calls `range(start, count)` for the frame slots that the instruction
/// writes, except those of SlotSet and SlotSetN.
template <class Callback>
void forEachWrite(const Site &site, Callback &&range) {
  for (unsigned field = 0; field < 3; ++field) {
    const OperandSpec &spec = site.row().operands[field];
    if (!spec.writes())
      continue;
    std::optional<Window> window = operandWindow(site, field);
    if (!window)
      continue;
    // Of a call's window, the arguments are only read.
    uint64_t skip =
        spec.span == Span::ArgsThenRets ? window->pieces[0].count : 0;
    range(uint32_t(window->start + skip), uint32_t(window->size() - skip));
  }
}

} // namespace vo::bc::verify

#endif // VO_BYTECODE_VERIFY_FLOW_SLOTFACTS_H
