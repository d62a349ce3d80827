//===- Functions.cpp - Functions, calls, returns --------------------------===//
//
// A Vo function takes the goroutine's context before its own parameters and
// returns several results as a struct. Its symbol is prefixed, so that no name
// of a program can clash with the C library's.
//
// The convention has four integer and four float registers for results. LLVM
// would pass a larger struct through memory, which statepoints cannot, so the
// results that do not fit (references last) go through a buffer in the caller's
// frame, whose address follows the context. References in it are invisible to
// the collector: they are volatile, written right before the return and read
// right after the call, with no safepoint between.
//
//===----------------------------------------------------------------------===//

#include "dialect/vort/Vort.h"
#include "lowering/llvm/Conventions.h"
#include "lowering/vort/Patterns.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"

using namespace mlir;

namespace vo::lowering {
namespace {

/// Which results of a function travel in registers, which in the buffer.
struct ResultPlan {
  static constexpr unsigned kRegisters = 4; // of each kind

  SmallVector<unsigned> inRegisters, inMemory; // result numbers, ascending

  explicit ResultPlan(ArrayRef<Type> results) {
    SmallVector<bool> fits(results.size());
    unsigned words = 0, floats = 0;
    auto place = [&](unsigned i, unsigned &used) {
      fits[i] = used < kRegisters;
      used += fits[i];
    };
    for (auto [i, type] : llvm::enumerate(results))
      if (isa<LLVM::LLVMPointerType>(type))
        place(i, words);
    for (auto [i, type] : llvm::enumerate(results))
      if (isa<FloatType>(type))
        place(i, floats);
      else if (!isa<LLVM::LLVMPointerType>(type))
        place(i, words);
    for (unsigned i = 0; i < results.size(); ++i)
      (fits[i] ? inRegisters : inMemory).push_back(i);
  }

  Type returnType(MLIRContext *context, ArrayRef<Type> results) const {
    SmallVector<Type> types;
    for (unsigned i : inRegisters)
      types.push_back(results[i]);
    return packedType(context, types);
  }
};

/// Address of the buffer's word `index`.
Value bufferWord(OpBuilder &builder, Location loc, Value buffer,
                 unsigned index) {
  return byteAddress(builder, loc, buffer, 8 * int64_t(index));
}

/// The buffer that a call needs, in the function's entry block. All calls share
/// one: its words are read right behind the call, and not again. A buffer each
/// would make LLVM's passes take time for calls times buffers.
Value bufferFor(ConversionPatternRewriter &rewriter, Operation *call,
                uint64_t words) {
  Block &entry = call->getParentOfType<LLVM::LLVMFuncOp>().getBody().front();
  auto buffer = dyn_cast<LLVM::AllocaOp>(*std::next(entry.begin()));
  if (buffer && buffer->hasAttr(kResultBuffer)) {
    auto count = buffer.getArraySize().getDefiningOp<LLVM::ConstantOp>();
    if (cast<IntegerAttr>(count.getValue()).getValue().ult(words))
      rewriter.modifyOpInPlace(count, [&] {
        count.setValueAttr(rewriter.getI64IntegerAttr(int64_t(words)));
      });
    return buffer;
  }
  OpBuilder::InsertionGuard guard(rewriter);
  rewriter.setInsertionPointToStart(&entry);
  Value count = wordConstant(rewriter, call->getLoc(), words);
  buffer = LLVM::AllocaOp::create(
      rewriter, call->getLoc(), LLVM::LLVMPointerType::get(call->getContext()),
      rewriter.getI64Type(), count, /*alignment=*/8);
  buffer->setAttr(kResultBuffer, rewriter.getUnitAttr());
  return buffer;
}

struct FuncLowering : Pattern<func::FuncOp> {
  using Pattern::Pattern;

  LogicalResult
  matchAndRewrite(func::FuncOp op, OpAdaptor,
                  ConversionPatternRewriter &rewriter) const override {
    TypeConverter::SignatureConversion signature(op.getNumArguments());
    signature.addInputs(rawType());
    SmallVector<Type> results;
    const TypeConverter &types = *getTypeConverter();
    if (failed(types.convertTypes(op.getResultTypes(), results)))
      return failure();
    ResultPlan plan(results);
    if (!plan.inMemory.empty())
      signature.addInputs(rawType());
    if (failed(types.convertSignatureArgs(op.getArgumentTypes(), signature)))
      return failure();

    auto type = LLVM::LLVMFunctionType::get(
        plan.returnType(getContext(), results), signature.getConvertedTypes());
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
    SmallVector<Type> results;
    if (failed(getTypeConverter()->convertTypes(op.getResultTypes(), results)))
      return failure();
    ResultPlan plan(results);
    SmallVector<Value> arguments{contextOf(op)};
    if (!plan.inMemory.empty())
      arguments.push_back(bufferFor(rewriter, op, plan.inMemory.size()));
    llvm::append_range(arguments, adaptor.getOperands());
    auto type = LLVM::LLVMFunctionType::get(
        plan.returnType(getContext(), results),
        SmallVector<Type>(ValueRange(arguments).getTypes()));
    auto call = LLVM::CallOp::create(rewriter, op.getLoc(), type,
                                     programSymbol(op.getCallee()), arguments);
    call.setCConv(LLVM::CConv::Swift);

    SmallVector<Value> values(results.size());
    for (auto [i, value] : llvm::zip_equal(
             plan.inRegisters,
             unpackResults(rewriter, call, plan.inRegisters.size())))
      values[i] = value;
    for (auto [word, i] : llvm::enumerate(plan.inMemory))
      values[i] = LLVM::LoadOp::create(
          rewriter, op.getLoc(), results[i],
          bufferWord(rewriter, op.getLoc(), arguments[1], word),
          /*alignment=*/8, /*isVolatile=*/true);
    rewriter.replaceOp(op, values);
    return success();
  }
};

struct ReturnLowering : Pattern<func::ReturnOp> {
  using Pattern::Pattern;

  LogicalResult
  matchAndRewrite(func::ReturnOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    ValueRange all = adaptor.getOperands();
    SmallVector<Type> types(all.getTypes());
    ResultPlan plan(types);
    for (auto [word, i] : llvm::enumerate(plan.inMemory)) {
      Value buffer = op->getParentOfType<LLVM::LLVMFuncOp>().getArgument(1);
      LLVM::StoreOp::create(rewriter, op.getLoc(), all[i],
                            bufferWord(rewriter, op.getLoc(), buffer, word),
                            /*alignment=*/8, /*isVolatile=*/true);
    }
    SmallVector<Value> values;
    for (unsigned i : plan.inRegisters)
      values.push_back(all[i]);
    if (values.size() < 2) {
      rewriter.replaceOpWithNewOp<LLVM::ReturnOp>(op, values);
      return success();
    }
    Value packed = LLVM::PoisonOp::create(rewriter, op.getLoc(),
                                          plan.returnType(getContext(), types));
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
