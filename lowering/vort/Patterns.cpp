//===- Patterns.cpp - What the conversion patterns share ------------------===//

#include "lowering/vort/Patterns.h"

#include "lowering/llvm/Conventions.h"
#include "runtime/abi/Object.h"

using namespace mlir;

namespace vo::lowering {

Type referenceTypeOf(MLIRContext *context) {
  return LLVM::LLVMPointerType::get(context, kReferenceSpace);
}

std::string programSymbol(StringRef name) {
  std::string symbol = ("vo." + name).str();
  // Some names of this form are not the program's.
  if (isOperationName(symbol))
    symbol += '.';
  return symbol;
}

Value contextOf(Operation *op) {
  return op->getParentOfType<LLVM::LLVMFuncOp>().getArgument(0);
}

void setToEntry(OpBuilder &builder, Operation *op) {
  Block &entry = op->getParentOfType<LLVM::LLVMFuncOp>().getBody().front();
  builder.setInsertionPointToStart(&entry);
  auto second = std::next(entry.begin()); // behind the buffer's size
  if (second != entry.end() && second->hasAttr(kResultBuffer))
    builder.setInsertionPointAfter(&*second);
}

Value byteAddress(OpBuilder &builder, Location loc, Value address,
                  int64_t offset) {
  // Indices of the operation itself are 32 bits wide.
  if (!llvm::isInt<32>(offset))
    return LLVM::GEPOp::create(builder, loc, address.getType(),
                               builder.getI8Type(), address,
                               ValueRange(wordConstant(builder, loc, offset)));
  return LLVM::GEPOp::create(builder, loc, address.getType(),
                             builder.getI8Type(), address,
                             ArrayRef<LLVM::GEPArg>(int32_t(offset)));
}

Value referenceTo(OpBuilder &builder, Location loc, Value address) {
  Value number =
      LLVM::PtrToIntOp::create(builder, loc, builder.getI64Type(), address);
  return LLVM::IntToPtrOp::create(
      builder, loc, referenceTypeOf(builder.getContext()), number);
}

Value wordConstant(OpBuilder &builder, Location loc, uint64_t value) {
  return LLVM::ConstantOp::create(
      builder, loc, builder.getI64Type(),
      builder.getI64IntegerAttr(static_cast<int64_t>(value)));
}

SmallVector<Value> unpackResults(OpBuilder &builder, LLVM::CallOp call,
                                 size_t count) {
  if (count < 2)
    return SmallVector<Value>(call->getResults());
  SmallVector<Value> values;
  for (int64_t index = 0; index < int64_t(count); ++index)
    values.push_back(LLVM::ExtractValueOp::create(builder, call.getLoc(),
                                                  call.getResult(), index));
  return values;
}

Type packedType(MLIRContext *context, ArrayRef<Type> results) {
  if (results.empty())
    return LLVM::LLVMVoidType::get(context);
  if (results.size() == 1)
    return results.front();
  return LLVM::LLVMStructType::getLiteral(context, results);
}

void buildInitializer(LLVM::GlobalOp global, OpBuilder &builder,
                      function_ref<Value()> build) {
  OpBuilder::InsertionGuard guard(builder);
  builder.createBlock(&global.getInitializerRegion());
  LLVM::ReturnOp::create(builder, global.getLoc(), build());
}

void defineZeroedWords(OpBuilder &builder, Location loc, StringRef name,
                       uint64_t words) {
  auto type = LLVM::LLVMArrayType::get(builder.getI64Type(), words);
  auto global = LLVM::GlobalOp::create(builder, loc, type, /*isConstant=*/false,
                                       LLVM::Linkage::Internal, name,
                                       Attribute(), abi::kWordBytes);
  buildInitializer(global, builder,
                   [&] { return LLVM::ZeroOp::create(builder, loc, type); });
}

} // namespace vo::lowering
