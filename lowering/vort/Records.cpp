//===- Records.cpp - Constants with the layout of C++ structs -------------===//

#include "lowering/vort/Records.h"

using namespace mlir;

namespace vo::lowering {

RecordType::RecordType(MLIRContext *context, uint64_t size,
                       ArrayRef<Field> fields)
    : fields(fields) {
  SmallVector<Type> types;
  auto byte = IntegerType::get(context, 8);
  uint64_t end = 0;
  auto fillTo = [&](uint64_t offset) {
    assert(offset >= end && "fields are in ascending order");
    if (offset > end)
      types.push_back(LLVM::LLVMArrayType::get(byte, offset - end));
  };
  for (const Field &field : fields) {
    fillTo(field.offset);
    positions.push_back(types.size());
    types.push_back(field.isPointer
                        ? Type(LLVM::LLVMPointerType::get(context))
                        : IntegerType::get(context, field.bytes * 8));
    end = field.offset + field.bytes;
  }
  fillTo(size);
  structType = LLVM::LLVMStructType::getLiteral(context, types,
                                                /*isPacked=*/true);
}

Attribute RecordType::attribute(ArrayRef<uint64_t> values) const {
  Builder builder(structType.getContext());
  SmallVector<Attribute> attributes;
  for (Type type : structType.getBody()) {
    if (auto gap = dyn_cast<LLVM::LLVMArrayType>(type))
      attributes.push_back(
          builder.getStringAttr(std::string(gap.getNumElements(), '\0')));
    else
      attributes.push_back(builder.getIntegerAttr(type, 0));
  }
  for (auto [position, value] : llvm::zip_equal(positions, values)) {
    auto type = cast<IntegerType>(structType.getBody()[position]);
    attributes[position] = builder.getIntegerAttr(
        type, llvm::APInt(type.getWidth(), value, /*isSigned=*/false,
                          /*implicitTrunc=*/false));
  }
  return builder.getArrayAttr(attributes);
}

Value RecordType::build(OpBuilder &builder, Location loc,
                        ArrayRef<FieldValue> values) const {
  Value record = LLVM::ZeroOp::create(builder, loc, structType);
  for (auto [position, value] : llvm::zip_equal(positions, values)) {
    Type type = structType.getBody()[position];
    Value field;
    if (auto *symbol = std::get_if<std::string>(&value)) {
      if (symbol->empty())
        continue;
      field = LLVM::AddressOfOp::create(builder, loc, type, *symbol);
    } else if (auto *place = std::get_if<SymbolOffset>(&value)) {
      field = LLVM::AddressOfOp::create(builder, loc, type, place->symbol);
      Value bytes = LLVM::ConstantOp::create(
          builder, loc, builder.getI64Type(),
          builder.getI64IntegerAttr(static_cast<int64_t>(place->bytes)));
      field = LLVM::GEPOp::create(builder, loc, type, builder.getI8Type(),
                                  field, ValueRange(bytes));
    } else {
      field = LLVM::ConstantOp::create(
          builder, loc, type,
          builder.getIntegerAttr(type, std::get<uint64_t>(value)));
    }
    record = LLVM::InsertValueOp::create(builder, loc, record, field, position);
  }
  return record;
}

} // namespace vo::lowering
