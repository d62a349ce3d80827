//===- Constants.cpp - Constant bytes and boxed strings -------------------===//

#include "lowering/vort/Constants.h"

#include "dialect/vort/Vort.h"
#include "lowering/vort/Patterns.h"
#include "lowering/vort/Records.h"
#include "runtime/abi/Object.h"

#include "mlir/Dialect/LLVMIR/LLVMDialect.h"

using namespace mlir;
using namespace vo::ir::vort;

namespace vo::lowering {
namespace {

/// A boxed string with the header that lies before it.
struct StaticString {
  uint64_t header;
  abi::StringObject object;
};
static_assert(offsetof(StaticString, object) == abi::kHeaderBytes);

/// Its fields except the base, which is null.
RecordType staticStringType(MLIRContext *context) {
  constexpr uint64_t object = offsetof(StaticString, object);
  return RecordType(
      context, sizeof(StaticString),
      {VO_FIELD(StaticString, header),
       {object + offsetof(abi::StringObject, offset), 8, /*isPointer=*/true},
       {object + offsetof(abi::StringObject, length), 8, false}});
}

constexpr uint64_t kStringHeader = abi::headerWord(
    abi::kLayoutString, sizeof(abi::StringObject) / abi::kWordBytes);

/// One word without references, with its header.
struct StaticWord {
  uint64_t header;
  uint64_t word;
};
static_assert(offsetof(StaticWord, word) == abi::kHeaderBytes);

constexpr uint64_t kWordHeader = abi::headerWord(abi::kLayoutScalars, 1);

/// A function value without captures, with its header.
struct StaticClosure {
  uint64_t header;
  abi::ClosureObject object;
};
static_assert(offsetof(StaticClosure, object) == abi::kHeaderBytes);

RecordType staticClosureType(MLIRContext *context) {
  return RecordType(
      context, sizeof(StaticClosure),
      {VO_FIELD(StaticClosure, header),
       {offsetof(StaticClosure, object) + offsetof(abi::ClosureObject, code),
        abi::kWordBytes, /*isPointer=*/true}});
}

/// Its one word is nothing that the collector follows.
constexpr uint64_t kClosureHeader = abi::headerWord(
    abi::kLayoutClosure, sizeof(abi::ClosureObject) / abi::kWordBytes);

/// Aligned to words.
LLVM::GlobalOp definePrivate(OpBuilder &builder, Location loc, Type type,
                             StringRef name, Attribute value = {}) {
  auto global = LLVM::GlobalOp::create(builder, loc, type, /*isConstant=*/true,
                                       LLVM::Linkage::Private, name, value,
                                       /*alignment=*/abi::kWordBytes);
  global.setUnnamedAddr(LLVM::UnnamedAddr::Global);
  return global;
}

} // namespace

void defineBytes(OpBuilder &builder, Location loc, StringRef name,
                 StringRef bytes) {
  auto type = LLVM::LLVMArrayType::get(builder.getI8Type(), bytes.size());
  definePrivate(builder, loc, type, name, builder.getStringAttr(bytes))
      .setAlignment(1);
}

ConstantPool::ConstantPool(ModuleOp module) : loc(module.getLoc()) {
  OpBuilder builder = OpBuilder::atBlockBegin(module.getBody());
  bool needsZeros = false, needsWords = false;
  module.walk([&](Operation *op) {
    if (auto bytes = dyn_cast<DataOp>(op))
      addData(builder, bytes.getBytesAttr());
    else if (auto string = dyn_cast<StaticStringOp>(op))
      addString(builder, string.getBytesAttr());
    else if (auto closure = dyn_cast<StaticClosureOp>(op))
      addClosure(builder, closure.getFunctionAttr());
    else if (isa<StaticWordOp>(op))
      needsWords = true;
    else
      needsZeros |= isa<LoadRefIfOp, ZeroHeaderOp>(op);
  });
  if (needsWords)
    addWords(builder);
  if (needsZeros)
    addZeros(builder);
}

void ConstantPool::addData(OpBuilder &builder, StringAttr bytes) {
  auto [entry, isNew] = data.try_emplace(bytes);
  if (!isNew)
    return;
  entry->second = ("vort.data." + Twine(data.size() - 1)).str();
  defineBytes(builder, loc, entry->second, bytes);
}

void ConstantPool::addString(OpBuilder &builder, StringAttr bytes) {
  // The empty string is the null reference.
  auto [entry, isNew] = strings.try_emplace(bytes);
  if (!isNew || bytes.empty())
    return;
  entry->second = ("vort.string." + Twine(strings.size() - 1)).str();
  addData(builder, bytes);
  RecordType type = staticStringType(builder.getContext());
  auto global = definePrivate(builder, loc, type.type(), entry->second);
  buildInitializer(global, builder, [&] {
    return type.build(
        builder, loc,
        {kStringHeader, dataSymbol(bytes).str(), uint64_t{bytes.size()}});
  });
}

void ConstantPool::addClosure(OpBuilder &builder, FlatSymbolRefAttr function) {
  auto [entry, isNew] = closures.try_emplace(function);
  if (!isNew)
    return;
  entry->second = ("vort.closure." + Twine(closures.size() - 1)).str();
  RecordType type = staticClosureType(builder.getContext());
  auto global = definePrivate(builder, loc, type.type(), entry->second);
  buildInitializer(global, builder, [&] {
    return type.build(builder, loc,
                      {kClosureHeader, programSymbol(function.getValue())});
  });
}

Value ConstantPool::closure(OpBuilder &builder, Location loc,
                            FlatSymbolRefAttr function) const {
  Value header = LLVM::AddressOfOp::create(
      builder, loc, LLVM::LLVMPointerType::get(builder.getContext()),
      closures.find(function)->second);
  return referenceTo(
      builder, loc,
      byteAddress(builder, loc, header, offsetof(StaticClosure, object)));
}

void ConstantPool::addWords(OpBuilder &builder) {
  SmallVector<int64_t> words;
  for (uint64_t word = 0; word < StaticWordOp::kCount; ++word)
    words.append({int64_t(kWordHeader), int64_t(word)});
  auto type = LLVM::LLVMArrayType::get(builder.getI64Type(), words.size());
  definePrivate(builder, loc, type, kWordsName,
                builder.getI64TensorAttr(words));
}

void ConstantPool::addZeros(OpBuilder &builder) {
  static_assert(sizeof(abi::SliceObject) >= sizeof(abi::StringObject));
  auto type = LLVM::LLVMArrayType::get(
      builder.getI64Type(), sizeof(abi::SliceObject) / abi::kWordBytes);
  auto global = definePrivate(builder, loc, type, kZerosName);
  buildInitializer(global, builder,
                   [&] { return LLVM::ZeroOp::create(builder, loc, type); });
}

namespace {

struct DataLowering : Pattern<DataOp> {
  DataLowering(const LLVMTypeConverter &types, const ConstantPool &constants)
      : Pattern(types), constants(constants) {}

  LogicalResult
  matchAndRewrite(DataOp op, OpAdaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Value address =
        LLVM::AddressOfOp::create(rewriter, op.getLoc(), rawType(),
                                  constants.dataSymbol(op.getBytesAttr()));
    rewriter.replaceOpWithNewOp<LLVM::PtrToIntOp>(op, rewriter.getI64Type(),
                                                  address);
    return success();
  }

  const ConstantPool &constants;
};

struct StaticStringLowering : Pattern<StaticStringOp> {
  StaticStringLowering(const LLVMTypeConverter &types,
                       const ConstantPool &constants)
      : Pattern(types), constants(constants) {}

  LogicalResult
  matchAndRewrite(StaticStringOp op, OpAdaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Location loc = op.getLoc();
    if (op.getBytes().empty()) {
      rewriter.replaceOpWithNewOp<LLVM::ZeroOp>(op, referenceType());
      return success();
    }
    Value header = LLVM::AddressOfOp::create(
        rewriter, loc, rawType(), constants.stringSymbol(op.getBytesAttr()));
    Value object =
        byteAddress(rewriter, loc, header, offsetof(StaticString, object));
    rewriter.replaceOp(op, referenceTo(rewriter, loc, object));
    return success();
  }

  const ConstantPool &constants;
};

struct StaticWordLowering : Pattern<StaticWordOp> {
  using Pattern::Pattern;

  LogicalResult
  matchAndRewrite(StaticWordOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Location loc = op.getLoc();
    Value table =
        LLVM::AddressOfOp::create(rewriter, loc, rawType(), kWordsName);
    Value distance =
        LLVM::MulOp::create(rewriter, loc, adaptor.getValue(),
                            wordConstant(rewriter, loc, sizeof(StaticWord)));
    Value entry = LLVM::GEPOp::create(rewriter, loc, rawType(),
                                      rewriter.getI8Type(), table, distance);
    Value object =
        byteAddress(rewriter, loc, entry, offsetof(StaticWord, word));
    rewriter.replaceOp(op, referenceTo(rewriter, loc, object));
    return success();
  }
};

} // namespace

void populateConstantPatterns(RewritePatternSet &patterns,
                              const LLVMTypeConverter &types,
                              const ConstantPool &constants) {
  patterns.add<DataLowering, StaticStringLowering>(types, constants);
  patterns.add<StaticWordLowering>(types);
}

} // namespace vo::lowering
