//===- Function.cpp - Parameters, variables, results ------------------------===//

#include "frontend/codegen/Function.h"

using namespace vo;
using namespace vo::fe;

FunctionEmitter::FunctionEmitter(Generator &generator, FunctionInfo *info)
    : generator(generator), compilation(generator.compilation),
      tables(generator.tables), info(info) {}

void FunctionEmitter::emitFunction() {
  llvm::SmallVector<Type *, 8> wide(info->signature->params);
  if (info->func && info->func->receiver)
    wide.push_back(info->func->receiver);
  Range range = info->func      ? info->func->range
                : info->literal ? info->literal->range
                                : Range{};
  if (!fits(wide, range) || !fits(info->signature->results, range))
    return;
  setUpParameters();
  setUpCaptures();
  setUpResults();
  block(info->body);
  if (code.needsEnd())
    emitFallOff();
}

//===----------------------------------------------------------------------===//
// Entry
//===----------------------------------------------------------------------===//

void FunctionEmitter::setUpParameters() {
  llvm::SmallVector<std::pair<Var *, Slot>, 8> boxedOnes;
  isClosure = info->literal && !info->captures.empty();
  if (isClosure)
    temp(SlotType::GcRef);
  auto parameter = [&](Var *var, Type *type) {
    Slot slot = temp(type);
    ++parameterCount;
    if (!var)
      return;
    if (storageKind(var) == Storage::Kind::Slots)
      storages[var] = {Storage::Kind::Slots, slot};
    else
      boxedOnes.push_back({var, slot});
  };
  if (Func *func = info->func; func && func->receiver) {
    Type *type =
        func->pointerReceiver
            ? static_cast<Type *>(compilation.types.pointer(func->receiver))
            : func->receiver;
    parameter(info->receiver, type);
    receiverSlots = slots(type);
  }
  for (size_t i = 0; i < info->signature->params.size(); ++i) {
    Type *type = info->signature->params[i];
    parameter(i < info->params.size() ? info->params[i] : nullptr, type);
    parameterTypes.push_back(tables.transfer(type));
  }
  parameterSlots = uint16_t(frame.size());
  for (auto [var, slot] : boxedOnes)
    define(var, slot);
}

void FunctionEmitter::setUpCaptures() {
  if (!isClosure)
    return;
  for (uint32_t i = 0; i < info->captures.size(); ++i) {
    Var *var = info->captures[i];
    if (tables.slotCount(var->type) > Tables::maxSlots) {
      generator.error(var->range,
                      "target limit: closure capture transfer layout exceeds "
                      "the VM u16 slot domain: " +
                          llvm::Twine(tables.slotCount(var->type)) + " slots");
      continue;
    }
    Slot slot = temp(SlotType::GcRef);
    code.emit(Op::ClosureGet, slot, i);
    storages[var] = {storageKind(var), slot};
    captureTypes.push_back(tables.transfer(var->type));
  }
}

void FunctionEmitter::setUpResults() {
  resultTypes = info->signature->results;
  resultLayout = concat(resultTypes);
  if (!resultTypes.empty() && resultTypes.back() == errorType())
    errorResult = int32_t(resultLayout.size()) - 2;
  if (!info->namedResults)
    return;
  // Deferred calls, and callers after a recovered panic, see named results as
  // they are then.
  heapResults = info->hasDefer;
  auto named = [&](size_t i) -> Var * {
    return i < info->results.size() ? info->results[i] : nullptr;
  };
  if (heapResults) {
    resultStart = frame.alloc(bc::Layout(resultTypes.size(), SlotType::GcRef));
    for (size_t i = 0; i < resultTypes.size(); ++i) {
      Scope scope(*this);
      auto *array = underlyingAs<ArrayType>(resultTypes[i]);
      Slot ref = array ? newArray(array) : newBox(resultTypes[i]);
      copy(resultStart + uint32_t(i), ref, 1);
      if (Var *var = named(i))
        storages[var] = {array ? Storage::Kind::Array : Storage::Kind::Box,
                         resultStart + uint32_t(i)};
    }
    return;
  }
  resultStart = frame.alloc(resultLayout);
  Slot slot = resultStart;
  for (size_t i = 0; i < resultTypes.size(); ++i) {
    zeroValue(slot, resultTypes[i]);
    if (Var *var = named(i)) {
      if (storageKind(var) == Storage::Kind::Slots)
        storages[var] = {Storage::Kind::Slots, slot};
      else
        defineZero(var);
    }
    slot += slots(resultTypes[i]);
  }
}

//===----------------------------------------------------------------------===//
// Variables
//===----------------------------------------------------------------------===//

Storage::Kind FunctionEmitter::storageKind(Var *var) {
  bool array = underlyingAs<ArrayType>(var->type);
  if (var->role == Var::Role::Global)
    return array                                 ? Storage::Kind::GlobalArray
           : underlyingAs<StructType>(var->type) ? Storage::Kind::GlobalBox
                                                 : Storage::Kind::Global;
  if (!var->needsBox())
    return Storage::Kind::Slots;
  return array ? Storage::Kind::Array : Storage::Kind::Box;
}

Storage &FunctionEmitter::declare(Var *var) {
  Storage made;
  made.kind = storageKind(var);
  if (made.kind == Storage::Kind::Slots) {
    tables.checkLayout(var->type, var->range);
    made.slot = temp(var->type);
  } else {
    made.slot = temp(SlotType::GcRef);
  }
  return storages[var] = made;
}

void FunctionEmitter::createBox(Var *var, Storage &storage) {
  Scope scope(*this);
  Slot ref = storage.kind == Storage::Kind::Array
                 ? newArray(underlyingAs<ArrayType>(var->type))
                 : newBox(var->type);
  copy(storage.slot, ref, 1);
}

void FunctionEmitter::define(Var *var, Slot value) {
  initialize(var, declare(var), value);
}

void FunctionEmitter::initialize(Var *var, Storage storage, Slot value) {
  if (storage.kind == Storage::Kind::Slots)
    return copy(storage.slot, value, slots(var->type));
  Scope scope(*this);
  createBox(var, storage);
  if (storage.kind == Storage::Kind::Array)
    storeArray(storage.slot, value, underlyingAs<ArrayType>(var->type));
  else
    ptrSet(storage.slot, 0, value, slots(var->type));
}

void FunctionEmitter::defineZero(Var *var) {
  Storage storage = declare(var);
  if (storage.kind == Storage::Kind::Slots)
    zeroValue(storage.slot, var->type);
  else
    createBox(var, storage);
}

void FunctionEmitter::defineFrom(Var *var, Expr *init) {
  initializeFrom(var, declare(var), init);
}

void FunctionEmitter::initializeFrom(Var *var, Storage storage, Expr *init) {
  Scope scope(*this);
  if (storage.kind == Storage::Kind::Slots)
    return convertedTo(init, var->type, storage.slot);
  if (storage.kind == Storage::Kind::Array) {
    // The value may read an older instance in the same slot.
    auto *array = underlyingAs<ArrayType>(var->type);
    Slot ref = newArray(array);
    fillArray(ref, init, array);
    return copy(storage.slot, ref, 1);
  }
  initialize(var, storage, converted(init, var->type));
}

Storage FunctionEmitter::storageOf(Var *var) {
  if (var->role == Var::Role::Global)
    return {storageKind(var), tables.globalSlot(var)};
  auto found = storages.find(var);
  if (found != storages.end())
    return found->second;
  // Only after errors.
  defineZero(var);
  return storages[var];
}

Location FunctionEmitter::placeOf(Var *var) {
  Storage storage = storageOf(var);
  Location place;
  place.type = var->type;
  place.base = storage.slot;
  place.nonNull = true;
  switch (storage.kind) {
  case Storage::Kind::Slots:
    place.root = Location::Root::Frame;
    break;
  case Storage::Kind::Global:
    place.root = Location::Root::Global;
    break;
  case Storage::Kind::Box:
    place.root = Location::Root::Memory;
    break;
  case Storage::Kind::Array:
    place.root = Location::Root::Array;
    break;
  case Storage::Kind::GlobalBox:
  case Storage::Kind::GlobalArray:
    place.root = storage.kind == Storage::Kind::GlobalBox
                     ? Location::Root::Memory
                     : Location::Root::Array;
    place.base = temp(SlotType::GcRef);
    code.emit(Op::GlobalGet, place.base, storage.slot);
    break;
  }
  return place;
}

//===----------------------------------------------------------------------===//
// Results
//===----------------------------------------------------------------------===//

void FunctionEmitter::emitFallOff() {
  if (resultLayout.empty()) {
    code.emit(Op::Return);
  } else if (info && info->namedResults) {
    returnNamed(0);
  } else {
    Scope scope(*this);
    Slot values = frame.alloc(resultLayout);
    zero(values, resultLayout.size());
    code.emit(Op::Return, values, uint32_t(resultLayout.size()));
  }
  code.setDead();
}

void FunctionEmitter::returnNamed(uint8_t flags) {
  if (heapResults) {
    code.emit(Op::Return, resultStart, uint32_t(resultTypes.size()), 0,
              flags | bc::flag::heapReturns);
    return code.setDead();
  }
  Slot slot = resultStart;
  for (size_t i = 0; i < resultTypes.size(); ++i) {
    Var *var = i < info->results.size() ? info->results[i] : nullptr;
    if (var && storageOf(var).kind != Storage::Kind::Slots) {
      Location place = placeOf(var);
      load(place, slot);
    }
    slot += slots(resultTypes[i]);
  }
  code.emit(Op::Return, resultStart, uint32_t(resultLayout.size()), 0, flags);
  code.setDead();
}

void FunctionEmitter::returnSlots(Slot values, uint8_t flags) {
  if (info->namedResults) {
    Slot slot = values;
    for (size_t i = 0; i < resultTypes.size(); ++i) {
      Var *var = i < info->results.size() ? info->results[i] : nullptr;
      Type *type = resultTypes[i];
      if (heapResults) {
        Slot ref = resultStart + uint32_t(i);
        if (auto *array = underlyingAs<ArrayType>(type))
          storeArray(ref, slot, array);
        else
          ptrSet(ref, 0, slot, slots(type));
      } else if (var && storageOf(var).kind != Storage::Kind::Slots) {
        // A literal may look at the variable after the return.
        Location place = placeOf(var);
        store(place, slot);
      }
      slot += slots(type);
    }
    if (heapResults)
      return returnNamed(flags);
  }
  code.emit(Op::Return, values, uint32_t(resultLayout.size()), 0, flags);
  code.setDead();
}

void FunctionEmitter::returnError(Slot error) {
  Scope scope(*this);
  uint32_t offset = uint32_t(errorResult);
  if (info->namedResults) {
    Var *var = info->results.empty() ? nullptr : info->results.back();
    if (heapResults) {
      ptrSet(resultStart + uint32_t(resultTypes.size()) - 1, 0, error, 2);
    } else {
      copy(resultStart + offset, error, 2);
      if (var && storageOf(var).kind != Storage::Kind::Slots) {
        Location place = placeOf(var);
        store(place, error);
      }
    }
    return returnNamed(bc::flag::errorReturn);
  }
  Slot values = frame.alloc(resultLayout);
  zero(values, offset);
  copy(values + offset, error, 2);
  code.emit(Op::Return, values, uint32_t(resultLayout.size()), 0,
            bc::flag::errorReturn);
  code.setDead();
}

void FunctionEmitter::fillDefinition(bc::FunctionDef &function) {
  function.paramCount = parameterCount;
  function.paramSlots = parameterSlots;
  function.recvSlots = receiverSlots;
  function.retSlots = uint16_t(resultLayout.size());
  function.retSlotTypes = resultLayout;
  function.errorRetSlot = errorResult;
  function.isClosure = isClosure;
  function.hasDefer = hasDefer;
  function.paramTypes = std::move(parameterTypes);
  function.captureTypes = std::move(captureTypes);
  function.captureSlotTypes.assign(function.captureTypes.size(),
                                   SlotType::GcRef);
  if (heapResults) {
    function.heapRetGcrefStart = frame.place(resultStart);
    function.heapRetGcrefCount = uint16_t(resultTypes.size());
    for (Type *type : resultTypes)
      function.heapRetSlots.push_back(slots(type));
  }
}

bc::FunctionDef FunctionEmitter::finish(std::string name) {
  bc::FunctionDef function;
  function.name = std::move(name);
  if (frame.size() > Tables::maxSlots)
    generator.error(info && info->func ? info->func->range : Range{},
                    "slot count exceeds u16: function " + function.name +
                        " needs " + llvm::Twine(frame.size()) + " slots");
  fillDefinition(function);
  function.slotTypes = frame.layout();
  function.localSlots = uint16_t(frame.size());
  code.finish(frame, function);
  if (info)
    code.locate(info->func ? info->func->range : info->literal->range);
  return function;
}
