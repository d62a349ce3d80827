//===- Graph.cpp - Where references of one function may go ----------------===//

#include "passes/escape/Graph.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace mlir;

namespace vo::passes {

using Node = FlowGraph::Node;
using Class = FlowGraph::Class;

constexpr size_t kMaxPlaces = 64;

/// Whether one name means the other's place or a part of it: one leads on where
/// the other ends. Names of as many steps mean different places unless they are
/// the same (see normalized()).
static bool overlap(StringAttr a, StringAttr b) {
  SmallVector<StringRef, 4> first, second;
  a.getValue().split(first, '.');
  b.getValue().split(second, '.');
  if (first.size() == second.size())
    return false;
  return llvm::all_of(llvm::zip(first, second), [](auto steps) {
    auto [x, y] = steps;
    return x == y || x == "*" || y == "*";
  });
}

Node FlowGraph::addNode() {
  nodes.emplace_back();
  return nodes.size() - 1;
}

Class FlowGraph::addClass() {
  Class made = classes.size();
  classes.push_back({made, false, false, {}, {}});
  return made;
}

Class FlowGraph::find(Class memory) const {
  while (classes[memory].parent != memory) {
    Class parent = classes[memory].parent;
    memory = classes[memory].parent = classes[parent].parent;
  }
  return memory;
}

Class FlowGraph::pointee(Node node) {
  if (nodes[node].pointee == kNone)
    nodes[node].pointee = addClass();
  return nodes[node].pointee = find(nodes[node].pointee);
}

Class FlowGraph::knownPointee(Node node) const {
  Class memory = nodes[node].pointee;
  return memory == kNone ? kNone : find(memory);
}

Class FlowGraph::ownerOf(Node node) const {
  Class owner = nodes[node].owner;
  return owner == kNone ? kNone : find(owner);
}

ArrayRef<std::pair<StringAttr, Node>> FlowGraph::places(Class memory) const {
  return classes[find(memory)].places;
}

void FlowGraph::addEdge(Node from, Node to, Operation *op) {
  if (from == to) {
    nodes[from].hasSelfEdge |= op != nullptr;
    return;
  }
  auto [edge, isNew] = known.try_emplace({from, to}, op != nullptr);
  if (isNew)
    nodes[from].out.push_back({to, op});
  else if (op && !edge->second) // of one place to itself
    nodes[from].hasSelfEdge = edge->second = true;
}

std::vector<SmallVector<FlowGraph::Edge, 2>> FlowGraph::incoming() const {
  std::vector<SmallVector<Edge, 2>> back(nodeCount());
  for (Node from = 0; from < nodeCount(); ++from)
    for (const Edge &edge : edges(from))
      back[edge.to].push_back({from, edge.op});
  return back;
}

bool FlowGraph::flowsToItself(Node node) const {
  // What is reached by way of no operation is the same place.
  using Step = std::pair<Node, unsigned>; // whether an operation was on the way
  llvm::DenseSet<Step> seen = {{node, 0}};
  SmallVector<Step> work = {{node, 0}};
  while (!work.empty()) {
    auto [at, moved] = work.pop_back_val();
    if (!moved && nodes[at].hasSelfEdge)
      return true;
    for (const Edge &edge : nodes[at].out) {
      Step next = {edge.to, moved | (edge.op ? 1 : 0)};
      if (next == Step{node, 1})
        return true;
      if (seen.insert(next).second)
        work.push_back(next);
    }
  }
  return false;
}

void FlowGraph::flow(Node from, Node to, Operation *op) {
  addEdge(from, to, op);
  unifyPointees(from, to);
}

void FlowGraph::join(Node a, Node b) {
  addEdge(a, b, nullptr);
  addEdge(b, a, nullptr);
  unifyPointees(a, b);
}

void FlowGraph::unifyPointees(Node a, Node b) {
  if (nodes[a].pointee == kNone)
    nodes[a].pointee = nodes[b].pointee;
  if (nodes[b].pointee == kNone)
    nodes[b].pointee = nodes[a].pointee;
  if (nodes[a].pointee == kNone)
    nodes[a].pointee = nodes[b].pointee = addClass();
  unify(nodes[a].pointee, nodes[b].pointee);
}

void FlowGraph::unify(Class a, Class b) {
  pending.push_back({a, b});
  unifyPending();
}

/// Joining places unifies what they refer to, and so on: by a list, since data
/// may be deep.
void FlowGraph::unifyPending() {
  if (isUnifying)
    return;
  isUnifying = true;
  while (!pending.empty()) {
    auto [a, b] = pending.pop_back_val();
    a = find(a);
    b = find(b);
    if (a == b)
      continue;
    if (classes[a].places.size() < classes[b].places.size())
      std::swap(a, b);
    classes[b].parent = a;
    auto moved = std::move(classes[b].places);
    classes[a].mixed |= classes[b].mixed;
    if (Type type = classes[b].type) {
      classes[a].mixed |= classes[a].type && classes[a].type != type;
      classes[a].type = type;
    }
    bool isCollapsed =
        classes[a].collapsed || classes[b].collapsed || classes[a].mixed;
    if (isCollapsed)
      collapse(a);
    for (auto [name, node] : moved)
      join(place(a, name), node);
  }
  isUnifying = false;
}

void FlowGraph::setType(Class memory, Type type) {
  ClassData &data = classes[find(memory)];
  if (!data.type)
    data.type = type;
  else if (data.type != type)
    mixTypes(memory);
}

void FlowGraph::mixTypes(Class memory) {
  memory = find(memory);
  classes[memory].mixed = true;
  collapse(memory);
}

void FlowGraph::collapse(Class memory) {
  if (classes[memory].collapsed)
    return;
  classes[memory].collapsed = true;
  auto old = std::move(classes[memory].places);
  classes[memory].places.clear();
  if (old.empty())
    return;
  Node only = old.front().second;
  classes[memory].places.push_back({StringAttr(), only});
  for (auto [name, node] : llvm::drop_begin(old))
    join(only, node);
}

Node FlowGraph::place(Class memory, StringAttr name) {
  memory = find(memory);
  if (!name)
    collapse(memory);
  if (!classes[memory].collapsed) {
    bool isNew = true, isApart = true;
    for (auto [known, node] : classes[memory].places) {
      isNew &= known != name;
      isApart &= !overlap(known, name);
    }
    if (!isApart || (isNew && classes[memory].places.size() == kMaxPlaces))
      collapse(memory);
  }
  memory = find(memory);
  if (classes[memory].collapsed)
    name = {};
  for (auto [known, node] : classes[memory].places)
    if (known == name)
      return node;
  Node made = addNode();
  nodes[made].owner = memory;
  classes[memory].places.push_back({name, made});
  return made;
}

void FlowGraph::collapseAll(Class memory) {
  Node any = place(memory, {});
  unify(pointee(any), find(memory));
}

/// The name of a place, for all elements of an array; null for any place. A
/// number alone is a place beside which there are only others of that kind and
/// any place.
static StringAttr normalized(MLIRContext *context, StringRef step) {
  if (step == "?" || step == "*")
    return {};
  SmallVector<StringRef> parts;
  step.split(parts, '.');
  if (parts.size() == 1)
    return StringAttr::get(context, step);
  for (StringRef &part : parts)
    if (part == "?" || llvm::all_of(part, llvm::isDigit))
      part = "*";
  return StringAttr::get(context, llvm::join(parts, "."));
}

Node FlowGraph::follow(Node node, StringAttr path) {
  if (!path)
    return node;
  SmallVector<StringRef> steps;
  path.getValue().split(steps, '/');
  for (StringRef step : steps) {
    if (step == "**") {
      collapseAll(pointee(node));
      node = place(pointee(node), {});
      continue;
    }
    node = place(pointee(node), normalized(path.getContext(), step));
  }
  return node;
}

} // namespace vo::passes
