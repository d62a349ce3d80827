//===- Conventions.cpp - What Vo modules look like as LLVM IR -------------===//

#include "lowering/llvm/Conventions.h"

#include "lowering/llvm/WordStores.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Analysis/TargetLibraryInfo.h"
#include "llvm/IR/Function.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/LLVMContext.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;

namespace vo::lowering {

bool isVoFunction(const Function &function) {
  return function.hasGC() && function.getGC() == kStatepointGC;
}

const abi::Entry *findEntry(StringRef name) {
  static const StringMap<const abi::Entry *> byName = [] {
    StringMap<const abi::Entry *> map;
    for (const abi::Entry &entry : abi::kEntries)
      map[entry.name] = &entry;
    return map;
  }();
  return byName.lookup(name);
}

const abi::Entry *calledEntry(const CallBase &call) {
  const Function *callee = call.getCalledFunction();
  return callee ? findEntry(callee->getName()) : nullptr;
}

bool calls(const CallBase &call, StringRef name) {
  const Function *callee = call.getCalledFunction();
  return callee && callee->getName() == name;
}

bool isOperationName(StringRef name) {
  return name == kCardMarkName || name == kStackCheckName ||
         name == kStackObjectName || name == kStackEndName ||
         name == kLoadRefIfName || name == kLoadRefIfRawName ||
         WordStore::parse(name);
}

unsigned contextIndex(const abi::Entry *callee, unsigned parameterCount) {
  return callee ? parameterCount - 1 : 0;
}

bool isReference(const Type *type) {
  return type->isPointerTy() &&
         type->getPointerAddressSpace() == kReferenceSpace;
}

bool containsReference(const Type *type) {
  if (isReference(type))
    return true;
  if (auto *vector = dyn_cast<VectorType>(type))
    return containsReference(vector->getElementType());
  if (auto *array = dyn_cast<ArrayType>(type))
    return containsReference(array->getElementType());
  if (auto *structure = dyn_cast<StructType>(type))
    return llvm::any_of(structure->elements(), [](Type *element) {
      return containsReference(element);
    });
  return false;
}

// The same decision that RewriteStatepointsForGC takes.
bool isSafepoint(const CallBase &call, const TargetLibraryInfo &libraryInfo) {
  if (call.hasFnAttr("gc-leaf-function") || call.isInlineAsm())
    return false;
  if (const Function *callee = call.getCalledFunction()) {
    if (callee->hasFnAttribute("gc-leaf-function"))
      return false;
    if (callee->isIntrinsic())
      return callee->getIntrinsicID() == Intrinsic::experimental_gc_statepoint;
  }
  LibFunc function = NotLibFunc;
  return !(libraryInfo.getLibFunc(call, function) && libraryInfo.has(function));
}

void reportInternalError(const Function &function, const Twine &message) {
  function.getContext().emitError("internal compiler error: function '" +
                                  function.getName() + "': " + message);
}

void reportInternalError(const Function &function, const Twine &message,
                         const Value &value) {
  std::string text;
  raw_string_ostream stream(text);
  if (isa<Instruction>(value))
    value.print(stream);
  else
    value.printAsOperand(stream);
  reportInternalError(function, message + ": " + StringRef(text).trim());
}

} // namespace vo::lowering
