//===- Names.h - How functions and externs are referred to -------*- C++
//-*-===//

#ifndef VO_BYTECODE_ASSEMBLY_NAMES_H
#define VO_BYTECODE_ASSEMBLY_NAMES_H

#include "bytecode/Model.h"

#include <unordered_map>

namespace vo::bc::assembly {

/// Names of one table. An entry is spelled by its name when that is unique and
/// not empty, else by its number.
class Names {
public:
  void add(std::string_view name);

  /// The only entry of that name.
  std::optional<uint32_t> find(std::string_view name) const;

  /// sigil + name, sigil + quoted name, or sigil + "#" + id.
  std::string spell(char sigil, uint32_t id) const;

private:
  static constexpr uint32_t ambiguous = 0xFFFFFFFF;
  std::vector<std::string> names;
  std::unordered_map<std::string, uint32_t> ids;
};

} // namespace vo::bc::assembly

#endif // VO_BYTECODE_ASSEMBLY_NAMES_H
