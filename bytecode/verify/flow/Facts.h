//===- Facts.h - The three analyses of the verifier -------------*- C++ -*-===//

#ifndef VO_BYTECODE_VERIFY_FLOW_FACTS_H
#define VO_BYTECODE_VERIFY_FLOW_FACTS_H

#include "bytecode/verify/flow/SlotFacts.h"

#include <deque>
#include <map>

namespace vo::bc::verify {

/// Slots whose value is known: Fact::value is the 64 bits in the slot. Facts
/// come from LoadInt and LoadConst and flow through Copy, Shl and Or.
class ConstantFacts final : public SlotFacts {
public:
  using SlotFacts::SlotFacts;

protected:
  void wants(const Site &site, std::vector<uint32_t> &slots) const override;
  void sources(const Site &site, uint32_t slot,
               std::vector<uint32_t> &slots) const override;
  void transfer(const Site &site) override;
  Fact fold(const Operation &operation, const Fact &x,
            const Fact &y) const override;
};

/// The slot that holds the dynamic element size of an array or slice
/// operation; nullopt when the flags say the size.
std::optional<uint32_t> elemBytesSlot(const Site &site);

/// Slots whose value is below a known bound: Fact::value is the bound. Facts
/// come from IndexCheck.
class IndexFacts final : public SlotFacts {
public:
  IndexFacts(const FlowContext &flow, const ConstantFacts &constants)
      : SlotFacts(flow), constants(constants) {}

protected:
  void wants(const Site &site, std::vector<uint32_t> &slots) const override;
  void transfer(const Site &site) override;
  void storeIndexed(const Site &site) override;
  Fact fold(const Operation &operation, const Fact &x,
            const Fact &y) const override;

private:
  const ConstantFacts &constants;
};

/// The index slot of SlotGet(N) and SlotSet(N), nullopt for other opcodes.
std::optional<uint32_t> indexSlot(const Site &site);

/// Slots that hold a map, map iterator or queue of known layout: Fact::value
/// is a Shape. Facts come from creation and parameter types.
class ContainerFacts final : public SlotFacts {
public:
  using SlotFacts::SlotFacts;

  enum Kind : uint8_t { Map, Iterator, Queue };
  struct Shape {
    Kind kind;
    /// Key and value of a map or iterator, element and nothing of a queue.
    LayoutView first, second;
  };
  /// The shape that a known fact stands for.
  Shape shape(uint64_t value) const;

  void solveForParameters();

protected:
  void wants(const Site &site, std::vector<uint32_t> &slots) const override;
  void sources(const Site &site, uint32_t slot,
               std::vector<uint32_t> &slots) const override;
  Fact initial(uint32_t slot) const override;
  void transfer(const Site &site) override;
  Fact fold(const Operation &operation, const Fact &x,
            const Fact &y) const override;

private:
  uint64_t valueOf(Kind kind, LayoutView first, LayoutView second);
  uint32_t layoutId(LayoutView layout);
  void addParameter(uint32_t slot, ValueRttid type);

  /// Layouts in numbered order; owned by the module or by `ownLayouts`.
  std::vector<LayoutView> layouts;
  std::deque<Layout> ownLayouts;
  std::unordered_map<std::string_view, uint32_t> layoutIds;
  std::map<uint32_t, uint64_t> parameters;
};

/// The slot that holds the map, iterator or queue an instruction works on.
std::optional<uint32_t> containerSlot(const Site &site);

} // namespace vo::bc::verify

#endif // VO_BYTECODE_VERIFY_FLOW_FACTS_H
