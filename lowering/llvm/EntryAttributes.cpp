//===- EntryAttributes.cpp - What LLVM may assume of the runtime ----------===//

#include "lowering/llvm/EntryAttributes.h"

#include "lowering/llvm/Conventions.h"
#include "lowering/llvm/WordStores.h"
#include "runtime/abi/Object.h"
#include "llvm/IR/Attributes.h"
#include "llvm/IR/Module.h"
#include "llvm/Support/ModRef.h"

using namespace llvm;
using vo::abi::Entry;
using vo::abi::EntryValue;

namespace vo::lowering {
namespace {

/// Appends the machine types of values of an entry's signature.
void appendTypes(ArrayRef<EntryValue> values, LLVMContext &context,
                 SmallVectorImpl<Type *> &types) {
  for (EntryValue value : values)
    for (char letter : abi::scalarsOf(value))
      types.push_back(letter == 'r' ? PointerType::get(context, kReferenceSpace)
                      : letter == 'p' ? PointerType::get(context, 0)
                      : letter == 'f' ? Type::getDoubleTy(context)
                      : letter == 's' ? Type::getFloatTy(context)
                                      : Type::getInt64Ty(context));
}

FunctionType *entryType(const Entry &entry, LLVMContext &context) {
  SmallVector<Type *> results, parameters;
  if (entry.effects & abi::ResultsInMemory)
    parameters.push_back(PointerType::get(context, 0));
  else
    appendTypes(entry.results, context, results);
  appendTypes(entry.arguments, context, parameters);
  parameters.push_back(PointerType::get(context, 0));
  Type *result = results.empty()       ? Type::getVoidTy(context)
                 : results.size() == 1 ? results.front()
                                       : StructType::get(context, results);
  return FunctionType::get(result, parameters, /*isVarArg=*/false);
}

bool takesReference(const Entry &entry) {
  return any_of(entry.arguments, [](EntryValue value) {
    return value == EntryValue::Ref || value == EntryValue::Str ||
           value == EntryValue::Slice || value == EntryValue::Iface ||
           value == EntryValue::Raw;
  });
}

MemoryEffects memoryEffects(const Entry &entry) {
  bool reads = entry.effects & abi::Reads, writes = entry.effects & abi::Writes;
  auto hidden = MemoryEffects::inaccessibleMemOnly();
  if (entry.effects & abi::ResultsInMemory)
    return MemoryEffects::unknown(); // writes them
  if (entry.effects & abi::Leaf) {
    if (writes)
      return MemoryEffects::unknown();
    // Without a result it is called for what nobody here sees.
    bool outside =
        entry.effects & abi::Io || entry.results.front() == EntryValue::Void;
    return (reads ? MemoryEffects::readOnly() : MemoryEffects::none()) |
           (outside ? hidden : MemoryEffects::none());
  }
  const unsigned visible = abi::Reads | abi::Writes | abi::Panics;
  if (!(entry.effects & abi::Allocates) || entry.effects & visible)
    return MemoryEffects::unknown();
  // What a reference argument reaches (a rope's parts, a slice's elements) is
  // other memory than the argument's own object; reading all of it is allowed.
  return takesReference(entry) ? MemoryEffects::readOnly() | hidden : hidden;
}

void addCaptures(Function &function, const Entry &entry) {
  if (entry.effects & (abi::NoReturn | abi::Writes) ||
      entry.captures == abi::EntryCaptures::Any)
    return;
  LLVMContext &context = function.getContext();
  CaptureInfo info = entry.captures == abi::EntryCaptures::None
                         ? CaptureInfo::none()
                         : CaptureInfo::retOnly();
  for (Argument &argument : function.args())
    if (argument.getType()->isPointerTy())
      argument.addAttr(Attribute::getWithCaptureInfo(context, info));
}

void describeAllocator(Function &function) {
  LLVMContext &context = function.getContext();
  function.setReturnDoesNotAlias();
  function.addRetAttr(Attribute::NonNull);
  function.addRetAttr(
      Attribute::getWithAlignment(context, Align(abi::kWordBytes)));
  function.addFnAttr(Attribute::getWithAllocSizeArgs(context, 1, std::nullopt));
  function.addFnAttr(Attribute::get(
      context, Attribute::AllocKind,
      static_cast<uint64_t>(AllocFnKind::Alloc | AllocFnKind::Zeroed)));
  function.addFnAttr("alloc-family", "vo");
}

void describeEntry(Function &function, const Entry &entry) {
  if (function.getFunctionType() != entryType(entry, function.getContext()) ||
      function.getCallingConv() != CallingConv::Swift)
    return reportInternalError(
        function, "is not declared as the table of runtime entries says");
  function.setDoesNotThrow();
  if (entry.effects & abi::Leaf)
    function.addFnAttr("gc-leaf-function");
  if (!(entry.effects & (abi::Panics | abi::NoReturn)) &&
      entry.effects & (abi::Leaf | abi::Allocates))
    function.addFnAttr(Attribute::WillReturn);
  if (entry.effects & abi::NoReturn) {
    function.setDoesNotReturn();
    function.addFnAttr(Attribute::Cold);
  }
  if (MemoryEffects effects = memoryEffects(entry);
      effects != MemoryEffects::unknown())
    function.setMemoryEffects(effects);
  addCaptures(function, entry);
  function.addParamAttr(function.arg_size() - 1,
                        Attribute::getWithCaptureInfo(function.getContext(),
                                                      CaptureInfo::none()));
  if (entry.name == abi::entry(abi::EntryId::vo_rt_alloc).name)
    describeAllocator(function);
}

void describeCardMark(Function &function) {
  FunctionType *type = function.getFunctionType();
  if (type->getNumParams() != 2 || !type->getReturnType()->isVoidTy() ||
      !isReference(type->getParamType(0)))
    return reportInternalError(function, "takes a slot address and a context");
  function.setDoesNotThrow();
  function.addFnAttr("gc-leaf-function");
  function.addFnAttr(Attribute::WillReturn);
  function.addFnAttr(Attribute::NoCallback);
  function.setMemoryEffects(MemoryEffects::argMemOnly(ModRefInfo::Ref) |
                            MemoryEffects::inaccessibleMemOnly());
  for (unsigned index : {0u, 1u})
    function.addParamAttr(index,
                          Attribute::getWithCaptureInfo(function.getContext(),
                                                        CaptureInfo::none()));
}

void describeStackCheck(Function &function) {
  FunctionType *type = function.getFunctionType();
  if (type->getNumParams() != 1 || !type->getReturnType()->isVoidTy())
    return reportInternalError(function, "takes a context");
  function.setDoesNotThrow();
  function.addFnAttr("gc-leaf-function");
  function.setMemoryEffects(MemoryEffects::inaccessibleMemOnly());
}

void describeWordLoad(Function &function, bool isRaw) {
  FunctionType *type = function.getFunctionType();
  if (type->getNumParams() != 2 || !isReference(type->getReturnType()) ||
      !type->getParamType(0)->isIntegerTy(1) ||
      !type->getParamType(1)->isPointerTy() ||
      isReference(type->getParamType(1)) == isRaw)
    return reportInternalError(function, "takes a condition and an address");
  function.setDoesNotThrow();
  function.addFnAttr("gc-leaf-function");
  function.addFnAttr(Attribute::WillReturn);
  function.addFnAttr(Attribute::NoCallback);
  function.setMemoryEffects(MemoryEffects::argMemOnly(ModRefInfo::Ref));
  function.addParamAttr(1, Attribute::getWithCaptureInfo(function.getContext(),
                                                         CaptureInfo::none()));
}

/// StackObjects.h has the reasons. No attribute says that the memory is not
/// captured: a start gives its address back, and an end ends what has it.
void describeStackOperation(Function &function, bool isStart) {
  LLVMContext &context = function.getContext();
  Type *raw = PointerType::get(context, 0);
  Type *word = Type::getInt64Ty(context), *id = Type::getInt32Ty(context);
  auto *type =
      isStart ? FunctionType::get(PointerType::get(context, kReferenceSpace),
                                  {raw, word, word, id}, /*isVarArg=*/false)
              : FunctionType::get(Type::getVoidTy(context), raw,
                                  /*isVarArg=*/false);
  if (function.getFunctionType() != type)
    return reportInternalError(function, "takes the memory of an object" +
                                             Twine(isStart ? ", a header, a "
                                                             "size and a layout"
                                                           : ""));
  function.setDoesNotThrow();
  function.addFnAttr("gc-leaf-function");
  function.addFnAttr(Attribute::WillReturn);
  function.addFnAttr(Attribute::NoCallback);
  // Merged calls would take a phi of allocas.
  function.addFnAttr(Attribute::NoMerge);
  function.setMemoryEffects(MemoryEffects::argMemOnly(
      isStart ? ModRefInfo::Mod : ModRefInfo::ModRef));
  if (!isStart)
    return;
  function.addRetAttr(Attribute::NonNull);
  function.addRetAttr(
      Attribute::getWithAlignment(context, Align(abi::kWordBytes)));
}

/// ExpandWordStores.h has the reasons.
void describeWordStore(Function &function, const WordStore &form) {
  LLVMContext &context = function.getContext();
  if (function.getFunctionType() != form.type(context))
    return reportInternalError(function,
                               "does not take the values of its words");
  function.setDoesNotThrow();
  function.addFnAttr("gc-leaf-function");
  function.addFnAttr(Attribute::WillReturn);
  function.addFnAttr(Attribute::NoCallback);
  MemoryEffects effects = MemoryEffects::argMemOnly(ModRefInfo::Mod);
  if (!form.isWhole())
    effects |= MemoryEffects::inaccessibleMemOnly();
  function.setMemoryEffects(effects);
  for (Argument &argument : function.args())
    if (argument.getType()->isPointerTy())
      argument.addAttr(argument.getArgNo() == 0 ? Attribute::WriteOnly
                                                : Attribute::ReadNone);
  for (unsigned index :
       {0u, form.isRaw ? 0u : unsigned(function.arg_size() - 1)})
    function.addParamAttr(
        index, Attribute::getWithCaptureInfo(context, CaptureInfo::none()));
}

} // namespace

PreservedAnalyses EntryAttributesPass::run(Module &module,
                                           ModuleAnalysisManager &) {
  for (Function &function : module) {
    if (!function.isDeclaration())
      continue;
    if (const Entry *entry = findEntry(function.getName()))
      describeEntry(function, *entry);
    else if (function.getName() == kCardMarkName)
      describeCardMark(function);
    else if (function.getName() == kStackCheckName)
      describeStackCheck(function);
    else if (function.getName() == kStackObjectName)
      describeStackOperation(function, /*isStart=*/true);
    else if (function.getName() == kStackEndName)
      describeStackOperation(function, /*isStart=*/false);
    else if (function.getName() == kLoadRefIfName)
      describeWordLoad(function, /*isRaw=*/false);
    else if (function.getName() == kLoadRefIfRawName)
      describeWordLoad(function, /*isRaw=*/true);
    else if (auto form = WordStore::parse(function.getName()))
      describeWordStore(function, *form);
  }
  return PreservedAnalyses::none();
}

} // namespace vo::lowering
