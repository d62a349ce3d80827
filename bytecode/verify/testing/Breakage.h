//===- Breakage.h - One way to break the sample module ----------*- C++ -*-===//

#ifndef VO_BYTECODE_VERIFY_TESTING_BREAKAGE_H
#define VO_BYTECODE_VERIFY_TESTING_BREAKAGE_H

#include "bytecode/verify/Verifier.h"
#include "bytecode/verify/testing/SampleModule.h"

#include <span>

namespace vo::bc::verify::testing {

/// A change that breaks exactly one rule first.
struct Breakage {
  Rule rule;
  /// Unique among those of a rule; says what is wrong.
  std::string_view what;
  /// Where the diagnostic has to point: a function and an opcode in it, or
  /// nothing.
  std::string_view function;
  Opcode opcode;
  void (*apply)(Module &module);
};

inline constexpr std::string_view nowhere = "";
inline constexpr Opcode noOpcode = Opcode::Invalid;

std::span<const Breakage> typeBreakages();
std::span<const Breakage> moduleBreakages();
std::span<const Breakage> externBreakages();
std::span<const Breakage> functionBreakages();
std::span<const Breakage> codeBreakages();
std::span<const Breakage> callBreakages();
std::span<const Breakage> flowBreakages();

} // namespace vo::bc::verify::testing

#endif // VO_BYTECODE_VERIFY_TESTING_BREAKAGE_H
