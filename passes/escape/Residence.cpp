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

namespace {
/// Whether memory holds references; each struct is looked at once.
class ReferenceSearch {
public:
  explicit ReferenceSearch(Operation *from) : from(from) {}

  bool find(Type storage) {
    if (auto flat = dyn_cast<ir::FlatType>(storage))
      return flat.getCount() != 0 && find(flat.getElem());
    auto type = dyn_cast<ir::StructType>(storage);
    if (!type)
      return ir::holdsReferences(storage);
    auto definition = SymbolTable::lookupNearestSymbolFrom<ir::StructOp>(
        from, type.getName());
    if (!definition)
      return true;
    if (!seen.insert(definition).second)
      return false;
    return llvm::any_of(definition.getTypes().getAsValueRange<TypeAttr>(),
                        [&](Type member) { return find(member); });
  }

private:
  Operation *from;
  llvm::SmallPtrSet<Operation *, 4> seen;
};
} // namespace

/// Words of a function value.
static std::optional<uint64_t> wordsOf(ir::ClosureNewOp op, uint64_t limit) {
  uint64_t words = 1;
  for (Type type : op.getCaptures().getTypes()) {
    auto more = wordsOf(op, type, limit);
    if (!more)
      return std::nullopt;
    words += *more;
  }
  return words > limit ? std::nullopt : std::optional(words);
}

/// Whether there is no object of which to decide: function values without
/// captures are constants, memory of the frame without references is no object,
/// strings that share their bytes and slices of nothing take none, and
/// vo-frame-defers decides about records of deferred calls.
static bool isNoObject(ir::AllocationOpInterface op) {
  if (auto closure = dyn_cast<ir::ClosureNewOp>(op.getOperation()))
    return closure.getCaptures().empty();
  if (isa<ir::FrameOp>(op.getOperation()))
    return !ReferenceSearch(op).find(op.getAllocatedType());
  if (auto string = dyn_cast<ir::StringFromBytesOp>(op.getOperation()))
    return string.getShares();
  if (auto slice = dyn_cast<ir::SliceNewOp>(op.getOperation()))
    return matchPattern(slice.getLength(), m_Zero()) &&
           matchPattern(slice.getCapacity(), m_Zero());
  return op.getAllocKind() == ir::AllocKind::Defer;
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

static FrameFit fitSlice(ir::SliceNewOp op, uint64_t limit) {
  const FrameFit tooLarge = {std::nullopt, Reason::Size};
  Type elem = op.getSlice().getType().getElem();
  auto words = wordsOf(op, elem, limit);
  if (!words)
    return tooLarge;
  std::optional<uint64_t> count = op.getConstantCount();
  APInt length;
  if (!count || !matchPattern(op.getLength(), m_ConstantInt(&length))) {
    uint64_t most = smallCount(*words, elem);
    constexpr uint64_t all = kArrayHead + kSmallWords;
    if (most == 0 || all > limit)
      return {std::nullopt, Reason::DynamicSize};
    return {FrameCandidate{op, all, most}, std::nullopt};
  }
  // `make` panics where the length does not fit.
  if (length.ugt(*count) || *count == 0 || *count > limit ||
      *words * *count > limit)
    return tooLarge;
  return {FrameCandidate{op, *words * *count}, std::nullopt};
}

/// Whether it may lie in a frame when it is not too large. The runtime copies
/// variables and arrays.
static bool isOfFrameKind(Operation *op) {
  if (isa<ir::CloneOp>(op))
    return isa<ir::PtrType>(op->getResult(0).getType());
  return isa<ir::NewOp, ir::FrameOp, ir::ClosureNewOp, ir::MapIterOp>(op);
}

FrameFit fitInFrame(ir::AllocationOpInterface op, uint64_t limit) {
  Operation *made = op;
  if (isNoObject(op))
    return {};
  if (auto slice = dyn_cast<ir::SliceNewOp>(made))
    return fitSlice(slice, limit);
  if (!isOfFrameKind(made))
    return {std::nullopt, Reason::Kind};
  std::optional<uint64_t> words = kIteratorWords;
  if (auto closure = dyn_cast<ir::ClosureNewOp>(made))
    words = wordsOf(closure, limit);
  else if (!isa<ir::MapIterOp>(made))
    words = wordsOf(op, op.getAllocatedType(), limit);
  if (!words || *words > limit)
    return {std::nullopt, Reason::Size};
  return {FrameCandidate{op, *words}, std::nullopt};
}

namespace {

/// Follows edges back from what lies in memory of the heap; a candidate that is
/// met goes, which makes more memory one of the heap.
class Residence {
public:
  using Node = FlowGraph::Node;
  using Class = FlowGraph::Class;

  Residence(FunctionFlow &flow, ArrayRef<FrameCandidate> all)
      : flow(flow), graph(flow.graph), sources(graph.incoming()) {
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
      add(graph.knownPointee(made), makerOf(made));
    for (Node held : flow.heldByCallees())
      reach(held, {FlowGraph::kNone, flow.keeperOf(held)});
  }

  void solve() {
    while (!work.empty()) {
      Node to = work.pop_back_val();
      for (const FlowGraph::Edge &source : sources[to])
        reach(source.to, {to, source.op});
    }
  }

  /// After solve(), of a candidate that has gone.
  HeapWay wayOf(FrameCandidate candidate) const {
    HeapWay way;
    Node node = flow.nodeOf(candidate.op.getAllocated());
    for (auto at = reached.find(node); at != reached.end();
         at = reached.find(at->second.to)) {
      if (at->second.to == FlowGraph::kNone) {
        way.maker = at->second.op;
        break;
      }
      way.edges.push_back(at->second);
    }
    return way;
  }

  bool isInFrame(ir::AllocationOpInterface op) const {
    return candidates.contains(op);
  }

private:
  void addResults(Operation *op) {
    for (Value result : op->getResults())
      if (Node node = flow.nodeOf(result); node != FlowGraph::kNone)
        add(graph.knownPointee(node), op);
  }

  /// The call that gives the memory away.
  Operation *makerOf(Node made) const {
    ArrayRef<FlowGraph::Edge> edges = graph.edges(made);
    return edges.empty() ? nullptr : edges.front().op;
  }

  void add(Class memory, Operation *maker) {
    if (memory == FlowGraph::kNone || !heap.insert(memory).second)
      return;
    for (auto [name, node] : graph.places(memory))
      reach(node, {FlowGraph::kNone, maker});
  }

  /// The node's objects may be referred to from the heap: from where the edge
  /// leads, or, if nowhere, from what its operation makes.
  void reach(Node node, FlowGraph::Edge next) {
    if (!reached.try_emplace(node, next).second)
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
  std::vector<SmallVector<FlowGraph::Edge, 2>> sources; // edges back
  llvm::DenseMap<Node, Operation *>
      allocations; // candidates, by what they give
  llvm::DenseSet<Operation *> candidates, surely;
  llvm::DenseSet<Class> heap;
  llvm::DenseMap<Node, FlowGraph::Edge> reached; // with the way on
  SmallVector<Node> work;
};

} // namespace

void dropReferredFromHeap(
    FunctionFlow &flow, SmallVectorImpl<FrameCandidate> &candidates,
    llvm::function_ref<void(FrameCandidate, const HeapWay &)> dropped) {
  Residence residence(flow, candidates);
  residence.solve();
  llvm::erase_if(candidates, [&](FrameCandidate candidate) {
    if (residence.isInFrame(candidate.op))
      return false;
    dropped(candidate, residence.wayOf(candidate));
    return true;
  });
}

} // namespace vo::passes
