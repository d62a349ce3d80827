//===- BuiltinExterns.h - Shapes of the language's own externs --*- C++ -*-===//

#ifndef VO_BYTECODE_VERIFY_TABLES_BUILTINEXTERNS_H
#define VO_BYTECODE_VERIFY_TABLES_BUILTINEXTERNS_H

#include "bytecode/verify/Report.h"

namespace vo::bc::verify {

/// A layout as written in BuiltinExterns.def.
class LayoutPattern {
public:
  constexpr LayoutPattern(std::string_view text) : text(text) {}

  /// Nothing is fixed.
  constexpr bool isOpen() const { return text == "any"; }
  /// Nothing repeats: there is one number of slots.
  bool isFixed() const;
  /// Some layout of `slots` slots fits.
  bool allowsWidth(size_t slots) const;
  bool matches(LayoutView layout) const;
  /// Slot `index` of a layout that fits, nullopt for "?" and open patterns.
  std::optional<SlotType> slot(size_t index) const;

  std::string_view spelling() const { return text; }

private:
  struct Parts {
    std::string_view head, group;
  };
  Parts parts() const;
  std::string_view text;
};

struct BuiltinExtern {
  std::string_view name;
  LayoutPattern params, results;
  bool variable;
};

/// The row of that name, nullptr when there is none.
const BuiltinExtern *findBuiltinExtern(std::string_view name);

} // namespace vo::bc::verify

#endif // VO_BYTECODE_VERIFY_TABLES_BUILTINEXTERNS_H
