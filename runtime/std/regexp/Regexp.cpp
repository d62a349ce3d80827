#include "runtime/std/regexp/Regexp.h"

#include "runtime/object/Utf8.h"

#include <re2/re2.h>

#include <algorithm>
#include <map>
#include <mutex>

using namespace vo::rt;
using namespace vo::rt::regexp;

//===----------------------------------------------------------------------===//
// Expressions
//===----------------------------------------------------------------------===//

Expression::Expression(std::string_view pattern) {
  re2::RE2::Options options;
  options.set_log_errors(false);
  compiled = std::make_unique<re2::RE2>(
      re2::StringPiece(pattern.data(), pattern.size()), options);
}

Expression::~Expression() = default;

std::shared_ptr<const Expression> Expression::of(std::string_view pattern) {
  constexpr size_t kKept = 256;
  static std::mutex mutex;
  static auto &kept =
      *new std::map<std::string, std::shared_ptr<const Expression>,
                    std::less<>>;
  std::lock_guard guard(mutex);
  auto found = kept.find(pattern);
  if (found != kept.end())
    return found->second;
  auto made = std::make_shared<const Expression>(pattern);
  if (!made->compiled->ok())
    return nullptr;
  if (kept.size() >= kKept)
    kept.clear();
  kept.emplace(pattern, made);
  return made;
}

size_t Expression::groups() const {
  return size_t(compiled->NumberOfCapturingGroups()) + 1;
}

std::vector<std::string> Expression::names() const {
  std::vector<std::string> names(groups());
  for (const auto &[number, name] : compiled->CapturingGroupNames())
    names[size_t(number)] = name;
  return names;
}

//===----------------------------------------------------------------------===//
// Matches
//===----------------------------------------------------------------------===//

bool Expression::matchFrom(std::string_view text, size_t start,
                           Match &match) const {
  std::vector<re2::StringPiece> parts(groups());
  re2::StringPiece whole(text.data(), text.size());
  if (!compiled->Match(whole, start, text.size(), re2::RE2::UNANCHORED,
                       parts.data(), int(parts.size())))
    return false;
  match.clear();
  for (const re2::StringPiece &part : parts)
    if (part.data()) {
      int64_t from = part.data() - text.data();
      match.push_back({from, from + int64_t(part.size())});
    } else {
      match.push_back({-1, -1});
    }
  return true;
}

bool Expression::matches(std::string_view text) const {
  re2::StringPiece whole(text.data(), text.size());
  return compiled->Match(whole, 0, text.size(), re2::RE2::UNANCHORED, nullptr,
                         0);
}

/// RE2 takes a null address for "no match".
static std::string_view notNull(std::string_view text) {
  return text.data() ? text : std::string_view("");
}

std::optional<Match> Expression::find(std::string_view text) const {
  Match match;
  if (matchFrom(notNull(text), 0, match))
    return match;
  return std::nullopt;
}

/// Width of the rune at a position, 1 at the end.
static size_t widthAt(std::string_view text, size_t at) {
  if (at >= text.size())
    return 1;
  return utf8::decode(reinterpret_cast<const uint8_t *>(text.data()) + at,
                      text.size() - at)
      .width;
}

std::vector<Match> Expression::findAll(std::string_view text,
                                       int64_t limit) const {
  text = notNull(text);
  size_t most = limit < 0 ? text.size() + 1 : size_t(limit);
  std::vector<Match> found;
  int64_t lastEnd = -1;
  Match match;
  for (size_t at = 0; found.size() < most && at <= text.size();) {
    if (!matchFrom(text, at, match))
      break;
    Span whole = match[0];
    bool isNothing = whole.end == int64_t(at);
    if (!isNothing || whole.start != lastEnd)
      found.push_back(match);
    at = isNothing ? at + widthAt(text, at) : size_t(whole.end);
    lastEnd = whole.end;
  }
  return found;
}

//===----------------------------------------------------------------------===//
// Replacing and splitting
//===----------------------------------------------------------------------===//

static bool isNameByte(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
         (c >= 'A' && c <= 'Z') || c == '_';
}

/// Takes the name behind a $ away: of letters, digits and underscores, in
/// braces or as long as possible. Empty when there is none.
static std::string_view takeName(std::string_view &text) {
  bool isBraced = text.starts_with('{');
  size_t from = isBraced, end = from;
  while (end < text.size() && isNameByte(text[end]))
    ++end;
  std::string_view name = text.substr(from, end - from);
  if (isBraced && !text.substr(end).starts_with('}'))
    return {};
  if (!name.empty())
    text.remove_prefix(end + isBraced);
  return name;
}

void Expression::expandTo(std::string &out, std::string_view replacement,
                          std::string_view text, const Match &match) const {
  auto add = [&](size_t group) {
    if (group < match.size() && match[group].start >= 0)
      out += text.substr(size_t(match[group].start),
                         size_t(match[group].end - match[group].start));
  };
  for (;;) {
    size_t dollar = replacement.find('$');
    out += replacement.substr(0, dollar);
    if (dollar == std::string_view::npos)
      return;
    replacement.remove_prefix(dollar + 1);
    if (replacement.starts_with('$')) {
      replacement.remove_prefix(1);
      out += '$';
      continue;
    }
    std::string_view name = takeName(replacement);
    constexpr size_t kMostDigits = 8;
    if (name.empty()) {
      out += '$'; // it refers to nothing
    } else if (std::all_of(name.begin(), name.end(),
                           [](char c) { return c >= '0' && c <= '9'; })) {
      if (name.size() <= kMostDigits)
        add(size_t(std::stoul(std::string(name))));
    } else {
      const auto &groups = compiled->NamedCapturingGroups();
      auto group = groups.find(std::string(name));
      if (group != groups.end())
        add(size_t(group->second));
    }
  }
}

std::string Expression::replaceAll(std::string_view text,
                                   std::string_view replacement,
                                   bool expand) const {
  std::string out;
  text = notNull(text);
  size_t copied = 0;
  Match match;
  for (size_t at = 0; at <= text.size() && matchFrom(text, at, match);) {
    auto start = size_t(match[0].start), end = size_t(match[0].end);
    out += text.substr(copied, start - copied);
    if (end > copied || start == 0) { // no match of nothing behind another
      if (expand)
        expandTo(out, replacement, text, match);
      else
        out += replacement;
    }
    copied = end;
    at = std::max(end, at + widthAt(text, at));
  }
  out += text.substr(std::min(copied, text.size()));
  return out;
}

std::vector<std::string> Expression::split(std::string_view text,
                                           int64_t limit) const {
  if (limit == 0)
    return {};
  if (!compiled->pattern().empty() && text.empty())
    return {""};
  std::vector<std::string> parts;
  size_t start = 0, end = 0;
  for (const Match &match : findAll(text, limit)) {
    if (limit > 0 && parts.size() + 1 == size_t(limit))
      break;
    end = size_t(match[0].start);
    if (match[0].end != 0)
      parts.emplace_back(text.substr(start, end - start));
    start = size_t(match[0].end);
  }
  if (end != text.size())
    parts.emplace_back(text.substr(start));
  return parts;
}

std::string regexp::quoteMeta(std::string_view text) {
  std::string quoted;
  for (char c : text) {
    if (std::string_view("\\.+*?()|[]{}^$").find(c) != std::string_view::npos)
      quoted += '\\';
    quoted += c;
  }
  return quoted;
}
