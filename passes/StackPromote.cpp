//===- StackPromote.cpp - Objects that die with their function ------------===//
//
// Marks with `frame` the allocations whose object nobody can reach when the
// function has returned (passes/escape/FunctionFlow.h). `vo-to-vort` gives them
// a place in the frame; each execution of the operation begins a new life there.
// So it is sound when
//
//  1. the object does not escape, and
//  2. no reference to its last life is used once a new one begins. Outside of
//     cycles there is one life. In a cycle, no value that may lead to the object
//     may be live in front of the allocation; but one is harmless if it comes
//     from an object that is made anew in each turn before, in the same loop: it
//     cannot know the last life.
//
// Deferred calls run when the frame is gone; the analysis takes that for an
// escape. What a goroutine, a channel, or a panic gets escapes, too.
//
// Objects of more than `max-object-words` words stay on the heap, and so does what
// would make a frame larger than `max-frame-words`.
//
// Cost: linear, and for allocations in loops the values that lead to each, at
// most kMaxHolders. Not handled: elements whose number is not constant, growth of
// slices and strings, maps, iterators, clones, records of deferred calls;
// irreducible loops.
//
//===----------------------------------------------------------------------===//

#include "dialect/vo/Leaves.h"
#include "passes/Passes.h"
#include "passes/escape/Program.h"

#include "mlir/Analysis/CFGLoopInfo.h"
#include "mlir/Analysis/Liveness.h"
#include "mlir/IR/Dominance.h"
#include "mlir/IR/Matchers.h"
#include "mlir/IR/RegionGraphTraits.h"
#include "llvm/ADT/SCCIterator.h"

using namespace mlir;

namespace vo::passes {

#define GEN_PASS_DEF_STACKPROMOTE
#include "passes/Passes.h.inc"

namespace {

constexpr size_t kMaxHolders = 10000;

//===----------------------------------------------------------------------===//
// Lives
//===----------------------------------------------------------------------===//

/// Whether a place in the frame can serve each execution of an operation.
class Lives {
public:
  Lives(FunctionFlow &flow) : flow(flow), region(flow.function().getBody()) {
    for (auto it = llvm::scc_begin(&region); !it.isAtEnd(); ++it)
      if (it.hasCycle())
        cyclic.insert(it->begin(), it->end());
  }

  bool endBeforeNext(Operation *allocation, Value object) {
    Block *block = allocation->getBlock();
    if (!cyclic.contains(block))
      return true;
    if (!loops)
      loops.emplace(dominance.getDomTree(&region));
    if (!loops->getLoopFor(block))
      return false;
    if (!liveness)
      liveness.emplace(flow.function());
    llvm::DenseSet<Value> holders = flow.holders(flow.nodeOf(object));
    if (holders.size() > kMaxHolders)
      return false;
    return llvm::none_of(holders, [&](Value holder) {
      return holder != object && isLiveBefore(holder, allocation) &&
             !isFromThisTurn(holder, allocation, 0);
    });
  }

private:
  bool isLiveBefore(Value value, Operation *op) {
    Block *block = op->getBlock();
    Operation *source = value.getDefiningOp();
    bool reaches = value.getParentBlock() == block
                       ? !source || source->isBeforeInBlock(op)
                       : liveness->getLiveIn(block).contains(value);
    return reaches && !liveness->isDeadAfter(value, op);
  }

  /// Whether the value is, or leads into, an object that is made in each turn
  /// of the allocation's loop, before the allocation.
  bool isFromThisTurn(Value value, Operation *allocation, unsigned depth) {
    Operation *source = value.getDefiningOp();
    if (!source || depth > 8 ||
        loops->getLoopFor(source->getBlock()) !=
            loops->getLoopFor(allocation->getBlock()) ||
        !dominance.properlyDominates(source, allocation))
      return false;
    if (auto made = dyn_cast<ir::AllocationOpInterface>(source))
      return made.alwaysAllocates() && made.getAllocated() == value;
    auto facts = dyn_cast<ir::FlowOpInterface>(source);
    if (!facts || isa<ir::CallLikeOpInterface>(source))
      return false;
    ir::FlowEdges edges(source->getContext());
    facts.getFlow(edges);
    bool hasSource = false;
    for (const ir::FlowEdge &edge : edges.get()) {
      if (edge.to.kind != ir::FlowPoint::Kind::Result ||
          source->getResult(edge.to.index) != value)
        continue;
      hasSource = true;
      if (edge.to.path || edge.from.path ||
          edge.from.kind != ir::FlowPoint::Kind::Argument ||
          !isFromThisTurn(source->getOperand(edge.from.index), allocation,
                          depth + 1))
        return false;
    }
    return hasSource;
  }

  FunctionFlow &flow;
  Region &region;
  llvm::DenseSet<Block *> cyclic;
  DominanceInfo dominance;
  std::optional<CFGLoopInfo> loops;
  std::optional<Liveness> liveness;
};

//===----------------------------------------------------------------------===//
// Sizes
//===----------------------------------------------------------------------===//

/// Words of memory of the type, `limit` at most; nothing when there are more.
std::optional<uint64_t> wordsOf(Operation *from, Type storage, uint64_t limit) {
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

/// Words of what the operation allocates; nothing when that is not constant or
/// cannot be in a frame.
std::optional<uint64_t> frameWords(ir::AllocationOpInterface op,
                                   uint64_t limit) {
  if (auto closure = dyn_cast<ir::ClosureNewOp>(op.getOperation())) {
    uint64_t words = 1;
    for (Type type : closure.getCaptures().getTypes()) {
      auto more = wordsOf(op, type, limit);
      if (!more)
        return std::nullopt;
      words += *more;
    }
    return closure.getCaptures().empty() ? std::nullopt : std::optional(words);
  }
  if (!isa<ir::NewOp, ir::SliceNewOp>(op.getOperation()))
    return std::nullopt;
  std::optional<uint64_t> count = op.getConstantCount();
  auto words = wordsOf(op, op.getAllocatedType(), limit);
  if (!count || !words || *count > limit || *words * *count > limit)
    return std::nullopt;
  return *words * *count;
}

class StackPromote : public impl::StackPromoteBase<StackPromote> {
  using StackPromoteBase::StackPromoteBase;

  void runOnOperation() override {
    ProgramFlow program(getOperation());
    for (auto function : getOperation().getOps<ir::FuncOp>())
      if (!function.isExternal() && mayChange(function))
        promote(function, program);
  }

  bool mayChange(ir::FuncOp function) const {
    return filter.empty() || function.getSymName().contains(filter.getValue());
  }

  void promote(ir::FuncOp function, ProgramFlow &program) {
    SmallVector<std::pair<ir::AllocationOpInterface, uint64_t>> candidates;
    function.walk([&](ir::AllocationOpInterface op) {
      if (auto words = frameWords(op, maxObjectWords))
        candidates.push_back({op, *words});
    });
    if (candidates.empty())
      return;
    FunctionFlow flow(function, program);
    flow.solve();
    Lives lives(flow);
    uint64_t inFrame = 0;
    for (auto [op, words] : candidates) {
      Value object = op.getAllocated();
      FlowGraph::Node node = flow.nodeOf(object);
      if (node != FlowGraph::kNone && flow.escapeOf(node) != Escape::None)
        continue;
      if (inFrame + words > maxFrameWords ||
          (node != FlowGraph::kNone && !lives.endBeforeNext(op, object)))
        continue;
      if (maxPromotions >= 0 && promoted >= maxPromotions)
        return;
      ++promoted;
      ++numPromoted;
      inFrame += words;
      op->setAttr("frame", UnitAttr::get(op->getContext()));
      // Every collection looks at frames.
      for (Operation *user : object.getUsers())
        if (auto store = dyn_cast<ir::StoreOp>(user);
            store && store.getPointer() == object)
          store.setNobarrier(true);
    }
  }

  int64_t promoted = 0;
};

} // namespace

} // namespace vo::passes
