//===- StackObjects.cpp - Objects in frames -------------------------------===//
//
// Memory and operations of lowering/llvm/StackObjects.h, which has the reasons.
//
//===----------------------------------------------------------------------===//

#include "dialect/vort/Vort.h"
#include "lowering/llvm/Conventions.h"
#include "lowering/vort/Layouts.h"
#include "lowering/vort/MemoryPassing.h"
#include "lowering/vort/Patterns.h"

using namespace mlir;
using namespace vo::ir::vort;

namespace vo::lowering {
namespace {

struct StackObjectLowering : Pattern<StackObjectOp> {
  StackObjectLowering(const LLVMTypeConverter &types, LayoutTable &layouts)
      : Pattern(types), layouts(layouts) {}

  LogicalResult
  matchAndRewrite(StackObjectOp op, OpAdaptor,
                  ConversionPatternRewriter &rewriter) const override {
    ir::LayoutAttr layout = op.getLayout();
    uint32_t words = objectWords(layout);
    uint32_t id = layouts.object(layout, op.getReserved());
    Location loc = op.getLoc();
    Value memory = createMemory(op, words + (op.getHeader() ? 1 : 0), rewriter);
    uint64_t header = op.getHeader() ? abi::headerWord(id, words) : 0;
    Value traced = LLVM::ConstantOp::create(
        rewriter, loc, rewriter.getI32Type(),
        rewriter.getI32IntegerAttr(layout.hasReferences() ? int32_t(id) : 0));
    rewriter.replaceOpWithNewOp<LLVM::CallOp>(
        op, TypeRange(referenceType()), StringRef(kStackObjectName),
        ValueRange{memory, wordConstant(rewriter, loc, header),
                   wordConstant(rewriter, loc, words * abi::kWordBytes),
                   traced});
    return success();
  }

private:
  Value createMemory(StackObjectOp op, uint64_t words,
                     ConversionPatternRewriter &rewriter) const {
    Value &shared = sharedMemory(op);
    if (shared)
      return shared;
    OpBuilder::InsertionGuard guard(rewriter);
    setToEntry(rewriter, op);
    Value memory = LLVM::AllocaOp::create(
        rewriter, op.getLoc(), rawType(),
        LLVM::LLVMArrayType::get(rewriter.getI64Type(), words),
        wordConstant(rewriter, op.getLoc(), 1), abi::kWordBytes);
    if (op->hasAttr(kSharedMemory))
      shared = memory;
    return memory;
  }

  /// Memory that the object shares (MemoryPassing.h), once there is some.
  Value &sharedMemory(StackObjectOp op) const {
    return memories[{op->getParentOfType<LLVM::LLVMFuncOp>(),
                     {op.getLayout(), op->getAttr(kSharedMemory)}}];
  }

  LayoutTable &layouts;
  mutable DenseMap<std::pair<Operation *, std::pair<Attribute, Attribute>>,
                   Value>
      memories;
};

struct StackEndLowering : Pattern<StackEndOp> {
  using Pattern::Pattern;

  LogicalResult
  matchAndRewrite(StackEndOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    auto start = adaptor.getObject().getDefiningOp<LLVM::CallOp>();
    if (!start || start.getCallee() != kStackObjectName)
      return failure();
    rewriter.replaceOpWithNewOp<LLVM::CallOp>(op, TypeRange(),
                                              StringRef(kStackEndName),
                                              start.getCalleeOperands()[0]);
    return success();
  }
};

} // namespace

void populateStackObjectPatterns(RewritePatternSet &patterns,
                                 const LLVMTypeConverter &types,
                                 LayoutTable &layouts) {
  patterns.add<StackObjectLowering>(types, layouts);
  patterns.add<StackEndLowering>(types);
}

} // namespace vo::lowering
