//===- Runs.cpp - Arrays among slots --------------------------------------===//
//
// Runs of slots that are indexed become arrays. A run inside an element of
// another is an array inside that element; runs that cross each other become
// one array, with the largest elements that suit all of them. Typing has made
// the leaves of a run's elements the same.
//
//===----------------------------------------------------------------------===//

#include "importer/Types.h"

#include <numeric>

using namespace mlir;
using namespace vo::importer;

namespace {
/// A run that no other contains, and those in its first element.
struct Outer {
  Types::Run run;
  std::set<Types::Run> inner;

  /// The run lies in one element.
  bool holds(const Types::Run &other) const {
    uint64_t at = (other.base - run.base) % run.width;
    return other.base >= run.base && other.end() <= run.end() &&
           at + other.width * other.length <= run.width;
  }
  void add(Types::Run other) {
    other.base = run.base + (other.base - run.base) % run.width;
    inner.insert(other);
  }
  /// Grows over a run that begins inside of this one.
  void join(const Types::Run &other) {
    uint64_t end = std::max(run.end(), other.end());
    run.width = std::gcd(std::gcd(run.width, other.width),
                         std::gcd(other.base - run.base, end - run.base));
    run.length = (end - run.base) / run.width;
    std::set<Types::Run> before = std::move(inner);
    inner.clear();
    for (const Types::Run &each : before)
      if (holds(each))
        add(each);
      else
        join(each);
  }
};
} // namespace

/// The runs side by side, in order.
static SmallVector<Outer> outermost(const std::set<Types::Run> &runs) {
  SmallVector<Types::Run> sorted;
  for (const Types::Run &run : runs)
    if (run.width && run.length)
      sorted.push_back(run);
  // Of those that begin at one slot, the one with the largest elements first.
  llvm::sort(sorted, [](const Types::Run &x, const Types::Run &y) {
    return x.base != y.base ? x.base < y.base : x.width > y.width;
  });
  SmallVector<Outer> out;
  for (const Types::Run &run : sorted) {
    if (out.empty() || out.back().run.end() <= run.base)
      out.push_back({run, {}});
    else if (out.back().holds(run))
      out.back().add(run);
    else
      out.back().join(run);
  }
  return out;
}

static bool isPeriodic(ArrayRef<Type> slots, const Types::Run &run) {
  for (uint64_t i = run.base + run.width; i < run.end(); ++i)
    if (slots[i] != slots[i - run.width])
      return false;
  return true;
}

Type Types::storageOfSlots(ArrayRef<Type> slots, const std::set<Run> &runs) {
  SmallVector<Type> members;
  llvm::copy_if(slots, std::back_inserter(members),
                [](Type slot) { return slot != nullptr; });
  // One array, whatever the runs are.
  if (!members.empty() && llvm::all_equal(members))
    return ir::FlatType::get(b.getContext(), members.size(), members.front());
  members.clear();
  uint64_t at = 0;
  auto addUpTo = [&](uint64_t end) {
    for (; at < end; ++at)
      if (slots[at])
        members.push_back(slots[at]);
  };
  for (const Outer &outer : outermost(runs)) {
    const Run &run = outer.run;
    if (run.end() > slots.size() || !isPeriodic(slots, run))
      return {};
    addUpTo(run.base);
    std::set<Run> inner;
    for (Run each : outer.inner)
      inner.insert({each.base - run.base, each.width, each.length});
    // Each level is smaller than the one around it.
    Type elem = storageOfSlots(slots.slice(run.base, run.width), inner);
    if (!elem)
      return {};
    members.push_back(ir::FlatType::get(b.getContext(), run.length, elem));
    at = run.end();
  }
  addUpTo(slots.size());
  return layoutOf(members);
}
