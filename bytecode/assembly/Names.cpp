//===- Names.cpp - How functions and externs are referred to
//---------------===//

#include "bytecode/assembly/Names.h"

#include "bytecode/assembly/Lexer.h"

using namespace vo::bc;
using namespace vo::bc::assembly;

void Names::add(std::string_view name) {
  uint32_t id = names.size();
  names.emplace_back(name);
  auto [entry, isNew] = ids.try_emplace(names.back(), id);
  if (!isNew)
    entry->second = ambiguous;
}

std::optional<uint32_t> Names::find(std::string_view name) const {
  auto entry = ids.find(std::string(name));
  if (entry == ids.end() || entry->second == ambiguous)
    return std::nullopt;
  return entry->second;
}

std::string Names::spell(char sigil, uint32_t id) const {
  if (id < names.size() && !names[id].empty() && find(names[id]) == id)
    return sigil +
           (isPlainName(names[id]) ? names[id] : text::quote(names[id]));
  return std::string(1, sigil) + "#" + std::to_string(id);
}
