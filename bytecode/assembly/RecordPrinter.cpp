//===- RecordPrinter.cpp - Records as assembly lines
//-----------------------===//

#include "bytecode/assembly/RecordPrinter.h"

using namespace vo::bc;

/// The word that stands for the slots at `i`, which is moved behind them.
static std::string nextWord(const Layout &layout, size_t &i) {
  SlotType type = layout[i++];
  if (type == SlotType::Interface0 && i < layout.size() &&
      layout[i] == SlotType::Interface1) {
    ++i;
    return "I";
  }
  return std::string(abbreviation(type));
}

std::string assembly::printLayout(const Layout &layout) {
  std::string out;
  for (size_t i = 0; i < layout.size();) {
    std::string word = nextWord(layout, i);
    size_t count = 1;
    for (size_t next = i; next < layout.size() && count < 0xFFFF; ++count) {
      if (nextWord(layout, next) != word)
        break;
      i = next;
    }
    out += (out.empty() ? "" : " ") + word;
    if (count > 1)
      out += "*" + std::to_string(count);
  }
  return "[" + out + "]";
}
