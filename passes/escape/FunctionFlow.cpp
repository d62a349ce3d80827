//===- FunctionFlow.cpp - The flow graph of a function --------------------===//

#include "passes/escape/FunctionFlow.h"

#include "mlir/IR/Matchers.h"
#include "mlir/Interfaces/ControlFlowInterfaces.h"

using namespace mlir;

namespace vo::passes {

FunctionFlow::FunctionFlow(ir::FuncOp function, Summaries &summaries)
    : func(function), summaries(summaries) {
  addEnds();
  for (Type type : func.getResultTypes())
    resultNodes.push_back(ir::holdsReferences(type) ? graph.addNode()
                                                    : FlowGraph::kNone);
  func.getBody().walk([&](Operation *op) { addOperation(op); });
}

/// All ends refer to the one memory that is not seen.
void FunctionFlow::addEnds() {
  for (unsigned i = 0; i <= static_cast<unsigned>(Escape::Deferred); ++i)
    ends.push_back(graph.addNode());
  Node heap = end(Escape::Heap);
  graph.collapseAll(graph.pointee(heap));
  Node anything = graph.place(graph.pointee(heap), {});
  graph.flow(anything, heap, nullptr);
  graph.flow(heap, anything, nullptr);
  for (Node one : ends)
    graph.unify(graph.pointee(one), graph.pointee(heap));
}

Escape FunctionFlow::endOf(Node node) const {
  return node < ends.size() ? static_cast<Escape>(node) : Escape::None;
}

FunctionFlow::Node FunctionFlow::nodeOf(Value value) const {
  auto found = values.find(value);
  return found == values.end() ? FlowGraph::kNone : found->second;
}

/// Constants are nil, or refer to nothing that a program can change.
FunctionFlow::Node FunctionFlow::makeNodeOf(Value value) {
  if (!ir::holdsReferences(value.getType()) &&
      !isa<ir::VarType, ir::FrameType>(value.getType()))
    return FlowGraph::kNone;
  if (matchPattern(value, m_Constant()))
    return FlowGraph::kNone;
  auto [entry, isNew] = values.try_emplace(value, FlowGraph::kNone);
  if (!isNew)
    return entry->second;
  Node node = entry->second = graph.addNode();
  if (isa<ir::PtrType, ir::BoxType, ir::FrameType>(value.getType()))
    graph.setType(graph.pointee(node), ir::pointeeOf(value.getType()));
  return node;
}

FunctionFlow::Node FunctionFlow::nodeAt(Operation *op,
                                        const ir::FlowPoint &point) {
  using Kind = ir::FlowPoint::Kind;
  Node base = FlowGraph::kNone;
  switch (point.kind) {
  case Kind::Argument:
    base = makeNodeOf(op->getOperand(point.index));
    break;
  case Kind::Result:
    base = makeNodeOf(op->getResult(point.index));
    break;
  case Kind::Heap:
    return end(Escape::Heap);
  case Kind::Global:
    return end(Escape::Global);
  case Kind::Panic:
    return end(Escape::Panic);
  case Kind::Goroutine:
    return end(Escape::Goroutine);
  case Kind::New:
    return newMemory(point.index);
  case Kind::Transient:
    return FlowGraph::kNone;
  }
  return base == FlowGraph::kNone ? base : graph.follow(base, point.path);
}

/// What the call that is being added has made and gives that number.
FunctionFlow::Node FunctionFlow::newMemory(unsigned number) {
  auto [entry, isNew] = newOfCall.try_emplace(number, FlowGraph::kNone);
  if (isNew) {
    entry->second = graph.addNode();
    newNodes.push_back(entry->second);
    newOfCallees.push_back(entry->second);
  }
  return entry->second;
}

void FunctionFlow::flow(Node from, Node to, Operation *op) {
  if (from != FlowGraph::kNone && to != FlowGraph::kNone)
    graph.flow(from, to, op);
}

/// The heap is where a panic's value and what a goroutine got may be later.
void FunctionFlow::addEdge(Operation *op, const ir::FlowEdge &edge) {
  if (edge.to.kind == ir::FlowPoint::Kind::Transient) {
    if (Node from = nodeAt(op, edge.from); from != FlowGraph::kNone) {
      held.push_back(from);
      keepers.try_emplace(from, op);
    }
    return;
  }
  Node to = nodeAt(op, edge.to);
  if (to == FlowGraph::kNone)
    return;
  if (!(edge.from == edge.to))
    return flow(nodeAt(op, edge.from), to, op);
  if (Class memory = graph.ownerOf(to); memory != FlowGraph::kNone)
    graph.mixTypes(memory);
}

/// Whether a pass has put it in the frame.
static bool liesInFrame(Operation *op) {
  if (auto frame = dyn_cast<ir::FrameOp>(op))
    return frame.getInFrame();
  return isa<ir::NewOp, ir::SliceNewOp, ir::ClosureNewOp, ir::CloneOp>(op) &&
         op->hasAttr("frame");
}

bool mayTakeHeap(ir::AllocationOpInterface op) {
  // One without captures is a constant.
  auto closure = dyn_cast<ir::ClosureNewOp>(op.getOperation());
  return !liesInFrame(op) && (!closure || !closure.getCaptures().empty());
}

void FunctionFlow::addMade(ir::AllocationOpInterface op) {
  if (!mayTakeHeap(op))
    return;
  for (Value result : op->getResults())
    if (Node node = makeNodeOf(result);
        node != FlowGraph::kNone && !isa<ir::StringType>(result.getType()))
      newNodes.push_back(node);
}

void FunctionFlow::escapeAll(Operation *op, Escape reason) {
  for (Value operand : op->getOperands())
    flow(makeNodeOf(operand), end(reason), op);
  for (Value result : op->getResults())
    flow(end(Escape::Heap), makeNodeOf(result), op);
}

void FunctionFlow::addOperation(Operation *op) {
  if (isa<BranchOpInterface>(op))
    addBranch(op);
  if (auto call = dyn_cast<ir::CallLikeOpInterface>(op))
    return addCall(call);
  if (auto allocation = dyn_cast<ir::AllocationOpInterface>(op))
    addMade(allocation);
  if (auto facts = dyn_cast<ir::FlowOpInterface>(op)) {
    ir::FlowEdges edges(op->getContext());
    facts.getFlow(edges);
    for (const ir::FlowEdge &edge : edges.get())
      addEdge(op, edge);
  } else if (isPure(op)) {
    for (Value operand : op->getOperands())
      for (Value result : op->getResults())
        if (Node from = makeNodeOf(operand); from != FlowGraph::kNone)
          flow(from, makeNodeOf(result), op);
  } else if (!isa<BranchOpInterface>(op)) {
    escapeAll(op, Escape::Heap);
  }
  if (isa<ir::ReturnOp>(op)) {
    for (auto [operand, result] : llvm::zip(op->getOperands(), resultNodes))
      if (result != FlowGraph::kNone)
        flow(makeNodeOf(operand), result, op);
  } else if (isa<ir::ResultBoxOp, ir::ReturnBoxesOp>(op)) {
    // They are read when the body has returned.
    escapeAll(op, Escape::Deferred);
    for (Node result : resultNodes)
      flow(end(Escape::Heap), result, op);
  }
}

void FunctionFlow::addBranch(Operation *op) {
  auto branch = cast<BranchOpInterface>(op);
  for (unsigned i = 0; i < op->getNumSuccessors(); ++i) {
    SuccessorOperands operands = branch.getSuccessorOperands(i);
    for (auto [number, argument] :
         llvm::enumerate(op->getSuccessor(i)->getArguments()))
      if (Value operand = operands[number])
        flow(makeNodeOf(operand), makeNodeOf(argument), op);
  }
}

void FunctionFlow::addCall(ir::CallLikeOpInterface call) {
  Operation *op = call;
  switch (call.getCallTime()) {
  case ir::CallTime::Concurrent:
    return escapeAll(op, Escape::Goroutine);
  case ir::CallTime::Leaving:
    return escapeAll(op, Escape::Deferred);
  case ir::CallTime::Now:
    break;
  }
  auto edges = summaries.flowOf(call);
  if (!edges)
    return escapeAll(op, Escape::Heap);
  newOfCall.clear();
  for (const ir::FlowEdge &edge : *edges)
    addEdge(op, edge);
}

//===----------------------------------------------------------------------===//
// What escapes
//===----------------------------------------------------------------------===//

namespace {
/// Breadth first, from what outlives the function against the edges, so that
/// the way of each node is a shortest one.
class Backward {
public:
  Backward(FlowGraph &graph, std::vector<Escape> &reasons,
           std::vector<FlowGraph::Edge> &onTheWay)
      : graph(graph), reasons(reasons), onTheWay(onTheWay),
        incoming(graph.incoming()) {}

  void start(FlowGraph::Node node, Escape reason) {
    if (node == FlowGraph::kNone || reasons[node] != Escape::None)
      return;
    reasons[node] = reason;
    queue.push_back(node);
  }

  /// All places in memory that can be reached from there.
  void startMemory(FlowGraph::Class memory, Escape reason) {
    SmallVector<FlowGraph::Class> work = {memory};
    while (!work.empty()) {
      FlowGraph::Class one = work.pop_back_val();
      if (one == FlowGraph::kNone || !seen.insert(one).second)
        continue;
      for (auto [name, node] : graph.places(one)) {
        start(node, reason);
        work.push_back(graph.knownPointee(node));
      }
    }
  }

  void run() {
    for (size_t next = 0; next < queue.size(); ++next)
      for (const FlowGraph::Edge &edge : incoming[queue[next]]) {
        if (reasons[edge.to] != Escape::None)
          continue;
        reasons[edge.to] = reasons[queue[next]];
        onTheWay[edge.to] = {queue[next], edge.op};
        queue.push_back(edge.to);
      }
  }

private:
  FlowGraph &graph;
  std::vector<Escape> &reasons;
  std::vector<FlowGraph::Edge> &onTheWay;
  std::vector<SmallVector<FlowGraph::Edge, 2>> incoming;
  std::vector<FlowGraph::Node> queue;
  llvm::DenseSet<FlowGraph::Class> seen;
};
} // namespace

void FunctionFlow::solve() {
  reasons.assign(graph.nodeCount(), Escape::None);
  onTheWay.assign(graph.nodeCount(), {FlowGraph::kNone, nullptr});
  Backward backward(graph, reasons, onTheWay);
  for (unsigned i = 1; i < ends.size(); ++i)
    backward.start(ends[i], static_cast<Escape>(i));
  backward.startMemory(graph.knownPointee(end(Escape::Heap)), Escape::Heap);
  for (Node result : resultNodes) {
    backward.start(result, Escape::Result);
    if (result != FlowGraph::kNone)
      backward.startMemory(graph.knownPointee(result), Escape::Result);
  }
  for (Value argument : func.getArguments())
    if (Node node = nodeOf(argument); node != FlowGraph::kNone)
      backward.startMemory(graph.knownPointee(node), Escape::Argument);
  backward.run();
}

std::optional<FlowGraph::Edge> FunctionFlow::nextOnTheWay(Node node) const {
  if (onTheWay[node].to == FlowGraph::kNone)
    return std::nullopt;
  return onTheWay[node];
}

//===----------------------------------------------------------------------===//
// Who holds an object
//===----------------------------------------------------------------------===//

bool FunctionFlow::forEachHolder(Node object, size_t &limit,
                                 llvm::function_ref<bool(Value)> visit) {
  if (users.empty()) {
    for (Node node = 0; node < graph.nodeCount(); ++node)
      if (Class memory = graph.knownPointee(node); memory != FlowGraph::kNone) {
        if (users.size() <= memory)
          users.resize(memory + 1);
        users[memory].push_back(node);
      }
    for (auto [value, node] : values)
      valueOf[node] = value;
  }
  llvm::DenseSet<Node> reached = {object};
  SmallVector<Node> queue = {object};
  auto reach = [&](Node node) {
    if (reached.insert(node).second)
      queue.push_back(node);
  };
  for (size_t next = 0; next < queue.size(); ++next) {
    if (limit == 0)
      return false;
    --limit;
    Node node = queue[next];
    if (Value value = valueOf.lookup(node); value && !visit(value))
      return false;
    for (const FlowGraph::Edge &edge : graph.edges(node))
      reach(edge.to);
    if (Class owner = graph.ownerOf(node);
        owner != FlowGraph::kNone && owner < users.size())
      for (Node user : users[owner])
        reach(user);
  }
  return true;
}

} // namespace vo::passes
