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
#include "runtime/abi/Dynamic.h"

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
  for (auto op : module.getOps<ir::vort::DynamicTablesOp>())
    facts.dynamic = {op.getTypesAttr(),  op.getMembersAttr(),
                     op.getFieldsAttr(), op.getNumbersAttr(),
                     op.getTextAttr(),   op.getLayoutsAttr(),
                     op.getCodeAttr(),   op.getInterfacesAttr()};
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
constexpr StringLiteral kDynamicName = "vort.dynamic";
constexpr StringLiteral kDynamicTypesName = "vort.dynamic_types";
constexpr StringLiteral kDynamicMembersName = "vort.dynamic_members";
constexpr StringLiteral kDynamicFieldsName = "vort.dynamic_fields";
constexpr StringLiteral kDynamicNumbersName = "vort.dynamic_numbers";
constexpr StringLiteral kDynamicTextName = "vort.dynamic_text";
constexpr StringLiteral kDynamicCodeName = "vort.dynamic_code";
constexpr StringLiteral kDynamicInterfacesName = "vort.dynamic_interfaces";

class TableWriter {
public:
  TableWriter(ModuleOp module, const ModuleFacts &facts,
              const GlobalBlock &globals, LayoutTable &layouts)
      : facts(facts), globals(globals), layouts(layouts), loc(module.getLoc()),
        builder(OpBuilder::atBlockEnd(module.getBody())) {}

  void run() {
    defineGlobalBlock();
    // These first: they may add layouts.
    defineRoots();
    defineDynamic();
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
    if (globals.bytes() != 0)
      defineZeroedWords(builder, loc, kGlobalBlockName,
                        globals.bytes() / abi::kWordBytes);
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

  void defineDynamic() {
    const ModuleFacts::Dynamic &dynamic = facts.dynamic;
    if (!dynamic.types)
      return;
    constexpr size_t kRow = sizeof(abi::DynamicType) / sizeof(int32_t),
                     kLayout =
                         offsetof(abi::DynamicType, layout) / sizeof(int32_t);
    SmallVector<int32_t> types(dynamic.types.asArrayRef());
    for (size_t i = kLayout; i < types.size(); i += kRow)
      if (types[i] != 0)
        types[i] = static_cast<int32_t>(
            layoutId(dynamic.layouts[static_cast<uint32_t>(types[i]) - 1]));
    defineNumbers(kDynamicTypesName, types);
    defineNumbers(kDynamicMembersName, dynamic.members);
    defineNumbers(kDynamicFieldsName, dynamic.fields);
    defineNumbers(kDynamicNumbersName, dynamic.numbers);
    if (!dynamic.text.empty())
      defineBytes(builder, loc, kDynamicTextName, dynamic.text);
    defineSymbols(kDynamicCodeName, dynamic.code);
    defineSymbols(kDynamicInterfacesName, dynamic.interfaces);
#define VO_DYNAMIC_FIELD(member) VO_FIELD(abi::DynamicTables, member)
    RecordType record(context(), sizeof(abi::DynamicTables),
                      {VO_DYNAMIC_FIELD(types), VO_DYNAMIC_FIELD(members),
                       VO_DYNAMIC_FIELD(fields), VO_DYNAMIC_FIELD(numbers),
                       VO_DYNAMIC_FIELD(text), VO_DYNAMIC_FIELD(code),
                       VO_DYNAMIC_FIELD(interfaces),
                       VO_DYNAMIC_FIELD(typeCount)});
#undef VO_DYNAMIC_FIELD
    auto global = defineTable(record.type(), kDynamicName, Attribute());
    buildInitializer(global, builder, [&] {
      return record.build(
          builder, loc,
          {nameIf(!types.empty(), kDynamicTypesName),
           nameIf(!dynamic.members.empty(), kDynamicMembersName),
           nameIf(!dynamic.fields.empty(), kDynamicFieldsName),
           nameIf(!dynamic.numbers.empty(), kDynamicNumbersName),
           nameIf(!dynamic.text.empty(), kDynamicTextName),
           nameIf(!dynamic.code.empty(), kDynamicCodeName),
           nameIf(!dynamic.interfaces.empty(), kDynamicInterfacesName),
           types.size() / kRow});
    });
  }

  uint32_t layoutId(Attribute layout) {
    auto elem = dyn_cast<ir::ElemAttr>(layout);
    return elem ? layouts.array(elem)
                : layouts.fixed(cast<ir::LayoutAttr>(layout));
  }

  /// A table of 32-bit words; none if it is empty.
  void defineNumbers(StringRef name, ArrayRef<int32_t> words) {
    if (words.empty())
      return;
    auto count = static_cast<int64_t>(words.size());
    auto type = RankedTensorType::get({count}, builder.getI32Type());
    defineTable(LLVM::LLVMArrayType::get(builder.getI32Type(), words.size()),
                name, DenseElementsAttr::get(type, words));
  }

  /// A table of addresses of what the program defines; none if it is empty.
  void defineSymbols(StringRef name, ArrayAttr symbols) {
    if (symbols.empty())
      return;
    Type pointer = LLVM::LLVMPointerType::get(context());
    auto type = LLVM::LLVMArrayType::get(pointer, symbols.size());
    auto global = defineTable(type, name, Attribute());
    buildInitializer(global, builder, [&] {
      Value table = LLVM::ZeroOp::create(builder, loc, type);
      for (auto [index, symbol] :
           llvm::enumerate(symbols.getAsRange<FlatSymbolRefAttr>())) {
        Value address = LLVM::AddressOfOp::create(
            builder, loc, pointer, programSymbol(symbol.getValue()));
        table = LLVM::InsertValueOp::create(builder, loc, table, address,
                                            static_cast<int64_t>(index));
      }
      return table;
    });
  }

  void defineDescriptor() {
#define VO_MODULE_FIELD(member) VO_FIELD(abi::ModuleDescriptor, member)
    RecordType record(
        context(), sizeof(abi::ModuleDescriptor),
        {VO_MODULE_FIELD(abiVersion),  VO_MODULE_FIELD(flags),
         VO_MODULE_FIELD(name),        VO_MODULE_FIELD(entry),
         VO_MODULE_FIELD(layouts),     VO_MODULE_FIELD(slotTypePool),
         VO_MODULE_FIELD(globals),     VO_MODULE_FIELD(types),
         VO_MODULE_FIELD(typeWords),   VO_MODULE_FIELD(stackMaps),
         VO_MODULE_FIELD(locations),   VO_MODULE_FIELD(dynamic),
         VO_MODULE_FIELD(layoutCount), VO_MODULE_FIELD(globalCount),
         VO_MODULE_FIELD(typeCount),   VO_MODULE_FIELD(errorPtrRttid),
         VO_MODULE_FIELD(errorItab),   VO_MODULE_FIELD(islandInit),
         VO_MODULE_FIELD(globalBlock), VO_MODULE_FIELD(globalBytes)});
#undef VO_MODULE_FIELD
    auto global =
        LLVM::GlobalOp::create(builder, loc, record.type(), /*isConstant=*/true,
                               LLVM::Linkage::External, abi::kModuleSymbol,
                               Attribute(), alignof(abi::ModuleDescriptor));
    buildInitializer(global, builder, [&] {
      return record.build(
          builder, loc,
          {abi::kAbiVersion,
           facts.flags,
           nameIf(!facts.name.empty(), kNameName),
           facts.entrySymbol,
           nameIf(!layouts.rows().empty(), kLayoutsName),
           nameIf(!layouts.slotTypes().empty(), kSlotTypesName),
           nameIf(!facts.roots.empty(), kRootsName),
           nameIf(!facts.typeInfo.empty(), kTypesName),
           nameIf(!typeWords.empty(), kTypeWordsName),
           std::string(abi::kStackMapSymbol),
           std::string(abi::kLocationSymbol),
           nameIf(static_cast<bool>(facts.dynamic.types), kDynamicName),
           layouts.rows().size(),
           facts.roots.size(),
           facts.typeInfo.size() / 3,
           facts.errorPtrRttid,
           facts.errorItab,
           globals.islandInitSymbol(),
           nameIf(globals.bytes() != 0, kGlobalBlockName),
           globals.bytes()});
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
