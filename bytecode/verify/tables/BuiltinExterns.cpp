//===- BuiltinExterns.cpp - Matching layouts against patterns -------------===//

#include "bytecode/verify/tables/BuiltinExterns.h"

#include <algorithm>

using namespace vo::bc;
using namespace vo::bc::verify;

static constexpr BuiltinExtern table[] = {
#define VO_BUILTIN_EXTERN(name, params, results, variable)                     \
  {name, LayoutPattern(params), LayoutPattern(results), variable},
#include "bytecode/verify/tables/BuiltinExterns.def"
};

const BuiltinExtern *vo::bc::verify::findBuiltinExtern(std::string_view name) {
  auto it = std::ranges::find(table, name, &BuiltinExtern::name);
  return it == std::end(table) ? nullptr : &*it;
}

/// Slots that a pattern without group takes: two per I.
static size_t widthOf(std::string_view tokens) {
  return tokens.size() + std::ranges::count(tokens, 'I');
}

LayoutPattern::Parts LayoutPattern::parts() const {
  size_t open = text.find('(');
  if (open == std::string_view::npos)
    return {text, {}};
  return {text.substr(0, open),
          text.substr(open + 1, text.find(')') - open - 1)};
}

bool LayoutPattern::isFixed() const {
  return !isOpen() && parts().group.empty();
}

bool LayoutPattern::allowsWidth(size_t slots) const {
  if (isOpen())
    return true;
  auto [head, group] = parts();
  size_t least = widthOf(head);
  if (slots < least)
    return false;
  return group.empty() ? slots == least : (slots - least) % widthOf(group) == 0;
}

std::optional<SlotType> LayoutPattern::slot(size_t index) const {
  if (isOpen())
    return std::nullopt;
  auto [tokens, group] = parts();
  if (size_t least = widthOf(tokens); index >= least) {
    if (group.empty())
      return std::nullopt;
    index = (index - least) % widthOf(group);
    tokens = group;
  }
  for (char token : tokens) {
    if (token == 'I') {
      if (index < 2)
        return index == 0 ? SlotType::Interface0 : SlotType::Interface1;
      index -= 2;
    } else if (index-- == 0) {
      switch (token) {
      case 'V':
        return SlotType::Value;
      case 'R':
        return SlotType::GcRef;
      case 'F':
        return SlotType::Float;
      default:
        return std::nullopt;
      }
    }
  }
  return std::nullopt;
}

bool LayoutPattern::matches(LayoutView layout) const {
  if (!allowsWidth(layout.size()))
    return false;
  for (size_t i = 0; i < layout.size(); ++i) {
    std::optional<SlotType> expected = slot(i);
    if (expected && *expected != layout[i])
      return false;
  }
  return true;
}
