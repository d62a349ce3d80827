//===- Residence.cpp - What can lie in frames -----------------------------===//

#include "passes/escape/Residence.h"

#include "dialect/vo/Leaves.h"

#include "mlir/IR/Matchers.h"

using namespace mlir;

namespace vo::passes {

/// Words of memory of the type, `limit` at most; nothing when there are more.
static std::optional<uint64_t> wordsOf(Operation *from, Type storage,
                                       uint64_t limit) {
  SmallVector<Type> leaves;
  if (!ir::appendLeaves(from, storage, limit, leaves))
    return std::nullopt;
  uint64_t words = 0;
  for (Type leaf : leaves)
    words += isa<ir::SliceType>(leaf)    ? 4
             : isa<ir::StringType>(leaf) ? 3
             : isa<ir::IfaceType>(leaf)  ? 2
                                         : 1;
  return words > limit ? std::nullopt : std::optional(words);
}

static bool hasReferences(Operation *from, Type storage, uint64_t limit) {
  SmallVector<Type> leaves;
  return !ir::appendLeaves(from, storage, limit, leaves) ||
         llvm::any_of(leaves, ir::holdsReferences);
}

/// Words of a function value; one without captures is a constant.
static std::optional<uint64_t> wordsOf(ir::ClosureNewOp op, uint64_t limit) {
  if (op.getCaptures().empty())
    return std::nullopt;
  uint64_t words = 1;
  for (Type type : op.getCaptures().getTypes()) {
    auto more = wordsOf(op, type, limit);
    if (!more)
      return std::nullopt;
    words += *more;
  }
  return words > limit ? std::nullopt : std::optional(words);
}

std::optional<uint64_t> frameWords(ir::AllocationOpInterface op,
                                   uint64_t limit) {
  if (auto closure = dyn_cast<ir::ClosureNewOp>(op.getOperation()))
    return wordsOf(closure, limit);
  if (!isa<ir::NewOp, ir::SliceNewOp, ir::FrameOp, ir::CloneOp>(
          op.getOperation()))
    return std::nullopt;
  // The runtime copies variables and arrays.
  if (auto copy = dyn_cast<ir::CloneOp>(op.getOperation());
      copy && !isa<ir::PtrType>(copy.getCopy().getType()))
    return std::nullopt;
  std::optional<uint64_t> count = op.getConstantCount();
  auto words = wordsOf(op, op.getAllocatedType(), limit);
  // Other frame memory is no object.
  if (isa<ir::FrameOp>(op.getOperation()) && words &&
      !hasReferences(op, op.getAllocatedType(), limit))
    return std::nullopt;
  if (auto slice = dyn_cast<ir::SliceNewOp>(op.getOperation())) {
    // `make` panics where this does not hold.
    APInt length;
    if (!count || !matchPattern(slice.getLength(), m_ConstantInt(&length)) ||
        length.ugt(*count))
      return std::nullopt;
  }
  if (!count || !words || *count == 0 || *count > limit ||
      *words * *count > limit)
    return std::nullopt;
  return *words * *count;
}

namespace {

/// Follows edges back from what lies in memory of the heap; a candidate that is
/// met goes, which makes more memory one of the heap.
class Residence {
public:
  using Node = FlowGraph::Node;
  using Class = FlowGraph::Class;

  Residence(FunctionFlow &flow, ArrayRef<FrameCandidate> candidates)
      : flow(flow), graph(flow.graph), sources(graph.nodeCount()) {
    for (Node from = 0; from < graph.nodeCount(); ++from)
      for (const FlowGraph::Edge &edge : graph.edges(from))
        sources[edge.to].push_back(from);
    for (FrameCandidate candidate : candidates) {
      inFrame.insert(candidate.op);
      Node node = flow.nodeOf(candidate.op.getAllocated());
      if (node != FlowGraph::kNone)
        allocations[node] = candidate.op;
    }
    flow.function()->walk([&](ir::AllocationOpInterface op) {
      if (!isInFrame(op))
        addResults(op);
    });
    for (Node made : flow.madeByCallees())
      add(graph.knownPointee(made));
    for (Node held : flow.heldByCallees())
      reach(held);
  }

  void solve() {
    while (!work.empty())
      for (Node source : sources[work.pop_back_val()])
        reach(source);
  }

  bool isInFrame(ir::AllocationOpInterface op) const {
    return inFrame.contains(op);
  }

private:
  void addResults(Operation *op) {
    for (Value result : op->getResults())
      if (Node node = flow.nodeOf(result); node != FlowGraph::kNone)
        add(graph.knownPointee(node));
  }

  void add(Class memory) {
    if (memory == FlowGraph::kNone || !heap.insert(memory).second)
      return;
    for (auto [name, node] : graph.places(memory))
      reach(node);
  }

  /// The node's objects may be referred to from the heap.
  void reach(Node node) {
    if (!reached.insert(node).second)
      return;
    work.push_back(node);
    auto allocation = allocations.find(node);
    if (allocation == allocations.end())
      return;
    inFrame.erase(allocation->second);
    addResults(allocation->second);
  }

  FunctionFlow &flow;
  FlowGraph &graph;
  std::vector<SmallVector<Node, 2>> sources;
  llvm::DenseMap<Node, Operation *> allocations; // candidates
  llvm::DenseSet<Operation *> inFrame;
  llvm::DenseSet<Class> heap;
  llvm::DenseSet<Node> reached;
  SmallVector<Node> work;
};

} // namespace

void dropReferredFromHeap(FunctionFlow &flow,
                          SmallVectorImpl<FrameCandidate> &candidates) {
  Residence residence(flow, candidates);
  residence.solve();
  llvm::erase_if(candidates, [&](FrameCandidate candidate) {
    return !residence.isInFrame(candidate.op);
  });
}

} // namespace vo::passes
