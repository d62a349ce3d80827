//===- Report.h - Collecting diagnostics, and counting steps ----*- C++ -*-===//

#ifndef VO_BYTECODE_VERIFY_REPORT_H
#define VO_BYTECODE_VERIFY_REPORT_H

#include "bytecode/Model.h"
#include "bytecode/verify/Verifier.h"

#include <concepts>
#include <span>

namespace vo::bc::verify {

/// A layout that somebody else owns.
using LayoutView = std::span<const SlotType>;

namespace detail {
void append(std::string &out, std::string_view part);
/// "[R V I0 I1]", shortened when long.
void append(std::string &out, LayoutView part);
inline void append(std::string &out, const Layout &part) {
  append(out, LayoutView(part));
}
void append(std::string &out, ValueKind part);
void append(std::string &out, SlotType part);
template <std::integral Int> void append(std::string &out, Int part) {
  append(out, std::string_view(std::to_string(part)));
}
} // namespace detail

/// Concatenates strings, numbers, layouts and enumerators.
template <class... Parts> std::string text(const Parts &...parts) {
  std::string out;
  (detail::append(out, parts), ...);
  return out;
}

/// Where checks put what they find. Also the step counter that keeps the cost
/// bounded: loops whose length is not that of a list in the file call spend().
class Report {
public:
  explicit Report(const Options &options) : options(options) {}

  /// Files a breach of `rule` at the current place.
  void add(Rule rule, std::string message);

  /// Takes `steps` from the budget; false when it is used up, which has been
  /// filed then. Callers stop what they are doing.
  bool spend(uint64_t steps);

  /// No more diagnostics are wanted: the limit is reached or the budget spent.
  bool full() const {
    return exhausted || found.size() >= options.maxDiagnostics;
  }
  size_t count() const { return found.size(); }
  std::vector<Diagnostic> take() { return std::move(found); }

  /// Places that follow are about the module, a function, an instruction.
  void enterModule() { function = nullptr; }
  void enterFunction(uint32_t index, const FunctionDef &def) {
    function = &def;
    functionIndex = index;
    hasInstruction = false;
  }
  void enterInstruction(uint32_t pc) {
    hasInstruction = true;
    instruction = pc;
  }

private:
  const Options options;
  std::vector<Diagnostic> found;
  uint64_t steps = 0;
  bool exhausted = false;
  const FunctionDef *function = nullptr;
  uint32_t functionIndex = 0;
  bool hasInstruction = false;
  uint32_t instruction = 0;
};

} // namespace vo::bc::verify

#endif // VO_BYTECODE_VERIFY_REPORT_H
