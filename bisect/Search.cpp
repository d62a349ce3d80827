//===- Search.cpp - The rewrites that make a run fail ---------------------===//

#include "bisect/Search.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Format.h"

using namespace llvm;

namespace vo::bisect {

std::string patternOf(ArrayRef<Rewrite> rewrites) {
  if (rewrites.empty())
    return "none";
  std::string text;
  raw_string_ostream os(text);
  for (const Rewrite &rewrite : rewrites)
    os << "+x" << format_hex_no_prefix(rewrite.hash, 16);
  return text;
}

namespace {

/// Rewrites whose hashes end with the same bits.
struct Class {
  std::string bits;

  Class half(char bit) const { return {bit + bits}; }
  std::string term() const { return "+" + bits; }
  bool holds(const Rewrite &rewrite) const {
    return all_of(enumerate(reverse(bits)), [&](auto bit) {
      return ((rewrite.hash >> bit.index()) & 1) == uint64_t(bit.value() - '0');
    });
  }
};

class Search {
public:
  explicit Search(Test test) : test(test) {}

  /// Those of `members` that fail together with `kept`, a pattern of rewrites
  /// that are done in any case. `failing` is the run of all of them.
  Expected<std::vector<Rewrite>> narrow(const std::string &kept,
                                        const Class &members, Run failing) {
    erase_if(failing.rewrites,
             [&](const Rewrite &each) { return !members.holds(each); });
    if (failing.rewrites.empty())
      return createStringError(
          "runs with the same rewrites end differently: the command, or what "
          "it runs, does not depend on them alone");
    if (failing.rewrites.size() == 1)
      return failing.rewrites;

    const Class halves[] = {members.half('0'), members.half('1')};
    for (unsigned i : {0, 1})
      if (none_of(failing.rewrites,
                  [&](const Rewrite &each) { return halves[i].holds(each); }))
        return narrow(kept, halves[1 - i], std::move(failing));
    for (const Class &half : halves) {
      auto run = test(kept + half.term());
      if (!run)
        return run.takeError();
      if (run->fails)
        return narrow(kept, half, std::move(*run));
    }
    return narrowBoth(kept, halves[0], halves[1], std::move(failing));
  }

private:
  /// Neither half fails alone.
  Expected<std::vector<Rewrite>> narrowBoth(const std::string &kept,
                                            const Class &first,
                                            const Class &second, Run failing) {
    auto found = narrow(kept + second.term(), first, std::move(failing));
    if (!found)
      return found;
    std::string keptNow = kept + patternOf(*found);
    auto run = test(keptNow + second.term());
    if (!run)
      return run.takeError();
    if (!run->fails)
      return createStringError("no set of rewrites fails in every run");
    auto others = narrow(keptNow, second, std::move(*run));
    if (!others)
      return others;
    append_range(*found, *others);
    return found;
  }

  Test test;
};

} // namespace

Expected<std::vector<Rewrite>> findGuilty(Test test) {
  auto all = test("all");
  if (!all)
    return all.takeError();
  if (!all->fails)
    return createStringError("it does not fail with all rewrites");
  auto none = test("none");
  if (!none)
    return none.takeError();
  if (none->fails)
    return createStringError(
        "it fails without any rewrite, too: no optimization is to blame");
  return Search(test).narrow("", {""}, std::move(*all));
}

} // namespace vo::bisect
