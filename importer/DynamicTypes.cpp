//===- DynamicTypes.cpp - What is found in values at run time -------------===//
//
// Dynamic access looks fields and methods up by name when the program runs, and
// calls functions whose types are known only then. What there is to find is
// known now: each type that may be met gets a vo.dyn.type. Fields of embedded
// structs are found as in the language, at the least depth, ambiguous when two
// are there; a tag `dyn:"name"` renames or hides a field.
//
// Natives that look into values are told what the types are made of, fields as
// they are declared. They need no methods and call nothing.
//
// Not handled: methods of values behind two pointers; methods with a value
// receiver that is no struct, by a pointer to one.
//
//===----------------------------------------------------------------------===//

#include "importer/Program.h"

#include "bytecode/verify/names/Names.h"
#include "runtime/abi/StructTag.h"

#include <map>
#include <set>

using namespace mlir;
using namespace vo::importer;
namespace bc = vo::bc;
namespace ir = vo::ir;

//===----------------------------------------------------------------------===//
// Fields
//===----------------------------------------------------------------------===//

static std::optional<StringRef> dynTag(const bc::FieldMeta &field) {
  auto tag = field.tag ? vo::abi::structTagValue(*field.tag, "dyn")
                       : std::optional<std::string_view>();
  return tag ? std::optional(StringRef(tag->data(), tag->size()))
             : std::nullopt;
}
static bool isHidden(StringRef tag) { return tag.empty() || tag == "-"; }

/// By what name the field is found; empty if by none.
static StringRef nameOf(const bc::FieldMeta &field) {
  if (field.name == "_")
    return {};
  if (std::optional<StringRef> tag = dynTag(field))
    return isHidden(*tag) ? StringRef() : *tag;
  return bc::verify::isExportedName(field.name) ? StringRef(field.name)
                                                : StringRef();
}

static bool isVisibleEmbedding(const bc::FieldMeta &field) {
  if (!field.embedded || field.name == "_")
    return false;
  std::optional<StringRef> tag = dynTag(field);
  return !tag || !isHidden(*tag);
}

namespace {

/// The fields of a struct and of those that are embedded in it.
class FieldSearch {
public:
  struct Found {
    std::string path; // empty: ambiguous
    uint32_t rttid;
  };

  FieldSearch(const bc::Module &module, const typing::Metadata &metadata)
      : module(module), metadata(metadata) {}

  std::map<std::string, Found> run(uint32_t structMeta) {
    seen = {structMeta};
    level = {{structMeta, "", false}};
    while (!level.empty()) {
      addNames();
      goDown();
    }
    return std::move(found);
  }

private:
  struct Node {
    uint32_t meta;
    std::string prefix; // of the paths of its members
    bool isAmbiguous;   // several are embedded at this depth
  };

  void addNames() {
    std::map<std::string, Found> here;
    for (const Node &node : level) {
      const bc::StructMeta &meta = module.structMetas[node.meta];
      for (auto [i, field] : llvm::enumerate(meta.fields)) {
        std::string name = nameOf(field).str();
        if (name.empty() || found.count(name))
          continue;
        auto [it, isNew] = here.try_emplace(
            name, Found{node.prefix + Types::memberName(meta, i),
                        field.typeInfo.id()});
        if (!isNew || node.isAmbiguous)
          it->second.path.clear();
      }
    }
    found.merge(here);
  }

  /// The struct that the field embeds, as a value or behind a pointer.
  std::optional<uint32_t> embedded(const bc::FieldMeta &field,
                                   bool &isPointer) {
    const bc::RuntimeType *type = &metadata.resolved(field.typeInfo.id());
    auto *pointer = std::get_if<bc::RuntimePointer>(type);
    isPointer = pointer != nullptr;
    if (pointer)
      type = &metadata.resolved(pointer->elem.id());
    auto *record = std::get_if<bc::RuntimeStruct>(type);
    return record ? std::optional(record->structMetaId) : std::nullopt;
  }

  void goDown() {
    std::vector<Node> next;
    for (const Node &node : level) {
      const bc::StructMeta &meta = module.structMetas[node.meta];
      for (auto [i, field] : llvm::enumerate(meta.fields)) {
        bool isPointer = false;
        auto inner = isVisibleEmbedding(field) ? embedded(field, isPointer)
                                               : std::nullopt;
        if (!inner || seen.count(*inner))
          continue;
        auto twin = llvm::find_if(
            next, [&](const Node &n) { return n.meta == *inner; });
        if (twin != next.end()) {
          twin->isAmbiguous = true;
          continue;
        }
        std::string prefix = node.prefix + Types::memberName(meta, i);
        next.push_back(
            {*inner, prefix + (isPointer ? "*." : "."), node.isAmbiguous});
      }
    }
    for (const Node &node : next)
      seen.insert(node.meta);
    level = std::move(next);
  }

  const bc::Module &module;
  const typing::Metadata &metadata;
  std::set<uint32_t> seen; // at less depth
  std::vector<Node> level;
  std::map<std::string, Found> found;
};

/// Lists of attributes for one vo.dyn.type.
struct Lists {
  SmallVector<Attribute> names, values, types;
};

} // namespace

void Program::describeFields(ir::DynTypeOp op,
                             const bc::RuntimeStruct &record) {
  Lists lists;
  FieldSearch search(module, typing.metadata());
  for (const auto &[name, field] : search.run(record.structMetaId)) {
    FlatSymbolRefAttr symbol = type(field.rttid);
    if (!symbol)
      continue;
    lists.names.push_back(b.getStringAttr(name));
    lists.values.push_back(b.getStringAttr(field.path));
    lists.types.push_back(symbol);
  }
  if (lists.names.empty())
    return;
  op.setFieldNamesAttr(b.getArrayAttr(lists.names));
  op.setPathsAttr(b.getArrayAttr(lists.values));
  op.setFieldTypesAttr(b.getArrayAttr(lists.types));
}

void Program::describeDeclared(ir::DynTypeOp op, uint32_t rttid,
                               const bc::RuntimeStruct &record) {
  Lists lists;
  SmallVector<bool> embedded, exported;
  for (const bc::FieldMeta &field :
       module.structMetas[record.structMetaId].fields) {
    lists.names.push_back(b.getStringAttr(field.name));
    lists.values.push_back(b.getStringAttr(field.tag.value_or("")));
    embedded.push_back(field.embedded);
    exported.push_back(bc::verify::isExportedName(field.name));
  }
  // What no value can be has no type here, and no place either.
  std::optional<ArrayAttr> types = typeOps.lookup(rttid).getFields();
  if (lists.names.empty() || !types || types->size() != lists.names.size())
    return;
  op.setDeclaredAttr(b.getArrayAttr(lists.names));
  op.setTagsAttr(b.getArrayAttr(lists.values));
  op.setEmbeddedAttr(b.getDenseBoolArrayAttr(embedded));
  op.setExportedAttr(b.getDenseBoolArrayAttr(exported));
}

//===----------------------------------------------------------------------===//
// Methods, functions, interfaces
//===----------------------------------------------------------------------===//

/// Whether interface values of this kind can be the receiver.
static bool takesReceiver(const bc::MethodInfo &method, bool isPointer) {
  return method.isPointerReceiver ? isPointer
                                  : !isPointer || method.receiverIsIfaceBoxed;
}

/// Whether the function can be called with the data of such values: an array
/// behind a pointer has no object of its own.
static bool fitsReceiver(ir::FuncOp function, ir::TypeOp type) {
  ArrayRef<Type> params = function.getArgumentTypes();
  if (params.empty())
    return false;
  Type receiver = type.receiverType();
  return params.front() == receiver ||
         (isa<ir::PtrType>(params.front()) && isa<ir::PtrType>(receiver));
}

void Program::describeMethods(ir::DynTypeOp op, uint32_t rttid) {
  const bc::RuntimeType *owner = &module.runtimeTypes[rttid];
  auto *pointer = std::get_if<bc::RuntimePointer>(owner);
  if (pointer)
    owner = &module.runtimeTypes[pointer->elem.id()];
  auto *named = std::get_if<bc::RuntimeNamed>(owner);
  if (!named)
    return;
  ir::TypeOp self = typeOps.lookup(rttid);
  Lists lists;
  for (const bc::MethodInfo &method :
       module.namedTypeMetas[named->namedTypeId].methods) {
    if (!bc::verify::isExportedName(method.name) ||
        !typing.function(method.funcId))
      continue;
    FlatSymbolRefAttr signature = type(method.signatureRttid);
    if (!signature)
      continue;
    bool isCallable = takesReceiver(method, pointer != nullptr) &&
                      fitsReceiver(functionOp(method.funcId), self);
    lists.names.push_back(b.getStringAttr(method.name));
    lists.values.push_back(isCallable ? Attribute(function(method.funcId))
                                      : b.getUnitAttr());
    lists.types.push_back(signature);
  }
  if (lists.names.empty())
    return;
  op.setMethodNamesAttr(b.getArrayAttr(lists.names));
  op.setMethodsAttr(b.getArrayAttr(lists.values));
  op.setSignaturesAttr(b.getArrayAttr(lists.types));
}

void Program::describeSignature(ir::DynTypeOp op,
                                const bc::RuntimeFunc &function) {
  auto symbols = [&](const std::vector<bc::ValueRttid> &list) {
    SmallVector<Attribute> names;
    for (bc::ValueRttid each : list)
      if (FlatSymbolRefAttr symbol = type(each.id()))
        names.push_back(symbol);
    return names;
  };
  SmallVector<Attribute> params = symbols(function.params),
                         results = symbols(function.results);
  if (!params.empty())
    op.setParamTypesAttr(b.getArrayAttr(params));
  if (!results.empty())
    op.setResultTypesAttr(b.getArrayAttr(results));
  op.setVariadic(function.variadic);
}

/// The types of all interfaces with the methods of this one, which has some.
void Program::describeWider(ir::DynTypeOp op,
                            const bc::RuntimeInterface &interface) {
  auto includes = [&](const bc::InterfaceMeta &wide,
                      const bc::InterfaceMeta &narrow) {
    return llvm::all_of(narrow.methods, [&](const bc::InterfaceMethod &wanted) {
      return llvm::any_of(wide.methods, [&](const bc::InterfaceMethod &has) {
        return has.name == wanted.name &&
               has.signatureRttid == wanted.signatureRttid;
      });
    });
  };
  const bc::InterfaceMeta &own =
      module.interfaceMetas[interface.interfaceMetaId];
  if (own.methods.empty())
    return;
  SmallVector<Attribute> wider;
  for (uint32_t rttid : definedTypes)
    if (auto *other = std::get_if<bc::RuntimeInterface>(
            &typing.metadata().resolved(rttid));
        other && includes(module.interfaceMetas[other->interfaceMetaId], own))
      wider.push_back(typeSymbols[rttid]);
  op.setWiderAttr(b.getArrayAttr(wider));
}

//===----------------------------------------------------------------------===//
// Types
//===----------------------------------------------------------------------===//

ir::DynTypeOp Program::defineDynamicType(uint32_t rttid) {
  auto op = ir::DynTypeOp::create(b, location(), TypeRange(), ValueRange(),
                                  b.getNamedAttr("type", typeSymbols[rttid]));
  if (typing.hasDynamicAccess())
    describeMethods(op, rttid);
  if (uint32_t underlying = typing.metadata().resolve(rttid);
      underlying != rttid) {
    op.setUnderlyingAttr(type(underlying));
    auto *named = std::get_if<bc::RuntimeNamed>(&module.runtimeTypes[rttid]);
    if (named && typing.hasReflection())
      op.setNameAttr(
          b.getStringAttr(module.namedTypeMetas[named->namedTypeId].name));
    return op;
  }
  const bc::RuntimeType &type = module.runtimeTypes[rttid];
  auto *record = std::get_if<bc::RuntimeStruct>(&type);
  if (record && typing.hasReflection())
    describeDeclared(op, rttid, *record);
  if (!typing.hasDynamicAccess())
    return op;
  if (record)
    describeFields(op, *record);
  else if (auto *function = std::get_if<bc::RuntimeFunc>(&type))
    describeSignature(op, *function);
  return op;
}

/// `any`.
static bool isAny(const bc::Module &module, bc::ValueRttid id) {
  auto *type = std::get_if<bc::RuntimeInterface>(&module.runtimeTypes[id.id()]);
  return type && module.interfaceMetas[type->interfaceMetaId].methods.empty();
}

/// Defines the types of the values that dynamic access makes itself, and those
/// that natives make: map[string]any and []any among them, if the module has
/// these.
void Program::defineMadeTypes() {
  auto define = [&](std::initializer_list<bc::ValueKind> kinds) {
    for (bc::ValueKind kind : kinds)
      if (std::optional<uint32_t> rttid = basicType(kind))
        type(*rttid);
  };
  using enum bc::ValueKind;
  if (typing.hasDynamicAccess())
    define({String, Uint8});
  if (!typing.hasReflection())
    return;
  define({Bool, Int, Float64, String});
  for (auto [id, made] : llvm::enumerate(module.runtimeTypes)) {
    auto *map = std::get_if<bc::RuntimeMap>(&made);
    auto *slice = std::get_if<bc::RuntimeSlice>(&made);
    if ((map && map->key.id() == basicType(String) &&
         isAny(module, map->value)) ||
        (slice && isAny(module, slice->elem)))
      type(static_cast<uint32_t>(id));
  }
}

void Program::defineDynamicTypes() {
  if (!typing.hasDynamicAccess() && !typing.hasReflection())
    return;
  defineMadeTypes();
  // They lead to others. Functions are described by their code, which only
  // access needs.
  std::vector<ir::DynTypeOp> ops;
  for (size_t i = 0; i < definedTypes.size(); ++i)
    if (typing.hasDynamicAccess() || !std::holds_alternative<bc::RuntimeFunc>(
                                         module.runtimeTypes[definedTypes[i]]))
      ops.push_back(defineDynamicType(definedTypes[i]));
  if (!typing.hasDynamicAccess())
    return;
  for (auto [rttid, op] : llvm::zip_equal(definedTypes, ops))
    if (auto *interface =
            std::get_if<bc::RuntimeInterface>(&module.runtimeTypes[rttid]))
      describeWider(op, *interface);
}
