//===- Tables.cpp - Layouts and tables of the module being made -------------===//

#include "frontend/codegen/Tables.h"

#include "frontend/codegen/TablesImpl.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Path.h"

using namespace vo;
using namespace vo::fe;
using bc::SlotType;
using bc::ValueKind;

//===----------------------------------------------------------------------===//
// Layouts
//===----------------------------------------------------------------------===//

namespace {

constexpr uint64_t saturated = UINT64_MAX;

uint64_t saturatingAdd(uint64_t x, uint64_t y) {
  return x > saturated - y ? saturated : x + y;
}

uint64_t saturatingMul(uint64_t x, uint64_t y) {
  uint64_t product = 0;
  return __builtin_mul_overflow(x, y, &product) ? saturated : product;
}

ValueKind kindOfBasic(BasicKind kind) {
  switch (kind) {
  case BasicKind::Bool:
  case BasicKind::UntypedBool:
    return ValueKind::Bool;
  case BasicKind::Int:
  case BasicKind::UntypedInt:
    return ValueKind::Int;
  case BasicKind::Int8:
    return ValueKind::Int8;
  case BasicKind::Int16:
    return ValueKind::Int16;
  case BasicKind::Int32:
  case BasicKind::UntypedRune:
    return ValueKind::Int32;
  case BasicKind::Int64:
    return ValueKind::Int64;
  case BasicKind::Uint:
    return ValueKind::Uint;
  case BasicKind::Uint8:
    return ValueKind::Uint8;
  case BasicKind::Uint16:
    return ValueKind::Uint16;
  case BasicKind::Uint32:
    return ValueKind::Uint32;
  case BasicKind::Uint64:
    return ValueKind::Uint64;
  case BasicKind::Float32:
    return ValueKind::Float32;
  case BasicKind::Float64:
  case BasicKind::UntypedFloat:
    return ValueKind::Float64;
  case BasicKind::String:
  case BasicKind::UntypedString:
    return ValueKind::String;
  case BasicKind::Invalid:
  case BasicKind::UntypedNil:
    return ValueKind::Void;
  }
  return ValueKind::Void;
}

} // namespace

ValueKind Tables::valueKind(Type *type) {
  Type *under = type->underlying();
  switch (under->kind()) {
  case TypeKind::Basic:
    return kindOfBasic(llvm::cast<BasicType>(under)->basic);
  case TypeKind::Pointer:
    return ValueKind::Pointer;
  case TypeKind::Array:
    return ValueKind::Array;
  case TypeKind::Slice:
    return ValueKind::Slice;
  case TypeKind::Map:
    return ValueKind::Map;
  case TypeKind::Queue:
    return llvm::cast<QueueType>(under)->isPort ? ValueKind::Port
                                                : ValueKind::Channel;
  case TypeKind::Island:
    return ValueKind::Island;
  case TypeKind::Signature:
    return ValueKind::Closure;
  case TypeKind::Struct:
    return ValueKind::Struct;
  case TypeKind::Interface:
    return ValueKind::Interface;
  case TypeKind::Tuple:
  case TypeKind::Named:
    return ValueKind::Void;
  }
  return ValueKind::Void;
}

uint64_t Tables::Impl::countSlots(Type *type) {
  Type *under = type->underlying();
  uint64_t count = 0;
  switch (under->kind()) {
  case TypeKind::Interface:
    return 2;
  case TypeKind::Array: {
    auto *array = llvm::cast<ArrayType>(under);
    return saturatingMul(slotCount(array->element), array->length);
  }
  case TypeKind::Struct:
    for (const Field &field : llvm::cast<StructType>(under)->fields)
      count = saturatingAdd(count, slotCount(field.type));
    return std::max<uint64_t>(count, 1);
  case TypeKind::Tuple:
    for (Type *element : llvm::cast<TupleType>(under)->elements)
      count = saturatingAdd(count, slotCount(element));
    return count;
  default:
    return 1;
  }
}

uint64_t Tables::Impl::slotCount(Type *type) {
  if (uint64_t known = facts(type).slots)
    return known - 1;
  uint64_t count = std::min(countSlots(type), saturated - 1);
  facts(type).slots = count + 1;
  return count;
}

void Tables::Impl::appendLayout(Type *type, bc::Layout &layout) {
  Type *under = type->underlying();
  switch (under->kind()) {
  case TypeKind::Interface:
    layout.push_back(SlotType::Interface0);
    layout.push_back(SlotType::Interface1);
    return;
  case TypeKind::Array: {
    auto *array = llvm::cast<ArrayType>(under);
    size_t first = layout.size();
    if (!array->length)
      return;
    appendLayout(array->element, layout);
    size_t width = layout.size() - first;
    layout.reserve(first + width * array->length);
    for (uint64_t i = 1; i < array->length && width; ++i)
      for (size_t slot = 0; slot < width; ++slot)
        layout.push_back(layout[first + slot]);
    return;
  }
  case TypeKind::Struct: {
    size_t first = layout.size();
    for (const Field &field : llvm::cast<StructType>(under)->fields)
      appendLayout(field.type, layout);
    // A struct without slots of its own still takes one.
    if (layout.size() == first)
      layout.push_back(SlotType::Value);
    return;
  }
  case TypeKind::Tuple:
    for (Type *element : llvm::cast<TupleType>(under)->elements)
      appendLayout(element, layout);
    return;
  case TypeKind::Basic: {
    ValueKind kind = kindOfBasic(llvm::cast<BasicType>(under)->basic);
    bool isFloat = kind == ValueKind::Float32 || kind == ValueKind::Float64;
    layout.push_back(isFloat                     ? SlotType::Float
                     : kind == ValueKind::String ? SlotType::GcRef
                                                 : SlotType::Value);
    return;
  }
  default:
    layout.push_back(SlotType::GcRef);
  }
}

uint64_t Tables::slotCount(Type *type) { return impl->slotCount(type); }

const bc::Layout &Tables::layout(Type *type) {
  const bc::Layout *&known = impl->facts(type).layout;
  if (known)
    return *known;
  if (slotCount(type) > maxSlots) {
    impl->tooWide(type, Range{});
    return impl->oneSlot;
  }
  bc::Layout &made = impl->layouts.emplace_back();
  impl->appendLayout(type, made);
  impl->facts(type).layout = &made;
  return made;
}

void Tables::Impl::tooWide(Type *type, Range range) {
  if (!range.begin.isValid()) {
    if (auto *named = llvm::dyn_cast<Named>(type))
      range = named->object->range;
    else if (auto *record = llvm::dyn_cast<StructType>(type))
      range = {record->fields.front().pos, record->fields.front().pos};
  }
  errorOnce("type slot count exceeds u16::MAX: type " + toString(type) +
                " takes " + std::to_string(slotCount(type)) + " slots",
            range);
}

bool Tables::checkLayout(Type *type, Range range) {
  if (slotCount(type) <= maxSlots)
    return true;
  impl->tooWide(type, range);
  return false;
}

ElementCode Tables::elementCode(Type *element) {
  switch (valueKind(element)) {
  case ValueKind::Bool:
  case ValueKind::Uint8:
    return {0x01, 1, false};
  case ValueKind::Int8:
    return {0x81, 1, true};
  case ValueKind::Uint16:
    return {0x02, 2, false};
  case ValueKind::Int16:
    return {0x82, 2, true};
  case ValueKind::Uint32:
    return {0x04, 4, false};
  case ValueKind::Int32:
    return {0x84, 4, true};
  case ValueKind::Float32:
    return {0x44, 4, false};
  case ValueKind::Struct: {
    // Values without fields take a slot, but no room in arrays and slices.
    uint64_t fields = 0;
    for (const Field &field : underlyingAs<StructType>(element)->fields)
      fields = saturatingAdd(fields, slotCount(field.type));
    if (fields == 0)
      return {0, 0, false};
    [[fallthrough]];
  }
  default: {
    constexpr uint32_t largestCoded = 63;
    uint32_t bytes = uint32_t(slots(element)) * 8;
    return {uint8_t(bytes <= largestCoded ? bytes : 0), bytes, false};
  }
  }
}

uint16_t Tables::fieldOffset(StructType *type, uint32_t field) {
  auto &offsets = impl->offsets[type];
  if (offsets.empty()) {
    uint64_t offset = 0;
    for (const Field &member : type->fields) {
      offsets.push_back(uint16_t(std::min(offset, maxSlots)));
      offset = saturatingAdd(offset, slotCount(member.type));
    }
  }
  return offsets[field];
}

//===----------------------------------------------------------------------===//
// Types
//===----------------------------------------------------------------------===//

std::string Tables::methodKey(Name name, const Package *package) {
  if (name->exported || !package)
    return name->text.str();
  return package->path + "." + name->text.str();
}

std::string Tables::Impl::identity(const Named &named) {
  if (!named.package)
    return "error";
  const TypeName &object = *named.object;
  std::string name = named.package->path;
  if (object.isLocal) {
    const SourceFile *file = compilation.sources.fileOf(object.range.begin);
    uint32_t offset = object.range.begin.raw - (file ? file->begin().raw : 0);
    // The base name: modules do not depend on where their sources lie.
    llvm::StringRef base = file ? llvm::sys::path::filename(file->name()) : "";
    name += "@local:" + llvm::toHex(base, /*LowerCase=*/true) + ":" +
            std::to_string(offset);
  }
  return name + "." + object.name->text.str();
}

uint32_t Tables::Impl::structMeta(StructType *type) {
  auto [place, fresh] =
      structMetas.insert({type, uint32_t(module.structMetas.size())});
  uint32_t id = place->second;
  if (!fresh)
    return id;
  module.structMetas.emplace_back();
  module.structMetas[id].slotTypes = tables.layout(type);
  for (uint32_t i = 0; i < type->fields.size(); ++i) {
    const Field &field = type->fields[i];
    bc::FieldMeta made;
    made.name = field.name->text.str();
    made.offset = tables.fieldOffset(type, i);
    made.slotCount = tables.slots(field.type);
    made.typeInfo = tables.rttid(field.type);
    made.embedded = field.embedded;
    if (!field.tag.empty())
      made.tag = field.tag.str();
    module.structMetas[id].fields.push_back(std::move(made));
  }
  return id;
}

uint32_t Tables::interfaceMeta(InterfaceType *type) {
  auto [place, fresh] = impl->interfaceMetas.insert(
      {type, uint32_t(impl->module.interfaceMetas.size())});
  uint32_t id = place->second;
  if (!fresh)
    return id;
  impl->module.interfaceMetas.emplace_back();
  for (const InterfaceMethod &method : type->methods) {
    std::string key = methodKey(method.name, method.package);
    uint32_t signature = rttid(method.signature).id();
    bc::InterfaceMeta &meta = impl->module.interfaceMetas[id];
    meta.methodNames.push_back(key);
    meta.methods.push_back({std::move(key), signature});
  }
  return id;
}

uint32_t Tables::interfaceMeta(Type *type) {
  uint32_t id = interfaceMeta(underlyingAs<InterfaceType>(type));
  bc::InterfaceMeta &meta = impl->module.interfaceMetas[id];
  if (auto *named = llvm::dyn_cast<Named>(type);
      named && meta.name.empty() && !meta.methods.empty())
    meta.name = impl->identity(*named);
  return id;
}

uint32_t Tables::Impl::namedType(Named *named) {
  auto [place, fresh] =
      namedTypes.insert({named, uint32_t(module.namedTypeMetas.size())});
  uint32_t id = place->second;
  if (!fresh)
    return id;
  nameds.push_back(named);
  module.namedTypeMetas.emplace_back();
  module.namedTypeMetas[id].name = identity(*named);
  bc::ValueMeta meta = tables.meta(named->resolved);
  bc::ValueRttid rttid = tables.rttid(named->resolved);
  module.namedTypeMetas[id].underlyingMeta = meta;
  module.namedTypeMetas[id].underlyingRttid = rttid;
  if (isInterface(named))
    tables.interfaceMeta(static_cast<Type *>(named));
  return id;
}

bc::RuntimeType Tables::Impl::describe(Type *type) {
  auto list = [&](llvm::ArrayRef<Type *> types) {
    std::vector<bc::ValueRttid> words;
    for (Type *member : types)
      words.push_back(tables.rttid(member));
    return words;
  };
  auto direction = [](Direction dir) {
    return dir == Direction::Both   ? bc::ChanDir::Both
           : dir == Direction::Send ? bc::ChanDir::Send
                                    : bc::ChanDir::Recv;
  };
  switch (type->kind()) {
  case TypeKind::Basic:
    return bc::RuntimeBasic{tables.valueKind(type)};
  case TypeKind::Named: {
    auto *named = llvm::cast<Named>(type);
    bc::RuntimeNamed made{namedType(named), std::nullopt};
    if (auto *structure = llvm::dyn_cast<StructType>(named->resolved))
      made.structMetaId = structMeta(structure);
    return made;
  }
  case TypeKind::Pointer:
    return bc::RuntimePointer{
        tables.rttid(llvm::cast<PointerType>(type)->element)};
  case TypeKind::Array: {
    auto *array = llvm::cast<ArrayType>(type);
    return bc::RuntimeArray{array->length, tables.rttid(array->element)};
  }
  case TypeKind::Slice:
    return bc::RuntimeSlice{tables.rttid(llvm::cast<SliceType>(type)->element)};
  case TypeKind::Map: {
    auto *map = llvm::cast<MapType>(type);
    bc::ValueRttid key = tables.rttid(map->key);
    return bc::RuntimeMap{key, tables.rttid(map->value)};
  }
  case TypeKind::Queue: {
    auto *queue = llvm::cast<QueueType>(type);
    bc::ValueRttid element = tables.rttid(queue->element);
    if (queue->isPort)
      return bc::RuntimePort{direction(queue->direction), element};
    return bc::RuntimeChan{direction(queue->direction), element};
  }
  case TypeKind::Island:
    return bc::RuntimeIsland{};
  case TypeKind::Signature: {
    auto *signature = llvm::cast<SignatureType>(type);
    std::vector<bc::ValueRttid> params = list(signature->params);
    return bc::RuntimeFunc{signature->variadic, std::move(params),
                           list(signature->results)};
  }
  case TypeKind::Struct: {
    auto *structure = llvm::cast<StructType>(type);
    bc::RuntimeStruct made{structMeta(structure), {}};
    for (const Field &field : structure->fields)
      made.fields.push_back(
          {field.name->text.str(), tables.rttid(field.type), field.tag.str(),
           field.embedded,
           field.name->exported || !field.package ? "" : field.package->path});
    return made;
  }
  case TypeKind::Interface: {
    auto *interface = llvm::cast<InterfaceType>(type);
    bc::RuntimeInterface made{tables.interfaceMeta(interface), {}};
    for (const InterfaceMethod &method : interface->methods)
      made.methods.push_back({methodKey(method.name, method.package),
                              tables.rttid(method.signature)});
    return made;
  }
  case TypeKind::Tuple:
    return bc::RuntimeTuple{list(llvm::cast<TupleType>(type)->elements)};
  }
  return bc::RuntimeBasic{};
}

bc::ValueRttid Tables::rttid(Type *type) {
  ValueKind kind = valueKind(type);
  // Basic types have the number of their kind.
  if (type->kind() == TypeKind::Basic)
    return bc::ValueRttid(kind, uint32_t(kind));
  if (uint32_t known = impl->facts(type).rttid)
    return bc::ValueRttid(kind, known);
  auto id = uint32_t(impl->module.runtimeTypes.size());
  impl->facts(type).rttid = id;
  impl->module.runtimeTypes.emplace_back();
  bc::RuntimeType described = impl->describe(type);
  impl->module.runtimeTypes[id] = std::move(described);
  return bc::ValueRttid(kind, id);
}

bc::ValueMeta Tables::meta(Type *type) {
  ValueKind kind = valueKind(type);
  switch (kind) {
  case ValueKind::Struct:
    return {kind, impl->structMeta(underlyingAs<StructType>(type))};
  case ValueKind::Pointer: {
    Type *pointee = underlyingAs<PointerType>(type)->element;
    return {kind, impl->structMeta(underlyingAs<StructType>(pointee))};
  }
  case ValueKind::Interface:
    return {kind, interfaceMeta(type)};
  case ValueKind::Array:
    return {kind, rttid(type).id()};
  default:
    return {kind, 0};
  }
}

bc::ValueMeta Tables::boxMeta(Type *type) {
  ValueKind kind = valueKind(type);
  if (kind == ValueKind::Struct || !bc::mayHoldReferences(kind))
    return meta(type);
  const bc::Layout &slots = layout(type);
  llvm::StringRef key(reinterpret_cast<const char *>(slots.data()),
                      slots.size());
  auto [place, fresh] =
      impl->boxMetas.insert({key, uint32_t(impl->module.structMetas.size())});
  if (fresh)
    impl->module.structMetas.push_back({slots, {}});
  return {ValueKind::Struct, place->second};
}

bc::TransferType Tables::transfer(Type *type) {
  return {meta(type), rttid(type), slots(type)};
}
