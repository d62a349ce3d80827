//===- Choice.cpp - Which rewrites a compilation does ---------------------===//

#include "bisect/Choice.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/xxhash.h"

using namespace llvm;

namespace vo::bisect {

static constexpr unsigned kHashBits = 64;
static constexpr unsigned kHashDigits = kHashBits / 4;

static uint64_t lowBits(uint64_t value, unsigned count) {
  return count == kHashBits ? value : value & ((uint64_t{1} << count) - 1);
}

Expected<Pattern> Pattern::parse(StringRef text) {
  auto invalid = [&] {
    return createStringError(
        "'%s' is no pattern of rewrites: 'all', 'none', or terms that begin "
        "with + or - and go on with bits, or with x and 16 hex digits",
        text.str().c_str());
  };
  Pattern pattern;
  if (text == "all")
    return pattern;
  pattern.containsOthers = text.starts_with("-");
  if (text == "none")
    return pattern;
  if (text.empty())
    return invalid();
  for (StringRef rest = text; !rest.empty();) {
    Term term{rest.front() == '+', 0, 0};
    if (!term.adds && rest.front() != '-')
      return invalid();
    StringRef name = rest.substr(1, rest.find_first_of("+-", 1) - 1);
    rest = rest.drop_front(1 + name.size());
    bool isHash = name.consume_front("x");
    term.count = isHash ? kHashBits : name.size();
    if (isHash ? name.size() != kHashDigits : name.size() > kHashBits)
      return invalid();
    if (!name.empty() && name.getAsInteger(isHash ? 16 : 2, term.bits))
      return invalid();
    pattern.terms.push_back(term);
  }
  return pattern;
}

bool Pattern::contains(uint64_t hash) const {
  for (const Term &term : reverse(terms))
    if (lowBits(hash, term.count) == term.bits)
      return term.adds;
  return containsOthers;
}

std::string format(const Rewrite &rewrite) {
  std::string text;
  raw_string_ostream(text) << format_hex_no_prefix(rewrite.hash, kHashDigits)
                           << '\t' << rewrite.pass << '\t' << rewrite.site;
  return text;
}

std::optional<Rewrite> parseRewrite(StringRef line) {
  SmallVector<StringRef, 3> parts;
  line.split(parts, '\t');
  Rewrite rewrite;
  if (parts.size() != 3 || parts[0].size() != kHashDigits ||
      parts[0].getAsInteger(16, rewrite.hash))
    return std::nullopt;
  rewrite.pass = parts[1];
  rewrite.site = parts[2];
  return rewrite;
}

Choice::Choice(Pattern pattern, std::unique_ptr<raw_ostream> log)
    : pattern(std::move(pattern)), log(std::move(log)) {}

Expected<std::unique_ptr<Choice>> Choice::fromEnvironment() {
  std::optional<std::string> text = sys::Process::GetEnv(kPatternVariable);
  std::optional<std::string> path = sys::Process::GetEnv(kLogVariable);
  if (!text && !path)
    return nullptr;
  auto pattern = Pattern::parse(text.value_or("all"));
  if (!pattern)
    return createStringError("%s: %s", kPatternVariable,
                             toString(pattern.takeError()).c_str());
  std::unique_ptr<raw_fd_ostream> log;
  if (path) {
    std::error_code error;
    log = std::make_unique<raw_fd_ostream>(*path, error, sys::fs::OF_Append);
    if (error)
      return createStringError("%s: cannot write '%s': %s", kLogVariable,
                               path->c_str(), error.message().c_str());
  }
  return std::make_unique<Choice>(std::move(*pattern), std::move(log));
}

bool Choice::choose(StringRef pass, StringRef site) {
  std::lock_guard<std::mutex> guard(mutex);
  std::string key = (pass + "\t" + site).str();
  unsigned number = equalSites[key]++;
  if (number != 0)
    key += " #" + utostr(number + 1);
  uint64_t hash = xxh3_64bits(key);
  if (!pattern.contains(hash))
    return false;
  if (log)
    *log << format({hash, pass.str(),
                    StringRef(key).drop_front(pass.size() + 1).str()})
         << '\n';
  return true;
}

} // namespace vo::bisect
