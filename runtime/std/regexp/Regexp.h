//===- Regexp.h - Regular expressions ---------------------------*- C++ -*-===//
//
// What package regexp does with texts: the syntax is RE2's, which matches in
// linear time; how matches follow each other is Go's. Compiled expressions are
// kept. Needs no heap; the spans of a match are positions in the text.
//
//===----------------------------------------------------------------------===//
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace re2 {
class RE2;
}

namespace vo::rt::regexp {

/// Where a group matched; -1 when it took no part.
struct Span {
  int64_t start, end;
};

/// The whole match, then the groups.
using Match = std::vector<Span>;

class Expression {
public:
  /// The expression of a pattern; null when it is not one. Any thread.
  static std::shared_ptr<const Expression> of(std::string_view pattern);

  explicit Expression(std::string_view pattern);
  ~Expression();

  /// Groups, the whole match included.
  size_t groups() const;
  /// Names of the groups, "" of those without; the first is that of the whole.
  std::vector<std::string> names() const;

  bool matches(std::string_view text) const;
  /// The leftmost match.
  std::optional<Match> find(std::string_view text) const;
  /// At most `limit` matches that do not overlap, all when negative. A match of
  /// nothing right behind another does not count.
  std::vector<Match> findAll(std::string_view text, int64_t limit) const;

  /// The text with all matches replaced; with `expand`, $1, $name and ${name}
  /// in the replacement are groups, and $$ is a $.
  std::string replaceAll(std::string_view text, std::string_view replacement,
                         bool expand) const;
  /// The parts between matches, at most `limit`, all when negative, none for 0.
  std::vector<std::string> split(std::string_view text, int64_t limit) const;

private:
  bool matchFrom(std::string_view text, size_t start, Match &match) const;
  void expandTo(std::string &out, std::string_view replacement,
                std::string_view text, const Match &match) const;

  std::unique_ptr<re2::RE2> compiled;
};

/// A pattern that matches the text itself.
std::string quoteMeta(std::string_view text);

} // namespace vo::rt::regexp
