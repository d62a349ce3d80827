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

/// Words for elements whose number is not known; Go has 4.
constexpr uint64_t kSmallWords = 32;
/// In front of them, as in an array of the heap.
constexpr uint64_t kArrayHead = 2;
/// Of an iteration over a map.
constexpr uint64_t kIteratorWords = 2;

/// How many elements of an unknown number of them there shall be room for.
static uint64_t smallCount(uint64_t words, Type elem) {
  if (elem.isIntOrFloat())
    return kSmallWords * 64 / std::max(8U, elem.getIntOrFloatBitWidth());
  // One alone is no slice's usual length.
  return words == 0 || words > kSmallWords / 2 ? 0 : kSmallWords / words;
}

static std::optional<FrameCandidate> candidate(ir::SliceNewOp op,
                                               uint64_t limit) {
  Type elem = op.getSlice().getType().getElem();
  auto words = wordsOf(op, elem, limit);
  if (!words)
    return std::nullopt;
  std::optional<uint64_t> count = op.getConstantCount();
  APInt length;
  if (!count || !matchPattern(op.getLength(), m_ConstantInt(&length))) {
    uint64_t most = smallCount(*words, elem);
    constexpr uint64_t all = kArrayHead + kSmallWords;
    return most == 0 || all > limit
               ? std::nullopt
               : std::optional(FrameCandidate{op, all, most});
  }
  // `make` panics where the length does not fit.
  if (length.ugt(*count) || *count == 0 || *count > limit ||
      *words * *count > limit)
    return std::nullopt;
  return FrameCandidate{op, *words * *count};
}

std::optional<FrameCandidate> frameCandidate(ir::AllocationOpInterface op,
                                             uint64_t limit) {
  Operation *made = op;
  if (auto slice = dyn_cast<ir::SliceNewOp>(made))
    return candidate(slice, limit);
  std::optional<uint64_t> words;
  if (auto closure = dyn_cast<ir::ClosureNewOp>(made))
    words = wordsOf(closure, limit);
  else if (isa<ir::MapIterOp>(made))
    words = kIteratorWords;
  else if (isa<ir::NewOp>(made) ||
           // Other frame memory is no object.
           (isa<ir::FrameOp>(made) &&
            hasReferences(op, op.getAllocatedType(), limit)) ||
           // The runtime copies variables and arrays.
           (isa<ir::CloneOp>(made) &&
            isa<ir::PtrType>(made->getResult(0).getType())))
    words = wordsOf(op, op.getAllocatedType(), limit);
  if (!words || *words > limit)
    return std::nullopt;
  return FrameCandidate{op, *words};
}

namespace {

/// Follows edges back from what lies in memory of the heap; a candidate that is
/// met goes, which makes more memory one of the heap.
class Residence {
public:
  using Node = FlowGraph::Node;
  using Class = FlowGraph::Class;

  Residence(FunctionFlow &flow, ArrayRef<FrameCandidate> all)
      : flow(flow), graph(flow.graph), sources(graph.nodeCount()) {
    for (Node from = 0; from < graph.nodeCount(); ++from)
      for (const FlowGraph::Edge &edge : graph.edges(from))
        sources[edge.to].push_back(from);
    for (FrameCandidate candidate : all) {
      candidates.insert(candidate.op);
      if (candidate.roomFor == 0)
        surely.insert(candidate.op);
      Node node = flow.nodeOf(candidate.op.getAllocated());
      if (node != FlowGraph::kNone)
        allocations[node] = candidate.op;
    }
    flow.function()->walk([&](ir::AllocationOpInterface op) {
      if (!surely.contains(op) && mayTakeHeap(op))
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
    return candidates.contains(op);
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
    candidates.erase(allocation->second);
    addResults(allocation->second);
  }

  FunctionFlow &flow;
  FlowGraph &graph;
  std::vector<SmallVector<Node, 2>> sources;
  llvm::DenseMap<Node, Operation *> allocations; // candidates
  llvm::DenseSet<Operation *> candidates, surely;
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
