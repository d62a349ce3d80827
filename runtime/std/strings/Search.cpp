#include "runtime/std/strings/Search.h"

#include <vector>

namespace vo::rt::text {

/// Knuth, Morris and Pratt, from the back.
size_t findLast(std::string_view text, std::string_view part) {
  size_t length = part.size();
  if (length == 0)
    return text.size();
  if (length > text.size())
    return kNowhere;
  auto partAt = [&](size_t i) { return part[length - 1 - i]; };
  // borders[i]: longest border of the last i + 1 bytes of the part.
  std::vector<size_t> borders(length);
  for (size_t i = 1, matched = 0; i < length; ++i) {
    while (matched != 0 && partAt(i) != partAt(matched))
      matched = borders[matched - 1];
    matched += partAt(i) == partAt(matched);
    borders[i] = matched;
  }
  size_t matched = 0;
  for (size_t at = text.size(); at-- > 0;) {
    while (matched != 0 && text[at] != partAt(matched))
      matched = borders[matched - 1];
    matched += text[at] == partAt(matched);
    if (matched == length)
      return at;
  }
  return kNowhere;
}

size_t runeCount(std::string_view text) {
  size_t count = 0;
  for (; !text.empty(); text.remove_prefix(runeWidth(text)))
    ++count;
  return count;
}

size_t count(std::string_view text, std::string_view part, size_t limit) {
  if (part.empty())
    return std::min(runeCount(text) + 1, limit);
  size_t found = 0;
  while (found < limit) {
    size_t at = find(text, part);
    if (at == kNowhere)
      break;
    ++found;
    text.remove_prefix(at + part.size());
  }
  return found;
}

void replace(std::string_view text, std::string_view old, std::string_view with,
             size_t replacements, char *out) {
  auto append = [&](std::string_view bytes) {
    if (!bytes.empty())
      std::memcpy(out, bytes.data(), bytes.size());
    out += bytes.size();
  };
  for (size_t i = 0; i < replacements; ++i) {
    size_t keep = !old.empty() ? find(text, old) : i == 0 ? 0 : runeWidth(text);
    append(text.substr(0, keep));
    append(with);
    text.remove_prefix(keep + old.size());
  }
  append(text);
}

} // namespace vo::rt::text
