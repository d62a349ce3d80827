//===- Graph.h - Where references of one function may go --------*- C++ -*-===//
//
// A graph of flow with one level of direction (Das, "Unification-based pointer
// analysis with directional assignments", PLDI 2000):
//
//   node    a value, a place in memory, or an end that outlives the function;
//   an
//           edge leads from a node to another that may refer to the same object
//           afterwards
//   class   the memory that nodes refer to. Two nodes with an edge between them
//           may refer to the same object, so they share the class: what is
//           stored through one is loaded through the other. Classes have
//           places, by name, which are nodes themselves.
//
// So it has a direction who gets an object, but not what lies in it: whatever
// may be in one of two objects that meet in a variable may be in the other.
//
// Names of places are those of members (dialect/vo/Flow.h), with `*` for every
// element. A class has one place for everything (it is collapsed) when two
// names may mean the same place: it is accessed without a name, by a name and
// by one of a part of that, or as memory of two types (it is mixed, which
// callers have to know even where no place is named); or when it has more than
// kMaxPlaces.
//
// Cost: as good as linear in the number of edges (union-find).
//
//===----------------------------------------------------------------------===//
#pragma once

#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/Operation.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/SmallVector.h"

#include <vector>

namespace vo::passes {

class FlowGraph {
public:
  using Node = uint32_t;
  using Class = uint32_t;
  static constexpr uint32_t kNone = ~0u;

  struct Edge {
    Node to;
    mlir::Operation *op; // that does it; null for what lies in one memory
  };

  Node addNode();
  size_t nodeCount() const { return nodes.size(); }

  /// What `from` refers to, `to` may refer to afterwards.
  void flow(Node from, Node to, mlir::Operation *op);

  /// The memory that the node refers to.
  Class pointee(Node node);
  /// The same as far as it is known.
  Class knownPointee(Node node) const;
  /// The place with the name in the memory; null for any place.
  Node place(Class memory, mlir::StringAttr name);
  /// The place that a path of flow leads to from the node (itself when null).
  Node follow(Node node, mlir::StringAttr path);
  /// Names of places suit one type.
  void setType(Class memory, mlir::Type type);
  /// The memory is seen as several types.
  void mixTypes(Class memory);
  bool isMixed(Class memory) const { return classes[find(memory)].mixed; }
  /// Everything that can be reached from there is one memory.
  void collapseAll(Class memory);
  /// Both refer to the same memory.
  void unify(Class a, Class b);

  Class find(Class memory) const;
  /// The places of a memory with their names; one without a name if collapsed.
  llvm::ArrayRef<std::pair<mlir::StringAttr, Node>> places(Class memory) const;
  llvm::ArrayRef<Edge> edges(Node node) const { return nodes[node].out; }
  /// The edges back, by where the edges lead.
  std::vector<llvm::SmallVector<Edge, 2>> incoming() const;
  /// Whether an operation moves what lies at the node to where the same node
  /// stands for what it moves it to: places of two objects may be one node.
  bool flowsToItself(Node node) const;
  /// The memory that a place lies in; kNone for values.
  Class ownerOf(Node node) const;

private:
  struct NodeData {
    Class pointee = kNone;
    Class owner = kNone;
    bool hasSelfEdge = false;
    llvm::SmallVector<Edge, 2> out;
  };
  struct ClassData {
    Class parent; // itself at the root
    bool collapsed = false;
    bool mixed = false;
    mlir::Type type;
    llvm::SmallVector<std::pair<mlir::StringAttr, Node>, 2> places;
  };

  Class addClass();
  void collapse(Class memory);
  void addEdge(Node from, Node to, mlir::Operation *op);
  /// Two places are one.
  void join(Node a, Node b);
  void unifyPointees(Node a, Node b);
  void unifyPending();

  std::vector<NodeData> nodes;
  mutable std::vector<ClassData> classes;
  /// Edges, and whether there is an operation that does it.
  llvm::DenseMap<std::pair<Node, Node>, bool> known;
  llvm::SmallVector<std::pair<Class, Class>> pending;
  bool isUnifying = false;
};

} // namespace vo::passes
