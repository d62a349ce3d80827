//===- Functions.cpp - Functions, calls, returns --------------------------===//
//
// A Vo function takes the goroutine's context before its own parameters and
// returns several results as a struct. Its symbol is prefixed, so that no name
// of a program can clash with the C library's.
//
//===----------------------------------------------------------------------===//

#include "lowering/llvm/Conventions.h"
#include "lowering/vort/Patterns.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"

using namespace mlir;

namespace vo::lowering {
namespace {

struct FuncLowering : Pattern<func::FuncOp> {
  using Pattern::Pattern;

  LogicalResult
  matchAndRewrite(func::FuncOp op, OpAdaptor,
                  ConversionPatternRewriter &rewriter) const override {
    TypeConverter::SignatureConversion signature(op.getNumArguments());
    signature.addInputs(rawType());
    SmallVector<Type> results;
    const TypeConverter &types = *getTypeConverter();
    if (failed(types.convertSignatureArgs(op.getArgumentTypes(), signature)) ||
        failed(types.convertTypes(op.getResultTypes(), results)))
      return failure();

    auto type = LLVM::LLVMFunctionType::get(packedType(getContext(), results),
                                            signature.getConvertedTypes());
    auto linkage =
        op.isExternal() ? LLVM::Linkage::External : LLVM::Linkage::Internal;
    auto function = LLVM::LLVMFuncOp::create(
        rewriter, op.getLoc(), programSymbol(op.getName()), type, linkage,
        /*dsoLocal=*/false, LLVM::CConv::Swift);
    function.setGarbageCollector(kStatepointGC);
    rewriter.inlineRegionBefore(op.getBody(), function.getBody(),
                                function.end());
    if (failed(rewriter.convertRegionTypes(&function.getBody(), types,
                                           &signature)))
      return failure();
    rewriter.eraseOp(op);
    return success();
  }
};

struct CallLowering : Pattern<func::CallOp> {
  using Pattern::Pattern;

  LogicalResult
  matchAndRewrite(func::CallOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    SmallVector<Type> parameters{rawType()}, results;
    llvm::append_range(parameters, adaptor.getOperands().getTypes());
    if (failed(getTypeConverter()->convertTypes(op.getResultTypes(), results)))
      return failure();
    auto type = LLVM::LLVMFunctionType::get(packedType(getContext(), results),
                                            parameters);
    SmallVector<Value> arguments{contextOf(op)};
    llvm::append_range(arguments, adaptor.getOperands());
    auto call = LLVM::CallOp::create(rewriter, op.getLoc(), type,
                                     programSymbol(op.getCallee()), arguments);
    call.setCConv(LLVM::CConv::Swift);
    rewriter.replaceOp(op, unpackResults(rewriter, call, results.size()));
    return success();
  }
};

struct ReturnLowering : Pattern<func::ReturnOp> {
  using Pattern::Pattern;

  LogicalResult
  matchAndRewrite(func::ReturnOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    ValueRange values = adaptor.getOperands();
    if (values.size() < 2) {
      rewriter.replaceOpWithNewOp<LLVM::ReturnOp>(op, values);
      return success();
    }
    SmallVector<Type> types(values.getTypes());
    Value packed = LLVM::PoisonOp::create(rewriter, op.getLoc(),
                                          packedType(getContext(), types));
    for (auto [index, value] : llvm::enumerate(values))
      packed = LLVM::InsertValueOp::create(rewriter, op.getLoc(), packed, value,
                                           int64_t(index));
    rewriter.replaceOpWithNewOp<LLVM::ReturnOp>(op, packed);
    return success();
  }
};

} // namespace

void populateFunctionPatterns(RewritePatternSet &patterns,
                              const LLVMTypeConverter &types) {
  patterns.add<FuncLowering, CallLowering, ReturnLowering>(types);
}

} // namespace vo::lowering
