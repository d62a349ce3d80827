//===- Natives.cpp - Declarations of the library's native functions -------===//
//
// A native becomes a `vo.func` without a body. What a call of it may do comes
// from its declaration in the library (runtime/abi/Natives.inc) and becomes its
// `effects`; externs of other modules have none and may do anything. Natives
// make error values, so the first that returns one brings the method table by
// which *errors.Error is an error (`vo.error_itab`).
//
//===----------------------------------------------------------------------===//

#include "importer/Program.h"

#include "bytecode/typing/Methods.h"
#include "dialect/vo/ModuleAttributes.h"
#include "runtime/abi/Entries.h"

using namespace mlir;
using namespace vo::importer;
namespace abi = vo::abi;
namespace ir = vo::ir;

namespace {

/// The edges that the table's words stand for.
class NativeFlow {
public:
  explicit NativeFlow(FunctionType type)
      : type(type), edges(type.getContext()) {}

  /// `word` is the destination of argument `index`.
  void add(unsigned index, StringRef word) {
    if (word == "none" || !ir::holdsReferences(type.getInput(index)))
      return;
    if (word == "heap")
      return edges.add(edges.operand(index), edges.heap());
    if (word == "result") {
      for (unsigned result = 0; result < type.getNumResults(); ++result)
        addInto(index, result, /*isResult=*/true);
      return;
    }
    SmallVector<StringRef> places;
    word.split(places, '|');
    for (StringRef place : places) {
      bool isResult = place.consume_front("result ");
      unsigned to = 0;
      if (!isResult && !place.consume_front("parameter "))
        llvm_unreachable("destination of the table of natives");
      place.getAsInteger(10, to);
      addInto(index, to, isResult);
    }
  }

  /// Whatever lies in memory that arguments lead to is new afterwards, or
  /// comes from where it is not seen.
  void addWrites() {
    for (unsigned index = 0; index < type.getNumInputs(); ++index)
      if (ir::holdsReferences(type.getInput(index)) &&
          leadsOn(type.getInput(index)))
        edges.add(edges.heap(), edges.operand(index, "**"));
  }

  ArrayRef<ir::FlowEdge> get() const { return edges.get(); }

private:
  /// Whether anything with references in it can be reached from a value.
  static bool leadsOn(Type type) {
    if (auto slice = dyn_cast<ir::SliceType>(type))
      return !slice.getElem().isIntOrFloat();
    return !isa<ir::StringType>(type);
  }

  /// The argument and what it leads to may be what the destination is or leads
  /// to; a parameter itself stays what it is.
  void addInto(unsigned index, unsigned to, bool isResult) {
    Type target = isResult ? type.getResult(to) : type.getInput(to);
    if (!ir::holdsReferences(target))
      return;
    for (StringRef from : {"", "**"})
      for (StringRef into : {"", "**"}) {
        if ((!from.empty() && !leadsOn(type.getInput(index))) ||
            (!into.empty() && !leadsOn(target)) || (into.empty() && !isResult))
          continue;
        edges.add(edges.operand(index, from),
                  isResult ? edges.result(to, into) : edges.operand(to, into));
      }
  }

  FunctionType type;
  ir::FlowEdges edges;
};

} // namespace

/// What calls of the native may do; null when nobody says so.
static ir::EffectsAttr effectsOf(StringRef wire, FunctionType type) {
  const abi::Native *native = abi::findNative(wire);
  if (!native)
    return {};
  SmallVector<StringRef> words;
  StringRef(native->flows).split(words, ", ", -1, /*KeepEmpty=*/false);
  if (words.size() != type.getNumInputs())
    return {};
  NativeFlow flow(type);
  for (auto [index, word] : llvm::enumerate(words))
    flow.add(index, word);
  uint32_t effects = native->effects;
  if (effects & abi::Writes)
    flow.addWrites();
  // Where the program ends, as behind a panic, nothing comes back.
  return ir::EffectsAttr::get(
      type.getContext(),
      (effects & (abi::Panics | abi::Calls | abi::Exits)) != 0,
      (effects & abi::Leaf) == 0, (effects & (abi::Calls | abi::Parks)) != 0,
      flow.get());
}

void Program::declareErrorItab(const bc::ExternDef &def) {
  const bc::WellKnown &known = module.wellKnown;
  bool makesErrors =
      known.errorIfaceMetaId &&
      llvm::is_contained(def.returns.interfaceMetas, known.errorIfaceMetaId);
  if (!makesErrors || !known.errorPtrRttid ||
      target->hasAttr(ir::kErrorItabAttr))
    return;
  auto methods = typing::implementation(module, *known.errorPtrRttid,
                                        *known.errorIfaceMetaId);
  if (!methods)
    return;
  if (FlatSymbolRefAttr symbol =
          itab(*known.errorPtrRttid, *known.errorIfaceMetaId, *methods))
    target->setAttr(ir::kErrorItabAttr, symbol);
}

FlatSymbolRefAttr Program::native(uint32_t externId, FunctionType type) {
  auto [it, isNew] = natives.try_emplace(externId);
  if (!isNew)
    return it->second;
  const bc::ExternDef &def = module.externs[externId];
  std::string name = def.name;
  if (auto parts = typing::parseExternName(def.name))
    name = std::string(parts->package) + "." + std::string(parts->function);
  name = names.unique(name, externId);
  OpBuilder front = OpBuilder::atBlockBegin(target.getBody());
  auto func = ir::FuncOp::create(front, location(), name, type);
  func.setSymVisibility("private");
  func.setNative(StringRef(def.name));
  if (ir::EffectsAttr effects = effectsOf(def.name, type))
    func.setEffectsAttr(effects);
  declareErrorItab(def);
  return it->second = FlatSymbolRefAttr::get(b.getContext(), name);
}
