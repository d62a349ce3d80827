//===- Lives.cpp - One place for each turn of a loop ----------------------===//

#include "passes/escape/Lives.h"

#include "mlir/IR/RegionGraphTraits.h"
#include "llvm/ADT/SCCIterator.h"

using namespace mlir;

namespace vo::passes {

constexpr unsigned kMaxSteps = 8;

static Region &bodyOf(ir::FuncOp function) { return function.getBody(); }

Lives::Lives(FunctionFlow &flow) : flow(flow), region(bodyOf(flow.function())) {
  for (auto it = llvm::scc_begin(&region); !it.isAtEnd(); ++it)
    if (it.hasCycle())
      cyclic.insert(it->begin(), it->end());
}

bool Lives::endBeforeNext(Operation *allocation, Value object) {
  Block *block = allocation->getBlock();
  if (!cyclic.contains(block))
    return true;
  if (!loops)
    loops.emplace(dominance.getDomTree(&region));
  if (!loops->getLoopFor(block))
    return false;
  if (!liveness)
    liveness.emplace(flow.function());
  return flow.forEachHolder(flow.nodeOf(object), visitsLeft, [&](Value holder) {
    return holder == object || !isLiveBefore(holder, allocation) ||
           isFromThisTurn(holder, allocation, 0);
  });
}

bool Lives::isLiveBefore(Value value, Operation *op) {
  Block *block = op->getBlock();
  Operation *source = value.getDefiningOp();
  bool reaches = value.getParentBlock() == block
                     ? !source || source->isBeforeInBlock(op)
                     : liveness->getLiveIn(block).contains(value);
  return reaches && !liveness->isDeadAfter(value, op);
}

bool Lives::isFromThisTurn(Value value, Operation *allocation, unsigned depth) {
  Operation *source = value.getDefiningOp();
  if (!source || depth > kMaxSteps ||
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

} // namespace vo::passes
