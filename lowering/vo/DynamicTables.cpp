//===- DynamicTables.cpp - Tables for dynamic access ----------------------===//
//
// abi/Dynamic.h says what is in them. Rows are filled in here, as the structs
// that the runtime reads, but for the ids of layouts, which are numbered later.
//
//===----------------------------------------------------------------------===//

#include "lowering/vo/DynamicTables.h"

#include "dialect/vo/DynamicPaths.h"
#include "dialect/vort/Vort.h"
#include "runtime/abi/Dynamic.h"

#include "llvm/ADT/MapVector.h"

using namespace mlir;

namespace vo::lowering {
namespace {

/// Attributes in the order in which they were asked for.
class Pool {
public:
  uint32_t number(Attribute attribute) {
    return numbers.try_emplace(attribute, numbers.size()).first->second;
  }
  SmallVector<Attribute> list() const {
    SmallVector<Attribute> attributes;
    for (auto [attribute, number] : numbers)
      attributes.push_back(attribute);
    return attributes;
  }

private:
  llvm::MapVector<Attribute, uint32_t> numbers;
};

/// The words of rows.
template <typename Row>
ArrayRef<int32_t> wordsOf(const std::vector<Row> &rows) {
  static_assert(sizeof(Row) % sizeof(int32_t) == 0);
  return {reinterpret_cast<const int32_t *>(rows.data()),
          rows.size() * (sizeof(Row) / sizeof(int32_t))};
}

uint32_t saturate(uint64_t value) {
  return static_cast<uint32_t>(std::min<uint64_t>(value, UINT32_MAX));
}

class Builder {
public:
  Builder(ModuleOp module, Program &program)
      : module(module), program(program), layouts(program.layouts) {}

  void run() {
    for (auto op : module.getOps<ir::DynTypeOp>())
      addType(op);
    if (types.empty())
      return;
    OpBuilder b = OpBuilder::atBlockEnd(module.getBody());
    ir::vort::DynamicTablesOp::create(
        b, module.getLoc(), b.getDenseI32ArrayAttr(wordsOf(types)),
        b.getDenseI32ArrayAttr(wordsOf(members)),
        b.getDenseI32ArrayAttr(wordsOf(declared)),
        b.getDenseI32ArrayAttr(wordsOf(numbers)), b.getStringAttr(text),
        b.getArrayAttr(layoutPool.list()), b.getArrayAttr(code.list()),
        b.getArrayAttr(interfaces.list()));
  }

private:
  void addType(ir::DynTypeOp op) {
    ir::TypeOp type = program.typeOf(op.getTypeAttr());
    uint32_t rttid = rttidOf(op.getTypeAttr());
    if (types.size() <= rttid)
      types.resize(rttid + 1, abi::DynamicType{});
    abi::DynamicType row{};
    row.kind = static_cast<uint32_t>(type.getKind());
    row.underlying =
        op.getUnderlyingAttr() ? rttidOf(op.getUnderlyingAttr()) : rttid;
    row.flags = (op.getUnderlyingAttr() ? abi::kDynamicNamed : 0) |
                (op.getVariadic() ? abi::kDynamicVariadic : 0);
    row.key = type.getKeyAttr() ? rttidOf(type.getKeyAttr()) : abi::kNoRttid;
    row.elem = type.getElemAttr() ? rttidOf(type.getElemAttr()) : abi::kNoRttid;
    addMemory(op, type, row);
    row.fields = addFields(op, type);
    row.declared = addDeclared(op, type);
    row.methods = addMethods(op, row);
    row.params = addTypes(op.getParamTypes());
    row.results = addTypes(op.getResultTypes());
    row.wider = addTypes(op.getWider());
    row.code = abi::kNoDynamic;
    if (type.getKind() == ir::TypeKind::Func && !op.getUnderlyingAttr())
      row.code = code.number(symbol(dynamicCallName(op.getType())));
    row.interface = abi::kNoDynamic;
    if (auto iface = dyn_cast<ir::IfaceType>(type.getStorage());
        iface && iface.getInterface())
      row.interface = interfaces.number(iface.getInterface());
    if (std::optional<StringRef> name = op.getName()) {
      row.name = textOf(*name);
      row.nameLength = saturate(name->size());
    }
    types[rttid] = row;
  }

  FlatSymbolRefAttr symbol(StringRef name) {
    return FlatSymbolRefAttr::get(module.getContext(), name);
  }
  uint32_t rttidOf(FlatSymbolRefAttr name) {
    return static_cast<uint32_t>(program.typeOf(name).getRttid());
  }

  void addMemory(ir::DynTypeOp op, ir::TypeOp type, abi::DynamicType &row) {
    Type storage = type.getStorage();
    row.bytes = saturate(layouts.bytes(storage));
    row.stride = saturate(layouts.stride(storage));
    Attribute layout;
    if (auto flat = dyn_cast<ir::FlatType>(storage)) {
      row.length = saturate(static_cast<uint64_t>(flat.getCount()));
      layout = layouts.element(flat.getElem());
    } else if (auto slice = dyn_cast<ir::SliceType>(storage)) {
      layout = layouts.element(slice.getElem());
    } else if (isa<ir::StructType>(storage)) {
      layout = layouts.object(storage);
    } else if (auto map = dyn_cast<ir::MapType>(storage)) {
      layout = entryLayout(map);
    } else if (isa<ir::ClosureType>(storage)) {
      layout = layouts.object(program.storages(op.getParamTypes()));
    }
    if (layout)
      row.layout = layoutPool.number(layout) + 1;
  }

  /// Of the array of a map's entries; null when they are too large for any map.
  Attribute entryLayout(ir::MapType map) {
    ir::LayoutAttr key = layouts.object(map.getKey()),
                   value = layouts.object(map.getValue());
    if (!key || !value)
      return {};
    std::string letters = (key.getSlots() + value.getSlots()).str();
    return ir::ElemAttr::get(module.getContext(), ir::ElemKind::Slots,
                             StringAttr::get(module.getContext(), letters));
  }

  abi::DynamicRange addTypes(std::optional<ArrayAttr> names) {
    abi::DynamicRange range{saturate(numbers.size()), 0};
    if (names)
      for (auto name : names->getAsRange<FlatSymbolRefAttr>())
        numbers.push_back(rttidOf(name));
    range.count = saturate(numbers.size()) - range.begin;
    return range;
  }

  /// Position of the letters in the text.
  uint32_t textOf(StringRef letters) {
    auto [known, isNew] = texts.try_emplace(letters, saturate(text.size()));
    if (isNew)
      text += letters;
    return known->second;
  }

  abi::DynamicMember makeMember(Attribute name, FlatSymbolRefAttr type) {
    StringRef letters = cast<StringAttr>(name).getValue();
    return {textOf(letters),
            saturate(letters.size()),
            rttidOf(type),
            abi::kNoDynamic,
            {0, 0}};
  }

  /// Appends members in the order of their names.
  abi::DynamicRange append(std::vector<abi::DynamicMember> list) {
    llvm::sort(list, [&](const auto &a, const auto &b) {
      return nameOf(a) < nameOf(b);
    });
    abi::DynamicRange range{saturate(members.size()), saturate(list.size())};
    members.insert(members.end(), list.begin(), list.end());
    return range;
  }
  StringRef nameOf(const abi::DynamicMember &member) const {
    return StringRef(text).substr(member.name, member.nameLength);
  }

  abi::DynamicRange addFields(ir::DynTypeOp op, ir::TypeOp type) {
    std::vector<abi::DynamicMember> list;
    if (!op.getFieldNamesAttr())
      return append(list);
    for (auto [name, path, fieldType] :
         llvm::zip_equal(op.getFieldNamesAttr(), op.getPathsAttr(),
                         op.getFieldTypesAttr())) {
      list.push_back(makeMember(name, cast<FlatSymbolRefAttr>(fieldType)));
      StringRef steps = cast<StringAttr>(path).getValue();
      if (!steps.empty())
        place(list.back(), *ir::dynamicPath(op, type.getStorage(), steps,
                                            layouts.symbols()));
    }
    return append(list);
  }

  void place(abi::DynamicMember &member, const ir::DynamicPath &path) {
    member.path.begin = saturate(numbers.size());
    uint64_t offset = 0;
    for (const ir::DynamicStep &step : path.steps) {
      offset += layouts.memberOffset(step.container, step.member);
      if (!step.isFollowed)
        continue;
      numbers.push_back(saturate(offset));
      offset = 0;
    }
    member.path.count = saturate(numbers.size()) - member.path.begin;
    member.place = saturate(offset);
  }

  abi::DynamicRange addDeclared(ir::DynTypeOp op, ir::TypeOp type) {
    abi::DynamicRange range{saturate(declared.size()), 0};
    if (!op.getDeclaredAttr())
      return range;
    auto storage = cast<ir::StructType>(type.getStorage());
    for (auto [i, name, tag, fieldType, embedded, exported] :
         llvm::enumerate(op.getDeclaredAttr().getAsRange<StringAttr>(),
                         op.getTagsAttr().getAsRange<StringAttr>(),
                         type.getFieldsAttr().getAsRange<FlatSymbolRefAttr>(),
                         *op.getEmbedded(), *op.getExported()))
      declared.push_back(
          {textOf(name), saturate(name.size()), textOf(tag),
           saturate(tag.size()), rttidOf(fieldType),
           saturate(layouts.memberOffset(storage, static_cast<unsigned>(i))),
           (embedded ? abi::kFieldEmbedded : 0u) |
               (exported ? abi::kFieldExported : 0u)});
    range.count = saturate(declared.size()) - range.begin;
    return range;
  }

  abi::DynamicRange addMethods(ir::DynTypeOp op, abi::DynamicType &row) {
    std::vector<abi::DynamicMember> list;
    if (op.getMethodNamesAttr())
      for (auto [name, function, type] :
           llvm::zip_equal(op.getMethodNamesAttr(), op.getMethodsAttr(),
                           op.getSignaturesAttr())) {
        auto typeName = cast<FlatSymbolRefAttr>(type);
        list.push_back(makeMember(name, typeName));
        signatures[list.back().type] =
            cast<ir::ClosureType>(program.typeOf(typeName).getStorage())
                .getSignature();
        if (auto callee = dyn_cast<FlatSymbolRefAttr>(function))
          list.back().place =
              code.number(symbol(boundEntryName(callee.getValue())));
      }
    abi::DynamicRange range = append(list);
    for (unsigned protocol = 0; protocol < abi::kDynamicProtocolCount;
         ++protocol)
      row.protocols[protocol] = findProtocol(range, protocol);
    return range;
  }

  /// The method by which values of a type answer the protocol.
  uint32_t findProtocol(abi::DynamicRange range, unsigned protocol) {
    for (uint32_t i = range.begin; i < range.begin + range.count; ++i)
      if (nameOf(members[i]) == abi::kDynamicProtocols[protocol] &&
          members[i].place != abi::kNoDynamic &&
          isProtocol(members[i].type, abi::DynamicProtocol(protocol)))
        return i;
    return abi::kNoDynamic;
  }

  /// Whether a function of that type is called as the runtime does it.
  bool isProtocol(uint32_t rttid, abi::DynamicProtocol protocol) {
    FunctionType signature = signatures.lookup(rttid);
    using enum abi::DynamicProtocol;
    bool isIndex = protocol == Index || protocol == SetIndex;
    bool isSet = protocol == SetAttr || protocol == SetIndex;
    ArrayRef<Type> params = signature.getInputs();
    if (params.size() != (isSet ? 2 : 1) ||
        signature.getNumResults() != (isSet ? 1 : 2) ||
        !llvm::all_of(signature.getResults(), llvm::IsaPred<ir::IfaceType>) ||
        (isSet && !isa<ir::IfaceType>(params[1])))
      return false;
    if (protocol == Call) {
      auto slice = dyn_cast<ir::SliceType>(params[0]);
      return slice && isa<ir::IfaceType>(slice.getElem());
    }
    return isIndex ? isa<ir::IfaceType>(params[0])
                   : isa<ir::StringType>(params[0]);
  }

  ModuleOp module;
  Program &program;
  MemoryLayouts &layouts;
  std::vector<abi::DynamicType> types;
  std::vector<abi::DynamicMember> members;
  std::vector<abi::DynamicField> declared;
  std::vector<uint32_t> numbers;
  std::string text;
  llvm::StringMap<uint32_t> texts;
  Pool layoutPool, code, interfaces;
  llvm::DenseMap<uint32_t, FunctionType> signatures;
};

} // namespace

void defineDynamicTables(ModuleOp module, Program &program) {
  Builder(module, program).run();
}

} // namespace vo::lowering
