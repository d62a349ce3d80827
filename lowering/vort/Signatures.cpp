//===- Signatures.cpp - Runtime entries as scalars ------------------------===//

#include "lowering/vort/Signatures.h"

#include "dialect/vort/Vort.h"

#include "mlir/IR/BuiltinTypes.h"

using namespace mlir;

namespace vo::lowering {
static void appendScalars(ArrayRef<abi::EntryValue> values,
                          MLIRContext *context, SmallVectorImpl<Type> &types) {
  for (abi::EntryValue value : values)
    for (char letter : abi::scalarsOf(value))
      types.push_back(letter == 'r'   ? Type(ir::vort::RefType::get(context))
                      : letter == 'p' ? Type(ir::vort::RawType::get(context))
                      : letter == 'f' ? Type(Float64Type::get(context))
                      : letter == 's' ? Type(Float32Type::get(context))
                                      : Type(IntegerType::get(context, 64)));
}

EntrySignature entrySignature(const abi::Entry &entry, MLIRContext *context) {
  EntrySignature signature;
  appendScalars(entry.arguments, context, signature.parameters);
  appendScalars(entry.results, context, signature.results);
  return signature;
}

} // namespace vo::lowering
