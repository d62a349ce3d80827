//===- InitOrder.cpp - Order of package initialization ---------------------===//
//
// Repeatedly the first variable declaration, in presentation order, all of
// whose dependencies are initialized (specification, 4.3). Functions are
// passages: what they use, whoever uses them depends on. So functions that call
// each other in circles are one node, and a node of functions is passed as soon
// as everything it uses is.
//
//===----------------------------------------------------------------------===//

#include "frontend/check/Sema.h"

#include <queue>

using namespace vo::fe;

namespace {

/// Groups the functions that reach each other (Tarjan's algorithm); everything
/// else is a group of its own.
class Groups {
public:
  explicit Groups(const std::deque<PackageDecl> &decls)
      : decls(decls), order(decls.size()), low(decls.size()),
        group(decls.size()) {
    for (uint32_t number = 1; number < decls.size(); ++number)
      if (!order[number])
        visit(number);
  }
  /// By declaration, from 1.
  const std::vector<uint32_t> &groups() const { return group; }
  uint32_t groupCount() const { return count; }

private:
  struct Step {
    uint32_t node;
    size_t next = 0;
  };

  bool isFunction(uint32_t number) const {
    return llvm::isa<FuncDecl>(decls[number].syntax);
  }

  void enter(uint32_t node) {
    order[node] = low[node] = ++entered;
    stack.push_back(node);
    path.push_back({node});
  }

  void visit(uint32_t root) {
    enter(root);
    while (!path.empty()) {
      Step &step = path.back();
      uint32_t node = step.node;
      if (isFunction(node) && step.next < decls[node].uses.size()) {
        uint32_t use = decls[node].uses[step.next++];
        if (!isFunction(use))
          continue;
        if (!order[use])
          enter(use);
        else if (!group[use])
          low[node] = std::min(low[node], order[use]);
        continue;
      }
      path.pop_back();
      if (!path.empty())
        low[path.back().node] = std::min(low[path.back().node], low[node]);
      if (low[node] == order[node])
        finish(node);
    }
  }

  void finish(uint32_t root) {
    ++count;
    uint32_t member = 0;
    do {
      member = stack.back();
      stack.pop_back();
      group[member] = count;
    } while (member != root);
  }

  const std::deque<PackageDecl> &decls;
  std::vector<uint32_t> order, low, group;
  std::vector<uint32_t> stack;
  std::vector<Step> path;
  uint32_t count = 0, entered = 0;
};

} // namespace

void Sema::orderInitialization() {
  Groups found(decls);
  const std::vector<uint32_t> &group = found.groups();
  size_t count = found.groupCount() + 1;
  // Edges between groups; one that occurs twice counts twice.
  std::vector<llvm::SmallVector<uint32_t, 2>> users(count);
  std::vector<uint32_t> open(count), unitOf(count), member(count);
  for (uint32_t number = 1; number < decls.size(); ++number) {
    uint32_t self = group[number];
    member[self] = number;
    unitOf[self] = decls[number].unit ? number : 0;
    for (uint32_t use : decls[number].uses)
      if (group[use] != self || decls[number].unit) {
        users[group[use]].push_back(self);
        ++open[self];
      }
  }
  std::priority_queue<uint32_t, std::vector<uint32_t>, std::greater<>> ready;
  std::vector<uint32_t> passed;
  auto release = [&](uint32_t node) {
    unitOf[node] ? ready.push(unitOf[node]) : passed.push_back(node);
  };
  for (uint32_t node = 1; node < count; ++node)
    if (open[node] == 0)
      release(node);
  while (!passed.empty() || !ready.empty()) {
    uint32_t node = 0;
    if (!passed.empty()) {
      node = passed.back();
      passed.pop_back();
    } else {
      InitUnit *unit = decls[ready.top()].unit;
      node = group[ready.top()];
      ready.pop();
      if (!unit->decl->values.empty())
        package.initOrder.push_back(unit);
    }
    for (uint32_t user : users[node])
      if (--open[user] == 0)
        release(user);
  }
  for (uint32_t node = 1; node < count; ++node)
    if (open[node])
      return reportInitCycle(member[node], group, open);
}

/// What is left waits for something that is left: following that leads into a
/// cycle.
void Sema::reportInitCycle(uint32_t start, llvm::ArrayRef<uint32_t> group,
                           llvm::ArrayRef<uint32_t> open) {
  std::vector<uint32_t> next(decls.size());
  // Within a group of functions any of them may be the one that waits.
  std::vector<uint32_t> waits(open.size());
  for (uint32_t number = 1; number < decls.size(); ++number)
    for (uint32_t use : decls[number].uses)
      if (open[group[use]] &&
          (group[use] != group[number] || decls[number].unit)) {
        next[number] = use;
        waits[group[number]] = number;
      }
  std::vector<uint32_t> path;
  llvm::DenseSet<uint32_t> seen;
  uint32_t at = waits[group[start]];
  while (at && seen.insert(at).second) {
    path.push_back(at);
    at = waits[group[next[at]]];
  }
  auto cycle = llvm::find(path, at);
  // The first variable is named.
  auto first = cycle;
  for (auto each = cycle; each != path.end(); ++each)
    if (decls[*each].unit && (!decls[*first].unit || *each < *first))
      first = each;
  if (first == path.end() || !decls[*first].object ||
      isInvalid(decls[*first].object->type))
    return;
  std::rotate(cycle, first, path.end());
  const Object *object = decls[*cycle].object;
  Diagnostic &diagnostic =
      error(object->range, "initialization cycle for " + object->name->text);
  for (; cycle != path.end(); ++cycle)
    if (const Object *each = decls[*cycle].object)
      diagnostic.notes.push_back(
          {each->range, (each->name->text + " refers to").str()});
}
