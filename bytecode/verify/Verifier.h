//===- Verifier.h - Is this module safe to compile and run? -----*- C++ -*-===//
//
// readModule establishes only what the decoder can see. Everything that refers
// from one place of a module to another is checked here: table ids, layouts,
// operand slot types, branch targets, and a few data-flow facts. A module that
// passes keeps the promises listed in docs/verifier.md; the rules are the rows
// of Rules.def.
//
// Any Module may be given, however broken. The cost is linear in the module
// for what a compiler writes and bounded for everything else; no recursion.
//
//===----------------------------------------------------------------------===//

#ifndef VO_BYTECODE_VERIFY_VERIFIER_H
#define VO_BYTECODE_VERIFY_VERIFIER_H

#include "bytecode/verify/Rule.h"

#include <string>
#include <vector>

namespace vo::bc {
struct Module;
}

namespace vo::bc::verify {

/// One breach of a rule.
struct Diagnostic {
  Rule rule;
  /// What is wrong and where inside the record, e.g. "operand b: slot 9 is
  /// outside the frame of 4 slots".
  std::string message;
  /// Set when the breach is about a function.
  std::optional<uint32_t> function;
  std::string functionName;
  /// Set when it is about an instruction of that function.
  std::optional<uint32_t> instruction;
  std::string opcodeName;

  /// "function 3 'main.f', instruction 7 (PtrGet): … [slot-types]".
  std::string text() const;
};

struct Options {
  /// How many breaches are collected before checking stops; at least 1.
  unsigned maxDiagnostics = 64;
  /// How many elementary steps checking may take before the module is refused
  /// under Rule::Cost. The default is a few seconds' work; the modules that
  /// compilers write take a few steps per instruction.
  uint64_t maxSteps = uint64_t(1) << 29;
};

/// What verifyModule found, in the order of the stages.
class [[nodiscard]] Verdict {
public:
  explicit Verdict(std::vector<Diagnostic> diagnostics)
      : found(std::move(diagnostics)) {}

  explicit operator bool() const { return ok(); }
  bool ok() const { return found.empty(); }
  const std::vector<Diagnostic> &diagnostics() const { return found; }
  /// One line per diagnostic, each with a newline; empty when ok.
  std::string text() const;

private:
  std::vector<Diagnostic> found;
};

/// Checks all rules. Does not change the module and keeps no reference to it.
Verdict verifyModule(const Module &module, const Options &options = {});

} // namespace vo::bc::verify

#endif // VO_BYTECODE_VERIFY_VERIFIER_H
