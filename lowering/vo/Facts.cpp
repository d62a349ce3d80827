//===- Facts.cpp - What the whole module tells the patterns ---------------===//

#include "lowering/vo/Facts.h"

#include "llvm/ADT/SCCIterator.h"

#include <deque>

using namespace mlir;

namespace {
/// A function of the call graph, or its root, which calls all of them.
struct CallNode {
  Operation *function = nullptr;
  SmallVector<CallNode *, 4> callees;
};
} // namespace

template <> struct llvm::GraphTraits<CallNode *> {
  using NodeRef = CallNode *;
  using ChildIteratorType = SmallVectorImpl<CallNode *>::iterator;
  static NodeRef getEntryNode(NodeRef node) { return node; }
  static ChildIteratorType child_begin(NodeRef node) {
    return node->callees.begin();
  }
  static ChildIteratorType child_end(NodeRef node) {
    return node->callees.end();
  }
};

namespace vo::lowering {

/// Functions on cycles of the call graph.
static DenseSet<Operation *> findRecursive(ModuleOp module) {
  std::deque<CallNode> nodes(1); // the root first
  DenseMap<StringAttr, CallNode *> byName;
  module.walk([&](ir::FuncOp function) {
    nodes.push_back({function, {}});
    byName[function.getSymNameAttr()] = &nodes.back();
    nodes.front().callees.push_back(&nodes.back());
  });
  for (CallNode &node : nodes)
    if (node.function)
      node.function->walk([&](ir::CallOp call) {
        if (CallNode *callee = byName.lookup(call.getCalleeAttr().getAttr()))
          node.callees.push_back(callee);
      });

  DenseSet<Operation *> recursive;
  for (auto cycle = llvm::scc_begin(&nodes.front()); !cycle.isAtEnd(); ++cycle)
    if (cycle.hasCycle())
      for (CallNode *node : *cycle)
        recursive.insert(node->function);
  return recursive;
}

/// Whether the operation stores a string or slice, which makes a box.
static bool storesBox(Operation &op) {
  return isa<ir::StoreOp, ir::ArraySetOp, ir::SliceSetOp>(op) &&
         llvm::any_of(op.getOperands(), [](Value value) {
           return isa<ir::StringType, ir::SliceType>(value.getType());
         });
}

/// Adds the stores of a block to objects made in it.
static void findFreshStores(Block &block, DenseSet<Operation *> &stores) {
  DenseSet<Value> fresh;
  for (Operation &op : block) {
    if (op.hasTrait<ir::traits::Safepoint>() || storesBox(op))
      fresh.clear();
    if (auto store = dyn_cast<ir::StoreOp>(op))
      if (fresh.contains(store.getPointer()))
        stores.insert(&op);
    if (auto object = dyn_cast<ir::NewOp>(op))
      fresh.insert(object.getObject());
  }
}

ModuleFacts ModuleFacts::of(ModuleOp module) {
  ModuleFacts facts;
  facts.recursive = findRecursive(module);
  module.walk([&](ir::SliceOfInlineOp) { facts.flatSlices = true; });
  module.walk(
      [&](Block *block) { findFreshStores(*block, facts.freshStores); });
  return facts;
}

} // namespace vo::lowering
