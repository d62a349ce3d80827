//===- Emitter.h - Making machine-form operations ---------------*- C++ -*-===//
//
// What the patterns of this folder build with: operations of `vort`, `arith`
// and `cf` at the rewriter's insertion point, all at one source location.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "dialect/vort/Vort.h"
#include "runtime/abi/Entries.h"
#include "runtime/abi/Object.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Transforms/DialectConversion.h"

namespace vo::lowering {

/// Values of one `vo` value, or of several, in machine form.
using Scalars = llvm::SmallVector<mlir::Value>;

/// How often the condition of a branch holds.
enum class Likelihood { Unknown, Rare };

class Emitter {
public:
  Emitter(mlir::ConversionPatternRewriter &rewriter, mlir::Location location)
      : rewriter(rewriter), location(location) {}

  template <typename Op, typename... Args> Op make(Args &&...args) const {
    return Op::create(rewriter, location, std::forward<Args>(args)...);
  }

  mlir::Type i64() const { return rewriter.getI64Type(); }
  mlir::Type refType() const;

  // Integers. `constant` is 64 bits wide.
  mlir::Value constant(uint64_t value) const;
  mlir::Value add(mlir::Value lhs, mlir::Value rhs) const;
  mlir::Value sub(mlir::Value lhs, mlir::Value rhs) const;
  mlir::Value mul(mlir::Value lhs, mlir::Value rhs) const;
  mlir::Value bitAnd(mlir::Value lhs, mlir::Value rhs) const;
  mlir::Value bitOr(mlir::Value lhs, mlir::Value rhs) const;
  mlir::Value compare(mlir::arith::CmpIPredicate predicate, mlir::Value lhs,
                      mlir::Value rhs) const;
  /// Of an i1.
  mlir::Value logicalNot(mlir::Value condition) const;
  mlir::Value select(mlir::Value condition, mlir::Value then,
                     mlir::Value otherwise) const;

  /// A number as a word: the bits of a float, zeros above those of an f32.
  mlir::Value toWord(mlir::Value number) const;
  /// A number of that type out of its word.
  mlir::Value fromWord(mlir::Value word, mlir::Type type) const;

  // References and memory.
  mlir::Value null() const;
  mlir::Value isNull(mlir::Value ref) const;
  /// `base + offset` in bytes; `base` itself when the offset is 0.
  mlir::Value address(mlir::Value base, int64_t offset) const;
  /// `base + index * scale + offset` in bytes.
  mlir::Value address(mlir::Value base, mlir::Value index, uint64_t scale,
                      int64_t offset) const;
  mlir::Value load(mlir::Value address, ir::vort::MemKind kind,
                   bool invariant = false) const;
  void store(mlir::Value value, mlir::Value address,
             ir::vort::MemKind kind) const;

  /// Raises `trap` when `condition` holds. `numbers` are those of its text.
  void trapIf(mlir::Value condition, abi::Trap trap,
              mlir::ValueRange numbers = {}) const;
  /// The checks of an element access and of `[low:high:max]`.
  void checkIndex(mlir::Value index, mlir::Value length) const;
  void checkBounds(mlir::Value low, mlir::Value high, mlir::Value max,
                   mlir::Value limit) const;

  /// Calls a runtime entry. Strings and slices are their scalars, in the
  /// arguments and in the result. That the arguments fit the entry is checked
  /// at the end of the pass (RuntimeCalls.h).
  Scalars call(abi::EntryId id, mlir::ValueRange arguments) const;

  /// Values of `then()`, which runs when `condition` holds, else `otherwise`.
  /// Ends the current block; the insertion point moves to where both ways
  /// meet, in front of what followed it.
  Scalars branch(mlir::Value condition, llvm::function_ref<Scalars()> then,
                 mlir::ValueRange otherwise,
                 Likelihood likelihood = Likelihood::Unknown) const;

  /// Runs `body(index)` for 0 to `count` - 1, at least once. Ends the current
  /// block; the insertion point moves behind the loop.
  void loop(uint64_t count, llvm::function_ref<void(mlir::Value)> body) const;

  mlir::ConversionPatternRewriter &rewriter;
  mlir::Location location;
};

/// Zeros of scalar types.
mlir::Value zeroScalar(const Emitter &emit, mlir::Type type);
Scalars zeroScalars(const Emitter &emit, mlir::TypeRange types);

/// The given groups of values, one after the other.
template <typename Groups> Scalars flatten(const Groups &groups) {
  Scalars values;
  for (const auto &group : groups)
    llvm::append_range(values, group);
  return values;
}
inline Scalars flatten(std::initializer_list<mlir::ValueRange> groups) {
  return flatten(llvm::ArrayRef<mlir::ValueRange>(groups));
}

} // namespace vo::lowering
