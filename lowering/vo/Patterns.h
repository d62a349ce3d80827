//===- Patterns.h - The patterns of vo-to-vort, by family -------*- C++ -*-===//
#pragma once

#include "lowering/vo/MachineTypes.h"
#include "lowering/vo/Program.h"

namespace vo::lowering {

/// Base of the patterns: one `vo` operation, operands in machine form.
template <typename Op> class VoPattern : public mlir::OpConversionPattern<Op> {
public:
  using Operands = typename mlir::OpConversionPattern<Op>::OneToNOpAdaptor;

  VoPattern(const MachineTypes &types, Program &program,
            mlir::MLIRContext *context)
      : mlir::OpConversionPattern<Op>(types, context), types(types),
        program(program) {}

  mlir::LogicalResult
  matchAndRewrite(Op op, Operands operands,
                  mlir::ConversionPatternRewriter &rewriter) const final {
    return lower(op, operands, Emitter(rewriter, op.getLoc()));
  }

protected:
  virtual mlir::LogicalResult lower(Op op, Operands operands,
                                    const Emitter &emit) const = 0;

  /// Replaces `op`, which has one result.
  static mlir::LogicalResult replace(Op op, mlir::ValueRange values,
                                     const Emitter &emit) {
    return replace(op, llvm::SmallVector<Scalars>{Scalars(values)}, emit);
  }
  /// Replaces `op`; one group of scalars per result.
  static mlir::LogicalResult replace(Op op, llvm::SmallVector<Scalars> values,
                                     const Emitter &emit) {
    emit.rewriter.replaceOpWithMultiple(op, std::move(values));
    return mlir::success();
  }
  static mlir::LogicalResult erase(Op op, const Emitter &emit) {
    emit.rewriter.eraseOp(op);
    return mlir::success();
  }

  const MachineTypes &types;
  Program &program;
};

#define VO_PATTERN_FAMILY(Name)                                                \
  void populate##Name##Patterns(const MachineTypes &types, Program &program,   \
                                mlir::RewritePatternSet &patterns);
/// Functions, calls, returns, switches, selects, zero values.
VO_PATTERN_FAMILY(Func)
/// Globals, frame memory, objects, identity.
VO_PATTERN_FAMILY(Memory)
/// Copies of many leaves.
VO_PATTERN_FAMILY(Move)
/// Array objects.
VO_PATTERN_FAMILY(Array)
/// Slices.
VO_PATTERN_FAMILY(Slice)
/// Strings.
VO_PATTERN_FAMILY(String)
/// Interface values.
VO_PATTERN_FAMILY(Iface)
/// Their dynamic types.
VO_PATTERN_FAMILY(Assert)
/// Function values, and calls of methods of interface values.
VO_PATTERN_FAMILY(Code)
/// Deferred calls, recovery.
VO_PATTERN_FAMILY(Defer)
/// Maps.
VO_PATTERN_FAMILY(Map)
/// Goroutines, channels, select.
VO_PATTERN_FAMILY(Queue)
/// Division, shifts, conversion, index checks.
VO_PATTERN_FAMILY(Arith)
/// Dynamic access.
VO_PATTERN_FAMILY(Dynamic)
/// print and assert.
VO_PATTERN_FAMILY(Output)
#undef VO_PATTERN_FAMILY

} // namespace vo::lowering
