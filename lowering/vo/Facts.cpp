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

/// Whether slot `slot` of an object made in sight is a header.
static bool isHeaderOf(Value object, uint64_t slot) {
  auto source = object.getDefiningOp<ir::NewOp>();
  StringRef letters = source ? source.getLayout().getSlots() : StringRef();
  return slot < letters.size() && letters[slot] == 'h';
}

/// Whether the operation stores the header of an interface and nothing else.
static bool storesHeader(Operation *op, SymbolTableCollection &symbols) {
  if (auto store = dyn_cast<ir::StoreOp>(op))
    return store.getHeader() ||
           (store.getValues().size() == 1 &&
            store.getValues()[0].getType().isInteger(64) &&
            isHeaderOf(store.getPointer(), store.getSlot()));
  if (auto set = dyn_cast<ir::FrameSetOp>(op))
    return set.getValue().getType().isInteger(64) &&
           isHeaderOf(set.getFrame(), set.getOffset());
  auto set = dyn_cast<ir::GlobalSetOp>(op);
  if (!set || !set.getValue().getType().isInteger(64))
    return false;
  auto global =
      symbols.lookupNearestSymbolFrom<ir::GlobalOp>(op, set.getGlobalAttr());
  return global.getLayout().getSlots()[set.getSlot()] == 'h';
}

ModuleFacts ModuleFacts::of(ModuleOp module) {
  ModuleFacts facts;
  facts.recursive = findRecursive(module);
  module.walk([&](ir::SliceOfInlineOp) { facts.flatSlices = true; });
  module.walk(
      [&](Block *block) { findFreshStores(*block, facts.freshStores); });
  SymbolTableCollection symbols;
  module.walk([&](Operation *op) {
    if (storesHeader(op, symbols))
      facts.headerStores.insert(op);
  });
  return facts;
}

} // namespace vo::lowering
