//===- Lives.cpp - One place for each turn of a loop ----------------------===//

#include "passes/escape/Lives.h"

#include "mlir/IR/RegionGraphTraits.h"
#include "llvm/ADT/PostOrderIterator.h"
#include "llvm/ADT/SCCIterator.h"

using namespace mlir;

namespace vo::passes {

static Region &bodyOf(ir::FuncOp function) { return function.getBody(); }

Lives::Lives(FunctionFlow &flow) : flow(flow), region(bodyOf(flow.function())) {
  for (auto it = llvm::scc_begin(&region); !it.isAtEnd(); ++it)
    if (it.hasCycle())
      cyclic.insert(it->begin(), it->end());
}

/// Whether every edge back leads to a block that dominates its source (M. Hecht
/// and J. Ullman, "Characterizations of reducible flow graphs", JACM 1974).
bool Lives::isReducible() {
  llvm::ReversePostOrderTraversal<Region *> order(&region);
  llvm::DenseMap<Block *, size_t> numbers;
  for (Block *block : order)
    numbers.try_emplace(block, numbers.size());
  return llvm::all_of(numbers, [&](auto &entry) {
    auto [block, number] = entry;
    return llvm::all_of(block->getSuccessors(), [&](Block *next) {
      return numbers.at(next) > number || dominance.dominates(next, block);
    });
  });
}

bool Lives::endBeforeNext(Operation *allocation, Value object) {
  Block *block = allocation->getBlock();
  if (!cyclic.contains(block))
    return true;
  if (!liveness) {
    loops.emplace(dominance.getDomTree(&region));
    liveness.emplace(flow.function());
    hasOnlyLoops = isReducible();
  }
  CFGLoop *loop = loops->getLoopFor(block);
  if (!loop || !hasOnlyLoops)
    return false;
  return isForgotten(
             object,
             [&](Value value) { return isLiveAt(value, allocation); }) ||
         isForgotten(object, [&](Value value) {
           return isLiveAt(value, loop->getHeader());
         });
}

bool Lives::isForgotten(Value object, llvm::function_ref<bool(Value)> isLive) {
  return flow.forEachHolder(flow.nodeOf(object), visitsLeft, [&](Value holder) {
    return holder == object || !isLive(holder);
  });
}

/// Whether the operation, or what follows, uses what was there before it.
bool Lives::isLiveAt(Value value, Operation *op) {
  Block *block = op->getBlock();
  Operation *source = value.getDefiningOp();
  bool reaches = value.getParentBlock() == block
                     ? !source || source->isBeforeInBlock(op)
                     : liveness->getLiveIn(block).contains(value);
  return reaches && (!liveness->isDeadAfter(value, op) ||
                     llvm::is_contained(op->getOperands(), value));
}

bool Lives::isLiveAt(Value value, Block *head) {
  if (value.getParentBlock() != head)
    return liveness->getLiveIn(head).contains(value);
  return isa<BlockArgument>(value) && !value.use_empty();
}

} // namespace vo::passes
