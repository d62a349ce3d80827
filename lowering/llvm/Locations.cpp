//===- Locations.cpp - Source positions of calls --------------------------===//

#include "lowering/llvm/Locations.h"

#include "lowering/llvm/Conventions.h"
#include "runtime/abi/Module.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/DebugInfoMetadata.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Module.h"

#include <tuple>

using namespace llvm;

namespace vo::lowering {
namespace {

/// The native that finds rows of callers.
constexpr StringLiteral kCallerNative = "vo_std_runtime_Caller";
/// What a function that defers calls asks to run the rest of it.
constexpr StringLiteral kRunsBody = "vo_rt_call_deferring";

/// The rows of the table while they are collected.
class Rows {
public:
  Rows() { rows.insert({{0, 0, 0}, 0}); }
  /// Those of a table that has been defined.
  explicit Rows(const GlobalVariable &table);

  /// `place` is null or has a file and a line.
  template <typename Place>
  unsigned rowOf(const Place *place, unsigned caller = 0) {
    if (!place || place->getLine() == 0)
      return caller;
    return rowOf(fileOf(place->getFilename()), place->getLine(), caller);
  }
  /// The position of a row, in the place of another one.
  unsigned withCaller(unsigned row, unsigned caller) {
    auto [file, line, none] = rows.begin()[row].first;
    return line == 0 ? caller : rowOf(file, line, caller);
  }

  enum class Callers : uint8_t { Without, With };
  /// The constant that the rows are.
  Constant *table(Module &module, Callers callers) const;

private:
  unsigned rowOf(unsigned file, unsigned line, unsigned caller) {
    auto next = static_cast<unsigned>(rows.size());
    return rows.insert({{file, line, caller}, next}).first->second;
  }
  unsigned fileOf(StringRef name) {
    auto next = static_cast<unsigned>(files.size());
    return files.insert({name, next}).first->second;
  }
  Constant *locationArray(Module &module) const;
  Constant *callerArray(Module &module) const;
  Constant *fileArray(Module &module) const;

  // Names live in the debug metadata or in constants.
  MapVector<StringRef, unsigned> files;
  MapVector<std::tuple<unsigned, unsigned, unsigned>, unsigned>
      rows; // file, line, caller
};

Rows::Rows(const GlobalVariable &table) {
  auto valueAt = [&](unsigned field) -> const Constant * {
    auto *global = dyn_cast<GlobalVariable>(
        table.getInitializer()->getAggregateElement(field));
    return global ? global->getInitializer() : nullptr;
  };
  if (const Constant *names = valueAt(1))
    for (const Use &name : names->operands())
      fileOf(
          cast<ConstantDataArray>(cast<GlobalVariable>(name)->getInitializer())
              ->getAsCString());
  const Constant *words = valueAt(0);
  auto wordAt = [&](unsigned i) {
    return static_cast<unsigned>(
        cast<ConstantInt>(words->getAggregateElement(i))->getZExtValue());
  };
  auto count = cast<ArrayType>(words->getType())->getNumElements();
  for (unsigned i = 0; i < count; i += 2)
    rowOf(wordAt(i), wordAt(i + 1), 0);
}

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
    words.append({std::get<0>(position), std::get<1>(position)});
  static_assert(sizeof(abi::SourceLocation) == 2 * sizeof(uint32_t) &&
                offsetof(abi::SourceLocation, line) == sizeof(uint32_t));
  return makeConstant(module,
                      ConstantDataArray::get(module.getContext(), words),
                      "vo_locations.rows");
}

Constant *Rows::callerArray(Module &module) const {
  SmallVector<uint32_t> callers;
  for (const auto &[position, row] : rows)
    callers.push_back(std::get<2>(position));
  return makeConstant(module,
                      ConstantDataArray::get(module.getContext(), callers),
                      "vo_locations.callers");
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

Constant *Rows::table(Module &module, Callers callers) const {
  auto *word = Type::getInt32Ty(module.getContext());
  static_assert(offsetof(abi::LocationTable, files) == 8 &&
                offsetof(abi::LocationTable, locationCount) == 16 &&
                offsetof(abi::LocationTable, fileCount) == 20 &&
                offsetof(abi::LocationTable, callers) == 24);
  return ConstantStruct::getAnon(
      {locationArray(module), fileArray(module),
       ConstantInt::get(word, rows.size()),
       ConstantInt::get(word, files.size()),
       callers == Callers::With ? callerArray(module)
                                : ConstantPointerNull::get(PointerType::get(
                                      module.getContext(), 0))});
}

/// Gives the table other rows; the constants of its old ones go.
void redefine(Module &module, GlobalVariable &table, const Rows &rows) {
  SmallVector<GlobalVariable *> old;
  for (const Use &part : table.getInitializer()->operands())
    if (auto *global = dyn_cast<GlobalVariable>(part)) {
      old.push_back(global);
      for (const Use &name : global->getInitializer()->operands())
        if (auto *file = dyn_cast<GlobalVariable>(name))
          old.push_back(file);
    }
  table.setInitializer(rows.table(module, Rows::Callers::With));
  for (GlobalVariable *global : old) {
    global->removeDeadConstantUsers();
    if (global->use_empty())
      global->eraseFromParent();
  }
}

void define(Module &module, const Rows &rows) {
  Constant *table = rows.table(module, Rows::Callers::Without);
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

/// Rows of the calls in whose place others were inlined.
class InlinedRows {
public:
  explicit InlinedRows(Rows &rows) : rows(rows) {}

  unsigned rowOf(const DILocation *call) {
    // Innermost first, up to one that is known.
    SmallVector<const DILocation *> chain;
    for (; call && !known.count(call); call = call->getInlinedAt())
      chain.push_back(call);
    unsigned row = known.lookup(call);
    for (const DILocation *each : reverse(chain))
      row = known[each] = rows.rowOf(each, row);
    return row;
  }

private:
  Rows &rows;
  DenseMap<const DILocation *, unsigned> known;
};

/// The row that the call has, if it has one.
std::optional<unsigned> rowOf(const CallBase &call) {
  unsigned row = 0;
  Attribute id = call.getFnAttr(kStatepointIdAttr);
  if (!id.isStringAttribute() || id.getValueAsString().getAsInteger(10, row))
    return std::nullopt;
  return row;
}

void setRow(CallBase &call, unsigned row) {
  call.addFnAttr(
      Attribute::get(call.getContext(), kStatepointIdAttr, Twine(row).str()));
}

/// Gives the call a row in the place of those that it was inlined into.
void placeInlined(CallBase &call, Rows &rows, InlinedRows &inlined) {
  std::optional<unsigned> own = rowOf(call);
  if (!own)
    return;
  const DILocation *place = call.getDebugLoc().get();
  unsigned caller = place ? inlined.rowOf(place->getInlinedAt()) : 0;
  // That a function and its body are two is no matter of the program.
  const Function *callee = call.getCalledFunction();
  bool runsBody = callee && callee->getName() == kRunsBody;
  setRow(call, runsBody ? caller : rows.withCaller(*own, caller));
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
          setRow(*call, rows.rowOf(call->getDebugLoc().get()));
  }
  define(module, rows);
  return PreservedAnalyses::none();
}

PreservedAnalyses InlinedLocationsPass::run(Module &module,
                                            ModuleAnalysisManager &) {
  GlobalVariable *table = module.getGlobalVariable(abi::kLocationSymbol);
  if (!table || !table->hasInitializer() || !module.getFunction(kCallerNative))
    return PreservedAnalyses::all();
  Rows rows(*table);
  InlinedRows inlined(rows);
  for (Function &function : module) {
    if (!isVoFunction(function))
      continue;
    for (Instruction &instruction : instructions(function))
      if (auto *call = dyn_cast<CallBase>(&instruction))
        placeInlined(*call, rows, inlined);
  }
  redefine(module, *table, rows);
  return PreservedAnalyses::none();
}

} // namespace vo::lowering
