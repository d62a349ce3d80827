//===- Leaves.h - Walking over the leaves of memory -------------*- C++ -*-===//
//
// Memory of a storage type is a sequence of leaves. A cursor stands on one of
// them, reached by a path, and moves to the following ones; paths are what
// `vo.load` and its kin carry: names of struct members, numbers of array
// elements, and `?` for an element whose number is an operand, joined by dots.
//
// Cost: entering a path is linear in its length and in the number of members of
// the structs on it; moving on is constant (amortized). Empty arrays and
// structs are passed over without visiting each element.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "dialect/vo/Vo.h"

namespace vo::ir {

/// Bytes of an element that is narrower than a word; 0 for others.
unsigned narrowBytes(mlir::Type elem);

class LeafCursor {
public:
  using EmitError = llvm::function_ref<mlir::InFlightDiagnostic()>;

  /// Names of structs are resolved from `from`, through `symbols` if given.
  LeafCursor(mlir::Operation *from,
             mlir::SymbolTableCollection *symbols = nullptr)
      : from(from), symbols(symbols) {}

  /// Moves to the first leaf at `path` in memory of type `memory`. Fails, with
  /// a message, when there is no such path or a struct is not defined.
  llvm::LogicalResult enter(mlir::Type memory, llvm::StringRef path,
                            EmitError emitError);

  /// Storage type of what the path led to.
  mlir::Type place() const { return placeType; }
  /// Storage type of the leaf; null behind the last one.
  mlir::Type leaf() const { return leafType; }
  /// Whether the leaf may share a word with the one before it: a narrow element
  /// of an array that is not the first. All other leaves begin a word.
  bool isPacked() const;
  /// Moves to the next leaf.
  void advance();
  /// Calls `visit` for each step from the whole memory to the leaf: an
  /// aggregate and the number of the member or element (0 for a step that is an
  /// operand).
  void forEachStep(
      llvm::function_ref<void(mlir::Type container, uint64_t index)> visit)
      const;
  /// The arrays whose elements the path's operands choose, in their order.
  llvm::ArrayRef<FlatType> indexed() const { return indexedArrays; }
  /// Whether both stand at the same place of the same memory.
  bool sameLeaf(const LeafCursor &other) const;

private:
  /// Part of the way from the whole memory to the leaf.
  struct Level {
    mlir::Type container;
    StructOp structOp; // of a struct
    uint64_t index;
    uint64_t count;
  };

  /// Adds a level for an aggregate; fails when a struct is not defined.
  bool push(mlir::Type container);
  mlir::Type child(const Level &level) const;
  /// Goes down to the first leaf of the type; false when there is none.
  bool first(mlir::Type type);
  /// Goes down to the first leaf of the innermost level, from its index on.
  bool firstOfLevel();
  /// Follows one step of a path from an aggregate that is on top.
  llvm::LogicalResult step(llvm::StringRef name, EmitError emitError);

  mlir::Operation *from;
  mlir::SymbolTableCollection *symbols;
  llvm::SmallVector<Level, 4> levels;
  llvm::SmallVector<FlatType, 2> indexedArrays;
  mlir::Type placeType;
  mlir::Type leafType;
  mlir::FlatSymbolRefAttr undefined; // a struct that was not found
};

/// How much of the memory values stand for.
enum class Extent {
  Prefix, // what there is of values
  Whole   // all leaves
};

/// Checks, with messages of `op`, that values of the types are the register
/// values of the leaves from `path` on in memory of type `memory`.
llvm::LogicalResult verifyLeaves(mlir::Operation *op, mlir::Type memory,
                                 llvm::StringRef path, mlir::TypeRange values,
                                 Extent extent,
                                 mlir::SymbolTableCollection &symbolTable);

/// Number of steps of a path that are operands.
unsigned dynamicSteps(llvm::StringRef path);

/// Appends the leaves of the storage type, `limit` at most; false when there
/// are more, or a struct is not defined.
bool appendLeaves(mlir::Operation *from, mlir::Type type, size_t limit,
                  llvm::SmallVectorImpl<mlir::Type> &leaves,
                  mlir::SymbolTableCollection *symbols = nullptr);

/// What a leaf gives back of a value that is written to it: a narrow one the
/// low bits, extended as its type says.
mlir::Value narrowed(mlir::OpBuilder &builder, mlir::Location loc,
                     mlir::Value value, mlir::Type leaf);

/// Number of the first leaf at a path without operands, if it is below `limit`.
std::optional<size_t> leafIndex(mlir::Operation *from, mlir::Type memory,
                                llvm::StringRef path, size_t limit);

} // namespace vo::ir
