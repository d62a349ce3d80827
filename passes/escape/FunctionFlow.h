//===- FunctionFlow.h - The flow graph of a function ------------*- C++ -*-===//
//
// Made from what operations say of themselves (FlowOpInterface), from branches,
// and from the summaries of what is called. What outlives the function:
//
//   the ends    the heap, package variables, other goroutines, panics, deferred
//               calls (which run when the body has returned)
//   results     and all memory that can be reached from them
//   arguments   and all memory that can be reached from them; an argument
//               itself is a variable
//
// An object escapes when its value has a path to one of these. The ends refer
// to one memory, which is all that the function does not see: whatever reaches
// them takes along what it refers to.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "dialect/vo/Vo.h"
#include "passes/escape/Graph.h"

#include "llvm/ADT/DenseMap.h"

namespace vo::passes {

/// Why something outlives the function: rows of Reasons.def.
enum class Escape : uint8_t {
  None,
#define VO_REASON(name, code, text)
#define VO_ESCAPE(name, code, text) name,
#include "passes/escape/Reasons.def"
};
/// Its code in Reasons.def, or "none".
llvm::StringRef stringifyEscape(Escape reason);

/// Whether what the operation makes may lie in the heap.
bool mayTakeHeap(ir::AllocationOpInterface op);

/// What calls do, by what is called.
class Summaries {
public:
  virtual ~Summaries() = default;
  /// Edges in terms of the call's operands and results; nothing when anything
  /// may happen.
  virtual std::optional<llvm::ArrayRef<ir::FlowEdge>>
  flowOf(ir::CallLikeOpInterface call) = 0;
};

class FunctionFlow {
public:
  using Node = FlowGraph::Node;
  using Class = FlowGraph::Class;

  FunctionFlow(ir::FuncOp function, Summaries &summaries);

  FlowGraph graph;

  /// The node of a value; kNone when it refers to nothing that matters.
  Node nodeOf(mlir::Value value) const;
  llvm::ArrayRef<Node> results() const { return resultNodes; }
  ir::FuncOp function() const { return func; }

  /// Finds out what reaches what outlives the function. Linear.
  void solve();
  /// After solve().
  Escape escapeOf(Node node) const { return reasons[node]; }
  /// The next edge on the way of an escaping node, after solve().
  std::optional<FlowGraph::Edge> nextOnTheWay(Node node) const;
  /// What an end stands for; None for other nodes.
  Escape endOf(Node node) const;
  Node end(Escape reason) const { return ends[static_cast<size_t>(reason)]; }

  /// Nodes that refer to nothing but new memory of the heap: what allocations
  /// give, and one for each memory that a callee gives away. Strings are left
  /// out, whose memory has no places, and what is marked to lie in the frame.
  llvm::ArrayRef<Node> made() const { return newNodes; }
  /// Those of them that callees have made.
  llvm::ArrayRef<Node> madeByCallees() const { return newOfCallees; }
  /// Nodes whose objects memory of the heap that nobody here sees refers to.
  llvm::ArrayRef<Node> heldByCallees() const { return held; }
  /// The call that keeps one of them there.
  mlir::Operation *keeperOf(Node held) const { return keepers.lookup(held); }

  /// Calls `visit` for the values that may refer to the object, or to memory
  /// that leads to it, nearest first, until it returns false or `limit` nodes
  /// have been seen. Whether it has seen all. After the graph is made.
  bool forEachHolder(Node object, size_t &limit,
                     llvm::function_ref<bool(mlir::Value)> visit);

private:
  void addEnds();
  void addOperation(mlir::Operation *op);
  void addCall(ir::CallLikeOpInterface call);
  void addMade(ir::AllocationOpInterface op);
  Node newMemory(unsigned number);
  void addBranch(mlir::Operation *op);
  void addEdge(mlir::Operation *op, const ir::FlowEdge &edge);
  /// kNone when it refers to nothing.
  Node nodeAt(mlir::Operation *op, const ir::FlowPoint &point);
  Node makeNodeOf(mlir::Value value);
  void flow(Node from, Node to, mlir::Operation *op);
  void escapeAll(mlir::Operation *op, Escape reason);

  ir::FuncOp func;
  Summaries &summaries;
  llvm::DenseMap<mlir::Value, Node> values;
  llvm::SmallVector<Node> resultNodes;
  llvm::SmallVector<Node, 6> ends; // by Escape, up to Deferred
  llvm::SmallVector<Node> newNodes;
  llvm::SmallVector<Node> newOfCallees;
  llvm::SmallVector<Node> held;
  llvm::DenseMap<Node, mlir::Operation *> keepers;
  llvm::SmallDenseMap<unsigned, Node> newOfCall; // by number; of this call
  std::vector<Escape> reasons;
  std::vector<FlowGraph::Edge> onTheWay;
  // For holders(): who refers to each memory, and the values of nodes.
  std::vector<llvm::SmallVector<Node, 2>> users;
  llvm::DenseMap<Node, mlir::Value> valueOf;
};

} // namespace vo::passes
