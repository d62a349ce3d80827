//===- Typing.h - A static type for every reference -------------*- C++ -*-===//
//
// Bytecode says of a slot "one reference". This finds out which: pointer to
// what, slice of what, and so on, for every value of every reachable function
// and for every word of memory, or refuses the module because one reference
// would have to be two things. docs/typing.md tells the rules, why they are
// sound, and what is refused.
//
// Needs a module that the verifier accepts.
//
//===----------------------------------------------------------------------===//

#ifndef VO_BYTECODE_TYPING_TYPING_H
#define VO_BYTECODE_TYPING_TYPING_H

#include "bytecode/ssa/FrameSsa.h"
#include "bytecode/typing/Natives.h"

#include <memory>
#include <optional>

namespace vo::bc::typing {

/// The extern that panics with an error's text.
inline constexpr std::string_view panicWithError = "panic_with_error";

/// Why a module is refused.
struct Diagnostic {
  enum Kind : uint8_t {
    Conflict,
    UndeclaredExtern, ///< of a CallExtern: only the library's are known
  };
  Kind kind = Conflict;
  std::string message;
  uint32_t function = none;
  std::string functionName;
  uint32_t instruction = none;
  std::string opcodeName;

  /// "function 3 'main.f', instruction 7 (PtrGet): …"
  std::string text() const;
};

struct Options {
  unsigned maxDiagnostics = 64;
  /// Elementary steps, of a nanosecond or some, before a module is refused. The
  /// default is some seconds; compilers' modules take some per instruction.
  uint64_t maxSteps = uint64_t(1) << 28;
};

/// A constant and multiples of indices that are known to be in range: what an
/// address computation adds.
struct Offset {
  int64_t constant = 0;
  struct Index {
    ssa::ValueId value;
    int64_t stride;
    uint64_t count;
  };
  std::vector<Index> indices;
};

/// One place where an instruction looks into memory, and the references there.
struct Access {
  uint32_t pc;
  /// none for new objects.
  TermId base;
  std::vector<TermId> references;
};

class FunctionTyping {
public:
  const ssa::FrameSsa &ssa() const { return *frame; }
  const verify::ProvenFacts &facts() const { return *proven; }
  /// Part of an array in the frame, which indexed instructions may change.
  bool isIndexed(ssa::ValueId value) const {
    return frame->isMemory(frame->value(value).slot) &&
           frame->isIndexed(frame->web(value));
  }
  /// The type of a value. What is `isZero` has the type its user wants.
  TermId type(ssa::ValueId value) const { return types[value]; }
  /// A zero of any type: a literal, or a slot that nobody wrote.
  bool isZero(ssa::ValueId value) const { return zeros[value]; }
  /// By parameter, result and capture slot.
  const Leaves &params() const { return paramTypes; }
  const Leaves &results() const { return resultTypes; }
  const Leaves &captures() const { return captureTypes; }
  /// What PtrAdd at `pc` adds.
  const Offset *offset(uint32_t pc) const {
    auto it = offsets.find(pc);
    return it == offsets.end() ? nullptr : &it->second;
  }
  /// The value that an instruction reads from a slot, when it is a constant.
  std::optional<int64_t> constant(uint32_t pc, uint32_t slot) const;
  const std::vector<Access> &accesses() const { return accessList; }

  /// Whether the block can run. Code behind a call that never returns and
  /// behind a check of an index that always fails cannot: it has no types.
  bool isReached(uint32_t block) const {
    return ends[block] != frame->cfg().blocks[block].begin;
  }
  /// Behind the last instruction of the block that can run.
  uint32_t end(uint32_t block) const { return ends[block]; }
  /// That instruction never lets anything behind it run.
  bool stops(uint32_t block) const { return stopped[block]; }

private:
  friend class Solver;
  void findReached();
  bool neverReturns(uint32_t pc) const;

  const Module *module = nullptr;
  const FunctionDef *def = nullptr;
  std::unique_ptr<verify::ProvenFacts> proven;
  std::unique_ptr<ssa::FrameSsa> frame;
  std::vector<TermId> types;
  std::vector<bool> zeros;
  Leaves paramTypes, resultTypes, captureTypes;
  std::map<uint32_t, Offset> offsets;
  std::vector<Access> accessList;
  std::vector<uint32_t> ends; ///< by block
  std::vector<bool> stopped;  ///< by block
};

class ModuleTyping {
public:
  ModuleTyping(ModuleTyping &&);
  ModuleTyping(const ModuleTyping &) = delete;
  ~ModuleTyping();

  bool ok() const { return found.empty(); }
  const std::vector<Diagnostic> &diagnostics() const { return found; }

  const Universe &terms() const { return *universe; }
  Metadata &metadata() const { return *meta; }
  /// Ids of the functions that are typed, ascending.
  const std::vector<uint32_t> &functions() const { return reachable; }
  /// Whether the program accesses values dynamically.
  bool hasDynamicAccess() const { return isDynamic; }
  /// Whether it calls natives that look into values of any type.
  bool hasReflection() const { return isReflective; }
  /// nullptr for functions that cannot be reached.
  const FunctionTyping *function(uint32_t id) const { return typed[id].get(); }
  /// By flat global slot.
  const Leaves &globals() const { return globalTypes; }
  /// The arguments and results of a library function; nothing for others.
  std::optional<Signature> native(const ExternDef &def) const;

private:
  friend class Solver;
  friend ModuleTyping typeModule(const Module &, const Options &);
  ModuleTyping();

  struct Tables;
  std::unique_ptr<Tables> tables;
  std::unique_ptr<Universe> universe;
  std::unique_ptr<Metadata> meta;
  std::vector<uint32_t> reachable;
  bool isDynamic = false, isReflective = false;
  std::vector<std::unique_ptr<FunctionTyping>> typed;
  Leaves globalTypes;
  std::vector<Diagnostic> found;
};

/// Types the reachable part of a verified module, which must outlive the
/// result.
ModuleTyping typeModule(const Module &module, const Options &options = {});

} // namespace vo::bc::typing

#endif // VO_BYTECODE_TYPING_TYPING_H
