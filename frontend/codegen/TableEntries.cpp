//===- TableEntries.cpp - Constants, itabs, globals, externs ----------------===//

#include "bytecode/verify/names/Names.h"
#include "frontend/codegen/TablesImpl.h"

#include "llvm/Support/Path.h"

#include <bit>

using namespace vo;
using namespace vo::fe;
using bc::SlotType;
using bc::ValueKind;

Tables::Tables(Compilation &compilation, bc::Module &module)
    : impl(std::make_unique<Impl>(*this, compilation, module)) {
  impl->declareWellKnown();
}
Tables::~Tables() = default;

void Tables::Impl::errorOnce(const std::string &text, Range range) {
  if (reported.insert({text, 0}).second)
    compilation.diagnostics.error(Diagnostics::Stage::Codegen, range, text);
}

uint16_t Tables::Impl::narrow(size_t index, const char *table) {
  if (index > UINT16_MAX)
    errorOnce(std::string("module has more than 65536 ") + table, Range{});
  return uint16_t(index);
}

//===----------------------------------------------------------------------===//
// Well-known entries
//===----------------------------------------------------------------------===//

void Tables::Impl::declareWellKnown() {
  // Struct meta 0 is the layout of a box with one reference.
  module.structMetas.push_back({{SlotType::GcRef}, {}});
  boxMetas[llvm::StringRef("\1", 1)] = 0;
  // Basic types come first, each under the number of its kind.
  for (unsigned kind = 0; kind <= unsigned(ValueKind::String); ++kind) {
    bool basic = bc::isBasic(ValueKind(kind));
    module.runtimeTypes.push_back(
        bc::RuntimeBasic{basic ? ValueKind(kind) : ValueKind::Void});
  }
  // Itab 0 belongs to the empty interface.
  module.itabs.push_back({0, {}});

  TypeTable &types = compilation.types;
  Type *any = types.emptyInterface(), *error = types.error();
  Type *string = types.basic(BasicKind::String);
  tables.interfaceMeta(types.emptyInterface());
  uint32_t errorMeta =
      tables.interfaceMeta(underlyingAs<InterfaceType>(types.error()));
  module.interfaceMetas[errorMeta].name = "error";

  struct ProtocolMethod {
    llvm::StringRef interface, method;
    std::vector<Type *> params, results;
    bool variadic;
  };
  const ProtocolMethod protocols[] = {
      {"AttrObject", "DynAttr", {string}, {any, error}, false},
      {"SetAttrObject", "DynSetAttr", {string, any}, {error}, false},
      {"IndexObject", "DynIndex", {any}, {any, error}, false},
      {"SetIndexObject", "DynSetIndex", {any, any}, {error}, false},
      {"CallObject", "DynCall", {types.slice(any)}, {any, error}, true},
  };
  for (const ProtocolMethod &protocol : protocols) {
    InterfaceMethod method;
    method.name = compilation.ast.names.intern(protocol.method);
    method.signature =
        types.signature(protocol.params, protocol.results, protocol.variadic);
    uint32_t meta = tables.interfaceMeta(types.interface({method}));
    module.interfaceMetas[meta].name = protocol.interface.str();
  }
  module.wellKnown.attrObjectIfaceId = AttrObject;
  module.wellKnown.setAttrObjectIfaceId = SetAttrObject;
  module.wellKnown.indexObjectIfaceId = IndexObject;
  module.wellKnown.setIndexObjectIfaceId = SetIndexObject;
  module.wellKnown.callObjectIfaceId = CallObject;
  tables.rttid(types.error());
}

/// The type *errors.Error, which natives make and print specially.
void Tables::Impl::finishWellKnown() {
  if (module.wellKnown.errorNamedTypeId)
    return;
  auto package = llvm::find_if(compilation.packages, [](Package *package) {
    return package->isStandard && package->path == "errors";
  });
  if (package == compilation.packages.end())
    return;
  Object *object =
      (*package)->scope->lookupHere(compilation.ast.names.intern("Error"));
  auto *typeName = llvm::dyn_cast_or_null<TypeName>(object);
  auto *named =
      typeName ? llvm::dyn_cast_or_null<Named>(typeName->type) : nullptr;
  auto *structure = underlyingAs<StructType>(named);
  if (!structure)
    return;
  std::optional<uint16_t> message, cause;
  for (uint32_t i = 0; i < structure->fields.size(); ++i) {
    llvm::StringRef name = structure->fields[i].name->text;
    if (name == "msg")
      message = tables.fieldOffset(structure, i);
    else if (name == "cause")
      cause = tables.fieldOffset(structure, i);
  }
  if (!message || !cause)
    return;
  bc::WellKnown &known = module.wellKnown;
  known.errorPtrRttid = tables.rttid(compilation.types.pointer(named)).id();
  known.errorNamedTypeId = namedType(named);
  known.errorIfaceMetaId = uint32_t(ErrorInterface);
  known.errorStructMetaId = structMeta(structure);
  known.offsets = bc::WellKnownErrorOffsets{*message, *cause};
}

//===----------------------------------------------------------------------===//
// Constants
//===----------------------------------------------------------------------===//

uint16_t Tables::intConstant(int64_t value) {
  auto [place, fresh] = impl->ints.try_emplace({uint64_t(value), 0}, 0);
  if (fresh) {
    place->second = impl->narrow(impl->module.constants.size(), "constants");
    impl->module.constants.push_back(bc::ConstInt{value});
  }
  return place->second;
}

uint16_t Tables::floatConstant(double value) {
  auto [place, fresh] =
      impl->floats.try_emplace({std::bit_cast<uint64_t>(value), 0}, 0);
  if (fresh) {
    place->second = impl->narrow(impl->module.constants.size(), "constants");
    impl->module.constants.push_back(bc::ConstFloat::of(value));
  }
  return place->second;
}

uint16_t Tables::stringConstant(llvm::StringRef value) {
  auto [place, fresh] = impl->strings.try_emplace(value, 0);
  if (fresh) {
    place->second = impl->narrow(impl->module.constants.size(), "constants");
    impl->module.constants.push_back(bc::ConstString{value.str()});
  }
  return place->second;
}

uint16_t Tables::ifaceAssignConstant(Type *source, InterfaceType *target) {
  constexpr uint64_t noItab = 0xFFFFFFFF;
  uint64_t low = target->isEmpty() ? noItab : itab(source, target);
  return intConstant(int64_t(uint64_t(rttid(source).id()) << 32 | low));
}

//===----------------------------------------------------------------------===//
// Itabs and methods
//===----------------------------------------------------------------------===//

uint32_t Tables::itab(Type *concrete, InterfaceType *interface) {
  auto [place, fresh] = impl->itabs.insert(
      {{concrete, interface}, uint32_t(impl->module.itabs.size())});
  if (fresh) {
    impl->module.itabs.push_back({interfaceMeta(interface), {}});
    impl->pendingItabs.push_back({place->second, concrete, interface});
    rttid(concrete);
  }
  return place->second;
}

void Tables::Impl::completeMethods(Named *named, uint32_t id,
                                   DispatchSource &source) {
  if (isInterface(named))
    return;
  std::vector<bc::MethodInfo> methods;
  for (const DispatchMethod &method : source.dispatchMethods(named)) {
    bc::MethodInfo made;
    made.name = methodKey(method.name, method.package);
    made.funcId = method.funcId;
    made.isPointerReceiver = method.pointerReceiver;
    made.receiverIsIfaceBoxed = method.boxedReceiver;
    made.signatureRttid = tables.rttid(method.signature).id();
    methods.push_back(std::move(made));
  }
  llvm::sort(methods, [](const bc::MethodInfo &x, const bc::MethodInfo &y) {
    return x.name < y.name;
  });
  module.namedTypeMetas[id].methods = std::move(methods);
}

void Tables::Impl::completeItab(const PendingItab &itab) {
  Type *type = itab.concrete;
  if (auto *pointer = llvm::dyn_cast<PointerType>(type))
    type = pointer->element;
  auto *named = llvm::dyn_cast<Named>(type);
  if (!named) {
    errorOnce("methods of the unnamed type " + toString(itab.concrete) +
                  " cannot be called through an interface; declare a named "
                  "type",
              Range{});
    return;
  }
  const auto &methods = module.namedTypeMetas[namedType(named)].methods;
  for (const InterfaceMethod &method : itab.interface->methods) {
    std::string key = methodKey(method.name, method.package);
    auto found = llvm::lower_bound(
        methods, key, [](const bc::MethodInfo &info, const std::string &key) {
          return info.name < key;
        });
    assert(found != methods.end() && found->name == key &&
           "the checker has seen that the type implements the interface");
    module.itabs[itab.id].methods.push_back(found->funcId);
  }
}

bool Tables::finish(DispatchSource &source) {
  impl->finishWellKnown();
  bool progress = false;
  while (impl->namedsFinished < impl->nameds.size()) {
    auto id = uint32_t(impl->namedsFinished++);
    impl->completeMethods(impl->nameds[id], id, source);
    progress = true;
  }
  for (const Impl::PendingItab &itab : std::exchange(impl->pendingItabs, {})) {
    impl->completeItab(itab);
    progress = true;
  }
  return progress;
}

//===----------------------------------------------------------------------===//
// Globals and externs
//===----------------------------------------------------------------------===//

uint16_t Tables::globalSlot(Var *global) {
  auto [place, fresh] = impl->globals.insert({global, 0});
  if (!fresh)
    return place->second;
  ValueKind kind = valueKind(global->type);
  bool boxed = kind == ValueKind::Struct || kind == ValueKind::Array;
  bc::GlobalDef made;
  made.name = global->name->text.str();
  made.slotTypes = boxed ? bc::Layout{SlotType::GcRef} : layout(global->type);
  made.slots = uint16_t(made.slotTypes.size());
  made.valueKind = kind;
  made.metaId = meta(global->type).id();
  uint32_t slot = impl->globalSlots;
  impl->globalSlots += made.slots;
  if (impl->globalSlots > maxSlots)
    impl->errorOnce("global slot count exceeds u16", global->range);
  impl->globals[global] = uint16_t(slot);
  impl->module.globals.push_back(std::move(made));
  return uint16_t(slot);
}

namespace {

struct EffectRow {
  llvm::StringLiteral package, function;
  uint64_t effects = 0;
};

uint64_t effectsOf(const Package &package, llvm::StringRef function) {
  constexpr auto Exit = uint64_t(bc::ExternEffect::Exit);
  constexpr auto HostReplay = uint64_t(bc::ExternEffect::HostReplay);
  constexpr auto HostWait = uint64_t(bc::ExternEffect::HostWait);
  constexpr auto WaitIoReplay = uint64_t(bc::ExternEffect::WaitIoReplay);
  constexpr auto CallClosureReplay =
      uint64_t(bc::ExternEffect::CallClosureReplay);
  static constexpr EffectRow rows[] = {
#define VO_EXTERN_EFFECTS(package, function, effects)                          \
  {package, function, effects},
#include "frontend/codegen/ExternEffects.def"
  };
  if (!package.isStandard)
    return uint64_t(bc::ExternEffect::UnknownControl);
  for (const EffectRow &row : rows)
    if (row.package == package.path && row.function == function)
      return row.effects;
  return 0;
}

} // namespace

uint16_t Tables::externIndex(Func *func) {
  if (auto known = impl->externs.find(func); known != impl->externs.end())
    return known->second;
  bc::ExternDef made;
  made.name = bc::verify::externName(func->package->path, func->name->text);
  made.allowedEffects = effectsOf(*func->package, func->name->text);
  uint64_t params = 0;
  for (Type *param : func->signature()->params) {
    params += slotCount(param);
    if (params > maxSlots)
      break;
    for (SlotType slot : layout(param))
      made.paramKinds.push_back(slot == SlotType::GcRef
                                    ? bc::ExtSlotKind::Bytes
                                    : bc::ExtSlotKind::Value);
  }
  if (params > maxSlots)
    impl->errorOnce("slot count exceeds u16: parameters of " +
                        func->name->text.str(),
                    func->range);
  made.params = {bc::ParamShapeKind::Exact, uint16_t(params)};
  for (Type *result : func->signature()->results) {
    const bc::Layout &slots = layout(result);
    llvm::append_range(made.returns.slotTypes, slots);
    appendInterfaceMetas(result, made.returns.interfaceMetas);
    // Who reads the module finds the structs that a native makes by name.
    if (!llvm::isa<BasicType, InterfaceType>(result->underlying()))
      rttid(result);
  }
  made.returns.slots = uint16_t(made.returns.slotTypes.size());
  uint16_t index = impl->narrow(impl->module.externs.size(), "externs");
  impl->externs[func] = index;
  impl->module.externs.push_back(std::move(made));
  return index;
}

void Tables::appendInterfaceMetas(Type *type,
                                  std::vector<std::optional<uint32_t>> &metas) {
  Type *under = type->underlying();
  switch (under->kind()) {
  case TypeKind::Interface:
    metas.push_back(interfaceMeta(type));
    metas.push_back(std::nullopt);
    return;
  case TypeKind::Struct: {
    size_t first = metas.size();
    for (const Field &field : llvm::cast<StructType>(under)->fields)
      appendInterfaceMetas(field.type, metas);
    if (metas.size() == first)
      metas.push_back(std::nullopt);
    return;
  }
  case TypeKind::Array: {
    auto *array = llvm::cast<ArrayType>(under);
    for (uint64_t i = 0, end = slots(array); i < end && i < array->length; ++i)
      appendInterfaceMetas(array->element, metas);
    return;
  }
  default:
    metas.push_back(std::nullopt);
  }
}

uint16_t Tables::helperIndex(llvm::StringRef name, int params,
                             const bc::Layout &results,
                             llvm::ArrayRef<std::optional<uint32_t>> metas,
                             uint64_t effects) {
  bc::ExternDef made;
  made.name = name.str();
  if (params < 0)
    made.params = {bc::ParamShapeKind::CallSiteVariadic, 0};
  else
    made.params = {bc::ParamShapeKind::Exact, uint16_t(params)};
  made.returns.slots = uint16_t(results.size());
  made.returns.slotTypes = results;
  made.returns.interfaceMetas.assign(metas.begin(), metas.end());
  made.allowedEffects = effects;
  auto &sameName = impl->helpers[name];
  for (uint16_t index : sameName)
    if (impl->module.externs[index] == made)
      return index;
  uint16_t index = impl->narrow(impl->module.externs.size(), "externs");
  sameName.push_back(index);
  impl->module.externs.push_back(std::move(made));
  return index;
}

uint32_t Tables::debugFile(const SourceFile *file) {
  auto [place, fresh] =
      impl->files.insert({file, uint32_t(impl->module.debug.files.size())});
  if (fresh)
    impl->module.debug.files.push_back(
        llvm::sys::path::filename(file->name()).str());
  return place->second;
}
