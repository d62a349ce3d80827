//===- Functions.cpp - Functions, calls, returns --------------------------===//
//
// A Vo function takes the goroutine's context before its own parameters and
// returns several results as a struct. Its symbol is prefixed, so that no name
// of a program can clash with the C library's.
//
// Results that do not fit into registers go through a buffer in the caller's
// frame (runtime/abi/Calls.h): LLVM would pass a larger struct through memory,
// which statepoints cannot. Reads and writes of the buffer are volatile.
//
//===----------------------------------------------------------------------===//

#include "dialect/vort/Vort.h"
#include "lowering/llvm/Conventions.h"
#include "lowering/vort/Patterns.h"
#include "runtime/abi/Calls.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"

#include <variant>

using namespace mlir;

namespace vo::lowering {

/// Address of the buffer's word `index`.
static Value bufferWord(OpBuilder &builder, Location loc, Value buffer,
                        unsigned index) {
  return byteAddress(builder, loc, buffer, 8 * int64_t(index));
}

Value loadResult(OpBuilder &builder, Location loc, Type type, Value buffer,
                 unsigned index) {
  return LLVM::LoadOp::create(builder, loc, type,
                              bufferWord(builder, loc, buffer, index),
                              /*alignment=*/8, /*isVolatile=*/true);
}

Value resultBuffer(ConversionPatternRewriter &rewriter, Operation *call,
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

namespace {

/// Which results of a function travel in registers, which in the buffer.
struct ResultPlan {
  SmallVector<unsigned> inRegisters, inMemory; // result numbers, ascending

  explicit ResultPlan(ArrayRef<Type> results) {
    std::string letters;
    for (Type type : results)
      letters += isa<LLVM::LLVMPointerType>(type) ? 'r'
                 : isa<FloatType>(type)           ? 'f'
                                                  : 'i';
    auto fits = std::make_unique<bool[]>(results.size());
    abi::placeResults(letters, fits.get());
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

/// Replaces a call operation by the call of `callee`, a symbol or an address.
LogicalResult lowerCall(Operation *op, std::variant<std::string, Value> callee,
                        ValueRange passed, const TypeConverter &types,
                        ConversionPatternRewriter &rewriter) {
  Location loc = op->getLoc();
  SmallVector<Type> results;
  if (failed(types.convertTypes(op->getResultTypes(), results)))
    return failure();
  ResultPlan plan(results);
  SmallVector<Value> arguments{contextOf(op)};
  if (!plan.inMemory.empty())
    arguments.push_back(resultBuffer(rewriter, op, plan.inMemory.size()));
  llvm::append_range(arguments, passed);
  auto type = LLVM::LLVMFunctionType::get(
      plan.returnType(op->getContext(), results),
      SmallVector<Type>(ValueRange(arguments).getTypes()));
  LLVM::CallOp call;
  if (auto *symbol = std::get_if<std::string>(&callee)) {
    call = LLVM::CallOp::create(rewriter, loc, type, *symbol, arguments);
  } else {
    SmallVector<Value> operands{std::get<Value>(callee)};
    llvm::append_range(operands, arguments);
    call = LLVM::CallOp::create(rewriter, loc, type, operands);
  }
  call.setCConv(LLVM::CConv::Swift);

  SmallVector<Value> values(results.size());
  for (auto [i, value] :
       llvm::zip_equal(plan.inRegisters,
                       unpackResults(rewriter, call, plan.inRegisters.size())))
    values[i] = value;
  for (auto [word, i] : llvm::enumerate(plan.inMemory))
    values[i] = loadResult(rewriter, loc, results[i], arguments[1], word);
  rewriter.replaceOp(op, values);
  return success();
}

struct CallLowering : Pattern<func::CallOp> {
  using Pattern::Pattern;

  LogicalResult
  matchAndRewrite(func::CallOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    return lowerCall(op, programSymbol(op.getCallee()), adaptor.getOperands(),
                     *getTypeConverter(), rewriter);
  }
};

struct CallIndirectLowering : Pattern<ir::vort::CallIndirectOp> {
  using Pattern::Pattern;

  LogicalResult
  matchAndRewrite(ir::vort::CallIndirectOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    return lowerCall(op, adaptor.getCode(), adaptor.getArguments(),
                     *getTypeConverter(), rewriter);
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
  patterns
      .add<FuncLowering, CallLowering, CallIndirectLowering, ReturnLowering>(
          types);
}

} // namespace vo::lowering
