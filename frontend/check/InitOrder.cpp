//===- InitOrder.cpp - Order of package initialization ---------------------===//
//
// Repeatedly the first variable declaration, in presentation order, all of
// whose dependencies are initialized (language.md 4.3). Functions are passages:
// what they use, whoever uses them depends on.
//
//===----------------------------------------------------------------------===//

#include "frontend/check/Sema.h"

#include <queue>

using namespace vo::fe;

namespace {
/// Variables reachable through functions, for every function. Functions that
/// call each other share one set: the strongly connected components are found
/// by Tarjan's algorithm, which finishes callees first.
class Passages {
public:
  explicit Passages(const std::deque<PackageDecl> &decls)
      : decls(decls), order(decls.size()), low(decls.size()),
        component(decls.size()) {}

  /// Declarations of variables that `from` needs, sorted, without repetitions.
  std::vector<uint32_t> needs(uint32_t from) {
    std::vector<uint32_t> result;
    for (uint32_t use : decls[from].uses)
      collect(use, result);
    llvm::sort(result);
    result.erase(std::unique(result.begin(), result.end()), result.end());
    return result;
  }

private:
  bool isFunction(uint32_t number) const {
    return llvm::isa<FuncDecl>(decls[number].syntax);
  }

  void collect(uint32_t use, std::vector<uint32_t> &result) {
    if (!isFunction(use)) {
      if (decls[use].unit)
        result.push_back(use);
      return;
    }
    if (!order[use])
      visit(use);
    const std::vector<uint32_t> &set = sets[component[use]];
    result.insert(result.end(), set.begin(), set.end());
  }

  struct Step {
    uint32_t node;
    size_t next = 0;
  };

  void enter(uint32_t node, std::vector<Step> &path) {
    order[node] = low[node] = ++count;
    stack.push_back(node);
    path.push_back({node});
  }

  void visit(uint32_t root) {
    std::vector<Step> path;
    enter(root, path);
    while (!path.empty()) {
      Step &step = path.back();
      uint32_t node = step.node;
      if (step.next < decls[node].uses.size()) {
        uint32_t use = decls[node].uses[step.next++];
        if (!isFunction(use))
          continue;
        if (!order[use])
          enter(use, path);
        else if (!component[use])
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
    uint32_t number = uint32_t(sets.size());
    std::vector<uint32_t> members, set;
    do {
      members.push_back(stack.back());
      stack.pop_back();
      component[members.back()] = number;
    } while (members.back() != root);
    for (uint32_t member : members)
      for (uint32_t use : decls[member].uses) {
        if (!isFunction(use)) {
          if (decls[use].unit)
            set.push_back(use);
        } else if (component[use] != number) {
          const std::vector<uint32_t> &below = sets[component[use]];
          set.insert(set.end(), below.begin(), below.end());
        }
      }
    llvm::sort(set);
    set.erase(std::unique(set.begin(), set.end()), set.end());
    sets.push_back(std::move(set));
  }

  const std::deque<PackageDecl> &decls;
  std::vector<uint32_t> order, low, component;
  std::vector<uint32_t> stack;
  /// By component; 0 is none.
  std::vector<std::vector<uint32_t>> sets{{}};
  uint32_t count = 0;
};
} // namespace

void Sema::orderInitialization() {
  Passages passages(decls);
  std::vector<std::vector<uint32_t>> needs(decls.size()), users(decls.size());
  std::vector<size_t> open(decls.size());
  std::priority_queue<uint32_t, std::vector<uint32_t>, std::greater<>> ready;
  std::vector<uint32_t> units;
  for (uint32_t number = 1; number < decls.size(); ++number) {
    if (!decls[number].unit)
      continue;
    units.push_back(number);
    needs[number] = passages.needs(number);
    open[number] = needs[number].size();
    for (uint32_t need : needs[number])
      users[need].push_back(number);
    if (open[number] == 0)
      ready.push(number);
  }
  size_t done = 0;
  while (!ready.empty()) {
    uint32_t number = ready.top();
    ready.pop();
    ++done;
    InitUnit *unit = decls[number].unit;
    if (!unit->decl->values.empty())
      package.initOrder.push_back(unit);
    for (uint32_t user : users[number])
      if (--open[user] == 0)
        ready.push(user);
  }
  if (done < units.size())
    for (uint32_t number : units)
      if (open[number] && reportInitCycle(number, needs))
        return;
}

/// Reports a cycle that goes through `start`; false if there is none.
bool Sema::reportInitCycle(uint32_t start,
                           llvm::ArrayRef<std::vector<uint32_t>> needs) {
  // Breadth first along the needs, remembering where each came from.
  std::vector<uint32_t> from(decls.size());
  std::vector<uint32_t> queue{start};
  for (size_t i = 0; i < queue.size() && !from[start]; ++i)
    for (uint32_t need : needs[queue[i]])
      if (!from[need]) {
        from[need] = queue[i];
        queue.push_back(need);
      }
  const Object *object = decls[start].object;
  if (!from[start] || !object)
    return false;
  if (isInvalid(object->type))
    return true; // its resolution already reported the cycle
  Diagnostic &diagnostic =
      error(object->range, "initialization cycle for " + object->name->text);
  llvm::SmallVector<uint32_t, 8> cycle;
  for (uint32_t number = from[start]; number != start; number = from[number])
    cycle.push_back(number);
  cycle.push_back(start);
  for (uint32_t number : llvm::reverse(cycle))
    if (const Object *member = decls[number].object)
      diagnostic.notes.push_back(
          {member->range, (member->name->text + " refers to").str()});
  return true;
}
