//===- Flow.h - Where references go -----------------------------*- C++ -*-===//
//
// The vocabulary in which operations (FlowOpInterface) and functions
// (EffectsAttr) say how references move. An edge leads from a point to a point:
// whatever the first refers to, the second may refer to afterwards. Points are
//
//   an operand or argument, with a path: what the path leads to from it
//   a result, with a path
//   the heap (anything may refer to it), a named global, the value of a panic,
//   another goroutine
//   new memory of the heap, by number: what a callee has made. Points that get
//   the same number may refer to the same object
//   transient memory of the heap: what a callee has made and gives to nobody.
//   Collections during the call and after it may find there what it refers to
//
// An edge begins at an operand or argument, a result, new memory, a global or
// the heap (anything), and ends at none of the new. At transient memory edges
// only end. One from a point to itself
// moves nothing; it says that the memory which holds the place is seen as
// memory of several types, so that names of places in it tell nothing apart.
//
// A path is a list of steps separated by '/', each of which follows a reference
// and names a place in the memory behind it: member and element names separated
// by dots, as in `vo.load` (`items`, `inner.x`), `*` for any place in it, and
// `**` for any place in any memory that can be reached. The empty path is the
// value itself. So `items/*` of a pointer is what the elements of the slice in
// its member `items` hold. Strings and numbers hold no references, but a string
// refers to its bytes.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/OperationSupport.h"
#include "mlir/IR/ValueRange.h"
#include "llvm/ADT/Hashing.h"
#include "llvm/ADT/SmallVector.h"

namespace vo::ir {

/// One end of an edge.
struct FlowPoint {
  enum class Kind {
    Argument,
    Result,
    Heap,
    Global,
    Panic,
    Goroutine,
    New,
    Transient
  };
  Kind kind;
  /// Number of the operand (argument), result, or new memory.
  unsigned index = 0;
  /// Path from the value, or the symbol of a global; null for the value itself.
  mlir::StringAttr path = {};

  bool operator==(const FlowPoint &other) const {
    return kind == other.kind && index == other.index && path == other.path;
  }
};
inline llvm::hash_code hash_value(const FlowPoint &point) {
  return llvm::hash_combine(static_cast<int>(point.kind), point.index,
                            point.path.getAsOpaquePointer());
}

struct FlowEdge {
  FlowPoint from;
  FlowPoint to;

  bool operator==(const FlowEdge &other) const {
    return from == other.from && to == other.to;
  }
};
inline llvm::hash_code hash_value(const FlowEdge &edge) {
  return llvm::hash_combine(edge.from, edge.to);
}

/// An order of edges that depends on what they say alone.
bool comesBefore(const FlowEdge &a, const FlowEdge &b);

/// The edges of one operation, collected.
class FlowEdges {
public:
  explicit FlowEdges(mlir::MLIRContext *context) : context(context) {}

  llvm::ArrayRef<FlowEdge> get() const { return edges; }

  /// Operand `index`, or what `path` leads to from it.
  FlowPoint operand(unsigned index, llvm::StringRef path = "") {
    return {FlowPoint::Kind::Argument, index, text(path)};
  }
  FlowPoint result(unsigned index, llvm::StringRef path = "") {
    return {FlowPoint::Kind::Result, index, text(path)};
  }
  FlowPoint heap() { return {FlowPoint::Kind::Heap}; }
  FlowPoint panic() { return {FlowPoint::Kind::Panic}; }
  FlowPoint goroutine() { return {FlowPoint::Kind::Goroutine}; }
  FlowPoint global(llvm::StringRef name) {
    return {FlowPoint::Kind::Global, 0, text(name)};
  }

  void add(FlowPoint from, FlowPoint to) { edges.push_back({from, to}); }
  /// Each operand of the range to the same point.
  void addEach(mlir::OperandRange from, FlowPoint to) {
    for (unsigned i = 0; i < from.size(); ++i)
      add(operand(from.getBeginOperandIndex() + i), to);
  }
  /// One point to each result of the range.
  void addEach(FlowPoint from, mlir::ResultRange to) {
    for (mlir::OpResult value : to)
      add(from, result(value.getResultNumber()));
  }
  /// Everything that can be reached from each operand of the range escapes.
  void escape(mlir::OperandRange values) { addEach(values, heap()); }

private:
  mlir::StringAttr text(llvm::StringRef path) {
    return path.empty() ? mlir::StringAttr()
                        : mlir::StringAttr::get(context, path);
  }

  mlir::MLIRContext *context;
  llvm::SmallVector<FlowEdge, 4> edges;
};

} // namespace vo::ir
