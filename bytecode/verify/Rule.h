//===- Rule.h - The verifier's rules by name --------------------*- C++ -*-===//

#ifndef VO_BYTECODE_VERIFY_RULE_H
#define VO_BYTECODE_VERIFY_RULE_H

#include <cstdint>
#include <optional>
#include <string_view>

namespace vo::bc::verify {

enum class Rule : uint8_t {
#define VO_RULE(name, id, stage, demand) name,
#include "bytecode/verify/Rules.def"
};

/// Which pass over the module checks a rule. See Rules.def.
enum class Stage : uint8_t { Any, Types, Module, Functions, Code, Flow };

/// One row of Rules.def.
struct RuleInfo {
  Rule rule;
  std::string_view id;
  Stage stage;
  std::string_view demand;
};

inline constexpr unsigned numRules = 0
#define VO_RULE(name, id, stage, demand) +1
#include "bytecode/verify/Rules.def"
    ;

const RuleInfo &info(Rule rule);

/// "slot-types".
inline std::string_view id(Rule rule) { return info(rule).id; }

/// "Code".
std::string_view name(Stage stage);

} // namespace vo::bc::verify

#endif // VO_BYTECODE_VERIFY_RULE_H
