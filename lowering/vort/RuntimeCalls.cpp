//===- RuntimeCalls.cpp - Calls of runtime entries ------------------------===//
//
// Everything that enters the runtime: swiftcc, the context last. More results
// than fit into registers come through a buffer in the frame, like those of
// functions; its address is the first argument.
//
//===----------------------------------------------------------------------===//

#include "dialect/vort/Vort.h"
#include "lowering/llvm/Conventions.h"
#include "lowering/llvm/WordStores.h"
#include "lowering/vort/Layouts.h"
#include "lowering/vort/MemoryTypes.h"
#include "lowering/vort/Patterns.h"
#include "lowering/vort/Signatures.h"
#include "runtime/abi/Context.h"

#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"
#include "llvm/ADT/MapVector.h"

using namespace mlir;
using namespace vo::ir::vort;

namespace vo::lowering {
namespace {

constexpr abi::EntryId kAlloc = abi::EntryId::vo_rt_alloc;
constexpr abi::EntryId kStackOverflow = abi::EntryId::vo_rt_stack_overflow;

LLVM::LLVMFunctionType entryType(const abi::Entry &entry,
                                 const LLVMTypeConverter &types) {
  MLIRContext *context = &types.getContext();
  EntrySignature signature = entrySignature(entry, context);
  SmallVector<Type> parameters, results;
  // Types of vort and scalars, all of which the converter knows.
  [[maybe_unused]] LogicalResult converted =
      success(succeeded(types.convertTypes(signature.parameters, parameters)) &&
              succeeded(types.convertTypes(signature.results, results)));
  assert(succeeded(converted));
  Type raw = LLVM::LLVMPointerType::get(context);
  if (entry.effects & abi::ResultsInMemory) {
    parameters.insert(parameters.begin(), raw);
    results.clear();
  }
  parameters.push_back(raw);
  return LLVM::LLVMFunctionType::get(packedType(context, results), parameters);
}

/// Calls an entry with converted arguments, in the function around `op`.
LLVM::CallOp callEntry(OpBuilder &builder, Operation *op,
                       const abi::Entry &entry, ValueRange arguments,
                       const LLVMTypeConverter &types) {
  SmallVector<Value> all(arguments);
  all.push_back(contextOf(op));
  auto call =
      LLVM::CallOp::create(builder, op->getLoc(), entryType(entry, types),
                           StringRef(entry.name), all);
  call.setCConv(LLVM::CConv::Swift);
  return call;
}

template <typename Op> class EntryPattern : public Pattern<Op> {
public:
  using Pattern<Op>::Pattern;

protected:
  LLVM::CallOp call(OpBuilder &builder, Operation *op, const abi::Entry &entry,
                    ValueRange arguments) const {
    return callEntry(
        builder, op, entry, arguments,
        *static_cast<const LLVMTypeConverter *>(this->getTypeConverter()));
  }
};

struct CallRuntimeLowering : EntryPattern<CallRuntimeOp> {
  using EntryPattern::EntryPattern;

  LogicalResult
  matchAndRewrite(CallRuntimeOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    const abi::Entry &entry = *findEntry(op.getEntry());
    if (entry.effects & abi::ResultsInMemory)
      return callThroughMemory(op, adaptor.getArguments(), entry, rewriter);
    auto result = call(rewriter, op, entry, adaptor.getArguments());
    rewriter.replaceOp(op, unpackResults(rewriter, result, op.getNumResults()));
    return success();
  }

private:
  LogicalResult callThroughMemory(CallRuntimeOp op, ValueRange arguments,
                                  const abi::Entry &entry,
                                  ConversionPatternRewriter &rewriter) const {
    SmallVector<Type> types;
    if (failed(getTypeConverter()->convertTypes(op.getResultTypes(), types)))
      return failure();
    SmallVector<Value> all{resultBuffer(rewriter, op, types.size())};
    llvm::append_range(all, arguments);
    call(rewriter, op, entry, all);
    SmallVector<Value> results;
    for (auto [word, type] : llvm::enumerate(types))
      results.push_back(
          loadResult(rewriter, op.getLoc(), type, all.front(), word));
    rewriter.replaceOp(op, results);
    return success();
  }
};

struct AllocLowering : EntryPattern<AllocOp> {
  AllocLowering(const LLVMTypeConverter &types, LayoutTable &layouts)
      : EntryPattern(types), layouts(layouts) {}

  LogicalResult
  matchAndRewrite(AllocOp op, OpAdaptor,
                  ConversionPatternRewriter &rewriter) const override {
    ir::LayoutAttr layout = op.getLayout();
    uint32_t words = objectWords(layout);
    uint32_t id = layouts.object(layout, op.getReserved());
    Location loc = op.getLoc();
    Value header = wordConstant(rewriter, loc, abi::headerWord(id, words));
    Value bytes = wordConstant(rewriter, loc, words * abi::kWordBytes);
    rewriter.replaceOp(op,
                       call(rewriter, op, abi::entry(kAlloc), {header, bytes}));
    return success();
  }

  LayoutTable &layouts;
};

struct ArrayLayoutLowering : Pattern<ArrayLayoutOp> {
  ArrayLayoutLowering(const LLVMTypeConverter &types, LayoutTable &layouts)
      : Pattern(types), layouts(layouts) {}

  LogicalResult
  matchAndRewrite(ArrayLayoutOp op, OpAdaptor,
                  ConversionPatternRewriter &rewriter) const override {
    rewriter.replaceOp(
        op, wordConstant(rewriter, op.getLoc(), layouts.array(op.getElem())));
    return success();
  }

  LayoutTable &layouts;
};

/// Not an entry but a function of its own, which the LLVM stage expands
/// (lowering/llvm/ExpandBarriers.h).
struct CardMarkLowering : Pattern<CardMarkOp> {
  using Pattern::Pattern;

  LogicalResult
  matchAndRewrite(CardMarkOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    auto call = rewriter.replaceOpWithNewOp<LLVM::CallOp>(
        op, TypeRange(), StringRef(kCardMarkName),
        ValueRange{adaptor.getAddress(), contextOf(op)});
    call.setTbaaAttr(pointerMemoryType(getContext()));
    return success();
  }
};

/// As CardMarkLowering (lowering/llvm/StackChecks.h).
struct StackCheckLowering : Pattern<StackCheckOp> {
  using Pattern::Pattern;

  LogicalResult
  matchAndRewrite(StackCheckOp op, OpAdaptor,
                  ConversionPatternRewriter &rewriter) const override {
    rewriter.replaceOpWithNewOp<LLVM::CallOp>(
        op, TypeRange(), StringRef(kStackCheckName), ValueRange(contextOf(op)));
    return success();
  }
};

struct PollWordLowering : Pattern<PollWordOp> {
  using Pattern::Pattern;

  LogicalResult
  matchAndRewrite(PollWordOp op, OpAdaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Value address = byteAddress(rewriter, op.getLoc(), contextOf(op),
                                abi::kContextPollWord);
    rewriter.replaceOpWithNewOp<LLVM::LoadOp>(op, rewriter.getI64Type(),
                                              address, /*alignment=*/8,
                                              /*isVolatile=*/true);
    return success();
  }
};

/// The function that a store of words is a call of
/// (lowering/llvm/WordStores.h).
StringAttr wordStoreName(StoreWordsOp op) {
  WordStore form{op.getLetters(), !isa<RefType>(op.getAddress().getType())};
  return StringAttr::get(op.getContext(), form.name());
}

LLVM::LLVMFunctionType wordStoreType(StoreWordsOp op,
                                     const LLVMTypeConverter &types) {
  SmallVector<Type> parameters = {types.convertType(op.getAddress().getType())};
  for (Type type : op.getValues().getTypes())
    parameters.push_back(types.convertType(type));
  if (isa<RefType>(op.getAddress().getType()))
    parameters.push_back(LLVM::LLVMPointerType::get(op.getContext()));
  return LLVM::LLVMFunctionType::get(LLVM::LLVMVoidType::get(op.getContext()),
                                     parameters);
}

void declare(OpBuilder &builder, Location loc, StringRef name,
             LLVM::LLVMFunctionType type, LLVM::CConv convention) {
  LLVM::LLVMFuncOp::create(builder, loc, name, type, LLVM::Linkage::External,
                           /*dsoLocal=*/false, convention);
}

} // namespace

void declareEntries(ModuleOp module, const LLVMTypeConverter &types) {
  OpBuilder builder = OpBuilder::atBlockBegin(module.getBody());
  Location loc = module.getLoc();
  std::array<bool, std::size(abi::kEntries)> needed{};
  bool marksCards = false, loadsWords = false, loadsRawWords = false;
  bool startsObjects = false, endsObjects = false;
  llvm::MapVector<StringAttr, LLVM::LLVMFunctionType> wordStores;
  module.walk([&](Operation *op) {
    if (auto call = dyn_cast<CallRuntimeOp>(op))
      needed[findEntry(call.getEntry()) - abi::kEntries] = true;
    else if (isa<AllocOp>(op))
      needed[static_cast<uint32_t>(kAlloc)] = true;
    else if (isa<StackCheckOp>(op))
      needed[static_cast<uint32_t>(kStackOverflow)] = true;
    else if (auto load = dyn_cast<LoadRefIfOp>(op))
      (isa<RefType>(load.getAddress().getType()) ? loadsWords : loadsRawWords) =
          true;
    else if (auto store = dyn_cast<StoreWordsOp>(op))
      wordStores.insert({wordStoreName(store), wordStoreType(store, types)});
    else {
      marksCards |= isa<CardMarkOp>(op);
      startsObjects |= isa<StackObjectOp>(op);
      endsObjects |= isa<StackEndOp>(op);
    }
  });
  MLIRContext *context = module.getContext();
  Type nothing = LLVM::LLVMVoidType::get(context);
  Type raw = LLVM::LLVMPointerType::get(context);
  Type reference = referenceTypeOf(context), condition = builder.getI1Type();
  for (auto [isNeeded, entry] : llvm::zip_equal(needed, abi::kEntries))
    if (isNeeded)
      declare(builder, loc, entry.name, entryType(entry, types),
              LLVM::CConv::Swift);
  // What the LLVM stage expands.
  auto declareIf = [&](bool isUsed, StringRef name, Type result,
                       ArrayRef<Type> parameters) {
    if (isUsed)
      declare(builder, loc, name,
              LLVM::LLVMFunctionType::get(result, parameters), LLVM::CConv::C);
  };
  declareIf(marksCards, kCardMarkName, nothing, {reference, raw});
  declareIf(loadsWords, kLoadRefIfName, reference, {condition, reference});
  declareIf(loadsRawWords, kLoadRefIfRawName, reference, {condition, raw});
  Type word = builder.getI64Type();
  declareIf(startsObjects, kStackObjectName, reference,
            {raw, word, word, builder.getI32Type()});
  declareIf(endsObjects, kStackEndName, nothing, {raw});
  declareIf(needed[static_cast<uint32_t>(kStackOverflow)], kStackCheckName,
            nothing, {raw});
  for (auto [name, type] : wordStores)
    declare(builder, loc, name, type, LLVM::CConv::C);
}

void populateRuntimePatterns(RewritePatternSet &patterns,
                             const LLVMTypeConverter &types,
                             LayoutTable &layouts) {
  patterns.add<CallRuntimeLowering, CardMarkLowering, StackCheckLowering,
               PollWordLowering>(types);
  patterns.add<AllocLowering, ArrayLayoutLowering>(types, layouts);
}

} // namespace vo::lowering
