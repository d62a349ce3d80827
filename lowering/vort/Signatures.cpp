//===- Signatures.cpp - Runtime entries as scalars ------------------------===//

#include "lowering/vort/Signatures.h"

#include "dialect/vort/Vort.h"

#include "mlir/IR/BuiltinTypes.h"

using namespace mlir;

namespace vo::lowering {
namespace {

/// Appends the scalars that a value of this kind consists of.
void appendScalars(abi::EntryValue value, MLIRContext *context,
                   SmallVectorImpl<Type> &types) {
  Type word = IntegerType::get(context, 64);
  Type reference = ir::vort::RefType::get(context);
  switch (value) {
  case abi::EntryValue::Void:
    return;
  case abi::EntryValue::I64:
    return types.push_back(word);
  case abi::EntryValue::F64:
    return types.push_back(Float64Type::get(context));
  case abi::EntryValue::Ref:
    return types.push_back(reference);
  case abi::EntryValue::Raw:
    return types.push_back(ir::vort::RawType::get(context));
  case abi::EntryValue::Str:
    return types.append({reference, word, word});
  case abi::EntryValue::Slice:
    return types.append({reference, word, word, word});
  case abi::EntryValue::I64x2:
    return types.append({word, word});
  }
}

} // namespace

EntrySignature entrySignature(const abi::Entry &entry, MLIRContext *context) {
  EntrySignature signature;
  for (abi::EntryValue argument : entry.arguments)
    appendScalars(argument, context, signature.parameters);
  appendScalars(entry.result, context, signature.results);
  return signature;
}

} // namespace vo::lowering
