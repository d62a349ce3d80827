//===- Wrappers.cpp - Functions without source ------------------------------===//
//
// Package initialization, externs as values, and the forms of methods: values,
// expressions, and what interfaces dispatch to.
//
//===----------------------------------------------------------------------===//

#include "frontend/codegen/Function.h"

#include "llvm/ADT/SetVector.h"
#include "llvm/ADT/SmallPtrSet.h"

using namespace vo;
using namespace vo::fe;

//===----------------------------------------------------------------------===//
// Which wrapper
//===----------------------------------------------------------------------===//

static SignatureType *signatureOf(const Selection &selection) {
  if (selection.kind == Selection::Kind::Method)
    return selection.method->signature();
  return selection.interface->methods[selection.interfaceMethod].signature;
}

static llvm::StringRef methodName(const Selection &selection) {
  if (selection.kind == Selection::Kind::Method)
    return selection.method->name->text;
  return selection.interface->methods[selection.interfaceMethod].name->text;
}

/// Form, base, method and path as a string of bytes.
static std::string keyOf(char form, Type *base, const Selection &selection) {
  std::string key(1, form);
  auto add = [&](uint64_t part) { key += std::to_string(part) + ","; };
  add(base ? base->id() : UINT32_MAX);
  if (selection.kind == Selection::Kind::Method) {
    add(reinterpret_cast<uintptr_t>(selection.method));
  } else {
    add(selection.interface->id());
    add(selection.interfaceMethod);
  }
  for (uint32_t field : selection.path)
    add(field);
  return key;
}

uint32_t Generator::methodValue(const Selection &selection) {
  auto [known, fresh] = wrappers.insert({keyOf('v', nullptr, selection), 0});
  if (!fresh)
    return known->second;
  uint32_t id = reserve(methodName(selection).str() + "$mval");
  known->second = id;
  FunctionEmitter emitter(*this, nullptr);
  emitter.emitMethodValue(selection);
  define(id, emitter);
  return id;
}

uint32_t Generator::methodExpression(const Selection &selection) {
  bool isMethod = selection.kind == Selection::Kind::Method;
  bool byPointer = underlyingAs<PointerType>(selection.base);
  if (selection.path.empty() && isMethod &&
      selection.method->pointerReceiver == byPointer)
    return function(selection.method);
  return wrapper('e', isMethod ? "$mexpr" : "$mexpr_iface", selection,
                 selection.base, /*dispatch=*/false);
}

uint32_t Generator::interfaceCaller(Type *interface, uint32_t method) {
  Selection selection;
  selection.kind = Selection::Kind::InterfaceMethod;
  selection.base = interface;
  selection.interface = underlyingAs<InterfaceType>(interface);
  selection.interfaceMethod = method;
  return wrapper('e', "$mexpr_iface", selection, interface,
                 /*dispatch=*/false);
}

uint32_t Generator::wrapper(char form, llvm::StringRef suffix,
                            const Selection &selection, Type *receiver,
                            bool dispatch) {
  auto [known, fresh] = wrappers.insert({keyOf(form, receiver, selection), 0});
  if (!fresh)
    return known->second;
  uint32_t id = reserve(methodName(selection).str() + suffix.str());
  known->second = id;
  FunctionEmitter emitter(*this, nullptr);
  emitter.emitMethodWrapper(selection, receiver, dispatch);
  define(id, emitter);
  return id;
}

//===----------------------------------------------------------------------===//
// Method sets
//===----------------------------------------------------------------------===//

namespace {
using MethodId = std::pair<Name, Package *>;

/// Names of all methods that a type may have, promoted ones included.
void collectNames(Type *type, llvm::SetVector<MethodId> &names,
                  llvm::SmallPtrSetImpl<Type *> &seen) {
  if (auto *pointer = llvm::dyn_cast<PointerType>(type))
    type = pointer->element;
  if (!seen.insert(type).second)
    return;
  if (auto *named = llvm::dyn_cast<Named>(type))
    for (Func *method : named->methods)
      names.insert({method->name, method->package});
  if (auto *interface = underlyingAs<InterfaceType>(type))
    for (const InterfaceMethod &method : interface->methods)
      names.insert({method.name, method.package});
  if (auto *structure = underlyingAs<StructType>(type))
    for (const Field &field : structure->fields)
      if (field.embedded)
        collectNames(field.type, names, seen);
}

} // namespace

bool vo::fe::passesPointer(Type *type, llvm::ArrayRef<uint32_t> path) {
  for (uint32_t number : path) {
    if (llvm::isa<PointerType>(type->underlying()))
      return true;
    type = underlyingAs<StructType>(type)->fields[number].type;
  }
  return llvm::isa<PointerType>(type->underlying());
}

std::vector<DispatchMethod> Generator::dispatchMethods(Named *named) {
  std::vector<DispatchMethod> methods;
  bool isStruct = underlyingAs<StructType>(named);
  bool isBoxed = isStruct || underlyingAs<ArrayType>(named);
  llvm::SetVector<MethodId> names;
  llvm::SmallPtrSet<Type *, 8> seen;
  collectNames(named, names, seen);
  Type *lookedUp = named;
  if (isStruct && !names.empty()) {
    lookedUp = compilation.types.pointer(named);
    // Who finds a method by its pointer receiver needs the pointer's type.
    tables.rttid(lookedUp);
  }
  for (auto [name, package] : names) {
    const Selection *selection =
        compilation.lookup.find(lookedUp, name, package);
    if (!selection || selection->kind == Selection::Kind::Field)
      continue;
    DispatchMethod made;
    made.name = name;
    made.package = package;
    made.signature = signatureOf(*selection);
    bool isMethod = selection->kind == Selection::Kind::Method;
    bool needsPointer = isMethod && selection->method->pointerReceiver;
    if (selection->path.empty()) {
      made.pointerReceiver = needsPointer;
      made.boxedReceiver = !needsPointer && isBoxed;
      made.funcId = made.boxedReceiver
                        ? wrapper('i', "$iface", *selection, named, true)
                        : function(selection->method);
    } else {
      made.pointerReceiver =
          needsPointer && !passesPointer(named, selection->path);
      made.boxedReceiver = !made.pointerReceiver;
      made.funcId = wrapper('i', isMethod ? "$promoted" : "$embed_iface",
                            *selection, named, true);
    }
    methods.push_back(made);
  }
  return methods;
}

//===----------------------------------------------------------------------===//
// Their code
//===----------------------------------------------------------------------===//

void FunctionEmitter::emitCaller(llvm::ArrayRef<uint32_t> callees) {
  for (uint32_t id : callees) {
    Scope scope(*this);
    Slot window = frame.window(generator.module.functions[id].retSlotTypes);
    code.emit(Op::Call, id & 0xFFFF, window, 0, uint8_t(id >> 16));
  }
  emitFallOff();
}

void FunctionEmitter::emitExternWrapper(Func *func) {
  SignatureType *signature = func->signature();
  if (!fits(signature->params, func->range) ||
      !fits(signature->results, func->range))
    return;
  code.at(func->range);
  bc::Layout params = concat(signature->params);
  Slot args = frame.alloc(params);
  parameterSlots = uint16_t(params.size());
  parameterCount = uint16_t(signature->params.size());
  for (Type *type : signature->params)
    parameterTypes.push_back(tables.transfer(type));
  resultTypes = signature->results;
  resultLayout = concat(resultTypes);
  Slot results = frame.alloc(resultLayout);
  callExtern(tables.externIndex(func), results, args, params, resultLayout);
  code.emit(Op::Return, results, uint32_t(resultLayout.size()));
}

void FunctionEmitter::forwardCall(const Selection &selection,
                                  llvm::function_ref<void(Slot)> receiver,
                                  Slot params) {
  SignatureType *signature = signatureOf(selection);
  bc::Layout arguments = concat(signature->params);
  Slot results = 0;
  if (selection.kind == Selection::Kind::Method) {
    bc::Layout window = layout(receiverType(selection));
    size_t receiverWidth = window.size();
    llvm::append_range(window, arguments);
    llvm::append_range(window, resultLayout);
    Slot start = frame.window(window);
    receiver(start);
    copy(start + uint32_t(receiverWidth), params, arguments.size());
    uint32_t id = generator.function(selection.method);
    code.emit(Op::Call, id & 0xFFFF, start, 0, uint8_t(id >> 16));
    results = start + uint32_t(receiverWidth + arguments.size());
  } else {
    Slot iface = frame.alloc({SlotType::Interface0, SlotType::Interface1});
    receiver(iface);
    Slot args = frame.window(methodWindow(signature)) + 1;
    copy(args, params, arguments.size());
    callInterface(selection, iface, args);
    results = args + uint32_t(arguments.size());
  }
  code.emit(Op::Return, results, uint32_t(resultLayout.size()));
}

void FunctionEmitter::emitMethodWrapper(const Selection &selection,
                                        Type *receiver, bool dispatch) {
  SignatureType *signature = signatureOf(selection);
  resultTypes = signature->results;
  resultLayout = concat(resultTypes);
  Slot self = dispatch ? temp(SlotType::GcRef) : temp(receiver);
  bc::Layout params = concat(signature->params);
  if (!dispatch)
    parameterTypes.push_back(tables.transfer(receiver));
  for (Type *type : signature->params)
    parameterTypes.push_back(tables.transfer(type));
  // Right behind the receiver: nothing else has been allocated.
  Slot args = frame.alloc(params);
  parameterCount = uint16_t(1 + signature->params.size());
  parameterSlots = uint16_t(frame.size());
  receiverSlots = dispatch ? 1 : 0;

  Location place;
  place.base = self;
  place.type = receiver;
  if (auto *pointer = underlyingAs<PointerType>(receiver)) {
    place.root = Location::Root::Memory;
    place.rootType = place.type = pointer->element;
  } else if (dispatch) {
    place.root = underlyingAs<ArrayType>(receiver) ? Location::Root::Array
                                                   : Location::Root::Memory;
    place.rootType = receiver;
  }
  Type *base = place.type;
  forwardCall(
      selection,
      [&](Slot dst) {
        selectField(place, base, selection.path, Access::Read);
        receiverFromPlace(selection, place, dst);
      },
      args);
}

void FunctionEmitter::emitMethodValue(const Selection &selection) {
  SignatureType *signature = signatureOf(selection);
  resultTypes = signature->results;
  resultLayout = concat(resultTypes);
  isClosure = true;
  temp(SlotType::GcRef);
  bc::Layout params = concat(signature->params);
  for (Type *type : signature->params)
    parameterTypes.push_back(tables.transfer(type));
  Slot args = frame.alloc(params);
  parameterCount = uint16_t(signature->params.size());
  parameterSlots = uint16_t(frame.size());
  Type *receiver = receiverType(selection);
  // A captured pointer is its own box: what travels is what it points to.
  auto *pointer = underlyingAs<PointerType>(receiver);
  captureTypes.push_back(
      tables.transfer(pointer ? pointer->element : receiver));
  forwardCall(
      selection,
      [&](Slot dst) {
        if (pointer)
          return code.emit(Op::ClosureGet, dst, 0);
        Slot box = temp(SlotType::GcRef);
        code.emit(Op::ClosureGet, box, 0);
        unbox(dst, box, receiver);
      },
      args);
}

//===----------------------------------------------------------------------===//
// Package initialization
//===----------------------------------------------------------------------===//

void FunctionEmitter::emitPackageInit(Package &package) {
  for (Var *var : package.globals) {
    Storage::Kind kind = storageKind(var);
    if (!var || var->name->text == "_" || kind == Storage::Kind::Global)
      continue;
    Scope scope(*this);
    auto *array = underlyingAs<ArrayType>(var->type);
    if (!array && !fits({var->type}, var->range))
      continue;
    Slot ref = array ? newArray(array) : newBox(var->type);
    code.emit(Op::GlobalSet, tables.globalSlot(var), ref);
  }
  for (InitUnit *unit : package.initOrder)
    initializeGlobals(*unit);
  for (Func *func : package.initFunctions) {
    uint32_t id = generator.function(func);
    Scope scope(*this);
    code.at(func->range);
    code.emit(Op::Call, id & 0xFFFF, frame.window({}), 0, uint8_t(id >> 16));
  }
  emitFallOff();
}

void FunctionEmitter::initializeGlobals(InitUnit &unit) {
  llvm::ArrayRef<Expr *> values = unit.decl->values;
  llvm::ArrayRef<Var *> vars = unit.vars;
  if (values.empty())
    return;
  Scope scope(*this);
  if (vars.size() == 1 && vars[0] && values.size() == 1)
    if (auto *array = underlyingAs<ArrayType>(vars[0]->type))
      return fillArray(placeOf(vars[0]).base, values[0], array);
  llvm::SmallVector<Slot, 4> sources;
  llvm::SmallVector<Type *, 4> types;
  if (values.size() == vars.size()) {
    for (size_t i = 0; i < vars.size(); ++i) {
      if (vars[i])
        types.push_back(vars[i]->type);
      else
        types.push_back(nullptr);
      auto *array = vars[i] ? underlyingAs<ArrayType>(vars[i]->type) : nullptr;
      if (!vars[i]) {
        discard(values[i]);
        sources.push_back(0);
      } else if (array) {
        // A new array replaces the empty one.
        sources.push_back(newArray(array));
        fillArray(sources.back(), values[i], array);
      } else if (vars.size() == 1)
        sources.push_back(converted(values[i], vars[i]->type));
      else
        sources.push_back(saved(values[i], vars[i]->type));
    }
  } else {
    Slot slot = tuple(values[0], types);
    for (Type *type : types) {
      sources.push_back(slot);
      slot += slots(type);
    }
  }
  for (size_t i = 0; i < vars.size() && i < types.size(); ++i) {
    if (!vars[i])
      continue;
    if (underlyingAs<ArrayType>(vars[i]->type) &&
        values.size() == vars.size()) {
      code.emit(Op::GlobalSet, tables.globalSlot(vars[i]), sources[i]);
      continue;
    }
    Location place = placeOf(vars[i]);
    storeConverted(place, sources[i], types[i]);
  }
}
