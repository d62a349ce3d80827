//===- MemoryTypes.cpp - Kinds of memory as LLVM's TBAA -------------------===//

#include "lowering/vort/MemoryTypes.h"

using namespace mlir;
using vo::ir::vort::MemoryClass;

namespace vo::lowering {

static StringRef nameOf(MemoryClass memory) {
  switch (memory) {
  case MemoryClass::Any:
    return "memory";
  case MemoryClass::Byte:
    return "byte";
  case MemoryClass::Half:
    return "half";
  case MemoryClass::Single:
    return "single";
  case MemoryClass::Word:
    return "word";
  case MemoryClass::Reference:
    return "reference";
  case MemoryClass::Base:
    return "base";
  case MemoryClass::Extent:
    return "extent";
  case MemoryClass::Interface:
    return "interface";
  case MemoryClass::Code:
    return "code";
  }
  llvm_unreachable("not a class of memory");
}

static LLVM::TBAATypeDescriptorAttr scalarType(StringRef name,
                                               LLVM::TBAANodeAttr parent) {
  return LLVM::TBAATypeDescriptorAttr::get(
      parent.getContext(), name, LLVM::TBAAMemberAttr::get(parent, 0));
}

static ArrayAttr accessTag(LLVM::TBAATypeDescriptorAttr type) {
  return ArrayAttr::get(type.getContext(),
                        LLVM::TBAATagAttr::get(type, type, /*offset=*/0));
}

static LLVM::TBAANodeAttr root(MLIRContext *context) {
  return LLVM::TBAARootAttr::get(
      context, StringAttr::get(context, nameOf(MemoryClass::Any)));
}

static LLVM::TBAATypeDescriptorAttr pointerType(MLIRContext *context) {
  return scalarType("pointer", root(context));
}

ArrayAttr memoryTypeOf(MemoryClass memory, MLIRContext *context) {
  if (memory == MemoryClass::Any)
    return {};
  bool isPointer =
      memory == MemoryClass::Reference || memory == MemoryClass::Base;
  return accessTag(scalarType(nameOf(memory), isPointer ? pointerType(context)
                                                        : root(context)));
}

ArrayAttr pointerMemoryType(MLIRContext *context) {
  return accessTag(pointerType(context));
}

} // namespace vo::lowering
