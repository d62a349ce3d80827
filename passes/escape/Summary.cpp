//===- Summary.cpp - What a function does with references -----------------===//

#include "passes/escape/Summary.h"

#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/SetVector.h"

using namespace mlir;

namespace vo::passes {
namespace {

using ir::FlowEdge;
using ir::FlowPoint;
using Node = FlowGraph::Node;
using Class = FlowGraph::Class;

constexpr size_t kMaxNames = 256;
constexpr size_t kMaxEdges = 128;
constexpr unsigned kMaxSteps = 3;

class Summarizer {
public:
  explicit Summarizer(FunctionFlow &flow)
      : flow(flow), graph(flow.graph),
        unseen(graph.pointee(flow.end(Escape::Heap))) {
    for (Node made : flow.made())
      if (Class memory = graph.knownPointee(made); memory != FlowGraph::kNone)
        madeMemory.insert(memory);
    held.insert(flow.heldByCallees().begin(), flow.heldByCallees().end());
  }

  std::optional<SmallVector<FlowEdge>> run() {
    nameAll();
    if (nameCount > kMaxNames)
      return std::nullopt;
    for (unsigned i = 1; i <= static_cast<unsigned>(Escape::Deferred); ++i)
      leadFrom(flow.end(static_cast<Escape>(i)),
               {FlowPoint{FlowPoint::Kind::Heap}});
    for (auto &[node, points] : names)
      if (llvm::any_of(points, isSource)) {
        leadFrom(node, points);
        if (points.size() > 1 && graph.flowsToItself(node))
          addEdges(points, points);
      }
    addNew();
    addTransient();
    addMixed();
    if (edges.size() > kMaxEdges)
      return std::nullopt;
    llvm::erase_if(edges,
                   [&](const FlowEdge &edge) { return isImplied(edge); });
    llvm::sort(edges, ir::comesBefore);
    return std::move(edges);
  }

private:
  /// Whether the caller has what lies there, so that it sees where it goes from
  /// there.
  static bool isSource(const FlowPoint &point) {
    return point.kind == FlowPoint::Kind::Argument;
  }

  void nameAll() {
    for (auto [i, argument] : llvm::enumerate(flow.function().getArguments()))
      name(flow.nodeOf(argument), {FlowPoint::Kind::Argument, unsigned(i)}, 0);
    for (auto [i, result] : llvm::enumerate(flow.results()))
      name(result, {FlowPoint::Kind::Result, unsigned(i)}, 0);
  }

  static FlowPoint inside(const FlowPoint &point, StringRef step,
                          MLIRContext *context) {
    FlowPoint inner = point;
    inner.path = StringAttr::get(
        context,
        point.path ? (point.path.getValue() + "/" + step).str() : step.str());
    return inner;
  }

  void addName(Node node, const FlowPoint &point) {
    ++nameCount;
    names[node].push_back(point);
  }

  /// Names the node and what can be reached from it.
  void name(Node node, const FlowPoint &point, unsigned steps) {
    if (node == FlowGraph::kNone || nameCount > kMaxNames)
      return;
    addName(node, point);
    Class memory = graph.knownPointee(node);
    if (memory == FlowGraph::kNone)
      return;
    MLIRContext *context = flow.function().getContext();
    if (memory == unseen)
      return addUnseen(inside(point, "**", context));
    SmallVector<std::pair<StringAttr, Node>> places =
        llvm::to_vector(graph.places(memory));
    if (places.empty())
      return;
    if (steps == kMaxSteps || isRecursive(memory)) {
      FlowPoint all = inside(point, "**", context);
      bool meetsUnseen = false;
      for (Node place : reachable(memory, &meetsUnseen))
        addName(place, all);
      if (meetsUnseen)
        addUnseen(all);
      return;
    }
    for (auto [step, place] : places)
      name(place, inside(point, step ? step.getValue() : "*", context),
           steps + 1);
  }

  /// What lies there may be that of any memory.
  void addUnseen(const FlowPoint &all) {
    addEdge({FlowPoint::Kind::Heap}, all);
    if (isSource(all))
      addEdge(all, {FlowPoint::Kind::Heap});
  }

  /// Whether the edge is of memory behind an argument that escapes itself, or
  /// says of transient memory what another says of all.
  bool isImplied(const FlowEdge &edge) const {
    if (edge.to.kind == FlowPoint::Kind::Transient)
      return llvm::is_contained(edges,
                                FlowEdge{edge.from, {FlowPoint::Kind::Heap}});
    FlowPoint point =
        edge.to.kind == FlowPoint::Kind::Heap ? edge.from : edge.to;
    if (!point.path || !point.path.getValue().ends_with("**"))
      return false;
    StringRef path = point.path.getValue().drop_back(2);
    path.consume_back("/");
    FlowPoint whole{point.kind, point.index,
                    path.empty()
                        ? StringAttr()
                        : StringAttr::get(point.path.getContext(), path)};
    FlowPoint heap{FlowPoint::Kind::Heap};
    return (edge.from == heap || edge.to == heap) &&
           (llvm::is_contained(edges, FlowEdge{whole, heap}) ||
            llvm::is_contained(edges, FlowEdge{heap, whole}));
  }

  /// All places in memory that can be reached from there, up to that which is
  /// not seen; whether it is met is told.
  llvm::SetVector<Node> reachable(Class memory, bool *meetsUnseen = nullptr) {
    llvm::SetVector<Node> found;
    for (auto [step, place] : graph.places(memory))
      found.insert(place);
    for (size_t i = 0; i < found.size() && found.size() <= kMaxNames; ++i) {
      Class next = graph.knownPointee(found[i]);
      if (next == unseen && meetsUnseen)
        *meetsUnseen = true;
      if (next != FlowGraph::kNone && next != unseen)
        for (auto [step, place] : graph.places(next))
          found.insert(place);
    }
    return found;
  }

  /// Whether the memory can be reached from itself (or much can be).
  bool isRecursive(Class memory) {
    llvm::SetVector<Node> all = reachable(memory);
    return all.size() > kMaxNames || llvm::any_of(all, [&](Node node) {
             return graph.knownPointee(node) == memory;
           });
  }

  void addEdge(const FlowPoint &from, const FlowPoint &to) {
    if (!(from == to))
      insert({from, to});
  }

  /// From what the caller has, and from the heap.
  void addEdges(ArrayRef<FlowPoint> sources, ArrayRef<FlowPoint> targets) {
    for (const FlowPoint &to : targets)
      for (const FlowPoint &from : sources)
        if (isSource(from) || from.kind == FlowPoint::Kind::Heap)
          addEdge(from, to);
  }

  void insert(const FlowEdge &edge) {
    if (edges.size() <= kMaxEdges && !llvm::is_contained(edges, edge))
      edges.push_back(edge);
  }

  /// Where what lies at the node may go.
  void leadFrom(Node start, ArrayRef<FlowPoint> points) {
    llvm::DenseSet<Node> seen = {start};
    SmallVector<Node> work = {start};
    noteHeld(start, start);
    while (!work.empty() && edges.size() <= kMaxEdges) {
      Node node = work.pop_back_val();
      for (const FlowGraph::Edge &edge : graph.edges(node))
        if (seen.insert(edge.to).second) {
          noteHeld(start, edge.to);
          if (reach(points, edge.to))
            work.push_back(edge.to);
        }
    }
  }

  /// Notes that memory of the heap may refer to what lies at `start`, where the
  /// node is one on its way. Behind a named place it is that place's affair.
  void noteHeld(Node start, Node node) {
    Class owner = graph.ownerOf(node);
    bool isInMade = owner != FlowGraph::kNone && madeMemory.contains(owner);
    if (held.contains(node) || (isInMade && start == node))
      isHeld.insert(start);
    else if (isInMade)
      heldIn[start].insert(owner);
  }

  /// Adds edges to what the node stands for; whether to go on behind it.
  bool reach(ArrayRef<FlowPoint> points, Node node) {
    if (flow.endOf(node) != Escape::None) {
      for (const FlowPoint &from : points)
        if (isSource(from))
          addEdge(from, {FlowPoint::Kind::Heap});
      return llvm::none_of(points, isSource);
    }
    auto found = names.find(node);
    if (found == names.end())
      return true;
    addEdges(points, found->second);
    return llvm::none_of(found->second, isSource);
  }

  /// Tells of new memory: which named nodes get some, and which of them may get
  /// the same. Behind a source the caller goes on by itself.
  void addNew() {
    llvm::DenseSet<Node> seen(flow.made().begin(), flow.made().end());
    SmallVector<Node> work(flow.made());
    llvm::DenseSet<Node> holders;
    while (!work.empty()) {
      Node node = work.pop_back_val();
      if (flow.endOf(node) != Escape::None)
        continue;
      if (auto found = names.find(node); found != names.end()) {
        holders.insert(node);
        if (llvm::any_of(found->second, isSource))
          continue;
      }
      for (const FlowGraph::Edge &edge : graph.edges(node))
        if (seen.insert(edge.to).second)
          work.push_back(edge.to);
    }
    for (auto &[node, points] : names) {
      Class memory = graph.knownPointee(node);
      if (!holders.contains(node) || memory == unseen ||
          memory == FlowGraph::kNone)
        continue;
      unsigned number =
          numbers.try_emplace(memory, numbers.size()).first->second;
      for (const FlowPoint &point : points)
        addEdge({FlowPoint::Kind::New, number}, point);
    }
  }

  /// Tells of what memory of the heap may refer to that the caller does not see
  /// as new.
  void addTransient() {
    for (auto &[node, memories] : heldIn)
      if (llvm::any_of(memories,
                       [&](Class one) { return !numbers.contains(one); }))
        isHeld.insert(node);
    for (auto &[node, points] : names)
      for (const FlowPoint &from : points)
        if (isSource(from) && isHeld.contains(node))
          addEdge(from, {FlowPoint::Kind::Transient});
  }

  /// Tells of memory that is seen as several types.
  void addMixed() {
    MLIRContext *context = flow.function().getContext();
    for (auto &[node, points] : names) {
      Class memory = graph.knownPointee(node);
      if (memory == FlowGraph::kNone || memory == unseen ||
          !graph.isMixed(memory))
        continue;
      for (const FlowPoint &point : points)
        if (!point.path || !point.path.getValue().ends_with("**")) {
          FlowPoint any = inside(point, "*", context);
          insert({any, any});
        }
    }
  }

  FunctionFlow &flow;
  FlowGraph &graph;
  const Class unseen;
  llvm::DenseSet<Class> madeMemory;
  llvm::DenseSet<Node> held;
  /// Nodes whose objects memory of the heap refers to, and where.
  llvm::DenseSet<Node> isHeld;
  llvm::DenseMap<Node, llvm::SmallDenseSet<Class, 2>> heldIn;
  llvm::DenseMap<Class, unsigned> numbers; // of new memory
  llvm::MapVector<Node, SmallVector<FlowPoint, 1>> names;
  size_t nameCount = 0;
  SmallVector<FlowEdge> edges;
};

} // namespace

std::optional<SmallVector<FlowEdge>> summarize(FunctionFlow &flow) {
  return Summarizer(flow).run();
}

} // namespace vo::passes
