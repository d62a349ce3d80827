//===- Locations.cpp - Source positions of calls --------------------------===//

#include "lowering/llvm/Locations.h"

#include "lowering/llvm/Conventions.h"
#include "runtime/abi/Module.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/DebugInfoMetadata.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Module.h"

using namespace llvm;

namespace vo::lowering {
namespace {

/// The rows of the table while they are collected.
class Rows {
public:
  Rows() { rows.insert({{0, 0}, 0}); }

  /// `place` is null or has a file and a line.
  template <typename Place> unsigned rowOf(const Place *place) {
    if (!place || place->getLine() == 0)
      return 0;
    std::pair<unsigned, unsigned> position(fileOf(place->getFilename()),
                                           place->getLine());
    return rows.insert({position, rows.size()}).first->second;
  }

  void define(Module &module) const;

private:
  unsigned fileOf(StringRef name) {
    return files.insert({name, files.size()}).first->second;
  }
  Constant *locationArray(Module &module) const;
  Constant *fileArray(Module &module) const;

  MapVector<StringRef, unsigned> files; // names live in the debug metadata
  MapVector<std::pair<unsigned, unsigned>, unsigned> rows; // file, line
};

Constant *makeConstant(Module &module, Constant *value, const Twine &name) {
  auto *global =
      new GlobalVariable(module, value->getType(), /*isConstant=*/true,
                         GlobalValue::PrivateLinkage, value, name);
  global->setUnnamedAddr(GlobalValue::UnnamedAddr::Global);
  return global;
}

Constant *Rows::locationArray(Module &module) const {
  SmallVector<uint32_t> words;
  for (const auto &[position, row] : rows)
    words.append({position.first, position.second});
  static_assert(sizeof(abi::SourceLocation) == 2 * sizeof(uint32_t) &&
                offsetof(abi::SourceLocation, line) == sizeof(uint32_t));
  return makeConstant(module,
                      ConstantDataArray::get(module.getContext(), words),
                      "vo_locations.rows");
}

Constant *Rows::fileArray(Module &module) const {
  auto *pointer = PointerType::get(module.getContext(), 0);
  if (files.empty())
    return ConstantPointerNull::get(pointer);
  SmallVector<Constant *> names;
  for (const auto &[name, index] : files)
    names.push_back(makeConstant(
        module, ConstantDataArray::getString(module.getContext(), name),
        "vo_locations.file"));
  return makeConstant(
      module, ConstantArray::get(ArrayType::get(pointer, names.size()), names),
      "vo_locations.files");
}

void Rows::define(Module &module) const {
  auto *word = Type::getInt32Ty(module.getContext());
  Constant *table =
      ConstantStruct::getAnon({locationArray(module), fileArray(module),
                               ConstantInt::get(word, rows.size()),
                               ConstantInt::get(word, files.size())});
  static_assert(offsetof(abi::LocationTable, files) == 8 &&
                offsetof(abi::LocationTable, locationCount) == 16 &&
                offsetof(abi::LocationTable, fileCount) == 20);
  auto *global =
      new GlobalVariable(module, table->getType(), /*isConstant=*/true,
                         GlobalValue::ExternalLinkage, table);
  if (GlobalVariable *declared =
          module.getGlobalVariable(abi::kLocationSymbol)) {
    declared->replaceAllUsesWith(global);
    declared->eraseFromParent();
  }
  global->setName(abi::kLocationSymbol);
  global->setVisibility(GlobalValue::HiddenVisibility);
  global->setDSOLocal(true);
}

bool needsLocation(const CallBase &call) {
  if (call.isInlineAsm() || call.hasFnAttr("gc-leaf-function"))
    return false;
  const Function *callee = call.getCalledFunction();
  return !callee || !callee->isIntrinsic();
}

} // namespace

PreservedAnalyses LocationsPass::run(Module &module, ModuleAnalysisManager &) {
  if (GlobalVariable *table = module.getGlobalVariable(abi::kLocationSymbol))
    if (table->hasInitializer()) {
      module.getContext().emitError(
          "internal compiler error: module already defines '" +
          Twine(abi::kLocationSymbol) + "'");
      return PreservedAnalyses::all();
    }
  Rows rows;
  for (Function &function : module) {
    if (!isVoFunction(function))
      continue;
    if (const DISubprogram *subprogram = function.getSubprogram())
      function.addFnAttr(kEntryLocationAttr,
                         Twine(rows.rowOf(subprogram)).str());
    for (Instruction &instruction : instructions(function))
      if (auto *call = dyn_cast<CallBase>(&instruction))
        if (needsLocation(*call))
          call->addFnAttr(Attribute::get(
              module.getContext(), kStatepointIdAttr,
              Twine(rows.rowOf(call->getDebugLoc().get())).str()));
  }
  rows.define(module);
  return PreservedAnalyses::none();
}

} // namespace vo::lowering
