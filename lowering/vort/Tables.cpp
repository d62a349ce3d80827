//===- Tables.cpp - The module descriptor and what it refers to -----------===//

#include "lowering/vort/Tables.h"

#include "dialect/vo/ModuleAttributes.h"
#include "dialect/vort/Vort.h"
#include "lowering/vort/Constants.h"
#include "lowering/vort/GlobalBlock.h"
#include "lowering/vort/InteriorPointers.h"
#include "lowering/vort/Layouts.h"
#include "lowering/vort/Patterns.h"
#include "lowering/vort/Records.h"
#include "runtime/abi/Module.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "llvm/ADT/StringExtras.h"

using namespace mlir;

namespace vo::lowering {

ModuleFacts collectFacts(ModuleOp module, const GlobalBlock &globals) {
  ModuleFacts facts{};
  facts.name = module.getSymName().value_or("").str();
  for (auto function : module.getOps<func::FuncOp>())
    if (function->hasAttr(ir::kEntryAttr))
      facts.entrySymbol = programSymbol(function.getName());
  for (auto global : module.getOps<ir::vort::GlobalOp>())
    if (global.getLayout().hasReferences())
      facts.roots.push_back({programSymbol(global.getSymName()),
                             global.getLayout(),
                             globals.offsetOf(global.getSymName())});
  if (auto types = module->getAttrOfType<DenseI64ArrayAttr>(ir::kTypeInfoAttr))
    facts.typeInfo = types.asArrayRef().vec();
  if (auto words = module->getAttrOfType<ArrayAttr>(ir::kTypeWordsAttr))
    for (StringAttr text : words.getAsRange<StringAttr>())
      facts.typeWords.push_back(text.str());
  auto rttid = module->getAttrOfType<IntegerAttr>(ir::kErrorPtrRttidAttr);
  facts.errorPtrRttid = rttid ? rttid.getValue().getZExtValue() : abi::kNoRttid;
  auto itab = module->getAttrOfType<IntegerAttr>(ir::kErrorItabAttr);
  facts.errorItab = itab ? itab.getValue().getZExtValue() : 0;
  if (module->hasAttr(ir::kInteriorPointersAttr) ||
      makesInteriorPointers(module))
    facts.flags |= abi::kModuleHasInteriorPointers;
  return facts;
}

namespace {

/// Names of the tables.
constexpr StringLiteral kLayoutsName = "vort.layouts";
constexpr StringLiteral kSlotTypesName = "vort.slot_types";
constexpr StringLiteral kRootsName = "vort.global_roots";
constexpr StringLiteral kTypesName = "vort.types";
constexpr StringLiteral kTypeWordsName = "vort.type_words";
constexpr StringLiteral kNameName = "vort.name";

class TableWriter {
public:
  TableWriter(ModuleOp module, const ModuleFacts &facts,
              const GlobalBlock &globals, LayoutTable &layouts)
      : facts(facts), globals(globals), layouts(layouts), loc(module.getLoc()),
        builder(OpBuilder::atBlockEnd(module.getBody())) {}

  void run() {
    defineGlobalBlock();
    // Roots first: they may add layouts.
    defineRoots();
    defineLayouts();
    defineTypes();
    if (!facts.name.empty())
      defineBytes(builder, loc, kNameName,
                  StringRef(facts.name.c_str(), facts.name.size() + 1));
    declare(abi::kStackMapSymbol);
    declare(abi::kLocationSymbol);
    defineDescriptor();
  }

private:
  MLIRContext *context() { return builder.getContext(); }

  /// Of all variables, where each has no address of its own.
  void defineGlobalBlock() {
    if (globals.bytes() == 0)
      return;
    auto type = LLVM::LLVMArrayType::get(builder.getI64Type(),
                                         globals.bytes() / abi::kWordBytes);
    auto block = LLVM::GlobalOp::create(
        builder, loc, type, /*isConstant=*/false, LLVM::Linkage::Internal,
        kGlobalBlockName, Attribute(), abi::kWordBytes);
    buildInitializer(block, builder,
                     [&] { return LLVM::ZeroOp::create(builder, loc, type); });
  }

  FieldValue addressOf(const ModuleFacts::Root &root) const {
    if (globals.exists())
      return SymbolOffset{kGlobalBlockName.str(), root.offset};
    return root.symbol;
  }

  void defineRoots() {
    if (facts.roots.empty())
      return;
    RecordType record(context(), sizeof(abi::GlobalRoot),
                      {VO_FIELD(abi::GlobalRoot, address),
                       VO_FIELD(abi::GlobalRoot, layout),
                       VO_FIELD(abi::GlobalRoot, slots)});
    auto type = LLVM::LLVMArrayType::get(record.type(), facts.roots.size());
    auto global = defineTable(type, kRootsName, Attribute());
    buildInitializer(global, builder, [&] {
      Value table = LLVM::ZeroOp::create(builder, loc, type);
      for (auto [index, root] : llvm::enumerate(facts.roots)) {
        Value row = record.build(builder, loc,
                                 {addressOf(root), layouts.fixed(root.layout),
                                  uint64_t{root.layout.size()}});
        table = LLVM::InsertValueOp::create(builder, loc, table, row,
                                            int64_t(index));
      }
      return table;
    });
  }

  void defineLayouts() {
    RecordType record(
        context(), sizeof(abi::Layout),
        {VO_FIELD(abi::Layout, kind), VO_FIELD(abi::Layout, slots),
         VO_FIELD(abi::Layout, refs), VO_FIELD(abi::Layout, interfaces),
         VO_FIELD(abi::Layout, slotTypes)});
    SmallVector<Attribute> rows;
    for (const abi::Layout &row : layouts.rows())
      rows.push_back(
          record.attribute({static_cast<uint64_t>(row.kind), row.slots,
                            row.refs, row.interfaces, row.slotTypes}));
    defineRows(record, kLayoutsName, rows);
    if (!layouts.slotTypes().empty())
      defineBytes(builder, loc, kSlotTypesName,
                  llvm::toStringRef(layouts.slotTypes()));
  }

  void defineTypes() {
    RecordType record(
        context(), sizeof(abi::TypeInfo),
        {VO_FIELD(abi::TypeInfo, kind), VO_FIELD(abi::TypeInfo, elemKind),
         VO_FIELD(abi::TypeInfo, elemRttid), VO_FIELD(abi::TypeInfo, words),
         VO_FIELD(abi::TypeInfo, wordCount)});
    SmallVector<Attribute> rows;
    for (size_t i = 0; i < facts.typeInfo.size(); i += 3) {
      StringRef words = i / 3 < facts.typeWords.size()
                            ? StringRef(facts.typeWords[i / 3])
                            : StringRef();
      rows.push_back(record.attribute(
          {uint64_t(facts.typeInfo[i]), uint64_t(facts.typeInfo[i + 1]),
           facts.typeInfo[i + 2] < 0 ? abi::kNoRttid
                                     : uint64_t(facts.typeInfo[i + 2]),
           typeWords.size(), words.size()}));
      typeWords += words;
    }
    defineRows(record, kTypesName, rows);
    if (!typeWords.empty())
      defineBytes(builder, loc, kTypeWordsName, typeWords);
  }

  void defineDescriptor() {
#define VO_MODULE_FIELD(member) VO_FIELD(abi::ModuleDescriptor, member)
    RecordType record(context(), sizeof(abi::ModuleDescriptor),
                      {VO_MODULE_FIELD(abiVersion), VO_MODULE_FIELD(flags),
                       VO_MODULE_FIELD(name), VO_MODULE_FIELD(entry),
                       VO_MODULE_FIELD(layouts), VO_MODULE_FIELD(slotTypePool),
                       VO_MODULE_FIELD(globals), VO_MODULE_FIELD(types),
                       VO_MODULE_FIELD(typeWords), VO_MODULE_FIELD(stackMaps),
                       VO_MODULE_FIELD(locations), VO_MODULE_FIELD(layoutCount),
                       VO_MODULE_FIELD(globalCount), VO_MODULE_FIELD(typeCount),
                       VO_MODULE_FIELD(errorPtrRttid),
                       VO_MODULE_FIELD(errorItab), VO_MODULE_FIELD(islandInit),
                       VO_MODULE_FIELD(globalBlock),
                       VO_MODULE_FIELD(globalBytes)});
#undef VO_MODULE_FIELD
    auto global =
        LLVM::GlobalOp::create(builder, loc, record.type(), /*isConstant=*/true,
                               LLVM::Linkage::External, abi::kModuleSymbol,
                               Attribute(), alignof(abi::ModuleDescriptor));
    buildInitializer(global, builder, [&] {
      return record.build(
          builder, loc,
          {abi::kAbiVersion, facts.flags,
           nameIf(!facts.name.empty(), kNameName), facts.entrySymbol,
           nameIf(!layouts.rows().empty(), kLayoutsName),
           nameIf(!layouts.slotTypes().empty(), kSlotTypesName),
           nameIf(!facts.roots.empty(), kRootsName),
           nameIf(!facts.typeInfo.empty(), kTypesName),
           nameIf(!typeWords.empty(), kTypeWordsName),
           std::string(abi::kStackMapSymbol), std::string(abi::kLocationSymbol),
           layouts.rows().size(), facts.roots.size(), facts.typeInfo.size() / 3,
           facts.errorPtrRttid, facts.errorItab, globals.islandInitSymbol(),
           nameIf(globals.bytes() != 0, kGlobalBlockName), globals.bytes()});
    });
  }

  static std::string nameIf(bool exists, StringRef name) {
    return exists ? name.str() : std::string();
  }

  /// A table of numbers; none if it has no rows.
  void defineRows(const RecordType &record, StringRef name,
                  ArrayRef<Attribute> rows) {
    if (!rows.empty())
      defineTable(LLVM::LLVMArrayType::get(record.type(), rows.size()), name,
                  builder.getArrayAttr(rows));
  }

  LLVM::GlobalOp defineTable(Type type, StringRef name, Attribute value) {
    return LLVM::GlobalOp::create(builder, loc, type, /*isConstant=*/true,
                                  LLVM::Linkage::Private, name, value,
                                  abi::kWordBytes);
  }

  /// A symbol that a later stage defines in the same object.
  void declare(StringRef name) {
    auto global = LLVM::GlobalOp::create(
        builder, loc, builder.getI8Type(),
        /*isConstant=*/true, LLVM::Linkage::External, name, Attribute());
    global.setVisibility_(LLVM::Visibility::Hidden);
  }

  const ModuleFacts &facts;
  const GlobalBlock &globals;
  LayoutTable &layouts;
  std::string typeWords; // of all types
  Location loc;
  OpBuilder builder;
};

} // namespace

void defineTables(ModuleOp module, const ModuleFacts &facts,
                  const GlobalBlock &globals, LayoutTable &layouts) {
  TableWriter(module, facts, globals, layouts).run();
}

} // namespace vo::lowering
