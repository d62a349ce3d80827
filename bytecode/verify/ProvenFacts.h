//===- ProvenFacts.h - What verification proves about operands --*- C++ -*-===//
//
// For consumers of verified modules: the data-flow facts that the verifier's
// rules rest on, which hold on all paths to the instruction.
//
//===----------------------------------------------------------------------===//

#ifndef VO_BYTECODE_VERIFY_PROVENFACTS_H
#define VO_BYTECODE_VERIFY_PROVENFACTS_H

#include <cstdint>
#include <memory>
#include <optional>

namespace vo::bc {
struct Module;
}

namespace vo::bc::verify {

/// What the facts of all functions of a module share.
class ProofContext {
public:
  /// `module` has been accepted by verifyModule and outlives this.
  explicit ProofContext(const Module &module);
  ~ProofContext();

private:
  friend class ProvenFacts;
  struct Tables;
  std::unique_ptr<Tables> tables;
};

/// Facts of one function. Cheap to make: follows only slots that matter.
class ProvenFacts {
public:
  ProvenFacts(ProofContext &proofs, uint32_t function);
  ~ProvenFacts();

  /// SlotGet(N) and SlotSet(N): the index is below this number. Known for every
  /// reachable one.
  std::optional<uint64_t> indexBound(uint32_t pc) const;

  /// The constant in a slot that an instruction takes a type word, element size
  /// or length from; nothing for other slots.
  std::optional<int64_t> constant(uint32_t pc, uint32_t slot) const;

private:
  struct Analyses;
  std::unique_ptr<Analyses> analyses;
};

} // namespace vo::bc::verify

#endif // VO_BYTECODE_VERIFY_PROVENFACTS_H
